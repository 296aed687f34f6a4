//! How well a value fits a parameter.

use model::kinds::DefKind;
use resolve::{DefRef, Session, Ty, TyId};

use super::kinds;

/// How a value comes to be of a parameter's type; greater is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// Not known.
    Unknown,
    /// Not at all.
    Never,
    /// Through `...`.
    Ellipsis,
    /// By a constructor or conversion function.
    User,
    /// By a conversion of the language.
    Standard,
    /// By a promotion of a small number.
    Promotion,
    /// As it is, but for `const`.
    Near,
    /// As it is.
    Exact,
}

/// How a value of type `from` fits a parameter of type `to`, references and qualifiers aside.
pub(super) fn fit(cx: &mut Session<'_>, from: TyId, to: TyId) -> Fit {
    fit_within(cx, from, to, true)
}

#[allow(clippy::match_same_arms, reason = "one arm for each rule of the language, in their order")]
fn fit_within(cx: &mut Session<'_>, from: TyId, to: TyId, user: bool) -> Fit {
    if from.is_unknown() || to.is_unknown() || to == TyId::EXTERNAL {
        return Fit::Unknown;
    }
    if from == to {
        return Fit::Exact;
    }
    if cx.types.is_open(from) && !cx.types.is_open(to) {
        // An instance of the template around decides.
        return Fit::Unknown;
    }
    match (cx.ty(from), cx.ty(to)) {
        (_, Ty::Param(..)) => Fit::Exact,
        (_, Ty::Union(list)) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().map(|part| fit_within(cx, from, part, user)).max().unwrap_or(Fit::Unknown)
        }
        (Ty::External | Ty::Param(..) | Ty::Union(_), _) => Fit::Unknown,
        (Ty::Null, Ty::Wrap(..) | Ty::Callable(..)) => Fit::Exact,
        (Ty::Null, Ty::Instance(..)) => Fit::Unknown,
        (Ty::Space(_), Ty::Space(_)) => arithmetic(cx, from, to),
        (Ty::Wrap(_, left), Ty::Wrap(_, right)) => pointers(cx, left, right),
        (Ty::Wrap(..), Ty::Space(_)) => {
            if name(cx, to) == "#bool" {
                Fit::Standard
            } else {
                Fit::Never
            }
        }
        (Ty::Space(_), Ty::Wrap(..)) => Fit::Never,
        (Ty::Instance(a, left), Ty::Instance(b, right)) if a == b => {
            if left == right || cx.types.is_open(to) { Fit::Exact } else { Fit::Unknown }
        }
        (Ty::Instance(a, _), Ty::Instance(b, _)) => classes(cx, a, b, from, to, user),
        (Ty::Instance(a, _), Ty::Space(_) | Ty::Wrap(..)) => from_class(cx, a, to, user),
        (_, Ty::Instance(b, _)) => to_class(cx, from, b, user),
        (Ty::Lambda(..) | Ty::Function(..) | Ty::Callable(..), Ty::Callable(..)) => Fit::Exact,
        (Ty::Lambda(..) | Ty::Function(..), Ty::Wrap(..)) => Fit::Unknown,
        (Ty::Lambda(..) | Ty::Function(..), Ty::Space(_)) => Fit::Never,
        _ => Fit::Unknown,
    }
}

fn name<'s>(cx: &'s Session<'_>, ty: TyId) -> &'s str {
    match cx.ty(ty) {
        Ty::Space(space) => cx.types.space_text(space),
        _ => "",
    }
}

fn arithmetic(cx: &Session<'_>, from: TyId, to: TyId) -> Fit {
    match (name(cx, from), name(cx, to)) {
        ("#bool" | "#char" | "#short" | "#signed char" | "#unsigned char" | "#unsigned short", "#int")
        | ("#float", "#double") => Fit::Promotion,
        _ => Fit::Standard,
    }
}

fn pointers(cx: &mut Session<'_>, from: TyId, to: TyId) -> Fit {
    if from == to || cx.types.is_open(to) {
        return Fit::Exact;
    }
    match (cx.ty(from), cx.ty(to)) {
        (_, Ty::Null) => Fit::Standard,
        (Ty::Instance(a, _), Ty::Instance(b, _)) => {
            let bases = cx.bases(a);
            if bases.order.iter().any(|base| base.def == b) {
                return if a == b { Fit::Exact } else { Fit::Standard };
            }
            if bases.unknown || bases.external { Fit::Unknown } else { Fit::Never }
        }
        (Ty::Unknown | Ty::External | Ty::Param(..), _) | (_, Ty::Unknown | Ty::External) => Fit::Unknown,
        _ => Fit::Never,
    }
}

fn classes(cx: &mut Session<'_>, a: DefRef, b: DefRef, from: TyId, to: TyId, user: bool) -> Fit {
    let bases = cx.bases(a);
    if bases.order.iter().any(|base| base.def == b) {
        return Fit::Standard;
    }
    if bases.unknown || bases.external {
        return Fit::Unknown;
    }
    let is_enum = cx.kind(b) == DefKind::Enum;
    if !user || is_enum {
        return Fit::Never;
    }
    match to_class(cx, from, b, user) {
        Fit::Never => converted(cx, a, to),
        other => other,
    }
}

/// Enumerations are numbers; classes convert by a conversion function.
fn from_class(cx: &mut Session<'_>, class: DefRef, to: TyId, user: bool) -> Fit {
    if cx.kind(class) == DefKind::Enum {
        return match cx.ty(to) {
            Ty::Space(_) if name(cx, to) == "#int" => Fit::Promotion,
            Ty::Space(_) => Fit::Standard,
            _ => Fit::Never,
        };
    }
    if user { converted(cx, class, to) } else { Fit::Never }
}

/// Whether a conversion function of the class gives the type.
fn converted(cx: &mut Session<'_>, class: DefRef, to: TyId) -> Fit {
    let bases = cx.bases(class);
    if bases.unknown || bases.external {
        return Fit::Unknown;
    }
    for base in &bases.order {
        let unit = cx.unit(base.def.file);
        let children: Vec<_> = unit.children(base.def.def).collect();
        for child in children {
            if !unit.def_name(child).starts_with("operator ") || unit.def(child).ty.is_none() {
                continue;
            }
            let result = cx.return_type(DefRef::new(base.def.file, child));
            match fit_within(cx, result, to, false) {
                Fit::Never => {}
                Fit::Unknown => return Fit::Unknown,
                _ => return Fit::User,
            }
        }
    }
    Fit::Never
}

/// Whether a constructor of the class takes the value alone.
fn to_class(cx: &mut Session<'_>, from: TyId, class: DefRef, user: bool) -> Fit {
    if !user || cx.kind(class) == DefKind::Enum {
        return Fit::Never;
    }
    let unit = cx.unit(class.file);
    let mut seen = Fit::Never;
    let constructors: Vec<_> =
        unit.children(class.def).filter(|child| unit.def(*child).kind == DefKind::Constructor).collect();
    for constructor in constructors {
        let facts = unit.def(constructor);
        let params = unit.facts.params(facts.params);
        let Some((first, rest)) = params.split_first() else { continue };
        let Some(ty) = first.ty.filter(|_| rest.iter().all(|param| param.default.is_some())) else {
            continue;
        };
        let to = cx.lower(&unit, ty, facts.opens.unwrap_or(facts.scope));
        match fit_within(cx, from, to, false) {
            Fit::Never => {}
            Fit::Unknown => seen = Fit::Unknown,
            _ => return Fit::User,
        }
    }
    let is_known = kinds::is_class(cx.kind(class));
    if is_known { seen } else { Fit::Unknown }
}
