//! What compilers say, laid over what rules say.
//!
//! An overlay changes the outcomes of a file as it is loaded, and nothing else: whatever lists and counts sites afterwards sees one
//! outcome for each, so counts add up with overlays as they do without.
//!
//! ```text
//! outcomes by rules ──(same content? same outcome as compared then? target still there?)──► outcomes, and a verdict on each site
//! ```

use std::collections::{BTreeMap, BTreeSet};

use model::facts::List;
use model::ids::{SiteId, SymbolId};
use model::outcome::{OutcomeKind, Resolution, SiteOutcome};
use model::path::RepoPath;
use model::span::Span;
use overlay::form::{AdoptedFile, AdoptedSite, Form, FormError, Says};
use store::{Snapshot, StoreError};

use crate::file_view::FileView;

/// What one compiler says of the index.
#[derive(Debug)]
pub struct Overlay {
    /// The name that it was imported by.
    pub name: String,
    /// Where it lies.
    pub form: Form,
}

impl Overlay {
    /// How answers name it: `scip:TOOL VERSION`.
    pub fn label(&self) -> String {
        let info = self.form.info();
        format!("scip:{} {}", info.tool, info.version).trim_end().to_owned()
    }
}

/// The overlays of an index; none for answers by rules alone.
#[derive(Debug, Default)]
pub struct Tiers {
    overlays: Vec<Overlay>,
}

/// What a compiler's word is to that of the rules.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// Both say the same; what the rules say stands.
    Agrees,
    /// The rules left it open, the compiler settles it.
    Settles,
    /// They differ; what the compiler says stands.
    Overrules,
    /// The rules found a local variable or parameter, the compiler's index says otherwise; what the rules say stands. The declaration is
    /// in sight there, and indexers write one of the two meanings of a shorthand (`{ year }`), or a function of that name.
    Contradicts,
}

impl Verdict {
    /// The stable text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Settles => "settles",
            Self::Overrules => "overrules",
            Self::Contradicts => "contradicts",
        }
    }
}

/// A compiler's word on a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Number of the overlay.
    pub(crate) overlay: usize,
    /// What it is to the rules' word.
    pub(crate) verdict: Verdict,
}

/// What was laid over a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LaidOver {
    /// The outcomes by rules.
    pub(crate) ruled: Option<Resolution>,
    /// For each site, in their order.
    pub(crate) claims: Vec<Option<Claim>>,
    /// What compilers say where that does not stand.
    pub(crate) contradictions: BTreeMap<SiteId, Says>,
}

impl Tiers {
    /// These overlays; of two that judge one site, the one whose name is lower has its way.
    pub fn new(mut overlays: Vec<Overlay>) -> Self {
        overlays.sort_by(|a, b| a.name.cmp(&b.name));
        Self { overlays }
    }

    /// Whether rules answer alone.
    pub fn is_empty(&self) -> bool {
        self.overlays.is_empty()
    }

    /// In order of name.
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    /// The files in which some compiler means one of these symbols; whether what it says still holds is not asked.
    ///
    /// # Errors
    /// When an overlay is damaged.
    pub fn files_meaning(&self, ids: &BTreeSet<SymbolId>) -> Result<BTreeSet<RepoPath>, StoreError> {
        let mut files = BTreeSet::new();
        for overlay in &self.overlays {
            for id in ids {
                let paths = overlay.form.files_meaning(*id).map_err(|error| unreadable(&error))?;
                files.extend(paths.into_iter().filter_map(RepoPath::new));
            }
        }
        Ok(files)
    }

    /// A file with what is said of it here.
    ///
    /// # Errors
    /// When the store or an overlay cannot be read.
    pub fn lay_over(&self, snapshot: &dyn Snapshot, mut view: FileView) -> Result<FileView, StoreError> {
        if self.is_empty() {
            return Ok(view);
        }
        let mut words = Vec::new();
        for (number, overlay) in self.overlays.iter().enumerate() {
            let said = overlay.form.file(view.record.path.as_str()).map_err(|error| unreadable(&error))?;
            let holds = said.filter(|said| said.content == view.record.content_hash);
            words.extend(holds.map(|said| (number, said)));
        }
        if words.is_empty() {
            return Ok(view);
        }
        let mut laid = Layer::new(&view, snapshot);
        for (number, said) in &words {
            laid.add(*number, said)?;
        }
        let Layer { resolution, claims, contradictions, .. } = laid;
        let ruled = std::mem::replace(&mut view.resolution, resolution);
        view.laid_over = Some(Box::new(LaidOver { ruled, claims, contradictions }));
        Ok(view)
    }
}

fn unreadable(error: &FormError) -> StoreError {
    StoreError::Overlay { reason: error.to_string() }
}

/// What rules say of the sites that stand at one place, as a hash: how they ended and what they mean, not by which rule.
pub fn ruled_hash(view: &FileView, sites: &[SiteId]) -> u32 {
    // FNV-1a over the kinds' names and the ids, eight bytes at a time: the ids are hashes already.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |word: u64| hash = (hash ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29);
    for site in sites {
        let outcome = view.outcome(*site);
        outcome.kind.as_str().bytes().for_each(|byte| add(byte.into()));
        let targets = view.resolution.iter().flat_map(|known| known.targets_of(&outcome));
        targets.for_each(|id| {
            id.as_bytes().as_chunks().0.iter().for_each(|part| add(u64::from_le_bytes(*part)));
        });
    }
    (hash ^ (hash >> 32)) as u32
}

/// Whether an outcome by rules says the same.
pub fn says_the_same(outcome: &SiteOutcome, targets: &[SymbolId], says: &Says) -> bool {
    match says {
        Says::External => outcome.kind == OutcomeKind::External,
        Says::Local => outcome.kind == OutcomeKind::Local,
        Says::Means(ids) => match outcome.kind {
            OutcomeKind::Resolved | OutcomeKind::Dispatch => targets.iter().any(|id| ids.contains(id)),
            _ => false,
        },
    }
}

/// What a compiler's other word is to an outcome by rules.
pub fn verdict_on(kind: OutcomeKind) -> Verdict {
    match kind {
        OutcomeKind::Candidates | OutcomeKind::Unresolved => Verdict::Settles,
        OutcomeKind::Local => Verdict::Contradicts,
        OutcomeKind::Resolved | OutcomeKind::Dispatch | OutcomeKind::External => Verdict::Overrules,
    }
}

/// The sites of a file by place.
pub fn sites_by_place(view: &FileView) -> BTreeMap<Span, Vec<SiteId>> {
    let mut places: BTreeMap<Span, Vec<SiteId>> = BTreeMap::new();
    for site in view.sites() {
        places.entry(view.facts.site(site).span).or_default().push(site);
    }
    places
}

/// Outcomes in the making.
struct Layer<'a> {
    view: &'a FileView,
    snapshot: &'a dyn Snapshot,
    places: BTreeMap<Span, Vec<SiteId>>,
    resolution: Option<Resolution>,
    claims: Vec<Option<Claim>>,
    contradictions: BTreeMap<SiteId, Says>,
    /// Places of targets in the resolution.
    numbers: BTreeMap<SymbolId, u32>,
    /// Whether symbols that are no targets of rules are there.
    there: BTreeMap<SymbolId, bool>,
}

impl<'a> Layer<'a> {
    fn new(view: &'a FileView, snapshot: &'a dyn Snapshot) -> Self {
        let resolution = view.resolution.clone();
        let targets = resolution.iter().flat_map(|known| known.targets.iter().copied());
        let numbers = targets.zip(0..).collect();
        let claims = vec![None; view.facts.sites.len()];
        let (places, contradictions) = (sites_by_place(view), BTreeMap::new());
        let there = BTreeMap::new();
        Self { view, snapshot, places, resolution, claims, contradictions, numbers, there }
    }

    fn add(&mut self, overlay: usize, said: &AdoptedFile) -> Result<(), StoreError> {
        for meanings in said.sites.chunk_by(|a, b| a.span == b.span) {
            let Some(sites) = self.places.get(&meanings[0].span).cloned() else { continue };
            let ruled = ruled_hash(self.view, &sites);
            let holds: Vec<&AdoptedSite> = meanings.iter().filter(|site| site.rules == ruled).collect();
            if !holds.is_empty() {
                self.judge(overlay, &sites, holds)?;
            }
        }
        Ok(())
    }

    /// What agrees, agrees; what is left of the meanings is for what is left of the sites, when it is only one.
    fn judge(
        &mut self,
        overlay: usize,
        sites: &[SiteId],
        mut meanings: Vec<&AdoptedSite>,
    ) -> Result<(), StoreError> {
        let mut open = Vec::new();
        let all = meanings.clone();
        for &site in sites {
            if self.claims[site.index()].is_some() {
                continue;
            }
            let outcome = self.view.outcome(site);
            let targets = self.view.targets(&outcome);
            let same = |meaning: &&AdoptedSite| says_the_same(&outcome, &targets, &meaning.says);
            if all.iter().any(same) {
                meanings.retain(|meaning| !same(meaning));
                self.claims[site.index()] = Some(Claim { overlay, verdict: Verdict::Agrees });
            } else {
                open.push((site, outcome.kind));
            }
        }
        let [meaning] = meanings[..] else { return Ok(()) };
        for (site, kind) in open {
            let verdict = verdict_on(kind);
            if verdict == Verdict::Contradicts {
                self.contradictions.insert(site, meaning.says.clone());
            } else if !self.set(site, &meaning.says)? {
                continue;
            }
            self.claims[site.index()] = Some(Claim { overlay, verdict });
        }
        Ok(())
    }

    /// Puts the compiler's word in the place of the rules'; not when what it means is gone, or the file is not resolved yet.
    fn set(&mut self, site: SiteId, says: &Says) -> Result<bool, StoreError> {
        let (kind, ids) = match says {
            Says::External => (OutcomeKind::External, Vec::new()),
            Says::Local => (OutcomeKind::Local, Vec::new()),
            Says::Means(ids) => (OutcomeKind::Resolved, self.existing(ids)?),
        };
        let Some(resolution) = &mut self.resolution else { return Ok(false) };
        if ids.is_empty() && kind == OutcomeKind::Resolved {
            return Ok(false);
        }
        let start = resolution.pool.len() as u32;
        for id in &ids {
            let index = self.numbers.entry(*id).or_insert_with(|| {
                resolution.targets.push(*id);
                resolution.targets.len() as u32 - 1
            });
            resolution.pool.push(*index);
        }
        let targets = List { start, len: ids.len() as u32 };
        resolution.outcomes[site.index()] = SiteOutcome { kind, rule: None, reason: None, targets };
        Ok(true)
    }

    fn existing(&mut self, ids: &[SymbolId]) -> Result<Vec<SymbolId>, StoreError> {
        let mut existing = Vec::new();
        for id in ids {
            let there = match self.there.get(id) {
                _ if self.numbers.contains_key(id) => true,
                Some(there) => *there,
                None => store::symbol(self.snapshot, *id)?.is_some(),
            };
            self.there.insert(*id, there);
            existing.extend(there.then_some(*id));
        }
        Ok(existing)
    }
}
