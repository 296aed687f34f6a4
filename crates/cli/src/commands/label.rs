//! `magellan label`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::{SymbolInfo, Views};
use engine::{Database, Label as EngineLabel, LabelSearch, Labelled};
use wire::{LabelAnswer, LabelEntry, LabelledSymbol, Symbol};

use super::symbol_filter::glob;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Find definitions by their labels, or list the labels
///
/// A label is a language (`rust`), a kind (`function` or `fn`, `class`, …), a visibility (`public`, …), a modifier (`test`,
/// `fixture`, `entry-point`, `deprecated`, `async`, `static`, `abstract`, `unsafe`, …), or a circumstance: `test-file` (its
/// file holds tests), `test-path` (its path says so), `generated`, `vendored`, `documented`, `conditional`.
#[derive(Args, Debug)]
pub(crate) struct Label {
    /// List all labels, and how many definitions of each language have them
    #[arg(long, conflicts_with_all = ["labels", "any", "not", "show_code", "limit"])]
    list: bool,
    /// Definitions with this label (may be repeated: with all of them)
    #[arg(long = "label", value_name = "LABEL", required_unless_present_any = ["list", "any", "not"])]
    labels: Vec<String>,
    /// With this label or another one that is named so (may be repeated)
    #[arg(long, value_name = "LABEL")]
    any: Vec<String>,
    /// Without this label (may be repeated)
    #[arg(long, value_name = "LABEL")]
    not: Vec<String>,
    /// Only in files whose path matches this glob
    #[arg(long, value_name = "GLOB")]
    path: Option<String>,
    /// Add the text of each definition
    #[arg(long)]
    show_code: bool,
    /// Show at most so many; all are counted
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

impl Label {
    /// Lists labels or what has them.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        if self.list { self.labels(&db, output) } else { self.symbols(&db, output) }
    }

    fn labels(&self, db: &Database, output: &Output) -> Result<ExitCode, Failure> {
        let path = self.path.as_deref().map(glob).transpose()?;
        let counts = engine::label_counts(db, path.as_ref())?;
        let labels: Vec<LabelEntry> = counts.iter().map(LabelEntry::from).collect();
        let mut envelope = commands::envelope("label", LabelAnswer { symbols: None, labels: Some(labels) });
        envelope.total = Some(counts.len() as u64);
        commands::tell(db, output, envelope, |out, answer| {
            answer
                .labels
                .iter()
                .flatten()
                .filter(|entry| entry.definitions > 0)
                .try_for_each(|entry| line(out, entry))
        })
    }

    fn symbols(&self, db: &Database, output: &Output) -> Result<ExitCode, Failure> {
        let Labelled { symbols, total } = engine::labelled(db, &self.search()?)?;
        let views = Views::new(db.snapshot());
        let symbols: Vec<LabelledSymbol> =
            symbols.iter().map(|info| self.symbol(&views, info)).collect::<Result<_, _>>()?;
        let more = total - symbols.len() as u64;
        let mut envelope = commands::envelope("label", LabelAnswer { symbols: Some(symbols), labels: None });
        envelope.total = Some(total);
        envelope.truncated = Some(more > 0);
        commands::tell(db, output, envelope, |out, answer| {
            answer.symbols.iter().flatten().try_for_each(|symbol| human(out, symbol))?;
            if more > 0 { writeln!(out, "{more} more") } else { Ok(()) }
        })
    }

    fn search(&self) -> Result<LabelSearch, Failure> {
        let read = |texts: &[String]| texts.iter().map(|text| parse(text)).collect::<Result<Vec<_>, _>>();
        Ok(LabelSearch {
            all: read(&self.labels)?,
            any: read(&self.any)?,
            not: read(&self.not)?,
            path: self.path.as_deref().map(glob).transpose()?,
            limit: self.limit,
        })
    }

    fn symbol(&self, views: &Views<'_>, info: &SymbolInfo) -> Result<LabelledSymbol, Failure> {
        let source = if self.show_code {
            let view = views.file(&info.path).map_err(database::failed)?;
            Some(view.text(info.location.span))
        } else {
            None
        };
        Ok(LabelledSymbol { symbol: Symbol::from(info), source })
    }
}

fn parse(text: &str) -> Result<EngineLabel, Failure> {
    let languages = engine::language_names();
    EngineLabel::parse(text, &languages).ok_or_else(|| {
        let all = EngineLabel::all(&languages);
        let names: Vec<&str> = all.iter().map(EngineLabel::as_str).collect();
        Failure::argument(format!("there is no label `{text}`"))
            .hint(format!("labels are {}", names.join(", ")))
    })
}

fn line(out: &mut dyn Write, entry: &LabelEntry) -> io::Result<()> {
    let languages: Vec<String> =
        entry.by_language.iter().map(|(language, count)| format!("{language} {count}")).collect();
    writeln!(out, "{:<16}{:>9}  {}", entry.label, entry.definitions, languages.join(", "))
}

fn human(out: &mut dyn Write, found: &LabelledSymbol) -> io::Result<()> {
    let (symbol, at) = (&found.symbol, &found.symbol.name_span);
    let labels = symbol.labels.join(" ");
    writeln!(out, "{}:{}:{}  {}  ({labels})", at.path, at.start_line, at.start_col, symbol.display_fqn)?;
    found.source.iter().try_for_each(|source| writeln!(out, "{source}"))
}
