//! `JSDoc`: in JavaScript the types that comments declare, `{T}` after `@param`, `@returns`, `@type` and others.

mod cursor;
mod parser;
mod typedefs;

use extract::{Builder, NewBinding};
use model::expr::Expr;
use model::facts::TypeParam;
use model::ids::{ExprId, TypeId};
use model::kinds::BindingKind;
use model::span::Span;

use self::parser::TypeParser;
pub(crate) use self::typedefs::typedefs;
use super::context::Context;
use super::grammar::Js;

/// The types that a comment declares.
#[derive(Default)]
pub(crate) struct DocTypes {
    /// `@type {T}`
    pub(crate) ty: Option<TypeId>,
    /// `@returns {T}`
    pub(crate) returns: Option<TypeId>,
    /// `@template T`
    pub(crate) type_params: Vec<TypeParam>,
    params: Vec<(Span, String, TypeId)>,
}

impl DocTypes {
    /// The type of the parameter called `name`; of the one at `index` when it has no name.
    pub(crate) fn of_parameter(&self, name: &str, index: usize) -> Option<TypeId> {
        let found = if name.is_empty() {
            self.params.get(index)
        } else {
            self.params.iter().find(|(_, known, _)| known == name)
        };
        found.map(|(_, _, ty)| *ty)
    }
}

/// A tag of a comment: `@name {type} rest`.
struct Tag<'t> {
    name: &'t str,
    /// What follows the name, to the next tag.
    rest: Span,
}

/// The tags of the comment at `doc`.
fn tags(text: &str, doc: Span) -> impl Iterator<Item = Tag<'_>> {
    let starts = text.match_indices('@').map(|(at, _)| at).filter(|&at| begins_tag(text, at));
    let mut starts = starts.peekable();
    std::iter::from_fn(move || {
        let at = starts.next()?;
        let end = starts.peek().copied().unwrap_or(text.len().saturating_sub(2).max(at + 1));
        let name_len = text[at + 1..end].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &text[at + 1..at + 1 + name_len];
        let rest = Span::new(doc.start + (at + 1 + name_len) as u32, doc.start + end as u32);
        Some(Tag { name, rest })
    })
}

/// A tag stands at the beginning of a line, after the stars, or follows `/**`.
fn begins_tag(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
    text[line..at].bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'*' | b'/' | b'\r'))
}

/// Reads the comment at `doc` in the current scope. Outside of JavaScript comments declare nothing.
pub(crate) fn read(b: &mut Builder<'_>, cx: &Context, doc: Span) -> DocTypes {
    let mut types = DocTypes::default();
    let text = b.text(doc);
    if !cx.is_javascript() || doc.is_empty() || !text.contains('@') {
        return types;
    }
    for tag in tags(text, doc) {
        read_tag(b, &tag, &mut types);
    }
    types
}

fn read_tag(b: &mut Builder<'_>, tag: &Tag<'_>, types: &mut DocTypes) {
    match tag.name {
        "param" | "arg" | "argument" => {
            let mut parser = TypeParser::new(b, tag.rest);
            let Some(ty) = parser.braced(b) else { return };
            let name = parser.parameter_name(b);
            types.params.push((name, b.text(name).to_owned(), ty));
        }
        "returns" | "return" => types.returns = TypeParser::new(b, tag.rest).braced(b),
        "type" => types.ty = TypeParser::new(b, tag.rest).braced(b),
        "template" => types.type_params.extend(template(b, tag.rest)),
        "this" | "extends" | "augments" | "implements" | "throws" | "satisfies" | "enum" => {
            TypeParser::new(b, tag.rest).braced(b);
        }
        _ => {}
    }
}

/// `@template {Bound} T, U`: type parameters of the scope.
fn template(b: &mut Builder<'_>, rest: Span) -> Vec<TypeParam> {
    let mut parser = TypeParser::new(b, rest);
    let bound = parser.braced(b);
    let mut params = Vec::new();
    while let Some(span) = parser.next_template_name(b) {
        b.bind(NewBinding { ty: bound, ..NewBinding::new(BindingKind::TypeParameter, span) });
        let bounds = bound.map_or(model::facts::List::EMPTY, |bound| b.list(&[bound]));
        let name = b.name(b.text(span));
        params.push(TypeParam { name, span, bounds, default: None });
    }
    params
}

/// `/** @type {T} */ (value)`: the value as a `T`.
pub(crate) fn cast(b: &mut Builder<'_>, cx: &Context, node: Js<'_>, value: ExprId) -> ExprId {
    if !cx.is_javascript() {
        return value;
    }
    let comments = node.tree().comments();
    let before = comments.partition_point(|comment| comment.end <= node.start());
    let Some(&comment) = before.checked_sub(1).and_then(|last| comments.get(last)) else { return value };
    let between = b.text(Span::new(comment.end, node.start()));
    if !between.trim().is_empty() || !b.text(comment).starts_with("/**") {
        return value;
    }
    let text = b.text(comment);
    match tags(text, comment).find(|tag| tag.name == "type") {
        Some(tag) => match TypeParser::new(b, tag.rest).braced(b) {
            Some(ty) => b.expr(Expr::Cast(value, ty)),
            None => value,
        },
        None => value,
    }
}
