//! `magellan export`

mod choices;
mod target;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use engine::{Database, TreeDifference};
use export::{ExportError, FORMATS, Out, TABLES, TableOut, Writer};

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
    /// Where to write: a file, or for several tables a directory; it appears only when it is complete [default: standard output]
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
        let table = self.choices.table();
        let db = database::open(global)?;
        if self.check_fresh {
            check_fresh(&db, output)?;
        }
        match format.writer {
            Writer::Stream(write) => self.to_one(|out| write(db.snapshot(), &selection, out))?,
            Writer::Tables { extension, write } => {
                let write = |outs: Vec<TableOut<'_>>| write(db.snapshot(), &selection, outs);
                match (table, &self.out) {
                    (Some(table), _) => self.to_one(|out| write(vec![TableOut { table, out }]))?,
                    (None, Some(directory)) => target::directory(directory, extension, &selection, write)?,
                    (None, None) => return Err(no_place(format.name)),
                }
            }
        }
        if let Some(path) = &self.out {
            output.remark(&format!("wrote {}", path.display()));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Writes to the file that is named, else to standard output.
    fn to_one(&self, write: impl FnOnce(&mut Out<'_>) -> Result<(), ExportError>) -> Result<(), Failure> {
        match &self.out {
            Some(path) => target::file(path, write),
            None => target::standard_output(write),
        }
    }
}

fn no_place(format: &str) -> Failure {
    let tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    Failure::argument(format!(
        "an export to {format} is several tables, which have no place on standard output"
    ))
    .hint(format!("name a directory with --out DIR, or one table with --table: {}", tables.join(", ")))
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
