//! What was listed and not indexed.

use std::ops::ControlFlow;

use store::{Each, SkippedRecord, StoreError};

use crate::layout::{Change, Space, View};
use crate::paths::path_key;
use crate::records::{decode_skipped, encode_skipped};
use crate::runs::Runs;

/// Replaces all entries.
pub(crate) fn replace(change: &mut Change<'_>, records: &[SkippedRecord]) -> Result<(), StoreError> {
    change.clear(Space::Skipped)?;
    for record in records {
        change.put(Space::Skipped, &path_key(record.path.as_str()), &encode_skipped(record))?;
    }
    Ok(())
}

/// Gives all entries in path order.
pub(crate) fn each(view: View<'_>, each: Each<'_, SkippedRecord>) -> Result<(), StoreError> {
    let mut runs = Runs::new(|a: &SkippedRecord, b| a.path.cmp(&b.path));
    for entry in view.from(Space::Skipped, &[])? {
        let (key, bytes) = entry?;
        if runs.push(key, decode_skipped(bytes)?, each).is_break() {
            return Ok(());
        }
    }
    let _: ControlFlow<()> = runs.finish(each);
    Ok(())
}
