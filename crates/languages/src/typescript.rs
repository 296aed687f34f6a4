//! TypeScript and TSX: the rules of JavaScript over grammars of their own.

use extract::{LanguageSpec, RuleSet};
use model::facts::Separator;

use crate::javascript::FileRules;

/// The registry entry of TypeScript.
pub static SPEC: LanguageSpec =
    spec("", &["ts", "mts", "cts"], || tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into());

/// The registry entry of TSX: the same language with JSX in it, over a grammar of its own.
pub static TSX: LanguageSpec = spec("tsx", &["tsx"], || tree_sitter_typescript::LANGUAGE_TSX.into());

const fn spec(
    variant: &'static str,
    extensions: &'static [&'static str],
    grammar: fn() -> tree_sitter::Language,
) -> LanguageSpec {
    LanguageSpec {
        name: "typescript",
        variant,
        extensions,
        file_names: &[],
        interpreters: &[],
        separator: Separator::Dot,
        rules_version: 1,
        grammar,
        mask: None,
        rules: RuleSet::of::<FileRules>(),
        module: |place| place.path.stem().to_owned(),
        manifests: &[],
    }
}
