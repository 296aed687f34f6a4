//! Whoever keeps to the contract knows the tree, whatever happens to it and whenever.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use model::path::RepoPath;
use source::{DiscoverOptions, Discovery, FileSystem, OsFiles, Stamp, is_rule_file};
use watch::{Changes, WatchOptions, Watcher};

use crate::trees::{LONG, path};

/// Somebody who knows the files of a tree and follows it.
struct Follower {
    files: OsFiles,
    watcher: Watcher,
    known: BTreeMap<RepoPath, Stamp>,
    batches: usize,
    rescans: usize,
}

impl Follower {
    fn new(root: &Path) -> Self {
        // Impatient, so that much happens between two looks and during them.
        let options = WatchOptions {
            debounce: Duration::from_micros(500),
            longest_wait: Duration::from_millis(3),
            ..WatchOptions::default()
        };
        let watcher = Watcher::start(root, options).expect("a directory");
        let files = OsFiles::open(root, false).expect("a directory");
        let mut follower = Self { files, watcher, known: BTreeMap::new(), batches: 0, rescans: 0 };
        follower.look(&[path("")]);
        follower
    }

    /// Takes in a batch; whether there was one.
    fn take_in(&mut self) -> bool {
        let changes = self.watcher.next(Some(Duration::from_millis(10)));
        let Changes { paths, rescan, rules, .. } = &changes;
        self.batches += usize::from(!changes.is_empty());
        self.rescans += usize::from(*rescan);
        let everything = *rescan || *rules || paths.iter().any(is_rule_file);
        let only = if everything { vec![path("")] } else { paths.iter().cloned().collect() };
        if !only.is_empty() {
            self.look(&only);
        }
        !changes.is_empty()
    }

    /// Follows first, lists afterwards, until the listing shows no directory that is not followed.
    fn look(&mut self, only: &[RepoPath]) {
        let mut followed = Vec::new();
        let found = loop {
            let found = self.discover(only);
            if found.directories.iter().all(|directory| followed.contains(directory)) {
                break found;
            }
            self.watcher.follow(&found.directories);
            followed = found.directories;
        };
        let looked_at = |file: &RepoPath| {
            let below = |asked: &RepoPath| file.as_str().starts_with(&format!("{asked}/"));
            only.iter().any(|asked| asked.as_str().is_empty() || asked == file || below(asked))
        };
        self.known.retain(|file, _| !looked_at(file));
        self.known.extend(found.files.into_iter().map(|file| (file.path, file.stamp)));
    }

    fn discover(&self, only: &[RepoPath]) -> Discovery {
        let options = DiscoverOptions { only: only.to_vec(), ..DiscoverOptions::default() };
        self.files.discover(&options).expect("the root stays")
    }

    fn there_are(&self) -> BTreeMap<RepoPath, Stamp> {
        self.discover(&[]).files.into_iter().map(|file| (file.path, file.stamp)).collect()
    }

    /// Takes in batches until it knows the tree.
    fn catch_up(&mut self) {
        let end = Instant::now() + LONG;
        while self.take_in() || self.known != self.there_are() {
            assert!(Instant::now() < end, "{:?} is not {:?}", self.known, self.there_are());
        }
    }
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }

    /// A path of one to three segments, each one of few.
    fn place(&mut self, root: &Path) -> PathBuf {
        let depth = 1 + self.roll(3);
        (0..depth).fold(root.to_owned(), |place, _| place.join(["a", "b", "out"][self.roll(3)]))
    }
}

/// Does something to the tree. Much of it fails, because something is in the way or nothing is there.
fn disturb(root: &Path, dice: &mut Dice) {
    let (place, other) = (dice.place(root), dice.place(root));
    let _ = match dice.roll(10) {
        0 => fs::create_dir_all(&place),
        1..=4 => append(&place.with_extension("c")),
        5 => fs::rename(&place, &other),
        6 => fs::rename(place.with_extension("c"), other.with_extension("c")),
        7 => fs::remove_dir_all(&place),
        8 => fs::remove_file(place.with_extension("c")),
        _ => fs::write(place.join(".gitignore"), ["out/", "*.c\n!a.c", ""][dice.roll(3)]),
    };
    if dice.roll(4) == 0 {
        thread::sleep(Duration::from_micros(dice.roll(2000) as u64));
    }
}

/// A longer file, so that its stamp differs also within a tick of the file system's clock.
fn append(file: &Path) -> std::io::Result<()> {
    let _ = fs::create_dir_all(file.parent().expect("it lies in the tree"));
    OpenOptions::new().append(true).create(true).open(file)?.write_all(b"more")
}

#[test]
fn who_follows_first_and_lists_afterwards_misses_nothing() {
    let tree = tempfile::tempdir().expect("a temporary directory");
    let mut follower = Follower::new(tree.path());
    // A change that is missed shows when all is quiet: later ones in the same place would hide it.
    for seed in 0..200 {
        let root = tree.path().to_owned();
        let other = thread::spawn(move || {
            let mut dice = Dice(seed);
            (0..10).for_each(|_| disturb(&root, &mut dice));
        });
        while !other.is_finished() {
            follower.take_in();
        }
        other.join().expect("it does not panic");
        follower.catch_up();
    }
    assert!(follower.batches > 0);
    assert_eq!(follower.rescans, 0, "the root stayed and so little is not lost");
}
