//! What is left of a digraph when each strongly connected component is one vertex.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::components::Components;
use crate::digraph::{Digraph, Vertex};

/// The acyclic digraph of the components of a digraph. Components are numbered by their first members.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Condensation {
    components: Components<Vertex>,
    of: Vec<Vertex>,
    digraph: Digraph,
    order: Vec<Vertex>,
    layers: Vec<u32>,
}

impl Digraph {
    /// Condenses it. Linear, but for a logarithm for the order of components.
    pub fn condensation(&self) -> Condensation {
        let components = self.components();
        let mut of = vec![Vertex::new(0); self.len() as usize];
        for (number, component) in (0..).map(Vertex::new).zip(components.iter()) {
            component.iter().for_each(|vertex| of[vertex.index()] = number);
        }
        let digraph = self.projected(components.len() as u32, |vertex| Some(of[vertex.index()]));
        let order = topological(&digraph);
        let layers = layers(&digraph, &order);
        Condensation { components, of, digraph, order, layers }
    }
}

impl Condensation {
    /// The components, by number.
    pub fn components(&self) -> &Components<Vertex> {
        &self.components
    }

    /// The number of the component of a vertex of the digraph that was condensed.
    ///
    /// # Panics
    /// When it is no vertex of it.
    pub fn component_of(&self, vertex: Vertex) -> Vertex {
        self.of[vertex.index()]
    }

    /// The arcs between components, which weigh what all arcs that they stand for do.
    pub fn digraph(&self) -> &Digraph {
        &self.digraph
    }

    /// All components such that arcs lead from earlier to later ones; where that leaves a choice, by number.
    pub fn order(&self) -> &[Vertex] {
        &self.order
    }

    /// How many arcs the longest way on from each component has: 0 where none leads out, and always more than what
    /// arcs lead to.
    pub fn layers(&self) -> &[u32] {
        &self.layers
    }
}

/// The topological order that is least as a list. Kahn's algorithm: what nothing leads to any more, least first.
fn topological(digraph: &Digraph) -> Vec<Vertex> {
    let mut into = vec![0u32; digraph.len() as usize];
    for end in digraph.vertices().flat_map(|from| digraph.ends(from)) {
        into[end.index()] += 1;
    }
    let first = digraph.vertices().filter(|vertex| into[vertex.index()] == 0);
    let mut free: BinaryHeap<Reverse<Vertex>> = first.map(Reverse).collect();
    let mut order = Vec::with_capacity(into.len());
    while let Some(Reverse(next)) = free.pop() {
        order.push(next);
        for end in digraph.ends(next) {
            into[end.index()] -= 1;
            if into[end.index()] == 0 {
                free.push(Reverse(*end));
            }
        }
    }
    order
}

fn layers(digraph: &Digraph, order: &[Vertex]) -> Vec<u32> {
    let mut layers = vec![0; order.len()];
    for &from in order.iter().rev() {
        let below = digraph.ends(from).iter().map(|end| layers[end.index()] + 1);
        layers[from.index()] = below.max().unwrap_or(0);
    }
    layers
}
