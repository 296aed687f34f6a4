//! Functions as values: which ones a call through a variable, field or parameter can mean.

use std::sync::Arc;

use model::facts::Anchor;
use model::ids::{BindingId, SiteId};
use model::kinds::{BindingKind, DefKind, Role};
use model::outcome::{Reason, Rule};

use crate::answer::{Answer, Entity, What};
use crate::passed;
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId};
use crate::unit::Unit;

/// Most functions that are listed as candidates.
const MOST: usize = 24;

impl Defaults {
    /// A call or decoration through a variable means what the variable is known to hold: the variable itself first when it
    /// is a definition, then the functions and classes.
    pub fn function_value(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        let facts = *unit.site(site);
        let (Role::Call | Role::Decorate, Anchor::Expr(expr)) = (facts.role, facts.anchor) else {
            return answer;
        };
        let mut all = match answer.what {
            What::One(Entity::Binding(file, binding)) => {
                let owner = cx.unit(file);
                let kind = owner.binding(binding).kind;
                if matches!(kind, BindingKind::Receiver | BindingKind::TypeParameter)
                    || passed::has_default(cx, &owner, binding)
                {
                    return answer;
                }
                Vec::new()
            }
            What::One(Entity::Def(_)) | What::Dispatch(_) => cx.all(answer),
            _ => return answer,
        };
        let is_variable = |cx: &mut Session<'_>, entity: &Entity| match *entity {
            Entity::Def(def) => !def.file.is_std() && holds_values(cx.kind(def)),
            _ => false,
        };
        if !all.iter().all(|entity| is_variable(cx, entity)) {
            return answer;
        }
        let before = all.len();
        let ty = cx.type_of(unit, expr, facts.scope);
        let is_complete = functions(cx, ty, &mut all);
        all.retain(|entity| !matches!(entity, Entity::Def(def) if def.file.is_std()));
        if all.len() == before || !is_complete {
            return answer;
        }
        with_overriders(cx, &mut all);
        Answer { what: What::Dispatch(cx.set(&all)), rule: Rule::FunctionValue }
    }
}

/// Adds what may override the methods in a list, and what may stand for its classes: a variable that holds a class may
/// hold one below it.
fn with_overriders(cx: &mut Session<'_>, all: &mut Vec<Entity>) {
    for entity in all.clone() {
        let Entity::Def(def) = entity else { continue };
        let more = match cx.kind(def) {
            DefKind::Method => {
                let overridden = cx.with_overrides(Answer::def(def, Rule::FunctionValue));
                cx.all(overridden)
            }
            DefKind::Class => cx.subtypes(def).iter().map(|below| Entity::Def(*below)).collect(),
            _ => continue,
        };
        more.into_iter().for_each(|other| {
            if !all.contains(&other) {
                all.push(other);
            }
        });
    }
}

/// Whether definitions of this kind are made by assignment.
const fn holds_values(kind: DefKind) -> bool {
    matches!(kind, DefKind::Variable | DefKind::Constant | DefKind::Field | DefKind::EnumMember)
}

/// What a call through a parameter means: the functions that are passed for it where all are known, else what could be
/// meant when a session supposes that functions receive what their own file passes to them.
pub(crate) fn supposed(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let facts = *unit.site(site);
    let Anchor::Expr(expr) = facts.anchor else { return answer };
    let policy = cx.policy(unit);
    if !matches!(facts.role, Role::Call | Role::Decorate) || !policy.follows_parameters() {
        return answer;
    }
    let reason = match answer.what {
        What::Missing(Reason::UnknownReceiver) => Reason::UnknownReceiver,
        What::One(Entity::Binding(file, binding)) if file == unit.id && is_variable(unit, binding) => {
            if let Some(proved) = proved(cx, unit, binding) {
                return proved;
            }
            Reason::FunctionValue
        }
        _ => return answer,
    };
    if !policy.supposes() || !passed::may_be_passed(cx, unit, expr, facts.scope) {
        return answer;
    }
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
    if defs.is_empty() || defs.len() > MOST {
        return answer;
    }
    let what = What::Candidates(cx.set(&defs), reason);
    Answer { what, rule: Rule::FunctionValue }
}

/// Whether a binding is a parameter or a local variable.
pub(crate) fn is_variable(unit: &Unit, binding: BindingId) -> bool {
    use BindingKind::{Local, Loop, Parameter, Pattern, With};
    matches!(unit.binding(binding).kind, Local | Loop | Parameter | Pattern | With)
}

fn can_be_called(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor | DefKind::Class)
}

/// The functions that a parameter holds, when all that is passed for it is known and is a function.
fn proved(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> Option<Answer> {
    if !passed::is_closed_parameter(cx, unit, binding) {
        return None;
    }
    let passed = cx.passed(unit, binding);
    if !passed.complete {
        return None;
    }
    let mut defs = Vec::new();
    for value in &passed.values {
        let ty = cx.value_type(unit, *value);
        if !functions(cx, ty, &mut defs) {
            return None;
        }
    }
    let is_outside = |entity: &Entity| matches!(entity, Entity::Def(def) if def.file.is_std());
    let is_proved = !defs.is_empty() && !defs.iter().any(is_outside);
    is_proved.then(|| Answer { what: What::Dispatch(cx.set(&defs)), rule: Rule::FunctionValue })
}

/// Adds the functions and classes that a type is made of; whether it is made of nothing else that can be called.
pub(crate) fn functions(cx: &mut Session<'_>, ty: TyId, all: &mut Vec<Entity>) -> bool {
    match cx.ty(ty) {
        Ty::Function(def, _) | Ty::Type(def, _) => {
            let entity = Entity::Def(def);
            if !all.contains(&entity) {
                all.push(entity);
            }
            true
        }
        Ty::Null => true,
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
