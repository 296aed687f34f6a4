//! How what a file's references mean has changed. What they meant when they could be trusted last waits in the store until new
//! outcomes come, so that a writer that is killed between the two tells nothing twice and forgets nothing.

use model::codec::{decode_edges, encode_edges};
use model::edges::{Edge, EdgeKind};
use model::event::{EdgeNote, EventDetails, EventKind};
use model::ids::SymbolId;
use model::path::RepoPath;
use resolve::Unit;
use store::{FileEdges, ResolutionWrite, Snapshot, StoreError};

use super::notes::Sources;

/// The edges of a file as they were.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum KnownEdges {
    /// By places of definitions in facts that have not changed since.
    Placed(FileEdges),
    /// By ids, ascending and each once: the facts may be others now.
    Named(Vec<EdgeNote>),
}

/// Begins what is kept of placed edges.
const PLACED: u8 = 0;
/// Begins what is kept of named edges.
const NAMED: u8 = 1;
/// Bytes of an id.
const ID: usize = 16;

impl KnownEdges {
    /// What the store knows of the edges of a file: those that wait, else those that can be trusted.
    pub(crate) fn of(snapshot: &dyn Snapshot, path: &RepoPath) -> Result<Option<Self>, StoreError> {
        if let Some(kept) = snapshot.pending(path)? {
            return Self::decode(&kept)
                .map(Some)
                .ok_or_else(|| StoreError::corrupt("pending edges", path.as_str()));
        }
        match snapshot.edges(path) {
            Ok(edges) => Ok(edges.map(Self::Placed)),
            // What is damaged is replaced; there is nothing to compare with.
            Err(StoreError::Corrupt { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// With sources by id.
    pub(crate) fn named(self, sources: &Sources) -> Vec<EdgeNote> {
        match self {
            Self::Named(notes) => notes,
            Self::Placed(FileEdges { edges, targets }) => notes_of(&edges, &targets, sources),
        }
    }

    /// As it is kept.
    pub(crate) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Placed(FileEdges { edges, targets }) => {
                let mut out = vec![PLACED];
                out.extend((targets.len() as u32).to_le_bytes());
                targets.iter().for_each(|target| out.extend(target.as_bytes()));
                encode_edges(edges, &mut out);
                out
            }
            Self::Named(notes) => {
                let mut out = vec![NAMED];
                for note in notes {
                    out.extend(note.source.as_bytes());
                    out.push(note.kind.raw());
                    out.extend(note.target.as_bytes());
                }
                out
            }
        }
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let (&form, rest) = bytes.split_first()?;
        match form {
            PLACED => {
                let (count, rest) = rest.split_at_checked(4)?;
                let count = u32::from_le_bytes(count.try_into().ok()?) as usize;
                let (targets, edges) = rest.split_at_checked(count.checked_mul(ID)?)?;
                let targets: Vec<SymbolId> = targets.chunks_exact(ID).filter_map(id).collect();
                let edges = decode_edges(edges, targets.len()).ok()?;
                Some(Self::Placed(FileEdges { edges, targets }))
            }
            NAMED if rest.len().is_multiple_of(2 * ID + 1) => {
                let note = |bytes: &[u8]| {
                    let kind = EdgeKind::from_raw(bytes[ID])?;
                    Some(EdgeNote { source: id(&bytes[..ID])?, kind, target: id(&bytes[ID + 1..])? })
                };
                rest.chunks_exact(2 * ID + 1).map(note).collect::<Option<Vec<_>>>().map(Self::Named)
            }
            _ => None,
        }
    }
}

fn id(bytes: &[u8]) -> Option<SymbolId> {
    bytes.try_into().ok().map(SymbolId::from_bytes)
}

/// Edges by ids, ascending, each once.
fn notes_of(edges: &[Edge], targets: &[SymbolId], sources: &Sources) -> Vec<EdgeNote> {
    let note = |edge: &Edge| {
        let (source, target) = (sources.get(edge.source)?, *targets.get(edge.target as usize)?);
        Some(EdgeNote { source, kind: edge.kind, target })
    };
    let mut notes: Vec<EdgeNote> = edges.iter().filter_map(note).collect();
    notes.sort_unstable();
    notes.dedup();
    notes
}

/// What one of two ascending lists has and the other has not. Linear.
fn only_in(one: &[EdgeNote], other: &[EdgeNote]) -> Vec<EdgeNote> {
    let mut rest = other;
    let is_new = |note: &&EdgeNote| {
        let before = rest.iter().position(|known| known >= *note).unwrap_or(rest.len());
        rest = &rest[before..];
        rest.first() != Some(*note)
    };
    one.iter().filter(is_new).copied().collect()
}

/// What new outcomes of a file tell, compared with what was known of its edges; `None` when these are the same.
pub(crate) fn linked(
    known: Option<KnownEdges>,
    write: &ResolutionWrite,
    unit: &Unit,
) -> Result<Option<(EventKind, EventDetails)>, StoreError> {
    let edges = decode_edges(&write.edges, write.targets.len())
        .map_err(|_| StoreError::corrupt("edges", write.path.as_str()))?;
    if let Some(KnownEdges::Placed(before)) = &known
        && before.targets == write.targets
        && before.edges == edges
    {
        return Ok(None);
    }
    let kind = match known {
        Some(KnownEdges::Placed(_)) => EventKind::Rebound,
        Some(KnownEdges::Named(_)) | None => EventKind::Linked,
    };
    let sources = Sources::of(unit);
    let before = known.map(|known| known.named(&sources)).unwrap_or_default();
    let after = notes_of(&edges, &write.targets, &sources);
    let details = EventDetails {
        edges_added: only_in(&after, &before),
        edges_removed: only_in(&before, &after),
        ..EventDetails::default()
    };
    Ok((details != EventDetails::default()).then_some((kind, details)))
}

#[cfg(test)]
mod tests {
    use super::KnownEdges;
    use model::edges::{Edge, EdgeKind};
    use model::event::EdgeNote;
    use model::ids::SymbolId;
    use model::kinds::Role;
    use store::FileEdges;

    #[test]
    fn what_is_kept_comes_back_and_nothing_else_does() {
        let kind = EdgeKind { role: Role::Call, dispatch: true };
        let id = |byte| SymbolId::from_bytes([byte; 16]);
        let placed = KnownEdges::Placed(FileEdges {
            edges: vec![Edge { source: None, target: 1, kind }],
            targets: vec![id(1), id(2)],
        });
        let named = KnownEdges::Named(vec![EdgeNote { source: id(3), kind, target: id(4) }]);
        for known in [placed, named, KnownEdges::Named(Vec::new())] {
            let bytes = known.encode();
            assert_eq!(KnownEdges::decode(&bytes), Some(known));
            assert_eq!(KnownEdges::decode(&bytes[..=bytes.len() / 2]).is_some(), bytes.len() == 1);
        }
        assert_eq!(KnownEdges::decode(&[7]), None);
    }
}
