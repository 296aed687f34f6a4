//! Qualified names and template arguments, as types and as expressions.

use extract::Builder;
use model::expr::{Access, Expr, TypeExpr};
use model::facts::List;
use model::ids::{ExprId, TypeId};
use model::kinds::Role;
use model::span::Span;

use crate::c::context::{Cx, Node};
use crate::c::grammar::{F, K};
use crate::c::{expressions, types};

/// `Name<Args>` as a type.
pub(crate) fn template_type(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> TypeId {
    let base = match node.field(F::Name) {
        Some(name) => b.name_type(name.span(), role),
        None => b.ty(TypeExpr::Unknown),
    };
    let args = template_arguments(b, cx, node);
    b.ty(TypeExpr::Apply { base, args })
}

/// Type ids of the arguments of a template name; an expression is `TypeOf`.
fn template_arguments(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> List {
    let mut types = Vec::new();
    for argument in node.field(F::Arguments).into_iter().flat_map(Node::named_children) {
        types.extend(b.descend(argument, |b| template_argument(b, cx, argument)));
    }
    b.list(&types)
}

fn template_argument(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> TypeId {
    match node.kind() {
        K::TypeDescriptor => types::descriptor(b, cx, node),
        K::ParameterPackExpansion => match node.first_named() {
            Some(pattern) => {
                let ty = template_argument(b, cx, pattern);
                b.ty(TypeExpr::Wrap(model::expr::Wrapper::Spread, ty))
            }
            None => b.ty(TypeExpr::Unknown),
        },
        K::NumberLiteral | K::True | K::False | K::CharLiteral => {
            let text = b.name(node.text());
            b.ty(TypeExpr::Literal(text))
        }
        _ => {
            let value = expressions::expression(b, cx, node, Role::Read);
            b.ty(TypeExpr::TypeOf(value))
        }
    }
}

/// The last name of a qualified one, with the nodes in front of it.
struct Qualified<'t> {
    scopes: Vec<Node<'t>>,
    last: Option<Node<'t>>,
}

/// Flattens `a::b<T>::c`, however long, without recursion.
fn flatten(node: Node<'_>) -> Qualified<'_> {
    let mut parts = Qualified { scopes: Vec::new(), last: None };
    let mut next = Some(node);
    while let Some(node) = next.take() {
        for child in node.named_children() {
            if child.is_in_field(F::Scope) {
                parts.scopes.push(child);
            } else if child.is(K::QualifiedIdentifier) {
                next = Some(child);
            } else if child.is(K::Identifier) && child.text() == "template" {
            } else {
                parts.last = Some(child);
            }
        }
    }
    parts
}

/// The name after the last `::`.
pub(crate) fn last_name(node: Node<'_>) -> Option<Node<'_>> {
    flatten(node).last
}

/// Where the text before the last `::` stands; `None` for `::name`.
pub(crate) fn qualifier_span(node: Node<'_>) -> Option<Span> {
    let parts = flatten(node);
    Some(Span::new(parts.scopes.first()?.start(), parts.scopes.last()?.end()))
}

/// Whether a path begins at the global namespace.
fn is_global(node: Node<'_>) -> bool {
    node.text().starts_with("::")
}

/// The global namespace, as a type without a name.
fn global(b: &mut Builder<'_>) -> TypeId {
    let name = b.name("::");
    b.ty(TypeExpr::Builtin(name))
}

/// The names before the last `::`, made sites.
pub(crate) fn qualifier_sites(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut base = is_global(node).then(|| global(b));
    for scope in flatten(node).scopes {
        base = Some(type_segment(b, cx, base, scope, Role::Qualify));
    }
}

/// The last name of a written path, without template arguments.
pub(crate) fn simple(path: &str) -> &str {
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' => depth -= 1,
            b':' if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    let last = path[start..].trim();
    last.split('<').next().unwrap_or(last).trim_end()
}

/// `a::b::C<T>` as a type.
pub(crate) fn qualified_type(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> TypeId {
    let parts = flatten(node);
    let mut base = is_global(node).then(|| global(b));
    for scope in parts.scopes {
        base = Some(type_segment(b, cx, base, scope, Role::Qualify));
    }
    match parts.last {
        Some(last) => type_segment(b, cx, base, last, role),
        None => base.unwrap_or_else(|| b.ty(TypeExpr::Unknown)),
    }
}

fn type_segment(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    base: Option<TypeId>,
    node: Node<'_>,
    role: Role,
) -> TypeId {
    match node.kind() {
        K::TemplateType | K::TemplateFunction | K::TemplateMethod => {
            let base = match node.field(F::Name) {
                Some(name) => type_name(b, base, name.span(), role),
                None => b.ty(TypeExpr::Unknown),
            };
            let args = template_arguments(b, cx, node);
            b.ty(TypeExpr::Apply { base, args })
        }
        K::DependentName | K::DependentType => match node.first_named() {
            Some(inner) => type_segment(b, cx, base, inner, role),
            None => b.ty(TypeExpr::Unknown),
        },
        K::Identifier | K::TypeIdentifier | K::NamespaceIdentifier | K::FieldIdentifier => {
            type_name(b, base, node.span(), role)
        }
        _ => types::specifier(b, cx, node, role),
    }
}

fn type_name(b: &mut Builder<'_>, base: Option<TypeId>, span: Span, role: Role) -> TypeId {
    match base {
        Some(base) => b.member_type(base, span, role),
        None => b.name_type(span, role),
    }
}

/// `a::b::c` as a value; also `::c`.
pub(crate) fn qualified_expression(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, role: Role) -> ExprId {
    let parts = flatten(node);
    let start = is_global(node).then(|| {
        let ty = global(b);
        b.expr(Expr::Type(ty))
    });
    let base = scopes(b, cx, start, parts.scopes);
    match parts.last {
        Some(last) => expression_segment(b, cx, base, Access::Colons, last, role),
        None => base.unwrap_or_else(|| b.expr(Expr::Unknown)),
    }
}

/// `object.Base::member`.
pub(crate) fn qualified_member(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    object: ExprId,
    access: Access,
    node: Node<'_>,
    role: Role,
) -> ExprId {
    let parts = flatten(node);
    let class = scopes(b, cx, None, parts.scopes);
    match (class, parts.last) {
        // The class says whose member it is, whatever the object has of the same name.
        (Some(class), Some(last)) => expression_segment(b, cx, Some(class), Access::Colons, last, role),
        (None, Some(last)) => expression_segment(b, cx, Some(object), access, last, role),
        (_, None) => b.expr(Expr::Unknown),
    }
}

fn scopes(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    mut base: Option<ExprId>,
    nodes: Vec<Node<'_>>,
) -> Option<ExprId> {
    for scope in nodes {
        base = Some(match scope.kind() {
            K::Decltype => {
                let ty = types::specifier(b, cx, scope, Role::Qualify);
                b.expr(Expr::Type(ty))
            }
            _ => expression_segment(b, cx, base, Access::Colons, scope, Role::Qualify),
        });
    }
    base
}

/// One name of a path: plain, with template arguments, an operator or a destructor.
pub(crate) fn expression_segment(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    base: Option<ExprId>,
    access: Access,
    node: Node<'_>,
    role: Role,
) -> ExprId {
    match node.kind() {
        K::TemplateFunction | K::TemplateMethod | K::TemplateType => {
            let base = match node.field(F::Name) {
                Some(name) => expression_segment(b, cx, base, access, name, role),
                None => b.expr(Expr::Unknown),
            };
            let types = template_arguments(b, cx, node);
            b.expr(Expr::Apply { base, types })
        }
        K::DependentName => match node.first_named() {
            Some(inner) => expression_segment(b, cx, base, access, inner, role),
            None => b.expr(Expr::Unknown),
        },
        K::OperatorCast => {
            crate::c::statements::parts(b, cx, node);
            b.expr(Expr::Unknown)
        }
        K::OperatorName => named_segment(b, base, access, node.span(), &operator_name(node), role),
        _ => segment(b, base, access, node.span(), role),
    }
}

fn segment(b: &mut Builder<'_>, base: Option<ExprId>, access: Access, span: Span, role: Role) -> ExprId {
    match base {
        Some(base) => b.member_expr(base, span, access, role),
        None => b.name_expr(span, role),
    }
}

fn named_segment(
    b: &mut Builder<'_>,
    base: Option<ExprId>,
    access: Access,
    span: Span,
    name: &str,
    role: Role,
) -> ExprId {
    match base {
        Some(base) => b.member_expr_named(base, span, name, access, role),
        None => b.name_expr_named(span, name, role),
    }
}

/// `operator==`, `operator new[]`: the text without white space but between words.
pub(crate) fn operator_name(node: Node<'_>) -> String {
    let rest = node.text().strip_prefix("operator").unwrap_or_default();
    let symbol: String = rest.split_whitespace().collect();
    let word = symbol.starts_with(|first: char| first.is_alphabetic());
    format!("operator{}{symbol}", if word { " " } else { "" })
}
