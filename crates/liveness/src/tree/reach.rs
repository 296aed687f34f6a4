//! What is reached from starts, where some ways open only when an owner is reached.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::file::Owner;
use crate::tree::Tree;

/// Why a node is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cause {
    /// It is not.
    None,
    /// By the root with this number.
    Root(u32),
    /// A file, whose code runs.
    File,
    /// By this node.
    User(u32),
    /// By something that may mean it.
    Doubt,
}

/// The nodes that are reached so far.
#[derive(Clone)]
pub(crate) struct Reached {
    causes: Vec<Cause>,
    waiting: FxHashMap<u32, Vec<(u32, Cause)>>,
    queue: VecDeque<u32>,
}

impl Reached {
    /// None of so many nodes.
    pub(crate) fn new(nodes: u32) -> Self {
        Self {
            causes: vec![Cause::None; nodes as usize],
            waiting: FxHashMap::default(),
            queue: VecDeque::new(),
        }
    }

    /// Whether a node is reached.
    pub(crate) fn has(&self, node: u32) -> bool {
        self.causes[node as usize] != Cause::None
    }

    /// Why.
    pub(crate) fn cause(&self, node: u32) -> Cause {
        self.causes[node as usize]
    }

    /// Reaches a node, now or as soon as its gate is.
    pub(crate) fn reach(&mut self, node: u32, cause: Cause, gate: Option<u32>) {
        if self.has(node) {
            return;
        }
        match gate {
            Some(owner) if !self.has(owner) => {
                self.waiting.entry(owner).or_default().push((node, cause));
            }
            _ => {
                self.causes[node as usize] = cause;
                self.queue.push_back(node);
            }
        }
    }

    /// The next node whose ways are to be followed.
    pub(crate) fn next(&mut self) -> Option<u32> {
        let node = self.queue.pop_front()?;
        for (waiting, cause) in self.waiting.remove(&node).unwrap_or_default() {
            self.reach(waiting, cause, None);
        }
        Some(node)
    }

    /// Follows all that is reached once more: for a set with more ways.
    pub(crate) fn restart(&mut self) {
        self.queue = (0..self.causes.len() as u32).filter(|node| self.has(*node)).collect();
    }
}

impl Tree {
    /// What has to be reached for a gated way to a node to open.
    pub(crate) fn gate(&self, node: u32) -> Option<u32> {
        let file = self.file_of(node);
        match self.def(node)?.owner {
            Owner::None => None,
            Owner::Target(target) => self.target(file, target),
            Owner::Def(parent) => {
                let owner = self.number(file, Some(parent));
                match self.def(owner) {
                    Some(def) if def.is_impl => self.gate(owner),
                    _ => Some(owner),
                }
            }
        }
    }
}
