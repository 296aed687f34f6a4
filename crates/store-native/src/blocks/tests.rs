//! Blocks against a plain set of rows.
