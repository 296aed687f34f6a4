//! Items of files, members of classes and statements of functions: one dispatch, as C++ lets each stand anywhere.

use extract::{Builder, NewBinding};
use model::expr::Expr;
use model::facts::Anchor;
use model::ids::ExprId;
use model::kinds::{BindingKind, FlowKind, Role, ScopeKind, Visibility};

use super::context::{Cx, Node};
use super::grammar::{F, K};
use super::{attributes, declarations, expressions, functions, lists, preprocessor, recovery, types};
use crate::cpp::{constructors, imports, loops, namespaces, templates};

/// The children of a file, namespace, class or block.
pub(crate) fn items(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    for child in node.children() {
        item(b, cx, child);
    }
}

/// The body of a function, which shares the scope of its parameters.
pub(crate) fn body(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| items(b, &mut cx.local(), node));
}

/// Everything below a node that has no meaning of its own.
pub(crate) fn parts(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    if !node.is_leaf() {
        b.descend(node, |b| items(b, &mut cx.plain(), node));
    }
}

/// A child that its parent's rule did not expect.
pub(crate) fn leftover(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    if node.is_named() {
        item(b, &mut cx.plain(), node);
    }
}

/// One item, whatever it is.
pub(crate) fn item(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    match node.kind() {
        K::Declaration | K::FieldDeclaration => declared(b, cx, node),
        K::FunctionDefinition => _ = b.descend(node, |b| functions::definition(b, cx, node)),
        K::TypeDefinition => _ = b.descend(node, |b| declarations::typedef(b, cx, node)),
        K::PreprocIf | K::PreprocIfdef => _ = b.descend(node, |b| preprocessor::conditional(b, cx, node)),
        K::PreprocInclude | K::PreprocDef | K::PreprocFunctionDef | K::PreprocCall => {
            preprocessor::directive(b, cx, node.span());
        }
        K::LinkageSpecification | K::DeclarationList => _ = b.descend(node, |b| items(b, cx, node)),
        K::AccessSpecifier => cx.access = section(node),
        K::Error => _ = b.descend(node, |b| recovery::error(b, cx, node)),
        _ if !node.is_named() => {}
        _ => specific(b, cx, node),
    }
}

/// A declaration, or the use of a macro that looks like one.
fn declared(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| {
        if !super::made::declaration(b, cx, node) {
            declarations::declaration(b, cx, node);
        }
    });
}

fn section(node: Node<'_>) -> Visibility {
    match node.text() {
        "public" => Visibility::Public,
        "protected" => Visibility::Protected,
        _ => Visibility::Private,
    }
}

/// What only C++ has at this place, and statements.
fn specific(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    match node.kind() {
        K::NamespaceDefinition => namespaces::definition(b, cx, node),
        K::NamespaceAliasDefinition => namespaces::alias(b, node),
        K::TemplateDeclaration => _ = b.descend(node, |b| templates::declaration(b, cx, node)),
        K::TemplateInstantiation => templates::instantiation(b, cx, node),
        K::ConceptDefinition => templates::concept(b, cx, node),
        K::AliasDeclaration => templates::alias(b, cx, node),
        K::UsingDeclaration => imports::using(b, cx, node),
        K::FriendDeclaration => constructors::friend(b, cx, node),
        K::FieldInitializerList => constructors::initializers(b, cx, node),
        _ => statement(b, cx, node),
    }
}

fn statement(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    match node.kind() {
        K::ExpressionStatement if cx.listed && lists::entry(b, cx, node) => {}
        K::ExpressionStatement => {
            for child in node.named_children() {
                expressions::expression(b, cx, child, Role::Read);
            }
        }
        K::CompoundStatement => block(b, cx, node),
        K::IfStatement => if_statement(b, cx, node),
        K::WhileStatement | K::SwitchStatement | K::ForStatement => scoped(b, cx, node),
        K::ForRangeLoop => loops::range(b, cx, node),
        K::CatchClause => loops::catch(b, cx, node),
        K::ReturnStatement | K::CoReturnStatement => returned(b, cx, node, FlowKind::Return),
        K::CoYieldStatement => returned(b, cx, node, FlowKind::Yield),
        K::LabeledStatement => label(b, cx, node),
        K::StatementIdentifier => _ = b.site(node.span(), Role::Label, Anchor::None),
        _ => other(b, cx, node),
    }
}

/// Statements that are the sum of their parts, types that stand alone, and expressions.
fn other(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    match node.kind() {
        K::StructSpecifier
        | K::UnionSpecifier
        | K::ClassSpecifier
        | K::EnumSpecifier
        | K::TypeDescriptor
        | K::MacroTypeSpecifier
        | K::TemplateType
        | K::TypeIdentifier
        | K::SizedTypeSpecifier
        | K::PrimitiveType
        | K::DependentType => _ = types::specifier(b, cx, node, Role::Type),
        kind if attributes::is_attribute(kind) => attributes::read(b, cx, node, &mut Vec::new()),
        kind if expressions::is_expression(kind) => _ = expressions::expression(b, cx, node, Role::Read),
        _ => _ = b.descend(node, |b| items(b, cx, node)),
    }
}

fn block(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| {
        b.in_scope(ScopeKind::Block, node.span(), |b| items(b, &mut cx.local(), node));
    });
}

/// A statement whose head can declare a name for all of it.
fn scoped(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    b.descend(node, |b| {
        if declares(node) {
            b.in_scope(ScopeKind::Block, node.span(), |b| items(b, &mut cx.local(), node));
        } else {
            items(b, &mut cx.local(), node);
        }
    });
}

fn declares(node: Node<'_>) -> bool {
    match node.field(F::Condition) {
        Some(condition) if condition.is(K::ConditionClause) => {
            condition.named_children().any(|part| !expressions::is_expression(part.kind()))
        }
        _ => node.field(F::Initializer).is_some_and(|initializer| initializer.is(K::Declaration)),
    }
}

/// `if`, with the `else if`s after it in one loop: there can be thousands.
fn if_statement(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let mut next = Some(node);
    while let Some(node) = next.take() {
        if declares(node) {
            return scoped(b, cx, node);
        }
        for child in node.named_children() {
            let chained =
                child.first_named().filter(|inner| child.is(K::ElseClause) && inner.is(K::IfStatement));
            match chained {
                Some(_) => next = chained,
                None => item(b, &mut cx.local(), child),
            }
        }
    }
}

fn returned(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>, kind: FlowKind) {
    let mut value: Option<ExprId> = None;
    for child in node.named_children() {
        value = Some(expressions::expression(b, cx, child, Role::Read));
    }
    if value.is_some() {
        b.flow(kind, node.span(), None, value);
    }
}

/// Labels are visible in the whole function.
fn label(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    let scope = b.enclosing_scope(|kind| matches!(kind, ScopeKind::Function | ScopeKind::Lambda));
    for child in node.named_children() {
        if child.is_in_field(F::Label) {
            b.bind(NewBinding { scope: Some(scope), ..NewBinding::new(BindingKind::Label, child.span()) });
        } else {
            b.descend(child, |b| item(b, cx, child));
        }
    }
}

/// An expression that is nothing but its parts.
pub(crate) fn unknown(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> ExprId {
    parts(b, cx, node);
    b.expr(Expr::Unknown)
}
