//! Hand-made files, and everything in a store as text.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use model::codec;
use model::facts::FileFacts;
use model::hash::{ContentHash, FileDigest};
use model::ids::{DefId, SymbolId};
use model::kinds::DefKind;
use model::path::RepoPath;
use model::span::Span;

use crate::{Blob, BlobKey, FileFlags, FileRecord, FileWrite, SkippedRecord, Snapshot, SymbolRow};

/// A root-relative path.
///
/// # Panics
/// When it is none.
pub fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("tests use root-relative paths")
}

/// A file whose text is `names`, each of which is a function defined in it.
pub fn file(at: &str, names: &[&str]) -> FileWrite {
    let source = names.join(" ");
    let content_hash = ContentHash::of(source.as_bytes());
    let facts = FileFacts { generated: names.contains(&"generated"), ..FileFacts::default() };
    let mut encoded = Vec::new();
    codec::encode(&facts, &mut encoded);
    let record = FileRecord {
        path: path(at),
        content_hash,
        language: "names".to_owned(),
        fingerprint: u64::MAX - 1,
        size: source.len() as u64,
        mtime_ns: 1_000_000_007,
        flags: FileFlags::default().with_if(FileFlags::GENERATED, facts.generated),
        package: "pack".to_owned(),
        module: at.replace('/', "."),
        digest: FileDigest::of(format!("{at}\0{source}").as_bytes()),
        definitions: names.len() as u32,
        sites: 2,
        diagnostics: 1,
        lines: 1,
    };
    let blob = Blob::compress(&encoded, source.as_bytes()).expect("memory for a compressor");
    FileWrite { record, blob: Some(blob), symbols: symbols(at, names) }
}

fn symbols(at: &str, names: &[&str]) -> Vec<SymbolRow> {
    let mut start = 0;
    let mut rows = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let end = start + name.len() as u32;
        let hash = ContentHash::of(format!("{at}\0{name}\0{index}").as_bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&hash.as_bytes()[..16]);
        rows.push(SymbolRow {
            ordinal: DefId::new(index as u32),
            id: SymbolId::from_bytes(id),
            name: (*name).to_owned(),
            kind: DefKind::Function,
            parent: index.checked_sub(1).map(|before| DefId::new(before as u32)),
            span: Span::new(start, end),
            line: 1,
            end_line: 1,
        });
        start = end + 1;
    }
    rows
}

/// Something that was not indexed.
pub fn skipped(at: &str, reason: &str) -> SkippedRecord {
    SkippedRecord {
        path: path(at),
        reason: reason.to_owned(),
        detail: "why".to_owned(),
        size: 7,
        mtime_ns: 9,
        is_dir: at.ends_with("dir"),
    }
}

/// Everything that a snapshot tells, but for the revision: two stores with equal dumps are equal.
///
/// # Panics
/// When the snapshot cannot be read.
pub fn dump(snapshot: &dyn Snapshot) -> String {
    let mut text = String::new();
    let meta = snapshot.meta().expect("meta");
    writeln!(text, "{} {} {}", meta.digest(), meta.tool_version, meta.root).expect("String");
    writeln!(text, "{:?}", snapshot.counts().expect("counts")).expect("String");
    let mut files = Vec::new();
    let each = &mut |record: FileRecord| {
        files.push(record);
        ControlFlow::Continue(())
    };
    snapshot.files(each).expect("files");
    for record in files {
        dump_file(snapshot, &record, &mut text);
    }
    let each = &mut |record: SkippedRecord| {
        writeln!(text, "{record:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.skipped(each).expect("skipped");
    text
}

fn dump_file(snapshot: &dyn Snapshot, record: &FileRecord, text: &mut String) {
    writeln!(text, "{record:?}").expect("String");
    let facts = snapshot.facts(&BlobKey::of(record)).expect("facts").expect("facts are there");
    let source = snapshot.source(&record.content_hash).expect("source").expect("source is there");
    writeln!(text, "{} {:?}", facts.generated, String::from_utf8_lossy(&source)).expect("String");
    let each = &mut |hit| {
        writeln!(text, "{hit:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.symbols_in(&record.path, each).expect("symbols");
}
