//! Macros: names that mean the same in every scope.

use std::rc::Rc;
use std::sync::Arc;

use model::ids::NameId;
use model::kinds::DefKind;
use model::outcome::Rule;
use resolve::{Answer, DefRef, FileId, Session, Unit};

use super::state::State;
use super::{library, namespaces, sets, views};
use crate::c::resolve::decide;

/// The macro that a name is at byte `at` of a file.
pub(super) fn named(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId, at: u32) -> Option<Answer> {
    if unit.id.is_std() {
        return None;
    }
    let all = visible(cx, unit, name);
    if all.is_empty() {
        return None;
    }
    let is_before = |def: &DefRef| def.file != unit.id || start(unit, *def) <= at;
    let before: Vec<DefRef> = all.iter().copied().filter(is_before).collect();
    if before.is_empty() {
        return None;
    }
    if let Some(last) = last_unconditional(cx, &before) {
        return Some(Answer::def(last, Rule::MacroScope));
    }
    Some(sets::twins(cx, &before, Rule::MacroScope))
}

/// The macro of this name that the file itself defines, wherever: what `#ifndef` asks for before the `#define`.
pub(super) fn defined_here(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Option<Answer> {
    let defs = unit.bindings_named(name).filter_map(|binding| unit.binding(binding).def);
    let own: Vec<DefRef> = defs
        .filter(|def| unit.def(*def).kind == DefKind::Macro)
        .map(|def| DefRef::new(unit.id, def))
        .collect();
    if own.is_empty() { None } else { Some(sets::twins(cx, &own, Rule::MacroScope)) }
}

fn start(unit: &Unit, def: DefRef) -> u32 {
    unit.def(def.def).name_span.start
}

/// A macro that is defined again without a condition around means its last definition.
fn last_unconditional(cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
    let is_free = |cx: &mut Session<'_>, def: DefRef| {
        let unit = cx.unit(def.file);
        unit.facts.condition_at(unit.def(def.def).span.start).is_none()
    };
    let last = *defs.last()?;
    let same_file = defs.iter().all(|def| def.file == last.file);
    (same_file && defs.len() > 1 && is_free(cx, last)).then_some(last)
}

/// The macros of this name whose definitions are part of a file's text.
fn visible(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Rc<[DefRef]> {
    let key: (FileId, NameId) = (unit.id, name);
    if let Some(known) = cx.table::<State>().macros.get(&key) {
        return Rc::clone(known);
    }
    let text = unit.text(name);
    let viewer = views::viewer(cx, unit.id);
    let mut found = namespaces::named(cx, viewer, text).macros.clone();
    if found.is_empty() {
        found = library::macros(cx, text);
    }
    let found: Rc<[DefRef]> = compiled(cx, found).into();
    cx.table::<State>().macros.insert(key, Rc::clone(&found));
    found
}

/// Macros that the usual build does not define are no macros in it.
fn compiled(cx: &mut Session<'_>, defs: Vec<DefRef>) -> Vec<DefRef> {
    let is_compiled = |def: &DefRef| {
        let unit = cx.unit(def.file);
        decide::active(cx, &unit, unit.def(def.def).name_span.start) != Some(false)
    };
    let kept: Vec<DefRef> = defs.iter().copied().filter(is_compiled).collect();
    if kept.is_empty() { defs } else { kept }
}
