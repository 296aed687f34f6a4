//! Control flow as scripts see it.

use engine::FunctionFlow;
use engine::control::{Block, ControlFlow, Edge};
use engine::control_analysis::{ControlAnalysis, Dependence, NaturalLoop};
use engine::query::FileView;
use schemars::JsonSchema;
use serde::Serialize;

use crate::symbol::{Span, Symbol};

/// What `cfg` tells: the control flow graph of one function.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CfgAnswer {
    /// The symbol.
    pub symbol: Symbol,
    /// The function: the symbol, or a lambda in it.
    pub span: Span,
    /// Its graph.
    pub graph: CfgGraph,
    /// Lambdas in the symbol, each with a graph of its own (`--lambda N`, from 1).
    pub lambdas: Vec<Span>,
}

/// A control flow graph and what follows from it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CfgGraph {
    /// The cyclomatic number.
    pub cyclomatic: u32,
    /// Block 0 is the entry, block 1 the exit.
    pub blocks: Vec<CfgBlock>,
    /// By source, in the order in which it decides.
    pub edges: Vec<CfgEdge>,
    /// Loops, by head.
    pub loops: Vec<CfgLoop>,
    /// Which decisions it hangs on whether a block runs.
    pub control_dependences: Vec<CfgDependence>,
}

/// A block.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CfgBlock {
    /// Its number.
    pub id: u32,
    /// What it is there for.
    pub kind: &'static str,
    /// From its first statement to its last; absent without statements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Statements and conditions in the order in which they are done with.
    pub statements: Vec<Span>,
    /// Whether control can come here.
    pub reachable: bool,
    /// Whether its text stands in another block too: a `finally` body on a further way out.
    pub copy: bool,
    /// The closest block that every way here passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dominator: Option<u32>,
    /// The closest block that every way on from here passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_dominator: Option<u32>,
}

/// A way from a block to another.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CfgEdge {
    /// Where from.
    pub from: u32,
    /// Where to.
    pub to: u32,
    /// How.
    pub kind: &'static str,
    /// Whether it is never taken, as the condition is a constant.
    pub never: bool,
}

/// A loop.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CfgLoop {
    /// Where every round begins.
    pub head: u32,
    /// Where rounds end.
    pub latches: Vec<u32>,
    /// All of its blocks.
    pub blocks: Vec<u32>,
}

/// It hangs on a decision whether a block runs.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CfgDependence {
    /// The block.
    pub block: u32,
    /// The block that decides.
    pub on: u32,
    /// The kind of the way out after which the block is sure to run.
    pub edge: &'static str,
}

/// What `paths-in` tells: ways through a function.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct PathsInAnswer {
    /// The symbol.
    pub symbol: Symbol,
    /// The function: the symbol, or a lambda in it.
    pub span: Span,
    /// The ways.
    pub paths: Vec<PathIn>,
}

/// A way from the entry out of a function.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct PathIn {
    /// Numbers of the blocks, as `cfg` has them.
    pub blocks: Vec<u32>,
    /// How each is left.
    pub edges: Vec<&'static str>,
    /// Lines of the statements on the way, 1-based, each once in a row.
    pub lines: Vec<u32>,
}

impl CfgGraph {
    /// The graph of a function of the file.
    pub fn new(view: &FileView, flow: &FunctionFlow) -> Self {
        let graph = &flow.graph;
        let analysis = ControlAnalysis::of(graph);
        let blocks = graph.blocks.iter().enumerate();
        Self {
            cyclomatic: graph.cyclomatic(),
            blocks: blocks.map(|(index, block)| CfgBlock::new(view, index, block, &analysis)).collect(),
            edges: graph.edges.iter().map(CfgEdge::from).collect(),
            loops: analysis.loops.iter().map(CfgLoop::from).collect(),
            control_dependences: analysis.dependences.iter().map(CfgDependence::from).collect(),
        }
    }
}

impl CfgBlock {
    fn new(view: &FileView, index: usize, block: &Block, analysis: &ControlAnalysis) -> Self {
        let path = view.record.path.as_str();
        let located = |span: &engine::Span| Span::new(path, &view.locate(*span));
        Self {
            id: index as u32,
            kind: block.kind.as_str(),
            span: (!block.statements.is_empty()).then(|| located(&block.span)),
            statements: block.statements.iter().map(located).collect(),
            reachable: block.reachable,
            copy: block.copy,
            dominator: analysis.dominators[index].map(engine::ids::BlockId::raw),
            post_dominator: analysis.post_dominators[index].map(engine::ids::BlockId::raw),
        }
    }
}

impl From<&Edge> for CfgEdge {
    fn from(edge: &Edge) -> Self {
        Self { from: edge.from.raw(), to: edge.to.raw(), kind: edge.kind.as_str(), never: edge.never }
    }
}

impl From<&NaturalLoop> for CfgLoop {
    fn from(of: &NaturalLoop) -> Self {
        let numbers = |blocks: &[engine::ids::BlockId]| blocks.iter().map(|block| block.raw()).collect();
        Self { head: of.head.raw(), latches: numbers(&of.latches), blocks: numbers(&of.blocks) }
    }
}

impl From<&Dependence> for CfgDependence {
    fn from(of: &Dependence) -> Self {
        Self { block: of.block.raw(), on: of.on.raw(), edge: of.edge.as_str() }
    }
}

impl PathIn {
    /// The way along these edges of a function of the file.
    pub fn new(view: &FileView, graph: &ControlFlow, edges: &[usize]) -> Self {
        let taken = edges.iter().map(|&number| &graph.edges[number]);
        let mut blocks = vec![ControlFlow::ENTRY];
        blocks.extend(taken.clone().map(|edge| edge.to));
        let mut lines = Vec::new();
        for statement in blocks.iter().flat_map(|block| &graph.blocks[block.index()].statements) {
            let line = view.locate(*statement).start.line;
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
        Self {
            blocks: blocks.iter().map(|block| block.raw()).collect(),
            edges: taken.map(|edge| edge.kind.as_str()).collect(),
            lines,
        }
    }
}
