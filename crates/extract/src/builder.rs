//! The one way in which language rules write facts.
//!
//! A builder knows where the rules are: the current scope and the current definition. Rules move through the tree and
//! say what they see:
//!
//! ```text
//! let id = b.define(NewDef { ty, ..NewDef::new(DefKind::Function, name.span(), node.span()) });
//! b.in_def_scope(id, ScopeKind::Function, node.span(), |b| { … parameters, body … });
//! let callee = b.name_expr(name.span(), Role::Call);
//! let call = b.expr(Expr::Call { callee, args: b.list(&args) });
//! ```
//!
//! Order of calls is order of facts, but for sites, which [`Builder::finish`] sorts by position.

mod defs;
mod docs;
mod finish;
mod sites;

pub use defs::{NewBinding, NewDef, NewImport};

use model::expr::{Expr, TypeExpr};
use model::facts::{Condition, Diagnostic, FileFacts, Flow, List, Scope};
use model::ids::{DefId, ExprId, NameId, ScopeId, TypeId};
use model::kinds::{DiagnosticCode, FlowKind, ScopeKind, Severity};
use model::names::Interner;
use model::span::Span;

use crate::grammar::Grammar;
use crate::syntax::Node;

/// Deepest nesting that rules follow; below it names are kept without structure.
const MAX_DEPTH: u32 = 2_000;
/// Diagnostics of one code that a file keeps.
const MAX_DIAGNOSTICS: usize = 100;

/// Collects the facts of one file.
pub struct Builder<'t> {
    source: &'t str,
    parsed: &'t str,
    comments: &'t [Span],
    interner: Interner,
    facts: FileFacts,
    scope: ScopeId,
    def: Option<DefId>,
    depth: u32,
}

impl<'t> Builder<'t> {
    pub(crate) fn new(source: &'t str, parsed: &'t str, comments: &'t [Span], interner: Interner) -> Self {
        let file = Scope {
            kind: ScopeKind::File,
            parent: None,
            span: Span::new(0, source.len() as u32),
            owner: None,
        };
        let facts = FileFacts { scopes: vec![file], ..FileFacts::default() };
        Self { source, parsed, comments, interner, facts, scope: ScopeId::new(0), def: None, depth: 0 }
    }

    /// The whole text of the file.
    pub fn source(&self) -> &'t str {
        self.source
    }

    /// The text that was parsed: the file's, or what [`crate::LanguageSpec::mask`] made of it.
    pub fn parsed(&self) -> &'t str {
        self.parsed
    }

    /// The text of a range.
    pub fn text(&self, span: Span) -> &'t str {
        self.source.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// What has been collected so far.
    pub fn facts(&self) -> &FileFacts {
        &self.facts
    }

    /// The id of a string.
    pub fn name(&mut self, text: &str) -> NameId {
        self.interner.intern(text)
    }

    /// The string of an id.
    pub fn name_text(&self, id: NameId) -> &str {
        self.interner.get(id)
    }

    /// The innermost scope.
    pub fn scope(&self) -> ScopeId {
        self.scope
    }

    /// The kind of the innermost scope.
    pub fn scope_kind(&self) -> ScopeKind {
        self.facts.scope(self.scope).kind
    }

    /// The innermost definition.
    pub fn current_def(&self) -> Option<DefId> {
        self.def
    }

    /// Runs `body` in a new scope, and gives the scope and the result.
    pub fn in_scope<R>(
        &mut self,
        kind: ScopeKind,
        span: Span,
        body: impl FnOnce(&mut Self) -> R,
    ) -> (ScopeId, R) {
        self.in_owned_scope(kind, span, None, body)
    }

    /// Runs `body` inside the definition `def`, in the new scope that `def` opens.
    pub fn in_def_scope<R>(
        &mut self,
        def: DefId,
        kind: ScopeKind,
        span: Span,
        body: impl FnOnce(&mut Self) -> R,
    ) -> R {
        let around = self.def.replace(def);
        let (scope, result) = self.in_owned_scope(kind, span, Some(def), body);
        self.def_mut(def).opens = Some(scope);
        self.def = around;
        result
    }

    /// Runs `body` inside the definition `def`, in the scope where we are: for values, decorators and types of it.
    pub fn in_def<R>(&mut self, def: DefId, body: impl FnOnce(&mut Self) -> R) -> R {
        let around = self.def.replace(def);
        let result = body(self);
        self.def = around;
        result
    }

    /// Runs `body` in a scope made before, to add to it what is written elsewhere.
    pub fn in_existing_scope<R>(&mut self, scope: ScopeId, body: impl FnOnce(&mut Self) -> R) -> R {
        let around = std::mem::replace(&mut self.scope, scope);
        let result = body(self);
        self.scope = around;
        result
    }

    fn in_owned_scope<R>(
        &mut self,
        kind: ScopeKind,
        span: Span,
        owner: Option<DefId>,
        body: impl FnOnce(&mut Self) -> R,
    ) -> (ScopeId, R) {
        let scope = ScopeId::new(self.facts.scopes.len() as u32);
        self.facts.scopes.push(Scope { kind, parent: Some(self.scope), span, owner });
        let result = self.in_existing_scope(scope, body);
        (scope, result)
    }

    /// The nearest scope outwards, this one included, for which `wanted` holds; the file's scope when none does.
    pub fn enclosing_scope(&self, wanted: impl Fn(ScopeKind) -> bool) -> ScopeId {
        let mut scope = self.scope;
        while let (false, Some(parent)) =
            (wanted(self.facts.scope(scope).kind), self.facts.scope(scope).parent)
        {
            scope = parent;
        }
        scope
    }

    /// Runs `body` one level deeper, on more stack when it is needed.
    ///
    /// Rules wrap each recursion over nodes in this. Beyond the limit `body` does not run: the names in `node` are
    /// kept as bare sites, a diagnostic says so, and the result is `None`.
    pub fn descend<G: Grammar, R>(
        &mut self,
        node: Node<'_, G>,
        body: impl FnOnce(&mut Self) -> R,
    ) -> Option<R> {
        const RED_ZONE: usize = 128 * 1024;
        const MORE_STACK: usize = 4 * 1024 * 1024;
        if self.depth >= MAX_DEPTH {
            self.keep_names(node);
            return None;
        }
        self.depth += 1;
        let result = stacker::maybe_grow(RED_ZONE, MORE_STACK, || body(self));
        self.depth -= 1;
        Some(result)
    }

    /// Adds an expression.
    pub fn expr(&mut self, expr: Expr) -> ExprId {
        self.facts.exprs.push(expr);
        ExprId::new(self.facts.exprs.len() as u32 - 1)
    }

    /// Adds a type expression.
    pub fn ty(&mut self, ty: TypeExpr) -> TypeId {
        self.facts.types.push(ty);
        TypeId::new(self.facts.types.len() as u32 - 1)
    }

    /// Adds a list of ids.
    pub fn list<T: Copy + Into<u32>>(&mut self, ids: &[T]) -> List {
        if ids.is_empty() {
            return List::EMPTY;
        }
        let start = self.facts.pool.len() as u32;
        self.facts.pool.extend(ids.iter().map(|&id| id.into()));
        List { start, len: ids.len() as u32 }
    }

    /// Adds a flow fact at the current scope.
    pub fn flow(&mut self, kind: FlowKind, span: Span, target: Option<ExprId>, value: Option<ExprId>) {
        self.facts.flows.push(Flow { kind, scope: self.scope, span, target, value, ty: None });
    }

    /// Adds the fact that `target` is of type `ty` within `span`.
    pub fn narrow(&mut self, span: Span, target: ExprId, ty: TypeId) {
        let flow = Flow {
            kind: FlowKind::Narrow,
            scope: self.scope,
            span,
            target: Some(target),
            value: None,
            ty: Some(ty),
        };
        self.facts.flows.push(flow);
    }

    /// Adds the fact that `target` is not of type `ty` within `span`.
    pub fn exclude(&mut self, span: Span, target: ExprId, ty: TypeId) {
        let (scope, target, ty) = (self.scope, Some(target), Some(ty));
        self.facts.flows.push(Flow { kind: FlowKind::Exclude, scope, span, target, value: None, ty });
    }

    /// Says that `span` is compiled or run only when the condition `text` holds. Call outer ranges first.
    pub fn condition(&mut self, span: Span, text: &str) {
        let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = self.name(&folded);
        self.facts.conditions.push(Condition { span, text });
    }

    /// Marks the file as made by a program.
    pub fn mark_generated(&mut self) {
        self.facts.generated = true;
    }

    /// Adds a diagnostic; after the first hundred of a code only their number is kept.
    pub fn diagnose(&mut self, code: DiagnosticCode, severity: Severity, span: Span, message: String) {
        let same = self.facts.diagnostics.iter().filter(|known| known.code == code).count();
        if same < MAX_DIAGNOSTICS {
            self.facts.diagnostics.push(Diagnostic { code, severity, span, message });
        }
    }
}
