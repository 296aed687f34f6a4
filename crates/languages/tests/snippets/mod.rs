//! A program per language that uses most of its syntax.

use extract::LanguageSpec;
use model::path::RepoPath;
use testkit::files::Tree;

/// A program.
pub(crate) struct Snippet {
    /// Its file's name.
    pub(crate) name: &'static str,
    /// Its text.
    pub(crate) source: &'static str,
}

macro_rules! snippets {
    ($($name:literal),* $(,)?) => {
        &[$(Snippet { name: $name, source: include_str!($name) }),*]
    };
}

/// One program per spec.
pub(crate) const SNIPPETS: &[Snippet] = snippets![
    "sample.c",
    "sample.cpp",
    "Sample.java",
    "sample.js",
    "sample.py",
    "sample.rs",
    "sample.ts",
    "sample.tsx",
];

impl Snippet {
    /// The language it is written in.
    pub(crate) fn spec(&self) -> &'static LanguageSpec {
        let path = RepoPath::new(self.name).expect("a file name is a path");
        Tree::default().language(&path, self.source.as_bytes(), None).expect("the name decides")
    }
}
