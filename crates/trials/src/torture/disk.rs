//! Disks on which there is no room left.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use engine::Backend;

use super::ground::{Ground, others_beside};
use crate::error::TrialError;
use crate::program::{Program, Said};
use crate::state::State;

/// What came of full disks.
#[derive(Clone, Debug, Default)]
pub struct DiskReport {
    /// Why nothing was tried, when nothing could be.
    pub skipped: Option<String>,
    /// How many runs there was no room for.
    pub full: usize,
    /// How many found room enough.
    pub fitted: usize,
    /// Laws that are broken.
    pub findings: Vec<String>,
}

/// Makes cold indexes and updates on file systems with too little room, in so many steps from none, then with enough.
///
/// # Errors
/// When the trial itself cannot go on. What the program does wrong is in the report.
pub fn fill_disks(
    program: &Program,
    backend: &'static Backend,
    (steps, modules): (u64, u64),
) -> Result<DiskReport, TrialError> {
    let mut ground = Ground::new(program, backend, modules)?;
    let mut report = DiskReport::default();
    let needed = size_of_index(&ground)?;
    let disk = match Disk::mount(ground.directory("disk")?, 64 * needed) {
        Ok(disk) => disk,
        Err(why) => return Ok(DiskReport { skipped: Some(why), ..report }),
    };
    for step in 0..steps {
        let room = needed * step / steps;
        if let Err(error) = cold(&ground, &disk, room, &mut report) {
            report.findings.push(format!("cold index with {room} bytes of room: {error}"));
        }
    }
    // The log of an update takes more than what it becomes.
    for step in 0..=steps {
        let room = 3 * needed * step / steps;
        if let Err(error) = update(&mut ground, &disk, room, &mut report) {
            report.findings.push(format!("update with {room} bytes of room: {error}"));
        }
    }
    Ok(report)
}

fn size_of_index(ground: &Ground<'_>) -> Result<u64, TrialError> {
    let db = ground.directory("sized")?.join("index.db");
    ground.index(&db)?;
    let metadata = fs::metadata(&db).map_err(TrialError::io(db.display().to_string()))?;
    Ok(std::os::unix::fs::MetadataExt::blocks(&metadata) * 512)
}

/// A cold index fails for want of room, leaves nothing, and succeeds when there is room.
fn cold(ground: &Ground<'_>, disk: &Disk, room: u64, report: &mut DiskReport) -> Result<(), TrialError> {
    disk.clear()?;
    let db = disk.directory.join("index.db");
    let ballast = disk.leave(room)?;
    if is_full(&ground.try_index(&db)?, report)? {
        if db.exists() {
            return Err(TrialError::Broken("half a database is there".to_owned()));
        }
        let others = others_beside(&db, ground.backend)?;
        if others.iter().any(|name| name != Disk::BALLAST) {
            return Err(TrialError::Broken(format!("left over: {others:?}")));
        }
    }
    remove(&ballast)?;
    ground.recover(&db)
}

/// An update fails for want of room, what was committed is there, and it succeeds when there is room.
fn update(
    ground: &mut Ground<'_>,
    disk: &Disk,
    room: u64,
    report: &mut DiskReport,
) -> Result<(), TrialError> {
    disk.clear()?;
    let db = disk.directory.join("index.db");
    ground.index(&db)?;
    let (before, after) = ground.turn()?;
    let (before, after) = (before.clone(), after.clone());
    let ballast = disk.leave(room)?;
    let full = is_full(&ground.try_index(&db)?, report)?;
    // Whether or not there is room, it can be read.
    let held: State = ground.sound(&db)?;
    if full {
        held.check_between(&before, &after)?;
    } else if !held.is_same(&after) {
        return Err(TrialError::Broken("it succeeded, and is not what a cold index gives".to_owned()));
    }
    remove(&ballast)?;
    ground.recover(&db)
}

/// Whether a run says that the disk is full. Anything else than that and success is a finding.
fn is_full(said: &Said, report: &mut DiskReport) -> Result<bool, TrialError> {
    if said.status == Some(0) {
        report.fitted += 1;
        return Ok(false);
    }
    if said.status != Some(5) || said.json()?["error"]["code"] != "io-full" {
        return Err(TrialError::Broken(format!("it does not say that the disk is full: {said:?}")));
    }
    report.full += 1;
    Ok(true)
}

fn remove(path: &Path) -> Result<(), TrialError> {
    fs::remove_file(path).map_err(TrialError::io(path.display().to_string()))
}

/// A file system in memory; goes when dropped.
struct Disk {
    directory: PathBuf,
}

impl Disk {
    const BALLAST: &str = "ballast";

    /// Mounts one of so many bytes; the error says why that is not possible here.
    fn mount(directory: PathBuf, bytes: u64) -> Result<Self, String> {
        let size = format!("size={bytes}");
        let mut command = Command::new("mount");
        command.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&directory).stdin(Stdio::null());
        match command.output() {
            Ok(output) if output.status.success() => Ok(Self { directory }),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Err(format!("mount: {error}")),
        }
    }

    /// Removes all that is on it.
    fn clear(&self) -> Result<(), TrialError> {
        let failed = || TrialError::io(self.directory.display().to_string());
        for entry in fs::read_dir(&self.directory).map_err(failed())? {
            let path = entry.map_err(failed())?.path();
            if path.is_dir() {
                fs::remove_dir_all(&path).map_err(failed())?;
            } else {
                remove(&path)?;
            }
        }
        Ok(())
    }

    /// Fills it up, but for so many bytes; gives the file that fills it.
    fn leave(&self, room: u64) -> Result<PathBuf, TrialError> {
        let path = self.directory.join(Self::BALLAST);
        let failed = || TrialError::io(path.display().to_string());
        let mut file = File::create(&path).map_err(failed())?;
        let chunk = [0; 4096];
        let mut written = 0u64;
        // Until there is no room.
        while let Ok(more) = file.write(&chunk) {
            written += more as u64;
        }
        file.set_len(written.saturating_sub(room)).map_err(failed())?;
        Ok(path)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a process that hangs may still be on it.
        drop(Command::new("umount").arg("-l").arg(&self.directory).output());
    }
}
