//! How every store numbers events, and which it drops: one rule, so that all keep the same.

use model::codec::{decode_details, encode_details};
use model::event::EventDetails;

use crate::blob::{compress, decompress};
use crate::error::StoreError;
use crate::feed::{EventWrite, FEED_BYTES, FEED_EVENTS, FeedBounds, Sequence};
use crate::records::Revision;

/// From how many bytes on encoded details are kept compressed: a few ids and names do not get smaller.
const LARGE: usize = 256;

/// An event to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewEvent<'e> {
    /// Its number.
    pub sequence: Sequence,
    /// The state that it led to.
    pub revision: Revision,
    /// What it tells.
    pub event: &'e EventWrite,
    /// Its details, encoded.
    pub encoded: &'e [u8],
}

/// Where a store keeps its events.
pub trait EventTable {
    /// Adds an event, whose number is above all others.
    ///
    /// # Errors
    /// When it cannot be written.
    fn insert(&mut self, event: NewEvent<'_>) -> Result<(), StoreError>;

    /// Takes out an event; gives the bytes of its encoded details, 0 when it is not there.
    ///
    /// # Errors
    /// When it cannot be written.
    fn remove(&mut self, sequence: Sequence) -> Result<u64, StoreError>;
}

/// How long a feed is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FeedLength {
    /// Which events there are.
    pub bounds: FeedBounds,
    /// Bytes of their encoded details.
    pub bytes: u64,
}

impl FeedLength {
    /// A feed without events whose first will have this number.
    pub const fn starting_at(first: Sequence) -> Self {
        Self { bounds: FeedBounds { first, next: first }, bytes: 0 }
    }

    /// What a store has kept of this, when it can be.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when no feed can be so long.
    pub fn checked(self) -> Result<Self, StoreError> {
        let events = self.bounds.next.0.checked_sub(self.bounds.first.0);
        match events {
            Some(..=FEED_EVENTS) => Ok(self),
            _ => Err(StoreError::corrupt("the feed", "its bounds")),
        }
    }

    /// Appends events to a table and drops what becomes too much, oldest first. What is left does not depend on how events are
    /// divided among calls. Cost follows what is appended and dropped.
    ///
    /// # Errors
    /// Those of the table.
    pub fn append<'e>(
        &mut self,
        table: &mut dyn EventTable,
        events: impl IntoIterator<Item = (Revision, &'e EventWrite)>,
    ) -> Result<(), StoreError> {
        let mut encoded = Vec::new();
        for (revision, event) in events {
            encoded.clear();
            encode_details(&event.details, &mut encoded);
            let sequence = self.bounds.next;
            table.insert(NewEvent { sequence, revision, event, encoded: &encoded })?;
            self.bounds.next = sequence.next();
            self.bytes = self.bytes.saturating_add(encoded.len() as u64);
            while self.is_too_long(encoded.len() as u64) {
                self.bytes = self.bytes.saturating_sub(table.remove(self.bounds.first)?);
                self.bounds.first = self.bounds.first.next();
            }
        }
        Ok(())
    }

    /// Whether the oldest event must go, when the newest has so many bytes.
    fn is_too_long(&self, newest: u64) -> bool {
        let events = self.bounds.next.0.saturating_sub(self.bounds.first.0);
        events > FEED_EVENTS || (events > 1 && self.bytes.saturating_sub(newest) > FEED_BYTES)
    }
}

/// Encoded details as stores keep them: compressed when they are many.
///
/// # Errors
/// When memory for the compressor cannot be had.
pub fn pack_details(encoded: &[u8]) -> Result<Vec<u8>, StoreError> {
    if encoded.len() < LARGE { Ok(encoded.to_vec()) } else { compress(encoded) }
}

/// The reverse of [`pack_details`], given how many bytes were encoded.
///
/// # Errors
/// When the bytes are damaged.
pub fn unpack_details(packed: &[u8], length: u64, sequence: Sequence) -> Result<EventDetails, StoreError> {
    let place = || format!("event {}", sequence.0);
    let damaged = || StoreError::corrupt("the feed", place());
    let decoded = if length < LARGE as u64 {
        decode_details(packed)
    } else {
        let encoded = decompress(packed, "the feed", &place())?;
        if encoded.len() as u64 != length {
            return Err(damaged());
        }
        decode_details(&encoded)
    };
    decoded.map_err(|_| damaged())
}

#[cfg(test)]
mod tests {
    use model::event::EventDetails;

    use super::{Sequence, encode_details, pack_details, unpack_details};

    #[test]
    fn details_of_any_length_come_back() {
        for length in [0, 1, 200, 250, 251, 252, 253, 254, 255, 256, 5_000] {
            let details = EventDetails { reason: "r".repeat(length), ..EventDetails::default() };
            let mut encoded = Vec::new();
            encode_details(&details, &mut encoded);
            let packed = pack_details(&encoded).expect("memory for a compressor");
            let bytes = encoded.len() as u64;
            assert_eq!(unpack_details(&packed, bytes, Sequence(1)).expect("whole"), details);
            assert!(packed.len() <= encoded.len().min(300), "{length}");
            assert!(unpack_details(&packed, bytes + 256, Sequence(1)).is_err(), "another length");
        }
    }
}
