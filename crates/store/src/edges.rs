//! Edges as they are kept.

use model::codec::decode_edges;
use model::ids::SymbolId;
use model::path::RepoPath;

use crate::error::StoreError;
use crate::records::FileEdges;

/// Decodes the edges that are kept for the file at `path`.
///
/// # Errors
/// [`StoreError::Corrupt`] when the bytes are none to these targets.
pub fn file_edges(path: &RepoPath, edges: &[u8], targets: Vec<SymbolId>) -> Result<FileEdges, StoreError> {
    let edges = decode_edges(edges, targets.len());
    Ok(FileEdges { edges: edges.map_err(|_| StoreError::corrupt("edges", path.as_str()))?, targets })
}
