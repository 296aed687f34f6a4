//! Who refers to what, and how many references of a name lead nowhere: sorted outside of memory.

use std::io::{self, Write};

use engine::OutcomeKind;
use engine::ids::SiteId;
use engine::query::FileView;

use super::chunk::{self, Blocks};
use super::file_data::{Resolved, reason, rule, within};
use crate::sorted_lines::SortedLines;
use crate::{ExportError, Out};

/// References, by what they mean, and names.
pub(super) struct Backlinks {
    edges: SortedLines,
    names: SortedLines,
}

impl Backlinks {
    pub(super) fn new() -> Self {
        Self { edges: SortedLines::new(), names: SortedLines::new() }
    }

    /// Takes the references of a file.
    pub(super) fn add(
        &mut self,
        number: u32,
        view: &FileView,
        resolved: &Resolved,
    ) -> Result<(), ExportError> {
        for def in &view.facts.defs {
            self.names.push(quoted(view.facts.text(def.name))?)?;
        }
        view.sites().try_for_each(|site| self.site(number, view, site, resolved))
    }

    fn site(
        &mut self,
        number: u32,
        view: &FileView,
        site: SiteId,
        resolved: &Resolved,
    ) -> Result<(), ExportError> {
        let facts = view.facts.site(site);
        let outcome = view.outcome(site);
        let (index, rule, reason) = (site.index(), rule(&outcome), reason(&outcome));
        if outcome.kind == OutcomeKind::Unresolved {
            let mut line = quoted(view.facts.text(facts.name))?;
            write!(line, "\t{reason} {number} {index}")?;
            self.names.push(line)?;
        }
        let (at, does, kind) =
            (view.locate(facts.span).start.line, u32::from(facts.role), u32::from(outcome.kind));
        let around = within(view, site);
        for (file, def) in resolved.shown(site) {
            let order = format!("{file:08x}{:08x}{number:08x}{index:08x}", def + 1);
            let row = format!("[{def},{number},{around},{at},{does},{kind},{rule},{reason}]");
            self.edges.push((order + &row).into_bytes())?;
        }
        Ok(())
    }

    /// Writes for each file who refers to what is in it, then of each name that is defined how many references are not resolved.
    pub(super) fn finish(self, out: &mut Out<'_>) -> Result<(), ExportError> {
        let mut files = OfFiles { out, file: Vec::new(), rows: Vec::new() };
        self.edges.write(&mut Lines { rest: Vec::new(), each: |line: &[u8]| files.line(line) })?;
        files.flush()?;
        let mut names = OfNames { out, blocks: Blocks::new("n"), name: Vec::new(), counts: Vec::new() };
        self.names.write(&mut Lines { rest: Vec::new(), each: |line: &[u8]| names.line(line) })?;
        names.flush()?;
        let OfNames { mut blocks, .. } = names;
        blocks.finish(out)
    }
}

/// A name as JSON, which holds neither line feeds nor tabs.
fn quoted(name: &str) -> Result<Vec<u8>, ExportError> {
    Ok(serde_json::to_vec(name).map_err(io::Error::from)?)
}

/// Rows of the file that is being read: the first eight characters of a line are its number, 24 more are for the order alone.
struct OfFiles<'a, 'out> {
    out: &'a mut Out<'out>,
    file: Vec<u8>,
    rows: Vec<u8>,
}

impl OfFiles<'_, '_> {
    fn line(&mut self, line: &[u8]) -> Result<(), ExportError> {
        let (file, row) = (&line[..8], &line[32..]);
        if file != self.file {
            self.flush()?;
            self.file = file.to_vec();
        }
        self.rows.push(if self.rows.is_empty() { b'[' } else { b',' });
        self.rows.extend_from_slice(row);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        self.rows.push(b']');
        let digits = std::str::from_utf8(&self.file).ok();
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let number = number.expect("lines begin with eight hexadecimal digits");
        chunk::write_json(self.out, &format!("i{number}"), &self.rows)?;
        self.rows.clear();
        Ok(())
    }
}

/// Counts of the name that is being read. The line of a definition, the name alone, sorts first.
struct OfNames<'a, 'out> {
    out: &'a mut Out<'out>,
    blocks: Blocks,
    name: Vec<u8>,
    counts: Vec<(u32, u32)>,
}

impl OfNames<'_, '_> {
    fn line(&mut self, line: &[u8]) -> Result<(), ExportError> {
        let Some(tab) = line.iter().position(|byte| *byte == b'\t') else {
            self.flush()?;
            self.name = line.to_vec();
            return Ok(());
        };
        if line[..tab] != self.name {
            return Ok(());
        }
        let reason = line[tab + 1..].split(|byte| *byte == b' ').next();
        let digits = reason.and_then(|reason| std::str::from_utf8(reason).ok());
        let reason = digits.and_then(|digits| digits.parse().ok()).expect("a number stands behind the tab");
        match self.counts.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, sites)) => *sites += 1,
            None => self.counts.push((reason, 1)),
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ExportError> {
        if self.counts.is_empty() {
            return Ok(());
        }
        self.counts.sort_unstable();
        let name: String = serde_json::from_slice(&self.name).map_err(io::Error::from)?;
        self.blocks.push(self.out, &(name, &self.counts))?;
        self.counts.clear();
        Ok(())
    }
}

/// Hands over what is written line by line.
struct Lines<F> {
    rest: Vec<u8>,
    each: F,
}

impl<F: FnMut(&[u8]) -> Result<(), ExportError>> Write for Lines<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes.iter().position(|byte| *byte == b'\n') {
            None => {
                self.rest.extend_from_slice(bytes);
                Ok(bytes.len())
            }
            Some(end) => {
                self.rest.extend_from_slice(&bytes[..end]);
                (self.each)(&self.rest).map_err(into_io)?;
                self.rest.clear();
                Ok(end + 1)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn into_io(error: ExportError) -> io::Error {
    match error {
        ExportError::Write(error) => error,
        other => io::Error::other(other),
    }
}
