//! Every place of a file where a symbol is, by what it is proved to mean there.

use std::rc::Rc;

use engine::facts::{Anchor, FileFacts, Import, Site};
use engine::ids::{DefId, SiteId, SymbolId};
use engine::query::FileView;
use engine::{DefKind, OutcomeKind, Role, Rule, Span, StoreError};
use rustc_hash::FxHashSet;

use super::locals::Locals;
use super::navigation::Navigation;
use super::outline::Outline;
use super::outlines::{Known, Place};
use super::text::{external_text, is_callable};
use crate::{RowKind, Selection};

/// A place where a symbol is.
pub(crate) struct Mention {
    /// The name.
    pub(crate) span: Span,
    /// What it means.
    pub(crate) meaning: Meaning,
    /// What it does there.
    pub(crate) does: Does,
}

/// What a name means.
#[derive(Clone)]
pub(crate) enum Meaning {
    /// A definition of the repository, or a file.
    Symbol(Known),
    /// The local name of this number.
    Local(u32),
    /// What an import names outside of the repository: its symbol and the name as written.
    External(String, String),
}

/// What a name does with what it means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Defines it; the whole definition, its doc comment included.
    Define(Span),
    /// Declares what is defined elsewhere; the whole declaration.
    Declare(Span),
    /// Refers to it.
    Refer(Role),
}

impl Mention {
    /// Whether it is the file's own, at its beginning.
    pub(crate) fn is_of_file(&self) -> bool {
        let is_file = matches!(&self.meaning, Meaning::Symbol(symbol) if symbol.def.is_none());
        is_file && matches!(self.does, Does::Define(_))
    }

    /// Definitions before declarations before references.
    pub(crate) fn rank(&self) -> u8 {
        match self.does {
            Does::Define(_) => 0,
            Does::Declare(_) => 1,
            Does::Refer(_) => 2,
        }
    }

    /// What mentions that are alike share: place, rank, what is meant, what is done.
    fn order(&self) -> (Span, u8, (u32, &str), u32) {
        let meaning = match &self.meaning {
            Meaning::Symbol(symbol) => (0, symbol.text()),
            Meaning::Local(number) => (number + 1, ""),
            Meaning::External(symbol, _) => (0, symbol.as_str()),
        };
        let role = if let Does::Refer(role) = self.does { role.into() } else { 0 };
        (self.span, self.rank(), meaning, role)
    }
}

/// What mentions of one file are found with.
pub(crate) struct Mentions<'a, 'b> {
    /// The file.
    pub(crate) view: &'a FileView,
    /// Its definitions.
    pub(crate) outline: &'a Rc<Outline>,
    /// Its local names.
    pub(crate) locals: &'a Locals<'a>,
    /// All other files.
    pub(crate) navigation: &'a Navigation<'b>,
}

/// The definitions that have a symbol: an `impl` block only gives its members a place.
pub(crate) fn definitions(facts: &FileFacts) -> impl Iterator<Item = DefId> + '_ {
    let named = facts.defs.iter().enumerate().filter(|(_, def)| def.kind != DefKind::Impl);
    named.map(|(index, _)| DefId::new(index as u32))
}

impl Mentions<'_, '_> {
    /// Every mention that a selection wants, each once, in order of position; of several at one place definitions stand first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn sorted(&self, selection: &Selection) -> Result<Vec<Mention>, StoreError> {
        let mut all = vec![self.of_file()];
        for id in definitions(&self.view.facts) {
            all.push(self.of_definition(id)?);
        }
        if selection.has(RowKind::Reference) {
            all.extend(self.of_locals());
            let is_wanted = |id: &SiteId| selection.accepts_outcome(self.view.outcome(*id).kind);
            for id in self.view.sites().filter(is_wanted) {
                all.extend(self.of_site(id)?);
            }
        }
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all.dedup_by(|a, b| a.order() == b.order());
        Ok(all)
    }

    /// Of the file itself: its beginning.
    fn of_file(&self) -> Mention {
        let whole = Span::new(0, self.view.source.len() as u32);
        Mention { span: Span::new(0, 0), meaning: self.own(None), does: Does::Define(whole) }
    }

    /// Of a definition's name. A declaration whose definition is known declares that.
    fn of_definition(&self, id: DefId) -> Result<Mention, StoreError> {
        let def = self.view.facts.def(id);
        let own = self.view.id(id);
        let whole = with_doc(def.span, def.doc, def.name_span);
        let names_file = self.outline.symbols[id.index()].names_file;
        let is_declared = names_file || self.navigation.links.definition(own) != own;
        let elsewhere = if is_declared { self.navigation.symbol(own)? } else { None };
        let (meaning, does) = match elsewhere {
            Some(symbol) => (Meaning::Symbol(symbol), Does::Declare(whole)),
            None => (self.own(Some(id)), Does::Define(whole)),
        };
        Ok(Mention { span: def.name_span, meaning, does })
    }

    /// Of the places where local names are introduced.
    fn of_locals(&self) -> impl Iterator<Item = Mention> + '_ {
        self.locals.all().iter().flat_map(|local| {
            local.spans.iter().map(|span| {
                let meaning = Meaning::Local(local.number);
                Mention { span: *span, meaning, does: Does::Define(*span) }
            })
        })
    }

    /// Of a reference: what it is proved to mean. Empty when nothing is proved.
    fn of_site(&self, id: SiteId) -> Result<Vec<Mention>, StoreError> {
        let site = self.view.facts.site(id);
        let outcome = self.view.outcome(id);
        let targets = || self.view.targets(&outcome);
        let symbols = |symbols: Vec<Known>| symbols.into_iter().map(Meaning::Symbol).collect();
        let meanings: Vec<Meaning> = match outcome.kind {
            OutcomeKind::Resolved => symbols(self.symbols(targets().first().copied())?),
            OutcomeKind::Dispatch if outcome.rule == Some(Rule::FunctionValue) => {
                self.holder(site, &targets())?.into_iter().collect()
            }
            OutcomeKind::Dispatch => symbols(self.dispatched(&targets())?),
            OutcomeKind::Local => self.local(site, outcome.rule).into_iter().collect(),
            OutcomeKind::External => self.external(site, outcome.rule).into_iter().collect(),
            OutcomeKind::Candidates | OutcomeKind::Unresolved => Vec::new(),
        };
        let does = Does::Refer(site.role);
        Ok(meanings.into_iter().map(|meaning| Mention { span: site.span, meaning, does }).collect())
    }

    fn own(&self, def: Option<DefId>) -> Meaning {
        Meaning::Symbol(Place { outline: Rc::clone(self.outline), def }.known())
    }

    fn symbols(&self, ids: impl IntoIterator<Item = SymbolId>) -> Result<Vec<Known>, StoreError> {
        let symbols = ids.into_iter().map(|id| self.navigation.symbol(id));
        symbols.filter_map(Result::transpose).collect()
    }

    /// Of a call of a value what holds the function, not the functions that it may hold.
    fn holder(&self, site: &Site, targets: &[SymbolId]) -> Result<Option<Meaning>, StoreError> {
        let first = self.symbols(targets.first().copied())?.into_iter().next();
        let is_value = |symbol: &Known| symbol.def.is_some() && !is_callable(symbol.kind);
        let held = first.filter(is_value).map(Meaning::Symbol);
        Ok(held.or_else(|| self.local(site, Some(Rule::LexicalScope))))
    }

    /// Of a proved set those that override nothing else in it: relationships lead from them to the rest.
    fn dispatched(&self, targets: &[SymbolId]) -> Result<Vec<Known>, StoreError> {
        let symbols = self.symbols(targets.iter().copied())?;
        let texts: FxHashSet<&str> = symbols.iter().map(Known::text).collect();
        let mut roots: Vec<Known> = Vec::new();
        for symbol in &symbols {
            let outline = self.navigation.outlines.at(&symbol.file.path)?;
            let above = match (outline, symbol.def) {
                (Some(outline), Some(def)) => self.navigation.overridden(&outline, def)?,
                _ => Vec::new(),
            };
            let is_below = above.iter().any(|above| texts.contains(above.text()));
            if !is_below && roots.iter().all(|root| root.text() != symbol.text()) {
                roots.push(symbol.clone());
            }
        }
        Ok(roots)
    }

    fn local(&self, site: &Site, rule: Option<Rule>) -> Option<Meaning> {
        let is_lexical = rule == Some(Rule::LexicalScope) || site.role == Role::Label;
        let local = self.locals.of_site(site).filter(|_| is_lexical)?;
        Some(Meaning::Local(local.number))
    }

    /// What an import brings from outside, in the import and wherever the name that it brings is written.
    fn external(&self, site: &Site, rule: Option<Rule>) -> Option<Meaning> {
        let (import, segments) = match site.anchor {
            Anchor::Import(import, segment) => (import, Some(usize::from(segment) + 1)),
            _ if matches!(rule, Some(Rule::ImportBinding | Rule::ExternalImport)) => {
                (self.locals.import_of_site(site)?, None)
            }
            _ => return None,
        };
        let symbol = self.external_symbol(self.view.facts.import(import), segments)?;
        Some(Meaning::External(symbol, self.view.facts.text(site.name).to_owned()))
    }

    /// The symbol of the first `segments` of an import's path and member; of all of them for `None`.
    fn external_symbol(&self, import: &Import, segments: Option<usize>) -> Option<String> {
        let facts = &self.view.facts;
        if import.level > 0 {
            return None;
        }
        let path: Vec<&str> = facts.list(import.path).map(|name| facts.text(name)).collect();
        let wanted = segments.unwrap_or(path.len() + 1);
        let member = import.member.filter(|_| wanted > path.len()).map(|member| facts.text(member));
        external_text(&self.view.record.language, &path[..wanted.min(path.len())], member)
    }
}

/// A definition with its doc comment, where that stands before it; it always has its name in it.
fn with_doc(span: Span, doc: Span, name: Span) -> Span {
    let start = if doc.is_empty() { span.start } else { span.start.min(doc.start) };
    Span::new(start.min(name.start), span.end.max(name.end))
}
