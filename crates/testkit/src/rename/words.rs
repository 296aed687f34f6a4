//! Identifiers in text, and others for them.

use std::collections::{BTreeMap, BTreeSet};

use super::kept;

/// Whether a text can be the name of something, in letters of ASCII.
pub(super) fn is_identifier(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$';
    text.bytes().all(is_part)
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !starts_with_digit(text)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A run of bytes that identifiers consist of, by its place.
fn words(bytes: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80;
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + bytes[next..].iter().position(|byte| is_part(*byte))?;
        let length = bytes[start..].iter().position(|byte| !is_part(*byte));
        next = length.map_or(bytes.len(), |length| start + length);
        Some(start..next)
    })
}

/// New names for old: one to one, also together with all words that stay.
pub(super) struct Mapping(BTreeMap<Vec<u8>, Vec<u8>>);

impl Mapping {
    /// Finds other names for `candidates` in `sources`; those for which none is free stay.
    pub(super) fn new<'s>(candidates: &BTreeSet<&str>, sources: impl Iterator<Item = &'s [u8]>) -> Self {
        let mut staying: BTreeSet<Vec<u8>> = sources
            .flat_map(|source| words(source).map(|range| source[range].to_vec()))
            .filter(|word| std::str::from_utf8(word).map_or(true, |word| !candidates.contains(word)))
            .collect();
        staying.extend(kept::keywords().map(|word| word.as_bytes().to_vec()));
        let mut wanted = candidates.clone();
        loop {
            match Self::assign(&wanted, &staying) {
                Ok(mapping) => return mapping,
                Err(without) => {
                    wanted.remove(without.as_str());
                    staying.insert(without.into_bytes());
                }
            }
        }
    }

    /// All names given others, or the name that finds none.
    fn assign(wanted: &BTreeSet<&str>, staying: &BTreeSet<Vec<u8>>) -> Result<Self, String> {
        let (mut mapping, mut used) = (BTreeMap::new(), BTreeSet::new());
        for name in wanted {
            let fresh = others(name).find(|fresh| !staying.contains(fresh) && !used.contains(fresh));
            let fresh = fresh.ok_or_else(|| (*name).to_owned())?;
            used.insert(fresh.clone());
            mapping.insert(name.as_bytes().to_vec(), fresh);
        }
        Ok(Self(mapping))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

/// Names of the same length with letters of the same case in the same places.
fn others(name: &str) -> impl Iterator<Item = Vec<u8>> + '_ {
    // Half the alphabet away first: far from what a person would choose.
    let by = (0..26).map(|step| (step + 13) % 26).filter(|by| *by != 0);
    by.map(|by| {
        let turned = |byte: u8| match byte {
            b'a'..=b'z' => b'a' + (byte - b'a' + by) % 26,
            b'A'..=b'Z' => b'A' + (byte - b'A' + by) % 26,
            other => other,
        };
        name.bytes().map(turned).collect()
    })
}

/// A file with all names replaced, in comments and strings too; of the same length.
pub(super) fn replaced(source: &[u8], mapping: &Mapping) -> Vec<u8> {
    let mut text = source.to_vec();
    for range in words(source) {
        let is_escape = range.start > 0 && source[range.start - 1] == b'\\';
        if is_escape || is_string_prefix(source, &range) {
            continue;
        }
        if let Some(fresh) = mapping.0.get(&source[range.clone()]) {
            text[range].copy_from_slice(fresh);
        }
    }
    text
}

/// `r"`, `br#"`, `f'`, `u8"` and their like, but not the last word of a string; and the `r#` of raw identifiers.
fn is_string_prefix(source: &[u8], range: &std::ops::Range<usize>) -> bool {
    let word = source[range.clone()].to_ascii_lowercase();
    let quote = source[range.end..].iter().find(|byte| **byte != b'#');
    let in_quotes = range.start > 0 && Some(&source[range.start - 1]) == quote;
    let is_raw = source.get(range.end) == Some(&b'#');
    PREFIXES.contains(&word.as_slice()) && (is_raw || matches!(quote, Some(b'"' | b'\'')) && !in_quotes)
}

/// What stands before strings, in small letters.
const PREFIXES: &[&[u8]] =
    &[b"r", b"b", b"br", b"rb", b"f", b"fr", b"rf", b"u", b"ur", b"u8", b"u8r", b"l", b"lr", b"c", b"cr"];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Mapping, is_identifier, replaced};

    fn renamed(source: &str, names: &[&str]) -> String {
        let names: BTreeSet<&str> = names.iter().copied().collect();
        let mapping = Mapping::new(&names, std::iter::once(source.as_bytes()));
        String::from_utf8(replaced(source.as_bytes(), &mapping)).unwrap()
    }

    #[test]
    fn words_are_replaced_whole_and_everywhere() {
        let source = "fooBar(foo, Foo_2) // foo \"foo\" 'foo-é' éfoo";
        let expected = "fooBar(sbb, Sbb_2) // sbb \"sbb\" 'sbb-é' éfoo";
        assert_eq!(renamed(source, &["foo", "Foo_2"]), expected);
    }

    #[test]
    fn escapes_and_prefixes_of_strings_stay() {
        assert_eq!(
            renamed(r#"n = "\n" r"x" f'{r}' "f" r#n"#, &["n", "r", "f"]),
            r#"a = "\n" r"x" f'{e}' "s" r#a"#
        );
    }

    #[test]
    fn new_names_are_free() {
        // Half the alphabet away lies a keyword, then a name that stays.
        assert_eq!(renamed("vs jg", &["vs"]), "kh jg");
        // Names may swap.
        assert_eq!(renamed("sbb foo", &["sbb", "foo"]), "foo sbb");
    }

    #[test]
    fn identifiers_are_told_from_other_names() {
        assert!(["a", "_x1", "$f"].iter().all(|name| is_identifier(name)));
        assert!(["", "1a", "_", "operator+", "é", "a.b"].iter().all(|name| !is_identifier(name)));
    }
}
