//! `magellan impact`

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::rc::Rc;

use clap::Args;
use clap::builder::RangedU64ValueParser;
use engine::query::{EdgeGroup, EdgeGroups, ReachQuery, SymbolInfo, Views};
use engine::{Changed, Database, Direction, Impact as Found};
use wire::{ImpactAnswer, ImpactFile, ReachedSymbol, Symbol, TestReached};

use super::edge_argument::DependenceArgument;
use super::picture::{Arrow, Node, Picture};
use super::sites;
use super::symbol_argument::subject;
use super::symbol_filter::SymbolFilter;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::{self, Output};
use crate::{commands, database};

/// Tell what a change of a symbol, or the changes since a revision, can touch
///
/// Lists what calls, uses or inherits from it, directly or through others, the nearest first, the tests among that, and the files. With
/// `--diff` the definitions that differ between a revision of git and the working tree are asked about, as they are indexed. Only proved edges count; sites around the
/// answer that are not resolved are counted apart. SYMBOL is as for `refs`; a file or type stands for everything defined inside.
#[derive(Args, Debug)]
pub(crate) struct Impact {
    /// Which symbol
    symbol: Option<String>,
    #[command(flatten)]
    filter: SymbolFilter,
    /// Ask about what differs between this revision and the working tree
    #[arg(long, value_name = "REVISION", conflicts_with = "symbol", required_unless_present = "symbol")]
    diff: Option<String>,
    #[command(flatten)]
    edges: DependenceArgument,
    /// Follow so many edges; all of them when absent
    #[arg(long, value_name = "N", value_parser = RangedU64ValueParser::<u32>::new().range(1..))]
    depth: Option<u32>,
    /// Show at most so many symbols, tests and files each
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
}

impl Impact {
    /// Lists by distance.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let views = Views::new(db.snapshot());
        let groups = self.edges.groups();
        let depth = self.depth.unwrap_or(u32::MAX);
        let query = ReachQuery { direction: Direction::In, groups: groups.clone(), depth, limit: self.limit };
        let (changed, found) = self.find(&db, &views, &query)?;
        let near: Vec<Rc<SymbolInfo>> = found
            .reach
            .starts
            .iter()
            .chain(found.reach.found.iter().map(|reached| &reached.symbol))
            .cloned()
            .collect();
        let mut uncertainty = engine::uncertainty(&db, &near, Direction::In, &groups)?;
        uncertainty.more |= found.reach.total > found.reach.found.len() as u64;
        let answer = self.answer(&changed, &groups, &found, &uncertainty);
        if let Some(language) = output.drawing() {
            let mut picture = picture(&answer);
            picture.leave_out(found.reach.total - found.reach.found.len() as u64);
            return output::text(&picture.draw(language));
        }
        let mut envelope = commands::envelope("impact", answer);
        envelope.total = Some(found.reach.total);
        let answer = &envelope.data;
        let is_cut = |shown: usize, all: u64| (shown as u64) < all;
        envelope.truncated = Some(
            is_cut(answer.dependants.len(), found.reach.total)
                || is_cut(answer.tests.len(), answer.test_count)
                || is_cut(answer.files.len(), answer.file_count),
        );
        commands::tell(&db, output, envelope, human)
    }

    /// What changed, and what depends on it.
    fn find(
        &self,
        db: &Database,
        views: &Views<'_>,
        query: &ReachQuery,
    ) -> Result<(Changed, Found), Failure> {
        let (subjects, changed) = match (&self.symbol, &self.diff) {
            (Some(symbol), _) => {
                let subject = subject(db, symbol, &self.filter)?;
                let symbols = subject.symbols().cloned().map(Rc::new).collect();
                (vec![subject], Changed { symbols, ..Changed::default() })
            }
            (None, revision) => {
                let revision = revision.as_deref().unwrap_or("HEAD");
                let hint = "name a symbol instead: that needs no history";
                let changed = engine::changed_since(db, views, revision);
                (Vec::new(), changed.map_err(|error| Failure::from(error).hint(hint))?)
            }
        };
        let alone = if subjects.is_empty() { &changed.symbols[..] } else { &[] };
        let found = engine::impact(db, views, &subjects, alone, query)?;
        Ok((changed, found))
    }

    fn answer(
        &self,
        changed: &Changed,
        groups: &EdgeGroups,
        found: &Found,
        uncertainty: &engine::query::Uncertainty,
    ) -> ImpactAnswer {
        let test = |(symbol, depth): &(Rc<SymbolInfo>, u32)| TestReached {
            depth: *depth,
            symbol: Symbol::from(symbol.as_ref()),
        };
        let paths = |paths: &[engine::RepoPath]| paths.iter().map(ToString::to_string).collect();
        ImpactAnswer {
            revision: self.diff.clone(),
            changed: changed.symbols.iter().map(|symbol| Symbol::from(symbol.as_ref())).collect(),
            removed_files: paths(&changed.removed),
            files_not_indexed: paths(&changed.not_indexed),
            edges: groups.iter().map(EdgeGroup::as_str).collect(),
            depth: self.depth,
            by_depth: found.reach.by_depth.clone(),
            dependants: found.reach.found.iter().map(ReachedSymbol::from).collect(),
            test_count: found.tests.len() as u64,
            tests: found.tests.iter().take(self.limit).map(test).collect(),
            file_count: found.reach.places.len() as u64,
            files: files(found).into_iter().take(self.limit).collect(),
            uncertainty: wire::Uncertainty::from(uncertainty),
        }
    }
}

/// The files with what depends on the change, in path order.
fn files(found: &Found) -> Vec<ImpactFile> {
    let mut tests: BTreeMap<&str, u64> = BTreeMap::new();
    for (test, _) in &found.tests {
        *tests.entry(test.path.as_str()).or_insert(0) += 1;
    }
    let file = |places: &engine::query::PlacesOfFile| ImpactFile {
        path: places.path.to_string(),
        symbols: places.reached.len() as u64,
        tests: tests.get(places.path.as_str()).copied().unwrap_or(0),
    };
    found.reach.places.iter().map(file).collect()
}

fn human(out: &mut dyn Write, answer: &ImpactAnswer) -> io::Result<()> {
    let line = |out: &mut dyn Write, depth: u32, symbol: &Symbol| -> io::Result<()> {
        let at = &symbol.name_span;
        let place = format!("{}:{}:{}", at.path, at.start_line, at.start_col);
        writeln!(out, "{depth:>3}  {place}  {} {}", symbol.kind, symbol.display_fqn)
    };
    let more = |out: &mut dyn Write, shown: usize, all: u64| -> io::Result<()> {
        if all > shown as u64 { writeln!(out, "     {} more", all - shown as u64) } else { Ok(()) }
    };
    if let Some(revision) = &answer.revision {
        writeln!(out, "changed since {revision}: {} symbols", answer.changed.len())?;
        answer.changed.iter().try_for_each(|symbol| line(out, 0, symbol))?;
    }
    for path in &answer.removed_files {
        writeln!(out, "     {path} is gone: what depended on it is not known")?;
    }
    for path in &answer.files_not_indexed {
        writeln!(out, "     {path} is not in the index")?;
    }
    let total: u64 = answer.by_depth.iter().sum();
    writeln!(out, "dependants: {total}, at most {} edges away", answer.by_depth.len())?;
    answer.dependants.iter().try_for_each(|reached| line(out, reached.depth, &reached.symbol))?;
    more(out, answer.dependants.len(), total)?;
    writeln!(out, "tests: {}", answer.test_count)?;
    answer.tests.iter().try_for_each(|test| line(out, test.depth, &test.symbol))?;
    more(out, answer.tests.len(), answer.test_count)?;
    writeln!(out, "files: {}", answer.file_count)?;
    for file in &answer.files {
        writeln!(out, "     {}  {} symbols, {} tests", file.path, file.symbols, file.tests)?;
    }
    more(out, answer.files.len(), answer.file_count)?;
    sites::uncertainty(out, &answer.uncertainty)
}

/// What changed and what depends on it, each with the way that it was reached.
fn picture(answer: &ImpactAnswer) -> Picture {
    let mut picture = Picture { name: "impact", title: "impact".to_owned(), ..Picture::default() };
    let mut numbers = BTreeMap::new();
    let symbols = answer.changed.iter().chain(answer.dependants.iter().map(|reached| &reached.symbol));
    for symbol in symbols {
        numbers.entry(symbol.symbol_id.as_str()).or_insert_with(|| {
            picture.boxes.push(Node::of_symbol(symbol));
            picture.boxes.len() - 1
        });
    }
    for reached in &answer.dependants {
        let from = numbers[reached.symbol.symbol_id.as_str()];
        // What a changed type holds is not drawn by itself: its arrows end at nothing.
        if let Some(&to) = numbers.get(reached.via.symbol_id.as_str()) {
            picture.arrows.push(Arrow { from, to, label: String::new(), faint: false });
        }
    }
    picture
}
