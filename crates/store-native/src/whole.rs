//! Indexes told whole.

use model::ids::SymbolId;
use store::{EachRow, Index, IndexRow, StoreError};

use crate::blocks::scan;
use crate::layout::{Space, View};
use crate::paths::Ranks;
use crate::rows::{IdRow, Posting, TextRow};

/// Gives every row of an index.
pub(crate) fn index(view: View<'_>, index: Index, each: EachRow<'_>) -> Result<(), StoreError> {
    let ranks = Ranks::read(view)?;
    match index {
        Index::Ids => scan(view, Space::Id, &mut |row: &IdRow| {
            let place = row.slot.map(|slot| ranks.place(row.file, slot).1);
            each(IndexRow::Id(SymbolId::from_bytes(row.id), ranks.of(row.file), place));
            Ok(())
        }),
        Index::Names => scan(view, Space::Name, &mut |row: &TextRow| {
            let (rank, ordinal) = ranks.place(row.file, row.slot);
            each(IndexRow::Name(row.text()?, rank, ordinal, row.kind(), row.marks()));
            Ok(())
        }),
        Index::Fqns => scan(view, Space::Fqn, &mut |row: &TextRow| {
            let (rank, ordinal) = ranks.place(row.file, row.slot);
            each(IndexRow::Fqn(row.text()?, rank, ordinal, row.kind()));
            Ok(())
        }),
        Index::Keys => scan(view, Space::Posting, &mut |row: &Posting| {
            each(IndexRow::Key(row.key, ranks.of(row.file)));
            Ok(())
        }),
    }
}
