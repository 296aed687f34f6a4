//! Ids of spans.

use model::span::Span;

/// 16 hexadecimal characters: the first 64 bits of BLAKE3 over `path:start:end`, offsets in decimal.
pub fn span_id(path: &str, span: Span) -> String {
    let text = format!("{path}:{}:{}", span.start, span.end);
    blake3::hash(text.as_bytes()).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use model::span::Span;

    use super::span_id;

    #[test]
    fn fixed_vectors() {
        assert_eq!(span_id("src/a.py", Span::new(120, 124)), "d181c2805e358857");
    }
}
