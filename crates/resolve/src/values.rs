//! Types of definitions and variables.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::Expr;
use model::facts::{Flow, ParamKind};
use model::ids::{BindingId, DefId, ExprId, ScopeId};
use model::kinds::{BindingKind, DefKind, FlowKind};
use rustc_hash::FxHashMap;

use crate::members::is_callable;
use crate::memo::memoised;
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::DefRef;

impl Session<'_> {
    /// The type of a definition named as a value.
    pub fn def_type(&mut self, def: DefRef) -> TyId {
        memoised!(self, defs, def, TyId::UNKNOWN, |cx| {
            let unit = cx.unit(def.file);
            cx.ask_name(unit.def_name(def.def));
            let policy = cx.policy(&unit);
            policy.def_type(cx, &unit, def.def)
        })
    }

    /// The type of a parameter or local variable.
    pub fn binding_type(&mut self, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        memoised!(self, bindings, (unit.id, binding), TyId::UNKNOWN, |cx| {
            let policy = cx.policy(unit);
            policy.binding_type(cx, unit, binding)
        })
    }

    /// The result of calling a function.
    pub fn return_type(&mut self, def: DefRef) -> TyId {
        memoised!(self, returns, def, TyId::UNKNOWN, |cx| {
            let unit = cx.unit(def.file);
            cx.ask_name(unit.def_name(def.def));
            let policy = cx.policy(&unit);
            policy.return_type(cx, &unit, def.def)
        })
    }

    /// The lambda that opens a scope.
    pub fn lambda_of(&mut self, unit: &Arc<Unit>, scope: ScopeId) -> Option<ExprId> {
        let table = self.memo.lambdas.entry(unit.id).or_insert_with(|| {
            let lambda = |(index, expr): (usize, &Expr)| match expr {
                Expr::Lambda { scope, .. } => Some((*scope, ExprId::new(index as u32))),
                _ => None,
            };
            Rc::new(unit.facts.exprs.iter().enumerate().filter_map(lambda).collect())
        });
        table.get(&scope).copied()
    }

    /// The binding whose initial value an expression is.
    pub fn initialised_by(&mut self, unit: &Arc<Unit>, expr: ExprId) -> Option<BindingId> {
        let table = self.memo.initialised.entry(unit.id).or_insert_with(|| {
            let init = |(index, binding): (usize, &model::facts::Binding)| {
                let value = binding.init.or_else(|| unit.def(binding.def?).value);
                Some((value?, BindingId::new(index as u32)))
            };
            let table: FxHashMap<_, _> = unit.facts.bindings.iter().enumerate().filter_map(init).collect();
            Rc::new(table)
        });
        table.get(&expr).copied()
    }

    /// The type that the place of an expression demands.
    pub fn expected(&mut self, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        self.policy(unit).expected(self, unit, expr, scope)
    }
}

impl Defaults {
    /// Of the parameter that an expression is an argument for, of the variable that it initialises.
    pub fn expected(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        if let Some((call, position)) = unit.argument_of(expr) {
            return cx.expected_argument(unit, call, position, scope);
        }
        if let Some(binding) = cx.initialised_by(unit, expr) {
            let facts = unit.binding(binding);
            let def_type = || unit.def(facts.def?).ty;
            return facts.ty.or_else(def_type).map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, facts.scope));
        }
        TyId::UNKNOWN
    }

    /// A function is itself, a type its own name, a variable what is declared or assigned.
    pub fn def_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        let facts = *unit.def(def);
        let own = DefRef::new(unit.id, def);
        match facts.kind {
            kind if is_callable(kind) => cx.id(Ty::Function(own, TyList::EMPTY)),
            DefKind::TypeAlias => match cx.lower_alias(own) {
                Ty::Instance(def, args) => cx.id(Ty::Type(def, args)),
                other => cx.id(other),
            },
            kind if kind.is_type() => cx.id(Ty::Type(own, TyList::EMPTY)),
            DefKind::Property => cx.return_type(own),
            DefKind::Namespace | DefKind::Module => cx.id(Ty::Type(own, TyList::EMPTY)),
            DefKind::EnumMember => match facts.parent {
                Some(parent) => cx.instance(DefRef::new(unit.id, parent)),
                None => TyId::UNKNOWN,
            },
            DefKind::Macro | DefKind::Impl => TyId::UNKNOWN,
            _ => Self::variable_type(cx, unit, def),
        }
    }

    /// The type of a field, constant or variable: as declared, else of the values that it is given.
    pub fn variable_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        let facts = *unit.def(def);
        if let Some(ty) = facts.ty {
            cx.note("declared type", unit.id, facts.span);
            let declared = cx.lower(unit, ty, facts.scope);
            if !declared.is_unknown() {
                return declared;
            }
        }
        let mut types = Vec::new();
        let init = facts.value.or_else(|| unit.binding(unit.binding_of(def)?).init);
        if let Some(value) = init {
            cx.note("initial value", unit.id, facts.span);
            types.push(cx.type_of(unit, value, facts.scope));
        }
        if types.iter().all(|ty| ty.is_unknown() || *ty == TyId::NULL) {
            let policy = cx.policy(unit);
            let flows: Vec<Flow> = unit.assigns(facts.name).copied().collect();
            for flow in flows {
                if policy.assigns_field(cx, unit, &flow, def)
                    && let Some(value) = flow.value
                {
                    cx.note("assignment", unit.id, flow.span);
                    types.push(cx.type_of(unit, value, flow.scope));
                }
            }
        }
        cx.types.union(&types)
    }

    /// An assignment through `this` or `self` in the class that has the field, or to the variable by its name where it
    /// is visible.
    pub fn assigns_field(unit: &Unit, flow: &Flow, field: DefId) -> bool {
        let Some(target) = flow.target else { return false };
        let facts = unit.def(field);
        match unit.expr(target) {
            Expr::Member { base, .. } => {
                let is_receiver = match unit.expr(base) {
                    Expr::SelfRef(_) => true,
                    Expr::Name(site) => {
                        let name = unit.site(site).name;
                        unit.bindings_named(name).any(|id| unit.binding(id).kind == BindingKind::Receiver)
                    }
                    _ => false,
                };
                is_receiver && unit.is_within(flow.scope, facts.scope)
            }
            Expr::Name(_) => unit.is_within(flow.scope, facts.scope),
            _ => false,
        }
    }

    /// As declared, else what it starts with, else what the language knows of such parameters, else what it is assigned.
    pub fn binding_type(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        let facts = *unit.binding(binding);
        if let Some(def) = facts.def {
            return cx.def_type(DefRef::new(unit.id, def));
        }
        if let Some(ty) = facts.ty {
            cx.note("declared type", unit.id, facts.span);
            let declared = cx.lower(unit, ty, facts.scope);
            if !declared.is_unknown() {
                return declared;
            }
        }
        if facts.kind == BindingKind::Receiver {
            return cx
                .enclosing_type(unit, facts.scope)
                .map_or(TyId::UNKNOWN, |class| Self::instance_of_itself(cx, class));
        }
        if let Some(init) = facts.init {
            cx.note("initial value", unit.id, facts.span);
            let ty = cx.type_of(unit, init, facts.scope);
            if !ty.is_unknown() {
                return ty;
            }
        }
        if facts.kind == BindingKind::Parameter {
            let ty = Self::untyped_parameter(cx, unit, binding);
            if !ty.is_unknown() {
                return ty;
            }
        }
        // Only those in the variable's scope: minified code has thousands of one name.
        let around = unit.scope(facts.scope).span;
        let near = unit.assigns(facts.name).filter(|flow| around.contains(flow.span));
        let flows: Vec<Flow> = near.copied().collect();
        let mut types = Vec::new();
        for flow in flows {
            let Some((target, value)) = flow.target.zip(flow.value) else { continue };
            let same = matches!(unit.expr(target), Expr::Name(_)) && unit.is_within(flow.scope, facts.scope);
            if same && flow.kind == FlowKind::Assign {
                types.push(cx.type_of(unit, value, flow.scope));
            }
        }
        cx.types.union(&types)
    }

    /// An instance of a type with its own parameters as arguments: what `this` is inside of it.
    pub fn instance_of_itself(cx: &mut Session<'_>, class: DefRef) -> TyId {
        let unit = cx.unit(class.file);
        let params = cx.policy(&unit).type_params(cx, &unit, class.def);
        let params = cx.list(&params);
        cx.id(Ty::Instance(class, params))
    }

    /// The default value of a parameter, what the call gives that a lambda is passed to, or what the language knows.
    fn untyped_parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        let facts = *unit.binding(binding);
        let ty = match cx.lambda_of(unit, facts.scope) {
            Some(lambda) => Self::lambda_parameter(cx, unit, lambda, binding),
            None => TyId::UNKNOWN,
        };
        if !ty.is_unknown() {
            return ty;
        }
        let policy = cx.policy(unit);
        let ty = policy.parameter_type(cx, unit, binding);
        if !ty.is_unknown() {
            return ty;
        }
        let owner = unit.scope(facts.scope).owner;
        let params = owner.map(|owner| unit.facts.params(unit.def(owner).params)).unwrap_or_default();
        let default = params.iter().find(|param| param.name == facts.name).and_then(|param| param.default);
        default.map_or(TyId::UNKNOWN, |value| cx.type_of(unit, value, facts.scope))
    }

    /// What a lambda receives as the parameter that `binding` introduces.
    fn lambda_parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, lambda: ExprId, binding: BindingId) -> TyId {
        let Expr::Lambda { scope, params } = unit.expr(lambda) else { return TyId::UNKNOWN };
        let name = unit.binding(binding).name;
        let position = unit
            .facts
            .params(params)
            .iter()
            .filter(|param| param.kind != ParamKind::Receiver)
            .position(|param| param.name == name);
        position.map_or(TyId::UNKNOWN, |position| Self::lambda_argument(cx, unit, lambda, scope, position))
    }

    /// What a lambda receives at a position.
    pub fn lambda_argument(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        lambda: ExprId,
        scope: ScopeId,
        position: usize,
    ) -> TyId {
        let outer = unit.scope(scope).parent.unwrap_or(scope);
        let expected = cx.expected(unit, lambda, outer);
        let policy = cx.policy(unit);
        let Some((params, _)) = policy.callable(cx, expected) else { return TyId::UNKNOWN };
        cx.types.of(params).get(position).copied().unwrap_or(TyId::UNKNOWN)
    }

    /// The declared result, else the union of what is returned.
    pub fn return_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        let facts = *unit.def(def);
        let scope = facts.opens.unwrap_or(facts.scope);
        if let Some(ty) = facts.ty {
            cx.note("declared result", unit.id, unit.def(def).name_span);
            return cx.lower(unit, ty, scope);
        }
        if !cx.policy(unit).infers_returns() {
            return TyId::UNKNOWN;
        }
        match facts.opens {
            Some(scope) => Self::results(cx, unit, scope),
            None => TyId::UNKNOWN,
        }
    }

    /// The union of what the function that opens `scope` returns.
    pub fn results(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
        let flows: Vec<Flow> = unit.results(scope).copied().collect();
        let mut types = Vec::with_capacity(flows.len());
        for flow in flows {
            if let (FlowKind::Return, Some(value)) = (flow.kind, flow.value) {
                cx.note("returned value", unit.id, flow.span);
                types.push(cx.type_of(unit, value, flow.scope));
            }
        }
        cx.types.union(&types)
    }
}

impl Session<'_> {
    fn lower_alias(&mut self, alias: DefRef) -> Ty {
        let target = Defaults::type_of_definition(self, alias, TyList::EMPTY);
        self.ty(target)
    }
}
