//! `magellan callees`

use std::process::ExitCode;

use clap::Args;

use super::calls::{Calls, End};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;

/// List what a symbol calls
///
/// Calls that stand directly in the symbol count, not those in definitions nested in it. What a call may reach by dispatch
/// is listed and marked. Calls that lead nowhere in the repository are counted. SYMBOL is as for `refs`.
#[derive(Args, Debug)]
pub(crate) struct Callees {
    #[command(flatten)]
    calls: Calls,
}

impl Callees {
    /// Lists by depth.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        self.calls.run(End::Callees, global, output)
    }
}
