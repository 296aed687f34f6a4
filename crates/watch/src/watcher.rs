//! The watcher: who follows what, and when a batch is given out.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use model::path::RepoPath;
use source::{OsFiles, SourceError};

use crate::backend::{Backend, Refusal, Sink};
use crate::changes::{Changes, Followed, Limit};
use crate::clock;
use crate::error::WatchError;
use crate::git_lock::{GitLock, Hold};
use crate::inbox::{Inbox, Waker};
use crate::options::WatchOptions;
use crate::os;
use crate::outside::Interests;
use crate::sieve::Sieve;

/// How often a lock is looked at while it holds a batch back.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Follows a tree. What is gathered while nobody waits is given out by the next wait.
///
/// Dropping it ends all watching. See the crate's documentation for the order in which to follow and to list.
pub struct Watcher {
    options: WatchOptions,
    inbox: Arc<Inbox>,
    /// None when everything is polled.
    backend: Option<Box<dyn Backend>>,
    git: GitLock,
    has_met_limit: bool,
    untold_limit: Option<Limit>,
    /// Whether a place outside of the tree could not be watched.
    polls_outside: bool,
    next_poll: Option<Instant>,
}

impl Watcher {
    /// Begins to watch what decides about the tree at `root` from outside. The tree itself is watched where and when it
    /// is followed. When the operating system gives no more, everything is polled and the first answer of
    /// [`Watcher::follow`] says so.
    ///
    /// # Errors
    /// The root is not a directory that can be listed, or the operating system offers no events for another reason than
    /// a limit.
    pub fn start(root: &Path, options: WatchOptions) -> Result<Self, WatchError> {
        Self::start_on(root, options, os::start)
    }

    /// [`Watcher::start`] on another source of events than the operating system. `make` gets the root, canonical, and
    /// where to tell; it is not called when the options say to poll.
    ///
    /// # Errors
    /// Those of [`Watcher::start`].
    pub fn start_on(
        root: &Path,
        options: WatchOptions,
        make: impl FnOnce(&Path, Sink) -> Result<Box<dyn Backend>, Refusal>,
    ) -> Result<Self, WatchError> {
        let files = OsFiles::open(root, true)?;
        let root = files.root().to_owned();
        let inbox = Arc::new(Inbox::new(Sieve::new(files, &options.ignore)));
        let mut watcher = Self {
            options,
            inbox,
            backend: None,
            git: GitLock::default(),
            has_met_limit: false,
            untold_limit: None,
            polls_outside: false,
            next_poll: None,
        };
        if !watcher.options.poll {
            match make(&root, Sink::new(Arc::clone(&watcher.inbox))) {
                Ok(backend) => watcher.backend = Some(backend),
                Err(Refusal::Exhausted(limit)) => watcher.meet(limit),
                Err(Refusal::Missing) => return Err(SourceError::RootNotFound { path: root }.into()),
                Err(Refusal::Other(source)) => return Err(WatchError::Unwatchable { path: root, source }),
            }
        }
        if watcher.backend.is_none() {
            watcher.inbox.lock().polled.insert(RepoPath::default());
        }
        watcher.watch_outside();
        Ok(watcher)
    }

    /// A handle that wakes [`Watcher::next`].
    pub fn waker(&self) -> Waker {
        Waker::new(Arc::clone(&self.inbox))
    }

    /// Tells of changes in these directories from now on. One that does not exist is passed over: if it comes back, the
    /// directory above tells. Directories that are followed already are followed anew.
    ///
    /// Costs a few system calls a directory; when the operating system gives no more, only as many as it gives.
    pub fn follow(&mut self, directories: &[RepoPath]) -> Followed {
        let mut polled = Vec::new();
        let mut is_exhausted = false;
        for directory in directories {
            self.enlist(directory);
            let is_watched = !is_exhausted
                && match self.watch(directory) {
                    Ok(()) => true,
                    Err(Refusal::Missing) => {
                        self.pass_over(directory);
                        continue;
                    }
                    Err(Refusal::Exhausted(limit)) => {
                        self.meet(limit);
                        is_exhausted = true;
                        false
                    }
                    Err(Refusal::Other(_)) => false,
                };
            if is_watched {
                self.inbox.lock().polled.remove(directory);
            } else if !self.options.poll {
                self.inbox.lock().polled.insert(directory.clone());
                polled.push(directory.clone());
            }
        }
        polled.sort();
        Followed { polled, limit: self.untold_limit.take() }
    }

    /// Tells nothing more of these directories and of all below them.
    pub fn forget(&mut self, directories: &[RepoPath]) {
        {
            let mut state = self.inbox.lock();
            directories.iter().for_each(|directory| state.forget(directory));
        }
        self.let_go();
    }

    /// Waits until a batch is ready, somebody calls [`Waker::wake`], or `wait` is over; without `wait` as long as it
    /// takes. Answers nothing ([`Changes::is_empty`]) when the wait is over; what was gathered until then is kept.
    ///
    /// A batch is ready when nothing happened for [`WatchOptions::debounce`], or when it is as old as
    /// [`WatchOptions::longest_wait`]. While git holds `index.lock` of the root's work tree, it waits on: at most 30
    /// seconds, and not for a lock that is older. Then again until nothing happens.
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

    /// Watches the places outside of the tree as they are now.
    fn watch_outside(&mut self) {
        let outside = self.inbox.sieve().files().outside();
        self.git.look_in(outside.git.as_deref());
        let Some(backend) = &mut self.backend else { return };
        let interests = Interests::of(&outside);
        // From here on their notices count.
        let former = std::mem::replace(&mut self.inbox.lock().interests, interests.clone());
        let mut refusals = Vec::new();
        for directory in interests.directories() {
            refusals.extend(backend.watch(directory).err());
        }
        let followed: Vec<_> = self.inbox.lock().followed.iter().cloned().collect();
        let files = self.inbox.sieve().files();
        for directory in former.directories().difference(&interests.directories()) {
            let is_followed =
                files.below_root(directory).is_some_and(|path| followed.binary_search(&path).is_ok());
            if !is_followed {
                backend.unwatch(directory);
            }
        }
        self.polls_outside = !refusals.is_empty();
        for refusal in refusals {
            if let Refusal::Exhausted(limit) = refusal {
                self.meet(limit);
            }
        }
    }

    fn watch(&mut self, directory: &RepoPath) -> Result<(), Refusal> {
        let absolute = self.inbox.sieve().files().absolute(directory);
        match &mut self.backend {
            Some(backend) => backend.watch(&absolute),
            None => Err(Refusal::Other(std::io::ErrorKind::Unsupported.into())),
        }
    }

    /// From here on notices of the directory count.
    fn enlist(&self, directory: &RepoPath) {
        let mut state = self.inbox.lock();
        state.followed.insert(directory.clone());
        state.stale.remove(directory);
    }

    fn pass_over(&self, directory: &RepoPath) {
        let mut state = self.inbox.lock();
        state.forget(directory);
        if directory.as_str().is_empty() {
            // Nobody above tells when it comes back.
            state.polled.insert(directory.clone());
        }
    }

    /// Stops watching what was forgotten.
    fn let_go(&mut self) {
        let (stale, interests) = {
            let mut state = self.inbox.lock();
            (std::mem::take(&mut state.stale), state.interests.clone())
        };
        let Some(backend) = &mut self.backend else { return };
        for directory in stale {
            let absolute = self.inbox.sieve().files().absolute(&directory);
            if !interests.watches(&absolute) {
                backend.unwatch(&absolute);
            }
        }
    }

    fn meet(&mut self, limit: Limit) {
        if !std::mem::replace(&mut self.has_met_limit, true) {
            self.untold_limit = Some(limit);
        }
    }
}
