//! Symbols that much hangs on, by the shape of the graph.

use std::collections::BTreeMap;
use std::rc::Rc;

use graph::{BetweennessLimits, Digraph, Direction, Graph, PageRankLimits, Subgraph, Vertex};

use crate::calls::GraphQuestionError;
use crate::edge_groups::EdgeGroups;
use crate::file_view::SymbolInfo;
use crate::nodes::symbol_at;
use crate::views::Views;

/// How symbols are weighed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Centrality {
    /// `PageRank` (Brin and Page 1998): much is what much leads to.
    PageRank,
    /// Betweenness (Freeman 1977): much is what many shortest ways pass.
    Betweenness,
}

/// A symbol with its weight.
#[derive(Clone, PartialEq, Debug)]
pub struct CentralSymbol {
    /// It.
    pub symbol: Rc<SymbolInfo>,
    /// Its weight: of page rank a share of 1, of betweenness the shortest ways between two others that pass it.
    pub score: f64,
}

/// The symbols with most weight.
#[derive(Clone, PartialEq, Debug)]
pub struct CentralSymbols {
    /// The heaviest first, then in canonical order.
    pub found: Vec<CentralSymbol>,
    /// The edges that were followed in weighing and that lead from one of those found to another or to itself, by their numbers,
    /// ascending; each once.
    pub edges: Vec<(usize, usize)>,
    /// How many symbols were weighed: those that an edge concerns.
    pub total: u64,
    /// Whether the weights are exact: page rank settled, betweenness from all starts.
    pub is_exact: bool,
    /// From how many starts ways were looked at; of page rank how many rounds it took.
    pub rounds: u64,
}

/// The heaviest symbols that are accepted, weighed in the whole graph. Page rank takes some dozen rounds over all edges; betweenness is estimated from evenly spread
/// starts where all would be too many.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn central(
    views: &Views<'_>,
    graph: &Graph,
    by: Centrality,
    groups: &EdgeGroups,
    accepts: &dyn Fn(&SymbolInfo) -> bool,
    limit: usize,
) -> Result<CentralSymbols, GraphQuestionError> {
    let sub = Subgraph::linked(graph, Direction::Out, &groups.kinds())?;
    let digraph = sub.digraph();
    let (scores, is_exact, rounds) = match by {
        Centrality::PageRank => {
            let rank = digraph.page_rank(PageRankLimits::default());
            (rank.ranks, rank.converged, u64::from(rank.rounds))
        }
        Centrality::Betweenness => {
            let found = digraph.betweenness(BetweennessLimits::default());
            (found.scores, found.is_exact, u64::from(found.pivots))
        }
    };
    let mut order: Vec<Vertex> = digraph.vertices().filter(|vertex| scores[vertex.index()] > 0.0).collect();
    order.sort_by(|a, b| scores[b.index()].total_cmp(&scores[a.index()]).then(a.cmp(b)));
    let (mut found, mut vertices) = (Vec::new(), Vec::new());
    for vertex in order {
        if found.len() >= limit {
            break;
        }
        let symbol = symbol_at(views, graph.place(sub.node(vertex))?)?;
        if accepts(&symbol) {
            found.push(CentralSymbol { symbol, score: scores[vertex.index()] });
            vertices.push(vertex);
        }
    }
    let edges = arcs_among(digraph, &vertices);
    Ok(CentralSymbols { found, edges, total: digraph.len().into(), is_exact, rounds })
}

/// The arcs between some vertices, by where these stand in the list. Linear in all arcs of the vertices.
fn arcs_among(digraph: &Digraph, vertices: &[Vertex]) -> Vec<(usize, usize)> {
    let numbers: BTreeMap<Vertex, usize> = vertices.iter().copied().zip(0..).collect();
    let mut arcs = Vec::new();
    for (from, vertex) in vertices.iter().enumerate() {
        arcs.extend(digraph.ends(*vertex).iter().filter_map(|end| Some((from, *numbers.get(end)?))));
    }
    arcs.sort_unstable();
    arcs
}
