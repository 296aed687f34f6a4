//! The control flow graph of one function: what can run after what.
//!
//! Blocks hold statements that run one after the other; edges say how control gets from one to the next. Block 0 is the
//! entry. Exceptions are drawn where the text shows them: at a `throw`, and from every block of a `try` body to its handlers; that any
//! call may throw out of the function is not drawn.

use std::collections::BTreeSet;

use crate::ids::BlockId;
use crate::kinds::vocabulary;
use crate::span::Span;

vocabulary! {
    /// What a block is there for.
    BlockKind {
        /// Where control enters the function.
        Entry = "entry",
        /// Where it leaves by returning.
        Exit = "exit",
        /// Where it leaves by an exception or by ending the program.
        Raise = "raise",
        /// Statements.
        Body = "body",
        /// A condition, or the part of one behind a short-circuit operator.
        Condition = "condition",
        /// The head of a loop: what is done before every round.
        Loop = "loop",
        /// What is done after every round of a `for` with three parts.
        Update = "update",
        /// A label of a `switch`, an arm of a `match`.
        Case = "case",
        /// Where it is decided which handler takes an exception.
        Dispatch = "dispatch",
        /// A handler of exceptions.
        Handler = "handler",
        /// A `finally` body, once for each way of getting there.
        Finally = "finally",
    }
}

vocabulary! {
    /// How control passes from a block to another.
    EdgeKind {
        /// Simply on.
        Fallthrough = "fallthrough",
        /// The condition holds; a loop over a sequence has another element.
        True = "true",
        /// The condition does not hold; a loop over a sequence is at its end.
        False = "false",
        /// The value is that of a case.
        Case = "case",
        /// No case has the value.
        Default = "default",
        /// From the end of a loop's body to its head.
        LoopBack = "loop-back",
        /// `break`, or the end of an arm that does not fall through.
        Break = "break",
        /// `continue`.
        Continue = "continue",
        /// `return`.
        Return = "return",
        /// An exception, or the chance of one in a `try` body.
        Throw = "throw",
        /// To a handler.
        Catch = "catch",
        /// On from the end of a `finally` body.
        Finally = "finally",
        /// `goto`.
        Goto = "goto",
        /// A generator hands a value out and is taken up again.
        Yield = "yield",
        /// Another task may run before this one goes on.
        Await = "await",
        /// `?` returns early.
        Question = "question",
        /// A call that never returns.
        Abort = "abort",
        /// Text that is compiled under one configuration.
        Choice = "choice",
    }
}

/// Statements that run one after the other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is there for.
    pub kind: BlockKind,
    /// From its first statement to its last; empty without statements.
    pub span: Span,
    /// Statements and conditions in the order in which they are done with. What holds a branch inside stands in the block where it is done.
    pub statements: Vec<Span>,
    /// Whether control can come here from the entry.
    pub reachable: bool,
    /// Whether its text stands in another block too: a `finally` body on a further way out.
    pub copy: bool,
}

/// A way from a block to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edge {
    /// Where from.
    pub from: BlockId,
    /// Where to.
    pub to: BlockId,
    /// How.
    pub kind: EdgeKind,
    /// Whether it is never taken, as the condition is a constant. Such edges make nothing reachable.
    pub never: bool,
}

/// The control flow of one function. Block 0 is the entry, block 1 the exit; the others are in reverse post-order, unreachable ones last.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ControlFlow {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The edges, by source, in the order in which their source decides.
    pub edges: Vec<Edge>,
}

impl ControlFlow {
    /// Where control enters.
    pub const ENTRY: BlockId = BlockId::new(0);
    /// Where it leaves by returning.
    pub const EXIT: BlockId = BlockId::new(1);

    /// The cyclomatic number (1976): 1, and 1 for each way beyond the first out of a block that decides, and 1 for each handler. It is E - N + 2 of the graph in
    /// which an exception leaves a `try` body once. Copies count once, configurations do not count, unreachable blocks do.
    pub fn cyclomatic(&self) -> u32 {
        let mut ways = vec![0u32; self.blocks.len()];
        for edge in self.edges.iter().filter(|edge| decides(edge.kind)) {
            ways[edge.from.index()] += 1;
        }
        let decisions = self.blocks.iter().zip(ways).filter(|(block, _)| !block.copy).map(|(block, ways)| {
            match block.kind {
                BlockKind::Dispatch => ways,
                _ => ways.saturating_sub(1),
            }
        });
        1 + decisions.sum::<u32>()
    }

    /// Blocks that nothing leads to. Of a `finally` body, which stands in a block for each way out, those only of which no way is taken.
    pub fn unreachable(&self) -> impl Iterator<Item = &Block> {
        let any = self.blocks.iter().any(|block| !block.reachable);
        let reached = self.blocks.iter().filter(|block| any && block.reachable);
        let reached: BTreeSet<Span> = reached.flat_map(|block| &block.statements).copied().collect();
        self.blocks.iter().skip(2).filter(move |block| {
            let runs = |statement| reached.contains(statement);
            !block.reachable && (block.statements.is_empty() || !block.statements.iter().all(runs))
        })
    }
}

/// Whether ways of this kind are told apart by what the program decides.
const fn decides(kind: EdgeKind) -> bool {
    !matches!(kind, EdgeKind::Throw | EdgeKind::Choice)
}
