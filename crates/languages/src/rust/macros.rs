//! Macros: `macro_rules!`, and calls in all the forms that masking leaves them in.

use extract::Builder;
use model::expr::Expr;
use model::ids::{DefId, ExprId, ScopeId};
use model::kinds::{DefKind, Modifiers, Role, ScopeKind};
use model::span::Span;

use super::attributes::{self, Decorated};
use super::grammar::{F, K, N};
use super::mask::Wrapper;
use super::{definitions, expressions, format, paths, tokens};

/// `macro_rules! name { … }`. It is visible from its name on, also in its own rules.
pub(super) fn definition<'t>(b: &mut Builder<'_>, node: N<'t>, decorated: &Decorated<'t>) {
    let Some(name) = definitions::name_of(node) else { return expressions::parts(b, node) };
    let mut new = definitions::start(b, DefKind::Macro, name, node, decorated);
    new.modifiers |= Modifiers::FUNCTION_LIKE;
    new.visible_from = name.start().max(1);
    new.body = name.next_sibling().map_or(0, N::start);
    let id = b.define(new);
    b.in_def(id, |b| {
        for rule in node.named_children().filter(|child| child.is(K::MacroRule)) {
            if let Some(right) = rule.field(F::Right) {
                b.in_scope(ScopeKind::Block, right.span(), |b| tokens::transcriber(b, right));
            }
        }
    });
}

/// A call whose arguments are bare tokens.
pub(super) fn invocation(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let callee = match node.field(F::Macro) {
        Some(name) => paths::path(b, name, Role::Macro),
        None => paths::unknown(b),
    };
    let Some(tree) = node.child(K::TokenTree) else { return callee };
    let name = node.field(F::Macro).map_or("", |path| paths::last_segment(path.text()));
    let home = b.scope();
    let (_, args) = b.in_scope(ScopeKind::Block, tree.span(), |b| tokens::arguments(b, tree, name, home));
    let args = b.list(&args);
    b.expr(Expr::MacroCall { callee, args })
}

/// A call whose arguments were parsed as those of a function.
pub(super) fn masked_call(b: &mut Builder<'_>, list: N<'_>, callee: ExprId) -> ExprId {
    let mut values = Vec::new();
    let mut named = Vec::new();
    for child in list.named_children() {
        match child.kind() {
            K::AttributeItem => attributes::standalone(b, child),
            K::Error => expressions::any(b, child),
            K::AssignmentExpression => {
                named.extend(child.field(F::Left).filter(|left| left.is(K::Identifier)).map(N::text));
                values.push(keyword(b, child));
            }
            _ => values.push(expressions::expr(b, child)),
        }
    }
    format::captures(b, macro_name(list), list, &named);
    let args = b.list(&values);
    b.expr(Expr::MacroCall { callee, args })
}

/// The last name of the masked macro with these arguments.
fn macro_name(list: N<'_>) -> &str {
    let function = list.parent().and_then(|call| call.field(F::Function));
    function.map_or("", |function| paths::last_segment(function.text()))
}

/// `name = value`
fn keyword(b: &mut Builder<'_>, node: N<'_>) -> ExprId {
    let Some(left) = node.field(F::Left).filter(|left| left.is(K::Identifier)) else {
        return expressions::expr(b, node);
    };
    let value = expressions::optional(b, node.field(F::Right));
    b.keyword_expr(left.span(), value)
}

/// Writes the sites of macros whose text was taken away around items, each in the innermost scope around it.
pub(super) fn wrappers(b: &mut Builder<'_>, wrappers: &[Wrapper]) {
    let scopes = innermost_scopes(b, wrappers);
    for (wrapper, scope) in wrappers.iter().zip(scopes) {
        b.in_existing_scope(scope, |b| match b.facts().scope(scope).owner {
            Some(owner) => b.in_def(owner, |b| spelled_path(b, wrapper.path)),
            None => spelled_path(b, wrapper.path),
        });
    }
}

/// Conditions that such macros put on their items.
pub(super) fn wrapper_conditions(b: &mut Builder<'_>, wrappers: &[Wrapper]) {
    for wrapper in wrappers {
        if let Some(condition) = wrapper.condition {
            b.condition(wrapper.body, b.text(condition));
        }
    }
}

/// Statics in `thread_local!` are of a type around the one that is written.
pub(super) fn wrapper_modifiers(b: &mut Builder<'_>, wrappers: &[Wrapper]) {
    let is_local = |wrapper: &&Wrapper| paths::last_segment(b.text(wrapper.path)) == "thread_local";
    let bodies: Vec<Span> = wrappers.iter().filter(is_local).map(|wrapper| wrapper.body).collect();
    if bodies.is_empty() {
        return;
    }
    for index in 0..b.facts().defs.len() as u32 {
        let def = b.def_mut(DefId::new(index));
        let before = bodies.partition_point(|body| body.start <= def.span.start);
        if def.kind == DefKind::Static && before > 0 && bodies[before - 1].contains(def.span) {
            def.modifiers |= Modifiers::SHARED;
        }
    }
}

/// For each wrapper the scope made last that holds it; scopes come outermost first.
fn innermost_scopes(b: &Builder<'_>, wrappers: &[Wrapper]) -> Vec<ScopeId> {
    let mut innermost = vec![ScopeId::new(0); wrappers.len()];
    for (index, scope) in b.facts().scopes.iter().enumerate() {
        let first = wrappers.partition_point(|wrapper| wrapper.path.start < scope.span.start);
        for (at, wrapper) in wrappers.iter().enumerate().skip(first) {
            if wrapper.path.start >= scope.span.end {
                break;
            }
            if scope.span.contains(wrapper.path) {
                innermost[at] = ScopeId::new(index as u32);
            }
        }
    }
    innermost
}

/// A macro's path of which there is only the text.
fn spelled_path(b: &mut Builder<'_>, path: Span) {
    let mut value = None;
    let mut at = path.start;
    for segment in b.text(path).split("::") {
        let name = segment.trim();
        let start = at + (segment.len() - segment.trim_start().len()) as u32;
        let span = Span::new(start, start + name.len() as u32);
        at += segment.len() as u32 + 2;
        let role = if span.end == path.end { Role::Macro } else { Role::Qualify };
        value = match value {
            _ if name.is_empty() => value,
            None => Some(paths::name(b, span, role)),
            Some(base) => Some(paths::member(b, base, span, model::expr::Access::Colons, role)),
        };
    }
}
