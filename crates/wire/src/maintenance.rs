//! Answers about databases themselves.

use std::path::Path;

use engine::{
    BACKENDS, Backend, BackendFormat, Check, Compacted, Contents, Finding, Health, Mended, Migrated,
    RepoPath, UpgradeSource, Upgraded,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A kind of store.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct BackendEntry {
    /// Its name.
    pub backend: String,
    /// What it is.
    pub about: String,
    /// The newest layout that this program reads, and the one it writes.
    pub layout: u32,
    /// Whether a new database is of this kind when nobody says otherwise.
    pub default: bool,
}

impl From<&Backend> for BackendEntry {
    fn from(backend: &Backend) -> Self {
        Self {
            backend: backend.name.to_owned(),
            about: backend.about.to_owned(),
            layout: backend.version,
            default: *backend == *BACKENDS[0],
        }
    }
}

/// What `detect` says of a file, or of all kinds of stores.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DetectAnswer {
    /// The file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<DetectedFile>,
    /// The kinds of stores, when they are asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub backends: Vec<BackendEntry>,
}

/// A file that is a database.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DetectedFile {
    /// The file.
    pub path: String,
    /// Its kind of store.
    pub backend: String,
    /// Version of its layout.
    pub layout: u32,
    /// Whether this program reads that layout; an earlier one is built anew by `index`.
    pub readable: bool,
}

impl DetectedFile {
    /// The file at `path`.
    pub fn new(path: &Path, format: &BackendFormat) -> Self {
        Self {
            path: path.display().to_string(),
            backend: format.backend.name.to_owned(),
            layout: format.version,
            readable: format.version == format.backend.version,
        }
    }
}

/// How much a database holds.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ContentCounts {
    /// Files.
    pub files: u64,
    /// Files whose references are resolved.
    pub files_resolved: u64,
    /// Definitions.
    pub definitions: u64,
    /// Reference sites.
    pub sites: u64,
    /// What was listed and not indexed.
    pub skipped: u64,
    /// Digest of the whole index.
    pub digest: String,
}

impl From<&Contents> for ContentCounts {
    fn from(contents: &Contents) -> Self {
        Self {
            files: contents.files,
            files_resolved: contents.resolved,
            definitions: contents.definitions,
            sites: contents.sites,
            skipped: contents.skipped,
            digest: contents.digest.to_string(),
        }
    }
}

/// What `migrate-backend` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct MigrateAnswer {
    /// The source.
    pub input: String,
    /// The copy.
    pub output: String,
    /// Kind of store of the source.
    pub from: String,
    /// Kind of store of the copy.
    pub to: String,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// What was carried and verified, or would be carried.
    pub contents: ContentCounts,
    /// Size of the source. Bytes.
    pub bytes_before: u64,
    /// Size of the copy. Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes_after: Option<u64>,
    /// The export of both, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub export: Option<String>,
}

impl MigrateAnswer {
    /// The answer of a migration from `input` to `output`.
    pub fn new(input: &Path, output: &Path, migrated: &Migrated) -> Self {
        Self {
            input: input.display().to_string(),
            output: output.display().to_string(),
            from: migrated.from.name.to_owned(),
            to: migrated.to.name.to_owned(),
            dry_run: migrated.bytes_after.is_none(),
            contents: ContentCounts::from(&migrated.contents),
            bytes_before: migrated.bytes_before,
            bytes_after: migrated.bytes_after,
            export: None,
        }
    }
}

/// What `snapshot export` or `snapshot import` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SnapshotAnswer {
    /// The archive.
    pub archive: String,
    /// The database.
    pub database: String,
    /// Size of the archive. Bytes.
    pub bytes: u64,
    /// What the archive holds, and the database.
    pub contents: ContentCounts,
}

impl SnapshotAnswer {
    /// The answer of an archive of a database, or a database of an archive.
    pub fn new(archive: &Path, database: &Path, bytes: u64, contents: &Contents) -> Self {
        Self {
            archive: archive.display().to_string(),
            database: database.display().to_string(),
            bytes,
            contents: ContentCounts::from(contents),
        }
    }
}

/// What `migrate` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct UpgradeAnswer {
    /// The database.
    pub database: String,
    /// Version of its layout before.
    pub from: u32,
    /// Version of the layout that this program writes.
    pub to: u32,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// What it was built from, or would be: `tree`, or `database` where there is no tree. Not there when its layout is the current one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<&'static str>,
    /// Where the database is kept as it was, or would be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backup: Option<String>,
    /// What the database holds now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<ContentCounts>,
}

impl UpgradeAnswer {
    /// The answer of an upgrade of `database`.
    pub fn new(database: &Path, dry_run: bool, upgraded: &Upgraded) -> Self {
        Self {
            database: database.display().to_string(),
            from: upgraded.from,
            to: upgraded.to,
            dry_run,
            source: upgraded.source.map(UpgradeSource::as_str),
            backup: upgraded.backup.as_ref().map(|path| path.display().to_string()),
            contents: upgraded.contents.as_ref().map(ContentCounts::from),
        }
    }
}

/// What `compact` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CompactAnswer {
    /// The database.
    pub database: String,
    /// Size before. Bytes.
    pub bytes_before: u64,
    /// Size after. Bytes.
    pub bytes_after: u64,
}

impl CompactAnswer {
    /// The answer of compacting `database`.
    pub fn new(database: &Path, compacted: Compacted) -> Self {
        let Compacted { bytes_before, bytes_after } = compacted;
        Self { database: database.display().to_string(), bytes_before, bytes_after }
    }
}

/// What `doctor` says of a database.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct HealthAnswer {
    /// The database.
    pub database: String,
    /// Kind of store.
    pub backend: String,
    /// Version of its layout.
    pub layout: u32,
    /// Files looked at.
    pub files: u64,
    /// Definitions that they have.
    pub definitions: u64,
    /// Whether nothing is wrong.
    pub sound: bool,
    /// Every check, in order, with the number of its findings.
    pub checks: Vec<CheckEntry>,
    /// What is wrong.
    pub findings: Vec<FindingEntry>,
    /// What mending did, when it was asked for and needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mended: Option<MendedEntry>,
}

/// A check of `doctor`.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CheckEntry {
    /// Its name.
    pub check: String,
    /// How much is wrong.
    pub findings: u64,
}

/// Something that is wrong in a database.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FindingEntry {
    /// Which check found it.
    pub check: String,
    /// The file, index or part of the database.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// Whether `--fix` derives it again from what is sound.
    pub derivable: bool,
}

/// What `doctor --fix` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct MendedEntry {
    /// Files that could not be saved: `index` reads them again, and resolves all.
    pub lost: Vec<String>,
    /// Files whose outcomes could not be saved: `index` resolves them again.
    pub unresolved: Vec<String>,
    /// Whether a second check after mending found nothing.
    pub sound: bool,
}

impl HealthAnswer {
    /// The answer of checking `database`, and of mending and checking it again.
    pub fn new(database: &Path, health: &Health, mended: Option<(&Mended, &Health)>) -> Self {
        let count = |check: Check| health.findings.iter().filter(|finding| finding.check == check).count();
        let checks = Check::ALL
            .iter()
            .map(|&check| CheckEntry { check: check.as_str().to_owned(), findings: count(check) as u64 });
        let texts = |paths: &[RepoPath]| paths.iter().map(ToString::to_string).collect();
        Self {
            database: database.display().to_string(),
            backend: health.format.backend.name.to_owned(),
            layout: health.format.version,
            files: health.files,
            definitions: health.definitions,
            sound: health.findings.is_empty(),
            checks: checks.collect(),
            findings: health.findings.iter().map(FindingEntry::from).collect(),
            mended: mended.map(|(mended, after)| MendedEntry {
                lost: texts(&mended.lost),
                unresolved: texts(&mended.unresolved),
                sound: after.findings.is_empty(),
            }),
        }
    }
}

impl From<&Finding> for FindingEntry {
    fn from(finding: &Finding) -> Self {
        Self {
            check: finding.check.as_str().to_owned(),
            place: finding.place.clone(),
            what: finding.what.clone(),
            derivable: finding.derivable,
        }
    }
}
