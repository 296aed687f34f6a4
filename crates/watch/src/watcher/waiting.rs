//! Waiting for a batch.

use std::sync::Arc;
use std::time::{Duration, Instant};

use model::path::RepoPath;

use super::Watcher;
use crate::changes::Changes;
use crate::clock;
use crate::git_lock::Hold;

/// How often a lock is looked at while it holds a batch back.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl Watcher {
    /// Waits until a batch is ready, somebody calls [`Waker::wake`](crate::Waker::wake), or `wait` is
    /// over; without `wait` as long as it takes. Answers nothing ([`Changes::is_empty`]) when the wait is
    /// over; what was gathered until then is kept.
    ///
    /// A batch is ready when nothing happened for
    /// [`WatchOptions::debounce`](crate::WatchOptions::debounce), or when it is as old as
    /// [`WatchOptions::longest_wait`](crate::WatchOptions::longest_wait). While git holds `index.lock` of
    /// the root's work tree, it waits on: at most 30 seconds, and not for a lock that is older. Then
    /// again until nothing happens.
    ///
    /// While nothing is gathered and nothing polled, waiting costs nothing.
    pub fn next(&mut self, wait: Option<Duration>) -> Changes {
        let until = wait.and_then(|wait| clock::now().checked_add(wait));
        self.let_go();
        self.plan_poll();
        loop {
            if let Some(changes) = self.step(until) {
                self.settle(&changes);
                return changes;
            }
        }
    }

    /// Looks once, and sleeps until it is worth looking again.
    fn step(&mut self, until: Option<Instant>) -> Option<Changes> {
        let now = clock::now();
        self.poll_when_due(now);
        let inbox = Arc::clone(&self.inbox);
        let mut state = inbox.lock();
        if std::mem::take(&mut state.woken) {
            return Some(Changes { woken: true, ..Changes::default() });
        }
        let mut look = state.batch.ready_at(self.options.debounce, self.options.longest_wait);
        if look.is_some_and(|ready| ready <= now) {
            // Asking the disk must not keep notices waiting.
            drop(state);
            let hold = self.git.hold(now);
            state = inbox.lock();
            match hold {
                Hold::Free => return Some(state.batch.take()),
                Hold::Released => {
                    state.batch.restart(now);
                    return None;
                }
                Hold::Held => look = now.checked_add(LOOK_AGAIN),
            }
        }
        if until.is_some_and(|until| until <= now) {
            return Some(Changes::default());
        }
        inbox.sleep(state, [look, until, self.next_poll].into_iter().flatten().min());
        None
    }

    /// What must be done before changes are given out, so that nothing is missed after.
    fn settle(&mut self, changes: &Changes) {
        if changes.rescan {
            // Names of directories may have changed unnoticed.
            let root = RepoPath::default();
            let mut state = self.inbox.lock();
            state.forget(&root);
            // Until it is followed again, or for as long as it does not exist.
            state.polled.insert(root);
            drop(state);
            self.let_go();
        }
        if changes.rules || changes.rescan {
            self.watch_outside();
        }
    }

    fn plan_poll(&mut self) {
        let polls = self.polls_outside || !self.inbox.lock().polled.is_empty();
        self.next_poll = match self.next_poll {
            _ if !polls => None,
            None => clock::now().checked_add(self.options.poll_interval),
            planned => planned,
        };
    }

    fn poll_when_due(&mut self, now: Instant) {
        if self.next_poll.is_none_or(|due| due > now) {
            return;
        }
        self.next_poll = None;
        let mut state = self.inbox.lock();
        let paths = state.topmost_polled();
        let files = self.inbox.sieve().files();
        state.polled.retain(|path| path.as_str().is_empty() || files.absolute(path).is_dir());
        let rules = self.polls_outside;
        self.inbox
            .note(&mut state, Changes { paths: paths.into_iter().collect(), rules, ..Changes::default() });
    }
}
