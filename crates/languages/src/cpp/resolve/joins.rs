//! Declarations joined with definitions: one thing with several places.
//!
//! Two places are one thing when their paths are equal (`a::b::C::f`, whether written as blocks or as a qualified name),
//! when they are of one kind, and for functions when their parameters are written alike.

use std::rc::Rc;

use model::kinds::{DefKind, Modifiers};
use resolve::{DefRef, Session};

use super::state::State;
use super::{homes, kinds, sets, signatures, views};
use crate::c::resolve::includes::{self, Level};

/// The places of one thing.
#[derive(Debug, Default)]
pub(super) struct Joined {
    /// Those with a body or value: several when the build chooses.
    pub(super) definitions: Vec<DefRef>,
    /// All others.
    pub(super) declarations: Vec<DefRef>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Class,
    Function,
    Variable,
}

fn group(kind: DefKind) -> Option<Group> {
    match kind {
        kind if kinds::is_class(kind) => Some(Group::Class),
        kind if kinds::is_function(kind) => Some(Group::Function),
        DefKind::Variable | DefKind::Constant | DefKind::Static | DefKind::Field => Some(Group::Variable),
        _ => None,
    }
}

/// The places of what `def` is one place of.
pub(super) fn joined(cx: &mut Session<'_>, def: DefRef) -> Rc<Joined> {
    if let Some(known) = cx.table::<State>().joined.get(&def) {
        return Rc::clone(known);
    }
    let alone = Rc::new(Joined { definitions: vec![def], declarations: Vec::new() });
    cx.table::<State>().joined.insert(def, Rc::clone(&alone));
    let joined = cx.deeper(None, |cx| find(cx, def)).map_or(alone, Rc::new);
    cx.table::<State>().joined.insert(def, Rc::clone(&joined));
    joined
}

fn find(cx: &mut Session<'_>, def: DefRef) -> Option<Joined> {
    if def.file.is_std() {
        return None;
    }
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let group = group(facts.kind)?;
    if group == Group::Variable && !can_be_declared(cx, def) {
        return None;
    }
    let path = homes::path(cx, def)?;
    let own = path.own || is_internal(cx, def);
    let special = facts.segment.map(|segment| unit.text(segment).to_owned());
    let mut places: Vec<DefRef> = Vec::new();
    let alike = |named: &resolve::Named| {
        self::group(named.kind) == Some(group) && (named.def.file == def.file || !own)
    };
    for other in cx.defs_named_where(unit.def_name(def.def), alike) {
        let there = cx.unit(other.file);
        let facts = there.def(other.def);
        let is_alike = kinds::is_family(&there)
            && facts.segment.map(|segment| there.text(segment)) == special.as_deref();
        if !is_alike || homes::path(cx, other).map(|path| path.text) != Some(path.text) {
            continue;
        }
        if own || other.file == def.file || !is_internal(cx, other) {
            places.push(other);
        }
    }
    if group == Group::Function {
        places = same_function(cx, def, &places);
    }
    Some(split(cx, def, &places))
}

/// A static member or an `extern` variable; other variables and fields have one place.
fn can_be_declared(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    match facts.kind {
        DefKind::Field => facts.modifiers.contains(Modifiers::STATIC),
        _ => true,
    }
}

/// Whether a function or variable of a namespace cannot be named from elsewhere.
fn is_internal(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    let in_namespace = facts.qualifier.is_none()
        && facts.parent.is_none_or(|parent| unit.def(parent).kind == DefKind::Namespace);
    in_namespace && facts.modifiers.contains(Modifiers::STATIC)
}

/// The places with parameters as `def` has them; when there is none but one other, a declaration and a definition that
/// take as many are one function all the same (a type named in two ways).
fn same_function(cx: &mut Session<'_>, def: DefRef, places: &[DefRef]) -> Vec<DefRef> {
    let own = signatures::of(cx, def);
    let mut same: Vec<DefRef> = Vec::new();
    let mut near: Vec<DefRef> = Vec::new();
    for &place in places {
        let other = signatures::of(cx, place);
        if other == own {
            same.push(place);
        } else if other.count == own.count && other.constant == own.constant {
            near.push(place);
        }
    }
    let is_whole = |cx: &mut Session<'_>, def: DefRef| !is_declaration(cx, def);
    let whole = is_whole(cx, def);
    if let [other] = near[..]
        && same.len() == 1
        && is_whole(cx, other) != whole
    {
        let partner = signatures::of(cx, other);
        let claimed = places
            .iter()
            .any(|place| *place != other && *place != def && signatures::of(cx, *place) == partner);
        if !claimed {
            same.push(other);
        }
    }
    same
}

pub(super) fn is_declaration(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    unit.def(def.def).modifiers.contains(Modifiers::DECLARATION)
}

fn split(cx: &mut Session<'_>, def: DefRef, places: &[DefRef]) -> Joined {
    let (mut declarations, mut definitions): (Vec<DefRef>, Vec<DefRef>) =
        places.iter().partition(|place| is_declaration(cx, **place));
    definitions = sets::compiled(cx, &definitions);
    // A program has one definition: the one in the declaration's own file, or of a file that sees it.
    if definitions.len() > 1 && definitions.iter().any(|place| place.file == def.file) {
        definitions.retain(|place| place.file == def.file);
    }
    if definitions.len() > 1 {
        let seeing: Vec<DefRef> = definitions
            .iter()
            .copied()
            .filter(|place| includes::sees(cx, place.file, def.file, Level::Possible))
            .collect();
        if !seeing.is_empty() {
            definitions = seeing;
        }
    }
    // A static member with its value in the class is declared there all the same.
    let (out, inside): (Vec<DefRef>, Vec<DefRef>) =
        definitions.iter().partition(|place| is_outline(cx, **place));
    if !out.is_empty() {
        declarations.extend(inside);
        definitions = out;
    }
    Joined { definitions, declarations }
}

fn is_outline(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    unit.def(def.def).qualifier.is_some()
}

/// The definition of a class for any place that declares it; other definitions stay as they are.
pub(super) fn canonical_class(cx: &mut Session<'_>, def: DefRef) -> DefRef {
    if def.file.is_std() || !kinds::is_class(cx.kind(def)) || !is_declaration(cx, def) {
        return def;
    }
    let joined = joined(cx, def);
    if joined.definitions.len() > 1 {
        let own = cx.file();
        let view = views::view(cx, own);
        let seen = joined.definitions.iter().find(|place| view.level(place.file).is_some());
        if let Some(seen) = seen {
            return *seen;
        }
    }
    joined.definitions.first().copied().unwrap_or(def)
}
