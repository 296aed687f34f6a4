//! Tokens, as coarse as the rules of the mask need them.

use super::Text;
use super::attributes;
use crate::c::lexical::{comment_end, line_end, literal_end, number_end, skip_blank, starts_word, word_end};

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Class {
    /// An identifier.
    Word,
    /// A built-in type, `auto`.
    Type,
    /// `static`, `const` and what else may stand before a declarator.
    Specifier,
    /// `struct`, `union`, `class`.
    Tag,
    /// `enum`.
    Enum,
    /// `namespace`.
    Namespace,
    /// `typedef`, `using`, `template`…: an item begins here.
    Item,
    /// `public`, `private`, `protected`.
    Access,
    /// `if`, `while`, `for`, `switch`, `catch`.
    Head,
    /// `else`, `do`, `try`: a statement follows.
    Prefix,
    /// `case`.
    Case,
    /// `default`.
    Default,
    /// `return` and other words of expressions and statements.
    Keyword,
    /// `const`, `noexcept`, `override`… behind a parameter list.
    Suffix,
    /// `sizeof`, `typeof`…: operators whose operand may be a type.
    Operator,
    /// Number.
    Number,
    /// String or character.
    Literal,
    Open,
    Close,
    Bracket,
    BracketClose,
    Brace,
    BraceClose,
    Semicolon,
    Comma,
    Colon,
    /// `::`
    Colons,
    Star,
    /// `&`, `&&`
    Ampersand,
    Less,
    Greater,
    Equal,
    /// `->`
    Arrow,
    /// `...`
    Ellipsis,
    /// Any other punctuation.
    Other,
    /// A whole directive.
    Directive,
    /// Behind the last token.
    End,
}

/// What the nearest bracket around a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Around {
    /// Nothing, a namespace, `extern "C"`.
    File,
    /// Members.
    Type,
    /// Enumerators.
    Enum,
    /// Statements.
    Block,
    /// Values in braces.
    Values,
    /// Parentheses or brackets.
    Paren,
}

/// A token; `around` and `starts` are known after `conditionals`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) class: Class,
    pub(super) around: Around,
    /// Whether a statement, member or item starts here.
    pub(super) starts: bool,
}

impl Token {
    /// What is behind the last token.
    pub(super) const END: Self =
        Self { start: 0, end: 0, class: Class::End, around: Around::File, starts: true };
}

/// All tokens; attributes and other words that only compilers need are blanked and left out.
pub(super) fn tokens(text: &mut Text<'_>) -> Vec<Token> {
    let bytes = text.bytes();
    let mut tokens = Vec::with_capacity(bytes.len() / 5);
    let mut at = 0;
    let mut line_start = true;
    while let Some(&byte) = bytes.get(at) {
        let (class, end) = match byte {
            b'\n' => {
                line_start = true;
                at += 1;
                continue;
            }
            b' ' | b'\t' | b'\r' | b'\\' | 0x0b | 0x0c => {
                at += 1;
                continue;
            }
            b'#' if line_start => (Class::Directive, directive_end(bytes, at)),
            b'/' => match comment_end(bytes, at) {
                Some(end) => {
                    at = end;
                    continue;
                }
                None => (Class::Other, at + 1),
            },
            b'"' | b'\'' => (Class::Literal, literal_end(bytes, at)),
            b'0'..=b'9' => (Class::Number, number_end(bytes, at)),
            _ if starts_word(byte) => word(text, at),
            _ => punctuation(bytes, at),
        };
        line_start = false;
        if class == Class::End {
            at = end;
            continue;
        }
        let token = Token { start: at as u32, end: end as u32, class, around: Around::File, starts: false };
        tokens.push(token);
        at = end;
    }
    tokens
}

/// A directive ends with its line; a comment that begins in it may go on.
fn directive_end(bytes: &[u8], at: usize) -> usize {
    let end = line_end(bytes, at);
    let Some(open) = bytes[at..end].windows(2).position(|pair| pair == b"/*") else { return end };
    let inside = bytes[at..at + open].split(|&byte| byte == b'"').count() % 2 == 0;
    match comment_end(bytes, at + open) {
        Some(close) if close > end && !inside => close,
        _ => end,
    }
}

/// A word; `Class::End` for those that were blanked, with the end of what was blanked.
fn word(text: &mut Text<'_>, at: usize) -> (Class, usize) {
    let bytes = text.bytes();
    let end = word_end(bytes, at);
    if matches!(bytes.get(end), Some(b'"' | b'\'')) && end - at <= 3 && is_literal_prefix(&bytes[at..end]) {
        let raw = bytes[end - 1] == b'R' && bytes[end] == b'"';
        return (Class::Literal, if raw { raw_end(bytes, end) } else { literal_end(bytes, end) });
    }
    let word = &bytes[at..end];
    if word[0] == b'_'
        && let Some(end) = attributes::blank(text, at, end)
    {
        return (Class::End, end);
    }
    (if word[0].is_ascii_lowercase() || word[0] == b'_' { class(word, text.cpp) } else { Class::Word }, end)
}

fn is_literal_prefix(word: &[u8]) -> bool {
    matches!(word, b"L" | b"u" | b"U" | b"u8" | b"R" | b"LR" | b"uR" | b"UR" | b"u8R")
}

/// One past `"delimiter(…)delimiter"`.
fn raw_end(bytes: &[u8], quote: usize) -> usize {
    let rest = &bytes[quote + 1..];
    let Some(open) = rest.iter().take(17).position(|&byte| byte == b'(') else {
        return literal_end(bytes, quote);
    };
    let mut close = vec![b')'];
    close.extend_from_slice(&rest[..open]);
    close.push(b'"');
    match rest.windows(close.len()).position(|window| window == close) {
        Some(found) => quote + 1 + found + close.len(),
        None => bytes.len(),
    }
}

fn class(word: &[u8], cpp: bool) -> Class {
    match word {
        b"int" | b"char" | b"void" | b"long" | b"short" | b"unsigned" | b"signed" | b"float" | b"double"
        | b"bool" | b"_Bool" | b"_Complex" | b"__int128" | b"__signed__" | b"__auto_type" | b"wchar_t" => {
            Class::Type
        }
        b"static" | b"extern" | b"inline" | b"__inline" | b"__inline__" | b"register" | b"typedef"
        | b"_Noreturn" | b"_Thread_local" | b"__thread" | b"_Atomic" | b"restrict" => Class::Specifier,
        b"const" | b"volatile" | b"__const" => Class::Suffix,
        b"struct" | b"union" => Class::Tag,
        b"enum" => Class::Enum,
        b"auto" => Class::Type,
        b"if" | b"while" | b"for" | b"switch" => Class::Head,
        b"else" | b"do" => Class::Prefix,
        b"case" => Class::Case,
        b"default" => Class::Default,
        b"return" | b"goto" | b"break" | b"continue" | b"asm" | b"__asm__" | b"__asm" => Class::Keyword,
        b"sizeof" | b"typeof" | b"__typeof__" | b"__typeof" | b"_Alignof" | b"__alignof__" | b"__alignof"
        | b"_Generic" | b"_Alignas" | b"offsetof" => Class::Operator,
        _ if cpp => class_of_cpp(word),
        _ => Class::Word,
    }
}

fn class_of_cpp(word: &[u8]) -> Class {
    match word {
        b"class" => Class::Tag,
        b"constexpr" | b"consteval" | b"constinit" | b"virtual" | b"explicit" | b"friend" | b"mutable"
        | b"thread_local" | b"typename" => Class::Specifier,
        b"namespace" => Class::Namespace,
        b"template" | b"using" | b"concept" | b"static_assert" => Class::Item,
        b"public" | b"private" | b"protected" => Class::Access,
        b"catch" => Class::Head,
        b"try" => Class::Prefix,
        b"noexcept" | b"override" | b"final" | b"throw" | b"requires" => Class::Suffix,
        b"operator" | b"new" | b"delete" | b"this" | b"nullptr" | b"true" | b"false" | b"co_return"
        | b"co_yield" | b"co_await" | b"and" | b"or" | b"not" | b"export" => Class::Keyword,
        b"decltype" | b"alignof" | b"alignas" | b"typeid" | b"static_cast" | b"dynamic_cast"
        | b"const_cast" | b"reinterpret_cast" => Class::Operator,
        _ => Class::Word,
    }
}

fn punctuation(bytes: &[u8], at: usize) -> (Class, usize) {
    let next = bytes.get(at + 1).copied().unwrap_or(0);
    match bytes[at] {
        b'(' => (Class::Open, at + 1),
        b')' => (Class::Close, at + 1),
        b'[' => (Class::Bracket, at + 1),
        b']' => (Class::BracketClose, at + 1),
        b'{' => (Class::Brace, at + 1),
        b'}' => (Class::BraceClose, at + 1),
        b';' => (Class::Semicolon, at + 1),
        b',' => (Class::Comma, at + 1),
        b':' if next == b':' => (Class::Colons, at + 2),
        b':' => (Class::Colon, at + 1),
        b'*' if next != b'=' => (Class::Star, at + 1),
        b'&' if next == b'&' => (Class::Ampersand, at + 2),
        b'&' if next != b'=' => (Class::Ampersand, at + 1),
        b'-' if next == b'>' => (Class::Arrow, at + 2),
        b'.' if next == b'.' && bytes.get(at + 2) == Some(&b'.') => (Class::Ellipsis, at + 3),
        b'<' if !matches!(next, b'<' | b'=') => (Class::Less, at + 1),
        b'>' if next != b'=' => (Class::Greater, at + 1),
        b'=' if next != b'=' => (Class::Equal, at + 1),
        b'=' | b'!' | b'<' | b'>' if next == b'=' => (Class::Other, at + 2),
        b'<' => (Class::Other, at + 2),
        _ => (Class::Other, at + 1),
    }
}

/// The word of a directive and where the rest of its line starts.
pub(super) fn directive(bytes: &[u8], token: Token) -> (&[u8], usize) {
    let start = skip_blank(bytes, token.start as usize + 1).min(token.end as usize);
    let end = word_end(bytes, start).min(token.end as usize);
    (&bytes[start..end], end)
}

/// Whether a word looks like a macro: capitals, or a name reserved for implementations.
pub(super) fn is_macro_like(word: &[u8]) -> bool {
    let capitals = || {
        word.len() > 1
            && word.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
            && word.iter().filter(|byte| byte.is_ascii_uppercase()).count() > 1
    };
    word.starts_with(b"__") || capitals()
}
