//! Variables that a function is given by a pointer or reference that it may change them through, as their types are written: `f(p)` for
//! `T *p`, `f(v)` for `v: &mut T`.

use std::collections::BTreeSet;

use model::expr::{Expr, TypeExpr, Wrapper};
use model::facts::FileFacts;
use model::ids::{ExprId, NameId, ScopeId, SiteId, TypeId};

use super::variables::{Place, Search};

/// The names that stand as arguments of calls.
pub(super) fn handed_on(search: &Search<'_>) -> BTreeSet<SiteId> {
    let facts = &search.view.facts;
    let handles = handles(facts, search.view.record.language.as_str());
    let mut found = BTreeSet::new();
    if handles.is_empty() {
        return found;
    }
    for expr in &facts.exprs {
        let (Expr::Call { args, .. } | Expr::New { args, .. }) = *expr else { continue };
        let args = facts.pool.get(args.range()).unwrap_or_default();
        found.extend(args.iter().filter_map(|arg| name(facts, ExprId::new(*arg))));
    }
    let is_handle = |site: &SiteId| {
        search.is_inside(facts.site(*site).span)
            && matches!(search.place(*site), Some(Place::Local(scope, name)) if handles.contains(&(scope, name)))
    };
    found.retain(is_handle);
    found
}

/// The variables whose type is such, in the languages that write it.
fn handles(facts: &FileFacts, language: &str) -> BTreeSet<(ScopeId, NameId)> {
    let is_rust = language == "rust";
    if !is_rust && !matches!(language, "c" | "cpp") {
        return BTreeSet::new();
    }
    let typed =
        facts.bindings.iter().filter(|binding| binding.ty.is_some_and(|ty| leads(facts, ty, is_rust)));
    typed.map(|binding| (binding.scope, binding.name)).collect()
}

/// Whether what stands behind a type may be changed through it.
fn leads(facts: &FileFacts, ty: TypeId, is_rust: bool) -> bool {
    let TypeExpr::Wrap(wrapper, inner) = facts.types[ty.index()] else { return false };
    let is_const = matches!(facts.types[inner.index()], TypeExpr::Wrap(Wrapper::Qualified, _));
    match wrapper {
        Wrapper::MutReference => true,
        Wrapper::Pointer => !is_const,
        Wrapper::Reference | Wrapper::Array => !is_rust && !is_const,
        Wrapper::Qualified => leads(facts, inner, is_rust),
        _ => false,
    }
}

/// The name that an argument is, under casts and steps: `p`, `(T *) p`, `p + n`.
fn name(facts: &FileFacts, arg: ExprId) -> Option<SiteId> {
    let mut at = arg;
    loop {
        at = match *facts.exprs.get(at.index())? {
            Expr::Name(site) => return Some(site),
            Expr::Cast(base, _) | Expr::Keyword(_, base) | Expr::Binary(_, base, _) => base,
            _ => return None,
        }
    }
}
