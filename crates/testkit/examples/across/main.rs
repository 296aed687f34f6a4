//! Several repositories as one tree: no proved edge may lead from one to another, nor between languages that cannot
//! name each other's definitions.
//!
//! ```text
//! cargo run --release -p testkit --example across -- DIR1 DIR2 … [--examples N]
//! ```
//!
//! Prints the violations by class with examples, and fails when there is one.

use std::collections::BTreeMap;
use std::process::ExitCode;

use model::ids::SymbolId;
use model::outcome::{OutcomeKind, Rule};
use model::path::RepoPath;
use model::span::Position;
use testkit::arguments::Arguments;
use testkit::linked::Linked;
use testkit::resolved::{Order, resolve_all};
use testkit::roots::Roots;

fn main() -> ExitCode {
    match Arguments::read(&["examples"]).and_then(|arguments| run(&arguments)) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// Languages whose definitions can be meant by each other's names.
fn family(language: &str) -> &str {
    match language {
        "c" | "cpp" => "c",
        "javascript" | "typescript" => "javascript",
        other => other,
    }
}

/// The place of a symbol, and the family that it is in.
struct Target<'a> {
    path: RepoPath,
    position: Position,
    family: &'a str,
}

/// What edges have in common that should not be.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    language: String,
    kind: &'static str,
    rule: &'static str,
    from: String,
    to: String,
}

fn top(path: &RepoPath) -> &str {
    path.as_str().split('/').next().unwrap_or_default()
}

fn run(arguments: &Arguments) -> Result<usize, String> {
    if arguments.positional.is_empty() {
        return Err("usage: across DIR1 DIR2 … [--examples N]".to_owned());
    }
    let examples = arguments.number("examples", 3)?;
    let roots = Roots::read(&arguments.positional).map_err(|error| error.to_string())?;
    let linked = roots.link().map_err(|error| error.to_string())?;
    let resolved = resolve_all(&linked, &roots, Order::Forward);
    let (edges, classes) = violations(&linked, &resolved);
    let count = classes.values().map(Vec::len).sum();
    println!("{} files, {edges} edges, {count} across", linked.files.len());
    for (class, found) in &classes {
        let Class { language, kind, rule, from, to } = class;
        println!("{:6} {language} {kind} {rule}: {from} -> {to}", found.len());
        found.iter().take(examples).for_each(|example| println!("         {example}"));
    }
    Ok(count)
}

/// How many proved edges there are, and those that lead across.
fn violations(linked: &Linked, resolved: &[resolve::Resolved]) -> (usize, BTreeMap<Class, Vec<String>>) {
    let targets = targets(linked);
    let (mut edges, mut classes) = (0, BTreeMap::<Class, Vec<String>>::new());
    for (unit, resolved) in linked.provider.units().iter().zip(resolved) {
        let (path, language) = (&unit.placement.path, &unit.placement.language);
        for (site, outcome) in unit.facts.sites.iter().zip(&resolved.resolution.outcomes) {
            if !matches!(outcome.kind, OutcomeKind::Resolved | OutcomeKind::Dispatch) {
                continue;
            }
            for target in resolved.resolution.targets_of(outcome).map(|id| &targets[&id]) {
                edges += 1;
                if top(path) == top(&target.path) && family(language) == target.family {
                    continue;
                }
                let class = Class {
                    language: language.clone(),
                    kind: outcome.kind.as_str(),
                    rule: outcome.rule.map_or("no rule", Rule::as_str),
                    from: top(path).to_owned(),
                    to: top(&target.path).to_owned(),
                };
                let at = linked.lines[unit.id.index()].position(site.span.start);
                let (name, to) = (unit.text(site.name), target.position);
                classes.entry(class).or_default().push(format!(
                    "{path}:{}:{} `{name}` {} -> {}:{}:{}",
                    at.line, at.column, site.role, target.path, to.line, to.column
                ));
            }
        }
    }
    (edges, classes)
}

fn targets(linked: &Linked) -> BTreeMap<SymbolId, Target<'_>> {
    let target = |(id, (path, position)): (SymbolId, (RepoPath, Position))| {
        let file = linked.files.find(path.as_str()).expect("places are of files of the tree");
        (id, Target { family: family(&linked.files.entry(file).language), path, position })
    };
    linked.places().into_iter().map(target).collect()
}
