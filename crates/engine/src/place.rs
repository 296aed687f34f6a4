//! Where each file stands: its package, by the nearest manifest, and its module.
//!
//! Both depend on the set of paths and on the manifests' texts, not only on the file, so they are computed for all
//! files at every run: it is string work of about a microsecond a file, and there is no state that could go stale.

use std::collections::{BTreeMap, BTreeSet};

use extract::{LanguageSpec, ModulePlace};
use model::path::RepoPath;

/// The tree as naming rules see it.
pub(crate) struct Places<'a> {
    paths: &'a BTreeSet<&'a str>,
    /// Directory → the packages that manifests in it name, by manifest file name.
    packages: BTreeMap<&'a str, BTreeMap<&'static str, String>>,
    /// Directory → the extensions of the files in it.
    extensions: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Places<'a> {
    /// Reads the manifests among `paths` with `read`; one that cannot be read names no package.
    pub(crate) fn new(paths: &'a BTreeSet<&'a str>, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        let mut places = Self { paths, packages: BTreeMap::new(), extensions: BTreeMap::new() };
        let manifests: BTreeMap<_, _> = languages::ALL
            .iter()
            .flat_map(|spec| spec.manifests)
            .map(|manifest| (manifest.file_name, manifest.package))
            .collect();
        for &path in paths {
            let (directory, name) = path.rsplit_once('/').unwrap_or(("", path));
            if let Some((_, extension)) = name.rsplit_once('.') {
                places.extensions.entry(directory).or_default().insert(extension);
            }
            let Some((&file_name, package)) = manifests.get_key_value(name) else { continue };
            let text = read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            if let Some(package) = text.as_deref().and_then(package) {
                places.packages.entry(directory).or_default().insert(file_name, package);
            }
        }
        places
    }

    /// Package and module of a file of the language `spec`.
    pub(crate) fn of(&self, spec: &LanguageSpec, path: &RepoPath) -> (String, String) {
        let (package_dir, package) = self.package(spec, path).unwrap_or(("", ""));
        let has_file = |path: &str| self.paths.contains(path);
        let module = (spec.module)(&ModulePlace { path, package, package_dir, has_file: &has_file });
        (package.to_owned(), module)
    }

    fn package(&self, spec: &LanguageSpec, path: &RepoPath) -> Option<(&str, &str)> {
        if spec.manifests.is_empty() || self.packages.is_empty() {
            return None;
        }
        let mut directory = path.parent().unwrap_or("");
        loop {
            if let Some((dir, named)) = self.packages.get_key_value(directory) {
                let strongest = spec.manifests.iter().find_map(|manifest| named.get(manifest.file_name));
                if let Some(package) = strongest {
                    return Some((dir, package));
                }
            }
            if directory.is_empty() {
                return None;
            }
            directory = directory.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
}

/// The answers that telling C from C++ headers needs.
impl languages::Context for Places<'_> {
    fn has_file(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool {
        let there = self.extensions.get(directory);
        there.is_some_and(|there| extensions.iter().any(|extension| there.contains(extension)))
    }
}
