//! Java: from files of one package each to definitions, bindings, imports, expressions and flows.
//!
//! A file's package stands in its text, not in its path: it is the file's first definition, a `Namespace` that spans
//! its declaration only and binds nothing, and the `qualifier` of every top-level type, so that these display as
//! `a.b.Type`. Java keeps types, methods, variables and labels in name spaces of their own; facts bind all of them in
//! one scope and leave it to the kind of a binding to tell them apart.

mod annotations;
mod broken;
mod calls;
mod definitions;
mod docs;
mod expressions;
mod flow;
mod flow_scoping;
mod grammar;
mod imports;
mod items;
mod labels;
mod lambdas;
mod manifests;
mod mask;
mod members;
mod modifiers;
mod operators;
mod parameters;
mod patterns;
mod records;
mod resolve;
pub(crate) mod roots;
mod statements;
mod switches;
mod types;

use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

use self::grammar::{G, Node};
pub(crate) use self::resolve::POLICY;

/// The registry entry.
pub(crate) static SPEC: LanguageSpec = LanguageSpec {
    name: "java",
    variant: "",
    extensions: &["java"],
    file_names: &[],
    interpreters: &[],
    separator: Separator::Dot,
    rules_version: 4,
    grammar: || tree_sitter_java::LANGUAGE.into(),
    mask: Some(mask::mask),
    rules: RuleSet::of::<FileRules>(),
    labels: &labels::RULES,
    // The package is written in the file.
    module: |_| String::new(),
    manifests: manifests::MANIFESTS,
};

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = flow::Control;

    fn file(b: &mut Builder<'_>, root: Node<'_>) {
        items::all(b, root);
    }
}
