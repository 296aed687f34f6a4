//! `magellan hotspots`

use std::io::{self, Write};
use std::process::ExitCode;
use std::rc::Rc;

use clap::builder::RangedU64ValueParser;
use clap::{Args, ValueEnum};
use engine::query::{self, Centrality, EdgeGroup, SymbolInfo, Views};
use engine::{Database, Direction};
use wire::{CentralEntry, HotspotEntry, HotspotsAnswer};

use super::edge_argument::EdgeArgument;
use super::metrics::MeasureFilter;
use super::picture::{Arrow, Node, Picture};
use super::sites;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// List files that are complex and change often, or symbols that much hangs on
///
/// By `changes` the score of a file is its cyclomatic number times the number of commits, among the newest, that changed it, as git tells; a
/// renamed file is a new one. By `pagerank` a symbol weighs what leads to it, weighed likewise; by `betweenness` how many shortest ways
/// between others pass it, estimated from evenly spread starts where the graph is large. Both weigh the whole graph; filters say what is shown.
#[derive(Args, Debug)]
pub(crate) struct Hotspots {
    #[command(flatten)]
    filter: MeasureFilter,
    /// What makes a hotspot
    #[arg(long, value_name = "WEIGHT", value_enum, default_value_t = By::Changes)]
    by: By,
    #[command(flatten)]
    edges: EdgeArgument,
    /// Look at so many of the newest commits
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = RangedU64ValueParser::<u32>::new().range(1..))]
    commits: u32,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
}

/// What makes a hotspot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum By {
    Changes,
    #[value(name = "pagerank")]
    PageRank,
    Betweenness,
}

/// What was found.
struct Found {
    answer: HotspotsAnswer,
    /// The edges by which symbols were weighed, between those shown.
    edges: Vec<(usize, usize)>,
    /// How many there are.
    total: u64,
    /// How many of them are not shown.
    left: u64,
}

impl Hotspots {
    /// Lists by score.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let Found { answer, edges, total, left } = match self.by {
            By::Changes => self.changes(&db)?,
            By::PageRank => self.central(&db, Centrality::PageRank, "pagerank", 1e6)?,
            By::Betweenness => self.central(&db, Centrality::Betweenness, "betweenness", 1.0)?,
        };
        if let Some(language) = output.drawing() {
            return output::text(&picture(&answer, &edges, left).draw(language));
        }
        let mut envelope = commands::envelope("hotspots", answer);
        envelope.total = Some(total);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, left))
    }

    fn changes(&self, db: &Database) -> Result<Found, Failure> {
        let query = self.filter.query(self.top)?;
        let found = engine::hotspots(db, &query, self.commits).map_err(|error| {
            let hint = "`magellan metrics --files` needs no history";
            Failure::from(error).hint(hint)
        })?;
        let shown = &found[..found.len().min(self.top)];
        let answer = HotspotsAnswer {
            by: "changes",
            commits: Some(self.commits),
            hotspots: Some(shown.iter().map(HotspotEntry::from).collect()),
            edges: None,
            exact: None,
            uncertainty: None,
            symbols: None,
        };
        let left = (found.len() - shown.len()) as u64;
        Ok(Found { answer, edges: Vec::new(), total: found.len() as u64, left })
    }

    fn central(
        &self,
        db: &Database,
        by: Centrality,
        name: &'static str,
        scale: f64,
    ) -> Result<Found, Failure> {
        let filter = self.filter.query(self.top)?;
        let accepts = |symbol: &SymbolInfo| {
            query::is_file_wanted(&filter.languages, filter.path.as_ref(), &symbol.path, &symbol.language)
        };
        let groups = self.edges.groups();
        let found = engine::central(db, &Views::new(db.snapshot()), by, &groups, &accepts, self.top)?;
        let shown: Vec<_> = found.found.iter().map(|found| Rc::clone(&found.symbol)).collect();
        let uncertainty = engine::uncertainty(db, &shown, Direction::In, &groups)?;
        let answer = HotspotsAnswer {
            by: name,
            commits: None,
            hotspots: None,
            edges: Some(groups.iter().map(EdgeGroup::as_str).collect()),
            exact: Some(found.is_exact),
            uncertainty: Some(wire::Uncertainty::from(&uncertainty)),
            symbols: Some(found.found.iter().map(|found| CentralEntry::new(found, scale)).collect()),
        };
        let left = found.total - found.found.len() as u64;
        Ok(Found { answer, edges: found.edges, total: found.total, left })
    }
}

fn human(out: &mut dyn Write, answer: &HotspotsAnswer, left: u64) -> io::Result<()> {
    for file in answer.hotspots.iter().flatten() {
        let metrics = &file.metrics;
        writeln!(
            out,
            "{}  {}: {} commits, cyclomatic {}, {} lines of code",
            file.score, file.path, file.commits, metrics.cyclomatic, metrics.code_lines
        )?;
    }
    for found in answer.symbols.iter().flatten() {
        let at = &found.symbol.name_span;
        let place = format!("{}:{}", at.path, at.start_line);
        writeln!(out, "{:>12.3}  {place}  {} {}", found.score, found.symbol.kind, found.symbol.display_fqn)?;
    }
    if answer.exact == Some(false) {
        writeln!(out, "estimated: the graph is too large to look at all ways")?;
    }
    if left > 0 {
        writeln!(out, "{left} more")?;
    }
    answer.uncertainty.iter().try_for_each(|known| sites::uncertainty(out, known))
}

/// What is shown, with its weight; between symbols the edges by which they were weighed. Files are weighed by none.
fn picture(answer: &HotspotsAnswer, edges: &[(usize, usize)], left: u64) -> Picture {
    let mut picture = Picture { name: "hotspots", title: answer.by.to_owned(), ..Picture::default() };
    for file in answer.hotspots.iter().flatten() {
        let weight = format!("{} commits, cyclomatic {}", file.commits, file.metrics.cyclomatic);
        let lines = vec![file.path.clone(), format!("changes {}", file.score), weight];
        picture.put(Node { lines, faint: false });
    }
    let estimated = if answer.exact == Some(false) { " (estimated)" } else { "" };
    for found in answer.symbols.iter().flatten() {
        let mut node = Node::of_symbol(&found.symbol);
        node.lines.push(format!("{} {:.3}{estimated}", answer.by, found.score));
        picture.put(node);
    }
    let arrow = |&(from, to): &(usize, usize)| Arrow { from, to, label: String::new(), faint: false };
    picture.arrows.extend(edges.iter().map(arrow));
    picture.leave_out(left);
    picture
}
