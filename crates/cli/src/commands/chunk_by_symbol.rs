//! `magellan chunk-by-symbol`

use std::process::ExitCode;

use clap::Args;
use engine::FileChunk;
use engine::query::Views;
use wire::{Chunk, ChunkAnswer, Target};

use super::extent::{self, ExtentOptions};
use super::symbol_argument::SymbolArgument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Show the text of a symbol as a chunk: with size, hash and place
///
/// SYMBOL is as for `get`.
#[derive(Args, Debug)]
pub(crate) struct ChunkBySymbol {
    #[command(flatten)]
    symbol: SymbolArgument,
    #[command(flatten)]
    extent: ExtentOptions,
    /// Add so many lines before and after
    #[arg(long, value_name = "N")]
    context_lines: Option<u32>,
}

impl ChunkBySymbol {
    /// Shows one symbol.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let info = self.symbol.one(&db)?;
        let views = Views::new(db.snapshot());
        let view = views.file(&info.path).map_err(database::failed)?;
        let span = self.extent.span(&view, &info);
        let mut chunk = Chunk::from(&FileChunk::of_span(&view, span));
        chunk.symbol = Some(Target::from(&info));
        chunk.around = extent::around(&view, span, self.context_lines);
        let envelope = commands::envelope("chunk-by-symbol", ChunkAnswer { chunk });
        commands::tell(&db, output, envelope, |out, answer| {
            extent::human(out, &view, span, &answer.chunk.content, &answer.chunk.around)
        })
    }
}
