//! Waiting for git: while it holds `index.lock`, it is in the middle of writing the work tree.
//!
//! Git takes the lock before it writes the first file and lets go of it after the last, so a switch of branches is one
//! batch. A lock that nobody lets go of, left by a crash, is waited for once and not longer than it is young.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::clock;

/// How long a lock is respected after it was written, and how long a batch is held back at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// The lock of a work tree's index, and how long a batch has been held back for it.
#[derive(Debug, Default)]
pub(crate) struct GitLock {
    path: Option<PathBuf>,
    since: Option<Instant>,
    /// When the lock was written that was waited for in vain.
    given_up: Option<SystemTime>,
}

/// What a lock says about a batch that is ready.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hold {
    /// Give it out.
    Free,
    /// Hold it back and look again.
    Held,
    /// It was held back until now; git let go of the lock.
    Released,
}

impl GitLock {
    /// Looks for the lock in the directory that git keeps for the work tree.
    pub(crate) fn look_in(&mut self, git: Option<&Path>) {
        self.path = git.map(|git| git.join("index.lock"));
    }

    /// Whether a batch that is ready `now` must be held back.
    pub(crate) fn hold(&mut self, now: Instant) -> Hold {
        let Some(written) = self.young_lock().filter(|&written| self.given_up != Some(written)) else {
            return if self.since.take().is_some() { Hold::Released } else { Hold::Free };
        };
        let since = *self.since.get_or_insert(now);
        if now.duration_since(since) < PATIENCE {
            return Hold::Held;
        }
        self.since = None;
        self.given_up = Some(written);
        Hold::Free
    }

    fn young_lock(&self) -> Option<SystemTime> {
        let metadata = self.path.as_ref()?.symlink_metadata().ok()?;
        clock::age(&metadata).filter(|&(_, age)| age < PATIENCE).map(|(written, _)| written)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{GitLock, Hold, PATIENCE};
    use crate::clock;

    #[test]
    fn a_lock_is_respected_until_it_is_gone() {
        let git = tempfile::tempdir().expect("a temporary directory");
        let mut lock = GitLock::default();
        let now = clock::now();
        assert_eq!(lock.hold(now), Hold::Free, "no repository");
        lock.look_in(Some(git.path()));
        assert_eq!(lock.hold(now), Hold::Free);
        fs::write(git.path().join("index.lock"), "").expect("writable");
        assert_eq!(lock.hold(now), Hold::Held);
        fs::remove_file(git.path().join("index.lock")).expect("it exists");
        assert_eq!(lock.hold(now), Hold::Released);
        assert_eq!(lock.hold(now), Hold::Free);
    }

    #[test]
    fn patience_ends_and_the_same_lock_is_not_waited_for_again() {
        let git = tempfile::tempdir().expect("a temporary directory");
        let mut lock = GitLock::default();
        lock.look_in(Some(git.path()));
        let file = fs::File::create(git.path().join("index.lock")).expect("writable");
        // A clock that runs ahead keeps it young for ever.
        let written = file.metadata().and_then(|data| data.modified()).expect("supported");
        file.set_modified(written + PATIENCE * 10).expect("it is ours");
        let now = clock::now();
        assert_eq!(lock.hold(now), Hold::Held);
        assert_eq!(lock.hold(now + PATIENCE), Hold::Free);
        assert_eq!(lock.hold(now + PATIENCE), Hold::Free);
        file.set_modified(written + PATIENCE * 11).expect("it is ours");
        assert_eq!(lock.hold(now + PATIENCE), Hold::Held, "another lock");
    }

    #[test]
    fn an_old_lock_is_left_over() {
        let git = tempfile::tempdir().expect("a temporary directory");
        let mut lock = GitLock::default();
        lock.look_in(Some(git.path()));
        let file = fs::File::create(git.path().join("index.lock")).expect("writable");
        let written = file.metadata().and_then(|data| data.modified()).expect("supported");
        file.set_modified(written - PATIENCE * 2).expect("it is ours");
        assert_eq!(lock.hold(clock::now()), Hold::Free);
    }
}
