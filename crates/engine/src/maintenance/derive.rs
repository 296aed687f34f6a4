//! All that follows from what is kept of one file.

use model::codec;
use model::edges::edges;
use model::facts::FileFacts;
use model::hash::ContentHash;
use model::outcome::Resolution;
use model::span::LineIndex;
use resolve::{FileId, own_keys};
use store::{FileWrite, ResolutionWrite, StoreError, StoredFile, decompress};

use crate::extraction::{digest, symbol_rows};
use crate::resolution::unit_of;

/// A file with everything derived again: digests and counts are those that follow, whatever was kept.
pub(super) struct Derived {
    /// The file, ready to be put in a store.
    pub(super) write: FileWrite,
    /// Its outcomes with their edges derived again, ready to be put in a store; `None` when there are none that fit.
    pub(super) resolution: Option<ResolutionWrite>,
    /// What is kept and does not follow from the rest.
    pub(super) differences: Vec<Difference>,
}

/// Something that is kept of a file and is not what follows from the rest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Difference {
    /// The digest of the file.
    Digest,
    /// The numbers of definitions, sites and diagnostics.
    Counts,
    /// The digest of the outcomes.
    OutcomesDigest,
    /// The outcomes cannot be read, or are not as many as the sites. They do not follow from what is kept: the file has to be
    /// resolved again.
    Outcomes,
    /// The edges.
    Edges,
}

/// Derives what follows from what is kept of a file. Linear in the file.
///
/// # Errors
/// [`StoreError::Corrupt`] when facts or source cannot be read, or the source is not the one that the record tells of.
pub(super) fn derive(stored: StoredFile) -> Result<Derived, StoreError> {
    let StoredFile { mut record, blob, resolution } = stored;
    let place = record.path.to_string();
    let source = decompress(&blob.source, "source", &place)?;
    let encoded = decompress(&blob.facts, "facts", &place)?;
    let structure = decompress(&blob.structure, "structure", &place)?;
    store::structure_of(&blob.structure, &place)?;
    let damaged = |error: codec::DecodeError| StoreError::corrupt("facts", format!("{place} ({error})"));
    let facts = codec::decode(&encoded, &source).map_err(damaged)?;
    if ContentHash::of(&source) != record.content_hash {
        return Err(StoreError::corrupt("source", place));
    }
    let mut found = Findings::default();
    let placement = record.placement();
    let content = digest(&placement, record.content_hash, record.flags, &encoded, &structure);
    found.replace(Difference::Digest, &mut record.digest, content);
    let [definitions, sites, diagnostics] =
        [facts.defs.len(), facts.sites.len(), facts.diagnostics.len()].map(|count| count as u32);
    found.replace(Difference::Counts, &mut record.definitions, definitions);
    found.replace(Difference::Counts, &mut record.sites, sites);
    found.replace(Difference::Counts, &mut record.diagnostics, diagnostics);
    let symbols = symbol_rows(&facts, &placement, &source, &LineIndex::new(&source));
    let ids = symbols.iter().map(|symbol| symbol.id).collect();
    let unit = unit_of(FileId::new(0), &record, facts, ids);
    let resolution = resolution.and_then(|kept| with_edges(kept, &unit.facts, &mut found));
    record.resolved_by = None;
    let (id, keys) = (unit.file_symbol(), own_keys(&unit));
    let write = FileWrite { record, id, blob: Some(blob), symbols, keys };
    Ok(Derived { write, resolution, differences: found.0 })
}

#[derive(Default)]
struct Findings(Vec<Difference>);

impl Findings {
    /// Puts what follows in the place of what was kept.
    fn replace<T: PartialEq>(&mut self, what: Difference, kept: &mut T, derived: T) {
        if *kept != derived && !self.0.contains(&what) {
            self.0.push(what);
        }
        *kept = derived;
    }
}

/// Outcomes with edges that follow from them; `None` when they do not belong to these facts.
fn with_edges(mut kept: ResolutionWrite, facts: &FileFacts, found: &mut Findings) -> Option<ResolutionWrite> {
    let Some((encoded, resolution)) = decoded(&kept, facts) else {
        found.0.push(Difference::Outcomes);
        return None;
    };
    let digest = store::outcomes_digest(&kept.path, &kept.targets, &encoded);
    found.replace(Difference::OutcomesDigest, &mut kept.digest, digest);
    let mut derived = Vec::new();
    codec::encode_edges(&edges(facts, &resolution), &mut derived);
    found.replace(Difference::Edges, &mut kept.edges, derived);
    Some(kept)
}

/// The encoding of outcomes and what it says; `None` when it cannot be read or is not of these facts.
fn decoded(kept: &ResolutionWrite, facts: &FileFacts) -> Option<(Vec<u8>, Resolution)> {
    let encoded = decompress(&kept.outcomes, "outcomes", kept.path.as_str()).ok()?;
    let resolution = codec::decode_outcomes(&encoded, kept.targets.clone()).ok()?;
    (resolution.outcomes.len() == facts.sites.len()).then_some((encoded, resolution))
}
