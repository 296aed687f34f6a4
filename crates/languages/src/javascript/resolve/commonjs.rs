//! Sites of CommonJS: `exports`, `module`, and the names given to exports.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::Anchor;
use model::ids::{ExprId, SiteId};
use model::kinds::Role;
use model::outcome::Rule;
use resolve::{Answer, Entity, Session, Space, Unit};
use rustc_hash::FxHashMap;

use super::{exports, scopes};

/// What `exports`, `module.exports` and the names added to them stand for.
pub(super) fn site(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
    let Anchor::Expr(expr) = unit.site(site).anchor else { return None };
    match (unit.expr(expr), unit.site_name(site)) {
        (Expr::Name(_), "exports" | "module") if is_free(cx, unit, site) => Some(named(cx, unit, expr)),
        (Expr::Member { base, .. }, "exports") if is_module(cx, unit, base) => Some(named(cx, unit, expr)),
        (Expr::Member { base, .. }, name) if is_exports(cx, unit, base) => {
            let name = name.to_owned();
            let found = cx.module_member(unit.id, &name, Space::Value);
            (!found.is_missing()).then_some(found)
        }
        _ => None,
    }
}

/// Whether a name is the module's own and no variable.
fn is_free(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> bool {
    exports::of(cx, unit).is_module && !scopes::is_bound(unit, site)
}

/// Whether an expression is `module`.
fn is_module(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId) -> bool {
    match unit.expr(expr) {
        Expr::Name(site) => unit.site_name(site) == "module" && is_free(cx, unit, site),
        _ => false,
    }
}

/// Whether an expression is `exports` or `module.exports`.
fn is_exports(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId) -> bool {
    match unit.expr(expr) {
        Expr::Name(site) => unit.site_name(site) == "exports" && is_free(cx, unit, site),
        Expr::Member { base, site, .. } => unit.site_name(site) == "exports" && is_module(cx, unit, base),
        _ => false,
    }
}

/// What `exports` or `module` stands for: the export whose name follows, else what the module is as a whole.
fn named(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId) -> Answer {
    let itself = Answer::one(Entity::Module(unit.id), Rule::ModulePath);
    let parents = members_of(cx, unit);
    let mut at = expr;
    if let Some(&outer) = parents.get(&at)
        && let Some(last) = unit.last_name(outer)
        && unit.text(last) == "exports"
    {
        at = outer;
    }
    let outer = parents.get(&at).copied();
    if let Some(name) = outer.and_then(|outer| unit.last_name(outer)) {
        if matches!(unit.expr(expr), Expr::Name(site) if unit.site_name(site) == "module") && at == expr {
            return Answer::external(Rule::Builtin);
        }
        // Where an export is made, `exports` is the export.
        let is_made = outer.is_some_and(|outer| is_written(unit, outer));
        let name = unit.text(name).to_owned();
        return if is_made {
            cx.module_member(unit.id, &name, Space::Value).or_else(|| itself)
        } else {
            itself
        };
    }
    if at == expr && matches!(unit.expr(expr), Expr::Name(site) if unit.site_name(site) == "exports") {
        return itself;
    }
    exports::whole(cx, unit.id, Space::Value)
}

fn is_written(unit: &Unit, expr: ExprId) -> bool {
    match unit.expr(expr) {
        Expr::Member { site, .. } => unit.site(site).role == Role::Write,
        _ => false,
    }
}

/// Member expressions by their base, as far as bases are `exports` or `module`.
fn members_of(cx: &mut Session<'_>, unit: &Unit) -> std::rc::Rc<FxHashMap<ExprId, ExprId>> {
    cx.unit_table(unit, |unit| {
        let mut table = FxHashMap::default();
        for (index, expr) in unit.facts.exprs.iter().enumerate() {
            let Expr::Member { base, .. } = *expr else { continue };
            let last = unit.last_name(base).map(|name| unit.text(name));
            if matches!(last, Some("exports" | "module")) {
                table.insert(base, ExprId::new(index as u32));
            }
        }
        table
    })
}
