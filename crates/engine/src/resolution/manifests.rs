//! Manifests and configuration of a tree.

use std::collections::BTreeMap;

use model::path::RepoPath;
use resolve::{Manifests, Repositories};
use source::FileSystem;

/// Larger files are no manifests.
const CAP: u64 = 16 * 1024 * 1024;

/// The manifests among the files of a tree, read when asked for.
pub(crate) struct TreeManifests<'a> {
    files: &'a dyn FileSystem,
    by_name: BTreeMap<String, Vec<RepoPath>>,
}

impl<'a> TreeManifests<'a> {
    /// Picks what any policy reads out of `paths`, which must be in order.
    pub(crate) fn new(files: &'a dyn FileSystem, paths: impl Iterator<Item = &'a RepoPath>) -> Self {
        let read = languages::POLICIES.iter().flat_map(|policy| policy.manifests()).copied();
        let patterns: Vec<&str> = read.chain(Repositories::marks()).collect();
        let mut by_name: BTreeMap<String, Vec<RepoPath>> = BTreeMap::new();
        for path in paths {
            if patterns.iter().any(|pattern| matches(pattern, path.file_name())) {
                by_name.entry(path.file_name().to_owned()).or_default().push(path.clone());
            }
        }
        Self { files, by_name }
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
