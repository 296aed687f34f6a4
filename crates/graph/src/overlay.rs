//! What changed since a form was made: the files that are other now, and every node whose edges they change.
//!
//! Nodes of the form keep their numbers; those of changed files get new ones behind them. A node that gains or loses an
//! edge has its edges written out anew, so that a question is answered from one place.

mod delta;
mod replaced;
mod rows;

use std::ops::Range;

use model::edges::Edge;
use model::ids::{DefId, SymbolId};

use self::replaced::Replaced;
use self::rows::Rows;
use crate::edges::Edges;
use crate::error::GraphError;
use crate::form::{Direction, Form};
use crate::format::MAX_NODES;
use crate::hash::hash;
use crate::node::{Node, Place};

/// A file as it is now, where the form knows another version or none.
#[derive(Clone, Debug)]
pub struct ChangedFile<'a> {
    /// Where it is.
    pub path: &'a str,
    /// Its own id.
    pub id: SymbolId,
    /// The ids of its definitions, by ordinal.
    pub ids: &'a [SymbolId],
    /// Its edges, in any order.
    pub edges: &'a [Edge],
    /// Where the targets of its edges are now; `None` for one that is nowhere.
    pub targets: Vec<Option<Place<'a>>>,
    /// FQNs of its definitions.
    pub fqns: Vec<(&'a str, DefId)>,
}

/// The nodes of a changed file.
#[derive(Debug)]
struct NewFile {
    path: String,
    nodes: Range<u32>,
    /// The first node of the form behind it in path order.
    before: u32,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Overlay {
    /// Number of nodes of the form.
    base: u32,
    bound: u32,
    files: Vec<NewFile>,
    replaced: Replaced,
    runs: Vec<Range<u32>>,
    out: Rows,
    into: Rows,
    /// Hashes of FQNs of new nodes, ascending.
    names: Vec<(u64, u32)>,
}

impl Overlay {
    /// See [`crate::Graph::overlaid`].
    pub(crate) fn new(
        form: &Form,
        changed: &[ChangedFile<'_>],
        removed: &[String],
    ) -> Result<Self, GraphError> {
        let files = number(form, changed)?;
        let replaced = Replaced::new(form, changed, &files, removed)?;
        let bound = files.last().map_or(form.nodes(), |file| file.nodes.end);
        let mut overlay = Self {
            base: form.nodes(),
            bound,
            runs: runs(form.nodes(), &files, &replaced),
            names: names(changed, &files)?,
            files,
            replaced,
            out: Rows::default(),
            into: Rows::default(),
        };
        let (out, into) = overlay.delta(form, changed)?;
        (overlay.out, overlay.into) = (out, into);
        Ok(overlay)
    }

    /// Number of nodes.
    pub(crate) fn len(&self) -> u32 {
        self.runs.iter().map(|run| run.end - run.start).sum()
    }

    pub(crate) fn bound(&self) -> u32 {
        self.bound
    }

    /// All nodes in canonical order.
    pub(crate) fn runs(&self) -> &[Range<u32>] {
        &self.runs
    }

    /// What sorts nodes canonically.
    #[inline]
    pub(crate) fn rank(&self, node: u32) -> u64 {
        match node.checked_sub(self.base) {
            None => u64::from(node) << 32 | u64::from(u32::MAX),
            Some(new) => u64::from(self.file_of(node).map_or(0, |file| file.before)) << 32 | u64::from(new),
        }
    }

    /// The nodes that stand for changed files.
    pub(crate) fn new_files(&self) -> impl Iterator<Item = Node> + '_ {
        self.files.iter().map(|file| Node::new(file.nodes.start))
    }

    /// The nodes of the changed file at `path`.
    pub(crate) fn file(&self, path: &str) -> Option<Range<u32>> {
        let file = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        Some(self.files[file].nodes.clone())
    }

    /// The place of a node of a changed file.
    pub(crate) fn place(&self, node: u32) -> Option<Place<'_>> {
        let file = self.file_of(node)?;
        Some(Place::at(&file.path, node - file.nodes.start))
    }

    fn file_of(&self, node: u32) -> Option<&NewFile> {
        let after = self.files.partition_point(|file| file.nodes.start <= node);
        self.files[..after].last().filter(|file| node < file.nodes.end)
    }

    /// Whether a node of the form is no longer there.
    pub(crate) fn is_gone(&self, node: u32) -> bool {
        self.replaced.has(node)
    }

    /// Whether the form does not know the edges of a node.
    #[inline]
    pub(crate) fn concerns(&self, node: u32, direction: Direction) -> bool {
        node >= self.base || self.rows(direction).concern(node)
    }

    /// The edges of a node that the overlay concerns; `None` when there is no such node.
    pub(crate) fn edges(&self, node: u32, direction: Direction) -> Option<Edges<'_>> {
        self.rows(direction).edges(node)
    }

    fn rows(&self, direction: Direction) -> &Rows {
        match direction {
            Direction::Out => &self.out,
            Direction::In => &self.into,
        }
    }

    /// New nodes whose FQN has this hash.
    pub(crate) fn named(&self, hash: u64) -> impl Iterator<Item = Node> + '_ {
        let start = self.names.partition_point(|&(other, _)| other < hash);
        self.names[start..]
            .iter()
            .take_while(move |(other, _)| *other == hash)
            .map(|&(_, node)| Node::new(node))
    }
}

/// Gives the nodes of changed files numbers.
fn number(form: &Form, changed: &[ChangedFile<'_>]) -> Result<Vec<NewFile>, GraphError> {
    let mut start = form.nodes();
    let mut files = Vec::<NewFile>::with_capacity(changed.len());
    for file in changed {
        if files.last().is_some_and(|last| last.path.as_str() >= file.path) {
            return Err(GraphError::Contradiction { path: file.path.into() });
        }
        let (Ok(before) | Err(before)) = form.find(file.path)?;
        let end = u64::from(start) + file.ids.len() as u64 + 1;
        let end = u32::try_from(end).ok().filter(|&end| u64::from(end) <= MAX_NODES);
        let nodes = start..end.ok_or(GraphError::TooLarge)?;
        start = nodes.end;
        files.push(NewFile { path: file.path.to_owned(), nodes, before: form.first_node(before)? });
    }
    Ok(files)
}

/// Runs of consecutive numbers in canonical order.
fn runs(base: u32, files: &[NewFile], replaced: &Replaced) -> Vec<Range<u32>> {
    // What is new stands before what it replaces.
    let mut cuts: Vec<(u32, bool, Range<u32>)> =
        files.iter().map(|file| (file.before, false, file.nodes.clone())).collect();
    cuts.extend(replaced.ranges().map(|range| (range.start, true, range)));
    cuts.sort_by_key(|&(at, gone, _)| (at, gone));
    let mut runs = Vec::with_capacity(cuts.len() * 2 + 1);
    let mut next = 0;
    for (at, gone, range) in cuts {
        runs.push(next..at);
        next = if gone { range.end } else { at };
        if !gone {
            runs.push(range);
        }
    }
    runs.push(next..base);
    runs.retain(|run| !run.is_empty());
    runs
}

fn names(changed: &[ChangedFile<'_>], files: &[NewFile]) -> Result<Vec<(u64, u32)>, GraphError> {
    let mut names = Vec::new();
    for (file, new) in changed.iter().zip(files) {
        for (fqn, def) in &file.fqns {
            if def.index() >= file.ids.len() {
                return Err(GraphError::Contradiction { path: file.path.into() });
            }
            names.push((hash(fqn.as_bytes()), new.nodes.start + 1 + def.raw()));
        }
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}
