//! The languages that Magellan reads: one folder each, one line each in [`ALL`].
//!
//! A folder holds the grammar's names (`grammar.rs`), the extraction rules, and the spec that ties them together.

mod c;
mod cpp;
mod detect;
mod java;
mod javascript;
mod python;
mod roots;
mod rust;
mod stdlib;
mod typescript;

pub use detect::{Context, Detected, detect};
use extract::LanguageSpec;
use resolve::Policy;
pub use roots::{ROOTS, listed, may_name, roots_of};

/// Every language, in the order of their names.
pub static ALL: &[&LanguageSpec] = &[
    &c::SPEC,
    &cpp::SPEC,
    &java::SPEC,
    &javascript::SPEC,
    &python::SPEC,
    &rust::SPEC,
    &typescript::SPEC,
    &typescript::TSX,
];

/// The specs of the language called `name`; none when there is no such language.
pub fn named(name: &str) -> impl Iterator<Item = &'static LanguageSpec> + '_ {
    ALL.iter().copied().filter(move |spec| spec.name == name)
}

/// How references are resolved, one line for each language or family of languages that can name each other's
/// definitions. The order is that of the numbers in [`resolve::FileId::std`].
pub static POLICIES: &[&dyn Policy] =
    &[&python::POLICY, &java::POLICY, &rust::POLICY, &javascript::POLICY, &c::POLICY, &cpp::POLICY];
