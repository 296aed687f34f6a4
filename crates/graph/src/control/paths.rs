//! Ways through a function.

use model::control::{BlockKind, ControlFlow, Edge};
use model::ids::BlockId;

/// How far to go. Functions have more ways than anybody can list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PathLimits {
    /// Ways at most.
    pub paths: usize,
    /// Edges of a way at most.
    pub edges: usize,
    /// How often a way may come to the same block.
    pub visits: u32,
}

/// Ways from the entry out of a function.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Paths {
    /// Each as the edges that it takes, by number; in the order in which blocks decide.
    pub paths: Vec<Vec<usize>>,
    /// Whether there are more than were looked for.
    pub more: bool,
}

/// Steps that are taken at most for each way that is asked for: dead ends cost time too.
const STEPS: usize = 20_000;

/// Lists ways out of a function, depth first.
///
/// Edges that are never taken are passed over, and so is the chance of an exception in a block with another way on, unless
/// `exceptions`. At most [`PathLimits`] and a bounded number of steps for each way asked for.
pub fn paths(flow: &ControlFlow, limits: PathLimits, exceptions: bool) -> Paths {
    let mut walk = Walk {
        flow,
        limits,
        ways: ways(flow, exceptions),
        visits: vec![0; flow.blocks.len()],
        taken: Vec::new(),
        steps: limits.paths.saturating_mul(STEPS).min(50_000_000),
        found: Paths::default(),
    };
    walk.run();
    walk.found
}

/// The edges out of each block that a way may take: those after which an end can still be reached.
fn ways(flow: &ControlFlow, exceptions: bool) -> Vec<Vec<usize>> {
    use model::control::EdgeKind;
    let mut ways = vec![Vec::new(); flow.blocks.len()];
    for (number, edge) in flow.edges.iter().enumerate().filter(|(_, edge)| !edge.never) {
        ways[edge.from.index()].push(number);
    }
    if !exceptions {
        for out in &mut ways {
            let other = out.iter().any(|&number| flow.edges[number].kind != EdgeKind::Throw);
            out.retain(|&number| !other || flow.edges[number].kind != EdgeKind::Throw);
        }
    }
    let leads_out = leads_out(flow, &ways);
    for out in &mut ways {
        out.retain(|&number| leads_out[flow.edges[number].to.index()]);
    }
    ways
}

fn leads_out(flow: &ControlFlow, ways: &[Vec<usize>]) -> Vec<bool> {
    let mut into = vec![Vec::new(); flow.blocks.len()];
    for edge in ways.iter().flatten().map(|&number| &flow.edges[number]) {
        into[edge.to.index()].push(edge.from);
    }
    let ends = flow.blocks.iter().enumerate().filter(|(_, block)| is_end(block.kind));
    let mut waiting: Vec<BlockId> = ends.map(|(index, _)| BlockId::new(index as u32)).collect();
    let mut seen = vec![false; flow.blocks.len()];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut seen[at.index()], true) {
            waiting.extend(&into[at.index()]);
        }
    }
    seen
}

fn is_end(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Exit | BlockKind::Raise)
}

struct Walk<'a> {
    flow: &'a ControlFlow,
    limits: PathLimits,
    ways: Vec<Vec<usize>>,
    visits: Vec<u32>,
    /// The edges taken so far.
    taken: Vec<usize>,
    steps: usize,
    found: Paths,
}

impl Walk<'_> {
    /// Without recursion: a way may be long.
    fn run(&mut self) {
        // For each block on the way, the place of the next edge to be tried.
        let mut next = vec![0];
        self.visits[ControlFlow::ENTRY.index()] = 1;
        while let Some(place) = next.last_mut() {
            let at = self.taken.last().map_or(ControlFlow::ENTRY, |&number| self.edge(number).to);
            let Some(&number) = self.ways[at.index()].get(*place) else {
                next.pop();
                self.visits[at.index()] -= 1;
                self.taken.pop();
                continue;
            };
            *place += 1;
            if self.steps == 0 || self.found.paths.len() >= self.limits.paths {
                self.found.more = true;
                return;
            }
            self.steps -= 1;
            if self.take(number) {
                next.push(0);
            }
        }
    }

    fn edge(&self, number: usize) -> &Edge {
        &self.flow.edges[number]
    }

    /// Takes an edge; whether the way goes on behind it.
    fn take(&mut self, number: usize) -> bool {
        let to = self.edge(number).to;
        if self.taken.len() >= self.limits.edges || self.visits[to.index()] >= self.limits.visits {
            self.found.more = true;
            return false;
        }
        self.taken.push(number);
        if is_end(self.flow.blocks[to.index()].kind) {
            self.found.paths.push(self.taken.clone());
            self.taken.pop();
            return false;
        }
        self.visits[to.index()] += 1;
        true
    }
}
