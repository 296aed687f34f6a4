//! A tree that changes while it is watched.
//!
//! ```text
//! Meddler ──operations──► tree ──► `magellan watch` ──► database ◄── `find`, `refs`, `status`, all the time
//!                          │                               │
//!                          └──► cold index ── equal? ──────┘   whenever all is quiet
//! ```

mod asking;
mod comparing;
mod followed;
mod following;
mod git;
mod ground;
mod history;
mod listing;
mod meddling;
mod trial;

pub use comparing::{Difference, compare};
pub(crate) use followed::Followed;
pub use following::Following;
pub use git::Git;
pub use ground::{copy_tree, remove_tree};
pub use history::{Replay, ReplayReport};
pub use meddling::Meddler;
pub use trial::{Live, LiveReport};
