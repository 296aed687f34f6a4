//! Types as written in annotations, also in quotes.

use extract::{Builder, NewBinding, NewDef};
use model::expr::{Combination, Expr, TypeExpr};
use model::facts::{List, TypeParam};
use model::ids::TypeId;
use model::kinds::{BindingKind, DefKind, Role};
use model::span::Span;

use super::context::Context;
use super::expressions;
use super::grammar::{F, K, Node};

/// The type at `node`.
pub(super) fn annotation(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    b.descend(node, |b| read(b, cx, node)).unwrap_or_else(|| b.ty(TypeExpr::Unknown))
}

fn read(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    match node.kind() {
        K::Type | K::Parenthesized | K::ConstrainedType | K::SplatType | K::ListSplat => {
            match node.first_named() {
                Some(inner) => annotation(b, cx, inner),
                None => b.ty(TypeExpr::Unknown),
            }
        }
        K::Identifier => b.name_type(node.span(), Role::Type),
        K::Attribute | K::MemberType => member(b, cx, node),
        K::GenericType => generic(b, cx, node),
        K::Subscript => subscript(b, cx, node),
        K::Binary | K::UnionType => union(b, cx, node),
        K::List | K::Tuple | K::ExpressionList => tuple(b, cx, node),
        K::None => builtin(b, "None"),
        K::Ellipsis => builtin(b, "..."),
        K::Str => quoted(b, node),
        K::Integer | K::True | K::False | K::Float | K::Unary => {
            let text = b.name(node.text());
            b.ty(TypeExpr::Literal(text))
        }
        _ => {
            let value = expressions::expr(b, cx, node);
            b.ty(TypeExpr::TypeOf(value))
        }
    }
}

fn builtin(b: &mut Builder<'_>, name: &str) -> TypeId {
    let name = b.name(name);
    b.ty(TypeExpr::Builtin(name))
}

fn member(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    let object = node.field(F::Object).or_else(|| node.first_named());
    let name = node.field(F::Attribute).or_else(|| node.last_named());
    let (Some(object), Some(name)) = (object, name) else { return b.ty(TypeExpr::Unknown) };
    let base = qualifier(b, cx, object);
    b.member_type(base, name.span(), Role::Type)
}

/// What stands before a dot: a module or class.
fn qualifier(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    match node.kind() {
        K::Identifier => b.name_type(node.span(), Role::Qualify),
        _ => annotation(b, cx, node),
    }
}

/// `list[int]` where the grammar sees a type.
fn generic(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    let Some(name) = node.first_named() else { return b.ty(TypeExpr::Unknown) };
    let base = annotation(b, cx, name);
    let list = node.named_children().filter(|child| child.is(K::TypeParameter));
    let nodes: Vec<_> = list.flat_map(Node::named_children).collect();
    arguments(b, cx, base, name.text(), &nodes)
}

/// `list[int]` where the grammar sees an expression.
fn subscript(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    let Some(name) = node.field(F::Value) else { return b.ty(TypeExpr::Unknown) };
    let base = annotation(b, cx, name);
    let nodes: Vec<_> = node.fields(F::Subscript).filter(|it| it.is_named()).collect();
    arguments(b, cx, base, name.text(), &nodes)
}

/// The arguments of `Literal` are values, of `Annotated` only the first is a type.
fn arguments(b: &mut Builder<'_>, cx: &mut Context, base: TypeId, name: &str, nodes: &[Node<'_>]) -> TypeId {
    let last = name.rsplit('.').next().unwrap_or_default();
    let mut args = Vec::with_capacity(nodes.len());
    for (index, node) in nodes.iter().enumerate() {
        let is_value = last == "Literal" || (last == "Annotated" && index > 0);
        args.push(if is_value { literal(b, cx, *node) } else { annotation(b, cx, *node) });
    }
    let args = b.list(&args);
    b.ty(TypeExpr::Apply { base, args })
}

fn literal(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    let node = if node.is(K::Type) { node.first_named().unwrap_or(node) } else { node };
    let value = expressions::expr(b, cx, node);
    match b.facts().expr(value) {
        Expr::Literal(_) | Expr::Text(_) => {
            let text = b.name(node.text());
            b.ty(TypeExpr::Literal(text))
        }
        _ => b.ty(TypeExpr::TypeOf(value)),
    }
}

fn union(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    let parts: Vec<TypeId> = node.named_children().map(|part| annotation(b, cx, part)).collect();
    let parts = b.list(&parts);
    b.ty(TypeExpr::Combine(Combination::Union, parts))
}

fn tuple(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> TypeId {
    let parts: Vec<TypeId> = node.named_children().map(|part| annotation(b, cx, part)).collect();
    let parts = b.list(&parts);
    b.ty(TypeExpr::Combine(Combination::Tuple, parts))
}

/// `"Name"`, `"list[pkg.Name | None]"`: the type in a string.
fn quoted(b: &mut Builder<'_>, node: Node<'_>) -> TypeId {
    let contents: Vec<Node<'_>> = node.named_children().filter(|child| child.is(K::StringContent)).collect();
    match contents[..] {
        [content] if content.is_leaf() => {
            Quoted { text: content.text(), offset: content.start(), at: 0 }.union(b, 0)
        }
        _ => b.ty(TypeExpr::Unknown),
    }
}

/// Reads a type out of text, by recursive descent. What it cannot read ends the type there.
struct Quoted<'t> {
    text: &'t str,
    offset: u32,
    at: usize,
}

impl Quoted<'_> {
    /// Deepest nesting of brackets in a string; deeper ones are no annotations.
    const MAX_DEPTH: u32 = 64;

    fn union(&mut self, b: &mut Builder<'_>, depth: u32) -> TypeId {
        let mut parts = vec![self.applied(b, depth)];
        while self.eat(b'|') {
            parts.push(self.applied(b, depth));
        }
        if let [one] = parts[..] {
            return one;
        }
        let parts = b.list(&parts);
        b.ty(TypeExpr::Combine(Combination::Union, parts))
    }

    fn applied(&mut self, b: &mut Builder<'_>, depth: u32) -> TypeId {
        let mut ty = match self.word() {
            Some(span) if self.slice(span) == "None" => builtin(b, "None"),
            Some(span) => self.path(b, span),
            None => b.ty(TypeExpr::Unknown),
        };
        if depth < Self::MAX_DEPTH && self.eat(b'[') {
            let mut args = Vec::new();
            while self.peek().is_some_and(|byte| byte != b']') {
                let before = self.at;
                args.push(self.union(b, depth + 1));
                if !self.eat(b',') && self.at == before {
                    break;
                }
            }
            self.eat(b']');
            let args = b.list(&args);
            ty = b.ty(TypeExpr::Apply { base: ty, args });
        }
        ty
    }

    fn path(&mut self, b: &mut Builder<'_>, first: Span) -> TypeId {
        let mut spans = vec![first];
        while self.eat(b'.') {
            spans.extend(self.word());
        }
        let role = |index: usize| if index + 1 == spans.len() { Role::Type } else { Role::Qualify };
        let mut ty = b.name_type(first, role(0));
        for (index, span) in spans.iter().enumerate().skip(1) {
            ty = b.member_type(ty, *span, role(index));
        }
        ty
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    /// The identifier here, as a range of the file.
    fn word(&mut self) -> Option<Span> {
        self.peek()?;
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        if end == 0 || rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let start = self.offset + self.at as u32;
        self.at += end;
        Some(Span::new(start, start + end as u32))
    }

    fn slice(&self, span: Span) -> &str {
        let start = (span.start - self.offset) as usize;
        &self.text[start..start + span.len() as usize]
    }
}

/// `[T, *Ts, **P, U: bound]` after the name of a function, class or alias.
pub(super) fn type_parameters(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) -> List {
    let mut params = Vec::new();
    for declared in node.named_children() {
        let inner = if declared.is(K::Type) { declared.first_named().unwrap_or(declared) } else { declared };
        let name = std::iter::once(inner).chain(inner.descendants()).find(|it| it.is(K::Identifier));
        let Some(name) = name else { continue };
        let bounds: Vec<TypeId> = match inner.kind() {
            K::ConstrainedType => {
                inner.named_children().skip(1).map(|bound| annotation(b, cx, bound)).collect()
            }
            _ => Vec::new(),
        };
        let bounds = b.list(&bounds);
        b.bind(NewBinding::new(BindingKind::TypeParameter, name.span()));
        let id = b.name(name.text());
        params.push(TypeParam { name: id, span: name.span(), bounds, default: None });
    }
    b.type_params(&params)
}

/// `type Name[T] = …`
pub(super) fn type_alias(b: &mut Builder<'_>, cx: &mut Context, node: Node<'_>) {
    let (Some(left), Some(right)) = (node.field(F::Left), node.field(F::Right)) else { return };
    let declared = left.first_named().unwrap_or(left);
    // `type(x).y = 1` looks as if it named a type.
    if !matches!(declared.kind(), K::Identifier | K::GenericType) {
        expressions::all(b, cx, node);
        return;
    }
    let name = std::iter::once(left).chain(left.descendants()).find(|it| it.is(K::Identifier));
    let Some(name) = name else { return };
    let def =
        b.define(NewDef { body: right.start(), ..NewDef::new(DefKind::TypeAlias, name.span(), node.span()) });
    b.in_def_scope(def, model::kinds::ScopeKind::Template, node.span(), |b| {
        if let Some(declared) = left.descendants().find(|it| it.is(K::TypeParameter)) {
            let params = type_parameters(b, cx, declared);
            b.def_mut(def).type_params = params;
        }
        let ty = annotation(b, cx, right);
        b.def_mut(def).ty = Some(ty);
    });
}
