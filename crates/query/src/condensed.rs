//! The graph without cycles: what all reaches each other is one.

use graph::{Graph, Vertex};

use crate::calls::GraphQuestionError;
use crate::edge_groups::EdgeGroups;
use crate::levels::{Level, Levelled, Unit};
use crate::views::Views;

/// What is condensed, and how much of it is told.
#[derive(Clone, Debug)]
pub struct CondenseQuery {
    /// Between what.
    pub level: Level,
    /// Over which edges.
    pub groups: EdgeGroups,
    /// So many components are described at most.
    pub limit: usize,
    /// So many members of each.
    pub members: usize,
}

/// Units that all reach each other, or one that does not reach itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CondensedComponent {
    /// Its place in the topological order, from 0.
    pub number: u64,
    /// How many arcs the longest way on from it has: it depends only on components of lower layers.
    pub layer: u32,
    /// How many units it is made of.
    pub size: u64,
    /// The first of them, in canonical order.
    pub members: Vec<Unit>,
    /// The numbers of what it leads to directly, ascending.
    pub leads_to: Vec<u64>,
}

/// The components in topological order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Condensed {
    /// Each before everything that it leads to; where that leaves a choice, in canonical order.
    pub components: Vec<CondensedComponent>,
    /// How many there are.
    pub total: u64,
    /// How many units have no edge to or from another: they are left out.
    pub isolated: u64,
    /// How many layers there are.
    pub layers: u32,
}

/// The acyclic graph of strongly connected components. Linear but for a logarithm.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn condense(
    views: &Views<'_>,
    graph: &Graph,
    query: &CondenseQuery,
) -> Result<Condensed, GraphQuestionError> {
    let levelled = Levelled::new(views.snapshot(), graph, query.level, &query.groups)?;
    let condensation = levelled.digraph.condensation();
    let components: Vec<&[Vertex]> = condensation.components().iter().collect();
    let arcs = condensation.digraph();
    let mut has_arc = vec![false; components.len()];
    for from in arcs.vertices().filter(|from| !arcs.ends(*from).is_empty()) {
        has_arc[from.index()] = true;
        arcs.ends(from).iter().for_each(|end| has_arc[end.index()] = true);
    }
    let is_told = |component: &Vertex| has_arc[component.index()] || components[component.index()].len() > 1;
    let order: Vec<Vertex> = condensation.order().iter().copied().filter(is_told).collect();
    let mut numbers = vec![0u64; components.len()];
    (0..).zip(&order).for_each(|(number, component)| numbers[component.index()] = number);
    let layers = condensation.layers();
    let mut condensed = Condensed {
        total: order.len() as u64,
        isolated: levelled.alone + (components.len() - order.len()) as u64,
        layers: order.iter().map(|component| layers[component.index()] + 1).max().unwrap_or(0),
        components: Vec::new(),
    };
    for (number, &component) in (0..).zip(&order).take(query.limit) {
        let members = components[component.index()];
        let shown = members.iter().take(query.members);
        let mut leads_to: Vec<u64> = arcs.ends(component).iter().map(|end| numbers[end.index()]).collect();
        leads_to.sort_unstable();
        condensed.components.push(CondensedComponent {
            number,
            layer: layers[component.index()],
            size: members.len() as u64,
            members: shown.map(|vertex| levelled.unit(views, graph, *vertex)).collect::<Result<_, _>>()?,
            leads_to,
        });
    }
    Ok(condensed)
}
