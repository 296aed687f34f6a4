//! Facts, structure and sources by content. A key leads to a number, the number to the bytes.

use std::borrow::Cow;

use model::codec;
use model::hash::ContentHash;
use model::structure::FileStructure;
use store::{Blob, BlobKey, Content, StoreError, decompress, keys, structure_of};

use crate::chunks;
use crate::layout::{Change, Space, View};

/// What a key leads to.
#[derive(Clone, Copy)]
pub(crate) struct BlobEntry {
    pub(crate) number: u32,
    /// How many files have the key.
    pub(crate) uses: u32,
}

impl BlobEntry {
    pub(crate) fn encode(self) -> [u8; 8] {
        (u64::from(self.number) << 32 | u64::from(self.uses)).to_be_bytes()
    }

    fn decode(bytes: &[u8]) -> Result<Self, StoreError> {
        let bytes = bytes.try_into().map_err(|_| StoreError::corrupt("facts", "a key"))?;
        let both = u64::from_be_bytes(bytes);
        Ok(Self { number: (both >> 32) as u32, uses: both as u32 })
    }
}

/// The bytes of a key. Those of one content stand together.
pub(crate) fn blob_key(key: &BlobKey) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    bytes.extend_from_slice(key.content_hash.as_bytes());
    bytes.extend_from_slice(&key.fingerprint.to_be_bytes());
    bytes.extend_from_slice(&keys::text_key(key.language.as_bytes()));
    bytes
}

/// Facts and source as one value.
pub(crate) fn encode(blob: &Blob) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(blob.facts.len() + blob.source.len() + 4);
    bytes.extend_from_slice(&(blob.facts.len() as u32).to_be_bytes());
    bytes.extend_from_slice(&blob.facts);
    bytes.extend_from_slice(&blob.source);
    bytes
}

/// Facts and source of one value.
fn parts(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_be_bytes(*head) as usize)
}

/// What a key leads to.
pub(crate) fn find(view: View<'_>, key: &BlobKey) -> Result<Option<BlobEntry>, StoreError> {
    view.get(Space::BlobKey, &blob_key(key))?.map(BlobEntry::decode).transpose()
}

/// Facts and source under a number.
pub(crate) fn content(view: View<'_>, number: u32, place: &str) -> Result<Content, StoreError> {
    let bytes = value(view, number, place)?;
    let (facts, source) = parts(&bytes).ok_or_else(|| StoreError::corrupt("facts", place))?;
    let source = decompress(source, "source", place)?;
    let encoded = decompress(facts, "facts", place)?;
    let damaged = |error| StoreError::corrupt("facts", format!("{place} ({error})"));
    Ok((codec::decode(&encoded, &source).map_err(damaged)?, source))
}

/// Facts and source as they are kept under a number.
pub(crate) fn compressed(view: View<'_>, number: u32, place: &str) -> Result<Blob, StoreError> {
    let bytes = value(view, number, place)?;
    let (facts, source) = parts(&bytes).ok_or_else(|| StoreError::corrupt("facts", place))?;
    let structure = structure_bytes(view, number, place)?.to_vec();
    Ok(Blob { facts: facts.to_vec(), structure, source: source.to_vec() })
}

/// What is counted of the file, under the number of its blob.
pub(crate) fn structure(view: View<'_>, number: u32, place: &str) -> Result<FileStructure, StoreError> {
    structure_of(&structure_bytes(view, number, place)?, place)
}

fn structure_bytes<'t>(view: View<'t>, number: u32, place: &str) -> Result<Cow<'t, [u8]>, StoreError> {
    chunks::get(view, Space::Structure, number)?.ok_or_else(|| StoreError::corrupt("structure", place))
}

fn value<'t>(view: View<'t>, number: u32, place: &str) -> Result<Cow<'t, [u8]>, StoreError> {
    chunks::get(view, Space::Content, number)?.ok_or_else(|| StoreError::corrupt("facts", place))
}

/// The bytes with this hash.
pub(crate) fn source(view: View<'_>, hash: &ContentHash) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(entry) = view.from(Space::BlobKey, hash.as_bytes())?.next() else { return Ok(None) };
    let (key, entry) = entry?;
    if !key.starts_with(hash.as_bytes()) {
        return Ok(None);
    }
    let place = hash.to_string();
    let bytes = value(view, BlobEntry::decode(entry)?.number, &place)?;
    let (_, source) = parts(&bytes).ok_or_else(|| StoreError::corrupt("facts", &*place))?;
    decompress(source, "source", &place).map(Some)
}

/// Counts one more file for a key that is there, or puts the blob under it. Gives the blob's number; `None` when there is no blob.
pub(crate) fn take(
    change: &mut Change<'_>,
    key: &BlobKey,
    blob: Option<&Blob>,
) -> Result<Option<u32>, StoreError> {
    let bytes = blob_key(key);
    let entry = match (find(change.view(), key)?, blob) {
        (Some(entry), _) => BlobEntry { uses: entry.uses + 1, ..entry },
        (None, None) => return Ok(None),
        (None, Some(blob)) => {
            let number = next_number(change.view())?;
            chunks::put(change, Space::Content, number, &encode(blob))?;
            chunks::put(change, Space::Structure, number, &blob.structure)?;
            BlobEntry { number, uses: 1 }
        }
    };
    change.put(Space::BlobKey, &bytes, &entry.encode())?;
    Ok(Some(entry.number))
}

/// Above all that are there, so that content is appended.
fn next_number(view: View<'_>) -> Result<u32, StoreError> {
    let last = view.last(Space::Content)?.and_then(|(key, _)| key.first_chunk::<4>().copied());
    let next = last.map_or(Some(0), |last| u32::from_be_bytes(last).checked_add(1));
    next.ok_or_else(|| StoreError::corrupt("facts", "all numbers are used up; index anew"))
}

/// Counts one file less for a key; what nobody uses any more is taken out by [`sweep`].
pub(crate) fn release(change: &mut Change<'_>, key: &BlobKey) -> Result<(), StoreError> {
    let Some(entry) = find(change.view(), key)? else { return Ok(()) };
    let entry = BlobEntry { uses: entry.uses.saturating_sub(1), ..entry };
    change.put(Space::BlobKey, &blob_key(key), &entry.encode())
}

/// Takes out a blob that no file uses.
pub(crate) fn sweep(change: &mut Change<'_>, key: &BlobKey) -> Result<(), StoreError> {
    let Some(entry) = find(change.view(), key)?.filter(|entry| entry.uses == 0) else { return Ok(()) };
    chunks::delete(change, Space::Content, entry.number)?;
    chunks::delete(change, Space::Structure, entry.number)?;
    change.delete(Space::BlobKey, &blob_key(key)).map(drop)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use store::{Blob, BlobKey};

    use super::{BlobEntry, blob_key, encode, parts};

    fn key() -> impl Strategy<Value = BlobKey> {
        let language = prop_oneof!["[ab]{0,2}", (398usize..404).prop_map(|length| "l".repeat(length))];
        (0u8..3, language, 0u64..3).prop_map(|(byte, language, fingerprint)| BlobKey {
            content_hash: model::hash::ContentHash::of(&[byte]),
            language,
            fingerprint,
        })
    }

    proptest! {
        #[test]
        fn different_keys_have_different_bytes(a in key(), b in key()) {
            prop_assert_eq!(a == b, blob_key(&a) == blob_key(&b));
            prop_assert!(blob_key(&a).len() <= 511);
        }

        #[test]
        fn both_parts_come_back(facts in proptest::collection::vec(any::<u8>(), 0..300), source in proptest::collection::vec(any::<u8>(), 0..9)) {
            let bytes = encode(&Blob { facts: facts.clone(), structure: Vec::new(), source: source.clone() });
            prop_assert_eq!(parts(&bytes), Some((&*facts, &*source)));
        }

        #[test]
        fn other_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..9)) {
            let _ = parts(&bytes);
            let _ = BlobEntry::decode(&bytes);
        }
    }
}
