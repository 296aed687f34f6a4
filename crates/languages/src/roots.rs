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
    "it/resources",
    "integration-test/resources",
    "integrationTest/resources",
    "functionalTest/resources",
    "testFixtures/resources",
    "xdocs-examples/resources",
    "test/resources-noncompilable",
    "it/resources-noncompilable",
    "main/resources",
    "test/data",
    "tests/data",
    "tests/cases",
    "test/cases",
    "tests/input",
    "test/input",
    "test/examples",
    "tests/examples",
    "tests/expected",
    "test/expected",
    "tests/output",
    "tests/inputs",
    "syntax-tests",
];

/// Ends of the names of files whose text uses nothing: prose, pictures, styles, translations, locks and archives.
const PROSE: &[&str] = &[
    ".md",
    ".markdown",
    ".rst",
    ".txt",
    ".adoc",
    ".asciidoc",
    ".org",
    ".tex",
    ".po",
    ".pot",
    ".xlf",
    ".svg",
    ".png",
    ".gif",
    ".jpg",
    ".jpeg",
    ".ico",
    ".webp",
    ".pdf",
    ".css",
    ".scss",
    ".sass",
    ".less",
    ".styl",
    ".map",
    ".lock",
    "-lock.json",
    "-lock.yaml",
    ".csv",
    ".tsv",
    ".log",
    ".diff",
    ".patch",
    ".pem",
    ".crt",
    ".key",
    ".zip",
    ".gz",
    ".xz",
    ".bz2",
    ".tar",
    ".jar",
    ".woff",
    ".woff2",
    ".ttf",
    ".eot",
    ".mp3",
    ".mp4",
    ".wasm",
    ".snap",
];

/// Whether a file in no language that is read may use definitions of the tree by their names: templates, settings, scripts.
pub fn may_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_prose = PROSE.iter().any(|end| name.ends_with(end));
    let is_told = ["LICENSE", "COPYING", "AUTHORS", "CHANGES", "ChangeLog", "NEWS", "THANKS"]
        .iter()
        .any(|told| name.starts_with(told));
    !is_prose && !is_told
}

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
