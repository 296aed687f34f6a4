//! Manifests and configuration of a tree.

use std::collections::BTreeMap;

use model::path::RepoPath;
use resolve::{Manifests, Repositories};
use rustc_hash::FxHashSet;
use source::FileSystem;

/// Larger files are no manifests.
const CAP: u64 = 16 * 1024 * 1024;

/// The manifests among the files of a tree, read when asked for.
pub(crate) struct TreeManifests<'a> {
    files: &'a dyn FileSystem,
    by_name: BTreeMap<String, Vec<RepoPath>>,
}

impl<'a> TreeManifests<'a> {
    /// Picks what any policy reads out of `paths`, in any order.
    pub(crate) fn new<'p>(files: &'a dyn FileSystem, paths: impl Iterator<Item = &'p RepoPath>) -> Self {
        let patterns = ManifestNames::new();
        Self::all(files, paths.filter(|path| patterns.have(path)))
    }

    /// Takes all of `paths`, for questions that resources answer, too.
    pub(crate) fn all<'p>(files: &'a dyn FileSystem, paths: impl Iterator<Item = &'p RepoPath>) -> Self {
        let mut by_name: BTreeMap<String, Vec<RepoPath>> = BTreeMap::new();
        for path in paths {
            by_name.entry(path.file_name().to_owned()).or_default().push(path.clone());
        }
        by_name.values_mut().for_each(|paths| paths.sort());
        Self { files, by_name }
    }
}

/// The names of all files that some policy reads.
pub(crate) struct ManifestNames {
    whole: FxHashSet<&'static str>,
    suffixes: Vec<&'static str>,
}

impl ManifestNames {
    /// Asks the policies.
    pub(crate) fn new() -> Self {
        let read = languages::POLICIES.iter().flat_map(|policy| policy.manifests()).copied();
        let (mut whole, mut suffixes) = (FxHashSet::default(), Vec::new());
        for pattern in read.chain(Repositories::marks()) {
            match pattern.strip_prefix('*') {
                Some(suffix) => suffixes.push(suffix),
                None => _ = whole.insert(pattern),
            }
        }
        Self { whole, suffixes }
    }

    /// Whether the file at a path may be read as a manifest.
    pub(crate) fn have(&self, path: &RepoPath) -> bool {
        let name = path.file_name();
        self.whole.contains(name) || self.suffixes.iter().any(|suffix| name.ends_with(suffix))
    }
}

/// Whether a file name is what a pattern names: the name itself, or `*` and a suffix.
fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_prefix('*').map_or(pattern == name, |suffix| name.ends_with(suffix))
}

impl Manifests for TreeManifests<'_> {
    fn named(&self, file_name: &str) -> Vec<RepoPath> {
        if !file_name.starts_with('*') {
            return self.by_name.get(file_name).cloned().unwrap_or_default();
        }
        let named = self.by_name.iter().filter(|(name, _)| matches(file_name, name));
        let mut paths: Vec<RepoPath> = named.flat_map(|(_, paths)| paths).cloned().collect();
        paths.sort();
        paths
    }

    fn read(&self, path: &RepoPath) -> Option<String> {
        let bytes = self.files.read(path, CAP).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}
