//! Who may do what while others have a database open; what compaction and a new build do to them.

use std::fs;
use std::path::{Path, PathBuf};

use store::testing::disk::view;
use store::testing::{dump, dump_index, file, resolution};
use store::{BlobKey, BulkLoad, FileWrite, Index, MemoryStore, Probe, Probed, Store, StoreError, WriteBatch};
use store_native::{BACKEND, BulkBuild, NativeStore, SCHEMA_VERSION};

fn numbered(number: u32) -> FileWrite {
    let names: Vec<String> =
        (0..20).map(|at| format!("name_{number}_{at}")).chain(["shared".to_owned()]).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    file(&format!("f{number:04}"), &names)
}

fn build(path: &Path, files: u32) -> Result<(), StoreError> {
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(path)?);
    (0..files).try_for_each(|number| build.put(numbered(number)))?;
    build.finish(view()).map(drop)
}

fn change(store: &dyn Store, put: Vec<FileWrite>, delete: &[&str]) {
    let delete = delete.iter().map(|at| store::testing::path(at)).collect();
    store.apply(WriteBatch { put, delete, ..WriteBatch::default() }).expect("applies");
}

/// Everything that a store of these files says.
fn expected(files: impl Iterator<Item = u32>) -> String {
    let memory = MemoryStore::default();
    let put = files.map(numbered).collect();
    memory.apply(WriteBatch { put, view: view(), ..WriteBatch::default() }).expect("applies");
    dump(memory.snapshot().expect("a snapshot").as_ref())
}

fn state(path: &Path) -> String {
    dump(NativeStore::snapshot_of(path).expect("opens").as_ref())
}

fn is_sound(path: &Path) {
    assert_eq!((BACKEND.integrity)(path).expect("reads"), Vec::new());
}

fn temporary() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    (directory, path)
}

fn listing(path: &Path) -> Vec<String> {
    let directory = path.parent().expect("a directory");
    let names = fs::read_dir(directory).expect("lists").map(|entry| entry.expect("entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_new_build_reaches_those_who_have_the_old_one_open() {
    let (_directory, path) = temporary();
    build(&path, 3).expect("published");
    let store = NativeStore::open(&path).expect("opens");
    let before = store.snapshot().expect("a snapshot");
    build(&path, 8).expect("published inside of the open file");
    assert_eq!(dump(before.as_ref()), expected(0..3));
    assert_eq!(dump(store.snapshot().expect("a snapshot").as_ref()), expected(0..8));
    drop(before);
    change(&store, vec![numbered(8)], &[]);
    assert_eq!(state(&path), expected(0..9));
    is_sound(&path);
    assert_eq!(listing(&path), ["x.db", "x.db-guard", "x.db-lock"]);
}

#[test]
fn a_build_in_the_place_of_another_file_replaces_it() {
    let (_directory, path) = temporary();
    fs::write(&path, "a text").expect("writes");
    build(&path, 2).expect("published");
    assert_eq!(state(&path), expected(0..2));
}

#[test]
fn a_store_goes_on_with_the_file_that_is_moved_to_its_path() {
    let (directory, path) = temporary();
    build(&path, 2).expect("published");
    let store = NativeStore::open(&path).expect("opens");
    let other = directory.path().join("other.db");
    build(&other, 5).expect("published");
    fs::rename(&other, &path).expect("moves");
    assert_eq!(dump(store.snapshot().expect("a snapshot").as_ref()), expected(0..5));
    change(&store, vec![numbered(5)], &[]);
    assert_eq!(state(&path), expected(0..6));
}

#[test]
fn a_snapshot_of_a_file_that_was_moved_away_holds_up_the_new_one() {
    let (directory, path) = temporary();
    build(&path, 2).expect("published");
    let snapshot = NativeStore::snapshot_of(&path).expect("opens");
    let other = directory.path().join("other.db");
    build(&other, 5).expect("published");
    fs::rename(&other, &path).expect("moves");
    assert!(matches!(NativeStore::snapshot_of(&path).err(), Some(StoreError::Locked { .. })));
    assert_eq!(dump(snapshot.as_ref()), expected(0..2));
    drop(snapshot);
    assert_eq!(state(&path), expected(0..5));
}

#[test]
fn a_copied_file_is_read_without_anything_beside_it_and_then_written() {
    let (directory, path) = temporary();
    build(&path, 4).expect("published");
    let alone = tempfile::tempdir().expect("a temporary directory");
    let copy = alone.path().join("y.db");
    fs::copy(&path, &copy).expect("copies");
    let reader = NativeStore::snapshot_of(&copy).expect("opens");
    assert_eq!(listing(&copy), ["y.db"]);
    // Who reads without being registered keeps writers away, in this process too.
    assert!(matches!(NativeStore::open(&copy).err(), Some(StoreError::Locked { .. })));
    assert_eq!(dump(reader.as_ref()), expected(0..4));
    drop(reader);
    change(&NativeStore::open(&copy).expect("opens"), vec![numbered(4)], &[]);
    assert_eq!(state(&copy), expected(0..5));
    assert_eq!(listing(&copy), ["y.db", "y.db-guard", "y.db-lock"]);
    drop(directory);
}

#[test]
fn compaction_gives_space_back_and_changes_nothing() {
    let (_directory, path) = temporary();
    build(&path, 60).expect("published");
    let store = NativeStore::open(&path).expect("opens");
    for number in 60..120 {
        change(&store, vec![numbered(number)], &[&format!("f{:04}", number - 60)]);
    }
    let target = numbered(60).symbols[0].id;
    let resolve = vec![resolution("f0061", target, &["a", "b"])];
    store.apply(WriteBatch { resolve, ..WriteBatch::default() }).expect("applies");
    let indexes = |store: &dyn Store| {
        let snapshot = store.snapshot().expect("a snapshot");
        Index::ALL.map(|index| dump_index(snapshot.as_ref(), index))
    };
    let (before, rows) = (state(&path), indexes(&store));
    assert!(matches!((BACKEND.compact)(&path), Err(StoreError::Locked { .. })), "the store has it open");
    drop(store);
    let size = fs::metadata(&path).expect("is there").len();
    (BACKEND.compact)(&path).expect("compacts");
    assert!(fs::metadata(&path).expect("is there").len() < size);
    assert_eq!(state(&path), before);
    is_sound(&path);
    let store = NativeStore::open(&path).expect("opens");
    assert_eq!(indexes(&store), rows);
    change(&store, vec![numbered(0)], &[]);
    is_sound(&path);
    assert_eq!(listing(&path), ["x.db", "x.db-guard", "x.db-lock"]);
}

#[test]
fn pages_stay_sound_through_many_changes() {
    let (_directory, path) = temporary();
    build(&path, 10).expect("published");
    let store = NativeStore::open(&path).expect("opens");
    for round in 0..60 {
        let number = round * 7 % 30;
        if round % 5 == 4 {
            change(&store, Vec::new(), &[&format!("f{number:04}")]);
        } else {
            let mut write = numbered(number);
            write.record.mtime_ns = i64::from(round);
            change(&store, vec![write], &[]);
        }
        is_sound(&path);
    }
    let mut large = file("large", &["g"]);
    large.blob.as_mut().expect("it has one").source = vec![7; 5_000_000];
    change(&store, vec![large], &[]);
    is_sound(&path);
    change(&store, Vec::new(), &["large"]);
    is_sound(&path);
}

#[test]
fn a_build_knows_what_was_put() {
    let (_directory, path) = temporary();
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(&path).expect("a build"));
    build.put(numbered(1)).expect("put");
    let key = BlobKey::of(&numbered(1).record);
    let (facts, _) = build.content(&key).expect("reads").expect("is there");
    assert_eq!(facts.defs.len(), 21);
    build.put(numbered(2)).expect("put");
    assert!(build.content(&BlobKey::of(&numbered(2).record)).expect("reads").is_some());
    assert!(build.content(&BlobKey::of(&numbered(3).record)).expect("reads").is_none());
    build.resolve(resolution("f0002", numbered(1).id, &["a"])).expect("resolves");
    build.resolve(resolution("f0001", numbered(1).id, &["b"])).expect("in any order");
    build.resolve(resolution("nowhere", numbered(1).id, &["b"])).expect("passed over");
    build.finish(view()).expect("published");
    let memory = MemoryStore::default();
    let resolve =
        vec![resolution("f0001", numbered(1).id, &["b"]), resolution("f0002", numbered(1).id, &["a"])];
    let put = vec![numbered(1), numbered(2)];
    memory.apply(WriteBatch { put, resolve, view: view(), ..WriteBatch::default() }).expect("applies");
    assert_eq!(state(&path), dump(memory.snapshot().expect("a snapshot").as_ref()));
}

#[test]
fn a_file_is_known_by_its_bytes() {
    let (_directory, path) = temporary();
    build(&path, 2).expect("published");
    let before = (listing(&path), fs::read(&path).expect("reads"));
    let probe = |path: &Path| {
        let mut file = fs::File::open(path).expect("opens");
        let bytes = fs::read(path).expect("reads");
        let (header, length) = (&bytes[..bytes.len().min(4096)], bytes.len() as u64);
        (BACKEND.probe)(&mut Probe { file: &mut file, header, length }).expect("reads")
    };
    assert_eq!(probe(&path), Probed::Version(SCHEMA_VERSION));
    assert_eq!((listing(&path), fs::read(&path).expect("reads")), before);
    let other = path.with_file_name("other");
    fs::write(&other, b"SQLite format 3\0").expect("writes");
    assert_eq!(probe(&other), Probed::No);
    fs::write(&other, &before.1[..6_000]).expect("writes");
    assert!(matches!(probe(&other), Probed::Damaged(_)));
}

#[test]
fn a_store_that_was_opened_for_reading_does_not_write() {
    let (_directory, path) = temporary();
    build(&path, 1).expect("published");
    let store = NativeStore::open_read_only(&path).expect("opens");
    let batch = WriteBatch { put: vec![numbered(1)], ..WriteBatch::default() };
    assert!(matches!(store.apply(batch), Err(StoreError::ReadOnly { .. })));
    // Another store of the same process may.
    change(&NativeStore::open(&path).expect("opens"), vec![numbered(1)], &[]);
    assert_eq!(dump(store.snapshot().expect("a snapshot").as_ref()), expected(0..2));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;
    let (directory, path) = temporary();
    build(&path, 2).expect("published");
    let set = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("sets");
    set(&path, 0o444);
    set(directory.path(), 0o555);
    let (read, opened) = (state(&path), NativeStore::open(&path).err());
    set(directory.path(), 0o755);
    assert_eq!(read, expected(0..2));
    // Root may write everything.
    assert!(matches!(opened, None | Some(StoreError::ReadOnly { .. })));
}
