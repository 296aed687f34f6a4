//! What a variable holds where it is read: the assignments that can be the last there, and the tests around.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::{Expr, TypeExpr};
use model::facts::{Flow, Param, ParamKind};
use model::ids::{BindingId, ExprId, NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, FlowKind, ScopeKind};
use resolve::{DefRef, Defaults, Session, Ty, TyId, Unit};
use rustc_hash::FxHashMap;

use super::{fixtures, flow, names, stubs, types, values};

/// First number of the type variables that stand for parameters without annotation.
const IMPLICIT: u16 = 1 << 15;

/// Assignments to members of one name that are looked at; files with more are tables, not programs.
const MOST_ASSIGNED: usize = 200;

/// One assignment.
#[derive(Clone, Copy)]
enum Event {
    Binding(BindingId),
    Flow { value: ExprId, scope: ScopeId },
}

/// The assignments of one name in one scope and where each may be the last.
struct Track {
    events: Vec<(u32, Event)>,
    reaching: flow::Reaching,
}

/// What was tracked, by file, scope and name.
#[derive(Default)]
struct Tracks(FxHashMap<(resolve::FileId, ScopeId, NameId), Rc<Track>>);

/// The type of a variable at a site.
pub(super) fn type_at(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId, site: SiteId) -> TyId {
    let facts = *unit.binding(binding);
    let site = *unit.site(site);
    if names::frame(unit, site.scope) != names::frame(unit, facts.scope) {
        return cx.binding_type(unit, binding);
    }
    let track = track(cx, unit, facts.scope, facts.name);
    if track.events.len() < 2 {
        return cx.binding_type(unit, binding);
    }
    let last: Vec<usize> = reaching(&track, site.span.start);
    if last.is_empty() {
        return cx.binding_type(unit, binding);
    }
    let declared = declared(cx, unit, binding);
    let mut given = Vec::with_capacity(last.len());
    for event in last {
        given.push(event_type(cx, unit, track.events[event].1, declared));
    }
    cx.types.union(&given)
}

/// The events that may be the last at a byte.
fn reaching(track: &Track, at: u32) -> Vec<usize> {
    track.reaching.at(at).iter().filter_map(|event| (*event as usize).checked_sub(1)).collect()
}

fn track(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, name: NameId) -> Rc<Track> {
    let key = (unit.id, scope, name);
    if let Some(known) = cx.table::<Tracks>().0.get(&key) {
        return Rc::clone(known);
    }
    let mut events: Vec<(u32, Event)> = unit
        .bindings_in(scope, name)
        .filter(|id| unit.binding(*id).kind != BindingKind::Global)
        .filter(|id| !names::is_through_receiver(unit, *id))
        .map(|id| (names::takes_effect(unit, id), Event::Binding(id)))
        .collect();
    for flow in unit.assigns(name) {
        let Some((target, value)) = flow.target.zip(flow.value) else { continue };
        if matches!(unit.expr(target), Expr::Name(_)) && names::frame(unit, flow.scope) == scope {
            events.push((flow.span.end, Event::Flow { value, scope: flow.scope }));
        }
    }
    let made = Rc::new(tracked(cx, unit, scope, events));
    cx.table::<Tracks>().0.insert(key, Rc::clone(&made));
    made
}

fn tracked(cx: &mut Session<'_>, unit: &Unit, scope: ScopeId, mut events: Vec<(u32, Event)>) -> Track {
    events.sort_by_key(|(at, _)| *at);
    let positions: Vec<u32> = events.iter().map(|(at, _)| *at).collect();
    let shape = flow::shape(cx, unit);
    let reaching = shape.reaching(unit.function_scope(scope), &positions);
    Track { events, reaching }
}

fn event_type(cx: &mut Session<'_>, unit: &Arc<Unit>, event: Event, declared: TyId) -> TyId {
    let given = match event {
        Event::Binding(id) => first_value(cx, unit, id),
        Event::Flow { value, scope } => cx.type_of(unit, value, scope),
    };
    if given.is_unknown() { declared } else { given }
}

/// What a binding itself gives a name, without what is assigned later.
fn first_value(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    if let Some(import) = facts.import {
        let answer = cx.imported(unit, import, resolve::Space::Value);
        return cx.plain_type(answer);
    }
    let Some(def) = facts.def else {
        return match (facts.kind, facts.init) {
            (BindingKind::Parameter | BindingKind::Receiver, _) | (_, None) => initial(cx, unit, id),
            (_, Some(init)) => cx.type_of(unit, init, facts.scope),
        };
    };
    let of_def = unit.def(def);
    if !names::is_variable(of_def.kind) {
        return cx.def_type(DefRef::new(unit.id, def));
    }
    match of_def.value.or(facts.init) {
        Some(value) => cx.type_of(unit, value, facts.scope),
        None => TyId::UNKNOWN,
    }
}

/// The annotation of a variable.
fn declared(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    let ty = facts.ty.or_else(|| unit.def(facts.def?).ty);
    match ty {
        Some(_) if matches!(facts.kind, BindingKind::Parameter) => initial(cx, unit, id),
        Some(ty) => cx.lower(unit, ty, facts.scope),
        None => TyId::UNKNOWN,
    }
}

/// The type of a parameter or local variable, wherever it is read from: as declared, else the union of all assignments.
pub(super) fn binding_type(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    if let Some(def) = facts.def {
        return cx.def_type(DefRef::new(unit.id, def));
    }
    let first = initial(cx, unit, id);
    if facts.ty.is_some() && !first.is_unknown() || facts.kind == BindingKind::Receiver {
        return first;
    }
    let track = track(cx, unit, facts.scope, facts.name);
    let mut given = vec![first];
    for (_, event) in &track.events {
        if matches!(event, Event::Binding(other) if *other == id) {
            continue;
        }
        given.push(event_type(cx, unit, *event, TyId::UNKNOWN));
    }
    cx.types.union(&given)
}

/// What a parameter receives, or a local variable is first given.
fn initial(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    match facts.kind {
        BindingKind::Receiver => return values::receiver(cx, unit, id),
        BindingKind::Parameter => return parameter(cx, unit, id),
        _ => {}
    }
    if let Some(ty) = facts.ty {
        cx.note("declared type", unit.id, facts.span);
        let declared = cx.lower(unit, ty, facts.scope);
        if !declared.is_unknown() {
            return declared;
        }
    }
    match facts.init {
        Some(init) => {
            cx.note("initial value", unit.id, facts.span);
            cx.type_of(unit, init, facts.scope)
        }
        None => TyId::UNKNOWN,
    }
}

/// What a parameter receives: as declared, its default, a fixture, what the overridden method declares; else a type of its
/// own that each call tells.
fn parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    if unit.scope(facts.scope).kind == ScopeKind::Lambda {
        let known = Defaults::binding_type(cx, unit, id);
        return if known.is_unknown() { supposed(cx, unit, id) } else { known };
    }
    let Some(function) = unit.scope(facts.scope).owner else { return TyId::UNKNOWN };
    let params = unit.facts.params(unit.def(function).params);
    let Some(at) = params.iter().position(|param| param.name == facts.name) else { return TyId::UNKNOWN };
    let param = params[at];
    if let Some(ty) = param.ty {
        cx.note("declared type", unit.id, facts.span);
        let declared = cx.lower(unit, ty, facts.scope);
        return gathered(cx, &param, declared);
    }
    if matches!(param.kind, ParamKind::Variadic | ParamKind::VariadicKeyword) {
        return gathered(cx, &param, TyId::UNKNOWN);
    }
    if let Some(default) = param.default {
        let outer = unit.scope(facts.scope).parent.unwrap_or(facts.scope);
        let ty = cx.type_of(unit, default, outer);
        let passed = supposed(cx, unit, id);
        return match cx.ty(ty) {
            Ty::Null => passed,
            // Another function may be passed.
            Ty::Function(..) | Ty::Type(..) | Ty::Lambda(..) if passed.is_unknown() => {
                let open = implicit(cx, DefRef::new(unit.id, function), at);
                cx.types.union(&[ty, open])
            }
            _ => cx.types.union(&[ty, passed]),
        };
    }
    let own = DefRef::new(unit.id, function);
    if let Some(ty) = fixtures::parameter(cx, unit, own, facts.name) {
        return ty;
    }
    let inherited = inherited_parameter(cx, unit, own, at, facts.name);
    if !inherited.is_unknown() {
        return inherited;
    }
    let passed = supposed(cx, unit, id);
    if passed.is_unknown() { cx.id(Ty::Param(own, IMPLICIT | at as u16)) } else { passed }
}

/// What the file passes for a parameter of its own, for a session that supposes that nobody passes anything else.
fn supposed(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    if cx.is_supposing() { cx.passed_type(unit, id) } else { TyId::UNKNOWN }
}

/// `*args: T` is a tuple, `**kwargs: T` a dictionary.
fn gathered(cx: &mut Session<'_>, param: &Param, ty: TyId) -> TyId {
    match param.kind {
        ParamKind::Variadic => stubs::built_in(cx, "tuple", &[ty]),
        ParamKind::VariadicKeyword => {
            let key = stubs::built_in(cx, "str", &[]);
            stubs::built_in(cx, "dict", &[key, ty])
        }
        _ => ty,
    }
}

/// The type variable that stands for a function's parameter without annotation.
pub(super) fn implicit(cx: &mut Session<'_>, function: DefRef, at: usize) -> TyId {
    cx.id(Ty::Param(function, IMPLICIT | at as u16))
}

/// Whether a type variable stands for a parameter without annotation.
pub(super) fn is_implicit(cx: &Session<'_>, ty: TyId) -> bool {
    matches!(cx.ty(ty), Ty::Param(_, number) if number & IMPLICIT != 0)
}

/// The annotation of the same parameter in the method that a method overrides.
fn inherited_parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, own: DefRef, at: usize, name: NameId) -> TyId {
    let Some(class) = unit.def(own.def).parent else { return TyId::UNKNOWN };
    if unit.def(class).kind != model::kinds::DefKind::Class {
        return TyId::UNKNOWN;
    }
    let method = unit.def_name(own.def).to_owned();
    cx.ask_name(&method);
    let bases = cx.bases(DefRef::new(unit.id, class));
    for base in bases.order.iter().skip(1) {
        let owner = cx.unit(base.def.file);
        let found = super::classes::own_members(&owner, base.def.def, &method);
        let Some(&overridden) = found.first() else { continue };
        let params = owner.facts.params(owner.def(overridden.def).params);
        let Some(param) = params.get(at).filter(|param| owner.text(param.name) == unit.text(name)) else {
            return TyId::UNKNOWN;
        };
        let Some(ty) = param.ty else { continue };
        let scope = owner.def(overridden.def).opens.unwrap_or(owner.def(overridden.def).scope);
        let declared = cx.lower(&owner, ty, scope);
        let pairs = cx.pairs(base.def, base.args);
        return cx.types.substitute(declared, &pairs);
    }
    TyId::UNKNOWN
}

/// A type seen through the assignments to the same chain of members and the tests around.
pub(super) fn narrowed(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, ty: TyId) -> TyId {
    let (Expr::Name(site) | Expr::Member { site, .. }) = unit.expr(expr) else { return ty };
    let site = *unit.site(site);
    let at = site.span.start;
    let mut ty = ty;
    let mut since = 0;
    if let Some((given, from)) = last_given(cx, unit, expr, &site) {
        since = from;
        if !given.is_unknown() && given != TyId::NULL {
            ty = given;
        }
    }
    let Some(first) = unit.first_name(expr) else { return ty };
    let mut tests: Vec<Flow> = unit
        .narrows(first)
        .filter(|flow| flow.span.start <= at && at < flow.span.end && flow.span.start >= since)
        .filter(|flow| flow.target.is_some_and(|target| same_place(unit, target, expr)))
        .copied()
        .collect();
    tests.sort_by_key(|flow| std::cmp::Reverse(flow.span.len()));
    for flow in tests {
        cx.note("narrowing", unit.id, flow.span);
        ty = match (flow.kind, tested(cx, unit, &flow)) {
            (FlowKind::NotNull, _) => Defaults::without_null(cx, ty),
            (FlowKind::Narrow, Some((to, _))) => narrow_to(cx, ty, to),
            (FlowKind::Exclude, Some((to, Guard::Both))) => without(cx, ty, to),
            _ => ty,
        };
    }
    ty
}

/// What the failing of a test tells.
enum Guard {
    /// As much as its holding.
    Both,
    /// Nothing.
    HoldsOnly,
}

/// The class that a test tests for: as written, or as the function called is declared to tell.
fn tested(cx: &mut Session<'_>, unit: &Arc<Unit>, flow: &Flow) -> Option<(TyId, Guard)> {
    if let Some(ty) = flow.ty {
        return Some((cx.lower(unit, ty, flow.scope), Guard::Both));
    }
    let Expr::Call { callee, .. } = unit.expr(flow.value?) else { return None };
    let answer = cx.denote(unit, callee);
    let function = cx.first_def(answer)?;
    let owner = cx.unit(function.file);
    let facts = *owner.def(function.def);
    let TypeExpr::Apply { base, args } = owner.ty(facts.ty?) else { return None };
    let named = cx.denote_type(&owner, base);
    let special = cx.first_def(named)?;
    let guard = match stubs::name_of(special) {
        Some(("typing", "TypeIs")) => Guard::Both,
        Some(("typing", "TypeGuard")) => Guard::HoldsOnly,
        _ => return None,
    };
    let to = owner.facts.list(args).next()?;
    Some((cx.lower(&owner, to, facts.opens.unwrap_or(facts.scope)), guard))
}

/// For a chain of members, what was assigned to it last, when that is sure; for a name, only from where its last
/// assignments hold: tests before them tell nothing.
fn last_given(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    expr: ExprId,
    site: &model::facts::Site,
) -> Option<(TyId, u32)> {
    let frame = names::frame(unit, site.scope);
    if let Expr::Name(_) = unit.expr(expr) {
        let binding = unit.bindings_in(frame, site.name).next()?;
        let scope = unit.binding(binding).scope;
        let track = track(cx, unit, scope, site.name);
        if track.events.len() < 2 {
            return None;
        }
        let last = reaching(&track, site.span.start);
        let at = site.span.start;
        let from = last.iter().map(|event| track.events[*event].0).filter(|from| *from <= at).max()?;
        return Some((TyId::UNKNOWN, from));
    }
    let mut events: Vec<(u32, Event)> = Vec::new();
    for flow in unit.assigns(site.name).take(MOST_ASSIGNED) {
        let Some((target, value)) = flow.target.zip(flow.value) else { continue };
        if matches!(unit.expr(target), Expr::Member { .. })
            && names::frame(unit, flow.scope) == frame
            && same_place(unit, target, expr)
        {
            events.push((flow.span.end, Event::Flow { value, scope: flow.scope }));
        }
    }
    if events.is_empty() {
        return None;
    }
    let track = tracked(cx, unit, frame, events);
    let last = track.reaching.at(site.span.start);
    if last.contains(&0) || last.is_empty() {
        return None;
    }
    let events: Vec<(u32, Event)> = last.iter().map(|event| track.events[*event as usize - 1]).collect();
    let at = site.span.start;
    let from = events.iter().map(|(from, _)| *from).filter(|from| *from <= at).max().unwrap_or(0);
    let given: Vec<TyId> =
        events.into_iter().map(|(_, event)| event_type(cx, unit, event, TyId::UNKNOWN)).collect();
    if given.iter().any(|ty| ty.is_unknown()) {
        return Some((TyId::UNKNOWN, from));
    }
    Some((cx.types.union(&given), from))
}

/// Whether two expressions spell the same chain of names.
fn same_place(unit: &Unit, a: ExprId, b: ExprId) -> bool {
    match (unit.expr(a), unit.expr(b)) {
        (Expr::Name(a), Expr::Name(b)) => unit.site(a).name == unit.site(b).name,
        (Expr::Member { base: left, site: a, .. }, Expr::Member { base: right, site: b, .. }) => {
            unit.site(a).name == unit.site(b).name && same_place(unit, left, right)
        }
        _ => false,
    }
}

/// The parts of a type that a test for a class lets through: those that are of the class already, else the class.
fn narrow_to(cx: &mut Session<'_>, ty: TyId, to: TyId) -> TyId {
    if to.is_unknown() {
        return ty;
    }
    let parts = parts(cx, ty);
    let mut kept = Vec::new();
    for part in parts {
        match is_of(cx, part, to) {
            Some(true) => kept.push(part),
            _ if is_of(cx, to, part) == Some(true) => kept.push(to),
            _ => {}
        }
    }
    if kept.is_empty() { to } else { cx.types.union(&kept) }
}

/// The parts of a type that are not of a class.
fn without(cx: &mut Session<'_>, ty: TyId, of: TyId) -> TyId {
    if of.is_unknown() {
        return ty;
    }
    let parts = parts(cx, ty);
    let kept: Vec<TyId> = parts.into_iter().filter(|part| is_of(cx, *part, of) != Some(true)).collect();
    if kept.is_empty() { ty } else { cx.types.union(&kept) }
}

fn parts(cx: &mut Session<'_>, ty: TyId) -> Vec<TyId> {
    match cx.ty(ty) {
        Ty::Union(list) => cx.types.of(list).to_vec(),
        _ => vec![ty],
    }
}

/// Whether every value of `ty` is of the class `of`.
fn is_of(cx: &mut Session<'_>, ty: TyId, of: TyId) -> Option<bool> {
    let all = parts(cx, of);
    if all.len() > 1 {
        let any = all.into_iter().any(|of| is_of(cx, ty, of) == Some(true));
        return Some(any);
    }
    let ty = types::concrete(cx, ty);
    let ty = match cx.ty(ty) {
        Ty::Tuple(_) | Ty::Text(..) => {
            let shown = cx.ty(ty);
            stubs::as_instance(cx, shown).unwrap_or(ty)
        }
        _ => ty,
    };
    match (cx.ty(ty), cx.ty(of)) {
        (Ty::Instance(a, _), Ty::Instance(b, _)) | (Ty::Type(a, _), Ty::Type(b, _)) => {
            Some(a == b || cx.bases(a).order.iter().any(|base| base.def == b))
        }
        (Ty::Unknown | Ty::External, _) => None,
        _ => Some(false),
    }
}
