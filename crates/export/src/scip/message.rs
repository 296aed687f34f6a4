//! Messages written part by part: <https://protobuf.dev/programming-guides/encoding/>.

use protobuf::Message;

use crate::{ExportError, Out};

/// The wire type of what has a length.
const LENGTH_DELIMITED: u32 = 2;

/// Bytes of a message that are kept while it is measured. Of a longer one the parts are made twice: once for the length, which
/// stands first, and once to be written.
const KEPT: u64 = 4 << 20;

/// Takes the parts of a message.
pub(super) struct Parts<'a, 'o> {
    length: u64,
    kept: Vec<u8>,
    out: Option<&'a mut Out<'o>>,
}

impl Parts<'_, '_> {
    /// Adds the fields of a message, to which others are added.
    pub(super) fn fields(&mut self, message: &impl Message) -> Result<(), ExportError> {
        self.add(&[], message)
    }

    /// Adds one value of a field whose values are messages.
    pub(super) fn value(&mut self, field: u32, message: &impl Message) -> Result<(), ExportError> {
        self.add(&head(field, message.compute_size()), message)
    }

    fn add(&mut self, head: &[u8], message: &impl Message) -> Result<(), ExportError> {
        let length = head.len() as u64 + message.compute_size();
        self.length += length;
        if self.out.is_none() && self.length > KEPT {
            self.kept = Vec::new();
            return Ok(());
        }
        self.kept.extend_from_slice(head);
        message.write_to_vec(&mut self.kept).map_err(std::io::Error::other)?;
        if let Some(out) = &mut self.out {
            out.write_all(&self.kept)?;
            self.kept.clear();
        }
        Ok(())
    }
}

/// Writes a message, whose parts `each` adds, as one value of a field.
pub(super) fn write(
    field: u32,
    out: &mut Out<'_>,
    mut each: impl FnMut(&mut Parts<'_, '_>) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut measured = Parts { length: 0, kept: Vec::new(), out: None };
    each(&mut measured)?;
    out.write_all(&head(field, measured.length))?;
    if measured.length <= KEPT {
        out.write_all(&measured.kept)?;
        return Ok(());
    }
    each(&mut Parts { length: 0, kept: Vec::new(), out: Some(out) })
}

/// What stands before a value: the field, how it is encoded, how long it is.
fn head(field: u32, length: u64) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(12);
    varint(&mut bytes, u64::from(field << 3 | LENGTH_DELIMITED));
    varint(&mut bytes, length);
    bytes
}

/// Seven bits a byte, the lowest first; the high bit says that more follow.
fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use protobuf::Message as _;
    use scip::types::{Document, Index, Occurrence};

    use super::{varint, write};

    #[test]
    fn a_message_in_parts_is_the_message() {
        // The second is longer than what is kept.
        for length in [90, 3_000_000] {
            let occurrence = |text: &str| Occurrence {
                symbol: text.repeat(length),
                range: vec![1, 300],
                ..Default::default()
            };
            let head = Document { relative_path: "a.rs".to_owned(), ..Default::default() };
            let mut bytes: Vec<u8> = Vec::new();
            let written = write(2, &mut bytes, |parts| {
                parts.fields(&head)?;
                parts.value(2, &occurrence("a"))?;
                parts.value(2, &occurrence("bc"))
            });
            written.expect("writes");
            let document = Document { occurrences: vec![occurrence("a"), occurrence("bc")], ..head };
            let index = Index { documents: vec![document], ..Default::default() };
            assert!(Index::parse_from_bytes(&bytes).expect("a message") == index);
        }
    }

    #[test]
    fn numbers_take_seven_bits_a_byte() {
        let encoded = |value| {
            let mut bytes = Vec::new();
            varint(&mut bytes, value);
            bytes
        };
        assert_eq!(encoded(0), [0]);
        assert_eq!(encoded(300), [0xac, 2]);
        assert_eq!(encoded(u64::MAX).len(), 10);
    }
}
