//! JSX: attributes name members of a component's properties.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::Anchor;
use model::ids::{ExprId, SiteId};
use model::kinds::Role;
use model::outcome::{Reason, Rule};
use resolve::{Answer, Session, Side, Ty, TyId, Unit};

use super::calls;

/// What the attribute or built-in element at a site stands for.
pub(super) fn attribute(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
    let facts = *unit.site(site);
    let Anchor::MemberOf(component) = facts.anchor else { return None };
    match (facts.role, unit.expr(component)) {
        // Elements and attributes of the host.
        (Role::Init | Role::Call, Expr::Text(_)) => Some(Answer::external(Rule::Builtin)),
        (Role::Init, _) => Some(of_component(cx, unit, component, site)),
        _ => None,
    }
}

fn of_component(cx: &mut Session<'_>, unit: &Arc<Unit>, component: ExprId, site: SiteId) -> Answer {
    let ty = cx.type_of(unit, component, unit.site(site).scope);
    if ty == TyId::EXTERNAL {
        return Answer::external(Rule::ExternalMember);
    }
    let props = properties(cx, ty);
    if props.is_unknown() {
        return Answer::missing(Reason::UnknownReceiver);
    }
    cx.member(props, unit.site_name(site), Side::Any).by(Rule::FieldInit)
}

/// The type of a component's properties: its first parameter, or the `props` of its instances.
fn properties(cx: &mut Session<'_>, component: TyId) -> TyId {
    if let Ty::Type(..) = cx.ty(component) {
        let made = calls::constructed(cx, component);
        return super::values::member(cx, made, "props");
    }
    let Some((params, _)) = calls::callable(cx, component) else { return TyId::UNKNOWN };
    cx.types.of(params).first().copied().unwrap_or(TyId::UNKNOWN)
}
