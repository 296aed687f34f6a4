//! Sorting more entries than memory should hold: sorted runs in a file, merged at the end.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use store::StoreError;

use crate::layout::Space;
use crate::pages::read_at;

/// Entries in memory before a run is written. Bytes.
const BUDGET: usize = 64 << 20;
/// Bytes of a run that are read at once.
const BUFFER: usize = 256 << 10;
/// Lengths of key and value before them.
const HEADER: usize = 8;

/// Called for each entry.
pub(crate) type EachEntry<'a> = &'a mut dyn FnMut(Space, &[u8], &[u8]) -> Result<(), StoreError>;

/// Gathers entries of all spaces and gives them space by space in the order of their keys.
pub(crate) struct Sorter {
    path: PathBuf,
    file: Option<File>,
    /// Ends of the runs in the file.
    runs: Vec<u64>,
    bytes: Vec<u8>,
    entries: Vec<Slot>,
    budget: usize,
}

/// An entry in memory, by the beginning of its key and its place.
#[derive(Clone, Copy)]
struct Slot {
    /// Space and seven bytes of the key: most comparisons need no more.
    head: u64,
    at: u32,
}

impl Sorter {
    /// A sorter that uses the file at `path` when there is much to sort.
    pub(crate) fn new(path: PathBuf) -> Self {
        Self { path, file: None, runs: Vec::new(), bytes: Vec::new(), entries: Vec::new(), budget: BUDGET }
    }

    /// Adds an entry.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn push(&mut self, space: Space, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let size = HEADER + 1 + key.len() + value.len();
        if !self.entries.is_empty() && self.bytes.len() + size + self.entries.len() * 16 > self.budget {
            self.write_run()?;
        }
        let at = self.bytes.len() as u32;
        self.bytes.extend_from_slice(&(key.len() as u32 + 1).to_le_bytes());
        self.bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
        self.bytes.push(space as u8);
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        let mut head = [0; 8];
        head[0] = space as u8;
        let known = key.len().min(7);
        head[1..=known].copy_from_slice(&key[..known]);
        self.entries.push(Slot { head: u64::from_be_bytes(head), at });
        Ok(())
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.entries.sort_unstable_by(|a, b| {
            a.head.cmp(&b.head).then_with(|| entry(bytes, a.at).0.cmp(entry(bytes, b.at).0))
        });
    }

    fn write_run(&mut self) -> Result<(), StoreError> {
        self.sort();
        let io = |path: &PathBuf| StoreError::io(path.display().to_string());
        let file = match &mut self.file {
            Some(file) => file,
            slot => {
                let mut options = OpenOptions::new();
                options.create(true).truncate(true).read(true).write(true);
                slot.insert(options.open(&self.path).map_err(io(&self.path))?)
            }
        };
        let mut end = self.runs.last().copied().unwrap_or(0);
        let mut out = std::io::BufWriter::with_capacity(BUFFER, file);
        for slot in &self.entries {
            let whole = whole_entry(&self.bytes, slot.at);
            // Wrapping an error tells of the path: only when there is one.
            out.write_all(whole).map_err(|error| io(&self.path)(error))?;
            end += whole.len() as u64;
        }
        out.flush().map_err(io(&self.path))?;
        drop(out);
        self.runs.push(end);
        self.entries.clear();
        self.bytes.clear();
        Ok(())
    }

    /// Gives all entries in order. Equal keys come in any order.
    ///
    /// # Errors
    /// When the file cannot be written or read, and those of `each`.
    pub(crate) fn finish(mut self, each: EachEntry<'_>) -> Result<(), StoreError> {
        if self.runs.is_empty() {
            self.sort();
            return self.entries.iter().try_for_each(|slot| {
                let (key, value) = entry(&self.bytes, slot.at);
                give(key, value, each)
            });
        }
        self.write_run()?;
        (self.bytes, self.entries) = (Vec::new(), Vec::new());
        self.merge(each)
    }

    fn merge(&self, each: EachEntry<'_>) -> Result<(), StoreError> {
        let Some(file) = &self.file else { return Ok(()) };
        let failed = || StoreError::io(self.path.display().to_string());
        let starts = [0].into_iter().chain(self.runs.iter().copied());
        let mut heap = BinaryHeap::with_capacity(self.runs.len());
        for (start, &end) in starts.zip(&self.runs) {
            let mut run =
                Run { file, next: start, end, buffer: Vec::new(), at: 0, key: Vec::new(), value: Vec::new() };
            if run.advance().map_err(failed())? {
                heap.push(run);
            }
        }
        while let Some(mut run) = heap.peek_mut() {
            give(&run.key, &run.value, each)?;
            if !run.advance().map_err(|error| failed()(error))? {
                PeekMut::pop(run);
            }
        }
        Ok(())
    }
}

impl Drop for Sorter {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // What stays is removed by the next build.
            drop(std::fs::remove_file(&self.path));
        }
    }
}

fn give(key: &[u8], value: &[u8], each: EachEntry<'_>) -> Result<(), StoreError> {
    let space = Space::ALL[usize::from(key[0])];
    each(space, &key[1..], value)
}

/// Key, with the space before it, and value of an entry in memory.
fn entry(bytes: &[u8], at: u32) -> (&[u8], &[u8]) {
    let at = at as usize;
    let (key, value) = lengths(&bytes[at..]);
    bytes[at + HEADER..at + HEADER + key + value].split_at(key)
}

fn whole_entry(bytes: &[u8], at: u32) -> &[u8] {
    let at = at as usize;
    let (key, value) = lengths(&bytes[at..]);
    &bytes[at..at + HEADER + key + value]
}

fn lengths(header: &[u8]) -> (usize, usize) {
    let length = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().expect("four bytes")) as usize;
    (length(0), length(4))
}

/// A run being read.
struct Run<'f> {
    file: &'f File,
    /// What is read next, and where the run ends. Bytes.
    next: u64,
    end: u64,
    buffer: Vec<u8>,
    at: usize,
    key: Vec<u8>,
    value: Vec<u8>,
}

impl Run<'_> {
    /// Goes to the next entry; gives whether there is one.
    fn advance(&mut self) -> std::io::Result<bool> {
        if self.at == self.buffer.len() && self.next == self.end {
            return Ok(false);
        }
        self.fill(HEADER)?;
        let (key, value) = lengths(&self.buffer[self.at..]);
        self.fill(HEADER + key + value)?;
        let entry = &self.buffer[self.at + HEADER..self.at + HEADER + key + value];
        self.key.clear();
        self.key.extend_from_slice(&entry[..key]);
        self.value.clear();
        self.value.extend_from_slice(&entry[key..]);
        self.at += HEADER + key + value;
        Ok(true)
    }

    /// Makes sure that so many bytes are in the buffer.
    fn fill(&mut self, wanted: usize) -> std::io::Result<()> {
        let there = self.buffer.len() - self.at;
        if there >= wanted {
            return Ok(());
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let left = self.end - self.next;
        let more = left.min((wanted - there).max(BUFFER) as u64) as usize;
        self.buffer.resize(there + more, 0);
        read_at(self.file, self.next, &mut self.buffer[there..])?;
        self.next += more as u64;
        Ok(())
    }
}

/// A heap gives its largest: the run with the smallest key is the largest.
impl Ord for Run<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.key.cmp(&self.key).then_with(|| other.end.cmp(&self.end))
    }
}

impl PartialOrd for Run<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Run<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Run<'_> {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Sorter;
    use crate::layout::Space;

    fn entries() -> impl Strategy<Value = Vec<(bool, Vec<u8>, Vec<u8>)>> {
        let bytes = |most| proptest::collection::vec(0u8..3, 0..most);
        proptest::collection::vec((any::<bool>(), bytes(12), bytes(40)), 0..200)
    }

    proptest! {
        #[test]
        fn everything_comes_back_in_order(entries in entries(), budget in 1usize..9_000) {
            let directory = tempfile::tempdir().expect("a temporary directory");
            let mut sorter = Sorter::new(directory.path().join("runs"));
            sorter.budget = budget;
            let space = |is_name| if is_name { Space::Name } else { Space::Id };
            for (is_name, key, value) in &entries {
                sorter.push(space(*is_name), key, value).expect("pushed");
            }
            let mut sorted = Vec::new();
            let each = &mut |space: Space, key: &[u8], value: &[u8]| {
                sorted.push((space as u8, key.to_vec(), value.to_vec()));
                Ok(())
            };
            sorter.finish(each).expect("sorted");
            prop_assert!(sorted.is_sorted_by_key(|(space, key, _)| (*space, key.clone())));
            let mut expected: Vec<_> =
                entries.into_iter().map(|(is_name, key, value)| (space(is_name) as u8, key, value)).collect();
            expected.sort();
            sorted.sort();
            prop_assert_eq!(sorted, expected);
            prop_assert_eq!(std::fs::read_dir(directory.path()).expect("lists").count(), 0);
        }
    }
}
