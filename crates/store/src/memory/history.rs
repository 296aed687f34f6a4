//! Feed and execution log of the store in memory.

use std::collections::{BTreeMap, VecDeque};

use crate::error::StoreError;
use crate::feed::{EventRow, Sequence};
use crate::retention::{EventTable, FeedLength, NewEvent};
use crate::run::{RUNS, RunId, RunRecord};

/// The feed.
#[derive(Clone, Default)]
pub(super) struct Feed {
    pub(super) length: FeedLength,
    pub(super) events: Events,
}

/// Events, ascending, each with the bytes of its encoded details.
#[derive(Clone, Default)]
pub(super) struct Events(VecDeque<(EventRow, u64)>);

impl Events {
    /// Those after `since`.
    pub(super) fn after(&self, since: Sequence) -> impl Iterator<Item = &EventRow> {
        self.0.iter().map(|(row, _)| row).filter(move |row| row.sequence > since)
    }
}

impl EventTable for Events {
    fn insert(&mut self, event: NewEvent<'_>) -> Result<(), StoreError> {
        let NewEvent { sequence, revision, event, encoded } = event;
        self.0.push_back((EventRow { sequence, revision, event: event.clone() }, encoded.len() as u64));
        Ok(())
    }

    fn remove(&mut self, _oldest: Sequence) -> Result<u64, StoreError> {
        Ok(self.0.pop_front().map_or(0, |(_, bytes)| bytes))
    }
}

/// The execution log, by time of starting and id.
#[derive(Clone, Default)]
pub(super) struct Log(pub(super) BTreeMap<(u64, RunId), RunRecord>);

impl Log {
    /// Notes runs in place of those with the same id.
    pub(super) fn note(&mut self, runs: Vec<RunRecord>) {
        for run in runs {
            self.0.retain(|_, known| known.id != run.id);
            self.0.insert((run.started_ms, run.id), run);
        }
        while self.0.len() > RUNS {
            self.0.pop_first();
        }
    }
}
