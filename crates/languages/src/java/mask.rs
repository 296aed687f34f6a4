//! What the language allows and the grammar does not, made acceptable to it without moving a byte.
//!
//! * `case Shape.Circle(var r)`: a record pattern's type may be qualified. Its dots are hidden, so that the parser
//!   sees one name; the rules read the text that is there and take it apart again.
//! * `import module java.base;`: the word `module` is hidden.
//! * `T @Nullable ... rest`: annotations of the array that a variable number of arguments makes are hidden.
//!
//! What is hidden inside comments and strings by mistake does no harm, as their text is read from the file; so it is
//! enough not to run out of them.

/// The text to parse in place of `source`; `None` when there is nothing to hide.
pub(super) fn mask(source: &str) -> Option<String> {
    let mut hidden = Vec::new();
    qualified_patterns(source, "case", &mut hidden);
    qualified_patterns(source, "instanceof", &mut hidden);
    module_imports(source, &mut hidden);
    annotated_dots(source, &mut hidden);
    if hidden.is_empty() {
        return None;
    }
    let mut bytes = source.as_bytes().to_vec();
    for (at, byte) in hidden {
        bytes[at] = byte;
    }
    String::from_utf8(bytes).ok()
}

/// Hides annotations without arguments that stand directly before `...`.
fn annotated_dots(source: &str, hidden: &mut Vec<(usize, u8)>) {
    let bytes = source.as_bytes();
    for (dots, _) in source.match_indices("...") {
        let end = source[..dots].trim_end().len();
        let start = end - bytes[..end].iter().rev().take_while(|byte| is_name(**byte)).count();
        if start < end && start > 1 && bytes[start - 1] == b'@' && bytes[start - 2].is_ascii_whitespace() {
            hidden.extend((start - 1..end).map(|at| (at, b' ')));
        }
    }
}

/// Hides the dots of record patterns' types after each `keyword`.
fn qualified_patterns(source: &str, keyword: &str, hidden: &mut Vec<(usize, u8)>) {
    let bytes = source.as_bytes();
    let mut read = 0;
    for (at, _) in source.match_indices(keyword) {
        let after = at + keyword.len();
        let is_word = at.checked_sub(1).is_none_or(|before| !is_name(bytes[before]));
        let spaced = bytes.get(after).is_some_and(u8::is_ascii_whitespace);
        if at < read || !is_word || !spaced || is_comment(bytes, at) {
            continue;
        }
        let start = skip(bytes, after, |byte| byte.is_ascii_whitespace());
        let is_final = source[start..].starts_with("final ");
        read = pattern(bytes, if is_final { start + "final ".len() } else { start }, hidden);
    }
}

/// Whether a comment has begun on the line of `at`, so that a keyword there is prose.
fn is_comment(bytes: &[u8], at: usize) -> bool {
    /// Longer lines are no prose; looking further back in each would cost too much.
    const LOOK_BACK: usize = 400;
    let before = &bytes[at.saturating_sub(LOOK_BACK)..at];
    let line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or(before);
    line.windows(2).any(|pair| pair == b"//") || line.trim_ascii_start().starts_with(b"*")
}

/// Hides the dots of a record pattern that may begin at `start`, and of those nested in it; gives where it ends.
fn pattern(bytes: &[u8], start: usize, hidden: &mut Vec<(usize, u8)>) -> usize {
    let name_end = skip(bytes, start, is_path);
    let arguments_end = type_arguments_end(bytes, name_end);
    if !follows(bytes, arguments_end, b'(') {
        return name_end;
    }
    let known = hidden.len();
    if arguments_end == name_end {
        hide_dots(bytes, start, name_end, hidden);
    }
    let (end, closed) = components(bytes, arguments_end, hidden);
    if !closed {
        hidden.truncate(known);
    }
    end
}

/// Where the `<…>` behind a name ends; the name's own end when there is none.
fn type_arguments_end(bytes: &[u8], name_end: usize) -> usize {
    let mut depth = 0_u32;
    for (at, &byte) in bytes.iter().enumerate().skip(name_end) {
        match byte {
            b'<' => depth += 1,
            b'>' if depth == 1 => return at + 1,
            b'>' if depth > 1 => depth -= 1,
            _ if depth > 0 && (is_path(byte) || is_between_names(byte)) => {}
            _ if byte.is_ascii_whitespace() => {}
            _ => break,
        }
    }
    name_end
}

/// Hides the dots of the patterns in parentheses; gives where these end, and whether they do.
fn components(bytes: &[u8], start: usize, hidden: &mut Vec<(usize, u8)>) -> (usize, bool) {
    let mut depth = 0_u32;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        let end = skip(bytes, at, is_path);
        match byte {
            b'(' => depth += 1,
            b')' if depth <= 1 => return (at + 1, true),
            b')' => depth -= 1,
            _ if end > at && follows(bytes, end, b'(') => hide_dots(bytes, at, end, hidden),
            _ if end > at || is_between_names(byte) => {}
            _ => break,
        }
        at = end.max(at + 1);
    }
    (at, false)
}

/// Whether `wanted` comes next.
fn follows(bytes: &[u8], at: usize, wanted: u8) -> bool {
    bytes.get(skip(bytes, at, |byte| byte.is_ascii_whitespace())) == Some(&wanted)
}

fn hide_dots(bytes: &[u8], start: usize, end: usize, hidden: &mut Vec<(usize, u8)>) {
    hidden.extend((start..end).filter(|&at| bytes[at] == b'.').map(|at| (at, b'_')));
}

/// What a pattern has beside names and parentheses; anything else means that this is none.
fn is_between_names(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'<' | b'>' | b'?' | b'[' | b']' | b'@')
}

fn module_imports(source: &str, hidden: &mut Vec<(usize, u8)>) {
    const IMPORT: &str = "import module ";
    let bytes = source.as_bytes();
    for (at, _) in source.match_indices(IMPORT) {
        let starts_line = source[..at].bytes().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
        let named = bytes.get(at + IMPORT.len()).is_some_and(|&byte| is_name(byte));
        if named && matches!(starts_line, None | Some(b'\n' | b';')) {
            hidden.extend((at + "import ".len()..at + IMPORT.len()).map(|place| (place, b' ')));
        }
    }
}

fn skip(bytes: &[u8], start: usize, wanted: impl Fn(u8) -> bool) -> usize {
    bytes[start..].iter().position(|&byte| !wanted(byte)).map_or(bytes.len(), |length| start + length)
}

fn is_path(byte: u8) -> bool {
    is_name(byte) || byte == b'.'
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[track_caller]
    fn check(source: &str, masked: Option<&str>) {
        assert_eq!(mask(source).as_deref(), masked);
    }

    #[test]
    fn dots_of_record_patterns_are_hidden() {
        check("case a.B(int x, c.D (var y)) -> a.b(1)", Some("case a_B(int x, c_D (var y)) -> a.b(1)"));
        check("case A<b.C>(d.E(int x)) ->", Some("case A<b.C>(d_E(int x)) ->"));
        check("x instanceof final a.B(C<d.E> x)", Some("x instanceof final a_B(C<d.E> x)"));
    }

    #[test]
    fn other_dots_are_left() {
        check("case a.B b -> c.d(1)", None);
        check("case a.B: c.d(1)", None);
        check("o instanceof A<?> && a.b(1)", None);
        check("f(o instanceof A<?>, a.b(1))", None);
        check("o instanceof A<b.C> x && f(a.b(1))", None);
        check("case 1 -> c.d(1)", None);
        check("x instanceof a.B && c.d(1)", None);
        check("// in that case\nf(a.b(1))", None);
        check("* in case f(a.b\n*/ (1))", None);
        check("case a.B(c.d(1 + 1))", None);
        check("briefcase a.b(1)", None);
        check("case", None);
    }

    #[test]
    fn the_word_of_a_module_import_is_hidden() {
        check("import module a.b;", Some("import        a.b;"));
        check("import module.a.b;", None);
    }
}
