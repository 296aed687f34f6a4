//! Resolution does not depend on what things are called: consistent renaming changes no outcome and moves no target.

mod snippets;

use std::path::Path;

use model::path::RepoPath;
use snippets::SNIPPETS;
use testkit::Places;
use testkit::files::Tree;
use testkit::linked::TextManifests;
use testkit::rename::{Renamed, SourceFile, compare};
use testkit::suite::fixtures;

fn assert_same(what: &str, renamed: &Renamed) {
    let differences: Vec<String> = renamed.differences.iter().map(ToString::to_string).collect();
    assert!(differences.is_empty(), "{what}\n{}", differences.join("\n"));
}

/// The trees of all tests of a language's suite.
fn run(language: &str) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites").join(language);
    let mut renamed = (0, 0);
    for fixture in fixtures(&directory) {
        let found = compare(&fixture.places(), &fixture.texts, &fixture.files);
        assert_same(&fixture.name, &found);
        renamed.0 += found.names;
        renamed.1 += found.kept;
    }
    let (changed, kept) = renamed;
    assert!(changed > kept / 2, "{changed} names changed, {kept} kept: that proves little");
}

macro_rules! languages {
    ($($language:ident),* $(,)?) => { $(#[test] fn $language() { run(stringify!($language)); })* };
}

languages![c, cpp, java, javascript, python, rust, typescript];

#[test]
fn programs_of_all_languages_side_by_side() {
    let file = |snippet: &snippets::Snippet| -> SourceFile {
        let path = RepoPath::new(snippet.name).expect("a file name is a path");
        (path, snippet.spec(), snippet.source.as_bytes().to_vec())
    };
    let files: Vec<SourceFile> = SNIPPETS.iter().map(file).collect();
    let tree = Tree::new(files.iter().map(|(path, ..)| path.clone()));
    let renamed = compare(&Places::new(&tree, |_| None), &TextManifests::default(), &files);
    assert_same("snippets", &renamed);
    // What means something in any of the languages stays in all.
    assert!(renamed.sites.1 > renamed.sites.0 / 5, "{:?}", renamed.sites);
}
