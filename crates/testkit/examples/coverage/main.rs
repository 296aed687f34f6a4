//! Which names extraction sees, as rows for the accuracy scorer or compared with what a compiler saw.
//!
//! ```text
//! cargo run --release -p testkit --example coverage -- DIR --lang NAME > out.jsonl
//! cargo run --release -p testkit --example coverage -- DIR [--lang NAME] --truth TRUTH.jsonl.gz [--misses N]
//! ```

#![allow(clippy::cast_precision_loss, reason = "numbers are rounded for people anyway")]

mod compare;
mod rows;
mod truth;

use std::path::Path;
use std::process::ExitCode;

use extract::Extractor;
use model::facts::FileFacts;
use model::span::LineIndex;
use testkit::arguments::Arguments;
use testkit::files::{Read, Tree, read_all};

/// A file and what was extracted from it.
pub(crate) struct Extracted {
    file: Read,
    facts: FileFacts,
    lines: LineIndex,
}

fn main() -> ExitCode {
    match Arguments::read(&["lang", "truth", "misses"]).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), String> {
    let [root] = &arguments.positional[..] else {
        return Err("usage: coverage DIR [--lang NAME] [--truth FILE [--misses N]]".to_owned());
    };
    let root = Path::new(root);
    let Some(path) = arguments.option("truth") else {
        let (tree, files) = extract_all(root, arguments.option("lang"))?;
        return rows::print(root, &tree, &files);
    };
    let truth = truth::Truth::read(Path::new(path)).map_err(|error| format!("{path}: {error}"))?;
    let (_, files) = extract_all(root, arguments.option("lang").or(truth.only_language()))?;
    compare::print(&files, &truth, arguments.number("misses", 5)?);
    Ok(())
}

fn extract_all(root: &Path, language: Option<&str>) -> Result<(Tree, Vec<Extracted>), String> {
    let (tree, files) = read_all(root, language).map_err(|error| error.to_string())?;
    let mut extractor = Extractor::new();
    let extract = |file: Read| {
        let facts = extractor.extract(file.spec, &file.bytes);
        let violations = testkit::check(&facts, &file.bytes);
        violations.iter().for_each(|violation| eprintln!("{}: {violation}", file.path));
        Extracted { lines: LineIndex::new(&file.bytes), facts, file }
    };
    Ok((tree, files.into_iter().map(extract).collect()))
}
