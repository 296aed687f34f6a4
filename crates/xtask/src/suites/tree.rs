//! A tree of a suite, resolved, with what comparing needs.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use model::expr::Expr;
use model::facts::Site;
use model::ids::{DefId, ScopeId, SymbolId};
use model::kinds::BindingKind;
use model::outcome::{OutcomeKind, SiteOutcome};
use model::span::Position;
use model::symbol::Symbols;
use resolve::{FileId, Manifests, Resolved, Unit};
use testkit::linked::{DirManifests, Linked, TextManifests};
use testkit::resolved::{Order, resolve_all};

/// Files with all outcomes.
pub(super) struct Tree {
    linked: Linked,
    resolved: Vec<Resolved>,
    /// Every symbol's file, and its definition unless it is the file itself.
    symbols: BTreeMap<SymbolId, (FileId, Option<DefId>)>,
}

/// A reference and what became of it.
pub(super) struct Reference<'t> {
    pub(super) unit: &'t Unit,
    pub(super) site: &'t Site,
    pub(super) at: Position,
    pub(super) outcome: &'t SiteOutcome,
    pub(super) targets: Vec<Target<'t>>,
}

/// A definition or a file.
#[derive(Clone, Copy)]
pub(super) struct Target<'t> {
    pub(super) unit: &'t Unit,
    pub(super) def: Option<DefId>,
}

impl Target<'_> {
    /// `module.Outer.name`.
    pub(super) fn name(&self) -> String {
        match self.def {
            Some(def) => Symbols::new(&self.unit.facts, &self.unit.placement).display_fqn(def),
            None => self.unit.placement.module.clone(),
        }
    }
}

impl Reference<'_> {
    /// Whether its targets are proved.
    pub(super) fn is_proved(&self) -> bool {
        matches!(self.outcome.kind, OutcomeKind::Resolved | OutcomeKind::Dispatch)
    }

    pub(super) fn name(&self) -> &str {
        self.unit.text(self.site.name)
    }
}

impl Tree {
    /// Reads and resolves a directory.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let linked = Linked::read(root, None).with_context(|| format!("reading {}", root.display()))?;
        Ok(Self::new(linked, &DirManifests::new(root)?))
    }

    /// Resolves files in memory.
    pub(super) fn of_texts(texts: &TextManifests) -> Self {
        Self::new(texts.link(), texts)
    }

    fn new(linked: Linked, manifests: &dyn Manifests) -> Self {
        let resolved = resolve_all(&linked, manifests, Order::Forward);
        let mut symbols = BTreeMap::new();
        for unit in linked.provider.units() {
            symbols.insert(unit.file_symbol(), (unit.id, None));
            let ids = unit.ids().iter().enumerate();
            symbols.extend(ids.map(|(index, id)| (*id, (unit.id, Some(DefId::new(index as u32))))));
        }
        Self { linked, resolved, symbols }
    }

    pub(super) fn units(&self) -> impl Iterator<Item = &Unit> {
        self.linked.provider.units().iter().map(AsRef::as_ref)
    }

    /// The file at a path.
    pub(super) fn unit(&self, path: &str) -> Option<&Unit> {
        let id = self.linked.files.find(path)?;
        Some(&self.linked.provider.units()[id.index()])
    }

    /// All references of a file, in order.
    pub(super) fn references<'t>(&'t self, unit: &'t Unit) -> impl Iterator<Item = Reference<'t>> {
        let resolution = &self.resolved[unit.id.index()].resolution;
        unit.facts.sites.iter().zip(&resolution.outcomes).map(move |(site, outcome)| Reference {
            unit,
            site,
            at: self.position(unit, site.span.start),
            outcome,
            targets: resolution.targets_of(outcome).map(|id| self.target(id)).collect(),
        })
    }

    fn target(&self, id: SymbolId) -> Target<'_> {
        let (file, def) = self.symbols[&id];
        Target { unit: &self.linked.provider.units()[file.index()], def }
    }

    pub(super) fn position(&self, unit: &Unit, offset: u32) -> Position {
        self.linked.lines[unit.id.index()].position(offset)
    }

    /// The byte at a place; `None` when the file has no such line.
    pub(super) fn offset(&self, unit: &Unit, at: Position) -> Option<u32> {
        self.linked.lines[unit.id.index()].offset(at)
    }

    /// The line of a target's name; the first of a file.
    pub(super) fn line(&self, target: &Target<'_>) -> u32 {
        target.def.map_or(1, |def| self.position(target.unit, target.unit.def(def).name_span.start).line)
    }

    /// The lines on which a name is introduced in a file, and how.
    pub(super) fn bound<'t>(
        &'t self,
        reference: &Reference<'t>,
    ) -> impl Iterator<Item = (u32, BindingKind)> + 't {
        let unit = reference.unit;
        unit.bindings_named(reference.site.name).map(move |id| {
            let binding = unit.binding(id);
            (self.position(unit, binding.span.start).line, binding.kind)
        })
    }
}

/// The definition or anonymous function around a scope, as `module.Outer.<lambda1>`.
pub(super) fn caller(unit: &Unit, scope: ScopeId) -> String {
    let mut current = Some(scope);
    while let Some(id) = current {
        let facts = unit.scope(id);
        if let Some(owner) = facts.owner {
            return Target { unit, def: Some(owner) }.name();
        }
        if let Some(number) = lambda_number(unit, id) {
            let outer = facts.parent.map_or_else(String::new, |parent| caller(unit, parent));
            return format!("{outer}.<lambda{number}>");
        }
        current = facts.parent;
    }
    unit.placement.module.clone()
}

/// Which of the lambdas in the definition around it a scope is, from 1.
fn lambda_number(unit: &Unit, scope: ScopeId) -> Option<usize> {
    let lambdas = || {
        unit.facts.exprs.iter().filter_map(|expr| match expr {
            Expr::Lambda { scope, .. } => Some(*scope),
            _ => None,
        })
    };
    lambdas().find(|lambda| *lambda == scope)?;
    let start = |scope: ScopeId| unit.scope(scope).span.start;
    let beside = |lambda: &ScopeId| unit.scope(*lambda).parent == unit.scope(scope).parent;
    Some(lambdas().filter(beside).filter(|lambda| start(*lambda) <= start(scope)).count())
}
