//! `magellan chunks`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::{ChunkKind, ChunkSearch, Database};
use wire::{Chunk, ChunkList};

use super::symbol_filter::{glob, known_language, parse_kind};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Cut files into chunks: definitions, and the text between them
///
/// The chunks of a file, in their order, are the file, byte for byte. A definition is a chunk, with its doc comment. A
/// type, namespace or module in which functions or types are defined is divided: those are chunks of their own, and what
/// remains are `part`s of it. What belongs to no definition is `text`. Sizes are in bytes, lines and tokens (a quarter of
/// the bytes, rounded up).
#[derive(Args, Debug)]
pub(crate) struct Chunks {
    /// Only this file: absolute, relative to the current directory, or relative to the root
    #[arg(long, value_name = "PATH")]
    file: Option<PathBuf>,
    /// Only files whose path matches this glob
    #[arg(long, value_name = "GLOB")]
    path: Option<String>,
    /// Only files of this language (may be repeated)
    #[arg(long = "lang", value_name = "LANGUAGE")]
    languages: Vec<String>,
    /// Only chunks of this kind of definition, or `text` (may be repeated)
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Show the text of each chunk; JSON has it in any case
    #[arg(long)]
    show_code: bool,
    /// Show at most so many; all are counted
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

impl Chunks {
    /// Cuts in path order.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let found = engine::chunks(&db, &self.search(&db)?)?;
        let list = ChunkList { chunks: found.chunks.iter().map(Chunk::from).collect() };
        let more = found.total - list.chunks.len() as u64;
        let mut envelope = commands::envelope("chunks", list);
        envelope.total = Some(found.total);
        envelope.truncated = Some(more > 0);
        commands::tell(&db, output, envelope, |out, list| {
            list.chunks.iter().try_for_each(|chunk| human(out, chunk, self.show_code))?;
            if more > 0 { writeln!(out, "{more} more") } else { Ok(()) }
        })
    }

    fn search(&self, db: &Database) -> Result<ChunkSearch, Failure> {
        self.languages.iter().try_for_each(|language| known_language(language))?;
        let file = self.file.as_deref().map(|file| database::file(db, file)).transpose()?;
        let kind = |text: &String| match text.as_str() {
            "text" => Ok(ChunkKind::Text),
            kind => parse_kind(kind).map(ChunkKind::Of),
        };
        Ok(ChunkSearch {
            file: file.map(|view| view.record.path),
            path: self.path.as_deref().map(glob).transpose()?,
            languages: self.languages.clone(),
            kinds: self.kinds.iter().map(kind).collect::<Result<_, _>>()?,
            limit: self.limit,
        })
    }
}

/// A line for the chunk, and its text where that is wanted.
fn human(out: &mut dyn Write, chunk: &Chunk, show_code: bool) -> io::Result<()> {
    let (span, size) = (&chunk.span, &chunk.measure);
    let last =
        if span.end_col == 0 && span.end_line > span.start_line { span.end_line - 1 } else { span.end_line };
    let what = match (&chunk.symbol, chunk.form) {
        (Some(symbol), form) => {
            let part = if form == Some("part") { "part of " } else { "" };
            format!(
                "{part}{} {}",
                symbol.kind.unwrap_or_default(),
                symbol.display_fqn.as_deref().unwrap_or_default()
            )
        }
        (None, _) => "text".to_owned(),
    };
    let also = if chunk.also.is_empty() { String::new() } else { format!(" and {} more", chunk.also.len()) };
    writeln!(
        out,
        "{}:{}-{last}  {what}{also}  ({} lines, {} bytes, ~{} tokens)",
        span.path, span.start_line, size.lines, size.bytes, size.tokens
    )?;
    if show_code { writeln!(out, "{}", chunk.content.trim_end_matches('\n')) } else { Ok(()) }
}
