//! Directives: includes, macros and conditional regions.

use extract::{Builder, NewBinding, NewDef, NewImport};
use model::expr::Expr;
use model::facts::{Anchor, ImportFlags, Param, ParamKind};
use model::ids::ScopeId;
use model::kinds::{BindingKind, DefKind, ImportKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::context::{Cx, Node};
use super::grammar::{F, K};
use super::{docs, lexical, statements};

/// `#if`, `#ifdef`, `#ifndef` with all their branches, inside whatever they stand in.
pub(crate) fn conditional(b: &mut Builder<'_>, cx: &mut Cx<'_>, node: Node<'_>) {
    let mut earlier: Option<String> = None;
    let mut next = Some(node);
    while let Some(branch) = next {
        let own = branch_condition(b, branch);
        let guard = earlier.is_none() && is_include_guard(branch);
        let text = match (&earlier, &own) {
            (Some(earlier), Some(own)) => format!("!({earlier}) && ({own})"),
            (Some(earlier), None) => format!("!({earlier})"),
            (None, own) => own.clone().unwrap_or_default(),
        };
        let alternative = branch.field(F::Alternative);
        if !guard {
            let end = alternative.map_or(branch.end(), Node::start);
            b.condition(Span::new(branch.start(), end), &text);
        }
        branch_items(b, cx, branch);
        earlier = Some(match (earlier, own) {
            (Some(earlier), Some(own)) => bounded(format!("{earlier} || {own}")),
            (earlier, own) => own.or(earlier).unwrap_or_default(),
        });
        next = alternative;
    }
}

/// A long chain of `#elif` must not make conditions of quadratic length.
fn bounded(text: String) -> String {
    const LONGEST: usize = 1_000;
    if text.len() <= LONGEST { text } else { "…".to_owned() }
}

/// The condition of one branch in the form of `#if`, its names made sites.
fn branch_condition(b: &mut Builder<'_>, branch: Node<'_>) -> Option<String> {
    match branch.kind() {
        K::PreprocIfdef | K::PreprocElifdef => {
            let name = branch.field(F::Name)?;
            b.site(name.span(), Role::Macro, Anchor::Lexical);
            let negative = branch.has(K::Ifndef) || branch.has(K::Elifndef);
            Some(format!("{}defined({})", if negative { "!" } else { "" }, name.text()))
        }
        K::PreprocElse => None,
        _ => {
            let condition = branch.field(F::Condition)?;
            // Read as text: what the grammar does not know of conditions may be masked.
            let start = condition.start();
            let line = Span::new(start, lexical::line_end(b.source().as_bytes(), start as usize) as u32);
            lexical::sites(b, line, Role::Macro, &[]);
            Some(without_comments(b.text(line)))
        }
    }
}

fn without_comments(text: &str) -> String {
    let end = text.find("//").unwrap_or(text.len());
    let mut text = text[..end].replace("\\\n", " ").replace("\\\r\n", " ");
    while let Some(start) = text.find("/*") {
        let end = text[start..].find("*/").map_or(text.len(), |end| start + end + 2);
        text.replace_range(start..end, " ");
    }
    text.trim().to_owned()
}

fn branch_items(b: &mut Builder<'_>, cx: &mut Cx<'_>, branch: Node<'_>) {
    for child in branch.children() {
        let head = child.is_in_field(F::Condition) || child.is_in_field(F::Name);
        if !head && !child.is_in_field(F::Alternative) {
            statements::item(b, cx, child);
        }
    }
}

/// `#ifndef X` at the file's start, with `#define X` as its first item.
fn is_include_guard(branch: Node<'_>) -> bool {
    let first = || {
        branch.named_children().find(|child| !child.is_in_field(F::Name) && !child.is_in_field(F::Condition))
    };
    let is_first = || match branch.parent() {
        Some(parent) if parent.is(K::TranslationUnit) => parent.first_named() == Some(branch),
        _ => false,
    };
    let name = match branch.kind() {
        K::PreprocIfdef if branch.has(K::Ifndef) => branch.field(F::Name),
        K::PreprocIf => branch
            .field(F::Condition)
            .and_then(|condition| condition.descendants().find(|node| node.is(K::Identifier))),
        _ => None,
    };
    let defines = |name: Node<'_>| {
        let define = first().filter(|first| first.is(K::PreprocDef));
        define.and_then(|define| define.field(F::Name)).is_some_and(|defined| defined.text() == name.text())
    };
    name.is_some_and(|name| is_first() && defines(name))
}

/// Any directive but conditional ones, read from its text; `span` starts at `#`.
pub(crate) fn directive(b: &mut Builder<'_>, cx: &Cx<'_>, span: Span) {
    let source = b.source().as_bytes();
    let span = Span::new(span.start, lexical::line_end(source, span.start as usize) as u32);
    let start = lexical::skip_blank(source, span.start as usize + 1);
    let end = lexical::word_end(source, start);
    let rest = Span::new(end as u32, span.end);
    match b.text(Span::new(start as u32, end as u32)) {
        "define" => define(b, cx, span, rest),
        "include" | "include_next" | "import" => include(b, span, rest),
        // Takes the name away, as assigning to it would its value.
        "undef" => lexical::sites(b, rest, Role::Write, &[]),
        "if" | "ifdef" | "ifndef" | "elif" | "elifdef" | "elifndef" => {
            lexical::sites(b, rest, Role::Macro, &[]);
        }
        // Free text, and pragmas with a language of their own.
        _ => {}
    }
}

fn include(b: &mut Builder<'_>, span: Span, rest: Span) {
    let text = b.text(rest);
    let trimmed = text.trim_start();
    let start = rest.start + (text.len() - trimmed.len()) as u32;
    let close = match trimmed.as_bytes().first() {
        Some(b'<') => '>',
        Some(b'"') => '"',
        // A macro names the header.
        _ => return lexical::sites(b, rest, Role::Macro, &[]),
    };
    let Some(len) = trimmed[1..].find(close) else { return };
    let path_span = Span::new(start + 1, start + 1 + len as u32);
    let path = b.text(path_span);
    let flags = ImportFlags::default().with_if(ImportFlags::SYSTEM, close == '>');
    b.import(NewImport { flags, ..NewImport::new(ImportKind::Text, span, &[path], path_span) });
}

/// `#define`: the body is not expanded; its names are looked up where the macro is used, as far as they are sites here.
fn define(b: &mut Builder<'_>, _cx: &Cx<'_>, span: Span, rest: Span) {
    let source = b.source().as_bytes();
    let start = lexical::skip_blank(source, rest.start as usize);
    let end = lexical::word_end(source, start).min(rest.end as usize);
    if end <= start {
        return;
    }
    let name = Span::new(start as u32, end as u32);
    let has_params = source.get(end) == Some(&b'(');
    let params_end = match source[end..rest.end as usize].iter().position(|&byte| byte == b')') {
        Some(close) if has_params => end + close + 1,
        _ => end,
    };
    let body = Span::new(params_end as u32, rest.end);
    let id = b.define(NewDef {
        doc: docs::before(b, span.start),
        body: lexical::skip_blank(source, params_end).min(rest.end as usize) as u32,
        modifiers: Modifiers::NONE.with_if(Modifiers::FUNCTION_LIKE, has_params),
        scope: Some(ScopeId::new(0)),
        visible_from: span.end,
        ..NewDef::new(DefKind::Macro, name, span)
    });
    if has_params {
        let params = Span::new(end as u32 + 1, params_end as u32);
        b.in_def_scope(id, ScopeKind::Function, span, |b| function_like(b, id, params, body));
    } else {
        object_like(b, id, body);
    }
}

/// A body that opens namespaces defines them, and one that only closes blocks is the macro's value: what stands between
/// the uses of both lives in the namespaces.
fn object_like(b: &mut Builder<'_>, id: model::ids::DefId, body: Span) {
    let namespaces = namespaces_opened(b, body);
    let text = b.text(body);
    let braces: String = text.split_whitespace().filter(|word| *word != "\\").collect();
    let closes = !braces.is_empty() && braces.bytes().all(|byte| byte == b'}');
    let value = if closes { Some(braces) } else { simple_value(b, body) };
    let value = value.map(|text| b.name(&text)).map(|name| b.expr(Expr::Text(name)));
    b.def_mut(id).value = value;
    b.in_def(id, |b| {
        let mut start = body.start;
        for (name, inline) in namespaces {
            lexical::sites(b, Span::new(start, name.start), Role::Read, &[]);
            start = name.end;
            b.define(NewDef {
                bind: false,
                modifiers: Modifiers::NONE.with_if(Modifiers::INLINE, inline),
                ..NewDef::new(DefKind::Namespace, name, name)
            });
        }
        lexical::sites(b, Span::new(start, body.end), Role::Read, &[]);
    });
}

/// The body of a macro when it is a short number, a name or a chain of members (`ctx->buf.len`): conditions that test it
/// can be decided and values that it stands for typed.
fn simple_value(b: &Builder<'_>, body: Span) -> Option<String> {
    const LONGEST_NUMBER: usize = 6;
    let text = b.text(body);
    let text = text.find("/*").or(text.find("//")).map_or(text, |comment| &text[..comment]).trim();
    let bare = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text).trim();
    let bare = &without_indices(bare)?;
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let is_word = |part: &str| {
        part.bytes().next().is_some_and(lexical::starts_word)
            && part[lexical::word_end(part.as_bytes(), 0)..].replace("[]", "").is_empty()
    };
    let is_number = bare.len() <= LONGEST_NUMBER && bare.bytes().all(is_digit) && !bare.is_empty();
    let is_chain = || bare.replace("->", ".").split('.').all(is_word);
    (is_number || is_chain()).then(|| bare.to_owned())
}

/// A text with nothing left in its brackets; `None` when they do not match.
fn without_indices(text: &str) -> Option<String> {
    let (mut out, mut depth) = (String::new(), 0_u32);
    for c in text.chars() {
        if c == ']' {
            depth = depth.checked_sub(1)?;
        }
        if depth == 0 {
            out.push(c);
        }
        if c == '[' {
            depth += 1;
        }
    }
    (depth == 0).then_some(out)
}

/// The names of `namespace a {` and `inline namespace b {` in a macro's body; none when it closes them itself.
fn namespaces_opened(b: &Builder<'_>, body: Span) -> Vec<(Span, bool)> {
    let text = b.text(body);
    if !text.contains("namespace") || text.contains('}') {
        return Vec::new();
    }
    let words: Vec<lexical::Word> = lexical::words(b.source(), body).collect();
    let is = |at: Option<usize>, name: &str| {
        at.and_then(|at| words.get(at)).is_some_and(|word| b.text(word.span) == name)
    };
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if word.next == b'{' && is(index.checked_sub(1), "namespace") {
            found.push((word.span, is(index.checked_sub(2), "inline")));
        }
    }
    found
}

fn function_like(b: &mut Builder<'_>, id: model::ids::DefId, params: Span, body: Span) {
    let mut names = Vec::new();
    let mut list = Vec::new();
    for word in lexical::words(b.source(), params) {
        let text = b.text(word.span);
        b.bind(NewBinding::new(BindingKind::Parameter, word.span));
        names.push(text);
        list.push(macro_param(b.name(text), word.span, ParamKind::Plain));
    }
    if b.text(params).contains("...") {
        let name = b.name("");
        list.push(macro_param(name, Span::new(params.start, params.start), ParamKind::Variadic));
        b.def_mut(id).modifiers |= Modifiers::VARIADIC;
    }
    b.def_mut(id).params = b.params(&list);
    lexical::sites(b, body, Role::Read, &names);
}

fn macro_param(name: model::ids::NameId, span: Span, kind: ParamKind) -> Param {
    Param { name, span, ty: None, ty_span: Span::new(span.start, span.start), default: None, kind }
}
