//! One row of each table.

use model::facts::{
    Anchor, Binding, Condition, Def, Diagnostic, Flow, Import, ImportFlags, List, Scope, Site, TypeParam,
};
use model::ids::{DefId, ScopeId};
use model::kinds::{BindingKind, Modifiers, Visibility};
use model::span::Span;

use super::trees::quote;
use super::{Dump, Row};

const IMPORT_FLAGS: &[(ImportFlags, &str)] = &[
    (ImportFlags::TYPE_ONLY, "type-only"),
    (ImportFlags::REEXPORT, "reexport"),
    (ImportFlags::CONDITIONAL, "conditional"),
    (ImportFlags::SYSTEM, "system"),
    (ImportFlags::GLOBAL, "global"),
    (ImportFlags::STATIC, "static"),
    (ImportFlags::USING, "using"),
    (ImportFlags::EQUALS, "equals"),
];

fn scope(id: ScopeId) -> String {
    format!("s{}", id.raw())
}

fn visibility(visibility: Visibility) -> Option<String> {
    (visibility != Visibility::Default).then(|| visibility.to_string())
}

fn modifiers(modifiers: Modifiers) -> Option<String> {
    (modifiers != Modifiers::NONE).then(|| modifiers.names().collect::<Vec<_>>().join(","))
}

impl Dump<'_> {
    pub(super) fn def(&self, index: usize, def: &Def) -> String {
        let body = (def.body != def.span.end).then(|| self.at(def.body));
        let row = Row::new(format_args!("d{index}"))
            .word(def.kind.as_str())
            .word(self.path(DefId::new(index as u32)))
            .word(self.span(def.name_span))
            .field("segment", def.segment.map(|name| quote(self.facts.text(name))))
            .field("span", Some(self.span(def.span)))
            .field("body", body)
            .field("doc", self.non_empty(def.doc))
            .field("scope", Some(scope(def.scope)))
            .field("opens", def.opens.map(scope))
            .field("visibility", visibility(def.visibility))
            .field("modifiers", modifiers(def.modifiers));
        self.def_lists(def, row).0
    }

    /// What a definition has of types and expressions.
    fn def_lists(&self, def: &Def, row: Row) -> Row {
        let params = (!def.params.is_empty()).then(|| self.trees.params(def.params));
        let decorators = (!def.decorators.is_empty()).then(|| self.exprs(def.decorators));
        row.field("type-params", self.type_params(def.type_params))
            .field("params", params)
            .field("type", def.ty.map(|ty| self.trees.ty(ty)))
            .field("value", def.value.map(|value| self.trees.expr(value)))
            .field("supers", self.supers(def.supers))
            .field("decorators", decorators)
    }

    fn non_empty(&self, span: Span) -> Option<String> {
        (!span.is_empty()).then(|| self.span(span))
    }

    fn exprs(&self, list: List) -> String {
        let each: Vec<String> = self.facts.list(list).map(|id| self.trees.expr(id)).collect();
        format!("[{}]", each.join(", "))
    }

    fn supers(&self, list: List) -> Option<String> {
        let each = |super_: &model::facts::Super| format!("{} {}", super_.kind, self.trees.ty(super_.ty));
        let all: Vec<String> = self.facts.supers(list).iter().map(each).collect();
        (!all.is_empty()).then(|| format!("[{}]", all.join(", ")))
    }

    fn type_params(&self, list: List) -> Option<String> {
        let all: Vec<String> =
            self.facts.type_params(list).iter().map(|param| self.type_param(param)).collect();
        (!all.is_empty()).then(|| format!("<{}>", all.join(", ")))
    }

    fn type_param(&self, param: &TypeParam) -> String {
        let bounds: Vec<String> = self.facts.list(param.bounds).map(|id| self.trees.ty(id)).collect();
        let bounds = if bounds.is_empty() { String::new() } else { format!(": {}", bounds.join(" + ")) };
        let default = param.default.map(|ty| format!(" = {}", self.trees.ty(ty))).unwrap_or_default();
        format!("{}{bounds}{default}", quote(self.facts.text(param.name)))
    }

    pub(super) fn scope(&self, index: usize, entry: &Scope) -> String {
        Row::new(format_args!("s{index}"))
            .word(entry.kind.as_str())
            .word(self.span(entry.span))
            .field("parent", entry.parent.map(scope))
            .field("owner", entry.owner.map(|def| self.path(def)))
            .0
    }

    pub(super) fn binding(&self, binding: &Binding) -> String {
        let def = binding.def.filter(|_| binding.kind == BindingKind::Definition);
        let from = (binding.visible_from != 0).then(|| self.at(binding.visible_from));
        Row::new(self.span(binding.span))
            .word(binding.kind.as_str())
            .word(quote(self.facts.text(binding.name)))
            .field("scope", Some(scope(binding.scope)))
            .field("from", from)
            .field("def", def.map(|def| format!("d{}", def.raw())))
            .field("import", binding.import.map(|import| format!("i{}", import.raw())))
            .field("type", binding.ty.map(|ty| self.trees.ty(ty)))
            .field("init", binding.init.map(|init| self.trees.expr(init)))
            .0
    }

    pub(super) fn import(&self, index: usize, import: &Import) -> String {
        let flags: Vec<&str> = IMPORT_FLAGS
            .iter()
            .filter(|(flag, _)| import.flags.contains(*flag))
            .map(|(_, text)| *text)
            .collect();
        let segments: Vec<&str> = self.facts.list(import.path).map(|name| self.facts.text(name)).collect();
        Row::new(format_args!("i{index}"))
            .word(import.kind.as_str())
            .word(self.span(import.span))
            .field("path", Some(format!("{segments:?}")))
            .field("at", self.non_empty(import.path_span))
            .field("level", (import.level > 0).then(|| import.level.to_string()))
            .field("member", import.member.map(|name| quote(self.facts.text(name))))
            .field("local", import.local.map(|name| quote(self.facts.text(name))))
            .field("scope", Some(scope(import.scope)))
            .field("visibility", visibility(import.visibility))
            .field("flags", (!flags.is_empty()).then(|| flags.join(",")))
            .0
    }

    pub(super) fn site(&self, site: &Site) -> String {
        Row::new(self.span(site.span))
            .word(site.role.as_str())
            .word(quote(self.facts.text(site.name)))
            .field("scope", Some(scope(site.scope)))
            .field("within", site.within.map(|def| self.path(def)))
            .field("anchor", self.anchor(site.anchor))
            .0
    }

    fn anchor(&self, anchor: Anchor) -> Option<String> {
        Some(match anchor {
            Anchor::None => return None,
            Anchor::Expr(expr) => self.trees.expr(expr),
            Anchor::Type(ty) => format!("type({})", self.trees.ty(ty)),
            Anchor::Import(import, segment) => format!("i{}/{segment}", import.raw()),
            Anchor::Lexical => "lexical".to_owned(),
            Anchor::MemberOf(base) => format!("member-of({})", self.trees.expr(base)),
            Anchor::FieldOf(ty) => format!("field-of({})", self.trees.ty(ty)),
        })
    }

    pub(super) fn flow(&self, flow: &Flow) -> String {
        Row::new(self.span(flow.span))
            .word(flow.kind.as_str())
            .field("scope", Some(scope(flow.scope)))
            .field("target", flow.target.map(|expr| self.trees.expr(expr)))
            .field("value", flow.value.map(|expr| self.trees.expr(expr)))
            .field("type", flow.ty.map(|ty| self.trees.ty(ty)))
            .0
    }

    pub(super) fn condition(&self, condition: Condition) -> String {
        Row::new(self.span(condition.span)).word(self.facts.text(condition.text)).0
    }

    pub(super) fn diagnostic(&self, diagnostic: &Diagnostic) -> String {
        Row::new(self.span(diagnostic.span))
            .word(diagnostic.severity.as_str())
            .word(diagnostic.code.as_str())
            .word(diagnostic.message.replace('\n', " "))
            .0
    }
}
