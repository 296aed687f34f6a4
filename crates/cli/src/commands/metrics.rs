//! `magellan metrics`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use engine::query::Views;
use engine::query::measures::{self, Measure, MeasuredFunction, MeasuresQuery, Ranked};
use engine::{Database, Direction};
use wire::{FileMeasures, FunctionEntry, Metrics as Numbers, MetricsAnswer};

use super::symbol_filter::{glob, known_language};
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// Measure functions or files: complexity, nesting, lines, tokens, calls in and out
///
/// Lists those that stand out by one measure, the most remarkable first. Functions inside of others are measured apart.
#[derive(Args, Debug)]
pub(crate) struct Metrics {
    #[command(flatten)]
    filter: MeasureFilter,
    /// Sort by this
    #[arg(long, value_name = "MEASURE", default_value = "cyclomatic", value_parser = sorts())]
    sort: Sort,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
    /// Measure files instead
    #[arg(long)]
    files: bool,
    /// With lambdas, and the code of files outside of functions
    #[arg(long, conflicts_with = "files")]
    nameless: bool,
}

/// Options that say which files are looked at.
#[derive(Args, Debug, Clone)]
pub(crate) struct MeasureFilter {
    /// Only this language (may be repeated)
    #[arg(long = "lang", value_name = "LANGUAGE")]
    languages: Vec<String>,
    /// Only in files whose path matches this glob
    #[arg(long, value_name = "GLOB")]
    path: Option<String>,
}

impl MeasureFilter {
    /// The question for what passes this filter.
    pub(crate) fn query(&self, top: usize) -> Result<MeasuresQuery, Failure> {
        self.languages.iter().try_for_each(|language| known_language(language))?;
        let path = self.path.as_deref().map(glob).transpose()?;
        Ok(MeasuresQuery { languages: self.languages.clone(), path, top, nameless: false })
    }
}

impl Metrics {
    /// Lists by measure.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let query = MeasuresQuery { nameless: self.nameless, ..self.filter.query(self.top)? };
        let mut answer = MetricsAnswer { sort: self.sort.as_str(), functions: None, files: None };
        let (shown, total) = if self.files {
            let Sort::By(by) = self.sort else { return Err(no_calls_of_files(self.sort)) };
            let ranked = measures::files(db.snapshot(), &query, by).map_err(database::failed)?;
            answer.files = Some(ranked.found.iter().map(FileMeasures::from).collect());
            (ranked.found.len() as u64, ranked.total)
        } else {
            let ranked = self.functions(&db, &query)?;
            answer.functions = Some(ranked.found.iter().map(FunctionEntry::from).collect());
            (ranked.found.len() as u64, ranked.total)
        };
        let mut envelope = commands::envelope("metrics", answer);
        envelope.total = Some(total);
        envelope.truncated = Some(shown < total);
        commands::tell(&db, output, envelope, |out, answer| {
            human(out, answer)?;
            if total > shown { writeln!(out, "{} more", total - shown) } else { Ok(()) }
        })
    }

    fn functions(&self, db: &Database, query: &MeasuresQuery) -> Result<Ranked<MeasuredFunction>, Failure> {
        let views = Views::new(db.snapshot());
        let by_calls = |direction| engine::functions_by_calls(db, &views, query, direction);
        let ranked = match self.sort {
            Sort::By(by) => return measures::functions(&views, query, by).map_err(database::failed),
            Sort::FanIn => by_calls(Direction::In),
            Sort::FanOut => by_calls(Direction::Out),
        };
        Ok(ranked?)
    }
}

/// What the answer is sorted by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    By(Measure),
    FanIn,
    FanOut,
}

impl Sort {
    fn all() -> impl Iterator<Item = Self> {
        Measure::ALL.into_iter().map(Self::By).chain([Self::FanIn, Self::FanOut])
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::By(measure) => measure.as_str(),
            Self::FanIn => "fan-in",
            Self::FanOut => "fan-out",
        }
    }
}

/// Reads a name of what can be sorted by.
fn sorts() -> impl TypedValueParser<Value = Sort> {
    PossibleValuesParser::new(Sort::all().map(Sort::as_str))
        .map(|name| Sort::all().find(|sort| sort.as_str() == name).expect("only these names are possible"))
}

fn no_calls_of_files(sort: Sort) -> Failure {
    let what = format!("files cannot be sorted by `{}`", sort.as_str());
    Failure::argument(what)
        .hint("calls are counted of functions: leave out `--files`, or sort by another measure")
}

fn human(out: &mut dyn Write, answer: &MetricsAnswer) -> io::Result<()> {
    for function in answer.functions.iter().flatten() {
        let at = &function.span;
        let name = if function.nameless { "lambda or own code" } else { &function.symbol.display_fqn };
        write!(
            out,
            "{}:{}:{}  {name}  {}",
            at.path,
            at.start_line,
            at.start_col,
            numbers(&function.metrics)
        )?;
        if let Some(calls) = &function.calls {
            write!(out, ", fan-in {}, fan-out {}", calls.fan_in, calls.fan_out)?;
            if calls.unresolved > 0 {
                write!(out, " (and {} unresolved)", calls.unresolved)?;
            }
        }
        writeln!(out)?;
    }
    for file in answer.files.iter().flatten() {
        writeln!(out, "{}  {} functions, {}", file.path, file.functions, numbers(&file.metrics))?;
    }
    Ok(())
}

/// Measures on one line.
pub(super) fn numbers(metrics: &Numbers) -> String {
    format!(
        "cyclomatic {}, cognitive {}, nesting {}, parameters {}, lines {}+{}+{}, volume {:.0}, maintainability {:.0}",
        metrics.cyclomatic,
        metrics.cognitive,
        metrics.nesting,
        metrics.parameters,
        metrics.code_lines,
        metrics.comment_lines,
        metrics.blank_lines,
        metrics.halstead.volume,
        metrics.maintainability,
    )
}
