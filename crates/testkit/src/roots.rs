//! Several directories as one tree, each below a top folder with its own name.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use model::path::RepoPath;
use resolve::Manifests;

use crate::files::{Tree, may_be_code};
use crate::linked::{Linked, named};
use crate::place::Places;

/// Directories side by side.
pub struct Roots {
    tree: Tree,
    places: BTreeMap<RepoPath, PathBuf>,
}

impl Roots {
    /// Lists directories. Those with the same name are told apart by a number.
    ///
    /// # Errors
    /// When one cannot be listed.
    pub fn read(directories: &[impl AsRef<Path>]) -> io::Result<Self> {
        let mut places = BTreeMap::new();
        let mut tops: Vec<RepoPath> = Vec::new();
        for directory in directories.iter().map(AsRef::as_ref) {
            let top = top_folder(directory, &tops);
            for path in Tree::read(directory)?.paths() {
                places.extend(top.join(path.as_str()).map(|to| (to, directory.join(path.as_str()))));
            }
            tops.push(top);
        }
        Ok(Self { tree: Tree::new(places.keys().cloned()), places })
    }

    /// Reads, extracts and links every file.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn link(&self) -> io::Result<Linked> {
        let mut files = Vec::new();
        for (path, place) in self.places.iter().filter(|(path, _)| may_be_code(path)) {
            let bytes = fs::read(place)?;
            if let Some(spec) = self.tree.language(path, &bytes, None) {
                files.push((path.clone(), spec, bytes));
            }
        }
        let places = Places::new(&self.tree, |path| fs::read_to_string(&self.places[path]).ok());
        Ok(Linked::new(&places, files))
    }
}

fn top_folder(directory: &Path, taken: &[RepoPath]) -> RepoPath {
    let name = directory.file_name().and_then(|name| name.to_str()).unwrap_or("root");
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut paths = std::iter::once(name.to_owned()).chain(numbered).filter_map(|name| RepoPath::new(&name));
    paths.find(|path| !taken.contains(path)).expect("some number is free")
}

impl Manifests for Roots {
    fn named(&self, file_name: &str) -> Vec<RepoPath> {
        named(self.tree.paths(), file_name)
    }

    fn read(&self, path: &RepoPath) -> Option<String> {
        let bytes = fs::read(self.places.get(path)?).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}
