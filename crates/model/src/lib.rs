//! Magellan's vocabulary.
//!
//! ```text
//! bytes ──extract──► FileFacts ──(placed in a view)──► symbols with ids and FQNs ──resolve──► outcomes
//! ```
//!
//! Every arrow between the other crates is a type of this one. Nothing here reads a file, knows a parser, a database
//! or a wire format; what is here is plain data, its canonical order, its encoding and its digest.

pub mod codec;
pub mod control;
pub mod edges;
pub mod event;
pub mod expr;
pub mod facts;
pub mod hash;
pub mod ids;
pub mod kinds;
pub mod marks;
pub mod names;
pub mod outcome;
pub mod path;
pub mod span;
pub mod structure;
pub mod symbol;
