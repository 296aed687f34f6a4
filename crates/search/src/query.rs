//! What a question asks for.

use thiserror::Error;

use crate::tokens::{Words, push_token};

/// Most parts of words that a question may have.
pub(crate) const MAX_PARTS: usize = 64;

/// Why a question cannot be answered.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum QueryError {
    /// There is nothing in it to search for.
    #[error("there is no word in the question")]
    Empty,
    /// A quotation mark has no counterpart.
    #[error("a quotation mark is not closed: {0}")]
    Unclosed(String),
    /// A piece of it has no letter or digit.
    #[error("`{0}` has no letter and no digit, and only these are searched")]
    NoWord(String),
    /// A `*` that is not the end of a word.
    #[error("`{0}` has a * that does not end a word; only beginnings of words can be searched")]
    Star(String),
    /// It is too long.
    #[error("the question has {0} parts of words, and at most {MAX_PARTS} can be searched")]
    TooLong(usize),
}

/// What is searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Fields {
    /// All text.
    #[default]
    Text,
    /// Only the names of definitions.
    Names,
}

/// A question: all of its clauses have to be met by a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    pub(crate) clauses: Vec<Clause>,
    pub(crate) fields: Fields,
}

/// A word, phrase or beginning of a word: parts of words that follow each other.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Clause {
    /// Tokens; at least one.
    pub(crate) parts: Vec<String>,
    /// Whether the last is the beginning of a token.
    pub(crate) is_prefix: bool,
}

/// What is looked up in an index: a token, or all that begin with it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Lookup {
    pub(crate) token: String,
    pub(crate) is_prefix: bool,
}

impl Query {
    /// Reads words (`parse_config`, `parseConfig`), phrases (`"parse config"`) and beginnings (`pars*`), apart by white space.
    ///
    /// A word of several parts is a phrase of these, so that `parse_config`, `parseConfig` and `"parse config"` ask for the same.
    ///
    /// # Errors
    /// When there is nothing to search for, or what is there cannot be searched.
    pub fn parse(text: &str, fields: Fields) -> Result<Self, QueryError> {
        let mut clauses: Vec<Clause> = Vec::new();
        for piece in pieces(text)? {
            let clause = Clause::parse(piece)?;
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        let parts = clauses.iter().map(|clause| clause.parts.len()).sum();
        match parts {
            0 => Err(QueryError::Empty),
            1..=MAX_PARTS => Ok(Self { clauses, fields }),
            _ => Err(QueryError::TooLong(parts)),
        }
    }

    /// The clauses in the order of the question, each once.
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// What has to be looked up, each once: what a file must have, and then what only lifts it.
    pub(crate) fn lookups(&self) -> (Vec<Lookup>, Vec<Lookup>) {
        let distinct = |mut all: Vec<Lookup>| {
            all.sort();
            all.dedup();
            all
        };
        let required = distinct(self.clauses.iter().flat_map(Clause::lookups).collect());
        let mut lifting = distinct(self.clauses.iter().filter_map(Clause::whole).collect());
        lifting.retain(|lookup| !required.contains(lookup));
        (required, lifting)
    }
}

/// What white space and quotation marks divide a question into.
fn pieces(text: &str) -> Result<Vec<&str>, QueryError> {
    let mut pieces = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (piece, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                quoted.split_once('"').ok_or_else(|| QueryError::Unclosed(rest.trim_end().to_owned()))?
            }
            None => rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(rest.len())),
        };
        pieces.push(piece);
        rest = after.trim_start();
    }
    Ok(pieces)
}

impl Clause {
    fn parse(piece: &str) -> Result<Self, QueryError> {
        let stem = piece.strip_suffix('*');
        let text = stem.unwrap_or(piece);
        let mut parts = Vec::new();
        let mut words = Words::new(text.as_bytes());
        let mut end = 0;
        while let Some(word) = words.next() {
            end = word.span.end as usize;
            parts.extend(word.parts.iter().map(|part| token(part.of(text.as_bytes()))));
        }
        if parts.is_empty() {
            return Err(QueryError::NoWord(piece.to_owned()));
        }
        if text.contains('*') || stem.is_some() && end < text.len() {
            return Err(QueryError::Star(piece.to_owned()));
        }
        Ok(Self { parts, is_prefix: stem.is_some() })
    }

    /// As it can be asked again: a word, its parts apart by spaces and in quotation marks when there are several.
    pub fn text(&self) -> String {
        let star = if self.is_prefix { "*" } else { "" };
        match self.parts.as_slice() {
            [one] => format!("{one}{star}"),
            parts => format!("\"{}{star}\"", parts.join(" ")),
        }
    }

    pub(crate) fn lookups(&self) -> impl Iterator<Item = Lookup> {
        let last = self.parts.len() - 1;
        let lookup = move |(at, part): (usize, &String)| Lookup {
            token: part.clone(),
            is_prefix: self.is_prefix && at == last,
        };
        self.parts.iter().enumerate().map(lookup)
    }

    /// The word that is made of all parts, when there are several.
    fn whole(&self) -> Option<Lookup> {
        let whole = || Lookup { token: token(self.parts.concat().as_bytes()), is_prefix: self.is_prefix };
        (self.parts.len() > 1).then(whole)
    }
}

impl Lookup {
    /// Whether a token is one that is looked up.
    pub(crate) fn accepts(&self, token: &str) -> bool {
        if self.is_prefix { token.starts_with(&self.token) } else { token == self.token }
    }
}

fn token(text: &[u8]) -> String {
    let mut token = String::new();
    push_token(text, &mut token);
    token
}

#[cfg(test)]
mod tests {
    use super::{Fields, Query, QueryError};

    fn read(text: &str) -> Result<Vec<String>, QueryError> {
        let query = Query::parse(text, Fields::Text)?;
        Ok(query.clauses.iter().map(super::Clause::text).collect())
    }

    #[test]
    fn words_phrases_and_beginnings_are_read() {
        let table: [(&str, &[&str]); 12] = [
            ("config", &["config"]),
            ("  Parse  CONFIG ", &["parse", "config"]),
            ("parseConfig", &["\"parse config\""]),
            ("parse_config", &["\"parse config\""]),
            ("\"parse config\"", &["\"parse config\""]),
            ("foo::bar()", &["\"foo bar\""]),
            ("pars*", &["pars*"]),
            ("parseCo*", &["\"parse co*\""]),
            ("\"parse co*\" x", &["\"parse co*\"", "x"]),
            ("a\"b c\"d", &["a", "\"b c\"", "d"]),
            ("config Config", &["config"]),
            ("größe 検索", &["größe", "\"検 索\""]),
        ];
        for (text, expected) in table {
            assert_eq!(read(text).expect(text), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_searched_is_said() {
        let error = |text: &str| read(text).expect_err(text);
        assert_eq!(error(""), QueryError::Empty);
        assert_eq!(error("  "), QueryError::Empty);
        assert_eq!(error("\"open words "), QueryError::Unclosed("\"open words".to_owned()));
        assert_eq!(error("a ++"), QueryError::NoWord("++".to_owned()));
        assert_eq!(error("*"), QueryError::NoWord("*".to_owned()));
        assert_eq!(error("\"\""), QueryError::NoWord(String::new()));
        assert_eq!(error("a*b"), QueryError::Star("a*b".to_owned()));
        assert_eq!(error("*config"), QueryError::Star("*config".to_owned()));
        assert_eq!(error("foo(*"), QueryError::Star("foo(*".to_owned()));
        let long: Vec<String> = (0..65).map(|number| number.to_string()).collect();
        assert_eq!(error(&long.join(" ")), QueryError::TooLong(65));
    }
}
