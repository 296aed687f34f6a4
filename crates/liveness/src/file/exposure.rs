//! Who can name a definition, as far as its own file says.

use model::facts::{Def, FileFacts};
use model::ids::DefId;
use model::kinds::{BindingKind, DefKind, Modifiers, Visibility};

use model::span::Span;

use super::{FileInput, name_key};
use crate::rules::Surface;

/// Kinds of types, whose members belong to them.
pub(super) fn is_type(kind: DefKind) -> bool {
    use DefKind::{Annotation, Class, Concept, Enum, Impl, Interface, Record, Struct, Trait, Union};
    matches!(kind, Class | Struct | Union | Enum | Interface | Trait | Impl | Record | Annotation | Concept)
}

pub(super) fn is_function(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor | DefKind::Property)
}

/// What tells who can name the definitions of a file.
pub(super) struct Exposure<'a> {
    facts: &'a FileFacts,
    source: &'a [u8],
    surface: Surface,
    is_header: bool,
    is_module: bool,
    is_ambient: bool,
}

impl<'a> Exposure<'a> {
    pub(super) fn new(input: &FileInput<'a>) -> Self {
        let facts = input.facts;
        let exported = Modifiers::EXPORTED | Modifiers::EXPORT_DEFAULT;
        let exports = |def: &Def| def.modifiers.without(exported) != def.modifiers;
        let has_site = |role| facts.sites.iter().any(|site| site.role == role);
        let is_module = !facts.imports.is_empty()
            || facts.defs.iter().any(exports)
            || facts.flows.iter().any(|flow| flow.kind == model::kinds::FlowKind::ExportValue)
            || has_site(model::kinds::Role::Export);
        let is_header = input.rules.is_header(input.path.file_name()) || has_nothing_to_link(input);
        let is_ambient = input.path.file_name().contains(".d.");
        Self { facts, source: input.source, surface: input.rules.surface, is_header, is_module, is_ambient }
    }

    /// Whether the file is included as text.
    pub(super) fn is_header(&self) -> bool {
        self.is_header
    }

    /// Whether a definition adds to a module of others, or to what all modules see (`declare module "x" { … }`).
    pub(super) fn augments(&self, def: &Def) -> bool {
        let in_module = || self.around(def).any(|(_, around)| around.kind == DefKind::Module);
        self.surface == Surface::Exported && (self.is_ambient || in_module())
    }

    /// The definitions around one, nearest first.
    pub(super) fn around(&self, def: &Def) -> impl Iterator<Item = (DefId, &'a Def)> + use<'a> {
        let facts = self.facts;
        let next = |id: DefId| facts.def(id).parent.filter(|parent| *parent < id);
        std::iter::successors(def.parent, move |id| next(*id)).map(|id| (id, facts.def(id)))
    }

    /// Whether it can be named from outside of its package.
    pub(super) fn is_visible(&self, def: &Def) -> bool {
        if self.around(def).any(|(_, around)| is_function(around.kind)) {
            return false;
        }
        match self.surface {
            Surface::Public => self.is_public(def),
            Surface::Inheritable => {
                self.is_inheritable(def) && self.around(def).all(|(_, around)| self.is_inheritable(around))
            }
            Surface::Unmarked => {
                self.is_unmarked(def) && self.around(def).all(|(_, around)| self.is_unmarked(around))
            }
            Surface::Exported => self.is_exported(def),
            Surface::Linked => self.is_linked(def),
        }
    }

    fn is_public(&self, def: &Def) -> bool {
        let is_public = |def: &Def| def.visibility == Visibility::Public;
        let own = is_public(def) || def.kind == DefKind::Macro;
        match self.around(def).next() {
            // What a trait has is seen wherever the trait is.
            Some((_, around)) if around.kind == DefKind::Trait => is_public(around),
            _ => own,
        }
    }

    fn is_inheritable(&self, def: &Def) -> bool {
        let in_interface = self
            .around(def)
            .next()
            .is_some_and(|(_, around)| matches!(around.kind, DefKind::Interface | DefKind::Annotation));
        match def.visibility {
            Visibility::Public | Visibility::Protected => true,
            Visibility::Default => in_interface || def.kind == DefKind::EnumMember,
            _ => false,
        }
    }

    fn is_unmarked(&self, def: &Def) -> bool {
        !self.facts.text(def.name).starts_with('_')
    }

    fn is_exported(&self, def: &Def) -> bool {
        let exported = |def: &Def| {
            def.modifiers.contains(Modifiers::EXPORTED) || def.modifiers.contains(Modifiers::EXPORT_DEFAULT)
        };
        if def.visibility == Visibility::Private || self.facts.text(def.name).starts_with('#') {
            return false;
        }
        let is_namespace = |around: &Def| around.kind == DefKind::Namespace;
        // What a namespace exports is seen wherever the namespace is; an ambient one exports all.
        if self.around(def).any(|(_, around)| is_namespace(around) && (self.is_ambient || exported(def))) {
            return true;
        }
        let outermost = self.around(def).last().map_or(def, |(_, outermost)| outermost);
        exported(outermost) || (!self.is_module && outermost.scope.index() == 0)
    }

    fn is_linked(&self, def: &Def) -> bool {
        if self.is_header {
            // `static` hides from the linker what the compiler shows to all that include it.
            let of_type = self.around(def).next().is_some_and(|(_, around)| is_type(around.kind));
            // What is only declared with it is each including file's own.
            let is_promise = def.modifiers.contains(Modifiers::DECLARATION) && is_internal(def, self.source);
            return def.visibility != Visibility::Private || (!of_type && !is_promise);
        }
        let is_hidden = |def: &Def| {
            let unnamed = def.kind == DefKind::Namespace && self.facts.text(def.name).is_empty();
            unnamed || (def.parent.is_none() && is_internal(def, self.source))
        };
        if is_hidden(def) || self.around(def).any(|(_, around)| is_hidden(around) || is_type(around.kind)) {
            return false;
        }
        is_function(def.kind) || matches!(def.kind, DefKind::Variable | DefKind::Constant | DefKind::Static)
    }

    /// Whether no other file can name it.
    pub(super) fn is_confined(&self, def: &Def) -> bool {
        let is_member = self.around(def).next().is_some_and(|(_, around)| is_type(around.kind));
        if self.around(def).any(|(_, around)| is_function(around.kind)) {
            // Instances of an inner type leave its function, and take its members with them.
            return !is_member;
        }
        match self.surface {
            Surface::Public | Surface::Unmarked => false,
            Surface::Inheritable => def.visibility == Visibility::Private,
            Surface::Exported => {
                self.is_module && def.parent.is_none() && !self.is_exported(def) && !self.is_bound_export(def)
            }
            Surface::Linked => {
                let unnamed = |around: &Def| {
                    around.kind == DefKind::Namespace && self.facts.text(around.name).is_empty()
                };
                let hidden = def.parent.is_none() && is_internal(def, self.source);
                !self.is_header && (hidden || self.around(def).any(|(_, around)| unnamed(around)))
            }
        }
    }

    /// Whether something in the file exports a name that may be this one's.
    fn is_bound_export(&self, def: &Def) -> bool {
        let by_import = self
            .facts
            .bindings
            .iter()
            .any(|binding| binding.kind == BindingKind::Import && binding.name == def.name);
        let by_export = self
            .facts
            .sites
            .iter()
            .any(|site| site.role == model::kinds::Role::Export && site.name == def.name);
        by_import || by_export
    }
}

/// Whether the linker does not see it.
fn is_internal(def: &Def, source: &[u8]) -> bool {
    let says = def.visibility == Visibility::Private || def.modifiers.contains(Modifiers::STATIC);
    says && def.qualifier.is_none() && !follows_macro(def, source)
}

/// Whether a call of a macro on a line of its own stands before the name: what is written before the call is not said of the
/// definition (`static MAKE(x)` before `void f(void) { … }`).
fn follows_macro(def: &Def, source: &[u8]) -> bool {
    let head = Span::new(def.span.start, def.name_span.start.max(def.span.start)).of(source);
    let ends_line = |at: usize| {
        let mut blank = head[at + 1..].iter().take_while(|byte| byte.is_ascii_whitespace());
        blank.any(|byte| *byte == b'\n')
    };
    memchr::memchr_iter(b')', head).any(ends_line)
}

/// Whether a file has code and nothing that the linker sees: alone it would be useless, so some file includes it as text, in the tree or
/// made by a build.
fn has_nothing_to_link(input: &FileInput<'_>) -> bool {
    if input.rules.surface != Surface::Linked {
        return false;
    }
    let is_code = |def: &&Def| {
        let declares = def.modifiers.contains(Modifiers::DECLARATION);
        // What follows a type and is a macro's name declares nothing (`struct s { … } PACKED;`).
        let is_variable =
            || def.kind == DefKind::Variable && !(input.known_macros)(name_key(input.facts.text(def.name)));
        (is_function(def.kind) || is_variable()) && !declares
    };
    let mut code = input.facts.defs.iter().filter(is_code).peekable();
    code.peek().is_some() && code.all(|def| is_internal(def, input.source))
}
