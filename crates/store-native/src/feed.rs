//! The change feed: events under their numbers.

use std::ops::ControlFlow;

use model::codec::{DecodeError, Reader, put_uint};
use model::event::EventKind;
use store::{
    Each, EventRow, EventTable, EventWrite, FeedLength, History, NewEvent, Revision, Sequence, StoreError,
    pack_details, unpack_details,
};

use crate::chunks;
use crate::layout::{Change, Space, View};
use crate::meta::{feed_length, put_feed_length};
use crate::records::{long, path, put_long, put_text};

/// Appends events, and drops what becomes too much.
pub(crate) fn append<'e>(
    change: &mut Change<'_>,
    events: impl ExactSizeIterator<Item = (Revision, &'e EventWrite)>,
) -> Result<(), StoreError> {
    if events.len() == 0 {
        return Ok(());
    }
    let mut length = feed_length(change.view())?;
    length.append(&mut Table(change), events)?;
    put_feed_length(change, &length)
}

/// Puts a feed in the place of what is there.
pub(crate) fn replace(change: &mut Change<'_>, history: &History) -> Result<(), StoreError> {
    history.check()?;
    change.clear(Space::Feed)?;
    let mut length = FeedLength::starting_at(history.bounds.first);
    length.append(&mut Table(change), history.events.iter().map(|row| (row.revision, &row.event)))?;
    put_feed_length(change, &length)
}

struct Table<'c, 'e>(&'c mut Change<'e>);

impl EventTable for Table<'_, '_> {
    fn insert(&mut self, event: NewEvent<'_>) -> Result<(), StoreError> {
        let last = self.0.view().last(Space::Feed)?.map(|(key, _)| key);
        if last.is_some_and(|last| last >= &event.sequence.0.to_be_bytes()[..]) {
            return Err(StoreError::corrupt(
                "the feed",
                format!("event {} is there already", event.sequence.0),
            ));
        }
        chunks::put(self.0, Space::Feed, event.sequence.0, &encode(event)?)
    }

    fn remove(&mut self, sequence: Sequence) -> Result<u64, StoreError> {
        // What is dropped need not be whole.
        let value = chunks::get(self.0.view(), Space::Feed, sequence.0).ok().flatten();
        let bytes = value.and_then(|value| long(&mut Reader::new(&value)).ok());
        chunks::delete(self.0, Space::Feed, sequence.0)?;
        Ok(bytes.unwrap_or(0))
    }
}

fn encode(new: NewEvent<'_>) -> Result<Vec<u8>, StoreError> {
    let packed = pack_details(new.encoded)?;
    let mut out = Vec::with_capacity(packed.len() + 64);
    put_long(&mut out, new.encoded.len() as u64);
    put_uint(&mut out, new.event.kind.raw().into());
    put_long(&mut out, new.revision.0);
    put_long(&mut out, new.event.at_ms);
    put_uint(&mut out, new.event.path.is_some().into());
    if let Some(path) = &new.event.path {
        put_text(&mut out, path.as_str());
    }
    put_uint(&mut out, packed.len() as u32);
    out.extend_from_slice(&packed);
    Ok(out)
}

/// An event but for its details; these as they are kept, and how many bytes were encoded.
struct Stored<'b> {
    event: EventWrite,
    revision: Revision,
    packed: &'b [u8],
    length: u64,
}

fn stored(bytes: &[u8]) -> Result<Stored<'_>, DecodeError> {
    let mut reader = Reader::new(bytes);
    let length = long(&mut reader)?;
    let kind = u8::try_from(reader.uint()?).ok().and_then(EventKind::from_raw);
    let kind = kind.ok_or(DecodeError::Malformed("kind"))?;
    let (revision, at_ms) = (Revision(long(&mut reader)?), long(&mut reader)?);
    let path = if reader.uint()? == 0 { None } else { Some(path(&mut reader)?) };
    let count = reader.uint()?;
    let packed = reader.bytes(count)?;
    reader.finish()?;
    let event = EventWrite { kind, path, at_ms, details: model::event::EventDetails::default() };
    Ok(Stored { event, revision, packed, length })
}

fn decode(sequence: Sequence, bytes: &[u8]) -> Result<EventRow, StoreError> {
    let stored = stored(bytes)
        .map_err(|error| StoreError::corrupt("the feed", format!("event {} ({error})", sequence.0)))?;
    let Stored { mut event, revision, packed, length } = stored;
    event.details = unpack_details(packed, length, sequence)?;
    Ok(EventRow { sequence, revision, event })
}

/// Gives the events after `since`.
pub(crate) fn events(view: View<'_>, since: Sequence, each: Each<'_, EventRow>) -> Result<(), StoreError> {
    let Some(first) = since.0.checked_add(1) else { return Ok(()) };
    chunks::each_from(view, Space::Feed, Some(first), &mut |number, bytes| {
        Ok::<ControlFlow<()>, _>(each(decode(Sequence(number), bytes)?))
    })
}

#[cfg(test)]
mod tests {
    use model::codec::encode_details;
    use proptest::prelude::*;
    use store::testing::event;

    use super::{NewEvent, Revision, Sequence, decode, encode};

    proptest! {
        #[test]
        fn events_come_back_and_damage_is_refused_or_read(
            (sequence, revision, at_ms) in any::<(u64, u64, u64)>(),
            reason in "[a-z]{0,600}", has_path in any::<bool>(), cut in any::<usize>(), byte in any::<u8>(),
        ) {
            let mut written = event("a/b", &reason);
            written.at_ms = at_ms;
            written.path = written.path.filter(|_| has_path);
            let mut encoded = Vec::new();
            encode_details(&written.details, &mut encoded);
            let sequence = Sequence(sequence);
            let new = NewEvent { sequence, revision: Revision(revision), event: &written, encoded: &encoded };
            let mut bytes = encode(new).expect("memory for a compressor");
            let read = decode(sequence, &bytes).expect("whole");
            prop_assert_eq!((read.sequence, read.revision, read.event), (sequence, Revision(revision), written));
            let cut = cut % bytes.len();
            prop_assert!(decode(sequence, &bytes[..cut]).is_err());
            bytes[cut] = byte;
            let _ = decode(sequence, &bytes);
        }
    }
}
