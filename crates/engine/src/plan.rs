//! What has to be done: the tree as it is against the view as it is.

use std::collections::{BTreeMap, BTreeSet};

use extract::{Fingerprint, LanguageSpec};
use languages::Detected;
use model::path::RepoPath;
use model::symbol::Placement;
use source::{Discovery, FileSystem, FoundFile, Stamp};
use store::{FileFlags, FileRecord, SkippedRecord};

use crate::place::Places;

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

    /// Whether `record` is what indexing the same bytes again would give.
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
    /// Files of the view that are gone.
    pub(crate) gone: Vec<RepoPath>,
    /// What is not indexed: left out when listing, or of no language, or refused before at the same size and time.
    pub(crate) skipped: Vec<SkippedRecord>,
}

/// What the view says now.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) files: BTreeMap<RepoPath, FileRecord>,
    pub(crate) skipped: BTreeMap<RepoPath, SkippedRecord>,
}

/// Reason of files that no language claims.
pub(crate) const NO_LANGUAGE: &str = "no-language";

/// Compares tree and view. Reads manifests and, where the name does not tell the language, the first bytes of files
/// that are new or changed.
pub(crate) fn plan(
    files: &dyn FileSystem,
    discovery: Discovery,
    mut known: Known,
    verify_bytes: bool,
) -> Plan {
    let paths: BTreeSet<&str> = discovery.files.iter().map(|file| file.path.as_str()).collect();
    let places = Places::new(&paths, &|path| read_small(files, path));
    let fingerprints: BTreeMap<_, _> =
        languages::ALL.iter().map(|spec| ((spec.name, spec.variant), spec.fingerprint())).collect();
    let mut plan = Plan::default();
    for file in &discovery.files {
        let detected = detect(files, file, known.skipped.get(&file.path), &places);
        let Some(Detected { spec, by_context }) = detected else {
            plan.skipped.push(unclaimed(file));
            continue;
        };
        let (package, module) = places.of(spec, &file.path);
        let flags = FileFlags::default()
            .with_if(FileFlags::GENERATED, file.generated)
            .with_if(FileFlags::VENDORED, file.vendored)
            .with_if(FileFlags::LANGUAGE_BY_CONTEXT, by_context);
        let fingerprint = fingerprints[&(spec.name, spec.variant)];
        let candidate = Candidate {
            path: file.path.clone(),
            stamp: file.stamp,
            flags,
            spec,
            fingerprint,
            package,
            module,
        };
        plan.add(candidate, &mut known, verify_bytes);
    }
    plan.gone = known.files.into_keys().collect();
    plan.skipped.extend(discovery.skipped.into_iter().map(left_out));
    plan
}

impl Plan {
    fn add(&mut self, candidate: Candidate, known: &mut Known, verify_bytes: bool) {
        let record = known.files.remove(&candidate.path);
        let same_stamp = |size, mtime_ns| {
            !verify_bytes
                && mtime_ns != 0
                && (size, mtime_ns) == (candidate.stamp.size, candidate.stamp.mtime_ns)
        };
        if let Some(refused) = known.skipped.remove(&candidate.path)
            && refused.reason != NO_LANGUAGE
            && same_stamp(refused.size, refused.mtime_ns)
        {
            self.skipped.push(refused);
            return;
        }
        let only_bytes = record.as_ref().is_some_and(|record| candidate.stands_like(record));
        if only_bytes && record.as_ref().is_some_and(|record| same_stamp(record.size, record.mtime_ns)) {
            self.unchanged += 1;
            return;
        }
        self.tasks.push(Task { candidate, known: record, only_bytes });
    }
}

fn detect(
    files: &dyn FileSystem,
    file: &FoundFile,
    skipped: Option<&SkippedRecord>,
    places: &Places<'_>,
) -> Option<Detected> {
    let stamp = (file.stamp.size, file.stamp.mtime_ns);
    let as_before = skipped.is_some_and(|record| {
        record.reason == NO_LANGUAGE && record.mtime_ns != 0 && (record.size, record.mtime_ns) == stamp
    });
    if as_before {
        return None;
    }
    let head = std::cell::OnceCell::new();
    let content =
        || head.get_or_init(|| read_small(files, file.path.as_str()).unwrap_or_default()).as_slice();
    languages::detect(&file.path, &content, places)
}

/// A file whose beginning decides something, or a manifest: small by nature.
fn read_small(files: &dyn FileSystem, path: &str) -> Option<Vec<u8>> {
    const CAP: u64 = 4 * 1024 * 1024;
    files.read(&RepoPath::new(path)?, CAP).ok()
}

fn unclaimed(file: &FoundFile) -> SkippedRecord {
    SkippedRecord {
        path: file.path.clone(),
        reason: NO_LANGUAGE.to_owned(),
        detail: String::new(),
        size: file.stamp.size,
        mtime_ns: file.stamp.mtime_ns,
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
