//! Where in a text the clauses of a question are met.

use model::span::Span;

use crate::query::{Clause, Lookup, Query};
use crate::tokens::{Word, Words, push_token};

/// A place where a clause is met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Match {
    /// From the first part to the last.
    pub(crate) span: Span,
    /// Which clause.
    pub(crate) clause: usize,
}

/// A part of a word of the text, and which elements of the question it is: a set of bits, one for each part of each clause in order.
struct Part {
    span: Span,
    /// Those that the part is.
    own: u64,
    /// Those that the whole word is that begins with the part.
    whole: u64,
    /// How many parts the whole word has.
    parts: u32,
    /// Where it ends.
    end: u32,
}

/// All places in a text where clauses are met, by where they begin. Linear in the text.
pub(crate) fn matches(query: &Query, source: &[u8]) -> Vec<Match> {
    let parts = marked(query, source);
    let mut matches = Vec::new();
    let mut first = 0;
    for (number, clause) in query.clauses().iter().enumerate() {
        for (at, part) in parts.iter().enumerate() {
            if (part.own | part.whole) & (1 << first) == 0 {
                continue;
            }
            if let Some(end) = end_of(clause, first, &parts[at..]) {
                matches.push(Match { span: Span::new(part.span.start, end), clause: number });
            }
        }
        first += clause.parts.len();
    }
    matches.sort();
    matches
}

/// Where a clause ends whose elements begin with bit `first`, when it is met by the beginning of `parts`.
///
/// An element is a part or a whole word; it can be both only where it is the last.
fn end_of(clause: &Clause, first: usize, parts: &[Part]) -> Option<u32> {
    let (mut at, mut end) = (0, 0);
    for element in first..first + clause.parts.len() {
        let part = parts.get(at)?;
        if part.own & (1 << element) != 0 {
            (at, end) = (at + 1, part.span.end);
        } else if part.whole & (1 << element) != 0 {
            (at, end) = (at + part.parts as usize, part.end);
        } else {
            return None;
        }
    }
    Some(end)
}

/// The parts of a text.
fn marked(query: &Query, source: &[u8]) -> Vec<Part> {
    let elements: Vec<Lookup> = query.clauses().iter().flat_map(Clause::lookups).collect();
    let mut token = String::new();
    let mut mark = |text: &[u8]| {
        token.clear();
        push_token(text, &mut token);
        let bits = elements.iter().enumerate().filter(|(_, element)| element.accepts(&token));
        bits.fold(0, |set, (at, _)| set | 1 << at)
    };
    let mut parts = Vec::new();
    let mut words = Words::new(source);
    while let Some(Word { span, parts: own }) = words.next() {
        let whole = if own.len() > 1 { mark(span.of(source)) } else { 0 };
        for (at, part) in own.iter().enumerate() {
            parts.push(Part {
                span: *part,
                own: mark(part.of(source)),
                whole: if at == 0 { whole } else { 0 },
                parts: own.len() as u32,
                end: span.end,
            });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::matches;
    use crate::{Fields, Query};

    fn found(question: &str, text: &str) -> Vec<String> {
        let query = Query::parse(question, Fields::Text).expect("a question");
        let found = matches(&query, text.as_bytes());
        found
            .iter()
            .map(|found| String::from_utf8_lossy(found.span.of(text.as_bytes())).into_owned())
            .collect()
    }

    #[test]
    fn words_are_found_in_every_way_of_writing() {
        let text = "parseConfig parse_config PARSE_CONFIG parse config parse(config) config parse configs";
        let all = ["parseConfig", "parse_config", "PARSE_CONFIG", "parse config", "parse(config"];
        for question in ["parseConfig", "parse_config", "\"parse config\""] {
            assert_eq!(found(question, text), all);
        }
        assert_eq!(found("parseconfig", text), all[..3]);
        assert_eq!(found("configs", text), ["configs"]);
    }

    #[test]
    fn phrases_go_over_names_and_lines() {
        let text = "// the end of\n// fileNames or of fileName\n";
        assert_eq!(found("\"of file names\"", text), ["of\n// fileNames"]);
        assert_eq!(found("\"of filename\"", text), ["of fileName"]);
        assert_eq!(found("\"of file na*\"", text), ["of\n// fileNames", "of fileName"]);
        assert_eq!(found("\"names file\"", text), [""; 0]);
    }

    #[test]
    fn beginnings_are_found() {
        let text = "configure reConfigure re_config unconfigured";
        assert_eq!(found("conf*", text), ["configure", "Configure", "config"]);
        assert_eq!(found("reconf*", text), ["reConfigure", "re_config"]);
        assert_eq!(found("re_conf*", text), ["reConfigure", "re_config"]);
    }

    #[test]
    fn text_that_is_not_ascii_is_found() {
        assert_eq!(found("größe", "GRÖSSE Größe maxGröße"), ["Größe", "Größe"]);
        assert_eq!(found("索", "検索する"), ["索"]);
        assert_eq!(found("検索", "検索する"), ["検索"]);
    }
}
