//! The traversal form: which definition refers to which and what it is called, in one file beside a database.
//!
//! ```text
//! store ──Builder──► file ──Form::open──► Form ─┐
//!                                               ├─► Graph ──► neighbours, breadth_first, components
//!    files that changed since ──Overlay::new────┘     │
//!                                                   Subgraph
//!                                                      ▼
//!                        groups of vertices ◄─────► Digraph ──► components, cycles, condensation, paths,
//!                                                               dominators, page rank, betweenness
//! ```
//!
//! The file is mapped, not read: a question touches the few pages that it needs. It is a cache of what a store says;
//! deleting it is always safe. `FORMAT.md` describes it byte by byte.
//!
//! * **Numbering is canonical.** The nodes of a file are itself and then its definitions in order; files come in path
//!   order. Equal databases give equal bytes.
//! * **Damage is an error.** Every block of the file is checked when it is first touched: its checksum, and that the
//!   numbers in it stay within the graph.
//! * **A form may be older than its database.** An overlay of the files that changed since ([`Graph::overlaid`]) answers as a new form
//!   would.
//! * **Algorithms run over digraphs**, whose vertices are numbered canonically: what they answer is the same with and without an
//!   overlay, and they serve graphs of files and of packages, too. None recurses.

mod bits;
mod blocks;
mod builder;
mod centrality;
mod components;
mod condensation;
pub mod control;
mod cycles;
mod digraph;
mod dominators;
mod edges;
mod error;
mod form;
mod format;
mod graph;
mod hash;
mod node;
mod overlay;
mod paths;
mod subgraph;
mod walk;

pub use builder::{BuildError, Builder};
pub use centrality::{Betweenness, BetweennessLimits, PageRank, PageRankLimits};
pub use components::Components;
pub use condensation::Condensation;
pub use cycles::{Cycle, Cycles};
pub use digraph::{Digraph, Vertex};
pub use dominators::DominatorTree;
pub use edges::{Edges, KindSet};
pub use error::{GraphError, Part};
pub use form::{Difference, Direction, Form, Named};
pub use format::{FORMAT_VERSION, Stamp};
pub use graph::Graph;
pub use node::{Node, Place};
pub use overlay::ChangedFile;
pub use paths::{PathList, PathTree, Reached};
pub use subgraph::Subgraph;
