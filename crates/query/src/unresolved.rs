//! Why sites are not resolved, and what stands outside the repository: what a reader could mend, ranked.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use model::facts::{Anchor, FileFacts, Import, Site};
use model::ids::NameId;
use model::kinds::{ImportKind, Role};
use model::outcome::{OutcomeKind, Reason, SiteOutcome};
use store::{FileRecord, Snapshot, StoreError};

use crate::file_view::FileView;
use crate::outcomes::OutcomeCounts;
use crate::sites::SiteRef;

/// What is the matter with a group of sites.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Problem {
    /// They are not resolved, for this reason.
    Unresolved(Reason),
    /// Several definitions fit.
    Candidates,
    /// They import what is not in the repository.
    ExternalPackage,
}

impl Problem {
    /// The stable text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unresolved(reason) => reason.as_str(),
            Self::Candidates => "candidates",
            Self::ExternalPackage => "external-package",
        }
    }
}

/// Sites with one problem in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What is the matter.
    pub problem: Problem,
    /// The language.
    pub language: String,
    /// How many sites.
    pub sites: u64,
    /// By what is named: a module, a package, a name. Most sites first.
    pub subjects: Vec<SubjectOfProblem>,
    /// How many more subjects there are.
    pub more_subjects: u64,
    /// The first such site.
    pub example: SiteRef,
}

/// A name, module or package with a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SubjectOfProblem {
    /// As written.
    pub name: String,
    /// How many sites.
    pub sites: u64,
    /// The first of them.
    pub example: SiteRef,
}

/// What a whole view says of its resolution.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diagnosis {
    /// Files.
    pub files: u64,
    /// Files without outcomes.
    pub unresolved_files: u64,
    /// How all sites ended.
    pub counts: OutcomeCounts,
    /// Problems; most sites first, external packages last.
    pub findings: Vec<Finding>,
}

/// Sites counted under a name, with the first of them.
#[derive(Default)]
struct Tally(BTreeMap<String, (u64, SiteRef)>);

/// What files say of their resolution, to be added up in path order.
#[derive(Default)]
pub struct Survey {
    /// As far as it is counted; without findings.
    diagnosis: Diagnosis,
    tallies: BTreeMap<(Problem, String), Tally>,
}

impl Survey {
    /// Reads one file.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of_file(snapshot: &dyn Snapshot, record: FileRecord) -> Result<Self, StoreError> {
        let view = FileView::of_record(snapshot, record)?;
        let mut survey = Self::default();
        survey.diagnosis.files = 1;
        survey.diagnosis.unresolved_files = u64::from(view.resolution.is_none());
        for site in view.sites() {
            let outcome = view.outcome(site);
            survey.diagnosis.counts.add(&outcome);
            let Some((problem, subject)) = problem(&view.facts, view.facts.site(site), &outcome) else {
                continue;
            };
            let tally = survey.tallies.entry((problem, view.record.language.clone())).or_default();
            tally.add(subject, 1, || SiteRef { path: view.record.path.clone(), site });
        }
        Ok(survey)
    }

    /// Adds what files behind these say.
    pub fn add(&mut self, later: Self) {
        self.diagnosis.files += later.diagnosis.files;
        self.diagnosis.unresolved_files += later.diagnosis.unresolved_files;
        self.diagnosis.counts.add_all(&later.diagnosis.counts);
        for (key, tally) in later.tallies {
            let known = self.tallies.entry(key).or_default();
            for (subject, (sites, first)) in tally.0 {
                known.add(subject, sites, || first);
            }
        }
    }

    /// Why sites are not resolved; at most `limit` names of each problem.
    pub fn finish(self, limit: usize) -> Diagnosis {
        let finding = |((problem, language), tally): ((Problem, String), Tally)| {
            tally.finding(problem, language, limit)
        };
        let mut findings: Vec<Finding> = self.tallies.into_iter().map(finding).collect();
        findings.sort_by_key(|finding| {
            (finding.problem == Problem::ExternalPackage, std::cmp::Reverse(finding.sites))
        });
        Diagnosis { findings, ..self.diagnosis }
    }
}

impl Tally {
    fn add(&mut self, subject: String, sites: u64, first: impl FnOnce() -> SiteRef) {
        match self.0.entry(subject) {
            Entry::Occupied(mut known) => known.get_mut().0 += sites,
            Entry::Vacant(new) => drop(new.insert((sites, first()))),
        }
    }

    fn finding(self, problem: Problem, language: String, limit: usize) -> Finding {
        let sites = self.0.values().map(|(count, _)| count).sum();
        let example = self.0.values().map(|(_, first)| first).min().cloned();
        let subject = |(name, (sites, example))| SubjectOfProblem { name, sites, example };
        let named = self.0.into_iter().filter(|(name, _)| !name.is_empty());
        let mut subjects: Vec<SubjectOfProblem> = named.map(subject).collect();
        subjects.sort_by_key(|subject| std::cmp::Reverse(subject.sites));
        let more_subjects = subjects.len().saturating_sub(limit) as u64;
        subjects.truncate(limit);
        let example = example.expect("a tally is made by its first site");
        Finding { problem, language, sites, subjects, more_subjects, example }
    }
}

/// What is the matter with a site, and what it names; `None` when nothing is.
fn problem(facts: &FileFacts, site: &Site, outcome: &SiteOutcome) -> Option<(Problem, String)> {
    let name = || facts.text(site.name).to_owned();
    match outcome.kind {
        OutcomeKind::Candidates => Some((Problem::Candidates, name())),
        OutcomeKind::External if matches!(site.role, Role::Import | Role::Export) => {
            // One site an import: the first of its path.
            let import = imported(facts, site).filter(|(_, segment)| *segment == 0);
            import.map(|(import, _)| (Problem::ExternalPackage, package(facts, import)))
        }
        OutcomeKind::Unresolved => {
            let reason = outcome.reason.unwrap_or(Reason::NotModelled);
            Some((Problem::Unresolved(reason), subject(facts, site, reason)))
        }
        _ => None,
    }
}

/// What an unresolved site is counted under: what would have to be found to resolve it.
fn subject(facts: &FileFacts, site: &Site, reason: Reason) -> String {
    let import = imported(facts, site).map(|(import, _)| import);
    match (reason, import) {
        (
            Reason::MissingModule | Reason::MissingAlias | Reason::DynamicImport | Reason::Package,
            Some(import),
        ) => module(facts, import),
        (Reason::MissingExport, Some(import)) => {
            format!("{} in {}", facts.text(site.name), module(facts, import))
        }
        (Reason::ParseError | Reason::NotResolvedYet | Reason::Internal, _) => String::new(),
        _ => facts.text(site.name).to_owned(),
    }
}

fn imported<'a>(facts: &'a FileFacts, site: &Site) -> Option<(&'a Import, u16)> {
    match site.anchor {
        Anchor::Import(import, segment) => Some((facts.import(import), segment)),
        _ => None,
    }
}

/// The module of an import as written, its segments joined.
fn module(facts: &FileFacts, import: &Import) -> String {
    let dots = ".".repeat(import.level as usize);
    let segments: Vec<&str> = facts.list(import.path).map(|name: NameId| facts.text(name)).collect();
    format!("{dots}{}", segments.join(facts.separator.text()))
}

/// The package that an import names: the first segment of its path, with the scope of `@scope/name`, and with the
/// second of a path that begins with a reversed domain. Of an included file its whole path.
fn package(facts: &FileFacts, import: &Import) -> String {
    let mut segments = facts.list(import.path).map(|name: NameId| facts.text(name));
    let first = segments.next().unwrap_or_else(|| import.member.map_or("", |name| facts.text(name)));
    match (first, segments.next()) {
        ("com" | "org" | "net" | "io" | "dev" | "edu" | "gov", Some(second)) => format!("{first}.{second}"),
        (path, None) if path.contains('/') && import.kind != ImportKind::Text => {
            let parts = if path.starts_with('@') { 2 } else { 1 };
            path.split('/').take(parts).collect::<Vec<_>>().join("/")
        }
        (first, _) => first.to_owned(),
    }
}
