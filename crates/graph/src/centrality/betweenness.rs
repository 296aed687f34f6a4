//! On how many shortest paths something lies.
//!
//! U. Brandes, "A faster algorithm for betweenness centrality", 2001; from some starts instead of all as in U. Brandes and
//! C. Pich, "Centrality estimation in large networks", 2007.

use crate::digraph::{Digraph, Vertex};

/// How far to go for an exact answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BetweennessLimits {
    /// When searches have seen so many vertices and arcs, the present one is the last.
    pub steps: u64,
}

impl Default for BetweennessLimits {
    /// Some seconds.
    fn default() -> Self {
        Self { steps: 100_000_000 }
    }
}

/// How far vertices are between others.
#[derive(Clone, PartialEq, Debug)]
pub struct Betweenness {
    /// For each vertex, the sum over all pairs of others of the share of shortest paths from one to the other that pass it.
    pub scores: Vec<f64>,
    /// How many vertices paths were followed from.
    pub pivots: u32,
    /// How many vertices have arcs to follow.
    pub sources: u32,
    /// Whether pivots are all sources; else scores are estimates, scaled from the ones to the others.
    pub is_exact: bool,
}

impl Digraph {
    /// The betweenness of every vertex. Exact when searches from every source stay within the limit; else from those
    /// which it suffices for, at least one, spaced evenly in canonical order. Arcs count alike, whatever they weigh.
    ///
    /// A search costs what it reaches.
    pub fn betweenness(&self, limits: BetweennessLimits) -> Betweenness {
        let sources: Vec<Vertex> = self.vertices().filter(|&vertex| !self.ends(vertex).is_empty()).collect();
        let count = sources.len() as u32;
        let mut brandes = Brandes::new(self);
        let mut pivots = 0;
        for place in spaced(count) {
            brandes.from(sources[place as usize]);
            pivots += 1;
            if brandes.steps >= limits.steps {
                break;
            }
        }
        let mut scores = brandes.scores;
        if pivots < count {
            let scale = f64::from(count) / f64::from(pivots);
            scores.iter_mut().for_each(|score| *score *= scale);
        }
        Betweenness { scores, pivots, sources: count, is_exact: pivots == count }
    }
}

/// The numbers below `count` such that wherever one stops, those before are spaced evenly: by their bits turned round
/// (J. G. van der Corput, 1935).
fn spaced(count: u32) -> impl Iterator<Item = u32> {
    let bits = count.next_power_of_two().trailing_zeros();
    let turned = move |number: u32| number.reverse_bits().checked_shr(32 - bits).unwrap_or(0);
    (0..count.next_power_of_two()).map(turned).filter(move |&number| number < count)
}

/// Counts of paths beyond this are scaled down, and none is scaled below the inverse.
const LARGE: f64 = 1e150;

/// Searches that add to scores.
struct Brandes<'g> {
    digraph: &'g Digraph,
    scores: Vec<f64>,
    /// One more than the level of what the present search met; 0 for the rest.
    levels: Vec<u32>,
    /// How many shortest paths lead to a vertex, in the unit of the level before its own.
    paths: Vec<f64>,
    /// What each level's counts are multiplied by to be in its own unit. Counts may have thousands of digits, but only their
    /// proportions within a level matter.
    units: Vec<f64>,
    /// The sum of shares of paths from the start that go on from a vertex.
    shares: Vec<f64>,
    /// What was met, level by level.
    met: Vec<Vertex>,
    /// How many vertices and arcs were seen.
    steps: u64,
}

impl<'g> Brandes<'g> {
    fn new(digraph: &'g Digraph) -> Self {
        let count = digraph.len() as usize;
        Self {
            digraph,
            scores: vec![0.0; count],
            levels: vec![0; count],
            paths: vec![0.0; count],
            units: Vec::new(),
            shares: vec![0.0; count],
            met: Vec::new(),
            steps: 0,
        }
    }

    /// Adds what the paths from one vertex say.
    fn from(&mut self, start: Vertex) {
        self.count_paths(start);
        self.share_out(start);
        for vertex in self.met.drain(..) {
            self.levels[vertex.index()] = 0;
            self.paths[vertex.index()] = 0.0;
            self.shares[vertex.index()] = 0.0;
        }
        self.units.clear();
    }

    fn count_paths(&mut self, start: Vertex) {
        self.levels[start.index()] = 1;
        self.paths[start.index()] = 1.0;
        self.met.push(start);
        let mut begun = 0;
        for level in 1.. {
            let end = self.met.len();
            if begun == end {
                break;
            }
            let most = self.met[begun..end].iter().map(|at| self.paths[at.index()]).fold(0.0, f64::max);
            self.units.push(if most > LARGE { most.recip() } else { 1.0 });
            for place in begun..end {
                let at = self.met[place];
                let paths = self.paths_to(at);
                self.steps += 1 + self.digraph.ends(at).len() as u64;
                for &next in self.digraph.ends(at) {
                    if self.levels[next.index()] == 0 {
                        self.levels[next.index()] = level + 1;
                        self.met.push(next);
                    }
                    if self.levels[next.index()] == level + 1 {
                        self.paths[next.index()] += paths;
                    }
                }
            }
            begun = end;
        }
    }

    /// How many shortest paths lead to a vertex, in the unit of its level.
    fn paths_to(&self, vertex: Vertex) -> f64 {
        let unit = self.units[self.levels[vertex.index()] as usize - 1];
        (self.paths[vertex.index()] * unit).max(LARGE.recip())
    }

    fn share_out(&mut self, start: Vertex) {
        for &at in self.met.iter().rev() {
            let (level, paths) = (self.levels[at.index()], self.paths_to(at));
            let mut share = 0.0;
            for &next in self.digraph.ends(at) {
                if self.levels[next.index()] == level + 1 {
                    share += paths / self.paths[next.index()] * (1.0 + self.shares[next.index()]);
                }
            }
            self.shares[at.index()] = share;
            if at != start {
                self.scores[at.index()] += share;
            }
        }
    }
}
