//! Whose definition stands where a compiler sees one.

use model::ids::{DefId, SymbolId};
use model::span::{Position, Span};
use overlay::scip::{Placed, Suffix, SymbolName};
use query::FileView;

/// What stands where a compiler puts a definition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stands {
    /// A definition of ours, or a file.
    Symbol(SymbolId),
    /// A parameter, a type parameter or a local variable.
    Local,
    /// Nothing that we know.
    Nothing,
}

/// Finds definitions of one file.
pub(super) struct Standing<'a> {
    view: &'a FileView,
    /// By name span.
    named: Vec<(Span, DefId)>,
    bound: Vec<(Span, Option<DefId>)>,
}

impl<'a> Standing<'a> {
    pub(super) fn new(view: &'a FileView) -> Self {
        let facts = &view.facts;
        let mut named: Vec<(Span, DefId)> =
            facts.defs.iter().zip(0..).map(|(def, raw)| (def.name_span, DefId::new(raw))).collect();
        let mut bound: Vec<_> = facts.bindings.iter().map(|binding| (binding.span, binding.def)).collect();
        bound.extend(facts.type_params.iter().map(|parameter| (parameter.span, None)));
        named.sort();
        bound.sort();
        Self { view, named, bound }
    }

    /// What stands where the compiler puts a definition.
    pub(super) fn at(&self, placed: &Placed<'_>, name: &SymbolName<'_>) -> Stands {
        let span = placed.span;
        let last = match name {
            SymbolName::Global { last, .. } => Some(last),
            _ => None,
        };
        if last.is_some_and(|last| matches!(last.suffix, Suffix::Namespace | Suffix::Meta))
            && self.is_file(span)
        {
            return Stands::Symbol(self.view.file_id());
        }
        if let Some(def) = self.named(span) {
            return Stands::Symbol(self.view.id(def));
        }
        let is_parameter =
            last.is_some_and(|last| matches!(last.suffix, Suffix::Parameter | Suffix::TypeParameter));
        if self.is_bound(span) || is_parameter || *name == SymbolName::Local {
            return Stands::Local;
        }
        let near = self.on_line(span, last.map(|last| last.name.as_str()));
        near.map_or(Stands::Nothing, |def| Stands::Symbol(self.view.id(def)))
    }

    /// Modules stand at the beginning of their file, or all over it.
    fn is_file(&self, span: Span) -> bool {
        span.start == 0 && (span.is_empty() || span.of(&self.view.source).contains(&b'\n'))
    }

    fn named(&self, span: Span) -> Option<DefId> {
        let at = self.named.partition_point(|(known, _)| *known < span);
        self.named.get(at).filter(|(known, _)| *known == span && !span.is_empty()).map(|(_, def)| *def)
    }

    fn is_bound(&self, span: Span) -> bool {
        let at = self.bound.partition_point(|(known, _)| *known < span);
        self.bound.get(at).is_some_and(|(known, _)| *known == span)
    }

    /// The definition of that name that begins on the same line, nearest: names are quoted, or parts of patterns.
    fn on_line(&self, span: Span, name: Option<&str>) -> Option<DefId> {
        let name = name?;
        let line = self.view.locate(span).start.line;
        let start = self.view.offset(Position { line, column: 0 }).unwrap_or_default();
        let from = self.named.partition_point(|(known, _)| known.start < start);
        let on_line = self.named[from..]
            .iter()
            .take_while(|(known, _)| self.view.locate(*known).start.line == line)
            .filter(|(_, def)| self.view.facts.text(self.view.facts.def(*def).name) == name);
        let near = on_line.min_by_key(|(known, _)| known.start.abs_diff(span.start));
        near.map(|(_, def)| *def)
    }
}
