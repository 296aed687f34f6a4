//! Hits with everything that an answer shows of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use extract::pattern::{PatternCapture, PatternHit};
use model::path::RepoPath;
use model::span::Span;
use query::{FileView, Located, SymbolInfo};
use store::{FileRecord, Snapshot, StoreError};

/// Bytes of a node's text that are shown at most.
const EXCERPT: usize = 200;

/// A node, or a match of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AstHit {
    /// Its file.
    pub path: RepoPath,
    /// The node; of a match the range of all its captures.
    pub at: Located,
    /// The node's kind; of a match nothing.
    pub kind: Option<String>,
    /// Number of the pattern in the query, from 0.
    pub pattern: Option<u32>,
    /// What the match captured, in the order of the text.
    pub captures: Vec<AstCapture>,
    /// The beginning of its text.
    pub text: Excerpt,
    /// The innermost definition that it lies in, which it may be itself; `None` at file level.
    pub symbol: Option<Arc<SymbolInfo>>,
}

/// A node that a match captured.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AstCapture {
    /// What it is captured as, without the `@`.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its range.
    pub at: Located,
    /// The beginning of its text.
    pub text: Excerpt,
}

/// Text of a range, or its beginning; bytes that are not UTF-8 are replaced, no character is cut.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    /// The text.
    pub text: String,
    /// Whether it is only the beginning.
    pub cut: bool,
}

impl Excerpt {
    /// Of a range of a file, at most 200 bytes.
    pub fn of(source: &[u8], span: Span) -> Self {
        let bytes = span.of(source);
        if bytes.len() <= EXCERPT {
            return Self { text: String::from_utf8_lossy(bytes).into_owned(), cut: false };
        }
        let is_boundary = |at: &usize| bytes[*at] & 0b1100_0000 != 0b1000_0000;
        // Of bytes that are no text at all, any place will do.
        let end = (EXCERPT - 3..=EXCERPT).rev().find(is_boundary).unwrap_or(EXCERPT);
        Self { text: String::from_utf8_lossy(&bytes[..end]).into_owned(), cut: true }
    }
}

/// Hits of one file with their places, texts and symbols. Reads the file's facts when there is a hit.
pub(super) fn described(
    snapshot: &dyn Snapshot,
    record: &FileRecord,
    found: Vec<PatternHit>,
) -> Result<Vec<AstHit>, StoreError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let view = FileView::without_outcomes(snapshot, record.clone())?;
    let mut symbols = BTreeMap::new();
    let mut symbol = |span| {
        let def = view.def_around(span)?;
        Some(Arc::clone(symbols.entry(def).or_insert_with(|| Arc::new(view.symbol(def)))))
    };
    let described = |hit: PatternHit| AstHit {
        path: record.path.clone(),
        at: view.locate(hit.span),
        kind: hit.kind,
        pattern: hit.pattern,
        captures: hit.captures.into_iter().map(|capture| captured(&view, capture)).collect(),
        text: Excerpt::of(&view.source, hit.span),
        symbol: symbol(hit.span),
    };
    Ok(found.into_iter().map(described).collect())
}

fn captured(view: &FileView, capture: PatternCapture) -> AstCapture {
    let PatternCapture { span, name, kind } = capture;
    AstCapture { name, kind, at: view.locate(span), text: Excerpt::of(&view.source, span) }
}
