//! Feed and execution log of a copy.
//!
//! Edges that wait for outcomes to be compared with are not carried, as outcomes that are not trusted are not. The next outcomes of such
//! a file then tell all its edges as new, which is right only for whoever has read the view since. So the feed of such a copy goes on with
//! the event that asks its followers to do so.

use std::ops::ControlFlow;

use model::event::{EventDetails, EventKind};
use store::{
    EventRow, EventWrite, FeedBounds, FileRecord, History, Revision, RunRecord, Sequence, Snapshot,
    StoreError,
};

use super::copy::Unreadable;
use crate::clock;

/// What a copy of a view begins with.
///
/// # Errors
/// When feed or log cannot be read, unless that is left out.
pub(super) fn history(
    snapshot: &dyn Snapshot,
    records: &[FileRecord],
    unreadable: Unreadable,
) -> Result<History, StoreError> {
    let is_mended = unreadable == Unreadable::IsLeftOut;
    let mut history = match History::read(snapshot) {
        Err(StoreError::Corrupt { .. }) if is_mended => what_is_left(snapshot),
        read => read?,
    };
    if is_mended || waits(snapshot, records)? {
        let now = Revision(snapshot.meta()?.revision.0.saturating_add(1));
        tell_rebuilt(&mut history, now);
    }
    Ok(history)
}

/// Whether old edges of some file wait for its outcomes.
fn waits(snapshot: &dyn Snapshot, records: &[FileRecord]) -> Result<bool, StoreError> {
    for record in records.iter().filter(|record| record.resolved_by.is_none()) {
        if snapshot.pending(&record.path)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// No event of a damaged feed, a number that it has never given, and the runs when they can be read.
fn what_is_left(snapshot: &dyn Snapshot) -> History {
    let given = snapshot.feed().map_or(Sequence::default(), |bounds| bounds.next);
    let first = given.max(Sequence(clock::now_ms()));
    let mut runs: Vec<RunRecord> = Vec::new();
    let read = snapshot.runs(&mut |run| {
        runs.push(run);
        ControlFlow::Continue(())
    });
    if read.is_err() {
        runs.clear();
    }
    History { bounds: FeedBounds { first, next: first }, events: Vec::new(), runs }
}

pub(super) fn tell_rebuilt(history: &mut History, revision: Revision) {
    let event = EventWrite {
        kind: EventKind::Rebuilt,
        path: None,
        at_ms: clock::now_ms(),
        details: EventDetails::default(),
    };
    let sequence = history.bounds.next;
    history.events.push(EventRow { sequence, revision, event });
    history.bounds.next = sequence.next();
}
