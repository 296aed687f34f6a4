//! Names through the scopes around them, with the order in which assignments happen.

use std::sync::Arc;

use model::expr::{Expr, Projection};
use model::ids::{BindingId, ExprId, NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, Modifiers, ScopeKind};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, Session, Space, Unit};

use super::{conditions, flow, imports, modules, stubs};

/// What a name written at a site stands for.
pub(super) fn name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
    let facts = *unit.site(site);
    let found = lexical(cx, unit, facts.scope, facts.name, facts.span.start, space);
    found.or_else(|| beyond(cx, unit, unit.text(facts.name), space))
}

/// A name in the scopes around.
fn lexical(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    from: ScopeId,
    name: NameId,
    at: u32,
    space: Space,
) -> Answer {
    if unit.bindings_named(name).next().is_none() {
        return Answer::missing(Reason::UnknownName);
    }
    // Comprehensions in a class body read its names; functions in it do not.
    let mut sees_class = true;
    let mut only_module = false;
    let mut next = Some(from);
    while let Some(scope) = next {
        let facts = unit.scope(scope);
        next = facts.parent;
        let in_signature = is_in_signature(unit, scope, at);
        let hidden = facts.kind == ScopeKind::Type && !sees_class && !in_signature;
        if matches!(facts.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Type) && !in_signature {
            sees_class = false;
        }
        if hidden || only_module && scope.index() != 0 {
            continue;
        }
        let mut seen: Vec<BindingId> = Vec::new();
        let mut elsewhere = None;
        for id in unit.bindings_in(scope, name) {
            let kind = unit.binding(id).kind;
            match kind {
                BindingKind::Global | BindingKind::Nonlocal => elsewhere = Some(kind),
                _ if in_signature && kind != BindingKind::TypeParameter => {}
                _ if facts.kind == ScopeKind::Type && is_through_receiver(unit, id) => {}
                _ => seen.push(id),
            }
        }
        if let Some(elsewhere) = elsewhere {
            only_module = elsewhere == BindingKind::Global;
            continue;
        }
        let found = match seen[..] {
            [] => continue,
            [one] if is_not_yet(unit, one, from, at) => Answer::missing(Reason::UnknownName),
            [one] if facts.kind != ScopeKind::Type => cx.bound(unit, one, space),
            _ => in_scope(cx, unit, &seen, from, at, space),
        };
        if !found.is_missing() {
            return found;
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// Whether a name of the library is read at the top level of a module that binds it only later: `open = wrap(open)`.
fn is_not_yet(unit: &Unit, id: BindingId, from: ScopeId, at: u32) -> bool {
    let binding = unit.binding(id);
    binding.scope.index() == 0
        && binding.span.start != at
        && frame(unit, from).index() == 0
        && stubs::def("builtins", unit.text(binding.name)).is_some()
        && at < takes_effect(unit, id)
}

/// Whether a binding of a class is made by `self.x = …` in a method: no name of the class's body.
pub(super) fn is_through_receiver(unit: &Unit, id: BindingId) -> bool {
    let binding = unit.binding(id);
    let is_field = binding.def.is_some_and(|def| unit.def(def).kind == DefKind::Field);
    is_field
        && unit.assigns(binding.name).any(|flow| match flow.target.map(|target| unit.expr(target)) {
            Some(Expr::Member { site, .. }) => unit.site(site).span == binding.span,
            _ => false,
        })
}

/// Whether `at` is in the header of the function or class that opens `scope`: annotations, defaults and bases are read in
/// the scope around it, except for type parameters.
fn is_in_signature(unit: &Unit, scope: ScopeId, at: u32) -> bool {
    let facts = unit.scope(scope);
    match (facts.kind, facts.owner) {
        (ScopeKind::Function | ScopeKind::Type, Some(owner)) => {
            let body = unit.def(owner).body;
            at < body && unit.def(owner).opens == Some(scope)
        }
        _ => false,
    }
}

/// Several bindings in one scope: those that may be the last where the name stands; seen from another function, what holds
/// in the end.
fn in_scope(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    bindings: &[BindingId],
    from: ScopeId,
    at: u32,
    space: Space,
) -> Answer {
    let scope = unit.binding(bindings[0]).scope;
    if frame(unit, from) != frame(unit, scope) {
        return of_scope(cx, unit, bindings, space);
    }
    let mut events: Vec<(u32, BindingId)> =
        bindings.iter().map(|id| (takes_effect(unit, *id), *id)).collect();
    events.sort_unstable();
    let positions: Vec<u32> = events.iter().map(|(at, _)| *at).collect();
    let shape = flow::shape(cx, unit);
    let reaching = shape.reaching(unit.function_scope(scope), &positions);
    let last: Vec<BindingId> = reaching
        .at(at)
        .iter()
        .filter_map(|event| event.checked_sub(1))
        .map(|event| events[event as usize].1)
        .collect();
    match last[..] {
        // Nothing is assigned yet: in a class body the name is the one around, elsewhere order does not show.
        [] if unit.scope(scope).kind == ScopeKind::Type => Answer::missing(Reason::UnknownName),
        [] if bindings.iter().all(|id| is_not_yet(unit, *id, from, at)) => {
            Answer::missing(Reason::UnknownName)
        }
        [] => of_scope(cx, unit, bindings, space),
        _ => of_scope(cx, unit, &last, space),
    }
}

/// The scope whose code runs in one go with the code of `scope`.
pub(super) fn frame(unit: &Unit, mut scope: ScopeId) -> ScopeId {
    while let (ScopeKind::Comprehension | ScopeKind::Template | ScopeKind::Block, Some(parent)) =
        (unit.scope(scope).kind, unit.scope(scope).parent)
    {
        scope = parent;
    }
    scope
}

/// The byte from which a binding holds.
pub(super) fn takes_effect(unit: &Unit, id: BindingId) -> u32 {
    let binding = unit.binding(id);
    let Some(def) = binding.def else { return binding.span.end.max(import_end(unit, id)) };
    let facts = unit.def(def);
    match facts.value.or(binding.init) {
        Some(value) if is_header(unit, value) => binding.span.end,
        _ => facts.span.end,
    }
}

fn import_end(unit: &Unit, id: BindingId) -> u32 {
    unit.binding(id).import.map_or(0, |import| unit.facts.import(import).span.end)
}

/// Whether a value is given by the header of a loop, handler or case, before a body.
fn is_header(unit: &Unit, mut value: ExprId) -> bool {
    loop {
        match unit.expr(value) {
            Expr::Project { how: Projection::Element | Projection::Rest, base, .. } => value = base,
            Expr::Typed(_) | Expr::VariantField { .. } | Expr::Project { .. } => return true,
            _ => return false,
        }
    }
}

/// What a name of a scope means seen from elsewhere: what a type checker takes. Code that never runs here does not count;
/// declarations count before assignments, and what is there when an import has failed counts last; the last one wins.
pub(super) fn of_scope(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    bindings: &[BindingId],
    space: Space,
) -> Answer {
    let live: Vec<BindingId> = bindings
        .iter()
        .copied()
        .filter(|id| !conditions::never_runs(unit, unit.binding(*id).span.start))
        .collect();
    let mut left = if live.is_empty() { bindings.to_vec() } else { live };
    prefer(&mut left, |id| is_declared(unit, *id));
    prefer(&mut left, |id| !conditions::is_fallback(unit, unit.binding(*id).span.start));
    let Some(&last) = left.last() else { return Answer::missing(Reason::UnknownName) };
    let overloads = overloads(unit, &left, last);
    if overloads.len() > 1 {
        let defs: Vec<_> = overloads
            .iter()
            .filter_map(|id| unit.binding(*id).def.map(|def| resolve::DefRef::new(unit.id, def)))
            .collect();
        return cx.group(&defs, Rule::LexicalScope, Reason::UnknownName);
    }
    cx.bound(unit, last, space)
}

/// Keeps what `wanted` wants when anything is.
fn prefer(left: &mut Vec<BindingId>, wanted: impl Fn(&BindingId) -> bool) {
    if left.iter().any(&wanted) {
        left.retain(wanted);
    }
}

/// Functions, classes, imports and annotated variables are declared; others are assigned.
fn is_declared(unit: &Unit, id: BindingId) -> bool {
    let binding = unit.binding(id);
    let Some(def) = binding.def else { return binding.import.is_some() || binding.ty.is_some() };
    let facts = unit.def(def);
    !is_variable(facts.kind) || facts.ty.is_some()
}

/// Whether definitions of this kind are made by assignment.
pub(super) const fn is_variable(kind: DefKind) -> bool {
    matches!(kind, DefKind::Variable | DefKind::Constant | DefKind::Field | DefKind::EnumMember)
}

/// The overload signatures directly before `last`, and it.
fn overloads(unit: &Unit, bindings: &[BindingId], last: BindingId) -> Vec<BindingId> {
    let is_overload = |id: &BindingId| {
        let def = unit.binding(*id).def;
        def.is_some_and(|def| {
            let facts = unit.def(def);
            !is_variable(facts.kind) && facts.modifiers.contains(Modifiers::DECLARATION)
        })
    };
    let mut found: Vec<BindingId> =
        bindings.iter().rev().filter(|id| **id != last).take_while(|id| is_overload(id)).copied().collect();
    found.reverse();
    found.push(last);
    found
}

/// What a name means that no scope of its file has: a star import, a name that every module has, a built-in.
pub(super) fn beyond(cx: &mut Session<'_>, unit: &Arc<Unit>, text: &str, space: Space) -> Answer {
    let star = imports::through_stars(cx, unit, text, space);
    if !star.is_missing() {
        return star;
    }
    if modules::IMPLICIT.contains(&text) {
        return Answer::one(Entity::Module(unit.id), Rule::Builtin);
    }
    let found = stubs::builtin(text);
    if found.is_missing() && imports::has_outer_star(cx, unit) {
        return Answer::external(Rule::StarImport);
    }
    found
}
