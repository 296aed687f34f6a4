//! One place to begin at, and one to end at, for questions about several.

use std::collections::BTreeSet;

use graph::{Digraph, Node, Subgraph, Vertex};

/// A digraph with one vertex before all starts and, where ends are given, one behind all of them. What leads back to a start, or on from an end,
/// is left out: a way that passes another start is that one's.
pub(crate) fn with_ends(
    between: &Subgraph,
    starts: &[Node],
    ends: Option<&[Node]>,
) -> (Digraph, Vertex, Option<Vertex>) {
    let inner = between.digraph();
    let source = Vertex::new(inner.len());
    let sink = ends.map(|_| Vertex::new(inner.len() + 1));
    let vertices = |nodes: &[Node]| -> BTreeSet<Vertex> {
        nodes.iter().filter_map(|node| between.vertex(*node)).collect()
    };
    let (starts, ends) = (vertices(starts), ends.map(vertices).unwrap_or_default());
    let mut arcs: Vec<(Vertex, Vertex)> = Vec::new();
    for from in inner.vertices().filter(|from| !ends.contains(from)) {
        let on = inner.ends(from).iter().filter(|to| !starts.contains(to));
        arcs.extend(on.map(|to| (from, *to)));
    }
    arcs.extend(starts.iter().map(|start| (source, *start)));
    arcs.extend(sink.iter().flat_map(|sink| ends.iter().map(|end| (*end, *sink))));
    (Digraph::new(inner.len() + 1 + u32::from(sink.is_some()), arcs), source, sink)
}
