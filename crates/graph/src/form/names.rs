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
        let mut named = Named(Hits::None);
        // A chain of full buckets goes on at the first behind the last.
        for bucket in (home..self.buckets).chain(0..home) {
            let bytes: &[u8; BUCKET_BYTES] =
                self.blocks.array(Section::Buckets, bucket as usize * BUCKET_BYTES)?;
            let (marks, values) = numbers(bytes).split_at(BUCKET);
            for (mark, value) in marks.iter().zip(values) {
                let value = u32::from_le_bytes(*value);
                if u32::from_le_bytes(*mark) == hash as u32 && value != FREE {
                    named = self.with(named, value)?;
                }
            }
            if values.last().is_some_and(|value| u32::from_le_bytes(*value) == FREE) {
                break;
            }
        }
        Ok(named)
    }

    /// Adds what a value of a bucket means to what was found before.
    fn with<'a>(&'a self, before: Named<'a>, value: u32) -> Result<Named<'a>, GraphError> {
        let hits = match value & LIST {
            0 if value < self.nodes => Hits::One(value),
            0 => return Err(self.blocks.damaged(Section::Buckets)),
            _ => Hits::Many(self.list(value & !LIST)?),
        };
        if matches!(before.0, Hits::None) {
            return Ok(Named(hits));
        }
        let mut both: Vec<Node> = before.chain(Named(hits)).collect();
        both.sort_unstable();
        both.dedup();
        Ok(Named::sorted(both))
    }

    /// The list at a place: its length, then nodes.
    fn list(&self, place: u32) -> Result<&[[u8; 4]], GraphError> {
        let start = place as usize * 4;
        let count = u32::from_le_bytes(*self.blocks.array(Section::Lists, start)?) as usize;
        Ok(numbers(self.blocks.bytes(Section::Lists, start + 4..start + 4 + count * 4)?))
    }
}
