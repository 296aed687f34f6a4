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
