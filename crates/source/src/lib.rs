//! Source trees: which files there are, under which names, and their bytes.
//!
//! ```text
//! root + options ──discover──► files (path, stamp, flags) and what was skipped (path, reason)
//! path           ──read──────► bytes, or a typed reason why not
//! ```
//!
//! Everything above works on [`FileSystem`] and cannot tell [`OsFiles`] (a directory) from [`MemoryFiles`] (a map, for
//! tests): both are walked by the same code with the same rules, only listing, stamping and reading differ.
//!
//! What holds for every implementation:
//!
//! * Answers are sorted by path and do not depend on the order in which the operating system lists a directory.
//! * Symbolic links are never followed, neither when walking nor when reading, so nothing outside of the root is ever
//!   read as source. A link's target inside the root is found under its own path.
//! * No operation blocks on a pipe or a device.
//! * A file that changes between two calls is an error value, never a panic.
//!
//! This crate knows no languages and no stores. It runs on Unix; `beneath.rs` is the file to port.

mod attributes;
mod beneath;
mod discover;
mod error;
mod file_system;
mod globs;
mod memory;
mod os;
mod outside;
mod path_text;
mod repository;
mod rules;
mod selection;
mod tree;
mod walk;

pub use discover::{
    DiscoverOptions, Discovery, FoundFile, IgnoreRule, RuleWarning, SkipReason, Skipped, is_rule_file,
};
pub use error::{ReadError, SourceError};
pub use file_system::{FileSystem, Stamp};
pub use memory::MemoryFiles;
pub use os::OsFiles;
pub use outside::{Outside, Place};
pub use walk::is_private;
