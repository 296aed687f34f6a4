//! Answers from the graph, as scripts see them.

use engine::query;
use schemars::JsonSchema;
use serde::Serialize;

use crate::edges::Target;
use crate::symbol::{Span, Symbol};

/// What is not known around an answer: sites that might lead further, had they been resolved.
#[derive(Serialize, JsonSchema, Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncertainty {
    /// Sites of which nothing is known.
    pub unresolved: u64,
    /// Sites that could mean one of several.
    pub candidates: u64,
    /// For so many symbols they were counted: those asked about and those shown. Of files, directories and packages for so many files.
    pub symbols: u64,
    /// Whether there are more of them that they were not counted for.
    pub more: bool,
}

impl From<&query::Uncertainty> for Uncertainty {
    fn from(known: &query::Uncertainty) -> Self {
        let query::Uncertainty { unresolved, candidates, symbols, more } = *known;
        Self { unresolved, candidates, symbols, more }
    }
}

/// What a symbol reaches, or what reaches it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ReachAnswer {
    /// The symbol asked about; of a file or a type everything defined inside is meant too.
    pub symbol: Symbol,
    /// Its declarations elsewhere.
    pub declarations: Vec<Symbol>,
    /// Whether it was asked what reaches the symbol.
    pub reverse: bool,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// Over so many edges; absent when there was no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<u32>,
    /// How many files hold what was reached.
    pub files: u64,
    /// How many symbols were reached, by distance from 1 on.
    pub by_depth: Vec<u64>,
    /// The nearest first, then in canonical order.
    pub reached: Vec<ReachedSymbol>,
    /// What is not known around it.
    pub uncertainty: Uncertainty,
}

/// What a statement or symbol depends on, or what depends on it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SliceAnswer {
    /// The function or other symbol asked about.
    pub symbol: Symbol,
    /// `backward`: what the target depends on; `forward`: what depends on it.
    pub direction: &'static str,
    /// The line that was asked about, 1-based; absent when the whole symbol was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The statements of the slice, by position.
    pub statements: Vec<SlicedStatement>,
    /// Parameters and other variables whose first value the slice depends on.
    pub inputs: Vec<String>,
    /// Whether what leaves the function may depend on the target (forward).
    pub leaves: bool,
    /// What the statements call directly.
    pub called: Vec<Target>,
    /// What that calls, at any distance: the nearest first.
    pub calls: Vec<ReachedSymbol>,
    /// How many there are.
    pub call_count: u64,
    /// What calls the function: when the slice depends on what it is given, or when what it gives depends on the target.
    pub callers: Vec<ReachedSymbol>,
    /// How many there are.
    pub caller_count: u64,
    /// What is not known around it.
    pub uncertainty: Uncertainty,
}

/// A statement of a slice.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct SlicedStatement {
    /// The statement.
    pub span: Span,
    /// Why it is there: `target`, `data`, `control`, `jump`.
    pub reason: &'static str,
    /// The line of the statement that it is there for: one nearer to the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_line: Option<u32>,
    /// The variable that carries a value between the two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variable: Option<String>,
    /// Its first line.
    pub text: String,
}

/// What a change can touch.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ImpactAnswer {
    /// The revision that the working tree was compared with (`--diff`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// The symbols asked about.
    pub changed: Vec<Symbol>,
    /// Files that the revision has and the working tree has not: what depended on them is not known.
    pub removed_files: Vec<String>,
    /// Files that differ and are not in the index.
    pub files_not_indexed: Vec<String>,
    /// The edges that were followed: `calls`, `refs`, `imports`, `inherits`.
    pub edges: Vec<&'static str>,
    /// Over so many edges; absent when there was no bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depth: Option<u32>,
    /// How many symbols depend on what changed, by distance from 1 on.
    pub by_depth: Vec<u64>,
    /// What depends on it: the nearest first, then in canonical order.
    pub dependants: Vec<ReachedSymbol>,
    /// How many tests reach it.
    pub test_count: u64,
    /// The tests: by distance, 0 for those that changed themselves, then in canonical order. Functions marked as tests, and files of tests whose own code reaches it.
    pub tests: Vec<TestReached>,
    /// How many files hold dependants.
    pub file_count: u64,
    /// These files, by path.
    pub files: Vec<ImpactFile>,
    /// What is not known around it.
    pub uncertainty: Uncertainty,
}

/// A test that reaches what changed.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct TestReached {
    /// Fewest edges between it and what changed.
    pub depth: u32,
    /// It.
    pub symbol: Symbol,
}

/// A file with dependants.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ImpactFile {
    /// Its path.
    pub path: String,
    /// How many of its symbols depend on what changed.
    pub symbols: u64,
    /// How many tests in it reach it.
    pub tests: u64,
}

/// A symbol that is reached.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct ReachedSymbol {
    /// Fewest edges between it and the symbol asked about.
    pub depth: u32,
    /// It.
    pub symbol: Symbol,
    /// A symbol one edge nearer to the one asked about.
    pub via: Target,
}

impl From<&query::ReachedSymbol> for ReachedSymbol {
    fn from(reached: &query::ReachedSymbol) -> Self {
        Self {
            depth: reached.depth,
            symbol: Symbol::from(reached.symbol.as_ref()),
            via: Target::from(reached.via.as_ref()),
        }
    }
}
