//! Expressions and types as nested text: `call(member(name shape, .area), [name r])`.

use model::expr::{Access, Expr, Projection, TypeExpr};
use model::facts::{FileFacts, List, Param};
use model::ids::{DefId, ExprId, NameId, ScopeId, SiteId, TypeId};

/// Nesting below which text stops with `…`; chains of any length occur in real files.
const MAX_DEPTH: u32 = 24;
/// Length from which text stops with `…`.
const MAX_LENGTH: usize = 2_000;

/// Writes trees of a file.
#[derive(Clone, Copy)]
pub(super) struct Trees<'a> {
    pub(super) facts: &'a FileFacts,
}

impl Trees<'_> {
    pub(super) fn expr(self, id: ExprId) -> String {
        self.write(|writer| writer.expr(id))
    }

    pub(super) fn ty(self, id: TypeId) -> String {
        self.write(|writer| writer.ty(id))
    }

    pub(super) fn params(self, list: List) -> String {
        self.write(|writer| writer.params(list))
    }

    fn write(self, body: impl FnOnce(&mut Writer<'_>)) -> String {
        let mut writer = Writer { facts: self.facts, out: String::new(), depth: 0 };
        body(&mut writer);
        writer.out
    }

    /// The expressions that are no part of another expression.
    pub(super) fn root_exprs(self) -> Vec<String> {
        let mut inner = vec![false; self.facts.exprs.len()];
        let mut mark =
            |id: ExprId| inner.get_mut(id.index()).is_some_and(|slot| std::mem::replace(slot, true));
        for &expr in &self.facts.exprs {
            children(self.facts, expr).into_iter().for_each(|child| _ = mark(child));
        }
        roots(&inner).map(|raw| format!("e{raw} {}", self.expr(ExprId::new(raw)))).collect()
    }

    /// The types that are no part of another type.
    pub(super) fn root_types(self) -> Vec<String> {
        let mut inner = vec![false; self.facts.types.len()];
        let mut mark =
            |id: TypeId| inner.get_mut(id.index()).is_some_and(|slot| std::mem::replace(slot, true));
        for &ty in &self.facts.types {
            type_children(self.facts, ty).into_iter().for_each(|child| _ = mark(child));
        }
        roots(&inner).map(|raw| format!("t{raw} {}", self.ty(TypeId::new(raw)))).collect()
    }
}

fn roots(inner: &[bool]) -> impl Iterator<Item = u32> + '_ {
    inner.iter().enumerate().filter(|(_, inner)| !**inner).map(|(index, _)| index as u32)
}

/// The expressions directly inside `expr`.
pub(crate) fn children(facts: &FileFacts, expr: Expr) -> Vec<ExprId> {
    let (first, list): (&[ExprId], List) = match expr {
        Expr::Member { base, .. } | Expr::Apply { base, .. } => (&[base], List::EMPTY),
        Expr::Call { callee, args } | Expr::MacroCall { callee, args } => (&[callee], args),
        Expr::Jsx { component, args } => (&[component], args),
        Expr::New { args: list, .. } | Expr::Either(list) | Expr::Container(_, list) => (&[], list),
        Expr::Index { base: a, index: b } | Expr::VariantField { base: a, path: b, .. } => {
            (&[a, b], List::EMPTY)
        }
        Expr::Binary(_, a, b) | Expr::Assign(a, b) => (&[a, b], List::EMPTY),
        Expr::Project { base, how: Projection::Matched, arg } => (&[base, ExprId::new(arg)], List::EMPTY),
        Expr::Unary(_, base) | Expr::Cast(base, _) | Expr::Keyword(_, base) | Expr::Project { base, .. } => {
            (&[base], List::EMPTY)
        }
        _ => (&[], List::EMPTY),
    };
    first.iter().copied().chain(facts.list(list)).collect()
}

/// The types directly inside `ty`.
pub(crate) fn type_children(facts: &FileFacts, ty: TypeExpr) -> Vec<TypeId> {
    let (first, list): (&[TypeId], List) = match ty {
        TypeExpr::Member { base, .. } | TypeExpr::Wrap(_, base) | TypeExpr::Assoc(_, base) => {
            (&[base], List::EMPTY)
        }
        TypeExpr::Apply { base, args } => (&[base], args),
        TypeExpr::Combine(_, list) => (&[], list),
        TypeExpr::Function { params, ret } => (&[ret], params),
        TypeExpr::Index(a, b) | TypeExpr::Projected(a, b) => (&[a, b], List::EMPTY),
        _ => (&[], List::EMPTY),
    };
    first.iter().copied().chain(facts.list(list)).collect()
}

/// A name as it is, in quotes when it holds white space or control characters or is empty.
pub(super) fn quote(text: &str) -> String {
    let plain = !text.is_empty() && !text.contains(|c: char| c.is_control() || c.is_whitespace());
    if plain { text.to_owned() } else { format!("{text:?}") }
}

struct Writer<'a> {
    facts: &'a FileFacts,
    out: String,
    depth: u32,
}

impl Writer<'_> {
    fn put(&mut self, text: impl AsRef<str>) {
        self.out.push_str(text.as_ref());
    }

    fn site(&mut self, site: SiteId) {
        let site = self.facts.sites.get(site.index());
        self.put(site.map_or("?!".to_owned(), |site| quote(self.facts.text(site.name))));
    }

    fn scope(&mut self, scope: ScopeId) {
        self.put(format!("object s{}", scope.raw()));
    }

    fn definition(&mut self, def: DefId) {
        let path = super::path(self.facts, def);
        self.put(format!("definition {path}"));
    }

    fn text(&mut self, kind: &str, name: NameId) {
        let name = self.facts.text(name);
        self.put(format!("{kind} {name:?}"));
    }

    /// `name(…)`.
    fn group(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.put(name);
        self.put("(");
        inside(self);
        self.put(")");
    }

    /// Runs `inside` unless the text is long or deep enough.
    fn nest(&mut self, inside: impl FnOnce(&mut Self)) {
        if self.depth >= MAX_DEPTH || self.out.len() >= MAX_LENGTH {
            return self.put("…");
        }
        self.depth += 1;
        inside(self);
        self.depth -= 1;
    }

    fn separated<T>(&mut self, items: impl IntoIterator<Item = T>, mut each: impl FnMut(&mut Self, T)) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.put(", ");
            }
            if self.out.len() >= MAX_LENGTH {
                return self.put("…");
            }
            each(self, item);
        }
    }

    fn exprs(&mut self, list: List) {
        let facts = self.facts;
        self.put("[");
        self.separated(facts.list(list), Self::expr);
        self.put("]");
    }

    fn types(&mut self, list: List) {
        let facts = self.facts;
        self.separated(facts.list(list), Self::ty);
    }

    fn params(&mut self, list: List) {
        let facts = self.facts;
        self.put("(");
        self.separated(facts.params(list), Self::param);
        self.put(")");
    }

    fn param(&mut self, param: &Param) {
        let name = self.facts.text(param.name);
        self.put(if name.is_empty() { "_".to_owned() } else { quote(name) });
        if let Some(ty) = param.ty {
            self.put(": ");
            self.ty(ty);
        }
        if let Some(default) = param.default {
            self.put(" = ");
            self.expr(default);
        }
        if param.kind != model::facts::ParamKind::Plain {
            self.put(format!(" [{}]", param.kind));
        }
    }

    fn expr(&mut self, id: ExprId) {
        let Some(&expr) = self.facts.exprs.get(id.index()) else { return self.put(format!("{id:?}!")) };
        self.nest(|writer| writer.expr_inside(expr));
    }

    fn pair(&mut self, name: &str, first: ExprId, second: ExprId) {
        self.group(name, |writer| writer.separated([first, second], Self::expr));
    }

    fn applied(&mut self, name: &str, callee: ExprId, args: List) {
        self.group(name, |writer| {
            writer.expr(callee);
            writer.put(", ");
            writer.exprs(args);
        });
    }

    fn expr_inside(&mut self, expr: Expr) {
        match expr {
            Expr::Unknown => self.put("unknown"),
            Expr::Name(site) => {
                self.put("name ");
                self.site(site);
            }
            Expr::Member { base, site, access } => self.member(base, site, access),
            Expr::Call { callee, args } => self.applied("call", callee, args),
            Expr::MacroCall { callee, args } => self.applied("macro", callee, args),
            Expr::Jsx { component, args } => self.applied("jsx", component, args),
            Expr::Index { base, index } => self.pair("index", base, index),
            Expr::Literal(literal) => self.put(literal.as_str()),
            Expr::SelfRef(which) => self.put(which.as_str()),
            Expr::Unary(kind, operand) => self.group(kind.as_str(), |writer| writer.expr(operand)),
            Expr::Binary(kind, left, right) => self.pair(kind.as_str(), left, right),
            Expr::Assign(target, value) => self.pair("assign", target, value),
            Expr::Object(scope) => self.scope(scope),
            Expr::Definition(def) => self.definition(def),
            Expr::Text(name) => self.text("text", name),
            _ => self.expr_with_list_or_type(expr),
        }
    }

    fn expr_with_list_or_type(&mut self, expr: Expr) {
        match expr {
            Expr::New { ty, args } => self.group("new", |writer| {
                writer.ty(ty);
                writer.put(", ");
                writer.exprs(args);
            }),
            Expr::Apply { base, types } => self.group("apply", |writer| {
                writer.expr(base);
                writer.put(", <");
                writer.types(types);
                writer.put(">");
            }),
            Expr::Cast(value, ty) => self.group("cast", |writer| {
                writer.expr(value);
                writer.put(" as ");
                writer.ty(ty);
            }),
            Expr::Either(arms) => {
                self.put("either");
                self.exprs(arms);
            }
            Expr::Container(kind, items) => {
                self.put(kind.as_str());
                self.exprs(items);
            }
            Expr::Lambda { scope, params } => {
                self.put(format!("lambda s{}", scope.raw()));
                self.params(params);
            }
            Expr::Type(ty) => self.group("type", |writer| writer.ty(ty)),
            Expr::Typed(ty) => self.group("typed", |writer| writer.ty(ty)),
            Expr::Keyword(site, value) => self.group("keyword", |writer| {
                writer.site(site);
                writer.put(" = ");
                writer.expr(value);
            }),
            Expr::Project { base, how, arg } => self.project(base, how, arg),
            Expr::VariantField { base, path, index } => self.group("variant-field", |writer| {
                writer.separated([base, path], Self::expr);
                writer.put(format!(", {index}"));
            }),
            _ => self.put(format!("{expr:?}")),
        }
    }

    fn member(&mut self, base: ExprId, site: SiteId, access: Access) {
        let token = match access {
            Access::Dot => ".",
            Access::Arrow => "->",
            Access::Colons => "::",
            Access::Optional => "?.",
            Access::Key => "key ",
            Access::MethodRef => "method-ref ",
        };
        self.group("member", |writer| {
            writer.expr(base);
            writer.put(", ");
            writer.put(token);
            writer.site(site);
        });
    }

    fn project(&mut self, base: ExprId, how: Projection, arg: u32) {
        self.group("project", |writer| {
            writer.expr(base);
            writer.put(format!(", {how}"));
            match how {
                Projection::Element | Projection::Rest => writer.put(format!(" {arg}")),
                Projection::Matched => {
                    writer.put(" ");
                    writer.expr(ExprId::new(arg));
                }
                _ => {}
            }
        });
    }

    fn ty(&mut self, id: TypeId) {
        let Some(&ty) = self.facts.types.get(id.index()) else { return self.put(format!("{id:?}!")) };
        self.nest(|writer| writer.ty_inside(ty));
    }

    fn ty_inside(&mut self, ty: TypeExpr) {
        match ty {
            TypeExpr::Unknown => self.put("unknown"),
            TypeExpr::SelfType => self.put("self-type"),
            TypeExpr::Infer => self.put("infer"),
            TypeExpr::Object(scope) => self.scope(scope),
            TypeExpr::Definition(def) => self.definition(def),
            TypeExpr::Builtin(name) => {
                let name = quote(self.facts.text(name));
                self.put(format!("builtin {name}"));
            }
            TypeExpr::Literal(name) => self.text("literal", name),
            TypeExpr::Name(site) => {
                self.put("name ");
                self.site(site);
            }
            TypeExpr::TypeOf(expr) => self.group("typeof", |writer| writer.expr(expr)),
            TypeExpr::Wrap(wrapper, inner) => self.group(wrapper.as_str(), |writer| writer.ty(inner)),
            TypeExpr::Combine(kind, parts) => self.group(kind.as_str(), |writer| writer.types(parts)),
            _ => self.compound_type(ty),
        }
    }

    fn compound_type(&mut self, ty: TypeExpr) {
        match ty {
            TypeExpr::Member { base, site } => self.group("member", |writer| {
                writer.ty(base);
                writer.put(", .");
                writer.site(site);
            }),
            TypeExpr::Apply { base, args } => self.group("apply", |writer| {
                writer.ty(base);
                writer.put(", <");
                writer.types(args);
                writer.put(">");
            }),
            TypeExpr::Function { params, ret } => self.group("function", |writer| {
                writer.put("[");
                writer.types(params);
                writer.put("] -> ");
                writer.ty(ret);
            }),
            TypeExpr::Index(base, index) => self.type_pair("index", base, ", ", index),
            TypeExpr::Projected(base, bound) => self.type_pair("projected", base, " as ", bound),
            TypeExpr::Assoc(site, value) => self.group("assoc", |writer| {
                writer.site(site);
                writer.put(" = ");
                writer.ty(value);
            }),
            _ => self.put(format!("{ty:?}")),
        }
    }

    fn type_pair(&mut self, name: &str, first: TypeId, between: &str, second: TypeId) {
        self.group(name, |writer| {
            writer.ty(first);
            writer.put(between);
            writer.ty(second);
        });
    }
}
