//! What a file says of its definitions: what uses them without a site, and what leaves doubts.

use model::expr::{Expr, TypeExpr, Wrapper};
use model::facts::{Def, FileFacts, ParamKind};
use model::ids::{DefId, ExprId, SiteId, TypeId};
use model::kinds::{DefKind, DiagnosticCode, ImportKind, Modifiers, Visibility};
use model::outcome::OutcomeKind;
use model::span::Span;

use super::exposure::{Exposure, is_function, is_type};
use super::hazards::Hazards;
use super::initial::holder;
use super::macro_calls;
use super::sites::Found;
use super::{DefSummary, FileInput, Owner, hash, name_key};
use crate::rules::{FoundTypes, Surface};
use crate::verdict::{Because, Doubt, Root};

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
    };
    (0..input.facts.defs.len() as u32).map(|raw| reading.def(DefId::new(raw))).collect()
}

/// The definition of this file that a target is.
fn own(input: &FileInput<'_>, target: u32) -> Option<DefId> {
    let id = *input.resolution?.targets.get(target as usize)?;
    input.ids.iter().position(|known| *known == id).map(|at| DefId::new(at as u32))
}

/// Where the parser met errors.
fn broken(input: &FileInput<'_>) -> Vec<Span> {
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

struct Reading<'a> {
    input: &'a FileInput<'a>,
    exposure: Exposure<'a>,
    hazards: &'a Hazards,
    broken: Vec<Span>,
    /// What is handed to macros that may make something else of it.
    in_macros: Vec<Span>,
    last_header: u32,
    exported: Vec<DefId>,
    carried: Vec<DefId>,
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
        let member = around.is_some_and(|around| is_type(around.kind)) || has_receiver();
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
        let fqn = self.input.fqns.get(id.index()).map_or("", String::as_str);
        let kind = if is_function(def.kind) { "function" } else { "" };
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
        if is_place(def.kind) {
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

    fn decorators<'b>(&'b self, def: &Def) -> impl Iterator<Item = &'b str> {
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

    /// Whether a member can be read by name of any object, as code outside of the tree may do with what it is handed.
    fn is_open_member(&self, def: &Def) -> bool {
        let facts = self.input.facts;
        let name = facts.text(def.name);
        let of_type = def.parent.is_some_and(|parent| is_type(facts.def(parent).kind));
        let is_hidden = name.starts_with(['_', '#']) || def.visibility == Visibility::Private;
        self.input.rules.structural && of_type && !is_type(def.kind) && !is_hidden
    }

    /// Whether a variable is an object, or has a value, that is made by code: the making may be all that is wanted.
    fn may_act(&self, def: &Def) -> bool {
        let facts = self.input.facts;
        let file = self.input.path.file_name();
        let in_function = def.parent.is_some_and(|parent| is_function(facts.def(parent).kind));
        if def.kind != DefKind::Variable && def.kind != DefKind::Constant
            || in_function
            || !self.input.rules.objects_act.iter().any(|end| file.ends_with(end))
        {
            return false;
        }
        let is_call = |value: ExprId| {
            matches!(facts.expr(value), Expr::Call { .. } | Expr::New { .. } | Expr::MacroCall { .. })
        };
        def.value.is_some_and(is_call) || !def.ty.is_some_and(|ty| is_plain(facts, ty))
    }

    /// What stands on the type of a member without a body, and may make the body, and uses of it.
    fn made_by(&self, def: &Def) -> Option<&str> {
        let parent = self.input.facts.def(def.parent?);
        let is_bare = def.body >= def.span.end || def.modifiers.contains(Modifiers::ABSTRACT);
        let is_open = is_type(parent.kind) && is_function(def.kind) && is_bare;
        let mut decorators = self.decorators(parent).filter(|_| is_open);
        decorators.find(|name| !self.input.rules.neutral.contains(name))
    }

    fn doubts(&self, id: DefId, def: &Def) -> Vec<Because<Doubt>> {
        let mut doubts = Vec::new();
        let mut add = |reason, detail: &str| doubts.push(Because { reason, detail: detail.to_owned() });
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
        let computes = !self.hazards.computed.is_empty() && self.carried.binary_search(&id).is_err();
        if computes && (is_function(def.kind) || is_type(def.kind)) {
            add(Doubt::ComputedName, &self.hazards.computed);
        }
        if def.kind == DefKind::Macro && self.input.rules.pastes && def.span.start < self.last_header {
            add(Doubt::ExternalHeader, "");
        }
        if is_operator(self.input.facts.text(def.name)) && is_function(def.kind) {
            add(Doubt::Operator, "");
        }
        if let Some(directory) = self.input.rules.data_directory(self.input.path.as_str()) {
            add(Doubt::TestData, directory);
        }
        if self.is_open_member(def) {
            add(Doubt::HandedOn, "objects of its type may be handed to code outside of the tree");
        }
        if self.may_act(def) {
            add(Doubt::MayAct, "");
        }
        if self.in_macros.iter().any(|range| range.contains(def.span)) {
            add(Doubt::InMacro, "");
        }
        // No function of C or C++ stands in another: what holds it was a type, which the parser did not see through macros.
        let holder = def.parent.map(|parent| self.input.facts.def(parent).kind);
        if self.input.rules.surface == Surface::Linked
            && is_function(def.kind)
            && holder.is_some_and(is_function)
        {
            add(Doubt::ParseError, "");
        }
        if self.broken.iter().any(|broken| touches(def.span, *broken)) {
            add(Doubt::ParseError, "");
        }
        if self.input.resolution.is_none() {
            add(Doubt::NotResolved, "");
        }
        doubts
    }
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

/// What holds definitions and is no definition that is used.
fn is_place(kind: DefKind) -> bool {
    matches!(kind, DefKind::Namespace | DefKind::Module | DefKind::File)
}

/// Whether a function is called so that operators call it, as C++ writes it.
fn is_operator(name: &str) -> bool {
    let rest = name.strip_prefix("operator");
    rest.and_then(|rest| rest.chars().next()).is_some_and(|next| !next.is_alphanumeric() && next != '_')
}

fn touches(def: Span, broken: Span) -> bool {
    def.start <= broken.end && broken.start <= def.end
}

fn root_is_askable(root: Option<&Because<Root>>) -> bool {
    root.is_none_or(|root| !matches!(root.reason, Root::Part | Root::FileLevel))
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
