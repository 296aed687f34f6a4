//! Declarations joined with the definitions that they are linked with.
//!
//! A function or variable that is only declared where a name of it is seen is defined elsewhere in what is linked
//! together. One definition with external linkage there is the one. Of several (programs of one tree each have a `usage`),
//! the one whose file includes the header with the declaration; of several of these, the one in the file named like
//! that header. When that proves none, the declaration itself is what is known.

use std::sync::Arc;

use model::kinds::DefKind;
use model::marks::Marks;
use resolve::{DefRef, Session, Unit};

use super::visible::{Class, class_of_kind};
use super::{includes, paths, twins};

/// The definition that `declarations` (visible from the session's file, of one name) are linked with.
pub(crate) fn definition(cx: &mut Session<'_>, declarations: &[DefRef]) -> Option<DefRef> {
    let first = *declarations.first()?;
    let owner = cx.unit(first.file);
    let declared = owner.def(first.def);
    if is_internal(&owner, first) || !can_be_linked(declared.kind) {
        return None;
    }
    let kind = declared.kind;
    let name = owner.def_name(first.def).to_owned();
    let model = includes::model(cx);
    let unit = model.link_unit(owner.placement.path.as_str());
    let files = cx.world.files;
    let found = cx.defs_named_where(&name, |named| {
        let same = named.kind == kind && named.is_outermost() && !named.is_declaration();
        same && !named.is_internal() && model.link_unit(files.entry(named.def.file).path.as_str()) == unit
    });
    pick(cx, first, found)
}

fn pick(cx: &mut Session<'_>, declaration: DefRef, found: Vec<DefRef>) -> Option<DefRef> {
    if found.len() < 2 {
        return found.first().copied();
    }
    let including: Vec<DefRef> = found
        .into_iter()
        .filter(|def| includes::sees(cx, def.file, declaration.file, includes::Level::Sure))
        .collect();
    let compiled: Vec<DefRef> = {
        let active: Vec<DefRef> =
            including.iter().copied().filter(|def| twins::active(cx, *def) != Some(false)).collect();
        if active.is_empty() { including } else { active }
    };
    if let [one] = compiled[..] {
        return Some(one);
    }
    let header = cx.unit(declaration.file);
    let path = header.placement.path.as_str();
    let mut named = compiled.into_iter().filter(|def| {
        let owner = cx.unit(def.file);
        let other = owner.placement.path.as_str();
        paths::stem(other) == paths::stem(path) && twins::active(cx, *def) == Some(true)
    });
    match (named.next(), named.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// Whether a definition of this kind has linkage.
pub(crate) fn can_be_linked(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Variable | DefKind::Constant)
}

/// Whether a definition is seen in its own file only.
pub(crate) fn is_internal(unit: &Unit, def: DefRef) -> bool {
    Marks::of(unit.def(def.def)).contains(Marks::INTERNAL)
}

/// The one definition of a type that is only declared where it is seen, when what is linked together has one.
pub(crate) fn type_definition(cx: &mut Session<'_>, declaration: DefRef) -> Option<DefRef> {
    let owner: Arc<Unit> = cx.unit(declaration.file);
    let found = types_named(cx, &owner, owner.def_name(declaration.def));
    pick(cx, declaration, found)
}

/// The one definition of a type whose tag is first written where it is used, when what is linked together has one.
pub(crate) fn undeclared_type(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str) -> Option<DefRef> {
    match types_named(cx, unit, name)[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// The definitions with this tag in what is linked together with `unit`.
fn types_named(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str) -> Vec<DefRef> {
    let model = includes::model(cx);
    let linked = model.link_unit(unit.placement.path.as_str());
    let files = cx.world.files;
    cx.defs_named_where(name, |named| {
        let is_type =
            class_of_kind(named.kind) == Class::Tag && named.is_outermost() && !named.is_declaration();
        is_type && model.link_unit(files.entry(named.def.file).path.as_str()) == linked
    })
}
