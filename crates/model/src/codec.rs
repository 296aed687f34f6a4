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
mod edges;
mod events;
mod names;
mod outcomes;
mod records;
mod structure;
mod trees;

pub use column::{DecodeError, Reader, put_uint};
pub use edges::{decode_edges, encode_edges};
pub use events::{decode_details, encode_details};
pub use outcomes::{OUTCOMES_VERSION, decode_ascending, decode_outcomes, encode_ascending, encode_outcomes};

pub use structure::{STRUCTURE_VERSION, decode_structure, encode_structure};

use crate::facts::{FileFacts, Separator};

/// Version of the encoding; part of every rules fingerprint, so a change re-extracts instead of misreading.
pub const FACTS_VERSION: u32 = 2;

/// Appends the encoding of `facts`, which were extracted from `source`, to `out`. Linear in the facts.
///
/// Names that stand in the source are written as places in it, so decoding needs the same source.
pub fn encode(facts: &FileFacts, source: &[u8], out: &mut Vec<u8>) {
    put_uint(out, FACTS_VERSION);
    put_uint(out, facts.separator.into());
    put_uint(out, facts.generated.into());
    names::encode(facts, source, out);
    records::encode_tables(facts, out);
}

/// Reads what [`encode`] wrote, given the same source.
///
/// # Errors
/// When the bytes are not the encoding of any facts of this source, or of another version.
pub fn decode(bytes: &[u8], source: &[u8]) -> Result<FileFacts, DecodeError> {
    let mut reader = Reader::new(bytes);
    let version = reader.uint()?;
    if version != FACTS_VERSION {
        return Err(DecodeError::Version { found: version });
    }
    let mut facts = FileFacts {
        separator: Separator::from_raw(reader.uint()?).ok_or(DecodeError::Malformed("separator"))?,
        generated: reader.uint()? != 0,
        names: names::decode(source, &mut reader)?,
        ..FileFacts::default()
    };
    records::decode_tables(&mut facts, &mut reader)?;
    reader.finish()?;
    Ok(facts)
}
