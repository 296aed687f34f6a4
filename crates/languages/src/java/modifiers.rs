//! Modifiers: visibility, flags, and what annotations say that a flag can hold.

use extract::Builder;
use model::kinds::{Modifiers, Visibility};

use super::grammar::{F, K, Node};

/// What stands before a declaration.
#[derive(Clone, Copy)]
pub(super) struct Written<'t> {
    /// The modifiers' node, which holds the annotations too.
    pub(super) node: Option<Node<'t>>,
    pub(super) visibility: Visibility,
    pub(super) flags: Modifiers,
    /// Whether `final` is written; what it means depends on what is declared.
    pub(super) is_final: bool,
    /// Whether an annotation says that a program wrote the declaration.
    pub(super) generated: bool,
}

/// Reads the modifiers of `declaration`; they are its first child if there are any.
pub(super) fn written<'t>(b: &Builder<'_>, declaration: Node<'t>) -> Written<'t> {
    written_in(b, declaration.children().next().filter(|first| first.is(K::Modifiers)))
}

/// Reads a node of modifiers.
pub(super) fn written_in<'t>(b: &Builder<'_>, node: Option<Node<'t>>) -> Written<'t> {
    let mut written = Written {
        node,
        visibility: Visibility::Default,
        flags: Modifiers::NONE,
        is_final: false,
        generated: false,
    };
    for modifier in node.into_iter().flat_map(Node::children) {
        written.add(b, modifier);
    }
    written
}

impl Written<'_> {
    fn add(&mut self, b: &Builder<'_>, modifier: Node<'_>) {
        match modifier.kind() {
            K::Public => self.visibility = Visibility::Public,
            K::Protected => self.visibility = Visibility::Protected,
            K::Private => self.visibility = Visibility::Private,
            K::Final => self.is_final = true,
            K::MarkerAnnotation | K::Annotation => self.add_annotation(b, modifier),
            keyword => self.flags |= flag(keyword),
        }
    }

    fn add_annotation(&mut self, b: &Builder<'_>, annotation: Node<'_>) {
        let Some(name) = annotation.field(F::Name) else { return };
        let path = b.text(name.span());
        match path.rsplit('.').next().unwrap_or(path).trim() {
            "Test" | "ParameterizedTest" | "RepeatedTest" | "TestFactory" | "TestTemplate" | "Theory" => {
                self.flags |= Modifiers::TEST;
            }
            "Override" => self.flags |= Modifiers::OVERRIDE,
            "Deprecated" => self.flags |= Modifiers::DEPRECATED,
            "Generated" => self.generated = true,
            _ => {}
        }
    }

    /// The flags of a type or method, where `final` closes it.
    pub(super) fn closing(self) -> Modifiers {
        self.flags.with_if(Modifiers::FINAL, self.is_final)
    }

    /// The flags of a field, where `final` says that it is written once.
    pub(super) fn holding(self) -> Modifiers {
        self.flags.with_if(Modifiers::READONLY, self.is_final)
    }
}

fn flag(keyword: K) -> Modifiers {
    match keyword {
        K::Static => Modifiers::STATIC,
        K::Abstract => Modifiers::ABSTRACT,
        K::Default => Modifiers::DEFAULT,
        K::Native => Modifiers::UNSAFE,
        K::Synchronized | K::Volatile => Modifiers::SHARED,
        K::Sealed => Modifiers::SEALED,
        _ => Modifiers::NONE,
    }
}
