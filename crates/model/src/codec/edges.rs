//! Edges of a file: by source, as ascending differences.

use super::column::{DecodeError, Reader, put_uint};
use crate::edges::{Edge, EdgeKind};
use crate::ids::DefId;

/// Appends the encoding of ascending edges to `out`: for each source its distance from the one before (the file itself
/// counts as 0, definitions from 1) and how many edges it has; for each edge the distance of its target from the one
/// before and its kind. Linear; about three bytes an edge.
pub fn encode_edges(edges: &[Edge], out: &mut Vec<u8>) {
    put_uint(out, edges.len() as u32);
    let mut before = 0;
    for group in edges.chunk_by(|a, b| a.source == b.source) {
        let source = number(group[0].source);
        put_uint(out, source - before);
        put_uint(out, group.len() as u32);
        before = source;
        let mut target = 0;
        for edge in group {
            put_uint(out, edge.target - target);
            out.push(edge.kind.raw());
            target = edge.target;
        }
    }
}

fn number(source: Option<DefId>) -> u32 {
    source.map_or(0, |def| def.raw() + 1)
}

/// Reads what [`encode_edges`] wrote; every target is below `targets`.
///
/// # Errors
/// When the bytes are not the encoding of ascending edges to so many targets.
pub fn decode_edges(bytes: &[u8], targets: usize) -> Result<Vec<Edge>, DecodeError> {
    let mut reader = Reader::new(bytes);
    let count = reader.count()?;
    let mut edges = Vec::with_capacity(count);
    let mut source = 0u32;
    let malformed = || DecodeError::Malformed("edges");
    while edges.len() < count {
        source = source.checked_add(reader.uint()?).ok_or_else(malformed)?;
        let mut target = 0u32;
        for _ in 0..reader.count()? {
            target = target.checked_add(reader.uint()?).ok_or_else(malformed)?;
            let kind = EdgeKind::from_raw(reader.bytes(1)?[0]).ok_or_else(malformed)?;
            if target as usize >= targets {
                return Err(malformed());
            }
            edges.push(Edge { source: source.checked_sub(1).map(DefId::new), target, kind });
        }
    }
    reader.finish()?;
    let ascending = edges.windows(2).all(|pair| pair[0] < pair[1]);
    if edges.len() == count && ascending { Ok(edges) } else { Err(malformed()) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{decode_edges, encode_edges};
    use crate::edges::{Edge, EdgeKind};
    use crate::ids::DefId;
    use crate::kinds::Role;

    fn edge() -> impl Strategy<Value = Edge> {
        let role = proptest::sample::select(Role::ALL.to_vec());
        (proptest::option::of(0u32..9), 0u32..20, role, any::<bool>()).prop_map(
            |(source, target, role, dispatch)| Edge {
                source: source.map(DefId::new),
                target,
                kind: EdgeKind { role, dispatch },
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(edges in proptest::collection::btree_set(edge(), 0..60)) {
            let edges: Vec<Edge> = edges.into_iter().collect();
            let mut bytes = Vec::new();
            encode_edges(&edges, &mut bytes);
            prop_assert_eq!(decode_edges(&bytes, 20), Ok(edges.clone()));
            if let Some(last) = edges.iter().map(|edge| edge.target).max() {
                prop_assert!(decode_edges(&bytes, last as usize).is_err());
            }
        }

        #[test]
        fn any_bytes_are_edges_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = decode_edges(&bytes, 5);
        }
    }
}
