//! What reaches itself: recursion, and files or packages that depend on each other.

use std::cmp::Reverse;

use graph::{Cycles as Finder, Graph, Vertex};

use crate::calls::GraphQuestionError;
use crate::edge_groups::{EdgeGroup, EdgeGroups};
use crate::levels::{Level, Levelled, Unit};
use crate::views::Views;

/// Which cycles are wanted.
#[derive(Clone, Debug)]
pub struct CyclesQuery {
    /// Between what.
    pub level: Level,
    /// Over which edges.
    pub groups: EdgeGroups,
    /// So many are described at most.
    pub limit: usize,
    /// So many members of each.
    pub members: usize,
}

/// What kind of cycle something is on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CycleKind {
    /// A function that calls itself.
    Recursion,
    /// Functions that call each other.
    MutualRecursion,
    /// Files, directories or packages that import each other.
    ImportCycle,
    /// Anything else that depends on itself in a circle.
    DependencyCycle,
}

impl CycleKind {
    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recursion => "recursion",
            Self::MutualRecursion => "mutual-recursion",
            Self::ImportCycle => "import-cycle",
            Self::DependencyCycle => "dependency-cycle",
        }
    }

    /// The kind of a cycle of `size` units along these edges.
    fn of(level: Level, groups: &EdgeGroups, size: usize) -> Self {
        let only = |group| groups.iter().eq([group]);
        match level {
            Level::Symbol if only(EdgeGroup::Calls) && size == 1 => Self::Recursion,
            Level::Symbol if only(EdgeGroup::Calls) => Self::MutualRecursion,
            Level::File | Level::Module | Level::Package if only(EdgeGroup::Imports) => Self::ImportCycle,
            _ => Self::DependencyCycle,
        }
    }
}

/// Units that all reach each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tangle {
    /// What kind of cycles it is made of.
    pub kind: CycleKind,
    /// How many units there are.
    pub size: u64,
    /// The first of them, in canonical order.
    pub members: Vec<Unit>,
    /// A cycle: each leads to the next, the last to the first.
    pub witness: Vec<Unit>,
    /// Whether there is none that is shorter.
    pub is_shortest: bool,
}

/// All that reaches itself.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tangles {
    /// The largest first, then in canonical order.
    pub found: Vec<Tangle>,
    /// How many there are.
    pub total: u64,
    /// How many of them are of one unit that leads to itself.
    pub single: u64,
    /// How many units are on a cycle.
    pub units: u64,
}

/// The strongly connected components that hold a cycle, each with a shortest one. Linear but for the search of those cycles.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn cycles(views: &Views<'_>, graph: &Graph, query: &CyclesQuery) -> Result<Tangles, GraphQuestionError> {
    let levelled = Levelled::new(views.snapshot(), graph, query.level, &query.groups)?;
    let digraph = &levelled.digraph;
    let components = digraph.components();
    let is_cyclic = |component: &&[Vertex]| match component {
        [vertex] => digraph.has_arc(*vertex, *vertex),
        _ => true,
    };
    let mut cyclic: Vec<&[Vertex]> = components.iter().filter(is_cyclic).collect();
    cyclic.sort_by_key(|component| (Reverse(component.len()), component[0]));
    let mut tangles = Tangles {
        total: cyclic.len() as u64,
        single: cyclic.iter().filter(|component| component.len() == 1).count() as u64,
        units: cyclic.iter().map(|component| component.len() as u64).sum(),
        found: Vec::new(),
    };
    let mut finder = Finder::new(digraph);
    for component in cyclic.into_iter().take(query.limit) {
        let Some(cycle) = finder.of(component) else { continue };
        let units = |vertices: &[Vertex]| -> Result<Vec<Unit>, GraphQuestionError> {
            vertices.iter().map(|vertex| levelled.unit(views, graph, *vertex)).collect()
        };
        tangles.found.push(Tangle {
            kind: CycleKind::of(query.level, &query.groups, component.len()),
            size: component.len() as u64,
            members: units(&component[..component.len().min(query.members)])?,
            witness: units(&cycle.vertices)?,
            is_shortest: cycle.is_shortest,
        });
    }
    Ok(tangles)
}
