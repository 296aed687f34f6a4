//! Values of any length under a number, cut into chunks that fill pages.
//!
//! LMDB gives a value that is larger than half a page whole pages of its own and leaves the rest of the last one empty: half
//! a page is lost per value. Chunks are so large that two fill a page; where values are appended one after the other, a chunk
//! is cut so that it ends with its page.

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;

use store::StoreError;

use crate::layout::{Change, Space, View};

/// Bytes of a page behind its header.
const PAGE: usize = 4096 - 16;
/// Most that a node may take to stay in its page: half of it, but for the node's pointer.
const MAX_NODE: usize = 2038;
/// Bytes of a node beside key and value.
const NODE_HEADER: usize = 8;
/// Bytes of a node's place in the page.
const POINTER: usize = 2;
/// The rest of a page that is not worth a chunk of its own.
const SCRAP: usize = 96;

/// What a value stands under. The numbers of one space are all of one width.
pub(crate) trait Number: Copy + fmt::Display + Into<u64> {
    /// Its bytes in a key.
    type Bytes: AsRef<[u8]>;

    /// Big-endian.
    fn bytes(self) -> Self::Bytes;

    /// The number that a key begins with.
    fn read(key: &[u8]) -> Option<Self>;
}

impl Number for u32 {
    type Bytes = [u8; 4];

    fn bytes(self) -> [u8; 4] {
        self.to_be_bytes()
    }

    fn read(key: &[u8]) -> Option<Self> {
        key.first_chunk().map(|bytes| Self::from_be_bytes(*bytes))
    }
}

impl Number for u64 {
    type Bytes = [u8; 8];

    fn bytes(self) -> [u8; 8] {
        self.to_be_bytes()
    }

    fn read(key: &[u8]) -> Option<Self> {
        key.first_chunk().map(|bytes| Self::from_be_bytes(*bytes))
    }
}

/// The key of a chunk: the number, and behind the first chunk which one it is.
#[derive(Clone, Copy)]
struct ChunkKey([u8; 12], usize);

impl ChunkKey {
    fn new(number: impl Number, chunk: u32) -> Self {
        let (mut key, number) = ([0; 12], number.bytes());
        let width = number.as_ref().len();
        key[..width].copy_from_slice(number.as_ref());
        key[width..width + 4].copy_from_slice(&chunk.to_be_bytes());
        Self(key, if chunk == 0 { width } else { width + 4 })
    }

    fn bytes(&self) -> &[u8] {
        &self.0[..self.1]
    }

    /// Most bytes of value that a node with this key holds.
    fn room(self) -> usize {
        MAX_NODE - NODE_HEADER - self.1
    }

    /// What a node with so many bytes of value takes in a page.
    fn size(self, value: usize) -> usize {
        (NODE_HEADER + self.1 + value).next_multiple_of(2) + POINTER
    }
}

/// The value under a number; `None` when there is none.
///
/// # Errors
/// When the database cannot be read, or a chunk is missing.
pub(crate) fn get(
    view: View<'_>,
    space: Space,
    number: impl Number,
) -> Result<Option<Cow<'_, [u8]>>, StoreError> {
    let prefix = number.bytes();
    let mut value: Option<Cow<'_, [u8]>> = None;
    for (chunk, entry) in (0..).zip(view.from(space, prefix.as_ref())?) {
        let (at, bytes) = entry?;
        if !at.starts_with(prefix.as_ref()) {
            break;
        }
        if at != ChunkKey::new(number, chunk).bytes() {
            return Err(StoreError::corrupt(space.name(), number.to_string()));
        }
        match &mut value {
            None => value = Some(Cow::Borrowed(bytes)),
            Some(value) => value.to_mut().extend_from_slice(bytes),
        }
    }
    Ok(value)
}

/// Called for each number and its value; `Break` ends the listing.
pub(crate) type EachValue<'a, N> = &'a mut dyn FnMut(N, &[u8]) -> Result<ControlFlow<()>, StoreError>;

/// Gives the values under `first` and all numbers above it, ascending.
///
/// # Errors
/// When the database cannot be read, or a chunk is missing, and those of `each`.
pub(crate) fn each_from<N: Number>(
    view: View<'_>,
    space: Space,
    first: Option<N>,
    each: EachValue<'_, N>,
) -> Result<(), StoreError> {
    let begin = first.map(Number::bytes);
    let begin = begin.as_ref().map_or(&[][..], AsRef::as_ref);
    // The value that is being put together, and how many chunks it has.
    let mut value: Option<(N, u32, Cow<'_, [u8]>)> = None;
    for entry in view.from(space, begin)? {
        let (key, bytes) = entry?;
        let number = N::read(key).ok_or_else(|| StoreError::corrupt(space.name(), "a key"))?;
        let chunk = match &mut value {
            Some((known, chunks, known_bytes)) if (*known).into() == number.into() => {
                known_bytes.to_mut().extend_from_slice(bytes);
                *chunks += 1;
                *chunks - 1
            }
            _ => match value.replace((number, 1, Cow::Borrowed(bytes))) {
                Some((number, _, bytes)) if each(number, &bytes)?.is_break() => return Ok(()),
                _ => 0,
            },
        };
        if key != ChunkKey::new(number, chunk).bytes() {
            return Err(StoreError::corrupt(space.name(), number.to_string()));
        }
    }
    value.map_or(Ok(()), |(number, _, bytes)| each(number, &bytes).map(drop))
}

/// Puts a value under a number in place of what is there. Nothing is written when it is the same; an empty value is none.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) fn put(
    change: &mut Change<'_>,
    space: Space,
    number: impl Number,
    value: &[u8],
) -> Result<(), StoreError> {
    // What is there may be damaged: it goes anyway.
    let known = get(change.view(), space, number).ok().flatten();
    if known.is_some_and(|known| *known == *value) {
        return Ok(());
    }
    delete(change, space, number)?;
    let is_last = change.view().last(space)?.is_none_or(|(last, _)| last < number.bytes().as_ref());
    each_chunk(
        number,
        value,
        |key, _| key.room(),
        |key, chunk| {
            if is_last { change.append(space, key, chunk) } else { change.put(space, key, chunk) }
        },
    )
}

/// Takes out the value under a number.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) fn delete(change: &mut Change<'_>, space: Space, number: impl Number) -> Result<(), StoreError> {
    let prefix = number.bytes();
    loop {
        let found = change.view().from(space, prefix.as_ref())?.next().transpose()?;
        let Some((key, _)) = found.filter(|(key, _)| key.starts_with(prefix.as_ref())) else {
            return Ok(());
        };
        let key = key.to_vec();
        change.delete(space, &key)?;
    }
}

/// Cuts a value; `size` says how many bytes the next chunk may take.
fn each_chunk(
    number: impl Number,
    value: &[u8],
    mut size: impl FnMut(ChunkKey, usize) -> usize,
    mut take: impl FnMut(&[u8], &[u8]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut rest = value;
    for chunk in 0.. {
        if rest.is_empty() {
            break;
        }
        let key = ChunkKey::new(number, chunk);
        let (bytes, behind) = rest.split_at(size(key, rest.len()).min(rest.len()));
        take(key.bytes(), bytes)?;
        rest = behind;
    }
    Ok(())
}

/// Cuts values that are appended to one space one after the other.
pub(crate) struct Filler {
    /// What the page that is being filled has left. Bytes.
    left: usize,
    /// Pages begun.
    #[cfg(test)]
    pages: usize,
}

impl Default for Filler {
    fn default() -> Self {
        Self {
            left: PAGE,
            #[cfg(test)]
            pages: 1,
        }
    }
}

impl Filler {
    /// Cuts a value whose number is above those before, so that pages are filled to the brim.
    ///
    /// # Errors
    /// Those of `take`.
    pub(crate) fn each_chunk(
        &mut self,
        number: impl Number,
        value: &[u8],
        take: impl FnMut(&[u8], &[u8]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        each_chunk(number, value, |key, rest| self.next(key, rest), take)
    }

    /// How many of `rest` bytes go into the next node.
    fn next(&mut self, key: ChunkKey, rest: usize) -> usize {
        let whole = rest.min(key.room());
        let fits = self.left.saturating_sub(key.size(0)).min(whole);
        let bytes = if fits == whole || fits >= SCRAP { fits } else { whole };
        let size = key.size(bytes);
        if size > self.left {
            self.left = PAGE;
            #[cfg(test)]
            {
                self.pages += 1;
            }
        }
        self.left -= size;
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::{Filler, PAGE};

    #[test]
    fn values_are_cut_so_that_pages_are_full() {
        let mut filler = Filler::default();
        let (mut nodes, mut bytes) = (0, 0);
        for number in 0..500u32 {
            let value = vec![7; 100 + number as usize * 37 % 9000];
            let mut joined = Vec::new();
            let chunks = filler.each_chunk(number, &value, |key, chunk| {
                nodes += key.len() + 10;
                bytes += chunk.len();
                joined.extend_from_slice(chunk);
                Ok(())
            });
            chunks.expect("nothing fails");
            assert_eq!(joined, value);
        }
        let pages = filler.pages;
        assert!((nodes + bytes) * 100 > 97 * pages * PAGE, "{pages} pages for {bytes} bytes");
    }
}
