//! Explicit specialisations of class templates: `template <> struct hash<Key> {}`.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::{Expr, TypeExpr};
use model::facts::{Anchor, Site};
use model::ids::{ExprId, TypeId};
use resolve::{Answer, DefRef, Session, Space, Ty, TyId, TyList, Unit};
use rustc_hash::FxHashSet;

use super::homes::{self, Home};
use super::state::State;
use super::{joins, kinds, namespaces, views};

/// The specialisations that a class template with these arguments is: the one that is written for them; all of them when
/// the template itself has no definition and the arguments are not known.
pub(super) fn of(cx: &mut Session<'_>, class: DefRef, args: TyList) -> Vec<DefRef> {
    let all = all(cx, class);
    if all.is_empty() {
        return Vec::new();
    }
    let given = cx.types.of(args).to_vec();
    let is_open = given.iter().any(|ty| ty.is_unknown() || cx.types.is_open(*ty));
    if is_open {
        return if joins::is_declaration(cx, class) { all.to_vec() } else { Vec::new() };
    }
    let Some(wanted) = given.iter().map(|ty| shown(cx, *ty)).collect::<Option<Vec<String>>>() else {
        return Vec::new();
    };
    let is_meant = |special: &DefRef| {
        let unit = cx.unit(special.file);
        let segment = unit.def(special.def).segment.map_or("", |segment| unit.text(segment));
        arguments(segment) == wanted
    };
    all.iter().copied().filter(is_meant).take(1).collect()
}

/// The specialisations of a class template, partial ones included; of anything else none.
pub(super) fn all(cx: &mut Session<'_>, class: DefRef) -> Rc<[DefRef]> {
    if class.file.is_std() || !kinds::is_class(cx.kind(class)) {
        return Rc::from([]);
    }
    if let Some(known) = cx.table::<State>().special.get(&class) {
        return Rc::clone(known);
    }
    let unit = cx.unit(class.file);
    let path = homes::path(cx, class).map(|path| path.text);
    let mut found: Vec<DefRef> = Vec::new();
    for other in cx.defs_named_where(unit.def_name(class.def), |named| kinds::is_class(named.kind)) {
        let there = cx.unit(other.file);
        let facts = there.def(other.def);
        let is_special = facts.segment.is_some() && kinds::is_family(&there);
        if is_special && path.is_some() && homes::path(cx, other).map(|path| path.text) == path {
            found.push(other);
        }
    }
    let found: Rc<[DefRef]> = found.into();
    cx.table::<State>().special.insert(class, Rc::clone(&found));
    found
}

/// How a type is written without its qualification, where that is one name.
fn shown(cx: &mut Session<'_>, ty: TyId) -> Option<String> {
    match cx.ty(ty) {
        Ty::Space(space) => cx.types.space_text(space).strip_prefix('#').map(str::to_owned),
        Ty::Null => Some("void".to_owned()),
        Ty::Instance(def, args) if args == TyList::EMPTY => {
            Some(cx.unit(def.file).def_name(def.def).to_owned())
        }
        _ => None,
    }
}

/// The last names of the arguments in `Name<a::B, C>`.
fn arguments(segment: &str) -> Vec<String> {
    let inner = segment.split_once('<').map_or("", |(_, rest)| rest.trim_end().trim_end_matches('>'));
    inner.split(',').map(|part| part.rsplit("::").next().unwrap_or(part).trim().to_owned()).collect()
}

/// Inside of a specialisation its name with arguments is the template's again.
pub(super) fn applied(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, found: Answer) -> Answer {
    let Some(def) = cx.first_def(found) else { return found };
    let owner = cx.unit(def.file);
    let facts = *owner.def(def.def);
    if facts.segment.is_none() || !kinds::is_class(facts.kind) || !has_arguments(cx, unit, site.anchor) {
        return found;
    }
    let Home::Namespace { space, .. } = homes::of_scope(cx, &owner, facts.scope, facts.name_span.start)
    else {
        return found;
    };
    let viewer = views::viewer(cx, unit.id);
    let space = match facts.qualifier {
        // `struct fmt::formatter<X>` stands outside of its namespace.
        Some(_) => match homes::path(cx, def) {
            Some(path) => homes::chain(cx, path.text).get(1).copied().unwrap_or(space),
            None => space,
        },
        None => space,
    };
    namespaces::member(cx, viewer, space, owner.def_name(def.def), Space::Type).or_else(|| found)
}

/// Whether template arguments follow a name.
fn has_arguments(cx: &mut Session<'_>, unit: &Arc<Unit>, anchor: Anchor) -> bool {
    let known = cx.table::<State>().heads.get(&unit.id).map(Rc::clone);
    let table = known.unwrap_or_else(|| {
        let head = |ty: &TypeExpr| match ty {
            TypeExpr::Apply { base, .. } => Some(*base),
            _ => None,
        };
        let called = |expr: &Expr| match expr {
            Expr::Apply { base, .. } => Some(*base),
            _ => None,
        };
        let types: FxHashSet<TypeId> = unit.facts.types.iter().filter_map(head).collect();
        let exprs: FxHashSet<ExprId> = unit.facts.exprs.iter().filter_map(called).collect();
        let table = Rc::new((types, exprs));
        cx.table::<State>().heads.insert(unit.id, Rc::clone(&table));
        table
    });
    match anchor {
        Anchor::Type(ty) => table.0.contains(&ty),
        Anchor::Expr(expr) => table.1.contains(&expr),
        _ => false,
    }
}
