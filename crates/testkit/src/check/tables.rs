//! Ids, lists and spans of all tables but the two trees.

use std::collections::BTreeSet;

use model::facts::{Binding, Def, Import, Scope, Site};
use model::ids::{ExprId, NameId, TypeId};
use model::kinds::{BindingKind, ScopeKind};

use super::Checker;

impl Checker<'_> {
    pub(super) fn tables(&mut self) {
        self.panicked();
        self.names();
        self.defs();
        self.def_parts();
        self.scopes();
        self.bindings();
        self.imports();
        self.sites();
        self.flows();
        self.rest();
    }

    fn names(&mut self) {
        let facts = self.facts;
        let distinct: BTreeSet<&str> = facts.names.iter().map(|(_, text)| text).collect();
        self.must(distinct.len() == facts.names.len(), || "a name is interned twice".to_owned());
    }

    fn name(&mut self, name: NameId, what: &str) {
        self.id(name, self.facts.names.len(), || format!("name of {what}"));
    }

    fn expr_id(&mut self, expr: Option<ExprId>, what: &str) {
        if let Some(expr) = expr {
            self.id(expr, self.facts.exprs.len(), || format!("expression of {what}"));
        }
    }

    fn type_id(&mut self, ty: Option<TypeId>, what: &str) {
        if let Some(ty) = ty {
            self.id(ty, self.facts.types.len(), || format!("type of {what}"));
        }
    }

    fn defs(&mut self) {
        for (index, def) in self.facts.defs.iter().enumerate() {
            self.def(index, def);
            self.def_place(index, def);
        }
    }

    fn def(&mut self, index: usize, def: &Def) {
        let what = || format!("def {index} ({} {})", def.kind, self.facts.text(def.name));
        let what = what();
        self.name(def.name, &what);
        def.qualifier.into_iter().chain(def.segment).for_each(|name| self.name(name, &what));
        self.list(def.params, self.facts.params.len(), || format!("parameters of {what}"));
        self.list(def.type_params, self.facts.type_params.len(), || format!("type parameters of {what}"));
        self.list(def.supers, self.facts.supers.len(), || format!("supers of {what}"));
        self.list(def.decorators, self.facts.pool.len(), || format!("decorators of {what}"));
        for decorator in self.facts.list::<ExprId>(def.decorators) {
            self.expr_id(Some(decorator), &what);
        }
        self.type_id(def.ty, &what);
        self.expr_id(def.value, &what);
    }

    fn def_place(&mut self, index: usize, def: &Def) {
        let what = format!("def {index} ({} {})", def.kind, self.facts.text(def.name));
        for (span, part) in [(def.span, "span"), (def.name_span, "name"), (def.doc, "doc")] {
            self.span(span, || format!("{part} of {what}"));
        }
        self.must(def.span.contains(def.name_span), || {
            format!("{what}: name at {:?} outside of {:?}", def.name_span, def.span)
        });
        self.must((def.span.start..=def.span.end).contains(&def.body), || {
            format!("{what}: body at {} outside of {:?}", def.body, def.span)
        });
        if let Some(parent) = def.parent {
            self.must(parent.index() < index, || format!("{what}: parent {parent:?} comes later"));
        }
        self.id(def.scope, self.facts.scopes.len(), || format!("scope of {what}"));
        if let Some(scope) = def.opens {
            self.id(scope, self.facts.scopes.len(), || format!("scope opened by {what}"));
        }
    }

    fn def_parts(&mut self) {
        let facts = self.facts;
        for param in &facts.params {
            self.name(param.name, "a parameter");
            self.span(param.span, || "parameter".to_owned());
            self.span(param.ty_span, || "type of a parameter".to_owned());
            self.type_id(param.ty, "a parameter");
            self.expr_id(param.default, "a parameter");
        }
        for param in &facts.type_params {
            self.name(param.name, "a type parameter");
            self.span(param.span, || "type parameter".to_owned());
            self.list(param.bounds, facts.pool.len(), || "bounds of a type parameter".to_owned());
            self.type_id(param.default, "a type parameter");
            facts.list(param.bounds).for_each(|bound| self.type_id(Some(bound), "a bound"));
        }
        facts.supers.iter().for_each(|super_| self.type_id(Some(super_.ty), "a super"));
    }

    fn scopes(&mut self) {
        let facts = self.facts;
        let first = facts.scopes.first();
        let is_file = first.is_some_and(|scope| scope.kind == ScopeKind::File && scope.parent.is_none());
        self.must(is_file, || "scope 0 is not the file".to_owned());
        for (index, scope) in facts.scopes.iter().enumerate() {
            self.span(scope.span, || format!("scope {index}"));
            if let Some(owner) = scope.owner {
                self.id(owner, facts.defs.len(), || format!("owner of scope {index}"));
            }
            if index > 0 {
                self.scope_nesting(index, scope);
            }
        }
    }

    fn scope_nesting(&mut self, index: usize, scope: &Scope) {
        let Some(parent) = scope.parent.filter(|parent| parent.index() < index) else {
            return self.fail(|| format!("scope {index} ({}): no parent before it", scope.kind));
        };
        let around = self.facts.scope(parent).span;
        self.must(around.contains(scope.span), || {
            format!(
                "scope {index} ({}) at {:?} is not inside its parent at {around:?}",
                scope.kind, scope.span
            )
        });
    }

    fn bindings(&mut self) {
        for (index, binding) in self.facts.bindings.iter().enumerate() {
            self.binding(&format!("binding {index} ({})", self.facts.text(binding.name)), binding);
        }
    }

    fn binding(&mut self, what: &str, binding: &Binding) {
        self.name(binding.name, what);
        self.span(binding.span, || what.to_owned());
        self.id(binding.scope, self.facts.scopes.len(), || format!("scope of {what}"));
        self.must(binding.visible_from as usize <= self.text.len(), || {
            format!("{what}: visible from {} on, past the end", binding.visible_from)
        });
        self.type_id(binding.ty, what);
        self.expr_id(binding.init, what);
        if let Some(def) = binding.def {
            self.id(def, self.facts.defs.len(), || format!("definition of {what}"));
        }
        if let Some(import) = binding.import {
            self.id(import, self.facts.imports.len(), || format!("import of {what}"));
        }
        let (is_def, is_import) =
            (binding.kind == BindingKind::Definition, binding.kind == BindingKind::Import);
        self.must(!is_def || binding.def.is_some(), || format!("{what}: a definition's without definition"));
        self.must(is_import == binding.import.is_some(), || {
            format!("{what}: {} with import {:?}", binding.kind, binding.import)
        });
    }

    fn imports(&mut self) {
        for (index, import) in self.facts.imports.iter().enumerate() {
            self.import(&format!("import {index} ({})", import.kind), import);
        }
    }

    fn import(&mut self, what: &str, import: &Import) {
        self.span(import.span, || what.to_owned());
        self.span(import.path_span, || format!("path of {what}"));
        self.id(import.scope, self.facts.scopes.len(), || format!("scope of {what}"));
        self.list(import.path, self.facts.pool.len(), || format!("path of {what}"));
        for name in self.facts.list(import.path) {
            self.name(name, what);
        }
        import.member.into_iter().chain(import.local).for_each(|name| self.name(name, what));
    }

    fn sites(&mut self) {
        let facts = self.facts;
        let key = |site: &Site| (site.span.start, site.span.end, u32::from(site.role));
        for pair in facts.sites.windows(2) {
            let (one, two) = (&pair[0], &pair[1]);
            self.must(key(one) < key(two), || {
                let problem = if key(one) == key(two) { "stands twice" } else { "is out of order" };
                format!("site `{}` ({}) at {:?} {problem}", facts.text(two.name), two.role, two.span)
            });
        }
        facts.sites.iter().for_each(|site| self.site(site));
    }

    fn site(&mut self, site: &Site) {
        let facts = self.facts;
        let what = || format!("site `{}` ({}) at {:?}", facts.text(site.name), site.role, site.span);
        self.span(site.span, what);
        self.name(site.name, "a site");
        self.must(!site.span.is_empty(), || format!("{} is empty", what()));
        self.id(site.scope, facts.scopes.len(), what);
        let around = facts.scopes.get(site.scope.index()).map(|scope| scope.span);
        self.must(around.is_none_or(|around| around.contains(site.span)), || {
            format!("{} is not inside its scope s{} at {around:?}", what(), site.scope.raw())
        });
        if let Some(def) = site.within {
            self.id(def, facts.defs.len(), what);
        }
    }

    fn flows(&mut self) {
        let facts = self.facts;
        for flow in &facts.flows {
            let what = format!("flow {} at {:?}", flow.kind, flow.span);
            self.span(flow.span, || what.clone());
            self.id(flow.scope, facts.scopes.len(), || format!("scope of {what}"));
            self.expr_id(flow.target, &what);
            self.expr_id(flow.value, &what);
            self.type_id(flow.ty, &what);
        }
    }

    fn rest(&mut self) {
        for condition in &self.facts.conditions {
            self.span(condition.span, || "condition".to_owned());
            self.name(condition.text, "a condition");
        }
        for diagnostic in &self.facts.diagnostics {
            self.span(diagnostic.span, || format!("diagnostic {}", diagnostic.code));
        }
    }
}
