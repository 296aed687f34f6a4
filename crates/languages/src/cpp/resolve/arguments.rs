//! Functions found by the types of their arguments.

use std::sync::Arc;

use model::expr::{Expr, Wrapper};
use model::facts::Anchor;
use model::ids::{ExprId, SiteId};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Session, Space, SpaceId, Ty, TyId, Unit};
use rustc_hash::FxHashMap;
use std::rc::Rc;

use super::homes::{self, Home};
use super::state::State;
use super::{kinds, namespaces, sets, views};

/// The call whose callee a site's name is, template arguments seen through.
pub(super) fn call_of(cx: &mut Session<'_>, unit: &Arc<Unit>, callee: ExprId) -> Option<(ExprId, ExprId)> {
    if let Some(call) = unit.call_of(callee) {
        return Some((callee, call));
    }
    let known = cx.table::<State>().applied.get(&unit.id).map(Rc::clone);
    let table = known.unwrap_or_else(|| {
        let mut table: FxHashMap<ExprId, ExprId> = FxHashMap::default();
        for (index, expr) in unit.facts.exprs.iter().enumerate() {
            if let Expr::Apply { base, .. } = expr {
                table.insert(*base, ExprId::new(index as u32));
            }
        }
        let table = Rc::new(table);
        cx.table::<State>().applied.insert(unit.id, Rc::clone(&table));
        table
    });
    let applied = *table.get(&callee)?;
    Some((applied, unit.call_of(applied)?))
}

/// The functions called as a site calls its name in the namespaces of its arguments' types.
pub(super) fn lookup(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Answer {
    let Anchor::Expr(callee) = unit.site(site).anchor else { return Answer::missing(Reason::UnknownName) };
    let Some((_, call)) = call_of(cx, unit, callee) else { return Answer::missing(Reason::UnknownName) };
    let Expr::Call { args, .. } = unit.expr(call) else { return Answer::missing(Reason::UnknownName) };
    let mut spaces: Vec<SpaceId> = Vec::new();
    let mut dependent = false;
    for ty in cx.types_of(unit, args, unit.site(site).scope) {
        dependent |= ty.is_unknown() || cx.types.is_open(ty);
        associated(cx, ty, &mut spaces, 0);
    }
    let viewer = views::viewer(cx, unit.id);
    let mut found: Vec<Answer> = Vec::new();
    for space in spaces {
        let answer = namespaces::member(cx, viewer, space, unit.site_name(site), Space::Value);
        let defs = cx.defs(answer);
        if defs.iter().any(|def| kinds::is_function(cx.kind(*def))) && !found.contains(&answer) {
            found.push(answer.by(Rule::ArgumentLookup));
        }
    }
    match found[..] {
        [] if dependent => Answer::missing(Reason::Dependent),
        _ => sets::merge(cx, &found),
    }
}

/// The namespaces that belong to a type.
fn associated(cx: &mut Session<'_>, ty: TyId, spaces: &mut Vec<SpaceId>, depth: u32) {
    const DEEPEST: u32 = 4;
    if depth > DEEPEST {
        return;
    }
    match cx.ty(ty) {
        Ty::Wrap(Wrapper::Pointer | Wrapper::Array, inner) => associated(cx, inner, spaces, depth + 1),
        Ty::Instance(def, args) => {
            let bases = cx.bases(def);
            for base in &bases.order {
                if let Some(space) = space_of(cx, base.def)
                    && !spaces.contains(&space)
                {
                    spaces.push(space);
                }
            }
            for arg in cx.types.of(args).to_vec() {
                associated(cx, arg, spaces, depth + 1);
            }
        }
        _ => {}
    }
}

/// The namespace around a class.
fn space_of(cx: &mut Session<'_>, class: DefRef) -> Option<SpaceId> {
    let unit = cx.unit(class.file);
    let facts = unit.def(class.def);
    match homes::of_scope(cx, &unit, facts.scope, facts.name_span.start) {
        Home::Namespace { space, .. } => Some(space),
        Home::Class(outer) if outer != class => space_of(cx, outer),
        _ => None,
    }
}
