//! The graph: a form, and what changed since it was made.

use std::sync::Arc;

use model::ids::DefId;

use crate::edges::Edges;
use crate::error::GraphError;
use crate::form::{Direction, Form, Named};
use crate::hash::hash;
use crate::node::{Node, Place, offset};
use crate::overlay::{ChangedFile, Overlay};

/// Which definition refers to which, in one state of a database. Any number of threads may ask.
///
/// Every method fails in the same ways: when the form turns out to be damaged, and when it is asked about a node of
/// another graph.
#[derive(Debug)]
pub struct Graph {
    form: Arc<Form>,
    overlay: Option<Overlay>,
}

#[allow(clippy::missing_errors_doc, reason = "the type says how all of its methods fail")]
impl Graph {
    /// The graph that the form shows.
    pub fn new(form: Arc<Form>) -> Self {
        Self { form, overlay: None }
    }

    /// The graph that a form of the present state would show: files that are new or other than in `form`, and files
    /// that are gone, as [`Form::difference`] tells them, both by ascending path. Costs the changed files and all edges
    /// of what refers to them and of what they refer to: some milliseconds for ten files.
    ///
    /// Edges of other files into a changed one follow the ids of their targets. An edge whose target is gone is gone.
    ///
    /// # Errors
    /// When the form is damaged, or what is said of a changed file contradicts itself.
    pub fn overlaid(
        form: Arc<Form>,
        changed: &[ChangedFile<'_>],
        removed: &[String],
    ) -> Result<Self, GraphError> {
        let overlay = Overlay::new(&form, changed, removed)?;
        Ok(Self { form, overlay: Some(overlay) })
    }

    /// The form below.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// Number of nodes.
    pub fn len(&self) -> u32 {
        self.overlay.as_ref().map_or(self.form.nodes(), Overlay::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All numbers of nodes are below this one; with an overlay there are numbers that no node has.
    pub fn bound(&self) -> u32 {
        self.overlay.as_ref().map_or(self.form.nodes(), Overlay::bound)
    }

    /// All nodes in canonical order.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + Clone + '_ {
        let whole = self.overlay.is_none().then(|| 0..self.form.nodes());
        let runs = self.overlay.iter().flat_map(|overlay| overlay.runs().iter().cloned());
        whole.into_iter().chain(runs).flatten().map(Node::new)
    }

    /// The nodes that stand for files, in canonical order. Linear in the files.
    pub fn files(&self) -> Result<Vec<Node>, GraphError> {
        let mut files = Vec::new();
        for file in 0..self.form.files() {
            let node = self.form.first_node(file)?;
            if !self.overlay.as_ref().is_some_and(|overlay| overlay.is_gone(node)) {
                files.push(Node::new(node));
            }
        }
        if let Some(overlay) = &self.overlay {
            files.extend(overlay.new_files());
            files.sort_by_cached_key(|&node| self.rank(node));
        }
        Ok(files)
    }

    /// What sorts nodes canonically, by path and ordinal.
    #[inline]
    pub fn rank(&self, node: Node) -> u64 {
        self.overlay.as_ref().map_or(node.raw().into(), |overlay| overlay.rank(node.raw()))
    }

    /// The node of a definition, or of the file itself. Logarithmic in the files.
    pub fn node(&self, path: &str, def: Option<DefId>) -> Result<Option<Node>, GraphError> {
        let nodes = match self.overlay.as_ref().and_then(|overlay| overlay.file(path)) {
            Some(nodes) => nodes,
            None => match self.form.find(path)? {
                Ok(file) => self.form.nodes_of(file)?,
                Err(_) => return Ok(None),
            },
        };
        let gone = self.overlay.as_ref().is_some_and(|overlay| overlay.is_gone(nodes.start));
        let node = u64::from(nodes.start) + offset(def);
        Ok((!gone && node < u64::from(nodes.end)).then(|| Node::new(node as u32)))
    }

    /// What a node stands for. Logarithmic in the files.
    pub fn place(&self, node: Node) -> Result<Place<'_>, GraphError> {
        let node = node.raw();
        if let Some(overlay) = &self.overlay {
            if let Some(place) = overlay.place(node) {
                return Ok(place);
            }
            if overlay.is_gone(node) {
                return Err(GraphError::NoSuchNode { node });
            }
        }
        let (file, behind) = self.form.file_of(node)?;
        Ok(Place::at(self.form.path(file)?, behind))
    }

    /// What a node refers to, ascending canonically.
    #[inline]
    pub fn outgoing(&self, node: Node) -> Result<Edges<'_>, GraphError> {
        self.edges(node, Direction::Out)
    }

    /// What refers to a node, ascending canonically.
    #[inline]
    pub fn incoming(&self, node: Node) -> Result<Edges<'_>, GraphError> {
        self.edges(node, Direction::In)
    }

    /// The neighbours of a node in one direction, ascending canonically.
    #[inline]
    pub fn edges(&self, node: Node, direction: Direction) -> Result<Edges<'_>, GraphError> {
        match &self.overlay {
            Some(overlay) if overlay.concerns(node.raw(), direction) => {
                overlay.edges(node.raw(), direction).ok_or(GraphError::NoSuchNode { node: node.raw() })
            }
            _ => self.form.edges_of(node.raw(), direction),
        }
    }

    /// The definitions whose FQN has the hash of `text`, in canonical order: almost always those called so, which the
    /// caller confirms. One look-up.
    #[inline]
    pub fn with_fqn(&self, text: &str) -> Result<Named<'_>, GraphError> {
        let hash = hash(text.as_bytes());
        let named = self.form.named(hash)?;
        let Some(overlay) = &self.overlay else { return Ok(named) };
        let lasting = named.filter(|node| !overlay.is_gone(node.raw()));
        let mut nodes: Vec<Node> = lasting.chain(overlay.named(hash)).collect();
        nodes.sort_unstable_by_key(|&node| self.rank(node));
        Ok(Named::sorted(nodes))
    }
}
