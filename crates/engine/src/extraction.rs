//! What one file contributes to a view: read, hash, extract, place, compress. Runs on every thread.

use std::sync::Arc;

use extract::Extractor;
use extract::text::{self, Encoding};
use model::codec;
use model::facts::FileFacts;
use model::hash::{ContentHash, FileDigest};
use model::ids::DefId;
use model::kinds::DiagnosticCode;
use model::marks::Marks;
use model::span::LineIndex;
use model::structure::FileStructure;
use model::symbol::{Placement, Symbols};
use resolve::{FileId, Unit, own_keys};
use search::Document;
use source::{FileSystem, ReadError};
use store::{
    Blob, BlobKey, Content, FileFlags, FileRecord, FileWrite, SkippedRecord, Snapshot, StoreError, SymbolRow,
};

use crate::feed::{Change, Side};
use crate::plan::{Candidate, Task};
use crate::resolution::{Concern, Kept, Renamed, Version, unit_of};
use crate::searching;

/// What became of a task.
pub(crate) enum Outcome {
    /// Facts to be stored. Boxed: most of the pipeline's slots hold one.
    Indexed(Box<Indexed>),
    /// The bytes are as they were; only the time is another.
    Touched,
    /// Listed, but not indexed.
    Skipped(SkippedRecord),
    /// It vanished between listing and reading: as if it had never been listed.
    Vanished,
}

/// A file that was read.
pub(crate) struct Read {
    bytes: Vec<u8>,
    pub(crate) content_hash: ContentHash,
}

/// A file whose facts are to be stored.
pub(crate) struct Indexed {
    pub(crate) write: FileWrite,
    /// The facts with their tables, for resolving. The number of the file is not known yet.
    pub(crate) unit: Arc<Unit>,
    /// The step from what was known of it, where there is a view to be changed.
    pub(crate) step: Option<Step>,
    /// The bytes and what is counted of them, when the store had both: it may have dropped them when they are written.
    pub(crate) spare: Option<(Vec<u8>, FileStructure)>,
    /// What the search index keeps of it, when there is no view yet.
    pub(crate) document: Option<Document>,
}

/// What the step from one version of a file to the next means.
pub(crate) struct Step {
    /// Whom it concerns.
    pub(crate) concern: Concern,
    /// What it tells.
    pub(crate) change: Change,
    /// The names that are not defined where they were.
    pub(crate) renamed: Renamed,
}

/// Limits on what is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Larger files are skipped. Bytes.
    pub(crate) max_file_size: u64,
    /// Whether minified files are read all the same.
    pub(crate) minified: bool,
}

/// Opens the view as it is, for looking up what was extracted before. Asked from all threads.
pub(crate) type Snapshots<'a> = &'a (dyn Fn() -> Result<Box<dyn Snapshot + 'a>, StoreError> + Sync);

/// Files for which one snapshot is used: opening one costs as much as some files, and one that is kept for long keeps the store from
/// using room again.
const FILES_A_SNAPSHOT: u32 = 256;

/// One thread's tools.
pub(crate) struct Worker<'a> {
    files: &'a dyn FileSystem,
    limits: Limits,
    /// `None` during a cold build: nothing is known, and nobody has to be woken.
    known: Option<Snapshots<'a>>,
    snapshot: Option<Box<dyn Snapshot + 'a>>,
    looked_up: u32,
    extractor: Extractor,
    encoded: Vec<u8>,
    encoded_structure: Vec<u8>,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(files: &'a dyn FileSystem, limits: Limits, known: Option<Snapshots<'a>>) -> Self {
        let (snapshot, looked_up) = (None, 0);
        let (extractor, encoded, encoded_structure) = (Extractor::new(), Vec::new(), Vec::new());
        Self { files, limits, known, snapshot, looked_up, extractor, encoded, encoded_structure }
    }

    /// Reads a file and extracts its facts, unless its bytes or their facts are known.
    pub(crate) fn process(&mut self, task: &Task) -> Result<Outcome, StoreError> {
        let candidate = &task.candidate;
        let Read { bytes, content_hash } = match self.read(task) {
            Ok(read) => read,
            Err(outcome) => return Ok(outcome),
        };
        let key = BlobKey {
            content_hash,
            language: candidate.spec.name.to_owned(),
            fingerprint: candidate.fingerprint.0,
        };
        let known = self.known(&key)?;
        let is_known = known.is_some();
        let (facts, structure) = known.unwrap_or_else(|| self.extractor.extract_all(candidate.spec, &bytes));
        let document = self.known.is_none().then(|| searching::document(&bytes, &facts));
        let (write, unit) = self.contribution(candidate, key, facts, &structure, &bytes, is_known)?;
        let step = self.step(task, &write.record, &unit, &bytes)?;
        let spare = is_known.then_some((bytes, structure));
        Ok(Outcome::Indexed(Box::new(Indexed { write, unit, step, spare, document })))
    }

    /// Reads a file, when there is something in it to be extracted.
    pub(crate) fn read(&self, task: &Task) -> Result<Read, Outcome> {
        let candidate = &task.candidate;
        let bytes = self
            .files
            .read(&candidate.path, self.limits.max_file_size)
            .map_err(|error| unread(candidate, &error))?;
        if let Some(reason) = self.unfit(&bytes) {
            return Err(Outcome::Skipped(skipped(candidate, reason, String::new())));
        }
        let content_hash = ContentHash::of(&bytes);
        if task.only_bytes && task.known.as_ref().is_some_and(|known| known.content_hash == content_hash) {
            return Err(Outcome::Touched);
        }
        Ok(Read { bytes, content_hash })
    }

    /// Facts and structure that the store has of these bytes.
    fn known(&mut self, key: &BlobKey) -> Result<Option<(FileFacts, FileStructure)>, StoreError> {
        let Some((facts, _)) = self.content(key)? else { return Ok(None) };
        let Some(snapshot) = &self.snapshot else { return Ok(None) };
        Ok(snapshot.structure(key)?.map(|structure| (facts, structure)))
    }

    fn content(&mut self, key: &BlobKey) -> Result<Option<Content>, StoreError> {
        let Some(open) = self.known else { return Ok(None) };
        if self.looked_up.is_multiple_of(FILES_A_SNAPSHOT) {
            self.snapshot = None;
        }
        self.looked_up += 1;
        let snapshot = match self.snapshot.take() {
            Some(snapshot) => snapshot,
            None => open()?,
        };
        self.snapshot.insert(snapshot).content(key)
    }

    /// The step from what is known of a file to what it says now.
    fn step(
        &mut self,
        task: &Task,
        record: &FileRecord,
        unit: &Arc<Unit>,
        source: &[u8],
    ) -> Result<Option<Step>, StoreError> {
        if self.known.is_none() {
            return Ok(None);
        }
        let (after, now) = (Version { record, unit, source }, Side { unit, source });
        let kept = match &task.known {
            Some(known) => Some((known, Kept::of(known, self.content(&BlobKey::of(known)))?)),
            None => None,
        };
        Ok(Some(match kept {
            Some((known, Some(kept))) => Step {
                concern: Concern::of(Some(&kept.version(known)), Some(&after)),
                change: Change::of(Some(&kept.side()), Some(&now)),
                renamed: Renamed::of(Some(&kept.unit), unit),
            },
            Some((_, None)) => Step {
                concern: Concern::of_unknown(Some(&after)),
                change: Change::of(None, Some(&now)),
                renamed: Renamed::Any,
            },
            None => Step {
                concern: Concern::of(None, Some(&after)),
                change: Change::of(None, Some(&now)),
                renamed: Renamed::of(None, unit),
            },
        }))
    }

    fn unfit(&self, bytes: &[u8]) -> Option<DiagnosticCode> {
        match text::encoding(bytes) {
            Encoding::Binary => Some(DiagnosticCode::Binary),
            Encoding::Wide => Some(DiagnosticCode::EncodingUnsupported),
            Encoding::Utf8 => {
                (!self.limits.minified && text::is_minified(bytes)).then_some(DiagnosticCode::Minified)
            }
        }
    }

    /// Everything the store keeps of a file with these facts at this place.
    fn contribution(
        &mut self,
        candidate: &Candidate,
        key: BlobKey,
        facts: FileFacts,
        structure: &FileStructure,
        bytes: &[u8],
        is_known: bool,
    ) -> Result<(FileWrite, Arc<Unit>), StoreError> {
        self.encoded.clear();
        codec::encode(&facts, bytes, &mut self.encoded);
        self.encoded_structure.clear();
        codec::encode_structure(structure, &mut self.encoded_structure);
        let placement = candidate.placement();
        let lines = LineIndex::new(bytes);
        let symbols = symbol_rows(&facts, &placement, bytes, &lines);
        let flags = candidate.flags.with_if(FileFlags::GENERATED, facts.generated);
        let digest = digest(&placement, key.content_hash, flags, &self.encoded, &self.encoded_structure);
        let record = FileRecord {
            path: placement.path,
            content_hash: key.content_hash,
            language: key.language,
            fingerprint: key.fingerprint,
            size: bytes.len() as u64,
            mtime_ns: candidate.stamp.mtime_ns,
            flags,
            package: placement.package,
            module: placement.module,
            digest,
            definitions: facts.defs.len() as u32,
            sites: facts.sites.len() as u32,
            diagnostics: facts.diagnostics.len() as u32,
            lines: line_count(bytes, &lines),
            resolved_by: None,
        };
        let compress = || Blob::compress(&self.encoded, &self.encoded_structure, bytes);
        let blob = if is_known { None } else { Some(compress()?) };
        let ids = symbols.iter().map(|symbol| symbol.id).collect();
        let unit = Arc::new(unit_of(FileId::new(0), &record, facts, ids));
        let keys = own_keys(&unit);
        let id = unit.file_symbol();
        Ok((FileWrite { record, id, blob, symbols, keys }, unit))
    }
}

/// Lines as an editor counts them: a line end at the end begins no further line.
fn line_count(bytes: &[u8], lines: &LineIndex) -> u32 {
    lines.line_count() - u32::from(bytes.last().is_none_or(|last| *last == b'\n'))
}

pub(crate) fn symbol_rows(
    facts: &FileFacts,
    placement: &Placement,
    source: &[u8],
    lines: &LineIndex,
) -> Vec<SymbolRow> {
    let placed = Symbols::new(facts, placement);
    let ids = placed.ids(source);
    let row = |(index, id): (usize, _)| {
        let def = &facts.defs[index];
        SymbolRow {
            ordinal: DefId::new(index as u32),
            id,
            name: facts.text(def.name).to_owned(),
            fqn: placed.display_fqn(DefId::new(index as u32)),
            kind: def.kind,
            marks: Marks::of(def),
            line: lines.position(def.name_span.start).line,
        }
    };
    ids.into_iter().enumerate().map(row).collect()
}

/// The digest of one file: of everything that an answer about it could depend on.
pub(crate) fn digest(
    placement: &Placement,
    content: ContentHash,
    flags: FileFlags,
    encoded_facts: &[u8],
    encoded_structure: &[u8],
) -> FileDigest {
    let mut text = Vec::with_capacity(256);
    for part in [&placement.language, placement.path.as_str(), &placement.package, &placement.module] {
        text.extend_from_slice(part.as_bytes());
        text.push(0);
    }
    text.extend_from_slice(content.as_bytes());
    text.extend_from_slice(&flags.raw().to_le_bytes());
    text.extend_from_slice(blake3::hash(encoded_facts).as_bytes());
    text.extend_from_slice(blake3::hash(encoded_structure).as_bytes());
    FileDigest::of(&text)
}

fn unread(candidate: &Candidate, error: &ReadError) -> Outcome {
    let code = match error {
        ReadError::Vanished { .. } => return Outcome::Vanished,
        ReadError::TooLarge { .. } => DiagnosticCode::TooLarge,
        _ => DiagnosticCode::Unreadable,
    };
    Outcome::Skipped(skipped(candidate, code, error.to_string()))
}

fn skipped(candidate: &Candidate, reason: DiagnosticCode, detail: String) -> SkippedRecord {
    SkippedRecord {
        path: candidate.path.clone(),
        reason: reason.as_str().to_owned(),
        detail,
        size: candidate.stamp.size,
        mtime_ns: candidate.stamp.mtime_ns,
        is_dir: false,
    }
}
