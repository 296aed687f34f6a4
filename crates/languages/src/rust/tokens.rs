//! Bare tokens of macros, read by their shape.
//!
//! Chains of names, members, calls and literals become expressions; what stands between them is not understood. A name
//! is `call` in front of `(`, `macro` in front of `!(`, `qualify` in front of `::`, a member after `.` or `::`. A name
//! after `let` and between the bars of a closure is a binding, visible until the macro ends.

mod items;

use extract::{Builder, NewBinding};
use model::expr::{Access, Container, Expr, Literal, SelfRef, UnaryKind};
use model::facts::Anchor;
use model::ids::{ExprId, ScopeId};
use model::kinds::{BindingKind, Role};
use model::span::Span;

use super::grammar::{K, N};
use super::{format, paths};

/// Macros whose braces hold code of another time or place: what looks like an item there is none.
const QUOTES: &[&str] = &["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

/// Words that are tokens of the grammar elsewhere, but names among bare tokens.
const WORDS: &[&str] =
    &["in", "else", "dyn", "move", "ref", "extern", "yield", "try", "macro_rules", "where", "box", "auto"];

/// What is known about the tokens being read.
#[derive(Clone, Copy)]
struct Style {
    /// Names stand for themselves wherever the macro is used.
    lexical: bool,
    /// Role of a name in no particular place.
    role: Role,
    /// Where items found here are bound; `None` when what looks like an item is none.
    items: Option<ScopeId>,
    /// `name = value` is a named argument.
    keywords: bool,
    /// `name: T` is a field.
    fields: bool,
}

const PLAIN: Style = Style { lexical: false, role: Role::Read, items: None, keywords: false, fields: false };

/// The token between a value and its member.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    None,
    To(Access),
}

struct Reader {
    style: Style,
    /// The chain read so far.
    value: Option<ExprId>,
    link: Link,
    /// Values between commas.
    parts: Vec<ExprId>,
    /// Whether more than one chain stands between the commas.
    complex: bool,
    /// Whether names are being introduced.
    binding: bool,
    /// Whether we are between the bars of a closure.
    in_bars: bool,
}

/// The arguments of the macro `name`; items among them are bound in `home`.
pub(super) fn arguments(b: &mut Builder<'_>, tree: N<'_>, name: &str, home: ScopeId) -> Vec<ExprId> {
    let items = (!QUOTES.contains(&name) && !items::interpolates(tree)).then_some(home);
    let mut reader = Reader::new(Style { items, keywords: true, ..PLAIN });
    let named = named_arguments(tree);
    format::captures(b, name, tree, &named);
    reader.group(b, tree, name == "matches");
    reader.parts
}

/// `name =` directly inside the brackets.
fn named_arguments(tree: N<'_>) -> Vec<&str> {
    let is_named = |child: &N<'_>| child.is(K::Identifier) && next_is(*child, K::Equals);
    tree.named_children().filter(is_named).map(N::text).collect()
}

/// Arguments of an attribute.
pub(super) fn attribute_arguments(b: &mut Builder<'_>, tree: N<'_>) -> Vec<ExprId> {
    let mut reader = Reader::new(Style { keywords: true, ..PLAIN });
    reader.group(b, tree, false);
    reader.parts
}

/// Paths between commas, the last name of each with `role`.
pub(super) fn paths(b: &mut Builder<'_>, tree: N<'_>, role: Role) -> Vec<ExprId> {
    let mut reader = Reader::new(Style { role, ..PLAIN });
    reader.group(b, tree, false);
    reader.parts
}

/// What a rule of `macro_rules!` writes.
pub(super) fn transcriber(b: &mut Builder<'_>, tree: N<'_>) {
    Reader::new(Style { lexical: true, ..PLAIN }).group(b, tree, false);
}

/// Names in the format string of a macro call among the tokens.
fn nested_captures(b: &mut Builder<'_>, name: N<'_>) {
    let after = name.next_sibling();
    let tree = after.filter(|bang| bang.is(K::Bang)).map_or(after, N::next_sibling);
    if let Some(tree) = tree.filter(|tree| tree.is(K::TokenTree)) {
        format::captures(b, name.text(), tree, &named_arguments(tree));
    }
}

fn next_is(node: N<'_>, kind: K) -> bool {
    node.next_sibling().is_some_and(|next| next.is(kind))
}

/// The bracket that a group begins with.
fn bracket(tree: N<'_>) -> K {
    tree.children().next().map_or(K::Other, N::kind)
}

impl Reader {
    fn new(style: Style) -> Self {
        Self {
            style,
            value: None,
            link: Link::None,
            parts: Vec::new(),
            complex: false,
            binding: false,
            in_bars: false,
        }
    }

    /// Reads what is inside of a bracketed group. With `pattern`, what follows the first comma is a pattern.
    fn group(&mut self, b: &mut Builder<'_>, tree: N<'_>, pattern: bool) {
        b.descend(tree, |b| {
            let mut next = tree.children().next();
            while let Some(token) = next {
                let is_first_comma = pattern && token.is(K::Comma) && self.parts.is_empty();
                next = self.token(b, token);
                self.binding |= is_first_comma;
            }
            self.end_part(b);
        });
    }

    /// Reads the tokens from `first` on that begin before `end`.
    fn range(&mut self, b: &mut Builder<'_>, first: Option<N<'_>>, end: u32) {
        let mut next = first;
        while let Some(token) = next.filter(|token| token.start() < end) {
            next = self.token(b, token);
        }
        self.end_part(b);
    }

    /// Reads one token; gives the one to go on with.
    fn token<'t>(&mut self, b: &mut Builder<'_>, token: N<'t>) -> Option<N<'t>> {
        let next = token.next_sibling();
        match token.kind() {
            K::Identifier => return self.name(b, token),
            K::Crate | K::Super | K::SelfValue => self.keyword(b, token),
            K::Default | K::Union if self.link != Link::None || next_is(token, K::Colons) => {
                return self.name(b, token);
            }
            K::Metavariable => self.metavariable(b, token),
            K::TokenTree => self.tree(b, token),
            K::TokenRepetition => {
                self.group(b, token, false);
                self.operator();
            }
            K::Quote => return Self::lifetime(b, next),
            _ if self.item_begins(token) => return self.item(b, token),
            _ => self.simple_token(b, token),
        }
        next
    }

    fn simple_token(&mut self, b: &mut Builder<'_>, token: N<'_>) {
        match token.kind() {
            K::Dot => self.link = Link::To(Access::Dot),
            K::Colons => self.colons(token),
            K::Comma => self.end_part(b),
            K::Question => self.wrap(b, UnaryKind::Try),
            K::Await => self.wrap(b, UnaryKind::Await),
            K::Let => (self.binding, self.value) = (true, None),
            K::Equals | K::Colon | K::FatArrow | K::If => {
                self.binding &= self.in_bars && token.is(K::Colon);
                self.operator();
            }
            K::Pipe => self.bar(),
            K::PrimitiveType if next_is(token, K::Colons) => self.first_name(b, token, Role::Qualify),
            K::IntegerLiteral if self.link == Link::To(Access::Dot) => self.member(b, token, Role::Read),
            K::IntegerLiteral => self.literal(b, Literal::Int),
            K::FloatLiteral => self.literal(b, Literal::Float),
            K::BooleanLiteral => self.literal(b, Literal::Bool),
            K::CharLiteral => self.literal(b, Literal::Char),
            K::StringLiteral | K::RawStringLiteral => self.literal(b, Literal::Str),
            K::Ampersand | K::Star | K::Bang | K::Minus | K::Mut | K::Move | K::Ref
                if self.value.is_none() => {}
            K::ParenOpen
            | K::ParenClose
            | K::BracketOpen
            | K::BracketClose
            | K::BraceOpen
            | K::BraceClose => {}
            _ => self.operator(),
        }
    }

    /// Something that ends a chain.
    fn operator(&mut self) {
        (self.value, self.link, self.complex) = (None, Link::None, true);
    }

    fn end_part(&mut self, b: &mut Builder<'_>) {
        if self.complex {
            self.value = Some(paths::unknown(b));
        }
        self.parts.extend(self.value.take());
        (self.link, self.complex) = (Link::None, false);
        self.binding &= self.in_bars;
    }

    fn literal(&mut self, b: &mut Builder<'_>, literal: Literal) {
        self.start(b.expr(Expr::Literal(literal)));
    }

    /// A chain begins.
    fn start(&mut self, value: ExprId) {
        self.complex |= self.value.is_some();
        (self.value, self.link) = (Some(value), Link::None);
    }

    fn wrap(&mut self, b: &mut Builder<'_>, kind: UnaryKind) {
        self.value = self.value.map(|value| b.expr(Expr::Unary(kind, value)));
        self.link = Link::None;
    }

    /// `::`; type arguments may follow, which leave the chain as it is.
    fn colons(&mut self, token: N<'_>) {
        if !next_is(token, K::Less) {
            self.link = Link::To(Access::Colons);
        }
    }

    fn bar(&mut self) {
        let begins = !self.in_bars && self.value.is_none();
        (self.in_bars, self.binding) = (begins, begins);
        self.operator();
    }

    fn keyword(&mut self, b: &mut Builder<'_>, token: N<'_>) {
        if next_is(token, K::Colons) {
            self.first_or_member(b, token, Role::Qualify);
        } else if token.is(K::SelfValue) {
            let this = b.expr(Expr::SelfRef(SelfRef::This));
            self.start(this);
        }
    }

    /// `$crate` is a path's beginning; any other metavariable is unknown.
    fn metavariable(&mut self, b: &mut Builder<'_>, token: N<'_>) {
        let value = if token.text() == "$crate" {
            b.name_expr(Span::new(token.start() + 1, token.end()), Role::Qualify)
        } else {
            paths::unknown(b)
        };
        self.start(value);
    }

    /// `'a`: the tokens are a quote and a name or keyword.
    fn lifetime<'t>(b: &mut Builder<'_>, name: Option<N<'t>>) -> Option<N<'t>> {
        let name = name?;
        if name.is(K::Identifier) && name.text() != "_" {
            b.site(name.span(), Role::Label, Anchor::None);
        }
        name.next_sibling()
    }

    fn name<'t>(&mut self, b: &mut Builder<'_>, token: N<'t>) -> Option<N<'t>> {
        let next = token.next_sibling();
        let follows = next.map_or(K::Other, N::kind);
        let is_call = next.is_some_and(|tree| tree.is(K::TokenTree) && bracket(tree) == K::ParenOpen);
        let is_macro = paths::is_macro_name(b, token.end());
        if self.link == Link::None && self.no_reference(b, token, follows, is_call || is_macro) {
            return next;
        }
        let role = match follows {
            _ if is_macro => Role::Macro,
            K::Colons if !Self::is_turbofish(next) => Role::Qualify,
            _ if is_call => Role::Call,
            _ => self.style.role,
        };
        self.first_or_member(b, token, role);
        if is_macro {
            nested_captures(b, token);
            return next.filter(|bang| bang.is(K::Bang)).map_or(next, N::next_sibling);
        }
        next
    }

    /// Reads a name that begins a chain if it refers to nothing: a word, a binding, a keyword argument, a field.
    fn no_reference(&mut self, b: &mut Builder<'_>, token: N<'_>, follows: K, applied: bool) -> bool {
        let text = token.text();
        if WORDS.contains(&text) {
            self.operator();
        } else if self.introduces(text, follows, applied) {
            b.bind(NewBinding {
                name: Some(paths::plain(text)),
                visible_from: token.end(),
                ..NewBinding::new(self.binding_kind(), token.span())
            });
        } else if self.style.keywords && follows == K::Equals && self.value.is_none() {
            b.site(token.span(), Role::Keyword, Anchor::None);
        } else if self.style.fields && follows == K::Colon {
            Self::field(b, token);
        } else {
            return false;
        }
        true
    }

    /// Whether `::` is followed by type arguments.
    fn is_turbofish(colons: Option<N<'_>>) -> bool {
        colons.is_some_and(|colons| next_is(colons, K::Less))
    }

    /// Whether a name introduces something rather than refer to it.
    fn introduces(&self, text: &str, follows: K, applied: bool) -> bool {
        let is_plain = !applied && !matches!(follows, K::Colons | K::Dot);
        let is_lower = text.starts_with(|c: char| c.is_lowercase() || c == '_') && text != "_";
        self.binding && is_plain && is_lower
    }

    fn binding_kind(&self) -> BindingKind {
        if self.in_bars { BindingKind::Parameter } else { BindingKind::Pattern }
    }

    fn first_or_member(&mut self, b: &mut Builder<'_>, token: N<'_>, role: Role) {
        match self.link {
            Link::None => self.first_name(b, token, role),
            Link::To(_) => self.member(b, token, role),
        }
    }

    fn first_name(&mut self, b: &mut Builder<'_>, token: N<'_>, role: Role) {
        let is_self = token.text() == "Self" || token.text() == "_";
        let value = if self.style.lexical && !is_self {
            let site = paths::site(b, token.span(), role, Anchor::Lexical);
            b.expr(Expr::Name(site))
        } else {
            paths::name(b, token.span(), role)
        };
        self.start(value);
    }

    fn member(&mut self, b: &mut Builder<'_>, token: N<'_>, role: Role) {
        let access = match self.link {
            Link::To(access) => access,
            Link::None => Access::Dot,
        };
        let base = match self.value {
            Some(base) => base,
            None => paths::unknown(b),
        };
        let member = paths::member(b, base, token.span(), access, role);
        (self.value, self.link) = (Some(member), Link::None);
    }

    /// A bracketed group: arguments, an index, a block.
    fn tree(&mut self, b: &mut Builder<'_>, tree: N<'_>) {
        let kind = bracket(tree);
        let items = self.style.items.filter(|_| kind == K::BraceOpen || self.value.is_none());
        let mut inner = Self::new(Style { items, keywords: false, ..self.style });
        inner.binding = self.binding;
        inner.group(b, tree, false);
        let value = self.value.take();
        let value = match (kind, value) {
            (K::ParenOpen, Some(callee)) => {
                let args = b.list(&inner.parts);
                Some(b.expr(Expr::Call { callee, args }))
            }
            (K::BracketOpen, Some(base)) => match inner.parts[..] {
                [index] => Some(b.expr(Expr::Index { base, index })),
                _ => None,
            },
            (K::ParenOpen, None) if inner.parts.len() == 1 => inner.parts.pop(),
            (K::ParenOpen | K::BracketOpen, None) => Some(Self::container(b, kind, &inner.parts)),
            _ => None,
        };
        match value {
            Some(value) => (self.value, self.link) = (Some(value), Link::None),
            None => self.operator(),
        }
    }

    fn container(b: &mut Builder<'_>, kind: K, parts: &[ExprId]) -> ExprId {
        let list = b.list(parts);
        let container = if kind == K::ParenOpen { Container::Tuple } else { Container::List };
        b.expr(Expr::Container(container, list))
    }
}
