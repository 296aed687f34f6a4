//! Expressions.

use extract::Builder;
use model::expr::{Access, BinaryKind, Container, Expr, Literal, SelfRef, TypeExpr, UnaryKind};
use model::facts::{Anchor, List};
use model::ids::ExprId;
use model::kinds::{FlowKind, Role};

use super::context::{Cx, Node, parsed_text};
use super::grammar::{F, K};
use super::initializers::{self, Target};
use super::{calls, gnu, statements, types};
use crate::cpp::{lambdas, names};

/// Whether a node is read by [`expression`] and not by the rules for statements.
pub(crate) fn is_expression(kind: K) -> bool {
    matches!(
        kind,
        K::Identifier
            | K::FieldIdentifier
            | K::NamespaceIdentifier
            | K::QualifiedIdentifier
            | K::TemplateFunction
            | K::TemplateMethod
            | K::OperatorName
            | K::DestructorName
            | K::DependentName
            | K::FieldExpression
            | K::CallExpression
            | K::AssignmentExpression
            | K::BinaryExpression
            | K::UnaryExpression
            | K::PointerExpression
            | K::UpdateExpression
            | K::CastExpression
            | K::SubscriptExpression
            | K::ParenthesizedExpression
            | K::CommaExpression
            | K::ConditionalExpression
            | K::SizeofExpression
            | K::AlignofExpression
            | K::OffsetofExpression
            | K::CompoundLiteralExpression
            | K::InitializerList
            | K::LambdaExpression
            | K::NewExpression
            | K::DeleteExpression
            | K::NumberLiteral
            | K::CharLiteral
            | K::StringLiteral
            | K::RawStringLiteral
            | K::ConcatenatedString
            | K::UserDefinedLiteral
            | K::True
            | K::False
            | K::Null
            | K::This
            | K::ParameterPackExpansion
            | K::CoAwaitExpression
            | K::ExtensionExpression
            | K::PreprocDefined
            | K::GnuAsmExpression
    )
}

/// The value of `node`; `role` is that of its last name.
pub(crate) fn expression(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Identifier => name(b, node, role),
        K::NumberLiteral => number(b, node),
        K::StringLiteral | K::RawStringLiteral => b.expr(Expr::Literal(Literal::Str)),
        K::CharLiteral => b.expr(Expr::Literal(Literal::Char)),
        K::True | K::False | K::Null => constant(b, node),
        K::This => b.expr(Expr::SelfRef(SelfRef::This)),
        _ => b.descend(node, |b| compound(b, cx, node, role)).unwrap_or_else(|| b.expr(Expr::Unknown)),
    }
}

fn name(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> ExprId {
    // The mask writes `$…` where a built-in type stands as an argument.
    if parsed_text(b, node.span()).starts_with('$') && !node.text().starts_with('$') {
        return builtin(b, node.text());
    }
    if node.is_missing() || super::lexical::is_keyword(node.text()) {
        return b.expr(Expr::Unknown);
    }
    b.name_expr(node.span(), role)
}

fn builtin(b: &mut Builder<'_>, text: &str) -> ExprId {
    if !super::lexical::is_type_keyword(text) {
        return b.expr(Expr::Unknown);
    }
    let text = b.name(text);
    let ty = b.ty(TypeExpr::Builtin(text));
    b.expr(Expr::Type(ty))
}

fn number(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    let text = node.text();
    let hex = text.starts_with("0x") || text.starts_with("0X");
    let float = text.contains('.') || (!hex && text.contains(['e', 'E', 'f', 'F']));
    b.expr(Expr::Literal(if float { Literal::Float } else { Literal::Int }))
}

/// `TRUE`, `FALSE` and `NULL` are macros that someone defines; the grammar takes them for keywords.
fn constant(b: &mut Builder<'_>, node: Node<'_>) -> ExprId {
    if node.text().starts_with(|first: char| first.is_ascii_uppercase()) {
        b.site(node.span(), Role::Read, Anchor::Lexical);
    }
    b.expr(Expr::Literal(if node.is(K::Null) { Literal::Null } else { Literal::Bool }))
}

fn compound(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::FieldExpression => member(b, cx, node, role),
        K::CallExpression => calls::call(b, cx, node),
        K::AssignmentExpression => assignment(b, cx, node),
        K::BinaryExpression => binary(b, cx, node),
        K::UnaryExpression | K::PointerExpression | K::UpdateExpression => unary(b, cx, node, role),
        K::CastExpression => cast(b, cx, node),
        K::SubscriptExpression => subscript(b, cx, node, role),
        K::ParenthesizedExpression => parenthesized(b, cx, node, role),
        K::CommaExpression => comma(b, cx, node),
        K::ConditionalExpression => conditional(b, cx, node),
        K::CompoundLiteralExpression => initializers::compound_literal(b, cx, node),
        K::InitializerList => initializers::list(b, cx, node, Target::Unknown),
        K::ConcatenatedString => concatenated(b, cx, node),
        K::UserDefinedLiteral => calls::user_literal(b, cx, node),
        K::SizeofExpression | K::AlignofExpression | K::OffsetofExpression => query(b, cx, node),
        K::ExtensionExpression => inner(b, cx, node, role),
        _ => named(b, cx, node, role),
    }
}

/// Qualified and generic names, and what only C++ has.
fn named(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::QualifiedIdentifier => names::qualified_expression(b, cx, node, role),
        K::TemplateFunction
        | K::TemplateMethod
        | K::OperatorName
        | K::DependentName
        | K::FieldIdentifier
        | K::NamespaceIdentifier => names::expression_segment(b, cx, None, Access::Dot, node, role),
        K::LambdaExpression => lambdas::lambda(b, cx, node),
        K::NewExpression => calls::new(b, cx, node),
        K::TypeIdentifier | K::PrimitiveType | K::TypeDescriptor | K::SizedTypeSpecifier => {
            types::as_expression(b, cx, node)
        }
        K::DeleteExpression => {
            let operand = inner(b, cx, node, Role::Read);
            b.expr(Expr::Unary(UnaryKind::Query, operand))
        }
        K::ParameterPackExpansion => {
            let operand = inner(b, cx, node, Role::Read);
            b.expr(Expr::Unary(UnaryKind::Spread, operand))
        }
        K::CoAwaitExpression => {
            let operand = inner(b, cx, node, Role::Read);
            b.expr(Expr::Unary(UnaryKind::Await, operand))
        }
        K::CompoundStatement => gnu::statement_expression(b, cx, node),
        K::PreprocDefined => {
            super::lexical::sites(b, node.span(), Role::Macro, &[]);
            b.expr(Expr::Literal(Literal::Bool))
        }
        K::GnuAsmOutputOperand | K::GnuAsmInputOperand => gnu::asm_operand(b, cx, node),
        _ => statements::unknown(b, cx, node),
    }
}

fn inner(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    match node.last_named() {
        Some(inner) => expression(b, cx, inner, role),
        None => b.expr(Expr::Unknown),
    }
}

fn parenthesized(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    let mut value = None;
    for child in node.named_children() {
        value = Some(expression(b, cx, child, role));
    }
    value.unwrap_or_else(|| b.expr(Expr::Unknown))
}

/// `a.b`, `a->b`, `a.*b`.
fn member(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    let base = match node.field(F::Argument) {
        Some(argument) => expression(b, cx, argument, Role::Read),
        None => b.expr(Expr::Unknown),
    };
    let arrow = node.field(F::Operator).is_some_and(|operator| operator.is(K::Arrow));
    let access = if arrow { Access::Arrow } else { Access::Dot };
    for error in node.children().filter(|child| child.is_error()) {
        statements::leftover(b, cx, error);
    }
    match node.field(F::Field) {
        Some(field) if field.is(K::QualifiedIdentifier) => {
            names::qualified_member(b, cx, base, access, field, role)
        }
        Some(field) if !field.is_missing() => {
            names::expression_segment(b, cx, Some(base), access, field, role)
        }
        _ => base,
    }
}

fn assignment(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let (Some(left), Some(right)) = (node.field(F::Left), node.field(F::Right)) else {
        return statements::unknown(b, cx, node);
    };
    let target = expression(b, cx, left, Role::Write);
    let value = expression(b, cx, right, Role::Read);
    if node.has(K::Assign) {
        b.flow(FlowKind::Assign, node.span(), Some(target), Some(value));
    }
    b.expr(Expr::Assign(target, value))
}

/// A chain of operators, its left spine iterated: generated code has chains of thousands.
fn binary(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let mut spine = vec![node];
    let mut first = node.field(F::Left);
    while let Some(left) = first.filter(|left| left.is(K::BinaryExpression)) {
        spine.push(left);
        first = left.field(F::Left);
    }
    let mut value = operand(b, cx, first);
    for node in spine.into_iter().rev() {
        for error in node.children().filter(|child| child.is_error()) {
            statements::leftover(b, cx, error);
        }
        let right = operand(b, cx, node.field(F::Right));
        value = b.expr(Expr::Binary(binary_kind(node), value, right));
    }
    value
}

fn operand(b: &mut Builder<'_>, cx: &Cx<'_>, node: Option<Node<'_>>) -> ExprId {
    match node {
        Some(node) => expression(b, cx, node, Role::Read),
        None => b.expr(Expr::Unknown),
    }
}

fn binary_kind(node: Node<'_>) -> BinaryKind {
    match node.field(F::Operator).map(Node::kind) {
        Some(K::AmpAmp | K::And) => BinaryKind::And,
        Some(K::PipePipe | K::Or) => BinaryKind::Or,
        Some(
            K::EqualEqual | K::NotEqual | K::NotEq | K::Less | K::Greater | K::LessEqual | K::GreaterEqual,
        ) => BinaryKind::Comparison,
        _ => BinaryKind::Arithmetic,
    }
}

fn unary(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    let update = node.is(K::UpdateExpression);
    let operand_role = if update { Role::Write } else { role_below(node, role) };
    for error in node.children().filter(|child| child.is_error()) {
        statements::leftover(b, cx, error);
    }
    let operand = match node.field(F::Argument) {
        Some(argument) => expression(b, cx, argument, operand_role),
        None => b.expr(Expr::Unknown),
    };
    let kind = match node.field(F::Operator).map(Node::kind) {
        Some(K::Star) => UnaryKind::Deref,
        Some(K::Amp) => UnaryKind::AddressOf,
        Some(K::Not | K::NotWord) => UnaryKind::Not,
        _ => UnaryKind::Arithmetic,
    };
    b.expr(Expr::Unary(kind, operand))
}

/// `*f(x)` calls through `f`, but `*p = x` does not write `p`.
fn role_below(node: Node<'_>, role: Role) -> Role {
    if node.is(K::PointerExpression) && role == Role::Call { role } else { Role::Read }
}

fn cast(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let ty = node.field(F::Type).map(|ty| types::descriptor(b, cx, ty));
    let value = operand(b, cx, node.field(F::Value));
    match ty {
        Some(ty) => b.expr(Expr::Cast(value, ty)),
        None => value,
    }
}

/// `a[i]`; the element is what is written, not `a`.
fn subscript(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    let mut base = None;
    let mut index = None;
    for child in node.named_children() {
        if child.is_in_field(F::Argument) {
            let role = if role == Role::Write { Role::Read } else { role };
            base = Some(expression(b, cx, child, role));
        } else if child.is_in_field(F::Index) {
            index = Some(expression(b, cx, child, Role::Read));
        } else {
            for child in child.named_children() {
                index = Some(expression(b, cx, child, Role::Read));
            }
        }
    }
    let base = base.unwrap_or_else(|| b.expr(Expr::Unknown));
    let index = index.unwrap_or_else(|| b.expr(Expr::Unknown));
    b.expr(Expr::Index { base, index })
}

/// `a, b, c`, nested to the right.
fn comma(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let mut last = node;
    let mut value = operand(b, cx, last.field(F::Left));
    while let Some(right) = last.field(F::Right) {
        if right.is(K::CommaExpression) {
            operand(b, cx, right.field(F::Left));
            last = right;
        } else {
            let right = expression(b, cx, right, Role::Read);
            value = b.expr(Expr::Binary(BinaryKind::Comma, value, right));
            break;
        }
    }
    value
}

fn conditional(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let condition = operand(b, cx, node.field(F::Condition));
    // GNU C: `a ?: b` is `a ? a : b`.
    let first = node.field(F::Consequence).map_or(condition, |first| expression(b, cx, first, Role::Read));
    let second = operand(b, cx, node.field(F::Alternative));
    let both = b.list(&[first, second]);
    b.expr(Expr::Either(both))
}

/// `sizeof`, `alignof`, `offsetof`.
fn query(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    let mut ty = None;
    for child in node.named_children() {
        if child.is_in_field(F::Type) {
            ty = Some(types::descriptor(b, cx, child));
        } else if child.is_in_field(F::Member) {
            let ty = ty.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
            b.site(child.span(), Role::Read, Anchor::FieldOf(ty));
        } else {
            expression(b, cx, child, Role::Read);
        }
    }
    b.expr(Expr::Literal(Literal::Int))
}

/// Adjacent strings, with macros that are strings between them.
fn concatenated(b: &mut Builder<'_>, _cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    for name in node.named_children().filter(|child| child.is(K::Identifier)) {
        b.name_expr(name.span(), Role::Read);
    }
    b.expr(Expr::Literal(Literal::Str))
}

/// The arguments of a call.
pub(crate) fn arguments(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> List {
    let mut values = Vec::new();
    for child in node.named_children() {
        match child.kind() {
            K::Error => statements::leftover(b, cx, child),
            _ => values.push(expression(b, cx, child, Role::Read)),
        }
    }
    b.list(&values)
}

/// Values in braces without a type.
pub(crate) fn braces(b: &mut Builder<'_>, values: &[ExprId]) -> ExprId {
    let values = b.list(values);
    b.expr(Expr::Container(Container::Braces, values))
}
