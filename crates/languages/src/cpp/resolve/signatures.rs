//! Parameters of functions as they are written, for telling overloads apart and joining declarations with definitions.

use std::hash::{Hash, Hasher};

use model::expr::{TypeExpr, Wrapper};
use model::facts::ParamKind;
use model::ids::TypeId;
use model::kinds::Modifiers;
use resolve::{DefRef, Session, Unit};
use rustc_hash::FxHasher;

/// What tells two functions of one name apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Signature {
    /// How many parameters.
    pub(super) count: u32,
    /// Whether it is a member that may be called on constants.
    pub(super) constant: bool,
    shape: u64,
}

/// The signature of a function.
pub(super) fn of(cx: &mut Session<'_>, def: DefRef) -> Signature {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    let mut hasher = FxHasher::default();
    let params = unit.facts.params(facts.params);
    for param in params.iter().filter(|param| param.kind != ParamKind::Receiver) {
        (param.kind == ParamKind::Variadic).hash(&mut hasher);
        match param.ty {
            Some(ty) => shape(&unit, unqualified(&unit, ty), &mut hasher, 0),
            None => 0_u8.hash(&mut hasher),
        }
    }
    let constant = facts.modifiers.contains(Modifiers::CONST_MEMBER);
    Signature { count: params.len() as u32, constant, shape: hasher.finish() }
}

/// `const` on a parameter itself does not matter.
fn unqualified(unit: &Unit, mut ty: TypeId) -> TypeId {
    while let TypeExpr::Wrap(Wrapper::Qualified | Wrapper::Tag, inner) = unit.ty(ty) {
        ty = inner;
    }
    ty
}

/// Hashes a type by its last names: how it is qualified depends on where it stands.
fn shape(unit: &Unit, ty: TypeId, hasher: &mut FxHasher, depth: u32) {
    const DEEPEST: u32 = 16;
    if depth > DEEPEST {
        return;
    }
    let mut inner = |ty| shape(unit, ty, hasher, depth + 1);
    match unit.ty(ty) {
        TypeExpr::Name(site) | TypeExpr::Member { site, .. } => unit.site_name(site).hash(hasher),
        TypeExpr::Apply { base, args } => {
            inner(base);
            unit.facts.list(args).for_each(inner);
        }
        TypeExpr::Wrap(Wrapper::Tag, ty) => inner(ty),
        TypeExpr::Wrap(Wrapper::Array, ty) if depth == 0 => {
            inner(ty);
            Wrapper::Pointer.hash(hasher);
        }
        TypeExpr::Wrap(wrapper, ty) => {
            inner(ty);
            wrapper.hash(hasher);
        }
        TypeExpr::Function { params, ret } => {
            inner(ret);
            unit.facts.list(params).for_each(inner);
        }
        TypeExpr::Builtin(name) | TypeExpr::Literal(name) => unit.text(name).hash(hasher),
        TypeExpr::Definition(def) => unit.def_name(def).hash(hasher),
        TypeExpr::Infer => 1_u8.hash(hasher),
        _ => 2_u8.hash(hasher),
    }
}
