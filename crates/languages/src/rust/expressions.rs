//! Expressions. Each gives its [`ExprId`]; names in them become sites on the way.

use extract::Builder;
use model::expr::{Access, BinaryKind, Container, Expr, Literal, SelfRef, UnaryKind};
use model::facts::List;
use model::ids::ExprId;
use model::kinds::{FlowKind, Role};

use super::grammar::{F, K, N};
use super::paths::{self, unknown};
use super::{
    assignments, attributes, broken, closures, control, definitions, generics, macros, patterns, statements,
    structs, types,
};

/// Reads whatever `node` is, for its sites and definitions.
pub(super) fn any(b: &mut Builder<'_>, node: N<'_>) {
    match node.kind() {
        kind if definitions::is_item(kind) => definitions::item(b, node, &[]),
        K::LetDeclaration => {
            b.descend(node, |b| statements::declaration(b, node));
        }
        K::AttributeItem => attributes::standalone(b, node),
        K::TypeIdentifier
        | K::ScopedTypeIdentifier
        | K::GenericType
        | K::ReferenceType
        | K::PointerType
        | K::ArrayType
        | K::TupleType
        | K::FunctionType
        | K::AbstractType
        | K::DynamicType
        | K::BoundedType => {
            types::ty(b, node);
        }
        K::TupleStructPattern | K::StructPattern | K::CapturedPattern => {
            let subject = patterns::Subject::new(model::kinds::BindingKind::Pattern, None, None, node.end());
            patterns::pattern(b, node, subject);
        }
        K::Error => {
            b.descend(node, |b| broken::range(b, node));
        }
        _ => {
            expr(b, node);
        }
    }
}

/// Reads what is inside of `node`, which itself could not be understood.
pub(super) fn parts(b: &mut Builder<'_>, node: N<'_>) {
    for child in node.named_children() {
        any(b, child);
    }
}

/// An expression.
pub(super) fn expr(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    match node.kind() {
        _ if node.is_missing() => unknown(b),
        K::Identifier | K::FieldIdentifier | K::ShorthandFieldIdentifier => {
            paths::name(b, node.span(), Role::Read)
        }
        K::SelfValue => b.expr(Expr::SelfRef(SelfRef::This)),
        K::IntegerLiteral => b.expr(Expr::Literal(Literal::Int)),
        K::FloatLiteral => b.expr(Expr::Literal(Literal::Float)),
        K::BooleanLiteral => b.expr(Expr::Literal(Literal::Bool)),
        K::StringLiteral | K::RawStringLiteral | K::CharLiteral => text_literal(b, node),
        K::Metavariable | K::Lifetime | K::Label | K::EmptyStatement => unknown(b),
        K::UnitExpression => unit(b),
        _ => b.descend(node, |b| compound(b, node)).unwrap_or_else(|| unknown(b)),
    }
}

fn compound(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    match node.kind() {
        K::CallExpression
        | K::FieldExpression
        | K::TryExpression
        | K::AwaitExpression
        | K::IndexExpression => postfix(b, node, Role::Read),
        K::ScopedIdentifier | K::GenericFunction | K::ScopedTypeIdentifier => {
            paths::path(b, node, Role::Read)
        }
        K::MacroInvocation => macros::invocation(b, node),
        K::ReferenceExpression => {
            let kind = if node.has(K::Mut) { UnaryKind::AddressOfMut } else { UnaryKind::AddressOf };
            unary(b, kind, node.field(F::Value))
        }
        K::UnaryExpression => operator(b, node),
        K::BinaryExpression => binary(b, node),
        K::AssignmentExpression => assignments::assignment(b, node),
        K::CompoundAssignment => assignments::compound(b, node),
        K::CastExpression => cast(b, node),
        K::ParenthesizedExpression | K::NegativeLiteral => first(b, node),
        K::TupleExpression => container(b, Container::Tuple, node),
        K::ArrayExpression => array(b, node),
        K::StructExpression => structs::literal(b, node),
        K::RangeExpression => range(b, node),
        K::ClosureExpression => closures::closure(b, node),
        K::ReturnExpression => returned(b, node),
        K::YieldExpression => yielded(b, node),
        K::BreakExpression | K::ContinueExpression => jump(b, node),
        _ => control::expr(b, node),
    }
}

/// `()`
pub(super) fn unit(b: &mut Builder<'_>) -> ExprId {
    b.expr(Expr::Container(Container::Tuple, List::EMPTY))
}

fn text_literal(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let literal = match (node.kind(), node.text().as_bytes().first()) {
        (K::CharLiteral, Some(b'b')) => Literal::Int,
        (K::CharLiteral, _) => Literal::Char,
        (_, Some(b'b')) => Literal::Bytes,
        _ => Literal::Str,
    };
    b.expr(Expr::Literal(literal))
}

/// The first expression inside `node`.
fn first(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    optional(b, node.first_named())
}

/// `node` if it is there.
pub(super) fn optional(b: &mut Builder<'_>, node: Option<N<'_>>) -> ExprId {
    match node {
        Some(node) => expr(b, node),
        None => unknown(b),
    }
}

pub(super) fn unary(b: &mut Builder<'_>, kind: UnaryKind, operand: Option<N<'_>>) -> ExprId {
    let operand = optional(b, operand);
    b.expr(Expr::Unary(kind, operand))
}

fn operator(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let kind = match node.children().next().map(N::kind) {
        Some(K::Star) => UnaryKind::Deref,
        Some(K::Bang) => UnaryKind::Not,
        _ => UnaryKind::Arithmetic,
    };
    unary(b, kind, node.first_named())
}

fn is_postfix(kind: K) -> bool {
    matches!(
        kind,
        K::CallExpression | K::FieldExpression | K::TryExpression | K::AwaitExpression | K::IndexExpression
    )
}

/// What a call, field access, `?`, `.await` or index is applied to.
fn operand(node: N<'_>) -> Option<N<'_>> {
    match node.kind() {
        K::CallExpression | K::GenericFunction => node.field(F::Function),
        K::FieldExpression => node.field(F::Value),
        _ => node.first_named(),
    }
}

/// A callee in the form of a field access: the method's name gets `role`.
pub(super) fn callee(b: &mut Builder<'_>, node: N<'_>, role: Role) -> ExprId {
    b.descend(node, |b| postfix(b, node, role)).unwrap_or_else(|| unknown(b))
}

/// A chain `a.b(c)?.d`, from its start outwards. `role` is that of a field at its end.
fn postfix(b: &mut Builder<'_>, node: N<'_>, role: Role) -> ExprId {
    let mut chain = vec![node];
    let mut start = operand(node);
    while let Some(inner) = start {
        let turbofish = inner.is(K::GenericFunction)
            && inner.field(F::Function).is_some_and(|name| name.is(K::FieldExpression));
        if !turbofish && !is_postfix(inner.kind()) {
            break;
        }
        chain.push(inner);
        start = operand(inner);
    }
    let innermost = chain.last().copied().unwrap_or(node);
    let mut value = chain_start(b, innermost, start);
    for index in (0..chain.len()).rev() {
        let is_called = chain[..index].iter().rev().find(|outer| !outer.is(K::GenericFunction));
        let is_called = is_called.is_some_and(|outer| outer.is(K::CallExpression));
        let role = match index {
            0 => role,
            _ if is_called => Role::Call,
            _ => Role::Read,
        };
        value = link(b, chain[index], value, role);
    }
    value
}

fn chain_start<'t>(b: &mut Builder<'_>, innermost: N<'t>, start: Option<N<'t>>) -> ExprId {
    match start {
        Some(name) if innermost.is(K::CallExpression) => match name.kind() {
            K::Identifier | K::ScopedIdentifier | K::GenericFunction => {
                let is_macro = paths::is_macro_name(b, name.end());
                paths::path(b, name, if is_macro { Role::Macro } else { Role::Call })
            }
            _ => expr(b, name),
        },
        start => optional(b, start),
    }
}

/// One step of a chain.
fn link(b: &mut Builder<'_>, node: N<'_>, value: ExprId, role: Role) -> ExprId {
    match node.kind() {
        K::CallExpression => call(b, node, value),
        K::GenericFunction => {
            let types = node.field(F::TypeArguments).map_or(List::EMPTY, |list| types::arguments(b, list));
            b.expr(Expr::Apply { base: value, types })
        }
        K::FieldExpression => match node.field(F::Field).filter(|name| !name.is_missing()) {
            Some(name) => paths::member(b, value, name.span(), Access::Dot, role),
            None => value,
        },
        K::TryExpression => b.expr(Expr::Unary(UnaryKind::Try, value)),
        K::AwaitExpression => b.expr(Expr::Unary(UnaryKind::Await, value)),
        _ => index(b, node, value),
    }
}

fn index(b: &mut Builder<'_>, node: N<'_>, base: ExprId) -> ExprId {
    let index = optional(b, node.named_children().nth(1));
    b.expr(Expr::Index { base, index })
}

fn call(b: &mut Builder<'_>, node: N<'_>, callee: ExprId) -> ExprId {
    let name_end = node.field(F::Function).map_or(0, N::end);
    let Some(list) = node.field(F::Arguments) else {
        return b.expr(Expr::Call { callee, args: List::EMPTY });
    };
    if paths::is_macro_name(b, name_end) {
        return macros::masked_call(b, list, callee);
    }
    let args = arguments(b, list);
    b.expr(Expr::Call { callee, args })
}

/// The values between commas.
pub(super) fn arguments(b: &mut Builder<'_>, list: N<'_>) -> List {
    let mut values = Vec::new();
    for child in list.named_children() {
        match child.kind() {
            K::AttributeItem => attributes::standalone(b, child),
            K::Error => any(b, child),
            _ => values.push(expr(b, child)),
        }
    }
    b.list(&values)
}

fn container(b: &mut Builder<'_>, kind: Container, node: N<'_>) -> ExprId {
    let values = arguments(b, node);
    b.expr(Expr::Container(kind, values))
}

/// `[a, b]`, `[a; n]`.
fn array(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let Some(length) = node.field(F::Length) else { return container(b, Container::List, node) };
    let value = first(b, node);
    expr(b, length);
    let values = b.list(&[value]);
    b.expr(Expr::Container(Container::List, values))
}

/// `a + b + c`, a left-leaning chain of any length.
fn binary(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let mut chain = vec![node];
    let mut start = node.field(F::Left);
    while let Some(inner) = start.filter(|inner| inner.is(K::BinaryExpression)) {
        chain.push(inner);
        start = inner.field(F::Left);
    }
    let mut value = optional(b, start);
    while let Some(outer) = chain.pop() {
        let right = optional(b, outer.field(F::Right));
        value = b.expr(Expr::Binary(operator_kind(outer), value, right));
    }
    value
}

fn operator_kind(node: N<'_>) -> BinaryKind {
    match node.field(F::Operator).map(N::text) {
        Some("&&") => BinaryKind::And,
        Some("||") => BinaryKind::Or,
        Some("==" | "!=" | "<" | "<=" | ">" | ">=") => BinaryKind::Comparison,
        _ => BinaryKind::Arithmetic,
    }
}

fn range(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let mut ends = node.named_children();
    let (from, to) = (ends.next(), ends.next());
    let (from, to) = (optional(b, from), optional(b, to));
    b.expr(Expr::Binary(BinaryKind::Range, from, to))
}

fn cast(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let value = optional(b, node.field(F::Value));
    match node.field(F::Type) {
        Some(ty) => {
            let ty = types::ty(b, ty);
            b.expr(Expr::Cast(value, ty))
        }
        None => value,
    }
}

fn returned(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let value = node.first_named().map(|value| expr(b, value));
    b.flow(FlowKind::Return, node.span(), None, value);
    unknown(b)
}

fn yielded(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let value = node.first_named().map(|value| expr(b, value));
    b.flow(FlowKind::Yield, node.span(), None, value);
    unknown(b)
}

/// `break 'label value`, `continue 'label`.
fn jump(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    generics::jump(b, node);
    if let Some(value) = node.last_named().filter(|last| !last.is(K::Label)) {
        expr(b, value);
    }
    unknown(b)
}
