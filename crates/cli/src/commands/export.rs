//! `magellan export`

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use engine::{Database, TreeDifference};
use export::{ExportError, FORMATS, Format, Selection};

use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;

/// Write the whole index in another format
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct Export {
    /// The format
    #[arg(long, default_value = "jsonl", value_parser = PossibleValuesParser::new(FORMATS.iter().map(|format| format.name)))]
    format: String,
    /// Where to write; the file appears only when it is complete [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Leave symbols out
    #[arg(long)]
    no_symbols: bool,
    /// Leave references out
    #[arg(long)]
    no_references: bool,
    /// Leave calls out
    #[arg(long)]
    no_calls: bool,
    /// Compare the index with its tree first, and say on standard error when they differ; what is exported is the same
    #[arg(long)]
    check_fresh: bool,
}

impl Export {
    /// Exports to a file or to standard output.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let known = FORMATS.iter().find(|format| format.name == self.format);
        let format =
            known.ok_or_else(|| Failure::argument(format!("there is no format `{}`", self.format)))?;
        let selection =
            Selection { symbols: !self.no_symbols, references: !self.no_references, calls: !self.no_calls };
        if self.check_fresh {
            check_fresh(&db, output)?;
        }
        match &self.out {
            Some(path) => {
                to_file(&db, format, selection, path)?;
                output.remark(&format!("wrote {}", path.display()));
            }
            None => to_stdout(&db, format, selection)?,
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

fn to_stdout(db: &Database, format: &Format, selection: Selection) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = (format.write)(db.snapshot(), selection, &mut out).and_then(|()| Ok(out.flush()?));
    match written {
        // A reader that closed the pipe has seen enough.
        Err(ExportError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| failed("standard output", error)),
    }
}

/// Writes beside the target and renames, so that no half file is ever seen.
fn to_file(db: &Database, format: &Format, selection: Selection, path: &Path) -> Result<(), Failure> {
    let shown = path.display().to_string();
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".partial-{}", std::process::id()));
    let partial = PathBuf::from(name);
    let write = || -> Result<(), ExportError> {
        let mut out = BufWriter::new(File::create(&partial)?);
        (format.write)(db.snapshot(), selection, &mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(std::fs::rename(&partial, path)?)
    };
    write().map_err(|error| {
        // The error that is reported says more than a failure to clean up would.
        drop(std::fs::remove_file(&partial));
        failed(&shown, error)
    })
}

fn failed(subject: &str, error: ExportError) -> Failure {
    match error {
        ExportError::Store(error) => database::failed(error),
        ExportError::Write(error) => Failure::io(subject, &error),
    }
}
