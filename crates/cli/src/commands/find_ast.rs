//! `magellan find-ast`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use engine::{AstFound, AstSearch, Database, Sought};
use wire::{AstMatch, FindAstAnswer, Span};

use super::symbol_argument;
use super::symbol_filter::{glob, known_language};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Find nodes of syntax trees over the whole index
///
/// By kind, as the grammar of the language calls it (see `magellan ast`): `--kind if_statement`; or by a query in the
/// language of tree-sitter, with captures and predicates on texts:
/// `--query '(call_expression function: (identifier) @f (#eq? @f "memcpy"))'`. A query is for the languages whose grammars
/// have what it asks for; the others are told. Exit status 2 when it is for none.
#[derive(Args, Debug)]
pub(crate) struct FindAst {
    /// Nodes of this kind; `ERROR` for text outside of the grammar
    #[arg(long, value_name = "KIND", required_unless_present = "query", conflicts_with = "query")]
    kind: Option<String>,
    /// Matches of this query
    #[arg(long, value_name = "QUERY")]
    query: Option<String>,
    /// Only in files whose path matches this glob
    #[arg(long, value_name = "GLOB")]
    path: Option<String>,
    /// Only in files of this language (may be repeated)
    #[arg(long = "lang", value_name = "LANGUAGE")]
    languages: Vec<String>,
    /// Only inside this symbol: id, fully qualified name, `path:line`, or name
    #[arg(long, value_name = "SYMBOL")]
    within: Option<String>,
    /// Show at most so many, and look no further
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
    /// Count all, also beyond the limit
    #[arg(long)]
    count: bool,
}

impl FindAst {
    /// Searches the trees of all files that may have a match.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let found = engine::find_ast(&db, &self.search(&db)?)?;
        remarks(output, &found);
        let total = found.total;
        let mut envelope = commands::envelope("find-ast", FindAstAnswer::from(&found));
        let more = total - found.hits.len() as u64;
        envelope.total = found.counted.then_some(total);
        envelope.truncated = Some(more > 0);
        let counted = found.counted;
        commands::tell(&db, output, envelope, |out, answer| {
            answer.matches.iter().try_for_each(|found| human(out, found))?;
            match (more, counted) {
                (0, _) => Ok(()),
                (_, true) => writeln!(out, "{more} more"),
                (_, false) => writeln!(out, "and more (--count tells how many)"),
            }
        })
    }

    fn search(&self, db: &Database) -> Result<AstSearch, Failure> {
        self.languages.iter().try_for_each(|language| known_language(language))?;
        let within =
            self.within.as_deref().map(|symbol| symbol_argument::named(db, symbol, None)).transpose()?;
        let sought = match (&self.kind, &self.query) {
            (Some(kind), _) => Sought::Kind(kind.clone()),
            (None, query) => Sought::Query(query.clone().unwrap_or_default()),
        };
        Ok(AstSearch {
            sought,
            languages: self.languages.clone(),
            path: self.path.as_deref().map(glob).transpose()?,
            within: within.map(|info| (info.path, info.location.span)),
            limit: self.limit,
            count: self.count,
        })
    }
}

/// What a person has to know about how far the answer goes. Programs find it in the answer.
fn remarks(output: &Output, found: &AstFound) {
    if !output.is_human() {
        return;
    }
    for not_for in &found.not_for {
        output.remark(&format!("note: not for {}: {}", not_for.language, not_for.reason));
    }
    if !found.not_evaluated.is_empty() {
        output.remark(&format!("note: passed over: {}", found.not_evaluated.join(", ")));
    }
    for path in &found.cut {
        output.remark(&format!("note: matches in {path} may be missing: too many begin at one place"));
    }
    for path in &found.without_tree {
        output.remark(&format!("note: the parser gives up on {path}"));
    }
}

/// A line for the match, and one for each of several captures.
fn human(out: &mut dyn Write, found: &AstMatch) -> io::Result<()> {
    let what = match (&found.kind, found.captures.as_slice()) {
        (Some(kind), _) => kind.clone(),
        (None, [one]) => format!("@{} {}", one.name, one.kind),
        (None, _) => format!("pattern {}", found.pattern.unwrap_or_default()),
    };
    let symbol = found.symbol.as_ref().and_then(|symbol| symbol.display_fqn.as_deref());
    let symbol = symbol.map_or(String::new(), |symbol| format!("  in {symbol}"));
    writeln!(out, "{}  {what}{symbol}  {}", place(&found.span), first_line(&found.text, found.text_cut))?;
    if found.captures.len() > 1 {
        for capture in &found.captures {
            let Span { start_line, start_col, .. } = capture.span;
            let text = first_line(&capture.text, false);
            writeln!(out, "  {start_line}:{start_col}  @{} {}  {text}", capture.name, capture.kind)?;
        }
    }
    Ok(())
}

fn place(span: &Span) -> String {
    format!("{}:{}:{}", span.path, span.start_line, span.start_col)
}

/// The first line of a text, with a sign when there is more.
fn first_line(text: &str, cut: bool) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let more = if cut || lines.next().is_some() { " …" } else { "" };
    format!("| {first}{more}")
}
