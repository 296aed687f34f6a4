//! Names that are not UTF-8, written as text.
//!
//! A name that is UTF-8 is its own text. In any other name each byte that belongs to no character is written `\xHH`
//! (upper case) and a backslash is doubled: the bytes `caf E9 .c` become `caf\xE9.c`. Distinct names of that kind have
//! distinct texts. A *valid* name may look like such a text, though; where both exist in one directory the text belongs
//! to the valid one.

use std::borrow::Cow;
use std::fmt::Write;

/// The text of one name; `Cow::Owned` exactly when it had to be escaped.
pub(crate) fn encode(name: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(name) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(escape(name)),
    }
}

fn escape(name: &[u8]) -> String {
    let mut text = String::with_capacity(name.len() + 8);
    for chunk in name.utf8_chunks() {
        text.push_str(&chunk.valid().replace('\\', "\\\\"));
        for byte in chunk.invalid() {
            write!(text, "\\x{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    text
}

/// The bytes of the non-UTF-8 name whose text is `text`; `None` when there is no such name.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let name = unescape(text)?;
    let is_its_text = std::str::from_utf8(&name).is_err() && escape(&name) == text;
    is_its_text.then_some(name)
}

fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut name = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        name.extend_from_slice(before.as_bytes());
        if let Some(after) = after.strip_prefix('\\') {
            name.push(b'\\');
            rest = after;
        } else {
            let digits = after.strip_prefix('x')?;
            name.push(u8::from_str_radix(digits.get(..2)?, 16).ok()?);
            rest = &digits[2..];
        }
    }
    name.extend_from_slice(rest.as_bytes());
    Some(name)
}

/// Whether some segment of `path` may be the text of a name that is not UTF-8.
pub(crate) fn may_be_escaped(path: &str) -> bool {
    path.contains("\\x")
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn valid_names_are_their_own_text() {
        for name in ["main.rs", "ü.py", r"back\slash", r"\xFF", "a b"] {
            assert_eq!(encode(name.as_bytes()), name);
        }
    }

    #[test]
    fn invalid_bytes_are_written_in_hex_and_backslashes_doubled() {
        assert_eq!(encode(b"caf\xE9.c"), r"caf\xE9.c");
        assert_eq!(encode(b"a\\b\xFF"), r"a\\b\xFF");
        assert_eq!(encode(b"\xC3"), r"\xC3", "the first half of a character");
    }

    #[test]
    fn every_invalid_name_of_two_bytes_is_read_back() {
        for name in (0..=u16::MAX).map(u16::to_be_bytes) {
            let text = encode(&name);
            let expected = std::str::from_utf8(&name).is_err().then(|| name.to_vec());
            match expected {
                Some(name) => assert_eq!(decode(&text), Some(name)),
                None => assert_eq!(text.as_bytes(), name),
            }
        }
    }

    #[test]
    fn what_encode_never_writes_is_not_decoded() {
        for text in ["plain", r"\xff", r"\x41", r"\xF", r"\q\xFF", r"\", r"a\\b", r"\xC3\xA9", r"\x\u{e9}"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
