//! References: what a parameter binds to, and what an argument is.

use model::expr::{Access, Expr, TypeExpr, UnaryKind, Wrapper};
use model::facts::Def;
use model::ids::{ExprId, TypeId};
use model::kinds::BindingKind;
use resolve::{CallSite, Entity, Session, Unit, What};

use super::constness;

/// How a parameter takes its argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reference {
    /// By value, or by a deduced reference that takes everything.
    Any,
    /// `const T&`.
    Constant,
    /// `T&`.
    Changing,
    /// `T&&`.
    Passing,
    /// `const T*`.
    ConstantPointer,
    /// `T*`.
    ChangingPointer,
}

/// What is known of an argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Value {
    /// Whether it outlives the call: it has a name or a place.
    pub(super) lasting: Option<bool>,
    /// Whether what it is or points to is constant.
    pub(super) constant: Option<bool>,
}

/// How a parameter of this written type takes its argument.
pub(super) fn of_param(unit: &Unit, function: &Def, ty: TypeId) -> Reference {
    let is_constant = |inner: TypeId| matches!(unit.ty(inner), TypeExpr::Wrap(Wrapper::Qualified, _));
    match unit.ty(ty) {
        TypeExpr::Wrap(Wrapper::Reference, inner) if is_constant(inner) => Reference::Constant,
        TypeExpr::Wrap(Wrapper::Reference, _) => Reference::Changing,
        TypeExpr::Wrap(Wrapper::RvalueReference, inner) if is_deduced(unit, function, inner) => {
            Reference::Any
        }
        TypeExpr::Wrap(Wrapper::RvalueReference, _) => Reference::Passing,
        TypeExpr::Wrap(Wrapper::Pointer, inner) if is_constant(inner) => Reference::ConstantPointer,
        TypeExpr::Wrap(Wrapper::Pointer, _) => Reference::ChangingPointer,
        _ => Reference::Any,
    }
}

/// `T&&` of a function's own type parameter takes everything.
fn is_deduced(unit: &Unit, function: &Def, ty: TypeId) -> bool {
    let name = match unit.ty(ty) {
        TypeExpr::Name(site) => unit.site(site).name,
        TypeExpr::Infer => return true,
        _ => return false,
    };
    unit.facts.type_params(function.type_params).iter().any(|param| param.name == name)
}

/// What is known of an argument of a call.
pub(super) fn of_value(cx: &mut Session<'_>, call: &CallSite<'_>, value: ExprId) -> Value {
    let lasting = cx.deeper(None, |cx| is_lasting(cx, call, value));
    let constant = match call.unit.expr(value) {
        Expr::Literal(model::expr::Literal::Str) | Expr::Text(_) => Some(true),
        Expr::Name(_) | Expr::Member { .. } | Expr::Unary(..) | Expr::SelfRef(_) => {
            cx.deeper(None, |cx| constness::of_expr(cx, call.unit, value, call.scope))
        }
        _ => None,
    };
    Value { lasting, constant }
}

fn is_lasting(cx: &mut Session<'_>, call: &CallSite<'_>, value: ExprId) -> Option<bool> {
    let unit = call.unit;
    match unit.expr(value) {
        Expr::Name(_) => {
            let answer = cx.denote(unit, value);
            match answer.what {
                What::One(Entity::Binding(file, binding)) => {
                    let kind = cx.unit(file).binding(binding).kind;
                    (kind != BindingKind::TypeParameter).then_some(true)
                }
                What::One(Entity::Def(def)) => {
                    use model::kinds::DefKind;
                    let kind = cx.kind(def);
                    (kind != DefKind::EnumMember && kind != DefKind::Macro).then_some(true)
                }
                _ => None,
            }
        }
        Expr::Member { access: Access::Dot | Access::Arrow, .. }
        | Expr::Unary(UnaryKind::Deref, _)
        | Expr::Index { .. } => Some(true),
        Expr::Literal(model::expr::Literal::Str) | Expr::Text(_) => None,
        Expr::Literal(_) | Expr::New { .. } | Expr::Unary(..) | Expr::Binary(..) | Expr::Lambda { .. } => {
            Some(false)
        }
        Expr::Call { callee, args } => {
            let inner = CallSite::new(unit, Some(callee), args, call.scope);
            let ty = cx.type_of(unit, callee, call.scope);
            if let resolve::Ty::Type(..) = cx.ty(ty) {
                return Some(false);
            }
            let def = cx.chosen(unit, callee, &inner)?;
            let owner = cx.unit(def.file);
            Some(matches!(owner.ty(owner.def(def.def).ty?), TypeExpr::Wrap(Wrapper::Reference, _)))
        }
        _ => None,
    }
}
