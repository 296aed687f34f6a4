//! `magellan get`

use std::process::ExitCode;

use clap::Args;
use engine::query::Views;
use wire::{Measure, SourceAnswer};

use super::extent::{self, ExtentOptions};
use super::rich::Rich;
use super::symbol_argument::SymbolArgument;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Show the source of a symbol, as it was when it was indexed
///
/// SYMBOL is a symbol id or its first 8 or more characters, a fully qualified name, `path:line`, `path:line:column`
/// (0-based column), or a name. When several symbols match, all are listed and the exit status is 3.
/// With --context-lines, and without --with-context, lines before and after what is shown are added.
#[derive(Args, Debug)]
pub(crate) struct Get {
    #[command(flatten)]
    symbol: SymbolArgument,
    #[command(flatten)]
    extent: ExtentOptions,
    #[command(flatten)]
    rich: Rich,
}

impl Get {
    /// Shows one symbol.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let info = self.symbol.one(&db)?;
        let views = Views::new(db.snapshot());
        let view = views.file(&info.path).map_err(database::failed)?;
        let span = self.extent.span(&view, &info);
        let located = view.locate(span);
        let answer = SourceAnswer {
            symbol: self.rich.symbol(&views, &info)?,
            span: wire::Span::new(info.path.as_str(), &located),
            source: view.text(span),
            measure: Measure::of(span.of(&view.source)),
            around: extent::around(&view, span, self.rich.lines_around()),
        };
        let envelope = commands::envelope("get", answer);
        commands::tell(&db, output, envelope, |out, answer| {
            extent::human(out, &view, span, &answer.source, &answer.around)
        })
    }
}
