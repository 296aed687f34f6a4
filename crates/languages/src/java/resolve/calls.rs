//! Calls and constructions: what they mean and what they give.

use std::sync::Arc;

use model::expr::{Expr, SelfRef, Wrapper};
use model::facts::{Anchor, List};
use model::ids::{ExprId, ScopeId, SiteId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::conversions;
use super::inference::{self, Arguments};
use super::members;
use super::methods::{self, Candidate, Found};
use super::names::{StaticImports, static_members};
use super::overloads;
use super::stubs;
use super::types;

/// The call whose callee a site names, and its arguments.
fn call_of<'a>(unit: &'a Arc<Unit>, site: SiteId) -> CallSite<'a> {
    let facts = *unit.site(site);
    let Anchor::Expr(named) = facts.anchor else {
        return CallSite::new(unit, None, List::EMPTY, facts.scope);
    };
    let callee = match unit.parent_of(named).map(|parent| (parent, unit.expr(parent))) {
        Some((parent, Expr::Apply { base, .. })) if base == named => parent,
        _ => named,
    };
    let args = match unit.call_of(callee).map(|call| unit.expr(call)) {
        Some(Expr::Call { args, .. }) => args,
        _ => List::EMPTY,
    };
    CallSite::new(unit, Some(callee), args, facts.scope)
}

/// What a method called by its simple name means: of the innermost class that has one of the name, else of a static
/// import.
pub(super) fn unqualified(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let name = unit.text(facts.name).to_owned();
    let call = call_of(unit, site);
    let (mut external, mut unknown) = (false, false);
    for class in members::classes_around(unit, facts.scope).collect::<Vec<_>>() {
        let params = cx.policy(unit).type_params(cx, unit, class.def);
        let params = cx.list(&params);
        let found = methods::of_class(cx, class, params, &name);
        if !found.candidates.is_empty() {
            let chosen = overloads::choose(cx, &found, &call);
            return if chosen.rule == Rule::Member { chosen.by(Rule::SelfMember) } else { chosen };
        }
        external |= found.external;
        unknown |= found.unknown;
    }
    if let Some(function) = file_function(unit, facts.name) {
        return Answer::def(function, Rule::LexicalScope);
    }
    match static_members(cx, unit, facts.name) {
        StaticImports::Found(defs, rule) => from_imports(cx, &defs, rule, &call),
        StaticImports::Outside(rule) => Answer::external(rule),
        StaticImports::Nothing if external && !unknown => Answer::external(Rule::ExternalMember),
        StaticImports::Nothing => Answer::missing(Reason::UnknownName),
    }
}

/// A method written outside of all classes.
fn file_function(unit: &Unit, name: model::ids::NameId) -> Option<DefRef> {
    let mut defs = unit.bindings_in(ScopeId::new(0), name).filter_map(|binding| unit.binding(binding).def);
    let function = defs.find(|def| unit.def(*def).kind == DefKind::Function)?;
    Some(DefRef::new(unit.id, function))
}

fn from_imports(cx: &mut Session<'_>, defs: &[DefRef], rule: Rule, call: &CallSite<'_>) -> Answer {
    let mut candidates = Vec::new();
    let mut external = false;
    for &def in defs {
        external |= def.file.is_std();
        if matches!(cx.kind(def), DefKind::Method | DefKind::Function) {
            candidates.push(Candidate { def, pairs: Vec::new(), inherited: false });
        }
    }
    let found = Found { candidates, external, unknown: false };
    let chosen = overloads::choose(cx, &found, call);
    if chosen.rule == Rule::Member { chosen.by(rule) } else { chosen }
}

/// What a method called on a value or type means.
pub(super) fn qualified(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let receiver = cx.type_of(unit, base, facts.scope);
    let found = methods::of_type(cx, receiver, unit.text(facts.name));
    let call = call_of(unit, site);
    overloads::choose(cx, &found, &call)
}

/// The method or constructor that a call or construction means, when it is known.
pub(super) fn target(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    call: ExprId,
    scope: ScopeId,
) -> Option<Candidate> {
    match unit.expr(call) {
        Expr::Call { callee, args } => {
            let site = CallSite::new(unit, Some(callee), args, scope);
            let named = unapplied(unit, callee);
            match unit.expr(named) {
                Expr::SelfRef(which) => own_constructor(cx, unit, which, &site),
                _ => match cx.denote(unit, named).what {
                    What::One(Entity::Def(def)) => Some(candidate(cx, unit, named, def)),
                    _ => None,
                },
            }
        }
        Expr::New { ty, args } => {
            let made = cx.lower(unit, ty, scope);
            let site = CallSite::new(unit, None, args, scope);
            constructor(cx, made, &site)
        }
        _ => None,
    }
}

fn unapplied(unit: &Unit, callee: ExprId) -> ExprId {
    match unit.expr(callee) {
        Expr::Apply { base, .. } => base,
        _ => callee,
    }
}

/// `this(…)` and `super(…)`.
fn own_constructor(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    which: SelfRef,
    call: &CallSite<'_>,
) -> Option<Candidate> {
    let class = members::classes_around(unit, call.scope).next()?;
    let made = match which {
        SelfRef::Super => members::superclass(cx, class),
        _ => resolve::Defaults::instance_of_itself(cx, class),
    };
    constructor(cx, made, call)
}

/// The constructor that a construction of a type calls, when it is written and known.
pub(super) fn constructor(cx: &mut Session<'_>, made: TyId, call: &CallSite<'_>) -> Option<Candidate> {
    let Ty::Instance(class, args) = cx.ty(made) else { return None };
    let pairs = cx.pairs(class, args);
    let candidates = methods::constructors(cx, class, &pairs);
    let found = Found { candidates, external: false, unknown: false };
    let chosen = overloads::choose(cx, &found, call);
    match chosen.what {
        What::One(Entity::Def(def)) => Some(Candidate { def, pairs, inherited: false }),
        _ => None,
    }
}

/// A method that an expression names, with what the type parameters of its class stand for there.
fn candidate(cx: &mut Session<'_>, unit: &Arc<Unit>, named: ExprId, def: DefRef) -> Candidate {
    let owner = cx.parent(def).unwrap_or(def);
    let pairs = match unit.expr(named) {
        Expr::Member { base, site, .. } => {
            let receiver = cx.type_of(unit, base, unit.site(site).scope);
            members::pairs_of(cx, receiver, owner)
        }
        Expr::Name(site) => members::pairs_in_scope(cx, unit, unit.site(site).scope, owner),
        _ => Vec::new(),
    };
    Candidate { def, pairs, inherited: false }
}

/// What a call gives.
pub(super) fn result(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    callee: ExprId,
    args: List,
    scope: ScopeId,
) -> TyId {
    let call = CallSite::new(unit, Some(callee), args, scope);
    let named = unapplied(unit, callee);
    if matches!(unit.expr(named), Expr::SelfRef(_)) {
        return stubs::keyword(cx, "void");
    }
    let answer = cx.denote(unit, named);
    match answer.what {
        What::One(Entity::Def(def)) => result_of(cx, unit, named, def, &call),
        What::Candidates(..) | What::Group(_) | What::Dispatch(_) => {
            let defs = cx.defs(answer);
            let results: Vec<TyId> =
                defs.into_iter().map(|def| result_of(cx, unit, named, def, &call)).collect();
            match results.split_first() {
                Some((first, rest)) if rest.iter().all(|other| other == first) => *first,
                _ => TyId::UNKNOWN,
            }
        }
        What::External => outside(cx, unit, named, &call),
        _ => TyId::UNKNOWN,
    }
}

fn result_of(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    named: ExprId,
    def: DefRef,
    call: &CallSite<'_>,
) -> TyId {
    let candidate = candidate(cx, unit, named, def);
    let owner = cx.unit(def.file);
    let facts = *owner.def(def.def);
    if !matches!(facts.kind, DefKind::Method | DefKind::Function) {
        let ty = cx.def_type(def);
        return cx.types.substitute(ty, &candidate.pairs);
    }
    if def.file.is_std()
        && let Some(special) = special(cx, unit, named, owner.text(facts.name))
    {
        return special;
    }
    let result = cx.return_type(def);
    if !cx.types.is_open(result) {
        return result;
    }
    let pairs = inference::solve(cx, &candidate, call, Arguments::All);
    cx.types.substitute(result, &pairs)
}

/// Methods of `Object` whose result depends on the receiver: `getClass()`, and `clone()` of arrays.
fn special(cx: &mut Session<'_>, unit: &Arc<Unit>, named: ExprId, name: &str) -> Option<TyId> {
    let Expr::Member { base, site, .. } = unit.expr(named) else { return None };
    match name {
        "getClass" => {
            let receiver = cx.type_of(unit, base, unit.site(site).scope);
            Some(stubs::generic(cx, "java.lang", "Class", &[receiver]))
        }
        "clone" => {
            let receiver = cx.type_of(unit, base, unit.site(site).scope);
            match cx.ty(receiver) {
                Ty::Wrap(Wrapper::Array, _) => Some(receiver),
                // It may be an array.
                Ty::External => Some(TyId::UNKNOWN),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What a call outside of the repository gives: something outside too, unless it may hand back what it was given.
fn outside(cx: &mut Session<'_>, unit: &Arc<Unit>, named: ExprId, call: &CallSite<'_>) -> TyId {
    if let Expr::Member { base, site, .. } = unit.expr(named) {
        let receiver = cx.type_of(unit, base, unit.site(site).scope);
        if hands_out(cx, receiver) {
            return TyId::UNKNOWN;
        }
    }
    let hands_back = |argument: &resolve::Argument| match unit.expr(argument.value) {
        Expr::Type(_) | Expr::Lambda { .. } => true,
        Expr::Member { access, .. } => access == model::expr::Access::MethodRef,
        _ => false,
    };
    if call.args.iter().any(hands_back) { TyId::UNKNOWN } else { TyId::EXTERNAL }
}

/// Whether members outside of the repository that a type has may give what is inside.
pub(super) fn hands_out(cx: &mut Session<'_>, receiver: TyId) -> bool {
    match cx.ty(receiver) {
        Ty::Instance(_, args) if args != TyList::EMPTY => true,
        Ty::Instance(class, _) if !class.file.is_std() => {
            let bases = cx.bases(class);
            bases.order.iter().any(|base| {
                let unit = cx.unit(base.def.file);
                !base.def.file.is_std()
                    && members::supers(cx, &unit, base.def.def)
                        .into_iter()
                        .any(|above| types::holds_inside(cx, above))
            })
        }
        _ => types::holds_inside(cx, receiver),
    }
}

/// What a construction makes: type arguments that a diamond leaves out are told by the constructor's arguments.
pub(super) fn made(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    let Expr::New { ty, .. } = unit.expr(expr) else { return TyId::UNKNOWN };
    let made = cx.lower(unit, ty, scope);
    let Ty::Instance(class, args) = cx.ty(made) else { return made };
    let is_diamond = matches!(unit.ty(ty), model::expr::TypeExpr::Apply { .. }) && args == TyList::EMPTY;
    if !is_diamond {
        return made;
    }
    let owner = cx.unit(class.file);
    let params = cx.policy(&owner).type_params(cx, &owner, class.def);
    let Some(candidate) = target(cx, unit, expr, scope) else {
        return resolve::Defaults::instance_of_itself(cx, class);
    };
    let Expr::New { args, .. } = unit.expr(expr) else { return made };
    let call = CallSite::new(unit, None, args, scope);
    let pairs = inference::solve(cx, &candidate, &call, Arguments::All);
    let args: Vec<TyId> = params.iter().map(|param| cx.types.substitute(*param, &pairs)).collect();
    let args = cx.list(&args);
    cx.id(Ty::Instance(class, args))
}

/// The types that an expression may have, as one.
pub(super) fn either(cx: &mut Session<'_>, unit: &Arc<Unit>, parts: List, scope: ScopeId) -> TyId {
    let types = cx.types_of(unit, parts, scope);
    conversions::common(cx, &types)
}
