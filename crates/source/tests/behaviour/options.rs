//! Include and exclude globs, and asking for single paths.

use source::{DiscoverOptions, FileSystem, MemoryFiles, SourceError};

use crate::trees::{Files, check, lines, path};

const FILES: Files<'_> = &[
    (".gitignore", "*.log"),
    ("docs/a.md", ""),
    ("src/a.log", ""),
    ("src/a.rs", ""),
    ("src/gen/b.rs", ""),
    ("src/net/c.py", ""),
];

fn globs(include: &[&str], exclude: &[&str]) -> DiscoverOptions {
    let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect();
    DiscoverOptions { include: owned(include), exclude: owned(exclude), ..DiscoverOptions::default() }
}

#[test]
fn exclude_prunes() {
    check(
        FILES,
        &globs(&[], &["gen/", "*.md"]),
        &[
            ".gitignore",
            "docs/a.md -- excluded",
            "src/a.log -- ignored (.gitignore: *.log)",
            "src/a.rs",
            "src/gen/ -- excluded",
            "src/net/c.py",
        ],
    );
}

#[test]
fn include_names_files_or_whole_directories() {
    check(
        FILES,
        &globs(&["*.rs"], &[]),
        &[
            ".gitignore -- excluded",
            "docs/a.md -- excluded",
            "src/a.log -- excluded",
            "src/a.rs",
            "src/gen/b.rs",
            "src/net/c.py -- excluded",
        ],
    );
    check(
        FILES,
        &globs(&["./src/net", "/docs/"], &[]),
        &[
            ".gitignore -- excluded",
            "docs/a.md",
            "src/a.log -- excluded",
            "src/a.rs -- excluded",
            "src/gen/ -- excluded",
            "src/net/c.py",
        ],
    );
}

#[test]
fn exclude_wins_over_include_and_a_later_glob_takes_back() {
    check(
        FILES,
        &globs(&["/src", "!/src/gen"], &["*.py", "!c.py", "a.rs"]),
        &[
            ".gitignore -- excluded",
            "docs/ -- excluded",
            "src/a.log -- ignored (.gitignore: *.log)",
            "src/a.rs -- excluded",
            "src/gen/b.rs -- excluded",
            "src/net/c.py",
        ],
    );
}

#[test]
fn include_does_not_bring_back_what_is_ignored() {
    let found = MemoryFiles::new(FILES.iter().copied()).discover(&globs(&["*.log"], &[])).expect("listable");
    assert!(found.files.is_empty());
}

#[test]
fn malformed_globs_are_errors_with_a_hint() {
    for glob in ["[z-a]", "", "{a"] {
        let error = MemoryFiles::default().discover(&globs(&[glob], &[])).expect_err("malformed");
        assert!(matches!(&error, SourceError::MalformedGlob { glob: named, .. } if named == glob), "{error}");
        assert!(error.hint().is_some());
    }
}

#[test]
fn the_answer_about_single_paths_is_the_part_of_the_full_answer_about_them() {
    let files: Files<'_> = &[
        (".gitignore", "out/"),
        (".gitattributes", "src/** linguist-generated"),
        ("out/a/b.c", ""),
        ("src/.gitignore", "*.o"),
        ("src/a.c", ""),
        ("src/a.o", ""),
        ("src/deep/b.c", ""),
        ("src-old/a.c", ""),
        ("z.c", ""),
    ];
    let asking = |only: &[&str]| DiscoverOptions {
        only: only.iter().map(|text| path(text)).collect(),
        ..DiscoverOptions::default()
    };
    check(files, &asking(&["src/a.c"]), &["src/a.c generated"]);
    check(files, &asking(&["src/a.o", "gone.c"]), &["src/a.o -- ignored (src/.gitignore: *.o)"]);
    check(files, &asking(&["src/deep", "z.c"]), &["src/deep/b.c generated", "z.c"]);
    check(files, &asking(&["out/a/b.c"]), &["out/ -- ignored (.gitignore: out/)"]);

    let memory = MemoryFiles::new(files.iter().copied());
    let full = memory.discover(&DiscoverOptions::default()).expect("listable");
    assert_eq!(memory.discover(&asking(&[""])).expect("listable"), full, "the root is everything");
    let all: Vec<_> = full.files.iter().map(|file| file.path.as_str()).collect();
    let asked = memory.discover(&asking(&all)).expect("listable");
    assert_eq!(asked.files, full.files);
    assert!(lines(&asked).iter().all(|line| !line.contains("--")));
}
