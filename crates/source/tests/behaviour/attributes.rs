//! `.gitattributes`.

use source::DiscoverOptions;

use crate::trees::{Files, check};

const FILES: Files<'_> = &[
    (".gitattributes", "*.pb.go linguist-generated\nlib/** linguist-vendored=true"),
    ("api/a.pb.go", ""),
    ("lib/.gitattributes", "own.c -linguist-vendored"),
    ("lib/deep/z.c", ""),
    ("lib/own.c", ""),
    ("main.go", ""),
];

#[test]
fn flags_come_from_the_nearest_file_that_speaks() {
    check(
        FILES,
        &DiscoverOptions::default(),
        &[
            ".gitattributes",
            "api/a.pb.go generated",
            "lib/.gitattributes vendored",
            "lib/deep/z.c vendored",
            "lib/own.c",
            "main.go",
        ],
    );
}

#[test]
fn flagged_files_can_be_left_out() {
    check(
        FILES,
        &DiscoverOptions { skip_generated: true, skip_vendored: true, ..DiscoverOptions::default() },
        &[
            ".gitattributes",
            "api/a.pb.go -- generated",
            "lib/.gitattributes -- vendored",
            "lib/deep/z.c -- vendored",
            "lib/own.c",
            "main.go",
        ],
    );
}

#[test]
fn attributes_hold_without_gitignore() {
    check(
        &[(".gitattributes", "*.c linguist-generated"), (".gitignore", "*.c"), ("a.c", "")],
        &DiscoverOptions { no_gitignore: true, ..DiscoverOptions::default() },
        &[".gitattributes", ".gitignore", "a.c generated"],
    );
}
