//! Tools to test and measure extraction and resolution. Nothing here is part of the product.
//!
//! * [`facts_text`]: all facts of a file in a form that people read and that suites compare.
//! * [`check`]: what must hold of any facts, whatever the file.
//! * [`suite`]: tests as Markdown documents; `README.md` of this crate says how to write one.
//! * [`linked`] and [`resolved`]: a whole tree in memory, every file resolved, and what must hold of that.
//! * [`fuzz`]: what must hold for any bytes, as functions that fuzzers and property tests call.
//! * [`files`] and [`arguments`]: what the examples that measure have in common.

pub mod arguments;
mod check;
mod dump;
pub mod files;
pub mod fuzz;
pub mod linked;
mod place;
pub mod rename;
pub mod resolved;
pub mod roots;
mod spelling;
pub mod suite;

pub use check::{check, check_flows, extract_checked};
pub use dump::{TABLES, facts_text, table_text};
pub use place::Places;
pub use spelling::import_spellings;
