//! Options that say how much of a symbol's text is wanted, and what stands around it.

use std::io::{self, Write};

use clap::Args;
use engine::Span;
use engine::query::{self, FileView, SymbolInfo};
use wire::{Around, Context};

/// How much of a symbol is wanted.
#[derive(Args, Debug, Clone, Copy, Default)]
pub(crate) struct ExtentOptions {
    /// With its doc comment
    #[arg(long, alias = "with-doc")]
    with_docs: bool,
    /// Only its signature: what stands before the body
    #[arg(long)]
    signature: bool,
}

impl ExtentOptions {
    /// The range of what is wanted of a symbol.
    pub(crate) fn span(self, view: &FileView, info: &SymbolInfo) -> Span {
        let which = query::Extent { doc: self.with_docs, signature: self.signature };
        info.def.map_or(info.location.span, |def| query::extent(view, def, which))
    }
}

/// The lines before and after a range: so many of each, fewer at the ends of the file; none when none are wanted.
pub(crate) fn around(view: &FileView, span: Span, lines: Option<u32>) -> Around {
    let Some(count) = lines else { return Around::default() };
    let (first, last) = lines_of(view, span);
    let end = view.locate(Span::new(0, view.source.len() as u32)).end;
    let last_line = end.line - u32::from(end.column == 0);
    let before = first.saturating_sub(count).max(1)..first;
    let after = last + 1..(last + 1).saturating_add(count).min(last_line + 1);
    let context = |range: std::ops::Range<u32>| {
        let (first_line, lines) = (range.start, range.map(|line| view.line(line)).collect::<Vec<_>>());
        (!lines.is_empty()).then_some(Context { first_line, lines })
    };
    Around { before: context(before), after: context(after) }
}

/// Writes a range for a person: alone, or in whole lines between those around it.
pub(crate) fn human(
    out: &mut dyn Write,
    view: &FileView,
    span: Span,
    text: &str,
    around: &Around,
) -> io::Result<()> {
    if *around == Around::default() {
        return writeln!(out, "{text}");
    }
    let lines = |context: &Option<Context>| {
        context.iter().flat_map(|context| context.lines.clone()).collect::<Vec<_>>()
    };
    let (first, last) = lines_of(view, span);
    let all = lines(&around.before).into_iter().chain((first..=last).map(|line| view.line(line)));
    all.chain(lines(&around.after)).try_for_each(|line| writeln!(out, "{line}"))
}

/// The first and the last line that a range has a part of.
fn lines_of(view: &FileView, span: Span) -> (u32, u32) {
    let at = view.locate(span);
    let last = at.end.line - u32::from(at.end.column == 0 && at.end.line > at.start.line);
    (at.start.line, last)
}
