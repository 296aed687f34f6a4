//! `magellan watch`

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use engine::{Database, DiscoverOptions, IndexOptions, Observer, Progress, Waker, WatchEvent, WatchSettings};
use wire::WatchLine;

use super::writing::invocation;
use crate::arguments::Global;
use crate::database;
use crate::failure::Failure;
use crate::output::Output;
use crate::stop::Stop;

/// Keep the index of a source tree up to date until told to stop
///
/// Begins with what `magellan index` does, then follows the tree: whatever is saved, created, moved or deleted is in the index a
/// moment later, and so is what follows from a change of an ignore file or a manifest. One line (or, with --output json, one JSON object) for each batch of
/// changes. SIGINT and SIGTERM end it after the batch in hand is committed; a second signal at once.
///
/// Without options about which files to index, an index that is there keeps the ones it was made with.
#[derive(Args, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct Watch {
    /// The tree: by default that of the database, else the current directory
    #[arg(value_name = "ROOT")]
    tree: Option<PathBuf>,
    /// The tree, as an option
    #[arg(long, value_name = "ROOT", conflicts_with = "tree")]
    root: Option<PathBuf>,
    /// Wait until nothing has changed for this long
    #[arg(long, value_name = "MS", default_value_t = 20)]
    debounce_ms: u64,
    /// Begin with a look at the whole tree (this is the default)
    #[arg(long, overrides_with = "no_scan_initial")]
    scan_initial: bool,
    /// Do not look at the tree first: what changed while nobody watched stays as it was
    #[arg(long, overrides_with = "scan_initial")]
    no_scan_initial: bool,
    /// Index only files that match (a glob as in .gitignore; may be repeated)
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Leave out files and directories that match (may be repeated)
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Pay attention to .gitignore files (this is the default)
    #[arg(long, overrides_with = "no_gitignore")]
    gitignore_aware: bool,
    /// Pay no attention to .gitignore files
    #[arg(long, overrides_with = "gitignore_aware")]
    no_gitignore: bool,
    /// Look at the whole tree at intervals instead of being told of changes: for network shares and other file systems without events
    #[arg(long)]
    poll: bool,
    /// The interval
    #[arg(long, value_name = "MS", default_value_t = 2_000)]
    poll_ms: u64,
    /// Wait for another process that watches or writes, at most so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    wait: u64,
}

impl Watch {
    /// Watches until a signal comes.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let named = self.root.as_deref().or(self.tree.as_deref());
        let root = named.unwrap_or(Path::new("."));
        let db = database::to_write(global, root);
        let told = Teller { output, stop: Stop::on_signals()?, failed: RefCell::new(None) };
        let settings = WatchSettings {
            debounce: Duration::from_millis(self.debounce_ms),
            poll: self.poll,
            poll_interval: Duration::from_millis(self.poll_ms.max(1)),
            scan_initial: !self.no_scan_initial,
        };
        let as_before =
            self.selects_nothing() && db.is_file() && named.is_none_or(|root| is_tree_of(root, &db));
        engine::watch((!as_before).then_some(root), &db, &self.options(), &settings, &told)?;
        if let Some(error) = told.failed.into_inner() {
            return Ok(ExitCode::from(error));
        }
        told_last(output)
    }

    /// Whether nothing is said about which files to index.
    fn selects_nothing(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty() && !self.no_gitignore && !self.gitignore_aware
    }

    fn options(&self) -> IndexOptions {
        IndexOptions {
            discover: DiscoverOptions {
                include: self.include.clone(),
                exclude: self.exclude.clone(),
                no_gitignore: self.no_gitignore,
                ..DiscoverOptions::default()
            },
            patience: Duration::from_secs(self.wait),
            invocation: invocation("watch"),
            ..IndexOptions::default()
        }
    }
}

/// Whether the database describes this tree. One that cannot be read is asked again by whoever writes it, who says why.
fn is_tree_of(root: &Path, db: &Path) -> bool {
    let is_same = |database: Database| matches!((root.canonicalize(), database.root().canonicalize()), (Ok(one), Ok(other)) if one == other);
    Database::open(db).is_ok_and(is_same)
}

/// The last line.
fn told_last(output: &Output) -> Result<ExitCode, Failure> {
    output
        .line(&WatchLine::stopped(), |out, _| writeln!(out, "stopped; everything that was seen is committed"))
}

/// Prints what a watch tells.
struct Teller<'a> {
    output: &'a Output,
    stop: Stop,
    /// Exit status when nobody reads what is printed any more.
    failed: RefCell<Option<u8>>,
}

impl Progress for Teller<'_> {
    fn planned(&self, _files: u64) {}
    fn file_done(&self, _path: &str) {}
    fn resolving(&self, _files: u64) {}
    fn finishing(&self) {}
    fn is_stopped(&self) -> bool {
        self.stop.is_wanted() || self.failed.borrow().is_some()
    }
}

impl Observer for Teller<'_> {
    fn tell(&self, event: WatchEvent<'_>) {
        let line = WatchLine::new(&event);
        if self.output.line(&line, |out, line| human(out, line)).is_err() {
            *self.failed.borrow_mut() = Some(wire::ErrorCode::IoOther.exit_status());
        }
    }

    fn waker(&self, waker: Waker) {
        self.stop.set_waker(waker);
    }
}

fn human(out: &mut dyn Write, line: &WatchLine) -> io::Result<()> {
    if let Some(directories) = line.directories {
        writeln!(out, "following {directories} directories")?;
    }
    if let (Some(changes), Some(ms)) = (&line.changes, line.ms) {
        let digest = line.digest.as_deref().unwrap_or_default();
        writeln!(
            out,
            "{} files written, {} removed, {} resolved; symbols +{} -{}, edges +{} -{}; {ms} ms, digest {}",
            changes.files_written,
            changes.files_removed,
            changes.files_resolved,
            changes.symbols_added,
            changes.symbols_removed,
            changes.edges_added,
            changes.edges_removed,
            &digest[..digest.len().min(16)],
        )?;
    } else if let Some(revision) = line.revision {
        writeln!(out, "another process has written revision {revision}")?;
    }
    for diagnostic in &line.diagnostics {
        writeln!(out, "  {}:{}: {}", diagnostic.path, diagnostic.line, diagnostic.code)?;
    }
    if let (Some(sysctl), Some(polled)) = (line.sysctl, line.polled) {
        writeln!(out, "the system watches no more directories: {polled} are polled instead; raise {sysctl}")?;
    }
    match &line.error {
        Some(error) => writeln!(out, "error: {}; trying again", error.message),
        None => Ok(()),
    }
}
