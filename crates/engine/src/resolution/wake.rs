//! Whom a change concerns: the files whose outcomes can be others now.
//!
//! Every outcome depends on its file and on what its session asked elsewhere, under keys. Two versions of a changed file
//! are compared name by name; the keys that differ wake the files that have them. Nothing derived is compared, so
//! one round is enough.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use model::path::RepoPath;
use resolve::{FileId, Policy, Surface, Unit, key};
use store::{Content, FileRecord, Snapshot, StoreError};

use super::units::unit_from;
use crate::feed::Side;
use crate::view::above;

/// What a change of a file concerns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Concern {
    /// Keys of names whose files must be looked at again.
    keys: Vec<u32>,
    /// Keys of places, when the file came, went or moved.
    places: Vec<u32>,
    /// Keys of directories that are there, or are another's, because of the file.
    directories: Vec<u32>,
    /// Whether what the file brings as a whole has changed, or the file came or went.
    whole: bool,
    /// Whether it is not known what the file said before: anything may be concerned.
    unknown: bool,
}

/// A changed file with what its change concerns.
#[derive(Clone, Debug)]
pub(crate) struct FileChange {
    pub(crate) path: RepoPath,
    pub(crate) language: String,
    pub(crate) concern: Concern,
    /// Whether no file of the language comes before it in its directory: what others know of the directory they know of the
    /// first, and that it exists.
    pub(crate) leads: bool,
}

/// A version of a file.
pub(crate) struct Version<'a> {
    pub(crate) record: &'a FileRecord,
    pub(crate) unit: &'a Arc<Unit>,
    pub(crate) source: &'a [u8],
}

impl Concern {
    /// What the step from one version to the other concerns; `None` stands for a file that is not there.
    pub(crate) fn of(before: Option<&Version<'_>>, after: Option<&Version<'_>>) -> Self {
        let surface = |version: &Version<'_>| Surface::new(version.unit, version.source);
        let (old, new) = (before.map(surface), after.map(surface));
        let moved = match (before, after) {
            (Some(a), Some(b)) => a.record.placement() != b.record.placement(),
            _ => true,
        };
        if !moved {
            let same = old.as_ref().zip(new.as_ref()).is_some_and(|(old, new)| old.same_whole(new));
            let keys = Surface::changed(old.as_ref(), new.as_ref());
            return Self { keys, whole: !same, ..Self::default() };
        }
        let mut keys = Surface::changed(old.as_ref(), None);
        keys.extend(Surface::changed(None, new.as_ref()));
        keys.sort_unstable();
        keys.dedup();
        let records = || [before, after].into_iter().flatten().map(|version| version.record);
        let places = records().flat_map(place_keys).collect();
        Self {
            keys,
            places,
            directories: records().flat_map(directory_keys).collect(),
            whole: true,
            unknown: false,
        }
    }

    /// What putting `after` in the place of a version that cannot be read concerns: anything.
    pub(crate) fn of_unknown(after: Option<&Version<'_>>) -> Self {
        Self { unknown: true, ..Self::of(None, after) }
    }
}

/// A version of a file as the store has kept it.
pub(crate) struct Kept {
    pub(crate) unit: Arc<Unit>,
    pub(crate) source: Vec<u8>,
}

impl Kept {
    /// Of what was kept of `record`; `None` when it is damaged: it can be replaced all the same.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn of(
        record: &FileRecord,
        content: Result<Option<Content>, StoreError>,
    ) -> Result<Option<Self>, StoreError> {
        let content = match content {
            Ok(Some(content)) => content,
            Ok(None) | Err(StoreError::Corrupt { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let source = content.1.clone();
        Ok(Some(Self { unit: Arc::new(unit_from(FileId::new(0), record, content)), source }))
    }

    /// As a version of the file of `record`.
    pub(crate) fn version<'a>(&'a self, record: &'a FileRecord) -> Version<'a> {
        Version { record, unit: &self.unit, source: &self.source }
    }

    /// As a side of a change.
    pub(crate) fn side(&self) -> Side<'_> {
        Side { unit: &self.unit, source: &self.source }
    }
}

/// Keys under which others may have looked for a file at this place.
fn place_keys(record: &FileRecord) -> [u32; 3] {
    let path = record.path.as_str();
    [key("file", path), key("basename", record.path.file_name()), key("module", &record.module)]
}

/// Keys under which others may have looked for its directory, or for the package that the first file of it belongs to.
fn directory_keys(record: &FileRecord) -> Vec<u32> {
    let mut keys: Vec<u32> =
        above(record.path.as_str()).map(|directory| key("directory", directory)).collect();
    if let Some(policy) = policy_of(&record.language) {
        keys.extend(policy.file_keys(record.path.as_str()).iter().map(|(kind, text)| key(kind, text)));
    }
    keys
}

fn policy_of(language: &str) -> Option<&'static dyn Policy> {
    languages::POLICIES.iter().copied().find(|policy| policy.languages().contains(&language))
}

/// Whether importing is textual in a language.
fn is_textual(language: &str) -> bool {
    policy_of(language).is_some_and(Policy::textual_imports)
}

/// Collects the files to be resolved again.
pub(crate) struct Wake<'a> {
    snapshot: &'a dyn Snapshot,
    /// Files met, and whether their outcomes are concerned.
    woken: BTreeSet<RepoPath>,
    languages: BTreeMap<RepoPath, String>,
    asked: BTreeSet<(u32, String)>,
}

impl<'a> Wake<'a> {
    /// Looks for files in the view as it was before the change.
    pub(crate) fn new(snapshot: &'a dyn Snapshot) -> Self {
        Self { snapshot, woken: BTreeSet::new(), languages: BTreeMap::new(), asked: BTreeSet::new() }
    }

    /// Wakes the files that a change concerns.
    pub(crate) fn add(&mut self, change: &FileChange) -> Result<(), StoreError> {
        if change.concern.unknown {
            return self.all();
        }
        for &key in &change.concern.keys {
            self.wake(key, &change.language)?;
        }
        let mut importing = Vec::new();
        for &key in &change.concern.places {
            importing.extend(self.wake(key, &change.language)?);
        }
        if change.leads {
            for &key in &change.concern.directories {
                self.wake_all(key)?;
            }
        }
        if change.concern.whole {
            importing.push(change.path.clone());
            self.importers(importing, &change.language)?;
        }
        Ok(())
    }

    /// All files woken, in path order.
    pub(crate) fn finish(self) -> Vec<RepoPath> {
        self.woken.into_iter().collect()
    }

    fn all(&mut self) -> Result<(), StoreError> {
        self.snapshot.files(&mut |record| {
            self.woken.insert(record.path);
            ControlFlow::Continue(())
        })
    }

    /// The files that import one of `paths`; where importing is textual, also those that import these.
    fn importers(&mut self, paths: Vec<RepoPath>, language: &str) -> Result<(), StoreError> {
        let textual = is_textual(language);
        let mut todo = paths;
        let mut seen: BTreeSet<RepoPath> = todo.iter().cloned().collect();
        while let Some(path) = todo.pop() {
            let mut importers = self.wake(key("file", path.as_str()), language)?;
            if textual {
                // Textual imports are recorded by the last segment that they write.
                importers.extend(self.wake(key("basename", path.file_name()), language)?);
            }
            for importer in importers {
                if textual && seen.insert(importer.clone()) {
                    todo.push(importer);
                }
            }
        }
        Ok(())
    }

    /// Wakes the files that have a key and can name definitions of `language`.
    fn wake(&mut self, key: u32, language: &str) -> Result<Vec<RepoPath>, StoreError> {
        if !self.asked.insert((key, language.to_owned())) {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        self.snapshot.files_with_key(key, &mut |path| {
            paths.push(path);
            ControlFlow::Continue(())
        })?;
        let mut concerned = Vec::new();
        for path in paths {
            if self.can_name(&path, language)? {
                self.woken.insert(path.clone());
                concerned.push(path);
            }
        }
        Ok(concerned)
    }

    /// Wakes the files that have a key, whatever they can name: that a directory is there they see by files of any language.
    fn wake_all(&mut self, key: u32) -> Result<(), StoreError> {
        if !self.asked.insert((key, String::new())) {
            return Ok(());
        }
        self.snapshot.files_with_key(key, &mut |path| {
            self.woken.insert(path);
            ControlFlow::Continue(())
        })
    }

    fn can_name(&mut self, path: &RepoPath, language: &str) -> Result<bool, StoreError> {
        if !self.languages.contains_key(path) {
            let own = self.snapshot.file(path)?.map(|record| record.language).unwrap_or_default();
            self.languages.insert(path.clone(), own);
        }
        let own = &self.languages[path];
        let policy = policy_of(own);
        Ok(policy.is_some_and(|policy| {
            policy.languages().contains(&language) || policy.neighbours().contains(&language)
        }))
    }
}
