//! Archives come from elsewhere: whatever their bytes are, reading them ends in files or in an error.

use std::path::Path;

use archive::{Archive, ArchiveError, ArchivedFile, Head, Writer};
use model::hash::{ContentHash, Digest, FileDigest};
use model::ids::SymbolId;
use model::path::RepoPath;
use proptest::prelude::*;
use store::{Blob, FileFlags, FileRecord, ResolutionWrite, SkippedRecord, StoredFile};

fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("a path")
}

fn file(name: &str, source: &[u8]) -> StoredFile {
    let record = FileRecord {
        path: path(name),
        content_hash: ContentHash::of(source),
        language: "python".to_owned(),
        fingerprint: 7,
        size: source.len() as u64,
        mtime_ns: 0,
        flags: FileFlags::GENERATED,
        package: "p".to_owned(),
        module: "m".to_owned(),
        digest: FileDigest::of(b"digest"),
        definitions: 1,
        sites: 2,
        diagnostics: 3,
        lines: 4,
        resolved_by: None,
    };
    let resolution = ResolutionWrite {
        path: path(name),
        fingerprint: 9,
        digest: FileDigest::of(b"outcomes"),
        targets: vec![SymbolId::from_bytes([1; 16]), SymbolId::from_bytes([2; 16])],
        outcomes: store::compress(b"outcomes").expect("compresses"),
        edges: vec![1, 2, 3],
        asked: vec![5, 70_000, u32::MAX],
    };
    let blob = Blob::compress(b"facts", b"structure", source).expect("compresses");
    StoredFile { record, blob, resolution: Some(resolution) }
}

fn skipped() -> SkippedRecord {
    let (reason, detail) = ("ignored".to_owned(), String::new());
    SkippedRecord { path: path("z"), reason, detail, size: 1 << 40, mtime_ns: 0, is_dir: true }
}

fn head(files: u32) -> Head {
    let text = |text: &str| text.to_owned();
    let (tool_version, projects, selection) = (text("0.1.0"), text("projects"), text("selection"));
    Head { digest: Digest::of(b"view"), files, skipped: 1, tool_version, projects, selection }
}

fn written(files: &[StoredFile]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), &head(files.len() as u32)).expect("begins");
    for file in files {
        let archived = ArchivedFile::of(file).expect("sound").expect("resolved");
        writer.file(&archived).expect("written");
    }
    writer.skipped(&skipped()).expect("written");
    writer.finish().expect("ends")
}

fn read(bytes: &[u8], at: &Path) -> Result<(Head, Vec<StoredFile>, Vec<SkippedRecord>), ArchiveError> {
    std::fs::write(at, bytes).expect("written");
    let archive = Archive::open(at)?;
    let mut files = Vec::new();
    for section in 0..archive.sections() {
        files.extend(archive.section(section)?);
    }
    Ok((archive.head().clone(), files, archive.skipped()?))
}

fn sample() -> Vec<StoredFile> {
    // More than one section.
    let large =
        (0..3_000_000u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>();
    vec![file("a.py", b""), file("b.py", &large), file("c/d.py", "é\n".as_bytes())]
}

#[test]
fn what_is_written_is_read() {
    let directory = tempfile::tempdir().expect("a directory");
    let files = sample();
    let (read_head, read_files, read_skipped) =
        read(&written(&files), &directory.path().join("a")).expect("sound");
    assert_eq!((read_head, read_files, read_skipped), (head(3), files, vec![skipped()]));
}

proptest! {
    #[test]
    fn damage_is_an_error(at in any::<prop::sample::Index>(), with in 1u8..) {
        let directory = tempfile::tempdir().expect("a directory");
        let mut bytes = written(&[file("a.py", b"x = 1\n"), file("b.py", b"")]);
        let at = at.index(bytes.len());
        bytes[at] ^= with;
        prop_assert!(read(&bytes, &directory.path().join("a")).is_err(), "byte {at}");
        bytes[at] ^= with;
        prop_assert!(read(&bytes[..at], &directory.path().join("a")).is_err(), "cut at {at}");
    }

    #[test]
    fn any_bytes_end_in_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400), framed in any::<bool>()) {
        let directory = tempfile::tempdir().expect("a directory");
        let begin = if framed { b"MAGARCH\0\x01\0\0\0".to_vec() } else { Vec::new() };
        prop_assert!(read(&[begin, bytes].concat(), &directory.path().join("a")).is_err());
    }
}
