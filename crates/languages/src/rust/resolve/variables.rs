//! Types of definitions, parameters and variables.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{BindingId, DefId, SiteId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers, Role};
use resolve::{DefRef, Defaults, Entity, Session, Ty, TyId, TyList, Unit};

use super::{closures, infer, library, types, uses};

/// The type of a definition named as a value.
pub(super) fn def_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let own = DefRef::new(unit.id, def);
    match facts.kind {
        DefKind::EnumMember => {
            let is_called = unit.children(def).any(|child| unit.def_name(child) == "0");
            match facts.parent {
                _ if is_called => cx.id(Ty::Function(own, TyList::EMPTY)),
                Some(parent) => cx.instance(DefRef::new(unit.id, parent)),
                None => TyId::UNKNOWN,
            }
        }
        DefKind::Field | DefKind::Constant | DefKind::Static => match facts.ty {
            Some(ty) => {
                let ty = cx.lower(unit, ty, facts.opens.unwrap_or(facts.scope));
                let is_local = facts.kind == DefKind::Static && facts.modifiers.contains(Modifiers::SHARED);
                if is_local { library::instance(cx, "LocalKey", &[ty]) } else { ty }
            }
            None => TyId::UNKNOWN,
        },
        DefKind::TypeAlias => {
            let target = Defaults::type_of_definition(cx, own, TyList::EMPTY);
            infer::as_name(cx, target)
        }
        _ => Defaults::def_type(cx, unit, def),
    }
}

/// The type of a parameter or variable.
pub(super) fn binding_type(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    if let Some(ty) = facts.ty {
        let declared = cx.lower(unit, ty, facts.scope);
        if !types::is_vague(cx, declared) {
            return declared;
        }
        if let Some(init) = facts.init
            && let Some(item) = uses::item_collected(cx, unit, init, facts.scope)
        {
            return uses::collected(cx, declared, item);
        }
        let value = facts.init.map_or(TyId::UNKNOWN, |init| cx.type_of(unit, init, facts.scope));
        let known = if declared.is_unknown()
            || !types::is_vague(cx, value) && types::same_shape(cx, declared, value)
        {
            value
        } else {
            declared
        };
        return if types::is_vague(cx, known) { by_use(cx, unit, id, known) } else { known };
    }
    match facts.kind {
        BindingKind::Receiver => types::self_type(cx, unit, facts.scope),
        BindingKind::Parameter if facts.init.is_none() => parameter(cx, unit, id),
        _ => {
            let value = facts.init.map_or(TyId::UNKNOWN, |init| cx.type_of(unit, init, facts.scope));
            if types::is_vague(cx, value) { by_use(cx, unit, id, value) } else { value }
        }
    }
}

/// A closure's parameter without a type.
fn parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    let Some(lambda) = cx.lambda_of(unit, facts.scope) else { return TyId::UNKNOWN };
    let Expr::Lambda { params, .. } = unit.expr(lambda) else { return TyId::UNKNOWN };
    let position = unit
        .facts
        .params(params)
        .iter()
        .position(|param| param.span.start <= facts.span.start && facts.span.end <= param.span.end);
    position.map_or(TyId::UNKNOWN, |position| closures::argument(cx, unit, lambda, position))
}

/// A variable whose first value says too little: what it is assigned later.
fn by_use(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId, value: TyId) -> TyId {
    let facts = *unit.binding(id);
    let flows: Vec<_> = unit.assigns(facts.name).copied().collect();
    for flow in flows {
        let Some((target, given)) = flow.target.zip(flow.value) else { continue };
        let is_it = flow.kind == FlowKind::Assign
            && matches!(unit.expr(target), Expr::Name(_))
            && unit.is_within(flow.scope, facts.scope)
            && flow.span.start >= facts.visible_from;
        if is_it {
            let given = cx.type_of(unit, given, flow.scope);
            if !types::is_vague(cx, given) && types::same_shape(cx, value, given) {
                return given;
            }
        }
    }
    uses::refined(cx, unit, id, value)
}

/// The type of what an entity is as a value.
pub(super) fn of_entity(cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
    if let Entity::Binding(file, binding) = entity {
        let owner = cx.unit(file);
        if owner.binding(binding).kind == BindingKind::TypeParameter
            && owner.binding(binding).ty.is_none()
            && let Some((def, index)) = owner.type_param(binding)
        {
            return cx.id(Ty::Param(DefRef::new(file, def), index));
        }
    }
    let ty = Defaults::entity_type(cx, unit, entity, site);
    match cx.ty(ty) {
        Ty::Type(def, args) if is_unit_value(cx, unit, def, site) => cx.id(Ty::Instance(def, args)),
        _ => ty,
    }
}

/// Whether a site names a struct without fields as a value.
fn is_unit_value(cx: &mut Session<'_>, unit: &Unit, def: DefRef, site: SiteId) -> bool {
    if !matches!(unit.site(site).role, Role::Read) || cx.kind(def) != DefKind::Struct {
        return false;
    }
    let owner = cx.unit(def.file);
    !owner.children(def.def).any(|child| owner.def(child).kind == DefKind::Field)
}
