//! Resolves a directory in memory and prints what the accuracy scorer reads.
//!
//! ```text
//! cargo run --release -p testkit --example resolve -- DIR [--lang NAME] > out.jsonl
//! ```
//!
//! With `--why PATH:LINE:COLUMN` prints the derivation of one site instead.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use model::ids::SymbolId;
use model::outcome::{Reason, Rule};
use model::span::LineIndex;
use resolve::{FileId, Session, World};
use serde_json::json;
use testkit::arguments::Arguments;
use testkit::linked::{DirManifests, Linked};

fn main() -> ExitCode {
    match Arguments::read(&["lang", "why"]).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let [root] = &arguments.positional[..] else {
        return Err("usage: resolve DIR [--lang NAME] [--why PATH:LINE:COLUMN]".to_owned());
    };
    let root = Path::new(root);
    let linked = Linked::read(root, arguments.option("lang")).map_err(|error| error.to_string())?;
    let manifests = DirManifests::new(root).map_err(|error| error.to_string())?;
    let world = World::new(&linked.files, &linked.provider, languages::POLICIES, &manifests);
    match arguments.option("why") {
        Some(place) => why(&linked, &world, place),
        None => print_all(&linked, &world),
    }
}

fn print_all(linked: &Linked, world: &World<'_>) -> Result<(), String> {
    let started = Instant::now();
    let resolutions: Vec<_> = (0..linked.files.len() as u32)
        .map(|index| Session::new(world, FileId::new(index)).run().resolution)
        .collect();
    eprintln!("resolved in {:.3} s", started.elapsed().as_secs_f64());
    let places = linked.places();
    let mut out = BufWriter::new(io::stdout().lock());
    for (unit, resolution) in linked.provider.units().iter().zip(&resolutions) {
        let lines = &linked.lines[unit.id.index()];
        for (site, outcome) in unit.facts.sites.iter().zip(&resolution.outcomes) {
            let at = lines.position(site.span.start);
            let target = |id: SymbolId| {
                let (path, place) = &places[&id];
                json!({"path": path.as_str(), "start_line": place.line, "start_col": place.column})
            };
            let targets: Vec<_> = resolution.targets_of(outcome).map(target).collect();
            let row = json!({"type": "reference", "path": unit.placement.path.as_str(), "start_line": at.line,
                "start_col": at.column, "name": unit.text(site.name), "role": site.role.as_str(),
                "outcome": outcome.kind.as_str(), "rule": outcome.rule.map(Rule::as_str),
                "reason": outcome.reason.map(Reason::as_str), "targets": targets});
            writeln!(out, "{row}").map_err(|error| error.to_string())?;
        }
    }
    out.flush().map_err(|error| error.to_string())
}

fn why(linked: &Linked, world: &World<'_>, place: &str) -> Result<(), String> {
    let usage = || "--why takes PATH:LINE:COLUMN".to_owned();
    let mut parts = place.rsplitn(3, ':');
    let column: u32 = parts.next().and_then(|text| text.parse().ok()).ok_or_else(usage)?;
    let line: u32 = parts.next().and_then(|text| text.parse().ok()).ok_or_else(usage)?;
    let file = parts.next().and_then(|path| linked.files.find(path)).ok_or_else(usage)?;
    let unit = &linked.provider.units()[file.index()];
    let lines: &LineIndex = &linked.lines[file.index()];
    let offset = lines.offset(model::span::Position { line, column }).ok_or_else(usage)?;
    for (index, site) in unit.facts.sites.iter().enumerate() {
        if site.span.start > offset || site.span.end <= offset {
            continue;
        }
        let (resolution, steps) = Session::new(world, file).explain(model::ids::SiteId::new(index as u32));
        let outcome = resolution.outcomes[0];
        println!("{} {} {:?}", unit.text(site.name), site.role, outcome);
        let places = linked.places();
        for id in resolution.targets_of(&outcome) {
            let (path, at) = &places[&id];
            println!("  -> {path}:{}:{}", at.line, at.column);
        }
        for step in steps {
            let at = linked.lines[step.file.index()].position(step.span.start);
            println!("  {} {}:{}:{}", step.what, linked.files.entry(step.file).path, at.line, at.column);
        }
    }
    Ok(())
}
