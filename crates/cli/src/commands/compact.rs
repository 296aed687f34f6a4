//! `magellan compact`

use std::process::ExitCode;

use clap::Args;
use wire::CompactAnswer;

use super::writing::Waiting;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Give the space of deleted data back
///
/// The space is reused in any case; this makes the file smaller. Needs as much room again while it works.
#[derive(Args, Debug)]
pub(crate) struct Compact {
    #[command(flatten)]
    waiting: Waiting,
}

impl Compact {
    /// Compacts and tells what that gave.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let path = database::path(global)?;
        let answer = CompactAnswer::new(&path, engine::compact(&path, &self.waiting.terms("compact"))?);
        output.answer(&commands::envelope("compact", answer), |out, answer| {
            let CompactAnswer { database, bytes_before, bytes_after } = answer;
            writeln!(out, "{database}: {bytes_before} bytes before, {bytes_after} after")
        })
    }
}
