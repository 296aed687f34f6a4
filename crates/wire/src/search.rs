//! What `search` found.

use engine::{SearchFound, SearchHit as Found};
use schemars::JsonSchema;
use serde::Serialize;

use crate::symbol::{Context, Span, Symbol};

/// What `search` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SearchAnswer {
    /// What was searched for: words, phrases in quotation marks, beginnings with a `*`, as they were understood. All are required of a file.
    pub terms: Vec<String>,
    /// Best first.
    pub hits: Vec<SearchHit>,
    /// How many files have all words and were not read, because there were enough hits in better ones. When it is 0, `total` says how many
    /// hits there are; else it is absent.
    pub unread_files: u64,
}

/// A definition that has most of the words, or a file outside of its definitions.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The innermost definition around what was found; the file when it stands outside of all.
    pub symbol: Symbol,
    /// How good it is, to be compared within one answer.
    pub score: u64,
    /// How many of the terms it has.
    pub terms: u64,
    /// How often terms stand in it.
    pub occurrences: u64,
    /// The first term on its best line.
    pub span: Span,
    /// All terms that begin on that line, in order.
    pub matches: Vec<Span>,
    /// The text of that line; of a long one, what stands around the first term.
    pub excerpt: String,
    /// Byte of the file that `excerpt` begins with.
    pub excerpt_start_byte: u32,
    /// Source lines around it (`--with-context`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
}

impl SearchAnswer {
    /// Of what was found for these terms, with what `context` adds to each.
    pub fn new(terms: Vec<String>, found: &SearchFound, context: Vec<Option<Context>>) -> Self {
        let hits = found
            .hits
            .iter()
            .zip(context)
            .map(|(hit, context)| SearchHit { context, ..SearchHit::from(hit) });
        Self { terms, hits: hits.collect(), unread_files: found.unread }
    }
}

impl From<&Found> for SearchHit {
    fn from(hit: &Found) -> Self {
        let path = hit.symbol.path.as_str();
        let matches: Vec<Span> = hit.matches.iter().map(|at| Span::new(path, at)).collect();
        Self {
            symbol: Symbol::from(&hit.symbol),
            score: hit.score,
            terms: hit.covered as u64,
            occurrences: hit.occurrences,
            span: matches[0].clone(),
            matches,
            excerpt: hit.excerpt.clone(),
            excerpt_start_byte: hit.excerpt_span.start,
            context: None,
        }
    }
}
