//! The `data` of each command's answer.

use std::collections::BTreeMap;

use engine::{FileFlags, FileRecord, IndexReport, LanguageCounts, PathState, RepoPath, SkippedRecord};
use schemars::JsonSchema;
use serde::Serialize;

use crate::chunks::{Around, Measure};
use crate::edges::OutcomeCounts;
use crate::keeping::{HolderEntry, TreeChanges};
use crate::symbol::{Span, Symbol};

/// Sums over the files of one language.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LanguageSums {
    /// The language.
    pub language: String,
    /// Files.
    pub files: u64,
    /// Lines.
    pub lines: u64,
    /// Bytes.
    pub bytes: u64,
    /// Definitions.
    pub definitions: u64,
    /// Reference sites.
    pub sites: u64,
    /// Diagnostics.
    pub diagnostics: u64,
}

impl From<&LanguageCounts> for LanguageSums {
    fn from(counts: &LanguageCounts) -> Self {
        Self {
            language: counts.language.clone(),
            files: counts.files,
            lines: counts.lines,
            bytes: counts.bytes,
            definitions: counts.definitions,
            sites: counts.sites,
            diagnostics: counts.diagnostics,
        }
    }
}

/// What `index`, `refresh` or `delete` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct IndexAnswer {
    /// The database written.
    pub database: String,
    /// Whether nothing had changed.
    pub unchanged: bool,
    /// Whether the index was built from nothing.
    pub cold: bool,
    /// Files written.
    pub files_written: u64,
    /// Files that were as they had been.
    pub files_unchanged: u64,
    /// Files taken out.
    pub files_removed: u64,
    /// Files whose references were resolved, or resolved again.
    pub files_resolved: u64,
    /// Sums by language over the whole index.
    pub languages: Vec<LanguageSums>,
    /// What is not indexed: reason → how many entries.
    pub skipped: BTreeMap<String, u64>,
    /// Digest of the whole index.
    pub digest: String,
    /// Revision of the database.
    pub revision: u64,
    /// What became of the paths that were named (`index --file`, `refresh PATH`, `delete`), in order of path.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub named: Vec<NamedEntry>,
}

/// A path that was named, and what became of it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedEntry {
    /// Root-relative.
    pub path: String,
    /// `indexed` (a file), `directory` (with indexed files), `removed` (nothing of it is indexed any more), `skipped`, or `unknown`
    /// (neither in the tree nor in the index).
    pub state: &'static str,
    /// Why it is skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How many indexed files are in it and below, of a directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<u64>,
}

impl NamedEntry {
    /// Of a path of which the database said `before`, and says `after`.
    pub fn new(path: &RepoPath, before: &PathState, after: PathState) -> Self {
        let was_indexed = matches!(before, PathState::Indexed | PathState::Directory(_));
        let entry = |state| Self { path: path.to_string(), state, reason: None, files: None };
        match after {
            PathState::Indexed => entry("indexed"),
            PathState::Directory(files) => Self { files: Some(files), ..entry("directory") },
            PathState::Skipped(reason) => Self { reason: Some(reason), ..entry("skipped") },
            PathState::Unknown if was_indexed => entry("removed"),
            PathState::Unknown => entry("unknown"),
        }
    }
}

impl IndexAnswer {
    /// The answer of a run that wrote `database`.
    pub fn new(database: String, report: &IndexReport) -> Self {
        Self {
            database,
            unchanged: report.is_unchanged(),
            cold: report.cold,
            files_written: report.tally.written,
            files_unchanged: report.tally.unchanged,
            files_removed: report.tally.removed,
            files_resolved: report.tally.resolved,
            languages: report.languages.iter().map(LanguageSums::from).collect(),
            skipped: report.skipped.clone(),
            digest: report.digest.to_string(),
            revision: report.revision,
            named: Vec::new(),
        }
    }
}

/// What `status` tells.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct StatusAnswer {
    /// The database.
    pub database: String,
    /// The tree that it describes.
    pub root: String,
    /// Kind of store.
    pub backend: String,
    /// The file format that it keeps its layout in.
    pub format: String,
    /// Version of its layout.
    pub database_version: u32,
    /// Version of the program that wrote it last.
    pub written_by: String,
    /// Size of the database file in bytes.
    pub database_bytes: u64,
    /// Digest of the whole index.
    pub digest: String,
    /// Revision.
    pub revision: u64,
    /// Sums by language.
    pub languages: Vec<LanguageSums>,
    /// What is not indexed: reason → how many entries.
    pub skipped: BTreeMap<String, u64>,
    /// Files whose references are resolved.
    pub files_resolved: u64,
    /// How many files differ from what was indexed; not with `--quick`, nor when the tree is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tree: Option<TreeChanges>,
    /// Who watches the tree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watched_by: Option<HolderEntry>,
    /// Who writes the database now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_now_by: Option<HolderEntry>,
    /// How reference sites ended, by language (`--outcomes`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<Vec<LanguageOutcomes>>,
}

/// How the reference sites of a language ended.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct LanguageOutcomes {
    /// The language.
    pub language: String,
    /// Files whose references are resolved.
    pub files_resolved: u64,
    /// Files whose references are not.
    pub files_unresolved: u64,
    /// How the sites ended.
    #[serde(flatten)]
    pub sites: OutcomeCounts,
}

impl LanguageOutcomes {
    /// What is known of a language.
    pub fn new(language: &str, outcomes: &engine::query::LanguageOutcomes) -> Self {
        Self {
            language: language.to_owned(),
            files_resolved: outcomes.resolved_files,
            files_unresolved: outcomes.unresolved_files,
            sites: OutcomeCounts::from(&outcomes.sites),
        }
    }
}

/// A file of the index.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FileEntry {
    /// Root-relative.
    pub path: String,
    /// Its language.
    pub language: String,
    /// Its package; empty when none is known.
    pub package: String,
    /// Its module; empty when it has no name.
    pub module: String,
    /// Bytes.
    pub bytes: u64,
    /// Lines.
    pub lines: u32,
    /// Definitions.
    pub definitions: u32,
    /// Reference sites.
    pub sites: u32,
    /// Diagnostics.
    pub diagnostics: u32,
    /// Whether a program made it.
    pub generated: bool,
    /// Whether it comes from another project.
    pub vendored: bool,
    /// BLAKE3 of its bytes.
    pub content_hash: String,
}

impl From<&FileRecord> for FileEntry {
    fn from(record: &FileRecord) -> Self {
        Self {
            path: record.path.to_string(),
            language: record.language.clone(),
            package: record.package.clone(),
            module: record.module.clone(),
            bytes: record.size,
            lines: record.lines,
            definitions: record.definitions,
            sites: record.sites,
            diagnostics: record.diagnostics,
            generated: record.flags.contains(FileFlags::GENERATED),
            vendored: record.flags.contains(FileFlags::VENDORED),
            content_hash: record.content_hash.to_string(),
        }
    }
}

/// Something listed and not indexed.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SkippedEntry {
    /// Root-relative.
    pub path: String,
    /// Stable code.
    pub reason: String,
    /// More about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schemars(default)]
    pub detail: String,
    /// Whether a whole directory was passed over.
    pub is_dir: bool,
}

impl From<&SkippedRecord> for SkippedEntry {
    fn from(record: &SkippedRecord) -> Self {
        Self {
            path: record.path.to_string(),
            reason: record.reason.clone(),
            detail: record.detail.clone(),
            is_dir: record.is_dir,
        }
    }
}

/// What `files` lists: indexed files, or what was skipped.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FileList {
    /// Indexed files in path order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<FileEntry>>,
    /// What is not indexed, in path order (`--skipped`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Vec<SkippedEntry>>,
}

/// What `query` tells of a file.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SymbolList {
    /// The file.
    pub file: FileEntry,
    /// Its symbols in canonical order.
    pub symbols: Vec<Symbol>,
}

/// What `find` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FindAnswer {
    /// In canonical order: path, start, end, kind, id.
    pub symbols: Vec<Symbol>,
}

/// What `get` tells: a symbol and its source as indexed.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SourceAnswer {
    /// The symbol.
    pub symbol: Symbol,
    /// The range of `source`: the symbol, or the part of it that was asked for.
    pub span: Span,
    /// The text.
    pub source: String,
    /// What tells how large it is.
    #[serde(flatten)]
    pub measure: Measure,
    /// The lines before it and after it (`--context-lines`).
    #[serde(flatten)]
    pub around: Around,
}

/// What `get-file` tells: a file's text as indexed.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FileContent {
    /// The file.
    pub file: FileEntry,
    /// The text; bytes that are not UTF-8 are replaced.
    pub content: String,
}
