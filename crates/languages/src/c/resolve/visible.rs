//! The definitions that a name can mean in a file: at its top level and at that of the files it includes.

use std::rc::Rc;
use std::sync::Arc;

use model::facts::Def;
use model::ids::{DefId, NameId};
use model::kinds::{DefKind, Modifiers};
use resolve::{DefRef, FileId, Session, Unit};
use rustc_hash::FxHashMap;

use super::contexts;
use super::includes::{self, Level, Visible};

/// A name space of C.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Class {
    /// Functions, variables, `typedef` names and enumeration constants.
    Ordinary,
    /// Names after `struct`, `union`, `enum`.
    Tag,
    /// Macros.
    Macro,
}

/// What a name can mean in a file, in all name spaces.
#[derive(Default, Debug)]
pub(super) struct Found {
    /// At the file's own top level.
    pub(super) own: Vec<DefRef>,
    /// In files that it surely includes.
    pub(super) sure: Vec<DefRef>,
    /// In files that it possibly includes.
    pub(super) possible: Vec<DefRef>,
    /// In files that surely are read together with the session's file by some that include it.
    pub(super) around: Vec<DefRef>,
    /// Whether the tree has such a top-level name that is not visible.
    pub(super) elsewhere: bool,
}

/// What names were found to mean, by file and name.
#[derive(Default)]
struct Known(FxHashMap<(FileId, NameId), Rc<Found>>);

/// The name space of a definition; members have none.
pub(super) fn class_of(def: &Def) -> Class {
    match def.kind {
        DefKind::Struct | DefKind::Union | DefKind::Enum | DefKind::Class => Class::Tag,
        DefKind::Macro => Class::Macro,
        _ => Class::Ordinary,
    }
}

/// Whether a definition can be named in a name space: in C++ headers tags are ordinary names too.
pub(super) fn is_in(unit: &Unit, def: DefId, class: Class) -> bool {
    let own = class_of(unit.def(def));
    own == class
        || own == Class::Tag
            && class == Class::Ordinary
            && unit.placement.language != "c"
            && !unit.id.is_std()
}

/// Whether a definition has no body or value here.
pub(super) fn is_declaration(def: &Def) -> bool {
    def.modifiers.contains(Modifiers::DECLARATION)
}

/// Everything that `name` can mean at the top level of `unit`, when it is read alone or as part of the session's file.
pub(super) fn found(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Rc<Found> {
    let key = (unit.id, name);
    if let Some(known) = cx.table::<Known>().0.get(&key) {
        return Rc::clone(known);
    }
    let found = Rc::new(if unit.id.is_std() { Found::default() } else { look(cx, unit, name) });
    cx.table::<Known>().0.insert(key, Rc::clone(&found));
    found
}

/// Forgets what was found with a closure that is not the final one.
pub(super) fn forget(cx: &mut Session<'_>) {
    cx.table::<Known>().0.clear();
}

fn look(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Found {
    let mut found = Found::default();
    let here = includes::visible(cx, cx.file());
    let part = here.level(unit.id).is_some();
    let there = if part { Rc::clone(&here) } else { includes::visible(cx, unit.id) };
    let mut hidden = Vec::new();
    for def in cx.defs_named(unit.text(name)) {
        let level = here.level(def.file).max(there.level(def.file));
        match level {
            _ if def.file == unit.id => found.own.push(def),
            Some(Level::Sure) => found.sure.push(def),
            Some(Level::Possible) => found.possible.push(def),
            None => hidden.push(def),
        }
    }
    found.elsewhere = !hidden.is_empty();
    if found.elsewhere {
        let contexts = contexts::of_session(cx);
        hidden.retain(|def| contexts::level(&contexts, def.file) == Some(Level::Sure));
        found.around = hidden;
    }
    for defs in [&mut found.own, &mut found.sure, &mut found.possible, &mut found.around] {
        defs.retain(|def| is_outermost(cx, *def, &here, &there));
    }
    found
}

/// Whether a definition is bound at the top level of its file. Members of a list are when an `enum` includes it.
fn is_outermost(cx: &mut Session<'_>, def: DefRef, here: &Visible, there: &Visible) -> bool {
    let owner = cx.unit(def.file);
    let facts = owner.def(def.def);
    let listed = facts.kind == DefKind::EnumMember && facts.modifiers.contains(Modifiers::SYNTHETIC);
    facts.scope.index() == 0 && (!listed || here.is_listed(def.file) || there.is_listed(def.file))
}
