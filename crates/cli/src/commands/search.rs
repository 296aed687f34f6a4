//! `magellan search`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::query::Views;
use engine::{Database, SearchFields, SearchFound, SearchQuery, SearchText};
use wire::{Context, SearchAnswer, SearchHit};

use super::rich::{self, Surroundings};
use super::symbol_filter::{Passing, SymbolFilter};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Search source text and identifiers
///
/// TEXT is words apart by spaces; a file must have all of them. Case does not matter, and names are known in every way of writing:
/// `parse_config`, `parseConfig` and `"parse config"` find the same, `config` finds all three. `"several words"` must follow each other,
/// `conf*` finds what begins so. The best definitions come first, each with its best line; what is not shown is said at the end.
#[derive(Args, Debug)]
pub(crate) struct Search {
    /// What to search for
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
    /// Search only the names of definitions
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    filter: SymbolFilter,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    surroundings: Surroundings,
}

impl Search {
    /// Searches and lists, best first.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let query = self.query()?;
        let db = database::open(global)?;
        let found = engine::search(&db, &query)?;
        let terms = query.text.clauses().iter().map(engine::SearchClause::text).collect();
        let answer = SearchAnswer::new(terms, &found, self.contexts(&db, &found)?);
        let mut envelope = commands::envelope("search", answer);
        let left = found.counted - found.hits.len() as u64;
        envelope.total = (found.unread == 0).then_some(found.counted);
        envelope.truncated = Some(left > 0 || found.unread > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }

    fn query(&self) -> Result<SearchQuery, Failure> {
        let fields = if self.names { SearchFields::Names } else { SearchFields::Text };
        let text = SearchText::parse(&self.text.join(" "), fields).map_err(|error| {
            Failure::argument(error.to_string()).hint("see `magellan search --help` for what can be searched")
        })?;
        let Passing { kinds, languages, path } = self.filter.passing()?;
        Ok(SearchQuery { text, kinds, languages, path, limit: Some(self.limit) })
    }

    fn contexts(&self, db: &Database, found: &SearchFound) -> Result<Vec<Option<Context>>, Failure> {
        let views = Views::new(db.snapshot());
        let context = |hit: &engine::SearchHit| {
            let view = views.file(&hit.symbol.path).map_err(database::failed)?;
            Ok(self.surroundings.of(&view, hit.matches[0].start.line))
        };
        found.hits.iter().map(context).collect()
    }
}

fn human(out: &mut dyn Write, answer: &SearchAnswer, left: u64) -> io::Result<()> {
    for hit in &answer.hits {
        one(out, hit)?;
    }
    match (left, answer.unread_files) {
        (0, 0) => Ok(()),
        (left, 0) => writeln!(out, "{left} more"),
        (0, unread) => writeln!(out, "perhaps more in {unread} other files"),
        (left, unread) => writeln!(out, "{left} more, and perhaps more in {unread} other files"),
    }
}

fn one(out: &mut dyn Write, hit: &SearchHit) -> io::Result<()> {
    let SearchHit { symbol, span, excerpt, .. } = hit;
    writeln!(
        out,
        "{}:{}:{}  {} {}",
        span.path, span.start_line, span.start_col, symbol.kind, symbol.display_fqn
    )?;
    match &hit.context {
        Some(context) => rich::human_context(out, Some(context)),
        None => writeln!(out, "    {excerpt}"),
    }
}
