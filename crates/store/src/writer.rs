//! The right to write a database: one process at a time, with a note for the others of who it is.
//!
//! A lock that the system keeps on a file beside the database: a process that dies gives it back, whatever it was doing. The file
//! stays and says who holds it, or held it last.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::beside::side_file;
use crate::error::StoreError;

/// What is put behind a database's name for the lock of who writes now.
pub const WRITER: &str = "-writer";

/// What is put behind a database's name for the lock of who watches the tree.
pub const WATCHER: &str = "-watcher";

/// How long between two attempts.
const PAUSE: Duration = Duration::from_millis(5);
/// How long an attempt lasts at least: who only asks for the [`holder`] keeps the lock for a moment, and writes nothing.
const GLANCE: Duration = Duration::from_millis(25);

/// Who holds a lock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Holder {
    /// The process.
    pub process: u32,
    /// The machine that it runs on.
    pub host: String,
    /// Since when, in milliseconds since 1970.
    pub since_ms: u64,
    /// What it does.
    pub command: String,
}

impl Holder {
    /// One entry a line.
    fn to_text(&self) -> String {
        format!("{}\n{}\n{}\n{}\n", self.process, self.since_ms, self.host, self.command)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        Some(Self {
            process: lines.next()?.parse().ok()?,
            since_ms: lines.next()?.parse().ok()?,
            host: lines.next()?.to_owned(),
            command: lines.next()?.to_owned(),
        })
    }
}

/// A right that is held. Given back when dropped, or by the system when the process ends.
pub struct HeldLock {
    _file: File,
}

/// Takes a lock beside `database`, trying for about `patience`; `None` when somebody else holds it still.
///
/// # Errors
/// When the lock's file cannot be made or locked.
pub fn take(
    database: &Path,
    suffix: &str,
    holder: &Holder,
    patience: Duration,
) -> Result<Option<HeldLock>, StoreError> {
    let path = side_file(database, suffix);
    let failed = |error: io::Error| StoreError::io(path.display().to_string())(error);
    let mut file = open(&path).map_err(failed)?;
    let mut waited = Duration::ZERO;
    let patience = patience.max(GLANCE);
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if waited < patience => {
                thread::sleep(PAUSE);
                waited += PAUSE;
            }
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
    // The note is for people; a disk that has no room for it does not keep anybody from writing.
    drop(note(&mut file, &holder.to_text()));
    Ok(Some(HeldLock { _file: file }))
}

fn open(path: &PathBuf) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)
}

fn note(file: &mut File, text: &str) -> io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(text.as_bytes())
}

/// Who holds a lock beside `database` now; `None` when nobody does. Creates nothing and waits for nobody.
pub fn holder(database: &Path, suffix: &str) -> Option<Holder> {
    let mut file = File::open(side_file(database, suffix)).ok()?;
    if !matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    let unknown = || Holder { process: 0, host: String::new(), since_ms: 0, command: String::new() };
    Some(Holder::parse(&text).unwrap_or_else(unknown))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Holder, WRITER, holder, take};

    fn somebody(process: u32) -> Holder {
        Holder { process, host: "here".to_owned(), since_ms: 7, command: "index".to_owned() }
    }

    #[test]
    fn one_holds_it_and_the_others_learn_who() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = directory.path().join("x.db");
        assert_eq!(holder(&database, WRITER), None, "nobody does, and asking creates nothing");
        assert!(!directory.path().join("x.db-writer").exists());
        let held = take(&database, WRITER, &somebody(1), Duration::ZERO).expect("locks");
        assert_eq!(holder(&database, WRITER), Some(somebody(1)));
        let second = take(&database, WRITER, &somebody(2), Duration::from_millis(20)).expect("tries");
        assert!(second.is_none());
        assert_eq!(holder(&database, WRITER), Some(somebody(1)), "who waits in vain leaves no note");
        drop(held);
        assert_eq!(holder(&database, WRITER), None, "what the file says of the last one is passed over");
        assert!(take(&database, WRITER, &somebody(2), Duration::ZERO).expect("locks").is_some());
    }

    #[test]
    fn who_only_asks_keeps_nobody_from_writing() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = directory.path().join("x.db");
        drop(take(&database, WRITER, &somebody(1), Duration::ZERO).expect("locks"));
        let asked = std::fs::File::open(super::side_file(&database, WRITER)).expect("the file stays");
        asked.lock_shared().expect("as one who asks does");
        let asking = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(5));
            drop(asked);
        });
        assert!(take(&database, WRITER, &somebody(2), Duration::ZERO).expect("locks").is_some());
        asking.join().expect("asks");
    }
}
