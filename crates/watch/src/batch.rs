//! The changes that were gathered and not yet given out.

use std::time::{Duration, Instant};

use model::path::RepoPath;

use crate::changes::Changes;

/// More distinct paths than this are not told apart: the batch becomes a rescan, and memory stays bounded.
const MOST_PATHS: usize = 100_000;

/// A batch that is being gathered.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    changes: Changes,
    /// When the first and the last event came.
    span: Option<(Instant, Instant)>,
}

impl Batch {
    /// Notes that something happened `now`, and what, if that is new; whether it is the first of the batch.
    pub(crate) fn note(&mut self, now: Instant, what: impl FnOnce(&mut Changes)) -> bool {
        what(&mut self.changes);
        let is_first = self.span.is_none();
        self.span = Some((self.span.map_or(now, |(first, _)| first), now));
        is_first
    }

    /// When the batch is ready, unless something more happens.
    pub(crate) fn ready_at(&self, debounce: Duration, longest_wait: Duration) -> Option<Instant> {
        let (first, last) = self.span?;
        last.checked_add(debounce).into_iter().chain(first.checked_add(longest_wait)).min()
    }

    /// Begins to wait anew, as if everything had happened `now`.
    pub(crate) fn restart(&mut self, now: Instant) {
        self.span = self.span.map(|_| (now, now));
    }

    /// Gives out the batch and begins an empty one.
    pub(crate) fn take(&mut self) -> Changes {
        self.span = None;
        std::mem::take(&mut self.changes)
    }
}

impl Changes {
    pub(crate) fn add(&mut self, path: RepoPath) {
        if self.rescan {
            return;
        }
        self.paths.insert(path);
        if self.paths.len() > MOST_PATHS {
            self.lose_track();
        }
    }

    pub(crate) fn lose_track(&mut self) {
        self.rescan = true;
        self.paths.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use model::path::RepoPath;

    use super::{Batch, MOST_PATHS};
    use crate::changes::Changes;
    use crate::clock;

    const DEBOUNCE: Duration = Duration::from_millis(20);
    const LONGEST: Duration = Duration::from_secs(1);

    #[test]
    fn quiet_makes_a_batch_ready_and_so_does_age() {
        let start = clock::now();
        let mut batch = Batch::default();
        assert_eq!(batch.ready_at(DEBOUNCE, LONGEST), None);
        assert!(batch.note(start, |changes| changes.head = true));
        assert_eq!(batch.ready_at(DEBOUNCE, LONGEST), Some(start + DEBOUNCE));
        let later = start + Duration::from_millis(990);
        assert!(!batch.note(later, |_| {}));
        assert_eq!(batch.ready_at(DEBOUNCE, LONGEST), Some(start + LONGEST));
        batch.restart(later);
        assert_eq!(batch.ready_at(DEBOUNCE, LONGEST), Some(later + DEBOUNCE));
        assert!(batch.take().head);
        assert_eq!(batch.ready_at(DEBOUNCE, LONGEST), None);
    }

    #[test]
    fn too_many_paths_become_a_rescan() {
        let mut changes = Changes::default();
        let mut add = |count: usize| {
            (0..count).for_each(|n| changes.add(RepoPath::new(&n.to_string()).expect("a name")));
            (changes.paths.len(), changes.rescan)
        };
        assert_eq!(add(MOST_PATHS), (MOST_PATHS, false));
        assert_eq!(add(MOST_PATHS), (MOST_PATHS, false), "each counts once");
        assert_eq!(add(MOST_PATHS + 2), (0, true));
    }
}
