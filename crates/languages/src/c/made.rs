//! Definitions made by macros: `TEST(Suite, Name) { … }`, `static DEFINE_X(name);`.
//!
//! The mask gives such text the form of a function or variable called `$`; here the macro's name and arguments are read
//! from the text as it is.

use extract::{Builder, NewBinding, NewDef};
use model::facts::Anchor;
use model::kinds::{BindingKind, DefKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::context::{Cx, Node, Place, masked_start, parsed_text};
use super::declarations::{Specifiers, visibility};
use super::grammar::{F, K};
use super::initializers::{self, Target};
use super::{docs, lexical, statements};

/// The macro's name and arguments.
struct Made {
    name: Span,
    args: Vec<Span>,
}

/// Whether the mask made `node` of a macro's use.
pub(crate) fn is_made(b: &Builder<'_>, node: Node<'_>) -> bool {
    if std::ptr::eq(b.parsed(), b.source()) {
        return false;
    }
    let ty = node.field(F::Type);
    ty.is_some_and(|ty| {
        parsed_text(b, Span::new(ty.start(), ty.start() + 5)) == "int $" && ty.text() != "int"
    })
}

fn read(b: &Builder<'_>, node: Node<'_>) -> Option<Made> {
    let source = b.source().as_bytes();
    let start = node.field(F::Type)?.start() as usize;
    let end = lexical::word_end(source, start);
    let open = lexical::skip_blank(source, end);
    let name = Span::new(start as u32, end as u32);
    Some(Made { name, args: arguments(source, open) })
}

/// The ranges between the commas of the parentheses that open at `open`, without white space around them.
fn arguments(source: &[u8], open: usize) -> Vec<Span> {
    let mut args = Vec::new();
    let (mut at, mut depth) = (open, 0_u32);
    let mut start = open + 1;
    while let Some(&byte) = source.get(at) {
        match byte {
            b'"' | b'\'' => {
                at = lexical::literal_end(source, at);
                continue;
            }
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 || depth == 1 && byte == b',' {
            args.push(trimmed(source, start, at));
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
        at += 1;
    }
    args
}

fn trimmed(source: &[u8], start: usize, end: usize) -> Span {
    let first = lexical::skip_blank(source, start).min(end);
    let text = &source[first..end];
    let len = text.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(0, |last| last + 1);
    Span::new(first as u32, (first + len) as u32)
}

/// What a macro's use defines.
struct Named {
    span: Span,
    name: String,
    /// Which arguments the name takes; the others are uses.
    index: usize,
}

/// gtest's `Suite.Name` where a test macro has two names, otherwise the first argument.
fn test_or_first(b: &Builder<'_>, made: &Made) -> Option<Named> {
    let first = *made.args.first()?;
    let text = b.text(first);
    match made.args[..] {
        [_, second] if is_test(b.text(made.name)) && is_word(text) && is_word(b.text(second)) => {
            Some(Named { span: second, name: format!("{text}.{}", b.text(second)), index: 1 })
        }
        _ if is_word(text) => Some(Named { span: first, name: text.to_owned(), index: 0 }),
        _ => {
            let name = text.strip_prefix('"')?.strip_suffix('"')?;
            Some(Named { span: Span::new(first.start + 1, first.end - 1), name: name.to_owned(), index: 0 })
        }
    }
}

fn is_test(macro_name: &str) -> bool {
    macro_name.split('_').any(|word| word == "TEST")
}

fn is_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first().is_some_and(|&first| lexical::starts_word(first))
        && lexical::word_end(bytes, 0) == bytes.len()
}

/// `MACRO(arguments) { body }` at file scope: a function.
pub(crate) fn function(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let body = node.field(F::Body);
    let Some(made) = read(b, node) else { return };
    b.name_expr(made.name, Role::Macro);
    let Some(named) = test_or_first(b, &made) else {
        lexical_arguments(b, &made, usize::MAX);
        return in_block(b, cx, body);
    };
    let test = is_test(b.text(made.name));
    let span = Span::new(masked_start(b, node.start()), node.end());
    let id = b.define(NewDef {
        name: Some(&named.name),
        doc: docs::before(b, span.start),
        body: body.map_or(0, Node::start),
        modifiers: Modifiers::SYNTHETIC.with_if(Modifiers::TEST, test),
        visible_from: named.span.end,
        ..NewDef::new(DefKind::Function, named.span, span)
    });
    b.in_def_scope(id, ScopeKind::Function, span, |b| {
        if !paired_parameters(b, &made) {
            lexical_arguments(b, &made, named.index);
        }
        if let Some(body) = body {
            statements::body(b, cx, body);
        }
    });
}

fn in_block(b: &mut Builder<'_>, cx: &Cx<'_>, body: Option<Node<'_>>) {
    if let Some(body) = body {
        b.in_scope(ScopeKind::Function, body.span(), |b| statements::body(b, cx, body));
    }
}

fn lexical_arguments(b: &mut Builder<'_>, made: &Made, except: usize) {
    for (index, &arg) in made.args.iter().enumerate() {
        if index != except {
            let plain = if except == 1 && index == 0 { Role::Type } else { Role::Read };
            lexical::sites(b, arg, plain, &[]);
        }
    }
}

/// `DEFINE2(name, type, a, type, b)`: a macro named after the number of its pairs takes types and names in turn.
fn paired_parameters(b: &mut Builder<'_>, made: &Made) -> bool {
    let digit = b.text(made.name).bytes().last().filter(u8::is_ascii_digit);
    let Some(count) = digit.map(|digit| usize::from(digit - b'0')).filter(|&count| count > 0) else {
        return false;
    };
    if made.args.len() != 1 + 2 * count {
        return false;
    }
    for pair in made.args[1..].chunks_exact(2) {
        lexical::sites(b, pair[0], Role::Type, &[]);
        if is_word(b.text(pair[1])) {
            b.bind(NewBinding::new(BindingKind::Parameter, pair[1]));
        } else {
            lexical::sites(b, pair[1], Role::Read, &[]);
        }
    }
    true
}

/// A declaration that a macro makes, or that only looks like one. Gives whether it was.
pub(crate) fn declaration(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> bool {
    if is_made(b, node) {
        variable(b, cx, node);
        return true;
    }
    cx.place == Place::Type && member_macro(b, cx, node)
}

/// `static MACRO(name);`, `static MACRO(type, name) = …;`: a variable, as the storage class says.
fn variable(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) {
    let Some(made) = read(b, node) else { return };
    let mut specifiers = Specifiers::default();
    for child in node.children().take_while(|child| !child.is_in_field(F::Type)) {
        specifiers.read(b, cx, child);
    }
    b.name_expr(made.name, Role::Macro);
    let index = usize::from(made.args.len() > 1 && !is_lone_name(b, made.args[0]));
    let name = made.args.get(index).copied().filter(|&name| is_word(b.text(name)));
    lexical_arguments_of_variable(b, &made, name.map(|_| index));
    let value =
        node.children().find(|child| child.is(K::InitDeclarator)).and_then(|init| init.field(F::Value));
    let value = value.map(|value| initializers::value(b, cx, value, Target::Unknown));
    let Some(name) = name else { return };
    if cx.place == Place::Local {
        b.bind(NewBinding { init: value, visible_from: name.end, ..NewBinding::new(BindingKind::Local, name) });
        return;
    }
    let span = Span::new(masked_start(b, node.start()), node.end());
    b.define(NewDef {
        doc: docs::before(b, span.start),
        visibility: visibility(cx, specifiers.modifiers),
        modifiers: specifiers.modifiers | Modifiers::SYNTHETIC,
        value,
        visible_from: name.end,
        ..NewDef::new(DefKind::Variable, name, span)
    });
}

fn lexical_arguments_of_variable(b: &mut Builder<'_>, made: &Made, except: Option<usize>) {
    for (index, &arg) in made.args.iter().enumerate() {
        if Some(index) != except {
            lexical::sites(b, arg, Role::Read, &[]);
        }
    }
}

/// Whether an argument is one name that cannot be a type: not a built-in one, not `…_t`.
fn is_lone_name(b: &Builder<'_>, arg: Span) -> bool {
    let text = b.text(arg);
    is_word(text) && !lexical::is_type_keyword(text) && !text.ends_with("_t")
}

/// `MACRO(x);` in a class has the form of a constructor's declaration, but another name.
fn member_macro(b: &mut Builder<'_>, cx: &Cx<'_>, node: Node<'_>) -> bool {
    let declarator = node.field(F::Declarator).filter(|_| node.field(F::Type).is_none());
    let Some(declarator) = declarator.filter(|declarator| declarator.is(K::FunctionDeclarator)) else {
        return false;
    };
    let name = declarator.field(F::Declarator);
    let Some(name) = name.filter(|name| matches!(name.kind(), K::Identifier | K::FieldIdentifier)) else {
        return false;
    };
    if name.text() == cx.class_name {
        return false;
    }
    b.site(name.span(), Role::Call, Anchor::Lexical);
    lexical::sites(b, Span::new(name.end(), node.end()), Role::Read, &[]);
    true
}
