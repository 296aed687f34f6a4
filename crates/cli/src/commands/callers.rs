//! `magellan callers`

use std::process::ExitCode;

use clap::Args;

use super::calls::{Calls, End};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;

/// List what calls a symbol
///
/// Calls that are proved to mean the symbol count, and those that may mean it by dispatch, which are marked. Calls at file
/// level have the file as caller. All other calls that spell the name are counted. SYMBOL is as for `refs`.
#[derive(Args, Debug)]
pub(crate) struct Callers {
    #[command(flatten)]
    calls: Calls,
}

impl Callers {
    /// Lists by depth.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        self.calls.run(End::Callers, global, output)
    }
}
