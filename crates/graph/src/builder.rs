//! Building a form from what a store says.

mod adjacency;
mod finish;
mod ids;
mod names;
mod output;
mod temporary;

use std::io;
use std::path::{Path, PathBuf};

use model::edges::Edge;
use model::ids::{DefId, SymbolId};

use self::adjacency::Collected;
use self::finish::Failure;
use self::ids::Ids;
use self::names::Names;
use crate::format::{LOOSE_ROW, MAX_NODES, Stamp};
use crate::hash::hash;
use crate::node::offset;

/// A form cannot be built. Nothing is left behind then.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The system failed.
    #[error("{}: the traversal form cannot be written", path.display())]
    Io {
        /// The form.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// More nodes, edges or text than the format has numbers for.
    #[error("too large for a traversal form: more than {limit} {what}")]
    TooLarge {
        /// Of what there is too much.
        what: &'static str,
        /// How much there may be.
        limit: u64,
    },
    /// Something came before or after its time.
    #[error(
        "a traversal form is built in order: files by path, ids, edges by file; {what} came out of order"
    )]
    Order {
        /// What it was.
        what: &'static str,
    },
    /// There is no such file, definition or target; what was read is damaged.
    #[error("file {file} has no {what} {number}")]
    Outside {
        /// Number of the file.
        file: u32,
        /// What it should have.
        what: &'static str,
        /// Its number.
        number: u32,
    },
}

/// Builds a form: first all files, then all ids, then edges; FQNs at any time after the files.
///
/// Holds at most some 16 bytes an edge and 40 bytes a symbol. Linear: everything is sorted by counting.
pub struct Builder {
    stamp: Stamp,
    paths: String,
    files: Vec<File>,
    nodes: u64,
    ids: Option<Ids>,
    edges: Collected,
    next_edges: u32,
    loose: Vec<[u8; LOOSE_ROW]>,
    names: Names,
    /// Nodes of the targets of one file.
    targets: Vec<Option<u32>>,
}

struct File {
    stamp: u64,
    first: u32,
    path_end: u32,
}

impl Builder {
    /// An empty form that shows this state of a database.
    pub fn new(stamp: Stamp) -> Self {
        Self {
            stamp,
            paths: String::new(),
            files: Vec::new(),
            nodes: 0,
            ids: None,
            edges: Collected::default(),
            next_edges: 0,
            loose: Vec::new(),
            names: Names::default(),
            targets: Vec::new(),
        }
    }

    /// Adds a file with this many definitions. Files come in path order and are counted from 0. Equal stamps mean
    /// that nothing about the file changed: definitions, edges, FQNs.
    ///
    /// # Errors
    /// When the path does not ascend, or there is too much.
    pub fn file(&mut self, path: &str, definitions: u32, stamp: u64) -> Result<(), BuildError> {
        let before = self.files.len().checked_sub(2).map_or(0, |file| self.files[file].path_end);
        let ascends = self.files.is_empty() || &self.paths[before as usize..] < path;
        if !ascends || self.ids.is_some() {
            return Err(BuildError::Order { what: "a file" });
        }
        let first = self.nodes as u32;
        self.nodes += u64::from(definitions) + 1;
        if self.nodes > MAX_NODES {
            return Err(BuildError::TooLarge { what: "nodes", limit: MAX_NODES });
        }
        self.paths.push_str(path);
        let path_end = number(self.paths.len(), "bytes of paths")?;
        self.files.push(File { stamp, first, path_end });
        Ok(())
    }

    /// Says which id a definition has, or the file itself. Ids come in any order.
    ///
    /// # Errors
    /// When there is no such definition, it has an id, or edges came before.
    pub fn id(&mut self, id: SymbolId, file: u32, def: Option<DefId>) -> Result<(), BuildError> {
        let node = self.node(file, def)?;
        if self.next_edges != 0 || !self.ids().insert(id, node) {
            return Err(BuildError::Order { what: "an id" });
        }
        Ok(())
    }

    /// Adds the edges of a file; those to ids that no node has are kept for an overlay that may have them. Files come in
    /// path order; those without edges may be left out.
    ///
    /// # Errors
    /// When the file came before, an edge is of a definition or to a target that there is not, or there are too many.
    pub fn edges(&mut self, file: u32, edges: &[Edge], targets: &[SymbolId]) -> Result<(), BuildError> {
        if file < self.next_edges {
            return Err(BuildError::Order { what: "edges" });
        }
        self.node(file, None)?;
        self.next_edges = file + 1;
        let mut nodes = std::mem::take(&mut self.targets);
        nodes.clear();
        self.ids().nodes(targets, &mut nodes);
        if edges.is_sorted() {
            self.sorted_edges(file, edges, targets, &nodes)?;
        } else {
            let mut sorted = edges.to_vec();
            sorted.sort_unstable();
            self.sorted_edges(file, &sorted, targets, &nodes)?;
        }
        self.targets = nodes;
        number(self.edges.len(), "edges").map(|_| ())
    }

    fn sorted_edges(
        &mut self,
        file: u32,
        edges: &[Edge],
        targets: &[SymbolId],
        nodes: &[Option<u32>],
    ) -> Result<(), BuildError> {
        for edge in edges {
            let source = self.node(file, edge.source)?;
            let no_target = BuildError::Outside { file, what: "target", number: edge.target };
            match nodes.get(edge.target as usize).ok_or(no_target)? {
                Some(target) => self.edges.push(source, *target, edge.kind.raw()),
                None => self.loose.push(loose_row(targets[edge.target as usize], source, edge.kind.raw())),
            }
        }
        Ok(())
    }

    /// Says what the FQN of a definition is. FQNs come in any order.
    ///
    /// # Errors
    /// When there is no such definition.
    pub fn fqn(&mut self, text: &str, file: u32, def: DefId) -> Result<(), BuildError> {
        let node = self.node(file, Some(def))?;
        self.names.push(hash(text.as_bytes()), node);
        Ok(())
    }

    /// Writes the form to `path`, in place of what is there.
    ///
    /// # Errors
    /// When it cannot be written; what was there is still there then.
    pub fn finish(self, path: &Path) -> Result<(), BuildError> {
        finish::write(self, path).map_err(|failure| match failure {
            Failure::Io(source) => BuildError::Io { path: path.into(), source },
            Failure::TooLarge => BuildError::TooLarge { what: "shared FQNs", limit: MAX_NODES },
        })
    }

    fn ids(&mut self) -> &mut Ids {
        let nodes = self.nodes as usize;
        self.ids.get_or_insert_with(|| Ids::new(nodes))
    }

    fn node(&self, file: u32, def: Option<DefId>) -> Result<u32, BuildError> {
        let Some(row) = self.files.get(file as usize) else {
            return Err(BuildError::Outside { file, what: "row, it is not among the files:", number: file });
        };
        let end = self.files.get(file as usize + 1).map_or(self.nodes, |next| next.first.into());
        let node = u64::from(row.first) + offset(def);
        let number = def.map_or(0, DefId::raw);
        if node < end {
            Ok(node as u32)
        } else {
            Err(BuildError::Outside { file, what: "definition", number })
        }
    }
}

fn loose_row(id: SymbolId, source: u32, kind: u8) -> [u8; LOOSE_ROW] {
    let mut row = [0; LOOSE_ROW];
    row[..16].copy_from_slice(id.as_bytes());
    row[16..20].copy_from_slice(&source.to_le_bytes());
    row[20] = kind;
    row
}

/// A length as the format keeps it.
fn number(length: usize, what: &'static str) -> Result<u32, BuildError> {
    u32::try_from(length).map_err(|_| BuildError::TooLarge { what, limit: u32::MAX.into() })
}
