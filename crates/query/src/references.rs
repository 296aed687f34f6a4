//! Who refers to a symbol, what became of every other site that spells its name, and what a symbol refers to.

use std::collections::{BTreeMap, BTreeSet};

use globset::GlobMatcher;
use model::facts::List;
use model::ids::{SiteId, SymbolId};
use model::kinds::Role;
use model::outcome::{OutcomeKind, Reason, Resolution};
use model::path::RepoPath;
use model::span::Span;
use store::{Snapshot, StoreError};

use crate::file_view::{FileView, SymbolInfo};
use crate::outcomes::OutcomeCounts;
use crate::sites::{SiteRef, is_edge};
use crate::subject::Subject;
use crate::tiers::{Tiers, Verdict};
use crate::views::{Views, load};

/// Which sites are asked about. Everything else is passed over, in lists and in counts.
#[derive(Clone, Debug, Default)]
pub struct SiteFilter {
    /// Only these roles; empty for all.
    pub roles: Vec<Role>,
    /// Only in files whose path matches.
    pub path: Option<GlobMatcher>,
}

impl SiteFilter {
    /// Calls only.
    pub fn calls() -> Self {
        Self { roles: vec![Role::Call], path: None }
    }

    fn accepts_path(&self, path: &RepoPath) -> bool {
        self.path.as_ref().is_none_or(|glob| glob.is_match(path.as_str()))
    }

    fn accepts(&self, role: Role) -> bool {
        self.roles.is_empty() || self.roles.contains(&role)
    }
}

/// What a site is to a symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Relation {
    /// It means the symbol.
    Means,
    /// The symbol is one of its candidates.
    CouldBe,
    /// It spells the name and means the constructor of the type.
    Constructor,
    /// It spells the name and is proved to mean other definitions.
    Elsewhere,
    /// It spells the name and could be other definitions only.
    OtherCandidates,
    /// It spells the name and leaves the repository.
    External,
    /// It spells the name and means a parameter or local variable.
    Local,
    /// It spells the name and nothing is known.
    Unresolved,
}

impl Relation {
    /// The stable text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Means => "means",
            Self::CouldBe => "could-be",
            Self::Constructor => "constructor",
            Self::Elsewhere => "elsewhere",
            Self::OtherCandidates => "other-candidates",
            Self::External => "external",
            Self::Local => "local",
            Self::Unresolved => "unresolved",
        }
    }
}

/// What became of all sites that spell a symbol's name: the parts add up to `total`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SpelledCounts {
    /// All sites that spell the name.
    pub total: u64,
    /// Proved to mean the symbol.
    pub resolved: u64,
    /// Proved to mean one of a set that the symbol is in.
    pub dispatch: u64,
    /// Proved to mean the constructor of the type that the symbol is.
    pub constructor: u64,
    /// Could be the symbol.
    pub candidates: u64,
    /// Proved to mean other definitions.
    pub elsewhere: u64,
    /// Could be other definitions, and not the symbol.
    pub other_candidates: u64,
    /// Proved to leave the repository.
    pub external: u64,
    /// A parameter or local variable.
    pub local: u64,
    /// Nothing is known, by reason.
    pub unresolved: BTreeMap<Reason, u64>,
    /// Beside `total`: sites that mean the symbol and spell another name (aliases, `self`, renamed modules).
    pub other_name: u64,
    /// Beside `total`: sites that could be the symbol and spell another name.
    pub other_name_candidates: u64,
}

/// Who refers to a symbol.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct References {
    /// The sites that mean it, in canonical order.
    pub sites: Vec<SiteRef>,
    /// All other sites that could mean it or spell its name, in canonical order.
    pub rest: Vec<(SiteRef, Relation)>,
    /// The sites that mean it by rules and something else by a compiler, in canonical order; some are in `rest`, too.
    pub overruled: Vec<SiteRef>,
    /// How many of each.
    pub counts: SpelledCounts,
}

/// Finds every site that means `subject` and counts every site that spells its name. Reads the files that spell the
/// name or have asked for it when they were resolved.
///
/// # Errors
/// When the store cannot be read.
pub fn references(
    views: &Views<'_>,
    subject: &Subject,
    filter: &SiteFilter,
) -> Result<References, StoreError> {
    let search = ReferenceSearch::new(views, subject, filter)?;
    let mut found = References::default();
    for path in &search.files {
        found.append(search.in_file(&*views.file(path)?));
    }
    Ok(found)
}

/// What [`references`] looks for, for those who read the files themselves.
pub struct ReferenceSearch<'a> {
    /// The files to read, in path order.
    pub files: Vec<RepoPath>,
    spelled: &'a str,
    ids: BTreeSet<SymbolId>,
    constructors: BTreeSet<SymbolId>,
    filter: &'a SiteFilter,
    tiers: Option<&'a Tiers>,
}

impl<'a> ReferenceSearch<'a> {
    /// Reads the files of the subject only.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn new(views: &Views<'a>, subject: &'a Subject, filter: &'a SiteFilter) -> Result<Self, StoreError> {
        let mut files = subject.files(views.snapshot())?;
        if let Some(tiers) = views.tiers() {
            for path in tiers.files_meaning(&subject.ids())? {
                if views.snapshot().file(&path)?.is_some() {
                    files.insert(path);
                }
            }
        }
        Ok(Self {
            files: files.into_iter().filter(|path| filter.accepts_path(path)).collect(),
            spelled: subject.spelled(),
            ids: subject.ids(),
            constructors: subject.constructors(views)?,
            filter,
            tiers: views.tiers(),
        })
    }

    /// What is found in one of the files, read from a snapshot of the same state.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn in_file_of(&self, snapshot: &dyn Snapshot, path: &RepoPath) -> Result<References, StoreError> {
        let missing = || StoreError::corrupt("a file that is named elsewhere", path.as_str());
        Ok(self.in_file(&load(snapshot, self.tiers, path)?.ok_or_else(missing)?))
    }

    /// What is found in one of the files.
    pub fn in_file(&self, view: &FileView) -> References {
        let mut found = References::default();
        let spelled = view.facts.names.find(self.spelled);
        let marks = Marks::new(view, &self.ids, &self.constructors);
        found.overruled = self.overruled(view);
        if spelled.is_none() && !marks.any {
            return found;
        }
        for site in view.sites() {
            let facts = view.facts.site(site);
            if self.filter.accepts(facts.role) {
                let is_spelled = Some(facts.name) == spelled;
                found.add(view, site, is_spelled, marks.relation(view, site, is_spelled));
            }
        }
        found
    }

    /// The sites that rules take for the subject and a compiler does not.
    fn overruled(&self, view: &FileView) -> Vec<SiteRef> {
        let mentions = |targets: &[SymbolId]| targets.iter().any(|id| self.ids.contains(id));
        let is_taken = |site: SiteId| {
            let (ruled, targets) = view.ruled(site);
            let overruled = view.claim(site).is_some_and(|claim| claim.verdict == Verdict::Overrules);
            overruled
                && is_edge(ruled.kind)
                && mentions(&targets)
                && !mentions(&view.targets(&view.outcome(site)))
        };
        if view.laid_over.is_none() {
            return Vec::new();
        }
        let wanted = |site: &SiteId| self.filter.accepts(view.facts.site(*site).role) && is_taken(*site);
        let path = &view.record.path;
        view.sites().filter(wanted).map(|site| SiteRef { path: path.clone(), site }).collect()
    }
}

impl SpelledCounts {
    fn add_all(&mut self, more: &Self) {
        for (reason, sites) in &more.unresolved {
            *self.unresolved.entry(*reason).or_insert(0) += sites;
        }
        self.total += more.total;
        self.resolved += more.resolved;
        self.dispatch += more.dispatch;
        self.constructor += more.constructor;
        self.candidates += more.candidates;
        self.elsewhere += more.elsewhere;
        self.other_candidates += more.other_candidates;
        self.external += more.external;
        self.local += more.local;
        self.other_name += more.other_name;
        self.other_name_candidates += more.other_name_candidates;
    }
}

impl References {
    /// Adds what was found in files behind these.
    pub fn append(&mut self, later: Self) {
        self.sites.extend(later.sites);
        self.rest.extend(later.rest);
        self.overruled.extend(later.overruled);
        self.counts.add_all(&later.counts);
    }

    fn add(&mut self, view: &FileView, site: SiteId, is_spelled: bool, relation: Option<Relation>) {
        let Some(relation) = relation else { return };
        let outcome = view.outcome(site);
        let at = SiteRef { path: view.record.path.clone(), site };
        match relation {
            Relation::Means => self.sites.push(at),
            other => self.rest.push((at, other)),
        }
        let counts = &mut self.counts;
        if !is_spelled {
            match relation {
                Relation::CouldBe => counts.other_name_candidates += 1,
                _ => counts.other_name += 1,
            }
            return;
        }
        counts.total += 1;
        match relation {
            Relation::Means if outcome.kind == OutcomeKind::Dispatch => counts.dispatch += 1,
            Relation::Means => counts.resolved += 1,
            Relation::CouldBe => counts.candidates += 1,
            Relation::Constructor => counts.constructor += 1,
            Relation::Elsewhere => counts.elsewhere += 1,
            Relation::OtherCandidates => counts.other_candidates += 1,
            Relation::External => counts.external += 1,
            Relation::Local => counts.local += 1,
            Relation::Unresolved => {
                *counts.unresolved.entry(outcome.reason.unwrap_or(Reason::NotModelled)).or_insert(0) += 1;
            }
        }
    }
}

/// Which targets of a file are asked about.
struct Marks {
    subject: Vec<bool>,
    constructor: Vec<bool>,
    any: bool,
}

impl Marks {
    fn new(view: &FileView, ids: &BTreeSet<SymbolId>, constructors: &BTreeSet<SymbolId>) -> Self {
        let targets = view.resolution.as_ref().map_or(&[][..], |resolution| &resolution.targets);
        let marked =
            |set: &BTreeSet<SymbolId>| -> Vec<bool> { targets.iter().map(|id| set.contains(id)).collect() };
        let subject = marked(ids);
        let any = subject.contains(&true);
        Self { subject, constructor: marked(constructors), any }
    }

    /// What a site is to the subject; `None` when it has nothing to do with it.
    fn relation(&self, view: &FileView, site: SiteId, is_spelled: bool) -> Option<Relation> {
        let outcome = view.outcome(site);
        let resolution = view.resolution.as_ref();
        let has = |marks| resolution.is_some_and(|found| has_marked(found, outcome.targets, marks));
        let edge = is_edge(outcome.kind);
        if has(&self.subject) {
            return Some(if edge { Relation::Means } else { Relation::CouldBe });
        }
        if !is_spelled {
            return None;
        }
        Some(match outcome.kind {
            OutcomeKind::Resolved | OutcomeKind::Dispatch if has(&self.constructor) => Relation::Constructor,
            OutcomeKind::Resolved | OutcomeKind::Dispatch => Relation::Elsewhere,
            OutcomeKind::Candidates => Relation::OtherCandidates,
            OutcomeKind::External => Relation::External,
            OutcomeKind::Local => Relation::Local,
            OutcomeKind::Unresolved => Relation::Unresolved,
        })
    }
}

fn has_marked(resolution: &Resolution, targets: List, marks: &[bool]) -> bool {
    let list = resolution.pool.get(targets.range()).unwrap_or_default();
    list.iter().any(|&index| marks.get(index as usize).copied().unwrap_or_default())
}

/// What a symbol refers to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outgoing {
    /// The sites in it that mean definitions of the repository, in canonical order.
    pub sites: Vec<SiteRef>,
    /// All other sites in it.
    pub rest: Vec<SiteRef>,
    /// How all of them ended.
    pub counts: OutcomeCounts,
}

/// The sites in the text of a symbol, definitions nested in it included.
///
/// # Errors
/// When the store cannot be read.
pub fn outgoing(views: &Views<'_>, subject: &Subject, filter: &SiteFilter) -> Result<Outgoing, StoreError> {
    let mut found = Outgoing::default();
    let mut extents: Vec<&SymbolInfo> = subject.symbols().collect();
    extents.sort_by_key(|symbol| symbol.order());
    for symbol in extents.into_iter().filter(|symbol| filter.accepts_path(&symbol.path)) {
        let view = views.file(&symbol.path)?;
        for site in sites_in(&view, symbol.location.span) {
            if !filter.accepts(view.facts.site(site).role) {
                continue;
            }
            let outcome = view.outcome(site);
            found.counts.add(&outcome);
            let list = if is_edge(outcome.kind) { &mut found.sites } else { &mut found.rest };
            list.push(SiteRef { path: symbol.path.clone(), site });
        }
    }
    Ok(found)
}

fn sites_in(view: &FileView, extent: Span) -> impl Iterator<Item = SiteId> + '_ {
    view.sites().filter(move |site| extent.contains(view.facts.site(*site).span))
}

/// The sites in the text of `from` that mean `to`, in canonical order.
///
/// # Errors
/// When the store cannot be read.
pub fn sites_between(views: &Views<'_>, from: &Subject, to: &Subject) -> Result<Vec<SiteRef>, StoreError> {
    let wanted = to.ids();
    let mut found = outgoing(views, from, &SiteFilter::default())?.sites;
    let mut failure = None;
    found.retain(|at| {
        let view = match views.file(&at.path) {
            Ok(view) => view,
            Err(error) => {
                failure.get_or_insert(error);
                return false;
            }
        };
        view.targets(&view.outcome(at.site)).iter().any(|id| wanted.contains(id))
    });
    failure.map_or(Ok(found), Err)
}
