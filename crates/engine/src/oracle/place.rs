//! Whose definition stands where a compiler sees one.

use model::ids::{DefId, SymbolId};
use model::kinds::Modifiers;
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
        if let Some(stands) = self.bound(span) {
            return stands;
        }
        if is_parameter || *name == SymbolName::Local {
            return Stands::Local;
        }
        let near = self.on_line(span, last.map(|last| last.name.as_str()));
        near.map_or(Stands::Nothing, |def| Stands::Symbol(self.view.id(def)))
    }

    /// The definition whose name stands there, when the symbol is named so, too.
    pub(super) fn named_like(&self, placed: &Placed<'_>) -> Option<Stands> {
        let def = self.named(placed.span)?;
        let SymbolName::Global { last, .. } = SymbolName::parse(placed.symbol) else { return None };
        let is_same = last.name.as_bytes() == placed.span.of(&self.view.source);
        is_same.then(|| Stands::Symbol(self.view.id(def)))
    }

    /// Whether the definition whose name stands there is of the same kind and in the same definition as another one of the file.
    pub(super) fn are_twins(&self, span: Span, other: SymbolId) -> bool {
        let of = |def: DefId| {
            let def = self.view.facts.def(def);
            (def.kind, def.parent, def.name)
        };
        let other = self.view.def_of(other);
        self.named(span).zip(other).is_some_and(|(def, other)| of(def) == of(other))
    }

    /// Whether the definition whose name stands there has no body.
    pub(super) fn declares(&self, span: Span) -> bool {
        let declares = |def| self.view.facts.def(def).modifiers.contains(Modifiers::DECLARATION);
        self.named(span).is_some_and(declares)
    }

    /// Modules stand at the beginning of their file, or all over it.
    fn is_file(&self, span: Span) -> bool {
        span.start == 0 && (span.is_empty() || span.of(&self.view.source).contains(&b'\n'))
    }

    fn named(&self, span: Span) -> Option<DefId> {
        let at = self.named.partition_point(|(known, _)| *known < span);
        self.named.get(at).filter(|(known, _)| *known == span && !span.is_empty()).map(|(_, def)| *def)
    }

    /// What a binding that is introduced there names: a definition that stands elsewhere, too, or nothing but itself.
    fn bound(&self, span: Span) -> Option<Stands> {
        let at = self.bound.partition_point(|(known, _)| *known < span);
        let (_, def) = self.bound.get(at).filter(|(known, _)| *known == span)?;
        Some(def.map_or(Stands::Local, |def| Stands::Symbol(self.view.id(def))))
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
