//! One column: the values of one field for all rows of a table.

use thiserror::Error;

use crate::facts::{ImportFlags, List};
use crate::kinds::Modifiers;
use crate::span::Span;

/// Why bytes are not facts.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum DecodeError {
    /// Another version of the encoding.
    #[error("facts are encoded in version {found}, this program reads version {}", super::FACTS_VERSION)]
    Version {
        /// The version found.
        found: u32,
    },
    /// The bytes end too early.
    #[error("encoded facts end too early")]
    Truncated,
    /// A value that no encoder writes.
    #[error("encoded facts are malformed: {0}")]
    Malformed(&'static str),
}

/// Reads varints and bytes from a slice.
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from the beginning of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// The next varint.
    ///
    /// # Errors
    /// When the bytes end, or hold a number above 32 bits.
    pub fn uint(&mut self) -> Result<u32, DecodeError> {
        let mut value = 0u64;
        for (index, &byte) in self.bytes.iter().enumerate().take(5) {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                self.bytes = &self.bytes[index + 1..];
                return u32::try_from(value).map_err(|_| DecodeError::Malformed("number"));
            }
        }
        Err(if self.bytes.len() < 5 { DecodeError::Truncated } else { DecodeError::Malformed("number") })
    }

    /// A number of rows. Each row takes at least one byte, which bounds what damaged bytes can make us allocate.
    ///
    /// # Errors
    /// When there cannot be so many.
    pub fn count(&mut self) -> Result<usize, DecodeError> {
        let count = self.uint()? as usize;
        if count > self.bytes.len() { Err(DecodeError::Truncated) } else { Ok(count) }
    }

    /// The next bytes.
    ///
    /// # Errors
    /// When there are not so many.
    pub fn bytes(&mut self, length: u32) -> Result<&'a [u8], DecodeError> {
        let (taken, rest) = self.bytes.split_at_checked(length as usize).ok_or(DecodeError::Truncated)?;
        self.bytes = rest;
        Ok(taken)
    }

    /// Whether everything is read.
    pub fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    /// States that everything is read.
    ///
    /// # Errors
    /// When it is not.
    pub fn finish(self) -> Result<(), DecodeError> {
        if self.bytes.is_empty() { Ok(()) } else { Err(DecodeError::Malformed("bytes after the end")) }
    }
}

/// Appends a varint.
pub fn put_uint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Differences wrap, so that every pair of numbers has one; zigzag keeps small ones small in both directions.
pub(crate) fn zigzag(before: u32, value: u32) -> u32 {
    let difference = value.wrapping_sub(before).cast_signed();
    ((difference << 1) ^ (difference >> 31)).cast_unsigned()
}

pub(crate) fn unzigzag(before: u32, coded: u32) -> u32 {
    let difference = (coded >> 1).cast_signed() ^ -(coded & 1).cast_signed();
    before.wrapping_add(difference.cast_unsigned())
}

/// How the values of one type are written as a column.
pub(crate) trait Column: Sized {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>);
    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError>;
}

/// Plain numbers, written as they are.
impl Column for u32 {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        values.for_each(|value| put_uint(out, value));
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        (0..count).map(|_| reader.uint()).collect()
    }
}

/// Numbers near the one before.
fn encode_deltas(values: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
    let mut before = 0;
    for value in values {
        put_uint(out, zigzag(before, value));
        before = value;
    }
}

fn decode_deltas(count: usize, reader: &mut Reader<'_>) -> Result<Vec<u32>, DecodeError> {
    let mut before = 0;
    (0..count)
        .map(|_| {
            before = unzigzag(before, reader.uint()?);
            Ok(before)
        })
        .collect()
}

impl Column for Span {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        let spans: Vec<Self> = values.collect();
        encode_deltas(spans.iter().map(|span| span.start), out);
        spans.iter().for_each(|span| put_uint(out, span.len()));
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        let starts = decode_deltas(count, reader)?;
        let lengths = u32::decode(count, reader)?;
        let join = |(start, length): (u32, u32)| {
            let end = start.checked_add(length).ok_or(DecodeError::Malformed("span"))?;
            Ok(Self::new(start, end))
        };
        starts.into_iter().zip(lengths).map(join).collect()
    }
}

impl Column for List {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        let lists: Vec<Self> = values.collect();
        lists.iter().for_each(|list| put_uint(out, list.len));
        encode_deltas(lists.iter().filter(|list| list.len > 0).map(|list| list.start), out);
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        let lengths = u32::decode(count, reader)?;
        let filled = lengths.iter().filter(|&&len| len > 0).count();
        let mut starts = decode_deltas(filled, reader)?.into_iter();
        let with_start =
            |len| if len > 0 { List { start: starts.next().unwrap_or(0), len } } else { List::EMPTY };
        Ok(lengths.into_iter().map(with_start).collect())
    }
}

impl Column for Modifiers {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        u32::encode(values.map(Self::raw), out);
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        Ok(u32::decode(count, reader)?.into_iter().map(Self::from_raw).collect())
    }
}

impl Column for ImportFlags {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        u32::encode(values.map(Self::raw), out);
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        Ok(u32::decode(count, reader)?.into_iter().map(Self::from_raw).collect())
    }
}

/// Ids: near the one before. Absent ones are 0 and leave the one before as it is.
macro_rules! id_columns {
    ($($id:ty),*) => {$(
        impl Column for $id {
            fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
                encode_deltas(values.map(u32::from), out);
            }

            fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
                Ok(decode_deltas(count, reader)?.into_iter().map(Self::from).collect())
            }
        }

        impl Column for Option<$id> {
            fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
                let ids: Vec<Self> = values.collect();
                ids.iter().for_each(|id| put_uint(out, id.is_some().into()));
                encode_deltas(ids.into_iter().flatten().map(u32::from), out);
            }

            fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
                let present = u32::decode(count, reader)?;
                let some = present.iter().filter(|&&flag| flag != 0).count();
                let mut ids = decode_deltas(some, reader)?.into_iter().map(<$id>::from);
                Ok(present.into_iter().map(|flag| if flag != 0 { ids.next() } else { None }).collect())
            }
        }
    )*};
}

mod ids {
    use super::{Column, DecodeError, Reader, decode_deltas, encode_deltas, put_uint};
    use crate::ids::{DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};

    id_columns!(DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId);
}

macro_rules! vocabulary_columns {
    ($($kind:ty),*) => {$(
        impl Column for $kind {
            fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
                u32::encode(values.map(u32::from), out);
            }

            fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
                let known = |raw| Self::from_raw(raw).ok_or(DecodeError::Malformed(stringify!($kind)));
                u32::decode(count, reader)?.into_iter().map(known).collect()
            }
        }
    )*};
}

mod vocabularies {
    use super::{Column, DecodeError, Reader};
    use crate::facts::ParamKind;
    use crate::kinds::{
        BindingKind, DefKind, DiagnosticCode, FlowKind, ImportKind, Role, ScopeKind, Severity, SuperKind,
        Visibility,
    };

    vocabulary_columns!(
        BindingKind,
        DefKind,
        DiagnosticCode,
        FlowKind,
        ImportKind,
        ParamKind,
        Role,
        ScopeKind,
        Severity,
        SuperKind,
        Visibility
    );
}

/// Texts: all lengths, then all bytes.
impl Column for String {
    fn encode(values: impl Iterator<Item = Self>, out: &mut Vec<u8>) {
        let texts: Vec<Self> = values.collect();
        texts.iter().for_each(|text| put_uint(out, text.len() as u32));
        texts.iter().for_each(|text| out.extend_from_slice(text.as_bytes()));
    }

    fn decode(count: usize, reader: &mut Reader<'_>) -> Result<Vec<Self>, DecodeError> {
        let lengths = u32::decode(count, reader)?;
        let text = |length| {
            let bytes = reader.bytes(length)?;
            String::from_utf8(bytes.to_vec()).map_err(|_| DecodeError::Malformed("text"))
        };
        lengths.into_iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, DecodeError, Reader, put_uint, unzigzag, zigzag};
    use crate::ids::DefId;

    #[test]
    fn differences_wrap_both_ways() {
        for (before, value) in [(0, 0), (5, 3), (3, 5), (0, u32::MAX), (u32::MAX, 0), (7, 0x8000_0007)] {
            assert_eq!(unzigzag(before, zigzag(before, value)), value);
        }
        assert!(zigzag(100, 99) < 4, "small steps back stay small");
    }

    #[test]
    fn damaged_numbers_are_errors() {
        assert_eq!(Reader::new(&[]).uint(), Err(DecodeError::Truncated));
        assert_eq!(Reader::new(&[0x80, 0x80]).uint(), Err(DecodeError::Truncated));
        assert_eq!(Reader::new(&[0xff; 6]).uint(), Err(DecodeError::Malformed("number")));
        assert_eq!(
            Reader::new(&[200, 1]).count(),
            Err(DecodeError::Truncated),
            "count beyond the bytes left"
        );
    }

    #[test]
    fn optional_ids_come_back() {
        let ids = [None, Some(DefId::new(7)), None, Some(DefId::new(2)), Some(DefId::new(2))];
        let mut bytes = Vec::new();
        Column::encode(ids.into_iter(), &mut bytes);
        let mut reader = Reader::new(&bytes);
        assert_eq!(Column::decode(ids.len(), &mut reader), Ok(ids.to_vec()));
        assert_eq!(reader.finish(), Ok(()));
        put_uint(&mut bytes, 1);
    }
}
