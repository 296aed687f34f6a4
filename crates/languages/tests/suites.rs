//! Runs the Markdown suites: one test per language, `suites/LANGUAGE/*.md`. How to write one is in testkit's README.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn suites() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites")
}

fn run(language: &str) {
    let directory = suites().join(language);
    if directory.exists() {
        testkit::suite::run(&directory).unwrap_passed();
    }
}

macro_rules! languages {
    ($($language:ident),* $(,)?) => {
        $(#[test] fn $language() { run(stringify!($language)); })*
        const LANGUAGES: &[&str] = &[$(stringify!($language)),*];
    };
}

languages![c, cpp, java, javascript, python, rust, typescript];

#[test]
fn every_language_and_every_directory_is_run() {
    let known: BTreeSet<&str> = languages::ALL.iter().map(|spec| spec.name).collect();
    assert_eq!(known, LANGUAGES.iter().copied().collect());
    for entry in fs::read_dir(suites()).into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().unwrap();
        assert!(LANGUAGES.contains(&name.as_str()), "no test runs suites/{name}");
    }
}
