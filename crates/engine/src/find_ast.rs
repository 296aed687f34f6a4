//! Looking for nodes of syntax trees over the whole view, on all threads.
//!
//! ```text
//! records ──needed kinds──► some ──source, needed texts──► few ──parse, search──► hits in path order
//! ```
//!
//! Trees are parsed anew: what makes it fast is that most files are out of the question before.

mod compiled;
mod hits;

use std::sync::atomic::{AtomicBool, Ordering};

use extract::Extractor;
use model::path::RepoPath;
use model::span::Span;
use model::structure::KindCount;
use query::GlobMatcher;
use store::{BlobKey, FileRecord, Snapshot, StoreError};

use self::compiled::Compiled;
pub use self::compiled::{NotFor, Sought};
pub use self::hits::{AstCapture, AstHit, Excerpt};
use crate::database::Database;
use crate::error::EngineError;
use crate::{resolution, scan};

/// What is looked for, and where.
#[derive(Clone, Debug)]
pub struct AstSearch {
    /// What.
    pub sought: Sought,
    /// Names of languages; all when empty.
    pub languages: Vec<String>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Only inside this range of a file.
    pub within: Option<(RepoPath, Span)>,
    /// Most hits that are told.
    pub limit: usize,
    /// Whether all are counted, also beyond the limit; nodes of a kind are in any case.
    pub count: bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct AstFound {
    /// In canonical order: by path, range, kind, pattern and captures.
    pub hits: Vec<AstHit>,
    /// How many there are: all, or no more than were met before it was known that the limit does not hold them.
    pub total: u64,
    /// Whether these are all that there are.
    pub counted: bool,
    /// The languages that what was sought has no meaning in, each with the reason; at least one other has it.
    pub not_for: Vec<NotFor>,
    /// Predicates and directives of the query that were passed over, as written, in order.
    pub not_evaluated: Vec<String>,
    /// Files in which matches may be missing: too many had begun at one place.
    pub cut: Vec<RepoPath>,
    /// Files that the parser gives up on.
    pub without_tree: Vec<RepoPath>,
}

/// What came of one file.
#[derive(Default)]
struct OfFile {
    hits: Vec<AstHit>,
    total: u64,
    cut: Option<RepoPath>,
    without_tree: Option<RepoPath>,
}

/// Finds nodes in the syntax trees of all files that pass the filters.
///
/// Ends as soon as there are more than are wanted, unless all are to be counted.
///
/// Costs reading the sources of all files that may have a match by the kinds of their nodes, and parsing those that have the texts
/// that the query asks for; the symbols around the hits told are looked up besides.
///
/// # Errors
/// When the query cannot be read, no language has what it asks for, or the database cannot be read.
pub fn find_ast(db: &Database, search: &AstSearch) -> Result<AstFound, EngineError> {
    let all = resolution::records(db.snapshot())?;
    let compiled = Compiled::of(&search.sought, &search.languages, &all)?;
    let records: Vec<FileRecord> =
        all.into_iter().filter(|record| search.accepts(record) && compiled.is_for(record)).collect();
    let mut found = AstFound {
        not_for: compiled.not_for.clone(),
        not_evaluated: compiled.not_evaluated(),
        ..AstFound::default()
    };
    // What comes after enough hits is only counted. Whether a thread notices at once decides about work, not about answers.
    let enough = AtomicBool::new(search.limit == 0);
    // Nodes of a kind have been counted when their file was indexed.
    let counts = search.count || (matches!(search.sought, Sought::Kind(_)) && search.within.is_none());
    let read = |snapshot: &dyn Snapshot, extractor: &mut Extractor, record: &FileRecord| {
        let limit = if enough.load(Ordering::Relaxed) { 0 } else { search.limit };
        search.in_file(&compiled, snapshot, extractor, record, limit)
    };
    let ended = scan::scan_with(db, &records, Extractor::new, read, |file| {
        found.add(file, search.limit);
        enough.fetch_or(found.hits.len() >= search.limit, Ordering::Relaxed);
        let is_known = found.total > search.limit as u64;
        if is_known && !counts { Err(Ended::Enough) } else { Ok(()) }
    });
    found.counted = match ended {
        Ok(()) => true,
        Err(Ended::Enough) => false,
        Err(Ended::Failed(error)) => return Err(error.into()),
    };
    Ok(found)
}

/// Why a search ended before its last file.
enum Ended {
    /// There are more hits than are wanted.
    Enough,
    /// The database cannot be read.
    Failed(StoreError),
}

impl From<StoreError> for Ended {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl AstSearch {
    fn accepts(&self, record: &FileRecord) -> bool {
        query::is_file_wanted(&self.languages, self.path.as_ref(), &record.path, &record.language)
            && self.within.as_ref().is_none_or(|(path, _)| *path == record.path)
    }

    fn in_file(
        &self,
        compiled: &Compiled,
        snapshot: &dyn Snapshot,
        extractor: &mut Extractor,
        record: &FileRecord,
        limit: usize,
    ) -> Result<OfFile, StoreError> {
        let Some((spec, pattern)) = compiled.pattern(record) else { return Ok(OfFile::default()) };
        let kinds = kinds(snapshot, record)?;
        let has_kind = |kind| kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|known| known.kind == kind));
        if !pattern.need().may_hold(&has_kind, None) {
            return Ok(OfFile::default());
        }
        let counted = kinds.as_ref().and_then(|kinds| pattern.count(kinds));
        if let (Some(total), 0, None) = (counted, limit, &self.within) {
            return Ok(OfFile { total, ..OfFile::default() });
        }
        let missing = || StoreError::corrupt("source", record.path.as_str());
        let source = snapshot.source(&record.content_hash)?.ok_or_else(missing)?;
        if !pattern.need().may_hold(&has_kind, Some(&source)) {
            return Ok(OfFile::default());
        }
        let Some(parsed) = extractor.parsed(spec, &source) else {
            return Ok(OfFile { without_tree: Some(record.path.clone()), ..OfFile::default() });
        };
        let within = self.within.as_ref().map(|(_, span)| *span);
        let searched = pattern.search(&parsed, &source, within, limit);
        let hits = hits::described(snapshot, record, searched.hits)?;
        let cut = searched.cut.then(|| record.path.clone());
        Ok(OfFile { hits, total: searched.total, cut, without_tree: None })
    }
}

/// The kinds of nodes in a file's tree; `None` when nothing was counted.
fn kinds(snapshot: &dyn Snapshot, record: &FileRecord) -> Result<Option<Vec<KindCount>>, StoreError> {
    let structure = snapshot.structure(&BlobKey::of(record))?;
    Ok(structure.map(|structure| structure.kinds).filter(|kinds| !kinds.is_empty()))
}

impl AstFound {
    fn add(&mut self, file: OfFile, limit: usize) {
        let room = limit.saturating_sub(self.hits.len());
        self.hits.extend(file.hits.into_iter().take(room));
        self.total += file.total;
        self.cut.extend(file.cut);
        self.without_tree.extend(file.without_tree);
    }
}
