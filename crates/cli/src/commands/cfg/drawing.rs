//! Control flow graphs in the languages of drawing programs.

use std::fmt::Write as _;

use wire::{CfgAnswer, CfgBlock, Span};

use crate::output::Drawing;

/// Characters of a line that are shown.
const WIDTH: usize = 60;

/// The graph in a drawing language.
pub(super) fn draw(language: Drawing, answer: &CfgAnswer, text: &dyn Fn(&Span) -> String) -> String {
    match language {
        Drawing::Dot => dot(answer, text),
        Drawing::Mermaid => mermaid(answer, text),
    }
}

/// The first line of a text, cut where it grows long.
pub(super) fn first_line(text: &str) -> String {
    let mut lines = text.lines();
    let line = lines.next().unwrap_or_default().trim_end();
    let mut shown: String = line.chars().take(WIDTH).collect();
    if shown.len() < line.len() || lines.next().is_some() {
        shown.push('…');
    }
    shown
}

/// What stands in a block's box.
fn label(block: &CfgBlock, text: &dyn Fn(&Span) -> String) -> Vec<String> {
    let head = format!("{} {}{}", block.id, block.kind, if block.reachable { "" } else { " (unreachable)" });
    let statement = |span: &Span| format!("{}: {}", span.start_line, first_line(&text(span)));
    std::iter::once(head).chain(block.statements.iter().map(statement)).collect()
}

/// The language of Graphviz: <https://graphviz.org/doc/info/lang.html>.
fn dot(answer: &CfgAnswer, text: &dyn Fn(&Span) -> String) -> String {
    let escaped = |line: &str| line.replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = String::from("digraph cfg {\n  node [shape=box, fontname=monospace];\n");
    let _ = writeln!(out, "  label=\"{}\";", escaped(&answer.symbol.display_fqn));
    for block in &answer.graph.blocks {
        let lines: Vec<String> = label(block, text).iter().map(|line| escaped(line)).collect();
        let lines = lines.join("\\l") + "\\l";
        let style = if block.reachable { "" } else { ", style=dashed" };
        let _ = writeln!(out, "  b{} [label=\"{lines}\"{style}];", block.id);
    }
    for edge in &answer.graph.edges {
        let style = if edge.never { ", style=dotted" } else { "" };
        let _ = writeln!(out, "  b{} -> b{} [label=\"{}\"{style}];", edge.from, edge.to, edge.kind);
    }
    out.push_str("}\n");
    out
}

/// The language of Mermaid's flow charts: <https://mermaid.js.org/syntax/flowchart.html>.
fn mermaid(answer: &CfgAnswer, text: &dyn Fn(&Span) -> String) -> String {
    // Everything that could mean something to it is written by number.
    let escaped = |line: &str| -> String {
        let plain = |character: char| character.is_alphanumeric() || " ._,:()=+-*/".contains(character);
        let character = |character: char| match character {
            character if plain(character) => character.to_string(),
            character => format!("#{};", character as u32),
        };
        line.chars().map(character).collect()
    };
    let mut out = String::from("flowchart TD\n");
    for block in &answer.graph.blocks {
        let lines: Vec<String> = label(block, text).iter().map(|line| escaped(line)).collect();
        let _ = writeln!(out, "  b{}[\"{}\"]", block.id, lines.join("<br/>"));
    }
    for edge in &answer.graph.edges {
        let arrow = if edge.never { "-.->" } else { "-->" };
        let _ = writeln!(out, "  b{} {arrow}|{}| b{}", edge.from, edge.kind, edge.to);
    }
    out
}
