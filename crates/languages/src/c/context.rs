//! What the rules must know of the surroundings of a node.

use extract::Builder;
use model::facts::List;
use model::ids::ScopeId;
use model::kinds::{ScopeKind, Visibility};
use model::span::Span;

use super::grammar::G;

/// A node of either grammar.
pub(crate) type Node<'t> = extract::syntax::Node<'t, G>;

/// What a declared name becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// A definition of the file or namespace.
    File,
    /// A member.
    Type,
    /// A binding of the function.
    Local,
}

/// The surroundings; copied on the way down.
#[derive(Clone, Copy)]
pub(crate) struct Cx<'t> {
    /// Whether the file is C++.
    pub(crate) cpp: bool,
    /// What declared names become here.
    pub(crate) place: Place,
    /// The access section of a class.
    pub(crate) access: Visibility,
    /// Name of the class whose body this is.
    pub(crate) class_name: &'t str,
    /// The template around the next declaration.
    pub(crate) template: Option<Template>,
    /// Whether the file is a list of one macro's uses.
    pub(crate) listed: bool,
}

/// A `template<…>` head.
#[derive(Clone, Copy)]
pub(crate) struct Template {
    /// First byte of `template`.
    pub(crate) start: u32,
    /// The scope in which the template's name is bound.
    pub(crate) outer: ScopeId,
    /// Type parameters; those of the innermost head.
    pub(crate) params: List,
}

impl Cx<'_> {
    /// The surroundings of a file's first item.
    pub(crate) fn file(cpp: bool) -> Self {
        let (access, class_name) = (Visibility::Default, "");
        Self { cpp, place: Place::File, access, class_name, template: None, listed: false }
    }

    /// The same surroundings inside a function.
    pub(crate) fn local(self) -> Self {
        Self { place: Place::Local, template: None, ..self }
    }

    /// The same surroundings without the template head, which belongs to one declaration.
    pub(crate) fn plain(self) -> Self {
        Self { template: None, ..self }
    }
}

/// The scope in which a C tag, an enumerator or a macro of a member list is visible: there are no scopes of types in C.
pub(crate) fn scope_of_tags(b: &Builder<'_>, cx: &Cx<'_>) -> ScopeId {
    if cx.cpp { b.scope() } else { b.enclosing_scope(|kind| kind != ScopeKind::Type) }
}

/// The span of a definition that starts at `node`, masked attributes before it and the template head included.
pub(crate) fn whole(b: &Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> Span {
    let start = match cx.template {
        Some(template) => template.start,
        None => masked_start(b, node.start()),
    };
    Span::new(start, node.end())
}

/// Where the masked words directly before `start` begin; `start` when there are none.
pub(crate) fn masked_start(b: &Builder<'_>, start: u32) -> u32 {
    let (source, parsed) = (b.source().as_bytes(), b.parsed().as_bytes());
    if std::ptr::eq(source.as_ptr(), parsed.as_ptr()) {
        return start;
    }
    let mut first = start as usize;
    let (mut at, mut first_of_line) = (first, first);
    while at > 0 && parsed[at - 1].is_ascii_whitespace() {
        at -= 1;
        match source[at] {
            // A masked directive is no part of the declaration below it.
            b'#' => return first_of_line as u32,
            b'\n' => first_of_line = first,
            byte if !byte.is_ascii_whitespace() => first = at,
            _ => {}
        }
    }
    first as u32
}

/// The text that was parsed at a range; differs from the file's where a macro was masked.
pub(crate) fn parsed_text<'t>(b: &Builder<'t>, span: Span) -> &'t str {
    b.parsed().get(span.start as usize..span.end as usize).unwrap_or_default()
}
