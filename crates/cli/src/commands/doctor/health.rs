//! `magellan doctor` without a topic: whether the database is sound.

use std::io::{self, Write};
use std::process::ExitCode;

use engine::{Mended, Silent};
use wire::{FindingEntry, HealthAnswer};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Checks the database, and with `fix` mends it when something is wrong.
pub(super) fn run(fix: bool, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
    let path = database::path(global)?;
    let found = engine::health(&path)?;
    let mended = (fix && !found.findings.is_empty()).then(|| engine::mend(&path, &Silent)).transpose()?;
    let answer = HealthAnswer::new(&path, &found, mended.as_ref());
    let is_sound = answer.sound || mended.as_ref().is_some_and(nothing_is_lost);
    let status = output.answer(&commands::envelope("doctor", answer), human)?;
    Ok(if is_sound { status } else { ExitCode::from(NEGATIVE) })
}

/// Exit status of a negative verdict.
const NEGATIVE: u8 = 1;

fn nothing_is_lost(mended: &Mended) -> bool {
    mended.lost.is_empty()
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
        Some(mended) if mended.lost.is_empty() => writeln!(out, "mended: everything was written anew"),
        Some(mended) => {
            writeln!(out, "mended, but for {} files that could not be read:", mended.lost.len())?;
            mended.lost.iter().try_for_each(|path| writeln!(out, "  {path}"))?;
            writeln!(out, "run `magellan index` to read them again and to resolve all references")
        }
    }
}
