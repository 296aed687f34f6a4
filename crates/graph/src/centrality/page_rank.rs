//! How often a walk at random comes by.
//!
//! L. Page, S. Brin, R. Motwani and T. Winograd, "The `PageRank` citation ranking", 1999.

use crate::digraph::Digraph;

/// How a rank is computed, and when it is near enough.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct PageRankLimits {
    /// The chance that a walk goes on along an arc, from 0 to 1; else, and where no arc leads on, it begins anew anywhere.
    pub damping: f64,
    /// Rounds at most.
    pub rounds: u32,
    /// It is enough when the ranks of all vertices together change by no more than this in a round.
    pub tolerance: f64,
}

impl Default for PageRankLimits {
    /// The usual damping of 0.85, and enough rounds for any digraph to come within the tolerance.
    fn default() -> Self {
        Self { damping: 0.85, rounds: 150, tolerance: 1e-9 }
    }
}

/// The ranks of the vertices of a digraph.
#[derive(Clone, PartialEq, Debug)]
pub struct PageRank {
    /// The chance that a walk is at each vertex; together 1.
    pub ranks: Vec<f64>,
    /// How many rounds were made.
    pub rounds: u32,
    /// Whether the last one changed no more than the tolerance.
    pub converged: bool,
}

impl Digraph {
    /// The rank of every vertex: high when much of high rank has arcs to it. Arcs count alike, whatever they weigh.
    /// Each round is linear in the vertices with arcs.
    pub fn page_rank(&self, limits: PageRankLimits) -> PageRank {
        let linked = self.linked();
        let mut walk = Walk::new(self.len(), self.restricted(&linked), limits.damping);
        let (mut rounds, mut converged) = (0, self.is_empty());
        while !converged && rounds < limits.rounds {
            converged = walk.round() <= limits.tolerance;
            rounds += 1;
        }
        let mut ranks = vec![walk.apart; self.len() as usize];
        linked.iter().zip(walk.ranks).for_each(|(vertex, rank)| ranks[vertex.index()] = rank);
        PageRank { ranks, rounds, converged }
    }
}

/// Where walks are. Vertices without any arc, most of many digraphs, are alike, so one stands for all.
struct Walk {
    count: f64,
    damping: f64,
    linked: Digraph,
    ranks: Vec<f64>,
    next: Vec<f64>,
    /// How many vertices have no arcs.
    unlinked: f64,
    /// The rank of each of those.
    apart: f64,
}

impl Walk {
    fn new(count: u32, linked: Digraph, damping: f64) -> Self {
        let even = 1.0 / f64::from(count);
        let ranks = vec![even; linked.len() as usize];
        let (next, unlinked) = (ranks.clone(), f64::from(count - linked.len()));
        Self { count: f64::from(count), damping, linked, ranks, next, unlinked, apart: even }
    }

    /// Goes one step on; by how much that changes ranks.
    #[allow(clippy::cast_precision_loss, reason = "no vertex has so many arcs")]
    fn round(&mut self) -> f64 {
        self.next.fill(0.0);
        let mut ended = self.unlinked * self.apart;
        for (from, rank) in self.linked.vertices().zip(&self.ranks) {
            let ends = self.linked.ends(from);
            if ends.is_empty() {
                ended += rank;
            } else {
                let share = self.damping * rank / ends.len() as f64;
                ends.iter().for_each(|end| self.next[end.index()] += share);
            }
        }
        let anywhere = (1.0 - self.damping + self.damping * ended) / self.count;
        let mut change = self.unlinked * (anywhere - self.apart).abs();
        for (rank, next) in self.ranks.iter().zip(&mut self.next) {
            *next += anywhere;
            change += (*next - rank).abs();
        }
        std::mem::swap(&mut self.ranks, &mut self.next);
        self.apart = anywhere;
        change
    }
}
