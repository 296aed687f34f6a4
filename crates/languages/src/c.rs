//! C, and the rules that C++ shares with it.

pub(crate) mod attributes;
pub(crate) mod calls;
pub(crate) mod context;
pub(crate) mod declarations;
pub(crate) mod declarators;
pub(crate) mod docs;
pub(crate) mod expressions;
pub(crate) mod flow;
pub(crate) mod functions;
pub(crate) mod gnu;
pub(crate) mod grammar;
pub(crate) mod headers;
pub(crate) mod initializers;
pub(crate) mod labels;
pub(crate) mod lexical;
pub(crate) mod lists;
pub(crate) mod made;
mod mask;
mod masked;
pub(crate) mod preprocessor;
pub(crate) mod records;
pub(crate) mod recovery;
pub(crate) mod resolve;
pub(crate) mod roots;
pub(crate) mod statements;
pub(crate) mod types;

use extract::{Builder, LanguageSpec, RuleSet, Rules};
use model::facts::Separator;

use self::context::{Cx, Node};
use self::grammar::G;

/// The registry entry.
pub(crate) static SPEC: LanguageSpec = LanguageSpec {
    name: "c",
    variant: "",
    extensions: &["c", "h"],
    file_names: &[],
    interpreters: &[],
    separator: Separator::Colons,
    rules_version: 4,
    grammar: || tree_sitter_c::LANGUAGE.into(),
    mask: Some(|source| mask(source, false)),
    rules: RuleSet::of::<FileRules>(),
    labels: &labels::RULES,
    // Names of C stand alone: there are no modules.
    module: |_| String::new(),
    manifests: &[],
};

pub(crate) use self::mask::mask;
pub(crate) use self::resolve::POLICY;

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = flow::Control;

    fn file(b: &mut Builder<'_>, root: Node<'_>) {
        file(b, Cx::file(false), root);
    }
}

/// All facts of a file.
pub(crate) fn file(b: &mut Builder<'_>, cx: Cx<'_>, root: Node<'_>) {
    let listed = lists::is_list(b, root);
    statements::items(b, &mut Cx { listed, ..cx }, root);
    masked::names(b, &cx);
}
