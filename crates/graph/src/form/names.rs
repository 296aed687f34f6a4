//! Finding nodes by the hash of their FQN.

use super::Form;
use crate::error::GraphError;
use crate::format::{BUCKET, BUCKET_BYTES, FREE, LIST, Section, numbers};
use crate::hash::share;
use crate::node::Node;

/// Nodes whose FQN has the hash that was asked for, by path and ordinal. Almost always those with the FQN, but that is
/// for the caller to confirm: the graph keeps no text.
#[derive(Clone, Debug)]
pub struct Named<'a>(Hits<'a>);

#[derive(Clone, Debug)]
enum Hits<'a> {
    None,
    One(u32),
    Many(&'a [[u8; 4]]),
    Sorted(std::vec::IntoIter<Node>),
}

impl Named<'_> {
    /// These nodes.
    pub(crate) fn sorted(nodes: Vec<Node>) -> Self {
        Self(Hits::Sorted(nodes.into_iter()))
    }
}

impl Iterator for Named<'_> {
    type Item = Node;

    #[inline]
    fn next(&mut self) -> Option<Node> {
        match &mut self.0 {
            Hits::None => None,
            Hits::One(node) => {
                let node = *node;
                self.0 = Hits::None;
                Some(Node::new(node))
            }
            Hits::Many(nodes) => {
                let (&first, rest) = nodes.split_first()?;
                *nodes = rest;
                Some(Node::new(u32::from_le_bytes(first)))
            }
            Hits::Sorted(nodes) => nodes.next(),
        }
    }
}

impl Form {
    /// The nodes whose FQN has this hash. One cache line, as a rule.
    #[inline]
    pub(crate) fn named(&self, hash: u64) -> Result<Named<'_>, GraphError> {
        let home = share(hash, self.buckets);
        // A chain of full buckets goes on at the first behind the last.
        for bucket in (home..self.buckets).chain(0..home) {
            let bucket: &[u8; BUCKET_BYTES] =
                self.blocks.array(Section::Buckets, bucket as usize * BUCKET_BYTES)?;
            // The builder sees to it that a chain has a mark once, so the first is the only one.
            match value(bucket, hash as u32) {
                Some(FREE) => break,
                Some(value) if value & LIST == 0 => return self.one(value),
                Some(value) => return Ok(Named(Hits::Many(self.list(value & !LIST)?))),
                None if !is_full(bucket) => break,
                None => {}
            }
        }
        Ok(Named(Hits::None))
    }

    #[inline]
    fn one(&self, node: u32) -> Result<Named<'_>, GraphError> {
        if node < self.nodes {
            Ok(Named(Hits::One(node)))
        } else {
            Err(self.blocks.damaged(Section::Buckets))
        }
    }

    /// The list at a place: its length, then nodes.
    fn list(&self, place: u32) -> Result<&[[u8; 4]], GraphError> {
        let start = place as usize * 4;
        let count = u32::from_le_bytes(*self.blocks.array(Section::Lists, start)?) as usize;
        Ok(numbers(self.blocks.bytes(Section::Lists, start + 4..start + 4 + count * 4)?))
    }
}

/// The value at the first place with a mark. Compares all marks without a branch: which of them it is cannot be foreseen,
/// and a processor that guessed wrong could not have begun with the next question.
#[inline]
fn value(bucket: &[u8; BUCKET_BYTES], mark: u32) -> Option<u32> {
    let (marks, values) = numbers(bucket).split_at(BUCKET);
    let equal = |(place, other): (usize, &[u8; 4])| u32::from(u32::from_le_bytes(*other) == mark) << place;
    let places: u32 = marks.iter().enumerate().map(equal).sum();
    values.get(places.trailing_zeros() as usize).map(|value| u32::from_le_bytes(*value))
}

#[inline]
fn is_full(bucket: &[u8; BUCKET_BYTES]) -> bool {
    bucket.last_chunk().is_some_and(|last| u32::from_le_bytes(*last) != FREE)
}
