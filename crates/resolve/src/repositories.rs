//! Where one repository ends and another begins, when a tree holds several side by side.
//!
//! What a version control system keeps is not part of a tree, so files decide that a repository carries at its root
//! ([`MARKS`]). From the top down, a directory is
//!
//! * one repository when it has a mark or a build's manifest: whatever lies deeper belongs to it, vendored copies too;
//! * a *folder of repositories* when it has neither, and a directory directly below it has a mark (or is such a
//!   folder): what lies directly below is apart. Where source files stand beside them, it takes two marks: a program may
//!   have a copy of a library at its side;
//! * one repository otherwise.
//!
//! Repositories that a manifest joins by path count as one (see [`crate::Policy::joins`]).

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::world::{FileId, Files, Manifests};

/// Files that stand at the root of a repository, and seldom elsewhere.
const MARKS: &[&str] = &[
    ".gitignore",
    ".gitattributes",
    ".gitmodules",
    ".git-blame-ignore-revs",
    ".hgignore",
    ".editorconfig",
    ".pre-commit-config.yaml",
    ".travis.yml",
    "LICENSE",
    "LICENSE.txt",
    "LICENSE.md",
    "LICENSE.rst",
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "LICENCE",
    "LICENCE.txt",
    "LICENCE.md",
    "license",
    "license.txt",
    "license.md",
    "COPYING",
    "COPYING.txt",
    "COPYING.md",
    "UNLICENSE",
];

/// Manifests of builds: what lies below is built together.
const BUILDS: &[&str] = &[
    "package.json",
    "pnpm-workspace.yaml",
    "Cargo.toml",
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "tox.ini",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
    "CMakeLists.txt",
    "meson.build",
    "configure.ac",
    "Makefile",
    "WORKSPACE",
    "WORKSPACE.bazel",
    "MODULE.bazel",
    "BUILD.bazel",
];

/// The repositories of a tree.
#[derive(Default)]
pub struct Repositories {
    /// The number of the repository that begins in a directory.
    roots: BTreeMap<String, u32>,
    /// The repository of each file; empty when there is only one.
    of_file: Vec<u32>,
}

/// Its identity is where repositories begin; which files they have follows.
impl std::fmt::Debug for Repositories {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(&self.roots).finish()
    }
}

impl Repositories {
    /// The names of all files that tell where repositories begin.
    pub fn marks() -> impl Iterator<Item = &'static str> {
        MARKS.iter().chain(BUILDS).copied()
    }

    /// Finds the repositories of a tree; `joined` are pairs of directories that manifests join. Linear in files.
    pub fn new(files: &Files, manifests: &dyn Manifests, joined: &[(String, String)]) -> Self {
        let with = |names: &[&str]| -> FxHashSet<String> {
            let paths = names.iter().flat_map(|name| manifests.named(name));
            paths.map(|path| path.parent().unwrap_or("").to_owned()).collect()
        };
        let (marked, built) = (with(MARKS), with(BUILDS));
        if marked.contains("") || built.contains("") {
            return Self::default();
        }
        let mut roots = Vec::new();
        Tree::new(files, marked, built).divide("", &mut roots);
        if let [_] = roots[..] {
            return Self::default();
        }
        let numbered = roots.into_iter().zip(0..);
        let mut found = Self { roots: numbered.collect(), of_file: Vec::new() };
        joined.iter().for_each(|(one, other)| found.join(one, other));
        let numbers: FxHashSet<u32> = found.roots.values().copied().collect();
        if numbers.len() == 1 {
            return Self::default();
        }
        found.of_file = files.iter().map(|(_, entry)| found.of(entry.path.as_str())).collect();
        found
    }

    /// Whether two files belong to one repository. Library stubs belong to all.
    pub fn is_one(&self, one: FileId, other: FileId) -> bool {
        self.of_file.is_empty()
            || one.is_std()
            || other.is_std()
            || self.of_file[one.index()] == self.of_file[other.index()]
    }

    /// Whether the tree is one repository.
    pub fn is_single(&self) -> bool {
        self.of_file.is_empty()
    }

    /// Whether a file belongs to the repository that a directory belongs to.
    pub fn has(&self, file: FileId, directory: &str) -> bool {
        self.of_file.is_empty() || file.is_std() || self.of_file[file.index()] == self.of(directory)
    }

    /// The repository of a path: that of the nearest root above. What has none around is on its own.
    fn of(&self, path: &str) -> u32 {
        let mut at = path;
        loop {
            if let Some(number) = self.roots.get(at) {
                return *number;
            }
            if at.is_empty() {
                return u32::MAX;
            }
            at = above(at);
        }
    }

    fn join(&mut self, one: &str, other: &str) {
        let (kept, gone) = (self.of(one), self.of(other));
        if kept != u32::MAX && gone != u32::MAX {
            self.roots.values_mut().filter(|number| **number == gone).for_each(|number| *number = kept);
        }
    }
}

/// The directories of a tree that source files lie in or below.
struct Tree<'f> {
    below: FxHashMap<&'f str, Vec<&'f str>>,
    /// Those in which source files stand.
    direct: FxHashSet<&'f str>,
    marked: FxHashSet<String>,
    built: FxHashSet<String>,
}

impl<'f> Tree<'f> {
    fn new(files: &'f Files, marked: FxHashSet<String>, built: FxHashSet<String>) -> Self {
        let mut tree = Self { below: FxHashMap::default(), direct: FxHashSet::default(), marked, built };
        let mut met = FxHashSet::default();
        for (_, entry) in files.iter() {
            let mut at = entry.path.parent().unwrap_or("");
            tree.direct.insert(at);
            while !at.is_empty() && met.insert(at) {
                tree.below.entry(above(at)).or_default().push(at);
                at = above(at);
            }
        }
        tree
    }

    fn below(&self, directory: &str) -> &[&'f str] {
        self.below.get(directory).map_or(&[], Vec::as_slice)
    }

    fn is_folder(&self, directory: &str) -> bool {
        if self.marked.contains(directory) || self.built.contains(directory) {
            return false;
        }
        let below = self.below(directory);
        let marked = below.iter().filter(|below| self.marked.contains(**below)).count();
        if self.direct.contains(directory) {
            return marked > 1;
        }
        marked > 0 || below.iter().any(|below| self.is_folder(below))
    }

    /// Collects where repositories begin in and below a directory.
    fn divide(&self, directory: &str, roots: &mut Vec<String>) {
        if self.is_folder(directory) {
            self.below(directory).iter().for_each(|below| self.divide(below, roots));
        } else {
            roots.push(directory.to_owned());
        }
    }
}

fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}

#[cfg(test)]
mod tests {
    use model::path::RepoPath;

    use super::Repositories;
    use crate::world::{FileEntry, Files, Manifests};

    struct Paths(Vec<RepoPath>);

    impl Manifests for Paths {
        fn named(&self, file_name: &str) -> Vec<RepoPath> {
            self.0.iter().filter(|path| path.file_name() == file_name).cloned().collect()
        }

        fn read(&self, _: &RepoPath) -> Option<String> {
            None
        }
    }

    /// The groups of the source files among `paths`, which are in order.
    fn groups(paths: &[&str], joined: &[(&str, &str)]) -> Vec<Vec<String>> {
        let paths: Vec<RepoPath> = paths.iter().filter_map(|path| RepoPath::new(path)).collect();
        let entry = |path: &RepoPath| FileEntry {
            path: path.clone(),
            language: "c".to_owned(),
            package: String::new(),
            module: String::new(),
        };
        let sources = paths.iter().filter(|path| path.extension() == Some("c"));
        let files = Files::new(sources.map(entry).collect());
        let joined: Vec<(String, String)> =
            joined.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect();
        let repositories = Repositories::new(&files, &Paths(paths), &joined);
        let mut groups: Vec<Vec<String>> = Vec::new();
        for (id, entry) in files.iter() {
            let path = entry.path.to_string();
            let known = groups.iter_mut().find(|group| {
                let first = files.find(&group[0]).expect("it was in the list");
                repositories.is_one(first, id)
            });
            match known {
                Some(group) => group.push(path),
                None => groups.push(vec![path]),
            }
        }
        groups
    }

    #[test]
    fn a_tree_without_marks_is_one() {
        assert_eq!(groups(&["a/x.c", "b/Cargo.toml", "b/y.c"], &[]), [["a/x.c", "b/y.c"]]);
    }

    #[test]
    fn a_mark_or_a_manifest_at_the_top_makes_one_of_all() {
        let below = ["a/LICENSE", "a/x.c", "b/LICENSE", "b/y.c"];
        for mark in [".gitignore", "Cargo.toml"] {
            let paths: Vec<&str> = std::iter::once(mark).chain(below).collect();
            assert_eq!(groups(&paths, &[]), [["a/x.c", "b/y.c"]]);
        }
    }

    #[test]
    fn beside_a_repository_lie_repositories() {
        let paths = ["a/LICENSE", "a/lib/LICENSE", "a/lib/y.c", "a/x.c", "b/src/y.c"];
        assert_eq!(groups(&paths, &[]), [vec!["a/lib/y.c", "a/x.c"], vec!["b/src/y.c"]]);
        let deeper = ["work/a/.gitignore", "work/a/x.c", "work/b/.gitignore", "work/b/y.c"];
        assert_eq!(groups(&deeper, &[]), [["work/a/x.c"], ["work/b/y.c"]]);
    }

    #[test]
    fn a_program_has_a_library_at_its_side() {
        assert_eq!(groups(&["lib/LICENSE", "lib/x.c", "main.c"], &[]), [["lib/x.c", "main.c"]]);
        let several = ["a/LICENSE", "a/x.c", "b/LICENSE", "b/y.c", "c.c"];
        assert_eq!(groups(&several, &[]), [["a/x.c"], ["b/y.c"], ["c.c"]]);
    }

    #[test]
    fn manifests_join() {
        let paths = ["a/LICENSE", "a/x.c", "b/LICENSE", "b/y.c", "c/LICENSE", "c/z.c"];
        assert_eq!(groups(&paths, &[("a/lib", "c")]), [vec!["a/x.c", "c/z.c"], vec!["b/y.c"]]);
    }
}
