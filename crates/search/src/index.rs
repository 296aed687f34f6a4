//! The index: which files have which tokens, kept in a directory and read without being written.
//!
//! The library keeps lists of files by token and nothing else: how rare a token is and how long files are is counted over the files
//! that are asked, at the time of the question, so that files that were replaced or taken out leave no trace in any answer.

use std::path::Path;

use tantivy::columnar::StrColumn;
use tantivy::index::SegmentReader;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet as _, TERMINATED, TantivyError};
use thiserror::Error;

use crate::corpus::{Corpus, Posting, Weights};
use crate::directory::CheckedDirectory;
use crate::query::Lookup;
use crate::writer::layout::{self, Layout};

/// How often an index is opened anew because a writer has removed what it consists of meanwhile.
const ATTEMPTS: u32 = 3;

/// Why there is no index to be used.
#[derive(Debug, Error)]
pub enum IndexError {
    /// There is none.
    #[error("there is no search index")]
    Missing,
    /// It is damaged, of another version, or cannot be read or written.
    #[error("the search index cannot be used: {0}")]
    Unusable(String),
}

impl From<TantivyError> for IndexError {
    fn from(error: TantivyError) -> Self {
        Self::Unusable(error.to_string())
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Unusable(error.to_string())
    }
}

/// A committed state of an index, unchanging.
pub struct Index {
    layout: Layout,
    segments: Vec<SegmentReader>,
    state: [u8; 32],
}

/// What the newest state of the index in a directory was made of, as [`Index::state`] says. Cheaper than opening it.
///
/// # Errors
/// When there is none that can be used.
pub fn state(directory: &Path) -> Result<[u8; 32], IndexError> {
    if !directory.is_dir() {
        return Err(IndexError::Missing);
    }
    let metas = layout::open(CheckedDirectory::new(directory))?.load_metas()?;
    layout::state_of(&metas.payload.unwrap_or_default()).ok_or(IndexError::Missing)
}

/// A file that an index knows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Indexed {
    /// Its path.
    pub path: String,
    /// Which version of it.
    pub stamp: u64,
}

impl Index {
    /// The newest state of the index in a directory. Creates and writes nothing, and waits for nobody.
    ///
    /// # Errors
    /// When there is none that can be used.
    pub fn open(directory: &Path) -> Result<Self, IndexError> {
        if !directory.is_dir() {
            return Err(IndexError::Missing);
        }
        let mut attempt = 1;
        loop {
            match Self::attempt(directory) {
                Err(_) if attempt < ATTEMPTS => attempt += 1,
                opened => return opened,
            }
        }
    }

    fn attempt(directory: &Path) -> Result<Self, IndexError> {
        Self::of(&layout::open(CheckedDirectory::new(directory))?)?.ok_or(IndexError::Missing)
    }

    /// The newest state of an open index; `None` before the first commit.
    pub(crate) fn of(index: &tantivy::Index) -> Result<Option<Self>, IndexError> {
        let metas = index.load_metas()?;
        let Some(payload) = metas.payload else { return Ok(None) };
        let state =
            layout::state_of(&payload).ok_or_else(|| IndexError::Unusable("its version".to_owned()))?;
        let segments = metas.segments.into_iter().map(|meta| SegmentReader::open(&index.segment(meta)));
        let segments = segments.collect::<Result<_, _>>()?;
        Ok(Some(Self { layout: Layout::new(), segments, state }))
    }

    /// What state of all files it was made of, as its writer said.
    pub fn state(&self) -> &[u8; 32] {
        &self.state
    }

    /// The files that it knows, in an order of its own. Linear in files.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn files(&self) -> Result<Vec<Indexed>, IndexError> {
        let mut files = Vec::new();
        for segment in &self.segments {
            let columns = segment.fast_fields();
            let stamps = columns.u64(layout::STAMP)?.first_or_default_col(0);
            let paths = columns.str(layout::PATH)?.map(|column| paths(&column)).transpose()?;
            let paths = paths.unwrap_or_default();
            for document in segment.doc_ids_alive() {
                let path = paths.get(document as usize).cloned().unwrap_or_default();
                files.push(Indexed { path, stamp: stamps.get_val(document) });
            }
        }
        Ok(files)
    }

    /// Adds those of `files` that are `wanted`, with what they have of what `corpus` looks up. `files` are those of [`Index::files`].
    ///
    /// Linear in the files, and in the lists of what is looked up.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn fill(&self, corpus: &mut Corpus, files: &[Indexed], wanted: &[bool]) -> Result<(), IndexError> {
        let numbers = self.numbers(corpus, files, wanted)?;
        let lookups: Vec<Lookup> = corpus.lookups().cloned().collect();
        for (at, lookup) in lookups.iter().enumerate() {
            let mut weights = vec![Weights::default(); corpus.len()];
            for (segment, numbers) in self.segments.iter().zip(&numbers) {
                self.weigh(segment, lookup, numbers, &mut weights)?;
            }
            let having = (0..).zip(weights).filter(|(_, weights)| *weights != Weights::default());
            corpus.postings[at].extend(having.map(|(file, weights)| Posting { file, weights }));
        }
        Ok(())
    }

    /// For each segment, the number of each of its documents among the files of the corpus, to which they are added.
    fn numbers(
        &self,
        corpus: &mut Corpus,
        files: &[Indexed],
        wanted: &[bool],
    ) -> Result<Vec<Vec<Option<u32>>>, IndexError> {
        let mut files = files.iter().zip(wanted);
        let mut all = Vec::new();
        for segment in &self.segments {
            let lengths = segment.fast_fields().u64(layout::LENGTH)?.first_or_default_col(0);
            let mut numbers = vec![None; segment.max_doc() as usize];
            for document in segment.doc_ids_alive() {
                if let Some((file, true)) = files.next() {
                    let length = lengths.get_val(document);
                    numbers[document as usize] = Some(corpus.add_empty(&file.path, length));
                }
            }
            all.push(numbers);
        }
        Ok(all)
    }

    /// Adds what the documents of a segment have of what is looked up.
    fn weigh(
        &self,
        segment: &SegmentReader,
        lookup: &Lookup,
        numbers: &[Option<u32>],
        weights: &mut [Weights],
    ) -> Result<(), IndexError> {
        let add = |sum: &mut u32, digits| *sum = sum.saturating_add(digits);
        each_posting(segment, self.layout.text, lookup, &mut |document, digits| {
            let number = numbers.get(document as usize).copied().flatten();
            number.into_iter().for_each(|number| add(&mut weights[number as usize].text, digits));
        })?;
        each_posting(segment, self.layout.names, lookup, &mut |document, digits| {
            let number = numbers.get(document as usize).copied().flatten();
            number.into_iter().for_each(|number| add(&mut weights[number as usize].names, digits));
        })
    }
}

/// Hands over each document that has a token that is looked up, with the digits of its count.
fn each_posting(
    segment: &SegmentReader,
    field: tantivy::schema::Field,
    lookup: &Lookup,
    take: &mut dyn FnMut(u32, u32),
) -> Result<(), IndexError> {
    let inverted = segment.inverted_index(field)?;
    let mut infos = Vec::new();
    if lookup.is_prefix {
        let mut terms = inverted.terms().range().ge(&lookup.token).into_stream()?;
        while terms.advance() && terms.key().starts_with(lookup.token.as_bytes()) {
            infos.push(terms.value().clone());
        }
    } else {
        infos.extend(inverted.terms().get(&lookup.token)?);
    }
    for info in infos {
        let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            take(postings.doc(), postings.term_freq());
            postings.advance();
        }
    }
    Ok(())
}

/// The path of each document of a segment.
fn paths(column: &StrColumn) -> Result<Vec<String>, IndexError> {
    let mut texts = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        texts.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    let ordinals = column.ords().clone().first_or_default_col(u64::MAX);
    let path = |row| texts.get(ordinals.get_val(row) as usize).cloned().unwrap_or_default();
    Ok((0..column.num_rows()).map(path).collect())
}
