//! Reference sites as answers tell them.

use std::ops::Range;
use std::rc::Rc;

use model::facts::Site;
use model::ids::{DefId, SiteId, SymbolId};
use model::kinds::Role;
use model::outcome::{OutcomeKind, Reason, Rule};
use model::path::RepoPath;
use model::span::Position;
use overlay::form::Says;
use store::StoreError;

use crate::file_view::{FileView, Located, SymbolInfo};
use crate::tiers::Verdict;
use crate::views::Views;

/// A site, by file and number: light, in canonical order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SiteRef {
    /// Its file.
    pub path: RepoPath,
    /// Its number in the file; sites are numbered by position.
    pub site: SiteId,
}

/// A site with everything that an answer shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteInfo {
    /// Its file.
    pub path: RepoPath,
    /// Its number in the file.
    pub site: SiteId,
    /// Where the name stands.
    pub location: Located,
    /// The name as written.
    pub name: String,
    /// What is done with it.
    pub role: Role,
    /// The definition around it; the file itself at file level.
    pub within: Rc<SymbolInfo>,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// What proved it.
    pub rule: Option<Rule>,
    /// Why it is unresolved, or why candidates are no more.
    pub reason: Option<Reason>,
    /// The condition that it is compiled under.
    pub condition: Option<String>,
    /// What it means; of a resolved site the first, the rest declare the same thing.
    pub targets: Vec<TargetInfo>,
    /// Which tier says so; `None` when rules answer alone.
    pub tier: Option<TierInfo>,
}

/// Which tier answered for a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TierInfo {
    /// The compiler that judged it; `None` when none did.
    pub judged: Option<JudgedBy>,
}

/// A compiler's word on a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JudgedBy {
    /// The overlay's name.
    pub overlay: String,
    /// The tool, as `scip:TOOL VERSION`.
    pub label: String,
    /// What it is to the rules' word.
    pub verdict: Verdict,
    /// What the other side says, where that does not stand: the rules, or the compiler where it contradicts.
    pub otherwise: Option<OtherwiseInfo>,
}

/// What one side says of a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OtherwiseInfo {
    /// How it ended.
    pub outcome: OutcomeKind,
    /// What proved it.
    pub rule: Option<Rule>,
    /// Why it is unresolved, or why candidates are no more.
    pub reason: Option<Reason>,
    /// What it means.
    pub targets: Vec<TargetInfo>,
}

/// What a site means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetInfo {
    /// Its id.
    pub id: SymbolId,
    /// Everything about it; `None` when the view has no such symbol any more.
    pub symbol: Option<Rc<SymbolInfo>>,
}

/// Whether an outcome is an edge of the map: proved to mean definitions of the repository.
pub fn is_edge(kind: OutcomeKind) -> bool {
    matches!(kind, OutcomeKind::Resolved | OutcomeKind::Dispatch)
}

/// Everything about a site.
///
/// # Errors
/// When the store cannot be read.
pub fn describe_site(views: &Views<'_>, site: &SiteRef) -> Result<SiteInfo, StoreError> {
    let view = views.file(&site.path)?;
    let facts = *view.facts.site(site.site);
    let outcome = view.outcome(site.site);
    Ok(SiteInfo {
        path: site.path.clone(),
        site: site.site,
        location: view.locate(facts.span),
        name: view.facts.text(facts.name).to_owned(),
        role: facts.role,
        within: within(views, &view, facts.within)?,
        outcome: outcome.kind,
        rule: outcome.rule,
        reason: outcome.reason,
        condition: view.facts.condition_at(facts.span.start).map(str::to_owned),
        targets: describe_targets(views, view.targets(&outcome))?,
        tier: tier(views, &view, site.site)?,
    })
}

fn describe_targets(views: &Views<'_>, targets: Vec<SymbolId>) -> Result<Vec<TargetInfo>, StoreError> {
    targets.into_iter().map(|id| Ok(TargetInfo { id, symbol: views.symbol(id)? })).collect()
}

/// Which tier answered for a site.
fn tier(views: &Views<'_>, view: &FileView, site: SiteId) -> Result<Option<TierInfo>, StoreError> {
    let Some(tiers) = views.tiers() else { return Ok(None) };
    let Some(claim) = view.claim(site) else { return Ok(Some(TierInfo { judged: None })) };
    let overlay = &tiers.overlays()[claim.overlay];
    let otherwise = match claim.verdict {
        Verdict::Agrees => None,
        Verdict::Settles | Verdict::Overrules => {
            let (outcome, targets) = view.ruled(site);
            let targets = describe_targets(views, targets)?;
            Some(OtherwiseInfo { outcome: outcome.kind, rule: outcome.rule, reason: outcome.reason, targets })
        }
        Verdict::Contradicts => view.contradiction(site).map(|says| claimed(views, says)).transpose()?,
    };
    let (overlay, label) = (overlay.name.clone(), overlay.label());
    Ok(Some(TierInfo { judged: Some(JudgedBy { overlay, label, verdict: claim.verdict, otherwise }) }))
}

fn claimed(views: &Views<'_>, says: &Says) -> Result<OtherwiseInfo, StoreError> {
    let (outcome, targets) = match says {
        Says::External => (OutcomeKind::External, Vec::new()),
        Says::Local => (OutcomeKind::Local, Vec::new()),
        Says::Means(ids) => (OutcomeKind::Resolved, ids.clone()),
    };
    Ok(OtherwiseInfo { outcome, rule: None, reason: None, targets: describe_targets(views, targets)? })
}

/// Everything about each of the sites.
///
/// # Errors
/// When the store cannot be read.
pub fn describe_sites(views: &Views<'_>, sites: &[SiteRef]) -> Result<Vec<SiteInfo>, StoreError> {
    sites.iter().map(|site| describe_site(views, site)).collect()
}

/// The definition, or the file, around a site.
pub(crate) fn within(
    views: &Views<'_>,
    view: &FileView,
    def: Option<DefId>,
) -> Result<Rc<SymbolInfo>, StoreError> {
    let id = def.map_or_else(|| view.file_id(), |def| view.id(def));
    let known = views.symbol(id)?;
    Ok(known.unwrap_or_else(|| Rc::new(view.symbol_or_file(def))))
}

/// The sites on a line, or only those at a column of it, in order of position.
///
/// # Errors
/// When the store cannot be read.
pub fn sites_at(
    views: &Views<'_>,
    path: &RepoPath,
    line: u32,
    column: Option<u32>,
) -> Result<Vec<SiteRef>, StoreError> {
    let Some(view) = views.find(path)? else { return Ok(Vec::new()) };
    let range = match column {
        Some(column) => {
            let offset = view.offset(Position { line, column });
            offset.map_or(0..0, |offset| offset..offset + 1)
        }
        None => line_range(&view, line),
    };
    let wanted = |site: &Site| site.span.start < range.end && range.start < site.span.end;
    let sites = view.sites().filter(|site| wanted(view.facts.site(*site)));
    Ok(sites.map(|site| SiteRef { path: path.clone(), site }).collect())
}

fn line_range(view: &FileView, line: u32) -> Range<u32> {
    let start_of = |line| view.offset(Position { line, column: 0 });
    let end = view.source.len() as u32;
    start_of(line).map_or(0..0, |start| start..start_of(line + 1).unwrap_or(end))
}
