//! Following a tree: what changes in it is in the database a moment later.
//!
//! ```text
//! watch ──changed paths──► Keeper::update ──directories listed──► follow those that are new, list them once more
//! ```
//!
//! A directory tells of changes only from the moment when it is followed, so whatever was listed before that is listed again: a
//! batch ends when a listing shows no directory that was not followed before it.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use model::path::RepoPath;
use source::FileSystem as _;
use store::writer::{self, HeldLock, Holder, WATCHER};
use watch::{Changes, Limit, Waker, WatchOptions, Watcher};

use crate::database_signal::DatabaseSignal;
use crate::error::EngineError;
use crate::index::{IndexOptions, Progress};
use crate::keeper::{BatchReport, Keeper, held};
use crate::view::Scope;
use crate::{clock, run_log};

/// How a tree is watched.
#[derive(Clone, Debug)]
pub struct WatchSettings {
    /// A batch is ready when nothing happened for this long.
    pub debounce: Duration,
    /// Look at the whole tree at regular intervals instead of being told of changes by the operating system.
    pub poll: bool,
    /// The interval.
    pub poll_interval: Duration,
    /// Whether to begin with a look at the whole tree. Without it only what changes from now on is brought up to date.
    pub scan_initial: bool,
}

impl Default for WatchSettings {
    fn default() -> Self {
        let WatchOptions { debounce, poll, poll_interval, .. } = WatchOptions::default();
        Self { debounce, poll, poll_interval, scan_initial: true }
    }
}

/// What a watch tells.
#[derive(Debug)]
pub enum WatchEvent<'a> {
    /// The tree is followed from now on, and this many directories of it.
    Following {
        /// Directories of the tree.
        directories: usize,
    },
    /// Changes are committed.
    Batch {
        /// What was done.
        report: &'a BatchReport,
        /// How long it took from when the changes were known. Milliseconds.
        ms: u64,
    },
    /// Another process has committed something.
    Elsewhere {
        /// The newest revision.
        revision: u64,
        /// Its digest.
        digest: model::hash::Digest,
    },
    /// The operating system watches no more directories; so many are polled.
    Limited {
        /// Which limit was met.
        limit: Limit,
        /// Directories that are polled.
        polled: usize,
    },
    /// Changes could not be committed; it is tried again.
    Trouble(&'a EngineError),
}

/// One who is told, and can end the watch.
pub trait Observer: Progress {
    /// Something happened.
    fn tell(&self, event: WatchEvent<'_>);
    /// What wakes the watch, to be called when [`Progress::is_stopped`] has become true.
    fn waker(&self, waker: Waker);
}

/// How often in a row a batch may fail.
const PATIENCE: u32 = 5;
/// How long to wait before a batch is tried again, and how often it is looked whether others have written.
const PAUSE: Duration = Duration::from_secs(1);

/// Keeps the database at `db` up to date with the tree at `root` until `observer` wants it to end. Without `root` it is the tree of the
/// database, and the files that it was made of.
///
/// # Errors
/// When the tree cannot be watched, another process watches it into the same database, or changes cannot be committed again and again.
pub fn watch(
    root: Option<&Path>,
    db: &Path,
    options: &IndexOptions,
    settings: &WatchSettings,
    observer: &dyn Observer,
) -> Result<(), EngineError> {
    let mut keeper = match root {
        Some(root) => Keeper::open(root, db, options)?,
        None => Keeper::of(db, options)?,
    };
    let _lock = lock(db, options)?;
    let ended = Watch::start(&mut keeper, db, settings, observer).and_then(|mut watch| watch.run());
    let ended = match ended {
        Err(EngineError::Stopped) => Ok(()),
        ended => ended,
    };
    let stopped = EngineError::Stopped;
    keeper.close(Some(ended.as_ref().err().unwrap_or(&stopped)));
    ended
}

/// Who watches the tree of a database, if anybody does.
pub fn watcher_of(db: &Path) -> Option<Holder> {
    writer::holder(db, WATCHER)
}

/// Who writes a database now, if anybody does.
pub fn writer_of(db: &Path) -> Option<Holder> {
    writer::holder(db, writer::WRITER)
}

/// The right to watch, waited for as long as the options say.
fn lock(db: &Path, options: &IndexOptions) -> Result<HeldLock, EngineError> {
    let holder = run_log::holder(&options.invocation);
    writer::take(db, WATCHER, &holder, options.patience)?.ok_or_else(|| held(db, WATCHER))
}

/// A watch going on.
struct Watch<'a> {
    keeper: &'a mut Keeper,
    observer: &'a dyn Observer,
    watcher: Watcher,
    signal: DatabaseSignal,
    settings: &'a WatchSettings,
    /// Directories that are followed.
    followed: BTreeSet<RepoPath>,
    /// What the next batch has to look at.
    due: Due,
    /// Batches that failed in a row.
    failures: u32,
    /// Whether another process has been writing since the last attempt.
    is_waiting: bool,
    /// When it was looked whether others have written.
    looked: Instant,
    /// Whether a batch has been told.
    is_told: bool,
}

/// What is to be looked at.
#[derive(Default)]
struct Due {
    paths: BTreeSet<RepoPath>,
    all: bool,
}

impl Due {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.all
    }
}

impl<'a> Watch<'a> {
    fn start(
        keeper: &'a mut Keeper,
        db: &Path,
        settings: &'a WatchSettings,
        observer: &'a dyn Observer,
    ) -> Result<Self, EngineError> {
        let options = WatchOptions {
            debounce: settings.debounce,
            poll: settings.poll,
            poll_interval: settings.poll_interval,
            ignore: vec![std::path::absolute(db).unwrap_or_else(|_| db.to_owned())],
            ..WatchOptions::default()
        };
        let watcher = Watcher::start(keeper.root(), options)?;
        observer.waker(watcher.waker());
        let mut watch = Self {
            keeper,
            observer,
            watcher,
            signal: DatabaseSignal::new(db),
            settings,
            followed: BTreeSet::new(),
            due: Due::default(),
            failures: 0,
            is_waiting: false,
            looked: clock::now(),
            is_told: false,
        };
        watch.follow_all()?;
        watch.due.all = settings.scan_initial;
        Ok(watch)
    }

    fn run(&mut self) -> Result<(), EngineError> {
        loop {
            if self.observer.is_stopped() {
                return Ok(());
            }
            if !self.due.is_empty() {
                self.attempt()?;
                continue;
            }
            let is_learning = self.keeper.read_ahead();
            let changes = self.watcher.next(Some(if is_learning { Duration::ZERO } else { PAUSE }));
            self.note(changes)?;
            if !is_learning || self.looked.elapsed() > PAUSE {
                self.look_elsewhere();
            }
        }
    }

    /// Adds changes to what is due.
    fn note(&mut self, changes: Changes) -> Result<(), EngineError> {
        if changes.rescan {
            self.follow_all()?;
        }
        self.due.all |= changes.rescan || changes.rules;
        self.due.paths.extend(changes.paths);
        Ok(())
    }

    /// Follows every directory of the tree, as if none were followed.
    fn follow_all(&mut self) -> Result<(), EngineError> {
        if self.settings.poll {
            return Ok(());
        }
        let listed = self.keeper.files().discover(&self.keeper.options().discover)?.directories;
        self.followed.clear();
        self.follow(&listed);
        self.observer.tell(WatchEvent::Following { directories: listed.len() });
        Ok(())
    }

    fn follow(&mut self, directories: &[RepoPath]) {
        let followed = self.watcher.follow(directories);
        self.followed.extend(directories.iter().cloned());
        if let Some(limit) = followed.limit {
            self.observer.tell(WatchEvent::Limited { limit, polled: followed.polled.len() });
        }
    }

    /// Commits what is due; what could not be committed stays due.
    fn attempt(&mut self) -> Result<(), EngineError> {
        let due = std::mem::take(&mut self.due);
        match self.commit(&due) {
            Ok(()) => (self.failures, self.is_waiting) = (0, false),
            Err(EngineError::Stopped) => return Err(EngineError::Stopped),
            // Somebody else's work may take long: told once, waited for.
            Err(error @ EngineError::Held { .. }) => {
                if !std::mem::replace(&mut self.is_waiting, true) {
                    self.observer.tell(WatchEvent::Trouble(&error));
                }
                self.put_back(due);
            }
            Err(error) => {
                self.failures += 1;
                if self.failures > PATIENCE {
                    return Err(error);
                }
                self.observer.tell(WatchEvent::Trouble(&error));
                let changes = self.watcher.next(Some(PAUSE));
                self.note(changes)?;
                self.put_back(due);
            }
        }
        Ok(())
    }

    fn put_back(&mut self, due: Due) {
        self.due.all |= due.all;
        self.due.paths.extend(due.paths);
    }

    /// Looks at what is due, follows what that shows, and looks there again.
    fn commit(&mut self, due: &Due) -> Result<(), EngineError> {
        let begun = clock::now_ms();
        let mut report = if due.all {
            self.keeper.scan(self.observer)?
        } else {
            self.keeper.update(due.paths.iter().cloned(), self.observer)?
        };
        let mut fresh = if due.all { self.watcher.followed() } else { BTreeSet::new() };
        loop {
            let new = self.newly_listed(&report, &mut fresh);
            if new.is_empty() {
                break;
            }
            self.follow(&new);
            let more = self.keeper.update(new, self.observer)?;
            report = BatchReport { tally: report.tally.and(more.tally.clone()), cold: report.cold, ..more };
        }
        self.signal.settle();
        // The first is told whatever it did: who waits for it knows then that the index is up to date.
        if !std::mem::replace(&mut self.is_told, true) || report.cold || !report.tally.is_quiet() {
            let ms = clock::now_ms().saturating_sub(begun);
            self.observer.tell(WatchEvent::Batch { report: &report, ms });
            self.keeper.keep_search_index();
        }
        Ok(())
    }

    /// The directories of a listing that were not followed when it was made; those that it should have shown are forgotten.
    fn newly_listed(&mut self, report: &BatchReport, fresh: &mut BTreeSet<RepoPath>) -> Vec<RepoPath> {
        if self.settings.poll {
            return Vec::new();
        }
        let listed: BTreeSet<&RepoPath> = report.directories.iter().collect();
        let mut lost = self.followed_within(&report.scope);
        lost.retain(|path| !listed.contains(path));
        if !lost.is_empty() {
            self.watcher.forget(&lost);
            lost.iter().for_each(|path| _ = self.followed.remove(path));
        }
        report.directories.iter().filter(|path| fresh.insert((*path).clone())).cloned().collect()
    }

    /// The directories of a part of the tree that are followed.
    fn followed_within(&self, scope: &Scope) -> Vec<RepoPath> {
        let Scope::Paths(paths) = scope else { return self.followed.iter().cloned().collect() };
        let within = |path: &RepoPath| {
            // What sorts between a directory and what is below it (`a`, `a.b`, `a/b`) is passed over.
            let below = format!("{}/", path.as_str());
            let from = self.followed.range(path.clone()..);
            let near = from.take_while(|known| known.as_str().starts_with(path.as_str()));
            near.filter(|known| *known == path || known.as_str().starts_with(&below))
                .cloned()
                .collect::<Vec<_>>()
        };
        paths.iter().flat_map(within).collect()
    }

    /// Tells of what other processes have committed.
    fn look_elsewhere(&mut self) {
        self.looked = clock::now();
        if !self.signal.is_raised() {
            return;
        }
        self.signal.settle();
        // A database that is not there, or is being replaced, is looked at when it is written next.
        let Ok(Some((revision, digest))) = self.keeper.newer() else { return };
        self.observer.tell(WatchEvent::Elsewhere { revision, digest });
    }
}
