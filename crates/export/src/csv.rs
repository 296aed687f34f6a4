//! Comma-separated values as RFC 4180 has them: a line of names first, lines end in CR LF, absent values are empty.

use engine::query::SnapshotRef;

use crate::tables::{self, Cell, TableOut, TableWriter};
use crate::{ExportError, Out, Selection};

/// Writes tables.
pub(crate) fn write(
    snapshot: SnapshotRef<'_>,
    selection: &Selection,
    outs: Vec<TableOut<'_>>,
) -> Result<(), ExportError> {
    tables::write(snapshot, selection, outs, |TableOut { table, out }, _| {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(table.columns().map(|column| column.name)).map_err(failed)?;
        Ok(Box::new(Csv(writer)))
    })
}

struct Csv<'a>(csv::Writer<&'a mut Out<'a>>);

impl TableWriter for Csv<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in cells {
            let written = match cell {
                Cell::Absent => self.0.write_field(b""),
                Cell::Number(number) => self.0.write_field(number.to_string()),
                Cell::Text(text) => self.0.write_field(text.as_bytes()),
            };
            written.map_err(failed)?;
        }
        self.0.write_record(None::<&[u8]>).map_err(failed)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.0.flush()?)
    }
}

fn failed(error: csv::Error) -> ExportError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => ExportError::Write(error),
        other => ExportError::Write(std::io::Error::other(format!("{other:?}"))),
    }
}
