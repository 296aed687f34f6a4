//! What a traversal form costs: building, opening, and asking, over graphs that look like code.
//!
//! `cargo run --release -p graph --example graph_cost`; the graphs are the same on every machine.

#![allow(clippy::cast_precision_loss, reason = "three figures are enough")]
#![allow(clippy::unwrap_used, reason = "a measurement that fails has nothing to say")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use graph::{Builder, ChangedFile, Direction, Form, Graph, KindSet, Node, Place, Stamp};
use model::edges::{Edge, EdgeKind};
use model::hash::{ContentHash, Digest};
use model::ids::{DefId, SymbolId};

/// Definitions of each file.
const DEFINITIONS: u32 = 50;
/// How often something is measured at least; the least disturbed run counts.
const ROUNDS: usize = 5;
/// How long something is measured at least.
const LONG: Duration = Duration::from_millis(200);

fn main() {
    let dir = tempfile::tempdir().unwrap();
    for files in [2_000, 20_000] {
        let code = Code::new(files);
        println!("{files} files, {} symbols, {} edges", code.symbols(), code.edge_count());
        let path = dir.path().join("form");
        build(&code, &path);
        let graph = open(&path);
        names(&code, &graph);
        neighbours(&graph);
        walks(&graph);
        overlay(&code, &graph);
        println!();
    }
}

/// Numbers that look random: splitmix64, <https://prng.di.unimi.it/splitmix64.c>.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: u32) -> u32 {
        (((self.next() >> 32) * u64::from(count)) >> 32) as u32
    }
}

/// A graph as a store tells it.
struct Code {
    ids: Vec<SymbolId>,
    files: Vec<FileEdges>,
}

struct FileEdges {
    edges: Vec<Edge>,
    targets: Vec<u32>,
}

impl Code {
    fn new(files: u32) -> Self {
        let mut random = Random(u64::from(files));
        let id = |number: u32| {
            let hash = ContentHash::of(&number.to_le_bytes());
            SymbolId::from_bytes(*hash.as_bytes().first_chunk().unwrap())
        };
        let ids = (0..files * DEFINITIONS).map(id).collect();
        let files = (0..files).map(|file| Self::file(file, files, &mut random)).collect();
        Self { ids, files }
    }

    /// Half of the targets are in the same file, most of the others in files nearby, the rest are what everybody uses.
    /// One definition in a hundred refers to 120 others.
    fn file(file: u32, files: u32, random: &mut Random) -> FileEdges {
        let mut edges: Vec<(u32, u32, u8)> = Vec::new();
        for def in 0..DEFINITIONS {
            let degree = if random.below(100) == 0 { 120 } else { 4 + random.below(10) };
            for _ in 0..degree {
                let target = match random.below(10) {
                    0..5 => file * DEFINITIONS + random.below(DEFINITIONS),
                    5..8 => (file + random.below(20)) % files * DEFINITIONS + random.below(DEFINITIONS),
                    8 => random.below(files * DEFINITIONS),
                    _ => random.below(random.0 as u32 % (files * DEFINITIONS) / 64 + 1),
                };
                edges.push((def, target, [0, 0, 0, 1, 3, 4][random.below(6) as usize]));
            }
        }
        let mut targets: Vec<u32> = edges.iter().map(|&(_, target, _)| target).collect();
        targets.sort_unstable();
        targets.dedup();
        let edge = |&(def, target, kind): &(u32, u32, u8)| Edge {
            source: Some(DefId::new(def)),
            target: targets.binary_search(&target).unwrap() as u32,
            kind: EdgeKind::from_raw(kind).unwrap(),
        };
        let mut edges: Vec<Edge> = edges.iter().map(edge).collect();
        edges.sort_unstable();
        edges.dedup();
        FileEdges { edges, targets }
    }

    fn symbols(&self) -> usize {
        self.ids.len()
    }

    fn edge_count(&self) -> usize {
        self.files.iter().map(|file| file.edges.len()).sum()
    }

    fn path(file: u32) -> String {
        format!("src/part{:03}/file{file:05}.rs", file / 100)
    }

    /// Forty bytes; one in twenty shares its name with others.
    fn fqn(symbol: u32) -> String {
        let symbol = if symbol.is_multiple_of(20) { symbol / 200 * 200 } else { symbol };
        format!(
            "part{:03}::module{:05}::Type{:04}::m{symbol:09}",
            symbol / 5000 % 1000,
            symbol / 50,
            symbol / 7 % 10_000
        )
    }
}

fn stamp() -> Stamp {
    Stamp { digest: Digest::of(b"measured"), revision: 1 }
}

/// Where a symbol is.
fn place(symbol: u32) -> (u32, DefId) {
    (symbol / DEFINITIONS, DefId::new(symbol % DEFINITIONS))
}

fn node(symbol: u32) -> Node {
    let (file, def) = place(symbol);
    Node::new(file * (DEFINITIONS + 1) + 1 + def.raw())
}

fn build(code: &Code, path: &Path) {
    let fqns: Vec<String> = (0..code.ids.len() as u32).map(Code::fqn).collect();
    let paths: Vec<String> = (0..code.files.len() as u32).map(Code::path).collect();
    let targets: Vec<Vec<SymbolId>> = code
        .files
        .iter()
        .map(|file| file.targets.iter().map(|&target| code.ids[target as usize]).collect())
        .collect();
    // A store tells ids in their own order.
    let mut order: Vec<u32> = (0..code.ids.len() as u32).collect();
    order.sort_unstable_by_key(|&symbol| code.ids[symbol as usize]);
    let (wall, cpu) = (Instant::now(), cpu_time());
    let mut builder = Builder::new(stamp());
    for path in &paths {
        builder.file(path, DEFINITIONS, 0).unwrap();
    }
    for symbol in order {
        let (file, def) = place(symbol);
        builder.id(code.ids[symbol as usize], file, Some(def)).unwrap();
    }
    for (file, (edges, targets)) in (0..).zip(code.files.iter().zip(&targets)) {
        builder.edges(file, &edges.edges, targets).unwrap();
    }
    for (symbol, fqn) in (0..).zip(&fqns) {
        let (file, def) = place(symbol);
        builder.fqn(fqn, file, def).unwrap();
    }
    builder.finish(path).unwrap();
    let cpu = cpu_time().zip(cpu).map(|(after, before)| after.saturating_sub(before));
    let size = std::fs::metadata(path).unwrap().len();
    println!(
        "  build        {:>9.3?} CPU, {:.3?} wall with fsync, {size} bytes",
        cpu.unwrap_or_default(),
        wall.elapsed()
    );
}

/// What this thread has computed so far, where the system says so.
fn cpu_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn open(path: &Path) -> Graph {
    let (mut least, mut form) = (Duration::MAX, None);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        form = Some(Form::open(path, Some(&stamp())).unwrap());
        least = least.min(start.elapsed());
    }
    println!("  open         {least:>9.3?}");
    // What checking everything would cost instead, with the file in memory.
    let (time, _) = measure(|| {
        let file = mapping::map_file(path).unwrap();
        file.chunks(4096).fold(0, |sum, block| sum ^ twox_hash::XxHash3_64::oneshot(block))
    });
    println!("  check all    {time:>9.3?}");
    Graph::new(Arc::new(form.unwrap()))
}

/// The least time of some runs, and their answer, which must be the same.
fn measure<T: PartialEq>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let first = Instant::now();
    let answer = run();
    let mut least = first.elapsed();
    for round in 1.. {
        if round >= ROUNDS && first.elapsed() > LONG {
            break;
        }
        let start = Instant::now();
        let again = run();
        least = least.min(start.elapsed());
        assert!(again == answer, "a question has one answer");
    }
    (least, answer)
}

fn names(code: &Code, graph: &Graph) {
    for count in [1_000, 10_000, 100_000] {
        let mut random = Random(7);
        let asked: Vec<u32> = (0..count).map(|_| random.below(code.symbols() as u32)).collect();
        let texts = Texts::of(asked.iter().map(|&symbol| Code::fqn(symbol)));
        for (text, &symbol) in texts.iter().zip(&asked) {
            assert!(graph.with_fqn(text).unwrap().any(|found| found == node(symbol)), "{text} is found");
        }
        let first = |text| u64::from(graph.with_fqn(text).unwrap().next().unwrap().raw());
        let (time, sum) = measure(|| texts.iter().map(first).sum::<u64>());
        assert_ne!(sum, 0);
        let length = texts.text.len() / asked.len();
        println!("  with_fqn     {:>6.1} ns each of {count} names of {length} bytes", per(time, asked.len()));
        let (time, sum) = measure(|| {
            asked.iter().map(|&symbol| graph.place(node(symbol)).unwrap().path.len()).sum::<usize>()
        });
        assert_ne!(sum, 0);
        println!("  place        {:>6.1} ns each of {count} nodes", per(time, asked.len()));
    }
    let misses = Texts::of((0..100_000).map(|number| format!("nobody::is::called::like::this::{number:08}")));
    let is_there = |text: &&str| graph.with_fqn(text).unwrap().next().is_some();
    let (time, found) = measure(|| misses.iter().filter(is_there).count());
    println!("  no such fqn  {:>6.1} ns each, {found} found", per(time, misses.iter().count()));
}

/// Texts one behind the other: what is measured is not where they are.
struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    fn of(texts: impl Iterator<Item = String>) -> Self {
        let mut all = Self { text: String::new(), ends: vec![0] };
        for text in texts {
            all.text.push_str(&text);
            all.ends.push(all.text.len());
        }
        all
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        self.ends.windows(2).map(|ends| &self.text[ends[0]..ends[1]])
    }
}

fn neighbours(graph: &Graph) {
    let mut random = Random(11);
    let any: Vec<Node> = (0..100).map(|_| Node::new(random.below(graph.len()))).collect();
    let wide = graph.nodes().filter(|&node| graph.outgoing(node).unwrap().len() >= 100);
    let wide: Vec<Node> = wide.step_by(7).take(100).collect();
    assert_eq!(wide.len(), 100);
    for (what, nodes) in [("any", &any), ("wide", &wide)] {
        // A thousand times, as the clock is too coarse for one.
        let (time, (count, _)) = measure(|| (0..1000).fold((0, 0), |_, _| expand(graph, nodes)));
        let time = time / 1000;
        assert!(count > 0);
        println!("  100 x 100    {:>6.2} us, {count} neighbours of {what} nodes", time.as_secs_f64() * 1e6);
    }
    let each = |node: &Node| {
        graph.outgoing(*node).unwrap().iter().map(|(kind, end)| (kind.dispatch, end)).collect::<Vec<_>>()
    };
    let (time, ends) = measure(|| wide.iter().map(each).collect::<Vec<_>>());
    let count: usize = ends.iter().map(Vec::len).sum();
    println!("  100 x 100    {:>6.2} us, {count} neighbours with kinds in lists", time.as_secs_f64() * 1e6);
}

/// Goes through at most a hundred neighbours of each node.
fn expand(graph: &Graph, nodes: &[Node]) -> (usize, u64) {
    let (mut count, mut sum) = (0, 0);
    for &node in black_box(nodes) {
        let ends = graph.outgoing(node).unwrap();
        count += ends.len().min(100);
        sum += ends.nodes().take(100).map(|end| u64::from(end.raw())).sum::<u64>();
    }
    (count, sum)
}

fn walks(graph: &Graph) {
    let (all, start) = (KindSet::all(), [Node::new(graph.len() / 2 + 1)]);
    let (time, found) = measure(|| graph.breadth_first(&start, Direction::Out, &all, 10).unwrap());
    println!("  breadth 10   {time:>9.3?}, {} nodes", found.len());
    let (time, found) = measure(|| graph.breadth_first(&start, Direction::In, &all, 2).unwrap());
    println!("  breadth in 2 {time:>9.3?}, {} nodes", found.len());
    let (time, components) = measure(|| graph.components(&all).unwrap());
    let largest = components.iter().map(<[Node]>::len).max().unwrap();
    println!("  components   {time:>9.3?}, {}, the largest of {largest}", components.len());
}

/// Ten files that lost their first definition.
fn overlay(code: &Code, graph: &Graph) {
    let files: Vec<u32> = (1..=10).map(|part| part * code.files.len() as u32 / 11).collect();
    let paths: Vec<String> = (0..code.files.len() as u32).map(Code::path).collect();
    let target = |symbol: &u32| {
        let (file, def) = place(*symbol);
        let def = if files.contains(&file) { def.raw().checked_sub(1).map(DefId::new) } else { Some(def) };
        def.map(|def| Place { path: &paths[file as usize], def: Some(def) })
    };
    let changed: Vec<(Vec<Edge>, Vec<Option<Place<'_>>>)> = files
        .iter()
        .map(|&file| {
            let told = &code.files[file as usize];
            let shift = |edge: &Edge| {
                Some(Edge { source: Some(DefId::new(edge.source?.raw().checked_sub(1)?)), ..*edge })
            };
            (told.edges.iter().filter_map(shift).collect(), told.targets.iter().map(target).collect())
        })
        .collect();
    let changed: Vec<ChangedFile<'_>> = files
        .iter()
        .zip(&changed)
        .map(|(&file, (edges, targets))| ChangedFile {
            path: &paths[file as usize],
            id: SymbolId::from_bytes([0; 16]),
            ids: &code.ids[(file * DEFINITIONS + 1) as usize..((file + 1) * DEFINITIONS) as usize],
            edges,
            targets: targets.clone(),
            fqns: Vec::new(),
        })
        .collect();
    let stamps: Vec<(&str, u64)> =
        (0..).zip(&paths).map(|(file, path)| (path.as_str(), u64::from(files.contains(&file)))).collect();
    let (time, difference) = measure(|| graph.form().difference(stamps.iter().copied()).unwrap());
    assert_eq!(difference.changed.len(), 10);
    println!("  difference   {time:>9.3?}");
    let (time, len) = measure(|| Graph::overlaid(graph.form().clone(), &changed, &[]).unwrap().len());
    assert_eq!(len, graph.len() - 10);
    println!("  overlay      {time:>9.3?} for ten files");
    let overlaid = Graph::overlaid(graph.form().clone(), &changed, &[]).unwrap();
    let (all, start) = (KindSet::all(), [Node::new(graph.len() / 2 + 1)]);
    let (time, found) = measure(|| overlaid.breadth_first(&start, Direction::Out, &all, 10).unwrap());
    println!("  breadth 10   {time:>9.3?}, {} nodes with the overlay", found.len());
}

fn per(time: Duration, count: usize) -> f64 {
    time.as_secs_f64() * 1e9 / count as f64
}
