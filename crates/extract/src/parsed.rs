//! The syntax tree of one file, for questions about the tree itself: parsed exactly as for extraction, not yet read by any rules.

use model::span::Span;
use tree_sitter::{Node, Tree, TreeCursor};

use crate::driver::{Extractor, masked};
use crate::spec::LanguageSpec;
use crate::text;

/// A file's tree.
pub struct Parsed {
    pub(crate) tree: Tree,
    masked_bytes: u32,
}

/// Which nodes of a tree are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SyntaxOptions {
    /// Only the smallest node around this range, and what is below it.
    pub around: Option<Span>,
    /// How many levels below the first node; all when `None`.
    pub depth: Option<u32>,
    /// Whether keywords and punctuation are wanted too.
    pub anonymous: bool,
}

/// What is wrong with a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// It holds text outside the grammar.
    Error,
    /// The parser invented it to go on. It is empty.
    Missing,
}

/// A node of a tree, met on the way through it in the order of the text, a node before what is below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxStep<'t> {
    /// Its place in that order among all nodes of the file, keywords and punctuation included.
    pub id: u32,
    /// The id of the nearest node above it that is shown too.
    pub parent: Option<u32>,
    /// Levels below the first node shown.
    pub depth: u32,
    /// Its kind, as the grammar calls it.
    pub kind: &'t str,
    /// Its field in the node above it.
    pub field: Option<&'t str>,
    /// Its range.
    pub span: Span,
    /// Whether the grammar names it (false for keywords and punctuation).
    pub named: bool,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
    /// How many nodes are right below it, shown or not: those that the grammar names, or all where all are wanted.
    pub children: u32,
    /// Whether nothing at all is below it: its text is a token.
    pub leaf: bool,
}

impl Extractor {
    /// The tree of a file with these bytes, of the text that extraction parses: decoded, and masked where the grammar cannot take
    /// what the language allows. `None` when the parser gives up, as it does for extraction.
    pub fn parsed(&mut self, spec: &LanguageSpec, bytes: &[u8]) -> Option<Parsed> {
        let (source, _) = text::decode(bytes);
        let masked = masked(spec, &source);
        let tree = self.parse(spec, masked.as_deref().unwrap_or(&source))?;
        let differ = |masked: &String| masked.bytes().zip(source.bytes()).filter(|(a, b)| a != b).count();
        Some(Parsed { tree, masked_bytes: masked.as_ref().map_or(0, differ) as u32 })
    }
}

impl Parsed {
    /// How many bytes of the text were parsed as others.
    pub fn masked_bytes(&self) -> u32 {
        self.masked_bytes
    }

    /// The nodes around the first one that is wanted, outermost first. O(depth · children).
    pub fn above(&self, options: &SyntaxOptions) -> Vec<SyntaxStep<'_>> {
        let target = self.start(options);
        let mut steps = Vec::new();
        self.descend(target, |step| steps.push(step));
        steps
    }

    /// The nodes that are wanted, each before what is below it. Linear in the nodes of the subtree, without recursion.
    pub fn nodes(&self, options: &SyntaxOptions) -> Vec<SyntaxStep<'_>> {
        let target = self.start(options);
        let mut parent = None;
        let (first, field) = self.descend(target, |step| parent = Some(step.id));
        let walk = Walk { options, first, next: first, nodes: Vec::new(), shown: Vec::new() };
        walk.run(target, field, parent)
    }

    /// The outermost of the nodes that are the smallest around the range that is wanted; the root for none.
    fn start(&self, options: &SyntaxOptions) -> Node<'_> {
        let root = self.tree.root_node();
        let Some(Span { start, end }) = options.around else { return root };
        let (start, end) = (start as usize, end as usize);
        let found = if options.anonymous {
            root.descendant_for_byte_range(start, end)
        } else {
            root.named_descendant_for_byte_range(start, end)
        };
        let mut node = found.unwrap_or(root);
        while let Some(parent) = node.parent().filter(|parent| parent.byte_range() == node.byte_range()) {
            node = parent;
        }
        node
    }

    /// Goes from the root down to `target`, telling of every node above it; gives its id and its field.
    fn descend<'t>(
        &'t self,
        target: Node<'t>,
        mut above: impl FnMut(SyntaxStep<'t>),
    ) -> (u32, Option<&'t str>) {
        let mut cursor = self.tree.walk();
        let (mut id, mut depth, mut parent) = (0_u32, 0_u32, None);
        while cursor.node() != target {
            above(SyntaxStep { id, parent, depth, ..step(&cursor, false) });
            parent = Some(id);
            if !cursor.goto_first_child() {
                break;
            }
            id += 1;
            depth += 1;
            while cursor.node() != target && cursor.node().child_with_descendant(target).is_none() {
                id += cursor.node().descendant_count() as u32;
                if !cursor.goto_next_sibling() {
                    break;
                }
            }
        }
        (id, cursor.field_name())
    }
}

/// The node of a cursor, without its place among others.
fn step<'t>(cursor: &TreeCursor<'t>, anonymous: bool) -> SyntaxStep<'t> {
    let node = cursor.node();
    let all = node.child_count();
    SyntaxStep {
        id: 0,
        parent: None,
        depth: 0,
        kind: node.kind(),
        field: cursor.field_name(),
        span: Span::new(node.start_byte() as u32, node.end_byte() as u32),
        named: node.is_named(),
        flaw: flaw(node),
        children: if anonymous { all } else { node.named_child_count() as u32 },
        leaf: all == 0,
    }
}

fn flaw(node: Node<'_>) -> Option<Flaw> {
    let error = node.is_error().then_some(Flaw::Error);
    error.or_else(|| node.is_missing().then_some(Flaw::Missing))
}

/// A way through a subtree.
struct Walk<'o, 't> {
    options: &'o SyntaxOptions,
    first: u32,
    next: u32,
    nodes: Vec<SyntaxStep<'t>>,
    /// For each level the id of the node there when it is shown, else of the nearest one above that is.
    shown: Vec<Option<u32>>,
}

impl<'t> Walk<'_, 't> {
    fn run(mut self, start: Node<'t>, field: Option<&'t str>, parent: Option<u32>) -> Vec<SyntaxStep<'t>> {
        let mut cursor = start.walk();
        loop {
            let entered = self.visit(&cursor);
            if entered && cursor.goto_first_child() {
                continue;
            }
            loop {
                if cursor.node() == start {
                    self.place_first(field, parent);
                    return self.nodes;
                }
                self.shown.pop();
                if cursor.goto_next_sibling() {
                    break;
                }
                cursor.goto_parent();
            }
        }
    }

    /// Notes the cursor's node and says whether to go below it.
    fn visit(&mut self, cursor: &TreeCursor<'t>) -> bool {
        let node = cursor.node();
        let (id, level) = (self.next, self.shown.len() as u32);
        self.next += 1;
        let parent = self.shown.last().copied().flatten();
        let is_wanted = self.options.anonymous || node.is_named() || node.is_missing() || id == self.first;
        let shown = if is_wanted {
            self.nodes.push(SyntaxStep { id, parent, depth: level, ..step(cursor, self.options.anonymous) });
            Some(id)
        } else {
            parent
        };
        self.shown.push(shown);
        let enter = self.options.depth.is_none_or(|depth| level < depth);
        if !enter {
            self.next = id + node.descendant_count() as u32;
        }
        enter
    }

    /// A cursor that starts at a node does not know what is above it.
    fn place_first(&mut self, field: Option<&'t str>, parent: Option<u32>) {
        if let Some(first) = self.nodes.first_mut() {
            first.field = field;
            first.parent = parent;
        }
    }
}
