//! One that does to a tree whatever people, editors and tools do, at random; a seed repeats it.

mod directories;
mod files;
mod rules;
mod texts;
mod versions;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use self::Deed::{Directories, Files, Rules, Texts, Versions};
use super::git::Git;
use super::listing::Listing;
use crate::random::Random;

/// What is done, one operation: it tells what it did, or that there is nothing to do it to.
type Operation = fn(&mut Meddler) -> io::Result<Option<String>>;

/// What operations are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Deed {
    Texts,
    Files,
    Directories,
    Rules,
    Versions,
}

/// Every operation, and how often it is chosen compared with the others.
const OPERATIONS: &[(usize, Deed, Operation)] = &[
    (20, Texts, texts::add_definition),
    (14, Texts, texts::change_line),
    (12, Texts, texts::rename_definition),
    (7, Texts, texts::add_import),
    (5, Texts, texts::remove_import),
    (3, Texts, texts::cut_off),
    (3, Texts, texts::fill_with_junk),
    (3, Texts, texts::break_syntax),
    (5, Texts, texts::change_and_revert),
    (3, Texts, texts::write_the_same),
    (9, Texts, texts::save_atomically),
    (9, Files, files::create),
    (6, Files, files::delete),
    (6, Files, files::rename),
    (5, Files, files::carry_elsewhere),
    (2, Files, files::swap),
    (1, Files, files::change_extension),
    (3, Files, files::lock_away),
    (3, Files, files::give_back),
    (2, Files, files::replace_by_directory),
    (4, Files, files::link),
    (3, Files, files::unlink),
    (1, Files, files::name_badly),
    (1, Files, files::create_many),
    (1, Files, files::edit_many),
    (4, Directories, directories::rename),
    (4, Directories, directories::move_out),
    (6, Directories, directories::move_back),
    (1, Directories, directories::delete),
    (1, Directories, directories::copy),
    (1, Directories, directories::replace_by_file),
    (4, Directories, directories::nest),
    (5, Rules, rules::add_rule),
    (5, Rules, rules::remove_rule),
    (1, Rules, rules::delete_rules),
    (4, Rules, rules::change_manifest),
    (3, Rules, rules::create_manifest),
    (2, Rules, rules::delete_manifest),
    (4, Versions, versions::switch),
    (1, Versions, versions::stash),
    (2, Versions, versions::unstash),
    (2, Versions, versions::commit),
    (1, Versions, versions::reset),
    (1, Versions, versions::merge),
];

/// One that meddles with a tree.
pub struct Meddler {
    root: PathBuf,
    /// Where directories are moved out to.
    outside: PathBuf,
    git: Option<Git>,
    random: Random,
    listing: Listing,
    /// What was moved out: where it is, and where it was.
    away: Vec<(PathBuf, PathBuf)>,
    /// Names that were given.
    names: usize,
    /// What was done.
    pub log: Vec<String>,
}

impl Meddler {
    /// One that meddles with the tree at `root`, keeps things in the directory `outside`, on the same file system, and works
    /// with git when the tree is a work tree.
    ///
    /// # Errors
    /// When `outside` cannot be made.
    pub fn new(root: &Path, outside: &Path, git: Option<Git>, seed: u64) -> io::Result<Self> {
        std::fs::create_dir_all(outside)?;
        Ok(Self {
            root: root.to_owned(),
            outside: outside.to_owned(),
            git,
            random: Random::new(seed),
            listing: Listing::default(),
            away: Vec::new(),
            names: 0,
            log: Vec::new(),
        })
    }

    /// Does one thing. What fails, for example since git refuses, is noted and no harm.
    ///
    /// # Errors
    /// When the tree cannot be listed.
    pub fn step(&mut self) -> io::Result<()> {
        self.listing = Listing::of(&self.root)?;
        let operation = self.choose(|_| true);
        self.perform(operation);
        Ok(())
    }

    /// Waits now and then: mostly not at all, sometimes for longer than a watcher waits for quiet.
    pub fn pause(&mut self) {
        let longest = match self.random.below(100) {
            0..60 => return,
            60..82 => 5,
            82..97 => 60,
            _ => 1_300,
        };
        std::thread::sleep(Duration::from_millis(self.random.below(longest) as u64));
    }

    /// Commits so many variants of the tree on branches of their own, and comes back.
    ///
    /// # Errors
    /// When the tree cannot be listed or git fails.
    pub fn branch(&mut self, branches: usize, deeds: usize) -> Result<(), crate::TrialError> {
        let Some(git) = self.git.clone() else { return Ok(()) };
        let io = || crate::TrialError::io("a tree that is branched");
        for branch in 0..branches {
            git.run(&["switch", "-q", "-c", &versions::branch(branch)])?;
            for _ in 0..deeds {
                self.listing = Listing::of(&self.root).map_err(io())?;
                let operation = self.choose(|deed| matches!(deed, Texts | Files));
                self.perform(operation);
            }
            git.commit(&format!("branch {branch}"))?;
        }
        git.run(&["switch", "-q", "main"]).map(drop)
    }

    fn choose(&mut self, fits: impl Fn(Deed) -> bool) -> Operation {
        let fitting = || OPERATIONS.iter().filter(|(_, deed, _)| fits(*deed));
        let mut left = self.random.below(fitting().map(|(weight, ..)| weight).sum());
        for (weight, _, operation) in fitting() {
            if left < *weight {
                return *operation;
            }
            left -= weight;
        }
        OPERATIONS[0].2
    }

    fn perform(&mut self, operation: Operation) {
        match operation(self) {
            Ok(Some(done)) => self.log.push(done),
            Ok(None) => {}
            Err(error) => self.log.push(format!("failed: {error}")),
        }
    }

    /// A name that was never given.
    fn name(&mut self) -> String {
        self.names += 1;
        format!("made{}", self.names)
    }

    /// A source of the tree.
    fn source(&mut self) -> Option<PathBuf> {
        self.random.pick(&self.listing.sources).cloned()
    }

    /// A directory of the tree, the root among them.
    fn directory(&mut self) -> PathBuf {
        let which = self.random.below(self.listing.directories.len() + 1);
        self.listing.directories.get(which).cloned().unwrap_or_default()
    }

    fn at(&self, path: &Path) -> PathBuf {
        self.root.join(path)
    }
}

/// A path of the tree, as it is told.
fn told(path: &Path) -> std::path::Display<'_> {
    path.display()
}
