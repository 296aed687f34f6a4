//! The graph of symbols, of files, of directories or of packages.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::rc::Rc;

use graph::{Digraph, Direction, Graph, Node, Subgraph, Vertex};
use model::path::RepoPath;
use store::{Snapshot, StoreError};

use crate::calls::GraphQuestionError;
use crate::edge_groups::EdgeGroups;
use crate::file_view::SymbolInfo;
use crate::nodes::symbol_at;
use crate::views::Views;

/// What the vertices of a graph are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Definitions, and files where code stands outside of any.
    Symbol,
    /// Files.
    File,
    /// Directories, each with the files that lie directly in it.
    Module,
    /// What manifests make: crates, distributions, npm packages, Java packages' projects.
    Package,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::Symbol, Self::File, Self::Module, Self::Package];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Symbol => "symbol",
            Self::File => "file",
            Self::Module => "module",
            Self::Package => "package",
        }
    }
}

/// A vertex in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A definition, or a file's own code.
    Symbol(Rc<SymbolInfo>),
    /// A file.
    File(RepoPath),
    /// A directory; the root is `.`.
    Module(String),
    /// A package.
    Package(String),
}

impl Unit {
    /// The symbol that it is.
    pub const fn symbol(&self) -> Option<&Rc<SymbolInfo>> {
        match self {
            Self::Symbol(symbol) => Some(symbol),
            Self::File(_) | Self::Module(_) | Self::Package(_) => None,
        }
    }

    /// Whether a file belongs to it.
    pub fn holds(&self, path: &RepoPath, package: &str) -> bool {
        match self {
            Self::Symbol(_) => false,
            Self::File(file) => file == path,
            Self::Module(name) => *name == directory(path),
            Self::Package(name) => name == package,
        }
    }
}

/// The digraph of one level: vertices in canonical order, arcs weighing how many edges between definitions they stand for.
pub struct Levelled {
    /// The digraph.
    pub digraph: Digraph,
    /// How many symbols are left out, as no edge concerns them.
    pub alone: u64,
    units: Units,
}

enum Units {
    Symbols(Vec<Node>),
    Files(Vec<RepoPath>),
    Modules(Vec<String>),
    Packages(Vec<String>),
}

impl Levelled {
    /// The whole graph at a level, over some kinds of edges. Linear; of packages the records of all files are read.
    ///
    /// # Errors
    /// When the store cannot be read, or the graph turns out to be damaged.
    pub fn new(
        snapshot: &dyn Snapshot,
        graph: &Graph,
        level: Level,
        groups: &EdgeGroups,
    ) -> Result<Self, GraphQuestionError> {
        if level == Level::Symbol {
            let linked = Subgraph::linked(graph, Direction::Out, &groups.kinds())?;
            let alone = graph.len() - linked.digraph().len();
            let units = Units::Symbols(linked.nodes().to_vec());
            return Ok(Self { digraph: linked.digraph().clone(), units, alone: alone.into() });
        }
        let symbols = Subgraph::whole(graph, Direction::Out, &groups.kinds())?;
        let (files, nodes) = symbols.by_file(graph)?;
        let mut paths = Vec::with_capacity(nodes.len());
        for node in nodes {
            let path = graph.place(node)?.path;
            paths.push(RepoPath::new(path).ok_or_else(|| StoreError::corrupt("a file of the graph", path))?);
        }
        if level == Level::File {
            return Ok(Self { digraph: files, units: Units::Files(paths), alone: 0 });
        }
        let names: Vec<String> = match level {
            Level::Module => paths.iter().map(directory).collect(),
            _ => packages(snapshot, &paths)?,
        };
        let (of, groups) = grouped(&names);
        let digraph = files.projected(groups.len() as u32, |file| Some(of[file.index()]));
        let units = if level == Level::Module { Units::Modules(groups) } else { Units::Packages(groups) };
        Ok(Self { digraph, units, alone: 0 })
    }

    /// What a vertex stands for. Of a symbol its file is read.
    ///
    /// # Errors
    /// When the store cannot be read, or the graph turns out to be damaged.
    ///
    /// # Panics
    /// When it is no vertex of the digraph.
    pub fn unit(&self, views: &Views<'_>, graph: &Graph, vertex: Vertex) -> Result<Unit, GraphQuestionError> {
        Ok(match &self.units {
            Units::Symbols(nodes) => Unit::Symbol(symbol_at(views, graph.place(nodes[vertex.index()])?)?),
            Units::Files(paths) => Unit::File(paths[vertex.index()].clone()),
            Units::Modules(names) => Unit::Module(names[vertex.index()].clone()),
            Units::Packages(names) => Unit::Package(names[vertex.index()].clone()),
        })
    }
}

/// The directory of a file; `.` for the root.
fn directory(path: &RepoPath) -> String {
    path.as_str().rsplit_once('/').map_or(".", |(directory, _)| directory).to_owned()
}

/// The packages of files, in the order of the files.
fn packages(snapshot: &dyn Snapshot, paths: &[RepoPath]) -> Result<Vec<String>, StoreError> {
    let mut of: BTreeMap<RepoPath, String> = BTreeMap::new();
    snapshot.files(&mut |record| {
        of.insert(record.path, record.package);
        ControlFlow::Continue(())
    })?;
    Ok(paths.iter().map(|path| of.get(path).cloned().unwrap_or_default()).collect())
}

/// The group of each name, and the groups in order.
fn grouped(names: &[String]) -> (Vec<Vertex>, Vec<String>) {
    let mut groups = names.to_vec();
    groups.sort();
    groups.dedup();
    let number = |name: &String| groups.binary_search(name).expect("every name is among them");
    let of = names.iter().map(|name| Vertex::new(number(name) as u32)).collect();
    (of, groups)
}
