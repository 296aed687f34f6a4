//! What a compiler says of a tree.
//!
//! ```text
//! SCIP file ──scip──► documents: names at byte ranges ──(engine: whose definitions are they here?)──► form, beside the database
//! ```
//!
//! [`scip`] reads an index and fits its positions to the bytes of files; [`form`] is the file in which adopted edges lie, asked by path and
//! by target. Neither knows how a name is resolved.

pub mod form;
pub mod scip;
