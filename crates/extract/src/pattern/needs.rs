//! What a file must have for a query to match in it, so that most files need not be parsed: kinds of nodes and texts. Careful: what
//! is not understood is not asked for.

use tree_sitter::{CaptureQuantifier, Query};

use super::reader::{Predicate, ReadPattern};

/// A condition that every file with a match fulfils.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Need {
    /// A node with one of these numbers in the grammar.
    Kind(Vec<u16>),
    /// These bytes, somewhere.
    Text(Vec<u8>),
    /// All of these.
    All(Vec<Need>),
    /// One of these at least.
    Any(Vec<Need>),
}

impl Need {
    /// Fulfilled by every file.
    pub const NOTHING: Self = Self::All(Vec::new());

    /// Whether a file fulfils it as far as can be seen: `has_kind` says whether it may have nodes with a
    /// number; `source` is its text, when that is at hand.
    pub fn may_hold(&self, has_kind: &dyn Fn(u16) -> bool, source: Option<&[u8]>) -> bool {
        match self {
            Self::Kind(numbers) => numbers.iter().any(|number| has_kind(*number)),
            Self::Text(text) => source.is_none_or(|source| memchr::memmem::find(source, text).is_some()),
            Self::All(needs) => needs.iter().all(|need| need.may_hold(has_kind, source)),
            Self::Any(needs) => needs.iter().any(|need| need.may_hold(has_kind, source)),
        }
    }
}

/// What a query that was compiled needs. Pattern by pattern: a file has to fulfil one of them.
pub(super) fn of_query(query: &Query, read: Vec<ReadPattern>) -> Need {
    // The reader has to agree with the compiler about what the patterns are.
    if read.len() != query.pattern_count() {
        return Need::NOTHING;
    }
    let of_pattern = |(number, pattern): (usize, ReadPattern)| {
        let texts = pattern.predicates.iter().filter_map(|predicate| of_predicate(predicate, query, number));
        Need::All(std::iter::once(pattern.need).chain(texts).collect())
    };
    Need::Any(read.into_iter().enumerate().map(of_pattern).collect())
}

/// The texts that a predicate asks for, when what it is about is captured in every match.
fn of_predicate(predicate: &Predicate, query: &Query, pattern: usize) -> Option<Need> {
    let index = query.capture_index_for_name(predicate.capture.as_deref()?)?;
    let quantifier = query.capture_quantifiers(pattern).get(index as usize)?;
    if !matches!(quantifier, CaptureQuantifier::One | CaptureQuantifier::OneOrMore) {
        return None;
    }
    let mut texts = predicate.texts.iter().map(|text| Need::Text(text.clone().into_bytes()));
    match predicate.name.as_str() {
        "eq?" => texts.next(),
        "any-of?" => Some(Need::Any(texts.collect())),
        _ => None,
    }
}
