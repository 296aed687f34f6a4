//! Paths: `a::b::c` as expressions and the names in them.
//!
//! Every segment is a site. The keywords `crate`, `super` and `self` are sites too where they begin a path, because
//! they name modules; `Self` is [`SelfRef::SelfType`] and `self` as a value [`SelfRef::This`], without sites. A path
//! that starts at the root of all crates (`::a::b`) is a member of an unknown base.

use extract::Builder;
use model::expr::{Access, Expr, SelfRef, TypeExpr};
use model::facts::Anchor;
use model::ids::{ExprId, SiteId, TypeId};
use model::kinds::Role;
use model::span::Span;

use super::grammar::{F, K, N};
use super::{broken, types};

/// A name without the `r#` of a raw identifier.
pub(super) fn plain(text: &str) -> &str {
    text.strip_prefix("r#").unwrap_or(text)
}

/// Something whose value is not known.
pub(super) fn unknown(b: &mut Builder<'_>) -> ExprId {
    b.expr(Expr::Unknown)
}

/// Whether the source calls a macro by the name that ends at `end`. In healthy code a name is followed by `!` in no
/// other case but `a!=b`.
pub(super) fn is_macro_name(b: &Builder<'_>, end: u32) -> bool {
    let rest = b.source().as_bytes().get(end as usize..).unwrap_or_default();
    rest.first() == Some(&b'!') && rest.get(1) != Some(&b'=')
}

/// A site with the name that stands at `span`.
pub(super) fn site(b: &mut Builder<'_>, span: Span, role: Role, anchor: Anchor) -> SiteId {
    let name = plain(b.text(span));
    b.site_named(span, name, role, anchor)
}

/// A single name as an expression.
pub(super) fn name(b: &mut Builder<'_>, span: Span, role: Role) -> ExprId {
    match b.text(span) {
        "_" => unknown(b),
        "Self" => b.expr(Expr::SelfRef(SelfRef::SelfType)),
        text if broken::is_keyword(b, text) => unknown(b),
        text => b.name_expr_named(span, plain(text), role),
    }
}

/// A member as an expression.
pub(super) fn member(b: &mut Builder<'_>, base: ExprId, span: Span, access: Access, role: Role) -> ExprId {
    let name = plain(b.text(span));
    b.member_expr_named(base, span, name, access, role)
}

/// A single name as a type.
pub(super) fn name_type(b: &mut Builder<'_>, span: Span, role: Role) -> TypeId {
    match b.text(span) {
        "_" => b.ty(TypeExpr::Infer),
        "Self" => b.ty(TypeExpr::SelfType),
        text if broken::is_keyword(b, text) => b.ty(TypeExpr::Unknown),
        _ => {
            let next = TypeId::new(b.facts().types.len() as u32);
            let site = site(b, span, role, Anchor::Type(next));
            b.ty(TypeExpr::Name(site))
        }
    }
}

/// A member of a module or type as a type.
pub(super) fn member_type(b: &mut Builder<'_>, base: TypeId, span: Span, role: Role) -> TypeId {
    let next = TypeId::new(b.facts().types.len() as u32);
    let site = site(b, span, role, Anchor::Type(next));
    b.ty(TypeExpr::Member { base, site })
}

/// A path as an expression; its last name gets `role`.
pub(super) fn path(b: &mut Builder<'_>, node: N<'_>, role: Role) -> ExprId {
    match node.kind() {
        K::ScopedIdentifier | K::ScopedTypeIdentifier => {
            b.descend(node, |b| scoped(b, node, role)).unwrap_or_else(|| unknown(b))
        }
        K::GenericType | K::GenericTypeWithTurbofish => applied(b, node, F::Type, role),
        K::GenericFunction => applied(b, node, F::Function, role),
        K::GenericPattern => generic_pattern(b, node, role),
        K::BracketedType => {
            let ty = types::bracketed(b, node);
            b.expr(Expr::Type(ty))
        }
        K::FieldExpression => super::expressions::callee(b, node, role),
        K::Metavariable => unknown(b),
        _ if node.is_missing() => unknown(b),
        _ => name(b, node.span(), role),
    }
}

fn scoped(b: &mut Builder<'_>, node: N<'_>, role: Role) -> ExprId {
    let base = match node.field(F::Path) {
        Some(base) => path(b, base, Role::Qualify),
        None => unknown(b),
    };
    match node.field(F::Name) {
        Some(last) if !last.is_missing() => {
            let role = if is_macro_name(b, last.end()) { Role::Macro } else { role };
            member(b, base, last.span(), Access::Colons, role)
        }
        _ => base,
    }
}

/// `f::<T>`, `Vec::<T>`.
fn applied(b: &mut Builder<'_>, node: N<'_>, inner: F, role: Role) -> ExprId {
    let base = match node.field(inner) {
        Some(inner) => path(b, inner, role),
        None => unknown(b),
    };
    apply(b, base, node.field(F::TypeArguments))
}

fn generic_pattern(b: &mut Builder<'_>, node: N<'_>, role: Role) -> ExprId {
    let base = match node.first_named() {
        Some(inner) => path(b, inner, role),
        None => unknown(b),
    };
    apply(b, base, node.field(F::TypeArguments))
}

fn apply(b: &mut Builder<'_>, base: ExprId, arguments: Option<N<'_>>) -> ExprId {
    let Some(arguments) = arguments else { return base };
    let types = types::arguments(b, arguments);
    b.expr(Expr::Apply { base, types })
}

/// A lifetime or label, as a use. `'static` and `'_` are keywords.
pub(super) fn lifetime(b: &mut Builder<'_>, node: N<'_>) {
    let Some(name) = node.child(K::Identifier) else { return };
    if !matches!(name.text(), "static" | "_") {
        b.site(name.span(), Role::Label, Anchor::None);
    }
}

/// The last name of a path as written.
pub(super) fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or_default().trim()
}
