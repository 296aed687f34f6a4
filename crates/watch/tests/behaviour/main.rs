//! What the crate promises, one module for each promise.

mod files;
mod trees;
