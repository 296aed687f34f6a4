//! What `doctor resolve` tells.

use engine::query::{Diagnosis, Finding, SubjectOfProblem};
use schemars::JsonSchema;
use serde::Serialize;

use crate::advice::advice;
use crate::edges::OutcomeCounts;

/// Why sites are not resolved, ranked.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ResolveDiagnosis {
    /// Files.
    pub files: u64,
    /// Files that were not resolved.
    pub unresolved_files: u64,
    /// How all sites ended.
    pub outcomes: OutcomeCounts,
    /// Problems, by language: most sites first, external packages last.
    pub findings: Vec<ResolveFinding>,
}

/// Sites with one problem in one language.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ResolveFinding {
    /// The reason of unresolved sites, `candidates`, or `external-package`.
    pub problem: &'static str,
    /// The language.
    pub language: String,
    /// How many sites; of `external-package` how many imports.
    pub sites: u64,
    /// What it means and what would help.
    pub advice: &'static str,
    /// The first such site.
    pub example: Example,
    /// By what is named: a module, a package, a name. Most sites first.
    pub subjects: Vec<FindingSubject>,
    /// How many more subjects there are.
    pub more_subjects: u64,
}

/// A module, package or name with a problem.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FindingSubject {
    /// As written.
    pub name: String,
    /// How many sites.
    pub sites: u64,
    /// The first of them.
    pub example: Example,
}

/// Where to look.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Root-relative path.
    pub path: String,
    /// Line, 1-based.
    pub line: u32,
    /// Column, 0-based.
    pub col: u32,
}

impl ResolveDiagnosis {
    /// As `diagnosis` says; `place` tells where a site is.
    ///
    /// # Errors
    /// Those of `place`.
    pub fn new<E>(
        diagnosis: &Diagnosis,
        place: &dyn Fn(&engine::query::SiteRef) -> Result<Example, E>,
    ) -> Result<Self, E> {
        let subject = |subject: &SubjectOfProblem| -> Result<FindingSubject, E> {
            let example = place(&subject.example)?;
            Ok(FindingSubject { name: subject.name.clone(), sites: subject.sites, example })
        };
        let finding = |finding: &Finding| -> Result<ResolveFinding, E> {
            Ok(ResolveFinding {
                problem: finding.problem.as_str(),
                language: finding.language.clone(),
                sites: finding.sites,
                advice: advice(finding.problem),
                example: place(&finding.example)?,
                subjects: finding.subjects.iter().map(subject).collect::<Result<_, E>>()?,
                more_subjects: finding.more_subjects,
            })
        };
        Ok(Self {
            files: diagnosis.files,
            unresolved_files: diagnosis.unresolved_files,
            outcomes: OutcomeCounts::from(&diagnosis.counts),
            findings: diagnosis.findings.iter().map(finding).collect::<Result<_, E>>()?,
        })
    }
}
