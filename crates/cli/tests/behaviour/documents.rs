//! Documents made from the code: `BLESS=1 cargo test -p cli` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use wire::ErrorCode;

#[test]
fn schemas_are_those_of_the_code() {
    for (command, schema) in wire::schemas() {
        let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        agrees(&format!("schema/{command}.json"), &format!("{text}\n"));
    }
}

#[test]
fn no_schema_is_left_over() {
    let known: Vec<String> = wire::schemas().iter().map(|(name, _)| format!("{name}.json")).collect();
    for entry in fs::read_dir(document("schema")).expect("docs/schema") {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        assert!(known.contains(&name), "docs/schema/{name} belongs to no command");
    }
}

#[test]
fn the_table_of_errors_is_that_of_the_code() {
    let mut text = String::from(
        "# Error codes\n\nA failure in a JSON mode is an object on standard output: `{\"schema_version\",\"error\":{\"code\",\"message\",\"hint\"?,\
         \"candidates\"?}}`.\nFor a person it is text on standard error. The codes and exit statuses below are stable.\n\n\
         | code | exit status | meaning |\n|---|---|---|\n",
    );
    for code in ErrorCode::ALL {
        let (name, status, meaning) = (code.as_str(), code.exit_status(), code.meaning());
        writeln!(text, "| `{name}` | {status} | {meaning} |").expect("writing to a String cannot fail");
    }
    agrees("errors.md", &text);
}

fn document(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

/// Compares a document with what the code says, or writes it.
fn agrees(name: &str, expected: &str) {
    let path = document(name);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("below docs")).expect("docs");
        fs::write(&path, expected).expect("writing a document");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "docs/{name} is out of date; BLESS=1 writes it anew");
}
