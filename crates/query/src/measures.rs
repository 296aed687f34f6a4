//! Measures of functions and files, and the functions and files that stand out by one.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::ControlFlow;

use globset::GlobMatcher;
use graph::{Direction, Graph, KindSet};
use model::ids::{DefId, SymbolId};
use model::kinds::Role;
use model::outcome::OutcomeKind;
use model::path::RepoPath;
use model::structure::{FileStructure, FunctionMetrics, LineCounts, TokenCounts};
use store::{CountedFile, Snapshot, StoreError};

use crate::calls::{GraphQuestionError, callers};
use crate::file_view::{FileView, Located, SymbolInfo};
use crate::find::is_file_wanted;
use crate::subject::Subject;
use crate::views::Views;

/// What is measured, and sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// The cyclomatic number.
    Cyclomatic,
    /// Cognitive complexity.
    Cognitive,
    /// Depth of nesting.
    Nesting,
    /// Parameters.
    Parameters,
    /// Lines of code.
    Lines,
    /// Halstead's volume.
    Volume,
    /// Halstead's difficulty.
    Difficulty,
    /// The maintainability index: the worst come first.
    Maintainability,
    /// Blocks that nothing leads to.
    Unreachable,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 9] = [
        Self::Cyclomatic,
        Self::Cognitive,
        Self::Nesting,
        Self::Parameters,
        Self::Lines,
        Self::Volume,
        Self::Difficulty,
        Self::Maintainability,
        Self::Unreachable,
    ];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cyclomatic => "cyclomatic",
            Self::Cognitive => "cognitive",
            Self::Nesting => "nesting",
            Self::Parameters => "parameters",
            Self::Lines => "lines",
            Self::Volume => "volume",
            Self::Difficulty => "difficulty",
            Self::Maintainability => "maintainability",
            Self::Unreachable => "unreachable",
        }
    }

    /// How far up it puts something with these measures: in thousandths, so that order is exact.
    fn weight(self, of: &Measures) -> u64 {
        match self {
            Self::Cyclomatic => of.cyclomatic.into(),
            Self::Cognitive => of.cognitive.into(),
            Self::Nesting => of.nesting.into(),
            Self::Parameters => of.parameters.into(),
            Self::Lines => of.lines.code.into(),
            Self::Volume => thousandths(of.tokens.volume()),
            Self::Difficulty => thousandths(of.tokens.difficulty()),
            Self::Maintainability => 100_000 - thousandths(of.maintainability).min(100_000),
            Self::Unreachable => of.unreachable.into(),
        }
    }
}

/// A measure in thousandths.
#[allow(clippy::cast_sign_loss, reason = "no measure is below zero")]
fn thousandths(value: f64) -> u64 {
    (value * 1000.0).round() as u64
}

/// The measures of a function or file. Of a file, complexities are sums, nesting and parameters the largest.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measures {
    /// Lines.
    pub lines: LineCounts,
    /// Tokens.
    pub tokens: TokenCounts,
    /// The cyclomatic number.
    pub cyclomatic: u32,
    /// Cognitive complexity.
    pub cognitive: u32,
    /// Depth of nesting.
    pub nesting: u32,
    /// Parameters.
    pub parameters: u32,
    /// Blocks that nothing leads to.
    pub unreachable: u32,
    /// The maintainability index, 0 to 100.
    pub maintainability: f64,
}

impl From<&FunctionMetrics> for Measures {
    fn from(of: &FunctionMetrics) -> Self {
        let FunctionMetrics {
            lines, tokens, cyclomatic, cognitive, nesting, parameters, unreachable, ..
        } = *of;
        let maintainability = of.maintainability();
        Self { lines, tokens, cyclomatic, cognitive, nesting, parameters, unreachable, maintainability }
    }
}

impl From<&FileStructure> for Measures {
    fn from(of: &FileStructure) -> Self {
        let sum =
            |field: fn(&FunctionMetrics) -> u32| of.functions.iter().map(field).fold(0, u32::saturating_add);
        let most = |field: fn(&FunctionMetrics) -> u32| of.functions.iter().map(field).max().unwrap_or(0);
        Self {
            lines: of.lines,
            tokens: of.tokens,
            cyclomatic: of.cyclomatic(),
            cognitive: sum(|function| function.cognitive),
            nesting: most(|function| function.nesting),
            parameters: most(|function| function.parameters),
            unreachable: sum(|function| function.unreachable),
            maintainability: of.maintainability(),
        }
    }
}

/// Which functions or files are wanted.
#[derive(Clone, Debug)]
pub struct MeasuresQuery {
    /// Names of languages; empty accepts all.
    pub languages: Vec<String>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Most results.
    pub top: usize,
    /// Whether lambdas and the code of files outside of functions count.
    pub nameless: bool,
}

impl MeasuresQuery {
    /// Whether a file is among those wanted.
    pub fn accepts(&self, file: &CountedFile) -> bool {
        is_file_wanted(&self.languages, self.path.as_ref(), &file.path, &file.language)
    }
}

/// A function that stands out.
#[derive(Clone, Debug)]
pub struct MeasuredFunction {
    /// The definition; of a lambda or of a file's own code the file.
    pub symbol: SymbolInfo,
    /// Where the function is.
    pub location: Located,
    /// Whether it is a lambda, or the file's own code.
    pub nameless: bool,
    /// Its measures.
    pub measures: Measures,
    /// How it hangs together with others; `None` for what has no name.
    pub fan: Option<Fan>,
}

/// How a function hangs together with others, by proved calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Fan {
    /// Different definitions that call it.
    pub fan_in: u64,
    /// Different definitions that it calls.
    pub fan_out: u64,
    /// Calls in it of which nobody knows where they lead.
    pub unresolved: u64,
}

/// A file that stands out.
#[derive(Clone, Debug)]
pub struct MeasuredFile {
    /// Its path.
    pub path: RepoPath,
    /// Its language.
    pub language: String,
    /// Its functions and lambdas.
    pub functions: u64,
    /// Its measures.
    pub measures: Measures,
}

/// What was found, and of how many.
#[derive(Clone, Debug)]
pub struct Ranked<T> {
    /// The first ones: by measure, then by path and position.
    pub found: Vec<T>,
    /// All that were compared.
    pub total: u64,
}

/// The functions that stand out by a measure. Reads what is counted of every file, the files of the results, and those that spell their names.
///
/// # Errors
/// When the store cannot be read.
pub fn functions(
    views: &Views<'_>,
    query: &MeasuresQuery,
    by: Measure,
) -> Result<Ranked<MeasuredFunction>, StoreError> {
    let weight = |_: &RepoPath, function: &FunctionMetrics| Ok(by.weight(&Measures::from(function)));
    ranked(views, query, weight, |view, symbol| fan(views, view, symbol))
}

/// The functions that most others call, or that call most others: reads what is counted of every file, with two look-ups in the graph for each
/// function, and the files of the results.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn functions_by_calls(
    views: &Views<'_>,
    graph: &Graph,
    query: &MeasuresQuery,
    direction: Direction,
) -> Result<Ranked<MeasuredFunction>, GraphQuestionError> {
    let calls = KindSet::of(|kind| kind.role == Role::Call);
    let count = |path: &RepoPath, def: Option<DefId>, direction| -> Result<u64, GraphQuestionError> {
        let node = def.map(|def| graph.node(path.as_str(), Some(def))).transpose()?;
        let ends = node.flatten().map(|node| graph.neighbours(node, direction, &calls)).transpose()?;
        Ok(ends.map_or(0, |ends| ends.len() as u64))
    };
    let weight = |path: &RepoPath, function: &FunctionMetrics| count(path, function.def, direction);
    ranked(views, query, weight, |view, symbol| {
        let fan = |direction| count(&symbol.path, symbol.def, direction);
        let unresolved = calls_out(view, symbol).1;
        Ok(Fan { fan_in: fan(Direction::In)?, fan_out: fan(Direction::Out)?, unresolved })
    })
}

/// The functions with most weight.
fn ranked<E: From<StoreError>>(
    views: &Views<'_>,
    query: &MeasuresQuery,
    mut weight: impl FnMut(&RepoPath, &FunctionMetrics) -> Result<u64, E>,
    fan: impl Fn(&FileView, &SymbolInfo) -> Result<Fan, E>,
) -> Result<Ranked<MeasuredFunction>, E> {
    let mut best = Best::new(query.top);
    let mut failure = None;
    views.snapshot().structures(&mut |file| {
        let of_file = file.structure.functions.iter().enumerate().filter(|_| query.accepts(&file));
        for (index, function) in of_file.filter(|(_, of)| query.nameless || of.def.is_some()) {
            match weight(&file.path, function) {
                Ok(weight) => best.offer(weight, &file.path, index, || *function),
                Err(error) => {
                    failure = Some(error);
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    })?;
    failure.map_or(Ok(()), Err)?;
    let total = best.total;
    let mut found = Vec::new();
    for (path, function) in best.sorted() {
        let view = views.file(&path)?;
        found.push(described(&view, &function, &fan)?);
    }
    Ok(Ranked { found, total })
}

/// The files that stand out by a measure. Reads what is counted of every file.
///
/// # Errors
/// When the store cannot be read.
pub fn files(
    snapshot: &dyn Snapshot,
    query: &MeasuresQuery,
    by: Measure,
) -> Result<Ranked<MeasuredFile>, StoreError> {
    let mut best = Best::new(query.top);
    snapshot.structures(&mut |file| {
        if query.accepts(&file) {
            let measures = Measures::from(&file.structure);
            best.offer(by.weight(&measures), &file.path, 0, || {
                let functions = file.structure.functions.len() as u64;
                (file.language.clone(), functions, measures)
            });
        }
        ControlFlow::Continue(())
    })?;
    let total = best.total;
    let file = |(path, (language, functions, measures))| MeasuredFile { path, language, functions, measures };
    Ok(Ranked { found: best.sorted().into_iter().map(file).collect(), total })
}

fn described<E>(
    view: &FileView,
    of: &FunctionMetrics,
    fan: impl Fn(&FileView, &SymbolInfo) -> Result<Fan, E>,
) -> Result<MeasuredFunction, E> {
    let has = of.def.filter(|def| def.index() < view.facts.defs.len());
    let symbol = view.symbol_or_file(has);
    let fan = has.map(|_| fan(view, &symbol)).transpose()?;
    let (location, measures) = (view.locate(of.span), Measures::from(of));
    Ok(MeasuredFunction { symbol, location, nameless: of.def.is_none(), measures, fan })
}

/// The calls in and out of a definition. Costs the files that spell its name.
fn fan(views: &Views<'_>, view: &FileView, symbol: &SymbolInfo) -> Result<Fan, StoreError> {
    let reached = callers(views, &Subject::new(symbol.clone()), 1)?.reached;
    let calling: BTreeSet<SymbolId> = reached.iter().map(|reached| reached.symbol.id).collect();
    let (called, unresolved) = calls_out(view, symbol);
    Ok(Fan { fan_in: calling.len() as u64, fan_out: called.len() as u64, unresolved })
}

/// What a definition calls, and how many of its calls lead nobody knows where.
fn calls_out(view: &FileView, symbol: &SymbolInfo) -> (BTreeSet<SymbolId>, u64) {
    let (mut called, mut unresolved) = (BTreeSet::new(), 0);
    for at in view.sites() {
        let site = view.facts.site(at);
        if site.role != Role::Call || site.within != symbol.def {
            continue;
        }
        let outcome = view.outcome(at);
        match outcome.kind {
            // Behind the first target stand declarations of the same thing.
            OutcomeKind::Resolved => called.extend(view.targets(&outcome).first()),
            OutcomeKind::Dispatch => called.extend(view.targets(&outcome)),
            OutcomeKind::Candidates | OutcomeKind::Unresolved => unresolved += 1,
            OutcomeKind::External | OutcomeKind::Local => {}
        }
    }
    (called, unresolved)
}

/// The first few by weight, heaviest first, then by path and place.
struct Best<T> {
    top: usize,
    total: u64,
    heap: BinaryHeap<Entry<T>>,
}

struct Entry<T> {
    key: (Reverse<u64>, RepoPath, usize),
    value: T,
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key.cmp(&other.key)
    }
}

impl<T> Best<T> {
    fn new(top: usize) -> Self {
        Self { top, total: 0, heap: BinaryHeap::new() }
    }

    fn offer(&mut self, weight: u64, path: &RepoPath, place: usize, value: impl FnOnce() -> T) {
        self.total += 1;
        let is_full = self.heap.len() >= self.top;
        let worst = self.heap.peek().map(|entry| (entry.key.0, &entry.key.1, entry.key.2));
        if is_full && worst.is_none_or(|worst| (Reverse(weight), path, place) >= worst) {
            return;
        }
        self.heap.push(Entry { key: (Reverse(weight), path.clone(), place), value: value() });
        if self.heap.len() > self.top {
            self.heap.pop();
        }
    }

    fn sorted(self) -> Vec<(RepoPath, T)> {
        self.heap.into_sorted_vec().into_iter().map(|entry| (entry.key.1, entry.value)).collect()
    }
}
