//! What the view of a store says of its files, held in memory: what a writer compares the tree with.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use model::kinds::DiagnosticCode;
use model::path::RepoPath;
use source::SkipReason;
use store::{FileRecord, LanguageCounts, SkippedRecord, Snapshot, StoreError, ViewChange};

/// The files of a view, and what was listed and not indexed.
#[derive(Clone, Default, Debug)]
pub(crate) struct View {
    /// In path order.
    pub(crate) records: Vec<FileRecord>,
    /// By path.
    pub(crate) skipped: BTreeMap<RepoPath, SkippedRecord>,
}

impl View {
    /// Reads all of it. Linear in files.
    pub(crate) fn load(snapshot: &dyn Snapshot) -> Result<Self, StoreError> {
        let mut view = Self::default();
        snapshot.files(&mut |record| {
            view.records.push(record);
            ControlFlow::Continue(())
        })?;
        view.skipped = skipped(snapshot)?.into_iter().map(|record| (record.path.clone(), record)).collect();
        Ok(view)
    }

    /// Sums over the files of each language, by its name.
    pub(crate) fn counts(&self) -> Vec<LanguageCounts> {
        let mut counts: BTreeMap<&str, LanguageCounts> = BTreeMap::new();
        for record in &self.records {
            let sum = counts.entry(&record.language).or_default();
            sum.language.clone_from(&record.language);
            sum.add(record);
        }
        counts.into_values().collect()
    }

    /// Where the record of a file is, or would be. O(log files).
    pub(crate) fn position(&self, path: &RepoPath) -> Result<usize, usize> {
        self.records.binary_search_by(|record| record.path.cmp(path))
    }

    /// What is said of a file.
    pub(crate) fn record(&self, path: &RepoPath) -> Option<&FileRecord> {
        self.position(path).ok().map(|at| &self.records[at])
    }

    /// Whether no file of a language comes before `path` in its directory. Linear in the files below that directory.
    pub(crate) fn leads(&self, path: &RepoPath, language: &str) -> bool {
        let directory = path.parent();
        let below = directory.map_or_else(String::new, |directory| format!("{directory}/"));
        let start = self.records.partition_point(|record| record.path.as_str() < below.as_str());
        let mut before = self.records[start..].iter().take_while(|record| record.path < *path);
        !before.any(|record| record.path.parent() == directory && record.language == language)
    }

    /// Whether a file was found at a path, indexed or not. What was left out when listing was not.
    pub(crate) fn has_file(&self, path: &RepoPath) -> bool {
        self.position(path).is_ok() || self.skipped.get(path).is_some_and(is_file)
    }

    /// The paths of all files found, indexed or not, in no particular order.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &RepoPath> {
        let skipped = self.skipped.values().filter(|record| is_file(record));
        self.records.iter().map(|record| &record.path).chain(skipped.map(|record| &record.path))
    }

    /// The paths of all files that are known, also those that were left out, in no particular order: where manifests may be. A repository may hide a
    /// manifest from version control that it keeps under it all the same.
    pub(crate) fn all_paths(&self) -> impl Iterator<Item = &RepoPath> {
        let skipped = self.skipped.values().filter(|record| !record.is_dir);
        self.records.iter().map(|record| &record.path).chain(skipped.map(|record| &record.path))
    }

    /// Everything known at or below one of `paths`: files and what was skipped.
    pub(crate) fn within<'a>(&'a self, scope: &'a Scope) -> (Vec<&'a FileRecord>, Vec<&'a SkippedRecord>) {
        let Scope::Paths(paths) = scope else {
            return (self.records.iter().collect(), self.skipped.values().collect());
        };
        let mut records = Vec::new();
        let mut skipped = Vec::new();
        for path in paths {
            records.extend(self.record(path));
            skipped.extend(self.skipped.get(path));
            let below = format!("{}/", path.as_str());
            let start = self.records.partition_point(|record| record.path.as_str() < below.as_str());
            let inside = |path: &RepoPath| path.as_str().starts_with(&below);
            records.extend(self.records[start..].iter().take_while(|record| inside(&record.path)));
            // The borders of a range are paths; what is not one is left to the filter.
            let after =
                self.skipped.range(path.clone()..).skip_while(|(known, _)| known.as_str() < below.as_str());
            skipped.extend(after.take_while(|(known, _)| inside(known)).map(|(_, record)| record));
        }
        (records, skipped)
    }

    /// Puts a record in, in place of what was at its path.
    pub(crate) fn put(&mut self, record: FileRecord) {
        match self.position(&record.path) {
            Ok(at) => self.records[at] = record,
            Err(at) => self.records.insert(at, record),
        }
    }

    /// Takes records out.
    pub(crate) fn remove(&mut self, gone: &[RepoPath]) {
        // One at a time moves all that come after it.
        if gone.len() < 8 {
            for path in gone {
                if let Ok(at) = self.position(path) {
                    self.records.remove(at);
                }
            }
            return;
        }
        let gone: std::collections::BTreeSet<&RepoPath> = gone.iter().collect();
        self.records.retain(|record| !gone.contains(&record.path));
    }
}

/// Whether something skipped was found as a file: its text was looked at, or would have been. What could not be looked at when
/// listing and what could not be read have the same reason, and tell themselves apart by their details.
fn is_file(record: &SkippedRecord) -> bool {
    let left_out = SkipReason::NAMES.contains(&record.reason.as_str());
    let could_not_be_read = record.reason == DiagnosticCode::Unreadable.as_str()
        && !record.detail.starts_with(DiagnosticCode::Unreadable.as_str());
    !record.is_dir && (!left_out || could_not_be_read)
}

/// What is said of a view as a whole, to be said again of another.
pub(crate) fn said_of(snapshot: &dyn Snapshot) -> Result<ViewChange, StoreError> {
    let meta = snapshot.meta()?;
    Ok(ViewChange {
        tool_version: Some(meta.tool_version),
        root: Some(meta.root),
        skipped: Some(skipped(snapshot)?),
        projects: Some(meta.projects),
        selection: Some(meta.selection),
    })
}

/// What was listed and not indexed, in path order.
pub(crate) fn skipped(snapshot: &dyn Snapshot) -> Result<Vec<SkippedRecord>, StoreError> {
    let mut skipped = Vec::new();
    snapshot.skipped(&mut |record| {
        skipped.push(record);
        ControlFlow::Continue(())
    })?;
    Ok(skipped)
}

/// Which part of a tree is looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Scope {
    /// All of it.
    All,
    /// What is at these paths or below; ascending, none below another.
    Paths(Vec<RepoPath>),
}

impl Scope {
    /// The scope of some paths; the root is everything.
    pub(crate) fn of(paths: impl IntoIterator<Item = RepoPath>) -> Self {
        let mut paths: Vec<RepoPath> = paths.into_iter().collect();
        if paths.iter().any(|path| path.as_str().is_empty()) {
            return Self::All;
        }
        paths.sort();
        paths.dedup();
        let mut outermost: Vec<RepoPath> = Vec::new();
        let mut kept: std::collections::BTreeSet<String> = std::collections::BTreeSet::new();
        for path in paths {
            if !above(path.as_str()).any(|directory| kept.contains(directory)) {
                kept.insert(path.as_str().to_owned());
                outermost.push(path);
            }
        }
        Self::Paths(outermost)
    }

    /// With more paths.
    pub(crate) fn with(self, more: impl IntoIterator<Item = RepoPath>) -> Self {
        match self {
            Self::All => Self::All,
            Self::Paths(paths) => Self::of(paths.into_iter().chain(more)),
        }
    }

    /// Whether a path is in it. O(depth · log paths).
    pub(crate) fn contains(&self, path: &RepoPath) -> bool {
        let Self::Paths(paths) = self else { return true };
        let is_one = |text: &str| paths.binary_search_by(|known| known.as_str().cmp(text)).is_ok();
        is_one(path.as_str()) || above(path.as_str()).any(is_one)
    }
}

/// The directories above a path, innermost first, without the root.
pub(crate) fn above(path: &str) -> impl Iterator<Item = &str> {
    let parent = |path: &str| path.rfind('/');
    let mut end = parent(path);
    std::iter::from_fn(move || {
        let directory = &path[..end?];
        end = parent(directory);
        Some(directory)
    })
}
