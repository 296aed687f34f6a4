//! How files and skipped entries are written as bytes.

use model::codec::{DecodeError, Reader, put_uint};
use model::hash::{ContentHash, FileDigest};
use model::path::RepoPath;
use store::{FileFlags, FileRecord, SkippedRecord, StoreError};

/// What the view says of a file, but for its outcomes, and where its facts are.
pub(crate) struct StoredRecord {
    pub(crate) blob: u32,
    /// `resolved_by` is always `None`.
    pub(crate) record: FileRecord,
}

/// Encodes a file.
pub(crate) fn encode_file(blob: u32, record: &FileRecord) -> Vec<u8> {
    let mut out = Vec::with_capacity(192);
    put_text(&mut out, record.path.as_str());
    put_uint(&mut out, blob);
    out.extend_from_slice(record.content_hash.as_bytes());
    put_text(&mut out, &record.language);
    out.extend_from_slice(&record.fingerprint.to_be_bytes());
    put_long(&mut out, record.size);
    out.extend_from_slice(&record.mtime_ns.to_be_bytes());
    put_uint(&mut out, record.flags.raw());
    put_text(&mut out, &record.package);
    put_text(&mut out, &record.module);
    out.extend_from_slice(record.digest.as_bytes());
    for number in [record.definitions, record.sites, record.diagnostics, record.lines] {
        put_uint(&mut out, number);
    }
    out
}

/// Decodes a file.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are none.
pub(crate) fn decode_file(number: u32, bytes: &[u8]) -> Result<StoredRecord, StoreError> {
    file(bytes).map_err(|error| StoreError::corrupt("a file", format!("{number} ({error})")))
}

fn file(bytes: &[u8]) -> Result<StoredRecord, DecodeError> {
    let mut reader = Reader::new(bytes);
    let path = path(&mut reader)?;
    let blob = reader.uint()?;
    let record = FileRecord {
        path,
        content_hash: ContentHash::from_bytes(array(&mut reader)?),
        language: text(&mut reader)?,
        fingerprint: u64::from_be_bytes(array(&mut reader)?),
        size: long(&mut reader)?,
        mtime_ns: i64::from_be_bytes(array(&mut reader)?),
        flags: FileFlags::from_raw(reader.uint()?),
        package: text(&mut reader)?,
        module: text(&mut reader)?,
        digest: FileDigest::from_bytes(array(&mut reader)?),
        definitions: reader.uint()?,
        sites: reader.uint()?,
        diagnostics: reader.uint()?,
        lines: reader.uint()?,
        resolved_by: None,
    };
    reader.finish()?;
    Ok(StoredRecord { blob, record })
}

/// Decodes the path of a file alone.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are none.
pub(crate) fn decode_path(number: u32, bytes: &[u8]) -> Result<RepoPath, StoreError> {
    let read = path(&mut Reader::new(bytes));
    read.map_err(|error| StoreError::corrupt("a file", format!("{number} ({error})")))
}

/// Encodes something that was not indexed.
pub(crate) fn encode_skipped(record: &SkippedRecord) -> Vec<u8> {
    let mut out = Vec::new();
    put_text(&mut out, record.path.as_str());
    put_text(&mut out, &record.reason);
    put_text(&mut out, &record.detail);
    put_long(&mut out, record.size);
    out.extend_from_slice(&record.mtime_ns.to_be_bytes());
    out.push(record.is_dir.into());
    out
}

/// Decodes something that was not indexed.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are none.
pub(crate) fn decode_skipped(bytes: &[u8]) -> Result<SkippedRecord, StoreError> {
    skipped(bytes).map_err(|error| StoreError::corrupt("skipped files", error.to_string()))
}

fn skipped(bytes: &[u8]) -> Result<SkippedRecord, DecodeError> {
    let mut reader = Reader::new(bytes);
    let record = SkippedRecord {
        path: path(&mut reader)?,
        reason: text(&mut reader)?,
        detail: text(&mut reader)?,
        size: long(&mut reader)?,
        mtime_ns: i64::from_be_bytes(array(&mut reader)?),
        is_dir: reader.uint()? != 0,
    };
    reader.finish()?;
    Ok(record)
}

/// Appends a string.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_uint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Appends a long.
pub(crate) fn put_long(out: &mut Vec<u8>, number: u64) {
    put_uint(out, (number >> 32) as u32);
    put_uint(out, number as u32);
}

/// Reads a string.
pub(crate) fn text(reader: &mut Reader<'_>) -> Result<String, DecodeError> {
    let length = reader.uint()?;
    let bytes = reader.bytes(length)?;
    let text = std::str::from_utf8(bytes).map_err(|_| DecodeError::Malformed("text"))?;
    Ok(text.to_owned())
}

/// Reads a path.
pub(crate) fn path(reader: &mut Reader<'_>) -> Result<RepoPath, DecodeError> {
    let length = reader.uint()?;
    let text = std::str::from_utf8(reader.bytes(length)?).ok();
    text.and_then(RepoPath::new).ok_or(DecodeError::Malformed("path"))
}

/// Reads a long.
pub(crate) fn long(reader: &mut Reader<'_>) -> Result<u64, DecodeError> {
    let high = reader.uint()?;
    Ok(u64::from(high) << 32 | u64::from(reader.uint()?))
}

/// Reads bytes.
pub(crate) fn array<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], DecodeError> {
    let bytes = reader.bytes(N as u32)?;
    bytes.try_into().map_err(|_| DecodeError::Truncated)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use store::testing::{file, path as at};
    use store::{FileFlags, FileRecord, SkippedRecord};

    use super::{decode_file, decode_path, decode_skipped, encode_file, encode_skipped};

    fn path_text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z:]{1,5}(/[a-z: \u{e9}\u{1f600}]{1,4}x){0,3}",
            (1usize..3).prop_map(|times| format!("{}end", "dir/".repeat(1_000 * times))),
        ]
    }

    proptest! {
        #[test]
        fn files_come_back(
            (path, language, package, module) in (path_text(), ".{0,4}", ".{0,9}", "\\PC{0,12}"),
            (blob, fingerprint, size, mtime_ns) in any::<(u32, u64, u64, i64)>(),
            (flags, definitions, sites, diagnostics, lines) in any::<(u32, u32, u32, u32, u32)>(),
        ) {
            let record = FileRecord {
                path: at(&path),
                language, package, module, fingerprint, size, mtime_ns, definitions, sites, diagnostics, lines,
                flags: FileFlags::from_raw(flags),
                ..file("x", &["f"]).record
            };
            let bytes = encode_file(blob, &record);
            let read = decode_file(0, &bytes).expect("whole");
            prop_assert_eq!((read.blob, &read.record), (blob, &record));
            prop_assert_eq!(decode_path(0, &bytes).expect("whole"), record.path);
        }

        #[test]
        fn skipped_entries_come_back(
            path in path_text(), reason in ".{0,5}", detail in ".{0,3000}",
            size in any::<u64>(), mtime_ns in any::<i64>(), is_dir in any::<bool>(),
        ) {
            let record = SkippedRecord { path: at(&path), reason, detail, size, mtime_ns, is_dir };
            prop_assert_eq!(decode_skipped(&encode_skipped(&record)).expect("whole"), record);
        }

        #[test]
        fn other_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode_file(0, &bytes);
            let _ = decode_skipped(&bytes);
        }
    }
}
