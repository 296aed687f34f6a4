//! Documents made from the code: `BLESS=1 cargo test -p cli` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use wire::ErrorCode;

use crate::fixture::Tree;

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

#[test]
fn the_command_line_is_documented_as_it_helps() {
    let tree = Tree::new();
    let path = document("cli.md");
    let mut text = fs::read_to_string(&path).expect("docs/cli.md");
    for command in crate::snapshots::commands() {
        let name = command.join(" ");
        let help = tree.ok(&[command, &["--help"][..]].concat());
        let help = without_environment(help.trim_end());
        let before = format!("## `{name}`\n\n```text\n");
        if std::env::var_os("BLESS").is_some() {
            text = with_help(&text, &before, &help);
        }
        assert!(
            text.contains(&format!("{before}{help}\n```\n")),
            "docs/cli.md has another help of `{name}`; BLESS=1 writes it anew"
        );
    }
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).expect("writing a document");
    }
}

/// Help without what `MAGELLAN_DB` is for the tester.
fn without_environment(help: &str) -> String {
    let shown = |line: &str| match line.split_once("[env: MAGELLAN_DB=") {
        Some((before, _)) => format!("{before}[env: MAGELLAN_DB=]"),
        None => line.to_owned(),
    };
    help.lines().map(shown).collect::<Vec<_>>().join("\n")
}

/// The document with another help in the section that starts with `before`, at its end when there is none.
fn with_help(text: &str, before: &str, help: &str) -> String {
    let Some((start, rest)) = text.split_once(before) else {
        return format!("{}\n\n{before}{help}\n```\n", text.trim_end());
    };
    let (_, end) = rest.split_once("\n```\n").expect("the block ends");
    format!("{start}{before}{help}\n```\n{end}")
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
