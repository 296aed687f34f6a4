//! Expressions, types and the anchors of sites: what points where.

use model::expr::{Expr, TypeExpr};
use model::facts::{Anchor, Site};
use model::ids::{ExprId, SiteId, TypeId};

use super::Checker;
use crate::dump::{children, type_children};

impl Checker<'_> {
    pub(super) fn graph(&mut self) {
        for (index, &expr) in self.facts.exprs.iter().enumerate() {
            self.expr(index, expr);
        }
        for (index, &ty) in self.facts.types.iter().enumerate() {
            self.ty(index, ty);
        }
        for (index, site) in self.facts.sites.iter().enumerate() {
            self.anchor(SiteId::new(index as u32), site);
        }
    }

    fn expr(&mut self, index: usize, expr: Expr) {
        let what = || format!("expression {index} {expr:?}");
        if let Expr::Call { args: list, .. }
        | Expr::New { args: list, .. }
        | Expr::MacroCall { args: list, .. }
        | Expr::Jsx { args: list, .. }
        | Expr::Apply { types: list, .. }
        | Expr::Either(list)
        | Expr::Container(_, list) = expr
        {
            self.list(list, self.facts.pool.len(), what);
        }
        for child in children(self.facts, expr) {
            self.must(child.index() < index, || format!("{}: {child:?} does not come before it", what()));
        }
        self.expr_types(index, expr);
        self.expr_leaves(index, expr);
    }

    fn expr_types(&mut self, index: usize, expr: Expr) {
        let what = || format!("type of expression {index} {expr:?}");
        match expr {
            Expr::New { ty, .. } | Expr::Cast(_, ty) | Expr::Type(ty) | Expr::Typed(ty) => {
                self.id(ty, self.facts.types.len(), what);
            }
            Expr::Apply { types, .. } => {
                for ty in self.facts.list::<TypeId>(types) {
                    self.id(ty, self.facts.types.len(), what);
                }
            }
            _ => {}
        }
    }

    fn expr_leaves(&mut self, index: usize, expr: Expr) {
        let facts = self.facts;
        let what = || format!("expression {index} {expr:?}");
        match expr {
            Expr::Name(site) | Expr::Member { site, .. } | Expr::Keyword(site, _) => {
                self.id(site, facts.sites.len(), what);
            }
            Expr::Object(scope) => self.id(scope, facts.scopes.len(), what),
            Expr::Lambda { scope, params } => {
                self.id(scope, facts.scopes.len(), what);
                self.list(params, facts.params.len(), what);
            }
            Expr::Definition(def) => self.id(def, facts.defs.len(), what),
            Expr::Text(name) => self.id(name, facts.names.len(), what),
            _ => {}
        }
    }

    fn ty(&mut self, index: usize, ty: TypeExpr) {
        let facts = self.facts;
        let what = || format!("type {index} {ty:?}");
        for child in type_children(facts, ty) {
            self.must(child.index() < index, || format!("{}: {child:?} does not come before it", what()));
        }
        match ty {
            TypeExpr::Name(site) | TypeExpr::Member { site, .. } | TypeExpr::Assoc(site, _) => {
                self.id(site, facts.sites.len(), what);
            }
            TypeExpr::Apply { args: list, .. }
            | TypeExpr::Combine(_, list)
            | TypeExpr::Function { params: list, .. } => self.list(list, facts.pool.len(), what),
            TypeExpr::TypeOf(expr) => self.id(expr, facts.exprs.len(), what),
            TypeExpr::Builtin(name) | TypeExpr::Literal(name) => self.id(name, facts.names.len(), what),
            TypeExpr::Object(scope) => self.id(scope, facts.scopes.len(), what),
            TypeExpr::Definition(def) => self.id(def, facts.defs.len(), what),
            _ => {}
        }
    }

    fn anchor(&mut self, id: SiteId, site: &Site) {
        let what = || format!("site `{}` at {:?}: {:?}", self.facts.text(site.name), site.span, site.anchor);
        let holds = match site.anchor {
            Anchor::None | Anchor::Lexical => true,
            Anchor::Expr(expr) => self.names_expr(id, expr),
            Anchor::Type(ty) => self.names_type(id, ty),
            Anchor::MemberOf(expr) => expr.index() < self.facts.exprs.len(),
            Anchor::FieldOf(ty) => ty.index() < self.facts.types.len(),
            Anchor::Import(import, segment) => self
                .facts
                .imports
                .get(import.index())
                .is_some_and(|import| u32::from(segment) <= import.path.len),
        };
        let what = (!holds).then(what);
        if let Some(what) = what {
            self.fail(|| format!("{what} does not point back to the site"));
        }
    }

    fn names_expr(&self, id: SiteId, expr: ExprId) -> bool {
        matches!(
            self.facts.exprs.get(expr.index()),
            Some(&(Expr::Name(site) | Expr::Member { site, .. } | Expr::Keyword(site, _))) if site == id
        )
    }

    fn names_type(&self, id: SiteId, ty: TypeId) -> bool {
        matches!(
            self.facts.types.get(ty.index()),
            Some(&(TypeExpr::Name(site) | TypeExpr::Member { site, .. } | TypeExpr::Assoc(site, _))) if site == id
        )
    }
}
