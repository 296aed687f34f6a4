//! Bounds: the traits that are all that is known of a type, with everything above them.

use model::ids::TypeId;
use model::kinds::SuperKind;
use resolve::{DefRef, Defaults, Session, Ty, TyId};

use super::assoc;
use super::types::{associated, is_trait, last_name, pairs, params};

/// The bounds of a type parameter as written.
pub(super) fn of_param(cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
    Defaults::bounds(cx, param)
}

/// The last names of the bounds of a type parameter, in the order of [`of_param`].
pub(super) fn names(cx: &mut Session<'_>, param: TyId) -> Vec<String> {
    let Ty::Param(def, index) = cx.ty(param) else { return Vec::new() };
    let unit = cx.unit(def.file);
    let params = unit.facts.type_params(unit.def(def.def).type_params);
    let Some(param) = params.get(usize::from(index)) else { return Vec::new() };
    let bounds = unit.facts.list::<TypeId>(param.bounds);
    bounds.map(|bound| last_name(&unit, bound).unwrap_or_default().to_owned()).collect()
}

/// The traits that a type is only known by, with everything above them: bounds of a parameter, a trait object's traits.
pub(super) fn of_type(cx: &mut Session<'_>, ty: TyId) -> Vec<TyId> {
    let direct = match cx.ty(ty) {
        Ty::Param(..) => of_param(cx, ty),
        Ty::SelfOf(def) => {
            let params = params(cx, def);
            let params = cx.list(&params);
            vec![cx.id(Ty::Instance(def, params))]
        }
        Ty::Instance(def, _) if is_trait(cx, def) => vec![ty],
        Ty::Intersection(list) => cx.types.of(list).to_vec(),
        Ty::Assoc(base, name) => {
            let name = cx.types.space_text(name).to_owned();
            cx.deeper(Vec::new(), |cx| bounds_of_associated(cx, base, &name))
        }
        _ => return Vec::new(),
    };
    let mut all = Vec::new();
    for bound in direct {
        with_supertraits(cx, bound, ty, &mut all);
    }
    all
}

fn with_supertraits(cx: &mut Session<'_>, bound: TyId, this: TyId, into: &mut Vec<TyId>) {
    const MOST: usize = 40;
    if into.contains(&bound) || into.len() >= MOST {
        return;
    }
    match cx.ty(bound) {
        Ty::Instance(def, args) if is_trait(cx, def) => {
            into.push(bound);
            let unit = cx.unit(def.file);
            if unit.def(def.def).supers.is_empty() {
                return;
            }
            let mut subst = pairs(cx, def, args);
            subst.extend([cx.id(Ty::SelfOf(def)), this]);
            for above in Defaults::supers(cx, &unit, def.def) {
                let above = cx.types.substitute(above, &subst);
                with_supertraits(cx, above, this, into);
            }
        }
        Ty::Intersection(list) => {
            for part in cx.types.of(list).to_vec() {
                with_supertraits(cx, part, this, into);
            }
        }
        Ty::External => into.push(bound),
        _ => {}
    }
}

/// What a trait demands of an associated type.
fn bounds_of_associated(cx: &mut Session<'_>, base: TyId, name: &str) -> Vec<TyId> {
    for bound in of_type(cx, base) {
        let Ty::Instance(def, args) = cx.ty(bound) else { continue };
        let unit = cx.unit(def.file);
        let Some(found) = associated(&unit, def.def).into_iter().find(|id| unit.def_name(*id) == name) else {
            continue;
        };
        let mut subst = pairs(cx, def, args);
        subst.extend([cx.id(Ty::SelfOf(def)), base]);
        let facts = *unit.def(found);
        let scope = facts.opens.unwrap_or(facts.scope);
        let supers: Vec<_> = unit.facts.supers(facts.supers).to_vec();
        let supers = supers.into_iter().filter(|above| above.kind != SuperKind::Implements);
        return supers
            .map(|above| {
                let above = cx.lower(&unit, above.ty, scope);
                cx.types.substitute(above, &subst)
            })
            .collect();
    }
    Vec::new()
}

/// A trait as an `impl` block has it, with the associated types that the block gives.
pub(super) fn with_associated(cx: &mut Session<'_>, seen: TyId, block: DefRef, subst: &[TyId]) -> TyId {
    let Ty::Instance(def, args) = cx.ty(seen) else { return seen };
    let unit = cx.unit(def.file);
    let associated = associated(&unit, def.def);
    if associated.is_empty() {
        return seen;
    }
    let count = unit.facts.type_params(unit.def(def.def).type_params).len();
    let mut args = cx.types.of(args).to_vec();
    args.resize(count, TyId::UNKNOWN);
    for id in associated {
        let given = assoc::in_block(cx, block, unit.def_name(id), subst);
        args.push(given.unwrap_or(TyId::UNKNOWN));
    }
    let args = cx.list(&args);
    cx.id(Ty::Instance(def, args))
}
