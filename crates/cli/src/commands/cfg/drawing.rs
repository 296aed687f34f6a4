//! Control flow graphs as pictures.

use wire::{CfgAnswer, CfgBlock, Span};

use crate::commands::picture::{Arrow, Node, Picture, first_line};

/// The picture of a graph.
pub(super) fn picture(answer: &CfgAnswer, text: &dyn Fn(&Span) -> String) -> Picture {
    let node = |block: &CfgBlock| Node { lines: label(block, text), faint: !block.reachable };
    let arrow = |edge: &wire::CfgEdge| Arrow {
        from: edge.from as usize,
        to: edge.to as usize,
        label: edge.kind.to_owned(),
        faint: edge.never,
    };
    Picture {
        name: "cfg",
        title: answer.symbol.display_fqn.clone(),
        boxes: answer.graph.blocks.iter().map(node).collect(),
        arrows: answer.graph.edges.iter().map(arrow).collect(),
    }
}

/// What stands in a block's box.
fn label(block: &CfgBlock, text: &dyn Fn(&Span) -> String) -> Vec<String> {
    let head = format!("{} {}{}", block.id, block.kind, if block.reachable { "" } else { " (unreachable)" });
    let statement = |span: &Span| format!("{}: {}", span.start_line, first_line(&text(span)));
    std::iter::once(head).chain(block.statements.iter().map(statement)).collect()
}
