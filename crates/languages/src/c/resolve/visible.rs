//! The definitions that a name can mean in a file: at its top level and at that of the files it includes.

use std::rc::Rc;
use std::sync::Arc;

use model::facts::Def;
use model::ids::{DefId, NameId};
use model::kinds::{DefKind, Modifiers};
use model::marks::Marks;
use resolve::{DefRef, FileId, Named, Session, Unit};
use rustc_hash::FxHashMap;

use super::contexts;
use super::includes::{self, Level};

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
    class_of_kind(def.kind)
}

/// The name space of definitions of a kind.
pub(super) fn class_of_kind(kind: DefKind) -> Class {
    match kind {
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
    let level = |def: DefRef| here.level(def.file).max(there.level(def.file));
    // Members of a list are bound at the top level when an `enum` includes it.
    let is_outermost = |named: &Named| {
        let file = named.def.file;
        let listed = named.kind == DefKind::EnumMember && named.marks.contains(Marks::SYNTHETIC);
        named.is_outermost() && (!listed || here.is_listed(file) || there.is_listed(file))
    };
    let mut elsewhere = false;
    let mut hidden = Vec::new();
    let all = cx.defs_named_where(unit.text(name), |named| {
        let outermost = is_outermost(named);
        if (outermost || !elsewhere) && named.def.file != unit.id && level(named.def).is_none() {
            elsewhere = true;
            if outermost {
                hidden.push(named.def);
            }
            return false;
        }
        outermost
    });
    for def in all {
        match level(def) {
            _ if def.file == unit.id => found.own.push(def),
            Some(Level::Sure) => found.sure.push(def),
            _ => found.possible.push(def),
        }
    }
    found.elsewhere = elsewhere;
    if !hidden.is_empty() {
        let contexts = contexts::of_session(cx);
        hidden.retain(|def| contexts.contains(def.file.raw()));
        found.around = hidden;
    }
    found
}
