//! Outcomes of files, and the keys that wake a file when something elsewhere changes.

use model::codec::{decode_ascending, decode_outcomes, encode_ascending};
use model::hash::{DigestSum, FileDigest};
use model::ids::SymbolId;
use model::outcome::Resolution;
use model::path::RepoPath;
use store::{FileEdges, FileRecord, ResolutionWrite, StoreError, decompress, file_edges};

use crate::chunks;
use crate::indexes::Indexes;
use crate::layout::{Change, Space, View};
use crate::paths;

/// Spaces of what [`crate::outcomes`] keeps per file beside [`Space::Resolved`].
pub(crate) const PARTS: [Space; 4] = [Space::Outcomes, Space::Edges, Space::Targets, Space::Asked];

/// That a file has outcomes that can be trusted.
pub(crate) struct Resolved {
    pub(crate) fingerprint: u64,
    pub(crate) digest: FileDigest,
}

impl Resolved {
    pub(crate) fn encode(&self) -> [u8; 40] {
        let mut bytes = [0; 40];
        bytes[..8].copy_from_slice(&self.fingerprint.to_be_bytes());
        bytes[8..].copy_from_slice(self.digest.as_bytes());
        bytes
    }

    pub(crate) fn decode(number: u32, bytes: &[u8]) -> Result<Self, StoreError> {
        let both = bytes.split_first_chunk::<8>();
        let (fingerprint, digest) =
            both.ok_or_else(|| StoreError::corrupt("outcomes", number.to_string()))?;
        let digest = digest.try_into().map_err(|_| StoreError::corrupt("outcomes", number.to_string()))?;
        Ok(Self { fingerprint: u64::from_be_bytes(*fingerprint), digest: FileDigest::from_bytes(digest) })
    }
}

/// Says whether a file has outcomes that can be trusted.
pub(crate) fn resolved(view: View<'_>, number: u32) -> Result<Option<Resolved>, StoreError> {
    let found = view.get(Space::Resolved, &number.to_be_bytes())?;
    found.map(|bytes| Resolved::decode(number, bytes)).transpose()
}

/// The bytes of what is kept per file, in the order of [`PARTS`].
pub(crate) fn encoded(write: &ResolutionWrite) -> [Vec<u8>; 4] {
    [write.outcomes.clone(), write.edges.clone(), encode_targets(&write.targets), encode_keys(&write.asked)]
}

fn encode_targets(targets: &[SymbolId]) -> Vec<u8> {
    targets.iter().flat_map(SymbolId::as_bytes).copied().collect()
}

/// Encodes ascending keys.
pub(crate) fn encode_keys(keys: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(keys.len() * 4);
    encode_ascending(keys, &mut bytes);
    bytes
}

/// Keys of a file: its own, or those that it asked for.
pub(crate) fn keys(view: View<'_>, space: Space, number: u32) -> Result<Vec<u32>, StoreError> {
    let bytes = chunks::get(view, space, number)?.unwrap_or_default();
    decode_ascending(&bytes).map_err(|_| StoreError::corrupt("keys", number.to_string()))
}

/// Replaces the outcomes of a file.
pub(crate) fn replace(
    change: &mut Change<'_>,
    write: &ResolutionWrite,
    sum: &mut DigestSum,
    indexes: &mut Indexes,
) -> Result<(), StoreError> {
    let Some(number) = paths::number(change.view(), &write.path)? else { return Ok(()) };
    distrust(change, number, sum)?;
    chunks::delete(change, Space::Pending, number)?;
    indexes.lose_keys(number, &keys(change.view(), Space::Asked, number)?);
    indexes.gain_keys(number, &write.asked);
    for (space, bytes) in PARTS.into_iter().zip(encoded(write)) {
        chunks::put(change, space, number, &bytes)?;
    }
    let resolved = Resolved { fingerprint: write.fingerprint, digest: write.digest };
    change.put(Space::Resolved, &number.to_be_bytes(), &resolved.encode())?;
    sum.add(&write.digest);
    Ok(())
}

/// Marks the outcomes of a file as not to be trusted; what it asked stays known until they are replaced.
pub(crate) fn distrust(change: &mut Change<'_>, number: u32, sum: &mut DigestSum) -> Result<(), StoreError> {
    let Some(Resolved { digest, .. }) = resolved(change.view(), number)? else { return Ok(()) };
    sum.remove(&digest);
    change.delete(Space::Resolved, &number.to_be_bytes()).map(drop)
}

/// The number of a file whose outcomes can be trusted.
fn trusted(view: View<'_>, path: &RepoPath) -> Result<Option<u32>, StoreError> {
    let Some(number) = paths::number(view, path)? else { return Ok(None) };
    Ok(resolved(view, number)?.map(|_| number))
}

/// The outcomes of a file, when they can be trusted.
pub(crate) fn resolution(view: View<'_>, path: &RepoPath) -> Result<Option<Resolution>, StoreError> {
    let Some(number) = trusted(view, path)? else { return Ok(None) };
    let outcomes = chunks::get(view, Space::Outcomes, number)?.unwrap_or_default();
    let encoded = decompress(&outcomes, "outcomes", path.as_str())?;
    let decoded = decode_outcomes(&encoded, targets_of(view, number, path)?);
    decoded.map(Some).map_err(|_| StoreError::corrupt("outcomes", path.as_str()))
}

/// The targets of a file's outcomes, when they can be trusted.
pub(crate) fn targets(view: View<'_>, path: &RepoPath) -> Result<Option<Vec<SymbolId>>, StoreError> {
    let Some(number) = trusted(view, path)? else { return Ok(None) };
    targets_of(view, number, path).map(Some)
}

/// The edges of a file, when its outcomes can be trusted.
pub(crate) fn edges(view: View<'_>, path: &RepoPath) -> Result<Option<FileEdges>, StoreError> {
    let Some(number) = trusted(view, path)? else { return Ok(None) };
    let edges = chunks::get(view, Space::Edges, number)?.unwrap_or_default();
    file_edges(path, &edges, targets_of(view, number, path)?).map(Some)
}

/// The outcomes of a file exactly as they are kept, when they can be trusted.
pub(crate) fn stored(
    view: View<'_>,
    number: u32,
    record: &FileRecord,
) -> Result<Option<ResolutionWrite>, StoreError> {
    let Some(resolved) = resolved(view, number)? else { return Ok(None) };
    let part = |space| chunks::get(view, space, number).map(|found| found.unwrap_or_default().into_owned());
    Ok(Some(ResolutionWrite {
        path: record.path.clone(),
        fingerprint: resolved.fingerprint,
        digest: resolved.digest,
        targets: targets_of(view, number, &record.path)?,
        outcomes: part(Space::Outcomes)?,
        edges: part(Space::Edges)?,
        asked: keys(view, Space::Asked, number)?,
    }))
}

fn targets_of(view: View<'_>, number: u32, path: &RepoPath) -> Result<Vec<SymbolId>, StoreError> {
    let bytes = chunks::get(view, Space::Targets, number)?.unwrap_or_default();
    let (ids, rest) = bytes.as_chunks::<16>();
    if !rest.is_empty() {
        return Err(StoreError::corrupt("outcomes", path.as_str()));
    }
    Ok(ids.iter().map(|id| SymbolId::from_bytes(*id)).collect())
}
