//! The watcher: what is followed. When a batch is given out is the matter of `watcher/waiting.rs`.

mod waiting;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use model::path::RepoPath;
use source::OsFiles;

use crate::backend::{Backend, Refusal, Sink};
use crate::changes::{Followed, Limit};
use crate::error::WatchError;
use crate::git_lock::GitLock;
use crate::inbox::{Inbox, Waker};
use crate::options::WatchOptions;
use crate::os;
use crate::outside::Interests;
use crate::sieve::Sieve;

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
                Err(refusal) if watcher.meets_limit(&refusal) => {}
                Err(refusal) => return Err(WatchError::of_root(root, refusal)),
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
    /// Costs a few system calls a directory; those beyond what the operating system gives cost nothing.
    pub fn follow(&mut self, directories: &[RepoPath]) -> Followed {
        if self.options.poll {
            return Followed::default();
        }
        let mut polled = Vec::new();
        let mut is_exhausted = self.backend.is_none();
        for directory in directories {
            let was_watched = self.enlist(directory);
            if is_exhausted && !was_watched {
                polled.push(directory.clone());
                continue;
            }
            match self.watch(directory) {
                Ok(()) => _ = self.inbox.lock().polled.remove(directory),
                Err(Refusal::Missing) => self.pass_over(directory),
                Err(refusal) => {
                    is_exhausted |= self.meets_limit(&refusal);
                    polled.push(directory.clone());
                }
            }
        }
        polled.sort();
        self.inbox.lock().polled.extend(polled.iter().cloned());
        Followed { polled, limit: self.untold_limit.take() }
    }

    /// The directories that are followed now. One that was deleted or moved away is not among them, not even when there is
    /// another one under its name by now. Costs a copy.
    pub fn followed(&self) -> BTreeSet<RepoPath> {
        self.inbox.lock().followed.clone()
    }

    /// Tells nothing more of these directories and of all below them.
    pub fn forget(&mut self, directories: &[RepoPath]) {
        {
            let mut state = self.inbox.lock();
            directories.iter().for_each(|directory| state.forget(directory));
        }
        self.let_go();
    }

    /// Watches the places outside of the tree as they are now.
    fn watch_outside(&mut self) {
        let outside = self.files().outside();
        self.git.look_in(outside.git.as_deref());
        let Some(backend) = &mut self.backend else { return };
        let interests = Interests::of(&outside);
        // From here on their notices count.
        let former = std::mem::replace(&mut self.inbox.lock().interests, interests.clone());
        let watched = interests.directories().into_iter().map(|directory| backend.watch(directory));
        let refusals: Vec<_> = watched.filter_map(Result::err).collect();
        for directory in former.directories().difference(&interests.directories()) {
            self.unwatch(directory);
        }
        self.polls_outside = !refusals.is_empty();
        refusals.iter().for_each(|refusal| _ = self.meets_limit(refusal));
    }

    /// Stops watching a directory, unless there is a reason left.
    fn unwatch(&mut self, directory: &Path) {
        let is_needed = {
            let state = self.inbox.lock();
            let path = self.inbox.sieve().files().below_root(directory);
            state.interests.watches(directory) || path.is_some_and(|path| state.followed.contains(&path))
        };
        if let Some(backend) = self.backend.as_mut().filter(|_| !is_needed) {
            backend.unwatch(directory);
        }
    }

    fn watch(&mut self, directory: &RepoPath) -> Result<(), Refusal> {
        let absolute = self.files().absolute(directory);
        match &mut self.backend {
            Some(backend) => backend.watch(&absolute),
            None => Err(Refusal::Other(std::io::ErrorKind::Unsupported.into())),
        }
    }

    /// From here on notices of the directory count. Whether it was watched already.
    fn enlist(&self, directory: &RepoPath) -> bool {
        let mut state = self.inbox.lock();
        state.stale.remove(directory);
        let is_new = state.followed.insert(directory.clone());
        !is_new && !state.polled.contains(directory)
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
        let stale = std::mem::take(&mut self.inbox.lock().stale);
        for directory in stale {
            let absolute = self.files().absolute(&directory);
            self.unwatch(&absolute);
        }
    }

    /// Whether a refusal is about a limit; notes the first that is.
    fn meets_limit(&mut self, refusal: &Refusal) -> bool {
        let Refusal::Exhausted(limit) = refusal else { return false };
        if !std::mem::replace(&mut self.has_met_limit, true) {
            self.untold_limit = Some(*limit);
        }
        true
    }

    fn files(&self) -> &OsFiles {
        self.inbox.sieve().files()
    }
}
