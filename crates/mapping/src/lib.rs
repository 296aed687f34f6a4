//! Files mapped into memory: the one audited place of `unsafe`.
//!
//! Mapping is unsafe because the bytes of a mapping change when somebody changes the file. Every function here says why
//! nobody does, and what its caller must keep to.

mod environment;
mod file;

pub use environment::{Environment, EnvironmentAccess, EnvironmentOptions, open_environment};
pub use file::{MappedFile, map_file};
