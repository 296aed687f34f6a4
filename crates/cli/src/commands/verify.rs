//! `magellan verify`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::Silent;
use wire::{DeepAnswer, ListedPaths, VerifyAnswer};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::{commands, database};

/// Tell how an index and its tree differ, and change nothing
///
/// By size and time, and by content where these differ. `new`: files that would be indexed. `missing`: files that are gone, or would be left
/// out now. `changed`: files with other bytes. `skipped`: what is left out for another reason than the index says. `stale`: files
/// with the same bytes that wait to be resolved, or that a manifest or another version of the rules concerns. `magellan refresh` brings all that up to
/// date. Exit status 1 when something differs.
#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// Read every file, build the index anew in memory, and compare what it says of each file
    #[arg(long)]
    deep: bool,
    /// Name at most so many paths of each kind
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

/// Exit status of a negative verdict.
const NEGATIVE: u8 = 1;

impl Verify {
    /// Compares and tells what differs.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let verified = if output.is_quiet() {
            engine::verify(&db, self.deep, self.limit, &Silent)?
        } else {
            engine::verify(&db, self.deep, self.limit, &Bar::of_comparison())?
        };
        let answer = VerifyAnswer::from(&verified);
        let is_equal = answer.equal;
        let status = output.answer(&commands::envelope("verify", answer), human)?;
        Ok(if is_equal { status } else { ExitCode::from(NEGATIVE) })
    }
}

fn human(out: &mut dyn Write, answer: &VerifyAnswer) -> io::Result<()> {
    for (kind, listed) in answer.kinds() {
        paths(out, kind, listed)?;
    }
    if let Some(DeepAnswer { equal: false, digest, built_digest, differing }) = &answer.deep {
        writeln!(out, "digest   {digest}")?;
        writeln!(out, "built    {built_digest}")?;
        paths(out, "differ", differing)?;
    }
    if answer.equal {
        let built = if answer.deep.is_some() { ", and so is an index built anew" } else { "" };
        return writeln!(out, "equal: {} files are as indexed{built}", answer.unchanged);
    }
    writeln!(out, "{} files are as indexed; `magellan refresh` updates the rest", answer.unchanged)
}

/// How many there are, and the first of them.
fn paths(out: &mut dyn Write, kind: &str, listed: &ListedPaths) -> io::Result<()> {
    if listed.count == 0 {
        return Ok(());
    }
    writeln!(out, "{kind:<8} {}", listed.count)?;
    listed.paths.iter().try_for_each(|path| writeln!(out, "  {path}"))?;
    match listed.count - listed.paths.len() as u64 {
        0 => Ok(()),
        more => writeln!(out, "  {more} more"),
    }
}
