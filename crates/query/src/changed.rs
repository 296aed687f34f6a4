//! Which symbols a change of lines touches.

use std::collections::BTreeSet;
use std::ops::Range;

use model::ids::DefId;
use model::span::Position;

use crate::file_view::FileView;

/// The innermost definitions that lines of a file belong to, `None` for the file itself: lines that hold nothing but white space
/// belong to nothing. An empty range stands for what was taken out before its line, and belongs to what stands around that place.
///
/// Lines are 1-based; those behind the end of the file are passed over. Linear in lines times definitions.
pub fn definitions_on(view: &FileView, lines: &[Range<u32>]) -> BTreeSet<Option<DefId>> {
    let last = view.locate(model::span::Span::new(0, view.source.len() as u32)).end.line;
    let mut found = BTreeSet::new();
    for range in lines {
        if range.is_empty() {
            let around = range.start.saturating_sub(1).max(1);
            found.insert(common(owner(view, around), owner(view, range.start.min(last)), view));
        }
        found.extend(
            (range.start..range.end.min(last.saturating_add(1))).filter_map(|line| owner(view, line)),
        );
    }
    found
}

/// What a line belongs to; `None` when it is empty.
fn owner(view: &FileView, line: u32) -> Option<Option<DefId>> {
    let text = view.line(line);
    let column = text.len() - text.trim_start().len();
    if column == text.len() {
        return None;
    }
    let offset = view.offset(Position { line, column: column as u32 })?;
    Some(view.def_at(offset))
}

/// What both places belong to: one of them, when the other lies inside of it; else the file.
fn common(a: Option<Option<DefId>>, b: Option<Option<DefId>>, view: &FileView) -> Option<DefId> {
    let (Some(a), Some(b)) = (a, b) else { return a.or(b).flatten() };
    let around = |def: Option<DefId>| std::iter::successors(def, |def| view.facts.def(*def).parent);
    around(a).find(|outer| around(b).any(|other| other == *outer))
}
