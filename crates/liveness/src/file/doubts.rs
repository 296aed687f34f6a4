//! What leaves doubts about a definition, as far as its own file says.

use model::expr::{Expr, TypeExpr, UnaryKind, Wrapper};
use model::facts::{Def, FileFacts};
use model::ids::{DefId, ExprId, NameId, SiteId, TypeId};
use model::kinds::{BindingKind, DefKind, ImportKind, Modifiers, Visibility};
use model::span::Span;
use rustc_hash::FxHashSet;

use super::definitions::Reading;
use super::exposure::{is_function, is_type};
use super::pasting::{arguments, is_shouted, is_word};
use super::{FileInput, file_key, name_key};
use crate::rules::Surface;
use crate::verdict::{Because, Doubt};

impl Reading<'_> {
    /// What leaves doubts about a definition by itself.
    pub(super) fn doubts(&self, id: DefId, def: &Def) -> Vec<Because<Doubt>> {
        let mut doubts = Vec::new();
        let mut add = |reason, detail: &str| doubts.push(Because { reason, detail: detail.to_owned() });
        self.of_attributes(def, &mut add);
        self.of_place(def, &mut add);
        self.of_finding(id, def, &mut add);
        self.of_reading(def, &mut add);
        doubts
    }

    /// What stands on it, or on its type.
    fn of_attributes(&self, def: &Def, add: &mut dyn FnMut(Doubt, &str)) {
        let unknown = self.decorators(def).find(|name| !self.input.rules.neutral.contains(name));
        let decorated = self.input.facts.list::<ExprId>(def.decorators).len() > 0;
        if let Some(name) = unknown {
            add(Doubt::Decorated, name);
        } else if decorated && self.decorators(def).next().is_none() {
            add(Doubt::Decorated, "");
        }
        if let Some(name) = self.made_by(def) {
            add(Doubt::Decorated, name);
        }
        if let Some(name) = self.conditional_attribute(def) {
            add(Doubt::Decorated, name);
        }
    }

    /// Where it stands: in what file, before what header.
    fn of_place(&self, def: &Def, add: &mut dyn FnMut(Doubt, &str)) {
        if let Some(directory) = self.input.rules.data_directory(self.input.path.as_str()) {
            add(Doubt::TestData, directory);
        }
        if let Some(file) = &self.missing_code {
            add(Doubt::ForeignFiles, file);
        }
        if def.kind == DefKind::Macro && self.input.rules.pastes && def.span.start < self.last_header {
            add(Doubt::ExternalHeader, "");
        }
        if self.input.rules.friends && self.is_of_library(def) {
            add(Doubt::ExternalHeader, "headers outside of the tree find what is put into `std`");
        }
    }

    /// What may find it, or want it made.
    fn of_finding(&self, id: DefId, def: &Def, add: &mut dyn FnMut(Doubt, &str)) {
        let computes = !self.hazards.computed.is_empty() && self.carried.binary_search(&id).is_err();
        if computes && (is_function(def.kind) || is_type(def.kind)) {
            add(Doubt::ComputedName, &self.hazards.computed);
        }
        if is_operator(self.input.facts.text(def.name)) && is_function(def.kind) {
            add(Doubt::Operator, "");
        }
        if self.is_friend(def) {
            add(Doubt::Operator, "a friend is found by what it is given");
        }
        if self.is_open_member(def) {
            let detail =
                "objects of its type may be handed to code outside of the tree, which finds members by name";
            add(Doubt::HandedOn, detail);
        }
        let rest = Span::new(def.name_span.end, def.span.end.max(def.name_span.end)).of(self.input.source);
        let is_value = is_function(def.kind) || is_type(def.kind);
        let is_exported = self.input.rules.surface == Surface::Exported;
        if is_exported && is_value && rest.trim_ascii_start().starts_with(b":") {
            add(Doubt::HandedOn, "it is what an object has under its name");
        }
        if self.may_act(def) {
            add(Doubt::MayAct, "");
        }
        if def.parent.is_some() && self.globals.contains(&def.name) {
            add(Doubt::SpelledInFile, "it is a name of its module, which a function gives");
        }
    }

    /// What macros and other grammars keep from being read.
    fn of_reading(&self, def: &Def, add: &mut dyn FnMut(Doubt, &str)) {
        let name = self.input.facts.text(def.name);
        // An attribute before the call belongs to the first definition in it, as far as its text goes.
        let is_handed = self.in_macros.iter().any(|range| range.contains(def.name_span));
        if is_handed || self.is_made_by_macro(def, name) {
            add(Doubt::InMacro, "");
        }
        // Macros are written in capitals, functions are not: what is called so is made of something else.
        if self.input.rules.pastes && is_function(def.kind) && is_shouted(name) {
            add(Doubt::ParseError, "");
        }
        // No function of C or C++ stands in another: what holds it was a type, which the parser did not see through macros.
        let holder = def.parent.map(|parent| self.input.facts.def(parent).kind);
        let is_linked = self.input.rules.surface == Surface::Linked;
        if is_linked && is_function(def.kind) && holder.is_some_and(is_function) {
            add(Doubt::ParseError, "");
        }
        if self.broken.iter().any(|broken| touches(def.span, *broken)) {
            add(Doubt::ParseError, "");
        }
        if self.input.resolution.is_none() {
            add(Doubt::NotResolved, "");
        }
    }

    /// Whether a type declares a function that is none of its members.
    fn is_friend(&self, def: &Def) -> bool {
        let in_type = def.parent.is_some_and(|parent| is_type(self.input.facts.def(parent).kind));
        self.input.rules.friends && def.kind == DefKind::Function && in_type
    }

    /// An attribute that stands on a definition under a condition and that no table knows: `#[cfg_attr(unix, name(…))]`.
    fn conditional_attribute<'b>(&'b self, def: &Def) -> Option<&'b str> {
        let head = Span::new(def.span.start, def.name_span.start.max(def.span.start)).of(self.input.source);
        let rules = self.input.rules;
        let attributes = memchr::memmem::find_iter(head, b"cfg_attr(")
            .flat_map(move |at| arguments(&head[at + b"cfg_attr(".len()..]).into_iter().skip(1));
        let mut names = attributes.filter_map(|attribute| {
            let path = attribute.trim_ascii_start();
            let end = path.iter().position(|byte| !is_word(*byte) && *byte != b':').unwrap_or(path.len());
            let path = std::str::from_utf8(&path[..end]).ok()?;
            Some(path.rsplit("::").next().unwrap_or(path))
        });
        names.find(|name| !name.is_empty() && !rules.neutral.contains(name))
    }

    /// Whether a member can be read by name of any object, as code outside of the tree may do with what it is handed.
    fn is_open_member(&self, def: &Def) -> bool {
        let facts = self.input.facts;
        let name = facts.text(def.name);
        let of_type = def.parent.is_some_and(|parent| is_type(facts.def(parent).kind))
            || matches!(def.kind, DefKind::Method | DefKind::Property);
        let is_hidden = name.starts_with(['_', '#']) || def.visibility == Visibility::Private;
        let by_name =
            self.input.rules.structural || (self.input.rules.friends && in_cpp(self.input.path.file_name()));
        by_name && of_type && !is_type(def.kind) && !is_hidden
    }

    /// Whether making a definition may be all that is wanted of it: an object, a value that code makes, a decorated class of a function, a type
    /// whose size is a condition.
    fn may_act(&self, def: &Def) -> bool {
        let facts = self.input.facts;
        let rules = self.input.rules;
        let in_function = def.parent.is_some_and(|parent| is_function(facts.def(parent).kind));
        let is_call = |value: ExprId| match facts.expr(value) {
            Expr::Unary(UnaryKind::Await, inner) => is_made(facts, inner),
            _ => is_made(facts, value),
        };
        match def.kind {
            DefKind::Constant if rules.macros_take_definitions && self.is_condition(def) => true,
            DefKind::Variable | DefKind::Constant => {
                let file = self.input.path.file_name();
                let is_object = || {
                    !in_function
                        && rules.objects_act.iter().any(|end| file.ends_with(end))
                        && (def.value.is_some_and(is_call) || !def.ty.is_some_and(|ty| is_plain(facts, ty)))
                };
                (rules.calls_act && def.value.is_some_and(is_call)) || is_object()
            }
            // A template makes them with its type, and so what they name, though nobody calls them.
            DefKind::Method => rules.friends && def.modifiers.contains(Modifiers::VIRTUAL),
            DefKind::Class => {
                rules.calls_act && in_function && facts.list::<ExprId>(def.decorators).len() > 0
            }
            DefKind::TypeAlias => {
                let text = def.span.of(self.input.source);
                let has = |what: &[u8]| memchr::memmem::find(text, what).is_some();
                rules.pastes && has(b"[") && (has(b"?") || has(b"=="))
            }
            _ => false,
        }
    }

    /// Whether a definition is put into the library's namespace.
    fn is_of_library(&self, def: &Def) -> bool {
        let facts = self.input.facts;
        let next = |id: &DefId| facts.def(*id).parent.filter(|parent| parent < id);
        std::iter::successors(def.parent, next)
            .any(|id| facts.def(id).kind == DefKind::Namespace && facts.text(facts.def(id).name) == "std")
    }

    /// Whether the name of a function is what a macro is given, or the macro's own: it is called otherwise (`static DECODER(name) {`).
    fn is_made_by_macro(&self, def: &Def, name: &str) -> bool {
        let before = Span::new(0, def.name_span.start).of(self.input.source).trim_ascii_end();
        let is_given = || {
            let start =
                before.iter().rposition(|byte| !is_word(*byte) && *byte != b'(').map_or(0, |at| at + 1);
            let word = std::str::from_utf8(&before[start..before.len() - 1]).unwrap_or_default();
            is_shouted(word) || (self.input.known_macros)(name_key(word))
        };
        let is_macro = (self.input.known_macros)(name_key(name));
        self.input.rules.pastes
            && is_function(def.kind)
            && (is_macro || (before.ends_with(b"(") && is_given()))
    }

    /// Whether a constant is of no value, so that it is there for what computing it proves.
    fn is_condition(&self, def: &Def) -> bool {
        let rest = Span::new(def.name_span.end, def.span.end.max(def.name_span.end)).of(self.input.source);
        rest.trim_ascii_start().starts_with(b": ()")
    }

    /// What stands on the type of a member without a body, and may make the body, and uses of it.
    fn made_by(&self, def: &Def) -> Option<&str> {
        let parent = self.input.facts.def(def.parent?);
        let is_bare = def.body >= def.span.end || def.modifiers.contains(Modifiers::ABSTRACT);
        let is_open = is_type(parent.kind) && is_function(def.kind) && is_bare;
        let mut decorators = self.decorators(parent).filter(|_| is_open);
        decorators.find(|name| !self.input.rules.neutral.contains(name))
    }
}

/// Whether templates outside of the tree may name members: a C compiler has none.
fn in_cpp(file: &str) -> bool {
    file.rsplit('.').next() != Some("c")
}

/// Code that a file includes as text and that is not in the tree: a build makes it, of whatever is here.
pub(super) fn missing_code(input: &FileInput<'_>) -> Option<String> {
    let facts = input.facts;
    let texts = facts.imports.iter().filter(|import| import.kind == ImportKind::Text);
    let mut paths = texts.map(|import| facts.list(import.path).last().map_or("", |name| facts.text(name)));
    let path = paths.find(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_code = input.rules.code.iter().any(|end| name.ends_with(end));
        is_code && !(input.known_files)(file_key(name))
    });
    path.map(str::to_owned)
}

/// Names that functions give to their module.
pub(super) fn globals(input: &FileInput<'_>) -> FxHashSet<NameId> {
    let global = input.facts.bindings.iter().filter(|binding| binding.kind == BindingKind::Global);
    global.map(|binding| binding.name).collect()
}

/// Whether code makes a value.
fn is_made(facts: &FileFacts, value: ExprId) -> bool {
    matches!(facts.expr(value), Expr::Call { .. } | Expr::New { .. } | Expr::MacroCall { .. })
}

/// Whether a type is written so that nothing is run to make a value of it: of C's own types, pointers, and names that POSIX keeps.
fn is_plain(facts: &FileFacts, ty: TypeId) -> bool {
    let name = |site: SiteId| facts.text(facts.site(site).name);
    match facts.ty(ty) {
        TypeExpr::Name(site) | TypeExpr::Member { site, .. } => name(site).ends_with("_t"),
        TypeExpr::Builtin(_)
        | TypeExpr::Function { .. }
        | TypeExpr::Literal(_)
        | TypeExpr::Wrap(Wrapper::Pointer | Wrapper::Reference, _) => true,
        TypeExpr::Wrap(_, inner) if inner < ty => is_plain(facts, inner),
        _ => false,
    }
}

/// Whether a function is called so that operators call it, as C++ writes it.
fn is_operator(name: &str) -> bool {
    let rest = name.strip_prefix("operator");
    rest.and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_alphanumeric() && next != '_')
}

fn touches(def: Span, broken: Span) -> bool {
    def.start <= broken.end && broken.start <= def.end
}
