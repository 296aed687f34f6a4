//! What a symbol costs: bytes in the database, processor time to load, time to ask.
//!
//! ```text
//! cargo run --release -p store-sqlite --example store_cost -- [FILES] [SYMBOLS_PER_FILE] [DATABASE]
//! ```
//!
//! Facts and sources are empty, so that what is measured is the rows. Names are as long as those of the Linux kernel
//! (33 characters on average, half of them used twice).
#![allow(clippy::cast_precision_loss, reason = "sizes are printed with three digits")]

use std::error::Error;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Instant;

use model::codec;
use model::facts::FileFacts;
use model::hash::{ContentHash, FileDigest};
use model::ids::{DefId, SymbolId};
use model::kinds::DefKind;
use model::marks::Marks;
use model::path::RepoPath;
use rusqlite::Connection;
use store::{Blob, BulkLoad, FileFlags, FileRecord, FileWrite, Store, SymbolRow, ViewChange, WriteBatch};
use store_sqlite::{BulkBuild, SqliteStore};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let files = arguments.next().map_or(Ok(2_000), |text| text.parse())?;
    let per_file = arguments.next().map_or(Ok(500), |text| text.parse())?;
    let path = arguments.next().map_or_else(|| std::env::temp_dir().join("store_cost.db"), PathBuf::from);
    let symbols = f64::from(files) * f64::from(per_file);

    let making = processor_seconds();
    (0..files).try_for_each(|number| file(number, per_file).map(drop))?;
    let making = processor_seconds() - making;
    let loading = processor_seconds();
    load(&path, files, per_file)?;
    let loading = processor_seconds() - loading - making;
    println!("symbols         {symbols}");
    println!("load            {:.2} µs of processor time a symbol", loading * 1e6 / symbols);
    println!("size            {:.1} bytes a symbol", std::fs::metadata(&path)?.len() as f64 / symbols);
    tables(&path, symbols)?;
    questions(&path, per_file)?;
    update(&path, per_file)
}

fn load(path: &Path, files: u32, per_file: u32) -> Outcome<()> {
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(path)?);
    for number in 0..files {
        build.put(file(number, per_file)?)?;
    }
    build.finish(view())?;
    Ok(())
}

fn view() -> ViewChange {
    ViewChange {
        tool_version: Some(String::new()),
        root: Some(String::new()),
        skipped: None,
        projects: Some(String::new()),
        selection: None,
    }
}

/// Bytes of each table, and how much of its pages is unused.
fn tables(path: &Path, symbols: f64) -> Outcome<()> {
    let connection = Connection::open(path)?;
    let query = "SELECT name, sum(pgsize), sum(unused) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 4";
    let mut statement = connection.prepare(query)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, bytes, unused): (String, f64, f64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        println!("  {name:<14}{:.1} bytes a symbol, {:.0} % unused", bytes / symbols, 100.0 * unused / bytes);
    }
    Ok(())
}

fn questions(path: &Path, per_file: u32) -> Outcome<()> {
    let wanted = name(7, per_file);
    time("open and find", || {
        let mut found = 0;
        SqliteStore::snapshot_of(path)?.symbols_named(&wanted, &mut |_| {
            found += 1;
            ControlFlow::Continue(())
        })?;
        assert!(found > 0, "{wanted} is there");
        Ok(())
    })?;
    let snapshot = SqliteStore::snapshot_of(path)?;
    let started = Instant::now();
    snapshot.symbols_matching("", &|_| true, &mut |_| ControlFlow::Continue(()))?;
    println!("list all        {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
    Ok(())
}

fn update(path: &Path, per_file: u32) -> Outcome<()> {
    let store = SqliteStore::open(path)?;
    // Only new files: the definitions of those that are there are not in their facts, which are empty.
    let mut number = 1_000_000;
    time("put a file", || {
        number += 1;
        let put = vec![file(number, per_file)?];
        store.apply(WriteBatch { put, ..WriteBatch::default() })?;
        Ok(())
    })
}

/// Median and maximum of a hundred runs.
fn time(what: &str, mut run: impl FnMut() -> Outcome<()>) -> Outcome<()> {
    let mut times = Vec::new();
    for _ in 0..100 {
        let started = Instant::now();
        run()?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{what:<16}median {:.3} ms, slowest {:.3} ms", times[50], times[99]);
    Ok(())
}

fn file(number: u32, per_file: u32) -> Outcome<FileWrite> {
    let mut encoded = Vec::new();
    let source = number.to_string();
    codec::encode(&FileFacts::default(), source.as_bytes(), &mut encoded);
    let at = format!("drivers/gpu/part{:03}/file{number:06}.c", number / 100);
    let record = FileRecord {
        path: RepoPath::new(&at).ok_or("a root-relative path")?,
        content_hash: ContentHash::of(source.as_bytes()),
        language: "c".to_owned(),
        fingerprint: 1,
        size: source.len() as u64,
        mtime_ns: 1_700_000_000_000_000_000,
        flags: FileFlags::default(),
        package: "linux".to_owned(),
        module: String::new(),
        digest: FileDigest::of(at.as_bytes()),
        definitions: per_file,
        sites: 0,
        diagnostics: 0,
        lines: per_file * 4,
        resolved_by: None,
    };
    let symbols = (0..per_file).map(|ordinal| symbol(&at, number, ordinal, per_file)).collect();
    Ok(FileWrite {
        id: SymbolId::from_bytes(
            *ContentHash::of(at.as_bytes()).as_bytes().first_chunk().expect("32 bytes begin with 16"),
        ),
        record,
        blob: Some(Blob::compress(&encoded, b"", source.as_bytes())?),
        symbols,
        keys: Vec::new(),
    })
}

fn symbol(at: &str, number: u32, ordinal: u32, per_file: u32) -> SymbolRow {
    let hash = ContentHash::of(format!("{at}::{ordinal}").as_bytes());
    let id = hash.as_bytes().first_chunk().expect("32 bytes begin with 16");
    let name = name(number / 2 * per_file + ordinal, per_file);
    SymbolRow {
        fqn: format!("{}::{name}", at.replace('/', "::")),
        ordinal: DefId::new(ordinal),
        id: SymbolId::from_bytes(*id),
        name,
        kind: DefKind::Function,
        marks: Marks::OUTERMOST,
        line: ordinal * 4 + 1,
    }
}

/// 20 to 46 characters, 33 on average; shared by two files.
fn name(number: u32, per_file: u32) -> String {
    let mixed = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let tail = "_CONTROL_STATUS_REGISTER_SHIFT".get(..(mixed >> 32) as usize % 27).unwrap_or_default();
    format!("HUB{:03}_{:04x}_{number:08}{tail}", number / per_file.max(1) % 1_000, mixed >> 48)
}

/// Processor time of this process, all threads, in seconds. 0 where the system does not tell it like Linux.
fn processor_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}
