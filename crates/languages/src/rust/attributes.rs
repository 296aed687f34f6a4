//! Attributes: decorators of definitions, conditions, and what some of them say about the item below.
//!
//! The name of an attribute is a `decorate` site, as are the traits of a derive. Arguments of attributes that the
//! compiler knows (`cfg(unix)`, `allow(dead_code)`) are no names of definitions and no sites; those of all others are
//! read as macro arguments.

use extract::Builder;
use model::expr::Expr;
use model::facts::List;
use model::ids::ExprId;
use model::kinds::{Modifiers, Role, Visibility};
use model::span::Span;

use super::grammar::{F, K, N};
use super::{expressions, paths, tokens};

/// What the attributes of an item say.
#[derive(Default)]
pub(super) struct Decorated<'t> {
    /// Where the first attribute or the item starts.
    pub start: u32,
    /// Attribute expressions.
    pub decorators: List,
    /// `#[test]`, `#[deprecated]`, `#[macro_export]`.
    pub modifiers: Modifiers,
    /// Files named by `#[path = "…"]`, also inside `cfg_attr`.
    pub paths: Vec<&'t str>,
    /// The text of `#[doc = "…"]`.
    pub doc: Option<Span>,
    /// Whether a `cfg` decides about the item.
    pub conditional: bool,
}

/// An attribute, wherever it stands.
#[derive(Clone, Copy)]
struct Meta<'t> {
    path: N<'t>,
    arguments: Option<N<'t>>,
    value: Option<N<'t>>,
    span: Span,
}

/// Attributes whose arguments name nothing that a program defines.
const BUILT_IN: &[&str] = &[
    "allow",
    "automatically_derived",
    "cold",
    "collapse_debuginfo",
    "coverage",
    "crate_name",
    "crate_type",
    "debugger_visualizer",
    "deny",
    "deprecated",
    "diagnostic::on_unimplemented",
    "doc",
    "expect",
    "export_name",
    "feature",
    "forbid",
    "ignore",
    "inline",
    "instruction_set",
    "link",
    "link_name",
    "link_section",
    "macro_export",
    "macro_use",
    "must_use",
    "naked",
    "no_mangle",
    "non_exhaustive",
    "optimize",
    "path",
    "proc_macro",
    "proc_macro_derive",
    "recursion_limit",
    "repr",
    "rustc_on_unimplemented",
    "rustfmt::skip",
    "should_panic",
    "target_feature",
    "track_caller",
    "type_length_limit",
    "used",
    "warn",
    "windows_subsystem",
];

/// Last names of attributes that make a function a test.
const TESTS: &[&str] =
    &["test", "bench", "rstest", "test_case", "wasm_bindgen_test", "quickcheck", "proptest"];

/// Writes the sites and conditions of `attributes`, which stand above `item`.
pub(super) fn apply<'t>(b: &mut Builder<'_>, attributes: &[N<'t>], item: N<'t>) -> Decorated<'t> {
    let start = attributes.first().map_or(item.start(), |first| first.start());
    let mut decorated = Decorated { start, ..Decorated::default() };
    if attributes.is_empty() {
        return decorated;
    }
    let range = Span::new(start, item.end());
    let mut decorators = Vec::with_capacity(attributes.len());
    for meta in attributes.iter().filter_map(|attribute| meta_of(*attribute)) {
        decorators.push(read(b, meta, range, &mut decorated));
    }
    decorated.decorators = b.list(&decorators);
    decorated
}

/// An attribute of something that is no definition: an expression, an arm, a parameter. It holds for what follows it.
pub(super) fn standalone(b: &mut Builder<'_>, attribute: N<'_>) {
    let item = std::iter::successors(attribute.next_sibling(), |node| node.next_sibling())
        .find(|next| next.is_named() && !next.is(K::AttributeItem));
    apply(b, &[attribute], item.unwrap_or(attribute));
}

/// `#![…]`: it holds for all of `container`.
pub(super) fn inner<'t>(b: &mut Builder<'_>, attribute: N<'t>, container: N<'t>) {
    if let Some(meta) = meta_of(attribute) {
        read(b, meta, container.span(), &mut Decorated::default());
    }
}

fn meta_of(attribute: N<'_>) -> Option<Meta<'_>> {
    let inside = attribute.child(K::Attribute)?;
    Some(Meta {
        path: inside.first_named()?,
        arguments: inside.field(F::Arguments),
        value: inside.field(F::Value),
        span: inside.span(),
    })
}

fn read<'t>(b: &mut Builder<'_>, meta: Meta<'t>, range: Span, out: &mut Decorated<'t>) -> ExprId {
    let name = meta.path.text();
    let callee = paths::path(b, meta.path, Role::Decorate);
    match name {
        "cfg" => {
            b.condition(range, b.text(meta.span));
            out.conditional = true;
        }
        "cfg_attr" => conditional(b, meta, range, out),
        "derive" => return derive(b, callee, meta.arguments),
        "path" => out.paths.extend(meta.value.and_then(string_text)),
        "doc" => out.doc = Some(meta.span),
        "deprecated" => out.modifiers |= Modifiers::DEPRECATED,
        "macro_export" => out.modifiers |= Modifiers::EXPORTED,
        _ if TESTS.contains(&paths::last_segment(name)) => out.modifiers |= Modifiers::TEST,
        _ => {}
    }
    arguments(b, name, callee, meta)
}

/// The arguments of an attribute that is not handled by name.
fn arguments(b: &mut Builder<'_>, name: &str, callee: ExprId, meta: Meta<'_>) -> ExprId {
    if matches!(name, "cfg" | "cfg_attr") || BUILT_IN.contains(&name) {
        if let Some(value) = meta.value.filter(|value| value.is(K::MacroInvocation)) {
            expressions::expr(b, value);
        }
        return callee;
    }
    if let Some(value) = meta.value {
        expressions::expr(b, value);
    }
    let Some(tree) = meta.arguments else { return callee };
    let args = tokens::attribute_arguments(b, tree);
    let args = b.list(&args);
    b.expr(Expr::MacroCall { callee, args })
}

/// `derive(A, b::C)`
fn derive(b: &mut Builder<'_>, callee: ExprId, arguments: Option<N<'_>>) -> ExprId {
    let args = arguments.map(|tree| tokens::paths(b, tree, Role::Decorate)).unwrap_or_default();
    let args = b.list(&args);
    b.expr(Expr::MacroCall { callee, args })
}

/// `cfg_attr(condition, attribute, …)`: the attributes are read as if the condition held.
fn conditional<'t>(b: &mut Builder<'_>, meta: Meta<'t>, range: Span, out: &mut Decorated<'t>) {
    let Some(tree) = meta.arguments else { return };
    let mut part: Vec<N<'t>> = Vec::new();
    for token in tree.children().skip_while(|token| !token.is(K::Comma)).skip(1) {
        match token.kind() {
            K::Comma | K::ParenClose => {
                if let Some(nested) = meta_of_tokens(&part) {
                    read(b, nested, range, out);
                }
                part.clear();
            }
            _ => part.push(token),
        }
    }
}

fn meta_of_tokens<'t>(part: &[N<'t>]) -> Option<Meta<'t>> {
    let path = *part.first()?;
    let arguments = part.iter().copied().find(|token| token.is(K::TokenTree));
    let value =
        part.iter().copied().find(|token| matches!(token.kind(), K::StringLiteral | K::RawStringLiteral));
    Some(Meta { path, arguments, value, span: Span::new(path.start(), part.last()?.end()) })
}

/// The text between the quotes of a string literal.
fn string_text(literal: N<'_>) -> Option<&str> {
    literal.child(K::StringContent).map(N::text)
}

/// What is written before an item: `pub`, `pub(crate)`, `pub(in path)`.
pub(super) fn visibility(b: &mut Builder<'_>, item: N<'_>) -> Visibility {
    let Some(modifier) = item
        .children()
        .take_while(|child| !child.is_in_field(F::Name))
        .find(|child| child.is(K::VisibilityModifier))
    else {
        return Visibility::Default;
    };
    visibility_of(b, modifier)
}

/// The meaning of a visibility modifier.
pub(super) fn visibility_of(b: &mut Builder<'_>, modifier: N<'_>) -> Visibility {
    match modifier.first_named().map(N::kind) {
        None => Visibility::Public,
        Some(K::Crate) => Visibility::Crate,
        Some(K::SelfValue | K::Super) => Visibility::Restricted,
        Some(_) => {
            for path in modifier.named_children() {
                paths::path(b, path, Role::Qualify);
            }
            Visibility::Restricted
        }
    }
}
