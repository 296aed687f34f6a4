//! Syntax trees and what is found in them.

use engine::query::{FileView, Located, match_id};
use engine::{AstFound, AstHit, Excerpt, Flaw, SyntaxStep};
use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::FileEntry;
use crate::edges::Target;
use crate::symbol::Span;

/// What `ast` tells: the syntax tree of a file, or a part of it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct AstAnswer {
    /// The file.
    pub file: FileEntry,
    /// How many bytes of the file were parsed as others, of the same length, since the grammar cannot take what the language allows
    /// (macros). Places and texts are those of the file.
    pub masked_bytes: u32,
    /// The nodes around the first of `nodes`, outermost first.
    pub above: Vec<AstNode>,
    /// The tree as a list: in the order of the text, a node before what is below it.
    pub nodes: Vec<AstNode>,
}

/// A node of a syntax tree.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct AstNode {
    /// Its place among all nodes of the file, in the order of the text, keywords and punctuation included; the root is 0.
    pub id: u32,
    /// The id of the nearest node above it that is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<u32>,
    /// Levels below the first node listed.
    pub depth: u32,
    /// As the grammar calls it; `ERROR` for text outside of the grammar.
    pub kind: String,
    /// Its field in the node above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Its range.
    pub span: Span,
    /// Whether the grammar names it (false for keywords and punctuation).
    pub named: bool,
    /// Whether it holds text outside of the grammar.
    pub error: bool,
    /// Whether the parser invented it to go on. It is empty.
    pub missing: bool,
    /// How many nodes are right below it, listed or not: those that the grammar names, or with `--all` all.
    pub children: u32,
    /// The text of a node that nothing is below, or its beginning (200 bytes).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl AstNode {
    /// Of a node of the tree of `file`.
    pub fn new(file: &FileView, step: &SyntaxStep<'_>) -> Self {
        let path = file.record.path.as_str();
        Self {
            id: step.id,
            parent: step.parent,
            depth: step.depth,
            kind: step.kind.to_owned(),
            field: step.field.map(str::to_owned),
            span: Span::new(path, &file.locate(step.span)),
            named: step.named,
            error: step.flaw == Some(Flaw::Error),
            missing: step.flaw == Some(Flaw::Missing),
            children: step.children,
            text: step.leaf.then(|| Excerpt::of(&file.source, step.span).text),
        }
    }
}

/// What `find-ast` found.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct FindAstAnswer {
    /// In canonical order: path, start, end, kind, pattern, captures.
    pub matches: Vec<AstMatch>,
    /// The languages that have no such kind of node, or that the query is not for.
    pub not_for: Vec<NotFor>,
    /// Predicates and directives of the query that were passed over, as written: only those on texts are evaluated.
    pub not_evaluated: Vec<String>,
    /// Files in which matches may be missing, since more began at one place than are followed.
    pub match_limit_exceeded: Vec<String>,
    /// Files that the parser gives up on.
    pub without_tree: Vec<String>,
}

/// A language that what is sought has no meaning in.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct NotFor {
    /// The language; `tsx` is told apart from `typescript`.
    pub language: String,
    /// Why.
    pub reason: String,
}

/// A node of the kind sought, or a match of the query.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct AstMatch {
    /// 16 hexadecimal characters of BLAKE3 over what it is and where.
    pub match_id: String,
    /// The node; of a match the range of all its captures.
    pub span: Span,
    /// The node's kind; absent of a match of a query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Number of the pattern in the query, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<u32>,
    /// What the match captured, in the order of the text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub captures: Vec<AstCapture>,
    /// Its text, or the beginning (200 bytes).
    pub text: String,
    /// Whether `text` is only the beginning.
    pub text_cut: bool,
    /// The innermost definition that it lies in, which it may be itself; absent at file level.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    pub symbol: Option<Target>,
}

/// A node that a match captured.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct AstCapture {
    /// What it is captured as, without the `@`; `match` for a pattern that captures nothing.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Its range.
    pub span: Span,
    /// Its text, or the beginning (200 bytes).
    pub text: String,
}

impl From<&AstFound> for FindAstAnswer {
    fn from(found: &AstFound) -> Self {
        let not_for = |entry: &engine::NotFor| NotFor {
            language: entry.language.to_owned(),
            reason: entry.reason.clone(),
        };
        Self {
            matches: found.hits.iter().map(AstMatch::from).collect(),
            not_for: found.not_for.iter().map(not_for).collect(),
            not_evaluated: found.not_evaluated.clone(),
            match_limit_exceeded: found.cut.iter().map(ToString::to_string).collect(),
            without_tree: found.without_tree.iter().map(ToString::to_string).collect(),
        }
    }
}

impl From<&AstHit> for AstMatch {
    fn from(hit: &AstHit) -> Self {
        let path = hit.path.as_str();
        let captured = |capture: &engine::AstCapture| AstCapture {
            name: capture.name.clone(),
            kind: capture.kind.clone(),
            span: Span::new(path, &capture.at),
            text: capture.text.text.clone(),
        };
        Self {
            match_id: id_of(hit),
            span: Span::new(path, &hit.at),
            kind: hit.kind.clone(),
            pattern: hit.pattern,
            captures: hit.captures.iter().map(captured).collect(),
            text: hit.text.text.clone(),
            text_cut: hit.text.cut,
            symbol: hit.symbol.as_deref().map(Target::from),
        }
    }
}

/// Of a node by its kind and range, of a match by what it captured.
fn id_of(hit: &AstHit) -> String {
    let place = |at: &Located| format!("{}:{}", at.span.start, at.span.end);
    let captures = hit.captures.iter().map(|capture| format!("{}={}", capture.name, place(&capture.at)));
    let captures: Vec<String> = captures.collect();
    let what = hit.kind.as_deref().unwrap_or("query");
    match_id("ast", &format!("{}:{}:{what}:{}", hit.path, place(&hit.at), captures.join(",")))
}
