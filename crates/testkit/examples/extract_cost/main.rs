//! What extraction costs beside parsing, per language.
//!
//! ```text
//! cargo run --release -p testkit --example extract_cost -- DIR [--lang NAME] [--rounds N]
//! ```
//!
//! All files are read before anything is measured. Times are of this thread's processor time where the system tells
//! it, so that a busy machine disturbs them less, and of the fastest of several rounds.

#![allow(clippy::cast_precision_loss, reason = "numbers are rounded for people anyway")]

mod clock;
mod measure;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use testkit::arguments::Arguments;
use testkit::files::{Read, read_all};

use crate::measure::Costs;

fn main() -> ExitCode {
    match Arguments::read(&["lang", "rounds"]).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let [root] = &arguments.positional[..] else {
        return Err("usage: extract_cost DIR [--lang NAME] [--rounds N]".to_owned());
    };
    let rounds = arguments.number("rounds", 5)?.max(1);
    let files = read_all(Path::new(root), arguments.option("lang")).map_err(|error| error.to_string())?.1;
    let mut by_language: BTreeMap<&str, Vec<Read>> = BTreeMap::new();
    for file in files {
        by_language.entry(file.spec.name).or_default().push(file);
    }
    for (language, files) in &by_language {
        print(language, files.len(), &Costs::of(files, rounds)?);
    }
    Ok(())
}

fn print(language: &str, files: usize, costs: &Costs) {
    let megabytes = costs.source_bytes as f64 / 1e6;
    println!("{language}: {files} files, {megabytes:.2} MB, at most {} nodes in a file", costs.peak_nodes);
    let raw = costs.parse;
    for (step, seconds) in [
        ("raw parse", raw),
        ("facts (parse, walk, rules)", costs.extract),
        ("facts and encoding", costs.encode),
        ("zstd 1 of encoded facts", costs.compress_facts),
        ("zstd 1 of the source", costs.compress_source),
    ] {
        println!(
            "  {step:27} {:9.2} ms  {:8.1} MB/s  {:5.2} x raw parse",
            seconds * 1e3,
            megabytes / seconds.max(1e-9),
            seconds / raw.max(1e-9)
        );
    }
    println!("  beside raw parse            {:5.2} x raw parse", (costs.encode - raw) / raw.max(1e-9));
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    println!(
        "  encoded facts: {:.2} of the source; compressed {:.2} of the compressed source ({} and {} bytes)",
        share(costs.fact_bytes, costs.source_bytes),
        share(costs.compressed_facts, costs.compressed_source),
        costs.compressed_facts,
        costs.compressed_source
    );
}
