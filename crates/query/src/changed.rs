//! Which symbols a change of lines touches.

use std::collections::BTreeSet;
use std::ops::Range;

use model::ids::DefId;
use model::span::{Position, Span};

use crate::file_view::FileView;

/// What a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// To nothing: it is empty.
    Nothing,
    /// To the file itself.
    File,
    /// To a definition.
    Def(DefId),
}

impl Owner {
    const fn def(self) -> Option<DefId> {
        match self {
            Self::Def(def) => Some(def),
            Self::Nothing | Self::File => None,
        }
    }
}

/// The innermost definitions that lines of a file belong to, `None` for the file itself: lines that hold nothing but white space
/// belong to nothing. An empty range stands for what was taken out before its line, and belongs to what stands around that place.
///
/// Lines are 1-based; those behind the end of the file are passed over. Linear in lines times definitions.
pub fn definitions_on(view: &FileView, lines: &[Range<u32>]) -> BTreeSet<Option<DefId>> {
    let last = view.locate(Span::new(0, view.source.len() as u32)).end.line;
    let mut found = BTreeSet::new();
    for range in lines {
        if range.is_empty() {
            let before = range.start.saturating_sub(1).max(1);
            found.insert(common(owner(view, before), owner(view, range.start.min(last)), view));
        }
        let owners = (range.start..range.end.min(last.saturating_add(1))).map(|line| owner(view, line));
        found.extend(owners.filter(|owner| *owner != Owner::Nothing).map(Owner::def));
    }
    found
}

fn owner(view: &FileView, line: u32) -> Owner {
    let text = view.line(line);
    let column = text.len() - text.trim_start().len();
    if column == text.len() {
        return Owner::Nothing;
    }
    let offset = view.offset(Position { line, column: column as u32 });
    offset.and_then(|offset| view.def_at(offset)).map_or(Owner::File, Owner::Def)
}

/// What both places belong to: one of them, when the other lies inside of it; else the file.
fn common(a: Owner, b: Owner, view: &FileView) -> Option<DefId> {
    match (a, b) {
        (Owner::Nothing, other) | (other, Owner::Nothing) => other.def(),
        (a, b) => {
            let around = |owner: Owner| std::iter::successors(owner.def(), |def| view.facts.def(*def).parent);
            around(a).find(|outer| around(b).any(|other| other == *outer))
        }
    }
}
