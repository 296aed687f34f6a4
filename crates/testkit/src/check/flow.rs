//! What must hold of the control flow graphs of any file.

use extract::control::FunctionFlow;
use model::control::{BlockKind, ControlFlow};

/// Everything about the graphs of a file that must not be; empty when all is well.
///
/// One entry, whose number is 0, and one exit, whose number is 1; the ends of every edge are there; marks of reachability say what the
/// edges say; only exits have no way on; blocks stand inside of their function; edges are in order of their sources.
pub fn check_flows(flows: &[FunctionFlow], length: usize) -> Vec<String> {
    flows.iter().filter_map(|flow| problem(flow, length)).take(20).collect()
}

fn problem(flow: &FunctionFlow, length: usize) -> Option<String> {
    let graph = &flow.graph;
    let of_kind = |kind| graph.blocks.iter().filter(|block| block.kind == kind).count();
    let kind_at = |index: usize| graph.blocks.get(index).map(|block| block.kind);
    let ends = |edge: &model::control::Edge| edge.from.index().max(edge.to.index()) < graph.blocks.len();
    let marks: Vec<bool> = graph.blocks.iter().map(|block| block.reachable).collect();
    let outside =
        graph.blocks.iter().find(|block| !block.statements.is_empty() && !flow.span.contains(block.span));
    let problem = if (kind_at(0), kind_at(1)) != (Some(BlockKind::Entry), Some(BlockKind::Exit)) {
        "entry and exit are not first".to_owned()
    } else if [BlockKind::Entry, BlockKind::Exit].iter().any(|kind| of_kind(*kind) != 1) {
        "there are several entries or exits".to_owned()
    } else if !graph.edges.is_sorted_by_key(|edge| edge.from) {
        "edges are out of order".to_owned()
    } else if !graph.edges.iter().all(ends) {
        "an edge has no end".to_owned()
    } else if marks != reached(graph) {
        "marks of reachability are wrong".to_owned()
    } else if let Some(block) = dead_end(graph) {
        format!("block {block} is a dead end")
    } else if let Some(block) = outside {
        format!("{:?} stands outside", block.span)
    } else if flow.span.end as usize > length {
        "it is longer than its file".to_owned()
    } else {
        return None;
    };
    Some(format!("control flow of {:?}: {problem}", flow.span))
}

fn reached(graph: &ControlFlow) -> Vec<bool> {
    let mut seen = vec![false; graph.blocks.len()];
    let mut waiting = vec![0];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            let first = graph.edges.partition_point(|edge| edge.from.index() < at);
            let on = graph.edges[first..].iter().take_while(|edge| edge.from.index() == at);
            waiting.extend(on.filter(|edge| !edge.never).map(|edge| edge.to.index()));
        }
    }
    seen
}

fn dead_end(graph: &ControlFlow) -> Option<usize> {
    let mut goes_on = vec![false; graph.blocks.len()];
    graph.edges.iter().for_each(|edge| goes_on[edge.from.index()] = true);
    let is_end = |kind| matches!(kind, BlockKind::Exit | BlockKind::Raise);
    graph.blocks.iter().zip(goes_on).position(|(block, goes_on)| !goes_on && !is_end(block.kind))
}
