//! Reference sites, alone or with the expression or type that they name.

use model::expr::{Access, Expr, TypeExpr};
use model::facts::{Anchor, Site};
use model::ids::{ExprId, ImportId, NameId, SiteId, TypeId};
use model::kinds::{DiagnosticCode, Role, Severity};
use model::span::Span;

use super::Builder;
use crate::grammar::Grammar;
use crate::syntax::Node;

impl Builder<'_> {
    /// Adds a site named by the text of `span`.
    pub fn site(&mut self, span: Span, role: Role, anchor: Anchor) -> SiteId {
        let name = self.interner.intern(self.text(span));
        self.push_site(span, name, role, anchor)
    }

    /// Adds a site whose name is not the text of its span (a raw identifier, a key in quotes).
    pub fn site_named(&mut self, span: Span, name: &str, role: Role, anchor: Anchor) -> SiteId {
        let name = self.interner.intern(name);
        self.push_site(span, name, role, anchor)
    }

    fn push_site(&mut self, span: Span, name: NameId, role: Role, anchor: Anchor) -> SiteId {
        self.facts.sites.push(Site { span, name, scope: self.scope, within: self.def, role, anchor });
        SiteId::new(self.facts.sites.len() as u32 - 1)
    }

    /// A site of an import's path segment (counted from 0) or, after those, of the member's name.
    pub fn import_site(&mut self, span: Span, import: ImportId, segment: u16) -> SiteId {
        self.site(span, Role::Import, Anchor::Import(import, segment))
    }

    /// A name as an expression.
    pub fn name_expr(&mut self, span: Span, role: Role) -> ExprId {
        let next = ExprId::new(self.facts.exprs.len() as u32);
        let site = self.site(span, role, Anchor::Expr(next));
        self.expr(Expr::Name(site))
    }

    /// A name as an expression, spelled otherwise than the text of its span.
    pub fn name_expr_named(&mut self, span: Span, name: &str, role: Role) -> ExprId {
        let next = ExprId::new(self.facts.exprs.len() as u32);
        let site = self.site_named(span, name, role, Anchor::Expr(next));
        self.expr(Expr::Name(site))
    }

    /// A member of `base`, named by the text of `span`.
    pub fn member_expr(&mut self, base: ExprId, span: Span, access: Access, role: Role) -> ExprId {
        let next = ExprId::new(self.facts.exprs.len() as u32);
        let site = self.site(span, role, Anchor::Expr(next));
        self.expr(Expr::Member { base, site, access })
    }

    /// A member of `base`, spelled otherwise than the text of its span.
    pub fn member_expr_named(
        &mut self,
        base: ExprId,
        span: Span,
        name: &str,
        access: Access,
        role: Role,
    ) -> ExprId {
        let next = ExprId::new(self.facts.exprs.len() as u32);
        let site = self.site_named(span, name, role, Anchor::Expr(next));
        self.expr(Expr::Member { base, site, access })
    }

    /// `name = value` in a call.
    pub fn keyword_expr(&mut self, span: Span, value: ExprId) -> ExprId {
        let next = ExprId::new(self.facts.exprs.len() as u32);
        let site = self.site(span, Role::Keyword, Anchor::Expr(next));
        self.expr(Expr::Keyword(site, value))
    }

    /// A name as a type; `role` is [`Role::Type`], [`Role::Inherit`], [`Role::Implement`]…
    pub fn name_type(&mut self, span: Span, role: Role) -> TypeId {
        let next = TypeId::new(self.facts.types.len() as u32);
        let site = self.site(span, role, Anchor::Type(next));
        self.ty(TypeExpr::Name(site))
    }

    /// A member of a module, namespace or type as a type.
    pub fn member_type(&mut self, base: TypeId, span: Span, role: Role) -> TypeId {
        let next = TypeId::new(self.facts.types.len() as u32);
        let site = self.site(span, role, Anchor::Type(next));
        self.ty(TypeExpr::Member { base, site })
    }

    /// Keeps every name below `node` as a bare site: the structure is too deep to be read.
    pub(super) fn keep_names<G: Grammar>(&mut self, node: Node<'_, G>) {
        let message = format!(
            "nesting deeper than {} levels; names inside are kept without structure",
            super::MAX_DEPTH
        );
        self.diagnose(DiagnosticCode::TooDeep, Severity::Warning, node.span(), message);
        for name in std::iter::once(node).chain(node.descendants()).filter(|below| G::is_name(below.kind())) {
            self.site(name.span(), Role::Read, Anchor::Lexical);
        }
    }
}
