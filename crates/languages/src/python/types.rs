//! Types out of expressions: bases, classes in tests, types that are values.

use extract::Builder;
use model::expr::{BinaryKind, Combination, Container, Expr, Literal, TypeExpr};
use model::ids::{ExprId, TypeId};

/// The type that an expression names when it stands for one. Names keep their sites.
pub(super) fn of_expr(b: &mut Builder<'_>, expr: ExprId) -> TypeId {
    let ty = match b.facts().expr(expr) {
        Expr::Name(site) => TypeExpr::Name(site),
        Expr::Member { base, site, .. } => TypeExpr::Member { base: of_expr(b, base), site },
        Expr::Index { base, index } => {
            let base = of_expr(b, base);
            let args = arguments(b, index);
            TypeExpr::Apply { base, args: b.list(&args) }
        }
        Expr::Container(Container::Tuple, items) => {
            let parts: Vec<ExprId> = b.facts().list(items).collect();
            let parts: Vec<TypeId> = parts.into_iter().map(|part| of_expr(b, part)).collect();
            TypeExpr::Combine(Combination::Union, b.list(&parts))
        }
        Expr::Binary(BinaryKind::Arithmetic, left, right) => {
            let parts = [of_expr(b, left), of_expr(b, right)];
            TypeExpr::Combine(Combination::Union, b.list(&parts))
        }
        Expr::Literal(Literal::Null) => TypeExpr::Builtin(b.name("None")),
        Expr::Type(ty) => return ty,
        _ => TypeExpr::Unknown,
    };
    b.ty(ty)
}

fn arguments(b: &mut Builder<'_>, index: ExprId) -> Vec<TypeId> {
    let Expr::Container(Container::Tuple, items) = b.facts().expr(index) else {
        return vec![of_expr(b, index)];
    };
    let items: Vec<ExprId> = b.facts().list(items).collect();
    items.into_iter().map(|item| of_expr(b, item)).collect()
}
