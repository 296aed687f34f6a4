//! Text outside the grammar.
//!
//! The parser wraps what it cannot place in error nodes, flat: `class A { void f(int x) {` without its end is a row of
//! keywords, names and braces. Definitions are found in such rows by what follows what, so that code around and
//! inside a mistake keeps its structure.

use extract::{Builder, NewDef};
use model::expr::{Access, Expr};
use model::ids::{DefId, ExprId, TypeId};
use model::kinds::{DefKind, Role, ScopeKind};
use model::span::Span;

use super::annotations::decorators;
use super::calls::arguments;
use super::definitions::{add_clause, package};
use super::docs::doc;
use super::grammar::{K, Node};
use super::items;
use super::modifiers::{Written, written_in};
use super::parameters::{parameters, type_parameters};
use super::types::{is_type, ty};

/// What stands in an error.
pub(super) fn row(b: &mut Builder<'_>, error: Node<'_>) {
    let mut row = Row { next: error.children().next(), end: error.end() };
    row.read(b, false);
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
    /// The expression read last, of which a member may come.
    value: Option<ExprId>,
    /// Whether a dot stands behind it.
    dotted: bool,
}

impl<'t> Row<'t> {
    /// Reads to the end, or to the brace that closes what is `open`.
    fn read(&mut self, b: &mut Builder<'_>, open: bool) {
        let mut begun = Begun::default();
        while let Some(node) = self.next {
            self.next = node.next_sibling();
            if open && node.is(K::CloseBrace) {
                break;
            }
            begun = self.step(b, node, begun);
        }
        unused(b, begun);
    }

    /// Reads what begins at `node`; gives what is begun and not complete after it.
    fn step(&mut self, b: &mut Builder<'_>, node: Node<'t>, begun: Begun<'t>) -> Begun<'t> {
        let start = Some(begun.start.unwrap_or(node.start()));
        match node.kind() {
            K::Modifiers => {
                unused(b, begun);
                return Begun { modifiers: Some(node), start, ..Begun::default() };
            }
            K::TypeParameters if begun.type_parameters.is_none() => {
                return Begun { type_parameters: Some(node), start, ..begun };
            }
            kind if is_type(kind) => {
                let ty = Some(ty(b, node, Role::Type));
                return Begun { start, ty, ..begun };
            }
            K::Class | K::Interface | K::Enum | K::Record | K::AtInterface if self.is_next(K::Identifier) => {
                self.type_header(b, node, begun);
            }
            K::Identifier if self.begins_method(begun) => self.method_header(b, node, begun),
            K::MethodInvocation if begun.ty.is_some() && is_header(node) => {
                self.mistaken_header(b, node, begun);
            }
            K::Identifier if !node.is_missing() => {
                let value = Some(self.name(b, node, begun));
                return Begun { value, ..Begun::default() };
            }
            K::Dot => return Begun { dotted: true, ..begun },
            K::OpenBrace => self.block(b, node),
            _ if node.is_named() => {
                unused(b, begun);
                return Begun { value: items::one(b, node), ..Begun::default() };
            }
            _ => unused(b, begun),
        }
        Begun::default()
    }

    /// A name, which goes on from what stands before its dot and may be called.
    fn name(&mut self, b: &mut Builder<'_>, node: Node<'t>, begun: Begun<'t>) -> ExprId {
        unused(b, begun);
        let calls = self.is_next(K::ArgumentList) || self.is_next(K::OpenParen);
        let role = if calls { Role::Call } else { Role::Read };
        let callee = match begun.value.filter(|_| begun.dotted) {
            Some(base) => b.member_expr(base, node.span(), Access::Dot, role),
            None => b.name_expr(node.span(), role),
        };
        if !self.is_next(K::ArgumentList) {
            return callee;
        }
        let args = arguments(b, self.take());
        b.expr(Expr::Call { callee, args })
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
        unused(b, Begun { modifiers: None, ..begun });
        let kind = match keyword.kind() {
            K::Interface => DefKind::Interface,
            K::Enum => DefKind::Enum,
            K::Record => DefKind::Record,
            K::AtInterface => DefKind::Annotation,
            _ => DefKind::Class,
        };
        let def = self.define(b, kind, name, begun, begun.start.unwrap_or(keyword.start()));
        b.in_def(def, |b| match self.next.filter(|next| next.is(K::TypeParameters)) {
            Some(params) => {
                let span = Span::new(params.start(), self.end);
                b.in_scope(ScopeKind::Template, span, |b| self.type_rest(b, def));
            }
            None => self.type_rest(b, def),
        });
    }

    fn type_rest(&mut self, b: &mut Builder<'_>, def: DefId) {
        self.header_clauses(b, def);
        self.type_body(b, def);
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

    fn type_body(&mut self, b: &mut Builder<'_>, def: DefId) {
        if let Some(brace) = self.next.filter(|next| next.is(K::OpenBrace)) {
            self.take();
            b.def_mut(def).body = brace.start();
            let span = Span::new(brace.start(), self.end);
            b.descend(brace, |b| b.in_def_scope(def, ScopeKind::Type, span, |b| self.read(b, true)));
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
        let start = begun.type_parameters.map_or(name.start(), Node::start);
        let span = Span::new(start, self.end);
        b.in_def_scope(def, ScopeKind::Function, span, |b| {
            b.def_mut(def).type_params = type_parameters(b, begun.type_parameters);
            let (params, variadic) = parameters(b, self.take());
            let method = b.def_mut(def);
            method.params = params;
            method.modifiers |= variadic;
            if let Some(throws) = self.next.filter(|next| next.is(K::Throws)) {
                self.take();
                items::all(b, throws);
            }
            self.method_body(b, def);
        });
    }

    /// `T f()`, which the parser took for a call.
    fn mistaken_header(&mut self, b: &mut Builder<'_>, call: Node<'t>, begun: Begun<'t>) {
        let Some(name) = call.children().next() else { return };
        unused(b, Begun { modifiers: None, ..begun });
        let kind = if b.current_def().is_some() { DefKind::Method } else { DefKind::Function };
        let def = self.define(b, kind, name, begun, begun.start.unwrap_or(name.start()));
        b.def_mut(def).ty = begun.ty;
        let span = Span::new(name.start(), self.end);
        b.in_def_scope(def, ScopeKind::Function, span, |b| self.method_body(b, def));
    }

    fn method_body(&mut self, b: &mut Builder<'_>, def: DefId) {
        if let Some(brace) = self.next.filter(|next| next.is(K::OpenBrace)) {
            self.take();
            b.def_mut(def).body = brace.start();
            b.descend(brace, |b| self.read(b, true));
        }
    }
}

/// Whether a call has neither object nor arguments, so that behind a type it is the header of a method.
fn is_header(call: Node<'_>) -> bool {
    let mut children = call.children();
    children.next().is_some_and(|name| name.is(K::Identifier))
        && children.next().is_some_and(|list| list.is(K::ArgumentList) && list.first_named().is_none())
}

/// Names in modifiers and type parameters of which nothing came.
fn unused(b: &mut Builder<'_>, begun: Begun<'_>) {
    decorators(b, begun.modifiers);
    if let Some(bound) = begun.type_parameters {
        items::all(b, bound);
    }
}
