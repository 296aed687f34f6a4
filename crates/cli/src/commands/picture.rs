//! Boxes and arrows in the languages of drawing programs.

use std::fmt::Write as _;

use export::{dot_text, mermaid_text};
use wire::{Symbol, Target};

use crate::output::Drawing;

/// Characters of a line that are shown.
const WIDTH: usize = 60;

/// Boxes and arrows between them.
#[derive(Default)]
pub(super) struct Picture {
    /// What the graph is called in Graphviz.
    pub(super) name: &'static str,
    /// What is written above.
    pub(super) title: String,
    /// The boxes.
    pub(super) boxes: Vec<Node>,
    /// The arrows.
    pub(super) arrows: Vec<Arrow>,
}

/// A box.
pub(super) struct Node {
    /// What stands in it, line by line.
    pub(super) lines: Vec<String>,
    /// Whether it is drawn faintly.
    pub(super) faint: bool,
}

impl Node {
    /// The box of a symbol: its name, and where it is.
    pub(super) fn of_symbol(symbol: &Symbol) -> Self {
        Self::of_target(&Target::from(symbol))
    }

    /// As [`Node::of_symbol`].
    pub(super) fn of_target(target: &Target) -> Self {
        let path = target.path.as_deref().unwrap_or_default();
        let line = target.start_line.unwrap_or_default();
        Self {
            lines: vec![target.display_fqn.clone().unwrap_or_default(), format!("{path}:{line}")],
            faint: false,
        }
    }
}

/// An arrow.
pub(super) struct Arrow {
    /// Number of the box that it leaves.
    pub(super) from: usize,
    /// Number of the box that it leads to.
    pub(super) to: usize,
    /// What stands at it; may be empty.
    pub(super) label: String,
    /// Whether it is drawn faintly.
    pub(super) faint: bool,
}

impl Picture {
    /// Puts one more box; gives its number.
    pub(super) fn put(&mut self, node: Node) -> usize {
        self.boxes.push(node);
        self.boxes.len() - 1
    }

    /// Tells in a box without arrows how many were left out, if any were.
    pub(super) fn leave_out(&mut self, more: u64) {
        if more > 0 {
            self.put(Node { lines: vec![format!("{more} more")], faint: true });
        }
    }

    /// The picture in a drawing language.
    pub(super) fn draw(&self, language: Drawing) -> String {
        match language {
            Drawing::Dot => self.dot(),
            Drawing::Mermaid => self.mermaid(),
        }
    }

    /// The language of Graphviz: <https://graphviz.org/doc/info/lang.html>.
    fn dot(&self) -> String {
        let mut out = format!("digraph {} {{\n  node [shape=box, fontname=monospace];\n", self.name);
        let _ = writeln!(out, "  label=\"{}\";", dot_text(&self.title));
        for (number, node) in self.boxes.iter().enumerate() {
            let lines: Vec<String> = node.lines.iter().map(|line| dot_text(line)).collect();
            let lines = lines.join("\\l") + "\\l";
            let style = if node.faint { ", style=dashed" } else { "" };
            let _ = writeln!(out, "  b{number} [label=\"{lines}\"{style}];");
        }
        for Arrow { from, to, label, faint } in &self.arrows {
            let style = if *faint { ", style=dotted" } else { "" };
            let _ = writeln!(out, "  b{from} -> b{to} [label=\"{}\"{style}];", dot_text(label));
        }
        out.push_str("}\n");
        out
    }

    /// The language of Mermaid's flow charts: <https://mermaid.js.org/syntax/flowchart.html>.
    fn mermaid(&self) -> String {
        let mut out = String::from("flowchart TD\n");
        for (number, node) in self.boxes.iter().enumerate() {
            let lines: Vec<String> = node.lines.iter().map(|line| mermaid_text(line)).collect();
            let _ = writeln!(out, "  b{number}[\"{}\"]", lines.join("<br/>"));
        }
        for Arrow { from, to, label, faint } in &self.arrows {
            let arrow = if *faint { "-.->" } else { "-->" };
            let label = if label.is_empty() { String::new() } else { format!("|{}|", mermaid_text(label)) };
            let _ = writeln!(out, "  b{from} {arrow}{label} b{to}");
        }
        out
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
