//! Adopting what a compiler says.

use std::collections::BTreeSet;

use model::ids::SiteId;
use model::outcome::Rule;
use overlay::form::{AdoptedFile, AdoptedSite, FormBuilder, Says};
use query::{FileView, Verdict, Views, is_edge, ruled_hash, says_the_same, sites_by_place, verdict_on};

use super::ScipInput;
use super::judge::{Judge, JudgedFile, RefusedDocument};
use super::meaning::{Meaning, is_there};
use super::overlays;
use crate::database::Database;
use crate::error::EngineError;

/// What an import brought.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// The overlay's name.
    pub name: String,
    /// Name of the compiler or indexer.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// Documents that fit, and are adopted.
    pub files: u64,
    /// Documents that are not used, in order of path.
    pub refused: Vec<RefusedDocument>,
    /// Places that the compiler judges in these files: the parts below add up to it.
    pub places: u64,
    /// Places where both say the same.
    pub agrees: u64,
    /// Places that the rules left open.
    pub settles: u64,
    /// Places where they differ, and what the compiler says stands.
    pub overrules: u64,
    /// Places that the rules prove local and the compiler does not.
    pub contradicts: u64,
    /// Places at which the index has no site: operators, keywords, module names in quotes, what extraction does not see.
    pub without_site: u64,
    /// Places whose meaning cannot be told here: several things at once, aliases, definitions that the index does not have.
    pub unclear: u64,
}

/// Adopts what a SCIP index says of the files of a database, as the overlay `name` (the tool's name when there is none), in the place of
/// one that has this name. The database itself is not changed.
///
/// # Errors
/// When the index cannot be read, none of it fits, or the overlay cannot be written.
pub fn import_scip(db: &Database, input: &ScipInput, name: Option<&str>) -> Result<Imported, EngineError> {
    let views = Views::new(db.snapshot());
    let judge = Judge::new(db, &views, input)?;
    let tool = &judge.oracle.tool;
    let name = name.map_or_else(|| default_name(&tool.name), str::to_owned);
    overlays::checked(&name)?;
    if judge.documents() == 0 {
        return Err(judge.nothing_fits(input));
    }
    let mut form = FormBuilder::new(&tool.name, &tool.version);
    let mut imported = Imported {
        name,
        tool: tool.name.clone(),
        version: tool.version.clone(),
        refused: judge.refused.clone(),
        ..Imported::default()
    };
    judge.each_file(|file| {
        imported.files += 1;
        let sites = imported.adopt(&views, &judge, &file)?;
        let record = &file.view.record;
        form.file(record.path.as_str(), AdoptedFile { content: record.content_hash, sites });
        Ok(())
    })?;
    form.write(&overlays::prepare(db.path(), &imported.name)?)?;
    Ok(imported)
}

/// A tool's name as that of a file.
fn default_name(tool: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = tool.trim_start_matches('.').chars().map(plain).take(64).collect();
    if name.is_empty() { "scip".to_owned() } else { name }
}

impl Imported {
    fn adopt(
        &mut self,
        views: &Views<'_>,
        judge: &Judge<'_>,
        file: &JudgedFile,
    ) -> Result<Vec<AdoptedSite>, EngineError> {
        let places = sites_by_place(&file.view);
        let mut adopted = Vec::new();
        for place in &file.places {
            self.places += 1;
            let Some(sites) = places.get(&place.span) else {
                self.without_site += 1;
                continue;
            };
            let rules = ruled_hash(&file.view, sites);
            let mut says = Vec::new();
            for meaning in &place.meanings {
                says.extend(said(views, judge, &file.view, sites, meaning)?);
            }
            says.sort();
            says.dedup();
            // What is only half told cannot be divided among sites.
            if self.count(&file.view, sites, &says, place.meanings.len()) {
                adopted.extend(says.into_iter().map(|says| AdoptedSite { span: place.span, rules, says }));
            }
        }
        Ok(adopted)
    }

    /// Counts the place as answers will; whether it tells something.
    fn count(&mut self, view: &FileView, sites: &[SiteId], says: &[Says], meanings: usize) -> bool {
        let open: Vec<SiteId> =
            sites.iter().copied().filter(|site| !says.iter().any(|says| agrees(view, *site, says))).collect();
        let untaken = says.iter().filter(|says| !sites.iter().any(|site| agrees(view, *site, says))).count();
        if open.is_empty() {
            self.agrees += 1;
        } else if says.len() != meanings || untaken != 1 {
            self.unclear += 1;
            return false;
        } else {
            let verdict = open.iter().map(|site| verdict_on(view.outcome(*site).kind)).min();
            match verdict {
                Some(Verdict::Contradicts) => self.contradicts += 1,
                Some(Verdict::Overrules) => self.overrules += 1,
                _ => self.settles += 1,
            }
        }
        true
    }
}

fn agrees(view: &FileView, site: SiteId, says: &Says) -> bool {
    let outcome = view.outcome(site);
    says_the_same(&outcome, &view.targets(&outcome), says)
}

/// A meaning in the terms of the index; `None` when it has none.
fn said(
    views: &Views<'_>,
    judge: &Judge<'_>,
    view: &FileView,
    sites: &[SiteId],
    meaning: &Meaning,
) -> Result<Option<Says>, EngineError> {
    let edges = || sites.iter().map(|site| view.outcome(*site)).filter(|outcome| is_edge(outcome.kind));
    let ours: Vec<_> = edges().flat_map(|outcome| view.targets(&outcome)).collect();
    match meaning {
        Meaning::Unknown => Ok(None),
        // The compiler names the variable, the rules the functions that it holds.
        Meaning::Local if edges().any(|outcome| outcome.rule == Some(Rule::FunctionValue)) => {
            Ok(Some(Says::Means(ours)))
        }
        Meaning::Local => Ok(Some(Says::Local)),
        Meaning::External => {
            for id in ours {
                // The compiler did not see that file, so it cannot know.
                if views.symbol(id)?.is_some_and(|symbol| !judge.saw(&symbol.path)) {
                    return Ok(None);
                }
            }
            Ok(Some(Says::External))
        }
        Meaning::Here(places) => {
            let mut ids: Vec<_> = places.iter().filter_map(|place| place.id).collect();
            for id in ours {
                if is_there(views, id, places)? {
                    ids.push(id);
                }
            }
            let mut known = BTreeSet::new();
            ids.retain(|id| known.insert(*id));
            Ok((!ids.is_empty()).then_some(Says::Means(ids)))
        }
    }
}
