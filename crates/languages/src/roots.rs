//! What uses definitions beside their tree: a table for each language, and what manifests say. `docs/roots.md` tells both.

use std::cell::RefCell;
use std::collections::BTreeSet;

use liveness::{Listed, RootRules};
use model::path::RepoPath;
use resolve::Manifests;

/// The rules of all languages, one for each language or family of languages that name each other's definitions.
pub static ROOTS: &[&RootRules] = &[
    &crate::c::roots::ROOTS,
    &crate::java::roots::ROOTS,
    &crate::javascript::roots::ROOTS,
    &crate::python::roots::ROOTS,
    &crate::rust::roots::ROOTS,
];

/// Directories that hold data of tests by the custom of any language. No build compiles what lies in resources of Maven and Gradle.
pub(crate) const DATA: &[&str] = &[
    "testdata",
    "test-data",
    "test_data",
    "fixtures",
    "__fixtures__",
    "__testfixtures__",
    "snapshots",
    "__snapshots__",
    "golden",
    "goldens",
    "test/resources",
    "tests/resources",
    "main/resources",
    "test/data",
    "tests/data",
    "tests/cases",
    "test/cases",
    "syntax-tests",
];

/// The rules of the language called `name`.
pub fn roots_of(name: &str) -> Option<&'static RootRules> {
    ROOTS.iter().copied().find(|rules| rules.languages.contains(&name))
}

/// What the manifests of a tree say of what is used from outside. `has_file` tells whether the tree has a file.
pub fn listed(manifests: &dyn Manifests, has_file: &dyn Fn(&str) -> bool) -> Listed {
    let manifests = Noting { manifests, unread: RefCell::default() };
    let mut listed = Listed::default();
    crate::rust::roots::listed(&manifests, has_file, &mut listed);
    crate::python::roots::listed(&manifests, has_file, &mut listed);
    crate::javascript::roots::listed(&manifests, has_file, &mut listed);
    crate::java::roots::listed(&manifests, has_file, &mut listed);
    listed.unread = manifests.unread.into_inner().into_iter().collect();
    listed
}

/// Manifests, with a note of those that could not be read.
struct Noting<'a> {
    manifests: &'a dyn Manifests,
    unread: RefCell<BTreeSet<RepoPath>>,
}

impl Manifests for Noting<'_> {
    fn named(&self, file_name: &str) -> Vec<RepoPath> {
        self.manifests.named(file_name)
    }

    fn read(&self, path: &RepoPath) -> Option<String> {
        let text = self.manifests.read(path);
        if text.is_none() {
            self.unread.borrow_mut().insert(path.clone());
        }
        text
    }
}

/// A path below a directory, `""` being the root of the tree.
pub(crate) fn join(directory: &str, path: &str) -> String {
    match (directory, path) {
        ("", path) => path.to_owned(),
        (directory, "") => directory.to_owned(),
        (directory, path) => format!("{directory}/{path}"),
    }
}
