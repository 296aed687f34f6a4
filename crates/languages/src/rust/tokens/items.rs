//! Items among bare tokens, known by a keyword and a name.

use extract::{Builder, NewDef};
use model::kinds::{DefKind, Modifiers, ScopeKind};
use model::span::Span;

use super::{Reader, Style, WORDS, bracket, next_is};
use crate::rust::grammar::{K, N};
use crate::rust::{broken, definitions, paths};

impl Reader {
    /// Whether an item stands here: a keyword and a name.
    pub(super) fn item_begins(&self, token: N<'_>) -> bool {
        let Some(next) = token.next_sibling().filter(|_| self.style.items.is_some()) else { return false };
        next.is(K::Identifier) && !WORDS.contains(&next.text()) && is_head(token.kind(), next.next_sibling())
    }

    /// An item by its shape; gives the token after it.
    pub(super) fn item<'t>(&mut self, b: &mut Builder<'_>, keyword: N<'t>) -> Option<N<'t>> {
        let name = keyword.next_sibling()?;
        let kind = broken::head_of(keyword.kind()).unwrap_or(DefKind::Constant);
        let last = last_of_item(name, kind);
        let span = Span::new(keyword.start(), last.end());
        let home = self.style.items.filter(|home| b.facts().scope(*home).span.contains(span));
        let id = b.define(NewDef {
            name: Some(paths::plain(name.text())),
            scope: home,
            modifiers: Modifiers::NONE.with_if(Modifiers::DECLARATION, next_is(name, K::Semicolon)),
            ..NewDef::new(member_kind(b, kind), name.span(), span)
        });
        let (scope, is_function) = scope_of(kind);
        b.in_def_scope(id, scope, span, |b| {
            let items = Some(b.scope());
            let fields = matches!(kind, DefKind::Struct | DefKind::Union);
            let mut reader = Self::new(Style { items, fields, keywords: false, ..self.style });
            reader.binding = is_function;
            reader.range(b, name.next_sibling(), last.end());
        });
        self.operator();
        last.next_sibling()
    }

    /// `name: T` in a struct.
    pub(super) fn field(b: &mut Builder<'_>, token: N<'_>) {
        b.define(NewDef {
            name: Some(paths::plain(token.text())),
            ..NewDef::new(DefKind::Field, token.span(), token.span())
        });
    }
}

/// Whether an item that begins with `keyword` and a name can go on with `next`.
fn is_head(keyword: K, next: Option<N<'_>>) -> bool {
    let Some(next) = next else { return false };
    let follows = if next.is(K::TokenTree) { bracket(next) } else { next.kind() };
    match keyword {
        K::Fn => matches!(follows, K::ParenOpen | K::Less),
        K::Struct => matches!(follows, K::BraceOpen | K::ParenOpen | K::Less | K::Semicolon | K::Colon),
        K::Enum | K::Union | K::Trait => matches!(follows, K::BraceOpen | K::Less | K::Colon),
        K::Mod => matches!(follows, K::BraceOpen | K::Semicolon),
        K::Type => matches!(follows, K::Equals | K::Less | K::Colon | K::Semicolon),
        K::Const | K::Static => matches!(follows, K::Colon | K::Equals),
        _ => false,
    }
}

fn member_kind(b: &Builder<'_>, kind: DefKind) -> DefKind {
    match kind {
        DefKind::Function if definitions::in_type(b).is_some() => DefKind::Method,
        kind => kind,
    }
}

/// The scope that an item opens, and whether its first names are parameters.
fn scope_of(kind: DefKind) -> (ScopeKind, bool) {
    match kind {
        DefKind::Function => (ScopeKind::Function, true),
        DefKind::Module => (ScopeKind::Module, false),
        _ => (ScopeKind::Type, false),
    }
}

/// Where the item with this name ends: at its braces or semicolon.
fn last_of_item(name: N<'_>, kind: DefKind) -> N<'_> {
    let to_semicolon = matches!(kind, DefKind::Static | DefKind::Constant | DefKind::TypeAlias);
    let mut last = name;
    while let Some(next) = last.next_sibling() {
        let closes = matches!(next.kind(), K::ParenClose | K::BraceClose | K::BracketClose);
        if closes {
            return last;
        }
        last = next;
        let is_body = next.is(K::TokenTree) && bracket(next) == K::BraceOpen;
        if next.is(K::Semicolon) || (is_body && !to_semicolon) {
            return last;
        }
    }
    last
}

/// Whether the tokens hold `#name` or `#(…)`, as those of macros that quote do.
pub(super) fn interpolates(tree: N<'_>) -> bool {
    let is_filled = |hash: N<'_>| match hash.next_sibling() {
        Some(next) if next.is(K::TokenTree) => bracket(next) == K::ParenOpen,
        next => next.is_some_and(|next| next.is(K::Identifier)),
    };
    tree.descendants().any(|token| token.is(K::Hash) && is_filled(token))
}
