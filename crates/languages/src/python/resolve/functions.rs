//! Functions as values: which ones a call through a variable, field or parameter can mean.

use std::sync::Arc;

use model::facts::Anchor;
use model::ids::SiteId;
use model::kinds::{BindingKind, Role};
use model::outcome::Rule;
use resolve::{Answer, DefRef, Entity, Session, Ty, TyId, Unit, What};

use super::names;

/// A call or decoration through a variable means what the variable is known to hold: the variable itself first when it is
/// a definition, then the functions and classes.
pub(super) fn settle(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let facts = *unit.site(site);
    let (Role::Call | Role::Decorate, Anchor::Expr(expr)) = (facts.role, facts.anchor) else { return answer };
    let mut all = match answer.what {
        What::One(Entity::Binding(file, binding)) => {
            let kind = cx.unit(file).binding(binding).kind;
            if matches!(kind, BindingKind::Receiver | BindingKind::TypeParameter) {
                return answer;
            }
            Vec::new()
        }
        What::One(Entity::Def(def)) if !def.file.is_std() && names::is_variable(cx.kind(def)) => {
            vec![Entity::Def(def)]
        }
        _ => return answer,
    };
    let before = all.len();
    let ty = cx.type_of(unit, expr, facts.scope);
    let complete = collect(cx, ty, &mut all);
    if all.len() == before || !complete {
        return answer;
    }
    Answer { what: What::Dispatch(cx.set(&all)), rule: Rule::FunctionValue }
}

/// Adds the functions and classes that a type is made of; whether it is made of nothing else that can be called.
fn collect(cx: &mut Session<'_>, ty: TyId, all: &mut Vec<Entity>) -> bool {
    let mut add = |def: DefRef| {
        let entity = Entity::Def(def);
        if !def.file.is_std() && !all.contains(&entity) {
            all.push(entity);
        }
        true
    };
    match cx.ty(ty) {
        Ty::Function(def, _) | Ty::Type(def, _) => add(def),
        Ty::Null => true,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().all(|part| collect(cx, part, all))
        }
        _ => false,
    }
}
