//! Names that are no identifiers: operators, conversions, destructors; and names with template arguments.

use extract::Builder;
use model::span::Span;

use crate::c::context::{Cx, Node};
use crate::c::declarators::{self, Declared};
use crate::c::grammar::{F, K};
use crate::c::types;
use crate::cpp::names;

/// How a declared name is spelled in facts.
pub(crate) struct Spelling {
    /// The name, when it is not the text of its span.
    pub(crate) name: Option<String>,
    /// The segment in canonical names, when it is not the name.
    pub(crate) segment: Option<String>,
}

impl Spelling {
    /// Where the name stands.
    pub(crate) fn name_span(node: Node<'_>) -> Span {
        match node.kind() {
            K::TemplateFunction | K::TemplateMethod => node.field(F::Name).unwrap_or(node).span(),
            K::OperatorCast => Span::new(node.start(), conversion_end(node)),
            _ => node.span(),
        }
    }
}

/// The spelling of a declared name.
pub(crate) fn spelling(b: &Builder<'_>, node: Node<'_>) -> Spelling {
    let mut spelling = Spelling { name: None, segment: None };
    match node.kind() {
        K::OperatorName => spelling.name = Some(names::operator_name(node)),
        K::OperatorCast => {
            let text = b.text(Spelling::name_span(node));
            spelling.name = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        K::DestructorName => spelling.name = Some(node.text().split_whitespace().collect()),
        K::TemplateFunction | K::TemplateMethod => {
            spelling.segment = Some(node.text().to_owned());
            let operator = node.field(F::Name).filter(|name| name.is(K::OperatorName));
            spelling.name = operator.map(names::operator_name);
        }
        _ => {}
    }
    spelling
}

/// Where the type of `operator T()` ends: at the parentheses.
fn conversion_end(node: Node<'_>) -> u32 {
    let mut declarator = node.field(F::Declarator);
    while let Some(inner) = declarator {
        if inner.is(K::AbstractFunctionDeclarator) {
            let start = inner.field(F::Parameters).map_or(inner.start(), Node::start);
            let before = inner.start().max(node.start());
            return start.max(before);
        }
        declarator = inner.field(F::Declarator).or_else(|| inner.first_named());
    }
    node.end()
}

/// Whether a declarator is that of a conversion function, qualified or not.
pub(crate) fn is_conversion(node: Node<'_>) -> bool {
    let last = if node.is(K::QualifiedIdentifier) { names::last_name(node) } else { Some(node) };
    last.is_some_and(|last| last.is(K::OperatorCast))
}

/// `operator T()`: its result is its name.
pub(crate) fn conversion<'t>(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'t>) -> Declared<'t> {
    let cast = if node.is(K::QualifiedIdentifier) { names::last_name(node) } else { Some(node) };
    let ty = cast.and_then(|cast| cast.field(F::Type));
    let ty = match ty {
        Some(ty) => types::specifier(b, cx, ty, model::kinds::Role::Type),
        None => b.ty(model::expr::TypeExpr::Unknown),
    };
    let mut declared = Declared { name: Some(node), ty, function: None, indirect: false };
    let mut next = cast.and_then(|cast| cast.field(F::Declarator));
    while let Some(layer) = next {
        if layer.is(K::AbstractFunctionDeclarator) {
            declared.function = Some(layer);
            break;
        }
        let inner = declarators::outer_layer(b, layer, declared.ty);
        (next, declared.ty) = inner;
    }
    declared
}
