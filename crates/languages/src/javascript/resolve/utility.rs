//! The library's types that compute other types.

use resolve::{Defaults, Session, Ty, TyId, TyList};

use super::{calls, iteration};

/// What an alias of the library makes of its arguments; `None` when it is an alias like others.
pub(super) fn alias(cx: &mut Session<'_>, name: &str, args: TyList) -> Option<TyId> {
    let args = cx.types.of(args).to_vec();
    let first = args.first().copied().unwrap_or(TyId::UNKNOWN);
    Some(match name {
        "Partial" | "Required" | "Readonly" | "Pick" | "Omit" | "NoInfer" | "OmitThisParameter" => first,
        "NonNullable" => Defaults::without_null(cx, first),
        "Awaited" => iteration::awaited(cx, first),
        "Extract" => extract(cx, first, args.get(1).copied()?, true),
        "Exclude" => extract(cx, first, args.get(1).copied()?, false),
        "ReturnType" => result(cx, first),
        "InstanceType" => calls::constructed(cx, first),
        "Parameters" => {
            let callable = calls::callable(cx, first);
            callable.map_or(TyId::UNKNOWN, |(params, _)| cx.id(Ty::Tuple(params)))
        }
        "ThisType" => TyId::UNKNOWN,
        _ => return None,
    })
}

/// What calling a value of a type gives.
fn result(cx: &mut Session<'_>, ty: TyId) -> TyId {
    calls::callable(cx, ty).map_or(TyId::UNKNOWN, |(_, ret)| ret)
}

/// The parts of a union that fit a type, or those that do not.
fn extract(cx: &mut Session<'_>, ty: TyId, by: TyId, keep: bool) -> TyId {
    let Ty::Union(list) = cx.ty(ty) else { return ty };
    let parts = cx.types.of(list).to_vec();
    let mut kept = Vec::new();
    for part in parts {
        match calls::fits(cx, part, by) {
            Some(fits) if fits != keep => {}
            _ => kept.push(part),
        }
    }
    if kept.is_empty() { ty } else { cx.types.union(&kept) }
}
