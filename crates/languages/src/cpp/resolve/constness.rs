//! Whether the object of a member call is constant, as far as declarations say so.

use std::sync::Arc;

use model::expr::{Access, Expr, SelfRef, TypeExpr, UnaryKind, Wrapper};
use model::ids::{ExprId, ScopeId, TypeId};
use model::kinds::{Modifiers, ScopeKind};
use resolve::{CallSite, Entity, Session, Unit, What};

/// Whether the object that a call's function is called on is constant; `None` when that is not known or there is none.
pub(super) fn of_object(cx: &mut Session<'_>, call: &CallSite<'_>) -> Option<bool> {
    let mut callee = call.callee?;
    if let Expr::Apply { base, .. } = call.unit.expr(callee) {
        callee = base;
    }
    match call.unit.expr(callee) {
        Expr::Member { access: Access::Colons, .. } | Expr::Name(_) => this(call.unit, call.scope),
        Expr::Member { base, .. } => cx.deeper(None, |cx| of_expr(cx, call.unit, base, call.scope)),
        _ => None,
    }
}

/// Whether the member function around takes its object as constant.
fn this(unit: &Unit, scope: ScopeId) -> Option<bool> {
    let mut scopes = unit.scopes_from(scope).filter(|scope| unit.scope(*scope).kind == ScopeKind::Function);
    let owner = scopes.find_map(|scope| unit.scope(scope).owner)?;
    Some(unit.def(owner).modifiers.contains(Modifiers::CONST_MEMBER))
}

/// Whether what an expression gives, pointers followed, is constant.
pub(super) fn of_expr(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> Option<bool> {
    match unit.expr(expr) {
        Expr::SelfRef(SelfRef::This) => this(unit, scope),
        Expr::Name(_) | Expr::Member { .. } => {
            let answer = cx.denote(unit, expr);
            let declared = match answer.what {
                What::One(Entity::Binding(file, binding)) => {
                    let owner = cx.unit(file);
                    let facts = *owner.binding(binding);
                    match facts.ty.map(|ty| written(&owner, ty)) {
                        Some(Written::Inferred) => {
                            return facts.init.and_then(|init| {
                                cx.deeper(None, |cx| of_expr(cx, &owner, init, facts.scope))
                            });
                        }
                        written => written?,
                    }
                }
                What::One(Entity::Def(def)) => {
                    let owner = cx.unit(def.file);
                    written(&owner, owner.def(def.def).ty?)
                }
                _ => return None,
            };
            match (declared, unit.expr(expr)) {
                (Written::Constant, _) => Some(true),
                (Written::Pointer, _) => Some(false),
                // A field is as constant as its object.
                (_, Expr::Member { base, access, .. }) if access != Access::Colons => {
                    cx.deeper(None, |cx| of_expr(cx, unit, base, scope))
                }
                (_, Expr::Name(_)) => match answer.rule {
                    model::outcome::Rule::SelfMember | model::outcome::Rule::InheritedMember => {
                        this(unit, scope)
                    }
                    _ => Some(false),
                },
                _ => None,
            }
        }
        Expr::Unary(UnaryKind::Deref | UnaryKind::AddressOf, inner) => {
            cx.deeper(None, |cx| of_expr(cx, unit, inner, scope))
        }
        Expr::Call { callee, args } => {
            let call = CallSite::new(unit, Some(callee), args, scope);
            let def = cx.chosen(unit, callee, &call)?;
            let owner = cx.unit(def.file);
            if def.file.is_std() {
                return None;
            }
            match written(&owner, owner.def(def.def).ty?) {
                Written::Constant => Some(true),
                Written::Pointer | Written::Plain => Some(false),
                Written::Inferred => None,
            }
        }
        Expr::New { .. } => Some(false),
        _ => None,
    }
}

/// What a written type says of the object behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// `const` stands before it.
    Constant,
    /// It is a pointer or reference to something that is not constant.
    Pointer,
    /// Neither.
    Plain,
    /// The initial value says it.
    Inferred,
}

fn written(unit: &Unit, ty: TypeId) -> Written {
    match unit.ty(ty) {
        TypeExpr::Wrap(Wrapper::Qualified, _) => Written::Constant,
        TypeExpr::Wrap(Wrapper::Reference | Wrapper::Pointer | Wrapper::RvalueReference, inner) => {
            match written(unit, inner) {
                Written::Plain => Written::Pointer,
                other => other,
            }
        }
        TypeExpr::Wrap(_, inner) => written(unit, inner),
        TypeExpr::Infer => Written::Inferred,
        _ => Written::Plain,
    }
}
