//! Which definitions of a tree are used, which cannot be, and of which nobody can tell.
//!
//! ```text
//! facts + outcomes + rules of the language ──► FileSummary ─┐
//!                                              FileSummary ─┼─► Tree ──► Liveness: alive, dead, unknown
//! roots that manifests name ──────────────────► Listed ─────┘
//! ```
//!
//! Two least sets decide. *Alive* is what proved uses reach from what is surely run (roots). *Possible* is what these and everything
//! that may be a use reach: sites that end open and spell a name, text that spells it, bases that nobody has seen. What is not possible
//! is dead; what lies between the two is unknown, with what would have to be settled. So a wrong "dead" needs a wrong proved outcome or
//! a use that no text of the tree spells.
//!
//! The crate knows no language: each says what it is like in [`RootRules`].

mod file;
mod rules;
mod tree;
mod verdict;
mod words;

pub use file::{FileInput, FileSummary, file_key, name_key, summarise};
pub use rules::{FoundTypes, Hook, Initial, Listed, LookUp, Registration, RootRules, Surface};
pub use tree::{Api, Foreign, Liveness, Mentioned, Tree};
pub use verdict::{Because, Doubt, Node, Open, Root, State, Verdict};
