//! Words of a text, and the parts that they are made of.
//!
//! A *word* is a run of letters, digits and `_`. Its *parts* are what camelCase, `snake_case` and digits divide it into:
//! `HTTPServer_v2` is `http`, `server`, `v`, `2`. Han characters and kana are a word each: they are written without spaces.
//! Bytes that are not UTF-8 stand between words.

use model::span::Span;

/// Longest token, in bytes of its lower-case form; longer ones are cut at a character.
pub(crate) const MAX_TOKEN: usize = 64;
/// A longer word is not divided: it is data, not a name. Bytes.
const MAX_WORD: usize = 256;
/// A word of more parts is not divided: it is a hash or encoded data.
const MAX_PARTS: usize = 16;

/// What a character does to the word that it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Between,
    Lower,
    Upper,
    Digit,
    /// Divides parts and belongs to none.
    Underscore,
    /// Belongs to the character before it.
    Mark,
    /// A word for itself.
    Alone,
}

/// Classes of ASCII.
const ASCII: [Class; 128] = {
    let mut table = [Class::Between; 128];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        if character.is_ascii_lowercase() {
            table[byte] = Class::Lower;
        } else if character.is_ascii_uppercase() {
            table[byte] = Class::Upper;
        } else if character.is_ascii_digit() {
            table[byte] = Class::Digit;
        } else if character == b'_' {
            table[byte] = Class::Underscore;
        }
        byte += 1;
    }
    table
};

fn class(character: char) -> Class {
    match character {
        '\u{300}'..='\u{36f}' => Class::Mark,
        '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Alone,
        _ if character.is_uppercase() => Class::Upper,
        _ if character.is_alphabetic() => Class::Lower,
        _ if character.is_numeric() => Class::Digit,
        _ => Class::Between,
    }
}

/// The words of a text, one after the other.
pub(crate) struct Words<'a> {
    source: &'a [u8],
    at: usize,
    parts: Vec<Span>,
}

/// A word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word<'a> {
    /// All of it.
    pub(crate) span: Span,
    /// Its parts in order; at least one.
    pub(crate) parts: &'a [Span],
}

/// Where the word that is being read is divided.
struct Division {
    /// Where the part that is being read starts.
    start: Option<usize>,
    /// What was read last, marks left out.
    last: Class,
    /// Where that starts.
    last_at: usize,
}

impl<'a> Words<'a> {
    pub(crate) fn new(source: &'a [u8]) -> Self {
        Self { source, at: 0, parts: Vec::with_capacity(MAX_PARTS) }
    }

    /// The next word.
    pub(crate) fn next(&mut self) -> Option<Word<'_>> {
        loop {
            let start = self.skip()?;
            let end = self.read(start);
            self.at = end;
            // A word of underscores has no part.
            if !self.parts.is_empty() {
                if self.parts.len() > MAX_PARTS || end - start > MAX_WORD {
                    self.parts.clear();
                    self.parts.push(span(start, end));
                }
                return Some(Word { span: span(start, end), parts: &self.parts });
            }
        }
    }

    /// Where the next word starts.
    fn skip(&self) -> Option<usize> {
        let mut at = self.at;
        while at < self.source.len() {
            let (class, length) = self.peek(at);
            if !matches!(class, Class::Between | Class::Mark) {
                return Some(at);
            }
            at += length;
        }
        None
    }

    /// Divides the word that starts at `start`; gives its end.
    fn read(&mut self, start: usize) -> usize {
        self.parts.clear();
        let mut division = Division { start: None, last: Class::Underscore, last_at: start };
        let mut at = start;
        while at < self.source.len() {
            let (class, length) = self.peek(at);
            if class == Class::Between || class == Class::Alone && at > start {
                break;
            }
            division.take(class, at, &mut self.parts);
            at += length;
            if class == Class::Alone {
                break;
            }
        }
        division.close(at, &mut self.parts);
        at
    }

    /// Class and length of the character at `at`, which is there.
    #[inline]
    fn peek(&self, at: usize) -> (Class, usize) {
        let byte = self.source[at];
        if byte.is_ascii() {
            return (ASCII[usize::from(byte)], 1);
        }
        decode(&self.source[at..])
            .map_or((Class::Between, 1), |character| (class(character), character.len_utf8()))
    }
}

impl Division {
    #[inline]
    fn take(&mut self, class: Class, at: usize, parts: &mut Vec<Span>) {
        match (self.last, class) {
            (_, Class::Mark) => return,
            (_, Class::Underscore) => self.close(at, parts),
            // `HTTPServer`: the last of several capitals begins the next part.
            (Class::Upper, Class::Lower) if self.start.is_some_and(|start| start < self.last_at) => {
                self.close(self.last_at, parts);
                self.start = Some(self.last_at);
            }
            (Class::Upper, Class::Lower) => {}
            (last, class) if last == class => {}
            _ => self.close(at, parts),
        }
        if class != Class::Underscore && self.start.is_none() {
            self.start = Some(at);
        }
        (self.last, self.last_at) = (class, at);
    }

    fn close(&mut self, end: usize, parts: &mut Vec<Span>) {
        if let Some(start) = self.start.take() {
            parts.push(span(start, end));
        }
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}

/// The character that `bytes` begin with.
fn decode(bytes: &[u8]) -> Option<char> {
    let length = match bytes[0] {
        0..0x80 => 1,
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return None,
    };
    std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()
}

/// Puts the token of a part, or of a whole word, behind `token`: lower-case, without underscores, cut when it is too long.
pub(crate) fn push_token(text: &[u8], token: &mut String) {
    let start = token.len();
    // Nearly all are short and ASCII: copied and made lower-case at once.
    if text.len() <= MAX_TOKEN
        && !text.contains(&b'_')
        && let Ok(text) = std::str::from_utf8(text)
        && text.is_ascii()
    {
        token.push_str(text);
        token[start..].make_ascii_lowercase();
        return;
    }
    for chunk in text.utf8_chunks() {
        for character in chunk.valid().chars().filter(|character| *character != '_') {
            for lower in character.to_lowercase() {
                if token.len() - start + lower.len_utf8() > MAX_TOKEN {
                    return;
                }
                token.push(lower);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_TOKEN, Words, push_token};

    fn parts(text: &[u8]) -> Vec<Vec<String>> {
        let mut words = Words::new(text);
        let mut all = Vec::new();
        while let Some(word) = words.next() {
            let token = |span: &model::span::Span| {
                let mut token = String::new();
                push_token(span.of(text), &mut token);
                token
            };
            all.push(word.parts.iter().map(token).collect());
        }
        all
    }

    #[test]
    fn words_are_divided() {
        let table: [(&str, &[&[&str]]); 21] = [
            ("parseConfig", &[&["parse", "config"]]),
            ("parse_config", &[&["parse", "config"]]),
            ("PARSE_CONFIG", &[&["parse", "config"]]),
            ("HTTPServer", &[&["http", "server"]]),
            ("getHTTP", &[&["get", "http"]]),
            ("XMLHttpRequest2", &[&["xml", "http", "request", "2"]]),
            ("utf8Decoder", &[&["utf", "8", "decoder"]]),
            ("__init__", &[&["init"]]),
            ("___", &[]),
            ("a.b->c", &[&["a"], &["b"], &["c"]]),
            ("x", &[&["x"]]),
            ("aB", &[&["a", "b"]]),
            ("ABc", &[&["a", "bc"]]),
            ("foo(bar, 42)", &[&["foo"], &["bar"], &["42"]]),
            ("ÜberGröße", &[&["über", "größe"]]),
            ("naïveCafe\u{301}s", &[&["naïve", "cafe\u{301}s"]]),
            ("данныеФайла", &[&["данные", "файла"]]),
            ("検索text", &[&["検"], &["索"], &["text"]]),
            ("🦀crab🦀", &[&["crab"]]),
            ("don't", &[&["don"], &["t"]]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(parts(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_stand_between_words() {
        assert_eq!(parts(b"caf\xe9 bar\xff\xfebaz\xc3"), [["caf"], ["bar"], ["baz"]]);
    }

    #[test]
    fn junk_stays_whole_and_short() {
        let junk = "a1".repeat(40);
        assert_eq!(parts(junk.as_bytes()), [[&junk[..MAX_TOKEN]]]);
        let long = "Word".repeat(100);
        assert_eq!(parts(long.as_bytes()), [[&long.to_lowercase()[..MAX_TOKEN]]]);
        let wide = "ß".repeat(50);
        assert_eq!(parts(wide.as_bytes())[0][0].len(), MAX_TOKEN);
        assert_eq!(parts("ab".repeat(50).as_bytes())[0][0].len(), MAX_TOKEN);
    }
}
