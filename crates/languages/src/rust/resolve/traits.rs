//! Which traits are in scope where a name stands.

use std::sync::Arc;

use model::facts::Import;
use model::ids::{BindingId, ScopeId};
use model::kinds::{BindingKind, DefKind, ImportKind};
use resolve::{DefRef, FileId, Session, Space, Ty, Unit};
use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::{self, Module};
use super::{impls, names, types};

/// What a session found of traits in scope.
#[derive(Default)]
struct Found {
    traits: FxHashMap<(FileId, ScopeId), FxHashSet<DefRef>>,
}

/// Of several members the ones whose trait is in scope where the name stands.
pub(super) fn in_scope(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    members: &[DefRef],
) -> Vec<DefRef> {
    let mut fitting = Vec::new();
    for &member in members {
        let Some(block) = cx.parent(member) else { continue };
        let implemented = match cx.kind(block) {
            DefKind::Trait => Some(block),
            _ => impls::trait_of(cx, block).and_then(|ty| match cx.ty(ty) {
                Ty::Instance(def, _) => Some(def),
                _ => None,
            }),
        };
        if implemented.is_none_or(|wanted| is_in_scope(cx, unit, scope, wanted)) {
            fitting.push(member);
        }
    }
    fitting
}

fn is_in_scope(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, wanted: DefRef) -> bool {
    let module = modules::around(unit, scope);
    let scopes: Vec<ScopeId> = unit.scopes_from(scope).collect();
    for around in scopes {
        if traits_of(cx, unit, around).contains(&wanted) {
            return true;
        }
        if around == module.scope {
            break;
        }
    }
    false
}

/// The traits that are named in a scope: defined there, imported, or brought by a glob.
fn traits_of(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> FxHashSet<DefRef> {
    if let Some(known) = cx.table::<Found>().traits.get(&(unit.id, scope)) {
        return known.clone();
    }
    cx.table::<Found>().traits.insert((unit.id, scope), FxHashSet::default());
    let mut found = FxHashSet::default();
    collect_traits(cx, Module { file: unit.id, scope }, &mut found, &mut Vec::new());
    cx.table::<Found>().traits.insert((unit.id, scope), found.clone());
    found
}

fn collect_traits(
    cx: &mut Session<'_>,
    module: Module,
    into: &mut FxHashSet<DefRef>,
    seen: &mut Vec<Module>,
) {
    if seen.contains(&module) {
        return;
    }
    seen.push(module);
    let unit = cx.unit(module.file);
    cx.ask_stars(module.file);
    let bindings: Vec<BindingId> = unit.bindings_of(module.scope).collect();
    for binding in bindings {
        let facts = unit.binding(binding);
        if facts.kind == BindingKind::Definition
            && let Some(def) = facts.def
            && unit.def(def).kind == DefKind::Trait
        {
            into.insert(DefRef::new(module.file, def));
        }
    }
    let is_here = |import: &Import| import.scope == module.scope && import.kind == ImportKind::Member;
    let imports: Vec<_> = (0..unit.facts.imports.len() as u32)
        .map(model::ids::ImportId::new)
        .filter(|id| is_here(unit.facts.import(*id)))
        .collect();
    for import in imports {
        let found = cx.imported(&unit, import, Space::Type);
        if let Some(def) = cx.first_def(found)
            && types::is_trait(cx, def)
        {
            into.insert(def);
        }
    }
    for target in names::traits_of_stars(cx, &unit, module.scope) {
        cx.deeper((), |cx| collect_traits(cx, target, into, seen));
    }
}
