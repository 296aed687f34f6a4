//! What a file says of its definitions: what uses them without a site, and what leaves doubts.

use model::expr::{Expr, TypeExpr};
use model::facts::{Def, ParamKind};
use model::ids::{DefId, ExprId, NameId, SiteId, TypeId};
use model::kinds::{DefKind, DiagnosticCode, ImportKind, Modifiers, Visibility};
use model::outcome::OutcomeKind;
use model::span::Span;
use rustc_hash::FxHashSet;

use super::doubts::{globals, missing_code};
use super::enumerators::is_accessor;
use super::exposure::{Exposure, is_function, is_type};
use super::hazards::Hazards;
use super::initial::holder;
use super::macro_calls;
use super::sites::Found;
use super::{DefSummary, FileInput, Owner, hash, name_key};
use crate::rules::{FoundTypes, Surface};
use crate::verdict::{Because, Root};

/// Bytes of a definition before its body that are looked at.
const HEAD: u32 = 1024;

pub(super) fn read(input: &FileInput<'_>, found: &Found, hazards: &Hazards) -> Vec<DefSummary> {
    let reading = Reading {
        input,
        exposure: Exposure::new(input),
        hazards,
        broken: broken(input),
        in_macros: macro_calls::of(input),
        last_header: last_header(input),
        exported: found.exports.iter().filter_map(|&target| own(input, target)).collect(),
        carried: carried(input),
        missing_code: missing_code(input),
        globals: globals(input),
    };
    (0..input.facts.defs.len() as u32).map(|raw| reading.def(DefId::new(raw))).collect()
}

/// The definition of this file that a target is.
fn own(input: &FileInput<'_>, target: u32) -> Option<DefId> {
    let id = *input.resolution?.targets.get(target as usize)?;
    input.ids.iter().position(|known| *known == id).map(|at| DefId::new(at as u32))
}

/// Where the parser met errors.
pub(super) fn broken(input: &FileInput<'_>) -> Vec<Span> {
    let is_syntax = |code| {
        matches!(code, DiagnosticCode::SyntaxError | DiagnosticCode::SyntaxMissing | DiagnosticCode::TooDeep)
    };
    let found = input.facts.diagnostics.iter().filter(|diagnostic| is_syntax(diagnostic.code));
    found.map(|diagnostic| diagnostic.span).collect()
}

/// The end of the last include of a file: whatever it includes, headers outside of the tree may follow in turn.
fn last_header(input: &FileInput<'_>) -> u32 {
    let texts = input.facts.imports.iter().filter(|import| import.kind == ImportKind::Text);
    texts.map(|import| import.span.end).max().unwrap_or(0)
}

/// Definitions that are written as a type or value of others.
fn carried(input: &FileInput<'_>) -> Vec<DefId> {
    let types = input.facts.types.iter().filter_map(|ty| match ty {
        TypeExpr::Definition(def) => Some(*def),
        _ => None,
    });
    let values = input.facts.exprs.iter().filter_map(|expr| match expr {
        Expr::Definition(def) => Some(*def),
        _ => None,
    });
    let mut carried: Vec<DefId> = types.chain(values).collect();
    carried.sort_unstable();
    carried.dedup();
    carried
}

/// A file that is read, with what is asked of it for every definition.
pub(super) struct Reading<'a> {
    pub(super) input: &'a FileInput<'a>,
    exposure: Exposure<'a>,
    pub(super) hazards: &'a Hazards,
    pub(super) broken: Vec<Span>,
    /// What is handed to macros that may make something else of it.
    pub(super) in_macros: Vec<Span>,
    pub(super) last_header: u32,
    exported: Vec<DefId>,
    pub(super) carried: Vec<DefId>,
    /// Code that is included and not in the tree.
    pub(super) missing_code: Option<String>,
    /// Names that functions give to their module.
    pub(super) globals: FxHashSet<NameId>,
}

impl Reading<'_> {
    fn def(&self, id: DefId) -> DefSummary {
        let facts = self.input.facts;
        let def = facts.def(id);
        let name = facts.text(def.name);
        let around = def.parent.map(|parent| facts.def(parent));
        // What stands in a macro's call may lack its type, and has a receiver all the same.
        let has_receiver =
            || facts.params[def.params.range()].iter().any(|param| param.kind == ParamKind::Receiver);
        let in_type = around.is_some_and(|around| is_type(around.kind)) && def.kind != DefKind::Macro;
        let member = in_type || has_receiver();
        let (root, root_with_owner) = self.root(id, def, name, around);
        let confined = self.exposure.is_confined(def);
        let (bases, outside) = self.bases(def);
        DefSummary {
            name: name.into(),
            key: name_key(name),
            twin: self.twin(id, def),
            spread: self.input.rules.surface == Surface::Linked && !confined,
            signature: self.signature(def),
            owner: self.owner(id, def),
            asked: is_asked(def, name, around)
                && !self.input.rules.keywords.contains(&name)
                && !is_in_comment(def, self.input.source)
                && !self.input.rules.is_stub(self.input.path.file_name())
                && self.carried.binary_search(&id).is_err()
                && root_is_askable(root.as_ref()),
            is_macro: def.kind == DefKind::Macro,
            is_impl: def.kind == DefKind::Impl,
            member,
            confined,
            visible: self.exposure.is_visible(def) || self.exported.contains(&id),
            doubts: self.doubts(id, def),
            root,
            root_with_owner,
            overridable: member && self.is_overridable(def, name),
            conditional: self.exposure.is_header() || facts.condition_at(def.span.start).is_some(),
            bodiless: def.body >= def.span.end,
            is_type: is_type(def.kind),
            registers: self.registers(def, name),
            hidden: def.visibility == Visibility::Private,
            accessor: member && (is_accessor(name) || def.visibility == Visibility::Public),
            overrides: def.modifiers.contains(Modifiers::OVERRIDE),
            bases,
            outside,
        }
    }

    /// What the definition belongs to.
    fn owner(&self, id: DefId, def: &Def) -> Owner {
        if def.kind == DefKind::Impl {
            return def.ty.and_then(|ty| self.targets_of(ty)).map_or(Owner::None, Owner::Target);
        }
        if self.carried.binary_search(&id).is_ok() && def.parent.is_none() {
            return self
                .carrier(id, def)
                .and_then(|around| holder(self.input, around))
                .map_or(Owner::None, Owner::Def);
        }
        match def.parent.and_then(|parent| holder(self.input, parent)) {
            Some(parent) if !is_place(self.input.facts.def(parent).kind) => Owner::Def(parent),
            _ => Owner::None,
        }
    }

    /// The definition that one is written in without being its member (`typedef struct s {} t`).
    fn carrier(&self, id: DefId, def: &Def) -> Option<DefId> {
        let facts = self.input.facts;
        let around = (0..facts.defs.len() as u32).map(DefId::new).filter(|other| {
            *other != id && facts.def(*other).span.contains(def.span) && facts.def(*other).parent != Some(id)
        });
        around
            .filter(|other| !is_place(facts.def(*other).kind))
            .min_by_key(|other| facts.def(*other).span.len())
    }

    /// The first target in the tree that a type's name is resolved to.
    fn targets_of(&self, ty: TypeId) -> Option<u32> {
        let resolution = self.input.resolution?;
        let outcome = resolution.outcomes.get(self.head(ty)?.index())?;
        let known = matches!(outcome.kind, OutcomeKind::Resolved | OutcomeKind::Dispatch);
        let targets = resolution.pool.get(outcome.targets.range())?;
        targets.first().copied().filter(|_| known)
    }

    /// The site of the outermost name of a type.
    fn head(&self, ty: TypeId) -> Option<SiteId> {
        match self.input.facts.ty(ty) {
            TypeExpr::Name(site) | TypeExpr::Member { site, .. } => Some(site),
            TypeExpr::Apply { base, .. } => self.head(base).filter(|_| base < ty),
            TypeExpr::Wrap(_, inner) => self.head(inner).filter(|_| inner < ty),
            _ => None,
        }
    }

    /// Bases in the tree, and one outside of it.
    fn bases(&self, def: &Def) -> (Vec<u32>, Option<(String, bool)>) {
        let facts = self.input.facts;
        let (mut bases, mut outside) = (Vec::new(), None);
        for above in facts.supers(def.supers) {
            if above.kind == model::kinds::SuperKind::Bound {
                continue;
            }
            if let Some(target) = self.targets_of(above.ty) {
                bases.push(target);
                continue;
            }
            let site = self.head(above.ty);
            let name = site.map_or("", |site| facts.text(facts.site(site).name));
            let outcome = site.zip(self.input.resolution);
            let outcome = outcome.and_then(|(site, resolution)| resolution.outcomes.get(site.index()));
            let proved = outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::External);
            if !self.input.rules.quiet_bases.contains(&name) {
                outside = outside.or(Some((name.to_owned(), proved)));
            }
        }
        (bases, outside)
    }

    fn twin(&self, id: DefId, def: &Def) -> u64 {
        if def.kind == DefKind::Macro {
            // A second macro of a name is there in another configuration, wherever it stands.
            return hash(&[self.input.facts.text(def.name).as_bytes(), b"macro"]);
        }
        let fqn = self.input.fqns.get(id.index()).map_or("", String::as_str);
        let kind = if is_function(def.kind) && !self.input.rules.rebinds { "function" } else { "" };
        hash(&[fqn.as_bytes(), kind.as_bytes()])
    }

    fn signature(&self, def: &Def) -> u64 {
        if !self.input.rules.overloads || !is_function(def.kind) {
            return 0;
        }
        let params = self.input.facts.params(def.params);
        let texts: Vec<&[u8]> = params.iter().map(|param| param.ty_span.of(self.input.source)).collect();
        hash(&texts) | 1
    }

    /// What uses the definition without a site, and whether only when its owner is used.
    fn root(&self, id: DefId, def: &Def, name: &str, around: Option<&Def>) -> (Option<Because<Root>>, bool) {
        let nested = around.is_some_and(|around| is_function(around.kind));
        let because = |reason, detail: &str| Some(Because { reason, detail: detail.to_owned() });
        if let Some(root) = self.outright(def, name) {
            return (Some(root), nested);
        }
        // `const _: () = …;` is made whoever asks.
        if is_place(def.kind) || name == "_" {
            return (because(Root::FileLevel, ""), false);
        }
        if self.carried.binary_search(&id).is_ok() || self.is_part(def, name, around) {
            return (because(Root::Part, ""), true);
        }
        let rules = self.input.rules;
        let dunder = rules.dunders && name.len() > 4 && name.starts_with("__") && name.ends_with("__");
        if rules.implicit_members.contains(&name) && around.is_some_and(|around| is_type(around.kind)) {
            return (because(Root::Implicit, ""), true);
        }
        if dunder {
            return (because(Root::Implicit, ""), true);
        }
        (None, false)
    }

    /// Roots that hold whatever becomes of the owner.
    fn outright(&self, def: &Def, name: &str) -> Option<Because<Root>> {
        let because = |reason, detail: &str| Some(Because { reason, detail: detail.to_owned() });
        let has = |modifier| def.modifiers.contains(modifier);
        let rules = self.input.rules;
        if has(Modifiers::ENTRY_POINT) {
            return because(Root::EntryPoint, "");
        }
        if has(Modifiers::TEST) {
            return because(Root::Test, "");
        }
        if has(Modifiers::FIXTURE) {
            return because(Root::Fixture, "");
        }
        if let Some(by) = rules.hook(name, self.input.path.file_name()) {
            return because(Root::Hook, by);
        }
        let registration = self.decorators(def).find_map(|name| rules.registration(name));
        if let Some(by) = registration {
            return because(Root::Registered, by);
        }
        if self.exposure.augments(def) {
            return because(Root::ExternalOverride, "it adds to a module or to what is global");
        }
        let head = self.head_of(def);
        let text = rules.heads.iter().find(|text| memchr::memmem::find(head, text.as_bytes()).is_some());
        text.and_then(|text| because(Root::Linker, text))
    }

    /// Whether it is used whenever what it belongs to is.
    fn is_part(&self, def: &Def, name: &str, around: Option<&Def>) -> bool {
        match def.kind {
            DefKind::Constructor | DefKind::Field | DefKind::EnumMember | DefKind::Impl => true,
            DefKind::TypeAlias | DefKind::Constant => {
                around.is_some_and(|around| matches!(around.kind, DefKind::Impl | DefKind::Trait))
            }
            // A call signature, an index signature, a computed key.
            _ if !is_name(name) => true,
            _ if def.modifiers.contains(Modifiers::SYNTHETIC) => true,
            DefKind::Method | DefKind::Property => {
                // A member of an object, or of a type without a name.
                let of_type = around.is_some_and(|around| {
                    is_type(around.kind) && !self.input.facts.text(around.name).is_empty()
                });
                (!of_type && def.qualifier.is_none())
                    || name.starts_with('~')
                    || name.starts_with("operator")
                    || around.is_some_and(|around| around.kind == DefKind::Annotation)
            }
            _ => false,
        }
    }

    /// Whether a member may override one of a base.
    fn is_overridable(&self, def: &Def, name: &str) -> bool {
        let is_hidden = match self.input.rules.surface {
            Surface::Inheritable => def.visibility == Visibility::Private,
            Surface::Unmarked => name.starts_with("__"),
            Surface::Exported => name.starts_with('#'),
            Surface::Public | Surface::Linked => false,
        };
        is_function(def.kind) && !is_hidden
    }

    pub(super) fn decorators<'b>(&'b self, def: &Def) -> impl Iterator<Item = &'b str> {
        let decorators = self.input.facts.list::<ExprId>(def.decorators);
        decorators.filter_map(|expr| self.last_name(expr))
    }

    /// The last name of a decorator: `route` of `@app.route("/")`.
    fn last_name(&self, expr: ExprId) -> Option<&str> {
        let facts = self.input.facts;
        match facts.expr(expr) {
            Expr::Name(site) | Expr::Member { site, .. } => Some(facts.text(facts.site(site).name)),
            Expr::Call { callee, .. } | Expr::MacroCall { callee, .. } if callee < expr => {
                self.last_name(callee)
            }
            Expr::Apply { base, .. } if base < expr => self.last_name(base),
            Expr::New { ty, .. } => self.head(ty).map(|site| facts.text(facts.site(site).name)),
            _ => None,
        }
    }

    /// The text of a definition up to its body.
    fn head_of(&self, def: &Def) -> &[u8] {
        let end = def.body.clamp(def.span.start, def.span.end).min(def.span.start.saturating_add(HEAD));
        Span::new(def.span.start, end).of(self.input.source)
    }

    /// Whether a definition says that a type takes part in how types are made that inherit it.
    fn registers(&self, def: &Def, name: &str) -> bool {
        let rules = self.input.rules;
        let of_class = || memchr::memmem::find(self.head_of(def), b"metaclass").is_some();
        rules.found_types == FoundTypes::Everywhere
            && (name == "__init_subclass__" || (is_type(def.kind) && of_class()))
    }
}

/// What holds definitions and is no definition that is used.
fn is_place(kind: DefKind) -> bool {
    matches!(kind, DefKind::Namespace | DefKind::Module | DefKind::File)
}

fn root_is_askable(root: Option<&Because<Root>>) -> bool {
    root.is_none_or(|root| !matches!(root.reason, Root::Part | Root::FileLevel))
}

/// Whether a comment declares it (`@typedef`): comments use it, which are not read for uses.
fn is_in_comment(def: &Def, source: &[u8]) -> bool {
    let text = def.span.of(source);
    def.kind == DefKind::TypeAlias
        && ["@typedef", "@callback"].iter().any(|tag| memchr::memmem::find(text, tag.as_bytes()).is_some())
}

/// Whether something can be called so in code.
fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_alphabetic() || matches!(first, '_' | '$' | '#'))
}

/// Whether a definition is one that answers are about.
fn is_asked(def: &Def, name: &str, around: Option<&Def>) -> bool {
    use DefKind::{
        Annotation, Class, Concept, Constant, Enum, Function, Interface, Macro, Method, Property, Record,
        Static, Struct, Trait, TypeAlias, Union, Variable,
    };
    let kind = matches!(
        def.kind,
        Function
            | Method
            | Property
            | Class
            | Struct
            | Union
            | Enum
            | Interface
            | Trait
            | TypeAlias
            | Constant
            | Static
            | Variable
            | Macro
            | Annotation
            | Concept
            | Record
    );
    let declares = def.modifiers.contains(Modifiers::DECLARATION);
    let of_interface = around.is_some_and(|around| around.kind == DefKind::Interface);
    kind && name != "_" && is_name(name) && (!declares || of_interface)
}
