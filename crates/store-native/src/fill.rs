//! Writing the indexes of a bulk load from their sorted rows.

use model::codec::{Reader, put_uint};
use model::ids::SymbolId;
use store::StoreError;

use crate::blobs::BlobEntry;
use crate::blocks::{BlockRow, BlockWriter};
use crate::building::Building;
use crate::indexes::stored_name;
use crate::layout::Space;
use crate::paths;
use crate::rows::{IdRow, Posting, TextRow};
use crate::sorter::Sorter;

/// Sorts and writes rows.
pub(crate) struct Fill {
    sorter: Sorter,
    key: Vec<u8>,
    value: Vec<u8>,
}

impl Fill {
    pub(crate) fn new(building: &Building) -> Self {
        Self { sorter: Sorter::new(building.sorting_path()), key: Vec::new(), value: Vec::new() }
    }

    /// Adds a path.
    pub(crate) fn path(&mut self, key: &[u8], number: u32) -> Result<(), StoreError> {
        self.sorter.push(Space::Path, key, &number.to_be_bytes())
    }

    /// Adds a use of a blob.
    pub(crate) fn blob(&mut self, key: &[u8], number: u32) -> Result<(), StoreError> {
        self.sorter.push(Space::BlobKey, key, &number.to_be_bytes())
    }

    /// Adds a definition or a file by its id.
    pub(crate) fn id(&mut self, row: &IdRow) -> Result<(), StoreError> {
        self.value.clear();
        put_uint(&mut self.value, row.file);
        put_uint(&mut self.value, row.slot.map_or(0, |slot| slot + 1));
        self.sorter.push(Space::Id, &row.id, &self.value)
    }

    /// Adds a definition by a name.
    pub(crate) fn text(&mut self, space: Space, row: &TextRow) -> Result<(), StoreError> {
        self.key.clear();
        row.key(&mut self.key);
        self.value.clear();
        row.write_beside_key(&mut self.value);
        self.sorter.push(space, &self.key, &self.value)
    }

    /// Adds a file by a hashed key.
    pub(crate) fn posting(&mut self, row: Posting) -> Result<(), StoreError> {
        self.key.clear();
        row.key(&mut self.key);
        self.sorter.push(Space::Posting, &self.key, &[])
    }

    /// Sorts what was added and writes it.
    ///
    /// # Errors
    /// [`StoreError::Collision`], or when files cannot be written or read.
    pub(crate) fn finish(self, building: &mut Building) -> Result<(), StoreError> {
        let mut writers = Writers::default();
        self.sorter.finish(&mut |space, key, value| writers.add(building, space, key, value))?;
        writers.finish(building)
    }
}

/// The writers of all indexes.
#[derive(Default)]
struct Writers {
    blob: Option<(Vec<u8>, BlobEntry)>,
    names: BlockWriter<TextRow>,
    ids: BlockWriter<IdRow>,
    fqns: BlockWriter<TextRow>,
    postings: BlockWriter<Posting>,
    last_id: Option<IdRow>,
    last_posting: Option<Posting>,
}

impl Writers {
    fn add(
        &mut self,
        building: &mut Building,
        space: Space,
        key: &[u8],
        value: &[u8],
    ) -> Result<(), StoreError> {
        match space {
            Space::BlobKey => self.blob(building, key, value),
            Space::Name => append(building, space, &mut self.names, &TextRow::read_beside_key(key, value)?),
            Space::Fqn => append(building, space, &mut self.fqns, &TextRow::read_beside_key(key, value)?),
            Space::Id => self.id(building, key, value),
            Space::Posting => self.posting(building, key),
            space => building.append(space, key, value),
        }
    }

    /// Counts the uses of a blob, which stand together.
    fn blob(&mut self, building: &mut Building, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        if let Some((known, entry)) = &mut self.blob
            && known == key
        {
            entry.uses += 1;
            return Ok(());
        }
        self.give_blob(building)?;
        let number = value.try_into().map(u32::from_be_bytes).map_err(|_| sorted_badly())?;
        self.blob = Some((key.to_vec(), BlobEntry { number, uses: 1 }));
        Ok(())
    }

    fn give_blob(&mut self, building: &mut Building) -> Result<(), StoreError> {
        let Some((key, entry)) = self.blob.take() else { return Ok(()) };
        building.append(Space::BlobKey, &key, &entry.encode())
    }

    fn id(&mut self, building: &mut Building, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let mut reader = Reader::new(value);
        let file = reader.uint().map_err(|_| sorted_badly())?;
        let slot = reader.uint().map_err(|_| sorted_badly())?.checked_sub(1);
        let row = IdRow { id: key.try_into().map_err(|_| sorted_badly())?, file, slot };
        match self.last_id.replace(row.clone()) {
            Some(last) if last.id == row.id => Err(self.collision(building, &last, &row)),
            _ => append(building, Space::Id, &mut self.ids, &row),
        }
    }

    /// Says between which definitions. Names are written before ids, files before both.
    fn collision(&mut self, building: &mut Building, a: &IdRow, b: &IdRow) -> StoreError {
        let names = std::mem::take(&mut self.names);
        let written = names
            .finish(&mut |key, block| building.append(Space::Name, key, block))
            .and_then(|()| building.write());
        if let Err(error) = written {
            return error;
        }
        let mut both = [a, b].map(|row| (row.file, row.slot));
        both.sort_unstable();
        let [first, second] = both.map(|(file, slot)| name(building, file, slot));
        StoreError::Collision { id: SymbolId::from_bytes(a.id), first, second }
    }

    fn posting(&mut self, building: &mut Building, key: &[u8]) -> Result<(), StoreError> {
        let both = key.try_into().map(u64::from_be_bytes).map_err(|_| sorted_badly())?;
        let row = Posting { key: (both >> 32) as u32, file: both as u32 };
        if self.last_posting.replace(row) == Some(row) {
            return Ok(());
        }
        append(building, Space::Posting, &mut self.postings, &row)
    }

    fn finish(mut self, building: &mut Building) -> Result<(), StoreError> {
        self.give_blob(building)?;
        self.names.finish(&mut |key, block| building.append(Space::Name, key, block))?;
        self.ids.finish(&mut |key, block| building.append(Space::Id, key, block))?;
        self.fqns.finish(&mut |key, block| building.append(Space::Fqn, key, block))?;
        self.postings.finish(&mut |key, block| building.append(Space::Posting, key, block))
    }
}

fn append<R: BlockRow>(
    building: &mut Building,
    space: Space,
    writer: &mut BlockWriter<R>,
    row: &R,
) -> Result<(), StoreError> {
    writer.push(row, &mut |key, block| building.append(space, key, block))
}

/// Name and file of a definition.
fn name(building: &Building, file: u32, slot: Option<u32>) -> String {
    let named = building.read(|view| {
        let path = paths::path(view, file)?;
        Ok(match slot {
            None => format!("the file in {path}"),
            Some(ordinal) => format!("{} in {path}", stored_name(view, file, ordinal).unwrap_or_default()),
        })
    });
    named.unwrap_or_else(|_| "another definition".to_owned())
}

/// Somebody wrote into the file that only this build knows.
fn sorted_badly() -> StoreError {
    StoreError::corrupt("sorting", "what was written is not what was read")
}
