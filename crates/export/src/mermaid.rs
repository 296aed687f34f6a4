//! Mermaid's flow charts (<https://mermaid.js.org/syntax/flowchart.html>): a drawing for documents, of the part of a graph that carries
//! most. Mermaid refuses to draw more than 500 edges or 50 000 characters, and nobody could read it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use engine::OutcomeKind;
use engine::query::SnapshotRef;

use crate::graph::{self, Edge, GraphSink, Node};
use crate::{ExportError, Out, Selection, rows};

/// Edges that are drawn.
const EDGES: usize = 200;
/// Nodes that are drawn when there are no edges.
const NODES: usize = 200;
/// Characters of a name that are shown; of a longer one the end.
const NAME: usize = 60;

/// Writes a drawing: the edges that stand for most references, and what they connect.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    out: &mut Out<'_>,
) -> Result<(), ExportError> {
    let mut heaviest = Heaviest::default();
    graph::tell(snapshot, selection, &mut heaviest)?;
    let (nodes, edges) = (heaviest.nodes, heaviest.edges);
    let drawing = heaviest.drawing();
    let mut named = Named { wanted: drawing.nodes(), names: BTreeMap::new() };
    graph::tell(snapshot, selection, &mut named)?;

    let version = rows::version(snapshot)?;
    writeln!(
        out,
        "%% magellan {} mermaid {} digest {}",
        version.tool_version, version.version, version.digest
    )?;
    writeln!(out, "flowchart LR")?;
    let mut numbers = BTreeMap::new();
    for (number, (id, name)) in named.names.iter().enumerate() {
        numbers.insert(id.as_str(), number);
        writeln!(out, "  n{number}[\"{}\"]", shown(name))?;
    }
    for edge in &drawing.edges {
        if let (Some(from), Some(to)) = (numbers.get(edge.source.as_str()), numbers.get(edge.target.as_str()))
        {
            let arrow = if edge.outcome == OutcomeKind::Resolved { "-->" } else { "-.->" };
            writeln!(out, "  n{from} {arrow}|{} {}| n{to}", edge.group.as_str(), edge.count)?;
        }
    }
    let (drawn_nodes, drawn_edges) = (named.names.len() as u64, drawing.edges.len() as u64);
    if (drawn_nodes, drawn_edges) != (nodes, edges) {
        let note = format!(
            "{drawn_edges} of {edges} edges and {drawn_nodes} of {nodes} nodes are drawn: the edges that stand for most references"
        );
        writeln!(out, "  %% {note}\n  note[\"{note}\"]\n  style note stroke-dasharray: 5 5")?;
    }
    Ok(())
}

/// The heaviest edges of a graph, and how much there is of it.
#[derive(Default)]
struct Heaviest {
    nodes: u64,
    edges: u64,
    first_nodes: Vec<String>,
    /// The lightest on top; of two equal ones the later.
    heap: BinaryHeap<Reverse<Weighed>>,
}

/// An edge by weight, the earlier before the later.
struct Weighed {
    key: (u64, Reverse<u64>),
    edge: Edge,
}

impl PartialEq for Weighed {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Weighed {}

impl PartialOrd for Weighed {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Weighed {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl GraphSink for Heaviest {
    fn node(&mut self, node: &Node<'_>) -> Result<(), ExportError> {
        self.nodes += 1;
        if self.first_nodes.len() < NODES {
            self.first_nodes.push(node.id.to_owned());
        }
        Ok(())
    }

    fn edge(&mut self, edge: &Edge) -> Result<(), ExportError> {
        self.edges += 1;
        self.heap.push(Reverse(Weighed { key: (edge.count, Reverse(self.edges)), edge: edge.clone() }));
        if self.heap.len() > EDGES {
            self.heap.pop();
        }
        Ok(())
    }
}

impl Heaviest {
    fn drawing(self) -> Drawing {
        let mut edges = self.heap.into_vec();
        edges.sort_by_key(|Reverse(edge)| edge.key.1.0);
        Drawing {
            edges: edges.into_iter().map(|Reverse(weighed)| weighed.edge).collect(),
            first_nodes: self.first_nodes,
        }
    }
}

/// What is drawn.
struct Drawing {
    edges: Vec<Edge>,
    first_nodes: Vec<String>,
}

impl Drawing {
    /// What the edges connect; some nodes when there are no edges.
    fn nodes(&self) -> Vec<String> {
        let mut nodes: Vec<String> = match self.edges.as_slice() {
            [] => self.first_nodes.clone(),
            edges => edges.iter().flat_map(|edge| [edge.source.clone(), edge.target.clone()]).collect(),
        };
        nodes.sort();
        nodes.dedup();
        nodes
    }
}

/// The names of the nodes that are drawn, by id.
struct Named {
    wanted: Vec<String>,
    names: BTreeMap<String, String>,
}

impl GraphSink for Named {
    fn node(&mut self, node: &Node<'_>) -> Result<(), ExportError> {
        if self.wanted.binary_search_by(|id| id.as_str().cmp(node.id)).is_ok() {
            self.names.insert(node.id.to_owned(), node.name.to_owned());
        }
        Ok(())
    }

    fn edge(&mut self, _: &Edge) -> Result<(), ExportError> {
        Ok(())
    }
}

/// A name, of a long one the end.
fn shown(name: &str) -> String {
    let length = name.chars().count();
    let end: String = name.chars().skip(length.saturating_sub(NAME)).collect();
    let end = by_number(&end);
    if length > NAME { format!("…{end}") } else { end }
}

/// Text in which everything that could mean something to Mermaid is written by number.
pub fn by_number(text: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || " ._,:()=+-*/".contains(character);
    let character = |character: char| match character {
        character if plain(character) => character.to_string(),
        character => format!("#{};", character as u32),
    };
    text.chars().map(character).collect()
}
