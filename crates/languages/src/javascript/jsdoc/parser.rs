//! Type expressions in comments: TypeScript's, and the older ones of Closure (`?T`, `T=`, `Array.<T>`, `function(T)`).

use extract::{Builder, NewDef, NewImport};
use model::expr::{Combination, Expr, TypeExpr, Wrapper};
use model::facts::ImportFlags;
use model::ids::TypeId;
use model::kinds::{DefKind, ImportKind, Role, ScopeKind};
use model::span::Span;

/// Deepest nesting of types in a comment.
const MAX_DEPTH: u32 = 40;

/// Names of types that the language has built in.
const BUILTIN: &[&str] = &[
    "string",
    "number",
    "boolean",
    "any",
    "void",
    "null",
    "undefined",
    "never",
    "unknown",
    "object",
    "symbol",
    "bigint",
    "true",
    "false",
    "this",
];

/// Reads types at a position of a comment.
pub(super) struct TypeParser {
    pub(super) at: u32,
    pub(super) end: u32,
    depth: u32,
}

impl TypeParser {
    pub(super) fn new(b: &Builder<'_>, range: Span) -> Self {
        let end = range.end.min(b.source().len() as u32);
        Self { at: range.start, end, depth: 0 }
    }

    /// `{type}`
    pub(super) fn braced(&mut self, b: &mut Builder<'_>) -> Option<TypeId> {
        if !self.eat(b, "{") {
            return None;
        }
        let ty = self.union(b);
        // Whatever was not understood is skipped to the brace that closes.
        let mut open = 1;
        for byte in self.rest(b).bytes() {
            self.at += 1;
            match byte {
                b'{' => open += 1,
                b'}' => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
        Some(ty)
    }

    /// The name after a parameter's type: `name`, `[name]`, `[name=default]`, `options.name`.
    pub(super) fn parameter_name(&mut self, b: &Builder<'_>) -> Span {
        self.eat(b, "[");
        self.word(b).filter(|_| self.peek(b) != Some(b'.')).unwrap_or(Span::new(self.at, self.at))
    }

    /// A name after `@typedef` or `@property`.
    pub(super) fn name(&mut self, b: &Builder<'_>) -> Option<Span> {
        self.eat(b, "[");
        self.word(b)
    }

    /// The next of `T, U` or `[T=default]`.
    pub(super) fn next_template_name(&mut self, b: &mut Builder<'_>) -> Option<Span> {
        let bracket = self.eat(b, "[");
        let name = self.word(b)?;
        if bracket && self.eat(b, "=") {
            self.union(b);
            self.eat(b, "]");
        }
        if !self.eat(b, ",") {
            // What follows is prose.
            self.end = self.at;
        }
        Some(name)
    }

    fn union(&mut self, b: &mut Builder<'_>) -> TypeId {
        if self.depth >= MAX_DEPTH {
            return b.ty(TypeExpr::Unknown);
        }
        self.depth += 1;
        self.eat(b, "|");
        let mut parts = vec![self.prefixed(b)];
        let mut how = Combination::Union;
        loop {
            if self.eat(b, "|") {
                parts.push(self.prefixed(b));
            } else if self.eat(b, "&") {
                how = Combination::Intersection;
                parts.push(self.prefixed(b));
            } else {
                break;
            }
        }
        self.depth -= 1;
        if let [only] = parts.as_slice() {
            return *only;
        }
        let parts = b.list(&parts);
        b.ty(TypeExpr::Combine(how, parts))
    }

    fn prefixed(&mut self, b: &mut Builder<'_>) -> TypeId {
        let wrapper = if self.eat(b, "...") {
            Some(Wrapper::Spread)
        } else if self.eat(b, "?") {
            Some(Wrapper::Optional)
        } else if self.eat_word(b, "keyof") {
            Some(Wrapper::KeyOf)
        } else if self.eat_word(b, "readonly") {
            Some(Wrapper::Qualified)
        } else {
            self.eat(b, "!");
            None
        };
        let inner = self.primary(b);
        let inner = self.postfix(b, inner);
        match wrapper {
            Some(wrapper) => b.ty(TypeExpr::Wrap(wrapper, inner)),
            None => inner,
        }
    }

    fn postfix(&mut self, b: &mut Builder<'_>, mut ty: TypeId) -> TypeId {
        loop {
            if self.eat(b, "[]") {
                ty = b.ty(TypeExpr::Wrap(Wrapper::Array, ty));
            } else if self.peek(b) == Some(b'[') {
                self.at += 1;
                let index = self.union(b);
                self.eat(b, "]");
                ty = b.ty(TypeExpr::Index(ty, index));
            } else if self.peek(b) == Some(b'=') && !self.rest(b).starts_with("=>") {
                self.at += 1;
                ty = b.ty(TypeExpr::Wrap(Wrapper::Optional, ty));
            } else {
                return ty;
            }
        }
    }

    fn primary(&mut self, b: &mut Builder<'_>) -> TypeId {
        self.skip_space(b);
        match self.peek(b) {
            Some(b'(') => self.parenthesized(b),
            Some(b'{') => self.record(b),
            Some(b'[') => {
                self.at += 1;
                let parts = self.list_until(b, "]");
                b.ty(TypeExpr::Combine(Combination::Tuple, parts))
            }
            Some(b'*') => {
                self.at += 1;
                let any = b.name("any");
                b.ty(TypeExpr::Builtin(any))
            }
            Some(quote @ (b'"' | b'\'' | b'`')) => self.literal(b, quote),
            Some(b'0'..=b'9' | b'-') => self.number(b),
            _ => self.named(b),
        }
    }

    fn literal(&mut self, b: &mut Builder<'_>, quote: u8) -> TypeId {
        let text = &self.rest(b)[1..];
        let len = text.bytes().position(|byte| byte == quote).unwrap_or(text.len());
        self.at += (len as u32 + 2).min(self.end - self.at);
        let name = b.name(&text[..len]);
        b.ty(TypeExpr::Literal(name))
    }

    fn number(&mut self, b: &mut Builder<'_>) -> TypeId {
        let rest = self.rest(b);
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        let len = rest.bytes().take_while(is_part).count();
        self.at += len as u32;
        let name = b.name(&rest[..len]);
        b.ty(TypeExpr::Literal(name))
    }

    fn list_until(&mut self, b: &mut Builder<'_>, close: &str) -> model::facts::List {
        let mut parts = Vec::new();
        while !self.eat(b, close) && self.at < self.end {
            let before = self.at;
            parts.push(self.union(b));
            self.eat(b, ",");
            if self.at == before {
                break;
            }
        }
        b.list(&parts)
    }

    /// `(type)`, or `(a: A, b: B) => R`.
    fn parenthesized(&mut self, b: &mut Builder<'_>) -> TypeId {
        let before = self.at;
        self.at += 1;
        if self.is_function(b) {
            return self.arrow(b);
        }
        self.at = before + 1;
        let inner = self.union(b);
        self.eat(b, ")");
        inner
    }

    /// Whether `=>` follows the parenthesis that closes this one.
    fn is_function(&self, b: &Builder<'_>) -> bool {
        let mut open = 1;
        for (at, byte) in self.rest(b).bytes().enumerate() {
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return self.rest(b)[at + 1..].trim_start().starts_with("=>");
            }
        }
        false
    }

    fn arrow(&mut self, b: &mut Builder<'_>) -> TypeId {
        let mut params = Vec::new();
        while !self.eat(b, ")") && self.at < self.end {
            let before = self.at;
            self.eat(b, "...");
            let name = self.word(b);
            self.eat(b, "?");
            if self.eat(b, ":") {
                params.push(self.union(b));
            } else if let Some(name) = name {
                // Without a colon TypeScript reads a name of a parameter.
                self.at = name.end;
                params.push(b.ty(TypeExpr::Infer));
            }
            self.eat(b, ",");
            if self.at == before {
                break;
            }
        }
        self.eat(b, "=>");
        let params = b.list(&params);
        let ret = self.union(b);
        b.ty(TypeExpr::Function { params, ret })
    }

    /// `{a: A, b?: B}`
    fn record(&mut self, b: &mut Builder<'_>) -> TypeId {
        self.at += 1;
        let span = Span::new(self.at - 1, self.end);
        let (scope, ()) = b.in_scope(ScopeKind::Type, span, |_| ());
        while !self.eat(b, "}") && self.at < self.end {
            let before = self.at;
            self.eat(b, "readonly ");
            if let Some(name) = self.word(b) {
                self.eat(b, "?");
                let ty = self.eat(b, ":").then(|| self.union(b));
                let whole = Span::new(name.start, self.at);
                b.define(NewDef { ty, scope: Some(scope), ..NewDef::new(DefKind::Field, name, whole) });
            }
            if !self.eat(b, ",") {
                self.eat(b, ";");
            }
            if self.at == before {
                break;
            }
        }
        b.ty(TypeExpr::Object(scope))
    }

    fn named(&mut self, b: &mut Builder<'_>) -> TypeId {
        let Some(name) = self.word(b) else { return b.ty(TypeExpr::Unknown) };
        let text = b.text(name);
        let mut ty = match text {
            "import" if self.peek(b) == Some(b'(') => self.import(b, name),
            "function" if self.peek(b) == Some(b'(') => return self.closure_function(b),
            "typeof" => return self.type_query(b),
            "this" => b.ty(TypeExpr::SelfType),
            _ if BUILTIN.contains(&text) => {
                let name = b.name(text);
                b.ty(TypeExpr::Builtin(name))
            }
            _ => b.name_type(name, Role::Type),
        };
        while self.peek(b) == Some(b'.') && !self.rest(b).starts_with(".<") {
            self.at += 1;
            let Some(member) = self.word(b) else { break };
            ty = b.member_type(ty, member, Role::Type);
        }
        self.eat(b, ".");
        if self.peek(b) == Some(b'<') {
            self.at += 1;
            let args = self.list_until(b, ">");
            ty = b.ty(TypeExpr::Apply { base: ty, args });
        }
        if self.eat_word(b, "is") {
            let proved = self.union(b);
            return b.ty(TypeExpr::Wrap(Wrapper::Predicate, proved));
        }
        ty
    }

    /// `import("x")`, after the keyword.
    fn import(&mut self, b: &mut Builder<'_>, keyword: Span) -> TypeId {
        self.at += 1;
        self.skip_space(b);
        let text = self.rest(b);
        let quote = text.bytes().next().filter(|quote| matches!(quote, b'"' | b'\'' | b'`'));
        let len = quote.and_then(|quote| text[1..].bytes().position(|byte| byte == quote));
        let Some(len) = len else { return b.ty(TypeExpr::Unknown) };
        let path = Span::new(self.at + 1, self.at + 1 + len as u32);
        self.at = path.end + 1;
        self.eat(b, ")");
        let text = [b.text(path)];
        let flags = ImportFlags::TYPE_ONLY;
        let new = NewImport::new(ImportKind::Dynamic, Span::new(keyword.start, self.at), &text, path);
        let import = b.import(NewImport { flags, ..new });
        let value = b.expr(Expr::Import(import));
        b.ty(TypeExpr::TypeOf(value))
    }

    /// `function(A, B): R`, after the keyword.
    fn closure_function(&mut self, b: &mut Builder<'_>) -> TypeId {
        self.at += 1;
        let params = self.list_until(b, ")");
        let ret = if self.eat(b, ":") { self.union(b) } else { b.ty(TypeExpr::Unknown) };
        b.ty(TypeExpr::Function { params, ret })
    }

    fn type_query(&mut self, b: &mut Builder<'_>) -> TypeId {
        let Some(name) = self.word(b) else { return b.ty(TypeExpr::Unknown) };
        if b.text(name) == "import" {
            return self.import(b, name);
        }
        let mut value = b.name_expr(name, Role::Read);
        while self.peek(b) == Some(b'.') {
            self.at += 1;
            let Some(member) = self.word(b) else { break };
            value = b.member_expr(value, member, model::expr::Access::Dot, Role::Read);
        }
        b.ty(TypeExpr::TypeOf(value))
    }
}
