//! What includes reach: the files below a file in the include graph, shared by all sessions.
//!
//! A header is read by thousands of files, and what it reaches is the same for all of them. So that is found once: a
//! depth-first walk of strongly connected components (R. Tarjan, "Depth-first search and linear graph algorithms", SIAM
//! J. Comput. 1972), each component's set being the union of the sets that it leads to. Headers that include one another
//! in a circle share one set.

use std::sync::{Arc, OnceLock};

use resolve::FileId;
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;

/// What is reached, and what is found there.
#[derive(Clone, Default, Debug)]
pub(super) struct Reach {
    /// The files, the one asked for included.
    pub(super) files: RoaringBitmap,
    /// Files among them that are included inside of an `enum`.
    pub(super) listed: RoaringBitmap,
    /// Whether an include somewhere leaves the tree for a library that no stub describes.
    pub(super) outside: bool,
    /// Whether a quoted include somewhere is not in the tree.
    pub(super) missing: bool,
}

impl Reach {
    /// Adds what another set has.
    pub(super) fn join(&mut self, other: &Self) {
        self.files |= &other.files;
        self.listed |= &other.listed;
        self.outside |= other.outside;
        self.missing |= other.missing;
    }
}

/// A graph of files.
pub(super) trait Graph {
    /// The files that a file leads to directly.
    fn targets(&mut self, file: FileId) -> Vec<FileId>;
    /// Adds what a file has itself, the file included.
    fn add(&mut self, file: FileId, to: &mut Reach);
}

/// What each file reaches, as far as it was asked.
pub(super) struct Reached(Vec<OnceLock<Arc<Reach>>>);

impl Reached {
    /// For so many files.
    pub(super) fn new(files: usize) -> Self {
        Self((0..files).map(|_| OnceLock::new()).collect())
    }

    /// What a file reaches. Found once for it and everything below; a pure function of the graph.
    pub(super) fn of(&self, file: FileId, graph: &mut dyn Graph) -> &Arc<Reach> {
        let slot = &self.0[file.index()];
        if slot.get().is_none() {
            Walk { reached: self, graph, visits: FxHashMap::default(), open: Vec::new(), path: Vec::new() }
                .run(file);
        }
        slot.get().expect("a walk from a file ends with the set of its component")
    }
}

/// A walk in progress.
struct Walk<'a> {
    reached: &'a Reached,
    graph: &'a mut dyn Graph,
    visits: FxHashMap<FileId, u32>,
    /// Files whose component is not complete.
    open: Vec<FileId>,
    path: Vec<Visit>,
}

/// A file on the path of a walk.
struct Visit {
    file: FileId,
    /// Its number in order of visits.
    number: u32,
    /// The smallest number of an open file that it leads to.
    low: u32,
    targets: Vec<FileId>,
    next: usize,
}

impl Walk<'_> {
    fn run(mut self, start: FileId) {
        self.enter(start);
        while let Some(visit) = self.path.last_mut() {
            let Some(&target) = visit.targets.get(visit.next) else {
                self.leave();
                continue;
            };
            visit.next += 1;
            if self.reached.0[target.index()].get().is_some() {
                continue;
            }
            match self.visits.get(&target) {
                // Without a set its component is open still.
                Some(&number) => visit.low = visit.low.min(number),
                None => self.enter(target),
            }
        }
    }

    fn enter(&mut self, file: FileId) {
        let number = self.visits.len() as u32;
        self.visits.insert(file, number);
        self.open.push(file);
        let targets = self.graph.targets(file);
        self.path.push(Visit { file, number, low: number, targets, next: 0 });
    }

    fn leave(&mut self) {
        let Some(visit) = self.path.pop() else { return };
        if let Some(around) = self.path.last_mut() {
            around.low = around.low.min(visit.low);
        }
        if visit.low < visit.number {
            return;
        }
        let start = self.open.iter().rposition(|file| *file == visit.file);
        let start = start.expect("a file is open until its component is complete");
        let members = self.open.split_off(start);
        let reach = Arc::new(self.component(&members));
        for member in members {
            // Another thread may have been faster, with the same set.
            self.reached.0[member.index()].get_or_init(|| Arc::clone(&reach));
        }
    }

    fn component(&mut self, members: &[FileId]) -> Reach {
        let mut reach = Reach::default();
        for &member in members {
            self.graph.add(member, &mut reach);
        }
        for &member in members {
            for target in self.graph.targets(member) {
                if let Some(below) = self.reached.0[target.index()].get() {
                    reach.join(below);
                }
            }
        }
        reach
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, Reach, Reached};
    use resolve::FileId;

    struct Edges(Vec<Vec<u32>>);

    impl Graph for Edges {
        fn targets(&mut self, file: FileId) -> Vec<FileId> {
            self.0[file.index()].iter().copied().map(FileId::new).collect()
        }

        fn add(&mut self, file: FileId, to: &mut Reach) {
            to.files.insert(file.raw());
        }
    }

    /// What a plain walk finds.
    fn plainly(edges: &[Vec<u32>], from: u32) -> Vec<u32> {
        let (mut seen, mut stack) = (std::collections::BTreeSet::new(), vec![from]);
        while let Some(next) = stack.pop() {
            if seen.insert(next) {
                stack.extend(&edges[next as usize]);
            }
        }
        seen.into_iter().collect()
    }

    proptest::proptest! {
        #[test]
        fn circles_and_shared_headers_are_reached_as_by_a_plain_walk(
            edges in proptest::collection::vec(proptest::collection::vec(0..12_u32, 0..4), 12),
            order in proptest::collection::vec(0..12_u32, 1..12),
        ) {
            let mut graph = Edges(edges.clone());
            let reached = Reached::new(edges.len());
            for from in order {
                let found: Vec<u32> = reached.of(FileId::new(from), &mut graph).files.iter().collect();
                proptest::prop_assert_eq!(found, plainly(&edges, from));
            }
        }
    }
}
