//! C++: what it adds to the rules of C.

pub(crate) mod bindings;
pub(crate) mod constructors;
pub(crate) mod imports;
pub(crate) mod lambdas;
pub(crate) mod loops;
pub(crate) mod names;
pub(crate) mod namespaces;
pub(crate) mod operators;
mod resolve;
pub(crate) mod templates;

use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

pub(crate) use self::resolve::POLICY;
use crate::c;
use crate::c::context::{Cx, Node};
use crate::c::grammar::G;

/// The registry entry.
pub(crate) static SPEC: LanguageSpec = LanguageSpec {
    name: "cpp",
    variant: "",
    extensions: &[
        "cc", "cpp", "cxx", "c++", "C", "hh", "hpp", "hxx", "h++", "H", "ipp", "inl", "tcc", "tpp", "ixx",
        "cppm",
    ],
    file_names: &[],
    interpreters: &[],
    separator: Separator::Colons,
    rules_version: 4,
    grammar: || tree_sitter_cpp::LANGUAGE.into(),
    mask: Some(|source| c::mask(source, true)),
    rules: RuleSet::of::<FileRules>(),
    labels: &crate::c::labels::RULES,
    // Names stand alone or in namespaces, whatever the file.
    module: |_| String::new(),
    manifests: &[],
};

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = c::flow::Control;

    fn file(b: &mut Builder<'_>, root: Node<'_>) {
        c::file(b, Cx::file(true), root);
    }
}
