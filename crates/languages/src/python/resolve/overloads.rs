//! Overloads: which of them there are, which one a call means, how arguments fit parameters.

use model::expr::{Expr, TypeExpr, Wrapper};
use model::facts::{Param, ParamKind};
use model::kinds::{DefKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, DefRef, Entity, Session, Side, Ty, TyId, Unit, What};

use super::{names, stubs, types, values};

/// The overloads of the function that `def` is one of, else it alone.
pub(super) fn group(cx: &mut Session<'_>, def: DefRef) -> Vec<DefRef> {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    let all: Vec<DefRef> = unit
        .bindings_in(facts.scope, facts.name)
        .filter_map(|id| unit.binding(id).def.map(|other| DefRef::new(def.file, other)))
        .collect();
    if all.len() < 2 {
        return vec![def];
    }
    let overloads: Vec<DefRef> = all.into_iter().filter(|def| values::is_overload(cx, *def)).collect();
    if overloads.is_empty() { vec![def] } else { overloads }
}

/// Which of a group of functions and properties is the definition: the one that is no overload signature, the getter, the
/// last.
pub(super) fn principal(cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
    let getter = defs.iter().copied().find(|def| {
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        facts.kind == DefKind::Property && facts.modifiers.contains(Modifiers::GETTER)
    });
    let mut whole: Vec<DefRef> = Vec::new();
    for def in defs {
        if !values::is_overload(cx, *def) {
            whole.push(*def);
        }
    }
    let is_assigned = defs.iter().all(|def| {
        let unit = cx.unit(def.file);
        names::is_variable(unit.def(def.def).kind)
    });
    if is_assigned {
        return defs.first().copied();
    }
    getter.or(whole.last().copied()).or(defs.first().copied())
}

/// The parameters that arguments are given to.
pub(super) fn plain_params(unit: &Unit, def: DefRef) -> Vec<(usize, Param)> {
    let params = unit.facts.params(unit.def(def.def).params).iter().copied().enumerate();
    params.filter(|(_, param)| param.kind != ParamKind::Receiver).collect()
}

/// The parameter that an argument goes to.
pub(super) fn param_of<'p>(
    params: &'p [(usize, Param)],
    owner: &Unit,
    at: usize,
    name: Option<&str>,
) -> Option<&'p (usize, Param)> {
    if let Some(name) = name {
        return params
            .iter()
            .find(|(_, param)| param.kind != ParamKind::PositionalOnly && owner.text(param.name) == name)
            .or_else(|| params.iter().find(|(_, param)| param.kind == ParamKind::VariadicKeyword));
    }
    let takes = |(_, param): &&(usize, Param)| {
        !matches!(param.kind, ParamKind::KeywordOnly | ParamKind::VariadicKeyword)
    };
    let variadic = || params.iter().find(|(_, param)| param.kind == ParamKind::Variadic);
    let plain = params.iter().filter(takes).nth(at).filter(|(_, param)| param.kind != ParamKind::Variadic);
    plain.or_else(variadic)
}

pub(super) fn is_needed(param: &Param) -> bool {
    param.default.is_none() && !matches!(param.kind, ParamKind::Variadic | ParamKind::VariadicKeyword)
}

/// Which overload a call means: the first whose parameters take the arguments, as type checkers choose.
pub(super) fn choose(cx: &mut Session<'_>, group: &[DefRef], site: &CallSite<'_>) -> Answer {
    let fitting: Vec<DefRef> = group.iter().copied().filter(|def| takes(cx, *def, site)).collect();
    let fitting = if fitting.is_empty() { group.to_vec() } else { fitting };
    let rated: Vec<(Fit, DefRef)> = fitting.iter().map(|def| (fit(cx, *def, site), *def)).collect();
    // One that is not known to fit stands in the way of all after it, but may be the one.
    let first = rated.iter().find(|(fit, _)| *fit != Fit::Not);
    match first {
        Some((Fit::Sure, def)) => Answer::def(*def, Rule::OverloadTypes),
        Some((_, def)) => {
            let left = rated.iter().filter(|(fit, _)| *fit != Fit::Not).count();
            if left == 1 {
                return Answer::def(*def, Rule::OverloadArity);
            }
            let entities: Vec<Entity> =
                rated.iter().filter(|(fit, _)| *fit != Fit::Not).map(|(_, def)| Entity::Def(*def)).collect();
            cx.candidates(&entities, Reason::Overloads, Rule::OverloadArity)
        }
        None => {
            let entities: Vec<Entity> = fitting.iter().map(|def| Entity::Def(*def)).collect();
            cx.candidates(&entities, Reason::Overloads, Rule::OverloadArity)
        }
    }
}

/// Whether a function takes the arguments of a call by number and names.
fn takes(cx: &mut Session<'_>, def: DefRef, site: &CallSite<'_>) -> bool {
    let owner = cx.unit(def.file);
    let params = plain_params(&owner, def);
    if site.args.iter().any(|argument| argument.spread) {
        return true;
    }
    let mut filled: Vec<usize> = Vec::new();
    for (at, argument) in site.args.iter().enumerate() {
        let name = argument.name.map(|name| site.unit.text(name));
        match param_of(&params, &owner, at, name) {
            Some((index, _)) => filled.push(*index),
            None => return false,
        }
    }
    params.iter().all(|(index, param)| !is_needed(param) || filled.contains(index))
}

/// How arguments fit parameters by their types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Sure,
    Perhaps,
    Not,
}

fn fit(cx: &mut Session<'_>, def: DefRef, site: &CallSite<'_>) -> Fit {
    let owner = cx.unit(def.file);
    let params = plain_params(&owner, def);
    let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
    let mut all = Fit::Sure;
    for (at, argument) in site.args.iter().enumerate() {
        let name = argument.name.map(|name| site.unit.text(name));
        let Some((_, param)) = param_of(&params, &owner, at, name) else { continue };
        let Some(ty) = param.ty else { continue };
        let to = cx.lower(&owner, ty, inner);
        let from = cx.type_of(site.unit, argument.value, site.scope);
        let fits = match site.unit.expr(argument.value) {
            Expr::Text(text) => fits_text(cx, site.unit.text(text), from, to),
            _ => fits(cx, from, to),
        };
        match fits {
            Some(true) => {}
            Some(false) => return Fit::Not,
            None => all = Fit::Perhaps,
        }
    }
    all
}

/// Whether a literal fits a parameter that may demand a text.
fn fits_text(cx: &mut Session<'_>, text: &str, from: TyId, to: TyId) -> Option<bool> {
    match cx.ty(to) {
        Ty::Text(file, name) => {
            let unit = cx.unit(file);
            Some(unit.text(name).trim_matches(['"', '\'']) == text)
        }
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let fits: Vec<Option<bool>> =
                parts.into_iter().map(|part| fits_text(cx, text, from, part)).collect();
            if fits.contains(&Some(true)) {
                return Some(true);
            }
            if fits.contains(&None) { None } else { Some(false) }
        }
        _ => fits(cx, from, to),
    }
}

/// Whether a value fits a parameter: `None` when that is not known.
pub(super) fn fits(cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
    if from == to {
        return Some(true);
    }
    match (cx.ty(from), cx.ty(to)) {
        (Ty::Unknown | Ty::External, _) | (_, Ty::Unknown | Ty::External) => None,
        (_, Ty::Union(list)) => {
            let parts = cx.types.of(list).to_vec();
            let fits: Vec<Option<bool>> = parts.into_iter().map(|part| self::fits(cx, from, part)).collect();
            if fits.contains(&Some(true)) {
                return Some(true);
            }
            if fits.contains(&None) { None } else { Some(false) }
        }
        (Ty::Union(list), _) => {
            let parts = cx.types.of(list).to_vec();
            parts
                .into_iter()
                .map(|part| self::fits(cx, part, to))
                .find(|fit| *fit != Some(true))
                .unwrap_or(Some(true))
        }
        (_, Ty::Param(..)) => {
            let bounds = types::bounds(cx, to);
            if bounds.is_empty() {
                return Some(true);
            }
            let upper = cx.types.union(&bounds);
            self::fits(cx, from, upper)
        }
        (Ty::Null, _)
        | (_, Ty::Null)
        | (Ty::Text(..), Ty::Text(..))
        | (Ty::Instance(..), Ty::Text(..) | Ty::Type(..) | Ty::Wrap(..)) => Some(false),
        (Ty::Function(..) | Ty::Lambda(..) | Ty::Callable(..) | Ty::Type(..), Ty::Callable(..)) => Some(true),
        (Ty::Function(..) | Ty::Lambda(..) | Ty::Callable(..), Ty::Instance(def, _)) => {
            if def.file.is_std() {
                Some(false)
            } else {
                None
            }
        }
        (Ty::Instance(..), Ty::Callable(..)) => {
            let member = cx.member(from, "__call__", Side::Instance);
            match member.what {
                What::Missing(Reason::NoSuchMember) => Some(false),
                What::One(Entity::Def(_)) => Some(true),
                // What can be called in the library is listed as such.
                What::External => match cx.ty(from) {
                    Ty::Instance(def, _) if def.file.is_std() => Some(false),
                    _ => None,
                },
                _ => None,
            }
        }
        (Ty::Type(a, _), Ty::Wrap(Wrapper::ClassOf, inner)) => {
            let instance = cx.instance(a);
            self::fits(cx, instance, inner)
        }
        (Ty::Type(a, _), Ty::Type(b, _)) | (Ty::Instance(a, _) | Ty::SelfOf(a), Ty::Instance(b, _)) => {
            related(cx, a, b)
        }
        (Ty::Tuple(_) | Ty::Text(..), Ty::Instance(b, _)) => {
            let shown = cx.ty(from);
            match stubs::as_instance(cx, shown).map(|ty| cx.ty(ty)) {
                Some(Ty::Instance(a, _)) => related(cx, a, b),
                _ => None,
            }
        }
        (Ty::Type(..), Ty::Instance(b, _)) => {
            let is_type = matches!(stubs::name_of(b), Some(("builtins", "type" | "object")));
            Some(is_type)
        }
        _ => None,
    }
}

/// Whether a class is another or stands below it; numbers are promoted.
fn related(cx: &mut Session<'_>, a: DefRef, b: DefRef) -> Option<bool> {
    let bases = cx.bases(a);
    if bases.order.iter().any(|base| base.def == b) {
        return Some(true);
    }
    match (stubs::name_of(a), stubs::name_of(b)) {
        (_, Some(("builtins", "object")))
        | (Some(("builtins", "int" | "bool")), Some(("builtins", "float" | "complex"))) => return Some(true),
        (Some(("builtins", _)), Some(("builtins", _))) => return Some(false),
        _ => {}
    }
    let target = cx.unit(b.file);
    let is_protocol = target.facts.supers(target.def(b.def).supers).iter().any(
        |above| matches!(target.ty(above.ty), TypeExpr::Name(site) if target.site_name(site) == "Protocol"),
    );
    if is_protocol || bases.unknown || bases.external && !a.file.is_std() { None } else { Some(false) }
}
