//! Python: modules, classes and functions with the names that assignments make.
//!
//! Assigning creates a name, so the rules keep, for the file they read, which names each scope has ([`context`]). Blocks
//! have no scope; comprehensions, lambdas, functions and class bodies have.

mod annotations;
mod assignments;
mod calls;
mod context;
mod definitions;
mod expressions;
mod flow;
mod grammar;
mod imports;
mod labels;
mod literals;
mod loops;
mod matching;
mod module;
mod narrowing;
mod parameters;
mod resolve;
pub(crate) mod roots;
mod statements;
mod types;

use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

use self::context::Context;
use self::grammar::{G, Node};
pub(crate) use self::resolve::POLICY;

/// The registry entry.
pub(crate) static SPEC: LanguageSpec = LanguageSpec {
    name: "python",
    variant: "",
    extensions: &["py", "pyi", "pyw"],
    file_names: &["SConstruct", "SConscript", "wscript"],
    interpreters: &["python", "pypy"],
    separator: Separator::Dot,
    rules_version: 3,
    grammar: || tree_sitter_python::LANGUAGE.into(),
    mask: None,
    rules: RuleSet::of::<FileRules>(),
    labels: &labels::RULES,
    module: module::display_name,
    manifests: module::MANIFESTS,
};

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = flow::Control;

    fn file(b: &mut Builder<'_>, root: Node<'_>) {
        statements::block(b, &mut Context::default(), root);
    }
}
