//! Key spaces: which named databases there are, and the version of what is in them. `FORMAT.md` tells them byte by byte.

use heed::types::Bytes;
use heed::{Database, RoTxn, RwTxn};
use mapping::Environment;
use model::codec::{FACTS_VERSION, OUTCOMES_VERSION};
use store::StoreError;

use crate::failure::lmdb;

/// Version of the key spaces.
const LAYOUT: u32 = 3;
/// Version of what is stored: key spaces (thousands), encoding of outcomes (hundreds) and of facts. What is encoded otherwise
/// cannot be read, so a database that holds it is as foreign as one with other key spaces.
pub const SCHEMA_VERSION: u32 = LAYOUT * 1000 + OUTCOMES_VERSION * 100 + FACTS_VERSION;
/// Marks the file as ours: the value of [`FORMAT_KEY`] begins with this, the version follows.
pub(crate) const MARKER: &[u8; 4] = b"MAG2";
/// The key of `meta` that holds the marker and the version.
pub(crate) const FORMAT_KEY: &[u8] = b"format";
/// The database that detection looks into.
pub(crate) const META: &str = "meta";
/// Room for named databases.
pub(crate) const MAX_DATABASES: u32 = 32;

/// A key space: bytes to bytes.
pub(crate) type Table = Database<Bytes, Bytes>;

/// A key space by its place among all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Space {
    /// Text keys to values.
    Meta,
    /// Path to file number.
    Path,
    /// File number to what the view says of the file.
    File,
    /// Content hash, fingerprint and language to blob number and count of uses.
    BlobKey,
    /// Blob number to facts and source.
    Content,
    /// Blob number to what is counted of the file.
    Structure,
    /// Blocks of definitions by name.
    Name,
    /// Blocks of definitions by id.
    Id,
    /// Blocks of definitions by qualified name.
    Fqn,
    /// Blocks of files by hashed key.
    Posting,
    /// File number to the ordinals of its slots, where they are others.
    Slots,
    /// File number to the keys of the file itself.
    Keys,
    /// File number to fingerprint and digest of outcomes that can be trusted.
    Resolved,
    /// File number to encoded outcomes.
    Outcomes,
    /// File number to encoded edges.
    Edges,
    /// File number to target ids.
    Targets,
    /// File number to the keys that outcomes depend on.
    Asked,
    /// Path to what was listed and not indexed.
    Skipped,
    /// File number to what its edges were.
    Pending,
    /// Number to event.
    Feed,
    /// Time of starting and id to run.
    Run,
}

impl Space {
    /// Every space, in the order of their numbers.
    pub(crate) const ALL: [Self; 21] = [
        Self::Meta,
        Self::Path,
        Self::File,
        Self::BlobKey,
        Self::Content,
        Self::Structure,
        Self::Name,
        Self::Id,
        Self::Fqn,
        Self::Posting,
        Self::Slots,
        Self::Keys,
        Self::Resolved,
        Self::Outcomes,
        Self::Edges,
        Self::Targets,
        Self::Asked,
        Self::Skipped,
        Self::Pending,
        Self::Feed,
        Self::Run,
    ];

    /// The name of the database.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Meta => META,
            Self::Path => "path",
            Self::File => "file",
            Self::BlobKey => "blobkey",
            Self::Content => "content",
            Self::Structure => "structure",
            Self::Name => "name",
            Self::Id => "id",
            Self::Fqn => "fqn",
            Self::Posting => "posting",
            Self::Slots => "slots",
            Self::Keys => "keys",
            Self::Resolved => "resolved",
            Self::Outcomes => "outcomes",
            Self::Edges => "edges",
            Self::Targets => "targets",
            Self::Asked => "asked",
            Self::Skipped => "skipped",
            Self::Pending => "pending",
            Self::Feed => "feed",
            Self::Run => "run",
        }
    }
}

/// Handles of all key spaces of one environment.
#[derive(Clone, Copy)]
pub(crate) struct Tables([Table; Space::ALL.len()]);

impl Tables {
    /// Makes all key spaces in an empty environment.
    pub(crate) fn create(environment: &Environment) -> Result<Self, StoreError> {
        let failed = || lmdb("creating the database", environment.path());
        let mut txn = environment.write_txn().map_err(failed())?;
        let mut tables = Vec::with_capacity(Space::ALL.len());
        for space in Space::ALL {
            tables.push(environment.create_database(&mut txn, Some(space.name())).map_err(failed())?);
        }
        txn.commit().map_err(failed())?;
        Ok(Self::of(tables))
    }

    /// Opens the key spaces of an environment.
    pub(crate) fn open(environment: &Environment) -> Result<Self, StoreError> {
        let failed = || lmdb("opening", environment.path());
        let txn = environment.read_txn().map_err(failed())?;
        let mut tables = Vec::with_capacity(Space::ALL.len());
        for space in Space::ALL {
            let table = environment.open_database(&txn, Some(space.name())).map_err(failed())?;
            tables.push(table.ok_or_else(|| StoreError::corrupt("key spaces", space.name()))?);
        }
        // Handles that were opened in a transaction outlive it only when it commits.
        txn.commit().map_err(failed())?;
        Ok(Self::of(tables))
    }

    fn of(tables: Vec<Table>) -> Self {
        let all: Result<[Table; Space::ALL.len()], _> = tables.try_into();
        Self(all.unwrap_or_else(|_| unreachable!("one table was pushed for each space")))
    }

    /// The handle of a space.
    pub(crate) fn of_space(&self, space: Space) -> Table {
        self.0[space as usize]
    }
}

/// A state of the database being read.
#[derive(Clone, Copy)]
pub(crate) struct View<'t> {
    pub(crate) txn: &'t RoTxn<'t>,
    pub(crate) tables: &'t Tables,
}

impl<'t> View<'t> {
    /// The value of a key.
    pub(crate) fn get(self, space: Space, key: &[u8]) -> Result<Option<&'t [u8]>, StoreError> {
        self.tables.of_space(space).get(self.txn, key).map_err(failed(space))
    }

    /// The last entry whose key is at most `key`.
    pub(crate) fn at_or_before(self, space: Space, key: &[u8]) -> Result<Option<Entry<'t>>, StoreError> {
        // An empty key is none for LMDB, and before all others.
        if key.is_empty() {
            return Ok(None);
        }
        self.tables.of_space(space).get_lower_than_or_equal_to(self.txn, key).map_err(failed(space))
    }

    /// The first entry whose key is above `key`.
    pub(crate) fn after(self, space: Space, key: &[u8]) -> Result<Option<Entry<'t>>, StoreError> {
        self.tables.of_space(space).get_greater_than(self.txn, key).map_err(failed(space))
    }

    /// The entry with the largest key.
    pub(crate) fn last(self, space: Space) -> Result<Option<Entry<'t>>, StoreError> {
        self.tables.of_space(space).last(self.txn).map_err(failed(space))
    }

    /// How many entries there are. One look-up.
    pub(crate) fn count(self, space: Space) -> Result<u64, StoreError> {
        self.tables.of_space(space).len(self.txn).map_err(failed(space))
    }

    /// All entries from `key` on.
    pub(crate) fn from(
        self,
        space: Space,
        key: &[u8],
    ) -> Result<impl Iterator<Item = Result<Entry<'t>, StoreError>> + use<'t>, StoreError> {
        let range = (std::ops::Bound::Included(key), std::ops::Bound::Unbounded);
        let table = self.tables.of_space(space);
        // An empty key is none for LMDB.
        let entries = if key.is_empty() {
            Entries::All(table.iter(self.txn).map_err(failed(space))?)
        } else {
            Entries::From(table.range(self.txn, &range).map_err(failed(space))?)
        };
        Ok(entries.map(move |entry| entry.map_err(failed(space))))
    }
}

/// A key and its value.
pub(crate) type Entry<'t> = (&'t [u8], &'t [u8]);

enum Entries<'t> {
    All(heed::RoIter<'t, Bytes, Bytes>),
    From(heed::RoRange<'t, Bytes, Bytes>),
}

impl<'t> Iterator for Entries<'t> {
    type Item = heed::Result<Entry<'t>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::All(entries) => entries.next(),
            Self::From(entries) => entries.next(),
        }
    }
}

/// A state of the database being changed.
pub(crate) struct Change<'e> {
    pub(crate) txn: RwTxn<'e>,
    pub(crate) tables: Tables,
}

impl Change<'_> {
    /// What has been changed so far.
    pub(crate) fn view(&self) -> View<'_> {
        View { txn: &self.txn, tables: &self.tables }
    }

    /// Sets the value of a key.
    pub(crate) fn put(&mut self, space: Space, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.tables.of_space(space).put(&mut self.txn, key, value).map_err(failed(space))
    }

    /// Sets the value of a key above all others, leaving no room between: pages are filled to the brim.
    pub(crate) fn append(&mut self, space: Space, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let flags = heed::PutFlags::APPEND;
        self.tables.of_space(space).put_with_flags(&mut self.txn, flags, key, value).map_err(failed(space))
    }

    /// Takes out a key; gives whether it was there.
    pub(crate) fn delete(&mut self, space: Space, key: &[u8]) -> Result<bool, StoreError> {
        self.tables.of_space(space).delete(&mut self.txn, key).map_err(failed(space))
    }

    /// Takes out everything.
    pub(crate) fn clear(&mut self, space: Space) -> Result<(), StoreError> {
        self.tables.of_space(space).clear(&mut self.txn).map_err(failed(space))
    }
}

fn failed(space: Space) -> impl Fn(heed::Error) -> StoreError {
    move |error| lmdb(space.name(), std::path::Path::new(""))(error)
}
