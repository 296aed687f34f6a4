//! Patterns over syntax trees: a kind of node, or a query in the language of tree-sitter; compiled for one grammar.

mod kinds;
mod needs;
mod reader;
mod search;

use std::panic::{AssertUnwindSafe, catch_unwind};

use model::structure::KindCount;
use thiserror::Error;
use tree_sitter::{Language, Query, QueryError, QueryErrorKind};

pub use self::kinds::{NodeKind, node_kinds};
pub use self::needs::Need;
pub use self::reader::MAX_QUERY_DEPTH;
use self::reader::ReadPattern;
pub use self::search::{PatternCapture, PatternHit, Searched};
use crate::spec::LanguageSpec;

/// The longest query that is read. Bytes.
pub const MAX_QUERY: usize = 16 * 1024;

/// What capture a pattern gets that names none.
const WHOLE: &str = "match";

/// Why a query cannot be used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Error)]
#[error("at {row}:{column}: {what}")]
pub struct PatternError {
    /// Line in the query, 1-based.
    pub row: u32,
    /// Byte in the line, 0-based.
    pub column: u32,
    /// What is wrong.
    pub what: String,
    /// Whether another grammar may know what this one does not: a kind of node, a field, a way of nesting.
    pub depends_on_grammar: bool,
}

/// A pattern made ready for one grammar. May be used by many threads.
pub struct Pattern {
    form: Form,
    need: Need,
    not_evaluated: Vec<String>,
}

enum Form {
    /// Nodes with one of these numbers.
    Kinds(Vec<u16>),
    /// Matches of a query.
    Query(Box<Query>),
}

impl Pattern {
    /// Nodes of a kind: named ones or, in a grammar that names none so, keywords and punctuation; `ERROR` for text outside of the
    /// grammar. `None` when the grammar has nothing of that name.
    pub fn of_kind(spec: &LanguageSpec, kind: &str) -> Option<Self> {
        let language = (spec.grammar)();
        let numbers = kinds::numbers(&language, kind)?;
        let need = Need::Kind(numbers.clone());
        Some(Self { form: Form::Kinds(numbers), need, not_evaluated: Vec::new() })
    }

    /// A query. A pattern without captures gets one, `@match`, for the whole of it.
    ///
    /// # Errors
    /// When the query cannot be read, or asks for what the grammar does not have.
    pub fn of_query(spec: &LanguageSpec, text: &str) -> Result<Self, PatternError> {
        let language = (spec.grammar)();
        let read = read(&language, text)?;
        let compile = |text: &str| {
            let compiled = catch_unwind(AssertUnwindSafe(|| Query::new(&language, text)));
            compiled.unwrap_or_else(|_| Err(unreadable()))
        };
        let mut query = compile(text).map_err(|error| explained(text, &error))?;
        let captured = with_captures(&query, text);
        if captured != text {
            query = compile(&captured).map_err(|_| at(text, 0, "a pattern captures nothing"))?;
        }
        let need = needs::of_query(&query, read);
        let not_evaluated = not_evaluated(&query);
        Ok(Self { form: Form::Query(Box::new(query)), need, not_evaluated })
    }

    /// How many matches there are in a file with these kinds of nodes, when these alone tell.
    pub fn count(&self, kinds: &[KindCount]) -> Option<u64> {
        let Form::Kinds(numbers) = &self.form else { return None };
        let mine = kinds.iter().filter(|known| numbers.contains(&known.kind));
        Some(mine.map(|known| u64::from(known.count)).sum())
    }

    /// What a file must have for a match.
    pub fn need(&self) -> &Need {
        &self.need
    }

    /// Predicates and directives of the query that are passed over, as written (`#set!`), in order.
    pub fn not_evaluated(&self) -> &[String] {
        &self.not_evaluated
    }
}

fn unreadable() -> QueryError {
    QueryError { row: 0, column: 0, offset: 0, message: String::new(), kind: QueryErrorKind::Syntax }
}

fn read(language: &Language, text: &str) -> Result<Vec<ReadPattern>, PatternError> {
    if text.len() > MAX_QUERY {
        return Err(at(text, 0, &format!("the query is longer than {MAX_QUERY} bytes")));
    }
    if let Some(offset) = text.find('\0') {
        return Err(at(text, offset, "the query holds a NUL character"));
    }
    let read = reader::read(language, text).map_err(|error| at(text, error.offset, error.what))?;
    if read.is_empty() { Err(at(text, 0, "there is no pattern in the query")) } else { Ok(read) }
}

/// An error that no grammar can mend.
fn at(text: &str, offset: usize, what: &str) -> PatternError {
    let before = text.get(..offset).unwrap_or(text);
    let row = before.matches('\n').count() as u32 + 1;
    let column = (before.len() - before.rfind('\n').map_or(0, |end| end + 1)) as u32;
    PatternError { row, column, what: what.to_owned(), depends_on_grammar: false }
}

fn explained(text: &str, error: &QueryError) -> PatternError {
    let name = error.message.trim_matches('"');
    let (what, depends_on_grammar) = match error.kind {
        QueryErrorKind::NodeType => (format!("there is no kind of node `{name}`"), true),
        QueryErrorKind::Field => (format!("there is no field `{name}`"), true),
        QueryErrorKind::Structure => ("no tree can have this form".to_owned(), true),
        QueryErrorKind::Capture => (format!("nothing is captured as `@{name}`"), false),
        QueryErrorKind::Predicate => (error.message.clone(), false),
        QueryErrorKind::Syntax => ("this is not the form of a query".to_owned(), false),
        QueryErrorKind::Language => ("the grammar cannot be loaded".to_owned(), true),
    };
    let found = at(text, error.offset, &what);
    // Of a predicate only the line is known.
    let row = if error.kind == QueryErrorKind::Predicate { error.row as u32 + 1 } else { found.row };
    PatternError { row, depends_on_grammar, ..found }
}

/// The text with a capture after each pattern that has none.
fn with_captures(query: &Query, text: &str) -> String {
    let captures = |pattern: usize| {
        let mut quantifiers = query.capture_quantifiers(pattern).iter();
        quantifiers.any(|quantifier| *quantifier != tree_sitter::CaptureQuantifier::Zero)
    };
    let mut with = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for pattern in (0..query.pattern_count()).filter(|pattern| !captures(*pattern)) {
        let Some(range) = text.get(done..query.end_byte_for_pattern(pattern)) else { continue };
        done += range.len();
        // A comment may stand at the end of what is taken for the pattern.
        with.push_str(range);
        with.push_str("\n@");
        with.push_str(WHOLE);
        with.push('\n');
    }
    with.push_str(&text[done..]);
    with
}

fn not_evaluated(query: &Query) -> Vec<String> {
    let mut names = std::collections::BTreeSet::new();
    for pattern in 0..query.pattern_count() {
        let general = query.general_predicates(pattern).iter();
        names.extend(general.map(|predicate| format!("#{}", predicate.operator)));
        let properties = query.property_predicates(pattern).iter();
        names.extend(properties.map(|(_, is)| if *is { "#is?" } else { "#is-not?" }.to_owned()));
        names.extend((!query.property_settings(pattern).is_empty()).then(|| "#set!".to_owned()));
    }
    names.into_iter().collect()
}
