//! A small tree of files with definitions and edges, and what a graph of it must say, naively.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use graph::{Builder, ChangedFile, Form, Graph, Place, Stamp};
use model::edges::{Edge, EdgeKind};
use model::hash::{ContentHash, Digest};
use model::ids::{DefId, SymbolId};
use proptest::prelude::*;

/// Path and ordinal; the file itself has none.
pub(crate) type Spot = (String, Option<u32>);

/// All edges of a tree in one direction.
pub(crate) type Edges = BTreeMap<Spot, BTreeSet<(Spot, u8)>>;

/// A definition by file and name, or a file.
pub(crate) type Target = (String, Option<String>);

/// A file: the names of its definitions in order, and its edges by source, kind and target.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct File {
    pub(crate) names: Vec<String>,
    pub(crate) edges: Vec<(Option<u32>, u8, Target)>,
}

impl File {
    /// A file with these definitions; edges follow.
    pub(crate) fn new(names: &[&str]) -> Self {
        Self { names: names.iter().map(|&name| name.to_owned()).collect(), edges: Vec::new() }
    }

    /// Adds an edge of a definition by ordinal.
    pub(crate) fn edge(mut self, source: Option<u32>, kind: u8, path: &str, name: Option<&str>) -> Self {
        self.edges.push((source, kind, (path.to_owned(), name.map(ToOwned::to_owned))));
        self
    }

    fn stamp(&self) -> u64 {
        let hash = ContentHash::of(format!("{self:?}").as_bytes());
        u64::from_le_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"))
    }

    fn ordinal(&self, name: &str) -> Option<u32> {
        self.names.iter().position(|other| other == name).map(|place| place as u32)
    }

    /// Edges and distinct targets as a store has them.
    fn stored(&self) -> (Vec<Edge>, Vec<Target>) {
        let targets: BTreeSet<&Target> = self.edges.iter().map(|(_, _, target)| target).collect();
        let targets: Vec<Target> = targets.into_iter().cloned().collect();
        let edge = |(source, kind, target): &(Option<u32>, u8, Target)| Edge {
            source: source.map(DefId::new),
            target: targets.binary_search(target).expect("it is among them") as u32,
            kind: EdgeKind::from_raw(*kind).expect("kinds of tests are kinds"),
        };
        (self.edges.iter().map(edge).collect(), targets.clone())
    }
}

/// A tree of files by path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Tree(pub(crate) BTreeMap<String, File>);

/// The id of a definition or a file: of its path and name.
pub(crate) fn id(path: &str, name: Option<&str>) -> SymbolId {
    let hash = ContentHash::of(format!("{path}\0{name:?}").as_bytes());
    SymbolId::from_bytes(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"))
}

/// Some state of a database.
pub(crate) fn stamp(revision: u64) -> Stamp {
    Stamp { digest: Digest::of(&revision.to_le_bytes()), revision }
}

impl Tree {
    /// A tree of these files.
    pub(crate) fn of(files: impl IntoIterator<Item = (&'static str, File)>) -> Self {
        Self(files.into_iter().map(|(path, file)| (path.to_owned(), file)).collect())
    }

    /// A builder that was told everything.
    pub(crate) fn builder(&self) -> Builder {
        let mut builder = Builder::new(stamp(1));
        for (path, file) in &self.0 {
            builder.file(path, file.names.len() as u32, file.stamp()).unwrap();
        }
        // Ids and names in an order of their own.
        for (number, (path, file)) in (0..).zip(&self.0).collect::<Vec<_>>().into_iter().rev() {
            for (def, name) in (0..).map(DefId::new).zip(&file.names) {
                builder.id(id(path, Some(name)), number, Some(def)).unwrap();
                builder.fqn(name, number, def).unwrap();
            }
            builder.id(id(path, None), number, None).unwrap();
        }
        for (number, file) in (0..).zip(self.0.values()) {
            let (edges, targets) = file.stored();
            let targets: Vec<_> = targets.iter().map(|(path, name)| id(path, name.as_deref())).collect();
            builder.edges(number, &edges, &targets).unwrap();
        }
        builder
    }

    /// Writes and opens the form.
    pub(crate) fn form(&self, path: &Path) -> Arc<Form> {
        self.builder().finish(path).unwrap();
        Arc::new(Form::open(path, Some(&stamp(1))).unwrap())
    }

    /// Where a target is now.
    fn spot(&self, (path, name): &Target) -> Option<Spot> {
        let file = self.0.get(path)?;
        match name {
            None => Some((path.clone(), None)),
            Some(name) => file.ordinal(name).map(|ordinal| (path.clone(), Some(ordinal))),
        }
    }

    /// Every node, canonically.
    pub(crate) fn spots(&self) -> Vec<Spot> {
        let of_file = |(path, file): (&String, &File)| {
            let defs = (0..file.names.len() as u32).map(Some);
            [None].into_iter().chain(defs).map(|def| (path.clone(), def)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of_file).collect()
    }

    /// All edges, out and in.
    pub(crate) fn edges(&self) -> (Edges, Edges) {
        let empty = || self.spots().into_iter().map(|spot| (spot, BTreeSet::new())).collect::<Edges>();
        let (mut out, mut into) = (empty(), empty());
        for (path, file) in &self.0 {
            for (source, kind, target) in &file.edges {
                let source = (path.clone(), *source);
                if let Some(target) = self.spot(target) {
                    out.entry(source.clone()).or_default().insert((target.clone(), *kind));
                    into.entry(target).or_default().insert((source, *kind));
                }
            }
        }
        (out, into)
    }

    /// Definitions by name.
    pub(crate) fn named(&self, name: &str) -> Vec<Spot> {
        let of_file = |(path, file): (&String, &File)| Some((path.clone(), Some(file.ordinal(name)?)));
        self.0.iter().filter_map(of_file).collect()
    }

    /// The graph of this tree from the form of an older one.
    pub(crate) fn overlaid(&self, form: &Arc<Form>) -> Graph {
        let files = self.0.iter().map(|(path, file)| (path.as_str(), file.stamp()));
        let difference = form.difference(files).unwrap();
        let changed: Vec<Changed> = difference.changed.iter().map(|path| self.changed(path)).collect();
        let changed: Vec<ChangedFile<'_>> = changed.iter().map(Changed::as_file).collect();
        Graph::overlaid(form.clone(), &changed, &difference.removed).unwrap()
    }

    fn changed(&self, path: &str) -> Changed {
        let file = &self.0[path];
        let (edges, targets) = file.stored();
        Changed {
            path: path.to_owned(),
            ids: file.names.iter().map(|name| id(path, Some(name))).collect(),
            edges,
            targets: targets.iter().map(|target| self.spot(target)).collect(),
            names: file.names.clone(),
        }
    }
}

/// What a [`ChangedFile`] borrows from.
struct Changed {
    path: String,
    ids: Vec<SymbolId>,
    edges: Vec<Edge>,
    targets: Vec<Option<Spot>>,
    names: Vec<String>,
}

impl Changed {
    fn as_file(&self) -> ChangedFile<'_> {
        ChangedFile {
            path: &self.path,
            id: id(&self.path, None),
            ids: &self.ids,
            edges: &self.edges,
            targets: self.targets.iter().map(|spot| spot.as_ref().map(place)).collect(),
            fqns: self.names.iter().zip(0..).map(|(name, def)| (name.as_str(), DefId::new(def))).collect(),
        }
    }
}

fn place((path, def): &Spot) -> Place<'_> {
    Place { path, def: def.map(DefId::new) }
}

/// The place of a node, owned.
pub(crate) fn spot(graph: &Graph, node: graph::Node) -> Spot {
    let place = graph.place(node).unwrap();
    (place.path.to_owned(), place.def.map(DefId::raw))
}

/// Asserts that a graph says of everything what the tree says, in canonical order.
pub(crate) fn assert_shows(graph: &Graph, tree: &Tree) {
    let spots: Vec<Spot> = graph.nodes().map(|node| spot(graph, node)).collect();
    assert_eq!(spots, tree.spots());
    assert_eq!(graph.len() as usize, spots.len());
    assert!(graph.nodes().is_sorted_by_key(|node| graph.rank(node)));
    let (out, into) = tree.edges();
    for node in graph.nodes() {
        let here = spot(graph, node);
        assert_eq!(graph.node(&here.0, here.1.map(DefId::new)).unwrap(), Some(node));
        let ends = |edges: graph::Edges<'_>| -> Vec<(Spot, u8)> {
            edges.iter().map(|(kind, end)| (spot(graph, end), kind.raw())).collect()
        };
        assert_eq!(
            ends(graph.outgoing(node).unwrap()),
            out[&here].iter().cloned().collect::<Vec<_>>(),
            "{here:?}"
        );
        assert_eq!(
            ends(graph.incoming(node).unwrap()),
            into[&here].iter().cloned().collect::<Vec<_>>(),
            "{here:?}"
        );
    }
    for name in NAMES.iter().chain(&["nobody"]) {
        let named: Vec<Spot> = graph.with_fqn(name).unwrap().map(|node| spot(graph, node)).collect();
        assert_eq!(named, tree.named(name));
    }
    assert_eq!(graph.node("nowhere", None).unwrap(), None);
}

const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
const PATHS: [&str; 7] = ["a.c", "a/b.c", "b", "b/a.c", "b/b", "c.c", "d/d/d.c"];
const KINDS: [u8; 4] = [0, 1, 5, 0x80];

fn target() -> impl Strategy<Value = Target> {
    let name = prop::option::of(prop::sample::select(&NAMES[..]));
    (prop::sample::select(&PATHS[..]), name)
        .prop_map(|(path, name)| (path.to_owned(), name.map(ToOwned::to_owned)))
}

/// Some file; its edges may lead to what is not there.
pub(crate) fn any_file() -> impl Strategy<Value = File> {
    let names = prop::sample::subsequence(&NAMES[..], 0..=NAMES.len()).prop_shuffle();
    let edges = prop::collection::vec(
        (any::<prop::sample::Index>(), prop::sample::select(&KINDS[..]), target()),
        0..12,
    );
    (names, edges).prop_map(|(names, edges)| {
        let source = |index: prop::sample::Index| (index.index(names.len() + 1) as u32).checked_sub(1);
        let edges = edges.into_iter().map(|(index, kind, target)| (source(index), kind, target)).collect();
        File { names: names.iter().map(|&name| name.to_owned()).collect(), edges }
    })
}

/// Some tree.
pub(crate) fn any_tree() -> impl Strategy<Value = Tree> {
    let file = || prop::option::of(any_file());
    prop::collection::vec(file(), PATHS.len()).prop_map(|files| {
        let files = PATHS.iter().zip(files);
        Tree(files.filter_map(|(path, file)| Some(((*path).to_owned(), file?))).collect())
    })
}

/// Some tree and the tree after some of its files were changed, added and removed.
pub(crate) fn any_edit() -> impl Strategy<Value = (Tree, Tree)> {
    let edits = prop::collection::vec(prop::option::of(prop::option::of(any_file())), PATHS.len());
    (any_tree(), edits).prop_map(|(before, edits)| {
        let mut after = before.clone();
        for (path, edit) in PATHS.iter().zip(edits) {
            match edit {
                None => {}
                Some(None) => _ = after.0.remove(*path),
                Some(Some(file)) => _ = after.0.insert((*path).to_owned(), file),
            }
        }
        (before, after)
    })
}
