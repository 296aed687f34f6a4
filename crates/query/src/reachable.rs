//! What can be reached from a symbol, or reaches it, along the graph.

use std::rc::Rc;

use graph::{Direction, Graph, Node};
use model::ids::DefId;
use model::path::RepoPath;
use store::StoreError;

use crate::calls::GraphQuestionError;
use crate::edge_groups::EdgeGroups;
use crate::file_view::SymbolInfo;
use crate::nodes::{nodes_of, symbol_at};
use crate::subject::Subject;
use crate::views::Views;

/// How far to go, and along what.
#[derive(Clone, Debug)]
pub struct ReachQuery {
    /// To what the subject leads, or to what leads to it.
    pub direction: Direction,
    /// Along which edges.
    pub groups: EdgeGroups,
    /// Over so many edges at most.
    pub depth: u32,
    /// So many symbols are described at most.
    pub limit: usize,
}

/// What was reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    /// Where it began: the subject with everything that it stands for.
    pub starts: Vec<Rc<SymbolInfo>>,
    /// The nearest first, then in canonical order; no more than were asked for.
    pub found: Vec<ReachedSymbol>,
    /// How many there are.
    pub total: u64,
    /// Where they are.
    pub places: Vec<PlacesOfFile>,
    /// How many of them, by distance from 1 on.
    pub by_depth: Vec<u64>,
}

/// The symbols of one file that are reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlacesOfFile {
    /// The file.
    pub path: RepoPath,
    /// Definitions, `None` for the file itself, each with its distance.
    pub reached: Vec<(Option<DefId>, u32)>,
}

/// A symbol that is reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReachedSymbol {
    /// It.
    pub symbol: Rc<SymbolInfo>,
    /// Fewest edges between it and the subject.
    pub depth: u32,
    /// A symbol one edge nearer to the subject: of several the first in canonical order.
    pub via: Rc<SymbolInfo>,
}

/// Everything that a subject reaches, the subject left out. Linear in the nodes and edges reached; reads the files of what is described.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn reachable(
    views: &Views<'_>,
    graph: &Graph,
    subject: &Subject,
    query: &ReachQuery,
) -> Result<Reach, GraphQuestionError> {
    reachable_from(views, graph, &nodes_of(views, graph, subject)?, query)
}

/// As [`reachable`], from any nodes, each named once.
///
/// # Errors
/// As [`reachable`].
pub fn reachable_from(
    views: &Views<'_>,
    graph: &Graph,
    starts: &[Node],
    query: &ReachQuery,
) -> Result<Reach, GraphQuestionError> {
    let kinds = query.groups.kinds();
    let all = graph.breadth_first(starts, query.direction, &kinds, query.depth)?;
    let found = &all[starts.len()..];
    let depths = Depths::new(graph, &all);
    let described = |node| -> Result<_, GraphQuestionError> { Ok(symbol_at(views, graph.place(node)?)?) };
    let mut reach = Reach { total: found.len() as u64, ..Reach::default() };
    reach.places = places(graph, found)?;
    for start in starts {
        reach.starts.push(described(*start)?);
    }
    for &(_, depth) in found {
        reach.by_depth.resize(depth as usize, 0);
        reach.by_depth[depth as usize - 1] += 1;
    }
    for &(node, depth) in found.iter().take(query.limit) {
        let back = graph.neighbours(node, query.direction.reversed(), &kinds)?;
        let nearer = back.into_iter().find(|near| depths.of(*near) == Some(depth - 1));
        let via = nearer.expect("what was found was found from somewhere");
        reach.found.push(ReachedSymbol { symbol: described(node)?, depth, via: described(via)? });
    }
    Ok(reach)
}

/// Where nodes are, file by file, in canonical order.
fn places(graph: &Graph, found: &[(Node, u32)]) -> Result<Vec<PlacesOfFile>, GraphQuestionError> {
    let mut nodes = found.to_vec();
    nodes.sort_unstable_by_key(|(node, _)| graph.rank(*node));
    let mut files: Vec<PlacesOfFile> = Vec::new();
    for (node, depth) in nodes {
        let place = graph.place(node)?;
        if files.last().is_none_or(|file| file.path.as_str() != place.path) {
            let path = RepoPath::new(place.path);
            let path = path.ok_or_else(|| StoreError::corrupt("a file of the graph", place.path))?;
            files.push(PlacesOfFile { path, reached: Vec::new() });
        }
        let file = files.last_mut().expect("one has been put there");
        file.reached.push((place.def, depth));
    }
    Ok(files)
}

/// How far nodes are, by number.
struct Depths(Vec<u32>);

impl Depths {
    const UNREACHED: u32 = u32::MAX;

    fn new(graph: &Graph, found: &[(Node, u32)]) -> Self {
        let mut depths = vec![Self::UNREACHED; graph.bound() as usize];
        for (node, depth) in found {
            depths[node.index()] = *depth;
        }
        Self(depths)
    }

    fn of(&self, node: Node) -> Option<u32> {
        self.0.get(node.index()).copied().filter(|depth| *depth != Self::UNREACHED)
    }
}
