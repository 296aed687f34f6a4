//! What the crate promises, one module for each promise.

mod batches;
mod convergence;
mod files;
mod limits;
mod outside;
mod trees;
