//! The bytes of a block: for each entry how many bytes of its name it shares with the one before, the rest of the name,
//! file number, ordinal and kind; numbers as LEB128.

use model::codec::{DecodeError, Reader, put_uint};
use model::ids::DefId;
use model::kinds::DefKind;

use super::FqnEntry;
use crate::error::StoreError;

/// Encodes entries.
pub fn encode<'a>(entries: impl Iterator<Item = &'a FqnEntry>) -> Vec<u8> {
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
pub fn decode(block: &[u8]) -> Result<Vec<FqnEntry>, StoreError> {
    entries(block).map_err(|error| StoreError::corrupt("the index of qualified names", error.to_string()))
}

fn entries(block: &[u8]) -> Result<Vec<FqnEntry>, DecodeError> {
    let malformed = DecodeError::Malformed("qualified name");
    let mut reader = Reader::new(block);
    let mut entries = Vec::new();
    let mut name: Vec<u8> = Vec::new();
    while !reader.is_at_end() {
        let shared = reader.uint()? as usize;
        if shared > name.len() {
            return Err(malformed);
        }
        name.truncate(shared);
        let rest = reader.uint()?;
        name.extend_from_slice(reader.bytes(rest)?);
        let file = reader.uint()?;
        let ordinal = DefId::new(reader.uint()?);
        let kind = DefKind::from_raw(reader.uint()?).ok_or_else(|| malformed.clone())?;
        let fqn = String::from_utf8(name.clone()).map_err(|_| malformed.clone())?;
        entries.push(FqnEntry { fqn, file, ordinal, kind });
    }
    Ok(entries)
}
