//! Expressions: names, members, calls, literals. Operators are in `operators`, assignments in `assignments`.

use extract::Builder;
use model::expr::{Access, BinaryKind, Container, Expr, Literal, SelfRef, TypeExpr, UnaryKind};
use model::facts::{Anchor, List};
use model::ids::{ExprId, TypeId};
use model::kinds::Role;

use super::context::Context;
use super::grammar::{F, Js, K};
use super::keys::inside_quotes;
use super::objects::{Qualifier, object};
use super::patterns::{Target, bind_pattern};
use super::{assignments, broken, classes, commonjs, functions, jsdoc, jsx, operators, statements};
use crate::typescript;

/// Longest literal whose text is kept.
const MAX_LITERAL: u32 = 40;

/// An expression that is read.
pub(crate) fn expression(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    expression_as(b, cx, node, Role::Read)
}

/// An expression whose last name has the role `role`.
pub(crate) fn expression_as(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Identifier => name(b, node, role),
        K::This => b.expr(Expr::SelfRef(SelfRef::This)),
        _ => match b.descend(node, |b| dispatch(b, cx, node, role)) {
            Some(value) => value,
            None => b.expr(Expr::Unknown),
        },
    }
}

fn name(b: &mut Builder<'_>, node: Js<'_>, role: Role) -> ExprId {
    if node.is_missing() {
        return b.expr(Expr::Unknown);
    }
    if !node.text().ends_with(')') {
        return b.name_expr(node.span(), role);
    }
    let flags = commonjs::flags(b);
    match commonjs::masked_import(b, node, flags) {
        Some(import) => import,
        None => b.name_expr(node.span(), role),
    }
}

fn dispatch(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Member => member(b, cx, node, role),
        K::Subscript => subscript(b, cx, node, role),
        K::Call => call(b, cx, node, role),
        K::New => new(b, cx, node),
        K::Parenthesized => parenthesized(b, cx, node, role),
        K::NonNull => unary_over(b, cx, node, UnaryKind::NonNull, role),
        K::Object => object(b, cx, node, Qualifier::default()),
        K::Array => array(b, cx, node),
        K::FunctionExpression | K::ArrowFunction | K::GeneratorFunction => {
            functions::function_value(b, cx, node)
        }
        K::Class => {
            let class = classes::class_value(b, cx, node);
            b.expr(Expr::Definition(class))
        }
        K::Assignment => assignments::assignment(b, cx, node),
        K::AugmentedAssignment => assignments::augmented(b, cx, node),
        K::Update => assignments::update(b, cx, node),
        K::Binary => operators::binary(b, cx, node),
        K::Unary => operators::unary(b, cx, node),
        K::Ternary => operators::ternary(b, cx, node),
        K::Yield => operators::yielded(b, cx, node),
        K::Await => unary_over(b, cx, node, UnaryKind::Await, Role::Read),
        K::Spread => unary_over(b, cx, node, UnaryKind::Spread, Role::Read),
        K::Sequence => sequence(b, cx, node),
        K::As | K::Satisfies | K::TypeAssertion | K::Instantiation => {
            typescript::typed_expression(b, cx, node, role)
        }
        K::JsxElement | K::JsxSelfClosing | K::JsxExpression => jsx::jsx(b, cx, node),
        _ => leaf_or_other(b, cx, node, role),
    }
}

fn leaf_or_other(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    let expr = match node.kind() {
        K::Super => Expr::SelfRef(SelfRef::Super),
        K::Number => Expr::Literal(number(node.text())),
        K::String => return literal_text(b, node).unwrap_or_else(|| b.expr(Expr::Literal(Literal::Str))),
        K::Template => return template(b, cx, node),
        K::True | K::False => Expr::Literal(Literal::Bool),
        K::Null => Expr::Literal(Literal::Null),
        K::Undefined => Expr::Literal(Literal::Undefined),
        K::Regex => Expr::Literal(Literal::Regex),
        K::MetaProperty | K::Import => Expr::Unknown,
        _ => return other(b, cx, node, role),
    };
    b.expr(expr)
}

/// What stands where an expression is expected without being one: mostly in broken code.
fn other(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::Error => broken::error(b, cx, node),
        K::ObjectPattern | K::ArrayPattern | K::RestPattern | K::AssignmentPattern => {
            bind_pattern(b, cx, node, None, &Target::Assign);
        }
        K::PropertyIdentifier
        | K::PrivateIdentifier
        | K::Shorthand
        | K::ShorthandPattern
        | K::StatementIdentifier => return b.name_expr(node.span(), role),
        K::InternalModule | K::Module => {
            statements::declaration(b, cx, node, super::declarations::Lead::of(node));
        }
        _ if typescript::is_type(node.kind()) => {
            let ty = typescript::type_expression(b, cx, node);
            return b.expr(Expr::Type(ty));
        }
        _ => node.named_children().for_each(|child| statements::statement(b, cx, child)),
    }
    b.expr(Expr::Unknown)
}

/// The names directly in a node whose structure is broken.
pub(crate) fn visit_names(b: &mut Builder<'_>, node: Js<'_>) {
    for name in node.named_children().filter(|child| child.is(K::Identifier)) {
        b.site(name.span(), Role::Read, Anchor::Lexical);
    }
}

fn number(text: &str) -> Literal {
    let is_hex = text.starts_with("0x") || text.starts_with("0X");
    if text.ends_with('n') {
        Literal::BigInt
    } else if !is_hex && text.contains(['.', 'e', 'E']) {
        Literal::Float
    } else {
        Literal::Int
    }
}

/// A short text that could be a key or tell a union's parts apart.
pub(crate) fn literal_text(b: &mut Builder<'_>, node: Js<'_>) -> Option<ExprId> {
    let inside = inside_quotes(node);
    let fits = node.is(K::String) && !inside.is_empty() && inside.len() <= MAX_LITERAL;
    let text = b.text(inside);
    let is_wordlike = |byte: u8| byte.is_ascii_alphanumeric() || b"_-$.:/#".contains(&byte);
    if !fits || !text.bytes().all(is_wordlike) {
        return None;
    }
    let name = b.name(text);
    Some(b.expr(Expr::Text(name)))
}

fn template(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    for part in node.named_children().filter(|child| matches!(child.kind(), K::Substitution | K::Error)) {
        for inner in part.named_children() {
            expression(b, cx, inner);
        }
    }
    b.expr(Expr::Literal(Literal::Template))
}

fn member(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    let (mut object, mut property, mut access) = (None, None, Access::Dot);
    for child in node.children() {
        match child.kind() {
            _ if child.is_in_field(F::Object) => object = Some(child),
            _ if child.is_in_field(F::Property) => property = Some(child),
            K::OptionalDot => access = Access::Optional,
            K::Error => broken::error(b, cx, child),
            _ if child.is_in_field(F::OptionalChain) => access = Access::Optional,
            _ => {}
        }
    }
    let base = match object {
        Some(object) => expression(b, cx, object),
        None => b.expr(Expr::Unknown),
    };
    match property {
        Some(property) if !property.is_missing() => b.member_expr(base, property.span(), access, role),
        _ => base,
    }
}

fn subscript(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    let base = match node.field(F::Object) {
        Some(object) => expression(b, cx, object),
        None => b.expr(Expr::Unknown),
    };
    match node.field(F::Index) {
        Some(index) if index.is(K::String) => b.member_expr(base, inside_quotes(index), Access::Key, role),
        Some(index) => {
            let index = expression(b, cx, index);
            b.expr(Expr::Index { base, index })
        }
        None => base,
    }
}

fn call(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    if let Some(value) = commonjs::call(b, cx, node) {
        return value;
    }
    let role = if role == Role::Decorate { role } else { Role::Call };
    let mut callee = None;
    let mut args = List::EMPTY;
    for child in node.named_children() {
        match child.kind() {
            _ if child.is_in_field(F::Function) => callee = Some(expression_as(b, cx, child, role)),
            K::TypeArguments => {
                let types = typescript::type_arguments(b, cx, child);
                callee = callee.map(|base| b.expr(Expr::Apply { base, types }));
            }
            K::Arguments => args = arguments(b, cx, child),
            K::Template => {
                let text = template(b, cx, child);
                args = b.list(&[text]);
            }
            K::Error => broken::error(b, cx, child),
            _ => {}
        }
    }
    let callee = callee.unwrap_or_else(|| b.expr(Expr::Unknown));
    b.expr(Expr::Call { callee, args })
}

/// The arguments of a call, as a list.
pub(crate) fn arguments(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> List {
    let mark = cx.ids.len();
    for child in node.named_children() {
        let value = expression(b, cx, child);
        cx.ids.push(value.raw());
    }
    take_list(b, cx, mark)
}

/// The ids above `mark`, as a list.
pub(crate) fn take_list(b: &mut Builder<'_>, cx: &mut Context, mark: usize) -> List {
    let list = b.list(&cx.ids[mark..]);
    cx.ids.truncate(mark);
    list
}

fn new(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let mut ty = None;
    let mut args = List::EMPTY;
    for child in node.named_children() {
        match child.kind() {
            _ if child.is_in_field(F::Constructor) => ty = Some(constructed(b, cx, child)),
            K::TypeArguments => {
                let args = typescript::type_arguments(b, cx, child);
                ty = ty.map(|base| b.ty(TypeExpr::Apply { base, args }));
            }
            K::Arguments => args = arguments(b, cx, child),
            _ => statements::statement(b, cx, child),
        }
    }
    let ty = ty.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    b.expr(Expr::New { ty, args })
}

/// The type that `new` makes an instance of.
fn constructed(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> TypeId {
    if node.is(K::Identifier) {
        return b.name_type(node.span(), Role::Call);
    }
    let value = expression_as(b, cx, node, Role::Call);
    class_type(b, value)
}

/// The class that a value is, as the type of its instances: `a.B` where it can be written as a type, else the type
/// of the expression.
pub(crate) fn class_type(b: &mut Builder<'_>, class: ExprId) -> TypeId {
    let ty = match b.facts().expr(class) {
        Expr::Name(site) => TypeExpr::Name(site),
        Expr::Member { base, site, .. } if is_path(b, base) => {
            let base = class_type(b, base);
            TypeExpr::Member { base, site }
        }
        _ => TypeExpr::TypeOf(class),
    };
    b.ty(ty)
}

/// Whether an expression is a dotted path of names, and not a long one.
fn is_path(b: &Builder<'_>, mut expr: ExprId) -> bool {
    const MAX_SEGMENTS: usize = 16;
    for _ in 0..MAX_SEGMENTS {
        match b.facts().expr(expr) {
            Expr::Name(_) => return true,
            Expr::Member { base, .. } => expr = base,
            _ => return false,
        }
    }
    false
}

fn parenthesized(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, role: Role) -> ExprId {
    let mut value = None;
    for child in node.named_children() {
        if child.is(K::TypeAnnotation) {
            typescript::annotation(b, cx, child);
        } else {
            value = Some(expression_as(b, cx, child, role));
        }
    }
    let value = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    jsdoc::cast(b, cx, node, value)
}

/// An operator over the one expression in `node`.
fn unary_over(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>, kind: UnaryKind, role: Role) -> ExprId {
    let mut value = None;
    for child in node.named_children() {
        value = Some(expression_as(b, cx, child, role));
    }
    let operand = value.unwrap_or_else(|| b.expr(Expr::Unknown));
    b.expr(Expr::Unary(kind, operand))
}

fn array(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let items = arguments(b, cx, node);
    b.expr(Expr::Container(Container::List, items))
}

fn sequence(b: &mut Builder<'_>, cx: &mut Context, node: Js<'_>) -> ExprId {
    let mut result = None;
    for child in node.named_children() {
        let value = expression(b, cx, child);
        result = Some(match result {
            Some(left) => b.expr(Expr::Binary(BinaryKind::Comma, left, value)),
            None => value,
        });
    }
    result.unwrap_or_else(|| b.expr(Expr::Unknown))
}
