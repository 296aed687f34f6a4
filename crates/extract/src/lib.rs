//! From the bytes of one file to its facts.
//!
//! ```text
//! bytes ──text──► UTF-8 ──mask──► parseable ──tree-sitter──► tree ──one cursor walk──► SyntaxTree ──rules──► FileFacts
//! ```
//!
//! This crate is the engine: it owns the walk, the scopes, the tables and the limits. What a function or an import
//! looks like is the business of a [`LanguageSpec`], whose rules read a [`syntax::Node`] and write through a
//! [`Builder`]. Nothing here knows a particular language.

mod builder;
pub mod control;
mod driver;
pub mod grammar;
mod measure;
mod spec;
pub mod syntax;
pub mod text;

pub use builder::{Builder, NewBinding, NewDef, NewImport};
pub use driver::{Extractor, RULES_ENGINE_VERSION};
pub use spec::{Fingerprint, LanguageSpec, Manifest, ModulePlace, RuleSet, Rules};
