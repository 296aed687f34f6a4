//! A provider that holds everything: for tests, and for trees that fit.

use std::sync::Arc;

use model::facts::Import;
use model::kinds::{DefKind, ImportKind};
use rustc_hash::FxHashMap;

use crate::dispatch::last_name;
use crate::name_index::{NameIndex, NameIndexBuilder, Named};
use crate::unit::Unit;
use crate::world::{FileId, Provider};

/// All units of a view with look-ups by name.
#[derive(Default)]
pub struct MemoryProvider {
    units: Vec<Arc<Unit>>,
    by_name: NameIndex,
    inheriting: FxHashMap<Box<str>, Vec<FileId>>,
}

impl MemoryProvider {
    /// Indexes units, which must be in path order with their places as ids. Linear.
    pub fn new(units: Vec<Arc<Unit>>) -> Self {
        let mut provider = Self::default();
        let mut names = NameIndexBuilder::default();
        for unit in &units {
            names.add(unit.id, unit);
            for name in supertype_names(unit) {
                provider.inheriting.entry(name.into()).or_default().push(unit.id);
            }
        }
        provider.by_name = names.finish();
        provider.units = units;
        provider
    }

    /// All units in path order.
    pub fn units(&self) -> &[Arc<Unit>] {
        &self.units
    }
}

/// Stands in [`supertype_names`] for `impl` blocks that are for every type with some property, and so under no name.
pub const BLANKET: &str = "impl _";

/// What [`Provider::inheriting`] finds a file by, each once, in order: the last names of all supertypes written in it,
/// the names of the types that its `impl` blocks are for, and [`BLANKET`] when one is for a type parameter of its own;
/// and the last path segments of the files that it includes by text.
pub fn supertype_names(unit: &Unit) -> Vec<&str> {
    let mut names: Vec<&str> =
        unit.facts.supers.iter().filter_map(|above| last_name(unit, above.ty)).collect();
    for (_, def) in unit.defs().filter(|(_, def)| def.kind == DefKind::Impl) {
        let params = unit.facts.type_params(def.type_params);
        let is_blanket = params.iter().any(|param| param.name == def.name);
        names.push(if is_blanket { BLANKET } else { unit.text(def.name) });
    }
    names.extend(unit.facts.imports.iter().filter_map(|import| included_name(unit, import)));
    names.sort_unstable();
    names.dedup();
    names
}

/// The last path segment of what an import includes by text. Only names with a dot: no type has one.
fn included_name<'a>(unit: &'a Unit, import: &Import) -> Option<&'a str> {
    if import.kind != ImportKind::Text {
        return None;
    }
    let path = unit.text(unit.facts.list(import.path).next()?);
    let name = path.rsplit('/').next()?.trim();
    name.contains('.').then_some(name)
}

impl Provider for MemoryProvider {
    fn unit(&self, file: FileId) -> Arc<Unit> {
        Arc::clone(&self.units[file.index()])
    }

    fn defs_named(&self, name: &str, each: &mut dyn FnMut(Named)) {
        self.by_name.get(name).iter().copied().for_each(each);
    }

    fn inheriting(&self, name: &str) -> Vec<FileId> {
        self.inheriting.get(name).cloned().unwrap_or_default()
    }
}
