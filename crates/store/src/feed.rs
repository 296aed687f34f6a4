//! The change feed: what a store remembers of how its view changed, for whoever follows it.
//!
//! Events are appended in the transaction of the change that they tell of. Their numbers ascend by one and are never used
//! twice, not even by a database that takes another's place: a new one begins at the time of its making in milliseconds, which
//! no feed outruns for long. The feed is bounded; whoever asks for events that were dropped has to read the view again.

use std::ops::ControlFlow;

use model::event::{EventDetails, EventKind};
use model::path::RepoPath;

use crate::contract::Snapshot;
use crate::error::StoreError;
use crate::records::Revision;

/// Number of an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Sequence(pub u64);

impl Sequence {
    /// The number after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// An event to be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventWrite {
    /// What happened.
    pub kind: EventKind,
    /// To which file; `None` for the view as a whole.
    pub path: Option<RepoPath>,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// What else there is to tell.
    pub details: EventDetails,
}

/// An event of the feed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EventRow {
    /// Its number.
    pub sequence: Sequence,
    /// The state that it led to, or led towards.
    pub revision: Revision,
    /// What it tells.
    pub event: EventWrite,
}

/// Which events a store has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FeedBounds {
    /// The first that is there, or would be.
    pub first: Sequence,
    /// The one that comes next.
    pub next: Sequence,
}

impl Default for FeedBounds {
    fn default() -> Self {
        Self { first: Sequence(1), next: Sequence(1) }
    }
}

impl FeedBounds {
    /// Whether everything after event `since` is there.
    pub fn tells_all_after(&self, since: Sequence) -> bool {
        since.next() >= self.first && since < self.next
    }
}

/// How many events a store keeps at most.
pub const FEED_EVENTS: u64 = 100_000;

/// Bytes of encoded details (`model::codec::encode_details`, not compressed) that a store keeps at most, but for those of the newest event.
pub const FEED_BYTES: u64 = 32 << 20;

/// The feed and the execution log as a whole, to be carried into another store.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History {
    /// Which events there are; `events` holds exactly these.
    pub bounds: FeedBounds,
    /// Ascending.
    pub events: Vec<EventRow>,
    /// Runs, by time and id.
    pub runs: Vec<crate::run::RunRecord>,
}

impl History {
    /// Everything that a snapshot tells of feed and log. Linear.
    ///
    /// # Errors
    /// When it cannot be read, or the feed is damaged.
    pub fn read(snapshot: &dyn Snapshot) -> Result<Self, StoreError> {
        let mut history = Self { bounds: snapshot.feed()?, ..Self::default() };
        // Everything that there is, not only what the bounds say.
        snapshot.events(Sequence(0), &mut |row| {
            history.events.push(row);
            ControlFlow::Continue(())
        })?;
        history.check()?;
        snapshot.runs(&mut |run| {
            history.runs.push(run);
            ControlFlow::Continue(())
        })?;
        Ok(history)
    }

    /// The state that a build with this history makes: the one that its newest event led to, or the first.
    pub fn revision(&self) -> Revision {
        self.events.last().map_or(Revision(1), |row| row.revision.max(Revision(1)))
    }

    /// Checks that the events are those that the bounds say.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], naming the first number that is missing or out of place.
    pub fn check(&self) -> Result<(), StoreError> {
        let mut expected = self.bounds.first;
        for row in &self.events {
            if row.sequence != expected {
                return Err(out_of_place(expected));
            }
            expected = expected.next();
        }
        if expected == self.bounds.next { Ok(()) } else { Err(out_of_place(expected)) }
    }
}

fn out_of_place(sequence: Sequence) -> StoreError {
    StoreError::corrupt("the feed", format!("event {}", sequence.0))
}
