//! The binary `magellan`: arguments in, answers out, exit status as documented in `docs/cli.md`.

mod arguments;
mod commands;
mod database;
mod failure;
mod output;
mod progress;
mod stop;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::output::Output;

/// Parsers free what they have just allocated, millions of times, beside facts that stay: the system's allocator spends a
/// fifth of a cold index on it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return failure::usage(&error),
    };
    let output = Output::new(&arguments.global);
    match commands::run(arguments, &output) {
        Ok(status) => status,
        Err(failure) => output.failure(&failure),
    }
}
