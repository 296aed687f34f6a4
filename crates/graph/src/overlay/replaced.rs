//! Nodes of the form that are gone, and which new nodes carry their ids on.

use std::ops::Range;

use super::{ChangedFile, NewFile};
use crate::error::GraphError;
use crate::form::Form;

/// Ranges of nodes of the form that are gone, ascending.
#[derive(Debug, Default)]
pub(super) struct Replaced {
    files: Vec<OldFile>,
}

#[derive(Debug)]
struct OldFile {
    nodes: Range<u32>,
    /// For each of the nodes the new one with its id; none at all for a file that was removed.
    successors: Vec<Option<u32>>,
}

impl Replaced {
    pub(super) fn new(
        form: &Form,
        changed: &[ChangedFile<'_>],
        files: &[NewFile],
        removed: &[String],
    ) -> Result<Self, GraphError> {
        let mut old = Vec::new();
        for (file, new) in changed.iter().zip(files) {
            if let Ok(number) = form.find(file.path)? {
                let nodes = form.nodes_of(number)?;
                let successors = successors(form, nodes.clone(), file, new)?;
                old.push(OldFile { nodes, successors });
            }
        }
        for path in removed {
            let is_changed = files.binary_search_by(|file| file.path.cmp(path)).is_ok();
            if let (Ok(number), false) = (form.find(path)?, is_changed) {
                old.push(OldFile { nodes: form.nodes_of(number)?, successors: Vec::new() });
            }
        }
        old.sort_by_key(|file| file.nodes.start);
        old.dedup_by_key(|file| file.nodes.start);
        Ok(Self { files: old })
    }

    /// The ranges, ascending.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        self.files.iter().map(|file| file.nodes.clone())
    }

    /// Whether a node is gone.
    pub(super) fn has(&self, node: u32) -> bool {
        self.file(node).is_some()
    }

    /// The node that is now what `node` was: itself where nothing changed.
    pub(super) fn successor(&self, node: u32) -> Option<u32> {
        match self.file(node) {
            None => Some(node),
            Some(file) => file.successors.get((node - file.nodes.start) as usize).copied().flatten(),
        }
    }

    fn file(&self, node: u32) -> Option<&OldFile> {
        let after = self.files.partition_point(|file| file.nodes.start <= node);
        self.files[..after].last().filter(|file| node < file.nodes.end)
    }
}

fn successors(
    form: &Form,
    nodes: Range<u32>,
    file: &ChangedFile<'_>,
    new: &NewFile,
) -> Result<Vec<Option<u32>>, GraphError> {
    let ids = [file.id].into_iter().chain(file.ids.iter().copied());
    let head = |id: model::ids::SymbolId| id.as_bytes().first_chunk::<8>().copied().unwrap_or_default();
    let mut now: Vec<([u8; 8], u32)> = ids.map(head).zip(new.nodes.clone()).collect();
    now.sort_unstable();
    let successor = |node| {
        let id = form.id(node)?;
        let place = now.partition_point(|(other, _)| *other < id);
        Ok(now.get(place).filter(|(other, _)| *other == id).map(|&(_, node)| node))
    };
    nodes.map(successor).collect()
}
