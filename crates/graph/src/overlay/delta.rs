//! Which nodes have other edges than in the form, and which.
//!
//! An edge of a file that changed is gone; its edges are told anew. An edge of another file is still there and leads to
//! whatever carries the id of its target now.

use std::collections::BTreeMap;

use super::rows::{End, Rows};
use super::{ChangedFile, Overlay};
use crate::bits::Bits;
use crate::error::GraphError;
use crate::form::{Direction, Form};
use crate::node::{Place, offset};

/// An edge between nodes that there are now.
struct NewEdge {
    source: u32,
    target: u32,
    kind: u8,
}

impl Overlay {
    /// The edges, out and in, of every node that gains or loses one.
    pub(super) fn delta(&self, form: &Form, changed: &[ChangedFile<'_>]) -> Result<(Rows, Rows), GraphError> {
        let mut told = self.told(form, changed)?;
        told.extend(self.caught(form, changed)?);
        let concerned_out = self.concerned(form, Direction::In, told.iter().map(|edge| edge.source))?;
        let concerned_in = self.concerned(form, Direction::Out, told.iter().map(|edge| edge.target))?;
        let out = told.iter().map(|edge| End { row: edge.source, node: edge.target, kind: edge.kind });
        let out = self.kept(form, Direction::Out, &concerned_out, out.collect())?;
        let into = told.iter().map(|edge| End { row: edge.target, node: edge.source, kind: edge.kind });
        let into = self.kept(form, Direction::In, &concerned_in, into.collect())?;
        let into = self.carried(form, into)?;
        Ok((self.written(&concerned_out, out)?, self.written(&concerned_in, into)?))
    }

    fn written(&self, nodes: &[u32], ends: Vec<End>) -> Result<Rows, GraphError> {
        let mut concerned = Bits::new(self.base as usize);
        let of_form = nodes.iter().copied().take_while(|&node| node < self.base);
        for node in of_form.chain(self.replaced.ranges().flatten()) {
            concerned.insert(node);
        }
        Rows::new(concerned, nodes, ends, |node| self.rank(node)).ok_or(GraphError::TooLarge)
    }

    /// The edges of changed files.
    fn told(&self, form: &Form, changed: &[ChangedFile<'_>]) -> Result<Vec<NewEdge>, GraphError> {
        let mut told = Vec::new();
        for (file, new) in changed.iter().zip(&self.files) {
            let targets: Result<Vec<_>, _> =
                file.targets.iter().map(|target| self.target(form, target.as_ref())).collect();
            let targets = targets?;
            for edge in file.edges {
                let source = u64::from(new.nodes.start) + offset(edge.source);
                let (true, Some(&target)) =
                    (source < u64::from(new.nodes.end), targets.get(edge.target as usize))
                else {
                    return Err(GraphError::Contradiction { path: file.path.into() });
                };
                let edge = |target| NewEdge { source: source as u32, target, kind: edge.kind.raw() };
                told.extend(target.map(edge));
            }
        }
        Ok(told)
    }

    /// The node at a place, if there is one now.
    fn target(&self, form: &Form, place: Option<&Place<'_>>) -> Result<Option<u32>, GraphError> {
        let Some(place) = place else { return Ok(None) };
        let nodes = match (self.file(place.path), form.find(place.path)?) {
            (Some(nodes), _) => nodes,
            (None, Ok(file)) => form.nodes_of(file)?,
            (None, Err(_)) => return Ok(None),
        };
        let node = u64::from(nodes.start) + offset(place.def);
        Ok((node < u64::from(nodes.end) && !self.is_gone(nodes.start)).then_some(node as u32))
    }

    /// Edges of files that did not change to ids that the form does not know and changed files have.
    fn caught(&self, form: &Form, changed: &[ChangedFile<'_>]) -> Result<Vec<NewEdge>, GraphError> {
        let loose = form.loose()?;
        if loose.is_empty() {
            return Ok(Vec::new());
        }
        let mut known = BTreeMap::new();
        for (file, new) in changed.iter().zip(&self.files) {
            for (id, node) in [file.id].iter().chain(file.ids).zip(new.nodes.clone()) {
                known.entry(*id.as_bytes()).or_insert(node);
            }
        }
        let lasting = loose.iter().filter(|edge| !self.is_gone(edge.source));
        let caught = lasting.filter_map(|edge| {
            known.get(&edge.id).map(|&target| NewEdge { source: edge.source, target, kind: edge.kind })
        });
        Ok(caught.collect())
    }

    /// All new nodes, those of `told`, and what is left of the other ends of edges of nodes that are gone, ascending.
    fn concerned(
        &self,
        form: &Form,
        direction: Direction,
        told: impl Iterator<Item = u32>,
    ) -> Result<Vec<u32>, GraphError> {
        let mut nodes: Vec<u32> = told.chain(self.base..self.bound).collect();
        for gone in self.replaced.ranges().flatten() {
            let ends = form.edges_of(gone, direction)?.nodes().map(crate::node::Node::raw);
            nodes.extend(ends.filter(|&end| !self.is_gone(end)));
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(nodes)
    }

    /// Adds what is left of the edges that the form has of nodes that are still there.
    fn kept(
        &self,
        form: &Form,
        direction: Direction,
        nodes: &[u32],
        mut ends: Vec<End>,
    ) -> Result<Vec<End>, GraphError> {
        for &row in nodes.iter().take_while(|&&row| row < self.base) {
            for (node, kind) in form.edges_of(row, direction)?.raw() {
                // An edge in is its source's; an edge out follows the id of its target.
                let end = match direction {
                    Direction::Out => self.replaced.successor(node),
                    Direction::In => Some(node).filter(|&node| !self.is_gone(node)),
                };
                ends.extend(end.map(|node| End { row, node, kind }));
            }
        }
        Ok(ends)
    }

    /// Adds the edges into nodes that are gone to those of their successors.
    fn carried(&self, form: &Form, mut ends: Vec<End>) -> Result<Vec<End>, GraphError> {
        for gone in self.replaced.ranges().flatten() {
            let Some(row) = self.replaced.successor(gone) else { continue };
            let into = form.edges_of(gone, Direction::In)?.raw();
            let lasting = into.filter(|&(node, _)| !self.is_gone(node));
            ends.extend(lasting.map(|(node, kind)| End { row, node, kind }));
        }
        Ok(ends)
    }
}
