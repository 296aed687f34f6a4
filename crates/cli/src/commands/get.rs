//! `magellan get`

use std::process::ExitCode;

use clap::Args;
use engine::Span;
use engine::query::{FileView, SymbolInfo, Views};
use wire::SourceAnswer;

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
#[derive(Args, Debug)]
pub(crate) struct Get {
    #[command(flatten)]
    symbol: SymbolArgument,
    /// With its doc comment
    #[arg(long)]
    with_docs: bool,
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
        let span = if self.with_docs { with_docs(&view, &info) } else { info.location.span };
        let located = view.locate(span);
        let answer = SourceAnswer {
            symbol: self.rich.symbol(&views, &info)?,
            span: wire::Span::new(info.path.as_str(), &located),
            source: view.text(span),
        };
        let envelope = commands::envelope("get", answer);
        commands::tell(&db, output, envelope, |out, answer| writeln!(out, "{}", answer.source))
    }
}

/// The range from the doc comment, where it stands before the symbol, to the symbol's end.
fn with_docs(view: &FileView, info: &SymbolInfo) -> Span {
    let Some(def) = info.def else { return info.location.span };
    let doc = view.facts.def(def).doc;
    let start =
        if doc.is_empty() { info.location.span.start } else { doc.start.min(info.location.span.start) };
    Span::new(start, info.location.span.end)
}
