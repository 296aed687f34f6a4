//! Apache Parquet (<https://parquet.apache.org/docs/file-format/>): the tables of [`crate::tables`] column by column, zstd.
//!
//! The same index gives the same bytes: no time and no machine is written, and where a row group ends depends on rows alone.

use std::sync::Arc;

use bytes::Bytes;
use engine::query::SnapshotRef;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::rows::VersionRow;
use crate::tables::{self, Cell, Column, ColumnType, Table, TableOut, TableWriter};
use crate::{ExportError, Out, Selection};

/// Bytes of values that are gathered at most before they are written as a row group. All tables gather at a time.
const GROUP_BYTES: usize = 6 << 20;
/// The level of compression: the next ones take twice as long for a hundredth less.
const LEVEL: i32 = 3;

/// Writes tables.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    outs: Vec<TableOut<'_>>,
) -> Result<(), ExportError> {
    tables::write(snapshot, selection, outs, |out, version| Ok(Box::new(Parquet::new(out, version)?)))
}

struct Parquet<'a> {
    file: SerializedFileWriter<&'a mut Out<'a>>,
    columns: Vec<Gathered>,
    bytes: usize,
}

/// The values of a column that are not written yet.
struct Gathered {
    column: &'static Column,
    /// Of an optional column, which values are there.
    levels: Vec<i16>,
    numbers: Vec<i64>,
    text: Vec<u8>,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl<'a> Parquet<'a> {
    fn new(TableOut { table, out }: TableOut<'a>, version: &VersionRow) -> Result<Self, ExportError> {
        let schema = Arc::new(parse_message_type(&schema(table)).map_err(failed)?);
        let properties = Arc::new(properties(version)?);
        let file = SerializedFileWriter::new(out, schema, properties).map_err(failed)?;
        Ok(Self { file, columns: table.columns().map(Gathered::new).collect(), bytes: 0 })
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        self.bytes = 0;
        let mut group = self.file.next_row_group()?;
        for gathered in &mut self.columns {
            let mut column = group.next_column()?.expect("the schema has every column");
            gathered.write(column.untyped())?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

impl TableWriter for Parquet<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let gathered: usize =
            self.columns.iter_mut().zip(cells).map(|(column, cell)| column.push(cell)).sum();
        self.bytes += gathered;
        if self.bytes >= GROUP_BYTES { self.write_group().map_err(failed) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        if self.bytes > 0 {
            self.write_group().map_err(failed)?;
        }
        self.file.finish().map_err(failed)?;
        Ok(())
    }
}

impl Gathered {
    fn new(column: &'static Column) -> Self {
        Self { column, levels: Vec::new(), numbers: Vec::new(), text: Vec::new(), ends: Vec::new() }
    }

    /// Takes a value; tells how many bytes it takes.
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        if self.column.optional {
            self.levels.push(i16::from(*cell != Cell::Absent));
        }
        match cell {
            Cell::Absent => 2,
            Cell::Number(number) => {
                self.numbers.push(i64::try_from(*number).unwrap_or(i64::MAX));
                10
            }
            Cell::Text(text) => {
                self.text.extend_from_slice(text.as_bytes());
                self.ends.push(self.text.len());
                text.len() + 10
            }
        }
    }

    /// Hands all values to a writer, and has none then.
    fn write(&mut self, writer: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = self.column.optional.then_some(self.levels.as_slice());
        match writer {
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                let text = Bytes::from(std::mem::take(&mut self.text));
                let mut start = 0;
                let piece =
                    |&end: &usize| ByteArray::from(text.slice(std::mem::replace(&mut start, end)..end));
                let texts: Vec<ByteArray> = self.ends.iter().map(piece).collect();
                writer.write_batch(&texts, levels, None)?;
            }
            ColumnWriter::Int64ColumnWriter(writer) => {
                writer.write_batch(&self.numbers, levels, None)?;
            }
            _ => unreachable!("the schema has texts and numbers"),
        }
        *self = Self::new(self.column);
        Ok(())
    }
}

/// The schema of a table in Parquet's own notation.
fn schema(table: &Table) -> String {
    let column = |Column { name, of, optional }: &Column| {
        let repetition = if *optional { "OPTIONAL" } else { "REQUIRED" };
        match of {
            ColumnType::Text => format!("  {repetition} BYTE_ARRAY {name} (UTF8);\n"),
            ColumnType::Number => format!("  {repetition} INT64 {name};\n"),
        }
    };
    format!("message {} {{\n{}}}\n", table.name, table.columns().map(column).collect::<String>())
}

fn properties(version: &VersionRow) -> Result<WriterProperties, ExportError> {
    let entry = |key: &str, value: &str| KeyValue::new(format!("magellan.{key}"), value.to_owned());
    let level = ZstdLevel::try_new(LEVEL).map_err(failed)?;
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(format!("{} version {}", version.tool, version.tool_version))
        .set_key_value_metadata(Some(vec![
            entry("version", version.version),
            entry("digest", &version.digest),
        ]))
        .build())
}

fn failed(error: ParquetError) -> ExportError {
    match error {
        ParquetError::External(error) => match error.downcast::<std::io::Error>() {
            Ok(error) => ExportError::Write(*error),
            Err(error) => ExportError::Write(std::io::Error::other(error)),
        },
        other => ExportError::Write(std::io::Error::other(other)),
    }
}
