//! `PyCG`'s micro-benchmark: small programs in Python with the edges of their call graphs.
//!
//! As its authors define it, a program's call graph is complete when no edge is false, and sound when none is missing.
//! An edge leads from the function, class or module around a call to what is called. Of a class that is called, it is
//! the constructor; a decorator is called by what surrounds it. Edges out of the program are found when the call is
//! external and has the name of an expected one; they are never counted as false.
//!
//! The benchmark's own analysis proves nothing: it collects what may flow to a call. So graphs are counted twice, of
//! what is proved (resolved and dispatch) and with candidates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use model::kinds::{DefKind, Role};
use model::outcome::OutcomeKind;

use super::report::Report;
use super::tree::{Reference, Target, Tree, caller};
use model::expr::TypeExpr;
use model::ids::{DefId, TypeId};
use resolve::Unit;

/// What is proved first, then the same with candidates.
const MEASURES: &[&str] = &[
    "complete",
    "sound",
    "edges found",
    "complete with candidates",
    "sound with candidates",
    "edges with candidates",
];

type Edges = BTreeSet<(String, String)>;

pub(super) fn run(root: &Path) -> Result<Report> {
    let mut report = Report::new("PyCG micro-benchmark (Python)", MEASURES);
    let snippets = root.join("micro-benchmark/snippets");
    for category in folders(&snippets)? {
        for case in folders(&snippets.join(&category))? {
            run_case(&snippets.join(&category).join(&case), &category, &case, &mut report)?;
        }
    }
    Ok(report)
}

fn folders(directory: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory).with_context(|| format!("listing {}", directory.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn run_case(directory: &Path, category: &str, case: &str, report: &mut Report) -> Result<()> {
    let graph = directory.join("callgraph.json");
    if !graph.is_file() {
        return Ok(());
    }
    let graph: BTreeMap<String, Vec<String>> = serde_json::from_str(&fs::read_to_string(graph)?)?;
    let lists = graph.into_iter();
    let expected: Edges =
        lists.flat_map(|(from, to)| to.into_iter().map(move |to| (from.clone(), to))).collect();
    let tree = Tree::read(directory)?;
    for (measure, candidates) in [(0, false), (3, true)] {
        let found = edges(&tree, &expected, candidates);
        let missing: Vec<_> = expected.difference(&found).map(shown).collect();
        let wrong: Vec<_> = found.difference(&expected).map(shown).collect();
        report.count(category, measure, usize::from(wrong.is_empty()), 1);
        report.count(category, measure + 1, usize::from(missing.is_empty()), 1);
        report.count(category, measure + 2, expected.len() - missing.len(), expected.len());
        if !(missing.is_empty() && wrong.is_empty()) {
            let with = if candidates { " with candidates" } else { "" };
            let (missing, wrong) = (missing.join(", "), wrong.join(", "));
            report.fail(format!("{category}/{case}{with}: missing [{missing}], false [{wrong}]"));
        }
    }
    Ok(())
}

fn shown((from, to): &(String, String)) -> String {
    format!("{from} -> {to}")
}

fn edges(tree: &Tree, expected: &Edges, candidates: bool) -> Edges {
    let mut edges = Edges::new();
    for unit in tree.units() {
        for reference in tree.references(unit) {
            if !matches!(reference.site.role, Role::Call | Role::Decorate) {
                continue;
            }
            let from = by_path(unit, caller(unit, reference.site.scope));
            if reference.outcome.kind == OutcomeKind::External {
                edges.extend(leaving(&reference, &from, expected));
            }
            let is_candidate = candidates && reference.outcome.kind == OutcomeKind::Candidates;
            if reference.is_proved() || is_candidate {
                let called = reference.targets.iter().filter_map(|target| called(tree, *target));
                edges.extend(called.map(|to| (from.clone(), to)));
            }
        }
    }
    edges
}

/// A name whose module is spelled as the file's path, which is how `PyCG` sees it.
fn by_path(unit: &Unit, name: String) -> String {
    let path = unit.placement.path.as_str();
    let module = path.strip_suffix(".py").unwrap_or(path);
    let module = module.strip_suffix("/__init__").unwrap_or(module).replace('/', ".");
    match name.strip_prefix(unit.placement.module.as_str()) {
        Some(rest) => module + rest,
        None => name,
    }
}

/// What runs when a target is called.
fn called(tree: &Tree, target: Target<'_>) -> Option<String> {
    let def = target.def?;
    let runs = match target.unit.def(def).kind {
        DefKind::Class => constructor(tree, target.unit, def, 0)?,
        DefKind::Function | DefKind::Method | DefKind::Constructor => target,
        _ => return None,
    };
    Some(by_path(runs.unit, runs.name()))
}

/// The `__init__` of a class or of the first class above it that has one.
fn constructor<'t>(tree: &'t Tree, unit: &'t Unit, class: DefId, depth: usize) -> Option<Target<'t>> {
    let mut members = unit.children(class);
    if let Some(init) = members.find(|member| unit.def_name(*member) == "__init__") {
        return Some(Target { unit, def: Some(init) });
    }
    let supers = unit.facts.supers(unit.def(class).supers);
    let mut above = supers.iter().filter(|_| depth < 20).filter_map(|above| base(tree, unit, above.ty));
    above.find_map(|base| constructor(tree, base.unit, base.def?, depth + 1))
}

/// The class that a base names.
fn base<'t>(tree: &'t Tree, unit: &'t Unit, ty: TypeId) -> Option<Target<'t>> {
    let (TypeExpr::Name(site) | TypeExpr::Member { site, .. }) = unit.ty(ty) else { return None };
    let reference = tree.references(unit).nth(site.index())?;
    reference.targets.first().copied()
}

/// What an import calls the thing that it brings under the name of a reference.
fn imported_name<'t>(reference: &Reference<'t>) -> Option<&'t str> {
    let unit = reference.unit;
    let mut bindings = unit.bindings_named(reference.site.name);
    let import = bindings.find_map(|id| unit.binding(id).import)?;
    Some(unit.text(unit.facts.import(import).member?))
}

/// The expected edges out of the program that a call may be.
fn leaving(reference: &Reference<'_>, from: &str, expected: &Edges) -> Vec<(String, String)> {
    let name = imported_name(reference).unwrap_or_else(|| reference.name());
    let is = |(caller, callee): &&(String, String)| {
        let mut segments = callee.rsplit('.');
        let last = segments.next();
        let called = if last == Some("__init__") { segments.next() } else { last };
        caller == from && called == Some(name)
    };
    expected.iter().filter(is).cloned().collect()
}
