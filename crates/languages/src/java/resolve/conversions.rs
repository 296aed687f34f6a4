//! Which values fit which types: subtyping, boxing, widening (JLS 4.10, 5.1, 5.3).

use model::expr::Wrapper;
use model::kinds::{DefKind, Modifiers};
use resolve::{DefRef, Session, Ty, TyId, TyList};

use super::lambdas;
use super::stubs::{self, Primitive};

/// Whether a value fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    No,
    /// Something about it is not known.
    Maybe,
    Yes,
}

impl Fit {
    fn when(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// Whether a value of type `from` can be given where `to` is wanted; `loose` allows boxing.
pub(super) fn fits(cx: &mut Session<'_>, from: TyId, to: TyId, loose: bool) -> Fit {
    cx.deeper(Fit::Maybe, |cx| fits_within(cx, from, to, loose))
}

fn fits_within(cx: &mut Session<'_>, from: TyId, to: TyId, loose: bool) -> Fit {
    match (stubs::as_primitive(cx, from), stubs::as_primitive(cx, to)) {
        (Some(from), Some(to)) => Fit::when(widens(from, to)),
        (Some(_), None) if cx.ty(to) == Ty::Unknown => Fit::Maybe,
        (Some(Primitive::Void), None) => Fit::No,
        (Some(_), None) if !loose => Fit::No,
        (Some(_), None) => {
            let boxed = stubs::boxed(cx, from);
            reference(cx, boxed, to)
        }
        (None, Some(to)) => to_primitive(cx, from, to, loose),
        (None, None) => reference(cx, from, to),
    }
}

fn to_primitive(cx: &mut Session<'_>, from: TyId, to: Primitive, loose: bool) -> Fit {
    match cx.ty(from) {
        Ty::Unknown | Ty::External => Fit::Maybe,
        Ty::Null => Fit::No,
        _ if !loose => Fit::No,
        Ty::Param(..) => Fit::Maybe,
        _ => match stubs::unboxed(cx, from) {
            Some(from) => Fit::when(widens(from, to)),
            None => Fit::No,
        },
    }
}

/// Whether a primitive type is another or widens to it.
fn widens(from: Primitive, to: Primitive) -> bool {
    use Primitive::{Boolean, Byte, Char, Short, Void};
    match (from, to) {
        _ if from == to => true,
        (Boolean | Void, _) | (_, Boolean | Void | Char) => false,
        (Char, Byte | Short) => false,
        _ => from < to,
    }
}

fn reference(cx: &mut Session<'_>, from: TyId, to: TyId) -> Fit {
    if from == to && !from.is_unknown() && from != TyId::EXTERNAL {
        return Fit::Yes;
    }
    match (cx.ty(from), cx.ty(to)) {
        (Ty::Unknown, _) | (_, Ty::Unknown) => Fit::Maybe,
        (_, Ty::Instance(object, _)) if Some(object) == stubs::object() => match cx.ty(from) {
            Ty::Lambda(..) => Fit::No,
            _ => Fit::Yes,
        },
        (Ty::Null, _) => Fit::Yes,
        (Ty::Lambda(file, lambda), _) => lambdas::fits(cx, file, lambda, to),
        (_, Ty::Param(..)) => to_param(cx, from, to),
        (Ty::Param(def, _), _) => {
            let unit = cx.unit(def.file);
            let bounds = cx.policy(&unit).bounds(cx, from);
            any(cx, &bounds, to)
        }
        (Ty::Intersection(parts), _) => {
            let parts = cx.types.of(parts).to_vec();
            any(cx, &parts, to)
        }
        (Ty::Union(parts), _) => {
            let parts = cx.types.of(parts).to_vec();
            parts.into_iter().map(|part| fits(cx, part, to, false)).min().unwrap_or(Fit::Maybe)
        }
        (_, Ty::Intersection(parts)) => {
            let parts = cx.types.of(parts).to_vec();
            parts.into_iter().map(|part| fits(cx, from, part, false)).min().unwrap_or(Fit::Maybe)
        }
        (Ty::Wrap(Wrapper::Array, from), Ty::Wrap(Wrapper::Array, to)) => {
            let primitive = stubs::as_primitive(cx, from).is_some() || stubs::as_primitive(cx, to).is_some();
            if primitive { Fit::when(from == to) } else { fits(cx, from, to, false) }
        }
        (Ty::Wrap(Wrapper::Array, _), Ty::Instance(def, _)) => Fit::when(above_arrays(def)),
        (Ty::Instance(..), Ty::Wrap(Wrapper::Array, _)) => Fit::No,
        (Ty::Instance(from, _), Ty::Instance(to, _)) => instance(cx, from, to),
        (Ty::Space(_), Ty::Instance(to, _)) => outside_to(cx, to),
        (Ty::Instance(from, _), Ty::Space(_)) => instance_to_outside(cx, from),
        _ => Fit::Maybe,
    }
}

fn above_arrays(def: DefRef) -> bool {
    [("java.lang", "Cloneable"), ("java.io", "Serializable")]
        .iter()
        .any(|(package, name)| stubs::find(package, name) == Some(def))
}

/// What a type parameter accepts: what its bounds do.
fn to_param(cx: &mut Session<'_>, from: TyId, to: TyId) -> Fit {
    let Ty::Param(def, _) = cx.ty(to) else { return Fit::Maybe };
    let unit = cx.unit(def.file);
    let bounds = cx.policy(&unit).bounds(cx, to);
    let mut worst = Fit::Yes;
    for bound in bounds {
        let bound = erased(cx, bound);
        worst = worst.min(fits(cx, from, bound, false));
    }
    worst
}

fn any(cx: &mut Session<'_>, parts: &[TyId], to: TyId) -> Fit {
    parts.iter().map(|part| fits(cx, *part, to, false)).max().unwrap_or(Fit::Maybe)
}

fn instance(cx: &mut Session<'_>, from: DefRef, to: DefRef) -> Fit {
    let bases = cx.bases(from);
    if bases.order.iter().any(|base| base.def == to) {
        return Fit::Yes;
    }
    // Stubs say all that their types extend, as far as programs tell them apart.
    let may_leave = (bases.external || bases.unknown) && (to.file.is_std() || bases.unknown);
    if may_leave { Fit::Maybe } else { Fit::No }
}

/// Types outside extend none of the repository's; of the library's they may, but none that is closed.
fn outside_to(cx: &mut Session<'_>, to: DefRef) -> Fit {
    let unit = cx.unit(to.file);
    let facts = unit.def(to.def);
    let closed =
        facts.modifiers.contains(Modifiers::FINAL) || matches!(facts.kind, DefKind::Enum | DefKind::Record);
    if closed || !to.file.is_std() { Fit::No } else { Fit::Maybe }
}

fn instance_to_outside(cx: &mut Session<'_>, from: DefRef) -> Fit {
    let bases = cx.bases(from);
    if bases.external || bases.unknown { Fit::Maybe } else { Fit::No }
}

/// A type without its type arguments; a type parameter is its first bound.
pub(super) fn erased(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Instance(def, _) => cx.id(Ty::Instance(def, TyList::EMPTY)),
        Ty::Param(def, _) => {
            let unit = cx.unit(def.file);
            match cx.policy(&unit).bounds(cx, ty).first() {
                Some(&bound) => cx.deeper(TyId::UNKNOWN, |cx| erased(cx, bound)),
                None => stubs::lang(cx, "Object"),
            }
        }
        Ty::Wrap(wrapper, inner) => {
            let inner = erased(cx, inner);
            cx.id(Ty::Wrap(wrapper, inner))
        }
        Ty::Intersection(parts) => {
            let first = cx.types.of(parts).first().copied().unwrap_or(TyId::UNKNOWN);
            cx.deeper(TyId::UNKNOWN, |cx| erased(cx, first))
        }
        _ => ty,
    }
}

/// The type of a value that is one of several (JLS 15.25): one that all fit, else what they share.
pub(super) fn common(cx: &mut Session<'_>, parts: &[TyId]) -> TyId {
    let mut known: Vec<TyId> = Vec::new();
    for &part in parts {
        if !part.is_unknown() && part != TyId::NULL && !known.contains(&part) {
            known.push(part);
        }
    }
    let Some((&first, rest)) = known.split_first() else {
        return parts.first().copied().unwrap_or(TyId::UNKNOWN);
    };
    rest.iter().fold(first, |all, part| common_of_two(cx, all, *part))
}

fn common_of_two(cx: &mut Session<'_>, a: TyId, b: TyId) -> TyId {
    if fits(cx, b, a, false) == Fit::Yes {
        return a;
    }
    if fits(cx, a, b, false) == Fit::Yes {
        return b;
    }
    if let (Some(x), Some(y)) = (primitive_or_unboxed(cx, a), primitive_or_unboxed(cx, b)) {
        return stubs::primitive(cx, x.max(y));
    }
    let (Ty::Instance(def, args), Ty::Instance(other, _)) = (cx.ty(a), cx.ty(b)) else {
        return TyId::UNKNOWN;
    };
    let others = cx.bases(other);
    let bases = cx.bases(def);
    let object = stubs::object();
    let shared = |base: &&resolve::Base| {
        Some(base.def) != object && others.order.iter().any(|other| other.def == base.def)
    };
    match bases.order.iter().find(shared) {
        Some(base) => {
            let pairs = cx.pairs(def, args);
            let args = cx.types.substitute_list(base.args, &pairs, 0);
            cx.id(Ty::Instance(base.def, args))
        }
        None if bases.unknown || bases.external || others.unknown || others.external => TyId::UNKNOWN,
        None => stubs::lang(cx, "Object"),
    }
}

fn primitive_or_unboxed(cx: &Session<'_>, ty: TyId) -> Option<Primitive> {
    stubs::as_primitive(cx, ty).or_else(|| stubs::unboxed(cx, ty))
}
