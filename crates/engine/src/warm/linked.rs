//! The files of a view as sessions see them, with what was learnt of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::path::RepoPath;
use resolve::{FileId, Files, Links, Unit};
use source::{FileSystem, Stamp};
use store::{BlobKey, FileRecord, Snapshot, StoreError};

use crate::clock;
use crate::resolution::{self, ManifestNames, Names, Renamed, TreeManifests, UnitCache, unit_from};
use crate::view::{Scope, View};

/// How many files are read ahead at a time: what comes meanwhile waits for so long.
const AHEAD: usize = 8;

/// Everything that is known beside the records of a view.
pub(crate) struct Linked {
    pub(crate) files: Files,
    /// `None` when files or manifests have changed.
    links: Option<Links>,
    pub(crate) units: UnitCache,
    pub(crate) names: Names,
    /// Manifests with the stamps that they had when they were read.
    manifests: BTreeMap<RepoPath, Option<Stamp>>,
    /// Whether facts have changed since sessions ran last.
    is_used: bool,
    /// The files that may be read ahead, the smallest last; `None` before anybody wanted to.
    ahead: Option<Vec<FileId>>,
}

impl Linked {
    /// Of the files of these records, which are in path order. Linear.
    pub(super) fn new(records: &[FileRecord]) -> Self {
        Self {
            files: resolution::files_of(records.iter()),
            links: None,
            units: UnitCache::default(),
            names: Names::default(),
            manifests: BTreeMap::new(),
            is_used: false,
            ahead: None,
        }
    }

    /// Reads facts of some files that nobody has asked for yet, while there is room, small ones first: those are most, and what others
    /// import is among them. Gives whether there are more.
    pub(super) fn read_ahead(&mut self, snapshot: &dyn Snapshot, view: &View) -> Result<bool, StoreError> {
        let ahead = self.ahead.get_or_insert_with(|| by_size(&view.records));
        let mut read = 0;
        while read < AHEAD {
            let Some(file) = ahead.pop().filter(|_| self.units.has_room()) else {
                ahead.clear();
                return Ok(false);
            };
            if self.units.has(file) {
                continue;
            }
            let record = &view.records[file.index()];
            if let Some(content) = snapshot.content(&BlobKey::of(record))? {
                self.units.keep(Arc::new(unit_from(file, record, content).without_source()));
            }
            read += 1;
        }
        Ok(true)
    }

    /// Takes note that files came, went or stand elsewhere. What is known of the others stays. Linear.
    pub(super) fn renumber(&mut self, records: &[FileRecord]) {
        let before = std::mem::replace(&mut self.files, resolution::files_of(records.iter()));
        let mut now = self.files.iter().peekable();
        let mut find = |path: &RepoPath| {
            while now.next_if(|(_, entry)| entry.path < *path).is_some() {}
            now.next_if(|(_, entry)| entry.path == *path).map(|(file, _)| file)
        };
        let numbers: Vec<Option<FileId>> = before.iter().map(|(_, entry)| find(&entry.path)).collect();
        let number = |file: FileId| numbers[file.index()];
        self.units.renumber(&number);
        self.names.renumber(&number);
        self.links = None;
        self.ahead = None;
    }

    /// Takes note that a file has other facts.
    pub(super) fn replace(&mut self, path: &RepoPath, unit: Option<Arc<Unit>>, renamed: &Renamed) {
        self.names.forget(renamed);
        let Some(file) = self.files.find(path.as_str()) else { return };
        self.units.forget(file);
        if let Some(mut unit) = unit
            && let Some(alone) = Arc::get_mut(&mut unit)
        {
            alone.id = file;
            self.units.keep(unit);
        }
    }

    /// Looks whether manifests in a part of the tree have changed.
    pub(super) fn check_manifests(&mut self, files: &dyn FileSystem, view: &View, scope: &Scope) {
        let now = stamps(files, manifests_within(view, scope));
        let known = self.manifests.iter().filter(|(path, _)| scope.contains(path));
        if now.iter().any(|(_, stamp)| stamp.is_none()) || !known.eq(now.iter()) {
            self.links = None;
        }
    }

    /// Whether files and manifests are as they were when they were linked last.
    pub(super) fn is_up_to_date(&self) -> bool {
        self.links.is_some()
    }

    /// Makes links for sessions that have not begun.
    pub(super) fn link(&mut self, tree: &dyn FileSystem, view: &View) {
        let links = match self.links.take() {
            Some(links) if self.is_used => links.renewed(&self.files, languages::POLICIES),
            Some(links) => links,
            None => {
                self.manifests = stamps(tree, manifests_within(view, &Scope::All));
                let manifests = TreeManifests::new(tree, self.manifests.keys());
                Links::new(&self.files, languages::POLICIES, &manifests)
            }
        };
        self.is_used = true;
        self.links = Some(links);
    }

    /// The links that were made last.
    pub(super) fn links(&self) -> &Links {
        self.links.as_ref().expect("they were made before they are asked for")
    }
}

/// All files, those with the most facts first.
fn by_size(records: &[FileRecord]) -> Vec<FileId> {
    let mut files: Vec<FileId> = (0..records.len()).map(|at| FileId::new(at as u32)).collect();
    files.sort_by_key(|file| std::cmp::Reverse(records[file.index()].sites));
    files
}

/// The manifests in a part of the view.
fn manifests_within<'a>(view: &'a View, scope: &'a Scope) -> Vec<&'a RepoPath> {
    let names = ManifestNames::new();
    if *scope == Scope::All {
        return view.all_paths().filter(|path| names.have(path)).collect();
    }
    let (records, skipped) = view.within(scope);
    let skipped = skipped.into_iter().filter(|record| !record.is_dir).map(|record| &record.path);
    records.into_iter().map(|record| &record.path).chain(skipped).filter(|path| names.have(path)).collect()
}

/// Files with their stamps; `None` where there is no telling whether the file will change without its stamp.
fn stamps(files: &dyn FileSystem, paths: Vec<&RepoPath>) -> BTreeMap<RepoPath, Option<Stamp>> {
    let now = clock::now_ns();
    let stamp = |path: &RepoPath| {
        let stamp = files.stat(path).ok()?;
        (clock::trusted(stamp.mtime_ns, now) != 0).then_some(stamp)
    };
    paths.into_iter().map(|path| (path.clone(), stamp(path))).collect()
}
