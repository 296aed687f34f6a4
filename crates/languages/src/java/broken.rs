//! Whatever stands where: bodies, files, and text outside the grammar.
//!
//! The parser wraps what it cannot place in error nodes, flat: `class A { void f(int x) {` without its end is a row of
//! keywords, names and braces. Definitions are found in such rows by what follows what, so that code around and
//! inside a mistake keeps its structure.

use extract::{Builder, NewDef};
use model::ids::{DefId, TypeId};
use model::kinds::{DefKind, Role, ScopeKind};
use model::span::Span;

use super::annotations::{annotation, decorators, element_value};
use super::calls::arguments;
use super::definitions::{add_clause, package, type_declaration};
use super::docs::doc;
use super::expressions::expr;
use super::grammar::{K, Node};
use super::imports;
use super::members;
use super::modifiers::{Written, written_in};
use super::parameters::{parameters, type_parameters};
use super::records::record;
use super::statements::{statement, statements};
use super::types::{is_type, ty};

/// What stands in `node`.
pub(super) fn items(b: &mut Builder<'_>, node: Node<'_>) {
    if node.is_error() {
        let mut row = Row { next: node.children().next(), end: node.end() };
        row.read(b, false);
    } else {
        for child in node.named_children() {
            item(b, child);
        }
    }
}

/// The errors among the children of a node whose other children have been read.
pub(super) fn errors(b: &mut Builder<'_>, node: Node<'_>) {
    // Files without errors are the rule; they should not pay for this.
    if !b.facts().diagnostics.is_empty() {
        for child in node.children().filter(|child| child.is_error()) {
            b.descend(child, |b| items(b, child));
        }
    }
}

/// A declaration, statement, type or expression.
pub(super) fn item(b: &mut Builder<'_>, node: Node<'_>) {
    if is_type(node.kind()) {
        ty(b, node, Role::Type);
    } else if is_declaration(node.kind()) {
        b.descend(node, |b| declaration(b, node));
    } else if is_statement(node.kind()) {
        statement(b, node);
    } else if is_container(node.kind()) {
        b.descend(node, |b| items(b, node));
    } else {
        expr(b, node);
    }
}

/// What is neither declaration, statement, type nor expression: its parts are read for themselves.
pub(super) fn item_without_value(b: &mut Builder<'_>, node: Node<'_>) {
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
        _ => items(b, node),
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

/// A flat row of nodes in an error.
struct Row<'t> {
    next: Option<Node<'t>>,
    /// Where the error ends, and with it what is opened in it and not closed.
    end: u32,
}

/// What a row has shown of a member that may be about to begin.
#[derive(Clone, Copy, Default)]
struct Begun<'t> {
    modifiers: Option<Node<'t>>,
    type_parameters: Option<Node<'t>>,
    start: Option<u32>,
    ty: Option<TypeId>,
}

impl<'t> Row<'t> {
    /// Reads to the end, or to the brace that closes what is `open`.
    fn read(&mut self, b: &mut Builder<'_>, open: bool) {
        let mut begun = Begun::default();
        while let Some(node) = self.next {
            self.next = node.next_sibling();
            if open && node.is(K::CloseBrace) {
                return;
            }
            begun = self.step(b, node, begun);
        }
    }

    /// Reads what begins at `node`; gives what is begun and not complete after it.
    fn step(&mut self, b: &mut Builder<'_>, node: Node<'t>, begun: Begun<'t>) -> Begun<'t> {
        let start = Some(begun.start.unwrap_or(node.start()));
        match node.kind() {
            K::Modifiers => return Begun { modifiers: Some(node), start, ..Begun::default() },
            K::TypeParameters => return Begun { type_parameters: Some(node), start, ..begun },
            kind if is_type(kind) => {
                let ty = Some(ty(b, node, Role::Type));
                return Begun { ty, start, ..begun };
            }
            K::Class | K::Interface | K::Enum | K::Record | K::AtInterface if self.is_next(K::Identifier) => {
                self.type_header(b, node, begun);
            }
            K::Identifier if self.begins_method(begun) => self.method_header(b, node, begun),
            K::Identifier if self.is_next(K::ArgumentList) => {
                b.name_expr(node.span(), Role::Call);
                arguments(b, self.take());
            }
            K::OpenBrace => self.block(b, node),
            _ if node.is_named() => {
                unused(b, begun);
                item(b, node);
            }
            _ => unused(b, begun),
        }
        Begun::default()
    }

    fn is_next(&self, kind: K) -> bool {
        self.next.is_some_and(|next| next.is(kind))
    }

    fn take(&mut self) -> Option<Node<'t>> {
        let taken = self.next;
        self.next = taken.and_then(Node::next_sibling);
        taken
    }

    /// Parameters follow, and a type or modifiers stand before, or a brace behind.
    fn begins_method(&self, begun: Begun<'t>) -> bool {
        let Some(parameters) = self.next.filter(|next| next.is(K::FormalParameters)) else { return false };
        let body = parameters.next_sibling().is_some_and(|after| after.is(K::OpenBrace));
        body || begun.ty.is_some() || begun.modifiers.is_some()
    }

    fn block(&mut self, b: &mut Builder<'_>, brace: Node<'t>) {
        let span = Span::new(brace.start(), self.end);
        b.descend(brace, |b| b.in_scope(ScopeKind::Block, span, |b| self.read(b, true)));
    }

    /// `class A extends B {` and all that follows until it is closed.
    fn type_header(&mut self, b: &mut Builder<'_>, keyword: Node<'t>, begun: Begun<'t>) {
        let Some(name) = self.take() else { return };
        let kind = match keyword.kind() {
            K::Interface => DefKind::Interface,
            K::Enum => DefKind::Enum,
            K::Record => DefKind::Record,
            K::AtInterface => DefKind::Annotation,
            _ => DefKind::Class,
        };
        let def = self.define(b, kind, name, begun, begun.start.unwrap_or(keyword.start()));
        b.in_def(def, |b| {
            self.header_clauses(b, def);
            self.body(b, def, ScopeKind::Type);
        });
    }

    fn define(
        &self,
        b: &mut Builder<'_>,
        kind: DefKind,
        name: Node<'t>,
        begun: Begun<'t>,
        start: u32,
    ) -> DefId {
        let written: Written<'_> = written_in(b, begun.modifiers);
        let package = package(b);
        let def = b.define(NewDef {
            doc: doc(b, start),
            visibility: written.visibility,
            modifiers: written.closing(),
            qualifier: package.as_deref(),
            ..NewDef::new(kind, name.span(), Span::new(start, self.end))
        });
        b.in_def(def, |b| b.def_mut(def).decorators = decorators(b, begun.modifiers));
        def
    }

    /// What stands between the name of a type and its body.
    fn header_clauses(&mut self, b: &mut Builder<'_>, def: DefId) {
        let mut above = Vec::new();
        while let Some(clause) = self.next {
            match clause.kind() {
                K::TypeParameters => {
                    b.def_mut(def).type_params = type_parameters(b, Some(clause));
                }
                K::FormalParameters => {
                    b.def_mut(def).params = parameters(b, Some(clause)).0;
                }
                K::Superclass | K::SuperInterfaces | K::ExtendsInterfaces | K::Permits => {
                    add_clause(b, clause, &mut above);
                }
                _ => break,
            }
            self.take();
        }
        b.def_mut(def).supers = b.supers(&above);
    }

    fn body(&mut self, b: &mut Builder<'_>, def: DefId, kind: ScopeKind) {
        if let Some(brace) = self.next.filter(|next| next.is(K::OpenBrace)) {
            self.take();
            b.def_mut(def).body = brace.start();
            let span = Span::new(brace.start(), self.end);
            b.descend(brace, |b| b.in_def_scope(def, kind, span, |b| self.read(b, true)));
        }
    }

    /// `T f(int x) {` and all that follows until it is closed.
    fn method_header(&mut self, b: &mut Builder<'_>, name: Node<'t>, begun: Begun<'t>) {
        let kind = match (b.current_def().is_some(), begun.ty) {
            (true, None) => DefKind::Constructor,
            (true, Some(_)) => DefKind::Method,
            (false, _) => DefKind::Function,
        };
        let def = self.define(b, kind, name, begun, begun.start.unwrap_or(name.start()));
        b.def_mut(def).ty = begun.ty;
        let span = Span::new(name.start(), self.end);
        b.in_def_scope(def, ScopeKind::Function, span, |b| {
            b.def_mut(def).type_params = type_parameters(b, begun.type_parameters);
            let (params, variadic) = parameters(b, self.take());
            let method = b.def_mut(def);
            method.params = params;
            method.modifiers |= variadic;
            if let Some(throws) = self.next.filter(|next| next.is(K::Throws)) {
                self.take();
                items(b, throws);
            }
            self.method_body(b, def);
        });
    }

    fn method_body(&mut self, b: &mut Builder<'_>, def: DefId) {
        if let Some(brace) = self.next.filter(|next| next.is(K::OpenBrace)) {
            self.take();
            b.def_mut(def).body = brace.start();
            b.descend(brace, |b| self.read(b, true));
        }
    }
}

/// Names in modifiers and type parameters of which nothing came.
fn unused(b: &mut Builder<'_>, begun: Begun<'_>) {
    decorators(b, begun.modifiers);
    for bound in begun.type_parameters.into_iter() {
        items(b, bound);
    }
}
