//! Ids of spans and matches.

use model::span::Span;

/// 16 hexadecimal characters: the first 64 bits of BLAKE3 over `path:start:end`, offsets in decimal.
pub fn span_id(path: &str, span: Span) -> String {
    let text = format!("{path}:{}:{}", span.start, span.end);
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

/// 16 hexadecimal characters: the first 64 bits of BLAKE3 over `kind:key`, the kind of a match and what tells it from others of that
/// kind.
pub fn match_id(kind: &str, key: &str) -> String {
    blake3::hash(format!("{kind}:{key}").as_bytes()).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use model::span::Span;

    use super::{match_id, span_id};

    #[test]
    fn fixed_vectors() {
        assert_eq!(span_id("src/a.py", Span::new(120, 124)), "d181c2805e358857");
        assert_eq!(match_id("ast", "src/a.py:120:124:call:"), "76368df7221af63e");
    }
}
