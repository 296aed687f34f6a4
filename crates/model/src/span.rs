//! Positions in a file.
//!
//! Offsets are bytes of the file as stored, half-open. Lines are 1-based. Columns are 0-based and count UTF-8 bytes.

/// A half-open byte range `[start, end)`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The bytes of `source` that the span covers; empty when it reaches past the end.
    pub fn of(self, source: &[u8]) -> &[u8] {
        source.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A line and column.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Position {
    /// 1-based.
    pub line: u32,
    /// 0-based, in UTF-8 bytes from the start of the line.
    pub column: u32,
}

/// Where each line of a file starts; turns offsets into lines and back in O(log lines).
///
/// A line ends after `\n`; `\r\n` therefore ends a line too, a lone `\r` does not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Indexes `source` in one pass.
    pub fn new(source: &[u8]) -> Self {
        let mut starts = Vec::with_capacity(source.len() / 32 + 1);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', source).map(|at| at as u32 + 1));
        Self { starts, len: source.len() as u32 }
    }

    /// The position of a byte offset; offsets past the end are those of the end.
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.len);
        let line = self.starts.partition_point(|&start| start <= offset);
        Position { line: line as u32, column: offset - self.starts[line - 1] }
    }

    /// The byte offset of a position; `None` when the file has no such line or the line no such column.
    pub fn offset(&self, position: Position) -> Option<u32> {
        let row = position.line.checked_sub(1)? as usize;
        let start = *self.starts.get(row)?;
        let end = self.starts.get(row + 1).copied().unwrap_or(self.len);
        let offset = start.checked_add(position.column)?;
        (offset <= end).then_some(offset)
    }

    /// First byte of a line, 1-based; `None` when the file has no such line. O(1).
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.starts.get(line.checked_sub(1)? as usize).copied()
    }

    /// Number of lines; an empty file has one.
    pub fn line_count(&self) -> u32 {
        self.starts.len() as u32
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    #[test]
    fn offsets_and_positions_are_inverse() {
        let index = LineIndex::new("a\n\u{e9}b\r\n\nend".as_bytes());
        assert_eq!(index.line_count(), 4);
        assert_eq!(index.position(0), Position { line: 1, column: 0 });
        assert_eq!(index.position(4), Position { line: 2, column: 2 });
        for offset in 0..=11 {
            assert_eq!(index.offset(index.position(offset)), Some(offset));
        }
        assert_eq!(index.position(99), index.position(11));
        assert_eq!(index.offset(Position { line: 9, column: 0 }), None);
        assert_eq!(index.offset(Position { line: 0, column: 0 }), None);
    }
}
