//! Where each file stands: its package, by the nearest manifest, and its module.
//!
//! Both depend on the set of paths and on the manifests' texts, not only on the file, so they are computed for all
//! files at every run: it is string work of about a microsecond a file, and there is no state that could go stale.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use extract::{LanguageSpec, ModulePlace};
use model::path::RepoPath;
use rustc_hash::{FxHashMap, FxHashSet};

/// The tree as naming rules see it.
pub(crate) struct Places {
    paths: FxHashSet<Box<str>>,
    /// Directory → the packages that manifests in it name, by manifest file name.
    packages: FxHashMap<Box<str>, BTreeMap<&'static str, String>>,
    /// Directory → the extensions of the files in it.
    extensions: FxHashMap<Box<str>, FxHashSet<Box<str>>>,
}

impl Places {
    /// Reads the manifests among `paths` with `read`; one that cannot be read names no package.
    pub(crate) fn new<'a>(
        paths: impl Iterator<Item = &'a str>,
        read: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Self {
        let mut places = Self {
            paths: FxHashSet::default(),
            packages: FxHashMap::default(),
            extensions: FxHashMap::default(),
        };
        for path in paths {
            places.paths.insert(path.into());
            let (directory, name) = split(path);
            if let Some((_, extension)) = name.rsplit_once('.') {
                places.add_extension(directory, extension);
            }
            let Some((file_name, package)) = manifest(name) else { continue };
            let text = read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            if let Some(package) = text.as_deref().and_then(package) {
                places.packages.entry(directory.into()).or_default().insert(file_name, package);
            }
        }
        places
    }

    /// Looks up before it makes a key: a directory has many files of few extensions.
    fn add_extension(&mut self, directory: &str, extension: &str) {
        if !self.extensions.contains_key(directory) {
            self.extensions.insert(directory.into(), FxHashSet::default());
        }
        let there = self.extensions.get_mut(directory).expect("it was put there");
        if !there.contains(extension) {
            there.insert(extension.into());
        }
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

/// Places that are made when somebody asks for them.
pub(crate) struct LazyPlaces<'a> {
    made: OnceCell<Places>,
    make: Box<dyn Fn() -> Places + 'a>,
}

impl<'a> LazyPlaces<'a> {
    /// `known` ones, or those of `make`.
    pub(crate) fn new(known: Option<Places>, make: impl Fn() -> Places + 'a) -> Self {
        Self { made: known.map(OnceCell::from).unwrap_or_default(), make: Box::new(make) }
    }

    /// The places.
    pub(crate) fn get(&self) -> &Places {
        self.made.get_or_init(&self.make)
    }

    /// The places, when somebody has asked for them.
    pub(crate) fn into_made(self) -> Option<Places> {
        self.made.into_inner()
    }
}

impl languages::Context for LazyPlaces<'_> {
    fn has_file(&self, path: &str) -> bool {
        self.get().has_file(path)
    }

    fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool {
        self.get().directory_has(directory, extensions)
    }
}

/// The answers that telling C from C++ headers needs.
impl languages::Context for Places {
    fn has_file(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool {
        let there = self.extensions.get(directory);
        there.is_some_and(|there| extensions.iter().any(|extension| there.contains(*extension)))
    }
}

/// What a manifest's text says of its package.
type PackageOf = fn(&str) -> Option<String>;

/// The manifest that has this file name, with how it names its package.
fn manifest(file_name: &str) -> Option<(&'static str, PackageOf)> {
    let manifests = languages::ALL.iter().flat_map(|spec| spec.manifests);
    let mut named = manifests.filter(|manifest| manifest.file_name == file_name);
    named.next().map(|manifest| (manifest.file_name, manifest.package))
}

/// Whether the file of this name can say in which package files stand.
pub(crate) fn names_package(file_name: &str) -> bool {
    manifest(file_name).is_some()
}

/// Directory and name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
