//! Reading SCIP back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use protobuf::Message as _;
use scip::types::{Document, Index, Occurrence, SymbolRole};

use crate::fixture::Tree;

/// Where something is: path, line and column from 0, the column in UTF-16 code units.
pub(super) type At = (String, u32, u32);

/// A symbol: local ones are of a document.
type Key = (String, String);

/// The export of a tree's index.
pub(super) fn export(tree: &Tree, options: &[&str]) -> Index {
    tree.ok(&[&["export", "--format", "scip", "--out", "index.scip"], options].concat());
    let bytes = std::fs::read(tree.root().join("index.scip")).expect("the export");
    std::fs::remove_file(tree.root().join("index.scip")).expect("it is there");
    Index::parse_from_bytes(&bytes).expect("a message")
}

pub(super) fn document<'a>(index: &'a Index, path: &str) -> &'a Document {
    index.documents.iter().find(|document| document.relative_path == path).expect("the document")
}

/// First line, first column, last line, column behind the last.
pub(super) fn range(range: &[i32]) -> [usize; 4] {
    let at = |index: usize| usize::try_from(range[index]).expect("not negative");
    match range.len() {
        3 => [at(0), at(1), at(0), at(2)],
        4 => [at(0), at(1), at(2), at(3)],
        other => panic!("a range of {other} numbers"),
    }
}

pub(super) fn has(occurrence: &Occurrence, role: SymbolRole) -> bool {
    occurrence.symbol_roles & role as i32 != 0
}

/// The symbols on a line, from 1, in order.
pub(super) fn occurrences_on(index: &Index, path: &str, line: usize) -> Vec<String> {
    let on_line = document(index, path).occurrences.iter().filter(|found| range(&found.range)[0] + 1 == line);
    on_line.map(|found| found.symbol.clone()).collect()
}

/// The relationships of the symbol whose descriptors end so: flags, then the descriptors of the other.
pub(super) fn related(index: &Index, descriptors: &str) -> Vec<String> {
    let symbols = index.documents.iter().flat_map(|document| &document.symbols);
    let found = symbols
        .filter(|symbol| symbol.symbol.ends_with(descriptors))
        .flat_map(|symbol| &symbol.relationships);
    let shown = found.map(|other| {
        let flags = [
            (other.is_implementation, "implementation "),
            (other.is_reference, "reference "),
            (other.is_type_definition, "type-definition "),
        ];
        let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, name)| *name).collect();
        format!("{flags}{}", other.symbol.splitn(5, ' ').last().expect("descriptors"))
    });
    shown.collect()
}

/// The source with each occurrence below its line.
pub(super) fn annotated(index: &Index, root: &Path, path: &str) -> String {
    let source = std::fs::read_to_string(root.join(path)).expect("the source");
    let mut text = format!("==== {path}\n");
    let document = document(index, path);
    let kinds: BTreeMap<&str, String> = document
        .symbols
        .iter()
        .map(|symbol| (symbol.symbol.as_str(), format!("{:?}", symbol.kind.enum_value_or_default())))
        .collect();
    for (number, line) in source.lines().enumerate() {
        writeln!(text, "  {line}").expect("a string");
        for found in document.occurrences.iter().filter(|found| range(&found.range)[0] == number) {
            let [_, start, _, end] = range(&found.range);
            let (before, name) = (&line[..start], line.get(start..end).unwrap_or_default());
            let marks = "^".repeat(name.chars().count().max(1));
            write!(text, "//{}{marks}", " ".repeat(before.chars().count())).expect("a string");
            let kind = kinds.get(found.symbol.as_str()).filter(|_| has(found, SymbolRole::Definition));
            let kind = kind.map_or(String::new(), |kind| format!(" {kind}"));
            writeln!(text, " {}{kind} {}", roles(found), found.symbol).expect("a string");
        }
    }
    text
}

fn roles(found: &Occurrence) -> String {
    let names = [
        (SymbolRole::Definition, "definition"),
        (SymbolRole::ForwardDefinition, "forward-definition"),
        (SymbolRole::Import, "import"),
        (SymbolRole::WriteAccess, "write"),
        (SymbolRole::ReadAccess, "read"),
        (SymbolRole::Generated, "generated"),
        (SymbolRole::Test, "test"),
    ];
    let all: Vec<&str> = names.iter().filter(|(role, _)| has(found, *role)).map(|(_, name)| *name).collect();
    if all.is_empty() { "reference".to_owned() } else { all.join(" ") }
}

/// For each range that means one thing, where that is defined; of the repository only.
pub(super) fn definitions(index: &Index, root: &Path) -> BTreeMap<At, BTreeSet<At>> {
    let mut defined: BTreeMap<Key, BTreeSet<At>> = BTreeMap::new();
    let mut meant: BTreeMap<(String, [usize; 4]), BTreeSet<Key>> = BTreeMap::new();
    for document in &index.documents {
        let path = &document.relative_path;
        let source = std::fs::read_to_string(root.join(path)).expect("the source");
        let lines: Vec<&str> = source.split('\n').collect();
        for found in &document.occurrences {
            let is_local = found.symbol.starts_with("local ");
            let key = (if is_local { path.clone() } else { String::new() }, found.symbol.clone());
            let [line, start, _, end] = range(&found.range);
            let is_nameless = start == end && found.range != [0, 0, 0];
            if is_nameless {
                continue;
            }
            let column = lines[line][..start].encode_utf16().count();
            let at = (path.clone(), line as u32, column as u32);
            if has(found, SymbolRole::Definition) {
                defined.entry(key.clone()).or_default().insert(at.clone());
            }
            meant.entry((path.clone(), [line, column, end, 0])).or_default().insert(key);
        }
    }
    let one = meant.into_iter().filter(|(_, keys)| keys.len() == 1);
    let found = one.filter_map(|((path, [line, column, ..]), keys)| {
        let places = defined.get(keys.first()?)?.clone();
        Some(((path, line as u32, column as u32), places))
    });
    found.collect()
}
