//! Fields of structs, variants and tuples.

use model::kinds::DefKind;
use model::outcome::Rule;
use resolve::{Answer, DefRef, Entity, Session, Ty, TyId, TyList};

use super::members::{Hit, together};
use super::{assoc, imports, types};

/// A field of a value or of what it dereferences to.
pub(super) fn field(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    if name.is_empty() {
        return None;
    }
    for step in assoc::steps(cx, ty) {
        match cx.ty(step) {
            Ty::Instance(def, args) => {
                if let Some(found) = own_field(cx, def, name) {
                    let owner = match cx.kind(def) {
                        DefKind::EnumMember => cx.parent(def).unwrap_or(def),
                        _ => def,
                    };
                    let subst = types::pairs(cx, owner, args);
                    let subst = cx.list(&subst);
                    return Some(Hit { answer: found, subst });
                }
            }
            Ty::External => {
                return Some(Hit { answer: Answer::external(Rule::ExternalMember), subst: TyList::EMPTY });
            }
            Ty::Union(list) => {
                let parts = cx.types.of(list).to_vec();
                let hits: Vec<Hit> = parts
                    .into_iter()
                    .filter_map(|part| cx.deeper(None, |cx| field(cx, part, name)))
                    .collect();
                if !hits.is_empty() {
                    return together(cx, &hits);
                }
            }
            _ => {}
        }
    }
    None
}

fn own_field(cx: &mut Session<'_>, def: DefRef, name: &str) -> Option<Answer> {
    cx.ask_name(name);
    let unit = cx.unit(def.file);
    let (scope, id) = (unit.def(def.def).opens?, unit.name(name)?);
    let fields: Vec<Entity> = unit
        .bindings_in(scope, id)
        .filter_map(|binding| unit.binding(binding).def)
        .filter(|field| unit.def(*field).kind == DefKind::Field)
        .map(|field| Entity::Def(DefRef::new(def.file, field)))
        .collect();
    let found = imports::twins(cx, &fields, Rule::Member);
    (!found.is_missing()).then_some(found)
}

/// An element of a tuple value.
pub(super) fn element(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<TyId> {
    let at: usize = name.parse().ok()?;
    assoc::steps(cx, ty).into_iter().find_map(|step| match cx.ty(step) {
        Ty::Tuple(list) => cx.types.of(list).get(at).copied(),
        _ => None,
    })
}
