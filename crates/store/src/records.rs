//! What a store keeps, as its users see it.

use model::edges::Edge;
use model::hash::{ContentHash, Digest, DigestSum, FileDigest};
use model::ids::{DefId, SymbolId};
use model::kinds::DefKind;
use model::marks::Marks;
use model::path::RepoPath;
use model::structure::FileStructure;
use model::symbol::Placement;

use crate::batch::ResolutionWrite;
use crate::blob::Blob;

/// Number of a committed state of a store; grows by one with every change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Revision(pub u64);

/// What facts are kept under: equal bytes read by equal rules give equal facts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlobKey {
    /// The bytes.
    pub content_hash: ContentHash,
    /// Name of the language's spec.
    pub language: String,
    /// Fingerprint of the rules.
    pub fingerprint: u64,
}

impl BlobKey {
    /// The key of the facts of a file.
    pub fn of(record: &FileRecord) -> Self {
        Self {
            content_hash: record.content_hash,
            language: record.language.clone(),
            fingerprint: record.fingerprint,
        }
    }
}

/// What is counted of a file of the view.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CountedFile {
    /// Root-relative.
    pub path: RepoPath,
    /// Name of the language's spec.
    pub language: String,
    /// Fingerprint of the rules that counted, and of the grammar that numbers of kinds are of.
    pub fingerprint: u64,
    /// What is counted.
    pub structure: FileStructure,
}

/// Flags of a file, a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FileFlags(u32);

impl FileFlags {
    /// A program made it.
    pub const GENERATED: Self = Self(1);
    /// It comes from another project.
    pub const VENDORED: Self = Self(2);
    /// Its language was chosen by the files around it.
    pub const LANGUAGE_BY_CONTEXT: Self = Self(4);
    /// It is not only its text that says that a program made it: an attribute file does.
    pub const GENERATED_BY_ATTRIBUTE: Self = Self(8);

    /// Whether all of `other` is set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// With `other` when `yes`.
    #[must_use]
    pub const fn with_if(self, other: Self, yes: bool) -> Self {
        if yes { Self(self.0 | other.0) } else { self }
    }

    /// Without `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// As a number.
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// The reverse of [`FileFlags::raw`].
    pub const fn from_raw(raw: u32) -> Self {
        Self(raw & 15)
    }
}

/// A file of the view.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileRecord {
    /// Root-relative.
    pub path: RepoPath,
    /// Of its bytes.
    pub content_hash: ContentHash,
    /// Name of the language's spec.
    pub language: String,
    /// Fingerprint of the rules that made its facts.
    pub fingerprint: u64,
    /// Bytes.
    pub size: u64,
    /// Modification time when it was read, nanoseconds since 1970; 0 when it must not be trusted. Not in the digest.
    pub mtime_ns: i64,
    /// Flags.
    pub flags: FileFlags,
    /// Package by the nearest manifest; may be empty.
    pub package: String,
    /// Display name of the module; may be empty.
    pub module: String,
    /// What it contributes to the view's digest.
    pub digest: FileDigest,
    /// How many definitions it has.
    pub definitions: u32,
    /// How many reference sites it has.
    pub sites: u32,
    /// How many diagnostics it has.
    pub diagnostics: u32,
    /// How many lines it has.
    pub lines: u32,
    /// Fingerprint of the rules that resolved it; `None` when it has no outcomes that can be trusted. The store's
    /// business: what a write says is passed over.
    pub resolved_by: Option<u64>,
}

impl FileRecord {
    /// Where the file stands.
    pub fn placement(&self) -> Placement {
        Placement {
            language: self.language.clone(),
            path: self.path.clone(),
            package: self.package.clone(),
            module: self.module.clone(),
        }
    }
}

/// Something listed and not indexed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SkippedRecord {
    /// Root-relative.
    pub path: RepoPath,
    /// Stable code.
    pub reason: String,
    /// For a person; may be empty.
    pub detail: String,
    /// Bytes.
    pub size: u64,
    /// As [`FileRecord::mtime_ns`].
    pub mtime_ns: i64,
    /// Whether a whole directory was passed over.
    pub is_dir: bool,
}

/// A definition to be written: what it can be found by.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SymbolRow {
    /// Its place among the definitions of its file.
    pub ordinal: DefId,
    /// Its id.
    pub id: SymbolId,
    /// Its name.
    pub name: String,
    /// Its display FQN.
    pub fqn: String,
    /// What it is.
    pub kind: DefKind,
    /// What tells it from others of its name.
    pub marks: Marks,
    /// Line of its name, 1-based. For people who look into a database; no question is answered by it.
    pub line: u32,
}

/// A definition found by name. Everything else about it is in its file's facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SymbolHit {
    /// Its file.
    pub path: RepoPath,
    /// Name of its file's language.
    pub language: String,
    /// Its place among the definitions of its file.
    pub ordinal: DefId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: DefKind,
    /// What tells it from others of its name.
    pub marks: Marks,
}

/// A definition found by its display FQN.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FqnHit {
    /// The FQN.
    pub fqn: String,
    /// Its file.
    pub path: RepoPath,
    /// Its place among the definitions of its file.
    pub ordinal: DefId,
    /// What it is.
    pub kind: DefKind,
}

/// A file's place among all files of a snapshot in path order, from 0. What indexes are told in when they are told whole: a
/// path for each of millions of rows would cost more than the rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileRank(pub u32);

impl FileRank {
    /// Told for a row whose file is not there, which only damage leaves behind.
    pub const NOWHERE: Self = Self(u32::MAX);
}

/// A row of an index told whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum IndexRow<'a> {
    /// The index of ids; without ordinal, the file itself.
    Id(SymbolId, FileRank, Option<DefId>),
    /// The index of names.
    Name(&'a str, FileRank, DefId, DefKind, Marks),
    /// The index of FQNs.
    Fqn(&'a str, FileRank, DefId, DefKind),
    /// The index of keys: a file has the key or asked for it.
    Key(u32, FileRank),
}

/// The indexes that can be told whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Index {
    /// Symbols by id.
    Ids,
    /// Symbols by name.
    Names,
    /// Symbols by display FQN.
    Fqns,
    /// Files by hashed key.
    Keys,
}

impl Index {
    /// Every index.
    pub const ALL: [Self; 4] = [Self::Ids, Self::Names, Self::Fqns, Self::Keys];

    /// What a person calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ids => "ids",
            Self::Names => "names",
            Self::Fqns => "fqns",
            Self::Keys => "keys",
        }
    }
}

/// Tells two versions of a file apart: its facts, its place and its outcomes. Not a digest: sixty-four bits of both.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileStamp(pub u64);

impl FileStamp {
    /// The stamp of a file with this digest, and this digest of its outcomes when there are some to be trusted.
    pub fn new(file: &FileDigest, outcomes: Option<&FileDigest>) -> Self {
        let head = |digest: &FileDigest| {
            let mut head = [0; 8];
            head.copy_from_slice(&digest.as_bytes()[..8]);
            u64::from_le_bytes(head)
        };
        Self(head(file).wrapping_add(outcomes.map_or(0, |outcomes| head(outcomes).rotate_left(32) | 1)))
    }
}

/// What a graph needs to know of a file first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StampedFile {
    /// Where it is.
    pub path: RepoPath,
    /// How many definitions it has.
    pub definitions: u32,
    /// Which version it is.
    pub stamp: FileStamp,
}

/// The edges of a file with what they lead to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FileEdges {
    /// The edges, ascending.
    pub edges: Vec<Edge>,
    /// The targets that they index.
    pub targets: Vec<SymbolId>,
}

/// A file exactly as it is kept, to be kept elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredFile {
    /// What the view says of it.
    pub record: FileRecord,
    /// Its facts and source.
    pub blob: Blob,
    /// Its outcomes, when they can be trusted.
    pub resolution: Option<ResolutionWrite>,
}

/// A definition found by id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SymbolPlace {
    /// Its id.
    pub id: SymbolId,
    /// Its file.
    pub path: RepoPath,
    /// Its place among the definitions of its file; `None` for the file itself.
    pub ordinal: Option<DefId>,
}

/// Sums over the files of one language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LanguageCounts {
    /// Name of the language's spec.
    pub language: String,
    /// Files.
    pub files: u64,
    /// Lines.
    pub lines: u64,
    /// Bytes.
    pub bytes: u64,
    /// Definitions.
    pub definitions: u64,
    /// Reference sites.
    pub sites: u64,
    /// Diagnostics.
    pub diagnostics: u64,
}

impl LanguageCounts {
    /// Adds a file.
    pub fn add(&mut self, file: &FileRecord) {
        self.files += 1;
        self.lines += u64::from(file.lines);
        self.bytes += file.size;
        self.definitions += u64::from(file.definitions);
        self.sites += u64::from(file.sites);
        self.diagnostics += u64::from(file.diagnostics);
    }
}

/// What a store says of itself and its view.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewMeta {
    /// Which state this is.
    pub revision: Revision,
    /// Sum over the files' digests.
    pub digest_sum: DigestSum,
    /// Name of the store's kind (`sqlite`, `native`).
    pub backend: &'static str,
    /// The file format that the store keeps its layout in, for a person.
    pub format: &'static str,
    /// Version of its layout.
    pub schema_version: u32,
    /// Version of the program that wrote last.
    pub tool_version: String,
    /// Where the tree is: relative to the database's directory when the database lies inside the tree, else absolute. Not in the digest.
    pub root: String,
    /// What the project models of the languages were when files were resolved, as the engine writes it down. Not in
    /// the digest.
    pub projects: String,
    /// Which files of the tree the view is made of, as the engine writes it down. Not in the digest.
    pub selection: String,
}

impl ViewMeta {
    /// The view's digest.
    pub fn digest(&self) -> Digest {
        self.digest_sum.finish()
    }
}
