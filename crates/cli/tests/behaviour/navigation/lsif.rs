//! The rules of LSIF, and its answers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::scip_index::At;
use crate::fixture::parse;

/// A graph as it was read.
#[derive(Default)]
struct Graph {
    vertices: BTreeMap<u64, Value>,
    /// Document → its ranges, project → its documents.
    contained: BTreeMap<u64, u64>,
    next: BTreeMap<u64, u64>,
    /// Label and from → to.
    edges: BTreeMap<(String, u64), u64>,
    /// Result and property → ranges.
    items: BTreeMap<(u64, String), BTreeSet<u64>>,
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("a number: {value}"))
}

/// What an edge of a label may lead from and to.
fn ends(label: &str) -> &'static [(&'static str, &'static str)] {
    match label {
        "contains" => &[("project", "document"), ("document", "range")],
        "next" => &[("range", "resultSet")],
        "item" => {
            &[("definitionResult", "range"), ("referenceResult", "range"), ("implementationResult", "range")]
        }
        "moniker" => &[("resultSet", "moniker")],
        "packageInformation" => &[("moniker", "packageInformation")],
        "textDocument/definition" => &[("resultSet", "definitionResult")],
        "textDocument/references" => &[("resultSet", "referenceResult")],
        "textDocument/implementation" => &[("resultSet", "implementationResult")],
        "textDocument/hover" => &[("resultSet", "hoverResult")],
        "textDocument/documentSymbol" => &[("document", "documentSymbolResult")],
        "textDocument/diagnostic" => &[("document", "diagnosticResult")],
        other => panic!("no edge is called {other}"),
    }
}

fn read(text: &str) -> Graph {
    let mut graph = Graph::default();
    let mut ids = BTreeSet::new();
    let mut open: Vec<(String, u64)> = Vec::new();
    for line in text.lines() {
        let element = parse(line);
        let id = number(&element["id"]);
        assert!(ids.insert(id), "{id} is there twice");
        if element["type"] == "vertex" {
            event(&element, &mut open);
            assert!(id == 1 || graph.vertices[&1]["label"] == "metaData", "metadata stand first");
            graph.vertices.insert(id, element);
        } else {
            edge(&mut graph, &element);
        }
    }
    assert!(open.is_empty(), "every event ends: {open:?}");
    graph
}

fn event(element: &Value, open: &mut Vec<(String, u64)>) {
    if element["label"] != "$event" {
        return;
    }
    let what = (element["scope"].as_str().expect("a scope").to_owned(), number(&element["data"]));
    match element["kind"].as_str() {
        Some("begin") => open.push(what),
        _ => assert_eq!(open.pop(), Some(what), "events are nested"),
    }
}

fn edge(graph: &mut Graph, element: &Value) {
    let label = element["label"].as_str().expect("a label");
    let from = number(&element["outV"]);
    let one = element.get("inV").into_iter();
    let to: Vec<u64> = one.chain(element["inVs"].as_array().into_iter().flatten()).map(number).collect();
    assert!(!to.is_empty());
    for to in to {
        let label_of = |id: &u64| {
            graph.vertices.get(id).unwrap_or_else(|| panic!("{id} before {element}"))["label"].clone()
        };
        let between = (label_of(&from), label_of(&to));
        assert!(
            ends(label).iter().any(|(out, inside)| between == ((*out).into(), (*inside).into())),
            "{element}"
        );
        match label {
            "contains" => assert_eq!(graph.contained.insert(to, from), None, "{to} is contained twice"),
            "next" => assert_eq!(graph.next.insert(from, to), None, "{from} has two next"),
            "item" => {
                assert_eq!(graph.contained[&to], number(&element["shard"]), "items are of one document");
                let property = element["property"].as_str().unwrap_or_default().to_owned();
                graph.items.entry((from, property)).or_default().insert(to);
            }
            _ => drop(graph.edges.insert((label.to_owned(), from), to)),
        }
    }
}

/// Line and column.
type Place = (u64, u64);

fn place(range: &Value, end: &str) -> Place {
    (number(&range[end]["line"]), number(&range[end]["character"]))
}

/// Fails with the first rule that is broken.
pub(super) fn check(text: &str) {
    let graph = read(text);
    let mut ranges: BTreeMap<u64, Vec<(Place, Place)>> = BTreeMap::new();
    for (id, vertex) in &graph.vertices {
        match vertex["label"].as_str() {
            Some("range") => {
                let document = graph.contained.get(id).expect("a range is contained");
                assert!(graph.next.contains_key(id), "a range leads on");
                ranges.entry(*document).or_default().push((place(vertex, "start"), place(vertex, "end")));
            }
            Some("document") => assert!(graph.contained.contains_key(id)),
            _ => {}
        }
    }
    for ranges in ranges.values_mut() {
        ranges.sort_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)));
        for pair in ranges.windows(2) {
            let ((_, end), (start, other)) = (pair[0], pair[1]);
            assert!(
                pair[0] != pair[1] && (start >= end || other <= end),
                "ranges lie apart or inside: {pair:?}"
            );
        }
    }
}

/// For each range where what it means is defined.
pub(super) fn definitions(text: &str) -> BTreeMap<At, BTreeSet<At>> {
    let graph = read(text);
    let at = |id: u64| -> At {
        let (line, column) = place(&graph.vertices[&id], "start");
        let uri = graph.vertices[&graph.contained[&id]]["uri"].as_str().expect("a URI");
        (uri.strip_prefix("file:///").expect("below the root").to_owned(), line as u32, column as u32)
    };
    let found = graph.next.iter().filter_map(|(range, set)| {
        let result = graph.edges.get(&("textDocument/definition".to_owned(), *set))?;
        let places = graph.items.get(&(*result, String::new()))?;
        Some((at(*range), places.iter().map(|place| at(*place)).collect()))
    });
    found.collect()
}
