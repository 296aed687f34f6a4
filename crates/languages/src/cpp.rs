//! Cpp.

mod grammar;

use extract::syntax::Node;
use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

use self::grammar::G;

/// The registry entry.
pub static SPEC: LanguageSpec = LanguageSpec {
    name: "cpp",
    variant: "",
    extensions: &[
        "cc", "cpp", "cxx", "c++", "C", "hh", "hpp", "hxx", "h++", "H", "ipp", "inl", "tcc", "tpp", "ixx",
        "cppm",
    ],
    file_names: &[],
    interpreters: &[],
    separator: Separator::Colons,
    rules_version: 1,
    grammar: || tree_sitter_cpp::LANGUAGE.into(),
    mask: None,
    rules: RuleSet::of::<FileRules>(),
    module: |place| place.path.stem().to_owned(),
    manifests: &[],
};

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;

    fn file(_b: &mut Builder<'_>, _root: Node<'_, G>) {}
}
