//! Tests as Markdown documents.
//!
//! ```text
//! Markdown ──document──► tests of files ──annotations──► source + assertions ──words──► expectations
//!                                                         ├─extract──► facts ──verify──┤
//!                                                         └─resolve──► outcomes ─verify─┘
//! ```
//!
//! Assertions are lines of the files themselves. They are taken out before extraction, so that the language sees only
//! what the test is about, and a line in the middle of a macro or a string can be asserted about too.

mod annotations;
mod blocks;
mod document;
mod fixtures;
mod outcomes;
mod stage;
mod verify;
mod words;

use std::fmt;
use std::fs;
use std::path::Path;

use model::path::RepoPath;

use self::document::{Document, File, Test};
pub use self::fixtures::{Fixture, fixtures};
use self::stage::{Loaded, Stage};
use crate::place::Places;

/// What became of a suite.
#[derive(Default)]
pub struct Report {
    /// How many documents were read.
    pub documents: usize,
    /// How many carets and fact blocks were compared.
    pub assertions: usize,
    /// What did not hold, in the order of the documents.
    pub failures: Vec<Failure>,
}

/// Something that does not hold.
pub struct Failure {
    /// The document.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The heading of the test.
    pub heading: String,
    /// What was expected and what is there.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: [{}] {}", self.file, self.line, self.heading, self.message)
    }
}

impl Report {
    /// Ends a test with all failures.
    ///
    /// # Panics
    /// When there is one.
    pub fn unwrap_passed(&self) {
        let lines: Vec<String> = self.failures.iter().map(Failure::to_string).collect();
        assert!(
            lines.is_empty(),
            "{} of {} failed\n\n{}\n",
            lines.len(),
            self.assertions,
            lines.join("\n\n")
        );
    }

    fn fail(&mut self, file: &str, line: usize, heading: &str, message: impl Into<String>) {
        let failure =
            Failure { file: file.to_owned(), line, heading: heading.to_owned(), message: message.into() };
        self.failures.push(failure);
    }
}

/// Runs every Markdown document of a directory, in the order of their names.
///
/// Where the environment variable `BLESS` is `1`, fact blocks that differ are rewritten instead of failing. A directory
/// without documents and a test without assertions are failures: they could not fail.
pub fn run(directory: &Path) -> Report {
    let mut report = Report::default();
    let shown = directory.display().to_string();
    let mut paths: Vec<_> = match fs::read_dir(directory) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) => {
            report.fail(&shown, 0, "", error.to_string());
            return report;
        }
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    for path in &paths {
        run_document(path, &mut report);
    }
    if paths.is_empty() {
        report.fail(&shown, 0, "", "no Markdown document in this directory");
    }
    report
}

fn run_document(path: &Path, report: &mut Report) {
    let name = path.display().to_string();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return report.fail(&name, 0, "", error.to_string()),
    };
    let bless = std::env::var_os("BLESS").is_some_and(|value| value == "1");
    let blessed = run_text(&name, &text, bless, report);
    if blessed != text
        && let Err(error) = fs::write(path, blessed)
    {
        report.fail(&name, 0, "", format!("cannot be rewritten: {error}"));
    }
}

/// Runs a document's text and gives it back, with its fact blocks rewritten when `bless` says so.
fn run_text(name: &str, text: &str, bless: bool, report: &mut Report) -> String {
    report.documents += 1;
    let document = Document::parse(text);
    for (line, problem) in &document.problems {
        report.fail(name, *line, "", problem);
    }
    let mut edits = blocks::Edits::new(bless);
    for test in &document.tests {
        let mut run = Run { name, test, report, edits: &mut edits };
        run.test();
    }
    if document.tests.is_empty() {
        report.fail(name, 1, "", "no test in this document");
    }
    edits.apply(text)
}

/// One test on its way.
struct Run<'a> {
    name: &'a str,
    test: &'a Test<'a>,
    report: &'a mut Report,
    edits: &'a mut blocks::Edits,
}

impl Run<'_> {
    fn fail(&mut self, line: usize, message: impl Into<String>) {
        self.report.fail(self.name, line, &self.test.heading, message);
    }

    fn test(&mut self) {
        let before = self.report.assertions;
        for number in 1..=self.test.stages() {
            self.stage(number);
        }
        if self.report.assertions == before {
            self.fail(self.test.line, "nothing is asserted");
        }
    }

    /// Extracts and resolves the files of a stage as if there had been none before, and checks those that it brings.
    fn stage(&mut self, number: usize) {
        let stage = Stage::new(self.test, number);
        for (line, problem) in stage.problems() {
            self.fail(line, problem);
        }
        let resolved = stage.resolve();
        for problem in &resolved.problems {
            self.fail(self.test.line, format!("stage {number}: {problem}"));
        }
        let places = stage.places();
        for loaded in stage.files.values().filter(|loaded| loaded.file.stage == number) {
            self.file(&places, &resolved, loaded);
        }
    }

    fn file(&mut self, places: &Places<'_>, resolved: &stage::Resolved, loaded: &Loaded<'_>) {
        let Loaded { path, file, annotated, spec } = loaded;
        let asserted = annotated.assertions.len() + file.blocks.len();
        self.report.assertions += asserted;
        let Some(spec) = spec else {
            if asserted > 0 {
                self.fail(file.line, format!("`{path}` is in no known language"));
            }
            return;
        };
        let (facts, violations) = crate::extract_checked(spec, annotated.source.as_bytes());
        violations.iter().for_each(|violation| self.fail(file.line, format!("`{path}`: {violation}")));
        let placement = places.of(spec, path);
        let view = verify::View::new(&facts, &placement, &annotated.source, resolved.of(path));
        self.syntax(&view, path, file);
        for assertion in &annotated.assertions {
            let verdict = words::parse(assertion.text).and_then(|expected| view.verify(assertion, &expected));
            if let Err(message) = verdict {
                self.fail(assertion.line, message);
            }
        }
        for block in &file.blocks {
            if let Err(message) = self.edits.compare(block, &facts, &annotated.source) {
                self.fail(block.line, format!("`{path}`: {message}"));
            }
        }
    }

    /// Code that the parser does not accept is more often a slip in the test than its purpose.
    fn syntax(&mut self, view: &verify::View<'_>, path: &RepoPath, file: &File<'_>) {
        let expected = file.blocks.iter().any(|block| block.shows("diagnostics"));
        if let (false, Some(problem)) = (expected, view.syntax_error()) {
            self.fail(
                file.line,
                format!("`{path}`: {problem}; if it is meant to be so, add a `facts diagnostics` block"),
            );
        }
    }
}

#[cfg(test)]
mod tests;
