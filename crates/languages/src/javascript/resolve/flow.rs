//! Narrowing: what tests prove about a value where it stands.

use std::sync::Arc;

use model::expr::{Expr, TypeExpr, Wrapper};
use model::facts::Flow;
use model::ids::{ExprId, NameId};
use model::kinds::FlowKind;
use resolve::{CallSite, Defaults, Session, Side, Ty, TyId, Unit};

use rustc_hash::FxHashMap;

use super::{calls, keys};

/// A type seen through all tests that hold where its expression stands, outermost first.
pub(super) fn narrowed(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, ty: TyId) -> TyId {
    let (Expr::Name(site) | Expr::Member { site, .. }) = unit.expr(expr) else { return ty };
    let Some(first) = unit.first_name(expr) else { return ty };
    let at = unit.site(site).span.start;
    let mut holding = tests_at(cx, unit, first, at);
    holding.sort_by_key(|flow| std::cmp::Reverse(flow.span.len()));
    let mut ty = ty;
    for flow in holding {
        let Some(target) = flow.target else { continue };
        if same_place(unit, target, expr) {
            ty = itself(cx, unit, &flow, ty);
        } else if let Expr::Member { base, site, .. } = unit.expr(target)
            && same_place(unit, base, expr)
        {
            let name = unit.site_name(site).to_owned();
            ty = by_member(cx, unit, &flow, ty, &name);
        }
    }
    ty
}

/// Tests by the name that what they test begins with, in order of their start; each with the end of the longest so far.
struct Tests(FxHashMap<NameId, Vec<(Flow, u32)>>);

/// The tests of something that begins with a name that hold at a position.
fn tests_at(cx: &mut Session<'_>, unit: &Unit, first: NameId, at: u32) -> Vec<Flow> {
    if unit.narrows(first).next().is_none() {
        return Vec::new();
    }
    let tests = cx.unit_table(unit, |unit| {
        let mut table: FxHashMap<NameId, Vec<(Flow, u32)>> = FxHashMap::default();
        for flow in &unit.facts.flows {
            if let (FlowKind::Narrow | FlowKind::NotNull, Some(target)) = (flow.kind, flow.target)
                && let Some(name) = unit.first_name(target)
            {
                table.entry(name).or_default().push((*flow, 0));
            }
        }
        #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for tests in table.values_mut() {
            tests.sort_by_key(|(flow, _)| flow.span.start);
            let mut longest = 0;
            for (flow, end) in tests {
                longest = longest.max(flow.span.end);
                *end = longest;
            }
        }
        Tests(table)
    });
    let Some(tests) = tests.0.get(&first) else { return Vec::new() };
    let before = tests.partition_point(|(flow, _)| flow.span.start <= at);
    let near = tests[..before].iter().rev().take_while(|(_, longest)| at < *longest);
    let mut holding: Vec<Flow> = near.filter(|(flow, _)| at < flow.span.end).map(|(flow, _)| *flow).collect();
    holding.reverse();
    holding
}

/// A test of the expression itself.
fn itself(cx: &mut Session<'_>, unit: &Arc<Unit>, flow: &Flow, ty: TyId) -> TyId {
    cx.note("narrowing", unit.id, flow.span);
    match (flow.kind, flow.ty, flow.value) {
        (FlowKind::Narrow, Some(to), _) => {
            let to = tested_type(cx, unit, to, flow);
            let to = match (cx.ty(to), unit.ty(flow.ty.unwrap_or(model::ids::TypeId::new(0)))) {
                (Ty::Type(def, args), TypeExpr::TypeOf(_)) => cx.id(Ty::Instance(def, args)),
                _ => to,
            };
            restricted(cx, ty, to)
        }
        (FlowKind::Narrow, None, Some(call)) => match guarded(cx, unit, call) {
            Some(to) => restricted(cx, ty, to),
            None => ty,
        },
        _ => Defaults::without_null(cx, ty),
    }
}

/// The type of an `instanceof`, `typeof` or literal test.
fn tested_type(cx: &mut Session<'_>, unit: &Arc<Unit>, to: model::ids::TypeId, flow: &Flow) -> TyId {
    let found = cx.lower(unit, to, flow.scope);
    match (found.is_unknown(), unit.ty(to)) {
        // `instanceof` a value that is no declared type.
        (true, TypeExpr::Name(site)) => {
            let value = super::scopes::name_from(cx, unit, site, resolve::Space::Value);
            let value = cx.answer_type(unit, value, site);
            calls::constructed(cx, value)
        }
        _ => found,
    }
}

/// The parts of a union that a test leaves, else what was tested for.
fn restricted(cx: &mut Session<'_>, ty: TyId, to: TyId) -> TyId {
    if to.is_unknown() {
        return ty;
    }
    let Ty::Union(list) = cx.ty(ty) else {
        return match (cx.ty(ty), cx.ty(to)) {
            // `typeof x === "object"` tells less than what is known.
            (Ty::Unknown | Ty::External, _) => to,
            _ if calls::fits(cx, ty, to) == Some(true) => ty,
            (_, Ty::Instance(def, _)) if def.file.is_std() => ty,
            (Ty::Param(..) | Ty::Assoc(..) | Ty::SelfOf(_), _) => {
                let both = cx.list(&[to, ty]);
                cx.id(Ty::Intersection(both))
            }
            _ => to,
        };
    };
    let parts = cx.types.of(list).to_vec();
    let fitting: Vec<TyId> =
        parts.iter().copied().filter(|part| calls::fits(cx, *part, to) == Some(true)).collect();
    if !fitting.is_empty() {
        return cx.types.union(&fitting);
    }
    if let Ty::Instance(def, _) = cx.ty(to)
        && def.file.is_std()
        && matches!(cx.unit(def.file).def_name(def.def), "Object" | "Function")
    {
        return Defaults::without_null(cx, ty);
    }
    to
}

/// What a call that is a type predicate proves of its first argument.
fn guarded(cx: &mut Session<'_>, unit: &Arc<Unit>, call: ExprId) -> Option<TyId> {
    let Expr::Call { callee, args } = unit.expr(call) else { return None };
    let scope = unit.last_name(callee).and(site_scope(unit, callee))?;
    let site = CallSite::new(unit, Some(callee), args, scope);
    let function = cx.chosen(unit, callee, &site)?;
    let owner = cx.unit(function.file);
    let facts = *owner.def(function.def);
    let TypeExpr::Wrap(Wrapper::Predicate, inner) = owner.ty(facts.ty?) else { return None };
    let inner_scope = facts.opens.unwrap_or(facts.scope);
    let proved = cx.lower(&owner, inner, inner_scope);
    if !cx.types.is_open(proved) {
        return Some(proved);
    }
    let callee_type = cx.type_of(unit, callee, scope);
    let mut known = match cx.ty(callee_type) {
        Ty::Function(_, pairs) => cx.types.of(pairs).to_vec(),
        _ => Vec::new(),
    };
    known.extend(cx.inferred_arguments(function, &known.clone(), &site, None));
    Some(cx.types.substitute(proved, &known))
}

fn site_scope(unit: &Unit, expr: ExprId) -> Option<model::ids::ScopeId> {
    match unit.expr(expr) {
        Expr::Name(site) | Expr::Member { site, .. } => Some(unit.site(site).scope),
        _ => None,
    }
}

/// A test of a member: of a union the parts remain whose member can be so.
fn by_member(cx: &mut Session<'_>, unit: &Arc<Unit>, flow: &Flow, ty: TyId, name: &str) -> TyId {
    let ty = calls::plain(cx, ty);
    let Ty::Union(list) = cx.ty(ty) else { return ty };
    let wanted = match flow.ty {
        Some(to) => {
            let to = cx.lower(unit, to, flow.scope);
            if to.is_unknown() {
                return ty;
            }
            Some(to)
        }
        None if flow.kind == FlowKind::NotNull => None,
        None => return ty,
    };
    let parts = cx.types.of(list).to_vec();
    let mut kept = Vec::new();
    for part in parts {
        let member = cx.member_type(part, name, Side::Any);
        let member = calls::plain(cx, member);
        let possible = match wanted {
            Some(wanted) => part != TyId::NULL && can_be(cx, member, wanted),
            None => part != TyId::NULL && can_be_true(cx, member),
        };
        if possible {
            kept.push(part);
        }
    }
    if kept.is_empty() { ty } else { cx.types.union(&kept) }
}

fn can_be(cx: &mut Session<'_>, member: TyId, wanted: TyId) -> bool {
    match (cx.ty(member), cx.ty(wanted)) {
        (Ty::Union(list), _) => {
            let parts = cx.types.of(list).to_vec();
            parts.into_iter().any(|part| can_be(cx, part, wanted))
        }
        (Ty::Text(..), Ty::Text(..)) => calls::fits(cx, member, wanted) == Some(true),
        (Ty::Instance(a, _), Ty::Instance(b, _)) => a == b || a.file != b.file || !is_enum_member(cx, a),
        (Ty::Null, _) => false,
        _ => true,
    }
}

fn is_enum_member(cx: &mut Session<'_>, def: resolve::DefRef) -> bool {
    cx.kind(def) == model::kinds::DefKind::EnumMember
}

fn can_be_true(cx: &mut Session<'_>, member: TyId) -> bool {
    match cx.ty(member) {
        Ty::Null => false,
        Ty::Text(file, name) => {
            let unit = cx.unit(file);
            !matches!(keys::unquoted(unit.text(name)), "false" | "" | "0")
        }
        _ => true,
    }
}

/// Whether two expressions spell the same chain of names.
fn same_place(unit: &Unit, a: ExprId, b: ExprId) -> bool {
    match (unit.expr(a), unit.expr(b)) {
        (Expr::Name(a), Expr::Name(b)) => unit.site(a).name == unit.site(b).name,
        (Expr::Member { base: ba, site: a, .. }, Expr::Member { base: bb, site: b, .. }) => {
            unit.site(a).name == unit.site(b).name && same_place(unit, ba, bb)
        }
        (Expr::SelfRef(a), Expr::SelfRef(b)) => a == b,
        _ => false,
    }
}
