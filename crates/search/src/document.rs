//! A file as the index keeps it: which tokens it has, and how many of each.

use crate::counts::Counts;

/// What of a file can be searched without its text.
///
/// Of how often a token occurs only the number of binary digits is kept: the tenth time says little more than the ninth.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// How many parts of words the text has.
    pub(crate) length: u64,
    /// Tokens of the text, in the form of [`push_line`].
    pub(crate) text: String,
    /// Tokens of the names of definitions, in the same form.
    pub(crate) names: String,
}

impl Document {
    /// Of a file with this text and definitions of these names. Linear.
    pub fn new<'a>(source: &[u8], names: impl Iterator<Item = &'a str>) -> Self {
        let mut in_text = Counts::default();
        let length = in_text.add_text(source);
        let mut in_names = Counts::default();
        for name in names {
            in_names.add_text(name.as_bytes());
        }
        Self { length, text: lines(&in_text), names: lines(&in_names) }
    }
}

fn lines(counts: &Counts) -> String {
    let mut lines = String::new();
    counts.iter().for_each(|(token, count)| push_line(&mut lines, token, digits(count)));
    lines
}

/// How many binary digits a count has.
fn digits(count: u32) -> u32 {
    u32::BITS - count.leading_zeros()
}

/// A token with its digits: a letter for these, the token, a line end. No token has a line end in it.
fn push_line(lines: &mut String, token: &str, digits: u32) {
    lines.push(char::from(b'@' + digits as u8));
    lines.push_str(token);
    lines.push('\n');
}

/// The tokens of such lines with their digits.
pub(crate) fn read_lines(lines: &str) -> impl Iterator<Item = (&str, u32)> {
    lines.lines().filter_map(|line| {
        let token = line.get(1..)?;
        Some((token, u32::from(line.as_bytes()[0].saturating_sub(b'@'))))
    })
}

#[cfg(test)]
mod tests {
    use super::{Document, read_lines};

    #[test]
    fn of_counts_their_digits_are_kept() {
        let document = Document::new(b"a a a a b c_d", ["c_d", "d"].into_iter());
        let all = |lines| read_lines(lines).collect::<Vec<_>>();
        assert_eq!(all(&document.text), [("a", 3), ("b", 1), ("c", 1), ("d", 1), ("cd", 1)]);
        assert_eq!(all(&document.names), [("c", 1), ("d", 2), ("cd", 1)]);
        assert_eq!(document.length, 7);
    }
}
