//! `magellan metrics`

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;
use engine::query::Views;
use engine::query::measures::{self, Measure, MeasuresQuery};
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
    #[arg(long, value_name = "MEASURE", default_value = "cyclomatic", value_parser = PossibleValuesParser::new(Measure::ALL.map(Measure::as_str)))]
    sort: String,
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
    /// The question for what stands out by `by` and passes this filter.
    pub(crate) fn query(&self, by: Measure, top: usize) -> Result<MeasuresQuery, Failure> {
        self.languages.iter().try_for_each(|language| known_language(language))?;
        let path = self.path.as_deref().map(glob).transpose()?;
        Ok(MeasuresQuery { languages: self.languages.clone(), path, by, top, nameless: false })
    }
}

impl Metrics {
    /// Lists by measure.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let sort = Measure::ALL.into_iter().find(|measure| measure.as_str() == self.sort);
        let sort = sort.unwrap_or(Measure::Cyclomatic);
        let query = MeasuresQuery { nameless: self.nameless, ..self.filter.query(sort, self.top)? };
        let mut answer = MetricsAnswer { sort: sort.as_str(), functions: None, files: None };
        let (shown, total) = if self.files {
            let ranked = measures::files(db.snapshot(), &query).map_err(database::failed)?;
            answer.files = Some(ranked.found.iter().map(FileMeasures::from).collect());
            (ranked.found.len() as u64, ranked.total)
        } else {
            let ranked = measures::functions(&Views::new(db.snapshot()), &query).map_err(database::failed)?;
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
