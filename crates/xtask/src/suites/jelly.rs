//! Jelly's micro tests: JavaScript and TypeScript with the call graphs that running them gave.
//!
//! Each observed edge leads from a call to a function, both by their places. It is right when the call is resolved to
//! that function, and in a set when the call is a dispatch over a set with it; a candidate is not proved. A call of a variable or field is resolved
//! to that, which says less than the function in it but nothing false. It is wrong when the call is resolved to a
//! function that was never seen to be called there, else missed. A class stands for its constructor.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use model::ids::DefId;
use model::kinds::{DefKind, Role};
use model::outcome::OutcomeKind;
use model::span::{Position, Span};
use resolve::Unit;
use serde_json::Value;

use super::report::Report;
use super::tree::{Reference, Target, Tree};

const MEASURES: &[&str] = &["right", "in a set", "a candidate", "the variable", "wrong", "missed"];
/// Places in [`MEASURES`].
const RIGHT: usize = 0;
const IN_SET: usize = 1;
const CANDIDATE: usize = 2;
const VARIABLE: usize = 3;
const WRONG: usize = 4;
const MISSED: usize = 5;

pub(super) fn run(root: &Path) -> Result<Report> {
    let mut report = Report::new("Jelly micro tests (JavaScript)", MEASURES);
    let micro = root.join("tests/micro");
    let tree = Tree::read(&micro)?;
    for path in graphs(&micro)? {
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let graph: Value = serde_json::from_str(&text)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Graph { tree: &tree, json: &graph }.judge(&micro, &name, &mut report);
    }
    Ok(report)
}

fn graphs(directory: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory).with_context(|| format!("listing {}", directory.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// A call graph with the tree that it is of.
struct Graph<'a> {
    tree: &'a Tree,
    json: &'a Value,
}

/// A place of a call or function.
#[derive(Clone, Copy)]
struct Place<'a> {
    unit: &'a Unit,
    span: Span,
}

impl<'a> Graph<'a> {
    /// Files of tests that are not graphs have no edges.
    fn judge(&self, micro: &Path, name: &str, report: &mut Report) {
        let category = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let mut callees: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for edge in self.json["call2fun"].as_array().into_iter().flatten() {
            if let (Some(call), Some(function)) = (edge[0].as_u64(), edge[1].as_u64()) {
                callees.entry(call).or_default().push(function);
            }
        }
        for (call, functions) in callees {
            let Some(place) = self.place("calls", call) else { continue };
            let reference = self.reference(micro, place);
            for function in &functions {
                let Some(callee) = self.place("functions", *function) else { continue };
                let measure =
                    reference.as_ref().map_or(MISSED, |found| self.verdict(found, callee, &functions));
                (0..MEASURES.len())
                    .for_each(|index| report.count(category, index, usize::from(index == measure), 1));
                if measure > CANDIDATE {
                    report.fail(self.failure(name, place, callee, measure, reference.as_ref()));
                }
            }
        }
    }

    fn place(&self, table: &str, index: u64) -> Option<Place<'a>> {
        let text = self.json[table][usize::try_from(index).ok()?].as_str()?;
        let numbers: Vec<u32> = text.split(':').filter_map(|number| number.parse().ok()).collect();
        let [file, line, column, end_line, end_column] = numbers[..] else { return None };
        let unit = self.tree.unit(self.json["files"][file as usize].as_str()?)?;
        let offset =
            |line, column: u32| self.tree.offset(unit, Position { line, column: column.saturating_sub(1) });
        Some(Place { unit, span: Span::new(offset(line, column)?, offset(end_line, end_column)?) })
    }

    /// The name before the arguments of a call.
    fn reference(&self, micro: &Path, call: Place<'a>) -> Option<Reference<'a>> {
        let source = fs::read(micro.join(call.unit.placement.path.as_str())).ok()?;
        let text = source.get(call.span.start as usize..call.span.end as usize)?;
        let end = call.span.start as usize + callee_end(text);
        let calls = self.tree.references(call.unit).filter(|found| found.site.role == Role::Call);
        calls.filter(|found| found.site.span.end as usize == end).last()
    }

    fn verdict(&self, found: &Reference<'_>, callee: Place<'_>, callees: &[u64]) -> usize {
        let hits = found.targets.iter().any(|target| self.is(target, callee));
        match (found.outcome.kind, hits) {
            (OutcomeKind::Resolved, true) => RIGHT,
            (OutcomeKind::Dispatch, true) => IN_SET,
            (OutcomeKind::Candidates, true) => CANDIDATE,
            (OutcomeKind::Resolved, false) if found.targets.iter().all(holds_value) => VARIABLE,
            (OutcomeKind::Resolved, false) => {
                let places = || callees.iter().filter_map(|index| self.place("functions", *index));
                let seen = found.targets.iter().any(|target| places().any(|place| self.is(target, place)));
                if seen { MISSED } else { WRONG }
            }
            _ => MISSED,
        }
    }

    /// Whether a definition is the function at a place: the outermost in its extent, or a class's constructor.
    fn is(&self, target: &Target<'_>, function: Place<'_>) -> bool {
        let Some(def) = target.def else { return false };
        let facts = target.unit.def(def);
        if target.unit.id != function.unit.id || !facts.span.contains(function.span) {
            return false;
        }
        if facts.kind == DefKind::Class {
            return is_constructor(target.unit, def, function.span);
        }
        let count = self.json["functions"].as_array().map_or(0, Vec::len) as u64;
        let others = (0..count).filter_map(|index| self.place("functions", index));
        let mut others =
            others.filter(|other| other.unit.id == function.unit.id && other.span != function.span);
        !others.any(|other| facts.span.contains(other.span) && other.span.contains(function.span))
    }

    fn failure(
        &self,
        name: &str,
        call: Place<'_>,
        callee: Place<'_>,
        measure: usize,
        reference: Option<&Reference<'_>>,
    ) -> String {
        let line = |place: Place<'_>| {
            format!("{}:{}", place.unit.placement.path, self.tree.position(place.unit, place.span.start).line)
        };
        let word = MEASURES[measure];
        let said = reference.map_or("no reference there".to_owned(), |found| {
            let targets: Vec<String> = found.targets.iter().map(Target::name).collect();
            let reason = found.outcome.reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!("`{}` {}{reason} {}", found.name(), found.outcome.kind, targets.join(", "))
        });
        format!("{name}: {word}: {} -> {}: {said}", line(call), line(callee))
    }
}

fn holds_value(target: &Target<'_>) -> bool {
    let holders = [DefKind::Variable, DefKind::Constant, DefKind::Field, DefKind::Property];
    target.def.is_some_and(|def| holders.contains(&target.unit.def(def).kind))
}

/// Whether a function in a class is its constructor, or the class itself, which is listed when it has none.
fn is_constructor(unit: &Unit, class: DefId, function: Span) -> bool {
    let written = unit.children(class).any(|member| {
        let facts = unit.def(member);
        facts.kind == DefKind::Constructor && facts.span.contains(function)
    });
    let around = |member: DefId| {
        let span = unit.def(member).span;
        function.contains(span) && function != span
    };
    written || unit.children(class).all(around)
}

/// Where the name ends that a call calls: before the brackets with its arguments, or at its end without brackets. Brackets
/// around the call or the callee are seen through.
fn callee_end(call: &[u8]) -> usize {
    let (start, end) = inside(call, 0, call.len());
    let arguments = if call[..end].last() == Some(&b')') { opening(&call[start..end]) } else { None };
    let Some(arguments) = arguments.map(|at| start + at) else { return end };
    let before = call[..arguments].trim_ascii_end();
    let before = before.strip_suffix(b"?.").unwrap_or(before).trim_ascii_end();
    let callee = before[start..].strip_prefix(b"new ").map_or(start, |_| start + 4);
    inside(before, callee.min(before.len()), before.len()).1
}

/// The part of `text[start..end]` that is left without blanks and the brackets that enclose all of it.
fn inside(text: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    loop {
        end = start + text[start..end].trim_ascii_end().len();
        start = end - text[start..end].trim_ascii_start().len();
        let part = &text[start..end];
        if part.len() < 2 || part[0] != b'(' || part[part.len() - 1] != b')' || opening(part) != Some(0) {
            return (start, end);
        }
        (start, end) = (start + 1, end - 1);
    }
}

/// The bracket that the last one closes.
fn opening(text: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    for (index, byte) in text.iter().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(index);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::callee_end;

    #[test]
    fn callees_end_before_the_last_brackets() {
        let callee = |call: &str| call[..callee_end(call.as_bytes())].to_owned();
        assert_eq!(callee("f(1, (2))"), "f");
        assert_eq!(callee("a.b (c)(d())"), "a.b (c)");
        assert_eq!(callee("((f))(1)"), "((f");
        assert_eq!(callee("( o.f (1) )"), "( o.f");
        assert_eq!(callee("new (A)()"), "new (A");
        assert_eq!(callee("(function () {})()"), "(function () {}");
        assert_eq!(callee("x?.(1)"), "x");
        assert_eq!(callee("new A"), "new A");
        assert_eq!(callee(")"), ")");
    }
}
