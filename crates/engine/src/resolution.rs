//! Resolving the files of a view: linking them with the rest, running a session for each, keeping what it says.
//!
//! ```text
//! records ──► Files ─┐
//! store ──► provider ├─► World ──a session a file, all threads──► outcomes in path order ──► store
//! manifests ─────────┘
//! ```

mod cold;
mod explain;
mod manifests;
mod names;
mod sessions;
mod snapshots;
mod stored;
mod units;
mod wake;

use resolve::{FileEntry, Files, Links};
use store::FileRecord;

pub(crate) use self::cold::Collected;
pub(crate) use self::explain::records;
pub use self::explain::{Derivation, DerivationStep, explain, explain_all};
pub(crate) use self::manifests::{ManifestNames, TreeManifests};
pub(crate) use self::names::{Names, Renamed};
pub(crate) use self::sessions::{Sessions, resolve};
pub(crate) use self::stored::StoreProvider;
pub(crate) use self::units::{UnitCache, unit_from, unit_of};
pub(crate) use self::wake::{Concern, FileChange, Kept, Version, Wake};

/// Raised by one with every change of the engine of resolution that can change an outcome.
const ENGINE_VERSION: u32 = 2;

/// Files as sessions see them. Records must be in path order.
pub(crate) fn files_of<'a>(records: impl Iterator<Item = &'a FileRecord>) -> Files {
    let entry = |record: &FileRecord| FileEntry {
        path: record.path.clone(),
        language: record.language.clone(),
        package: record.package.clone(),
        module: record.module.clone(),
    };
    Files::new(records.map(entry).collect())
}

/// The fingerprint of outcomes of files in a language made by the rules as they are now; `None` for languages without
/// rules.
pub(crate) fn fingerprint(language: &str) -> Option<u64> {
    let policy = languages::POLICIES.iter().find(|policy| policy.languages().contains(&language))?;
    Some(u64::from(ENGINE_VERSION) << 32 | u64::from(policy.version()))
}

/// What the project models are, as text: `language=hash` for each policy, joined by `;`. Where repositories begin is part
/// of each.
pub(crate) fn project_keys(links: &Links) -> String {
    let key = |(policy, project): (&&dyn resolve::Policy, &resolve::Project)| {
        let hash = blake3::hash(format!("{project:?}{:?}", links.repositories()).as_bytes()).to_hex();
        format!("{}={}", policy.languages()[0], &hash[..16])
    };
    let keys: Vec<String> = languages::POLICIES.iter().zip(links.projects()).map(key).collect();
    keys.join(";")
}

/// The languages whose project model is another than the one written down in `before`.
pub(crate) fn languages_with_other_projects(before: &str, now: &str) -> Vec<&'static str> {
    let known: Vec<&str> = before.split(';').collect();
    let changed = now.split(';').zip(languages::POLICIES).filter(|(key, _)| !known.contains(key));
    changed.flat_map(|(_, policy)| policy.languages()).copied().collect()
}
