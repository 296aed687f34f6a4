//! The tests of the stack graphs for Java, JavaScript, Python and TypeScript.
//!
//! A test is a file, perhaps with several fragments that are files (`--- path: a.py ---`). `^ defined: 3, 7` below a
//! reference lists the lines of the test on which it is defined: those of the imports on the way and of the definition.
//!
//! Outcomes here have no place for a local variable and none for the imports on the way. So an assertion holds when
//!
//! * all targets stand on lines that are listed, and there is one (of a dispatch, the declared member does); or
//! * the outcome is local, external or a module, and the name is introduced in its file on a line that is listed; or
//! * no line is listed and there is no target in the tree.
//!
//! It is wrong when a target stands elsewhere, else missed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use model::ids::ScopeId;
use model::kinds::BindingKind;
use model::outcome::OutcomeKind;
use model::path::RepoPath;
use model::span::Position;
use testkit::linked::TextManifests;

use super::report::Report;
use super::tree::{Reference, Target, Tree};

const LANGUAGES: &[&str] = &["java", "javascript", "python", "typescript"];

pub(super) fn run(root: &Path) -> Result<Report> {
    let mut report =
        Report::new("stack graphs (definitions)", &["right", "wrong", "missed", "no reference there"]);
    for language in LANGUAGES {
        let tests = root.join(format!("languages/tree-sitter-stack-graphs-{language}/test"));
        let mut files = Vec::new();
        collect(&tests, &mut files)?;
        files.sort();
        for file in files {
            let name = file.strip_prefix(&tests).unwrap_or(&file).to_string_lossy().into_owned();
            let folder = name.split('/').next().filter(|first| *first != name).unwrap_or("");
            let category = format!("{language} {folder}");
            run_test(&file, &format!("{language}/{name}"), category.trim(), &mut report)?;
        }
    }
    Ok(report)
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(directory).with_context(|| format!("listing {}", directory.display()))? {
        let path = entry?.path();
        // Skipped by its authors.
        let is_skipped = path.extension().is_some_and(|extension| extension == "skip" || extension == "bug");
        if path.is_dir() {
            collect(&path, files)?;
        } else if !is_skipped {
            files.push(path);
        }
    }
    Ok(())
}

/// A test taken apart.
#[derive(Default)]
struct Test {
    files: TextManifests,
    assertions: Vec<Assertion>,
}

/// A place, and the lines on which what it names is defined.
struct Assertion {
    path: RepoPath,
    at: Position,
    lines: BTreeSet<u32>,
}

impl Test {
    /// Every fragment keeps its lines' numbers in the test: lines of others are empty in it.
    fn new(name: &str, lines: &str) -> Self {
        let mut test = Self::default();
        let first = RepoPath::new(name.rsplit('/').next().unwrap_or(name));
        let mut current = if lines.contains("--- path:") { None } else { first };
        let mut source_line = 0;
        for (index, line) in lines.lines().enumerate() {
            let number = index as u32 + 1;
            if let Some(path) = fragment(line) {
                current = RepoPath::new(path);
                continue;
            }
            let Some(path) = &current else { continue };
            match assertion(line) {
                Some((column, lines)) => {
                    let at = Position { line: source_line, column };
                    test.assertions.push(Assertion { path: path.clone(), at, lines });
                }
                None => source_line = number,
            }
            let file = test.files.0.entry(path.clone()).or_default();
            let behind = index - file.lines().count();
            file.push_str(&"\n".repeat(behind));
            file.push_str(line);
            file.push('\n');
        }
        test
    }
}

fn fragment(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("---")?;
    let (path, _) = rest.trim_start().strip_prefix("path:")?.split_once("---")?;
    Some(path.trim())
}

/// The column and the lines of `^ defined: …`.
fn assertion(line: &str) -> Option<(u32, BTreeSet<u32>)> {
    let column = line.find('^')?;
    let list = line[column + 1..].trim_start().strip_prefix("defined:")?;
    let numbers = list.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok());
    Some((column as u32, numbers.collect()))
}

fn run_test(file: &Path, name: &str, category: &str, report: &mut Report) -> Result<()> {
    let lines = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let test = Test::new(name, &lines);
    if test.assertions.is_empty() {
        return Ok(());
    }
    let tree = Tree::of_texts(&test.files);
    for assertion in &test.assertions {
        let verdict = judge(&tree, assertion);
        for measure in [Verdict::Right, Verdict::Wrong, Verdict::Missed, Verdict::NoReference] {
            report.count(category, measure as usize, usize::from(measure == verdict), 1);
        }
        if verdict != Verdict::Right {
            report.fail(format!(
                "{name}:{}:{}: {verdict:?}: {}",
                assertion.at.line,
                assertion.at.column,
                said(&tree, assertion)
            ));
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Right,
    Wrong,
    Missed,
    NoReference,
}

/// The reference at the place of an assertion.
fn reference<'t>(tree: &'t Tree, assertion: &Assertion) -> Option<Reference<'t>> {
    let unit = tree.unit(assertion.path.as_str())?;
    let offset = tree.offset(unit, assertion.at)?;
    tree.references(unit).find(|found| found.site.span.start <= offset && offset < found.site.span.end)
}

fn judge(tree: &Tree, assertion: &Assertion) -> Verdict {
    let Some(found) = reference(tree, assertion) else {
        return if assertion.lines.is_empty() { Verdict::Right } else { Verdict::NoReference };
    };
    let listed = |line: u32| assertion.lines.contains(&line);
    let is_module = !found.targets.is_empty() && found.targets.iter().all(|target| target.def.is_none());
    let without_place = is_module || matches!(found.outcome.kind, OutcomeKind::Local | OutcomeKind::External);
    // Of a module all lines are the definition.
    let inside = |target: &Target<'_>| {
        let extent = target.unit.scope(ScopeId::new(0)).span;
        let lines =
            tree.position(target.unit, extent.start).line..=tree.position(target.unit, extent.end).line;
        target.def.is_none() && assertion.lines.iter().any(|line| lines.contains(line))
    };
    // What may override the declared member is more than these tests ask for.
    let asked = if found.outcome.kind == OutcomeKind::Dispatch { 1 } else { found.targets.len() };
    let right = match (found.targets.is_empty(), assertion.lines.is_empty()) {
        (true, true) => found.outcome.kind != OutcomeKind::Local,
        (false, false)
            if found.targets[..asked].iter().all(|target| listed(tree.line(target)) || inside(target)) =>
        {
            true
        }
        _ => without_place && tree.bound(&found).any(|(line, kind)| listed(line) && introduces(kind)),
    };
    match right {
        true => Verdict::Right,
        false if found.is_proved() || found.outcome.kind == OutcomeKind::Local => Verdict::Wrong,
        false => Verdict::Missed,
    }
}

fn introduces(kind: BindingKind) -> bool {
    kind != BindingKind::Definition
}

/// What is expected and what is there.
fn said(tree: &Tree, assertion: &Assertion) -> String {
    let Some(found) = reference(tree, assertion) else { return format!("expected {:?}", assertion.lines) };
    let targets: Vec<String> = found
        .targets
        .iter()
        .map(|target| format!("{}:{}", target.unit.placement.path, tree.line(target)))
        .collect();
    let why = found.outcome.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
    format!(
        "`{}` expected {:?}, {}{why} {}",
        found.name(),
        assertion.lines,
        found.outcome.kind,
        targets.join(", ")
    )
}
