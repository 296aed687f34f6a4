//! Questions along the graph: the traversal form against tables of edges.

use std::path::Path;

use anyhow::{Result, ensure};
use engine::Database;
use graph::{Direction, Graph, KindSet, Node};
use model::edges::EdgeKind;
use model::kinds::Role;

use super::clock::{least, timed};
use super::edge_table::EdgeTable;
use super::fresh;
use super::kinds::{Figure, Figures, Way};
use super::lookups::sample;
use super::tree::Numbers;

const CALLS: EdgeKind = EdgeKind { role: Role::Call, dispatch: false };
/// Nodes that are expanded, and most neighbours of each.
const EXPANDED: (usize, usize) = (100, 100);
const DEPTH: u32 = 10;
const ROUNDS: usize = 9;

/// Measures both on the graph of a database.
pub(super) fn measure(db: &Database, directory: &Path, figures: &mut Figures) -> Result<()> {
    let form = engine::traversal_path(db.path());
    drop(std::fs::remove_file(&form));
    let (made, took) = timed(|| engine::graph(db));
    let graph = made?;
    figures.time("traversal form made, CPU", Way::Traversal, took.cpu);
    figures.add("traversal form, size", Way::Traversal, Figure::Bytes(std::fs::metadata(&form)?.len()));
    let (opened, took) = timed(|| engine::graph(db));
    drop(opened?);
    figures.time("traversal form opened", Way::Traversal, took.wall);
    let path = directory.join("edges.db");
    fresh(&path)?;
    let (table, took) = timed(|| EdgeTable::create(&path, &graph));
    let table = table?;
    figures.time("traversal form made, CPU", Way::EdgeTable, took.cpu);
    figures.add("traversal form, size", Way::EdgeTable, Figure::Bytes(std::fs::metadata(&path)?.len()));
    let starts = starts(&graph)?;
    neighbours(&graph, &table, &starts, figures)?;
    hubs(&graph, &table, figures)?;
    two_hops(&graph, &table, &starts, figures)?;
    breadth_first(&graph, &table, &starts, figures)?;
    components(&graph, &table, figures)?;
    names(db, &graph, figures)?;
    fresh(&path)
}

/// Nodes that call something, spread over the graph.
fn starts(graph: &Graph) -> Result<Vec<Node>> {
    let mut numbers = Numbers(11);
    let mut starts = Vec::new();
    let mut tries = 0;
    while starts.len() < EXPANDED.0 && tries < 10_000_000 {
        tries += 1;
        let node = Node::new(numbers.below(graph.len()));
        let calls = KindSet::of(|kind| kind == CALLS);
        if graph.outgoing(node)?.nodes_by(&calls).next().is_some() {
            starts.push(node);
        }
    }
    ensure!(starts.len() == EXPANDED.0, "enough nodes call something");
    Ok(starts)
}

/// What is found, in a form that can be compared: how much and a sum over it.
type Sum = (usize, u64);

fn neighbours(graph: &Graph, table: &EdgeTable, starts: &[Node], figures: &mut Figures) -> Result<()> {
    let row = "neighbours, 100 nodes, up to 100 each";
    let calls = KindSet::of(|kind| kind == CALLS);
    let (by_form, took) = least(ROUNDS, || -> Sum {
        let mut sum = (0, 0);
        for &start in starts {
            for end in graph.outgoing(start).expect("sound").nodes_by(&calls).take(EXPANDED.1) {
                sum = (sum.0 + 1, sum.1 + u64::from(end.raw()));
            }
        }
        sum
    });
    figures.time(row, Way::Traversal, took.wall);
    let (by_table, took) = least(ROUNDS, || -> Sum {
        let mut sum = (0, 0);
        for &start in starts {
            let mut left = EXPANDED.1;
            let take = &mut |end: Node| {
                if left > 0 {
                    left -= 1;
                    sum = (sum.0 + 1, sum.1 + u64::from(end.raw()));
                }
            };
            table.ends(start, CALLS.raw(), true, take).expect("reads");
        }
        sum
    });
    figures.time(row, Way::EdgeTable, took.wall);
    ensure!(
        by_form == by_table && by_form.0 >= starts.len(),
        "both find the same: {by_form:?}, {by_table:?}"
    );
    Ok(())
}

/// Neighbours of nodes that have many: callers, of a hundred nodes that at least a hundred sites lead to.
fn hubs(graph: &Graph, table: &EdgeTable, figures: &mut Figures) -> Result<()> {
    let row = "neighbours, 100 nodes, 100 each, of all kinds";
    let mut hubs = Vec::new();
    for node in graph.nodes() {
        if hubs.len() < EXPANDED.0 && graph.incoming(node)?.len() >= EXPANDED.1 {
            hubs.push(node);
        }
    }
    if hubs.len() < EXPANDED.0 {
        return Ok(());
    }
    let (by_form, took) = least(ROUNDS, || -> Sum {
        let mut sum = (0, 0);
        for &hub in &hubs {
            for end in graph.incoming(hub).expect("sound").nodes().take(EXPANDED.1) {
                sum = (sum.0 + 1, sum.1 + u64::from(end.raw()));
            }
        }
        sum
    });
    figures.time(row, Way::Traversal, took.wall);
    let (by_table, took) = least(ROUNDS, || -> Sum {
        let mut sum = (0, 0);
        for &hub in &hubs {
            table.first_sources(hub, EXPANDED.1 as u32, &mut |_| sum.0 += 1).expect("reads");
        }
        sum
    });
    figures.time(row, Way::EdgeTable, took.wall);
    ensure!(by_form.0 == by_table.0, "both find as many: {}, {}", by_form.0, by_table.0);
    Ok(())
}

fn two_hops(graph: &Graph, table: &EdgeTable, starts: &[Node], figures: &mut Figures) -> Result<()> {
    let row = "callers of callers, of what 100 nodes call first";
    let calls = KindSet::of(|kind| kind == CALLS);
    let called =
        |start: &Node| graph.outgoing(*start).expect("sound").nodes_by(&calls).next().expect("calls");
    let called: Vec<Node> = starts.iter().map(called).collect();
    let (by_form, took) = least(ROUNDS, || -> Sum {
        let mut sum = (0, 0);
        for &callee in &called {
            for caller in graph.incoming(callee).expect("sound").nodes_by(&calls) {
                for further in graph.incoming(caller).expect("sound").nodes_by(&calls) {
                    sum = (sum.0 + 1, sum.1 + u64::from(further.raw()));
                }
            }
        }
        sum
    });
    figures.time(row, Way::Traversal, took.wall);
    let (by_table, took) = least(ROUNDS, || -> Sum {
        let mut sum = (0, 0);
        for &callee in &called {
            let mut callers = Vec::new();
            table.ends(callee, CALLS.raw(), false, &mut |caller| callers.push(caller)).expect("reads");
            for caller in callers {
                let take = &mut |further: Node| sum = (sum.0 + 1, sum.1 + u64::from(further.raw()));
                table.ends(caller, CALLS.raw(), false, take).expect("reads");
            }
        }
        sum
    });
    figures.time(row, Way::EdgeTable, took.wall);
    ensure!(by_form == by_table && by_form.0 > 0, "both find the same: {by_form:?}, {by_table:?}");
    Ok(())
}

fn breadth_first(graph: &Graph, table: &EdgeTable, starts: &[Node], figures: &mut Figures) -> Result<()> {
    let row = "breadth first, depth 10";
    let calls = KindSet::of(|kind| kind == CALLS);
    let start = &starts[..1];
    let (by_form, by_form_took) = least(3, || -> Sum {
        let found = graph.breadth_first(start, Direction::Out, &calls, DEPTH).expect("sound");
        (found.len(), found.iter().map(|(node, depth)| u64::from(node.raw()) + u64::from(*depth)).sum())
    });
    figures.time(row, Way::Traversal, by_form_took.wall);
    let (by_table, took) = least(2, || -> Sum {
        let mut seen = vec![false; graph.bound() as usize];
        seen[start[0].index()] = true;
        let (mut level, mut sum) = (start.to_vec(), (1, u64::from(start[0].raw())));
        for depth in 1..=DEPTH {
            let mut next = Vec::new();
            for &node in &level {
                let take = &mut |end: Node| {
                    if !std::mem::replace(&mut seen[end.index()], true) {
                        sum = (sum.0 + 1, sum.1 + u64::from(end.raw()) + u64::from(depth));
                        next.push(end);
                    }
                };
                table.ends(node, CALLS.raw(), true, take).expect("reads");
            }
            level = next;
        }
        sum
    });
    figures.time(row, Way::EdgeTable, took.wall);
    ensure!(by_form == by_table && by_form.0 > 1, "both find the same: {by_form:?}, {by_table:?}");
    let row = "the same as one recursive query";
    figures.time(row, Way::Traversal, by_form_took.wall);
    let (by_query, took) = timed(|| table.reached(start[0], CALLS.raw(), DEPTH));
    figures.time(row, Way::EdgeTable, took.wall);
    ensure!(by_form == by_query?, "the recursive query finds the same");
    figures.time("the same, of each node found", Way::Traversal, by_form_took.wall / by_form.0 as u32);
    figures.add("nodes found by it", Way::Traversal, Figure::Count(by_form.0));
    breadth_first_of_many(graph, starts, figures);
    Ok(())
}

/// Breadth first from each of the starts: where they reach differs much, so the median.
fn breadth_first_of_many(graph: &Graph, starts: &[Node], figures: &mut Figures) {
    let calls = KindSet::of(|kind| kind == CALLS);
    let mut all = Vec::new();
    for &start in starts {
        let (found, took) =
            least(3, || graph.breadth_first(&[start], Direction::Out, &calls, DEPTH).expect("sound").len());
        all.push((took.wall, found));
    }
    all.sort_unstable();
    let (time, found) = all[all.len() / 2];
    figures.time("breadth first, depth 10, median of 100 starts", Way::Traversal, time);
    figures.add("nodes found by it in the median", Way::Traversal, Figure::Count(found));
}

fn components(graph: &Graph, table: &EdgeTable, figures: &mut Figures) -> Result<()> {
    let row = "strongly connected components, loading included";
    let calls = KindSet::of(|kind| kind == CALLS);
    let (by_form, took) = least(2, || graph.components(&calls).expect("sound").len());
    figures.time(row, Way::Traversal, took.wall);
    let (by_table, took) = timed(|| -> Result<usize> {
        Ok(strong_components(graph.bound() as usize, &table.all(CALLS.raw())?))
    });
    figures.time(row, Way::EdgeTable, took.wall);
    let by_table = by_table? - (graph.bound() - graph.len()) as usize;
    ensure!(by_form == by_table, "both find the same: {by_form}, {by_table}");
    Ok(())
}

/// How many strongly connected components there are: Tarjan's algorithm (SIAM J. Comput. 1972) over edges by source.
fn strong_components(nodes: usize, edges: &[(u32, u32)]) -> usize {
    const NEW: u32 = u32::MAX;
    let mut ends = vec![0; nodes + 1];
    edges.iter().for_each(|(source, _)| ends[*source as usize + 1] += 1);
    (0..nodes).for_each(|node| ends[node + 1] += ends[node]);
    let (mut index, mut low) = (vec![NEW; nodes], vec![0; nodes]);
    let mut on_stack = vec![false; nodes];
    let (mut stack, mut work, mut next, mut count) = (Vec::new(), Vec::new(), 0, 0);
    for root in 0..nodes {
        if index[root] != NEW {
            continue;
        }
        work.push((root, ends[root]));
        while let Some((node, at)) = work.pop() {
            if index[node] == NEW {
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if at < ends[node + 1] {
                let end = edges[at].1 as usize;
                if index[end] == NEW {
                    work.push((node, at));
                    work.push((end, ends[end]));
                    continue;
                }
                if on_stack[end] {
                    low[node] = low[node].min(low[end]);
                }
                work.push((node, at + 1));
                continue;
            }
            if low[node] == index[node] {
                count += 1;
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    if member == node {
                        break;
                    }
                }
            }
        }
    }
    count
}

fn names(db: &Database, graph: &Graph, figures: &mut Figures) -> Result<()> {
    let names = sample(db.snapshot(), 10_000)?;
    let fresh = engine::graph(db)?;
    let look_up = |graph: &Graph| -> usize {
        names.iter().map(|name| graph.with_fqn(name).expect("sound").count()).sum()
    };
    let (first, took) = timed(|| look_up(&fresh));
    figures.time("FQN look-up, first touch", Way::Traversal, took.wall / names.len() as u32);
    let (again, took) = least(ROUNDS, || look_up(graph));
    ensure!(first == again && first >= names.len(), "every name is found");
    figures.time("FQN look-up, warm", Way::Traversal, took.wall / names.len() as u32);
    let few = &names[..100];
    let (_, took) = least(ROUNDS * 10, || -> usize {
        few.iter().map(|name| graph.with_fqn(name).expect("sound").count()).sum()
    });
    figures.time("FQN look-up, a hundred names over and over", Way::Traversal, took.wall / few.len() as u32);
    Ok(())
}
