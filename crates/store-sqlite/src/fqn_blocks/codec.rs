//! The bytes of a block: for each entry how many bytes of its name it shares with the one before, the rest of the name,
//! file number, ordinal and kind; numbers as LEB128.

use std::ops::ControlFlow;

use model::codec::{DecodeError, Reader, put_uint};
use model::ids::DefId;
use model::kinds::DefKind;

use super::FqnEntry;
use store::StoreError;

/// Encodes entries.
pub(crate) fn encode<'a>(entries: impl Iterator<Item = &'a FqnEntry>) -> Vec<u8> {
    let mut block = Vec::new();
    let mut before: &[u8] = &[];
    for entry in entries {
        let name = entry.fqn.as_bytes();
        let shared = shared(before, name);
        put_uint(&mut block, shared as u32);
        put_uint(&mut block, (name.len() - shared) as u32);
        block.extend_from_slice(&name[shared..]);
        put_uint(&mut block, entry.file);
        put_uint(&mut block, entry.ordinal.raw());
        put_uint(&mut block, entry.kind.into());
        before = name;
    }
    block
}

/// About how many bytes `entry` takes after `before`.
pub(super) fn size(before: Option<&FqnEntry>, entry: &FqnEntry) -> usize {
    let before = before.map_or(&[][..], |before| before.fqn.as_bytes());
    entry.fqn.len() - shared(before, entry.fqn.as_bytes()) + 8
}

fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// Decodes a block.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are none.
pub(crate) fn decode(block: &[u8]) -> Result<Vec<FqnEntry>, StoreError> {
    let mut entries = Vec::new();
    each(block, &mut |row| {
        let fqn = String::from_utf8(row.name.to_vec()).map_err(|_| damaged(&MALFORMED))?;
        entries.push(FqnEntry { fqn, file: row.file, ordinal: row.ordinal, kind: row.kind });
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(entries)
}

/// An entry of a block where it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The display FQN. Not checked to be UTF-8: what is compared with a text need not be.
    pub(super) name: &'a [u8],
    pub(super) file: u32,
    pub(super) ordinal: DefId,
    pub(super) kind: DefKind,
}

const MALFORMED: DecodeError = DecodeError::Malformed("qualified name");

fn damaged(error: &DecodeError) -> StoreError {
    StoreError::corrupt("the index of qualified names", error.to_string())
}

/// Called for each entry; `Break` ends the reading.
pub(super) type EachRow<'a> = &'a mut dyn FnMut(Row<'_>) -> Result<ControlFlow<()>, StoreError>;

/// Gives the entries of a block one after the other, without allocating for each.
pub(super) fn each(block: &[u8], take: EachRow<'_>) -> Result<(), StoreError> {
    let mut reader = Reader::new(block);
    let mut name: Vec<u8> = Vec::with_capacity(128);
    while !reader.is_at_end() {
        let row = next(&mut reader, &mut name).map_err(|error| damaged(&error))?;
        if take(row)?.is_break() {
            break;
        }
    }
    Ok(())
}

fn next<'n>(reader: &mut Reader<'_>, name: &'n mut Vec<u8>) -> Result<Row<'n>, DecodeError> {
    let shared = reader.uint()? as usize;
    if shared > name.len() {
        return Err(MALFORMED);
    }
    name.truncate(shared);
    let rest = reader.uint()?;
    name.extend_from_slice(reader.bytes(rest)?);
    let file = reader.uint()?;
    let ordinal = DefId::new(reader.uint()?);
    let kind = DefKind::from_raw(reader.uint()?).ok_or(MALFORMED)?;
    Ok(Row { name, file, ordinal, kind })
}
