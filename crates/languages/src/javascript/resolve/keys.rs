//! Members by key: `T["k"]`, `a[0]`, `a["k"]`.

use std::sync::Arc;

use model::expr::{Expr, TypeExpr, Wrapper};
use model::ids::{ExprId, ScopeId, TypeId};
use resolve::{Session, Side, Ty, TyId, Unit};

use super::iteration;

/// `T[K]` as a type. What stands for a parameter is looked up when it is known.
pub(super) fn indexed(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: TyId,
    key: TypeId,
    scope: ScopeId,
) -> TyId {
    match unit.ty(key) {
        TypeExpr::Literal(name) => by_text(cx, base, unquoted(unit.text(name))),
        TypeExpr::Builtin(name) if unit.text(name) == "number" => iteration::iterate(cx, base, false),
        TypeExpr::Combine(model::expr::Combination::Union, parts) => {
            let keys: Vec<TypeId> = unit.facts.list(parts).collect();
            let types: Vec<TyId> = keys.into_iter().map(|key| indexed(cx, unit, base, key, scope)).collect();
            cx.types.union(&types)
        }
        _ => match cx.lower(unit, key, scope) {
            key if key.is_unknown() => values(cx, base),
            key => match cx.ty(key) {
                Ty::Text(file, name) => {
                    let text = cx.unit(file).text(name).to_owned();
                    by_text(cx, base, unquoted(&text))
                }
                _ => values(cx, base),
            },
        },
    }
}

/// What all members of a record or array are.
fn values(cx: &mut Session<'_>, base: TyId) -> TyId {
    match cx.ty(base) {
        Ty::Param(..) | Ty::Assoc(..) | Ty::SelfOf(_) => TyId::UNKNOWN,
        _ => cx.member_type(base, super::members::INDEX, Side::Instance),
    }
}

/// The type of the member with a literal key.
pub(super) fn by_text(cx: &mut Session<'_>, base: TyId, key: &str) -> TyId {
    match cx.ty(base) {
        Ty::Param(..) | Ty::SelfOf(_) | Ty::Assoc(..) if cx.types.is_open(base) => {
            let key = cx.space(key);
            cx.id(Ty::Assoc(base, key))
        }
        Ty::Tuple(list) => match key.parse::<usize>() {
            Ok(at) => cx.types.of(list).get(at).copied().unwrap_or(TyId::UNKNOWN),
            Err(_) => cx.member_type(base, key, Side::Instance),
        },
        Ty::Wrap(Wrapper::Array, element) if key.parse::<usize>().is_ok() => element,
        _ => cx.member_type(base, key, Side::Any),
    }
}

/// A literal's text without its quotes.
pub(super) fn unquoted(text: &str) -> &str {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\'' | '`'));
    let inner = quote.and_then(|quote| text.strip_prefix(quote)?.strip_suffix(quote));
    inner.unwrap_or(text)
}

/// `base[index]` as a value.
pub(super) fn index(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: TyId,
    index: ExprId,
    scope: ScopeId,
) -> TyId {
    match unit.expr(index) {
        Expr::Text(name) => return by_text(cx, base, unquoted(unit.text(name))),
        Expr::Literal(_) => {}
        _ => {
            let key = cx.type_of(unit, index, scope);
            if let Ty::Text(file, name) = cx.ty(key) {
                let text = cx.unit(file).text(name).to_owned();
                return by_text(cx, base, unquoted(&text));
            }
        }
    }
    match cx.ty(base) {
        Ty::External => TyId::EXTERNAL,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let types: Vec<TyId> =
                parts.into_iter().map(|part| self::index(cx, unit, part, index, scope)).collect();
            cx.types.union(&types)
        }
        Ty::Wrap(..) | Ty::Tuple(_) => iteration::iterate(cx, base, false),
        _ => cx.member_type(base, super::members::INDEX, Side::Instance),
    }
}
