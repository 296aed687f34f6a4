//! What is counted of a file: lines, tokens, kinds of nodes, and the measures of its functions. A pure function of the bytes and the rules.

use crate::ids::DefId;
use crate::span::Span;

/// Lines of a range. A line with code and a comment is a line of code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LineCounts {
    /// With code on them.
    pub code: u32,
    /// With nothing but comment or documentation on them.
    pub comment: u32,
    /// With nothing on them.
    pub blank: u32,
}

impl LineCounts {
    /// All of them.
    pub const fn total(self) -> u32 {
        self.code + self.comment + self.blank
    }
}

/// Halstead's counts: operands are names and literals, operators are everything else that is written but closing brackets, which belong to
/// their opening ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TokenCounts {
    /// Operators written.
    pub operators: u32,
    /// Operands written.
    pub operands: u32,
    /// Different operators.
    pub distinct_operators: u32,
    /// Different operands.
    pub distinct_operands: u32,
}

/// How many nodes of one kind a file has. The number is the grammar's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KindCount {
    /// Number of the kind in the grammar.
    pub kind: u16,
    /// How many.
    pub count: u32,
}

/// The measures of one function or lambda, or of the code of a file outside of functions. Functions inside are measured apart, but their
/// lines and tokens count for those around them too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FunctionMetrics {
    /// Its definition; `None` for lambdas and for the file's own code.
    pub def: Option<DefId>,
    /// The whole function.
    pub span: Span,
    /// Lines.
    pub lines: LineCounts,
    /// Tokens.
    pub tokens: TokenCounts,
    /// The cyclomatic number: [`crate::control::ControlFlow::cyclomatic`].
    pub cyclomatic: u32,
    /// Cognitive complexity (G. Ann Campbell, 2018), recursion left out.
    pub cognitive: u32,
    /// How deep branches, loops and handlers stand in one another.
    pub nesting: u32,
    /// How many parameters it takes, receivers left out.
    pub parameters: u32,
    /// Blocks of its graph that nothing leads to.
    pub unreachable: u32,
    /// First bytes of BLAKE3 of its control flow graph, so that digests tell graphs apart.
    pub graph: u32,
}

/// Everything counted of one file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FileStructure {
    /// Lines.
    pub lines: LineCounts,
    /// Tokens.
    pub tokens: TokenCounts,
    /// Kinds of nodes, ascending.
    pub kinds: Vec<KindCount>,
    /// Functions by start, outer ones first; the file's own code, where a language has such, comes first.
    pub functions: Vec<FunctionMetrics>,
}

impl TokenCounts {
    /// Halstead's volume: the bits that the tokens would take if all different ones were equally likely.
    pub fn volume(self) -> f64 {
        let (length, vocabulary) =
            (self.operators + self.operands, self.distinct_operators + self.distinct_operands);
        if vocabulary == 0 { 0.0 } else { f64::from(length) * f64::from(vocabulary).log2() }
    }

    /// Halstead's difficulty.
    pub fn difficulty(self) -> f64 {
        if self.distinct_operands == 0 {
            return 0.0;
        }
        f64::from(self.distinct_operators) / 2.0 * f64::from(self.operands)
            / f64::from(self.distinct_operands)
    }
}

/// The maintainability index (Oman and Hagemeister 1992) on a scale from 0 to 100, larger is better, without its part for comments:
/// `max(0, (171 - 5.2 ln volume - 0.23 cyclomatic - 16.2 ln code lines) * 100 / 171)`.
pub fn maintainability(tokens: TokenCounts, cyclomatic: u32, code_lines: u32) -> f64 {
    let logarithm = |value: f64| if value > 1.0 { value.ln() } else { 0.0 };
    let raw = 171.0
        - 5.2 * logarithm(tokens.volume())
        - 0.23 * f64::from(cyclomatic)
        - 16.2 * logarithm(f64::from(code_lines));
    (raw * 100.0 / 171.0).clamp(0.0, 100.0)
}

impl FunctionMetrics {
    /// The maintainability index of the function.
    pub fn maintainability(&self) -> f64 {
        maintainability(self.tokens, self.cyclomatic, self.lines.code)
    }
}

impl FileStructure {
    /// The sum of the cyclomatic numbers of all functions.
    pub fn cyclomatic(&self) -> u32 {
        self.functions.iter().map(|function| function.cyclomatic).fold(0, u32::saturating_add)
    }

    /// The maintainability index of the file.
    pub fn maintainability(&self) -> f64 {
        maintainability(self.tokens, self.cyclomatic(), self.lines.code)
    }
}
