//! `impl` blocks: which are for a type, what their parameters stand for there, and which traits a type has.

use std::rc::Rc;

use model::expr::Expr;
use model::ids::{DefId, ExprId};
use model::kinds::DefKind;
use resolve::{BLANKET, DefRef, Session, Ty, TyId, Unit};
use rustc_hash::FxHashMap;

use super::unify::{Fit, Matcher};
use super::{assoc, bounds, callables, library, modules, types};

/// What a session learnt of `impl` blocks.
#[derive(Default)]
struct Impls {
    named: FxHashMap<String, Rc<[DefRef]>>,
    blanket: Option<Rc<[DefRef]>>,
    traits: FxHashMap<DefRef, Option<TyId>>,
    matched: FxHashMap<(DefRef, TyId), Option<Rc<[TyId]>>>,
    implementing: FxHashMap<(TyId, DefRef), Option<TyId>>,
}

/// An `impl` block that is for a type.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The block.
    pub(super) block: DefRef,
    /// What its parameters stand for: alternating.
    pub(super) subst: Rc<[TyId]>,
}

/// The name under which `impl` blocks for a type are found.
fn key(cx: &mut Session<'_>, ty: TyId) -> Option<String> {
    match cx.ty(ty) {
        Ty::Instance(def, _) | Ty::Type(def, _) => {
            let unit = cx.unit(def.file);
            let name = unit.def_name(def.def);
            Some(if def.file.is_std() { name.strip_prefix("prim_").unwrap_or(name) } else { name }.to_owned())
        }
        Ty::Wrap(_, inner) => key(cx, inner),
        _ => None,
    }
}

/// The blocks for types of a name, of the crates that are linked with the session's file and of the library.
fn named(cx: &mut Session<'_>, name: &str) -> Rc<[DefRef]> {
    if let Some(known) = cx.table::<Impls>().named.get(name) {
        return Rc::clone(known);
    }
    let mut found = blocks(cx, name, |unit, def| unit.def_name(def) == name);
    found.extend_from_slice(library::impls(name));
    found.extend_from_slice(library::impls(&format!("prim_{name}")));
    let found: Rc<[DefRef]> = found.into();
    cx.table::<Impls>().named.insert(name.to_owned(), Rc::clone(&found));
    found
}

fn blocks(cx: &mut Session<'_>, key: &str, wanted: impl Fn(&Unit, DefId) -> bool) -> Vec<DefRef> {
    let mut found = Vec::new();
    for file in cx.inheriting(key) {
        let unit = cx.unit(file);
        if unit.policy != library::NUMBER as usize || !modules::is_linked(cx, file) {
            continue;
        }
        let blocks = unit.defs().filter(|(id, def)| def.kind == DefKind::Impl && wanted(&unit, *id));
        found.extend(blocks.map(|(id, _)| DefRef::new(file, id)));
    }
    found
}

/// The blocks that are for type parameters of their own.
pub(super) fn blanket(cx: &mut Session<'_>) -> Rc<[DefRef]> {
    if let Some(known) = &cx.table::<Impls>().blanket {
        return Rc::clone(known);
    }
    let mut found = blocks(cx, BLANKET, is_blanket);
    found.extend_from_slice(library::blanket());
    let found: Rc<[DefRef]> = found.into();
    cx.table::<Impls>().blanket = Some(Rc::clone(&found));
    found
}

fn is_blanket(unit: &Unit, def: DefId) -> bool {
    let facts = unit.def(def);
    unit.facts.type_params(facts.type_params).iter().any(|param| param.name == facts.name)
}

/// The blocks written for a type by its name, whether or not they fit it.
pub(super) fn of_type(cx: &mut Session<'_>, ty: TyId) -> Rc<[DefRef]> {
    match key(cx, ty).as_deref() {
        Some("integer") => numbers(cx, &library::PRIMITIVES[3..15]),
        Some("float") => numbers(cx, &library::PRIMITIVES[15..]),
        Some(name) => named(cx, name),
        None => Rc::from([]),
    }
}

/// The blocks for any of the types that a literal may be of.
fn numbers(cx: &mut Session<'_>, names: &[&str]) -> Rc<[DefRef]> {
    let all: Vec<Rc<[DefRef]>> = names.iter().map(|name| named(cx, name)).collect();
    all.iter().flat_map(|blocks| blocks.iter().copied()).collect()
}

/// Whether a block has a member called `name`: a look into its scope only.
pub(super) fn child(cx: &mut Session<'_>, block: DefRef, name: &str) -> Option<DefRef> {
    let unit = cx.unit(block.file);
    let scope = unit.def(block.def).opens?;
    let id = unit.name(name)?;
    let found = unit.bindings_in(scope, id).find_map(|binding| unit.binding(binding).def);
    found.map(|def| DefRef::new(block.file, def))
}

/// All members called `name`: more than one when each is compiled under another condition.
pub(super) fn children(cx: &mut Session<'_>, block: DefRef, name: &str) -> Vec<DefRef> {
    let unit = cx.unit(block.file);
    let (Some(scope), Some(id)) = (unit.def(block.def).opens, unit.name(name)) else { return Vec::new() };
    let defs = unit.bindings_in(scope, id).filter_map(|binding| unit.binding(binding).def);
    defs.map(|def| DefRef::new(block.file, def)).collect()
}

/// Whether a block implements a trait, as written.
pub(super) fn has_trait(cx: &mut Session<'_>, block: DefRef) -> bool {
    let unit = cx.unit(block.file);
    !unit.def(block.def).supers.is_empty()
}

/// The trait that a block implements, with its arguments in terms of the block's parameters.
pub(super) fn trait_of(cx: &mut Session<'_>, block: DefRef) -> Option<TyId> {
    if let Some(&known) = cx.table::<Impls>().traits.get(&block) {
        return known;
    }
    cx.table::<Impls>().traits.insert(block, None);
    let unit = cx.unit(block.file);
    let facts = *unit.def(block.def);
    let above = unit.facts.supers(facts.supers).first().copied();
    let found = above.map(|above| cx.lower(&unit, above.ty, facts.opens.unwrap_or(facts.scope)));
    let found = found.filter(|ty| matches!(cx.ty(*ty), Ty::Instance(..)));
    cx.table::<Impls>().traits.insert(block, found);
    found
}

/// The type that a block is for, in terms of its parameters.
pub(super) fn self_type(cx: &mut Session<'_>, block: DefRef) -> TyId {
    let unit = cx.unit(block.file);
    let facts = *unit.def(block.def);
    let scope = facts.opens.unwrap_or(facts.scope);
    facts.ty.map_or(TyId::UNKNOWN, |ty| cx.lower(&unit, ty, scope))
}

/// Whether a block is for a type, and what its parameters stand for then.
pub(super) fn matched(cx: &mut Session<'_>, block: DefRef, ty: TyId) -> Option<Rc<[TyId]>> {
    if let Some(known) = cx.table::<Impls>().matched.get(&(block, ty)) {
        return known.clone();
    }
    cx.table::<Impls>().matched.insert((block, ty), None);
    let found = cx.deeper(None, |cx| find_match(cx, block, ty));
    cx.table::<Impls>().matched.insert((block, ty), found.clone());
    found
}

fn find_match(cx: &mut Session<'_>, block: DefRef, ty: TyId) -> Option<Rc<[TyId]>> {
    if !modules::is_compiled(cx, block.file) {
        return None;
    }
    let pattern = self_type(cx, block);
    if pattern.is_unknown() {
        return None;
    }
    let open = types::params(cx, block);
    let mut matcher = Matcher::new(&open);
    if matcher.fit(cx, pattern, ty) == Fit::No {
        return None;
    }
    let mut subst = matcher.bound;
    // A block for every type is only told from others by what it asks of the type.
    let owner = cx.unit(block.file);
    if is_blanket(&owner, block.def) {
        let name = owner.def(block.def).name;
        let own = owner.facts.type_params(owner.def(block.def).type_params);
        let at = own.iter().position(|param| param.name == name)?;
        if subst.chunks_exact(2).all(|pair| pair[0] != open[at]) {
            return None;
        }
        let given: Vec<(TyId, TyId)> = subst.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        if given.into_iter().any(|(param, given)| !meets_bounds(cx, param, given)) {
            return None;
        }
    }
    infer_from_bounds(cx, &open, &mut subst);
    for param in open {
        if subst.chunks_exact(2).all(|pair| pair[0] != param) {
            subst.extend([param, TyId::UNKNOWN]);
        }
    }
    Some(subst.into())
}

/// Parameters that the bounds of others tell: `I: Iterator<Item = T>` says what `T` is once `I` is known.
pub(super) fn infer_from_bounds(cx: &mut Session<'_>, open: &[TyId], bound: &mut Vec<TyId>) {
    for &param in open {
        let Some(given) = bound.chunks_exact(2).find(|pair| pair[0] == param).map(|pair| pair[1]) else {
            continue;
        };
        if open.iter().all(|param| bound.chunks_exact(2).any(|pair| pair[0] == *param)) {
            return;
        }
        for above in bounds::of_param(cx, param) {
            let Ty::Instance(def, args) = cx.ty(above) else { continue };
            if !cx.types.of(args).iter().any(|arg| cx.types.is_open(*arg)) {
                continue;
            }
            if let Some(seen) = implements(cx, given, def) {
                let mut matcher = Matcher::with(open, ::std::mem::take(bound));
                matcher.fit(cx, above, seen);
                *bound = matcher.bound;
            }
        }
    }
}

/// Whether what parameters stand for can have the traits that they are bound by, with the arguments that the bounds give.
pub(super) fn fit_bounds(cx: &mut Session<'_>, open: &[TyId], bound: &[TyId]) -> Fit {
    let mut fit = Fit::Yes;
    for pair in bound.chunks_exact(2) {
        for above in bounds::of_param(cx, pair[0]) {
            let Ty::Instance(def, _) = cx.ty(above) else { continue };
            let Some(seen) = implements(cx, pair[1], def) else { continue };
            let mut matcher = Matcher::with(open, bound.to_vec());
            fit = fit.min(matcher.fit(cx, above, seen));
        }
    }
    fit
}

/// Whether a type has all the traits that a parameter asks for.
fn meets_bounds(cx: &mut Session<'_>, param: TyId, ty: TyId) -> bool {
    let bounds = bounds::of_param(cx, param);
    if matches!(cx.ty(ty), Ty::External | Ty::Unknown) {
        return bounds.is_empty();
    }
    let names = bounds::names(cx, param);
    bounds.into_iter().zip(names).all(|(bound, name)| match cx.ty(bound) {
        Ty::Instance(def, _) if is_marker(def, cx) => true,
        Ty::Instance(def, _) => implements(cx, ty, def).is_some(),
        Ty::External => implements_outside(cx, ty, &name),
        _ => false,
    })
}

/// Whether a block for a type implements a trait of this name that is defined outside.
fn implements_outside(cx: &mut Session<'_>, ty: TyId, name: &str) -> bool {
    let blocks = of_type(cx, ty);
    blocks.iter().any(|block| {
        names_trait(cx, *block, name) && trait_of(cx, *block).is_none() && matched(cx, *block, ty).is_some()
    })
}

/// Traits without members that nearly every type has.
fn is_marker(def: DefRef, cx: &mut Session<'_>) -> bool {
    if !def.file.is_std() {
        return false;
    }
    let unit = cx.unit(def.file);
    matches!(unit.def_name(def.def), "Send" | "Sync" | "Sized" | "Unpin" | "Copy" | "Debug" | "Clone")
}

/// A trait as a type has it: with the arguments and associated types that it has there.
pub(super) fn implements(cx: &mut Session<'_>, ty: TyId, wanted: DefRef) -> Option<TyId> {
    if let Some(&known) = cx.table::<Impls>().implementing.get(&(ty, wanted)) {
        return known;
    }
    cx.table::<Impls>().implementing.insert((ty, wanted), None);
    let found = cx.deeper(None, |cx| find_implementation(cx, ty, wanted));
    cx.table::<Impls>().implementing.insert((ty, wanted), found);
    found
}

fn find_implementation(cx: &mut Session<'_>, ty: TyId, wanted: DefRef) -> Option<TyId> {
    let above = bounds::of_type(cx, ty);
    let direct =
        above.into_iter().find(|bound| matches!(cx.ty(*bound), Ty::Instance(def, _) if def == wanted));
    if direct.is_some() {
        return direct;
    }
    if let Some((_, callable)) = callables::fn_trait(cx, ty, wanted) {
        return Some(callable);
    }
    let blocks: Vec<DefRef> = {
        let mut blocks = of_type(cx, ty).to_vec();
        blocks.extend_from_slice(&blanket(cx));
        blocks
    };
    let name = {
        let unit = cx.unit(wanted.file);
        unit.def_name(wanted.def).to_owned()
    };
    for block in blocks {
        if !names_trait(cx, block, &name) {
            continue;
        }
        let Some(implemented) = trait_of(cx, block) else { continue };
        if !matches!(cx.ty(implemented), Ty::Instance(def, _) if def == wanted) {
            continue;
        }
        if let Some(subst) = matched(cx, block, ty) {
            let seen = cx.types.substitute(implemented, &subst);
            let seen = bounds::with_associated(cx, seen, block, &subst);
            return Some(assoc::normal(cx, seen));
        }
    }
    derived(cx, ty, wanted)
}

/// Whether the trait of a block is written with this name: a cheap test before anything is resolved. An import may rename
/// a trait, which such a test would miss; that is rare for traits that are implemented.
fn names_trait(cx: &mut Session<'_>, block: DefRef, name: &str) -> bool {
    let unit = cx.unit(block.file);
    let above = unit.facts.supers(unit.def(block.def).supers).first();
    above.is_some_and(|above| types::last_name(&unit, above.ty).is_some_and(|last| last == name))
}

/// A trait that an attribute derives.
fn derived(cx: &mut Session<'_>, ty: TyId, wanted: DefRef) -> Option<TyId> {
    let Ty::Instance(def, _) = cx.ty(ty) else { return None };
    if !wanted.file.is_std() || def.file.is_std() {
        return None;
    }
    let trait_unit = cx.unit(wanted.file);
    let unit = cx.unit(def.file);
    let name = trait_unit.def_name(wanted.def);
    let found = derives(&unit, def.def).any(|derived| derived == name);
    found.then(|| cx.instance(wanted))
}

/// The names of the traits that attributes on a type derive.
pub(super) fn derives(unit: &Unit, def: DefId) -> impl Iterator<Item = &str> {
    let decorators = unit.facts.list::<ExprId>(unit.def(def).decorators);
    let derives = decorators.filter_map(|expr| match unit.expr(expr) {
        Expr::MacroCall { callee, args } => {
            let is_derive = unit.last_name(callee).is_some_and(|name| unit.text(name) == "derive");
            is_derive.then_some(args)
        }
        _ => None,
    });
    let names = derives.flat_map(|args| unit.facts.list::<ExprId>(args));
    names.filter_map(|expr| unit.last_name(expr).map(|name| unit.text(name)))
}

/// The blocks that implement a trait of the repository.
pub(super) fn of_trait(cx: &mut Session<'_>, wanted: DefRef) -> Vec<DefRef> {
    let name = {
        let unit = cx.unit(wanted.file);
        unit.def_name(wanted.def).to_owned()
    };
    let mut blocks = blocks(cx, &name, |unit, def| {
        let above = unit.facts.supers(unit.def(def).supers).first();
        above.is_some_and(|above| types::last_name(unit, above.ty).is_some_and(|last| last == name))
    });
    blocks.retain(|block| {
        modules::is_compiled(cx, block.file)
            && trait_of(cx, *block)
                .is_some_and(|ty| matches!(cx.ty(ty), Ty::Instance(def, _) if def == wanted))
    });
    blocks
}
