//! Declarators: from the outside in, each layer wraps the type until the name is reached.
//!
//! `int *(*f)(char)` is read as pointer to `int`, then function of `char` returning that, then pointer to it, then `f`.

use extract::Builder;
use model::expr::{TypeExpr, Wrapper};
use model::ids::TypeId;
use model::kinds::{Role, ScopeKind};

use super::context::{Cx, Node};
use super::grammar::{F, K};
use super::{attributes, expressions, functions};

/// What a declarator says.
pub(crate) struct Declared<'t> {
    /// The node of the name; absent in abstract declarators.
    pub(crate) name: Option<Node<'t>>,
    /// The type; what a function returns when `function` is set.
    pub(crate) ty: TypeId,
    /// The declarator with the parameters of the function that is declared.
    pub(crate) function: Option<Node<'t>>,
    /// Whether a pointer, reference or array stands between the specifiers and the name.
    pub(crate) indirect: bool,
}

/// Reads a declarator of something that is built from `ty`.
pub(crate) fn read<'t>(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'t>, ty: TypeId) -> Declared<'t> {
    let mut declared = Declared { name: None, ty, function: None, indirect: false };
    let mut next = Some(node);
    while let Some(node) = next {
        next = layer(b, cx, node, &mut declared);
    }
    declared
}

/// Takes off the outermost layer and gives what is below it.
fn layer<'t>(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    node: Node<'t>,
    declared: &mut Declared<'t>,
) -> Option<Node<'t>> {
    match node.kind() {
        K::PointerDeclarator | K::PointerTypeDeclarator | K::AbstractPointerDeclarator => {
            wrap(b, declared, Wrapper::Pointer);
            node.field(F::Declarator)
        }
        K::ReferenceDeclarator | K::AbstractReferenceDeclarator => {
            let rvalue = node.has(K::AmpAmp);
            wrap(b, declared, if rvalue { Wrapper::RvalueReference } else { Wrapper::Reference });
            node.first_named()
        }
        K::VariadicDeclarator => {
            wrap(b, declared, Wrapper::Spread);
            node.first_named()
        }
        K::ArrayDeclarator | K::AbstractArrayDeclarator => {
            if let Some(size) = node.field(F::Size).filter(|size| size.is_named()) {
                expressions::expression(b, cx, size, Role::Read);
            }
            wrap(b, declared, Wrapper::Array);
            node.field(F::Declarator)
        }
        K::FunctionDeclarator | K::AbstractFunctionDeclarator => function_layer(b, cx, node, declared),
        K::ParenthesizedDeclarator | K::AbstractParenthesizedDeclarator => {
            node.named_children().find(|child| !matches!(child.kind(), K::MsCallModifier | K::Error))
        }
        K::AttributedDeclarator => {
            attributes::below(b, cx, node);
            node.first_named()
        }
        _ => {
            declared.name = Some(node);
            None
        }
    }
}

fn wrap(b: &mut Builder<'_>, declared: &mut Declared<'_>, wrapper: Wrapper) {
    declared.ty = b.ty(TypeExpr::Wrap(wrapper, declared.ty));
    declared.indirect = true;
}

/// A parameter list directly after the name makes a function, any other one a function type.
fn function_layer<'t>(
    b: &mut Builder<'_>,
    cx: &Cx<'_>,
    node: Node<'t>,
    declared: &mut Declared<'t>,
) -> Option<Node<'t>> {
    let inner = node.field(F::Declarator);
    if let Some(name) = inner.and_then(direct_name) {
        declared.function = Some(node);
        declared.name = Some(name);
        return None;
    }
    declared.ty = function_type(b, cx, node, declared.ty);
    declared.indirect = true;
    inner
}

/// The name that `node` is, in parentheses or not.
fn direct_name(node: Node<'_>) -> Option<Node<'_>> {
    let mut node = node;
    loop {
        match node.kind() {
            K::ParenthesizedDeclarator => node = node.first_named()?,
            K::Identifier
            | K::FieldIdentifier
            | K::TypeIdentifier
            | K::QualifiedIdentifier
            | K::OperatorName
            | K::DestructorName
            | K::TemplateFunction
            | K::TemplateMethod => return Some(node),
            _ => return None,
        }
    }
}

/// The type of functions with the parameters of `node` that return `ret`.
pub(crate) fn function_type(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, ret: TypeId) -> TypeId {
    let (_, types) = b.in_scope(ScopeKind::Block, node.span(), |b| functions::parameter_types(b, cx, node));
    let params = b.list(&types);
    b.ty(TypeExpr::Function { params, ret })
}

/// The type that one layer makes of `ty`, with what is below the layer.
pub(crate) fn outer_layer<'t>(b: &mut Builder<'_>, node: Node<'t>, ty: TypeId) -> (Option<Node<'t>>, TypeId) {
    let wrapper = match node.kind() {
        K::AbstractReferenceDeclarator if node.has(K::AmpAmp) => Wrapper::RvalueReference,
        K::AbstractReferenceDeclarator => Wrapper::Reference,
        _ => Wrapper::Pointer,
    };
    let below = node.field(F::Declarator).or_else(|| node.last_named());
    (below, b.ty(TypeExpr::Wrap(wrapper, ty)))
}
