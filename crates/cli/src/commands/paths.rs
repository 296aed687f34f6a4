//! `magellan paths`

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::process::ExitCode;
use std::rc::Rc;

use clap::Args;
use clap::builder::RangedU64ValueParser;
use engine::query::{EdgeGroup, EdgeGroups, ReachQuery, Routes, RoutesQuery, Subject, SymbolInfo, Views};
use engine::{Database, Direction};
use wire::{GraphPath, PathsAnswer, Symbol};

use super::edge_argument::EdgeArgument;
use super::picture::{Arrow, Node, Picture};
use super::sites;
use super::symbol_argument::subject;
use super::symbol_filter::SymbolFilter;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// So many symbols are looked around at most when there is no way.
const AROUND: usize = 1000;

/// List the ways through the graph from one symbol to another
///
/// The shortest first; none passes a symbol twice. Without `--end` all ways on from the start are listed. A file or type stands for
/// everything defined inside. Only proved edges are followed; sites that are not resolved are counted: there might be other ways.
#[derive(Args, Debug)]
pub(crate) struct Paths {
    /// Where ways begin: a symbol, as for `refs`
    #[arg(long, value_name = "SYMBOL")]
    start: String,
    /// Where ways end
    #[arg(long, value_name = "SYMBOL")]
    end: Option<String>,
    #[command(flatten)]
    edges: EdgeArgument,
    /// Over so many edges at most
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = RangedU64ValueParser::<u32>::new().range(1..=1000))]
    max_depth: u32,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = RangedU64ValueParser::<usize>::new().range(1..=10_000))]
    limit: usize,
}

impl Paths {
    /// Lists by length.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let any = SymbolFilter::default();
        let start = subject(&db, &self.start, &any)?;
        let end = self.end.as_deref().map(|end| subject(&db, end, &any)).transpose()?;
        let views = Views::new(db.snapshot());
        let groups = self.edges.groups();
        let query = RoutesQuery { groups: groups.clone(), depth: self.max_depth, limit: self.limit };
        let routes = engine::routes(&db, &views, &start, end.as_ref(), &query)?;
        let uncertainty = self.uncertainty(&db, &views, &start, &routes, &groups)?;
        let answer = PathsAnswer {
            start: Symbol::from(&start.symbol),
            end: end.as_ref().map(|end| Symbol::from(&end.symbol)),
            edges: groups.iter().map(EdgeGroup::as_str).collect(),
            max_depth: self.max_depth,
            paths: routes.found.iter().map(GraphPath::from).collect(),
            uncertainty,
        };
        if let Some(language) = output.drawing() {
            return output::text(&picture(&answer).draw(language));
        }
        let mut envelope = commands::envelope("paths", answer);
        envelope.total = (!routes.more).then_some(routes.found.len() as u64);
        envelope.truncated = Some(routes.more);
        commands::tell(&db, output, envelope, |out, answer| human(out, answer, routes.more))
    }

    /// What is not known around what the ways pass or, when there is none, around what the start reaches.
    fn uncertainty(
        &self,
        db: &Database,
        views: &Views<'_>,
        start: &Subject,
        routes: &Routes,
        groups: &EdgeGroups,
    ) -> Result<wire::Uncertainty, Failure> {
        let mut near: BTreeMap<_, Rc<SymbolInfo>> = BTreeMap::new();
        let mut more = false;
        let passed = routes.found.iter().flat_map(|route| &route.symbols);
        near.extend(passed.map(|symbol| (symbol.id, Rc::clone(symbol))));
        if routes.found.is_empty() {
            let direction = Direction::Out;
            let query =
                ReachQuery { direction, groups: groups.clone(), depth: self.max_depth, limit: AROUND };
            let reach = engine::reachable(db, views, start, &query)?;
            more = reach.total > reach.found.len() as u64;
            let reached = reach.found.into_iter().map(|reached| reached.symbol).chain(reach.starts);
            near.extend(reached.map(|symbol| (symbol.id, symbol)));
        }
        let near: Vec<_> = near.into_values().collect();
        let mut known = engine::uncertainty(db, &near, Direction::Out, groups)?;
        known.more |= more;
        Ok(wire::Uncertainty::from(&known))
    }
}

fn human(out: &mut dyn Write, answer: &PathsAnswer, more: bool) -> io::Result<()> {
    for path in &answer.paths {
        let edges = path.steps.len();
        writeln!(out, "{edges} edge{}", if edges == 1 { "" } else { "s" })?;
        for (number, symbol) in path.symbols.iter().enumerate() {
            let (name, file) = (symbol.display_fqn.as_deref(), symbol.path.as_deref());
            let line = symbol.start_line.unwrap_or_default();
            writeln!(out, "    {}  {}:{line}", name.unwrap_or_default(), file.unwrap_or_default())?;
            if let Some(step) = path.steps.get(number) {
                let dispatch = if step.dispatch { " (dispatch)" } else { "" };
                let times = if step.sites > 1 { format!(", {} sites", step.sites) } else { String::new() };
                let at = &step.site;
                writeln!(out, "      {}{dispatch} at {}:{}{times}", step.role, at.start_line, at.start_col)?;
            }
        }
    }
    match (answer.paths.is_empty(), more) {
        (true, _) => writeln!(out, "no way of at most {} edges", answer.max_depth)?,
        (false, true) => writeln!(out, "there are more (--limit)")?,
        (false, false) => {}
    }
    sites::uncertainty(out, &answer.uncertainty)
}

fn picture(answer: &PathsAnswer) -> Picture {
    let mut picture =
        Picture { name: "paths", title: answer.start.display_fqn.clone(), ..Picture::default() };
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut drawn = BTreeSet::new();
    for pair in answer.paths.iter().flat_map(|path| path.symbols.windows(2)) {
        let [from, to] = [&pair[0], &pair[1]].map(|target| {
            *numbers.entry(&target.symbol_id).or_insert_with(|| picture.put(Node::of_target(target)))
        });
        if drawn.insert((from, to)) {
            picture.arrows.push(Arrow { from, to, label: String::new(), faint: false });
        }
    }
    picture
}
