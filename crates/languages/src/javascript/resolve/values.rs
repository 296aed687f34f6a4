//! Types of definitions, variables and expressions.

use std::sync::Arc;

use model::expr::{Container, Expr, Projection, UnaryKind, Wrapper};
use model::facts::ParamKind;
use model::ids::{BindingId, DefId, ExprId, ScopeId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers};
use resolve::{CallSite, DefRef, Defaults, Session, Side, Ty, TyId, TyList, Unit};

use super::{calls, iteration, members, places, scopes, types};

/// What a definition is as a value.
pub(super) fn def_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let own = DefRef::new(unit.id, def);
    match facts.kind {
        DefKind::EnumMember => cx.instance(own),
        DefKind::Property if facts.modifiers.contains(Modifiers::SETTER) => setter_type(cx, unit, def),
        DefKind::Field if facts.modifiers.contains(Modifiers::SYNTHETIC) => {
            property_of_parameter(cx, unit, def)
        }
        DefKind::Function | DefKind::Method => match annotation(unit, def) {
            // The variable's type says more than the function that it is given.
            Some(ty) => {
                let declared = cx.lower(unit, ty, facts.scope);
                if calls::callable(cx, declared).is_some() {
                    declared
                } else {
                    Defaults::def_type(cx, unit, def)
                }
            }
            None => Defaults::def_type(cx, unit, def),
        },
        DefKind::Variable | DefKind::Constant | DefKind::Field => {
            let value = Defaults::variable_type(cx, unit, def);
            if facts.ty.is_none() && members::has_added(cx, unit, def) {
                let itself = cx.instance(own);
                let parts = if value.is_unknown() { vec![itself] } else { vec![itself, value] };
                let list = cx.list(&parts);
                return cx.id(Ty::Intersection(list));
            }
            value
        }
        _ => Defaults::def_type(cx, unit, def),
    }
}

/// The type of the variable or field that a function is the value of, where one is written.
pub(super) fn annotation(unit: &Unit, def: DefId) -> Option<model::ids::TypeId> {
    unit.binding(unit.binding_of(def)?).ty
}

fn setter_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let param = unit.facts.params(facts.params).first().copied();
    let ty = param.and_then(|param| param.ty);
    ty.map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, facts.opens.unwrap_or(facts.scope)))
}

/// `constructor(private x = …)`: the field has the parameter's type.
fn property_of_parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    if let Some(ty) = facts.ty {
        return cx.lower(unit, ty, facts.scope);
    }
    let param = unit.bindings_named(facts.name).find(|id| {
        let binding = unit.binding(*id);
        binding.span == facts.name_span && binding.def.is_none()
    });
    param.map_or(TyId::UNKNOWN, |param| cx.binding_type(unit, param))
}

/// The result of a function: declared, of the variable's type, or what it returns.
pub(super) fn return_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let variable = annotation(unit, def);
    if let Some(ty) = variable
        && facts.ty == variable
    {
        let declared = cx.lower(unit, ty, facts.scope);
        return calls::callable(cx, declared).map_or(TyId::UNKNOWN, |(_, ret)| ret);
    }
    if facts.ty.is_some() || facts.opens.is_none() {
        return Defaults::return_type(cx, unit, def);
    }
    let Some(scope) = facts.opens else { return TyId::UNKNOWN };
    let mut types = Vec::new();
    let mut yielded = Vec::new();
    for flow in unit.results(scope).copied().collect::<Vec<_>>() {
        let Some(value) = flow.value else { continue };
        let ty = match unit.expr(value) {
            Expr::SelfRef(model::expr::SelfRef::This) => {
                cx.enclosing_type(unit, scope).map_or(TyId::UNKNOWN, |class| cx.id(Ty::SelfOf(class)))
            }
            _ => cx.type_of(unit, value, flow.scope),
        };
        if flow.kind == FlowKind::Yield { yielded.push(ty) } else { types.push(ty) }
    }
    let result = cx.types.union(&types);
    if facts.modifiers.contains(Modifiers::GENERATOR) {
        let name = if facts.modifiers.contains(Modifiers::ASYNC) { "AsyncGenerator" } else { "Generator" };
        let yielded = cx.types.union(&yielded);
        return types::instance(cx, name, &[yielded, result, TyId::UNKNOWN]);
    }
    if facts.modifiers.contains(Modifiers::ASYNC) {
        let inner = iteration::awaited(cx, result);
        return types::instance(cx, "Promise", &[inner]);
    }
    result
}

/// The type of a parameter or local variable.
pub(super) fn binding_type(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
    let facts = *unit.binding(binding);
    if facts.kind == BindingKind::Receiver && facts.ty.is_none() {
        return TyId::UNKNOWN;
    }
    if let Some(def) = facts.def {
        return cx.def_type(DefRef::new(unit.id, def));
    }
    let found = Defaults::binding_type(cx, unit, binding);
    if found == TyId::NULL && facts.ty.is_none() {
        return assigned(cx, unit, binding);
    }
    found
}

/// What a variable that starts empty is given later.
fn assigned(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
    let facts = *unit.binding(binding);
    let around = unit.scope(facts.scope).span;
    let near = unit.assigns(facts.name).filter(|flow| around.contains(flow.span));
    let mut types = Vec::new();
    for flow in near.copied().collect::<Vec<_>>() {
        if let (Some(target), Some(value)) = (flow.target, flow.value)
            && matches!(unit.expr(target), Expr::Name(_))
            && unit.is_within(flow.scope, facts.scope)
        {
            types.push(cx.type_of(unit, value, flow.scope));
        }
    }
    cx.types.union(&types)
}

/// A parameter without annotation of a function whose place tells its type.
pub(super) fn parameter_type(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
    let facts = *unit.binding(binding);
    let Some(owner) = unit.scope(facts.scope).owner else { return TyId::UNKNOWN };
    let params = unit.facts.params(unit.def(owner).params);
    let plain = params.iter().filter(|param| param.kind != ParamKind::Receiver);
    let Some(index) = plain.clone().position(|param| param.name == facts.name) else { return TyId::UNKNOWN };
    let is_rest = plain.clone().nth(index).is_some_and(|param| param.kind == ParamKind::Variadic);
    let ty = argument_of_definition(cx, unit, owner, index);
    let is_list = matches!(cx.ty(ty), Ty::Wrap(Wrapper::Array, _) | Ty::Tuple(_) | Ty::Unknown);
    if is_rest && !is_list { cx.id(Ty::Wrap(Wrapper::Array, ty)) } else { ty }
}

/// What a function that is a definition receives at a position, by what its place expects.
pub(super) fn argument_of_definition(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    owner: DefId,
    index: usize,
) -> TyId {
    let expected = places::expected_of_definition(cx, unit, owner);
    let Some((params, _)) = calls::callable(cx, expected) else { return TyId::UNKNOWN };
    cx.types.of(params).get(index).copied().unwrap_or(TyId::UNKNOWN)
}

/// The type of an expression.
pub(super) fn expr_type(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    let found = match unit.expr(expr) {
        Expr::New { ty, args } => {
            let value = constructor_value(cx, unit, ty, scope);
            calls::construct(cx, value, &CallSite::new(unit, None, args, scope))
        }
        Expr::Member { base, site, .. } if unit.site_name(site) == "prototype" => {
            let value = cx.type_of(unit, base, unit.site(site).scope);
            match cx.ty(value) {
                Ty::Type(..) | Ty::Function(..) => calls::constructed(cx, value),
                _ => Defaults::expr_type(cx, unit, expr, scope),
            }
        }
        Expr::Text(name) => cx.id(Ty::Text(unit.id, name)),
        Expr::Unary(UnaryKind::AsConst, inner) => match unit.expr(inner) {
            Expr::Container(Container::List, parts) => {
                let types = cx.types_of(unit, parts, scope);
                let list = cx.list(&types);
                cx.id(Ty::Tuple(list))
            }
            _ => cx.type_of(unit, inner, scope),
        },
        Expr::Unary(UnaryKind::Spread, inner) => {
            let inner = cx.type_of(unit, inner, scope);
            iteration::iterate(cx, inner, false)
        }
        Expr::Project { base, how, arg } => project(cx, unit, base, how, arg, scope),
        Expr::Argument { scope: inner, index } => argument(cx, unit, expr, inner, index as usize, scope),
        Expr::Lambda { .. } => cx.id(Ty::Lambda(unit.id, expr)),
        _ => Defaults::expr_type(cx, unit, expr, scope),
    };
    calls::plain(cx, found)
}

/// The value that `new` constructs from.
fn constructor_value(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: model::ids::TypeId, scope: ScopeId) -> TyId {
    use model::expr::TypeExpr;
    let (base, args) = match unit.ty(ty) {
        TypeExpr::Apply { base, args } => (base, cx.lower_all(unit, args, scope)),
        _ => (ty, TyList::EMPTY),
    };
    let value = match unit.ty(base) {
        TypeExpr::Name(site) => {
            let found = scopes::name_from(cx, unit, site, resolve::Space::Value);
            cx.answer_type(unit, found, site)
        }
        TypeExpr::Member { base: qualifier, site } => {
            let qualifier = cx.denote_type(unit, qualifier);
            let name = unit.site_name(site);
            let found = cx.member_of_answer(qualifier, name, resolve::Space::Value);
            cx.answer_type(unit, found, site)
        }
        TypeExpr::TypeOf(expr) => cx.type_of(unit, expr, scope),
        _ => TyId::UNKNOWN,
    };
    match cx.ty(value) {
        Ty::Type(def, _) if args != TyList::EMPTY => cx.id(Ty::Type(def, args)),
        Ty::Unknown => {
            // Only a type has the name: an interface of the library.
            match cx.lower(unit, ty, scope) {
                made if made.is_unknown() => TyId::UNKNOWN,
                made => match cx.ty(made) {
                    Ty::Instance(def, args) => cx.id(Ty::Type(def, args)),
                    _ => TyId::UNKNOWN,
                },
            }
        }
        _ => value,
    }
}

fn project(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    how: Projection,
    arg: u32,
    scope: ScopeId,
) -> TyId {
    let value = cx.type_of(unit, base, scope);
    match how {
        Projection::Element => match cx.ty(value) {
            Ty::Tuple(list) => cx.types.of(list).get(arg as usize).copied().unwrap_or(TyId::UNKNOWN),
            _ => iteration::iterate(cx, value, false),
        },
        Projection::Rest => match cx.ty(value) {
            Ty::Tuple(list) => {
                let rest = cx.types.of(list).get(arg as usize..).unwrap_or_default().to_vec();
                let rest = cx.list(&rest);
                cx.id(Ty::Tuple(rest))
            }
            _ => value,
        },
        Projection::Iterate => iteration::iterate(cx, value, false),
        Projection::IterateAsync => {
            let each = iteration::iterate(cx, value, true);
            iteration::awaited(cx, each)
        }
        Projection::Unwrapped => Defaults::without_null(cx, value),
        Projection::RestObject | Projection::Enter | Projection::EnterAsync | Projection::Matched => value,
    }
}

/// What a function receives where a pattern takes its parameter apart.
fn argument(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    expr: ExprId,
    inner: ScopeId,
    index: usize,
    scope: ScopeId,
) -> TyId {
    let found = Defaults::expr_type(cx, unit, expr, scope);
    match unit.scope(inner).owner {
        Some(owner) if found.is_unknown() && unit.def(owner).opens == Some(inner) => {
            argument_of_definition(cx, unit, owner, index)
        }
        _ => found,
    }
}

/// A member's type, looked up late types seen through.
pub(super) fn member(cx: &mut Session<'_>, base: TyId, name: &str) -> TyId {
    let found = cx.member_type(base, name, Side::Any);
    calls::plain(cx, found)
}
