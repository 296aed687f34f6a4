//! What sections hold: the head, files, and entries that are not indexed.

use model::codec::{
    FACTS_VERSION, OUTCOMES_VERSION, Reader, STRUCTURE_VERSION, decode_ascending, encode_ascending, put_uint,
};
use model::hash::{ContentHash, Digest, FileDigest};
use model::ids::SymbolId;
use model::path::RepoPath;
use store::{
    Blob, FileFlags, FileRecord, ResolutionWrite, SkippedRecord, StoreError, StoredFile, decompress,
};

use crate::error::ArchiveError;

/// What is said of a view as a whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The view's digest.
    pub digest: Digest,
    /// How many files it has.
    pub files: u32,
    /// How many entries were listed and not indexed.
    pub skipped: u32,
    /// Version of the program that indexed last.
    pub tool_version: String,
    /// See [`store::ViewMeta::projects`].
    pub projects: String,
    /// See [`store::ViewMeta::selection`].
    pub selection: String,
}

impl Head {
    pub(crate) fn encode(&self, out: &mut Vec<u8>) {
        put_uints(out, &[FACTS_VERSION, OUTCOMES_VERSION, STRUCTURE_VERSION]);
        out.extend_from_slice(self.digest.as_bytes());
        put_uints(out, &[self.files, self.skipped]);
        put_texts(out, &[&self.tool_version, &self.projects, &self.selection]);
    }

    pub(crate) fn decode(content: &[u8]) -> Result<Self, ArchiveError> {
        let mut reader = Reader::new(content);
        let versions = [reader.uint()?, reader.uint()?, reader.uint()?];
        let digest = Digest::from_bytes(hash(&mut reader)?);
        let (files, skipped) = (reader.uint()?, reader.uint()?);
        let tool_version = text(&mut reader)?;
        let read =
            [("facts", FACTS_VERSION), ("outcomes", OUTCOMES_VERSION), ("measures", STRUCTURE_VERSION)];
        if let Some(((what, _), _)) = read.into_iter().zip(versions).find(|((_, ours), found)| ours != found)
        {
            return Err(ArchiveError::OtherEncoding { tool: tool_version, what });
        }
        let (projects, selection) = (text(&mut reader)?, text(&mut reader)?);
        reader.finish()?;
        Ok(Self { digest, files, skipped, tool_version, projects, selection })
    }
}

/// A file with all that a store keeps of it, not compressed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArchivedFile(Vec<u8>);

impl ArchivedFile {
    /// Decompresses what a store keeps; `None` when the file has no outcomes that can be trusted.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when what is kept is damaged.
    pub fn of(stored: &StoredFile) -> Result<Option<Self>, StoreError> {
        let Some(resolution) = &stored.resolution else { return Ok(None) };
        let (record, blob) = (&stored.record, &stored.blob);
        let place = record.path.as_str();
        let mut out = Vec::with_capacity(record.size as usize * 2);
        put_texts(&mut out, &[place, &record.language, &record.package, &record.module]);
        out.extend_from_slice(record.content_hash.as_bytes());
        out.extend_from_slice(&record.fingerprint.to_le_bytes());
        put_uint(&mut out, record.flags.raw());
        out.extend_from_slice(record.digest.as_bytes());
        put_uints(&mut out, &[record.definitions, record.sites, record.diagnostics, record.lines]);
        put_bytes(&mut out, &decompress(&blob.facts, "facts", place)?);
        put_bytes(&mut out, &decompress(&blob.structure, "structure", place)?);
        put_bytes(&mut out, &decompress(&blob.source, "source", place)?);
        out.extend_from_slice(&resolution.fingerprint.to_le_bytes());
        out.extend_from_slice(resolution.digest.as_bytes());
        put_uint(&mut out, resolution.targets.len() as u32);
        resolution.targets.iter().for_each(|target| out.extend_from_slice(target.as_bytes()));
        put_bytes(&mut out, &decompress(&resolution.outcomes, "outcomes", place)?);
        put_bytes(&mut out, &resolution.edges);
        let mut asked = Vec::new();
        encode_ascending(&resolution.asked, &mut asked);
        put_bytes(&mut out, &asked);
        Ok(Some(Self(out)))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// The next file of a section, as a store keeps it. Its modification time is one that is not to be trusted.
pub(crate) fn file(reader: &mut Reader<'_>) -> Result<StoredFile, ArchiveError> {
    let (path, language) = (path(reader)?, text(reader)?);
    let (package, module) = (text(reader)?, text(reader)?);
    let content_hash = ContentHash::from_bytes(hash(reader)?);
    let fingerprint = long(reader)?;
    let flags = FileFlags::from_raw(reader.uint()?);
    let digest = FileDigest::from_bytes(hash(reader)?);
    let [definitions, sites, diagnostics, lines] =
        [reader.uint()?, reader.uint()?, reader.uint()?, reader.uint()?];
    let (facts, structure, source) = (bytes(reader)?, bytes(reader)?, bytes(reader)?);
    let size = source.len() as u64;
    let blob = Blob::compress(facts, structure, source)?;
    let resolution = Some(resolution(reader, path.clone())?);
    let record = FileRecord {
        path,
        content_hash,
        language,
        fingerprint,
        size,
        mtime_ns: 0,
        flags,
        package,
        module,
        digest,
        definitions,
        sites,
        diagnostics,
        lines,
        resolved_by: None,
    };
    Ok(StoredFile { record, blob, resolution })
}

fn resolution(reader: &mut Reader<'_>, path: RepoPath) -> Result<ResolutionWrite, ArchiveError> {
    let fingerprint = long(reader)?;
    let digest = FileDigest::from_bytes(hash(reader)?);
    let count = reader.count()?;
    let mut targets = Vec::new();
    for _ in 0..count {
        targets.push(SymbolId::from_bytes(array(reader)?));
    }
    let outcomes = store::compress(bytes(reader)?)?;
    let (edges, asked) = (bytes(reader)?.to_vec(), decode_ascending(bytes(reader)?)?);
    Ok(ResolutionWrite { path, fingerprint, digest, targets, outcomes, edges, asked })
}

pub(crate) fn encode_skipped(record: &SkippedRecord, out: &mut Vec<u8>) {
    put_texts(out, &[record.path.as_str(), &record.reason, &record.detail]);
    out.extend_from_slice(&record.size.to_le_bytes());
    put_uint(out, record.is_dir.into());
}

pub(crate) fn skipped(reader: &mut Reader<'_>) -> Result<SkippedRecord, ArchiveError> {
    let (path, reason, detail) = (path(reader)?, text(reader)?, text(reader)?);
    let (size, is_dir) = (long(reader)?, reader.uint()? != 0);
    Ok(SkippedRecord { path, reason, detail, size, mtime_ns: 0, is_dir })
}

fn put_uints(out: &mut Vec<u8>, numbers: &[u32]) {
    numbers.iter().for_each(|number| put_uint(out, *number));
}

fn put_texts(out: &mut Vec<u8>, texts: &[&str]) {
    texts.iter().for_each(|text| put_bytes(out, text.as_bytes()));
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_uint(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

fn bytes<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8], ArchiveError> {
    let length = reader.uint()?;
    Ok(reader.bytes(length)?)
}

fn text(reader: &mut Reader<'_>) -> Result<String, ArchiveError> {
    let text =
        std::str::from_utf8(bytes(reader)?).map_err(|_| ArchiveError::damaged("a text is not UTF-8"))?;
    Ok(text.to_owned())
}

fn path(reader: &mut Reader<'_>) -> Result<RepoPath, ArchiveError> {
    let text = text(reader)?;
    RepoPath::new(&text).ok_or_else(|| ArchiveError::damaged(format!("`{text}` is no path inside of a tree")))
}

fn hash(reader: &mut Reader<'_>) -> Result<[u8; 32], ArchiveError> {
    array(reader)
}

fn long(reader: &mut Reader<'_>) -> Result<u64, ArchiveError> {
    Ok(u64::from_le_bytes(array(reader)?))
}

fn array<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], ArchiveError> {
    let mut array = [0; N];
    array.copy_from_slice(reader.bytes(N as u32)?);
    Ok(array)
}

#[cfg(test)]
mod tests {
    use model::codec::Reader;
    use proptest::prelude::*;

    use super::{Head, file, skipped};

    proptest! {
        /// A forger can make hashes fit whatever a section says.
        #[test]
        fn any_content_ends(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let _ = Head::decode(&bytes);
            let mut reader = Reader::new(&bytes);
            while file(&mut reader).is_ok() {}
            let mut reader = Reader::new(&bytes);
            while skipped(&mut reader).is_ok() {}
        }
    }
}
