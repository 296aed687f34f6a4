//! The encoding of facts: compact, canonical (equal facts give equal bytes) and safe to decode from damaged bytes.
//!
//! A table is written column by column, so that equal kinds of numbers stand together: ids as differences from the
//! value before, everything as LEB128 varints (<https://en.wikipedia.org/wiki/LEB128>). Compression is the store's
//! business and profits from the columns.
//!
//! ```text
//! version  separator  generated  names  then each table: count, column, column, …
//! ```

mod column;
mod records;
mod trees;

pub use column::DecodeError;
use column::{Column, Reader, put_uint};

use crate::facts::{FileFacts, Separator};
use crate::names::Names;

/// Version of the encoding; part of every rules fingerprint, so a change re-extracts instead of misreading.
pub const FACTS_VERSION: u32 = 1;

/// Appends the encoding of `facts` to `out`. Linear in the facts.
pub fn encode(facts: &FileFacts, out: &mut Vec<u8>) {
    put_uint(out, FACTS_VERSION);
    put_uint(out, facts.separator.into());
    put_uint(out, facts.generated.into());
    encode_names(&facts.names, out);
    records::encode_tables(facts, out);
}

/// Reads what [`encode`] wrote.
///
/// # Errors
/// When the bytes are not the encoding of any facts, or of another version.
pub fn decode(bytes: &[u8]) -> Result<FileFacts, DecodeError> {
    let mut reader = Reader::new(bytes);
    let version = reader.uint()?;
    if version != FACTS_VERSION {
        return Err(DecodeError::Version { found: version });
    }
    let mut facts = FileFacts {
        separator: Separator::from_raw(reader.uint()?).ok_or(DecodeError::Malformed("separator"))?,
        generated: reader.uint()? != 0,
        names: decode_names(&mut reader)?,
        ..FileFacts::default()
    };
    records::decode_tables(&mut facts, &mut reader)?;
    reader.finish()?;
    Ok(facts)
}

fn encode_names(names: &Names, out: &mut Vec<u8>) {
    put_uint(out, names.len() as u32);
    for (_, name) in names.iter() {
        put_uint(out, name.len() as u32);
    }
    for (_, name) in names.iter() {
        out.extend_from_slice(name.as_bytes());
    }
}

fn decode_names(reader: &mut Reader<'_>) -> Result<Names, DecodeError> {
    let count = reader.count()?;
    let lengths = u32::decode(count, reader)?;
    let mut names = Names::default();
    for length in lengths {
        let text = std::str::from_utf8(reader.bytes(length)?).map_err(|_| DecodeError::Malformed("name"))?;
        names.push(text);
    }
    Ok(names)
}
