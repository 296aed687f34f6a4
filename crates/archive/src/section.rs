//! Sections: a kind, lengths, a hash, and a compressed content.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};

use crate::error::ArchiveError;

/// Level of compression: higher ones save a twentieth and cost several times as much.
const LEVEL: i32 = 5;

/// Bytes before a section's content.
pub(crate) const FRAME: usize = 1 + 4 + 4 + 32;

/// What a section holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    End,
    Head,
    Files,
    Skipped,
}

impl Kind {
    const ALL: [Self; 4] = [Self::End, Self::Head, Self::Files, Self::Skipped];

    fn of(byte: u8) -> Option<Self> {
        Self::ALL.get(usize::from(byte)).copied()
    }
}

/// What stands before a section's content.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) kind: Kind,
    /// Length of the content. Bytes.
    pub(crate) raw: u32,
    /// Length of the content as it is kept. Bytes.
    pub(crate) packed: u32,
    pub(crate) hash: [u8; 32],
}

impl Frame {
    pub(crate) fn to_bytes(self) -> [u8; FRAME] {
        let mut bytes = [0; FRAME];
        bytes[0] = self.kind as u8;
        bytes[1..5].copy_from_slice(&self.raw.to_le_bytes());
        bytes[5..9].copy_from_slice(&self.packed.to_le_bytes());
        bytes[9..].copy_from_slice(&self.hash);
        bytes
    }

    pub(crate) fn of(bytes: &[u8; FRAME]) -> Result<Self, ArchiveError> {
        let kind = Kind::of(bytes[0])
            .ok_or_else(|| ArchiveError::damaged(format!("there is no section of kind {}", bytes[0])))?;
        let number = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let mut hash = [0; 32];
        hash.copy_from_slice(&bytes[9..]);
        Ok(Self { kind, raw: number(1), packed: number(5), hash })
    }
}

thread_local! {
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// What compresses contents.
pub(crate) fn compressor() -> Result<Compressor<'static>, ArchiveError> {
    Ok(Compressor::new(LEVEL)?)
}

/// The content of a section whose bytes are `packed`.
pub(crate) fn unpack(frame: &Frame, packed: &[u8]) -> Result<Vec<u8>, ArchiveError> {
    if blake3::hash(packed).as_bytes() != &frame.hash {
        return Err(ArchiveError::damaged("a section's hash is not that of its bytes"));
    }
    // A frame cannot expand more than this, and a wrong length must not make us allocate gigabytes.
    if u64::from(frame.raw) > (packed.len() as u64).saturating_mul(100_000).saturating_add(1024) {
        return Err(ArchiveError::damaged("a section's length is not that of its content"));
    }
    let wrong = |_| ArchiveError::damaged("a section cannot be decompressed");
    let content = DECOMPRESSOR.with_borrow_mut(|slot| {
        let decompressor = match slot {
            Some(decompressor) => decompressor,
            None => slot.insert(Decompressor::new()?),
        };
        decompressor.decompress(packed, frame.raw as usize).map_err(wrong)
    })?;
    if content.len() != frame.raw as usize {
        return Err(ArchiveError::damaged("a section's length is not that of its content"));
    }
    Ok(content)
}
