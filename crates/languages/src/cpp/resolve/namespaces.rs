//! Members of namespaces, from all the blocks that can be seen.

use std::rc::Rc;
use std::sync::Arc;

use model::kinds::{DefKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Session, Space, SpaceId, Unit, What};

use super::homes::{self, Home};
use super::state::{Named, State};
use super::views::{self, Using};
use super::{kinds, library, paths, sets};
use crate::c::resolve::includes::Level;

/// The member called `name` of a namespace as `viewer` sees it, through inline namespaces, `using`s and directives.
pub(super) fn member(
    cx: &mut Session<'_>,
    viewer: FileId,
    of: SpaceId,
    name: &str,
    space: Space,
) -> Answer {
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
    let here = || named.iter().filter(|named| named.space == of);
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
    if defs.iter().any(|def| cx.kind(*def) == DefKind::Namespace) {
        let child = homes::child(cx, of, name);
        return Answer::one(Entity::Space(child), Rule::ModuleMember);
    }
    let own = sets::assemble(cx, &defs, space, Rule::ModuleMember);
    if !own.is_missing() {
        more.insert(0, own);
    }
    sets::merge(cx, &more)
}

/// All definitions called `name` that live in namespaces.
fn named(cx: &mut Session<'_>, viewer: FileId, name: &str) -> Rc<[Named]> {
    let key = (viewer, cx.space(name));
    if let Some(known) = cx.table::<State>().named.get(&key) {
        return Rc::clone(known);
    }
    let view = views::view(cx, viewer);
    let mut found = Vec::new();
    for def in cx.defs_named(name) {
        let unit = cx.unit(def.file);
        let Some((space, own)) = place(cx, &unit, def) else { continue };
        let level = view.level(def.file);
        if own && level.is_none() {
            continue;
        }
        let sure = level == Some(Level::Sure);
        found.push(Named { space, def, sure, visible: level.is_some() });
    }
    let found: Rc<[Named]> = found.into();
    cx.table::<State>().named.insert(key, Rc::clone(&found));
    found
}

/// The namespace that a definition introduces its name into; whether only its file sees it.
fn place(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef) -> Option<(SpaceId, bool)> {
    let facts = unit.def(def.def);
    if facts.kind == DefKind::Macro || facts.qualifier.is_some() || !kinds::is_family(unit) {
        return None;
    }
    if facts.kind == DefKind::Namespace {
        return block(cx, unit, def);
    }
    let is_special = facts.segment.is_some() && kinds::is_class(facts.kind);
    if is_special || unit.binding_of(def.def).is_none() {
        return None;
    }
    match homes::of_scope(cx, unit, facts.scope, facts.span.start) {
        Home::Namespace { space, own } => {
            let is_static = facts.visibility == model::kinds::Visibility::Private
                || facts.modifiers.contains(Modifiers::STATIC);
            Some((space, own || is_static))
        }
        _ => None,
    }
}

/// The namespace around a block, or around the use of a macro that opens it.
fn block(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef) -> Option<(SpaceId, bool)> {
    let facts = unit.def(def.def);
    let in_macro = facts.parent.filter(|parent| unit.def(*parent).kind == DefKind::Macro);
    let Some(parent) = in_macro else {
        return match homes::of_scope(cx, unit, facts.scope, facts.span.start) {
            Home::Namespace { space, own } => Some((space, own)),
            _ => None,
        };
    };
    // Macros open namespaces at the level of files, as good as always.
    let names: Vec<&str> = unit
        .children(parent)
        .take_while(|child| *child != def.def)
        .filter(|child| !unit.def(*child).modifiers.contains(Modifiers::INLINE))
        .map(|child| unit.def_name(child))
        .collect();
    let path = names.join("::");
    Some((cx.space(&path), false))
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

fn through_directives(
    cx: &mut Session<'_>,
    viewer: FileId,
    of: SpaceId,
    name: &str,
    space: Space,
) -> Answer {
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
    let declared = text.is_empty() || named.iter().any(|named| is_block(cx, named));
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
    let mut best: Option<(u8, DefRef)> = None;
    for named in named(cx, viewer, name).iter() {
        if named.space != around || cx.kind(named.def) != DefKind::Namespace {
            continue;
        }
        let rank = match named {
            _ if named.def.file == viewer => 0,
            Named { sure: true, .. } => 1,
            Named { visible: true, .. } => 2,
            _ => 3,
        };
        if best.is_none_or(|(known, _)| rank < known) {
            best = Some((rank, named.def));
        }
    }
    let best = best.map(|(_, def)| def);
    cx.table::<State>().blocks.insert(key, best);
    best
}
