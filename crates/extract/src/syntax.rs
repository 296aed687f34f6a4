//! The syntax tree as rules see it: a flat array in pre-order, made by one cursor walk over the parser's tree.
//!
//! A node's subtree is a contiguous range, so children are found by skipping ranges, and moving about costs no call
//! into the parser. Comments and other extras are kept apart: they may stand anywhere and rules would have to skip
//! them everywhere.

use std::marker::PhantomData;

use model::span::Span;
use model::structure::KindCount;
use tree_sitter::Tree;

use crate::grammar::{FieldSet, Grammar, KindSet, NumberMap};

const NAMED: u8 = 1;
const MISSING: u8 = 2;
const NO_PARENT: u32 = u32::MAX;

/// 20 bytes.
#[derive(Clone, Copy)]
struct Data {
    kind: u16,
    field: u8,
    flags: u8,
    start: u32,
    end: u32,
    /// Index of the first node after this one's subtree.
    next: u32,
    parent: u32,
}

/// What one walk collects; its buffers are reused from file to file.
#[derive(Default)]
pub(crate) struct Buffers {
    nodes: Vec<Data>,
    /// Nodes by the number of their kind in the parser, extras included.
    kinds: Vec<u32>,
    /// Nodes of text outside the grammar, whose number would be the largest of all.
    faulty: u32,
    comments: Vec<Span>,
    errors: Vec<SyntaxFault>,
}

/// A place where the text is not what the grammar asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum SyntaxFault {
    Unexpected(Span),
    Missing(Span, String),
}

/// The tree of one file.
pub struct SyntaxTree<'t, G> {
    buffers: &'t Buffers,
    source: &'t str,
    grammar: PhantomData<G>,
}

impl Buffers {
    /// Walks `tree` once. O(nodes), without recursion.
    pub(crate) fn fill<G: Grammar>(&mut self, tree: &Tree, numbers: &NumberMap) {
        self.nodes.clear();
        self.kinds.clear();
        self.faulty = 0;
        self.comments.clear();
        self.errors.clear();
        let mut cursor = tree.walk();
        let mut parent = NO_PARENT;
        loop {
            let entered = self.visit::<G>(&cursor, numbers, parent);
            if let Some(index) = entered
                && cursor.goto_first_child()
            {
                parent = index;
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    self.close(parent);
                    return;
                }
                parent = self.close(parent);
            }
        }
    }

    /// Adds the cursor's node; `None` for extras, whose children nobody needs.
    fn visit<G: Grammar>(
        &mut self,
        cursor: &tree_sitter::TreeCursor<'_>,
        numbers: &NumberMap,
        parent: u32,
    ) -> Option<u32> {
        let node = cursor.node();
        let span = Span::new(node.start_byte() as u32, node.end_byte() as u32);
        let kind = numbers.kind(node.kind_id()).unwrap_or(G::Kind::ERROR.raw());
        self.count(node.kind_id());
        let is_error = kind == G::Kind::ERROR.raw();
        if node.is_extra() && !is_error {
            self.comments.push(span);
            return None;
        }
        let missing = node.is_missing();
        if is_error || missing {
            self.note_fault(&node, span, missing);
        }
        let index = self.nodes.len() as u32;
        let flags = u8::from(node.is_named()) * NAMED + u8::from(missing) * MISSING;
        let field = numbers.field(cursor.field_id());
        self.nodes.push(Data {
            kind,
            field,
            flags,
            start: span.start,
            end: span.end,
            next: index + 1,
            parent,
        });
        Some(index)
    }

    fn count(&mut self, kind: u16) {
        if kind == u16::MAX {
            self.faulty += 1;
            return;
        }
        let place = usize::from(kind);
        if place >= self.kinds.len() {
            self.kinds.resize(place + 1, 0);
        }
        self.kinds[place] += 1;
    }

    /// Kinds of nodes by number, those that occur.
    pub(crate) fn kind_counts(&self) -> Vec<KindCount> {
        let numbered = self.kinds.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut counts: Vec<KindCount> =
            numbered.map(|(kind, &count)| KindCount { kind: kind as u16, count }).collect();
        if self.faulty > 0 {
            counts.push(KindCount { kind: u16::MAX, count: self.faulty });
        }
        counts
    }

    fn note_fault(&mut self, node: &tree_sitter::Node<'_>, span: Span, missing: bool) {
        let inside_last =
            matches!(self.errors.last(), Some(SyntaxFault::Unexpected(last)) if last.contains(span));
        if missing {
            self.errors.push(SyntaxFault::Missing(span, node.kind().to_owned()));
        } else if !inside_last {
            self.errors.push(SyntaxFault::Unexpected(span));
        }
    }

    /// Ends the subtree of `index` here and gives its parent.
    fn close(&mut self, index: u32) -> u32 {
        let end = self.nodes.len() as u32;
        match self.nodes.get_mut(index as usize) {
            Some(node) => {
                node.next = end;
                node.parent
            }
            None => NO_PARENT,
        }
    }

    pub(crate) fn faults(&self) -> &[SyntaxFault] {
        &self.errors
    }

    /// Gives memory back that one huge file needed and the next will not.
    pub(crate) fn shrink(&mut self) {
        const KEEP: usize = 1 << 18;
        if self.nodes.capacity() > KEEP {
            self.nodes = Vec::new();
        }
    }
}

impl<'t, G: Grammar> SyntaxTree<'t, G> {
    pub(crate) fn new(buffers: &'t Buffers, source: &'t str) -> Self {
        Self { buffers, source, grammar: PhantomData }
    }

    /// The root node; `None` when the parser gave no tree.
    pub fn root(&'t self) -> Option<Node<'t, G>> {
        (!self.buffers.nodes.is_empty()).then_some(Node { tree: self, index: 0 })
    }

    /// All comments and other extras, in order.
    pub fn comments(&self) -> &'t [Span] {
        &self.buffers.comments
    }
}

/// A node; a copyable handle.
pub struct Node<'t, G> {
    tree: &'t SyntaxTree<'t, G>,
    index: u32,
}

/// A walk over what is below a node.
pub struct Below<'t, G> {
    tree: &'t SyntaxTree<'t, G>,
    next: u32,
    end: u32,
}

impl<'t, G: Grammar> Below<'t, G> {
    /// Leaves out what is below `node`, which was met last.
    pub fn pass_over(&mut self, node: Node<'t, G>) {
        self.next = node.data().next;
    }
}

impl<'t, G: Grammar> Iterator for Below<'t, G> {
    type Item = Node<'t, G>;

    fn next(&mut self) -> Option<Node<'t, G>> {
        let node = (self.next < self.end).then_some(Node { tree: self.tree, index: self.next })?;
        self.next += 1;
        Some(node)
    }
}

impl<G> Clone for Node<'_, G> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<G> Copy for Node<'_, G> {}

impl<G> PartialEq for Node<'_, G> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<G> Eq for Node<'_, G> {}

impl<G: Grammar> std::fmt::Debug for Node<'_, G> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.kind(), self.span())
    }
}

impl<'t, G: Grammar> Node<'t, G> {
    fn data(self) -> &'t Data {
        &self.tree.buffers.nodes[self.index as usize]
    }

    fn at(self, index: u32) -> Self {
        Self { tree: self.tree, index }
    }

    /// What it is.
    #[inline]
    pub fn kind(self) -> G::Kind {
        G::Kind::from_raw(self.data().kind)
    }

    /// Whether it is of kind `kind`.
    #[inline]
    pub fn is(self, kind: G::Kind) -> bool {
        self.kind() == kind
    }

    /// Whether the grammar names it (false for keywords and punctuation).
    pub fn is_named(self) -> bool {
        self.data().flags & NAMED != 0
    }

    /// Whether the parser invented it to go on. It is empty.
    pub fn is_missing(self) -> bool {
        self.data().flags & MISSING != 0
    }

    /// Whether it holds text outside the grammar.
    pub fn is_error(self) -> bool {
        self.kind() == G::Kind::ERROR
    }

    /// Its range in the file.
    #[inline]
    pub fn span(self) -> Span {
        Span::new(self.data().start, self.data().end)
    }

    /// First byte.
    pub fn start(self) -> u32 {
        self.data().start
    }

    /// One past its last byte.
    pub fn end(self) -> u32 {
        self.data().end
    }

    /// Its text.
    pub fn text(self) -> &'t str {
        self.tree.source.get(self.data().start as usize..self.data().end as usize).unwrap_or_default()
    }

    /// The node around it. O(1).
    pub fn parent(self) -> Option<Self> {
        let parent = self.data().parent;
        (parent != NO_PARENT).then(|| self.at(parent))
    }

    /// The nodes around it, from the inside out.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The node after it under the same parent. O(1).
    pub fn next_sibling(self) -> Option<Self> {
        let end = self.parent()?.data().next;
        let next = self.data().next;
        (next < end).then(|| self.at(next))
    }

    /// All children, keywords and punctuation included, comments excluded.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let end = self.data().next;
        let first = (self.index + 1 < end).then(|| self.at(self.index + 1));
        std::iter::successors(first, move |node| {
            let next = node.data().next;
            (next < end).then(|| node.at(next))
        })
    }

    /// Children that the grammar names.
    pub fn named_children(self) -> impl Iterator<Item = Self> {
        self.children().filter(|child| child.is_named())
    }

    /// The first child that the grammar names.
    pub fn first_named(self) -> Option<Self> {
        self.named_children().next()
    }

    /// The last child that the grammar names.
    pub fn last_named(self) -> Option<Self> {
        self.named_children().last()
    }

    /// The first child in `field`.
    pub fn field(self, field: G::Field) -> Option<Self> {
        self.fields(field).next()
    }

    /// All children in `field`, separators excluded.
    pub fn fields(self, field: G::Field) -> impl Iterator<Item = Self> {
        let raw = field.raw();
        self.children().filter(move |child| child.data().field == raw)
    }

    /// Whether it stands in `field` of its parent.
    pub fn is_in_field(self, field: G::Field) -> bool {
        self.data().field == field.raw()
    }

    /// The first child of kind `kind`.
    pub fn child(self, kind: G::Kind) -> Option<Self> {
        self.children().find(|child| child.is(kind))
    }

    /// Whether it has a child of kind `kind`.
    pub fn has(self, kind: G::Kind) -> bool {
        self.child(kind).is_some()
    }

    /// Everything below it, in pre-order. Linear in the subtree.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        (self.index + 1..self.data().next).map(move |index| self.at(index))
    }

    /// Everything below it, in pre-order, with leave to pass over what is below a node.
    pub fn below(self) -> Below<'t, G> {
        Below { tree: self.tree, next: self.index + 1, end: self.data().next }
    }

    /// Its number in pre-order, and that of the first node behind its subtree.
    pub(crate) fn range(self) -> (u32, u32) {
        (self.index, self.data().next)
    }

    /// Whether it has no children.
    pub fn is_leaf(self) -> bool {
        self.index + 1 == self.data().next
    }

    /// The tree it belongs to.
    pub fn tree(self) -> &'t SyntaxTree<'t, G> {
        self.tree
    }
}
