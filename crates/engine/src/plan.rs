//! What has to be done: the tree as it is against the view as it is.

use std::collections::BTreeMap;

use extract::{Fingerprint, LanguageSpec};
use languages::Detected;
use model::path::RepoPath;
use model::symbol::Placement;
use rustc_hash::FxHashSet;
use source::{Discovery, FileSystem, FoundFile, Stamp};
use store::{FileFlags, FileRecord, SkippedRecord};

use crate::place::LazyPlaces;
use crate::view::{Scope, View};

/// A file that a language claims, with its place in the tree.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub(crate) path: RepoPath,
    pub(crate) stamp: Stamp,
    pub(crate) flags: FileFlags,
    pub(crate) spec: &'static LanguageSpec,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) package: String,
    pub(crate) module: String,
}

impl Candidate {
    /// Where the file stands.
    pub(crate) fn placement(&self) -> Placement {
        Placement {
            language: self.spec.name.to_owned(),
            path: self.path.clone(),
            package: self.package.clone(),
            module: self.module.clone(),
        }
    }

    /// Whether `record` is what indexing the same bytes again would give. What the bytes themselves say of generators they say again.
    fn stands_like(&self, record: &FileRecord) -> bool {
        record.language == self.spec.name
            && record.fingerprint == self.fingerprint.0
            && record.flags.without(FileFlags::GENERATED) == self.flags.without(FileFlags::GENERATED)
            && record.package == self.package
            && record.module == self.module
    }
}

/// A file to be looked into, and what the view knows of it.
pub(crate) struct Task {
    pub(crate) candidate: Candidate,
    /// The record, when the view has one at this path.
    pub(crate) known: Option<FileRecord>,
    /// Whether only a change of the bytes can make a difference.
    pub(crate) only_bytes: bool,
}

/// The difference between tree and view.
#[derive(Default)]
pub(crate) struct Plan {
    /// Files to look into, in path order.
    pub(crate) tasks: Vec<Task>,
    /// Files whose record stays as it is.
    pub(crate) unchanged: u64,
    /// Files of the view that are gone, in path order.
    pub(crate) gone: Vec<RepoPath>,
    /// What is not indexed: left out when listing, or of no language, or refused before at the same size and time.
    pub(crate) skipped: Vec<SkippedRecord>,
}

impl Plan {
    /// Adds the plan of another part of the tree.
    pub(crate) fn join(&mut self, other: Self) {
        self.tasks.extend(other.tasks);
        self.tasks.sort_by(|a, b| a.candidate.path.cmp(&b.candidate.path));
        self.unchanged += other.unchanged;
        self.gone.extend(other.gone);
        self.gone.sort();
        self.skipped.extend(other.skipped);
    }
}

/// Reason of files that no language claims.
pub(crate) const NO_LANGUAGE: &str = "no-language";

/// What a plan is made from.
pub(crate) struct Planner<'a> {
    pub(crate) files: &'a dyn FileSystem,
    pub(crate) view: &'a View,
    /// The tree as naming rules see it, made when it is asked for: most edits change nothing that it depends on.
    pub(crate) places: &'a LazyPlaces<'a>,
    /// Whether files may stand elsewhere than the view says.
    pub(crate) moves: bool,
    /// Look into every file, whatever its size and time say.
    pub(crate) verify: bool,
}

impl Planner<'_> {
    /// Compares the part `scope` of the tree, as it was listed, with the view. Reads, where the name does not tell the language, the
    /// first bytes of files that are new or changed.
    pub(crate) fn plan(&self, discovery: Discovery, scope: &Scope) -> Plan {
        let fingerprints: BTreeMap<_, _> =
            languages::ALL.iter().map(|spec| ((spec.name, spec.variant), spec.fingerprint())).collect();
        let mut plan = Plan::default();
        let mut claimed: FxHashSet<&RepoPath> = FxHashSet::default();
        for file in &discovery.files {
            let record = self.view.record(&file.path);
            let Some(Detected { spec, by_context }) = self.detect(file, record) else {
                plan.skipped.push(unclaimed(file));
                continue;
            };
            let (package, module) = self.placement(spec, file, record);
            let flags = FileFlags::default()
                .with_if(FileFlags::GENERATED, file.generated)
                .with_if(FileFlags::GENERATED_BY_ATTRIBUTE, file.generated)
                .with_if(FileFlags::VENDORED, file.vendored)
                .with_if(FileFlags::LANGUAGE_BY_CONTEXT, by_context);
            let fingerprint = fingerprints[&(spec.name, spec.variant)];
            let (path, stamp) = (file.path.clone(), file.stamp);
            claimed.insert(&file.path);
            self.add(Candidate { path, stamp, flags, spec, fingerprint, package, module }, record, &mut plan);
        }
        let (known, _) = self.view.within(scope);
        let gone = known.iter().filter(|record| !claimed.contains(&record.path));
        plan.gone = gone.map(|record| record.path.clone()).collect();
        plan.skipped.extend(discovery.skipped.into_iter().map(left_out));
        plan
    }

    /// Files outside of `scope` that other files or manifests make stand elsewhere, or be of another language.
    pub(crate) fn displaced(&self, scope: &Scope) -> Vec<RepoPath> {
        let outside = self.view.records.iter().filter(|record| !scope.contains(&record.path));
        outside.filter(|record| !self.stands(record)).map(|record| record.path.clone()).collect()
    }

    /// Package and module of a file.
    fn placement(
        &self,
        spec: &LanguageSpec,
        file: &FoundFile,
        record: Option<&FileRecord>,
    ) -> (String, String) {
        match record.filter(|record| !self.moves && record.language == spec.name) {
            Some(record) => (record.package.clone(), record.module.clone()),
            None => self.places.get().of(spec, &file.path),
        }
    }

    /// Whether a file stands where its record says.
    fn stands(&self, record: &FileRecord) -> bool {
        let Some(Detected { spec, .. }) = remembered(record, self.places) else { return false };
        let (package, module) = self.places.get().of(spec, &record.path);
        spec.name == record.language && package == record.package && module == record.module
    }

    fn add(&self, candidate: Candidate, record: Option<&FileRecord>, plan: &mut Plan) {
        let refused = self.view.skipped.get(&candidate.path).filter(|record| record.reason != NO_LANGUAGE);
        if let Some(refused) = refused
            && self.is_as_before(candidate.stamp, refused.size, refused.mtime_ns)
        {
            plan.skipped.push(refused.clone());
            return;
        }
        let only_bytes = record.is_some_and(|record| candidate.stands_like(record));
        let as_before =
            |record: &FileRecord| self.is_as_before(candidate.stamp, record.size, record.mtime_ns);
        if only_bytes && record.is_some_and(as_before) {
            plan.unchanged += 1;
            return;
        }
        plan.tasks.push(Task { candidate, known: record.cloned(), only_bytes });
    }

    /// Whether size and time say that a file has not changed.
    fn is_as_before(&self, stamp: Stamp, size: u64, mtime_ns: i64) -> bool {
        !self.verify && mtime_ns != 0 && stamp == (Stamp { size, mtime_ns })
    }

    fn detect(&self, file: &FoundFile, record: Option<&FileRecord>) -> Option<Detected> {
        let as_before = |record: &&FileRecord| self.is_as_before(file.stamp, record.size, record.mtime_ns);
        if let Some(record) = record.filter(as_before) {
            return remembered(record, self.places);
        }
        let skipped = self.view.skipped.get(&file.path).filter(|record| record.reason == NO_LANGUAGE);
        if skipped.is_some_and(|record| self.is_as_before(file.stamp, record.size, record.mtime_ns)) {
            return None;
        }
        let head = std::cell::OnceCell::new();
        let content =
            || head.get_or_init(|| read_small(self.files, file.path.as_str()).unwrap_or_default()).as_slice();
        languages::detect(&file.path, &content, self.places)
    }
}

/// The language of a file whose bytes are as they were when it was indexed. Does not read it.
fn remembered(record: &FileRecord, places: &LazyPlaces<'_>) -> Option<Detected> {
    let told_by_bytes = !record.flags.contains(FileFlags::LANGUAGE_BY_CONTEXT);
    let by_name = languages::detect(&record.path, &|| b"", places);
    match by_name {
        Some(Detected { by_context: false, .. }) => by_name,
        // The bytes did not decide before, so the surroundings do.
        Some(_) if !told_by_bytes => by_name,
        _ => {
            let spec = languages::ALL.iter().find(|spec| spec.name == record.language)?;
            Some(Detected { spec, by_context: false })
        }
    }
}

/// A file whose beginning decides something, or a manifest: small by nature.
pub(crate) fn read_small(files: &dyn FileSystem, path: &str) -> Option<Vec<u8>> {
    const CAP: u64 = 4 * 1024 * 1024;
    files.read(&RepoPath::new(path)?, CAP).ok()
}

/// Where only the name can tell the language there is nothing to remember of the bytes.
fn unclaimed(file: &FoundFile) -> SkippedRecord {
    let by_name = file.path.extension().is_some();
    SkippedRecord {
        path: file.path.clone(),
        reason: NO_LANGUAGE.to_owned(),
        detail: String::new(),
        size: if by_name { 0 } else { file.stamp.size },
        mtime_ns: if by_name { 0 } else { file.stamp.mtime_ns },
        is_dir: false,
    }
}

fn left_out(skipped: source::Skipped) -> SkippedRecord {
    let reason = skipped.reason.as_str().to_owned();
    let detail = skipped.reason.to_string();
    SkippedRecord {
        path: skipped.path,
        detail: if detail == reason { String::new() } else { detail },
        reason,
        size: 0,
        mtime_ns: 0,
        is_dir: skipped.is_dir,
    }
}
