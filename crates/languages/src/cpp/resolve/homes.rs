//! Where definitions live: the namespace or class that a scope belongs to, whatever block reopens it.
//!
//! A namespace is a path of names like `a::b`. Inline and anonymous namespaces are transparent: their members are members
//! of what is around them, those of an anonymous one only where its text is.

use std::sync::Arc;

use model::ids::ScopeId;
use model::kinds::{Modifiers, ScopeKind};
use resolve::{DefRef, Session, SpaceId, Unit};

use super::opened;
use super::state::State;

/// What a scope belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Home {
    /// A namespace; the file's scope is the one without a name.
    Namespace {
        /// Its path.
        space: SpaceId,
        /// Whether an anonymous namespace is on the way.
        own: bool,
    },
    /// A class, union or scoped enumeration.
    Class(DefRef),
    /// A function.
    Local,
}

/// The path of a definition through namespaces and classes, its own name last.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Path {
    /// As text.
    pub(super) text: SpaceId,
    /// Whether only its own file can mean it.
    pub(super) own: bool,
}

/// What the scope around byte `at` belongs to.
pub(super) fn of_scope(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, at: u32) -> Home {
    let opened = opened::namespaces(cx, unit);
    let innermost = opened.iter().rposition(|opened| opened.holds(at)).map(|index| index as u32);
    let key = (unit.id, scope, innermost);
    if let Some(known) = cx.table::<State>().homes.get(&key) {
        return *known;
    }
    let home = find(cx, unit, scope, at, &opened);
    cx.table::<State>().homes.insert(key, home);
    home
}

fn find(cx: &mut Session<'_>, unit: &Unit, scope: ScopeId, mut at: u32, opened: &[opened::Opened]) -> Home {
    let mut names: Vec<&str> = Vec::new();
    let mut own = false;
    for around in unit.scopes_from(scope) {
        let facts = unit.scope(around);
        match facts.kind {
            ScopeKind::Template => {}
            ScopeKind::Type => {
                return facts.owner.map_or(Home::Local, |def| Home::Class(DefRef::new(unit.id, def)));
            }
            ScopeKind::Namespace | ScopeKind::File => {
                for region in opened.iter().rev().filter(|region| region.scope == around && region.holds(at))
                {
                    names.extend(region.names.iter().rev().map(|(name, _)| &**name));
                }
                let Some(owner) = facts.owner else { continue };
                let def = unit.def(owner);
                at = def.name_span.start;
                own |= def.name_span.is_empty();
                if !def.name_span.is_empty() && !def.modifiers.contains(Modifiers::INLINE) {
                    names.push(unit.def_name(owner));
                }
            }
            _ => return Home::Local,
        }
    }
    names.reverse();
    let path = names.join("::");
    Home::Namespace { space: cx.space(&path), own }
}

/// The path of a definition; `None` for what lives in a function.
pub(super) fn path(cx: &mut Session<'_>, def: DefRef) -> Option<Path> {
    if let Some(known) = cx.table::<State>().paths.get(&def) {
        return *known;
    }
    cx.table::<State>().paths.insert(def, None);
    let path = cx.deeper(None, |cx| make_path(cx, def));
    cx.table::<State>().paths.insert(def, path);
    path
}

fn make_path(cx: &mut Session<'_>, def: DefRef) -> Option<Path> {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let (around, own) = match of_scope(cx, &unit, facts.scope, facts.name_span.start) {
        Home::Namespace { space, own } => (space, own),
        Home::Class(class) => {
            let path = path(cx, class)?;
            (path.text, path.own)
        }
        Home::Local => return None,
    };
    let mut text = cx.types.space_text(around).to_owned();
    let mut add = |segment: &str| {
        if !text.is_empty() {
            text.push_str("::");
        }
        text.push_str(segment);
    };
    if let Some(qualifier) = facts.qualifier {
        segments(unit.text(qualifier)).into_iter().for_each(&mut add);
    }
    add(unit.def_name(def.def));
    let text = cx.space(&text);
    Some(Path { text, own })
}

/// The names of a written path without their template arguments.
pub(super) fn segments(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut depth, mut start, mut end) = (0_u32, 0, None);
    let bytes = path.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'<' => {
                if depth == 0 {
                    end = Some(at);
                }
                depth += 1;
            }
            b'>' => depth = depth.saturating_sub(1),
            b':' if depth == 0 && bytes.get(at + 1) == Some(&b':') => {
                names.push(path[start..end.unwrap_or(at)].trim());
                (start, end) = (at + 2, None);
                at += 1;
            }
            _ => {}
        }
        at += 1;
    }
    names.push(path[start..end.unwrap_or(bytes.len())].trim());
    names.retain(|name| !name.is_empty());
    names
}

/// A namespace and those around it, innermost first; the last is the global one.
pub(super) fn chain(cx: &mut Session<'_>, space: SpaceId) -> std::rc::Rc<[SpaceId]> {
    if let Some(known) = cx.table::<State>().chains.get(&space) {
        return std::rc::Rc::clone(known);
    }
    let mut text = cx.types.space_text(space).to_owned();
    let mut chain = vec![space];
    while !text.is_empty() {
        text.truncate(text.rfind("::").unwrap_or(0));
        chain.push(cx.space(&text));
    }
    let chain: std::rc::Rc<[SpaceId]> = chain.into();
    cx.table::<State>().chains.insert(space, std::rc::Rc::clone(&chain));
    chain
}

/// The path of a member of a namespace.
pub(super) fn child(cx: &mut Session<'_>, space: SpaceId, name: &str) -> SpaceId {
    let around = cx.types.space_text(space);
    let path = if around.is_empty() { name.to_owned() } else { format!("{around}::{name}") };
    cx.space(&path)
}
