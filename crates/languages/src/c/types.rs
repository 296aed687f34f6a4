//! Type specifiers and type descriptors.

use extract::Builder;
use model::expr::{Expr, TypeExpr, Wrapper};
use model::ids::TypeId;
use model::kinds::Role;

use super::context::{Cx, Node, parsed_text};
use super::grammar::{F, K};
use super::{declarators, expressions, records, statements};
use crate::cpp::names;

/// The type that a type specifier names or defines.
pub(crate) fn specifier(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> TypeId {
    match node.kind() {
        K::TypeIdentifier | K::Identifier | K::FieldIdentifier | K::NamespaceIdentifier => {
            named(b, node, role)
        }
        K::PrimitiveType => primitive(b, cx, node),
        K::SizedTypeSpecifier => sized(b, cx, node),
        K::StructSpecifier | K::UnionSpecifier | K::ClassSpecifier => records::record(b, cx, node),
        K::EnumSpecifier => records::enumeration(b, cx, node),
        K::TemplateType | K::TemplateFunction | K::TemplateMethod => names::template_type(b, cx, node, role),
        K::QualifiedIdentifier => names::qualified_type(b, cx, node, role),
        K::TypeDescriptor => descriptor(b, cx, node),
        K::Auto => b.ty(TypeExpr::Infer),
        K::PlaceholderTypeSpecifier => placeholder(b, cx, node),
        K::Decltype => decltype(b, cx, node),
        K::MacroTypeSpecifier => macro_type(b, cx, node),
        K::DependentType | K::DependentName => inner(b, cx, node, role),
        _ => unknown(b, cx, node),
    }
}

/// A plain name. `__auto_type` is what GNU C calls `auto`.
fn named(b: &mut Builder<'_>, node: Node<'_>, role: Role) -> TypeId {
    match node.text() {
        "__auto_type" => b.ty(TypeExpr::Infer),
        text if super::lexical::is_type_keyword(text) => builtin(b, text),
        _ => b.name_type(node.span(), role),
    }
}

fn builtin(b: &mut Builder<'_>, text: &str) -> TypeId {
    let name = b.name(text);
    b.ty(TypeExpr::Builtin(name))
}

/// A built-in type, or what stands in for a type that the grammar cannot take (`typeof(e)`).
fn primitive(b: &mut Builder<'_>, _cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    if parsed_text(b, node.span()) != node.text() {
        return b.ty(TypeExpr::Unknown);
    }
    match node.text() {
        text if super::lexical::is_type_keyword(text) => builtin(b, text),
        // The grammar knows `size_t` and its like, but libraries define them.
        _ => b.name_type(node.span(), Role::Type),
    }
}

/// `unsigned long`, in one spelling whatever the white space.
fn sized(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    if let Some(name) = node.field(F::Type).filter(|name| name.is(K::TypeIdentifier)) {
        return specifier(b, cx, name, Role::Type);
    }
    let text = node.text();
    if text.bytes().any(|byte| byte.is_ascii_whitespace() && byte != b' ') || text.contains("  ") {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        return builtin(b, &folded);
    }
    builtin(b, text)
}

/// `auto`, `Concept auto`, `decltype(auto)`.
fn placeholder(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    if let Some(constraint) = node.field(F::Constraint) {
        specifier(b, cx, constraint, Role::Type);
    }
    b.ty(TypeExpr::Infer)
}

fn decltype(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    match node.first_named() {
        Some(operand) if !operand.is(K::Auto) => {
            let operand = expressions::expression(b, cx, operand, Role::Read);
            b.ty(TypeExpr::TypeOf(operand))
        }
        _ => b.ty(TypeExpr::Infer),
    }
}

/// `MACRO(T)` where a type stands; `typeof(T)` and `_Atomic(T)` are parsed like it.
fn macro_type(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    let name = node.field(F::Name);
    let keyword = name.is_some_and(|name| super::lexical::is_keyword(name.text()));
    if let (Some(name), false) = (name, keyword) {
        b.name_expr(name.span(), Role::Call);
    }
    let argument = node.field(F::Type).map(|argument| descriptor(b, cx, argument));
    match argument {
        Some(argument) if keyword => argument,
        _ => b.ty(TypeExpr::Unknown),
    }
}

fn inner(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> TypeId {
    match node.first_named() {
        Some(inner) => b.descend(node, |b| specifier(b, cx, inner, role)),
        None => None,
    }
    .unwrap_or_else(|| b.ty(TypeExpr::Unknown))
}

fn unknown(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    statements::parts(b, cx, node);
    b.ty(TypeExpr::Unknown)
}

/// A type with its qualifiers and abstract declarator: what stands in casts and template arguments.
pub(crate) fn descriptor(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    if !node.is(K::TypeDescriptor) {
        return specifier(b, cx, node, Role::Type);
    }
    let (mut ty, mut qualified, mut declarator) = (None, false, None);
    for child in node.children() {
        match child.kind() {
            K::TypeQualifier => qualified |= is_cv(child.text()),
            _ if child.is_in_field(F::Type) => ty = Some(specifier(b, cx, child, Role::Type)),
            _ if child.is_in_field(F::Declarator) => declarator = Some(child),
            _ => statements::parts(b, cx, child),
        }
    }
    let ty = ty.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    let ty = if qualified { b.ty(TypeExpr::Wrap(Wrapper::Qualified, ty)) } else { ty };
    match declarator {
        Some(declarator) => declarators::read(b, cx, declarator, ty).ty,
        None => ty,
    }
}

/// Whether a qualifier makes a type of its own.
pub(crate) fn is_cv(qualifier: &str) -> bool {
    matches!(qualifier, "const" | "volatile")
}

/// A type as an expression.
pub(crate) fn as_expression(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> model::ids::ExprId {
    let ty = descriptor(b, cx, node);
    b.expr(Expr::Type(ty))
}
