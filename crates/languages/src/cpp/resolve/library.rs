//! The library stub by namespace.

use std::sync::LazyLock;

use model::ids::DefId;
use model::kinds::{DefKind, Modifiers, ScopeKind};
use resolve::{DefRef, Session, SpaceId, Unit};
use rustc_hash::FxHashMap;

/// The stub's definitions by namespace and name.
struct Table(FxHashMap<Box<str>, Vec<(Box<str>, DefRef)>>);

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table(FxHashMap::default());
    for unit in &super::STD.units {
        for (id, def) in unit.defs() {
            if let Some(place) = namespace(unit, id) {
                let entry = table.0.entry(unit.text(def.name).into()).or_default();
                entry.push((place.into(), DefRef::new(unit.id, id)));
            }
        }
    }
    table
});

/// The namespace that a definition of the stub is bound in.
fn namespace(unit: &Unit, def: DefId) -> Option<String> {
    let facts = unit.def(def);
    if facts.qualifier.is_some() || facts.segment.is_some() && facts.kind != DefKind::Function {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    for scope in unit.scopes_from(facts.scope) {
        let scope = unit.scope(scope);
        match (scope.kind, scope.owner) {
            (ScopeKind::Namespace, Some(owner)) => {
                if !unit.def(owner).modifiers.contains(Modifiers::INLINE) {
                    names.push(unit.def_name(owner));
                }
            }
            (ScopeKind::File | ScopeKind::Template, _) => {}
            _ => return None,
        }
    }
    names.reverse();
    Some(names.join("::"))
}

/// The stub's definitions of this name in a namespace, macros excluded.
pub(super) fn members(cx: &mut Session<'_>, of: SpaceId, name: &str) -> Vec<DefRef> {
    let Some(all) = TABLE.0.get(name) else { return Vec::new() };
    let space = cx.types.space_text(of);
    let here = all.iter().filter(|(place, _)| **place == *space).map(|(_, def)| *def).collect::<Vec<_>>();
    here.into_iter().filter(|def| cx.kind(*def) != DefKind::Macro).collect()
}

/// The class that stands for a template outside of the tree whose arguments are types of the tree.
pub(super) fn opaque() -> Option<DefRef> {
    static OPAQUE: LazyLock<Option<DefRef>> = LazyLock::new(|| {
        let found = TABLE.0.get("__outside")?;
        found.first().map(|(_, def)| *def)
    });
    *OPAQUE
}

/// The stub's macros of this name.
pub(super) fn macros(cx: &mut Session<'_>, name: &str) -> Vec<DefRef> {
    let Some(all) = TABLE.0.get(name) else { return Vec::new() };
    all.iter().map(|(_, def)| *def).filter(|def| cx.kind(*def) == DefKind::Macro).collect()
}

/// Whether the stub has blocks of a namespace.
pub(super) fn has_namespace(cx: &mut Session<'_>, space: SpaceId) -> bool {
    let text = cx.types.space_text(space).to_owned();
    let (around, name) = text.rsplit_once("::").unwrap_or(("", &text));
    let around = cx.space(around);
    members(cx, around, name).into_iter().any(|def| cx.kind(def) == DefKind::Namespace)
}
