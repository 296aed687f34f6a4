//! Sites and the edges that they make, as scripts see them.

use std::collections::BTreeMap;

use engine::query::{self, JudgedBy, OtherwiseInfo, SiteInfo, SymbolInfo, TargetInfo, TierInfo, Verdict};
use engine::{Derivation, OutcomeKind, Reason, Rule};
use schemars::JsonSchema;
use serde::Serialize;

use crate::symbol::{Context, Span, Symbol};

/// A reference site.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Where the name stands.
    pub span: Span,
    /// The name as written.
    pub name: String,
    /// What is done with it.
    pub role: &'static str,
    /// Symbol id of the definition around it; of the file at file level.
    #[serde(rename = "in")]
    pub within: String,
    /// Display name of the definition around it.
    pub in_fqn: String,
    /// How it ended: `resolved`, `dispatch`, `candidates`, `external`, `local` or `unresolved`.
    pub outcome: &'static str,
    /// What proved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// Why it is unresolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// The condition that it is compiled under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// What it means: one for `resolved`, a proved set for `dispatch`, possibilities for `candidates`.
    pub targets: Vec<Target>,
    /// Declarations that belong to the one target of a resolved site.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub also: Vec<Target>,
    /// Which tier answered, where the index has overlays: `rules`, or the tool of one as `scip:TOOL VERSION`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<String>,
    /// What a compiler says of it, where one judged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judged: Option<Judged>,
    /// Source lines around it (`--with-context`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
}

/// A compiler's word on a site.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The overlay's name.
    pub overlay: String,
    /// The tool, as `scip:TOOL VERSION`.
    pub by: String,
    /// `agrees` with the rules, `settles` what they left open, `overrules` them, or `contradicts` what they prove local, which stands.
    pub verdict: &'static str,
    /// What does not stand: what the rules say, or the compiler where it contradicts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Otherwise>,
}

/// What one side says of a site.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// How it ended.
    pub outcome: &'static str,
    /// What proved it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// Why it is unresolved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
    /// What it means.
    pub targets: Vec<Target>,
}

/// The tier that answers without overlays.
pub const RULES: &str = "rules";

impl From<&OtherwiseInfo> for Otherwise {
    fn from(other: &OtherwiseInfo) -> Self {
        Self {
            outcome: other.outcome.as_str(),
            rule: other.rule.map(Rule::as_str),
            reason: other.reason.map(Reason::as_str),
            targets: other.targets.iter().map(Target::from).collect(),
        }
    }
}

impl From<&JudgedBy> for Judged {
    fn from(judged: &JudgedBy) -> Self {
        Self {
            overlay: judged.overlay.clone(),
            by: judged.label.clone(),
            verdict: judged.verdict.as_str(),
            otherwise: judged.otherwise.as_ref().map(Otherwise::from),
        }
    }
}

/// The name of the tier that answered.
fn tier_name(tier: &TierInfo) -> String {
    let stands = |judged: &&JudgedBy| matches!(judged.verdict, Verdict::Settles | Verdict::Overrules);
    let by = tier.judged.as_ref().filter(stands);
    by.map_or_else(|| RULES.to_owned(), |judged| judged.label.clone())
}

/// What a site means.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub symbol_id: String,
    /// Its name as a person would write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_fqn: Option<String>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    /// Its file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Line of its name, 1-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_line: Option<u32>,
    /// Column of its name, 0-based.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_col: Option<u32>,
}

impl From<&SymbolInfo> for Target {
    fn from(symbol: &SymbolInfo) -> Self {
        Self {
            symbol_id: symbol.id.to_string(),
            display_fqn: Some(symbol.display_fqn.clone()),
            kind: Some(symbol.kind.as_str()),
            path: Some(symbol.path.to_string()),
            start_line: Some(symbol.name_location.start.line),
            start_col: Some(symbol.name_location.start.column),
        }
    }
}

impl From<&Symbol> for Target {
    fn from(symbol: &Symbol) -> Self {
        Self {
            symbol_id: symbol.symbol_id.clone(),
            display_fqn: Some(symbol.display_fqn.clone()),
            kind: Some(symbol.kind),
            path: Some(symbol.name_span.path.clone()),
            start_line: Some(symbol.name_span.start_line),
            start_col: Some(symbol.name_span.start_col),
        }
    }
}

impl From<&TargetInfo> for Target {
    fn from(target: &TargetInfo) -> Self {
        let unknown = || Self {
            symbol_id: target.id.to_string(),
            display_fqn: None,
            kind: None,
            path: None,
            start_line: None,
            start_col: None,
        };
        target.symbol.as_deref().map_or_else(unknown, Self::from)
    }
}

impl From<&SiteInfo> for Site {
    fn from(site: &SiteInfo) -> Self {
        let mut targets: Vec<Target> = site.targets.iter().map(Target::from).collect();
        let one = site.outcome == OutcomeKind::Resolved;
        let also = if one { targets.split_off(targets.len().min(1)) } else { Vec::new() };
        Self {
            span: Span::new(site.path.as_str(), &site.location),
            name: site.name.clone(),
            role: site.role.as_str(),
            within: site.within.id.to_string(),
            in_fqn: site.within.display_fqn.clone(),
            outcome: site.outcome.as_str(),
            rule: site.rule.map(Rule::as_str),
            reason: site.reason.map(Reason::as_str),
            condition: site.condition.clone(),
            targets,
            also,
            tier: site.tier.as_ref().map(tier_name),
            judged: site.tier.as_ref().and_then(|tier| tier.judged.as_ref()).map(Judged::from),
            context: None,
        }
    }
}

/// What became of all sites that spell a symbol's name. The parts, from `resolved` to `unresolved`, add up to
/// `total_spelled`.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SpelledCounts {
    /// The name.
    pub name: String,
    /// All sites that spell it.
    pub total_spelled: u64,
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
    /// Nothing is known: reason → how many.
    pub unresolved: BTreeMap<&'static str, u64>,
    /// Beside `total_spelled`: sites that mean the symbol and spell another name.
    pub other_name: u64,
    /// Beside `total_spelled`: sites that could be the symbol and spell another name.
    pub other_name_candidates: u64,
}

impl SpelledCounts {
    /// The counts of the sites that spell `name`.
    pub fn new(name: &str, counts: &query::SpelledCounts) -> Self {
        Self {
            name: name.to_owned(),
            total_spelled: counts.total,
            resolved: counts.resolved,
            dispatch: counts.dispatch,
            constructor: counts.constructor,
            candidates: counts.candidates,
            elsewhere: counts.elsewhere,
            other_candidates: counts.other_candidates,
            external: counts.external,
            local: counts.local,
            unresolved: by_text(&counts.unresolved),
            other_name: counts.other_name,
            other_name_candidates: counts.other_name_candidates,
        }
    }
}

/// How sites ended. The parts add up to `total`.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct OutcomeCounts {
    /// All.
    pub total: u64,
    /// One definition, proved.
    pub resolved: u64,
    /// A proved set.
    pub dispatch: u64,
    /// Several definitions fit, none is proved.
    pub candidates: u64,
    /// Proved to leave the repository.
    pub external: u64,
    /// A parameter or local variable.
    pub local: u64,
    /// Nothing is known: reason → how many.
    pub unresolved: BTreeMap<&'static str, u64>,
}

impl From<&query::OutcomeCounts> for OutcomeCounts {
    fn from(counts: &query::OutcomeCounts) -> Self {
        Self {
            total: counts.total,
            resolved: counts.resolved,
            dispatch: counts.dispatch,
            candidates: counts.candidates,
            external: counts.external,
            local: counts.local,
            unresolved: by_text(&counts.unresolved),
        }
    }
}

fn by_text(counts: &BTreeMap<Reason, u64>) -> BTreeMap<&'static str, u64> {
    counts.iter().map(|(reason, count)| (reason.as_str(), *count)).collect()
}

/// What `refs` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct RefsAnswer {
    /// The symbol.
    pub symbol: Symbol,
    /// Its declarations, when it was named by what they share; sites that mean them are counted with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub declarations: Vec<Symbol>,
    /// `in`: what refers to it; `out`: what it refers to.
    pub direction: &'static str,
    /// The sites, in canonical order.
    pub sites: Vec<Site>,
    /// What became of all sites that spell its name (direction `in`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spelled: Option<SpelledCounts>,
    /// How the sites in it ended (direction `out`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<OutcomeCounts>,
    /// Sites that mean it by the rules and something else by a compiler (direction `in`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub overruled: Vec<Site>,
    /// All other sites that were counted (`--rest`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rest: Option<Vec<RestSite>>,
}

/// A site that does not count as a reference, and why.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct RestSite {
    /// What it is to the symbol: `could-be`, `constructor`, `elsewhere`, `other-candidates`, `external`, `local` or
    /// `unresolved`; `in-it` for direction `out`.
    pub relation: &'static str,
    /// The site.
    #[serde(flatten)]
    pub site: Site,
}

/// What `callers` and `callees` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CallsAnswer {
    /// The symbol.
    pub symbol: Symbol,
    /// Its declarations, when it was named by what they share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub declarations: Vec<Symbol>,
    /// How many calls were followed.
    pub depth: u32,
    /// Callers or callees, each once: nearest first, then in canonical order.
    pub calls: Vec<Call>,
    /// What became of all calls that spell its name (`callers`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spelled: Option<SpelledCounts>,
    /// How the calls in it ended (`callees`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<OutcomeCounts>,
}

/// A caller or callee.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Fewest calls between it and the symbol asked about.
    pub depth: u32,
    /// It.
    pub symbol: Symbol,
    /// The calls that lead to it from one step nearer.
    pub edges: Vec<CallEdge>,
}

/// Calls between two symbols.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CallEdge {
    /// The symbol one step nearer to the one asked about.
    pub with: Target,
    /// Whether the callee is, at each of these sites, one of a proved set.
    pub dispatch: bool,
    /// Where the calls stand.
    pub sites: Vec<Site>,
}

/// What `why` explains.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct WhyAnswer {
    /// Each site with what its outcome rests on.
    pub sites: Vec<Explanation>,
}

/// The outcome of a site with what it rests on.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The site with its outcome.
    pub site: Site,
    /// The line that it stands in.
    pub source: String,
    /// What was read to find the outcome, in the order of reading.
    pub steps: Vec<ExplainedStep>,
    /// Whether deriving the outcome again gave the one that is stored.
    pub reproduced: bool,
}

/// A fact that an outcome rests on.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ExplainedStep {
    /// What kind of fact.
    pub what: &'static str,
    /// Where.
    pub span: Span,
    /// The line that it stands in.
    pub source: String,
}

impl Explanation {
    /// Whether a derivation ends as the site is stored.
    pub fn agrees(site: &SiteInfo, derivation: &Derivation) -> bool {
        let judged = site.tier.as_ref().and_then(|tier| tier.judged.as_ref());
        let ruled = judged.filter(|judged| judged.verdict != Verdict::Contradicts);
        let (ended, targets) = match ruled.and_then(|judged| judged.otherwise.as_ref()) {
            Some(ruled) => ((ruled.outcome, ruled.rule, ruled.reason), &ruled.targets),
            None => ((site.outcome, site.rule, site.reason), &site.targets),
        };
        ended == (derivation.kind, derivation.rule, derivation.reason)
            && targets.iter().map(|target| target.id).eq(derivation.targets.iter().copied())
    }
}

/// What `implementations` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ImplementationsAnswer {
    /// The type or member.
    pub symbol: Symbol,
    /// What implements or overrides it, nearest first.
    pub implementations: Vec<Related>,
}

/// What `hierarchy` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct HierarchyAnswer {
    /// The type.
    pub symbol: Symbol,
    /// The types above it, nearest first.
    pub above: Vec<Related>,
    /// The types below it, nearest first.
    pub below: Vec<Related>,
    /// Supertypes that lead to no one definition of the repository.
    pub unknown_above: Vec<Site>,
}

/// A type or member above or below another.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// How many steps away.
    pub depth: u32,
    /// It.
    pub symbol: Symbol,
    /// The type one step nearer.
    pub with: Target,
    /// The name that says so.
    pub site: Site,
}
