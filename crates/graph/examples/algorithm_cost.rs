//! What algorithms over a whole graph cost.
//!
//! `cargo run --release -p graph --example algorithm_cost -- FORM`: over the traversal form beside a database, once for calls and
//! once for all edges.

#![allow(clippy::unwrap_used, reason = "a measurement that fails has nothing to say")]

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use graph::{
    BetweennessLimits, Cycles, Digraph, Direction, Form, Graph, KindSet, PageRankLimits, Subgraph, Vertex,
};
use model::kinds::Role;

fn main() {
    let path = std::env::args().nth(1).expect("the path of a form is given");
    let graph = Graph::new(Arc::new(Form::open(Path::new(&path), None).unwrap()));
    for (what, kinds) in
        [("calls", KindSet::of(|kind| kind.role == Role::Call)), ("all edges", KindSet::all())]
    {
        println!("{what}");
        measure(&graph, &kinds);
    }
}

/// Says how long something took, once, and what came of it.
fn timed<T>(what: &str, run: impl FnOnce() -> T, told: impl FnOnce(&T) -> String) -> T {
    let start = Instant::now();
    let answer = run();
    println!("  {what:<16}{:>10.1?}  {}", start.elapsed(), told(&answer));
    answer
}

fn measure(graph: &Graph, kinds: &KindSet) {
    let size = |digraph: &Digraph| format!("{} vertices, {} arcs", digraph.len(), digraph.arc_count());
    timed("on the form", || graph.components(kinds).unwrap(), |found| format!("{} components", found.len()));
    let whole = timed(
        "subgraph",
        || Subgraph::whole(graph, Direction::Out, kinds).unwrap(),
        |whole| size(whole.digraph()),
    );
    let digraph = whole.digraph();
    timed("reversed", || digraph.reversed(), size);
    timed("by file", || whole.by_file(graph).unwrap(), |(files, _)| size(files));
    cycles(digraph);
    timed(
        "condensation",
        || digraph.condensation(),
        |found| format!("{} layers", found.layers().iter().max().map_or(0, |last| last + 1)),
    );
    timed(
        "linked",
        || Subgraph::linked(graph, Direction::Out, kinds).unwrap().digraph().condensation(),
        |found| format!("condensed to {} components", found.components().len()),
    );
    from_the_widest(graph, &whole, kinds);
    timed(
        "page rank",
        || digraph.page_rank(PageRankLimits::default()),
        |found| format!("{} rounds, converged: {}", found.rounds, found.converged),
    );
    timed(
        "betweenness",
        || digraph.betweenness(BetweennessLimits::default()),
        |found| format!("{} pivots of {}", found.pivots, found.sources),
    );
}

fn cycles(digraph: &Digraph) {
    let components =
        timed("components", || digraph.components(), |found| format!("{} cyclic", found.cyclic().count()));
    let witness = || {
        let mut cycles = Cycles::new(digraph);
        components.cyclic().filter_map(|component| cycles.of(component)).collect::<Vec<_>>()
    };
    timed("cycles", witness, |found| {
        let longest = found.iter().map(|cycle| cycle.vertices.len()).max().unwrap_or(0);
        let open = found.iter().filter(|cycle| !cycle.is_shortest).count();
        format!("{} found, the longest of {longest}, {open} may not be shortest", found.len())
    });
    let largest = components.iter().map(<[Vertex]>::len).max().unwrap_or(0);
    println!("  the largest component has {largest} vertices, {} have loops", digraph.loops().count());
}

/// What begins at the vertex that reaches most within five arcs, of some.
fn from_the_widest(graph: &Graph, whole: &Subgraph, kinds: &KindSet) {
    let digraph = whole.digraph();
    let some = digraph.vertices().step_by(digraph.len() as usize / 300 + 1);
    let reach = |&vertex: &Vertex| digraph.path_tree(vertex, 5).reached().len();
    let Some(start) = some.max_by_key(reach) else { return };
    let tree = timed(
        "path tree",
        || digraph.path_tree(start, u32::MAX),
        |tree| format!("{} reached", tree.reached().len()),
    );
    let far = tree.reached()[tree.reached().len() * 2 / 3];
    let told = |paths: &graph::PathList| format!("{} paths, more: {}", paths.paths.len(), paths.more);
    for count in [10, 100] {
        timed("paths between", || digraph.paths_between(start, far.vertex, count, far.distance + 5), told);
    }
    let (from, to) = (whole.node(start), whole.node(far.vertex));
    timed(
        "between",
        || {
            let part = Subgraph::between(graph, &[from], &[to], kinds, far.distance + 5).unwrap();
            let [from, to] = [from, to].map(|node| part.vertex(node).unwrap());
            part.digraph().paths_between(from, to, 10, far.distance + 5)
        },
        told,
    );
    timed("paths from", || digraph.paths_from(start, 10_000, 10), told);
    timed(
        "dominators",
        || digraph.dominators(start).dominated(),
        |found| format!("{} dominated by the root", found[start.index()]),
    );
}
