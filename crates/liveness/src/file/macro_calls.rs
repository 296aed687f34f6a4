//! What stands in calls of macros, for languages in which a macro may take definitions and make others of them.

use model::span::Span;

use super::FileInput;

/// The ranges of what a file hands to macros, in order; none where macros take no definitions.
pub(super) fn of(input: &FileInput<'_>) -> Vec<Span> {
    if input.rules.macros_take_definitions { arguments(input.source) } else { Vec::new() }
}

/// The ranges of what is handed to macros, `name!(…)`, `name! {…}` and `name![…]`, the outermost of each. Linear in the text; comments and quoted text are passed over.
fn arguments(source: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < source.len() {
        if let Some(end) = skipped(source, at) {
            at = end;
        } else if let Some(open) = call(source, at) {
            let end = closing(source, open);
            found.push(Span::new(open as u32, end as u32));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// The bracket that a `!` at `at` hands something to a macro by.
fn call(source: &[u8], at: usize) -> Option<usize> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    if source[at] != b'!' || !source[..at].last().is_some_and(is_word) {
        return None;
    }
    let mut next = at + 1;
    // `macro_rules! name {` and its like name something before the bracket.
    while source.get(next).is_some_and(|byte| byte.is_ascii_whitespace() || is_word(byte)) {
        next += 1;
    }
    source.get(next).is_some_and(|byte| b"({[".contains(byte)).then_some(next)
}

/// One past the bracket that closes the one at `open`; the end of the text when nothing does.
fn closing(source: &[u8], open: usize) -> usize {
    let (mut at, mut depth) = (open, 0u32);
    while at < source.len() {
        if let Some(end) = skipped(source, at) {
            at = end;
            continue;
        }
        match source[at] {
            b'(' | b'{' | b'[' => depth += 1,
            b')' | b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
        if depth == 0 {
            break;
        }
    }
    at.min(source.len())
}

/// The end of a comment, text or character that begins at `at`.
fn skipped(source: &[u8], at: usize) -> Option<usize> {
    let rest = &source[at..];
    let find = |what: &[u8], from: usize| {
        memchr::memmem::find(rest.get(from..).unwrap_or_default(), what)
            .map_or(source.len(), |found| at + from + found + what.len())
    };
    match rest {
        [b'/', b'/', ..] => Some(find(b"\n", 2)),
        [b'/', b'*', ..] => Some(find(b"*/", 2)),
        [b'r', b'"' | b'#', ..] if !source[..at].last().is_some_and(u8::is_ascii_alphanumeric) => {
            let hashes = rest[1..].iter().take_while(|byte| **byte == b'#').count();
            let opens = rest.get(1 + hashes) == Some(&b'"');
            opens.then(|| find(&[&b"\""[..], &b"#".repeat(hashes)[..]].concat(), 2 + hashes))
        }
        [b'"', ..] => {
            let mut end = 1;
            while end < rest.len() && rest[end] != b'"' {
                end += if rest[end] == b'\\' { 2 } else { 1 };
            }
            Some((at + end + 1).min(source.len()))
        }
        // A character; a lifetime has no quote behind it.
        [b'\'', b'\\', ..] => Some(find(b"'", 3)),
        [b'\'', _, b'\'', ..] => Some(at + 3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::arguments;

    fn texts(source: &str) -> Vec<&str> {
        let span = |span: model::span::Span| &source[span.start as usize..span.end as usize];
        arguments(source.as_bytes()).into_iter().map(span).collect()
    }

    #[test]
    fn what_macros_are_handed_is_found() {
        let source = "fn a() { x != (y); call!(1, (2), \")\"); }\nmock! { pub F { fn g(&self) -> &'a str; } }\n// no!(this)\nmacro_rules! m { () => { fn h() {} } }\nlet r = r#\"no!(\"#; v![')', '\\'', 3];";
        assert_eq!(
            texts(source),
            [
                "(1, (2), \")\")",
                "{ pub F { fn g(&self) -> &'a str; } }",
                "{ () => { fn h() {} } }",
                "[')', '\\'', 3]"
            ]
        );
    }

    #[test]
    fn text_that_ends_early_ends_them() {
        assert_eq!(texts("m!(a, \"b"), ["(a, \"b"]);
        assert_eq!(texts("m!"), Vec::<&str>::new());
        assert_eq!(texts("m!{ '"), ["{ '"]);
    }
}
