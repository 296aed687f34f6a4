//! Where a file stands in a small tree: package by the nearest manifest, module by its language.

use std::collections::BTreeMap;

use extract::{LanguageSpec, ModulePlace};
use languages::Context as _;
use model::path::RepoPath;
use model::symbol::Placement;

use crate::files::Tree;

/// Names packages and modules in a tree.
pub struct Places<'a> {
    tree: &'a Tree,
    manifests: BTreeMap<&'a str, String>,
}

impl<'a> Places<'a> {
    /// Reads the manifests of `tree` with `read`.
    pub fn new(tree: &'a Tree, read: impl Fn(&RepoPath) -> Option<String>) -> Self {
        let is_manifest = |path: &&RepoPath| {
            let mut known = languages::ALL.iter().flat_map(|spec| spec.manifests);
            known.any(|manifest| manifest.file_name == path.file_name())
        };
        let manifests = tree.paths().filter(is_manifest);
        let manifests = manifests.filter_map(|path| Some((path.as_str(), read(path)?))).collect();
        Self { tree, manifests }
    }

    /// The place of a file of the language `spec`.
    pub fn of(&self, spec: &LanguageSpec, path: &RepoPath) -> Placement {
        let (package_dir, package) = self.package(spec, path).unwrap_or_default();
        let has_file = |path: &str| self.tree.has_file(path);
        let place = ModulePlace { path, package: &package, package_dir, has_file: &has_file };
        Placement {
            language: spec.name.to_owned(),
            path: path.clone(),
            module: (spec.module)(&place),
            package: package.clone(),
        }
    }

    /// The directory and name of the package around `path`: of the nearest manifest, the strongest in a directory.
    fn package<'p>(&self, spec: &LanguageSpec, path: &'p RepoPath) -> Option<(&'p str, String)> {
        let mut directory = path.parent().unwrap_or("");
        loop {
            if let Some(package) = self.package_in(spec, directory) {
                return Some((directory, package));
            }
            if directory.is_empty() {
                return None;
            }
            directory = directory.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }

    fn package_in(&self, spec: &LanguageSpec, directory: &str) -> Option<String> {
        let directory = RepoPath::new(directory)?;
        spec.manifests.iter().find_map(|manifest| {
            let path = directory.join(manifest.file_name)?;
            (manifest.package)(self.manifests.get(path.as_str())?)
        })
    }
}
