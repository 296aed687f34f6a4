//! Where notices are taken in on whatever thread they come, and waited for on another.
//!
//! Notices are not queued but merged where they arrive: a file that is written a million times while nobody asks is one
//! path.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use model::path::RepoPath;

use crate::backend::Notice;
use crate::batch::Batch;
use crate::changes::Changes;
use crate::clock;
use crate::outside::{Interests, Meaning};
use crate::sieve::{Sieve, Sifted};

/// What happened and was not asked for yet.
#[derive(Debug)]
pub(crate) struct Inbox {
    sieve: Sieve,
    state: Mutex<State>,
    /// A batch began, or somebody wants the waiting thread awake.
    happened: Condvar,
}

/// What the threads share.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) batch: Batch,
    /// Directories whose changes count.
    pub(crate) followed: BTreeSet<RepoPath>,
    /// Those of them that no back end watches.
    pub(crate) polled: BTreeSet<RepoPath>,
    /// Directories that were forgotten and are perhaps still watched.
    pub(crate) stale: BTreeSet<RepoPath>,
    /// What counts outside of the tree.
    pub(crate) interests: Interests,
    pub(crate) woken: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Made,
    Changed,
    Gone,
}

impl Inbox {
    pub(crate) fn new(sieve: Sieve) -> Self {
        Self { sieve, state: Mutex::default(), happened: Condvar::new() }
    }

    pub(crate) fn sieve(&self) -> &Sieve {
        &self.sieve
    }

    // Every change of the state is whole before anything can panic.
    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sorts a notice into the batch.
    pub(crate) fn take_in(&self, notice: &Notice) {
        let (path, kind) = match notice {
            Notice::Made(path) => (path, Kind::Made),
            Notice::Changed(path) => (path, Kind::Changed),
            Notice::Gone(path) => (path, Kind::Gone),
            Notice::Lost => {
                return self.note(&mut self.lock(), Changes { rescan: true, ..Changes::default() });
            }
        };
        let sifted = self.sieve.sift(path);
        let mut state = self.lock();
        let mut news = state.news_of_outside(path, kind);
        news.rescan = kind == Kind::Gone && self.sieve.files().root().starts_with(path);
        state.add_news(&mut news, sifted, kind);
        if !news.is_empty() {
            self.note(&mut state, news);
        }
    }

    /// Adds to the batch, and wakes the waiting thread when that begins one. It sleeps until the batch is ready and then
    /// looks again, so further events need not wake it.
    pub(crate) fn note(&self, state: &mut State, news: Changes) {
        if state.batch.note(clock::now(), |changes| changes.merge(news)) {
            self.happened.notify_all();
        }
    }

    /// Sleeps until something happens or the time has come.
    pub(crate) fn sleep(&self, state: MutexGuard<'_, State>, until: Option<Instant>) {
        if state.woken {
            return;
        }
        match until {
            None => drop(self.happened.wait(state).unwrap_or_else(PoisonError::into_inner)),
            Some(until) => {
                let time = until.saturating_duration_since(clock::now());
                drop(self.happened.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner));
            }
        }
    }
}

impl State {
    fn news_of_outside(&self, path: &Path, kind: Kind) -> Changes {
        let meaning = self.interests.meaning(path);
        let lost_sight = kind == Kind::Gone && self.interests.watches(path);
        Changes {
            rules: meaning == Some(Meaning::Rules) || lost_sight,
            head: meaning == Some(Meaning::Head),
            ..Changes::default()
        }
    }

    fn add_news(&mut self, news: &mut Changes, sifted: Sifted, kind: Kind) {
        match sifted {
            Sifted::Entry(path) => {
                let counts = self.is_followed(&path);
                if kind == Kind::Gone {
                    self.forget(&path);
                }
                news.paths.extend(counts.then_some(path));
            }
            Sifted::Repository(directory) if kind != Kind::Changed && self.followed.contains(&directory) => {
                news.rules |= directory == RepoPath::default();
                news.paths.insert(directory);
            }
            Sifted::Repository(_) | Sifted::Nothing => {}
        }
    }

    /// Whether it is a followed directory or lies in one.
    fn is_followed(&self, path: &RepoPath) -> bool {
        let directory =
            || RepoPath::new(path.parent().unwrap_or_default()).expect("the start of a path is one");
        self.followed.contains(path) || self.followed.contains(&directory())
    }

    /// Forgets a directory and all below it.
    pub(crate) fn forget(&mut self, directory: &RepoPath) {
        let gone = at_and_below(&self.followed, directory);
        for directory in &gone {
            self.followed.remove(directory);
            self.polled.remove(directory);
        }
        self.stale.extend(gone);
    }

    /// The directories to poll that lie in no other of them.
    pub(crate) fn topmost_polled(&self) -> Vec<RepoPath> {
        let is_topmost = |path: &&RepoPath| !starts_of(path).any(|start| self.polled.contains(&start));
        self.polled.iter().filter(is_topmost).cloned().collect()
    }
}

/// The directories that `path` lies in, itself excepted.
fn starts_of(path: &RepoPath) -> impl Iterator<Item = RepoPath> {
    let text = path.as_str();
    let starts = text.match_indices('/').map(|(slash, _)| &text[..slash]);
    let root = (!text.is_empty()).then_some("");
    root.into_iter().chain(starts).filter_map(RepoPath::new)
}

fn at_and_below(set: &BTreeSet<RepoPath>, directory: &RepoPath) -> Vec<RepoPath> {
    let prefix = format!("{directory}/");
    let is_inside = |path: &&RepoPath| directory.as_str().is_empty() || path.as_str().starts_with(&prefix);
    // In between there are names like `directory-old`.
    let from = set.range(directory..).take_while(|path| path.as_str().starts_with(directory.as_str()));
    from.filter(|path| *path == directory || is_inside(path)).cloned().collect()
}

impl Changes {
    fn merge(&mut self, news: Self) {
        news.paths.into_iter().for_each(|path| self.add(path));
        self.rules |= news.rules;
        self.head |= news.head;
        if news.rescan {
            self.lose_track();
        }
    }
}

/// Wakes a thread that waits in [`crate::Watcher::next`], from any other thread. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Waker(Arc<Inbox>);

impl Waker {
    pub(crate) fn new(inbox: Arc<Inbox>) -> Self {
        Self(inbox)
    }

    /// Makes the wait that is going on, or the next one, end at once with [`Changes::woken`].
    pub fn wake(&self) {
        self.0.lock().woken = true;
        self.0.happened.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use model::path::RepoPath;

    use super::State;

    fn path(text: &str) -> RepoPath {
        RepoPath::new(text).expect("well formed")
    }

    fn state(followed: &[&str]) -> State {
        let followed: std::collections::BTreeSet<_> = followed.iter().map(|text| path(text)).collect();
        State { polled: followed.clone(), followed, ..State::default() }
    }

    #[test]
    fn a_directory_is_forgotten_with_all_below_and_nothing_beside() {
        let mut state = state(&["", "a", "a-b", "a-b/c", "a.d", "a/b", "a/b/c", "ab"]);
        state.forget(&path("a"));
        let left: Vec<_> = state.followed.iter().map(RepoPath::as_str).collect();
        assert_eq!(left, ["", "a-b", "a-b/c", "a.d", "ab"]);
        assert_eq!(state.polled, state.followed);
        state.forget(&path(""));
        assert!(state.followed.is_empty());
        assert_eq!(state.stale.len(), 8);
    }

    #[test]
    fn of_polled_directories_the_topmost_speak_for_the_others() {
        assert_eq!(state(&["a", "a-b/c", "a/b", "a/b/c"]).topmost_polled(), [path("a"), path("a-b/c")]);
        assert_eq!(state(&["", "a", "b/c"]).topmost_polled(), [path("")]);
    }
}
