//! Every table with its columns. Their names and their order are a promise: new ones are put at the end.

use super::{Cell, Column, ColumnType, Table, list};
use crate::RowKind;
use crate::rows::{Place, Row};

/// A table whose rows are those of one kind.
macro_rules! table {
    ($name:literal of $kind:ident, at its place, $row:ident: { $($column:literal $of:ident $value:expr,)* }) => {
        table!(@ $name, Some(RowKind::$kind), true, $kind, $row, |cells| place(&$row.place, cells), { $($column $of $value,)* })
    };
    ($name:literal of $kind:ident, $row:ident: { $($column:literal $of:ident $value:expr,)* }) => {
        table!(@ $name, Some(RowKind::$kind), false, $kind, $row, |_cells: &mut Vec<Cell<'_>>| (), { $($column $of $value,)* })
    };
    (@ $name:literal, $rows:expr, $has_place:literal, $kind:ident, $row:ident, |$cells:ident $(: $ty:ty)?| $place:expr,
        { $($column:literal $of:ident $value:expr,)* }) => {
        Table {
            name: $name,
            rows: $rows,
            has_place: $has_place,
            columns: &[$(Column::$of($column)),*],
            cells: |row, cells| {
                let Row::$kind($row) = row else { return };
                { let $cells = &mut *cells; $place }
                cells.extend([$(Cell::from($value)),*]);
            },
        }
    };
}

impl Column {
    const fn text(name: &'static str) -> Self {
        Self { name, of: ColumnType::Text, optional: false }
    }

    const fn number(name: &'static str) -> Self {
        Self { name, of: ColumnType::Number, optional: false }
    }

    const fn text_or_none(name: &'static str) -> Self {
        Self { optional: true, ..Self::text(name) }
    }

    const fn number_or_none(name: &'static str) -> Self {
        Self { optional: true, ..Self::number(name) }
    }
}

/// Where a row's subject is: the key of most rows.
pub(super) const PLACE: &[Column] = &[
    Column::text("path"),
    Column::number("start_byte"),
    Column::number("end_byte"),
    Column::number("start_line"),
    Column::number("start_col"),
    Column::number("end_line"),
    Column::number("end_col"),
];

fn place<'a>(place: &'a Place<'a>, cells: &mut Vec<Cell<'a>>) {
    let Place { path, start_byte, end_byte, start_line, start_col, end_line, end_col } = *place;
    cells.push(path.into());
    cells.extend([start_byte, end_byte, start_line, start_col, end_line, end_col].map(Cell::from));
}

/// Every table.
pub static TABLES: &[Table] = &[
    table!(@ "export", None, false, Version, row, |_cells: &mut Vec<Cell<'_>>| (), {
        "version" text row.version,
        "tool" text row.tool,
        "tool_version" text row.tool_version,
        "digest" text &row.digest,
    }),
    table!("files" of File, row: {
        "path" text row.path,
        "language" text row.language,
        "package" text row.package,
        "module" text row.module,
        "bytes" number row.bytes,
        "lines" number row.lines,
        "content_hash" text &row.content_hash,
    }),
    table!("symbols" of Symbol, at its place, row: {
        "symbol_id" text &row.symbol_id,
        "kind" text row.kind,
        "name" text row.name,
        "canonical_fqn" text row.canonical_fqn,
        "display_fqn" text row.display_fqn,
        "language" text row.language,
        "whole_start_byte" number row.whole.start_byte,
        "whole_end_byte" number row.whole.end_byte,
        "whole_start_line" number row.whole.start_line,
        "whole_end_line" number row.whole.end_line,
        "parent" text_or_none row.parent.as_ref(),
        "visibility" text row.visibility,
        "modifiers" text list(&row.modifiers),
        "condition" text_or_none row.condition,
    }),
    table!("references" of Reference, at its place, row: {
        "name" text row.name,
        "role" text row.role,
        "in" text_or_none row.within.as_ref(),
        "outcome" text row.outcome,
        "rule" text_or_none row.rule,
        "reason" text_or_none row.reason,
        "condition" text_or_none row.condition,
        "target" text_or_none row.only_target(),
        "targets" number row.targets.len() as u32,
    }),
    Table {
        name: "targets",
        rows: Some(RowKind::Reference),
        has_place: true,
        columns: &[
            Column::text("role"),
            Column::number("number"),
            Column::number("also"),
            Column::text("symbol_id"),
            Column::text_or_none("target_path"),
            Column::number_or_none("target_start_line"),
            Column::number_or_none("target_start_col"),
        ],
        cells: targets,
    },
    table!("calls" of Call, at its place, row: {
        "caller" text_or_none row.caller.as_ref(),
        "callees" text list(&row.callees),
        "outcome" text row.outcome,
    }),
    table!("imports" of Import, at its place, row: {
        "kind" text row.kind,
        "module" text list(&row.module),
        "level" number row.level,
        "member" text_or_none row.member,
        "local" text_or_none row.local,
    }),
    table!("diagnostics" of Diagnostic, at its place, row: {
        "code" text row.code,
        "severity" text row.severity,
        "message" text row.message,
    }),
];

/// A row for each target of a reference, those that declare the same thing as the first last.
fn targets<'a>(row: &'a Row<'a>, cells: &mut Vec<Cell<'a>>) {
    let Row::Reference(row) = row else { return };
    let also = row.also.iter().map(|target| (1_u32, target));
    for (number, (also, target)) in (0_u32..).zip(row.targets.iter().map(|target| (0, target)).chain(also)) {
        place(&row.place, cells);
        cells.extend([
            row.role.into(),
            number.into(),
            also.into(),
            Cell::from(&target.symbol_id),
            target.path.as_ref().into(),
            target.start_line.into(),
            target.start_col.into(),
        ]);
    }
}
