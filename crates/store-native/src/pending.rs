//! What the edges of files were whose outcomes have not come yet.

use model::codec::{Reader, put_uint};
use model::path::RepoPath;
use store::StoreError;

use crate::layout::{Change, Space, View};
use crate::{chunks, paths};

/// Keeps edges of files that are there, in place of those kept before.
pub(crate) fn keep(change: &mut Change<'_>, pending: &[(RepoPath, Vec<u8>)]) -> Result<(), StoreError> {
    for (path, edges) in pending {
        let Some(number) = paths::number(change.view(), path)? else { continue };
        // No value is empty, so no edges are not nothing.
        let mut value = Vec::with_capacity(edges.len() + 5);
        put_uint(&mut value, edges.len() as u32);
        value.extend_from_slice(edges);
        chunks::put(change, Space::Pending, number, &value)?;
    }
    Ok(())
}

/// What is kept for a file.
pub(crate) fn of(view: View<'_>, path: &RepoPath) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(number) = paths::number(view, path)? else { return Ok(None) };
    let Some(value) = chunks::get(view, Space::Pending, number)? else { return Ok(None) };
    let mut reader = Reader::new(&value);
    let edges = reader.uint().and_then(|length| reader.bytes(length));
    let whole = edges.and_then(|edges| reader.finish().map(|()| edges.to_vec()));
    whole.map(Some).map_err(|_| StoreError::corrupt("old edges", path.as_str()))
}
