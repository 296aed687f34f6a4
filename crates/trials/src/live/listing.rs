//! What there is in a tree.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Directories that are nobody's to meddle with.
const LEFT_ALONE: [&str; 2] = [".git", ".magellan"];

/// Extensions of sources.
const SOURCES: [&str; 22] = [
    "rs", "py", "pyi", "java", "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "c", "h", "cc", "cpp",
    "cxx", "hpp", "hh", "inl", "ipp", "hxx",
];

/// Names of files that say how files belong together.
const MANIFESTS: [&str; 7] = [
    "package.json",
    "tsconfig.json",
    "Cargo.toml",
    "pyproject.toml",
    "compile_commands.json",
    "setup.cfg",
    "jsconfig.json",
];

/// Names of files that say what is left out.
const RULES: [&str; 4] = [".gitignore", ".ignore", ".magellanignore", ".gitattributes"];

/// What there is in a tree, by path below its root, sorted.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) sources: Vec<PathBuf>,
    pub(super) manifests: Vec<PathBuf>,
    pub(super) rules: Vec<PathBuf>,
    pub(super) others: Vec<PathBuf>,
    /// Without the root.
    pub(super) directories: Vec<PathBuf>,
    pub(super) links: Vec<PathBuf>,
}

impl Listing {
    /// Lists the tree at `root`. What goes away meanwhile is left out.
    pub(super) fn of(root: &Path) -> io::Result<Self> {
        let mut listing = Self::default();
        let mut due = vec![PathBuf::new()];
        while let Some(directory) = due.pop() {
            let Ok(entries) = fs::read_dir(root.join(&directory)) else { continue };
            for entry in entries {
                let entry = entry?;
                let path = directory.join(entry.file_name());
                let Ok(kind) = entry.file_type() else { continue };
                if kind.is_dir() {
                    if !LEFT_ALONE.iter().any(|name| entry.file_name() == *name) {
                        due.push(path.clone());
                        listing.directories.push(path);
                    }
                } else if kind.is_symlink() {
                    listing.links.push(path);
                } else if kind.is_file() {
                    listing.add_file(path);
                }
            }
        }
        let Self { sources, manifests, rules, others, directories, links } = &mut listing;
        for paths in [sources, manifests, rules, others, directories, links] {
            paths.sort();
        }
        Ok(listing)
    }

    fn add_file(&mut self, path: PathBuf) {
        let is_one_of =
            |names: &[&str]| path.file_name().is_some_and(|name| names.iter().any(|one| name == *one));
        let paths = if is_one_of(&MANIFESTS) {
            &mut self.manifests
        } else if is_one_of(&RULES) {
            &mut self.rules
        } else if path.extension().is_some_and(|extension| SOURCES.iter().any(|one| extension == *one)) {
            &mut self.sources
        } else {
            &mut self.others
        };
        paths.push(path);
    }
}
