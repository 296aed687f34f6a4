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
    /// The rank of every vertex: high when much of high rank has arcs to it. Arcs count alike, whatever they weigh. Each round is
    /// linear.
    #[allow(
        clippy::cast_precision_loss,
        reason = "there are far fewer vertices than a number of 64 bits counts exactly"
    )]
    pub fn page_rank(&self, limits: PageRankLimits) -> PageRank {
        let even = 1.0 / f64::from(self.len());
        let mut found =
            PageRank { ranks: vec![even; self.len() as usize], rounds: 0, converged: self.is_empty() };
        let mut next = found.ranks.clone();
        while !found.converged && found.rounds < limits.rounds {
            self.walk(&found.ranks, &mut next, limits.damping);
            let changes = found.ranks.iter().zip(&next).map(|(before, after)| (before - after).abs());
            found.converged = changes.sum::<f64>() <= limits.tolerance;
            std::mem::swap(&mut found.ranks, &mut next);
            found.rounds += 1;
        }
        found
    }

    /// One round: where walks are next that are at `ranks`.
    #[allow(clippy::cast_precision_loss, reason = "no vertex has so many arcs")]
    fn walk(&self, ranks: &[f64], next: &mut [f64], damping: f64) {
        next.fill(0.0);
        let mut ended = 0.0;
        for from in self.vertices() {
            let (ends, rank) = (self.ends(from), ranks[from.index()]);
            if ends.is_empty() {
                ended += rank;
            } else {
                let share = damping * rank / ends.len() as f64;
                ends.iter().for_each(|end| next[end.index()] += share);
            }
        }
        let anywhere = (1.0 - damping + damping * ended) / f64::from(self.len());
        next.iter_mut().for_each(|rank| *rank += anywhere);
    }
}
