//! Unqualified names: blocks, then classes with their bases, then namespaces.

use std::rc::Rc;
use std::sync::Arc;

use model::ids::{BindingId, ImportId, NameId, ScopeId};
use model::kinds::{BindingKind, ImportKind, ScopeKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Side, Space, SpaceId, Ty, TyList, Unit, What};
use rustc_hash::FxHashMap;

use super::homes::{self, Home};
use super::outlines::{self, Outline};
use super::state::State;
use super::views::{self, Using};
use super::{kinds, macros, namespaces, sets};

/// What a name means at byte `at` of a scope.
pub(super) fn unqualified(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    at: u32,
    space: Space,
) -> Answer {
    if let Some(found) = macros::named(cx, unit, name, at) {
        return found;
    }
    beneath_macros(cx, unit, scope, name, at, space)
}

/// As [`unqualified`], macros left out.
fn beneath_macros(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    at: u32,
    space: Space,
) -> Answer {
    let is_bound = unit.bindings_named(name).next().is_some();
    let (mut outline, mut nominated) = (Outline::None, Vec::new());
    let mut variable = None;
    let scopes: Vec<ScopeId> = unit.scopes_from(scope).collect();
    for around in scopes {
        let facts = *unit.scope(around);
        match facts.kind {
            ScopeKind::Namespace | ScopeKind::File => {
                let text = unit.text(name);
                let found = in_namespaces(cx, unit, around, at, outline, &nominated, text, space);
                return found.or_else(|| variable.unwrap_or(Answer::missing(Reason::UnknownName)));
            }
            ScopeKind::Type => {
                let Some(owner) = facts.owner else { continue };
                let def = unit.def(owner);
                if def.span.start <= at && at < def.body {
                    continue;
                }
                let found = in_class(cx, DefRef::new(unit.id, owner), unit.text(name), space);
                if !found.is_missing() {
                    return found;
                }
                if outline == Outline::None {
                    outline = outlines::of(cx, unit, owner);
                }
            }
            _ => {
                if is_bound {
                    let found = local(cx, unit, around, name, at, space);
                    if space == Space::Type && is_variable(cx, found) {
                        variable = variable.or(Some(found));
                    } else if !found.is_missing() {
                        return found;
                    }
                }
                nominated.extend(stars(cx, unit, around, at));
                if let (ScopeKind::Function, Some(owner), Outline::None) = (facts.kind, facts.owner, outline)
                {
                    outline = outlines::of(cx, unit, owner);
                }
            }
        }
    }
    variable.unwrap_or(Answer::missing(Reason::UnknownName))
}

fn is_variable(cx: &mut Session<'_>, answer: Answer) -> bool {
    match answer.what {
        What::One(Entity::Binding(file, binding)) => {
            cx.unit(file).binding(binding).kind != BindingKind::TypeParameter
        }
        _ => false,
    }
}

/// The names of one block, function, lambda or template head.
fn local(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    at: u32,
    space: Space,
) -> Answer {
    let mut seen: Vec<BindingId> = Vec::new();
    for id in unit.bindings_in(scope, name) {
        let binding = unit.binding(id);
        if binding.visible_from <= at && binding.kind != BindingKind::Label {
            seen.push(id);
        }
    }
    match seen[..] {
        [] => Answer::missing(Reason::UnknownName),
        [one] => cx.bound(unit, one, space),
        _ => {
            let def = |id: &BindingId| unit.binding(*id).def.map(|def| DefRef::new(unit.id, def));
            let defs: Vec<DefRef> = seen.iter().filter_map(def).collect();
            if defs.len() == seen.len() {
                return sets::assemble(cx, &defs, space, Rule::LexicalScope);
            }
            let imports: Vec<Answer> = seen
                .iter()
                .filter(|id| unit.binding(**id).import.is_some())
                .map(|id| cx.bound(unit, *id, space))
                .collect();
            if imports.len() == seen.len() {
                return sets::merge(cx, &imports);
            }
            seen.last().map_or(Answer::missing(Reason::UnknownName), |id| cx.bound(unit, *id, space))
        }
    }
}

/// The namespaces that directives of a scope nominate before byte `at`.
fn stars(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, at: u32) -> Vec<SpaceId> {
    let known = cx.table::<State>().stars.get(&unit.id).map(Rc::clone);
    let table = known.unwrap_or_else(|| {
        let mut table: FxHashMap<ScopeId, Vec<ImportId>> = FxHashMap::default();
        for (index, import) in unit.facts.imports.iter().enumerate() {
            if import.kind == ImportKind::Star {
                table.entry(import.scope).or_default().push(ImportId::new(index as u32));
            }
        }
        let table = Rc::new(table);
        cx.table::<State>().stars.insert(unit.id, Rc::clone(&table));
        table
    });
    let Some(imports) = table.get(&scope) else { return Vec::new() };
    let global = cx.space("");
    let before = imports.iter().filter(|import| unit.facts.import(**import).span.start < at);
    let usings: Vec<Using> =
        before.map(|import| Using { space: global, file: unit.id, import: *import }).collect();
    usings.into_iter().filter_map(|using| namespaces::nominated(cx, using)).collect()
}

/// A member of a class or its bases, named inside of it.
pub(super) fn in_class(cx: &mut Session<'_>, class: DefRef, name: &str, space: Space) -> Answer {
    let ty = cx.id(Ty::Instance(class, TyList::EMPTY));
    let found = cx.member(ty, name, Side::Any);
    if space == Space::Type
        && let Some(def) = cx.first_def(found)
        && !kinds::is_type(cx.kind(def))
    {
        // Before `::` and in types only types count. A constant as a template argument is looked up again as a value.
        return Answer::missing(Reason::UnknownName);
    }
    match found.what {
        // A base outside of the tree may have anything; that proves nothing.
        What::External | What::Missing(_) => Answer::missing(Reason::UnknownName),
        _ if found.rule == Rule::Member => found.by(Rule::SelfMember),
        _ => found,
    }
}

/// A name looked up in the class or namespace that a definition belongs to, then in the namespaces around.
#[allow(clippy::too_many_arguments, reason = "the place of a name has that many parts")]
pub(super) fn in_namespaces(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    at: u32,
    outline: Outline,
    nominated: &[SpaceId],
    name: &str,
    space: Space,
) -> Answer {
    let viewer = views::viewer(cx, unit.id);
    let mut place = None;
    match outline {
        Outline::None => {}
        Outline::Space(space) => place = Some(space),
        Outline::Class(class) => {
            let mut class = class;
            loop {
                let found = in_class(cx, class, name, space);
                if !found.is_missing() {
                    return found;
                }
                let owner = cx.unit(class.file);
                let facts = *owner.def(class.def);
                if facts.qualifier.is_some()
                    && let Outline::Class(outer) = outlines::of(cx, &owner, class.def)
                    && outer != class
                {
                    class = outer;
                    continue;
                }
                match homes::of_scope(cx, &owner, facts.scope, facts.name_span.start) {
                    Home::Class(outer) if outer != class => class = outer,
                    Home::Namespace { space, .. } => {
                        place = Some(space);
                        break;
                    }
                    _ => break,
                }
            }
        }
    }
    let place = match (place, homes::of_scope(cx, unit, scope, at)) {
        (Some(place), _) => place,
        (None, Home::Namespace { space, .. }) => space,
        _ => cx.space(""),
    };
    for &around in homes::chain(cx, place).iter() {
        let mut found = namespaces::member(cx, viewer, around, name, space);
        for &target in nominated {
            if found.is_missing() && homes::chain(cx, target).contains(&around) {
                found = namespaces::member(cx, viewer, target, name, space);
            }
        }
        if !found.is_missing() {
            return before(cx, unit, at, found);
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// Of several definitions those that do not stand after the place in its own file, if there are any.
fn before(cx: &mut Session<'_>, unit: &Arc<Unit>, at: u32, answer: Answer) -> Answer {
    let (What::Group(_) | What::Dispatch(_)) = answer.what else { return answer };
    let defs = cx.defs(answer);
    let is_later = |def: &DefRef| def.file == unit.id && unit.def(def.def).name_span.start > at;
    if !defs.iter().any(is_later) {
        return answer;
    }
    let left: Vec<DefRef> = defs.iter().copied().filter(|def| !is_later(def)).collect();
    match (left.is_empty(), answer.what) {
        (true, _) => answer,
        (_, What::Group(_)) => cx.group(&left, answer.rule, Reason::UnknownName),
        _ => sets::twins(cx, &left, answer.rule),
    }
}
