//! Any number of lines in the order of their bytes, with little memory: runs of them are sorted and laid down in temporary
//! files, which are merged at the end.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

/// Bytes of a run.
const RUN: usize = 32 << 20;

/// Lines that are to be sorted.
pub(crate) struct SortedLines {
    run_bytes: usize,
    lines: Vec<Vec<u8>>,
    bytes: usize,
    runs: Vec<File>,
}

impl SortedLines {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self::with_runs_of(RUN)
    }

    fn with_runs_of(run_bytes: usize) -> Self {
        Self { run_bytes, lines: Vec::new(), bytes: 0, runs: Vec::new() }
    }

    /// Takes a line, which holds no line feed.
    pub(crate) fn push(&mut self, line: Vec<u8>) -> io::Result<()> {
        // What a vector costs beside its bytes counts too.
        self.bytes += line.len() + 48;
        self.lines.push(line);
        if self.bytes >= self.run_bytes { self.lay_down() } else { Ok(()) }
    }

    /// Writes all lines in order, equal ones once.
    pub(crate) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.lines.sort_unstable();
        let mut runs: Vec<Run> = self.runs.into_iter().map(|file| Run::Laid(BufReader::new(file))).collect();
        runs.push(Run::Kept(self.lines.into_iter()));
        let mut heap = BinaryHeap::with_capacity(runs.len());
        for (number, run) in runs.iter_mut().enumerate() {
            heap.extend(run.next()?.map(|line| Reverse((line, number))));
        }
        let mut last = None;
        while let Some(Reverse((line, number))) = heap.pop() {
            heap.extend(runs[number].next()?.map(|line| Reverse((line, number))));
            if last.as_ref() != Some(&line) {
                out.write_all(&line)?;
                out.write_all(b"\n")?;
                last = Some(line);
            }
        }
        Ok(())
    }

    fn lay_down(&mut self) -> io::Result<()> {
        self.bytes = 0;
        let mut lines = std::mem::take(&mut self.lines);
        lines.sort_unstable();
        let mut file = BufWriter::new(tempfile::tempfile()?);
        for line in lines {
            file.write_all(&line)?;
            file.write_all(b"\n")?;
        }
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }
}

/// Sorted lines.
enum Run {
    Laid(BufReader<File>),
    Kept(std::vec::IntoIter<Vec<u8>>),
}

impl Run {
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        match self {
            Self::Kept(lines) => Ok(lines.next()),
            Self::Laid(file) => {
                let mut line = Vec::new();
                file.read_until(b'\n', &mut line)?;
                Ok(line.pop().map(|_| line))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SortedLines;

    #[test]
    fn runs_on_disk_and_in_memory_give_one_order() {
        let texts: Vec<String> =
            (0..500_u32).map(|number| format!("{}", number.wrapping_mul(7919) % 300)).collect();
        let written = |run_bytes| {
            let mut lines = SortedLines::with_runs_of(run_bytes);
            texts.iter().for_each(|text| lines.push(text.clone().into_bytes()).expect("a temporary file"));
            let mut out = Vec::new();
            lines.write(&mut out).expect("writing to memory");
            String::from_utf8(out).expect("UTF-8")
        };
        let mut expected = texts.clone();
        expected.sort();
        expected.dedup();
        let expected = expected.join("\n") + "\n";
        assert_eq!(written(usize::MAX), expected);
        assert_eq!(written(1000), expected, "many runs");
    }
}
