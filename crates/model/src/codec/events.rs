//! What an event tells: which lists there are, then each of them.
//!
//! ```text
//! lists  symbols that came  symbols that went  ids of edges  edges that came  edges that went  diagnostics  reason
//! ```
//!
//! A list that is empty is not there, so an event that tells nothing more takes one byte. Edges name their ends as places
//! in one table of ids: a file's edges share most of them.

use super::column::{Column, DecodeError, Reader, put_uint};
use crate::edges::EdgeKind;
use crate::event::{DiagnosticNote, EdgeNote, EventDetails, SymbolNote};
use crate::ids::SymbolId;
use crate::kinds::{DefKind, DiagnosticCode};

const SYMBOLS_ADDED: u32 = 1;
const SYMBOLS_REMOVED: u32 = 2;
const EDGES_ADDED: u32 = 4;
const EDGES_REMOVED: u32 = 8;
const DIAGNOSTICS: u32 = 16;
const REASON: u32 = 32;
const ALL: u32 = 63;

/// Appends the encoding of what an event tells to `out`. Linear, but for sorting the ids of edges.
pub fn encode_details(details: &EventDetails, out: &mut Vec<u8>) {
    let EventDetails { symbols_added, symbols_removed, edges_added, edges_removed, diagnostics, reason } =
        details;
    let lists = [
        (SYMBOLS_ADDED, symbols_added.is_empty()),
        (SYMBOLS_REMOVED, symbols_removed.is_empty()),
        (EDGES_ADDED, edges_added.is_empty()),
        (EDGES_REMOVED, edges_removed.is_empty()),
        (DIAGNOSTICS, diagnostics.is_empty()),
        (REASON, reason.is_empty()),
    ];
    put_uint(out, lists.iter().filter(|(_, is_empty)| !is_empty).map(|(list, _)| list).sum());
    [symbols_added, symbols_removed].into_iter().for_each(|symbols| encode_symbols(symbols, out));
    encode_edges([edges_added, edges_removed], out);
    if !diagnostics.is_empty() {
        put_uint(out, diagnostics.len() as u32);
        DiagnosticCode::encode(diagnostics.iter().map(|note| note.code), out);
        u32::encode(diagnostics.iter().map(|note| note.line), out);
    }
    if !reason.is_empty() {
        String::encode([reason.clone()].into_iter(), out);
    }
}

fn encode_symbols(symbols: &[SymbolNote], out: &mut Vec<u8>) {
    if symbols.is_empty() {
        return;
    }
    put_uint(out, symbols.len() as u32);
    symbols.iter().for_each(|note| out.extend_from_slice(note.id.as_bytes()));
    DefKind::encode(symbols.iter().map(|note| note.kind), out);
    String::encode(symbols.iter().map(|note| note.fqn.clone()), out);
}

fn encode_edges(lists: [&[EdgeNote]; 2], out: &mut Vec<u8>) {
    let mut ids: Vec<SymbolId> =
        lists.into_iter().flatten().flat_map(|note| [note.source, note.target]).collect();
    if ids.is_empty() {
        return;
    }
    ids.sort_unstable();
    ids.dedup();
    put_uint(out, ids.len() as u32);
    ids.iter().for_each(|id| out.extend_from_slice(id.as_bytes()));
    let place = |id: &SymbolId| ids.binary_search(id).expect("the table has every end") as u32;
    for edges in lists.into_iter().filter(|edges| !edges.is_empty()) {
        put_uint(out, edges.len() as u32);
        u32::encode(edges.iter().map(|note| place(&note.source)), out);
        out.extend(edges.iter().map(|note| note.kind.raw()));
        u32::encode(edges.iter().map(|note| place(&note.target)), out);
    }
}

/// Reads what [`encode_details`] wrote. Whether lists ascend is the writer's business.
///
/// # Errors
/// When the bytes are not the encoding of what any event tells.
pub fn decode_details(bytes: &[u8]) -> Result<EventDetails, DecodeError> {
    let mut reader = Reader::new(bytes);
    let lists = reader.uint()?;
    if lists & !ALL != 0 {
        return Err(DecodeError::Malformed("lists"));
    }
    let has = |list: u32| lists & list != 0;
    let mut details = EventDetails {
        symbols_added: decode_symbols(has(SYMBOLS_ADDED), &mut reader)?,
        symbols_removed: decode_symbols(has(SYMBOLS_REMOVED), &mut reader)?,
        ..EventDetails::default()
    };
    if has(EDGES_ADDED | EDGES_REMOVED) {
        let count = filled(&mut reader)?;
        let ids = decode_ids(count, &mut reader)?;
        if !ids.is_sorted_by(|a, b| a < b) {
            return Err(DecodeError::Malformed("ids"));
        }
        details.edges_added = decode_edges(has(EDGES_ADDED), &ids, &mut reader)?;
        details.edges_removed = decode_edges(has(EDGES_REMOVED), &ids, &mut reader)?;
    }
    if has(DIAGNOSTICS) {
        let count = filled(&mut reader)?;
        let codes = DiagnosticCode::decode(count, &mut reader)?;
        let lines = u32::decode(count, &mut reader)?;
        let note = |(code, line)| DiagnosticNote { code, line };
        details.diagnostics = codes.into_iter().zip(lines).map(note).collect();
    }
    if has(REASON) {
        details.reason = String::decode(1, &mut reader)?.concat();
    }
    reader.finish()?;
    Ok(details)
}

/// The number of rows of a list that is there.
fn filled(reader: &mut Reader<'_>) -> Result<usize, DecodeError> {
    match reader.count()? {
        0 => Err(DecodeError::Malformed("a list without rows")),
        count => Ok(count),
    }
}

fn decode_ids(count: usize, reader: &mut Reader<'_>) -> Result<Vec<SymbolId>, DecodeError> {
    let id = |_| {
        let bytes = reader.bytes(16)?.try_into().map_err(|_| DecodeError::Truncated)?;
        Ok(SymbolId::from_bytes(bytes))
    };
    (0..count).map(id).collect()
}

fn decode_symbols(are_there: bool, reader: &mut Reader<'_>) -> Result<Vec<SymbolNote>, DecodeError> {
    if !are_there {
        return Ok(Vec::new());
    }
    let count = filled(reader)?;
    let ids = decode_ids(count, reader)?;
    let kinds = DefKind::decode(count, reader)?;
    let fqns = String::decode(count, reader)?;
    let note = |((id, kind), fqn)| SymbolNote { id, kind, fqn };
    Ok(ids.into_iter().zip(kinds).zip(fqns).map(note).collect())
}

fn decode_edges(
    are_there: bool,
    ids: &[SymbolId],
    reader: &mut Reader<'_>,
) -> Result<Vec<EdgeNote>, DecodeError> {
    if !are_there {
        return Ok(Vec::new());
    }
    let count = filled(reader)?;
    let end =
        |place: u32| ids.get(place as usize).copied().ok_or(DecodeError::Malformed("an end of an edge"));
    let sources = u32::decode(count, reader)?;
    let kinds = reader.bytes(count as u32)?;
    let targets = u32::decode(count, reader)?;
    let note = |((source, &kind), target)| {
        let kind = EdgeKind::from_raw(kind).ok_or(DecodeError::Malformed("kind of an edge"))?;
        Ok(EdgeNote { source: end(source)?, kind, target: end(target)? })
    };
    sources.into_iter().zip(kinds).zip(targets).map(note).collect()
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::{DecodeError, decode_details, encode_details};
    use crate::edges::EdgeKind;
    use crate::event::{DiagnosticNote, EdgeNote, EventDetails, SymbolNote};
    use crate::ids::SymbolId;
    use crate::kinds::{DefKind, DiagnosticCode, Role};

    fn id() -> impl Strategy<Value = SymbolId> {
        (0u8..12).prop_map(|byte| SymbolId::from_bytes([byte; 16]))
    }

    fn symbols() -> impl Strategy<Value = Vec<SymbolNote>> {
        let note = (id(), select(DefKind::ALL.to_vec()), "\\PC{0,9}");
        btree_set(note.prop_map(|(id, kind, fqn)| SymbolNote { id, kind, fqn }), 0..6)
            .prop_map(|notes| notes.into_iter().collect())
    }

    fn edges() -> impl Strategy<Value = Vec<EdgeNote>> {
        let note = (id(), select(Role::ALL.to_vec()), any::<bool>(), id());
        let note = note.prop_map(|(source, role, dispatch, target)| EdgeNote {
            source,
            kind: EdgeKind { role, dispatch },
            target,
        });
        btree_set(note, 0..9).prop_map(|notes| notes.into_iter().collect())
    }

    fn details() -> impl Strategy<Value = EventDetails> {
        let note = (select(DiagnosticCode::ALL.to_vec()), any::<u32>());
        let diagnostics = btree_set(note.prop_map(|(code, line)| DiagnosticNote { code, line }), 0..4);
        let diagnostics = diagnostics.prop_map(|notes| notes.into_iter().collect());
        let all = (symbols(), symbols(), edges(), edges(), diagnostics, "\\PC{0,5}");
        all.prop_map(|(symbols_added, symbols_removed, edges_added, edges_removed, diagnostics, reason)| {
            EventDetails { symbols_added, symbols_removed, edges_added, edges_removed, diagnostics, reason }
        })
    }

    fn encoded(details: &EventDetails) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode_details(details, &mut bytes);
        bytes
    }

    #[test]
    fn nothing_to_tell_takes_one_byte() {
        assert_eq!(encoded(&EventDetails::default()), [0]);
    }

    #[test]
    fn lists_that_are_not_known_are_refused() {
        assert_eq!(decode_details(&[64]), Err(DecodeError::Malformed("lists")));
        assert_eq!(decode_details(&[1, 0]), Err(DecodeError::Malformed("a list without rows")));
        assert_eq!(decode_details(&[0, 0]), Err(DecodeError::Malformed("bytes after the end")));
        assert_eq!(decode_details(&[1, 0xff, 0xff, 0xff, 0xff, 0x0f]), Err(DecodeError::Truncated));
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(details in details()) {
            let bytes = encoded(&details);
            prop_assert_eq!(decode_details(&bytes), Ok(details));
            for end in 0..bytes.len() {
                prop_assert!(decode_details(&bytes[..end]).is_err(), "cut at {}", end);
            }
        }

        #[test]
        fn damaged_details_are_read_or_refused(details in details(), at in any::<usize>(), byte in any::<u8>()) {
            let mut bytes = encoded(&details);
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = decode_details(&bytes);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..120)) {
            let _ = decode_details(&bytes);
        }
    }
}
