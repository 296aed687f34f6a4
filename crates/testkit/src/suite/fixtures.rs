//! The trees of a suite's tests, for properties that must hold of any tree.

use std::fs;
use std::path::Path;

use super::document::{Document, Test};
use super::stage::Stage;
use crate::files::Tree;
use crate::linked::TextManifests;
use crate::place::Places;
use crate::rename::SourceFile;

/// The files of a test, as its last stage leaves them.
pub struct Fixture {
    /// Document and heading.
    pub name: String,
    /// The files in known languages.
    pub files: Vec<SourceFile>,
    /// All files as text.
    pub texts: TextManifests,
    tree: Tree,
}

impl Fixture {
    fn new(document: &str, test: &Test<'_>) -> Self {
        let stage = Stage::new(test, test.stages());
        let texts = stage.texts();
        let tree = Tree::new(texts.0.keys().cloned());
        Self { name: format!("{document}: {}", test.heading), files: stage.sources(), texts, tree }
    }

    /// Where its files stand.
    pub fn places(&self) -> Places<'_> {
        Places::new(&self.tree, |path| self.texts.0.get(path).cloned())
    }
}

/// The trees of all tests below a directory of documents, in order.
pub fn fixtures(directory: &Path) -> Vec<Fixture> {
    let mut paths: Vec<_> = fs::read_dir(directory)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let mut fixtures = Vec::new();
    for path in &paths {
        let text = fs::read_to_string(path).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        fixtures.extend(Document::parse(&text).tests.iter().map(|test| Fixture::new(&name, test)));
    }
    fixtures
}
