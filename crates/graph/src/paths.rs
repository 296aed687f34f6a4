//! Paths through a digraph: the shortest first, and of those of one length, canonically.
//!
//! A path passes no vertex twice. Of two paths of one length, that one is before which has the lesser vertex where
//! they part.

mod yen;

use crate::bits::Bits;
use crate::digraph::{Digraph, Vertex};

/// Some paths, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PathList {
    /// The vertices of each.
    pub paths: Vec<Vec<Vertex>>,
    /// Whether there are more as they were asked for.
    pub more: bool,
}

/// The first path to everything that is within reach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathTree {
    reached: Vec<Reached>,
    /// One more than the place of each vertex among what is reached; 0 for the others.
    places: Vec<u32>,
}

/// A vertex within reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reached {
    /// What is reached.
    pub vertex: Vertex,
    /// How many arcs away it is.
    pub distance: u32,
    /// The vertex before it on the first path to it; `None` for the start.
    pub parent: Option<Vertex>,
}

impl PathTree {
    /// Everything that is reached, the start first: in the order of the first paths to it.
    pub fn reached(&self) -> &[Reached] {
        &self.reached
    }

    /// How a vertex is reached, if it is.
    pub fn get(&self, vertex: Vertex) -> Option<&Reached> {
        let place = self.places.get(vertex.index())?.checked_sub(1)?;
        Some(&self.reached[place as usize])
    }

    /// The first path to a vertex, with the start and itself, if it is reached. Linear in its length.
    pub fn path(&self, to: Vertex) -> Option<Vec<Vertex>> {
        self.get(to)?;
        let before = |at: &Vertex| self.get(*at)?.parent;
        let mut path: Vec<Vertex> = std::iter::successors(Some(to), before).collect();
        path.reverse();
        Some(path)
    }
}

impl Digraph {
    /// The first path from a vertex to everything that is at most `edges` arcs away. Linear in the arcs of what it
    /// finds, with a number for each vertex.
    ///
    /// # Panics
    /// When the start is no vertex.
    pub fn path_tree(&self, from: Vertex, edges: u32) -> PathTree {
        self.path_tree_until(from, edges, |_| false)
    }

    /// The first path from a vertex to another, of at most `edges` arcs. Linear; a path from a vertex to itself has no arcs.
    ///
    /// # Panics
    /// When the start is no vertex.
    pub fn shortest_path(&self, from: Vertex, to: Vertex, edges: u32) -> Option<Vec<Vertex>> {
        self.path_tree_until(from, edges, |vertex| vertex == to).path(to)
    }

    /// A tree that ends with the first vertex that is `last`.
    fn path_tree_until(&self, from: Vertex, edges: u32, last: impl Fn(Vertex) -> bool) -> PathTree {
        let mut places = vec![0u32; self.len() as usize];
        places[from.index()] = 1;
        let mut reached = vec![Reached { vertex: from, distance: 0, parent: None }];
        let mut next = 0;
        // What is reached is in the order of first paths, and ends ascend; so what they reach is in that order, too.
        while let Some(&at) = reached.get(next)
            && at.distance < edges
            && !reached.last().is_some_and(|reached| last(reached.vertex))
        {
            next += 1;
            for &vertex in self.ends(at.vertex) {
                if places[vertex.index()] == 0 {
                    reached.push(Reached { vertex, distance: at.distance + 1, parent: Some(at.vertex) });
                    places[vertex.index()] = reached.len() as u32;
                    if last(vertex) {
                        break;
                    }
                }
            }
        }
        PathTree { reached, places }
    }

    /// The first `count` paths of at most `edges` arcs from a vertex to any other. Looks at the arcs of `count`
    /// vertices at most, at each with the path to it.
    ///
    /// # Panics
    /// When the start is no vertex.
    pub fn paths_from(&self, from: Vertex, count: usize, edges: u32) -> PathList {
        // Each path as its last vertex and the place of the path before it.
        let mut steps = vec![Step { vertex: from, before: 0, edges: 0 }];
        let mut next = 0;
        let mut on_path = Bits::new(self.len() as usize);
        let mut passed = Vec::new();
        while steps.len() <= count.saturating_add(1) && next < steps.len() && steps[next].edges < edges {
            passed.extend(path_of(&steps, next));
            passed.iter().for_each(|vertex| _ = on_path.insert(vertex.raw()));
            for &vertex in self.ends(steps[next].vertex).iter().filter(|end| !on_path.has(end.raw())) {
                steps.push(Step { vertex, before: next, edges: steps[next].edges + 1 });
                if steps.len() > count.saturating_add(1) {
                    break;
                }
            }
            passed.drain(..).for_each(|vertex| on_path.remove(vertex.raw()));
            next += 1;
        }
        let found = steps.len() - 1;
        let path = |place| {
            let mut path: Vec<Vertex> = path_of(&steps, place).collect();
            path.reverse();
            path
        };
        PathList { paths: (1..=found.min(count)).map(path).collect(), more: found > count }
    }
}

/// The last step of a path.
struct Step {
    vertex: Vertex,
    before: usize,
    edges: u32,
}

/// The vertices of a path from its last to its first.
fn path_of(steps: &[Step], place: usize) -> impl Iterator<Item = Vertex> + '_ {
    let before = move |&place: &usize| (place != 0).then(|| steps[place].before);
    std::iter::successors(Some(place), before).map(|place| steps[place].vertex)
}
