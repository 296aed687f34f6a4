//! What every way from a symbol to another passes.

use std::cmp::Reverse;
use std::rc::Rc;

use graph::{Direction, Graph, Subgraph, Vertex};

use crate::calls::GraphQuestionError;
use crate::edge_groups::EdgeGroups;
use crate::ends::with_ends;
use crate::file_view::SymbolInfo;
use crate::nodes::{nodes_of, symbol_at};
use crate::subject::Subject;
use crate::views::Views;

/// A symbol that something can only be reached through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dominator {
    /// It.
    pub symbol: Rc<SymbolInfo>,
    /// The closest other symbol that every way to it passes; nothing when some way passes none but the root.
    pub by: Option<Rc<SymbolInfo>>,
    /// How many symbols can only be reached through it.
    pub dominated: u64,
}

/// Dominators of what a symbol reaches.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Dominance {
    /// Those through which most is reached first, then in canonical order; or of one target those on its way, the closest first.
    pub found: Vec<Dominator>,
    /// How many there are.
    pub total: u64,
    /// How many symbols are reached at all.
    pub reached: u64,
    /// Whether the target is reached; `true` when none was named.
    pub is_reached: bool,
}

/// The dominators of everything that `root` reaches or, with `target`, those of it alone. Near linear in what is reached.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn dominators(
    views: &Views<'_>,
    graph: &Graph,
    root: &Subject,
    target: Option<&Subject>,
    groups: &EdgeGroups,
    limit: usize,
) -> Result<Dominance, GraphQuestionError> {
    let starts = nodes_of(views, graph, root)?;
    let sub = Subgraph::within(graph, &starts, Direction::Out, &groups.kinds(), u32::MAX)?;
    let inner = sub.digraph();
    let (digraph, source, _) = with_ends(&sub, &starts, None);
    let tree = digraph.dominators(source);
    let counts = tree.dominated();
    let mut dominance = Dominance {
        reached: u64::from(inner.len()) - starts.len() as u64,
        is_reached: true,
        ..Dominance::default()
    };
    let chosen: Vec<Vertex> = if let Some(target) = target {
        let wanted = nodes_of(views, graph, target)?;
        let there = wanted.iter().find_map(|node| sub.vertex(*node));
        dominance.is_reached = there.is_some();
        there.into_iter().flat_map(|vertex| tree.above(vertex)).filter(|vertex| *vertex != source).collect()
    } else {
        let is_start = |vertex: Vertex| starts.contains(&sub.node(vertex));
        let tells = |vertex: &Vertex| counts[vertex.index()] > 0 && !is_start(*vertex);
        let mut all: Vec<Vertex> = inner.vertices().filter(tells).collect();
        all.sort_by_key(|vertex| (Reverse(counts[vertex.index()]), *vertex));
        all
    };
    dominance.total = chosen.len() as u64;
    for vertex in chosen.into_iter().take(limit) {
        let described = |vertex: Vertex| -> Result<_, GraphQuestionError> {
            Ok(symbol_at(views, graph.place(sub.node(vertex))?)?)
        };
        let by = tree.immediate(vertex).filter(|by| *by != source);
        dominance.found.push(Dominator {
            symbol: described(vertex)?,
            by: by.map(described).transpose()?,
            dominated: counts[vertex.index()].into(),
        });
    }
    Ok(dominance)
}
