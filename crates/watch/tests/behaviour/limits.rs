//! Where the operating system gives no more, or loses something.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use watch::backend::{Backend, Notice, Refusal, Sink};
use watch::{Changes, Followed, Limit, WatchError, WatchOptions, Watcher};

use crate::trees::{LONG, QUIET, path, paths};

const LIMIT: Limit = Limit { sysctl: "fs.inotify.max_user_watches", value: Some(2) };

/// What is watched of a tree, and how many directories of it can be.
#[derive(Default)]
struct Room {
    watched: BTreeSet<PathBuf>,
    size: usize,
}

/// A back end with little room. What it tells, a test says.
struct Scarce {
    root: PathBuf,
    room: Arc<Mutex<Room>>,
}

impl Backend for Scarce {
    fn watch(&mut self, directory: &Path) -> Result<(), Refusal> {
        let mut room = self.room.lock().expect("no test panics here");
        let Ok(below) = directory.strip_prefix(&self.root) else { return Ok(()) };
        if !directory.is_dir() {
            return Err(Refusal::Missing);
        }
        if !room.watched.contains(below) && room.watched.len() >= room.size {
            return Err(Refusal::Exhausted(LIMIT));
        }
        room.watched.insert(below.to_owned());
        Ok(())
    }

    fn unwatch(&mut self, directory: &Path) {
        if let Ok(below) = directory.strip_prefix(&self.root) {
            self.room.lock().expect("no test panics here").watched.remove(below);
        }
    }
}

/// A tree with the directories `a`, `a/b` and `c`, and room to watch `size` directories.
struct Scene {
    place: tempfile::TempDir,
    room: Arc<Mutex<Room>>,
    sink: Sink,
    watcher: Watcher,
}

impl Scene {
    fn new(size: usize) -> Self {
        let place = tempfile::tempdir().expect("a temporary directory");
        fs::create_dir_all(place.path().join("a/b")).expect("writable");
        fs::create_dir_all(place.path().join("c")).expect("writable");
        let room = Arc::new(Mutex::new(Room { size, ..Room::default() }));
        let mut told = None;
        let watcher = Watcher::start_on(place.path(), often(), |root, sink| {
            told = Some(sink);
            Ok(Box::new(Scarce { root: root.to_owned(), room: Arc::clone(&room) }))
        });
        Self { place, room, sink: told.expect("it is made"), watcher: watcher.expect("it starts") }
    }

    fn follow(&mut self, directories: &[&str]) -> Followed {
        self.watcher.follow(&paths(directories).into_iter().collect::<Vec<_>>())
    }

    fn watched(&self) -> Vec<String> {
        let room = self.room.lock().expect("no test panics here");
        room.watched.iter().map(|directory| directory.display().to_string()).collect()
    }

    fn tell(&self, notice: impl Fn(PathBuf) -> Notice, file: &str) {
        self.sink.tell(&notice(self.place.path().canonicalize().expect("it exists").join(file)));
    }
}

fn often() -> WatchOptions {
    WatchOptions { poll_interval: Duration::from_millis(10), ..WatchOptions::default() }
}

fn only(texts: &[&str]) -> Changes {
    Changes { paths: paths(texts), ..Changes::default() }
}

#[test]
fn directories_beyond_the_limit_are_polled_and_the_limit_is_told_once() {
    let mut scene = Scene::new(2);
    let followed = scene.follow(&["", "a", "a/b", "c"]);
    assert_eq!(followed, Followed { polled: vec![path("a/b"), path("c")], limit: Some(LIMIT) });
    assert_eq!(scene.watched(), ["", "a"]);
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["a/b", "c"]));
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["a/b", "c"]), "again and again");
    assert_eq!(scene.follow(&["c"]), Followed { polled: vec![path("c")], limit: None }, "once");
}

#[test]
fn watched_directories_tell_while_others_are_polled() {
    let mut scene = Scene::new(2);
    scene.follow(&["", "a", "a/b", "c"]);
    scene.tell(Notice::Changed, "a/x.c");
    let mut found = paths(&[]);
    while !found.contains(&path("a/x.c")) {
        found.extend(scene.watcher.next(Some(LONG)).paths);
    }
}

#[test]
fn what_is_polled_is_watched_as_soon_as_there_is_room() {
    let mut scene = Scene::new(2);
    scene.follow(&["", "a", "a/b", "c"]);
    scene.watcher.forget(&[path("a")]);
    assert_eq!(scene.watched(), [""]);
    assert_eq!(scene.follow(&["c"]), Followed::default());
    assert_eq!(scene.watched(), ["", "c"]);
    assert_eq!(scene.watcher.next(Some(QUIET)), Changes::default(), "nothing is polled any more");
}

#[test]
fn what_is_watched_stays_so_when_a_new_directory_finds_no_room() {
    let mut scene = Scene::new(2);
    assert_eq!(scene.follow(&["", "c"]), Followed::default());
    let followed = scene.follow(&["", "a", "c"]);
    assert_eq!(followed, Followed { polled: vec![path("a")], limit: Some(LIMIT) });
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["a"]));
}

#[test]
fn a_polled_directory_that_is_gone_is_told_once() {
    let mut scene = Scene::new(1);
    scene.follow(&["", "c"]);
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["c"]));
    fs::remove_dir(scene.place.path().join("c")).expect("it exists");
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["c"]));
    assert_eq!(scene.watcher.next(Some(QUIET)), Changes::default());
}

#[test]
fn where_watching_cannot_even_begin_everything_is_polled() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let watcher = Watcher::start_on(place.path(), often(), |_, _| Err(Refusal::Exhausted(LIMIT)));
    let mut watcher = watcher.expect("it polls");
    let all = [path(""), path("a")];
    assert_eq!(watcher.follow(&all), Followed { polled: all.to_vec(), limit: Some(LIMIT) });
    assert_eq!(watcher.next(Some(LONG)), only(&[""]), "the root speaks for all");
    assert_eq!(watcher.follow(&all).limit, None);
}

#[test]
fn other_refusals_to_begin_are_errors_that_name_the_root() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let refused = || Refusal::Other(io::ErrorKind::PermissionDenied.into());
    let error = Watcher::start_on(place.path(), often(), |_, _| Err(refused())).err().expect("refused");
    assert!(matches!(error, WatchError::Unwatchable { .. }), "{error}");
    assert!(
        error.to_string().contains(&*place.path().to_string_lossy()) && error.hint().is_some(),
        "{error}"
    );
    let error = Watcher::start(&place.path().join("none"), often()).err().expect("there is none");
    assert!(matches!(error, WatchError::Root(_)), "{error}");
}

#[test]
fn lost_notices_are_a_rescan_after_which_nothing_is_followed() {
    let mut scene = Scene::new(9);
    scene.follow(&["", "a"]);
    scene.tell(Notice::Changed, "x.c");
    scene.sink.tell(&Notice::Lost);
    scene.tell(Notice::Changed, "y.c");
    assert_eq!(scene.watcher.next(Some(LONG)), Changes { rescan: true, ..Changes::default() });
    assert_eq!(scene.watched(), [""; 0]);
    scene.tell(Notice::Changed, "a/x.c");
    assert_eq!(scene.watcher.next(Some(LONG)), only(&[""]), "only that there is a root");

    assert_eq!(scene.follow(&["", "a"]), Followed::default());
    scene.tell(Notice::Changed, "a/x.c");
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["a/x.c"]));
}

#[test]
fn more_paths_than_memory_should_hold_are_a_rescan() {
    let mut scene = Scene::new(9);
    scene.follow(&[""]);
    (0..=100_000).for_each(|n| scene.tell(Notice::Made, &n.to_string()));
    let mut rescan = false;
    let mut found = 0;
    while !rescan && found <= 100_000 {
        let changes = scene.watcher.next(Some(LONG));
        rescan = changes.rescan;
        found += changes.paths.len();
    }
    assert!(rescan);
}

#[test]
fn directories_that_are_gone_are_no_longer_watched_under_their_name() {
    let mut scene = Scene::new(9);
    scene.follow(&["", "a", "a/b", "c"]);
    scene.tell(Notice::Gone, "a");
    scene.tell(Notice::Changed, "a/b/x.c");
    assert_eq!(scene.watcher.next(Some(LONG)), only(&["a"]), "what comes late comes under a wrong name");
    assert!(scene.watcher.next(Some(Duration::ZERO)).is_empty());
    assert_eq!(scene.watched(), ["", "c"]);
}

#[test]
fn a_limit_names_the_setting() {
    assert_eq!(LIMIT.to_string(), "fs.inotify.max_user_watches = 2");
    assert_eq!(Limit { value: None, ..LIMIT }.to_string(), "fs.inotify.max_user_watches");
}
