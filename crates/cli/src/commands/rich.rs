//! Options that add to each symbol of an answer.

use clap::Args;
use engine::query::{FileView, SymbolInfo};
use wire::{Checksums, Context, Symbol};

/// Options that add to each symbol of an answer.
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct Rich {
    /// Add the source lines around each symbol's name
    #[arg(long)]
    with_context: bool,
    /// Lines before and after (with --with-context)
    #[arg(long, value_name = "N", default_value_t = 2)]
    context_lines: u32,
    /// Add BLAKE3 hashes of each symbol's file and text
    #[arg(long)]
    with_checksums: bool,
}

impl Rich {
    /// Whether the file of each symbol is needed again.
    pub(crate) fn is_plain(&self) -> bool {
        !self.with_context && !self.with_checksums
    }

    /// The symbol with what was asked for.
    pub(crate) fn symbol(&self, view: &FileView, info: &SymbolInfo) -> Symbol {
        let mut symbol = Symbol::from(info);
        if self.with_context {
            symbol.context = Some(context(view, info.name_location.start.line, self.context_lines));
        }
        if self.with_checksums {
            let text = engine::hash::ContentHash::of(info.location.span.of(&view.source));
            let file = view.record.content_hash.to_string();
            symbol.checksums = Some(Checksums { file, symbol: text.to_string() });
        }
        symbol
    }
}

fn context(view: &FileView, line: u32, around: u32) -> Context {
    let first_line = line.saturating_sub(around).max(1);
    let text = String::from_utf8_lossy(&view.source);
    let wanted = (line - first_line + around + 1) as usize;
    let lines = text.lines().skip(first_line as usize - 1).take(wanted).map(str::to_owned).collect();
    Context { first_line, lines }
}
