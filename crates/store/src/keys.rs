//! Byte keys of bounded length for texts of any length.
//!
//! Key-value engines bound their keys (LMDB: 511 bytes), paths and names are not bounded. A text that is too long is cut
//! and its hash put behind, so that different texts have different keys; texts that share the first
//! [`MAX_TEXT`] bytes are then ordered by hash, and whoever lists them in order sorts such a run by the texts.

use std::borrow::Cow;

/// Longest text that is kept whole in a key. Bytes.
pub const MAX_TEXT: usize = 400;
/// Bytes of hash behind a text that was cut.
const HASH: usize = 16;

/// The key of a text: the text itself, or its first [`MAX_TEXT`] bytes and a hash of all. Injective: a cut key is longer
/// than any whole one. A prefix of at most [`MAX_TEXT`] bytes of a text is a prefix of its key.
pub fn text_key(text: &[u8]) -> Cow<'_, [u8]> {
    let Some((head, _)) = text.split_at_checked(MAX_TEXT).filter(|(_, rest)| !rest.is_empty()) else {
        return Cow::Borrowed(text);
    };
    let mut key = Vec::with_capacity(MAX_TEXT + HASH);
    key.extend_from_slice(head);
    key.extend_from_slice(&model::hash::ContentHash::of(text).as_bytes()[..HASH]);
    Cow::Owned(key)
}

/// Whether the text of a key was cut.
pub fn is_cut(key: &[u8]) -> bool {
    key.len() > MAX_TEXT
}

/// Appends the key of a text so that keys of texts that go on with other fields compare like the texts first: a zero byte is
/// escaped, and two of them end the text. No such key begins like another whole one. At most [`MAX_TERMINATED`] bytes.
pub fn put_terminated(text: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    if put_escaped(text, out) == text.len() {
        out.extend_from_slice(&[0, 0]);
    } else {
        out.extend_from_slice(&[0, 2]);
        out.extend_from_slice(&model::hash::ContentHash::of(text).as_bytes()[..HASH]);
    }
    debug_assert!(out.len() - start <= MAX_TERMINATED, "keys are bounded");
}

/// Longest that [`put_terminated`] appends. Bytes.
pub const MAX_TERMINATED: usize = MAX_TEXT + 2 + HASH;

/// Appends the beginning of such a key, as far as it is in the order of the texts; gives how many bytes of the text it stands
/// for.
pub fn put_escaped(text: &[u8], out: &mut Vec<u8>) -> usize {
    let end = out.len() + MAX_TEXT;
    for (index, &byte) in text.iter().enumerate() {
        let needs = if byte == 0 { 2 } else { 1 };
        if out.len() + needs > end {
            return index;
        }
        out.push(byte);
        if byte == 0 {
            out.push(1);
        }
    }
    text.len()
}

/// Whether the texts of two keys of [`put_terminated`] may not be in the order of the keys.
pub fn may_be_disordered(a: &[u8], b: &[u8]) -> bool {
    const SAME: usize = MAX_TEXT - 1;
    a.len() > MAX_TEXT && b.len() > MAX_TEXT && a[..SAME] == b[..SAME]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_TERMINATED, MAX_TEXT, is_cut, may_be_disordered, put_terminated, text_key};

    fn terminated(text: &[u8]) -> Vec<u8> {
        let mut key = Vec::new();
        put_terminated(text, &mut key);
        key
    }

    /// Short texts over few letters, zero among them, and long ones that differ late.
    fn text() -> impl Strategy<Value = Vec<u8>> {
        let short = proptest::collection::vec(0u8..3, 0..6);
        let long = (0usize..4, proptest::collection::vec(0u8..3, 0..4)).prop_map(|(more, tail)| {
            let mut text = vec![b'x'; MAX_TEXT - 2 + more];
            text.extend(tail);
            text
        });
        prop_oneof![short, long]
    }

    proptest! {
        #[test]
        fn different_texts_have_different_keys(a in text(), b in text()) {
            prop_assert_eq!(a == b, text_key(&a) == text_key(&b));
            prop_assert_eq!(a == b, terminated(&a) == terminated(&b));
        }

        #[test]
        fn keys_are_in_the_order_of_texts_but_for_runs_of_long_ones(a in text(), b in text()) {
            let (one, other) = (terminated(&a), terminated(&b));
            prop_assert!(may_be_disordered(&one, &other) || a.cmp(&b) == one.cmp(&other));
            // What follows a key never decides between different texts.
            prop_assert_eq!(a == b, one.starts_with(&other));
            prop_assert!(one.len() <= MAX_TERMINATED);
            prop_assert_eq!(is_cut(&text_key(&a)), a.len() > MAX_TEXT);
        }
    }
}
