//! Writes what a builder was told, one section after the other; what is written is let go.

use std::io;
use std::path::Path;

use model::ids::SymbolId;

use super::adjacency::{Collected, Rows, kind, node};
use super::ids::Ids;
use super::names::Names;
use super::output::{Counts, Output};
use super::{Builder, File};
use crate::format::Section;

/// Why a form is not written.
pub(super) enum Failure {
    Io(io::Error),
    TooLarge,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Writes the form to `path`.
pub(super) fn write(mut builder: Builder, path: &Path) -> Result<(), Failure> {
    let mut output = Output::create(path)?;
    let nodes = builder.nodes as usize;
    output.rows(Section::FileRows, builder.files.iter().map(row))?;
    output.text(Section::PathText, builder.paths.as_bytes())?;
    write_ids(&mut output, builder.ids.unwrap_or_else(|| Ids::new(nodes)))?;
    let edges = write_edges(&mut output, builder.edges, nodes)?;
    write_names(&mut output, builder.names)?;
    builder.loose.sort_unstable();
    builder.loose.dedup();
    output.rows(Section::Loose, builder.loose)?;
    let counts =
        Counts { stamp: builder.stamp, files: builder.files.len() as u32, nodes: nodes as u32, edges };
    Ok(output.finish(&counts, path)?)
}

fn row(file: &File) -> [u8; 16] {
    let numbers = u128::from(file.path_end) << 96 | u128::from(file.first) << 64 | u128::from(file.stamp);
    numbers.to_le_bytes()
}

/// Writes the first half of each id: enough to find it again within a file.
fn write_ids(output: &mut Output, ids: Ids) -> io::Result<()> {
    let head = |id: SymbolId| id.as_bytes().first_chunk::<8>().copied().expect("an id has 16 bytes");
    output.rows(Section::Ids, ids.into_ids().into_iter().map(head))
}

/// Writes both directions and says how many edges there are.
fn write_edges(output: &mut Output, edges: Collected, nodes: usize) -> io::Result<u64> {
    let (out, into) = edges.finish(nodes);
    let count = out.ends.len() as u64;
    write_rows(output, out, [Section::OutOffsets, Section::OutNodes, Section::OutKinds])?;
    write_rows(output, into, [Section::InOffsets, Section::InNodes, Section::InKinds])?;
    Ok(count)
}

fn write_rows(output: &mut Output, rows: Rows, [offsets, nodes, kinds]: [Section; 3]) -> io::Result<()> {
    output.rows(offsets, rows.offsets.into_iter().map(u32::to_le_bytes))?;
    output.rows(nodes, rows.ends.iter().map(|&end| node(end).to_le_bytes()))?;
    output.rows(kinds, rows.ends.iter().map(|&end| [kind(end)]))
}

fn write_names(output: &mut Output, names: Names) -> Result<(), Failure> {
    let table = names.finish().ok_or(Failure::TooLarge)?;
    output.rows(Section::Buckets, table.buckets.into_iter().flatten().map(u32::to_le_bytes))?;
    Ok(output.rows(Section::Lists, table.lists.into_iter().map(u32::to_le_bytes))?)
}
