//! What iterating and awaiting give.

use model::expr::Wrapper;
use resolve::{Session, Side, Ty, TyId, TyList};

use super::{calls, scopes, types};

/// What a loop or spread over a value gives.
pub(super) fn iterate(cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
    cx.deeper(TyId::UNKNOWN, |cx| iterate_within(cx, ty, asynchronous))
}

fn iterate_within(cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
    match cx.ty(ty) {
        Ty::External => TyId::EXTERNAL,
        Ty::Wrap(Wrapper::Array, element) => element,
        Ty::Tuple(list) => {
            let parts = cx.types.of(list).to_vec();
            cx.types.union(&parts)
        }
        Ty::Text(..) => types::literal(cx, model::expr::Literal::Str),
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let types: Vec<TyId> = parts.into_iter().map(|part| iterate(cx, part, asynchronous)).collect();
            cx.types.union(&types)
        }
        Ty::Instance(def, args) => of_instance(cx, def, args, ty),
        Ty::Assoc(..) | Ty::Param(..) | Ty::SelfOf(_) => {
            let seen = calls::plain(cx, ty);
            if seen == ty { TyId::UNKNOWN } else { iterate(cx, seen, asynchronous) }
        }
        Ty::Intersection(list) => {
            let parts = cx.types.of(list).to_vec();
            let mut found = parts.into_iter().map(|part| iterate(cx, part, asynchronous));
            found.find(|ty| !ty.is_unknown()).unwrap_or(TyId::UNKNOWN)
        }
        _ => TyId::UNKNOWN,
    }
}

fn of_instance(cx: &mut Session<'_>, def: resolve::DefRef, args: TyList, ty: TyId) -> TyId {
    for name in ["ReadonlyArray", "Iterator", "Iterable", "ReadonlySet", "AsyncIterator", "AsyncIterable"] {
        if let Some(seen) = seen_as(cx, def, args, name) {
            return cx.types.of(seen).first().copied().unwrap_or(TyId::UNKNOWN);
        }
    }
    if let Some(entry) = seen_as(cx, def, args, "ReadonlyMap") {
        return cx.id(Ty::Tuple(entry));
    }
    if types::literal(cx, model::expr::Literal::Str) == ty {
        return ty;
    }
    for name in ["[Symbol.iterator]", "[Symbol.asyncIterator]", "@@iterator", "@@asyncIterator"] {
        let member = cx.member_type(ty, name, Side::Instance);
        if let Some((_, iterator)) = calls::callable(cx, member)
            && iterator != ty
        {
            return iterate(cx, iterator, false);
        }
    }
    TyId::UNKNOWN
}

/// The arguments of a type of the library that an instance is one of.
pub(super) fn seen_as(
    cx: &mut Session<'_>,
    def: resolve::DefRef,
    args: TyList,
    name: &str,
) -> Option<TyList> {
    let wanted = scopes::library(cx, name, resolve::Space::Type);
    let wanted = cx.first_def(wanted)?;
    cx.seen_as(def, args, wanted)
}

/// What awaiting a value gives.
pub(super) fn awaited(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Instance(def, args) => {
            let promised =
                seen_as(cx, def, args, "Promise").or_else(|| seen_as(cx, def, args, "PromiseLike"));
            match promised.and_then(|list| cx.types.of(list).first().copied()) {
                Some(inner) if inner != ty => cx.deeper(TyId::UNKNOWN, |cx| awaited(cx, inner)),
                _ => ty,
            }
        }
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let types: Vec<TyId> =
                parts.into_iter().map(|part| cx.deeper(part, |cx| awaited(cx, part))).collect();
            cx.types.union(&types)
        }
        Ty::Assoc(..) => {
            let seen = calls::plain(cx, ty);
            if seen == ty { ty } else { cx.deeper(ty, |cx| awaited(cx, seen)) }
        }
        _ => ty,
    }
}
