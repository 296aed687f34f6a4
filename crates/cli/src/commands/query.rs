//! `magellan query`

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use engine::DefKind;
use engine::query::{FileView, Views};
use wire::{FileEntry, SymbolList};

use super::rich::{self, Rich};
use super::symbol_filter::parse_kind;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List the symbols of a file
#[derive(Args, Debug)]
pub(crate) struct Query {
    /// The file: absolute, relative to the current directory, or relative to the root
    #[arg(long, value_name = "PATH")]
    file: PathBuf,
    /// Only this kind (may be repeated)
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Show byte ranges and end lines
    #[arg(long)]
    show_extent: bool,
    #[command(flatten)]
    rich: Rich,
}

impl Query {
    /// Lists in order of position.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let view = database::file(&db, &self.file)?;
        let kinds = self.kinds.iter().map(|kind| parse_kind(kind)).collect::<Result<Vec<_>, _>>()?;
        let wanted = |kind: DefKind| kinds.is_empty() || kinds.contains(&kind);
        let infos = view.symbols();
        let views = Views::new(db.snapshot());
        let listed = infos.iter().filter(|info| wanted(info.kind));
        let symbols = listed.map(|info| self.rich.symbol(&views, info)).collect::<Result<Vec<_>, _>>()?;
        let total = symbols.len() as u64;
        let mut envelope =
            commands::envelope("query", SymbolList { file: FileEntry::from(&view.record), symbols });
        envelope.total = Some(total);
        let depth = |id| depth(&view, id);
        let depths: Vec<usize> =
            infos.iter().filter(|info| wanted(info.kind)).filter_map(|info| info.def).map(depth).collect();
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, &depths, self.show_extent))
    }
}

/// How many definitions stand around one.
fn depth(view: &FileView, def: engine::ids::DefId) -> usize {
    std::iter::successors(view.facts.def(def).parent, |parent| view.facts.def(*parent).parent).count()
}

fn human(out: &mut dyn Write, answer: &SymbolList, depths: &[usize], extent: bool) -> io::Result<()> {
    let file = &answer.file;
    writeln!(
        out,
        "{}  {}  {} lines, {} symbols",
        file.path,
        file.language,
        file.lines,
        answer.symbols.len()
    )?;
    for (symbol, depth) in answer.symbols.iter().zip(depths) {
        let indent = "  ".repeat(*depth);
        write!(out, "{:>6}  {indent}{} {}", symbol.name_span.start_line, symbol.kind, symbol.name)?;
        if extent {
            let span = &symbol.span;
            write!(
                out,
                "  lines {}-{}, bytes {}-{}",
                span.start_line, span.end_line, span.start_byte, span.end_byte
            )?;
        }
        writeln!(out)?;
        rich::human(out, symbol)?;
    }
    Ok(())
}
