//! What is told of changes: how a file's part of the map differs from what it was.
//!
//! ```text
//! old facts, new facts ──notes──► file events ─────────────┐
//! old edges ──pending──► (kept in the store) ──┐           ├──► feed
//! new outcomes ────────────────────────────────┴─► events of edges
//! ```

mod edges;
mod notes;

pub(crate) use self::edges::{KnownEdges, linked};
pub(crate) use self::notes::{Change, Side};
