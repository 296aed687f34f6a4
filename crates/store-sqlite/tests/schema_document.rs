//! Every query in `docs/schema.md` runs on a filled database and finds something.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use store::testing::{event, file, path as path_in_tree, resolution, run, skipped};
use store::{BulkLoad, History, ViewChange, WriteBatch};
use store_sqlite::{BACKEND, BulkBuild};

#[test]
fn the_documented_queries_find_something() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    build.put(file("a", &["shared", "one"])).expect("put");
    build.put(file("b", &["shared"])).expect("put");
    let shared = file("a", &["shared", "one"]).symbols[0].id;
    build.resolve(resolution("b", shared, &["one"])).expect("resolved");
    let view = ViewChange {
        tool_version: Some("t".to_owned()),
        root: Some("r".to_owned()),
        skipped: Some(vec![skipped("x", "binary")]),
        projects: Some(String::new()),
        selection: None,
    };
    let history = History { runs: vec![run(1, 1_700_000_000_000)], ..History::default() };
    build.history(history).expect("kept");
    build.finish(view).expect("published");
    let store = (BACKEND.open)(&path).expect("opens");
    let pending = vec![(path_in_tree("b"), vec![1])];
    let events = vec![event("b", "")];
    store.apply(WriteBatch { pending, events, ..WriteBatch::default() }).expect("applies");
    drop(store);

    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema.md");
    let text = fs::read_to_string(document).expect("the document is there");
    let queries: Vec<&str> =
        text.split("```sql\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(queries.len() >= 6, "the document has queries");
    let connection = Connection::open(&path).expect("opens");
    for query in queries {
        let mut statement = connection.prepare(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let mut rows = statement.query([]).expect("runs");
        assert!(rows.next().expect("a row").is_some(), "nothing found by: {query}");
    }
}

#[test]
fn every_table_and_view_is_documented() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    let build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    build.finish(ViewChange::default()).expect("published");
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema.md");
    let text = fs::read_to_string(document).expect("the document is there");
    let connection = Connection::open(&path).expect("opens");
    let query = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(query).expect("prepares");
    let names = statement.query_map([], |row| row.get::<_, String>(0)).expect("runs");
    for name in names {
        let name = name.expect("a name");
        assert!(text.contains(&format!("`{name}`")), "{name} is not in docs/schema.md");
    }
}
