//! Measuring an index against what a compiler says.

use std::collections::BTreeMap;

use model::ids::{SiteId, SymbolId};
use model::outcome::OutcomeKind;
use model::path::RepoPath;
use model::span::{Position, Span};
use query::{FileView, Views};
use store::StoreError;

use super::ScipInput;
use super::judge::{Judge, JudgedFile, JudgedPlace, RefusedDocument};
use super::meaning::{Meaning, TheirPlace, is_there};
use super::place::Stands;
use super::score::{AuditScore, Fate};
use crate::database::Database;
use crate::error::EngineError;

/// What to measure.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AuditQuery {
    /// The compiler's index.
    pub input: ScipInput,
    /// So many disagreements are listed.
    pub limit: usize,
}

/// How an index compares with a compiler's.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Audit {
    /// Name of the compiler or indexer.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// Documents that fit.
    pub files: u64,
    /// Documents that are not used, in order of path.
    pub refused: Vec<RefusedDocument>,
    /// All sites.
    pub all: AuditScore,
    /// By language of the file.
    pub by_language: BTreeMap<String, AuditScore>,
    /// By the rule that resolved; of sites that none did by `outcome` or `outcome: reason`; `no-site` where there is none.
    pub by_rule: BTreeMap<String, AuditScore>,
    /// By role; `no-site` where there is none.
    pub by_role: BTreeMap<String, AuditScore>,
    /// By directory of the file; `.` for the root.
    pub by_directory: BTreeMap<String, AuditScore>,
    /// Definitions that others can name, by language.
    pub definitions: BTreeMap<String, DefinitionScore>,
    /// Places that are not scored: keywords, operators, module names in quotes, aliases, what is in files that do not fit.
    pub unscored: u64,
    /// Wrong sites, then missed ones, then missed definitions, each in canonical order; the first of them.
    pub disagreements: Vec<Disagreement>,
    /// How many there are.
    pub disagreements_total: u64,
}

/// Definitions that a compiler sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DefinitionScore {
    /// The index has them.
    pub found: u64,
    /// The index does not.
    pub missed: u64,
}

/// What kind of disagreement it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum DisagreementKind {
    /// Resolved, and not to what the compiler says.
    Wrong,
    /// Not resolved, and the compiler knows.
    Missed,
    /// A definition that the index does not have.
    Definition,
}

impl DisagreementKind {
    /// The stable text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Missed => "missed",
            Self::Definition => "definition",
        }
    }
}

/// A place where the two differ.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Disagreement {
    /// What kind.
    pub kind: DisagreementKind,
    /// The file.
    pub path: RepoPath,
    /// The first byte; kept for order.
    pub start_byte: u32,
    /// Line from 1 and column from 0.
    pub at: (u32, u32),
    /// The text there.
    pub name: String,
    /// What the index says: the outcome and the rule or reason; `no-site` where there is none.
    pub ours: String,
    /// What it means here.
    pub our_targets: Vec<SymbolId>,
    /// What the compiler says: `repository`, `external` or `local`.
    pub theirs: &'static str,
    /// Where its definitions are.
    pub their_places: Vec<TheirPlace>,
}

/// Compares an index with a SCIP index of the same tree. Nothing is written.
///
/// # Errors
/// When the SCIP index or the database cannot be read, or none of it fits.
pub fn audit(db: &Database, query: &AuditQuery) -> Result<Audit, EngineError> {
    let views = Views::new(db.snapshot());
    let judge = Judge::new(db, &views, &query.input)?;
    if judge.documents() == 0 {
        return Err(judge.nothing_fits(&query.input));
    }
    let tool = judge.oracle.tool.clone();
    let audit =
        Audit { tool: tool.name, version: tool.version, refused: judge.refused.clone(), ..Audit::default() };
    let mut auditor = Auditor { views: &views, judge: &judge, limit: query.limit, audit };
    judge.each_file(|file| auditor.file(&file))?;
    let mut audit = auditor.audit;
    audit.disagreements.sort();
    audit.disagreements.truncate(query.limit);
    Ok(audit)
}

/// Words that stand for something without being its name; no judge of accuracy scores them.
const KEYWORDS: &[&str] = &["self", "Self", "super", "crate", "this", "default", "constructor"];

struct Auditor<'a> {
    views: &'a Views<'a>,
    judge: &'a Judge<'a>,
    limit: usize,
    audit: Audit,
}

/// What a compiler's meanings come to.
enum Truth {
    Here(Vec<TheirPlace>),
    Local,
    External,
}

impl Auditor<'_> {
    fn file(&mut self, file: &JudgedFile) -> Result<(), EngineError> {
        self.audit.files += 1;
        let mut by_start: BTreeMap<u32, Vec<SiteId>> = BTreeMap::new();
        for site in file.view.sites() {
            by_start.entry(file.view.facts.site(site).span.start).or_default().push(site);
        }
        for place in &file.places {
            let sites = by_start.get(&place.span.start).map_or(&[][..], Vec::as_slice);
            self.place(&file.view, place, sites)?;
        }
        self.definitions(file);
        Ok(())
    }

    fn definitions(&mut self, file: &JudgedFile) {
        for definition in &file.definitions {
            let score = self.audit.definitions.entry(file.view.record.language.clone()).or_default();
            if definition.stands != Stands::Nothing {
                score.found += 1;
                continue;
            }
            score.missed += 1;
            let mut one = disagreement(DisagreementKind::Definition, &file.view, definition.span);
            "no-definition".clone_into(&mut one.ours);
            self.differ(one);
        }
    }

    fn place(&mut self, view: &FileView, place: &JudgedPlace, sites: &[SiteId]) -> Result<(), StoreError> {
        let Some(truth) = truth(view, place) else {
            self.audit.unscored += 1;
            return Ok(());
        };
        match self.fate(view, &truth, sites)? {
            None => self.audit.unscored += 1,
            Some(fate) => {
                self.count(view, sites, fate);
                self.list(view, place.span, sites, fate, truth);
            }
        }
        Ok(())
    }

    /// What became of the sites at one place; `None` when the compiler cannot judge.
    fn fate(&self, view: &FileView, truth: &Truth, sites: &[SiteId]) -> Result<Option<Fate>, StoreError> {
        let mut firsts = Vec::new();
        let mut sets = Vec::new();
        for site in sites {
            let outcome = view.outcome(*site);
            match outcome.kind {
                OutcomeKind::Resolved => firsts.extend(view.targets(&outcome).first().copied()),
                OutcomeKind::Dispatch => sets.extend(view.targets(&outcome)),
                _ => {}
            }
        }
        let any = |ids: &[SymbolId], places: &[TheirPlace]| -> Result<bool, StoreError> {
            for id in ids {
                if is_there(self.views, *id, places)? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        Ok(Some(match truth {
            Truth::Here(places) if any(&firsts, places)? => Fate::Correct,
            Truth::Here(_) if !firsts.is_empty() => Fate::WrongTarget,
            Truth::Here(places) if any(&sets, places)? => Fate::Dispatch,
            Truth::Here(_) => Fate::Missed,
            Truth::Local | Truth::External => {
                for id in firsts {
                    let path = self.views.symbol(id)?.map(|symbol| symbol.path.clone());
                    // What the compiler calls local is a definition of the same file at worst.
                    let may_be = matches!(truth, Truth::Local) && path.as_ref() == Some(&view.record.path);
                    if path.is_some_and(|path| !self.judge.saw(&path)) {
                        return Ok(None);
                    }
                    if !may_be {
                        return Ok(Some(Fate::WrongPlace));
                    }
                }
                Fate::Elsewhere
            }
        }))
    }

    fn count(&mut self, view: &FileView, sites: &[SiteId], fate: Fate) {
        let (ended, role) = match telling(view, sites) {
            Some(site) => (ending(view, site), view.facts.site(site).role.as_str().to_owned()),
            None => (NO_SITE.to_owned(), NO_SITE.to_owned()),
        };
        let audit = &mut self.audit;
        let directory = view.record.path.parent().filter(|parent| !parent.is_empty()).unwrap_or(".");
        audit.all.add(fate);
        audit.by_language.entry(view.record.language.clone()).or_default().add(fate);
        audit.by_rule.entry(ended).or_default().add(fate);
        audit.by_role.entry(role).or_default().add(fate);
        audit.by_directory.entry(directory.to_owned()).or_default().add(fate);
    }

    fn list(&mut self, view: &FileView, span: Span, sites: &[SiteId], fate: Fate, truth: Truth) {
        let kind = match fate {
            Fate::WrongTarget | Fate::WrongPlace => DisagreementKind::Wrong,
            Fate::Missed => DisagreementKind::Missed,
            Fate::Correct | Fate::Dispatch | Fate::Elsewhere => return,
        };
        let mut one = disagreement(kind, view, span);
        let site = telling(view, sites);
        one.ours = site.map_or_else(|| NO_SITE.to_owned(), |site| full_ending(view, site));
        one.our_targets = site.map(|site| view.targets(&view.outcome(site))).unwrap_or_default();
        (one.theirs, one.their_places) = match truth {
            Truth::Here(places) => ("repository", places),
            Truth::Local => ("local", Vec::new()),
            Truth::External => ("external", Vec::new()),
        };
        self.differ(one);
    }

    /// Keeps the first ones, without keeping all until the end.
    fn differ(&mut self, one: Disagreement) {
        self.audit.disagreements_total += 1;
        let kept = &mut self.audit.disagreements;
        kept.push(one);
        if kept.len() > self.limit.saturating_mul(2).saturating_add(4096) {
            kept.sort();
            kept.truncate(self.limit);
        }
    }
}

const NO_SITE: &str = "no-site";

fn disagreement(kind: DisagreementKind, view: &FileView, span: Span) -> Disagreement {
    let Position { line, column } = view.locate(span).start;
    Disagreement {
        kind,
        path: view.record.path.clone(),
        start_byte: span.start,
        at: (line, column),
        name: view.text(span),
        ours: String::new(),
        our_targets: Vec::new(),
        theirs: "repository",
        their_places: Vec::new(),
    }
}

/// What the meanings of a place come to; `None` when it is not scored.
fn truth(view: &FileView, place: &JudgedPlace) -> Option<Truth> {
    let text = view.text(place.span);
    let is_name = text.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '#'));
    if !is_name || KEYWORDS.contains(&text.as_str()) || place.meanings.contains(&Meaning::Unknown) {
        return None;
    }
    let here = |meaning: &Meaning| match meaning {
        Meaning::Here(places) => places.clone(),
        _ => Vec::new(),
    };
    let places: Vec<TheirPlace> = place.meanings.iter().flat_map(here).collect();
    if !places.is_empty() {
        return Some(Truth::Here(places));
    }
    Some(if place.meanings.contains(&Meaning::External) { Truth::External } else { Truth::Local })
}

/// The site that tells most of several at one place: one that is resolved, else the first.
fn telling(view: &FileView, sites: &[SiteId]) -> Option<SiteId> {
    let rank = |kind| match kind {
        OutcomeKind::Resolved => 0,
        OutcomeKind::Dispatch => 1,
        _ => 2,
    };
    sites.iter().copied().min_by_key(|site| (rank(view.outcome(*site).kind), *site))
}

/// The rule of what is an edge, and how the rest ended.
fn ending(view: &FileView, site: SiteId) -> String {
    let outcome = view.outcome(site);
    let edge = query::is_edge(outcome.kind);
    match (outcome.rule, outcome.reason) {
        (Some(rule), _) if edge => rule.as_str().to_owned(),
        (_, Some(reason)) => format!("{}: {}", outcome.kind.as_str(), reason.as_str()),
        _ => outcome.kind.as_str().to_owned(),
    }
}

fn full_ending(view: &FileView, site: SiteId) -> String {
    let outcome = view.outcome(site);
    match (outcome.rule, outcome.reason) {
        (Some(rule), None) => format!("{}, {}", outcome.kind.as_str(), rule.as_str()),
        (_, Some(reason)) => format!("{}, {}", outcome.kind.as_str(), reason.as_str()),
        (None, None) => outcome.kind.as_str().to_owned(),
    }
}
