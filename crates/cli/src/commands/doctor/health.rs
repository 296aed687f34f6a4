//! `magellan doctor` without a topic: whether the database is sound.

use std::io::{self, Write};
use std::process::ExitCode;

use engine::Silent;
use wire::{FindingEntry, HealthAnswer, MendedEntry};

use super::Waiting;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Checks the database, and with `fix` mends it when something is wrong and checks it again.
pub(super) fn run(
    fix: bool,
    waiting: Waiting,
    global: &Global,
    output: &Output,
) -> Result<ExitCode, Failure> {
    let path = database::path(global)?;
    let found = engine::health(&path)?;
    let mended = if fix && !found.findings.is_empty() {
        Some((engine::mend(&path, &waiting.terms("doctor"), &Silent)?, engine::health(&path)?))
    } else {
        None
    };
    let answer = HealthAnswer::new(&path, &found, mended.as_ref().map(|(mended, after)| (mended, after)));
    let is_whole = answer.mended.as_ref().map_or(answer.sound, is_whole);
    let status = output.answer(&commands::envelope("doctor", answer), human)?;
    Ok(if is_whole { status } else { ExitCode::from(NEGATIVE) })
}

/// Exit status of a negative verdict.
const NEGATIVE: u8 = 1;

/// Whether mending has left nothing to be desired.
fn is_whole(mended: &MendedEntry) -> bool {
    mended.sound && mended.lost.is_empty() && mended.unresolved.is_empty()
}

fn human(out: &mut dyn Write, answer: &HealthAnswer) -> io::Result<()> {
    writeln!(out, "database {} ({}, layout {})", answer.database, answer.backend, answer.layout)?;
    for check in &answer.checks {
        let verdict = match check.findings {
            0 => "sound".to_owned(),
            count => format!("{count} found"),
        };
        writeln!(out, "{:<9} {verdict}", check.check)?;
    }
    for FindingEntry { check, place, what, derivable } in &answer.findings {
        let remark = if *derivable { "" } else { " (does not follow from the rest)" };
        writeln!(out, "{check}: {place}: {what}{remark}")?;
    }
    match &answer.mended {
        None if answer.sound => {
            writeln!(out, "{} files, {} definitions: sound", answer.files, answer.definitions)
        }
        None => writeln!(out, "`magellan doctor --fix` writes anew what follows from the rest"),
        Some(mended) => human_mended(out, mended),
    }
}

fn human_mended(out: &mut dyn Write, mended: &MendedEntry) -> io::Result<()> {
    if is_whole(mended) {
        return writeln!(out, "mended: everything was written anew, and a second check finds nothing");
    }
    if !mended.sound {
        writeln!(out, "mended as far as that goes; `magellan doctor` tells what is left")?;
    }
    for (paths, what) in
        [(&mended.lost, "could not be read"), (&mended.unresolved, "have no outcomes any more")]
    {
        if !paths.is_empty() {
            writeln!(out, "mended, but for {} files that {what}:", paths.len())?;
            paths.iter().try_for_each(|path| writeln!(out, "  {path}"))?;
        }
    }
    writeln!(out, "run `magellan index` to read and resolve again what is missing")
}
