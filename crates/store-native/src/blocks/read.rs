//! Finding rows.

use std::ops::ControlFlow;

use store::StoreError;

use super::{BlockRow, Rows};
use crate::layout::{Space, View};

/// Called for each row; `Break` ends the listing.
pub(crate) type EachBlockRow<'a, R> = &'a mut dyn FnMut(&[u8], &R) -> Result<ControlFlow<()>, StoreError>;

/// Gives the rows whose key is at least `key`, with their keys, in order. One look-up, then what is asked for.
///
/// # Errors
/// When the database cannot be read or a block is damaged, and those of `each`.
pub(crate) fn from<R: BlockRow>(
    view: View<'_>,
    space: Space,
    key: &[u8],
    each: EachBlockRow<'_, R>,
) -> Result<(), StoreError> {
    let first = view.at_or_before(space, key)?;
    let start = first.map_or(key, |(at, _)| at);
    let mut row_key = Vec::new();
    for entry in view.from(space, start)? {
        let mut rows = Rows::<R>::new(space, entry?.1);
        while let Some(row) = rows.next()? {
            row_key.clear();
            row.key(&mut row_key);
            if row_key.as_slice() >= key && each(&row_key, row)?.is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Gives every row, in order, without their keys.
///
/// # Errors
/// As [`from`].
pub(crate) fn scan<R: BlockRow>(
    view: View<'_>,
    space: Space,
    each: &mut dyn FnMut(&R) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    for entry in view.from(space, &[])? {
        let mut rows = Rows::<R>::new(space, entry?.1);
        while let Some(row) = rows.next()? {
            each(row)?;
        }
    }
    Ok(())
}
