//! Every format of a small tree in several languages: its bytes, and what its own library reads back from them.

use std::collections::BTreeMap;
use std::path::Path;

use engine::query::{EdgeGroup, EdgeGroups, Level};
use engine::{BACKENDS, Database, DefKind, IndexOptions, OutcomeKind, Silent};
use export::{FORMATS, FileFilter, Format, RowKind, Selection, TABLES, TableOut, Writer};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

/// The tree. Names are chosen to hurt: quotes, angle brackets, commas, characters beyond ASCII, a directory with a space.
const FILES: &[(&str, &str)] = &[
    ("shop/__init__.py", ""),
    (
        "shop/models.py",
        "class Item:\n    def __init__(self, price):\n        self.price = price\n\n    def total(self):\n        \
         return self.price\n\n\nclass Book(Item):\n    def total(self):\n        return self.price * 0.9  # 1/2 \\ \"ß\"\n\n\n\
         def make(price):\n    return Item(price)\n",
    ),
    (
        "shop/app.py",
        "from shop.models import Item, make\n\n\ndef checkout(thing: Item):\n    make(3)\n    make(4)\n    return thing.total()\n\n\n\
         make(5)\n",
    ),
    (
        "vec tor/vec.hpp",
        "#pragma once\nstruct Vec {\n    int x;\n    bool operator<(const Vec &other) const { return x < other.x; }\n};\n\
         int dot(Vec a, Vec b);\n",
    ),
    (
        "vec tor/vec.cpp",
        "#include \"vec.hpp\"\n\nint dot(Vec a, Vec b) { return a.x * b.x; }\nint twice(Vec a) { return dot(a, a); }\n",
    ),
    (
        "web/odd.ts",
        "export const names = { 'a \"quoted\", name': 1, \"it's <b>&amp;\": 2, '': 3 };\nexport type Größe = number;\n",
    ),
    (
        "Main.java",
        "class Main {\n    private static int run(int times) { return times; }\n    int go() { return run(2); }\n}\n",
    ),
];

/// The tree in an index of each kind of store.
struct Indexed {
    databases: Vec<Database>,
    _directory: tempfile::TempDir,
}

impl Indexed {
    fn new() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let root = directory.path().join("tree");
        for (path, text) in FILES {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("below the root")).expect("a directory");
            std::fs::write(path, text).expect("a file");
        }
        let index = |backend: &&'static engine::Backend| {
            let db = directory.path().join(backend.name);
            let options = IndexOptions { backend: Some(*backend), ..IndexOptions::default() };
            engine::index(&root, &db, &options, &Silent).expect("the tree can be indexed");
            Database::open(&db).expect("the index opens")
        };
        Self { databases: BACKENDS.iter().map(index).collect(), _directory: directory }
    }

    /// An export to one stream, the same from every kind of store and twice. What is no text of a binary format is replaced.
    fn stream(&self, format: &str, selection: &Selection) -> String {
        let Writer::Stream(write) = named(format).writer else { panic!("{format} is several tables") };
        let export = |db: &Database| {
            let mut out = Vec::new();
            write(db.snapshot(), selection, &mut out).expect("an export");
            out
        };
        let exports: Vec<Vec<u8>> = self.databases.iter().chain(&self.databases[..1]).map(export).collect();
        assert!(exports.windows(2).all(|pair| pair[0] == pair[1]), "{format} differs");
        String::from_utf8_lossy(&exports[0]).into_owned()
    }

    /// The tables of an export by name, the same from every kind of store and twice.
    fn tables(&self, format: &str, selection: &Selection) -> BTreeMap<&'static str, Vec<u8>> {
        let Writer::Tables { write, .. } = named(format).writer else { panic!("{format} is one stream") };
        let export = |db: &Database| {
            let mut outs: Vec<Vec<u8>> = TABLES.iter().map(|_| Vec::new()).collect();
            let tables = TABLES.iter().zip(&mut outs).map(|(table, out)| TableOut { table, out });
            write(db.snapshot(), selection, tables.collect()).expect("an export");
            TABLES.iter().map(|table| table.name).zip(outs).collect::<BTreeMap<_, _>>()
        };
        let exports: Vec<_> = self.databases.iter().chain(&self.databases[..1]).map(export).collect();
        assert!(exports.windows(2).all(|pair| pair[0] == pair[1]), "{format} differs");
        exports.into_iter().next().expect("there is a store")
    }
}

fn named(name: &str) -> &'static Format {
    FORMATS.iter().find(|format| format.name == name).expect("a format of this name")
}

fn calls() -> Selection {
    Selection { edges: EdgeGroups::new(&[EdgeGroup::Calls]), ..Selection::default() }
}

/// A text without what differs between versions of the program and of its rules.
fn stable(text: &str, indexed: &Indexed) -> String {
    let digest = indexed.databases[0].snapshot().meta().expect("meta").digest().to_string();
    text.replace(&digest, "DIGEST").replace(engine::VERSION, "TOOL")
}

#[test]
fn every_stream_is_as_documented() {
    let indexed = Indexed::new();
    let derived = Selection {
        rows: [&[RowKind::File], RowKind::DERIVED, &[RowKind::Collision]].concat(),
        files: FileFilter { languages: vec!["python".to_owned(), "cpp".to_owned()], ..FileFilter::default() },
        ..Selection::default()
    };
    let files = Selection { level: Level::File, ..Selection::default() };
    let snapshots = [
        ("jsonl", "jsonl", Selection::default()),
        ("jsonl-derived", "jsonl", derived),
        ("json", "json", Selection { rows: vec![RowKind::File, RowKind::Call], ..Selection::default() }),
        (
            "json-minified",
            "json",
            Selection { rows: vec![RowKind::File], minify: true, ..Selection::default() },
        ),
        ("ctags", "ctags", Selection::default()),
        ("cypher", "cypher", Selection::default()),
        ("dot", "dot", calls()),
        ("dot-files", "dot", files.clone()),
        ("graphml", "graphml", calls()),
        ("graphml-modules", "graphml", Selection { level: Level::Module, ..Selection::default() }),
        ("mermaid", "mermaid", calls()),
        ("mermaid-packages", "mermaid", Selection { level: Level::Package, ..Selection::default() }),
    ];
    for (name, format, selection) in snapshots {
        insta::assert_snapshot!(name, stable(&indexed.stream(format, &selection), &indexed));
    }
}

#[test]
fn every_row_of_a_table_is_the_row_of_the_json_export() {
    let indexed = Indexed::new();
    let selection = Selection::default();
    let lines = indexed.stream("jsonl", &selection);
    let rows: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (csv, parquet) = (indexed.tables("csv", &selection), indexed.tables("parquet", &selection));
    for (table, kind) in [
        ("export", "version"),
        ("files", "file"),
        ("symbols", "symbol"),
        ("references", "reference"),
        ("calls", "call"),
        ("imports", "import"),
        ("diagnostics", "diagnostic"),
    ] {
        let rows: Vec<&Value> = rows.iter().filter(|row| row["type"] == kind).collect();
        let read = read_csv(&csv[table]);
        assert_eq!(read.len(), rows.len(), "{table}");
        for (flat, row) in read.iter().zip(rows) {
            for (column, value) in flat {
                assert_eq!(value, &expected(row, table, column), "{table}.{column}: {row}");
            }
        }
    }
    for table in TABLES {
        assert_eq!(read_parquet(&parquet[table.name]), read_csv(&csv[table.name]), "{}", table.name);
    }
    let targets = rows.iter().flat_map(|row| [&row["targets"], &row["also"]]);
    let count: usize = targets.filter_map(Value::as_array).map(Vec::len).sum();
    assert_eq!(read_csv(&csv["targets"]).len(), count);
}

/// What a column says of a JSON row.
fn expected(row: &Value, table: &str, column: &str) -> String {
    let value = match (table, column) {
        ("references", "targets") => return row["targets"].as_array().expect("a list").len().to_string(),
        ("references", "target") if row["outcome"] != "resolved" => return String::new(),
        ("references", "target") => &row["targets"][0]["symbol_id"],
        _ => column.strip_prefix("whole_").map_or(&row[column], |column| &row["whole"][column]),
    };
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The rows of a CSV file, each with the names of its columns.
fn read_csv(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let names: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("as many fields as columns"))).collect()
}

/// The rows of a Parquet file, each with the names of its columns.
fn read_parquet(bytes: &[u8]) -> Vec<Vec<(String, String)>> {
    let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(bytes)).expect("a Parquet file");
    let value = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        other => other.to_string(),
    };
    let rows = reader.get_row_iter(None).expect("rows");
    rows.map(|row| {
        let row = row.expect("a row");
        row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
    })
    .collect()
}

#[test]
fn parquet_says_what_wrote_it_and_nothing_of_when_and_where() {
    let indexed = Indexed::new();
    let tables = indexed.tables("parquet", &Selection::default());
    let reader =
        SerializedFileReader::new(bytes::Bytes::copy_from_slice(&tables["symbols"])).expect("Parquet");
    let metadata = reader.metadata().file_metadata();
    assert_eq!(metadata.created_by(), Some(format!("magellan version {}", engine::VERSION).as_str()));
    let entries = metadata.key_value_metadata().expect("what is said of the file");
    let keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["magellan.version", "magellan.digest"]);
    assert_eq!(entries[0].value.as_deref(), Some(export::EXPORT_VERSION));
}

#[test]
fn a_selection_narrows_every_format() {
    let indexed = Indexed::new();
    let python = Selection {
        files: FileFilter {
            paths: vec![engine::query::glob("shop/*").expect("a glob")],
            languages: vec!["python".to_owned()],
        },
        kinds: vec![DefKind::Function],
        min_outcome: Some(OutcomeKind::Resolved),
        ..calls()
    };
    for format in FORMATS {
        let Writer::Stream(_) = format.writer else { continue };
        // A page tells all outcomes apart; `tests/page.rs` looks into its data.
        if format.name == "html" {
            continue;
        }
        let text = indexed.stream(format.name, &python);
        assert!(!text.contains("vec.cpp") && !text.contains("Main"), "{}: {text}", format.name);
        assert!(!text.contains("dispatch") && !text.contains("unresolved"), "{}: {text}", format.name);
    }
    let tags = indexed.stream("ctags", &python);
    let names: Vec<&str> =
        tags.lines().filter(|line| !line.starts_with('!')).map(|line| &line[..4]).collect();
    assert_eq!(names, ["chec", "make"]);
    let symbols = read_csv(&indexed.tables("csv", &python)["symbols"]);
    assert!(symbols.iter().all(|row| row.contains(&("kind".to_owned(), "function".to_owned()))));
}

#[test]
fn every_edge_of_a_graph_leads_to_a_node_of_it() {
    let indexed = Indexed::new();
    let selections = [
        Selection::default(),
        Selection { kinds: vec![DefKind::Function, DefKind::Method], ..Selection::default() },
        Selection {
            files: FileFilter { languages: vec!["python".to_owned()], ..FileFilter::default() },
            min_outcome: Some(OutcomeKind::Unresolved),
            ..Selection::default()
        },
    ];
    for level in Level::ALL {
        for selection in &selections {
            let text = indexed.stream("graphml", &Selection { level, ..selection.clone() });
            let nodes: Vec<&str> = quoted(&text, "<node id=\"");
            let ends = [quoted(&text, " source=\""), quoted(&text, " target=\"")].concat();
            assert!(!nodes.is_empty() && ends.iter().all(|end| nodes.contains(end)), "{text}");
        }
    }
}

/// What stands between `before` and the next quote, everywhere.
fn quoted<'a>(text: &'a str, before: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_pattern_of_a_tag_is_the_line_that_it_names() {
    let indexed = Indexed::new();
    let tags = indexed.stream("ctags", &Selection::default());
    let mut checked = 0;
    for line in tags.lines().filter(|line| !line.starts_with('!')) {
        let (head, fields) = line.split_once("/;\"\t").expect("a pattern ends");
        let (place, pattern) = head.split_once("\t/^").expect("a pattern begins");
        let path = place.split('\t').nth(1).expect("a path");
        let number = fields.split('\t').find_map(|field| field.strip_prefix("line:")).expect("a line");
        let (_, text) = FILES.iter().find(|(known, _)| Path::new(known) == Path::new(path)).expect("a file");
        let source = text.lines().nth(number.parse::<usize>().expect("a number") - 1).expect("the line");
        let pattern = pattern.replace("\\/", "/").replace("\\\\", "\\");
        assert_eq!(pattern.strip_suffix('$'), Some(source), "{line}");
        checked += 1;
    }
    assert!(checked > 15, "{checked}");
}
