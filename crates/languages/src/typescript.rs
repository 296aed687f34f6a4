//! TypeScript and TSX: the rules of JavaScript over grammars of their own, and what TypeScript adds.

mod declarations;
mod members;
mod namespaces;
mod types;

use extract::syntax::Node;
use extract::{Builder, LanguageSpec, Manifest, RuleSet, Rules};
use model::facts::Separator;

pub(crate) use self::declarations::{declaration, parameter_property, type_parameters, typed_expression};
pub(crate) use self::members::index_signature;
pub(crate) use self::types::{annotation, is_type, type_arguments, type_as, type_expression};
use crate::javascript::{Dialect, G, file, mask, module};

/// The registry entry of TypeScript.
pub(crate) static SPEC: LanguageSpec =
    spec("", &["ts", "mts", "cts"], || tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(), mask::typescript);

/// The registry entry of TSX: the same language with JSX in it, over a grammar of its own.
pub(crate) static TSX: LanguageSpec =
    spec("tsx", &["tsx"], || tree_sitter_typescript::LANGUAGE_TSX.into(), mask::tsx);

const fn spec(
    variant: &'static str,
    extensions: &'static [&'static str],
    grammar: fn() -> tree_sitter::Language,
    mask: fn(&str) -> Option<String>,
) -> LanguageSpec {
    LanguageSpec {
        name: "typescript",
        variant,
        extensions,
        file_names: &[],
        interpreters: &["ts-node", "tsx"],
        separator: Separator::Dot,
        rules_version: 3,
        grammar,
        mask: Some(mask),
        rules: RuleSet::of::<FileRules>(),
        module: module::name,
        manifests: &[Manifest { file_name: "package.json", package: module::package }],
    }
}

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = crate::javascript::flow::Control;

    fn file(b: &mut Builder<'_>, root: Node<'_, G>) {
        file(b, root, Dialect::TypeScript);
    }
}
