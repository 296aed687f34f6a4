//! The tables of the flat formats: the rows of the JSON exports with a column for each value. Lists are JSON arrays.

mod columns;

use std::borrow::Cow;

use engine::query::SnapshotRef;

use crate::file_rows::FileRows;
use crate::files::for_each_file;
use crate::places::Places;
use crate::rows::{self, Row, VersionRow};
use crate::{ExportError, Out, RowKind, Selection};

pub use columns::TABLES;

/// A table.
pub struct Table {
    /// What it is called.
    pub name: &'static str,
    /// The rows that it is made of; `None` for the version of the export.
    rows: Option<RowKind>,
    /// Whether the columns of a place come first.
    has_place: bool,
    /// The other columns.
    columns: &'static [Column],
    /// Appends the cells of a row: of one flat row for most tables, of any number for some.
    cells: for<'a> fn(&'a Row<'a>, &mut Vec<Cell<'a>>),
}

/// A column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) of: ColumnType,
    /// Whether a value may be absent.
    pub(crate) optional: bool,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ColumnType {
    /// Text in UTF-8.
    Text,
    /// A number from 0, below 2^63.
    Number,
}

/// A value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Cell<'a> {
    Absent,
    Number(u64),
    Text(Cow<'a, str>),
}

/// A table and where it goes.
pub struct TableOut<'a> {
    /// The table.
    pub table: &'static Table,
    /// Where it goes.
    pub out: &'a mut Out<'a>,
}

/// Writes one table in some format.
pub(crate) trait TableWriter {
    /// Writes a row: a cell for each column.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError>;

    /// Writes what is at the end.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}

impl Table {
    /// All columns, in their order.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'static Column> {
        let place = columns::PLACE.iter().filter(|_| self.has_place);
        place.chain(self.columns)
    }

    /// Whether it has a part in what is selected.
    pub fn is_in(&self, selection: &Selection) -> bool {
        self.rows.is_none_or(|kind| selection.has(kind))
    }
}

/// Writes tables, going through the files once for all of them.
pub(crate) fn write<'a>(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    outs: Vec<TableOut<'a>>,
    open: impl Fn(TableOut<'a>, &VersionRow) -> Result<Box<dyn TableWriter + 'a>, ExportError>,
) -> Result<(), ExportError> {
    let version = rows::version(snapshot)?;
    let mut writers = Vec::with_capacity(outs.len());
    for out in outs {
        writers.push((out.table, open(out, &version)?));
    }
    let version = Row::Version(version);
    for (table, writer) in writers.iter_mut().filter(|(table, _)| table.rows.is_none()) {
        put(table, &version, writer.as_mut())?;
    }
    if writers.iter().any(|(table, _)| table.rows.is_some()) {
        write_files(snapshot, selection, &mut writers)?;
    }
    writers.into_iter().try_for_each(|(_, writer)| writer.finish())
}

fn write_files(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    writers: &mut [(&'static Table, Box<dyn TableWriter + '_>)],
) -> Result<(), ExportError> {
    let places = Places::new(snapshot);
    for_each_file(snapshot, &selection.files, |view| {
        let rows = FileRows { snapshot, view, selection, places: &places };
        for (table, writer) in &mut *writers {
            if let Some(kind) = table.rows {
                rows.each(kind, &mut |row| put(table, row, writer.as_mut()))?;
            }
        }
        Ok(())
    })
}

/// Writes the flat rows of a row.
fn put(table: &Table, row: &Row<'_>, writer: &mut dyn TableWriter) -> Result<(), ExportError> {
    let mut cells = Vec::new();
    (table.cells)(row, &mut cells);
    cells.chunks(table.columns().count()).try_for_each(|cells| writer.row(cells))
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a, T> From<Option<T>> for Cell<'a>
where
    Cell<'a>: From<T>,
{
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::from)
    }
}

/// A list as a JSON array.
fn list<'a, T: serde::Serialize>(items: &[T]) -> Cell<'a> {
    Cell::Text(serde_json::to_string(items).expect("texts are JSON").into())
}

#[cfg(test)]
mod tests {
    use super::TABLES;

    #[test]
    fn names_of_tables_and_columns_are_unique() {
        let mut tables: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        tables.sort_unstable();
        tables.dedup();
        assert_eq!(tables.len(), TABLES.len());
        for table in TABLES {
            let mut columns: Vec<&str> = table.columns().map(|column| column.name).collect();
            let count = columns.len();
            columns.sort_unstable();
            columns.dedup();
            assert_eq!(columns.len(), count, "{}", table.name);
        }
    }
}
