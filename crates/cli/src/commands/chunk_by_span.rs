//! `magellan chunk-by-span`

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::query::{self, FileView};
use engine::{FileChunk, Position, Span};
use wire::{Chunk, ChunkAnswer, ErrorCode};

use super::extent;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Show a range of a file as a chunk: with size, hash, and the symbol that it lies in
///
/// A range is of bytes (`--start`, `--end`) or of whole lines (`--lines 10:20`). One that is not in the file, or begins
/// or ends inside of a character, is refused (`invalid-span`, exit status 2).
#[derive(Args, Debug)]
pub(crate) struct ChunkBySpan {
    /// The file: absolute, relative to the current directory, or relative to the root
    #[arg(long, value_name = "PATH")]
    file: PathBuf,
    /// First byte, from 0
    #[arg(long, value_name = "BYTE", required_unless_present = "lines", requires = "end")]
    start: Option<u32>,
    /// One past the last byte
    #[arg(long, value_name = "BYTE", requires = "start")]
    end: Option<u32>,
    /// First and last line, from 1
    #[arg(long, value_name = "FIRST:LAST", conflicts_with_all = ["start", "end"])]
    lines: Option<String>,
    /// Add so many lines before and after
    #[arg(long, value_name = "N")]
    context_lines: Option<u32>,
}

impl ChunkBySpan {
    /// Shows the range.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let view = database::file(&db, &self.file)?;
        let span = self.span(&view)?;
        let mut chunk = Chunk::from(&FileChunk::of_span(&view, span));
        chunk.around = extent::around(&view, span, self.context_lines);
        let envelope = commands::envelope("chunk-by-span", ChunkAnswer { chunk });
        commands::tell(&db, output, envelope, |out, answer| {
            extent::human(out, &view, span, &answer.chunk.content, &answer.chunk.around)
        })
    }

    fn span(&self, view: &FileView) -> Result<Span, Failure> {
        if let Some(lines) = &self.lines {
            return of_lines(view, lines);
        }
        let (start, end) = (self.start.unwrap_or_default(), self.end.unwrap_or_default());
        let length = view.source.len();
        if start > end || end as usize > length {
            let message = format!("{} has {length} bytes, and no range {start} to {end}", view.record.path);
            return Err(Failure::new(ErrorCode::InvalidSpan, message));
        }
        let span = Span::new(start, end);
        query::whole_characters(&view.source, span).map(|()| span).map_err(|wide| {
            let message = format!("the range {start} to {end} of {} cuts a character", view.record.path);
            let hint = format!("the whole characters are at --start {} --end {}", wide.start, wide.end);
            Failure::new(ErrorCode::InvalidSpan, message).hint(hint)
        })
    }
}

/// Whole lines, with their ends.
fn of_lines(view: &FileView, text: &str) -> Result<Span, Failure> {
    let read = text.split_once(':').and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    let (first, last): (u32, u32) =
        read.ok_or_else(|| Failure::argument(format!("`{text}` are no lines of the form FIRST:LAST")))?;
    let start_of = |line: u32| view.offset(Position { line, column: 0 });
    let length = view.source.len() as u32;
    let start = start_of(first).filter(|start| first <= last && *start < length.max(1));
    if let (Some(start), Some(_)) = (start, start_of(last)) {
        return Ok(Span::new(start, start_of(last.saturating_add(1)).unwrap_or(length)));
    }
    let message = format!("{} has {} lines, and no lines {text}", view.record.path, view.record.lines);
    Err(Failure::new(ErrorCode::InvalidSpan, message))
}
