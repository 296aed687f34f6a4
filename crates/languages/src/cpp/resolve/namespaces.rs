//! Members of namespaces, from all the blocks that can be seen.

use std::rc::Rc;
use std::sync::Arc;

use model::kinds::{DefKind, Modifiers, ScopeKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Session, Space, SpaceId, Unit, What};

use super::homes::{self, Home};
use super::state::{AllNamed, Named, State};
use super::views::{self, Using};
use super::{kinds, library, paths, sets};
use crate::c::resolve::includes::Level;

/// The member called `name` of a namespace as `viewer` sees it, through inline namespaces, `using`s and directives.
pub(super) fn member(cx: &mut Session<'_>, viewer: FileId, of: SpaceId, name: &str, space: Space) -> Answer {
    let id = cx.space(name);
    let key = (viewer, of, id, space == Space::Type);
    match cx.table::<State>().members.get(&key) {
        Some(Some(known)) => return *known,
        // A question inside of itself: directives that lead in a circle.
        Some(None) => return Answer::missing(Reason::UnknownName),
        None => {}
    }
    cx.table::<State>().members.insert(key, None);
    let missing = Answer::missing(Reason::UnknownName);
    let found = cx.deeper(missing, |cx| {
        let own = own_member(cx, viewer, of, name, space);
        own.or_else(|| through_directives(cx, viewer, of, name, space))
    });
    cx.table::<State>().members.insert(key, Some(found));
    found
}

fn own_member(cx: &mut Session<'_>, viewer: FileId, of: SpaceId, name: &str, space: Space) -> Answer {
    let named = named(cx, viewer, name);
    let here = || named.outer.iter().filter(|named| named.space == of);
    let mut defs: Vec<DefRef> = here().filter(|named| named.sure).map(|named| named.def).collect();
    let mut more: Vec<Answer> = usings(cx, viewer, of, name, space);
    defs.extend(library::members(cx, of, name));
    if defs.is_empty() && more.is_empty() {
        defs = here().filter(|named| named.visible).map(|named| named.def).collect();
    }
    if defs.is_empty() && more.is_empty() && !cx.types.space_text(of).is_empty() {
        // What a named namespace has is the same thing everywhere, also where the way to it is not seen.
        defs = here().map(|named| named.def).collect();
    }
    let is_block = defs.iter().any(|def| cx.kind(*def) == DefKind::Namespace);
    let child = homes::child(cx, of, name);
    if is_block || views::view(cx, viewer).opened.contains_key(&child) {
        return Answer::one(Entity::Space(child), Rule::ModuleMember);
    }
    if !more.is_empty() && is_alternative(cx, viewer, of, name, &defs) {
        // `#if … using std::f; #else … f() … #endif`: a build has one of them.
        let mut all: Vec<Entity> = Vec::new();
        more.iter().for_each(|answer| all.extend(cx.all(*answer)));
        all.extend(defs.iter().map(|def| Entity::Def(*def)));
        return Answer { what: What::Dispatch(cx.set(&all)), rule: Rule::ModuleMember };
    }
    let own = sets::assemble(cx, &defs, space, Rule::ModuleMember);
    if !own.is_missing() {
        more.insert(0, own);
    }
    sets::merge(cx, &more)
}

/// All definitions called `name` that live in namespaces, and the macros of that name that can be seen.
pub(super) fn named(cx: &mut Session<'_>, viewer: FileId, name: &str) -> Rc<AllNamed> {
    let key = (viewer, cx.space(name));
    if let Some(known) = cx.table::<State>().named.get(&key) {
        return Rc::clone(known);
    }
    let view = views::view(cx, viewer);
    let mut all = AllNamed::default();
    let mut possible: Vec<DefRef> = Vec::new();
    // Members and what is private to another file do not live in a namespace for this one.
    let can_be = |named: &resolve::Named| {
        let hidden = named.is_internal() && view.level(named.def.file).is_none();
        named.kind == DefKind::Macro || named.kind != DefKind::Field && !hidden
    };
    for def in cx.defs_named_where(name, can_be) {
        let unit = cx.unit(def.file);
        if unit.def(def.def).kind == DefKind::Macro {
            match view.level(def.file) {
                Some(Level::Sure) => all.macros.push(def),
                Some(Level::Possible) => possible.push(def),
                None => {}
            }
            continue;
        }
        let Some((space, own)) = place(cx, &unit, def) else { continue };
        let level = view.level(def.file);
        if own && level.is_none() {
            continue;
        }
        let sure = level == Some(Level::Sure);
        all.outer.push(Named { space, def, sure, visible: level.is_some() });
    }
    if all.macros.is_empty() {
        all.macros = possible;
    }
    let all = Rc::new(all);
    cx.table::<State>().named.insert(key, Rc::clone(&all));
    all
}

/// The namespace that a definition introduces its name into; whether only its file sees it.
fn place(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef) -> Option<(SpaceId, bool)> {
    let facts = unit.def(def.def);
    if unit.scope(facts.scope).kind == ScopeKind::Type || facts.qualifier.is_some() || !kinds::is_family(unit)
    {
        return None;
    }
    if facts.kind == DefKind::Namespace && facts.opens.is_none() {
        return None;
    }
    let is_special = facts.segment.is_some() && kinds::is_class(facts.kind);
    if is_special || unit.binding_of(def.def).is_none() {
        return None;
    }
    match homes::of_scope(cx, unit, facts.scope, facts.name_span.start) {
        Home::Namespace { space, own } => {
            let is_static = facts.visibility == model::kinds::Visibility::Private
                || facts.modifiers.contains(Modifiers::STATIC);
            Some((space, own || is_static))
        }
        _ => None,
    }
}

/// What `using` declarations and aliases make members.
fn usings(cx: &mut Session<'_>, viewer: FileId, of: SpaceId, name: &str, space: Space) -> Vec<Answer> {
    let view = views::view(cx, viewer);
    let Some(usings) = view.usings.get(name) else { return Vec::new() };
    let mut found: Vec<Answer> = Vec::new();
    for using in usings.iter().filter(|using| using.space == of) {
        let unit = cx.unit(using.file);
        let answer = cx.imported(&unit, using.import, space);
        if !answer.is_missing() && !found.contains(&answer) {
            found.push(answer);
        }
    }
    found
}

/// Whether a `using` and the definitions of its name stand under conditions that exclude each other, as far as they are
/// written: both are conditional, and not by the same condition.
fn is_alternative(cx: &mut Session<'_>, viewer: FileId, of: SpaceId, name: &str, defs: &[DefRef]) -> bool {
    let view = views::view(cx, viewer);
    let usings = view.usings.get(name).map(Vec::as_slice).unwrap_or_default();
    let own: Vec<DefRef> = defs.iter().copied().filter(|def| !def.file.is_std()).collect();
    !own.is_empty()
        && usings.iter().filter(|using| using.space == of).all(|using| {
            let unit = cx.unit(using.file);
            let start = unit.facts.import(using.import).span.start;
            let condition = unit.facts.condition_at(start).map(str::to_owned);
            condition.is_some()
                && own.iter().all(|def| {
                    let owner = cx.unit(def.file);
                    let there = owner.facts.condition_at(owner.def(def.def).name_span.start);
                    def.file == using.file && there.is_some() && there != condition.as_deref()
                })
        })
}

fn through_directives(cx: &mut Session<'_>, viewer: FileId, of: SpaceId, name: &str, space: Space) -> Answer {
    let view = views::view(cx, viewer);
    let mut found = Vec::new();
    for directive in view.directives.iter().filter(|directive| directive.space == of) {
        let Some(target) = nominated(cx, *directive) else { continue };
        let answer = member(cx, viewer, target, name, space);
        if !answer.is_missing() && !found.contains(&answer) {
            found.push(answer.by(Rule::StarImport));
        }
    }
    sets::merge(cx, &found)
}

/// The namespace that a directive names.
pub(super) fn nominated(cx: &mut Session<'_>, directive: Using) -> Option<SpaceId> {
    let unit = cx.unit(directive.file);
    match paths::import(cx, &unit, directive.import, Space::Type).what {
        What::One(Entity::Space(space)) => Some(space),
        _ => None,
    }
}

/// The definitions of a namespace alias called `name` that a file sees: of the file itself if it has any.
pub(super) fn aliases(cx: &mut Session<'_>, viewer: FileId, name: &str) -> Vec<DefRef> {
    let view = views::view(cx, viewer);
    if !view.usings.contains_key(name) {
        return Vec::new();
    }
    let mut found: Vec<DefRef> = Vec::new();
    for def in cx.defs_named_where(name, |named| named.kind == DefKind::Namespace) {
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        let in_macro = facts.parent.is_some_and(|parent| unit.def(parent).kind == DefKind::Macro);
        let is_alias = facts.opens.is_none() && !in_macro;
        if is_alias && view.level(def.file).is_some() {
            found.push(def);
        }
    }
    if found.iter().any(|def| def.file == viewer) {
        found.retain(|def| def.file == viewer);
    }
    // Repeated in every file that wants it, it is the same thing.
    let in_first = found.first().map(|first| first.file);
    found.retain(|def| Some(def.file) == in_first);
    found
}

/// Whether some file of the tree has a block of this namespace.
pub(super) fn is_declared(cx: &mut Session<'_>, viewer: FileId, space: SpaceId) -> bool {
    if let Some(known) = cx.table::<State>().declared.get(&space) {
        return *known;
    }
    let text = cx.types.space_text(space).to_owned();
    let (around, name) = text.rsplit_once("::").unwrap_or(("", &text));
    let around = cx.space(around);
    let named = named(cx, viewer, name);
    let is_block = |cx: &mut Session<'_>, named: &Named| {
        named.space == around && cx.kind(named.def) == DefKind::Namespace
    };
    let opened = views::view(cx, viewer).opened.contains_key(&space);
    let declared = text.is_empty() || opened || named.outer.iter().any(|named| is_block(cx, named));
    cx.table::<State>().declared.insert(space, declared);
    declared
}

/// The block that stands for a namespace at a site: the first of the file itself, of what it includes, of the tree.
pub(super) fn first_block(cx: &mut Session<'_>, viewer: FileId, space: SpaceId) -> Option<DefRef> {
    let key = (viewer, space);
    if let Some(known) = cx.table::<State>().blocks.get(&key) {
        return *known;
    }
    let text = cx.types.space_text(space).to_owned();
    let (around, name) = text.rsplit_once("::").unwrap_or(("", &text));
    let around = cx.space(around);
    let mut best: Option<((u8, bool), DefRef)> = None;
    for named in &named(cx, viewer, name).outer {
        if named.space != around || cx.kind(named.def) != DefKind::Namespace {
            continue;
        }
        let rank = match named {
            _ if named.def.file == viewer => 0,
            Named { sure: true, .. } => 1,
            Named { visible: true, .. } => 2,
            _ => 3,
        };
        let unit = cx.unit(named.def.file);
        let rank = (rank, unit.facts.condition_at(unit.def(named.def.def).name_span.start).is_some());
        if best.is_none_or(|(known, _)| rank < known) {
            best = Some((rank, named.def));
        }
    }
    let opened = || views::view(cx, viewer).opened.get(&space).copied();
    let best = best.map(|(_, def)| def).or_else(opened);
    cx.table::<State>().blocks.insert(key, best);
    best
}
