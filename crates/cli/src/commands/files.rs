//! `magellan files`

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use clap::Args;
use wire::{FileEntry, FileList, SkippedEntry};

use super::symbol_filter::glob;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List the files of the index
#[derive(Args, Debug)]
pub(crate) struct Files {
    /// List what is not indexed, and why
    #[arg(long)]
    skipped: bool,
    /// Only paths that match this glob
    #[arg(long, value_name = "GLOB")]
    path: Option<String>,
    /// Only files of this language (may be repeated)
    #[arg(long = "lang", value_name = "LANGUAGE", conflicts_with = "skipped")]
    languages: Vec<String>,
    /// Only entries skipped for this reason
    #[arg(long, value_name = "REASON", requires = "skipped")]
    reason: Option<String>,
}

impl Files {
    /// Lists in path order.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let path = self.path.as_deref().map(glob).transpose()?;
        let matches = |text: &str| path.as_ref().is_none_or(|glob| glob.is_match(text));
        let mut list = FileList { files: None, skipped: None };
        if self.skipped {
            let mut entries = Vec::new();
            let each = &mut |record: engine::SkippedRecord| {
                let wanted = self.reason.as_ref().is_none_or(|reason| *reason == record.reason);
                entries.extend(
                    Some(&record)
                        .filter(|record| wanted && matches(record.path.as_str()))
                        .map(SkippedEntry::from),
                );
                ControlFlow::Continue(())
            };
            db.snapshot().skipped(each).map_err(database::failed)?;
            list.skipped = Some(entries);
        } else {
            let mut entries = Vec::new();
            let each = &mut |record: engine::FileRecord| {
                let wanted = self.languages.is_empty() || self.languages.contains(&record.language);
                entries.extend(
                    Some(&record)
                        .filter(|record| wanted && matches(record.path.as_str()))
                        .map(FileEntry::from),
                );
                ControlFlow::Continue(())
            };
            db.snapshot().files(each).map_err(database::failed)?;
            list.files = Some(entries);
        }
        let envelope = commands::envelope("files", list);
        // What is left out is not indexed, so there is nothing that it could differ from.
        if self.skipped {
            output.answer(&envelope, human)
        } else {
            commands::tell(&db, output, envelope, human)
        }
    }
}

fn human(out: &mut dyn Write, list: &FileList) -> io::Result<()> {
    for file in list.files.iter().flatten() {
        writeln!(
            out,
            "{}  {}  {} lines, {} definitions",
            file.path, file.language, file.lines, file.definitions
        )?;
    }
    for entry in list.skipped.iter().flatten() {
        let slash = if entry.is_dir { "/" } else { "" };
        let more = if entry.detail.is_empty() { &entry.reason } else { &entry.detail };
        writeln!(out, "{}{slash}  {more}", entry.path)?;
    }
    Ok(())
}
