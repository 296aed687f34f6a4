//! All that follows from what is kept of one file.

use model::codec;
use model::edges::edges;
use model::hash::{ContentHash, FileDigest};
use model::span::LineIndex;
use resolve::{FileId, own_keys};
use store::{FileWrite, ResolutionWrite, StoreError, StoredFile, decompress};

use crate::extraction::{digest, symbol_rows};
use crate::resolution::unit_of;

/// A file with everything derived again.
pub(super) struct Derived {
    /// The file, ready to be put in a store.
    pub(super) write: FileWrite,
    /// Its outcomes with their edges derived again, ready to be put in a store; `None` when there were none.
    pub(super) resolution: Option<ResolutionWrite>,
    /// What is kept and does not follow from the rest.
    pub(super) differences: Vec<Difference>,
}

/// Something that is kept of a file and is not what follows from the rest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Difference {
    /// The source is not the one that the record tells of.
    Source,
    /// The digest of the file.
    Digest,
    /// The numbers of definitions, sites and diagnostics.
    Counts,
    /// The digest of the outcomes.
    OutcomesDigest,
    /// There are not as many outcomes as sites.
    Outcomes,
    /// The edges.
    Edges,
}

/// Derives what follows from what is kept of a file. Linear in the file.
///
/// # Errors
/// [`StoreError::Corrupt`] when facts, source or outcomes cannot be read.
pub(super) fn derive(stored: StoredFile) -> Result<Derived, StoreError> {
    let StoredFile { mut record, blob, resolution } = stored;
    let place = record.path.to_string();
    let source = decompress(&blob.source, "source", &place)?;
    let encoded = decompress(&blob.facts, "facts", &place)?;
    let damaged = |error: codec::DecodeError| StoreError::corrupt("facts", format!("{place} ({error})"));
    let facts = codec::decode(&encoded, &source).map_err(damaged)?;
    let mut found = Findings::default();
    found.compare(Difference::Source, &ContentHash::of(&source), &record.content_hash);
    let placement = record.placement();
    found.compare(
        Difference::Digest,
        &digest(&placement, record.content_hash, record.flags, &encoded),
        &record.digest,
    );
    let counts = [facts.defs.len(), facts.sites.len(), facts.diagnostics.len()].map(|count| count as u32);
    found.compare(Difference::Counts, &counts, &[record.definitions, record.sites, record.diagnostics]);
    let symbols = symbol_rows(&facts, &placement, &source, &LineIndex::new(&source));
    let ids = symbols.iter().map(|symbol| symbol.id).collect();
    let unit = unit_of(FileId::new(0), &record, facts, ids);
    let resolution = resolution.map(|kept| with_edges(kept, &unit.facts, &mut found)).transpose()?.flatten();
    record.resolved_by = None;
    let (id, keys) = (unit.file_symbol(), own_keys(&unit));
    let write = FileWrite { record, id, blob: Some(blob), symbols, keys };
    Ok(Derived { write, resolution, differences: found.0 })
}

#[derive(Default)]
struct Findings(Vec<Difference>);

impl Findings {
    fn compare<T: PartialEq>(&mut self, what: Difference, derived: &T, kept: &T) {
        self.0.extend((derived != kept).then_some(what));
    }
}

/// Outcomes with edges that follow from them; `None` when they do not belong to these facts.
fn with_edges(
    kept: ResolutionWrite,
    facts: &model::facts::FileFacts,
    found: &mut Findings,
) -> Result<Option<ResolutionWrite>, StoreError> {
    let place = kept.path.as_str();
    let damaged = |_| StoreError::corrupt("outcomes", place);
    let encoded = decompress(&kept.outcomes, "outcomes", place)?;
    let resolution = codec::decode_outcomes(&encoded, kept.targets.clone()).map_err(damaged)?;
    if resolution.outcomes.len() != facts.sites.len() {
        found.0.push(Difference::Outcomes);
        return Ok(None);
    }
    let expected: FileDigest = store::outcomes_digest(&kept.path, &kept.targets, &encoded);
    found.compare(Difference::OutcomesDigest, &expected, &kept.digest);
    let mut derived = Vec::new();
    codec::encode_edges(&edges(facts, &resolution), &mut derived);
    found.compare(Difference::Edges, &derived, &kept.edges);
    Ok(Some(ResolutionWrite { edges: derived, digest: expected, ..kept }))
}
