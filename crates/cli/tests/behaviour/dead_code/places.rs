//! Where a definition stands can leave a doubt: in files that nothing leads to, in tests, beside code that is not there.

use super::check;
use crate::fixture::Tree;

#[test]
fn files_of_rust_that_no_module_declares() {
    let files = [
        ("Cargo.toml", "[package]\nname = \"a\"\n[[bin]]\nname = \"tool\"\npath = \"tools/tool.rs\"\n"),
        ("src/main.rs", "mod used;\nfn main() { used::go() }\n"),
        ("src/used.rs", "pub fn go() {}\nfn lost() {}   // => dead no-use\n"),
        ("src/stray.rs", "fn lost() {}                   // => unknown no-module\n"),
        ("tools/tool.rs", "fn main() {}\nfn lost() {}   // => dead no-use\n"),
        ("tests/ui/case.rs", "fn main() {}\nfn lost() {}   // => unknown no-module\n"),
        ("tests/run.rs", "#[test] fn runs() {}\nfn lost() {}   // => dead no-use\n"),
    ];
    check(&files, &[]);
}

#[test]
fn files_beside_tests_that_nothing_imports() {
    let files = [
        (
            "tests/test_all.py",
            "from tests import helpers\ndef test_it(): helpers.go()\ndef _lost(): pass   # => dead no-use\n",
        ),
        ("tests/helpers.py", "def go(): pass\ndef _lost(): pass   # => dead no-use\n"),
        ("tests/functional/naming.py", "def _sample(): pass   # => unknown no-module\n"),
        ("tests/test_more.py", "def make_folder(): pass   # => unknown test-runner\n"),
        ("typed.pyi", "def _f() -> int: ...\n"),
    ];
    check(&files, &["--exported-api", "auto"]);
}

#[test]
fn headers_show_what_the_linker_does_not_see() {
    let header =
        "namespace n {\nstatic inline int shown() { return 1; }   // => unknown visible-outside\n}\n";
    check(&[("n.h", header)], &[]);
}

#[test]
fn what_a_build_makes_may_name_what_a_file_hides() {
    let source = "
static void append(void) {}               // => unknown foreign-files
#include \"names_generated.c\"
int main(void) { return 0; }
";
    let other = "#include \"config.h\"\nstatic void lost(void) {}   // => dead no-use\nint main(void) { return 0; }\n";
    check(&[("a.c", source), ("b.c", other)], &[]);
}

#[test]
fn headers_use_what_they_declare_and_files_hide() {
    let header = "static void quiet(int code);\nstatic void report(int code);\nstatic inline int check(int a) { report(a); return a; }\n";
    let source = "
#include \"helper.h\"
static void report(int code) { }          // => alive used
static void silent(int code) { }          // => dead no-use
static void quiet(int code) { }           // => dead no-use
int main(void) { return check(1); }
";
    let library = "namespace std {\ntemplate <class T> using auto_ptr = unique_ptr<T>;   // => unknown external-header\n}\nint main() { return 0; }\n";
    check(&[("helper.h", header), ("a.c", source), ("b.cpp", library)], &[]);
}

#[test]
fn macros_and_locals_that_are_there_under_conditions() {
    let source = "
#if NEW
#define FAIL return 0                    // => alive used
#else
#define FAIL return 1                    // => alive used
#endif
static int cert;                         // => unknown spelled-in-file
static int plain;                        // => dead no-use
int main(void) {
#ifdef OTHER
    int cert = 0;
#endif
    int plain = 1;
    cert = 1;
    if (plain) FAIL;
    return plain;
}
";
    check(&[("a.c", source)], &[]);
}

#[test]
fn a_manifest_that_cannot_be_read_may_name_anything() {
    let tree = Tree::of(&[
        ("sub/setup.cfg", "[metadata]\nname = a\n"),
        ("sub/a.py", "def _below(): pass\n"),
        ("b.py", "def _beside(): pass\n"),
        ("other/page.j2", "nothing\n"),
        ("other/c.py", "def _near(): pass\n"),
    ]);
    tree.ok(&["index"]);
    let said = || {
        let answer = tree.json(&["dead-code", "--state", "all", "--kind", "function"]);
        let definitions = answer["data"]["definitions"].as_array().expect("definitions").clone();
        definitions.iter().map(|def| format!("{} {}", def["name"], def["state"])).collect::<Vec<_>>()
    };
    assert_eq!(said(), [r#""_beside" "dead""#, r#""_near" "dead""#, r#""_below" "dead""#]);
    std::fs::remove_file(tree.root().join("sub/setup.cfg")).expect("removed");
    assert_eq!(said(), [r#""_beside" "dead""#, r#""_near" "dead""#, r#""_below" "unknown""#]);
    // Neither what a template may name.
    std::fs::remove_file(tree.root().join("other/page.j2")).expect("removed");
    assert_eq!(said(), [r#""_beside" "dead""#, r#""_near" "unknown""#, r#""_below" "unknown""#]);
}
