//! One file refreshed by a process that starts for it.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use engine::query::SnapshotRef;
use engine::{Database, DefKind, FileRecord};
use store::BlobKey;
use trials::Random;

use super::figures::{Figures, Took};
use super::ground::Ground;

/// Runs of each way.
const RUNS: usize = 11;

/// Measures `index --file` and `index`, each after one body was edited.
pub(super) fn measure(ground: &Ground, seed: u64, figures: &mut Figures) -> Result<()> {
    let mut random = Random::new(seed);
    let mut records = ground.records()?;
    records.retain(|record| record.size < 200_000 && record.definitions > 0);
    let root = ground.root().display().to_string();
    if ground.knows("index", "--file")? {
        run(
            ground,
            &records,
            &mut random,
            figures,
            "a fresh process, `index --file` of a body edited",
            &|path| vec!["index".to_owned(), "-q".to_owned(), "--file".to_owned(), path.to_owned()],
        )?;
    }
    run(
        ground,
        &records,
        &mut random,
        figures,
        "a fresh process, `index` of everything, a body edited",
        &|_| vec!["index".to_owned(), "-q".to_owned(), root.clone()],
    )
}

fn run(
    ground: &Ground,
    records: &[FileRecord],
    random: &mut Random,
    figures: &mut Figures,
    what: &str,
    arguments: &dyn Fn(&str) -> Vec<String>,
) -> Result<()> {
    let (mut runs, mut memory) = (Vec::new(), 0);
    while runs.len() < RUNS {
        let record = random.pick(records).context("a file")?;
        let Some(text) = with_other_body(ground, record, random)? else { continue };
        let file = ground.root().join(record.path.as_str());
        fs::write(&file, text)?;
        let arguments = arguments(&file.display().to_string());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let cost = ground.cost(&arguments)?;
        runs.push(Took { seen: cost.wall, cpu: Duration::from_secs_f64(cost.usage.cpu) });
        memory = memory.max(cost.usage.memory_kb);
    }
    figures.runs(what, &runs, "500");
    figures.say(format!("{what}: {} MB at most", memory / 1_000));
    Ok(())
}

/// The text of a file with another statement in some body; `None` when it has no body that is found by its end.
pub(super) fn with_other_body(
    ground: &Ground,
    record: &FileRecord,
    random: &mut Random,
) -> Result<Option<Vec<u8>>> {
    let mut text = fs::read(ground.root().join(record.path.as_str()))?;
    let database = Database::open(ground.db())?;
    let Some(at) = end_of_body(database.snapshot(), record, &text, random)? else { return Ok(None) };
    let statement: &[u8] = match record.language.as_str() {
        "python" => b"\n",
        _ => b" ; ",
    };
    text.splice(at..at, statement.iter().copied());
    Ok(Some(text))
}

/// Just before the end of the body of some function.
fn end_of_body(
    snapshot: SnapshotRef<'_>,
    record: &FileRecord,
    text: &[u8],
    random: &mut Random,
) -> Result<Option<usize>> {
    // What is known of it now, not when the list was made.
    let Some(record) = snapshot.file(&record.path)? else { return Ok(None) };
    let Some(facts) = snapshot.facts(&BlobKey::of(&record))? else { return Ok(None) };
    let is_python = record.language == "python";
    // Where blocks have no ends that are seen, a line more.
    let line = |body: usize, end: usize| {
        text.get(body..end).and_then(|body| body.iter().position(|&byte| byte == b'\n')).map(|at| body + at)
    };
    let ends = facts.defs.iter().filter(|def| matches!(def.kind, DefKind::Function | DefKind::Method));
    let ends: Vec<usize> = ends
        .map(|def| (def.body as usize, def.span.end as usize))
        .filter(|&(body, end)| body < end && end <= text.len() && (is_python || text[end - 1] == b'}'))
        .filter_map(|(body, end)| if is_python { line(body, end) } else { Some(end - 1) })
        .collect();
    Ok(random.pick(&ends).copied())
}
