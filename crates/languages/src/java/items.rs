//! What may stand anywhere: each kind of node goes to the rules for it.
//!
//! Errors can put any node below any other, so bodies, files and what is not understood are all read by this.

use extract::Builder;
use model::ids::ExprId;
use model::kinds::Role;

use super::annotations::{annotation, element_value};
use super::broken;
use super::definitions::type_declaration;
use super::expressions::expr;
use super::grammar::{K, Node};
use super::imports;
use super::members;
use super::records::record;
use super::statements::{statement, statements};
use super::types::{is_type, ty};

/// What stands in `node`.
pub(super) fn all(b: &mut Builder<'_>, node: Node<'_>) {
    if node.is_error() {
        broken::row(b, node);
    } else {
        for child in node.named_children() {
            one(b, child);
        }
    }
}

/// The part of `node` that it is about, an error before it or not.
pub(super) fn content(node: Node<'_>) -> Option<Node<'_>> {
    node.named_children().find(|child| !child.is_error())
}

/// The errors among the children of a node whose other children have been read.
pub(super) fn errors(b: &mut Builder<'_>, node: Node<'_>) {
    // Files without errors are the rule; they should not pay for this.
    if !b.facts().diagnostics.is_empty() {
        for child in node.children().filter(|child| child.is_error()) {
            b.descend(child, |b| all(b, child));
        }
    }
}

/// A declaration, statement, type or expression; the value of an expression.
pub(super) fn one(b: &mut Builder<'_>, node: Node<'_>) -> Option<ExprId> {
    if is_type(node.kind()) {
        ty(b, node, Role::Type);
    } else if is_declaration(node.kind()) {
        b.descend(node, |b| declaration(b, node));
    } else if is_statement(node.kind()) {
        statement(b, node);
    } else if is_container(node.kind()) {
        b.descend(node, |b| all(b, node));
    } else {
        return Some(expr(b, node));
    }
    None
}

/// What is neither declaration, statement, type nor expression: its parts are read for themselves.
pub(super) fn without_value(b: &mut Builder<'_>, node: Node<'_>) {
    match node.kind() {
        K::MarkerAnnotation | K::Annotation => {
            annotation(b, node);
        }
        K::ElementValueArray | K::ElementValuePair => {
            element_value(b, node);
        }
        kind if is_type(kind) => {
            ty(b, node, Role::Type);
        }
        kind if is_declaration(kind) => declaration(b, node),
        kind if is_statement(kind) => statement(b, node),
        _ => all(b, node),
    }
}

fn is_container(kind: K) -> bool {
    matches!(kind, K::EnumBodyDeclarations | K::ModuleBody | K::ClassBody | K::Error)
}

fn is_declaration(kind: K) -> bool {
    matches!(
        kind,
        K::MethodDeclaration
            | K::FieldDeclaration
            | K::ConstructorDeclaration
            | K::ClassDeclaration
            | K::InterfaceDeclaration
            | K::EnumDeclaration
            | K::RecordDeclaration
            | K::AnnotationTypeDeclaration
            | K::AnnotationElement
            | K::CompactConstructor
            | K::ConstantDeclaration
            | K::EnumConstant
            | K::StaticInitializer
            | K::PackageDeclaration
            | K::ImportDeclaration
            | K::ModuleDeclaration
            | K::Requires
            | K::Exports
            | K::Opens
            | K::Uses
            | K::Provides
    )
}

fn declaration(b: &mut Builder<'_>, node: Node<'_>) {
    match node.kind() {
        K::MethodDeclaration | K::ConstructorDeclaration | K::CompactConstructor | K::AnnotationElement => {
            members::method(b, node);
        }
        K::FieldDeclaration | K::ConstantDeclaration => members::variables(b, node),
        K::RecordDeclaration => record(b, node),
        K::EnumConstant => members::enum_constant(b, node),
        K::StaticInitializer => statements(b, node),
        K::PackageDeclaration => imports::package(b, node),
        K::ImportDeclaration => imports::import(b, node),
        K::ModuleDeclaration => imports::module(b, node),
        K::Requires | K::Exports | K::Opens | K::Uses | K::Provides => imports::directive(b, node),
        _ => type_declaration(b, node),
    }
}

fn is_statement(kind: K) -> bool {
    matches!(
        kind,
        K::ExpressionStatement
            | K::LocalVariable
            | K::ReturnStatement
            | K::Block
            | K::IfStatement
            | K::WhileStatement
            | K::DoStatement
            | K::ForStatement
            | K::EnhancedFor
            | K::LabeledStatement
            | K::SynchronizedStatement
            | K::TryStatement
            | K::TryWithResources
            | K::ThrowStatement
            | K::AssertStatement
            | K::BreakStatement
            | K::ContinueStatement
            | K::YieldStatement
            | K::ExplicitConstructor
    )
}
