//! Whether resolution depends on what things are called.
//!
//! Every identifier that a repository introduces is renamed, everywhere at once, to another of the same length and
//! letter case. As no byte moves, facts before and after can be laid over each other: the same sites must end the same
//! way, at targets in the same places. A difference means that a name was taken for a meaning.
//!
//! Names that do carry meaning are kept: see `kept` below.

mod kept;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use extract::LanguageSpec;
use model::ids::SymbolId;
use model::outcome::{OutcomeKind, Reason, Rule};
use model::path::RepoPath;
use resolve::{Manifests, Resolved, Unit};

use self::words::{Mapping, replaced};
use crate::linked::Linked;
use crate::place::Places;
use crate::resolved::{Order, resolve_all};

/// A file of a tree: where, in what language, what.
pub type SourceFile = (RepoPath, &'static LanguageSpec, Vec<u8>);

/// What renaming changed.
pub struct Renamed {
    /// How many names were given others.
    pub names: usize,
    /// How many names of the repository were kept.
    pub kept: usize,
    /// How many sites were compared, and how many of them have another name now.
    pub sites: (usize, usize),
    /// What should have stayed the same.
    pub differences: Vec<Difference>,
    /// The files with their new names.
    pub files: Vec<SourceFile>,
}

/// A site that ends otherwise, or a file whose facts differ.
pub struct Difference {
    /// The place, as `PATH:LINE:COLUMN`.
    pub place: String,
    /// The name before and after.
    pub names: (String, String),
    /// What became of it before.
    pub before: String,
    /// What becomes of it now.
    pub after: String,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { place, names: (old, new), before, after } = self;
        write!(f, "{place} `{old}` -> `{new}`\n  before {before}\n  after  {after}")
    }
}

/// Resolves a tree, renames what it introduces, resolves it again and compares.
pub fn compare(places: &Places<'_>, manifests: &dyn Manifests, files: &[SourceFile]) -> Renamed {
    let linked = Linked::new(places, files.to_vec());
    let resolved = resolve_all(&linked, manifests, Order::Forward);
    let introduced = introduced(&linked);
    let kept = kept::names(&linked, &resolved, manifests);
    let candidates: BTreeSet<&str> =
        introduced.iter().copied().filter(|name| words::is_identifier(name) && !kept.keeps(name)).collect();
    let mapping = Mapping::new(&candidates, files.iter().map(|(.., bytes)| bytes.as_slice()));
    let renamed = files.iter().map(|(path, spec, bytes)| (path.clone(), *spec, replaced(bytes, &mapping)));
    let renamed: Vec<SourceFile> = renamed.collect();
    let linked_again = Linked::new(places, renamed.clone());
    let resolved_again = resolve_all(&linked_again, manifests, Order::Forward);
    let sides = [Side::new(&linked, &resolved), Side::new(&linked_again, &resolved_again)];
    let mut result = Renamed {
        names: mapping.len(),
        kept: introduced.len() - mapping.len(),
        sites: (0, 0),
        differences: Vec::new(),
        files: renamed,
    };
    for file in 0..linked.files.len() {
        compare_file(&sides, file, &mut result);
    }
    result
}

/// The names of all definitions and bindings.
fn introduced(linked: &Linked) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for unit in linked.provider.units() {
        names.extend(unit.facts.defs.iter().map(|def| unit.text(def.name)));
        names.extend(unit.facts.bindings.iter().map(|binding| unit.text(binding.name)));
    }
    names
}

/// A tree before or after.
struct Side<'a> {
    linked: &'a Linked,
    resolved: &'a [Resolved],
    targets: BTreeMap<SymbolId, String>,
}

impl<'a> Side<'a> {
    fn new(linked: &'a Linked, resolved: &'a [Resolved]) -> Self {
        let places = linked.places().into_iter();
        let targets =
            places.map(|(id, (path, at))| (id, format!("{path}:{}:{}", at.line, at.column))).collect();
        Self { linked, resolved, targets }
    }

    fn unit(&self, file: usize) -> &'a Unit {
        &self.linked.provider.units()[file]
    }

    /// What became of a site, without names.
    fn ending(&self, file: usize, site: usize) -> Ending<'_> {
        let resolution = &self.resolved[file].resolution;
        let outcome = &resolution.outcomes[site];
        let targets = resolution.targets_of(outcome).map(|id| self.targets[&id].as_str()).collect();
        Ending { kind: outcome.kind, rule: outcome.rule, reason: outcome.reason, targets }
    }
}

/// An outcome with places for targets.
#[derive(PartialEq, Eq, Debug)]
struct Ending<'a> {
    kind: OutcomeKind,
    rule: Option<Rule>,
    reason: Option<Reason>,
    targets: Vec<&'a str>,
}

impl std::fmt::Display for Ending<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let why = self.rule.map(Rule::as_str).into_iter().chain(self.reason.map(Reason::as_str));
        write!(f, "{} ({}) {}", self.kind, why.collect::<Vec<_>>().join(", "), self.targets.join(", "))
    }
}

fn compare_file(sides: &[Side<'_>; 2], file: usize, result: &mut Renamed) {
    let [before, after] = [sides[0].unit(file), sides[1].unit(file)];
    let path = &before.placement.path;
    if let Some(problem) = facts_differ(before, after) {
        let names = (String::new(), String::new());
        let after = "other facts".to_owned();
        result.differences.push(Difference { place: path.to_string(), names, before: problem, after });
        return;
    }
    for (index, site) in before.facts.sites.iter().enumerate() {
        let names = (before.text(site.name).to_owned(), after.text(after.facts.sites[index].name).to_owned());
        result.sites.0 += 1;
        result.sites.1 += usize::from(names.0 != names.1);
        let [old, new] = [sides[0].ending(file, index), sides[1].ending(file, index)];
        if old != new {
            let at = sides[0].linked.lines[file].position(site.span.start);
            let place = format!("{path}:{}:{}", at.line, at.column);
            let (before, after) = (old.to_string(), new.to_string());
            result.differences.push(Difference { place, names, before, after });
        }
    }
}

/// Which table differs in more than names.
fn facts_differ(before: &Unit, after: &Unit) -> Option<String> {
    let (old, new) = (&before.facts, &after.facts);
    let sites = old.sites.len() == new.sites.len()
        && old.sites.iter().zip(&new.sites).all(|(a, b)| a.span == b.span && a.role == b.role);
    let defs = old.defs.len() == new.defs.len()
        && old.defs.iter().zip(&new.defs).all(|(a, b)| a.name_span == b.name_span && a.kind == b.kind);
    let bindings = old.bindings.len() == new.bindings.len()
        && old.bindings.iter().zip(&new.bindings).all(|(a, b)| a.span == b.span && a.kind == b.kind);
    let differ = [("sites", sites), ("defs", defs), ("bindings", bindings)];
    let tables: Vec<&str> = differ.iter().filter(|(_, same)| !same).map(|(table, _)| *table).collect();
    (!tables.is_empty()).then(|| format!("facts before, which differ in {}", tables.join(", ")))
}
