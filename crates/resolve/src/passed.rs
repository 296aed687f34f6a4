//! What a file passes for the parameters of its own functions.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::{Expr, Literal, TypeExpr};
use model::facts::{Anchor, List, ParamKind};
use model::ids::{BindingId, DefId, ExprId, NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, FlowKind, Role, ScopeKind};
use rustc_hash::FxHashMap;

use crate::answer::{Entity, What};
use crate::calls::CallSite;
use crate::function_values::{functions, is_variable};
use crate::memo::memoised;
use crate::session::Session;
use crate::ty::{Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::DefRef;

/// Calls of one name that are looked at.
const MOST: usize = 64;

/// Calls through variables that are looked at; a file with more has none.
const MOST_INDIRECT: usize = 16;

/// A value that is passed.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// An expression that stands in a scope.
    Expr(ExprId, ScopeId),
    /// A definition that is decorated.
    Def(DefRef),
}

/// The values that a file passes for a parameter.
#[derive(Clone, Default, Debug)]
pub struct Passed {
    /// The values; the default is one of them.
    pub values: Vec<Value>,
    /// Whether nothing else can be passed: every use of the function is a call in this file whose arguments are known.
    pub complete: bool,
}

/// The calls and constructions of a file, by the last name of what they call.
struct Calls(FxHashMap<NameId, Vec<(ExprId, SiteId)>>);

/// The calls of a file whose callee is a variable by its name.
#[derive(Default)]
struct Indirect(Option<Rc<[(ExprId, SiteId, ExprId)]>>);

/// The innermost decorators of a file that are no calls, and what they decorate.
struct Decorated(Vec<(ExprId, DefId)>);

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
        memoised!(self, passed, (unit.id, parameter), Rc::default(), |cx| Rc::new(find(cx, unit, parameter)))
    }

    /// The union of the types of what is passed for a parameter; unknown when nothing is seen to be passed.
    pub fn passed_type(&mut self, unit: &Arc<Unit>, parameter: BindingId) -> TyId {
        let passed = self.passed(unit, parameter);
        let types: Vec<TyId> = passed.values.iter().map(|value| self.value_type(unit, *value)).collect();
        self.types.union(&types)
    }

    pub(crate) fn value_type(&mut self, unit: &Arc<Unit>, value: Value) -> TyId {
        match value {
            Value::Expr(value, scope) => self.type_of(unit, value, scope),
            Value::Def(def) => self.id(Ty::Function(def, TyList::EMPTY)),
        }
    }
}

/// Whether a callee, or the receiver of one, is what a function of the file receives as a parameter of its own type, and
/// the file names that function.
pub(crate) fn may_be_passed(cx: &mut Session<'_>, unit: &Arc<Unit>, callee: ExprId, scope: ScopeId) -> bool {
    let asked = match unit.expr(callee) {
        Expr::Member { base, .. } => base,
        _ => callee,
    };
    let ty = cx.type_of(unit, asked, scope);
    let parts = match cx.ty(ty) {
        Ty::Union(list) => cx.types.of(list).to_vec(),
        _ => vec![ty],
    };
    let is_of_file = |part: &TyId| matches!(cx.ty(*part), Ty::Param(def, _) if def.file == unit.id);
    if let Some(Ty::Param(def, _)) = parts.iter().find(|part| is_of_file(part)).map(|part| cx.ty(*part)) {
        return is_named(cx, unit, Function::Def(def.def));
    }
    if !matches!(unit.expr(asked), Expr::Name(_)) {
        return false;
    }
    let What::One(Entity::Binding(file, binding)) = cx.denote(unit, asked).what else { return false };
    let facts = *unit.binding(binding);
    if file != unit.id || facts.kind != BindingKind::Parameter {
        return false;
    }
    has_default(cx, unit, binding)
        || function_of(cx, unit, facts.scope).is_some_and(|(function, _)| is_named(cx, unit, function))
}

/// Whether a binding is a parameter without annotation that has a default: its type is only what it has when nothing is
/// passed.
pub(crate) fn has_default(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> bool {
    let facts = *unit.binding(binding);
    if facts.kind != BindingKind::Parameter || facts.ty.is_some() {
        return false;
    }
    let Some((_, params)) = function_of(cx, unit, facts.scope) else { return false };
    let mut params = unit.facts.params(params).iter();
    params.any(|param| param.name == facts.name && param.default.is_some())
}

/// Whether the file names a function other than where it is defined.
fn is_named(cx: &mut Session<'_>, unit: &Arc<Unit>, function: Function) -> bool {
    let sites = cx.unit_table(unit, Sites::new);
    sites.0.contains_key(&called_by(unit, function))
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
            Given::Value(value) => passed.values.push(Value::Expr(value, unit.site(site).scope)),
            Given::Nothing => {}
            Given::Unknown => passed.complete = false,
        }
    }
    passed.complete &= !passed.values.is_empty();
    if cx.is_supposing() {
        let at = (position, facts.name);
        passed.values.extend(cx.search(|cx| through_variables(cx, unit, function, at)));
        if position == 0 {
            passed.values.extend(decorated(cx, unit, function));
        }
    }
    if let Some(default) = param.default {
        passed.values.push(Value::Expr(default, unit.scope(facts.scope).parent.unwrap_or(facts.scope)));
    }
    passed.complete &= is_closed(cx, unit, function) && !is_assigned(unit, parameter);
    passed
}

/// Whether nothing but calls in this file can reach the function of a parameter, and the parameter keeps what it receives.
pub(crate) fn is_closed_parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, parameter: BindingId) -> bool {
    let facts = *unit.binding(parameter);
    facts.kind == BindingKind::Parameter
        && function_of(cx, unit, facts.scope)
            .is_some_and(|(function, _)| is_closed(cx, unit, function) && !is_assigned(unit, parameter))
}

/// What calls through variables pass that may hold a function.
fn through_variables(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    function: Function,
    (position, name): (usize, NameId),
) -> Vec<Value> {
    let Function::Def(def) = function else { return Vec::new() };
    let wanted = Entity::Def(DefRef::new(unit.id, def));
    let mut found = Vec::new();
    for (call, site, callee) in indirect(cx, unit).iter().copied() {
        let scope = unit.site(site).scope;
        let ty = cx.type_of(unit, callee, scope);
        let mut held = Vec::new();
        functions(cx, ty, &mut held);
        if held.contains(&wanted)
            && let Given::Value(value) = argument(unit, call, scope, position, name)
        {
            found.push(Value::Expr(value, scope));
        }
    }
    found
}

/// The calls whose callee is a variable by its name; none when there are too many to look at.
fn indirect(cx: &mut Session<'_>, unit: &Arc<Unit>) -> Rc<[(ExprId, SiteId, ExprId)]> {
    if let Some(known) = &cx.table::<Indirect>().0 {
        return Rc::clone(known);
    }
    let mut found = Vec::new();
    for (index, expr) in unit.facts.exprs.iter().enumerate() {
        let Expr::Call { callee, .. } = *expr else { continue };
        let Expr::Name(site) = unit.expr(callee) else { continue };
        let is_variable = match cx.denote(unit, callee).what {
            What::One(Entity::Binding(file, binding)) => file == unit.id && is_variable(unit, binding),
            What::One(Entity::Def(def)) => {
                def.file == unit.id && matches!(cx.kind(def), DefKind::Variable | DefKind::Constant)
            }
            _ => false,
        };
        if is_variable {
            found.push((ExprId::new(index as u32), site, callee));
        }
    }
    if found.len() > MOST_INDIRECT {
        found.clear();
    }
    let found: Rc<[_]> = found.into();
    cx.table::<Indirect>().0 = Some(Rc::clone(&found));
    found
}

/// What a function decorates.
fn decorated(cx: &mut Session<'_>, unit: &Arc<Unit>, function: Function) -> Vec<Value> {
    let Function::Def(decorator) = function else { return Vec::new() };
    let wanted = What::One(Entity::Def(DefRef::new(unit.id, decorator)));
    let all = cx.unit_table(unit, Decorated::new);
    let mut found = Vec::new();
    for (by, def) in all.0.iter().take(MOST) {
        if cx.denote(unit, *by).what == wanted {
            found.push(Value::Def(DefRef::new(unit.id, *def)));
        }
    }
    found
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

/// What a call gives to a parameter.
enum Given {
    Value(ExprId),
    Nothing,
    Unknown,
}

/// What a call gives to the parameter at a position that has a name.
fn argument(unit: &Arc<Unit>, call: ExprId, scope: ScopeId, position: usize, name: NameId) -> Given {
    let (callee, args) = match unit.expr(call) {
        Expr::Call { callee, args } => (Some(callee), args),
        Expr::New { args, .. } => (None, args),
        _ => return Given::Unknown,
    };
    let site = CallSite::new(unit, callee, args, scope);
    if let Some(named) = site.args.iter().find(|argument| argument.name == Some(name)) {
        return Given::Value(named.value);
    }
    // A template may be a tag's, which passes what is in it.
    let is_template = |value| matches!(unit.expr(value), Expr::Literal(Literal::Template));
    if site.args.iter().any(|argument| argument.spread || is_template(argument.value)) {
        return Given::Unknown;
    }
    let plain = site.args.get(position).filter(|argument| argument.name.is_none());
    plain.map_or(Given::Nothing, |argument| Given::Value(argument.value))
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
    let sites = sites.0.get(&name).into_iter().flatten();
    let mut visible = sites.filter(|site| unit.is_within(unit.site(**site).scope, scope));
    unit.bindings_in(scope, name).count() == 1 && visible.all(|site| is_call(unit, *site))
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

impl Decorated {
    fn new(unit: &Unit) -> Self {
        let mut all = Vec::new();
        for (id, def) in unit.defs() {
            // Only the innermost is given the function itself.
            let innermost = unit.facts.list::<ExprId>(def.decorators).last();
            let plain = innermost.filter(|by| matches!(unit.expr(*by), Expr::Name(_) | Expr::Member { .. }));
            all.extend(plain.map(|by| (by, id)));
        }
        Self(all)
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
