//! `magellan get`

use std::process::ExitCode;

use clap::Args;
use engine::query::{FileView, NamePattern, Selection, Selector, SymbolInfo, select};
use engine::{Database, Span};
use wire::{ErrorCode, SourceAnswer, Symbol};

use super::rich::Rich;
use super::symbol_filter::SymbolFilter;
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
    /// Which symbol
    symbol: String,
    #[command(flatten)]
    filter: SymbolFilter,
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
        let info = one_symbol(&db, &self.symbol, &self.filter)?;
        let missing = || Failure::new(ErrorCode::DbCorrupt, format!("{} is not in the index", info.path));
        let view =
            FileView::load(db.snapshot(), &info.path).map_err(database::failed)?.ok_or_else(missing)?;
        let span = if self.with_docs { with_docs(&view, &info) } else { info.location.span };
        let located = view.locate(span);
        let answer = SourceAnswer {
            symbol: self.rich.symbol(&view, &info),
            span: wire::Span::new(info.path.as_str(), &located),
            source: view.text(span),
        };
        let mut envelope = commands::envelope("get", answer);
        envelope.freshness = Some(database::freshness(&db, [&info.path])?);
        let stale = database::stale_remark(envelope.freshness.as_ref());
        output.answer(&envelope, |out, answer| writeln!(out, "{}", answer.source))?;
        stale.iter().for_each(|remark| output.remark(remark));
        Ok(ExitCode::SUCCESS)
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

/// The one symbol that `text` means.
pub(crate) fn one_symbol(db: &Database, text: &str, filter: &SymbolFilter) -> Result<SymbolInfo, Failure> {
    let current = database::current_directory()?;
    let selector = Selector::parse(text, &|path| db.repo_path(path.as_ref(), &current).ok());
    let narrow = filter.query(NamePattern::Exact(text.to_owned()), None)?;
    match select(db.snapshot(), &selector, &narrow).map_err(database::failed)? {
        Selection::One(info) => Ok(*info),
        Selection::None => {
            Err(Failure::new(ErrorCode::SymbolNotFound, format!("no symbol matches `{text}`"))
                .hint("look for it with `magellan find --glob`"))
        }
        Selection::Many(infos) => {
            let message = format!("`{text}` means {} symbols", infos.len());
            let failure = Failure::new(ErrorCode::SymbolAmbiguous, message)
                .hint("name one by its id, or narrow with --kind, --lang or --path");
            Err(Failure { candidates: infos.iter().map(Symbol::from).collect(), ..failure })
        }
    }
}
