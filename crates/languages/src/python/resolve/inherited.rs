//! `super()`: members as the classes above find them.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{ExprId, ScopeId};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Session, Ty, TyId, Unit};

use super::{classes, stubs};

/// The class whose bases `super()` looks through, when an expression is a call of it.
pub(super) fn super_class(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    expr: ExprId,
    scope: ScopeId,
) -> Option<DefRef> {
    let Expr::Call { callee, args } = unit.expr(expr) else { return None };
    let Expr::Name(site) = unit.expr(callee) else { return None };
    if unit.site_name(site) != "super" {
        return None;
    }
    let answer = cx.denote(unit, callee);
    let def = cx.first_def(answer)?;
    if !stubs::is(def, "builtins", "super") {
        return None;
    }
    match unit.facts.list::<ExprId>(args).next() {
        Some(class) => {
            let ty = cx.type_of(unit, class, scope);
            match cx.ty(ty) {
                Ty::Type(def, _) => Some(def),
                _ => cx.enclosing_type(unit, scope),
            }
        }
        None => cx.enclosing_type(unit, scope),
    }
}

/// A member as `super()` of `class` finds it, with what the type parameters of its owner stand for.
pub(super) fn super_member(cx: &mut Session<'_>, class: DefRef, name: &str) -> (Answer, Vec<TyId>) {
    cx.ask_name(name);
    let bases = cx.bases(class);
    for base in bases.order.iter().skip(1) {
        let owner = cx.unit(base.def.file);
        let found = classes::own_members(&owner, base.def.def, name);
        if found.is_empty() {
            continue;
        }
        let answer = cx.group(&found, Rule::InheritedMember, Reason::NoSuchMember);
        let mut pairs = cx.pairs(base.def, base.args);
        let of_base = cx.id(Ty::SelfOf(base.def));
        let own = cx.id(Ty::SelfOf(class));
        pairs.extend([of_base, own]);
        return (answer, pairs);
    }
    let answer = if bases.external && !bases.unknown {
        Answer::external(Rule::ExternalMember)
    } else if bases.unknown {
        Answer::missing(Reason::UnknownReceiver)
    } else {
        let object = stubs::def("builtins", "object");
        let found = object.map(|object| own(cx, object, name)).unwrap_or_default();
        cx.group(&found, Rule::InheritedMember, Reason::NoSuchMember)
    };
    (answer, Vec::new())
}

fn own(cx: &mut Session<'_>, class: DefRef, name: &str) -> Vec<DefRef> {
    let owner = cx.unit(class.file);
    classes::own_members(&owner, class.def, name)
}
