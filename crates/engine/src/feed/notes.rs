//! How what a file says itself has changed: its definitions and its diagnostics.

use model::event::{DiagnosticNote, EventDetails, EventKind, SymbolNote};
use model::ids::{DefId, SymbolId};
use model::span::LineIndex;
use model::symbol::Symbols;
use resolve::Unit;
use rustc_hash::FxHashSet;

/// One version of a file.
pub(crate) struct Side<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) source: &'a [u8],
}

/// What a change of a file is to tell.
#[derive(Debug)]
pub(crate) struct Change {
    pub(crate) kind: EventKind,
    pub(crate) details: EventDetails,
    /// Who the sources of the edges of the version before are: the file itself, then its definitions.
    pub(crate) sources_before: Option<Sources>,
}

/// The ids that edges of a file begin at.
#[derive(Debug)]
pub(crate) struct Sources {
    file: SymbolId,
    definitions: Vec<SymbolId>,
}

impl Sources {
    /// Those of a file with these facts.
    pub(crate) fn of(unit: &Unit) -> Self {
        Self { file: unit.file_symbol(), definitions: unit.ids().to_vec() }
    }

    /// The source of an edge; `None` when the edge is of other facts, which only damage can bring about.
    pub(crate) fn get(&self, source: Option<DefId>) -> Option<SymbolId> {
        source.map_or(Some(self.file), |def| self.definitions.get(def.index()).copied())
    }
}

impl Change {
    /// The step from one version to the other; `None` stands for a file that is not there.
    pub(crate) fn of(before: Option<&Side<'_>>, after: Option<&Side<'_>>) -> Self {
        let kind = match (before, after) {
            (None, _) => EventKind::FileAdded,
            (Some(_), Some(_)) => EventKind::FileChanged,
            (Some(_), None) => EventKind::FileRemoved,
        };
        let diagnostics = |side: Option<&Side<'_>>| side.map(diagnostics).unwrap_or_default();
        let (old, new) = (diagnostics(before), diagnostics(after));
        let details = EventDetails {
            symbols_added: only_in(after, before),
            symbols_removed: only_in(before, after),
            diagnostics: if old == new { Vec::new() } else { new },
            ..EventDetails::default()
        };
        Self { kind, details, sources_before: before.map(|side| Sources::of(side.unit)) }
    }
}

/// Definitions that one version has and the other has not. Linear, but for those that it gives.
fn only_in(one: Option<&Side<'_>>, other: Option<&Side<'_>>) -> Vec<SymbolNote> {
    let Some(one) = one else { return Vec::new() };
    let known: FxHashSet<SymbolId> = other.iter().flat_map(|side| side.unit.ids()).copied().collect();
    let symbols = Symbols::new(&one.unit.facts, &one.unit.placement);
    let new = one.unit.ids().iter().enumerate().filter(|(_, id)| !known.contains(id));
    let note = |(index, &id): (usize, &SymbolId)| {
        let def = DefId::new(index as u32);
        SymbolNote { id, kind: one.unit.facts.def(def).kind, fqn: symbols.display_fqn(def) }
    };
    let mut notes: Vec<SymbolNote> = new.map(note).collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}

fn diagnostics(side: &Side<'_>) -> Vec<DiagnosticNote> {
    let found = &side.unit.facts.diagnostics;
    if found.is_empty() {
        return Vec::new();
    }
    let lines = LineIndex::new(side.source);
    let note = |diagnostic: &model::facts::Diagnostic| DiagnosticNote {
        code: diagnostic.code,
        line: lines.position(diagnostic.span.start).line,
    };
    let mut notes: Vec<DiagnosticNote> = found.iter().map(note).collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}
