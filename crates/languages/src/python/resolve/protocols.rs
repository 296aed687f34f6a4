//! What the language asks of values by methods with fixed names: iterating, indexing, entering, awaiting, operators.

use std::sync::Arc;

use model::expr::{BinaryKind, Container, Expr, Literal, UnaryKind};
use model::ids::{ExprId, ScopeId};
use model::kinds::DefKind;
use resolve::{DefRef, Defaults, Session, Side, Ty, TyId, TyList, Unit};

use super::{calls, stubs, types};

/// The result of a method without arguments, by its name.
fn result_of(cx: &mut Session<'_>, ty: TyId, method: &str) -> TyId {
    let member = cx.member_type(ty, method, Side::Instance);
    calls::result(cx, member)
}

/// The type arguments of a value seen as an instance of a library class.
fn seen_as(cx: &mut Session<'_>, ty: TyId, module: &str, class: &str) -> Option<TyList> {
    let Ty::Instance(def, args) = cx.ty(ty) else { return None };
    let wanted = stubs::def(module, class)?;
    cx.seen_as(def, args, wanted)
}

fn first_argument(cx: &mut Session<'_>, ty: TyId, module: &str, class: &str) -> Option<TyId> {
    let args = seen_as(cx, ty, module, class)?;
    cx.types.of(args).first().copied()
}

/// What iterating over a value yields.
pub(super) fn iterate(cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
    cx.deeper(TyId::UNKNOWN, |cx| iterate_within(cx, ty, asynchronous))
}

fn iterate_within(cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
    match cx.ty(ty) {
        Ty::External => TyId::EXTERNAL,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| iterate(cx, part, asynchronous)).collect();
            cx.types.union(&parts)
        }
        Ty::Tuple(list) => {
            let parts = cx.types.of(list).to_vec();
            cx.types.union(&parts)
        }
        // The members of an enumeration.
        Ty::Type(def, args) if metaclass_is_enum(cx, def) => cx.id(Ty::Instance(def, args)),
        Ty::Instance(..) => instance(cx, ty, asynchronous),
        Ty::SelfOf(_) | Ty::Param(..) | Ty::Wrap(..) => {
            let upper = types::concrete(cx, ty);
            if upper == ty { TyId::UNKNOWN } else { iterate(cx, upper, asynchronous) }
        }
        _ => TyId::UNKNOWN,
    }
}

fn instance(cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
    let (class, iter, next) = if asynchronous {
        ("AsyncIterable", "__aiter__", "__anext__")
    } else {
        ("Iterable", "__iter__", "__next__")
    };
    if let Some(item) = first_argument(cx, ty, "typing", class) {
        return item;
    }
    let iterator = result_of(cx, ty, iter);
    if iterator == TyId::EXTERNAL {
        return TyId::EXTERNAL;
    }
    if iterator.is_unknown() {
        return if asynchronous { TyId::UNKNOWN } else { result_of(cx, ty, "__getitem__") };
    }
    if let Some(item) = first_argument(cx, iterator, "typing", class) {
        return item;
    }
    let item = result_of(cx, iterator, next);
    if asynchronous { awaited(cx, item) } else { item }
}

/// Whether a class is an enumeration.
fn metaclass_is_enum(cx: &mut Session<'_>, def: DefRef) -> bool {
    let bases = cx.bases(def);
    bases.order.iter().any(|base| stubs::is(base.def, "enum", "Enum"))
}

/// What entering a resource block gives.
pub(super) fn enter(cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
    match cx.ty(ty) {
        Ty::External => TyId::EXTERNAL,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| enter(cx, part, asynchronous)).collect();
            cx.types.union(&parts)
        }
        Ty::Unknown | Ty::Null => TyId::UNKNOWN,
        _ if asynchronous => {
            let entered = result_of(cx, ty, "__aenter__");
            awaited(cx, entered)
        }
        _ => result_of(cx, ty, "__enter__"),
    }
}

/// What waiting for a value gives.
pub(super) fn awaited(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::External => TyId::EXTERNAL,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| awaited(cx, part)).collect();
            cx.types.union(&parts)
        }
        Ty::Instance(..) => {
            if let Some(args) = seen_as(cx, ty, "typing", "Coroutine") {
                return cx.types.of(args).get(2).copied().unwrap_or(TyId::UNKNOWN);
            }
            if let Some(result) = first_argument(cx, ty, "typing", "Awaitable") {
                return result;
            }
            let generator = match seen_as(cx, ty, "typing", "Generator") {
                Some(_) => ty,
                None => result_of(cx, ty, "__await__"),
            };
            match seen_as(cx, generator, "typing", "Generator") {
                Some(args) => cx.types.of(args).get(2).copied().unwrap_or(TyId::UNKNOWN),
                None => TyId::UNKNOWN,
            }
        }
        _ => TyId::UNKNOWN,
    }
}

/// What is sent to a generator where it yields: as its function declares.
pub(super) fn sent(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
    let function = unit.function_scope(scope);
    let declared = unit.scope(function).owner.and_then(|owner| unit.def(owner).ty);
    let Some(declared) = declared else { return TyId::UNKNOWN };
    let generator = cx.lower(unit, declared, function);
    let args = seen_as(cx, generator, "typing", "Generator")
        .or_else(|| seen_as(cx, generator, "typing", "AsyncGenerator"));
    args.and_then(|args| cx.types.of(args).get(1).copied()).unwrap_or(TyId::UNKNOWN)
}

/// What `base[index]` is.
pub(super) fn index(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: TyId,
    index: ExprId,
    scope: ScopeId,
) -> TyId {
    let is_slice = matches!(unit.expr(index), Expr::Binary(BinaryKind::Range, ..));
    match cx.ty(base) {
        Ty::External => TyId::EXTERNAL,
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> =
                parts.into_iter().map(|part| self::index(cx, unit, part, index, scope)).collect();
            cx.types.union(&parts)
        }
        Ty::Tuple(list) => {
            let parts = cx.types.of(list).to_vec();
            if is_slice { base } else { cx.types.union(&parts) }
        }
        Ty::Type(def, _) if metaclass_is_enum(cx, def) => cx.instance(def),
        Ty::Type(def, _) => {
            let args = match unit.expr(index) {
                Expr::Container(Container::Tuple, items) => unit.facts.list(items).collect(),
                _ => vec![index],
            };
            let args: Vec<TyId> =
                args.into_iter().map(|arg| types::from_expr(cx, unit, arg, scope)).collect();
            let args = cx.list(&args);
            cx.id(Ty::Type(def, args))
        }
        Ty::Instance(def, _) if is_slice && def.file.is_std() => base,
        Ty::Instance(..) => {
            let member = cx.member_type(base, "__getitem__", Side::Instance);
            calls::result(cx, member)
        }
        Ty::SelfOf(_) | Ty::Param(..) => {
            let upper = types::concrete(cx, base);
            if upper == base { TyId::UNKNOWN } else { self::index(cx, unit, upper, index, scope) }
        }
        _ => TyId::UNKNOWN,
    }
}

/// The result of an operator with one operand.
pub(super) fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
    match kind {
        UnaryKind::Await => awaited(cx, operand),
        UnaryKind::Not => stubs::literal(cx, Literal::Bool),
        UnaryKind::Yield => TyId::UNKNOWN,
        _ => Defaults::unary(cx, kind, operand),
    }
}

/// The result of an operator with two operands.
pub(super) fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
    match kind {
        BinaryKind::Comparison => stubs::literal(cx, Literal::Bool),
        BinaryKind::Arithmetic => arithmetic(cx, left, right),
        BinaryKind::And => cx.types.union(&[right]),
        _ => Defaults::binary(cx, kind, left, right),
    }
}

/// Library values keep their class under operators; others have the one result that all of their operators have.
fn arithmetic(cx: &mut Session<'_>, left: TyId, right: TyId) -> TyId {
    const OPERATORS: &[&str] = &[
        "__add__",
        "__sub__",
        "__mul__",
        "__truediv__",
        "__floordiv__",
        "__mod__",
        "__matmul__",
        "__or__",
        "__and__",
        "__xor__",
        "__lshift__",
        "__rshift__",
    ];
    match cx.ty(left) {
        Ty::External => TyId::EXTERNAL,
        Ty::Instance(def, _) if def.file.is_std() => left,
        Ty::Tuple(_) => left,
        Ty::Instance(def, _) if cx.kind(def) == DefKind::Class => {
            let mut results = Vec::new();
            for operator in OPERATORS {
                let found = cx.member(left, operator, Side::Instance);
                if cx.first_def(found).is_some_and(|def| !def.file.is_std()) {
                    let result = result_of(cx, left, operator);
                    if !results.contains(&result) {
                        results.push(result);
                    }
                }
            }
            match results[..] {
                [one] => one,
                _ => TyId::UNKNOWN,
            }
        }
        _ if left == right => left,
        _ => TyId::UNKNOWN,
    }
}
