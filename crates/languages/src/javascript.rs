//! JavaScript with JSX, and the rules that TypeScript shares.

mod assignments;
mod broken;
mod classes;
mod commonjs;
mod context;
mod declarations;
pub(crate) mod docs;
mod exports;
mod expressions;
pub(crate) mod flow;
pub(crate) mod functions;
mod grammar;
mod imports;
mod jsdoc;
mod jsx;
mod keys;
pub(crate) mod labels;
pub(crate) mod mask;
pub(crate) mod module;
mod names;
mod narrowing;
mod objects;
mod operators;
mod patterns;
mod resolve;
pub(crate) mod roots;
mod statements;
mod values;

use extract::syntax::Node;
use extract::{Builder, LanguageSpec, Manifest, RuleSet, Rules};
use model::facts::Separator;

/// What TypeScript's own rules build on.
pub(crate) mod shared {
    pub(crate) use super::broken::error;
    pub(crate) use super::classes::{MemberHead, accessibility, method_kind};
    pub(crate) use super::commonjs::masked_import;
    pub(crate) use super::context::{Context, Owner};
    pub(crate) use super::declarations::Lead;
    pub(crate) use super::docs;
    pub(crate) use super::expressions::{expression, expression_as, take_list};
    pub(crate) use super::functions;
    pub(crate) use super::grammar::{F, Js, K};
    pub(crate) use super::jsdoc::DocTypes;
    pub(crate) use super::keys::{Key, inside_quotes, name_span};
    pub(crate) use super::statements::{declaration, statement, statements};
}

use self::context::Context;
pub(crate) use self::context::Dialect;
pub(crate) use self::grammar::G;
pub(crate) use self::resolve::POLICY;

/// The registry entry.
pub(crate) static SPEC: LanguageSpec = LanguageSpec {
    name: "javascript",
    variant: "",
    extensions: &["js", "mjs", "cjs", "jsx"],
    file_names: &[],
    interpreters: &["node", "nodejs"],
    separator: Separator::Dot,
    rules_version: 3,
    grammar: || tree_sitter_javascript::LANGUAGE.into(),
    mask: Some(mask::javascript),
    rules: RuleSet::of::<FileRules>(),
    labels: &labels::RULES,
    module: module::name,
    manifests: &[Manifest { file_name: "package.json", package: module::package }],
};

struct FileRules;

impl Rules for FileRules {
    type Grammar = G;
    type Control = flow::Control;

    fn file(b: &mut Builder<'_>, root: Node<'_, G>) {
        file(b, root, Dialect::JavaScript);
    }
}

/// The facts of a file.
pub(crate) fn file(b: &mut Builder<'_>, root: Node<'_, G>, dialect: Dialect) {
    let mut cx = Context::new(dialect, root.end());
    if cx.is_javascript() {
        jsdoc::typedefs(b, root);
    }
    if root.is_error() {
        broken::error(b, &mut cx, root);
    } else {
        statements::statements(b, &mut cx, root);
    }
}
