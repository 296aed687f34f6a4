//! Rows that are derived from the indexed source of a file: chunks, syntax, control flow, measures, labels.

use engine::hash::ContentHash;
use engine::ids::DefId;
use engine::query::measures::Measures;
use engine::query::{Chunk, FileView, Size, SymbolInfo};
use engine::structure::FunctionMetrics;
use engine::{Flaw, FunctionFlow, Span, SyntaxStep, control};
use serde::Serialize;

use super::{Place, Row, place};

/// A piece of a file with its text.
#[derive(Serialize, Debug)]
pub(crate) struct ChunkRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    form: &'static str,
    symbol_ids: Vec<String>,
    content: String,
    content_hash: String,
    bytes: u32,
    lines: u32,
    tokens: u32,
}

/// A node of a syntax tree that the grammar names.
#[derive(Serialize, Debug)]
pub(crate) struct AstRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    id: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<u32>,
    depth: u32,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'a str>,
    error: bool,
    missing: bool,
    leaf: bool,
}

/// Which graph of a file: its number by start, and the definition that it is of, absent of lambdas and of a file's own code.
#[derive(Serialize, Debug)]
struct Function {
    function: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    symbol_id: Option<String>,
}

/// A block of a control flow graph; its place is empty when it has no statements.
#[derive(Serialize, Debug)]
pub(crate) struct CfgBlockRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(flatten)]
    function: Function,
    block: usize,
    kind: &'static str,
    statements: usize,
    reachable: bool,
    copy: bool,
}

/// A way from a block to another of the same function.
#[derive(Serialize, Debug)]
pub(crate) struct CfgEdgeRow<'a> {
    path: &'a str,
    #[serde(flatten)]
    function: Function,
    from: u32,
    to: u32,
    kind: &'static str,
    never: bool,
}

/// Measures of a function.
#[derive(Serialize, Debug)]
pub(crate) struct MetricsRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    #[serde(flatten)]
    function: Function,
    code_lines: u32,
    comment_lines: u32,
    blank_lines: u32,
    cyclomatic: u32,
    cognitive: u32,
    nesting: u32,
    parameters: u32,
    unreachable_blocks: u32,
    operators: u32,
    operands: u32,
    distinct_operators: u32,
    distinct_operands: u32,
    maintainability: f64,
}

/// The labels of a definition.
#[derive(Serialize, Debug)]
pub(crate) struct LabelRow<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    symbol_id: String,
    labels: Vec<&'static str>,
}

impl Function {
    fn of(view: &FileView, function: usize, def: Option<DefId>) -> Self {
        let known = def.filter(|def| def.index() < view.facts.defs.len());
        Self { function, symbol_id: known.map(|def| view.id(def).to_string()) }
    }
}

fn at(view: &FileView, span: Span) -> Place<'_> {
    place(view, &view.locate(span))
}

pub(crate) fn chunk<'a>(view: &'a FileView, chunk: &Chunk) -> Row<'a> {
    let text = chunk.span.of(&view.source);
    let Size { bytes, lines, tokens } = Size::of(text);
    Row::Chunk(ChunkRow {
        place: at(view, chunk.span),
        form: chunk.form.as_str(),
        symbol_ids: chunk.defs.iter().map(|def| view.id(*def).to_string()).collect(),
        content: String::from_utf8_lossy(text).into_owned(),
        content_hash: ContentHash::of(text).to_string(),
        bytes,
        lines,
        tokens,
    })
}

pub(crate) fn ast<'a>(view: &'a FileView, step: &SyntaxStep<'a>) -> Row<'a> {
    Row::Ast(AstRow {
        place: at(view, step.span),
        id: step.id,
        parent: step.parent,
        depth: step.depth,
        kind: step.kind,
        field: step.field,
        error: step.flaw == Some(Flaw::Error),
        missing: step.flaw == Some(Flaw::Missing),
        leaf: step.leaf,
    })
}

pub(crate) fn cfg_block<'a>(
    view: &'a FileView,
    (function, flow): (usize, &FunctionFlow),
    (block, of): (usize, &control::Block),
) -> Row<'a> {
    Row::CfgBlock(CfgBlockRow {
        place: at(view, of.span),
        function: Function::of(view, function, flow.def),
        block,
        kind: of.kind.as_str(),
        statements: of.statements.len(),
        reachable: of.reachable,
        copy: of.copy,
    })
}

pub(crate) fn cfg_edge<'a>(
    view: &'a FileView,
    (function, flow): (usize, &FunctionFlow),
    edge: &control::Edge,
) -> Row<'a> {
    Row::CfgEdge(CfgEdgeRow {
        path: view.record.path.as_str(),
        function: Function::of(view, function, flow.def),
        from: edge.from.raw(),
        to: edge.to.raw(),
        kind: edge.kind.as_str(),
        never: edge.never,
    })
}

pub(crate) fn metrics<'a>(view: &'a FileView, (function, of): (usize, &FunctionMetrics)) -> Row<'a> {
    let Measures { lines, tokens, cyclomatic, cognitive, nesting, parameters, unreachable, maintainability } =
        Measures::from(of);
    Row::Metrics(MetricsRow {
        place: at(view, of.span),
        function: Function::of(view, function, of.def),
        code_lines: lines.code,
        comment_lines: lines.comment,
        blank_lines: lines.blank,
        cyclomatic,
        cognitive,
        nesting,
        parameters,
        unreachable_blocks: unreachable,
        operators: tokens.operators,
        operands: tokens.operands,
        distinct_operators: tokens.distinct_operators,
        distinct_operands: tokens.distinct_operands,
        // Three places are the same on every machine.
        maintainability: (maintainability * 1000.0).round() / 1000.0,
    })
}

pub(crate) fn label<'a>(view: &'a FileView, info: &SymbolInfo) -> Row<'a> {
    Row::Label(LabelRow {
        place: place(view, &info.name_location),
        symbol_id: info.id.to_string(),
        labels: info.labels.names().collect(),
    })
}
