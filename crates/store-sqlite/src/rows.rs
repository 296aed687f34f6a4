//! From rows to records.

use model::hash::{ContentHash, FileDigest};
use model::ids::{DefId, SymbolId};
use model::kinds::DefKind;
use model::marks::Marks;
use model::path::RepoPath;
use rusqlite::{Result, Row, types};
use store::{FileFlags, FileRecord, FileStamp, SkippedRecord, StampedFile, SymbolHit, SymbolPlace};

pub(crate) const FILE_COLUMNS: &str = "path, content_hash, language, fingerprint, size, mtime_ns, flags, package, \
    module, digest, definitions, sites, diagnostics, lines, resolved_by";

pub(crate) const SYMBOL_COLUMNS: &str = "f.path, b.language, s.ordinal, s.name, s.kind_id, s.marks";

/// A value that no writer of this program stores.
pub(crate) fn damaged(column: usize, what: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, types::Type::Null, what.to_owned().into())
}

/// A column that holds a root-relative path.
pub(crate) fn path(row: &Row<'_>, column: usize) -> Result<RepoPath> {
    RepoPath::new(row.get_ref(column)?.as_str()?)
        .ok_or_else(|| damaged(column, "a path that is not root-relative"))
}

/// A column that holds the number of a kind.
pub(crate) fn kind(row: &Row<'_>, column: usize) -> Result<DefKind> {
    DefKind::from_raw(row.get(column)?).ok_or_else(|| damaged(column, "an unknown kind of definition"))
}

pub(crate) fn path_and_bytes(row: &Row<'_>) -> Result<(RepoPath, Vec<u8>)> {
    Ok((path(row, 0)?, row.get(1)?))
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
        resolved_by: row.get::<_, Option<i64>>(14)?.map(i64::cast_unsigned),
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
    Ok(SymbolHit {
        path: path(row, 0)?,
        language: row.get(1)?,
        ordinal: DefId::new(row.get(2)?),
        name: row.get(3)?,
        kind: kind(row, 4)?,
        marks: Marks::from_raw(row.get(5)?),
    })
}

pub(crate) fn stamped(row: &Row<'_>) -> Result<StampedFile> {
    let digest = FileDigest::from_bytes(row.get(2)?);
    let outcomes = row.get::<_, Option<[u8; 32]>>(3)?.map(FileDigest::from_bytes);
    let stamp = FileStamp::new(&digest, outcomes.as_ref());
    Ok(StampedFile { path: path(row, 0)?, definitions: row.get(1)?, stamp })
}

pub(crate) fn symbol_place(row: &Row<'_>) -> Result<SymbolPlace> {
    Ok(SymbolPlace {
        id: SymbolId::from_bytes(row.get(0)?),
        path: path(row, 1)?,
        ordinal: row.get::<_, Option<u32>>(2)?.map(DefId::new),
    })
}
