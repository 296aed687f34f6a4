//! The crate from outside: what a form answers, what an overlay makes of it, and what damage does.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

mod building;
mod damage;
mod overlay;
mod questions;
mod subgraph;
mod tree;
