//! Every question to every kind of store: the same bytes, the same exit status.
//!
//! Only what names the store is passed over: its kind and file format, the version of its layout, the size of its file, where it is, and the
//! id of the run.

mod answers;
mod options;
mod questions;
mod subjects;

pub use answers::{Comparison, Difference, Stored, compare, index_into_every_kind};
pub use options::{missing_commands, missing_options};
pub use questions::{Question, questions};
pub use subjects::{Subjects, subjects};
