//! `magellan snapshot`

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use engine::hash::Digest;
use engine::{Backend, ImportOptions, Progress, Silent};
use wire::SnapshotAnswer;

use super::backend_argument::backend;
use super::writing::Waiting;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::{commands, database};

/// Write the whole index to one file that others can take over, or take one over
///
/// Such a file holds everything but the history: no times, no paths of a machine. The same tree, indexed by the same version with the same
/// options, gives the same bytes, from either store. So one machine can index, publish the file, and others begin with it.
#[derive(Args, Debug)]
pub(crate) struct Snapshot {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Export(Export),
    Import(Import),
}

/// Write the index to a file
#[derive(Args, Debug)]
struct Export {
    /// Where to write; the file appears only when it is whole. In a directory it is called by its digest
    #[arg(value_name = "FILE|DIR")]
    to: PathBuf,
}

/// Make the database of a tree from such a file
///
/// The tree is not looked at: `magellan refresh` does that afterwards, and parses only the files that differ. The whole file is checked first: what
/// is cut off, damaged or of another version is refused, and nothing is changed.
#[derive(Args, Debug)]
struct Import {
    /// The file
    from: PathBuf,
    /// The tree that the index is of; the database is `ROOT/.magellan/index.db` unless `--db` names another
    #[arg(long, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Refuse the file when its digest is another
    #[arg(long, value_name = "HEX", value_parser = digest)]
    digest: Option<Digest>,
    /// The kind of the database [default: that of the one that is replaced, or the usual one]
    #[arg(long, value_name = "KIND", value_parser = backend())]
    to: Option<&'static Backend>,
    /// Replace the database that is there
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    waiting: Waiting,
}

impl Snapshot {
    /// Writes a snapshot, or takes one over.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        match &self.what {
            What::Export(export) => export.run(global, output),
            What::Import(import) => import.run(global, output),
        }
    }
}

impl Export {
    fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let archived = engine::export_archive(&db, &self.to, progress(output).as_ref())?;
        let answer = SnapshotAnswer::new(&archived.path, db.path(), archived.bytes, &archived.contents);
        output.answer(&commands::envelope("snapshot-export", answer), |out, answer| {
            writeln!(out, "wrote    {} ({} bytes)", answer.archive, answer.bytes)?;
            contents(out, answer)
        })
    }
}

impl Import {
    fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let root = self.root.canonicalize().map_err(|error| failed(&self.root, &error))?;
        let db = database::to_write(global, &root);
        let options = ImportOptions {
            to: self.to,
            expected: self.digest,
            replace: self.replace,
            terms: self.waiting.terms("snapshot"),
        };
        let bytes = self.from.metadata().map_err(|error| failed(&self.from, &error))?.len();
        let found = engine::import_archive(&self.from, &root, &db, &options, progress(output).as_ref())?;
        let answer = SnapshotAnswer::new(&self.from, &db, bytes, &found);
        let status = output.answer(&commands::envelope("snapshot-import", answer), |out, answer| {
            writeln!(out, "made     {}", answer.database)?;
            contents(out, answer)
        })?;
        output.remark("note: what the tree says now was not looked at (`magellan refresh` does)");
        Ok(status)
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::io(&path.display().to_string(), error)
}

fn progress(output: &Output) -> Box<dyn Progress> {
    if output.is_quiet() { Box::new(Silent) } else { Box::new(Bar::of_copy()) }
}

fn digest(text: &str) -> Result<Digest, String> {
    Digest::parse(text).ok_or_else(|| "a digest is 64 hexadecimal digits".to_owned())
}

fn contents(out: &mut dyn Write, answer: &SnapshotAnswer) -> io::Result<()> {
    let contents = &answer.contents;
    writeln!(
        out,
        "{} files, {} definitions, {} sites, {} skipped",
        contents.files, contents.definitions, contents.sites, contents.skipped
    )?;
    writeln!(out, "digest   {}", contents.digest)
}
