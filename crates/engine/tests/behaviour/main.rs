//! What indexing promises: the same tree gives the same index, however it came to be, and no single file fails a run.

mod bad_input;
mod damage;
mod detection;
mod determinism;
mod filtering;
mod following;
mod history;
mod incremental;
mod keeping;
mod logging;
mod maintenance;
mod questions;
mod references;
mod scratch;
mod searching;
mod traversal;
mod upkeep;
mod verifying;
