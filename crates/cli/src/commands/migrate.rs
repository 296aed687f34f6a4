//! `magellan migrate`

use std::process::ExitCode;

use clap::Args;
use engine::{Progress, Silent};
use wire::UpgradeAnswer;

use super::writing::Waiting;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::{commands, database};

/// Bring a database that an earlier version made to the layout of this one
///
/// A copy of it is kept first, beside it (`DB-backup-VERSION`). Then it is built anew, from its tree or, where that is not there, from the sources that it
/// keeps, and takes the place of the old one at once: until then the old one stays. Feed and log go on. (Another kind of store is what
/// `migrate-backend` makes.)
#[derive(Args, Debug)]
pub(crate) struct Migrate {
    /// Only tell what would be done
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    waiting: Waiting,
}

impl Migrate {
    /// Migrates and tells what was done.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let path = database::path(global)?;
        let progress: Box<dyn Progress> =
            if output.is_quiet() || self.dry_run { Box::new(Silent) } else { Box::new(Bar::of_index()) };
        let terms = self.waiting.terms("migrate");
        let upgraded = engine::upgrade(&path, self.dry_run, &terms, progress.as_ref())?;
        let answer = UpgradeAnswer::new(&path, self.dry_run, &upgraded);
        output.answer(&commands::envelope("migrate", answer), |out, answer| {
            let UpgradeAnswer { database, from, to, dry_run, .. } = answer;
            let (Some(source), Some(backup)) = (answer.source, &answer.backup) else {
                return writeln!(out, "{database} has layout {to} already: nothing to do");
            };
            let verb = if *dry_run { "would build" } else { "built" };
            writeln!(out, "{verb} {database} anew from the {source}: layout {from} before, {to} after")?;
            writeln!(out, "backup   {backup}")?;
            answer.contents.iter().try_for_each(|contents| {
                writeln!(out, "{} files, {} definitions", contents.files, contents.definitions)?;
                writeln!(out, "digest   {}", contents.digest)
            })
        })
    }
}
