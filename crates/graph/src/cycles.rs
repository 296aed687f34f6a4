//! Cycles that show why a component is strongly connected.

use crate::digraph::{Digraph, Vertex};

/// How many arcs are gone along for one component before the shortest cycle so far is taken: about a second.
const WORK: u64 = 1 << 28;

/// A cycle of a component.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cycle {
    /// What it passes, each once, from its least vertex on; the arc from the last to the first closes it.
    pub vertices: Vec<Vertex>,
    /// Whether there is none that is shorter, or as long and canonically before it. Only of components that have many
    /// vertices and no short cycle it is not known.
    pub is_shortest: bool,
}

/// Finds a cycle for each of the components of a digraph.
#[derive(Debug)]
pub struct Cycles<'g> {
    digraph: &'g Digraph,
    /// Zeros between two components.
    numbers: Vec<u32>,
    work: u64,
}

impl<'g> Cycles<'g> {
    /// For components of this digraph. Costs a number for each vertex.
    pub fn new(digraph: &'g Digraph) -> Self {
        Self { digraph, numbers: vec![0; digraph.len() as usize], work: WORK }
    }

    /// Goes along so many arcs at most for each component, once it has one cycle.
    #[must_use]
    pub fn with_work(self, arcs: u64) -> Self {
        Self { work: arcs, ..self }
    }

    /// The shortest cycle of a component: of those as short, the one that, told from its least vertex on, is
    /// canonically first. Arcs from a vertex to itself count where it is the whole component. `None` when nothing
    /// reaches itself.
    ///
    /// Linear, but for a logarithm, when some two vertices have arcs to each other, as in most components; else the arcs
    /// once for each vertex at worst, up to a bound: see [`Cycle::is_shortest`].
    ///
    /// # Panics
    /// When the component does not ascend, or is of another digraph.
    pub fn of(&mut self, component: &[Vertex]) -> Option<Cycle> {
        if let [vertex] = component {
            let has_loop = self.digraph.has_arc(*vertex, *vertex);
            return has_loop.then(|| Cycle { vertices: vec![*vertex], is_shortest: true });
        }
        assert!(component.is_sorted_by(|before, after| before < after), "components ascend");
        let part = self.digraph.restricted_by(component, &mut self.numbers, false);
        let mut found = match pair(&part) {
            Some(pair) => Cycle { vertices: pair.to_vec(), is_shortest: true },
            None => Search::new(&part).shortest(self.work)?,
        };
        found.vertices.iter_mut().for_each(|vertex| *vertex = component[vertex.index()]);
        Some(found)
    }
}

/// The first two vertices with arcs to each other.
fn pair(part: &Digraph) -> Option<[Vertex; 2]> {
    let partner = |from: Vertex| {
        let mut later = part.ends(from).iter().filter(|&&end| end > from);
        later.find(|&&end| part.has_arc(end, from)).map(|&end| [from, end])
    };
    part.vertices().find_map(partner)
}

/// A search of a component without loops and pairs. The cycles whose least vertex is the first are looked at, then it
/// is taken out with everything that is on no cycle any more, and so on.
struct Search<'g> {
    out: &'g Digraph,
    into: Digraph,
    /// How many arcs lead to and from what is left, for each vertex that is left.
    degrees: Vec<[u32; 2]>,
    left: Vec<bool>,
    /// Which search met a vertex last: its start and 1.
    met: Vec<u32>,
    /// From where it did.
    parents: Vec<Vertex>,
    work: u64,
}

impl<'g> Search<'g> {
    fn new(out: &'g Digraph) -> Self {
        let into = out.reversed();
        let count = out.len() as usize;
        let degree = |vertex| [into.ends(vertex).len() as u32, out.ends(vertex).len() as u32];
        Self {
            degrees: out.vertices().map(degree).collect(),
            left: vec![true; count],
            met: vec![0; count],
            parents: vec![Vertex::new(0); count],
            out,
            into,
            work: 0,
        }
    }

    fn shortest(mut self, work: u64) -> Option<Cycle> {
        let mut best: Option<Vec<Vertex>> = None;
        for start in self.out.vertices() {
            if !self.left[start.index()] {
                continue;
            }
            if let Some(vertices) = best.take_if(|_| self.work >= work) {
                return Some(Cycle { vertices, is_shortest: false });
            }
            let length = best.as_ref().map_or(usize::MAX, Vec::len);
            best = self.cycle(start, length).or(best);
            self.take_out(start);
        }
        best.map(|vertices| Cycle { vertices, is_shortest: true })
    }

    /// The first of the shortest cycles through `start` and what is left, if it is shorter than `length`. Each level
    /// of the search is in the order of the first ways to its vertices, so the first arc back closes the first cycle.
    fn cycle(&mut self, start: Vertex, length: usize) -> Option<Vec<Vertex>> {
        let mut level = vec![start];
        // An arc back from here closes a cycle as long as the level is deep, and 1.
        for deep in 0..length.saturating_sub(1) {
            let mut next = Vec::new();
            for &at in &level {
                self.work += self.out.ends(at).len() as u64;
                if self.out.has_arc(at, start) {
                    return Some(self.way(start, at, deep));
                }
            }
            for &at in level.iter().filter(|_| deep + 2 < length) {
                for &end in self.out.ends(at) {
                    if self.left[end.index()]
                        && std::mem::replace(&mut self.met[end.index()], start.raw() + 1) != start.raw() + 1
                    {
                        self.parents[end.index()] = at;
                        next.push(end);
                    }
                }
            }
            if next.is_empty() {
                return None;
            }
            level = next;
        }
        None
    }

    /// The way that a search went from its start.
    fn way(&self, start: Vertex, to: Vertex, steps: usize) -> Vec<Vertex> {
        let mut way: Vec<Vertex> =
            std::iter::successors(Some(to), |at| Some(self.parents[at.index()])).take(steps).collect();
        way.push(start);
        way.reverse();
        way
    }

    /// Takes a vertex out, and each that nothing left leads to or that leads to nothing left.
    fn take_out(&mut self, vertex: Vertex) {
        self.left[vertex.index()] = false;
        let mut waiting = vec![vertex];
        while let Some(gone) = waiting.pop() {
            for (side, arcs) in [self.out, &self.into].into_iter().enumerate() {
                for &end in arcs.ends(gone) {
                    let degree = &mut self.degrees[end.index()][side];
                    *degree -= 1;
                    if *degree == 0 && std::mem::replace(&mut self.left[end.index()], false) {
                        waiting.push(end);
                    }
                }
            }
        }
    }
}
