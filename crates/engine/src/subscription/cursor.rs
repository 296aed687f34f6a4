//! Where a follower stands in a feed, and what comes next: pages of events, or that the feed cannot go on from there.

use std::ops::ControlFlow;

use model::event::{EventDetails, EventKind};
use store::{EventRow, FeedBounds, Revision, Sequence, Snapshot, StoreError};

use super::notice::ResyncReason;

/// Events that are read at once, at most.
const PAGE_EVENTS: usize = 256;
/// What they may weigh before the page ends. Bytes of memory, about.
const PAGE_BYTES: usize = 1 << 20;

/// Where to begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Since {
    /// After the newest event.
    Now,
    /// After this one.
    Event(Sequence),
    /// With the oldest event that there is.
    Start,
}

/// A place between two events of a feed.
#[derive(Clone)]
pub(super) struct Cursor {
    /// The event before it.
    at: Sequence,
    /// What that event was, when it was there: another database may have one of the same number.
    anchor: Option<Anchor>,
}

/// What tells an event from another of its number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Anchor {
    revision: Revision,
    at_ms: u64,
    kind: EventKind,
}

/// What comes next.
pub(super) enum Read {
    /// These events, and whether there are more.
    Page(Vec<EventRow>, bool),
    /// The feed does not go on from here. The cursor stands behind its newest event now.
    Lost(ResyncReason),
}

impl Cursor {
    /// Where `since` is in the feed of a snapshot.
    pub(super) fn new(snapshot: &dyn Snapshot, since: Since) -> Result<Self, StoreError> {
        let bounds = snapshot.feed()?;
        match since {
            Since::Start => Ok(Self::before(bounds.first)),
            Since::Now => Self::behind(snapshot, before(bounds.next)),
            Since::Event(sequence) => Self::behind(snapshot, sequence),
        }
    }

    fn before(first: Sequence) -> Self {
        Self { at: before(first), anchor: None }
    }

    fn behind(snapshot: &dyn Snapshot, at: Sequence) -> Result<Self, StoreError> {
        let mut anchor = None;
        if let Some(before) = at.0.checked_sub(1) {
            snapshot.events(Sequence(before), &mut |row| {
                anchor = (row.sequence == at).then(|| Anchor::of(&row));
                ControlFlow::Break(())
            })?;
        }
        Ok(Self { at, anchor })
    }

    /// The event that it stands behind.
    pub(super) fn at(&self) -> Sequence {
        self.at
    }

    /// What comes next in the feed of a snapshot; goes on behind it. Bounded in events and bytes, but for one event.
    pub(super) fn read(&mut self, snapshot: &dyn Snapshot) -> Result<Read, StoreError> {
        let bounds = snapshot.feed()?;
        if self.at >= bounds.next {
            return self.lose(snapshot, bounds, ResyncReason::Ahead);
        }
        if self.at.next() < bounds.first {
            if !begins_with_the_view(snapshot)? {
                return self.lose(snapshot, bounds, ResyncReason::Pruned);
            }
            *self = Self::before(bounds.first);
        }
        if self.at.next() == bounds.next {
            return Ok(Read::Page(Vec::new(), false));
        }
        let anchor = self.anchor.filter(|_| self.at >= bounds.first);
        let since = if anchor.is_some() { before(self.at) } else { self.at };
        let mut rows = page(snapshot, since)?;
        if anchor.is_some() && rows.first().map(Anchor::of) != anchor {
            return self.lose(snapshot, bounds, ResyncReason::Rebuilt);
        }
        rows.drain(..usize::from(anchor.is_some()));
        let last = rows.last().ok_or_else(|| out_of_place(self.at.next()))?;
        *self = Self { at: last.sequence, anchor: Some(Anchor::of(last)) };
        Ok(Read::Page(rows, self.at.next() < bounds.next))
    }

    fn lose(
        &mut self,
        snapshot: &dyn Snapshot,
        bounds: FeedBounds,
        reason: ResyncReason,
    ) -> Result<Read, StoreError> {
        *self = Self::behind(snapshot, before(bounds.next))?;
        Ok(Read::Lost(reason))
    }
}

impl Anchor {
    fn of(row: &EventRow) -> Self {
        Self { revision: row.revision, at_ms: row.event.at_ms, kind: row.event.kind }
    }
}

/// Whether the first event that there is tells that the view was built: what came before was another view's.
fn begins_with_the_view(snapshot: &dyn Snapshot) -> Result<bool, StoreError> {
    let mut kind = None;
    snapshot.events(Sequence(0), &mut |row| {
        kind = Some(row.event.kind);
        ControlFlow::Break(())
    })?;
    Ok(kind == Some(EventKind::Rebuilt))
}

/// The events after `since`, so many as a page holds.
fn page(snapshot: &dyn Snapshot, since: Sequence) -> Result<Vec<EventRow>, StoreError> {
    let (mut rows, mut bytes, mut expected) = (Vec::new(), 0, since);
    let mut is_in_order = true;
    snapshot.events(since, &mut |row| {
        expected = expected.next();
        is_in_order = row.sequence == expected;
        bytes += weight(&row.event.details);
        rows.push(row);
        // The first may be the anchor.
        let is_full = rows.len() > PAGE_EVENTS || (rows.len() > 1 && bytes >= PAGE_BYTES);
        if is_in_order && !is_full { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    if is_in_order { Ok(rows) } else { Err(out_of_place(expected)) }
}

/// What details take in memory, about. Bytes.
fn weight(details: &EventDetails) -> usize {
    let EventDetails { symbols_added, symbols_removed, edges_added, edges_removed, diagnostics, reason } =
        details;
    let symbols = symbols_added.iter().chain(symbols_removed).map(|note| size_of_val(note) + note.fqn.len());
    let edges = size_of_val(&edges_added[..]) + size_of_val(&edges_removed[..]);
    symbols.sum::<usize>() + edges + size_of_val(&diagnostics[..]) + reason.len() + size_of::<EventRow>()
}

/// The number before this one.
fn before(sequence: Sequence) -> Sequence {
    Sequence(sequence.0.saturating_sub(1))
}

fn out_of_place(sequence: Sequence) -> StoreError {
    StoreError::corrupt("the feed", format!("event {}", sequence.0))
}
