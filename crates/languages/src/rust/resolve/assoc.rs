//! Associated types: what `T::Item` is, where an `impl` block tells; dereferencing and iterating, which are such types.

use model::expr::Wrapper;
use model::kinds::DefKind;
use resolve::{DefRef, Session, Ty, TyId, TyList};
use rustc_hash::FxHashMap;

use super::{bounds, impls, library, types};

/// What a session learnt of associated types.
#[derive(Default)]
struct Projected {
    known: FxHashMap<TyId, Option<TyId>>,
    normal: FxHashMap<TyId, TyId>,
}

/// A type with every associated type in it replaced by what it is, as far as that is known.
pub(super) fn normal(cx: &mut Session<'_>, ty: TyId) -> TyId {
    if !cx.types.is_projected(ty) {
        return ty;
    }
    if let Some(&known) = cx.table::<Projected>().normal.get(&ty) {
        return known;
    }
    cx.table::<Projected>().normal.insert(ty, ty);
    let found = cx.deeper(TyId::UNKNOWN, |cx| normalised(cx, ty));
    cx.table::<Projected>().normal.insert(ty, found);
    found
}

fn normalised(cx: &mut Session<'_>, ty: TyId) -> TyId {
    let new = match cx.ty(ty) {
        Ty::Assoc(base, name) => {
            let base = normal(cx, base);
            if matches!(cx.ty(base), Ty::Unknown | Ty::External) {
                return base;
            }
            let text = cx.types.space_text(name).to_owned();
            if let Some(found) = project(cx, base, &text) {
                return normal(cx, found);
            }
            if !cx.types.is_open(base) && bounds::of_type(cx, base).is_empty() {
                return TyId::UNKNOWN;
            }
            Ty::Assoc(base, name)
        }
        Ty::Instance(def, args) => Ty::Instance(def, normal_list(cx, args)),
        Ty::Type(def, args) => Ty::Type(def, normal_list(cx, args)),
        Ty::Function(def, args) => Ty::Function(def, normal_list(cx, args)),
        Ty::Tuple(args) => Ty::Tuple(normal_list(cx, args)),
        Ty::Intersection(args) => Ty::Intersection(normal_list(cx, args)),
        Ty::Wrap(wrapper, inner) => Ty::Wrap(wrapper, normal(cx, inner)),
        Ty::Callable(params, ret) => Ty::Callable(normal_list(cx, params), normal(cx, ret)),
        Ty::Union(parts) => {
            let parts = normal_list(cx, parts);
            let parts = cx.types.of(parts).to_vec();
            return cx.types.union(&parts);
        }
        other => other,
    };
    cx.id(new)
}

fn normal_list(cx: &mut Session<'_>, list: TyList) -> TyList {
    let parts = cx.types.of(list).to_vec();
    let parts: Vec<TyId> = parts.into_iter().map(|part| normal(cx, part)).collect();
    cx.list(&parts)
}

/// The associated type called `name` of a type.
pub(super) fn project(cx: &mut Session<'_>, base: TyId, name: &str) -> Option<TyId> {
    let space = cx.space(name);
    let key = cx.id(Ty::Assoc(base, space));
    if let Some(&known) = cx.table::<Projected>().known.get(&key) {
        return known;
    }
    cx.table::<Projected>().known.insert(key, None);
    let found = cx.deeper(None, |cx| find(cx, base, name)).filter(|found| *found != key);
    cx.table::<Projected>().known.insert(key, found);
    found
}

fn find(cx: &mut Session<'_>, base: TyId, name: &str) -> Option<TyId> {
    if let (Ty::Wrap(Wrapper::Reference | Wrapper::MutReference, inner), "Target") = (cx.ty(base), name) {
        return Some(inner);
    }
    for bound in bounds::of_type(cx, base) {
        let Ty::Instance(def, args) = cx.ty(bound) else { continue };
        let unit = cx.unit(def.file);
        let associated = types::associated(&unit, def.def);
        let Some(at) = associated.iter().position(|id| unit.def_name(*id) == name) else { continue };
        let at = at + unit.facts.type_params(unit.def(def.def).type_params).len();
        return cx.types.of(args).get(at).copied().filter(|arg| !arg.is_unknown());
    }
    let mut blocks: Vec<DefRef> = impls::of_type(cx, base).to_vec();
    blocks.extend_from_slice(&impls::blanket(cx));
    for block in blocks {
        let Some(found) = impls::child(cx, block, name) else { continue };
        if cx.kind(found) != DefKind::TypeAlias {
            continue;
        }
        if let Some(subst) = impls::matched(cx, block, base) {
            cx.ask_name(name);
            return in_block(cx, block, name, &subst);
        }
    }
    None
}

/// The associated type that a block gives.
pub(super) fn in_block(cx: &mut Session<'_>, block: DefRef, name: &str, subst: &[TyId]) -> Option<TyId> {
    let found = impls::child(cx, block, name)?;
    cx.ask_name(name);
    let unit = cx.unit(found.file);
    let facts = *unit.def(found.def);
    let ty = facts.ty?;
    let ty = cx.lower(&unit, ty, facts.opens.unwrap_or(facts.scope));
    Some(cx.types.substitute(ty, subst))
}

/// What `*value` is.
pub(super) fn dereferenced(cx: &mut Session<'_>, ty: TyId) -> Option<TyId> {
    match cx.ty(ty) {
        Ty::Wrap(Wrapper::Reference | Wrapper::MutReference, inner) => Some(inner),
        Ty::Instance(..) | Ty::Param(..) | Ty::SelfOf(_) | Ty::Assoc(..) => {
            let target = project(cx, ty, "Target")?;
            let target = normal(cx, target);
            (target != ty && !target.is_unknown()).then_some(target)
        }
        _ => None,
    }
}

/// A value, what it dereferences to, what that does, and so on.
pub(super) fn steps(cx: &mut Session<'_>, ty: TyId) -> Vec<TyId> {
    const MOST: usize = 8;
    let mut steps = vec![ty];
    while let Some(next) = steps.last().copied().and_then(|last| dereferenced(cx, last)) {
        if steps.contains(&next) || steps.len() >= MOST {
            break;
        }
        steps.push(next);
    }
    steps
}

/// What iterating over a value yields.
pub(super) fn iterated(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::External => return TyId::EXTERNAL,
        Ty::Wrap(Wrapper::Array, element) => return element,
        Ty::Wrap(wrapper @ (Wrapper::Reference | Wrapper::MutReference), inner) => {
            if let Ty::Wrap(Wrapper::Array, element) = cx.ty(inner) {
                return cx.id(Ty::Wrap(wrapper, element));
            }
            if let Some(item) = project(cx, ty, "Item") {
                return normal(cx, item);
            }
            return iterated(cx, inner);
        }
        _ => {}
    }
    if let Some(item) = project(cx, ty, "Item") {
        return normal(cx, item);
    }
    let name = cx.space("Item");
    let open = cx.id(Ty::Assoc(ty, name));
    normal(cx, open)
}

/// What `?` leaves of a value.
pub(super) fn tried(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::External => TyId::EXTERNAL,
        Ty::Instance(def, args)
            if library::is(def, "Option") || library::is(def, "Result") || library::is(def, "Poll") =>
        {
            cx.types.of(args).first().copied().unwrap_or(TyId::UNKNOWN)
        }
        _ => TyId::UNKNOWN,
    }
}

/// What `.await` gives: what a future puts out; anything else is what an `async fn` is declared to return.
pub(super) fn awaited(cx: &mut Session<'_>, ty: TyId) -> TyId {
    for step in steps(cx, ty) {
        if let Ty::Lambda(file, lambda) = cx.ty(step) {
            return cx.lambda_result(file, lambda);
        }
        if let Some(future) = library::def("Future")
            && let Some(seen) = impls::implements(cx, step, future)
        {
            let Ty::Instance(_, args) = cx.ty(seen) else { continue };
            let output = cx.types.of(args).first().copied().unwrap_or(TyId::UNKNOWN);
            return normal(cx, output);
        }
    }
    ty
}
