//! A file cut into chunks that a reader can take one by one: definitions, and the text between them.
//!
//! The chunks of a file are in the order of the text, and together they are the file, byte for byte:
//!
//! * A definition is a chunk, with its doc comment where that stands right before it, from the beginning of its line.
//! * A type, a namespace or a module in which functions or types are defined is divided: these are chunks of their own, and what
//!   stands before, between and behind them are its *parts*. What is nested in a function stays in it.
//! * What belongs to no definition (imports, statements) is *text*.
//! * Where nothing is between two chunks but space and punctuation, it belongs to the one before.
//! * Definitions that share text (`int a, b;`) share a chunk.

use model::facts::Def;
use model::ids::DefId;
use model::kinds::DefKind;
use model::span::Span;

use crate::file_view::FileView;

/// Types and namespaces within each other that are divided; what is nested deeper is one chunk.
const MAX_DEPTH: usize = 32;

/// What a chunk is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ChunkForm {
    /// A definition, whole.
    Definition,
    /// What remains of a definition when the definitions in it are taken out.
    Part,
    /// What belongs to no definition.
    Text,
}

impl ChunkForm {
    /// The stable text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Definition => "definition",
            Self::Part => "part",
            Self::Text => "text",
        }
    }
}

/// A piece of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chunk {
    /// What it is of.
    pub form: ChunkForm,
    /// Its range: no character is cut.
    pub span: Span,
    /// The definitions that it is, or is a part of, in their order.
    pub defs: Vec<DefId>,
}

/// Cuts a file. O(definitions · log definitions + bytes).
pub fn chunks(view: &FileView) -> Vec<Chunk> {
    let mut candidates: Vec<DefId> = (0..view.facts.defs.len() as u32)
        .map(DefId::new)
        .filter(|id| is_cut_out(view.facts.def(*id).kind))
        .collect();
    candidates.sort_by_key(|id| {
        let span = view.facts.def(*id).span;
        (span.start, std::cmp::Reverse(span.end), *id)
    });
    let mut cutter = Cutter { view, candidates, next: 0, cuts: Vec::new() };
    let end = view.source.len() as u32;
    cutter.level(Span::new(0, end), None, 0);
    cutter.finish(end)
}

/// Whether definitions of a kind are chunks where they stand at the top.
fn is_cut_out(kind: DefKind) -> bool {
    !matches!(kind, DefKind::Field | DefKind::EnumMember | DefKind::File)
}

/// Whether definitions of a kind are chunks where they stand in a type.
fn is_cut_out_of_type(kind: DefKind) -> bool {
    let is_function = matches!(
        kind,
        DefKind::Function | DefKind::Method | DefKind::Constructor | DefKind::Property | DefKind::Macro
    );
    is_function || is_type(kind) || is_open(kind)
}

fn is_type(kind: DefKind) -> bool {
    matches!(
        kind,
        DefKind::Class
            | DefKind::Struct
            | DefKind::Union
            | DefKind::Enum
            | DefKind::Interface
            | DefKind::Trait
            | DefKind::Impl
            | DefKind::Record
            | DefKind::Annotation
    )
}

/// Whether everything in it stands at the top.
fn is_open(kind: DefKind) -> bool {
    matches!(kind, DefKind::Namespace | DefKind::Module)
}

/// Where a chunk begins; it ends where the next one does.
struct Cut {
    start: u32,
    form: ChunkForm,
    defs: Vec<DefId>,
}

struct Cutter<'a> {
    view: &'a FileView,
    /// Outer ones before inner ones.
    candidates: Vec<DefId>,
    next: usize,
    cuts: Vec<Cut>,
}

impl Cutter<'_> {
    fn def(&self, id: DefId) -> &Def {
        self.view.facts.def(id)
    }

    /// Cuts a range that belongs to `within`.
    fn level(&mut self, region: Span, within: Option<DefId>, depth: usize) {
        let mut done = region.start;
        while let Some(&id) = self.candidates.get(self.next) {
            let span = self.def(id).span;
            if span.start >= region.end {
                break;
            }
            self.next += 1;
            if !self.stands_alone(id, within) {
                continue;
            }
            if span.start < done {
                self.share(id);
                done = done.max(span.end.min(region.end));
                continue;
            }
            let start = self.beginning(id, done);
            self.between(Span::new(done, start), within);
            done = span.end.min(region.end);
            self.whole(id, Span::new(start, done), depth);
        }
        self.between(Span::new(done, region.end.max(done)), within);
    }

    fn stands_alone(&self, id: DefId, within: Option<DefId>) -> bool {
        let kind = self.def(id).kind;
        within.is_none_or(|within| is_open(self.def(within).kind) || is_cut_out_of_type(kind))
    }

    /// Cuts a definition out, or cuts it up.
    fn whole(&mut self, id: DefId, extent: Span, depth: usize) {
        let is_divided = depth < MAX_DEPTH && self.is_divided(id, extent);
        let form = if is_divided { ChunkForm::Part } else { ChunkForm::Definition };
        self.cuts.push(Cut { start: extent.start, form, defs: vec![id] });
        if is_divided {
            // Its own head has been begun.
            let head = self.def(id).span.start;
            self.level(Span::new(head, extent.end), Some(id), depth + 1);
        } else {
            while let Some(&next) = self.candidates.get(self.next)
                && extent.contains(self.def(next).span)
            {
                self.next += 1;
                if self.def(next).parent == self.def(id).parent {
                    self.share(next);
                }
            }
        }
    }

    /// Whether definitions in it are chunks of their own.
    fn is_divided(&self, id: DefId, extent: Span) -> bool {
        let kind = self.def(id).kind;
        let inside = |next: &&DefId| {
            let span = self.def(**next).span;
            extent.contains(span) && span != self.def(id).span
        };
        let mut below =
            self.candidates[self.next..].iter().take_while(|next| self.def(**next).span.start < extent.end);
        (is_type(kind) || is_open(kind))
            && below.any(|next| inside(&next) && self.stands_alone(*next, Some(id)))
    }

    /// A definition whose text has been given away already is in that chunk too.
    fn share(&mut self, id: DefId) {
        if let Some(last) = self.cuts.last_mut() {
            last.defs.push(id);
        }
    }

    /// Text of which no definition was cut out. It is no chunk when no word is in it.
    fn between(&mut self, gap: Span, within: Option<DefId>) {
        let text = gap.of(&self.view.source);
        let has_words = text.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        let (form, defs) = match within {
            Some(id) => (ChunkForm::Part, vec![id]),
            None => (ChunkForm::Text, Vec::new()),
        };
        // The head of a definition goes on where it was begun.
        let goes_on = self.cuts.last().is_some_and(|last| last.form == form && last.defs == defs);
        if has_words && !goes_on {
            // What ends the statement before stays with it.
            let ends =
                |byte: &&u8| byte.is_ascii_whitespace() || matches!(byte, b';' | b',' | b')' | b']' | b'}');
            let blank = text.iter().take_while(ends).count();
            let newline = text[..blank].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            self.cuts.push(Cut { start: gap.start + newline as u32, form, defs });
        }
    }

    /// Where the chunk of a definition begins, `done` at the earliest.
    fn beginning(&self, id: DefId, done: u32) -> u32 {
        let def = self.def(id);
        let source = &self.view.source;
        let gap = Span::new(def.doc.end.min(def.span.start), def.span.start);
        let has_doc = !def.doc.is_empty()
            && def.doc.end <= def.span.start
            && def.doc.start >= done
            && gap.of(source).iter().all(u8::is_ascii_whitespace);
        let start = if has_doc { def.doc.start } else { def.span.start };
        let before = Span::new(done, start.max(done)).of(source);
        let blank = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let is_line = before.len() == blank || before[before.len() - blank - 1] == b'\n';
        if is_line { start - blank as u32 } else { start }
    }

    fn finish(mut self, end: u32) -> Vec<Chunk> {
        if let Some(first) = self.cuts.first_mut() {
            first.start = 0;
        } else if end > 0 {
            self.cuts.push(Cut { start: 0, form: ChunkForm::Text, defs: Vec::new() });
        }
        let ends: Vec<u32> = self.cuts.iter().skip(1).map(|cut| cut.start).chain([end]).collect();
        let chunk = |(cut, end): (Cut, u32)| Chunk {
            form: cut.form,
            span: Span::new(cut.start, end),
            defs: cut.defs,
        };
        self.cuts.into_iter().zip(ends).map(chunk).filter(|chunk| !chunk.span.is_empty()).collect()
    }
}
