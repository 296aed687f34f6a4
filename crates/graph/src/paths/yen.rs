//! The shortest paths from one vertex to another.
//!
//! J. Y. Yen, "Finding the k shortest loopless paths in a network", 1971, as E. L. Lawler made it in 1972: what is
//! left when a path has been told is parted by where other paths leave it, and each part is known by its first path.
//! Arcs count 1 each, so that is found breadth first, in the direction of the end: its distance from everywhere is
//! known.

use std::collections::BTreeSet;

use super::PathList;
use crate::digraph::{Digraph, Vertex};

impl Digraph {
    /// The first `count` paths of at most `edges` arcs from one vertex to another. From a vertex to itself there is
    /// but the path without arcs.
    ///
    /// A path of `l` arcs costs at most `l` searches, each linear but for a logarithm; most see little more than the
    /// vertices that they pass. Turning all arcs round comes first.
    ///
    /// # Panics
    /// When one is no vertex.
    pub fn paths_between(&self, from: Vertex, to: Vertex, count: usize, edges: u32) -> PathList {
        let mut search = Search::new(self, to, edges);
        let mut found = PathList::default();
        let mut candidates = BTreeSet::new();
        candidates.extend(search.first(vec![from], 0, Vec::new(), edges));
        while let Some(next) = candidates.pop_first() {
            if found.paths.len() >= count {
                found.more = true;
                break;
            }
            // Of the others only so many can be told, and one that says that there are more.
            let wanted = count - found.paths.len();
            for left_at in next.parts_at..next.path.len() - 1 {
                let longest = candidates.last().filter(|_| candidates.len() >= wanted);
                let edges = longest.map_or(edges, |longest: &Candidate| longest.path.len() as u32 - 1);
                candidates.extend(search.first(
                    next.path[..=left_at].to_vec(),
                    left_at,
                    next.barred_at(left_at),
                    edges,
                ));
                while candidates.len() > wanted {
                    candidates.pop_last();
                }
            }
            found.paths.push(next.path);
        }
        found
    }
}

/// The first path of a part: of all that begin as it does up to where it parts from others, and do not go on to what
/// is barred there.
#[derive(PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Candidate {
    vertices: usize,
    path: Vec<Vertex>,
    parts_at: usize,
    barred: Vec<Vertex>,
}

impl Candidate {
    /// Where the paths of its part that leave it there must not go on to.
    fn barred_at(&self, place: usize) -> Vec<Vertex> {
        let mut barred = if place == self.parts_at { self.barred.clone() } else { Vec::new() };
        barred.push(self.path[place + 1]);
        barred
    }
}

/// Searches to one end.
struct Search<'g> {
    digraph: &'g Digraph,
    to: Vertex,
    /// How many arcs the end is away; `u32::MAX` when that is too far.
    rest: Vec<u32>,
    /// The round that met a vertex last, or in which it must not be met.
    met: Vec<u32>,
    round: u32,
    parents: Vec<Vertex>,
}

/// What a search came to that looked at ways of a certain length.
enum Came {
    /// To the end.
    There,
    /// Not there; the shortest way that it left alone can have so many arcs.
    Short(u32),
    /// To nothing more.
    Nowhere,
}

impl<'g> Search<'g> {
    fn new(digraph: &'g Digraph, to: Vertex, edges: u32) -> Self {
        let mut rest = vec![u32::MAX; digraph.len() as usize];
        for reached in digraph.reversed().path_tree(to, edges).reached() {
            rest[reached.vertex.index()] = reached.distance;
        }
        let count = rest.len();
        Self { digraph, to, rest, met: vec![0; count], round: 0, parents: vec![Vertex::new(0); count] }
    }

    /// The first path that begins with `start` and does not go on from there to what is barred, of at most `edges` arcs.
    fn first(
        &mut self,
        mut start: Vec<Vertex>,
        parts_at: usize,
        barred: Vec<Vertex>,
        edges: u32,
    ) -> Option<Candidate> {
        let from = *start.last()?;
        let most = edges.checked_sub(start.len() as u32 - 1)?;
        let mut length = self.rest[from.index()];
        // Going on by more each time bounds how often.
        let mut more = 0;
        loop {
            if length > most {
                return None;
            }
            match self.breadth_first(&start, &barred, length) {
                Came::There => break,
                Came::Short(next) => length = next.max(length.saturating_add(more).min(most)),
                Came::Nowhere => return None,
            }
            more = more * 2 + 1;
        }
        let way = std::iter::successors(Some(self.to), |at| Some(self.parents[at.index()]));
        let mut way: Vec<Vertex> = way.take_while(|&at| at != from).collect();
        way.reverse();
        start.extend(way);
        Some(Candidate { vertices: start.len(), path: start, parts_at, barred })
    }

    /// Looks at ways of at most `length` arcs to the end. What is met is in the order of the first ways to it, so the
    /// end is met by the first.
    fn breadth_first(&mut self, start: &[Vertex], barred: &[Vertex], length: u32) -> Came {
        self.round += 1;
        start.iter().for_each(|passed| self.met[passed.index()] = self.round);
        let mut level = Vec::from_iter(start.last().copied());
        if level.contains(&self.to) {
            return Came::There;
        }
        let mut left_alone = None;
        for distance in 1.. {
            let mut next = Vec::new();
            for &at in &level {
                for &end in self.digraph.ends(at) {
                    let rest = self.rest[end.index()];
                    let is_barred = distance == 1 && barred.contains(&end);
                    if rest == u32::MAX || is_barred || self.met[end.index()] == self.round {
                        continue;
                    }
                    let whole = rest.saturating_add(distance);
                    if whole > length {
                        left_alone = Some(left_alone.map_or(whole, |least: u32| least.min(whole)));
                        continue;
                    }
                    self.met[end.index()] = self.round;
                    self.parents[end.index()] = at;
                    if end == self.to {
                        return Came::There;
                    }
                    next.push(end);
                }
            }
            if next.is_empty() {
                break;
            }
            level = next;
        }
        left_alone.map_or(Came::Nowhere, Came::Short)
    }
}
