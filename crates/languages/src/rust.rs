//! Rust.
//!
//! The rules walk the tree once, item by item; each topic has its module. Two things are done to the text before it is
//! parsed: see [`mask`].

mod assignments;
mod attributes;
mod broken;
mod closures;
mod control;
mod definitions;
mod docs;
mod expressions;
mod flow;
mod format;
mod functions;
mod generics;
mod grammar;
mod impls;
mod imports;
mod labels;
mod macros;
mod mask;
mod module;
mod paths;
mod patterns;
mod resolve;
pub(crate) mod roots;
mod statements;
mod structs;
mod tokens;
mod types;

use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

use self::grammar::{G, N};
pub(crate) use self::resolve::POLICY;

/// The registry entry.
pub(crate) static SPEC: LanguageSpec = LanguageSpec {
    name: "rust",
    variant: "",
    extensions: &["rs"],
    file_names: &[],
    interpreters: &["rust-script"],
    separator: Separator::Colons,
    rules_version: 2,
    grammar: || tree_sitter_rust::LANGUAGE.into(),
    mask: Some(mask::mask),
    rules: RuleSet::of::<FileRules>(),
    labels: &labels::RULES,
    module: module::name,
    manifests: module::MANIFESTS,
};

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = flow::Control;

    fn file(b: &mut Builder<'_>, root: N<'_>) {
        let is_masked = !std::ptr::eq(b.parsed(), b.source());
        let wrappers = if is_masked { mask::wrappers(b.source()) } else { Vec::new() };
        macros::wrapper_conditions(b, &wrappers);
        macros::wrapper_modifiers(b, &wrappers);
        if root.is_error() {
            broken::range(b, root);
        } else {
            statements::sequence(b, root);
        }
        macros::wrappers(b, &wrappers);
    }
}
