//! The last word on a site: definitions in place of declarations, a block in place of a namespace.

use std::sync::Arc;

use model::expr::{Access, Expr, TypeExpr};
use model::facts::{Anchor, List};
use model::ids::{ExprId, SiteId};
use model::kinds::Role;
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Entity, Session, Ty, Unit, What};

use super::{arguments, joins, library, namespaces, overloads, sets, specializations, views};

/// The answer as it is told for a site.
pub(super) fn settle(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    match answer.what {
        What::One(Entity::Space(space)) => {
            let viewer = views::viewer(cx, unit.id);
            let name = unit.site_name(site);
            let last = cx.types.space_text(space).rsplit("::").next().unwrap_or_default();
            if last != name {
                let aliases = namespaces::aliases(cx, viewer, name);
                if !aliases.is_empty() {
                    return sets::twins(cx, &aliases, Rule::ImportBinding);
                }
            }
            if library::has_namespace(cx, space) {
                // Blocks that the tree adds to it are no definition of it.
                return Answer::external(Rule::ExternalMember);
            }
            match namespaces::first_block(cx, viewer, space) {
                Some(block) => Answer::def(block, answer.rule),
                None => Answer::external(Rule::ExternalMember),
            }
        }
        What::One(Entity::Def(def)) => whole(cx, def, answer),
        What::Group(_) => group(cx, unit, site, answer),
        What::Dispatch(_) if is_direct(cx, unit, site) => match cx.first_def(answer) {
            Some(def) => whole(cx, def, answer),
            None => answer,
        },
        What::Dispatch(set) => {
            let all = places(cx, set);
            match all[..] {
                [one] => Answer { what: What::One(one), ..answer },
                _ => Answer { what: What::Dispatch(cx.set(&all)), ..answer },
            }
        }
        What::Candidates(set, reason) => {
            let all = places(cx, set);
            cx.candidates(&all, reason, answer.rule)
        }
        _ => answer,
    }
}

/// The definition of what `def` is a place of, its declarations noted; a set when the build chooses.
fn whole(cx: &mut Session<'_>, def: DefRef, answer: Answer) -> Answer {
    let joined = joins::joined(cx, def);
    match joined.definitions[..] {
        [] if !specializations::all(cx, def).is_empty() => {
            // A class template that is only declared: what is meant is one of its specialisations.
            let mut entities = vec![Entity::Def(def)];
            entities.extend(specializations::all(cx, def).iter().map(|def| Entity::Def(*def)));
            Answer { what: What::Dispatch(cx.set(&entities)), ..answer }
        }
        [] => {
            let (first, rest) = match joined.declarations.iter().position(|place| *place == def) {
                Some(at) => {
                    let mut rest = joined.declarations.clone();
                    (rest.remove(at), rest)
                }
                None => (def, joined.declarations.clone()),
            };
            cx.declare(first, &rest);
            Answer { what: What::One(Entity::Def(first)), ..answer }
        }
        [one] => {
            cx.declare(one, &joined.declarations);
            Answer { what: What::One(Entity::Def(one)), ..answer }
        }
        _ => {
            let entities: Vec<Entity> = joined.definitions.iter().map(|def| Entity::Def(*def)).collect();
            Answer { what: What::Dispatch(cx.set(&entities)), ..answer }
        }
    }
}

fn places(cx: &mut Session<'_>, set: resolve::Set) -> Vec<Entity> {
    let entities = cx.entities(set).to_vec();
    wholes(cx, &entities)
}

fn wholes(cx: &mut Session<'_>, entities: &[Entity]) -> Vec<Entity> {
    let mut all: Vec<Entity> = Vec::with_capacity(entities.len());
    let mut add = |entity: Entity| {
        if !all.contains(&entity) {
            all.push(entity);
        }
    };
    for &entity in entities {
        match entity {
            Entity::Def(def) => {
                let joined = joins::joined(cx, def);
                match joined.definitions[..] {
                    [] => add(joined.declarations.first().map_or(entity, |first| Entity::Def(*first))),
                    ref several => several.iter().for_each(|def| add(Entity::Def(*def))),
                }
            }
            other => add(other),
        }
    }
    all
}

/// An overload set where the engine saw no call: template arguments stand between, or nothing is called.
fn group(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let defs = cx.defs(answer);
    let facts = *unit.site(site);
    if let (Role::Call, Anchor::Expr(expr)) = (facts.role, facts.anchor)
        && let Some((callee, call)) = arguments::call_of(cx, unit, expr)
    {
        let args = match unit.expr(call) {
            Expr::Call { args, .. } => args,
            _ => List::EMPTY,
        };
        let call = CallSite::new(unit, Some(callee), args, facts.scope);
        let chosen = overloads::choose(cx, &defs, &call);
        return settle_chosen(cx, chosen);
    }
    if let Some(only) = overloads::only(cx, &defs) {
        return whole(cx, only, answer);
    }
    let all = wholes(cx, &cx.all(answer));
    cx.candidates(&all, Reason::Overloads, answer.rule)
}

fn settle_chosen(cx: &mut Session<'_>, chosen: Answer) -> Answer {
    match chosen.what {
        What::One(Entity::Def(def)) => whole(cx, def, chosen),
        What::Candidates(set, reason) => {
            let all = places(cx, set);
            cx.candidates(&all, reason, chosen.rule)
        }
        What::Dispatch(set) => {
            let all = places(cx, set);
            Answer { what: What::Dispatch(cx.set(&all)), ..chosen }
        }
        _ => chosen,
    }
}

/// Whether a member function is called without regard to overriding: `Base::f()`, or on an object that is no reference.
fn is_direct(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> bool {
    let Anchor::Expr(expr) = unit.site(site).anchor else { return false };
    let Expr::Member { base, access, .. } = unit.expr(expr) else { return false };
    match access {
        Access::Colons => is_class_named(cx, unit, base),
        Access::Dot => is_object(cx, unit, base),
        _ => false,
    }
}

fn is_class_named(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId) -> bool {
    let scope = match unit.expr(base) {
        Expr::Name(site) | Expr::Member { site, .. } => unit.site(site).scope,
        _ => return true,
    };
    let ty = cx.type_of(unit, base, scope);
    matches!(cx.ty(ty), Ty::Type(..))
}

/// Whether an expression names a variable whose type is a class itself.
fn is_object(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId) -> bool {
    let Expr::Name(site) = unit.expr(base) else { return false };
    let ty = cx.type_of(unit, base, unit.site(site).scope);
    if !matches!(cx.ty(ty), Ty::Instance(..)) {
        return false;
    }
    let declared = match unit.expr(base) {
        Expr::Name(_) => {
            let answer = cx.denote(unit, base);
            match answer.what {
                What::One(Entity::Binding(file, binding)) => {
                    let owner = cx.unit(file);
                    owner.binding(binding).ty.map(|ty| owner.ty(ty))
                }
                What::One(Entity::Def(def)) => {
                    let owner = cx.unit(def.file);
                    owner.def(def.def).ty.map(|ty| owner.ty(ty))
                }
                _ => None,
            }
        }
        _ => None,
    };
    matches!(declared, Some(TypeExpr::Name(_) | TypeExpr::Member { .. } | TypeExpr::Apply { .. }))
}
