//! Looking for a pattern in one tree.

use model::span::Span;
use tree_sitter::{Node, Query, QueryCursor, QueryMatch, StreamingIterator, TreeCursor};

use super::{Form, Pattern};
use crate::parsed::Parsed;

/// How many beginnings of matches a query may have in hand at any place; with more, it takes too long, and the oldest are dropped.
const MATCH_LIMIT: u32 = 4096;

/// Hits that are kept at least before they are sorted out.
const SLACK: usize = 1024;

/// What is found: a node of a kind, or a match of a query.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PatternHit {
    /// The node; of a match the range of all its captures.
    pub span: Span,
    /// The node's kind; of a match nothing.
    pub kind: Option<String>,
    /// Number of the pattern in the query.
    pub pattern: Option<u32>,
    /// What the match captured, in the order of the text.
    pub captures: Vec<PatternCapture>,
}

/// A node that a match captured.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PatternCapture {
    /// Its range.
    pub span: Span,
    /// What it is captured as, without the `@`.
    pub name: String,
    /// Its kind.
    pub kind: String,
}

/// What a search in one tree came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Searched {
    /// In canonical order: by range, kind, pattern and captures; as many as were wanted.
    pub hits: Vec<PatternHit>,
    /// How many there are.
    pub total: u64,
    /// Whether matches may be missing, since too many had begun at one place.
    pub cut: bool,
}

impl Pattern {
    /// Everything in the tree of a file with these bytes that the pattern means, inside `within` when that is given; no more than `limit`
    /// are told, all are counted. For a kind linear in the tree.
    pub fn search(&self, parsed: &Parsed, source: &[u8], within: Option<Span>, limit: usize) -> Searched {
        let mut searched = match &self.form {
            Form::Kinds(numbers) => of_kinds(parsed, numbers, within, limit),
            Form::Query(query) => of_query(parsed, query, source, within, limit),
        };
        searched.hits.truncate(limit);
        searched
    }
}

fn span(node: &Node<'_>) -> Span {
    Span::new(node.start_byte() as u32, node.end_byte() as u32)
}

fn of_kinds(parsed: &Parsed, numbers: &[u16], within: Option<Span>, limit: usize) -> Searched {
    let mut searched = Searched::default();
    let mut cursor = parsed.tree.walk();
    loop {
        let node = cursor.node();
        let is_inside = within.is_none_or(|within| within.contains(span(&node)));
        if is_inside && numbers.contains(&node.kind_id()) {
            searched.total += 1;
            // Nodes come by their beginnings, outer ones first: of those that begin together, the inner ones are wanted first.
            let begins_with_last =
                searched.hits.last().is_some_and(|last| last.span.start == span(&node).start);
            if searched.hits.len() < limit || begins_with_last {
                searched.hits.push(of_node(&node));
            }
        }
        if !next(&mut cursor) {
            break;
        }
    }
    searched.hits.sort();
    searched
}

fn of_node(node: &Node<'_>) -> PatternHit {
    let kind = Some(node.kind().to_owned());
    PatternHit { span: span(node), kind, pattern: None, captures: Vec::new() }
}

/// Goes on to the next node in the order of the text; false after the last.
fn next(cursor: &mut TreeCursor<'_>) -> bool {
    if cursor.goto_first_child() {
        return true;
    }
    while !cursor.goto_next_sibling() {
        if !cursor.goto_parent() {
            return false;
        }
    }
    true
}

fn of_query(parsed: &Parsed, query: &Query, source: &[u8], within: Option<Span>, limit: usize) -> Searched {
    let mut cursor = QueryCursor::new();
    cursor.set_match_limit(MATCH_LIMIT);
    if let Some(within) = within {
        cursor.set_byte_range(within.start as usize..within.end as usize);
    }
    let mut searched = Searched::default();
    let mut matches = cursor.matches(query, parsed.tree.root_node(), source);
    while let Some(found) = matches.next() {
        let found = hit(query, found).filter(|hit| within.is_none_or(|within| within.contains(hit.span)));
        searched.total += u64::from(found.is_some());
        searched.hits.extend(found);
        // Matches come by their ends: which are the first is known when all have been seen.
        if searched.hits.len() > limit.saturating_mul(2).saturating_add(SLACK) {
            searched.hits.sort();
            searched.hits.truncate(limit);
        }
    }
    searched.hits.sort();
    searched.cut = cursor.did_exceed_match_limit();
    searched
}

/// A match in which something is captured.
fn hit(query: &Query, found: &QueryMatch<'_, '_>) -> Option<PatternHit> {
    let nodes = found.captures().iter().map(|capture| PatternCapture {
        span: span(&capture.node),
        name: query.capture_names()[capture.index as usize].to_owned(),
        kind: capture.node.kind().to_owned(),
    });
    let mut captures: Vec<PatternCapture> = nodes.collect();
    captures.sort();
    let start = captures.first()?.span.start;
    let end = captures.iter().map(|capture| capture.span.end).max()?;
    let pattern = Some(found.pattern_index as u32);
    Some(PatternHit { span: Span::new(start, end), kind: None, pattern, captures })
}
