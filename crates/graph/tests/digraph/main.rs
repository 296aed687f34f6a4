//! Algorithms over digraphs, against definitions taken literally, on random ones.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

mod centrality;
mod condensation;
mod cycles;
mod dominators;
mod literal;
mod making;
mod paths;
