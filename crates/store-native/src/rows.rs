//! The rows of the indexes.

use model::codec::{DecodeError, Reader, put_uint};
use model::ids::SymbolId;
use model::kinds::DefKind;
use model::marks::Marks;
use store::{StoreError, keys};

use crate::blocks::BlockRow;

/// A definition under its name or its qualified name. In order of the text, file number and slot.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct TextRow {
    /// UTF-8, unless the block is damaged.
    pub(crate) text: Vec<u8>,
    pub(crate) file: u32,
    /// Which of the file's definitions (`slots.rs`).
    pub(crate) slot: u32,
    kind: u32,
    marks: u8,
}

/// Kinds are below this.
const KINDS: u32 = 32;

impl TextRow {
    pub(crate) fn new(text: &str, file: u32, slot: u32, kind: DefKind, marks: Marks) -> Self {
        let text = text.as_bytes().to_vec();
        Self { text, file, slot, kind: kind.into(), marks: marks.raw() }
    }

    /// The text.
    ///
    /// # Errors
    /// When the block is damaged.
    pub(crate) fn text(&self) -> Result<&str, StoreError> {
        let damaged = |_| StoreError::corrupt("names", String::from_utf8_lossy(&self.text));
        std::str::from_utf8(&self.text).map_err(damaged)
    }

    /// What the definition is.
    pub(crate) fn kind(&self) -> DefKind {
        DefKind::from_raw(self.kind).expect("rows are read with known kinds only")
    }

    /// What tells it from others of its name; nothing for qualified names.
    pub(crate) fn marks(&self) -> Marks {
        Marks::from_raw(self.marks)
    }
}

impl TextRow {
    /// Appends what [`BlockRow::key`] does not tell of the row.
    pub(crate) fn write_beside_key(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&[self.kind as u8, self.marks]);
        // What may have been cut, escaped zeros counted.
        if self.text.len() >= keys::MAX_TEXT / 2 {
            out.extend_from_slice(&self.text);
        }
    }

    /// The row of a key and what was written beside it.
    ///
    /// # Errors
    /// When the bytes are none.
    pub(crate) fn read_beside_key(key: &[u8], beside: &[u8]) -> Result<Self, StoreError> {
        let malformed = || StoreError::corrupt("names", "a key that is none");
        let (head, place) = key.split_last_chunk::<8>().ok_or_else(malformed)?;
        let (&[kind, marks], whole) = beside.split_first_chunk::<2>().ok_or_else(malformed)?;
        let text = if whole.is_empty() { unescape(head).ok_or_else(malformed)? } else { whole.to_vec() };
        let place = u64::from_be_bytes(*place);
        Ok(Self { text, file: (place >> 32) as u32, slot: place as u32, kind: kind.into(), marks })
    }

    fn kind_and_marks(&self) -> u32 {
        u32::from(self.marks) * KINDS + self.kind
    }

    fn set_kind_and_marks(&mut self, both: u32) -> Result<(), DecodeError> {
        self.kind = both % KINDS;
        DefKind::from_raw(self.kind).ok_or(DecodeError::Malformed("kind"))?;
        self.marks = u8::try_from(both / KINDS).map_err(|_| DecodeError::Malformed("marks"))?;
        Ok(())
    }
}

/// The text of a key that was not cut.
fn unescape(key: &[u8]) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(key.len());
    let mut bytes = key.iter();
    while let Some(&byte) = bytes.next() {
        // A zero byte is escaped by a one; two of them end the text (`store::keys`).
        match (byte, if byte == 0 { bytes.next() } else { None }) {
            (0, Some(0)) => return bytes.next().is_none().then_some(text),
            (0, Some(1)) | (1.., _) => text.push(byte),
            _ => return None,
        }
    }
    None
}

impl BlockRow for TextRow {
    fn key(&self, out: &mut Vec<u8>) {
        keys::put_terminated(&self.text, out);
        out.extend_from_slice(&self.file.to_be_bytes());
        out.extend_from_slice(&self.slot.to_be_bytes());
    }

    fn file(&self) -> u32 {
        self.file
    }

    fn write(&self, before: &Self, out: &mut Vec<u8>) {
        let shared = shared(&before.text, &self.text);
        put_uint(out, shared as u32);
        put_uint(out, (self.text.len() - shared) as u32);
        out.extend_from_slice(&self.text[shared..]);
        put_uint(out, self.file);
        put_uint(out, self.slot);
        put_uint(out, self.kind_and_marks());
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let shared = reader.uint()? as usize;
        if shared > self.text.len() {
            return Err(DecodeError::Malformed("name"));
        }
        self.text.truncate(shared);
        let rest = reader.uint()?;
        self.text.extend_from_slice(reader.bytes(rest)?);
        self.file = reader.uint()?;
        self.slot = reader.uint()?;
        self.set_kind_and_marks(reader.uint()?)
    }
}

fn shared(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// A definition or a file under its id. In order of ids; an id occurs once.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct IdRow {
    pub(crate) id: [u8; 16],
    pub(crate) file: u32,
    /// Which of the file's definitions; `None` for the file itself.
    pub(crate) slot: Option<u32>,
}

impl IdRow {
    pub(crate) fn new(id: SymbolId, file: u32, slot: Option<u32>) -> Self {
        Self { id: *id.as_bytes(), file, slot }
    }
}

impl BlockRow for IdRow {
    fn key(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.id);
    }

    fn file(&self) -> u32 {
        self.file
    }

    fn write(&self, before: &Self, out: &mut Vec<u8>) {
        let shared = shared(&before.id, &self.id);
        out.push(shared as u8);
        out.extend_from_slice(&self.id[shared..]);
        put_uint(out, self.file);
        put_uint(out, self.slot.map_or(0, |slot| slot + 1));
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let shared = usize::from(reader.bytes(1)?[0]);
        let place = self.id.get_mut(shared..).ok_or(DecodeError::Malformed("id"))?;
        place.copy_from_slice(reader.bytes(place.len() as u32)?);
        self.file = reader.uint()?;
        self.slot = reader.uint()?.checked_sub(1);
        Ok(())
    }
}

/// A file that has a hashed key or asked for it. In order of keys and file numbers.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Posting {
    pub(crate) key: u32,
    pub(crate) file: u32,
}

impl BlockRow for Posting {
    fn key(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.key.to_be_bytes());
        out.extend_from_slice(&self.file.to_be_bytes());
    }

    fn file(&self) -> u32 {
        self.file
    }

    fn write(&self, before: &Self, out: &mut Vec<u8>) {
        put_uint(out, self.key.wrapping_sub(before.key));
        let base = if self.key == before.key { before.file } else { 0 };
        put_uint(out, self.file.wrapping_sub(base));
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let step = reader.uint()?;
        let base = if step == 0 { self.file } else { 0 };
        self.key = self.key.wrapping_add(step);
        self.file = base.wrapping_add(reader.uint()?);
        Ok(())
    }
}
