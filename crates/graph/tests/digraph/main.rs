//! Algorithms over digraphs, against definitions taken literally, on random ones.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

mod condensation;
mod cycles;
mod literal;
mod making;
mod paths;
