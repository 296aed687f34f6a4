//! The operating system's events, through the crate `notify`.
//!
//! Linux watches directories one by one, which is what a tree with ignored directories needs: they cost nothing. Other
//! systems watch the whole root at once, and what is not followed is sorted out later.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::backend::{Backend, Notice, Refusal, Sink};
use crate::changes::Limit;

/// The setting that bounds directories watched by one user.
const WATCHES: &str = "fs.inotify.max_user_watches";
/// The setting that bounds programs of one user that watch.
const INSTANCES: &str = "fs.inotify.max_user_instances";

/// Begins to listen.
pub(crate) fn start(root: &Path, sink: Sink) -> Result<Box<dyn Backend>, Refusal> {
    let config = notify::Config::default().with_follow_symlinks(false);
    let told = move |event: notify::Result<Event>| tell(&sink, event);
    let mut watcher = RecommendedWatcher::new(told, config).map_err(|error| refusal(error, INSTANCES))?;
    let whole = (!cfg!(target_os = "linux")).then(|| root.to_owned());
    if let Some(whole) = &whole {
        watcher.watch(whole, RecursiveMode::Recursive).map_err(|error| refusal(error, WATCHES))?;
    }
    Ok(Box::new(Os { watcher, whole }))
}

struct Os {
    watcher: RecommendedWatcher,
    /// The directory that is watched with all below it.
    whole: Option<PathBuf>,
}

impl Os {
    fn is_watched_anyway(&self, directory: &Path) -> bool {
        self.whole.as_ref().is_some_and(|whole| directory.starts_with(whole))
    }
}

impl Backend for Os {
    fn watch(&mut self, directory: &Path) -> Result<(), Refusal> {
        if self.is_watched_anyway(directory) {
            return Ok(());
        }
        self.watcher.watch(directory, RecursiveMode::NonRecursive).map_err(|error| refusal(error, WATCHES))
    }

    fn unwatch(&mut self, directory: &Path) {
        if !self.is_watched_anyway(directory) {
            // Fails for what is not watched any more, which is what is wanted.
            let _ = self.watcher.unwatch(directory);
        }
    }
}

fn tell(sink: &Sink, event: notify::Result<Event>) {
    let Ok(event) = event else { return sink.tell(&Notice::Lost) };
    if event.need_rescan() {
        return sink.tell(&Notice::Lost);
    }
    for (number, path) in event.paths.into_iter().enumerate() {
        if let Some(notice) = notice(event.kind, number, path) {
            sink.tell(&notice);
        }
    }
}

/// What an event says of the path at place `number` in it; none when it was only read.
fn notice(kind: EventKind, number: usize, path: PathBuf) -> Option<Notice> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Notice::Changed(path)),
        EventKind::Access(_) => None,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => {
            Some(Notice::Made(path))
        }
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
            Some(Notice::Gone(path))
        }
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) if number == 0 => Some(Notice::Gone(path)),
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => Some(Notice::Made(path)),
        // Which of the two it is, the disk knows.
        EventKind::Modify(ModifyKind::Name(_)) if path.symlink_metadata().is_err() => {
            Some(Notice::Gone(path))
        }
        EventKind::Modify(ModifyKind::Name(_)) => Some(Notice::Made(path)),
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => Some(Notice::Changed(path)),
    }
}

/// `sysctl` is the setting that is to blame if there is one.
fn refusal(error: notify::Error, sysctl: &'static str) -> Refusal {
    let exhausted = || Refusal::Exhausted(Limit { sysctl, value: value_of(sysctl) });
    match error.kind {
        ErrorKind::MaxFilesWatch => exhausted(),
        ErrorKind::PathNotFound => Refusal::Missing,
        ErrorKind::Io(error) if is_limit(&error) => exhausted(),
        ErrorKind::Io(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Refusal::Missing,
            _ => Refusal::Other(error),
        },
        _ => Refusal::Other(io::Error::other(error)),
    }
}

/// `ENOSPC`, `EMFILE` or `ENFILE`, which have these numbers on all systems that have them.
fn is_limit(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(28 | 24 | 23))
}

/// The value of a setting, where there is a file that tells.
fn value_of(sysctl: &str) -> Option<u64> {
    fs::read_to_string(format!("/proc/sys/{}", sysctl.replace('.', "/"))).ok()?.trim().parse().ok()
}
