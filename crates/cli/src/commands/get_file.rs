//! `magellan get-file`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use wire::{FileContent, FileEntry};

use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Show a file as it was when it was indexed
#[derive(Args, Debug)]
pub(crate) struct GetFile {
    /// The file: absolute, relative to the current directory, or relative to the root
    #[arg(value_name = "PATH")]
    file: PathBuf,
}

impl GetFile {
    /// Shows the stored text.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let view = database::file(&db, &self.file)?;
        let content = String::from_utf8_lossy(&view.source).into_owned();
        let answer = FileContent { file: FileEntry::from(&view.record), content };
        let envelope = commands::envelope("get-file", answer);
        // The bytes themselves, also where they are no text.
        commands::tell(&db, output, envelope, |out, _| out.write_all(&view.source))
    }
}
