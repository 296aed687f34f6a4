//! Who holds a database: for telling a writer that has to wait whom it waits for.

use std::path::Path;

use crate::beside::side_file;

/// Files beside a database that writers and builds of any kind of store lock.
const LOCKED: [&str; 5] = ["", "-guard", "-shm", "-lock", "-building-lock"];

/// The process that has locked one of the files of a database alone, where the system tells it.
pub(crate) fn of(database: &Path) -> Option<u32> {
    let files: Vec<u64> = LOCKED.iter().filter_map(|suffix| number(&side_file(database, suffix))).collect();
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| writer(line, &files))
}

/// The process of a line of `/proc/locks`, when it is a lock for writing on one of these files.
fn writer(line: &str, files: &[u64]) -> Option<u32> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [_, _, _, "WRITE", process, file, ..] = words[..] else { return None };
    let (_, number) = file.rsplit_once(':')?;
    let is_ours = number.parse().is_ok_and(|number: u64| files.contains(&number));
    process.parse().ok().filter(|_| is_ours)
}

#[cfg(unix)]
fn number(path: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(path).ok().map(|metadata| metadata.ino())
}

#[cfg(not(unix))]
fn number(_path: &Path) -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::writer;

    #[test]
    fn the_writer_is_the_one_with_a_lock_for_writing() {
        let files = [42, 7];
        assert_eq!(writer("1: FLOCK  ADVISORY  WRITE 1234 fe:00:42 0 EOF", &files), Some(1234));
        assert_eq!(writer("2: POSIX  ADVISORY  WRITE 99 08:01:7 120 120", &files), Some(99));
        for other in [
            "3: FLOCK  ADVISORY  READ 1234 fe:00:42 0 EOF",
            "4: FLOCK  ADVISORY  WRITE 1234 fe:00:43 0 EOF",
            "4: -> FLOCK  ADVISORY  WRITE 1234 fe:00:42 0 EOF",
            "",
        ] {
            assert_eq!(writer(other, &files), None, "{other}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_lock_of_this_process_is_found() {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let database = directory.path().join("x.db");
        let guard = std::fs::File::create(directory.path().join("x.db-guard")).expect("a file");
        assert_eq!(super::of(&database), None);
        guard.lock().expect("locks");
        // Some containers do not tell.
        let told = super::of(&database);
        assert!(told.is_none() || told == Some(std::process::id()), "{told:?}");
    }
}
