//! `magellan export`

mod choices;
mod target;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use engine::{Database, TreeDifference};
use export::{ExportError, FORMATS, Writer};

use self::choices::Choices;
use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;

/// Write the index, or a part of it, in another format
#[derive(Args, Debug)]
pub(crate) struct Export {
    /// The format
    #[arg(long, default_value = "jsonl", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Where to write; the file appears only when it is complete [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    out: Option<PathBuf>,
    #[command(flatten)]
    choices: Choices,
    /// Compare the index with its tree first, and say on standard error when they differ; what is exported is the same
    #[arg(long)]
    check_fresh: bool,
}

impl Export {
    /// Exports to a file or to standard output.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let known = FORMATS.iter().find(|format| format.name == self.format);
        let format =
            known.ok_or_else(|| Failure::argument(format!("there is no format `{}`", self.format)))?;
        let selection = self.choices.selection(format)?;
        let db = database::open(global)?;
        if self.check_fresh {
            check_fresh(&db, output)?;
        }
        let Writer::Stream(write) = format.writer;
        match &self.out {
            Some(path) => {
                target::file(path, |out| write(db.snapshot(), &selection, out))?;
                output.remark(&format!("wrote {}", path.display()));
            }
            None => target::standard_output(|out| write(db.snapshot(), &selection, out))?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Says how the tree differs from what is exported.
fn check_fresh(db: &Database, output: &Output) -> Result<(), Failure> {
    let TreeDifference { changed, new, missing } = engine::tree_difference(db)?;
    if changed + new + missing > 0 {
        output.remark(&format!(
            "note: the tree differs from what is exported: {changed} files changed, {new} new, {missing} missing (`magellan refresh` updates)"
        ));
    }
    Ok(())
}

/// The failure that an export ended in.
pub(super) fn failed(subject: &str, error: ExportError) -> Failure {
    match error {
        ExportError::Store(error) => database::failed(error),
        ExportError::Engine(error) => error.into(),
        ExportError::Write(error) => Failure::io(subject, &error),
    }
}
