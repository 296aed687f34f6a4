//! What the page holds of one file.

use std::collections::{BTreeMap, HashMap};

use engine::ids::{DefId, SiteId, SymbolId};
use engine::query::FileView;
use engine::{OutcomeKind, RepoPath, SiteOutcome};
use serde::Serialize;

use super::source_text::SourceText;
use crate::ExportError;
use crate::places::Places;

/// A definition of the page: the number of its file, and its place in it; [`FILE`] for the file itself.
pub(super) type Symbol = (u32, i64);
/// The place of a file itself.
pub(super) const FILE: i64 = -1;

/// What a reference means.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Target {
    /// Something that the page shows.
    Shown(u32, i64),
    /// Something in a file that was not selected, by path and line.
    Elsewhere(String),
}

/// The targets of every site of a file.
pub(super) struct Resolved {
    targets: Vec<Vec<Target>>,
    /// How many proved references lead to each file.
    leads_to: BTreeMap<u32, u32>,
}

impl Resolved {
    pub(super) fn of(
        view: &FileView,
        places: &Places<'_>,
        numbers: &HashMap<RepoPath, u32>,
    ) -> Result<Self, ExportError> {
        let mut resolved = Self { targets: Vec::new(), leads_to: BTreeMap::new() };
        for site in view.sites() {
            let outcome = view.outcome(site);
            let mut targets = Vec::new();
            for id in view.targets(&outcome) {
                targets.push(target(id, places, numbers)?);
            }
            if let (true, Some(Target::Shown(file, _))) =
                (outcome.kind <= OutcomeKind::Dispatch, targets.first())
            {
                *resolved.leads_to.entry(*file).or_default() += 1;
            }
            resolved.targets.push(targets);
        }
        Ok(resolved)
    }

    /// What a site may mean, of those that the page shows.
    pub(super) fn shown(&self, site: SiteId) -> impl Iterator<Item = Symbol> {
        self.targets[site.index()].iter().filter_map(|target| match target {
            Target::Shown(file, def) => Some((*file, *def)),
            Target::Elsewhere(_) => None,
        })
    }

    /// The files that a file depends on, and by how many references.
    pub(super) fn dependencies(&self, number: u32) -> impl Serialize {
        let others = self.leads_to.iter().filter(|(file, _)| **file != number);
        let (files, counts): (Vec<u32>, Vec<u32>) = others.unzip();
        (files, counts)
    }
}

fn target(
    id: SymbolId,
    places: &Places<'_>,
    numbers: &HashMap<RepoPath, u32>,
) -> Result<Target, ExportError> {
    let Some(place) = places.get(id)? else { return Ok(Target::Elsewhere(id.to_string())) };
    let path = &place.file.path;
    Ok(match numbers.get(path) {
        Some(file) => Target::Shown(*file, number_of(place.def)),
        None => Target::Elsewhere(format!("{path}:{}", place.start().line)),
    })
}

/// Path, language, lines, definitions, and how many references ended how.
pub(super) fn path(view: &FileView) -> impl Serialize {
    let mut outcomes = vec![0_u32; OutcomeKind::ALL.len()];
    for site in view.sites() {
        outcomes[u32::from(view.outcome(site).kind) as usize] += 1;
    }
    let record = &view.record;
    (record.path.as_str().to_owned(), record.language.clone(), record.lines, record.definitions, outcomes)
}

/// The definitions of a file column by column, in the order of its facts: kinds, names, qualified names, lines of the names, and
/// ids one behind the other, of which the first is the file's own.
pub(super) fn symbols(view: &FileView) -> impl Serialize {
    let (mut kinds, mut names, mut fqns, mut lines) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut ids = view.file_id().to_string();
    for (def, facts) in definitions(view) {
        let fqn = view.display_fqn(def);
        let name = view.facts.text(facts.name);
        kinds.push(u32::from(facts.kind));
        lines.push(view.locate(facts.name_span).start.line);
        ids.push_str(&view.id(def).to_string());
        // Most end in the name.
        fqns.push(fqn.strip_suffix(name).map_or_else(|| format!("={fqn}"), str::to_owned));
        names.push(name.to_owned());
    }
    (kinds, names, fqns, lines, ids)
}

fn definitions(view: &FileView) -> impl Iterator<Item = (DefId, &engine::facts::Def)> {
    view.facts.defs.iter().enumerate().map(|(index, def)| (DefId::new(index as u32), def))
}

/// The source of a file with what is known of it. Offsets are UTF-16 units.
#[derive(Serialize)]
pub(super) struct FileData {
    source: String,
    lossy: bool,
    defs: Vec<DefData>,
    sites: Vec<SiteData>,
    diagnostics: Vec<(u32, String)>,
}

/// Range, range of the name, range of the doc comment, parent, signature, visibility, modifiers, condition.
#[derive(Serialize)]
struct DefData(
    (u32, u32),
    (u32, u32),
    (u32, u32),
    i64,
    String,
    &'static str,
    Vec<&'static str>,
    Option<String>,
);

/// Range, role, the definition around it, outcome, rule, reason (one more than its number, 0 for none), targets, name when it is not
/// what is written.
#[derive(Serialize)]
struct SiteData((u32, u32), u32, i64, u32, u32, u32, Vec<Target>, Option<String>);

impl FileData {
    pub(super) fn of(view: &FileView, resolved: &Resolved) -> Self {
        let text = SourceText::of(&view.source);
        let defs = definitions(view).map(|(def, _)| DefData::of(view, &text, def)).collect();
        let sites = view.sites().map(|site| SiteData::of(view, &text, site, resolved)).collect();
        let diagnostics = view.facts.diagnostics.iter();
        let line = |span| view.locate(span).start.line;
        Self {
            defs,
            sites,
            diagnostics: diagnostics.map(|found| (line(found.span), found.message.clone())).collect(),
            lossy: text.is_lossy,
            source: text.text,
        }
    }
}

impl DefData {
    fn of(view: &FileView, text: &SourceText, def: DefId) -> Self {
        let facts = view.facts.def(def);
        let signature = view.text(view.signature_span(def));
        Self(
            text.range(facts.span),
            text.range(facts.name_span),
            text.range(facts.doc),
            number_of(facts.parent),
            signature.split_whitespace().collect::<Vec<_>>().join(" "),
            facts.visibility.as_str(),
            facts.modifiers.names().collect(),
            view.facts.condition_at(facts.span.start).map(str::to_owned),
        )
    }
}

impl SiteData {
    fn of(view: &FileView, text: &SourceText, site: SiteId, resolved: &Resolved) -> Self {
        let facts = view.facts.site(site);
        let outcome = view.outcome(site);
        let name = view.facts.text(facts.name);
        Self(
            text.range(facts.span),
            facts.role.into(),
            within(view, site),
            outcome.kind.into(),
            rule(&outcome),
            reason(&outcome),
            resolved.targets[site.index()].clone(),
            (facts.span.of(&view.source) != name.as_bytes()).then(|| name.to_owned()),
        )
    }
}

/// The definition around a site.
pub(super) fn within(view: &FileView, site: SiteId) -> i64 {
    number_of(view.facts.site(site).within)
}

fn number_of(def: Option<DefId>) -> i64 {
    def.map_or(FILE, |def| i64::from(def.index() as u32))
}

/// The number of a rule in the page: none is 0.
pub(super) fn rule(outcome: &SiteOutcome) -> u32 {
    outcome.rule.map_or(0, |rule| u32::from(rule) + 1)
}

/// The number of a reason in the page: none is 0.
pub(super) fn reason(outcome: &SiteOutcome) -> u32 {
    outcome.reason.map_or(0, |reason| u32::from(reason) + 1)
}
