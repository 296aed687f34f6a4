//! What macros stand for, as far as their bodies are simple: a name or a chain of members, read where the macro is used.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::{Anchor, Site};
use model::ids::SiteId;
use model::kinds::{Modifiers, Role};
use resolve::{Answer, DefRef, Defaults, Session, Side, TyId, Unit};

use super::names;

/// The macro that the name of a member stands for when its type has none of this name; else what was found.
pub(super) fn of_member(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, otherwise: Answer) -> Answer {
    let found = names::member_macro(cx, unit, site);
    if found.is_missing() { otherwise } else { found }
}

/// The type of the value that a macro without arguments stands for at a site.
pub(super) fn value(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef, site: SiteId) -> TyId {
    let owner = cx.unit(def.file);
    let facts = owner.def(def.def);
    if def.file.is_std() || facts.modifiers.contains(Modifiers::FUNCTION_LIKE) {
        return if def.file.is_std() { TyId::EXTERNAL } else { TyId::UNKNOWN };
    }
    let Some(Expr::Text(text)) = facts.value.map(|value| owner.expr(value)) else { return TyId::UNKNOWN };
    let text = owner.text(text).replace("->", ".");
    cx.deeper(TyId::UNKNOWN, |cx| chain(cx, unit, &owner, *unit.site(site), &text))
}

/// The type of `a.b.c` read at a site of `unit`; `owner` is the file that spells it.
fn chain(cx: &mut Session<'_>, unit: &Arc<Unit>, owner: &Arc<Unit>, site: Site, text: &str) -> TyId {
    let mut parts = text.split('.');
    let Some(first) = parts.next() else { return TyId::UNKNOWN };
    let name = first.trim_end_matches("[]");
    let mut ty = match unit.name(name) {
        Some(name) => {
            let site = Site { name, role: Role::Read, anchor: Anchor::None, ..site };
            names::type_of_name(cx, unit, &site)
        }
        None => TyId::UNKNOWN,
    };
    if ty.is_unknown()
        && let Some(name) = owner.name(name)
    {
        let scope = model::ids::ScopeId::new(0);
        let site = Site { name, scope, role: Role::Read, anchor: Anchor::None, ..site };
        ty = names::type_of_name(cx, owner, &site);
    }
    parts.fold(element(cx, first, ty), |ty, part| {
        let member = cx.member_type(ty, part.trim_end_matches("[]"), Side::Any);
        element(cx, part, member)
    })
}

/// The type of a part of a chain whose value has type `ty`: of an element where the part is indexed.
fn element(cx: &mut Session<'_>, part: &str, ty: TyId) -> TyId {
    (0..part.matches("[]").count()).fold(ty, |ty, _| Defaults::index(cx, ty))
}
