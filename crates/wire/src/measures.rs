//! Measures as scripts see them.

use engine::Hotspot;
use engine::query::CentralSymbol;
use engine::query::measures::{Fan, MeasuredFile, MeasuredFunction, Measures};
use schemars::JsonSchema;
use serde::Serialize;

use crate::reach::Uncertainty;
use crate::symbol::{Span, Symbol};

/// What `metrics` tells: functions or files that stand out.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct MetricsAnswer {
    /// What they are sorted by.
    pub sort: &'static str,
    /// Functions; absent with `--files`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub functions: Option<Vec<FunctionEntry>>,
    /// Files, with `--files`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<FileMeasures>>,
}

/// A function and its measures.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct FunctionEntry {
    /// The definition; of a lambda or a file's own code the file.
    pub symbol: Symbol,
    /// The function.
    pub span: Span,
    /// Whether it is a lambda, or the file's own code.
    pub nameless: bool,
    /// Its measures.
    pub metrics: Metrics,
    /// How it hangs together with others; absent for what has no name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<CallMetrics>,
}

/// A file and its measures.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct FileMeasures {
    /// Root-relative path.
    pub path: String,
    /// Language.
    pub language: String,
    /// Its functions and lambdas, and its own code where there is such.
    pub functions: u64,
    /// Complexities are sums, nesting and parameters the largest.
    pub metrics: Metrics,
}

/// Measures. `docs/metrics.md` defines each.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Metrics {
    /// Lines with code.
    pub code_lines: u32,
    /// Lines with nothing but comment or documentation.
    pub comment_lines: u32,
    /// Empty lines.
    pub blank_lines: u32,
    /// The cyclomatic number.
    pub cyclomatic: u32,
    /// Cognitive complexity.
    pub cognitive: u32,
    /// How deep branches, loops and handlers stand in one another.
    pub nesting: u32,
    /// Parameters, receivers left out.
    pub parameters: u32,
    /// Blocks of the control flow graph that nothing leads to.
    pub unreachable_blocks: u32,
    /// Halstead's counts.
    pub halstead: Halstead,
    /// 0 to 100; larger is better.
    pub maintainability: f64,
}

/// Halstead's counts and what follows from them.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct Halstead {
    /// Operators written.
    pub operators: u32,
    /// Operands written.
    pub operands: u32,
    /// Different operators.
    pub distinct_operators: u32,
    /// Different operands.
    pub distinct_operands: u32,
    /// Volume.
    pub volume: f64,
    /// Difficulty.
    pub difficulty: f64,
    /// Volume times difficulty.
    pub effort: f64,
}

/// How a function hangs together with others, by proved calls.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CallMetrics {
    /// Different definitions that call it.
    pub fan_in: u64,
    /// Different definitions that it calls.
    pub fan_out: u64,
    /// Calls in it of which nobody knows where they lead.
    pub unresolved: u64,
}

/// What `hotspots` tells: files that are complex and change often, or symbols that much hangs on.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct HotspotsAnswer {
    /// What is told: `changes`, `pagerank`, `betweenness`.
    pub by: &'static str,
    /// How many commits were looked at, at most (`changes`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commits: Option<u32>,
    /// Files by score (`changes`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hotspots: Option<Vec<HotspotEntry>>,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edges: Option<Vec<&'static str>>,
    /// Whether scores are exact; betweenness of a large graph is estimated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<bool>,
    /// What is not known around them: sites that might mean one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<Uncertainty>,
    /// Symbols by score (`pagerank`, `betweenness`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub symbols: Option<Vec<CentralEntry>>,
}

/// A symbol that much hangs on.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct CentralEntry {
    /// It.
    pub symbol: Symbol,
    /// Page rank in millionths of the whole; of betweenness the shortest ways between two others that pass it.
    pub score: f64,
}

impl CentralEntry {
    /// A symbol with its score, which `scale` makes readable.
    pub fn new(found: &CentralSymbol, scale: f64) -> Self {
        Self { symbol: Symbol::from(found.symbol.as_ref()), score: rounded(found.score * scale) }
    }
}

/// A file that is complex and changes often.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq)]
pub struct HotspotEntry {
    /// Root-relative path.
    pub path: String,
    /// Commits that changed it.
    pub commits: u64,
    /// Cyclomatic number times commits.
    pub score: u64,
    /// Its measures.
    pub metrics: Metrics,
}

/// Three places are enough for anybody, and the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

impl From<&Measures> for Metrics {
    fn from(of: &Measures) -> Self {
        let tokens = of.tokens;
        let (volume, difficulty) = (tokens.volume(), tokens.difficulty());
        Self {
            code_lines: of.lines.code,
            comment_lines: of.lines.comment,
            blank_lines: of.lines.blank,
            cyclomatic: of.cyclomatic,
            cognitive: of.cognitive,
            nesting: of.nesting,
            parameters: of.parameters,
            unreachable_blocks: of.unreachable,
            halstead: Halstead {
                operators: tokens.operators,
                operands: tokens.operands,
                distinct_operators: tokens.distinct_operators,
                distinct_operands: tokens.distinct_operands,
                volume: rounded(volume),
                difficulty: rounded(difficulty),
                effort: rounded(volume * difficulty),
            },
            maintainability: rounded(of.maintainability),
        }
    }
}

impl From<&MeasuredFunction> for FunctionEntry {
    fn from(of: &MeasuredFunction) -> Self {
        let calls =
            |fan: &Fan| CallMetrics { fan_in: fan.fan_in, fan_out: fan.fan_out, unresolved: fan.unresolved };
        Self {
            symbol: Symbol::from(&of.symbol),
            span: Span::new(of.symbol.path.as_str(), &of.location),
            nameless: of.nameless,
            metrics: Metrics::from(&of.measures),
            calls: of.fan.as_ref().map(calls),
        }
    }
}

impl From<&MeasuredFile> for FileMeasures {
    fn from(of: &MeasuredFile) -> Self {
        Self {
            path: of.path.to_string(),
            language: of.language.clone(),
            functions: of.functions,
            metrics: Metrics::from(&of.measures),
        }
    }
}

impl From<&Hotspot> for HotspotEntry {
    fn from(of: &Hotspot) -> Self {
        Self {
            path: of.path.to_string(),
            commits: of.commits,
            score: of.score(),
            metrics: Metrics::from(&of.measures),
        }
    }
}
