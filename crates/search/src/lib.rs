//! Search over the text of files and the identifiers in it: what a word is, what a question asks for, which files have it,
//! which of them come first, and where in a file it stands.
//!
//! Knows nothing of stores: it is given the bytes of files and the names of their definitions, and a directory for its index.
//! `docs/search.md` tells the whole story.

mod corpus;
mod counts;
mod directory;
mod document;
mod hits;

mod index;
mod matches;
mod points;
mod query;
mod rank;
mod tokens;
mod writer;

pub use corpus::Corpus;
pub use document::Document;
pub use hits::{Hit, Region, hits};
pub use index::{Index, IndexError, Indexed, state};
pub use query::{Clause, Fields, Query, QueryError};
pub use rank::{Ranked, rank};
pub use writer::Writer;
