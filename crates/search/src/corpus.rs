//! What is known of all files together for one question: which of them have what is looked up, and how much of it.

use crate::document::{Document, read_lines};
use crate::points::rarity;
use crate::query::{Fields, Lookup, Query};

/// How much more a token says in a name of a definition than in the text.
const NAME: u32 = 3;

/// The files that a question is asked of, each known by a number, with what they have of what it looks up.
///
/// Where a file is known from makes no difference: one that an index told of and one that was read have the same weights.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Corpus {
    pub(crate) required: Vec<Lookup>,
    pub(crate) lifting: Vec<Lookup>,
    pub(crate) fields: Fields,
    /// Path of each file.
    pub(crate) paths: Vec<String>,
    /// Length of each file.
    pub(crate) lengths: Vec<u64>,
    /// For each look-up, those that are required first: the files that have it.
    pub(crate) postings: Vec<Vec<Posting>>,
}

/// A file that has what is looked up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Posting {
    /// Number of the file.
    pub(crate) file: u32,
    /// How much it has.
    pub(crate) weights: Weights,
}

/// How much a file has of what is looked up: sums of binary digits of counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Weights {
    pub(crate) text: u32,
    pub(crate) names: u32,
}

impl Weights {
    /// As one number; 0 where there is nothing.
    pub(crate) fn total(self, fields: Fields) -> u32 {
        match fields {
            Fields::Text => self.text.saturating_add(self.names.saturating_mul(NAME)),
            Fields::Names => self.names,
        }
    }
}

impl Corpus {
    /// Without files yet.
    pub fn new(query: &Query) -> Self {
        let (required, lifting) = query.lookups();
        let postings = vec![Vec::new(); required.len() + lifting.len()];
        let (paths, lengths) = (Vec::new(), Vec::new());
        Self { required, lifting, fields: query.fields, paths, lengths, postings }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.lengths.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The path of a file.
    pub fn path(&self, file: u32) -> &str {
        &self.paths[file as usize]
    }

    /// Adds a file without anything yet; gives its number.
    pub(crate) fn add_empty(&mut self, path: &str, length: u64) -> u32 {
        self.paths.push(path.to_owned());
        self.lengths.push(length);
        self.paths.len() as u32 - 1
    }

    /// Adds a file. Linear in its distinct tokens.
    pub fn add(&mut self, path: &str, document: &Document) {
        let file = self.add_empty(path, document.length);
        let mut weights = vec![Weights::default(); self.postings.len()];
        for (token, digits) in read_lines(&document.text) {
            self.each_accepting(token, |at| weights[at].text = weights[at].text.saturating_add(digits));
        }
        for (token, digits) in read_lines(&document.names) {
            self.each_accepting(token, |at| weights[at].names = weights[at].names.saturating_add(digits));
        }
        for (postings, weights) in self.postings.iter_mut().zip(weights) {
            if weights != Weights::default() {
                postings.push(Posting { file, weights });
            }
        }
    }

    /// The look-ups in the order of their postings.
    pub(crate) fn lookups(&self) -> impl Iterator<Item = &Lookup> {
        self.required.iter().chain(&self.lifting)
    }

    /// How much is said by what a look-up finds, in units; 0 when it is none of this question.
    pub(crate) fn rarity_of(&self, wanted: &Lookup) -> u64 {
        let at = self.lookups().position(|lookup| lookup == wanted);
        at.map_or(0, |at| self.rarity(at))
    }

    /// The same by its place among all look-ups.
    pub(crate) fn rarity(&self, at: usize) -> u64 {
        let having = self.postings[at].iter().filter(|posting| posting.weights.total(self.fields) > 0);
        rarity(self.len() as u64, having.count() as u64)
    }

    fn each_accepting(&self, token: &str, mut take: impl FnMut(usize)) {
        for (at, lookup) in self.lookups().enumerate() {
            if lookup.accepts(token) {
                take(at);
            }
        }
    }
}
