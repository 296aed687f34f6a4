//! What is counted of a file: lines and tokens, of the whole and of each function.

use model::control::ControlFlow;
use model::span::{LineIndex, Span};
use model::structure::{FileStructure, FunctionMetrics, KindCount, LineCounts, TokenCounts};
use rustc_hash::FxHashMap;

use crate::control::{ControlRules, FunctionFlow};
use crate::syntax::{Node, SyntaxTree};

/// A token: the node that it is, the number of its text, and whether it is an operator.
struct Token {
    node: u32,
    text: u32,
    is_operator: bool,
}

/// Counts everything.
pub(crate) fn structure<R: ControlRules>(
    tree: &SyntaxTree<'_, R::Grammar>,
    source: &str,
    functions: &[FunctionFlow],
    kinds: Vec<KindCount>,
) -> FileStructure {
    let mut lines = Lines::new(source.as_bytes());
    let mut distinct = 0;
    let mut comments = tree.comments().to_vec();
    let tokens =
        tree.root().map_or_else(Vec::new, |root| tokens::<R>(root, &mut comments, &mut lines, &mut distinct));
    lines.tell_apart(&mut comments);
    let lines = lines.summed();
    let mut counter = Counter { seen: vec![0; distinct as usize], round: 0 };
    let whole = Span::new(0, source.len() as u32);
    let measured = functions.iter().map(|function| FunctionMetrics {
        def: function.def,
        span: function.span,
        lines: lines.of(function.span),
        tokens: counter.count(within(&tokens, function.nodes)),
        cyclomatic: function.graph.cyclomatic(),
        cognitive: function.cognitive,
        nesting: function.nesting,
        parameters: function.parameters,
        unreachable: function.graph.unreachable().count() as u32,
        graph: fingerprint(&function.graph),
    });
    let functions = measured.collect();
    FileStructure { lines: lines.of(whole), tokens: counter.count(&tokens), kinds, functions }
}

/// All tokens in order; marks the lines of those that have several, and adds docstrings to the comments.
fn tokens<R: ControlRules>(
    root: Node<'_, R::Grammar>,
    comments: &mut Vec<Span>,
    lines: &mut Lines<'_>,
    distinct: &mut u32,
) -> Vec<Token> {
    let mut texts: FxHashMap<&str, u32> = FxHashMap::default();
    let mut tokens = Vec::new();
    let mut rest = root.below();
    while let Some(node) = rest.next() {
        let is_operand = node.is_named() && R::is_operand(node);
        if !(is_operand || node.is_leaf()) || node.span().is_empty() {
            continue;
        }
        rest.pass_over(node);
        if is_operand && R::is_doc(node) {
            comments.push(node.span());
            continue;
        }
        let text = node.text();
        if text.contains('\n') {
            lines.mark(node.span(), CODE);
        }
        if matches!(text, ")" | "]" | "}") {
            continue;
        }
        let next = texts.len() as u32;
        let number = *texts.entry(text).or_insert(next);
        let is_operator = !is_operand && !node.is_named();
        tokens.push(Token { node: node.range().0, text: number, is_operator });
    }
    *distinct = texts.len() as u32;
    tokens
}

/// The tokens of a range of nodes.
fn within(tokens: &[Token], (start, end): (u32, u32)) -> &[Token] {
    let at = |node: u32| tokens.partition_point(|token| token.node < node);
    &tokens[at(start)..at(end)]
}

/// Counts distinct texts without clearing what it has seen.
struct Counter {
    seen: Vec<u32>,
    round: u32,
}

impl Counter {
    fn count(&mut self, tokens: &[Token]) -> TokenCounts {
        self.round += 1;
        let mut counts = TokenCounts::default();
        for token in tokens {
            let is_new = std::mem::replace(&mut self.seen[token.text as usize], self.round) != self.round;
            if token.is_operator {
                counts.operators += 1;
                counts.distinct_operators += u32::from(is_new);
            } else {
                counts.operands += 1;
                counts.distinct_operands += u32::from(is_new);
            }
        }
        counts
    }
}

const CODE: u8 = 1;
const COMMENT: u8 = 2;

/// What stands on each line.
struct Lines<'s> {
    index: LineIndex,
    source: &'s [u8],
    marks: Vec<u8>,
    /// The line of the last position asked for: most are on it or the next.
    near: u32,
}

impl<'s> Lines<'s> {
    fn new(source: &'s [u8]) -> Self {
        let index = LineIndex::new(source);
        let count = index.line_count() as usize;
        Self { index, source, marks: vec![0; count], near: 1 }
    }

    /// The line of a position, 1-based.
    fn line(&mut self, offset: u32) -> u32 {
        for line in [self.near, self.near + 1] {
            if self.index.line_start(line).is_some_and(|start| start <= offset)
                && self.index.line_start(line + 1).is_none_or(|next| offset < next)
            {
                self.near = line;
                return line;
            }
        }
        self.near = self.index.position(offset).line;
        self.near
    }

    fn mark(&mut self, span: Span, what: u8) {
        // A line end at the end belongs to the line that it ends.
        let text = span.of(self.source);
        let blank = text.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        let last = span.start + (text.len() - blank).saturating_sub(1) as u32;
        let (first, last) = (self.line(span.start), self.line(last));
        for line in first..=last {
            if let Some(mark) = self.marks.get_mut(line as usize - 1) {
                *mark |= what;
            }
        }
    }

    /// Marks comments, and as code whatever is written outside of them, understood by the parser or not.
    fn tell_apart(&mut self, comments: &mut [Span]) {
        comments.sort_unstable();
        let mut behind = 0;
        for &comment in &*comments {
            self.mark(comment, COMMENT);
            self.mark_text(behind, comment.start);
            behind = behind.max(comment.end);
        }
        self.mark_text(behind, self.source.len() as u32);
    }

    fn mark_text(&mut self, start: u32, end: u32) {
        let source = self.source;
        let mut line = self.line(start) as usize - 1;
        for byte in source.get(start as usize..end as usize).unwrap_or_default() {
            match byte {
                b'\n' => line += 1,
                byte if byte.is_ascii_whitespace() => {}
                _ => self.marks[line] |= CODE,
            }
        }
    }

    fn summed(self) -> Sums {
        let mut sums = Vec::with_capacity(self.marks.len() + 1);
        let mut so_far = LineCounts::default();
        sums.push(so_far);
        for mark in &self.marks {
            match *mark {
                0 => so_far.blank += 1,
                COMMENT => so_far.comment += 1,
                _ => so_far.code += 1,
            }
            sums.push(so_far);
        }
        Sums { index: self.index, sums }
    }
}

/// Line counts up to each line.
struct Sums {
    index: LineIndex,
    sums: Vec<LineCounts>,
}

impl Sums {
    /// The counts of the lines that a range touches.
    fn of(&self, span: Span) -> LineCounts {
        if span.is_empty() {
            return LineCounts::default();
        }
        let first = self.index.position(span.start).line as usize - 1;
        let last = self.index.position(span.end - 1).line as usize;
        let (before, up_to) = (self.sums[first], self.sums[last.min(self.sums.len() - 1)]);
        LineCounts {
            code: up_to.code - before.code,
            comment: up_to.comment - before.comment,
            blank: up_to.blank - before.blank,
        }
    }
}

/// Tells graphs apart: the first bytes of a hash of everything in it.
fn fingerprint(graph: &ControlFlow) -> u32 {
    let mut hasher = blake3::Hasher::new();
    let mut number = |value: u32| {
        hasher.update(&value.to_le_bytes());
    };
    number(graph.blocks.len() as u32);
    for block in &graph.blocks {
        number(block.kind.into());
        number(u32::from(block.reachable) | u32::from(block.copy) << 1);
        number(block.statements.len() as u32);
        for span in &block.statements {
            number(span.start);
            number(span.end);
        }
    }
    for edge in &graph.edges {
        number(edge.from.raw());
        number(edge.to.raw());
        number(u32::from(edge.kind) << 1 | u32::from(edge.never));
    }
    let hash = hasher.finalize();
    let mut first = [0; 4];
    first.copy_from_slice(&hash.as_bytes()[..4]);
    u32::from_le_bytes(first)
}
