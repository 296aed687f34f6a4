//! `@typedef` and `@callback`: types that comments define.

use extract::{Builder, NewDef};
use model::expr::TypeExpr;
use model::ids::TypeId;
use model::kinds::{DefKind, Modifiers, ScopeKind, Visibility};
use model::span::Span;

use super::parser::TypeParser;
use super::{Tag, tags, template};
use crate::javascript::grammar::Js;

/// Reads the types that the comments of the file define.
pub(crate) fn typedefs(b: &mut Builder<'_>, root: Js<'_>) {
    if !b.source().contains("@typedef") && !b.source().contains("@callback") {
        return;
    }
    for &comment in root.tree().comments() {
        let text = b.text(comment);
        if text.starts_with("/**") && (text.contains("@typedef") || text.contains("@callback")) {
            read_comment(b, comment, text);
        }
    }
}

/// A comment can define several types; what stands between two of them belongs to the first.
fn read_comment(b: &mut Builder<'_>, comment: Span, text: &str) {
    let all: Vec<Tag<'_>> = tags(text, comment).collect();
    let begins = |tag: &Tag<'_>| matches!(tag.name, "typedef" | "callback");
    let starts: Vec<usize> = (0..all.len()).filter(|&at| begins(&all[at])).collect();
    for (nth, &start) in starts.iter().enumerate() {
        // `@template` may stand before the first definition.
        let from = if nth == 0 { 0 } else { start };
        let to = starts.get(nth + 1).copied().unwrap_or(all.len());
        define(b, comment, &all[from..to], start - from);
    }
}

fn define(b: &mut Builder<'_>, comment: Span, tags: &[Tag<'_>], at: usize) {
    let Some((tag, rest)) = tags.get(at..).and_then(<[_]>::split_first) else { return };
    let Some(name) = name_of(b, tag) else { return };
    let new = NewDef {
        visibility: Visibility::Public,
        modifiers: Modifiers::EXPORTED,
        ..NewDef::new(DefKind::TypeAlias, name, comment)
    };
    let id = b.define(new);
    let (params, ty) = b.in_def_scope(id, ScopeKind::Template, comment, |b| {
        let templates = tags.iter().filter(|tag| tag.name == "template");
        let params: Vec<_> = templates.flat_map(|tag| template(b, tag.rest)).collect();
        let written = TypeParser::new(b, tag.rest).braced(b);
        let ty = if tag.name == "callback" {
            Some(callback(b, rest))
        } else {
            properties(b, comment, rest).or(written)
        };
        (b.type_params(&params), ty)
    });
    let def = b.def_mut(id);
    (def.type_params, def.ty) = (params, ty);
}

/// The name stands after the type. The type is skipped by its braces, not read, so that its names are read once.
fn name_of(b: &Builder<'_>, tag: &Tag<'_>) -> Option<Span> {
    let text = b.text(tag.rest);
    let mut open = 0;
    let mut at = 0;
    for byte in text.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            b' ' | b'\t' | b'\n' | b'\r' | b'*' => {}
            _ if open == 0 => break,
            _ => {}
        }
        at += 1;
    }
    TypeParser::new(b, Span::new(tag.rest.start + at, tag.rest.end)).name(b)
}

/// The object type made of `@property` tags; `None` without any.
fn properties(b: &mut Builder<'_>, comment: Span, tags: &[Tag<'_>]) -> Option<TypeId> {
    let is_property = |tag: &&Tag<'_>| matches!(tag.name, "property" | "prop");
    tags.iter().any(|tag| is_property(&tag)).then(|| {
        let (scope, ()) = b.in_scope(ScopeKind::Type, comment, |_| ());
        for tag in tags.iter().filter(is_property) {
            let mut parser = TypeParser::new(b, tag.rest);
            let ty = parser.braced(b);
            if let Some(name) = parser.name(b) {
                b.define(NewDef { ty, scope: Some(scope), ..NewDef::new(DefKind::Field, name, tag.rest) });
            }
        }
        b.ty(TypeExpr::Object(scope))
    })
}

/// The function type made of `@param` and `@returns` tags.
fn callback(b: &mut Builder<'_>, tags: &[Tag<'_>]) -> TypeId {
    let mut params = Vec::new();
    let mut ret = None;
    for tag in tags {
        let ty = match tag.name {
            "param" | "arg" | "argument" | "returns" | "return" => TypeParser::new(b, tag.rest).braced(b),
            _ => continue,
        };
        let ty = ty.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
        if tag.name.starts_with("return") {
            ret = Some(ty);
        } else {
            params.push(ty);
        }
    }
    let params = b.list(&params);
    let ret = ret.unwrap_or_else(|| b.ty(TypeExpr::Unknown));
    b.ty(TypeExpr::Function { params, ret })
}
