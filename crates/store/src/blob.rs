//! Facts, structure and source of a file as they are kept: compressed, with a checksum.

use std::cell::RefCell;

use model::structure::FileStructure;
use zstd::bulk::{Compressor, Decompressor};

use crate::error::StoreError;

/// Level for most files: higher ones save a twentieth and cost more than a tenth of what parsing costs.
const LEVEL: i32 = 3;
/// Level for large files, which are tables and generated code: there it saves a tenth.
const LEVEL_OF_LARGE: i32 = 6;
/// From how many bytes on a file is large.
const LARGE: usize = 128 * 1024;
/// Nothing larger is ever written; damaged frames that claim more are refused.
const MAX_SIZE: usize = u32::MAX as usize;

/// Compressed facts, structure and source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Blob {
    /// Encoded facts (`model::codec`), compressed.
    pub facts: Vec<u8>,
    /// Encoded structure ([`model::codec::encode_structure`]), compressed.
    pub structure: Vec<u8>,
    /// The file's bytes, compressed.
    pub source: Vec<u8>,
}

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

impl Blob {
    /// Compresses encoded facts, encoded structure and a file's bytes. Linear.
    ///
    /// # Errors
    /// When memory for the compressor cannot be had.
    pub fn compress(
        encoded_facts: &[u8],
        encoded_structure: &[u8],
        source: &[u8],
    ) -> Result<Self, StoreError> {
        let (facts, structure) = (compress(encoded_facts)?, compress(encoded_structure)?);
        Ok(Self { facts, structure, source: compress(source)? })
    }
}

/// What a compressed structure says.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are damaged.
pub fn structure_of(compressed: &[u8], place: &str) -> Result<FileStructure, StoreError> {
    let encoded = decompress(compressed, "structure", place)?;
    let damaged = |error| StoreError::corrupt("structure", format!("{place} ({error})"));
    model::codec::decode_structure(&encoded).map_err(damaged)
}

/// Compresses with a checksum.
///
/// # Errors
/// When memory for the compressor cannot be had.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    COMPRESSOR.with_borrow_mut(|slot| {
        let compressor = match slot {
            Some(compressor) => compressor,
            None => slot.insert(new_compressor()?),
        };
        let level = if bytes.len() >= LARGE { LEVEL_OF_LARGE } else { LEVEL };
        compressor.set_compression_level(level).map_err(StoreError::io("compression"))?;
        compressor.compress(bytes).map_err(StoreError::io("compression"))
    })
}

fn new_compressor() -> Result<Compressor<'static>, StoreError> {
    let mut compressor = Compressor::new(LEVEL).map_err(StoreError::io("compression"))?;
    compressor.include_checksum(true).map_err(StoreError::io("compression"))?;
    Ok(compressor)
}

/// The reverse of what [`Blob::compress`] does to either part.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are damaged; `what` and `place` say which.
pub fn decompress(bytes: &[u8], what: &'static str, place: &str) -> Result<Vec<u8>, StoreError> {
    let corrupt = || StoreError::corrupt(what, place);
    let size = zstd::zstd_safe::get_frame_content_size(bytes).ok().flatten().ok_or_else(corrupt)?;
    let size = usize::try_from(size).ok().filter(|size| *size <= MAX_SIZE).ok_or_else(corrupt)?;
    // A frame cannot expand more than this; a damaged header must not make us allocate gigabytes.
    let plausible = bytes.len().saturating_mul(100_000).saturating_add(1024);
    if size > plausible {
        return Err(corrupt());
    }
    DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => slot.insert(Decompressor::new().map_err(StoreError::io("compression"))?),
        };
        decompressor.decompress(bytes, size).map_err(|_| corrupt())
    })
}

#[cfg(test)]
mod tests {
    use super::{Blob, decompress};

    #[test]
    fn damage_is_found() {
        let source = b"fn main() {}\n".repeat(50);
        let blob = Blob::compress(b"facts", b"structure", &source).expect("compresses");
        assert_eq!(decompress(&blob.source, "source", "a.rs").expect("whole"), source);
        for at in 0..blob.source.len() {
            let mut damaged = blob.source.clone();
            damaged[at] ^= 0x10;
            let read = decompress(&damaged, "source", "a.rs");
            assert!(read.is_err() || read.is_ok_and(|bytes| bytes == source), "byte {at}");
        }
        assert!(decompress(&[], "source", "a.rs").is_err());
    }
}
