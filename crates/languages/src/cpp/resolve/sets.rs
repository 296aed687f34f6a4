//! What several definitions of one name mean together.

use model::kinds::Modifiers;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Space, What};

use super::{joins, kinds};
use crate::c::resolve::decide;

/// The answer of the definitions that a scope has for a name: a type, an overload set, a variable. Types give way to
/// values where both have the name and a value is wanted.
pub(super) fn assemble(cx: &mut Session<'_>, defs: &[DefRef], space: Space, rule: Rule) -> Answer {
    match *defs {
        [] => return Answer::missing(Reason::UnknownName),
        [one] if space != Space::Type || kinds::is_type(cx.kind(one)) => {
            let one = joins::canonical_class(cx, one);
            return Answer::def(one, rule);
        }
        _ => {}
    }
    let (types, values): (Vec<DefRef>, Vec<DefRef>) =
        defs.iter().partition(|def| kinds::is_type(cx.kind(**def)));
    let wants_type = space == Space::Type && !types.is_empty();
    if space == Space::Type && types.is_empty() && !values.is_empty() {
        return Answer::missing(Reason::UnknownName);
    }
    if wants_type || values.is_empty() {
        return one_type(cx, &types, rule);
    }
    if values.iter().any(|def| kinds::is_function(cx.kind(*def))) {
        return cx.group(&values, rule, Reason::UnknownName);
    }
    let whole = defined(cx, &values);
    twins(cx, &whole, rule)
}

fn one_type(cx: &mut Session<'_>, types: &[DefRef], rule: Rule) -> Answer {
    let mut found: Vec<DefRef> = Vec::with_capacity(types.len());
    for def in types {
        let def = joins::canonical_class(cx, *def);
        if !found.contains(&def) {
            found.push(def);
        }
    }
    let whole = defined(cx, &found);
    twins(cx, &whole, rule)
}

/// Without those that only declare, unless there are no others.
pub(super) fn defined(cx: &mut Session<'_>, defs: &[DefRef]) -> Vec<DefRef> {
    let is_whole = |def: &DefRef| {
        let unit = cx.unit(def.file);
        !unit.def(def.def).modifiers.contains(Modifiers::DECLARATION)
    };
    let whole: Vec<DefRef> = defs.iter().copied().filter(is_whole).collect();
    if whole.is_empty() { defs.to_vec() } else { whole }
}

/// Without those that the usual build leaves out, unless there are no others.
pub(super) fn compiled(cx: &mut Session<'_>, defs: &[DefRef]) -> Vec<DefRef> {
    let is_compiled = |def: &DefRef| {
        let unit = cx.unit(def.file);
        let start = unit.def(def.def).name_span.start;
        decide::active(cx, &unit, start) != Some(false)
    };
    let left: Vec<DefRef> = defs.iter().copied().filter(is_compiled).collect();
    if left.is_empty() { defs.to_vec() } else { left }
}

/// Definitions of one thing of which a build takes one: a proved set when there are several.
pub(super) fn twins(cx: &mut Session<'_>, defs: &[DefRef], rule: Rule) -> Answer {
    if let [one] = *defs {
        return Answer::def(one, rule);
    }
    let left = compiled(cx, defs);
    match left[..] {
        [] => Answer::missing(Reason::UnknownName),
        [one] => Answer::def(one, rule),
        _ => {
            let entities: Vec<Entity> = left.iter().map(|def| Entity::Def(*def)).collect();
            Answer { what: What::Dispatch(cx.set(&entities)), rule }
        }
    }
}

/// One answer of several found side by side: functions are one overload set, the same thing found twice is one.
pub(super) fn merge(cx: &mut Session<'_>, answers: &[Answer]) -> Answer {
    let (first, rest) = match answers {
        [] => return Answer::missing(Reason::UnknownName),
        [first, rest @ ..] => (*first, rest),
    };
    if rest.is_empty() {
        return first;
    }
    let mut all: Vec<Entity> = Vec::new();
    for answer in answers {
        for entity in cx.all(*answer) {
            if !all.contains(&entity) {
                all.push(entity);
            }
        }
    }
    let defs: Vec<DefRef> = all
        .iter()
        .filter_map(|entity| match entity {
            Entity::Def(def) => Some(*def),
            _ => None,
        })
        .collect();
    if defs.len() == all.len() && defs.iter().any(|def| kinds::is_function(cx.kind(*def))) {
        return cx.group(&defs, first.rule, Reason::UnknownName);
    }
    first
}
