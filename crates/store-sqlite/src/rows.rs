//! From rows to records.

use model::hash::{ContentHash, FileDigest};
use model::ids::{DefId, SymbolId};
use model::kinds::DefKind;
use model::path::RepoPath;
use model::span::Span;
use rusqlite::{Result, Row, types};
use store::{FileFlags, FileRecord, SkippedRecord, SymbolHit, SymbolRow};

pub(crate) const FILE_COLUMNS: &str = "path, content_hash, language, fingerprint, size, mtime_ns, flags, package, \
    module, digest, definitions, sites, diagnostics, lines";

pub(crate) const SYMBOL_COLUMNS: &str = "f.path, b.language, s.ordinal, s.symbol_id, s.name, s.kind_id, s.parent, s.start_byte, s.length, s.line, s.more_lines";

/// A value that no writer of this program stores.
fn damaged(column: usize, what: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, types::Type::Null, what.to_owned().into())
}

fn path(row: &Row<'_>, column: usize) -> Result<RepoPath> {
    RepoPath::new(row.get_ref(column)?.as_str()?)
        .ok_or_else(|| damaged(column, "a path that is not root-relative"))
}

pub(crate) fn file(row: &Row<'_>) -> Result<FileRecord> {
    Ok(FileRecord {
        path: path(row, 0)?,
        content_hash: ContentHash::from_bytes(row.get(1)?),
        language: row.get(2)?,
        fingerprint: row.get::<_, i64>(3)?.cast_unsigned(),
        size: row.get::<_, i64>(4)?.cast_unsigned(),
        mtime_ns: row.get(5)?,
        flags: FileFlags::from_raw(row.get(6)?),
        package: row.get(7)?,
        module: row.get(8)?,
        digest: FileDigest::from_bytes(row.get(9)?),
        definitions: row.get(10)?,
        sites: row.get(11)?,
        diagnostics: row.get(12)?,
        lines: row.get(13)?,
    })
}

pub(crate) fn skipped(row: &Row<'_>) -> Result<SkippedRecord> {
    Ok(SkippedRecord {
        path: path(row, 0)?,
        reason: row.get(1)?,
        detail: row.get(2)?,
        size: row.get::<_, i64>(3)?.cast_unsigned(),
        mtime_ns: row.get(4)?,
        is_dir: row.get(5)?,
    })
}

pub(crate) fn symbol(row: &Row<'_>) -> Result<SymbolHit> {
    let start: u32 = row.get(7)?;
    let line: u32 = row.get(9)?;
    let beyond = |column| damaged(column, "a range that ends beyond 4 GiB");
    let symbol = SymbolRow {
        ordinal: DefId::new(row.get(2)?),
        id: SymbolId::from_bytes(row.get(3)?),
        name: row.get(4)?,
        kind: DefKind::from_raw(row.get(5)?).ok_or_else(|| damaged(5, "an unknown kind of definition"))?,
        parent: row.get::<_, Option<u32>>(6)?.map(DefId::new),
        span: Span::new(start, start.checked_add(row.get(8)?).ok_or_else(|| beyond(8))?),
        line,
        end_line: line.checked_add_signed(row.get(10)?).ok_or_else(|| beyond(10))?,
    };
    Ok(SymbolHit { path: path(row, 0)?, language: row.get(1)?, row: symbol })
}
