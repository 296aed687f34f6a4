//! `magellan migrate-backend`

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use engine::{Backend, Database, MigrateOptions, Silent, StoreError};
use export::{Out, Selection};
use wire::MigrateAnswer;

use super::backend_argument::backend;
use super::export::failed as export_failed;
use super::writing::invocation;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::{commands, database};

/// Copy a database into another kind of store
///
/// Everything is carried; counts and digest of the copy are compared with the source before it appears. The source stays as
/// it is.
#[derive(Args, Debug)]
pub(crate) struct MigrateBackend {
    /// The database to copy
    #[arg(long, value_name = "DB")]
    input: PathBuf,
    /// Where the copy goes; there must be nothing. For another form of the answer than text there is `-j` here
    #[arg(long, value_name = "DB")]
    output: String,
    /// The kind of the copy [default: the other one]
    #[arg(long, value_name = "KIND", value_parser = backend())]
    to: Option<&'static Backend>,
    /// Keep an export of the source in this directory, and compare it with an export of the copy byte for byte
    #[arg(long, value_name = "DIR")]
    export_dir: Option<PathBuf>,
    /// Only tell what would be done
    #[arg(long)]
    dry_run: bool,
}

/// The export that `--export-dir` keeps.
const EXPORT: &str = "export.jsonl";

impl MigrateBackend {
    /// Migrates and tells what was carried.
    pub(crate) fn run(&self, _global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let options = MigrateOptions {
            to: self.to,
            dry_run: self.dry_run,
            invocation: Some(invocation("migrate-backend")),
        };
        let migrated = if output.is_quiet() || self.dry_run {
            engine::migrate(&self.input, self.copy(), &options, &Silent)?
        } else {
            engine::migrate(&self.input, self.copy(), &options, &Bar::of_copy())?
        };
        let mut answer = MigrateAnswer::new(&self.input, self.copy(), &migrated);
        if let (Some(directory), false) = (&self.export_dir, self.dry_run) {
            let exported = self
                .export(directory)
                .inspect_err(|_| drop(engine::remove_database(self.copy(), migrated.to.beside)));
            answer.export = Some(exported?.display().to_string());
        }
        output.answer(&commands::envelope("migrate-backend", answer), human)
    }

    fn copy(&self) -> &Path {
        Path::new(&self.output)
    }

    /// Exports the source to a file and compares what the copy exports with it.
    fn export(&self, directory: &Path) -> Result<PathBuf, Failure> {
        let failed = |error: &io::Error| Failure::io(&directory.display().to_string(), error);
        let is_new = !directory.exists();
        fs::create_dir_all(directory).map_err(|error| failed(&error))?;
        let kept = directory.join(EXPORT);
        let compared = self.export_to(&kept);
        if compared.is_err() {
            // The failure that is reported says more than one to clean up would.
            drop(fs::remove_file(&kept));
            if is_new {
                drop(fs::remove_dir(directory));
            }
        }
        compared.map(|()| kept)
    }

    fn export_to(&self, kept: &Path) -> Result<(), Failure> {
        let shown = kept.display().to_string();
        let failed = |error: io::Error| Failure::io(&shown, &error);
        let mut out = BufWriter::new(File::create(kept).map_err(failed)?);
        jsonl(&self.input, &mut out, &shown)?;
        out.into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .map_err(failed)?;
        let mut comparison =
            Comparison { with: io::BufReader::new(File::open(kept).map_err(failed)?), equal: true };
        jsonl(self.copy(), &mut comparison, &shown)?;
        if comparison.is_equal().map_err(failed)? {
            return Ok(());
        }
        let copy = self.output.as_str();
        Err(database::failed(StoreError::corrupt("the copy, whose export is another", copy)))
    }
}

fn jsonl(db: &Path, out: &mut Out<'_>, shown: &str) -> Result<(), Failure> {
    let db = Database::open(db)?;
    export::write_jsonl(db.snapshot(), &Selection::default(), out)
        .map_err(|error| export_failed(shown, error))
}

/// Takes bytes and compares them with what a file holds.
struct Comparison<R> {
    with: R,
    equal: bool,
}

impl<R: Read> Comparison<R> {
    /// Whether everything was equal and nothing is left.
    fn is_equal(&mut self) -> io::Result<bool> {
        Ok(self.equal && self.with.read(&mut [0])? == 0)
    }
}

impl<R: Read> Write for Comparison<R> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut expected = vec![0; bytes.len()];
        let same = self.with.read_exact(&mut expected).is_ok() && expected == bytes;
        self.equal &= same;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn human(out: &mut dyn Write, answer: &MigrateAnswer) -> io::Result<()> {
    let contents = &answer.contents;
    let verb = if answer.dry_run { "would copy" } else { "copied" };
    writeln!(out, "{verb} {} ({}) to {} ({})", answer.input, answer.from, answer.output, answer.to)?;
    writeln!(
        out,
        "{} files, {} resolved, {} definitions, {} sites, {} skipped",
        contents.files, contents.files_resolved, contents.definitions, contents.sites, contents.skipped
    )?;
    writeln!(out, "digest   {}", contents.digest)?;
    match answer.bytes_after {
        Some(after) => writeln!(out, "size     {} bytes before, {after} after", answer.bytes_before)?,
        None => writeln!(out, "size     {} bytes", answer.bytes_before)?,
    }
    answer.export.iter().try_for_each(|export| writeln!(out, "export   {export}"))
}
