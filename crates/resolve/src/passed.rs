//! What a file passes for the parameters of its own functions.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::{Expr, TypeExpr};
use model::facts::{Anchor, List, ParamKind};
use model::ids::{BindingId, DefId, ExprId, NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, FlowKind, Role, ScopeKind};
use rustc_hash::FxHashMap;

use crate::answer::{Answer, Entity, What};
use crate::calls::CallSite;
use crate::session::Session;
use crate::ty::TyId;
use crate::unit::Unit;
use crate::world::DefRef;

/// Calls of one name that are looked at.
const MOST: usize = 64;

/// The values that a file passes for a parameter.
#[derive(Clone, Default, Debug)]
pub struct Passed {
    /// The values with the scopes in which they stand; the default is one of them.
    pub values: Vec<(ExprId, ScopeId)>,
    /// Whether nothing else can be passed: every use of the function is a call in this file whose arguments are known.
    pub complete: bool,
}

/// What was found, by parameter.
#[derive(Default)]
struct Known(FxHashMap<BindingId, Rc<Passed>>);

/// The calls and constructions of a file, by the last name of what they call.
struct Calls(FxHashMap<NameId, Vec<(ExprId, SiteId)>>);

/// The sites of a file, by name.
struct Sites(FxHashMap<NameId, Vec<SiteId>>);

/// A function with parameters.
#[derive(Clone, Copy)]
enum Function {
    Def(DefId),
    /// A lambda that a variable starts with.
    Held(BindingId),
}

impl Session<'_> {
    /// What the session's file passes for a parameter of one of its functions. Other files may pass more, unless it is
    /// complete.
    pub fn passed(&mut self, unit: &Arc<Unit>, parameter: BindingId) -> Rc<Passed> {
        if unit.id != self.file() || unit.binding(parameter).kind != BindingKind::Parameter {
            return Rc::default();
        }
        if let Some(known) = self.table::<Known>().0.get(&parameter) {
            return Rc::clone(known);
        }
        self.table::<Known>().0.insert(parameter, Rc::default());
        let found = Rc::new(self.deeper(Passed::default(), |cx| find(cx, unit, parameter)));
        self.table::<Known>().0.insert(parameter, Rc::clone(&found));
        found
    }

    /// The union of the types of what is passed for a parameter; unknown when nothing is seen to be passed.
    pub fn passed_type(&mut self, unit: &Arc<Unit>, parameter: BindingId) -> TyId {
        let passed = self.passed(unit, parameter);
        let types: Vec<TyId> =
            passed.values.iter().map(|(value, scope)| self.type_of(unit, *value, *scope)).collect();
        self.types.union(&types)
    }
}

fn find(cx: &mut Session<'_>, unit: &Arc<Unit>, parameter: BindingId) -> Passed {
    let facts = *unit.binding(parameter);
    let Some((function, params)) = function_of(cx, unit, facts.scope) else { return Passed::default() };
    let plain: Vec<_> =
        unit.facts.params(params).iter().filter(|param| param.kind != ParamKind::Receiver).collect();
    let Some(position) = plain.iter().position(|param| param.name == facts.name) else {
        return Passed::default();
    };
    let param = *plain[position];
    if matches!(param.kind, ParamKind::Variadic | ParamKind::VariadicKeyword) {
        return Passed::default();
    }
    let name = called_by(unit, function);
    let calls = cx.unit_table(unit, Calls::new);
    let calls = calls.0.get(&name).map(Vec::as_slice).unwrap_or_default();
    let mut passed = Passed { values: Vec::new(), complete: calls.len() <= MOST };
    for (call, site) in calls.iter().take(MOST).copied() {
        match means(cx, unit, call, function) {
            Some(true) => {}
            Some(false) => continue,
            None => {
                passed.complete = false;
                continue;
            }
        }
        match argument(unit, call, unit.site(site).scope, position, facts.name) {
            Some(Some(value)) => passed.values.push((value, unit.site(site).scope)),
            Some(None) => {}
            None => passed.complete = false,
        }
    }
    if passed.values.is_empty() {
        passed.complete = false;
    }
    if let Some(default) = param.default {
        passed.values.push((default, unit.scope(facts.scope).parent.unwrap_or(facts.scope)));
    }
    passed.complete &= is_closed(cx, unit, function) && !is_assigned(unit, parameter);
    passed
}

/// The function that opens a scope, and its parameters.
fn function_of(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> Option<(Function, List)> {
    if let Some(owner) = unit.scope(scope).owner
        && unit.def(owner).opens == Some(scope)
    {
        return Some((Function::Def(owner), unit.def(owner).params));
    }
    let lambda = cx.lambda_of(unit, scope)?;
    let Expr::Lambda { params, .. } = unit.expr(lambda) else { return None };
    Some((Function::Held(cx.initialised_by(unit, lambda)?), params))
}

/// The name by which a function is called: a constructor's is its class's.
fn called_by(unit: &Unit, function: Function) -> NameId {
    match function {
        Function::Def(def) => unit.def(constructed(unit, def).unwrap_or(def)).name,
        Function::Held(binding) => unit.binding(binding).name,
    }
}

fn constructed(unit: &Unit, def: DefId) -> Option<DefId> {
    let facts = unit.def(def);
    if facts.kind == DefKind::Constructor { facts.parent } else { None }
}

/// Whether a call calls a function; `None` when that is not known.
fn means(cx: &mut Session<'_>, unit: &Arc<Unit>, call: ExprId, function: Function) -> Option<bool> {
    let answer = match unit.expr(call) {
        Expr::Call { callee, .. } => {
            if is_unbound(cx, unit, callee) {
                return None;
            }
            cx.denote(unit, callee)
        }
        Expr::New { ty, .. } => cx.denote_type(unit, ty),
        _ => return None,
    };
    let is_it = |entity: Entity| match function {
        Function::Def(def) => {
            let made = constructed(unit, def).map(|class| Entity::Def(DefRef::new(unit.id, class)));
            entity == Entity::Def(DefRef::new(unit.id, def)) || made == Some(entity)
        }
        Function::Held(binding) => {
            let variable = unit.binding(binding).def.map(|def| Entity::Def(DefRef::new(unit.id, def)));
            entity == Entity::Binding(unit.id, binding) || variable == Some(entity)
        }
    };
    match answer.what {
        What::One(entity) => Some(is_it(entity)),
        What::External => Some(false),
        What::Missing(_) => None,
        _ => cx.all(answer).into_iter().any(is_it).then_some(true),
    }
}

/// Whether a method is called through its class, so that arguments are not where they are otherwise.
fn is_unbound(cx: &mut Session<'_>, unit: &Arc<Unit>, callee: ExprId) -> bool {
    let Expr::Member { base, .. } = unit.expr(callee) else { return false };
    match cx.denote(unit, base).what {
        What::One(Entity::Def(def)) => cx.kind(def) == DefKind::Class,
        _ => false,
    }
}

/// What a call gives to a parameter: `Some(None)` when it gives nothing, `None` when that is not known.
fn argument(
    unit: &Arc<Unit>,
    call: ExprId,
    scope: ScopeId,
    position: usize,
    name: NameId,
) -> Option<Option<ExprId>> {
    let (callee, args) = match unit.expr(call) {
        Expr::Call { callee, args } => (Some(callee), args),
        Expr::New { args, .. } => (None, args),
        _ => return None,
    };
    let site = CallSite::new(unit, callee, args, scope);
    if let Some(named) = site.args.iter().find(|argument| argument.name == Some(name)) {
        return Some(Some(named.value));
    }
    if site.args.iter().any(|argument| argument.spread) {
        return None;
    }
    Some(site.args.get(position).filter(|argument| argument.name.is_none()).map(|argument| argument.value))
}

/// Whether nothing but calls in this file can reach a function: it is a local one, or one that its module keeps, nothing
/// decorates or redefines it, and all that is done with its name is to call it.
fn is_closed(cx: &mut Session<'_>, unit: &Arc<Unit>, function: Function) -> bool {
    let (scope, name) = match function {
        Function::Def(def) => {
            let facts = unit.def(def);
            let is_plain = facts.kind == DefKind::Function && facts.decorators.is_empty();
            if !is_plain || (is_top(unit, facts.scope) && !cx.policy(unit).keeps(cx, unit, def)) {
                return false;
            }
            (facts.scope, facts.name)
        }
        Function::Held(binding) => {
            let facts = unit.binding(binding);
            if facts.def.is_some() || is_top(unit, facts.scope) {
                return false;
            }
            (facts.scope, facts.name)
        }
    };
    let sites = cx.unit_table(unit, Sites::new);
    let mut sites = sites.0.get(&name).into_iter().flatten();
    unit.bindings_in(scope, name).count() == 1 && sites.all(|site| is_call(unit, *site))
}

/// Whether names of a scope can be seen from elsewhere.
fn is_top(unit: &Unit, scope: ScopeId) -> bool {
    let facts = unit.scope(unit.function_scope(scope));
    facts.kind == ScopeKind::File || unit.scope(scope).kind == ScopeKind::Type
}

fn is_call(unit: &Unit, site: SiteId) -> bool {
    let facts = unit.site(site);
    match facts.anchor {
        Anchor::Expr(expr) => facts.role == Role::Call && unit.call_of(expr).is_some(),
        _ => false,
    }
}

/// Whether a parameter is given something else in its function.
fn is_assigned(unit: &Unit, parameter: BindingId) -> bool {
    let facts = unit.binding(parameter);
    unit.assigns(facts.name).any(|flow| {
        let by_name = flow.target.is_some_and(|target| matches!(unit.expr(target), Expr::Name(_)));
        by_name && flow.kind == FlowKind::Assign && unit.is_within(flow.scope, facts.scope)
    })
}

impl Calls {
    fn new(unit: &Unit) -> Self {
        let mut calls: FxHashMap<NameId, Vec<(ExprId, SiteId)>> = FxHashMap::default();
        for (index, expr) in unit.facts.exprs.iter().enumerate() {
            let site = match *expr {
                Expr::Call { callee, .. } => match unit.expr(callee) {
                    Expr::Name(site) | Expr::Member { site, .. } => site,
                    _ => continue,
                },
                Expr::New { ty, .. } => match unit.ty(ty) {
                    TypeExpr::Name(site) | TypeExpr::Member { site, .. } => site,
                    _ => continue,
                },
                _ => continue,
            };
            calls.entry(unit.site(site).name).or_default().push((ExprId::new(index as u32), site));
        }
        Self(calls)
    }
}

impl Sites {
    fn new(unit: &Unit) -> Self {
        let mut sites: FxHashMap<NameId, Vec<SiteId>> = FxHashMap::default();
        for (index, site) in unit.facts.sites.iter().enumerate() {
            sites.entry(site.name).or_default().push(SiteId::new(index as u32));
        }
        Self(sites)
    }
}

/// What could be meant when a session supposes that functions receive what their own file passes to them.
pub(crate) fn supposed(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    const MOST_CANDIDATES: usize = 24;
    let facts = *unit.site(site);
    let Anchor::Expr(expr) = facts.anchor else { return answer };
    if !matches!(facts.role, Role::Call | Role::Decorate) || !cx.policy(unit).supposes() {
        return answer;
    }
    let reason = match answer.what {
        What::Missing(model::outcome::Reason::UnknownReceiver) => model::outcome::Reason::UnknownReceiver,
        What::One(Entity::Binding(file, binding)) if file == unit.id && is_variable(unit, binding) => {
            if let Some(proved) = proved(cx, unit, binding) {
                return proved;
            }
            model::outcome::Reason::FunctionValue
        }
        _ => return answer,
    };
    let found = cx.suppose(|other| {
        let found = crate::sites::settled_answer(other, unit, site);
        let mut found = other.all(found);
        let ty = other.type_of(unit, expr, facts.scope);
        functions(other, ty, &mut found);
        found
    });
    let mut defs: Vec<Entity> = Vec::new();
    for entity in found {
        let can_be = match entity {
            Entity::Def(def) => !def.file.is_std() && can_be_called(cx.kind(def)),
            _ => false,
        };
        if can_be && !defs.contains(&entity) {
            defs.push(entity);
        }
    }
    if defs.is_empty() || defs.len() > MOST_CANDIDATES {
        return answer;
    }
    let what = What::Candidates(cx.set(&defs), reason);
    Answer { what, rule: model::outcome::Rule::FunctionValue }
}

fn is_variable(unit: &Unit, binding: BindingId) -> bool {
    use BindingKind::{Local, Loop, Parameter, Pattern, With};
    matches!(unit.binding(binding).kind, Local | Loop | Parameter | Pattern | With)
}

fn can_be_called(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor | DefKind::Class)
}

/// The functions that a parameter holds, when all that is passed for it is known and is a function.
fn proved(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> Option<Answer> {
    let passed = cx.passed(unit, binding);
    if !passed.complete {
        return None;
    }
    let mut defs = Vec::new();
    for (value, scope) in &passed.values {
        let ty = cx.type_of(unit, *value, *scope);
        if !functions(cx, ty, &mut defs) {
            return None;
        }
    }
    let is_outside = |entity: &Entity| matches!(entity, Entity::Def(def) if def.file.is_std());
    let is_proved = !defs.is_empty() && !defs.iter().any(is_outside);
    is_proved
        .then(|| Answer { what: What::Dispatch(cx.set(&defs)), rule: model::outcome::Rule::FunctionValue })
}

/// Adds the functions and classes that a type is made of; whether it is made of nothing else.
fn functions(cx: &mut Session<'_>, ty: TyId, all: &mut Vec<Entity>) -> bool {
    use crate::ty::Ty;
    match cx.ty(ty) {
        Ty::Function(def, _) | Ty::Type(def, _) => {
            let entity = Entity::Def(def);
            if !all.contains(&entity) {
                all.push(entity);
            }
            true
        }
        Ty::Union(list) | Ty::Intersection(list) => {
            let parts = cx.types.of(list).to_vec();
            let mut only = true;
            for part in parts {
                only &= functions(cx, part, all);
            }
            only
        }
        _ => false,
    }
}
