//! What imports and audits of compilers' indexes tell.

use std::collections::BTreeMap;

use engine::query::{self, Views};
use engine::{Audit, AuditScore, Imported, ListedOverlay, RefusedDocument, StoreError, TheirPlace};
use schemars::JsonSchema;
use serde::Serialize;

use crate::edges::Target;

/// What `import scip` did.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ImportAnswer {
    /// The overlay's name.
    pub name: String,
    /// How answers name it: `scip:TOOL VERSION`.
    pub label: String,
    /// Documents that are adopted.
    pub files: u64,
    /// Documents that are not.
    pub refused: Refused,
    /// Places that the compiler judges in these files: the parts below add up to it.
    pub places: u64,
    /// Places where it and the rules say the same.
    pub agrees: u64,
    /// Places that the rules left open.
    pub settles: u64,
    /// Places where they differ, and what the compiler says stands.
    pub overrules: u64,
    /// Places that the rules prove local and the compiler does not.
    pub contradicts: u64,
    /// Places at which the index has no site.
    pub without_site: u64,
    /// Places whose meaning cannot be told in terms of the index.
    pub unclear: u64,
}

/// Documents that are not used.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq, Default)]
pub struct Refused {
    /// By kind: `drift`, `not-indexed`, `foreign-path`, `duplicate`.
    pub counts: BTreeMap<&'static str, u64>,
    /// The first of them, in order of path.
    pub documents: Vec<RefusedEntry>,
}

/// A document that is not used.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct RefusedEntry {
    /// Its path, as the compiler's index has it.
    pub path: String,
    /// What kind of reason.
    pub reason: &'static str,
    /// Why, for a person.
    pub message: String,
}

impl Refused {
    /// All counted, the first `limit` of them named.
    pub fn new(refused: &[RefusedDocument], limit: usize) -> Self {
        let mut counts = BTreeMap::new();
        refused.iter().for_each(|one| *counts.entry(one.refusal.as_str()).or_insert(0) += 1);
        let entry = |one: &RefusedDocument| RefusedEntry {
            path: one.path.clone(),
            reason: one.refusal.as_str(),
            message: one.refusal.to_string(),
        };
        Self { counts, documents: refused.iter().take(limit).map(entry).collect() }
    }
}

impl ImportAnswer {
    /// What was imported, the first `limit` refusals named.
    pub fn new(imported: &Imported, limit: usize) -> Self {
        let Imported { name, tool, version, files, refused, .. } = imported;
        Self {
            name: name.clone(),
            label: format!("scip:{tool} {version}").trim_end().to_owned(),
            files: *files,
            refused: Refused::new(refused, limit),
            places: imported.places,
            agrees: imported.agrees,
            settles: imported.settles,
            overrules: imported.overrules,
            contradicts: imported.contradicts,
            without_site: imported.without_site,
            unclear: imported.unclear,
        }
    }
}

/// What `import list` and `import drop` tell.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct OverlaysAnswer {
    /// The overlays, in order of name.
    pub overlays: Vec<OverlayEntry>,
}

/// An overlay beside the database.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct OverlayEntry {
    /// The name that it was imported by.
    pub name: String,
    /// How answers name it.
    pub label: String,
    /// Files that it speaks of.
    pub files: u32,
    /// Those whose content is as it was: of the others nothing is used.
    pub files_as_imported: u32,
    /// Sites that it speaks of.
    pub sites: u32,
    /// Symbols that these mean.
    pub targets: u32,
}

impl From<&ListedOverlay> for OverlayEntry {
    fn from(listed: &ListedOverlay) -> Self {
        Self {
            name: listed.name.clone(),
            label: listed.label.clone(),
            files: listed.info.files,
            files_as_imported: listed.files_as_imported,
            sites: listed.info.sites,
            targets: listed.info.targets,
        }
    }
}

/// What `audit` measured.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct AuditAnswer {
    /// The compiler or indexer: `scip:TOOL VERSION`.
    pub oracle: String,
    /// Documents that fit the files as indexed.
    pub files: u64,
    /// Documents that do not.
    pub refused: Refused,
    /// All sites.
    pub all: Score,
    /// By language.
    pub by_language: BTreeMap<String, Score>,
    /// By the rule that resolved; of what none did by outcome and reason; `no-site` where the index has none.
    pub by_rule: BTreeMap<String, Score>,
    /// By role.
    pub by_role: BTreeMap<String, Score>,
    /// By directory; `.` is the root.
    pub by_directory: BTreeMap<String, Score>,
    /// Definitions that others can name, by language.
    pub definitions: BTreeMap<String, DefinitionScore>,
    /// Places that are not scored.
    pub unscored: u64,
    /// The first disagreements: wrong sites, missed ones, missed definitions.
    pub disagreements: Vec<Disagreement>,
    /// Whether the gates that were asked for are held; absent without gates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passed: Option<bool>,
}

/// How many sites are right.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Sites that the compiler places in the repository.
    pub in_repository: u64,
    /// Resolved, to what the compiler says.
    pub correct: u64,
    /// Resolved, to something else.
    pub wrong: u64,
    /// A proved set that contains what the compiler says.
    pub dispatch: u64,
    /// In the repository, and none of these.
    pub missed: u64,
    /// Local or outside of the repository, and not said to be elsewhere.
    pub elsewhere: u64,
    /// correct / (correct + wrong), rounded to six digits.
    pub precision: f64,
    /// (correct + dispatch) / `in_repository`, rounded to six digits.
    pub recall: f64,
}

/// Definitions that a compiler sees.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefinitionScore {
    /// The index has them.
    pub found: u64,
    /// The index does not.
    pub missed: u64,
}

/// A place where compiler and index differ.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// `wrong`, `missed` or `definition`.
    pub kind: &'static str,
    /// The file.
    pub path: String,
    /// Line from 1.
    pub line: u32,
    /// Column from 0, in bytes.
    pub column: u32,
    /// The text there.
    pub name: String,
    /// What the index says: outcome and rule or reason, `no-site` or `no-definition`.
    pub ours: String,
    /// What it means here.
    pub our_targets: Vec<Target>,
    /// What the compiler says: `repository`, `external` or `local`.
    pub theirs: &'static str,
    /// Where the compiler has the definitions.
    pub their_places: Vec<Place>,
}

/// A place in a file.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: String,
    /// Line from 1.
    pub line: u32,
    /// Column from 0, in bytes.
    pub column: u32,
}

impl From<&AuditScore> for Score {
    fn from(score: &AuditScore) -> Self {
        let rounded = |share: f64| (share * 1e6).round() / 1e6;
        Self {
            in_repository: score.in_repository,
            correct: score.correct,
            wrong: score.wrong,
            dispatch: score.dispatch,
            missed: score.missed,
            elsewhere: score.elsewhere,
            precision: rounded(score.precision()),
            recall: rounded(score.recall()),
        }
    }
}

impl From<&TheirPlace> for Place {
    fn from(place: &TheirPlace) -> Self {
        Self { path: place.path.to_string(), line: place.line, column: place.column }
    }
}

impl AuditAnswer {
    /// What was measured, at most `limit` refusals named.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn new(views: &Views<'_>, audit: &Audit, limit: usize) -> Result<Self, StoreError> {
        let scores = |scores: &BTreeMap<String, AuditScore>| {
            scores.iter().map(|(key, score)| (key.clone(), Score::from(score))).collect()
        };
        let definitions = audit.definitions.iter().map(|(language, score)| {
            (language.clone(), DefinitionScore { found: score.found, missed: score.missed })
        });
        let listed = audit.disagreements.iter().map(|one| Disagreement::new(views, one));
        Ok(Self {
            oracle: format!("scip:{} {}", audit.tool, audit.version).trim_end().to_owned(),
            files: audit.files,
            refused: Refused::new(&audit.refused, limit),
            all: Score::from(&audit.all),
            by_language: scores(&audit.by_language),
            by_rule: scores(&audit.by_rule),
            by_role: scores(&audit.by_role),
            by_directory: scores(&audit.by_directory),
            definitions: definitions.collect(),
            unscored: audit.unscored,
            disagreements: listed.collect::<Result<_, _>>()?,
            passed: None,
        })
    }
}

impl Disagreement {
    fn new(views: &Views<'_>, one: &engine::Disagreement) -> Result<Self, StoreError> {
        let target = |id: &engine::ids::SymbolId| {
            Ok(Target::from(&query::TargetInfo { id: *id, symbol: views.symbol(*id)? }))
        };
        Ok(Self {
            kind: one.kind.as_str(),
            path: one.path.to_string(),
            line: one.at.0,
            column: one.at.1,
            name: one.name.clone(),
            ours: one.ours.clone(),
            our_targets: one.our_targets.iter().map(target).collect::<Result<_, StoreError>>()?,
            theirs: one.theirs,
            their_places: one.their_places.iter().map(Place::from).collect(),
        })
    }
}
