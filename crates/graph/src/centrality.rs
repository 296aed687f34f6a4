//! How much hangs on a vertex.
//!
//! Sums are in a fixed order, so equal digraphs give equal bits.

mod betweenness;
mod page_rank;

pub use betweenness::{Betweenness, BetweennessLimits};
pub use page_rank::{PageRank, PageRankLimits};
