//! `magellan detect`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::BACKENDS;
use wire::{BackendEntry, DetectAnswer, DetectedFile};

use crate::arguments::Global;
use crate::commands;
use crate::failure::Failure;
use crate::output::Output;

/// Tell by its bytes what a database file is
///
/// Creates and changes nothing. Exit status 4 when the file is no database, or one of a later version.
#[derive(Args, Debug)]
pub(crate) struct Detect {
    /// The file [default: the database of other commands]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// List the kinds of stores instead
    #[arg(long, conflicts_with = "file")]
    backends: bool,
}

impl Detect {
    /// As `detect --backends`.
    pub(super) fn of_backends() -> Self {
        Self { file: None, backends: true }
    }

    /// Tells about one file or about all kinds.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let answer = if self.backends {
            let backends = BACKENDS.iter().map(|&backend| BackendEntry::from(backend)).collect();
            DetectAnswer { file: None, backends }
        } else {
            let path = match &self.file {
                Some(file) => file.clone(),
                None => crate::database::path(global)?,
            };
            let format = engine::detect_backend_format(&path).map_err(engine::EngineError::from)?;
            DetectAnswer { file: Some(DetectedFile::new(&path, &format)), backends: Vec::new() }
        };
        output.answer(&commands::envelope("detect", answer), human)
    }
}

fn human(out: &mut dyn Write, answer: &DetectAnswer) -> io::Result<()> {
    if let Some(DetectedFile { path, backend, layout, readable }) = &answer.file {
        let remark = if *readable { "" } else { ", too old: `magellan index` builds it anew" };
        writeln!(out, "{path}  {backend}  layout {layout}{remark}")?;
    }
    answer.backends.iter().try_for_each(|entry| {
        let BackendEntry { backend, about, layout, default } = entry;
        let remark = if *default { " (default)" } else { "" };
        writeln!(out, "{backend:<8}  layout {layout}  {about}{remark}")
    })
}
