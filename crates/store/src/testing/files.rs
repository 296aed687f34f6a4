//! Hand-made files, and everything in a store as text.

use std::fmt::Write as _;
use std::ops::ControlFlow;

use model::codec;
use model::edges::{Edge, EdgeKind};
use model::facts::{Def, FileFacts, List};
use model::hash::{ContentHash, FileDigest};
use model::ids::{DefId, NameId, ScopeId, SymbolId};
use model::kinds::{DefKind, Modifiers, Role, Visibility};
use model::marks::Marks;
use model::names::Interner;
use model::outcome::{OutcomeKind, Resolution, Rule, SiteOutcome};
use model::path::RepoPath;
use model::span::Span;
use model::structure::FileStructure;
use model::symbol::Symbols;

use crate::{
    Blob, BlobKey, FileFlags, FileRecord, FileWrite, FqnHit, Index, IndexRow, ResolutionWrite, SkippedRecord,
    Snapshot, StampedFile, SymbolRow,
};

/// A root-relative path.
///
/// # Panics
/// When it is none.
pub fn path(text: &str) -> RepoPath {
    RepoPath::new(text).expect("tests use root-relative paths")
}

/// A file whose text is `names`, each of which is a function defined in it.
///
/// # Panics
/// When there is no memory for a compressor.
pub fn file(at: &str, names: &[&str]) -> FileWrite {
    let source = names.join(" ");
    let facts = facts(names);
    let record = record(at, &source, &facts);
    let mut encoded = Vec::new();
    codec::encode(&facts, source.as_bytes(), &mut encoded);
    let mut structure = Vec::new();
    codec::encode_structure(&counted(names), &mut structure);
    let blob = Blob::compress(&encoded, &structure, source.as_bytes()).expect("memory for a compressor");
    let symbols = symbols(&facts, &record, source.as_bytes());
    let keys = names.iter().map(|name| key(name)).collect::<std::collections::BTreeSet<_>>();
    let id = Symbols::new(&facts, &record.placement()).file_id();
    FileWrite { record, id, blob: Some(blob), symbols, keys: keys.into_iter().collect() }
}

/// What is counted of a file with these names: enough to be told apart.
pub(super) fn counted(names: &[&str]) -> FileStructure {
    let mut structure = FileStructure::default();
    structure.lines.code = names.len() as u32;
    structure
}

/// The key of a name in these tests.
pub fn key(name: &str) -> u32 {
    name.bytes().fold(7, |hash: u32, byte| hash.wrapping_mul(31).wrapping_add(byte.into()))
}

/// Outcomes of a file with one site that means `target`, which depend on everything called one of `asked`.
///
/// # Panics
/// When there is no memory for a compressor.
pub fn resolution(at: &str, target: SymbolId, asked: &[&str]) -> ResolutionWrite {
    let outcome = SiteOutcome {
        kind: OutcomeKind::Resolved,
        rule: Some(Rule::Member),
        reason: None,
        targets: List { start: 0, len: 1 },
    };
    let resolution = Resolution { outcomes: vec![outcome], targets: vec![target], pool: vec![0] };
    let kind = EdgeKind { role: Role::Call, dispatch: false };
    let edges = [Edge { source: Some(DefId::new(0)), target: 0, kind }];
    let asked: std::collections::BTreeSet<u32> = asked.iter().map(|name| key(name)).collect();
    ResolutionWrite::new(path(at), 5, &resolution, &edges, asked.into_iter().collect())
        .expect("memory for a compressor")
}

fn record(at: &str, source: &str, facts: &FileFacts) -> FileRecord {
    FileRecord {
        path: path(at),
        content_hash: ContentHash::of(source.as_bytes()),
        language: "names".to_owned(),
        fingerprint: u64::MAX - 1,
        size: source.len() as u64,
        mtime_ns: 1_000_000_007,
        flags: FileFlags::default().with_if(FileFlags::GENERATED, facts.generated),
        package: "pack".to_owned(),
        module: at.replace('/', "."),
        digest: FileDigest::of(format!("{at}\0{source}").as_bytes()),
        definitions: facts.defs.len() as u32,
        sites: 2,
        diagnostics: 1,
        lines: 1,
        resolved_by: None,
    }
}

fn facts(names: &[&str]) -> FileFacts {
    let mut interner = Interner::default();
    let mut facts = FileFacts { generated: names.contains(&"generated"), ..FileFacts::default() };
    let mut start = 0;
    for name in names {
        let span = Span::new(start, start + name.len() as u32);
        facts.defs.push(function(interner.intern(name), span));
        start = span.end + 1;
    }
    facts.names = interner.take();
    facts
}

fn function(name: NameId, span: Span) -> Def {
    Def {
        kind: DefKind::Function,
        name,
        name_span: span,
        span,
        doc: Span::new(span.start, span.start),
        body: span.end,
        parent: None,
        scope: ScopeId::new(0),
        opens: None,
        visibility: Visibility::Default,
        modifiers: Modifiers::NONE,
        params: List::EMPTY,
        type_params: List::EMPTY,
        supers: List::EMPTY,
        decorators: List::EMPTY,
        ty: None,
        value: None,
        qualifier: None,
        segment: None,
    }
}

fn symbols(facts: &FileFacts, record: &FileRecord, source: &[u8]) -> Vec<SymbolRow> {
    let placement = record.placement();
    let symbols = Symbols::new(facts, &placement);
    let ids = symbols.ids(source);
    let row = |(index, id): (usize, SymbolId)| SymbolRow {
        ordinal: DefId::new(index as u32),
        id,
        name: facts.text(facts.defs[index].name).to_owned(),
        fqn: symbols.display_fqn(DefId::new(index as u32)),
        kind: DefKind::Function,
        marks: Marks::of(&facts.defs[index]),
        line: 1,
    };
    ids.into_iter().enumerate().map(row).collect()
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
    let each = &mut |(path, structure): (RepoPath, FileStructure)| {
        writeln!(text, "{path} {:?}", structure.lines).expect("String");
        ControlFlow::Continue(())
    };
    snapshot.structures(each).expect("structures");
    let each = &mut |hit| {
        writeln!(text, "{hit:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.symbols_matching("", &|_| true, each).expect("symbols");
    let each = &mut |place| {
        writeln!(text, "{place:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.symbols_by_id("", each).expect("ids");
    let each = &mut |hit: FqnHit| {
        writeln!(text, "{hit:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.fqns_with_prefix("", each).expect("fqns");
    let each = &mut |file: StampedFile| {
        writeln!(text, "{file:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.stamps(each).expect("stamps");
    // What files asked for is known beyond the outcomes that can be trusted, so keys are compared where these are alike.
    for index in [Index::Ids, Index::Names, Index::Fqns] {
        text.push_str(&dump_index(snapshot, index));
    }
    let each = &mut |record: SkippedRecord| {
        writeln!(text, "{record:?}").expect("String");
        ControlFlow::Continue(())
    };
    snapshot.skipped(each).expect("skipped");
    text
}

/// Every row of an index, sorted.
///
/// # Panics
/// When the snapshot cannot be read.
pub fn dump_index(snapshot: &dyn Snapshot, index: Index) -> String {
    let mut rows = Vec::new();
    snapshot.index(index, &mut |row: IndexRow<'_>| rows.push(format!("{row:?}\n"))).expect("an index");
    rows.sort();
    rows.concat()
}

fn dump_file(snapshot: &dyn Snapshot, record: &FileRecord, text: &mut String) {
    writeln!(text, "{record:?}").expect("String");
    writeln!(text, "{:?}", snapshot.resolution(&record.path).expect("outcomes")).expect("String");
    writeln!(text, "{:?}", snapshot.edges(&record.path).expect("edges")).expect("String");
    let stored = snapshot.stored(&record.path).expect("a file").expect("it is listed");
    assert_eq!(stored.record, *record, "what is kept is what is listed");
    writeln!(text, "{:?}", stored.resolution).expect("String");
    let facts = snapshot.facts(&BlobKey::of(record)).expect("facts").expect("facts are there");
    let structure = snapshot.structure(&BlobKey::of(record)).expect("structure").expect("structure is there");
    let counted = u32::try_from(facts.defs.len()).expect("few");
    assert_eq!(structure.lines.code, counted, "structure of the facts that it is kept with");
    let source = snapshot.source(&record.content_hash).expect("source").expect("source is there");
    writeln!(text, "{} {} {:?}", facts.generated, facts.defs.len(), String::from_utf8_lossy(&source))
        .expect("String");
}
