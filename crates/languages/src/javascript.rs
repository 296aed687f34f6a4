//! Javascript.

mod grammar;

use extract::syntax::Node;
use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

pub(crate) use self::grammar::G;

/// The registry entry.
pub static SPEC: LanguageSpec = LanguageSpec {
    name: "javascript",
    variant: "",
    extensions: &["js", "mjs", "cjs", "jsx"],
    file_names: &[],
    interpreters: &["node", "nodejs"],
    separator: Separator::Dot,
    rules_version: 1,
    grammar: || tree_sitter_javascript::LANGUAGE.into(),
    mask: None,
    rules: RuleSet::of::<FileRules>(),
    module: |place| place.path.stem().to_owned(),
    manifests: &[],
};

/// The rules, shared with TypeScript.
pub(crate) struct FileRules;

impl Rules for FileRules {
    type Grammar = G;

    fn file(_b: &mut Builder<'_>, _root: Node<'_, G>) {}
}
