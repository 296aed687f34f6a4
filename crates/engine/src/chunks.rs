//! Chunks of many files, cut on all threads.

use std::sync::atomic::{AtomicBool, Ordering};

use model::kinds::DefKind;
use model::path::RepoPath;
use query::{ChunkForm, FileView, GlobMatcher, Located, SymbolInfo};
use store::{FileRecord, Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;
use crate::{resolution, scan};

/// Which chunks are wanted. Empty lists and `None` accept everything.
#[derive(Clone, Debug)]
pub struct ChunkSearch {
    /// One file.
    pub file: Option<RepoPath>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Names of languages.
    pub languages: Vec<String>,
    /// What chunks are of; a part of a definition is of its kind.
    pub kinds: Vec<ChunkKind>,
    /// Most chunks that are told; all are counted.
    pub limit: usize,
}

/// What a chunk is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChunkKind {
    /// A definition of this kind, or a part of one.
    Of(DefKind),
    /// Text that belongs to no definition.
    Text,
}

/// A piece of a file with its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileChunk {
    /// The file.
    pub path: RepoPath,
    /// Name of its language.
    pub language: String,
    /// What it is of.
    pub form: Option<ChunkForm>,
    /// Its range.
    pub at: Located,
    /// Its bytes.
    pub content: Vec<u8>,
    /// The definitions that it is, or is a part of.
    pub symbols: Vec<SymbolInfo>,
}

/// Chunks found and how many there are.
#[derive(Clone, Debug, Default)]
pub struct FoundChunks {
    /// In the order of paths, then of the text.
    pub chunks: Vec<FileChunk>,
    /// All that are wanted, also beyond the limit.
    pub total: u64,
}

/// Cuts the files that pass the filters as [`query::chunks`] does. All chunks of a file together are the file.
///
/// # Errors
/// When the database cannot be read.
pub fn chunks(db: &Database, search: &ChunkSearch) -> Result<FoundChunks, EngineError> {
    let mut records = match &search.file {
        Some(path) => db.snapshot().file(path)?.into_iter().collect(),
        None => resolution::records(db.snapshot())?,
    };
    records.retain(|record| search.accepts(record));
    let mut found = FoundChunks::default();
    let enough = AtomicBool::new(search.limit == 0);
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| {
        let limit = if enough.load(Ordering::Relaxed) { 0 } else { search.limit };
        search.in_file(snapshot, record, limit)
    };
    scan::scan(db, &records, read, |file: FoundChunks| {
        let room = search.limit - found.chunks.len();
        found.chunks.extend(file.chunks.into_iter().take(room));
        found.total += file.total;
        enough.fetch_or(found.chunks.len() == search.limit, Ordering::Relaxed);
        Ok(())
    })?;
    Ok(found)
}

impl ChunkSearch {
    fn accepts(&self, record: &FileRecord) -> bool {
        query::is_file_wanted(&self.languages, self.path.as_ref(), &record.path, &record.language)
    }

    fn in_file(
        &self,
        snapshot: &dyn Snapshot,
        record: &FileRecord,
        limit: usize,
    ) -> Result<FoundChunks, StoreError> {
        let view = FileView::without_outcomes(snapshot, record.clone())?;
        let mut wanted = query::chunks(&view);
        wanted.retain(|chunk| self.is_wanted(&view, chunk));
        let total = wanted.len() as u64;
        let chunks = wanted.into_iter().take(limit).map(|chunk| FileChunk::of(&view, &chunk)).collect();
        Ok(FoundChunks { chunks, total })
    }

    fn is_wanted(&self, view: &FileView, chunk: &query::Chunk) -> bool {
        let is_of = |kind: &ChunkKind| match kind {
            ChunkKind::Text => chunk.form == ChunkForm::Text,
            ChunkKind::Of(kind) => chunk.defs.iter().any(|def| view.facts.def(*def).kind == *kind),
        };
        self.kinds.is_empty() || self.kinds.iter().any(is_of)
    }
}

impl FileChunk {
    /// A chunk with its text and its symbols.
    pub fn of(view: &FileView, chunk: &query::Chunk) -> Self {
        let symbols = chunk.defs.iter().map(|def| view.symbol(*def)).collect();
        Self { form: Some(chunk.form), symbols, ..Self::of_span(view, chunk.span) }
    }

    /// Any range of a file, with the innermost definition that it lies in.
    pub fn of_span(view: &FileView, span: model::span::Span) -> Self {
        Self {
            path: view.record.path.clone(),
            language: view.record.language.clone(),
            form: None,
            at: view.locate(span),
            content: span.of(&view.source).to_vec(),
            symbols: view.def_around(span).map(|def| view.symbol(def)).into_iter().collect(),
        }
    }
}
