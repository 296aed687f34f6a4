//! Everything that files can be found by, changed together at the end of a transaction.

use std::collections::{BTreeSet, HashMap};

use model::ids::{DefId, SymbolId};
use model::marks::Marks;
use model::symbol::Symbols;
use store::{Content, FileRecord, FileWrite, StoreError};

use crate::blocks::{self, BlockChanges, BlockRow};
use crate::layout::{Change, Space, View};
use crate::paths;
use crate::rows::{IdRow, Posting, TextRow};

/// A file that comes.
pub(crate) struct Put<'b> {
    pub(crate) number: u32,
    /// Slots of its definitions, by ordinal.
    pub(crate) slots: Vec<u32>,
    pub(crate) write: &'b FileWrite,
}

/// Rows that come and go. What goes and comes again is not touched.
#[derive(Default)]
pub(crate) struct Indexes {
    ids: BlockChanges<IdRow>,
    names: BlockChanges<TextRow>,
    fqns: BlockChanges<TextRow>,
    postings: BlockChanges<Posting>,
    /// Files whose rows cannot be told from their facts: everything that they have is searched for.
    searched: BTreeSet<u32>,
    /// Files that were stored by other rules than they come by: no row is taken to be there.
    doubted: BTreeSet<u32>,
    /// The first two definitions of this batch with one id.
    collision: Option<(IdRow, IdRow)>,
}

impl Indexes {
    /// A file gets keys.
    pub(crate) fn gain_keys(&mut self, file: u32, keys: &[u32]) {
        for &key in keys {
            self.postings.add(Posting { key, file }, true);
        }
    }

    /// A file loses keys that it has.
    pub(crate) fn lose_keys(&mut self, file: u32, keys: &[u32]) {
        for &key in keys {
            self.postings.remove(Posting { key, file });
        }
    }

    /// What facts say goes, by the slots of the definitions. Rows that other rules made are found missing later. Gives
    /// which slot each id had.
    pub(crate) fn lose(
        &mut self,
        file: u32,
        slots: &[u32],
        record: &FileRecord,
        (facts, source): &Content,
    ) -> HashMap<SymbolId, u32> {
        let placement = record.placement();
        let symbols = Symbols::new(facts, &placement);
        self.ids.remove(IdRow::new(symbols.file_id(), file, None));
        let ids: Vec<SymbolId> = symbols.ids(source);
        for (((ordinal, def), &id), &slot) in (0..).map(DefId::new).zip(&facts.defs).zip(&ids).zip(slots) {
            let (kind, marks) = (def.kind, Marks::of(def));
            self.ids.remove(IdRow::new(id, file, Some(slot)));
            self.names.remove(TextRow::new(facts.text(def.name), file, slot, kind, marks));
            let fqn = symbols.display_fqn(ordinal);
            self.fqns.remove(TextRow::new(&fqn, file, slot, kind, Marks::default()));
        }
        ids.into_iter().zip(slots.iter().copied()).collect()
    }

    /// A file goes whose rows cannot be told from its facts.
    pub(crate) fn search_for(&mut self, file: u32) {
        self.searched.insert(file);
    }

    /// A file goes and comes again by other rules: what is there is looked at, not reckoned.
    pub(crate) fn doubt(&mut self, file: u32) {
        self.doubted.insert(file);
    }

    /// A file comes.
    pub(crate) fn gain(&mut self, put: &Put<'_>) {
        let &Put { number: file, write, .. } = put;
        let known = !self.doubted.contains(&file);
        // One look tells whether what is there was stored by the rules of today.
        self.gain_id(IdRow::new(write.id, file, None), false);
        for (symbol, &slot) in write.symbols.iter().zip(&put.slots) {
            let kind = symbol.kind;
            self.gain_id(IdRow::new(symbol.id, file, Some(slot)), known);
            self.names.add(TextRow::new(&symbol.name, file, slot, kind, symbol.marks), known);
            self.fqns.add(TextRow::new(&symbol.fqn, file, slot, kind, Marks::default()), known);
        }
    }

    fn gain_id(&mut self, row: IdRow, known: bool) {
        if let Some(twin) = self.ids.add(row.clone(), known) {
            self.collision.get_or_insert((twin, row));
        }
    }

    /// Makes the changes; `put` are the files that came.
    ///
    /// # Errors
    /// [`StoreError::Collision`], or when the database cannot be read or written.
    pub(crate) fn apply(mut self, change: &mut Change<'_>, put: &[Put<'_>]) -> Result<(), StoreError> {
        if let Some((first, second)) = self.collision.take() {
            return Err(collision(change.view(), put, &first, &second));
        }
        if !self.searched.is_empty() {
            // What was told of them by other files' rows stands; theirs go first, so that nothing collides with them.
            take_out_all(change, &self.searched)?;
        }
        let ids = self.ids.apply(change, Space::Id)?;
        if let Some((first, second)) = ids.collision {
            return Err(collision(change.view(), put, &first, &second));
        }
        let names = self.names.apply(change, Space::Name)?;
        let fqns = self.fqns.apply(change, Space::Fqn)?;
        self.postings.apply(change, Space::Posting)?;
        let mut missed = ids.missed;
        missed.extend(names.missed);
        missed.extend(fqns.missed);
        if missed.is_empty() { Ok(()) } else { again(change, &missed, put) }
    }
}

/// Takes out everything that some files have, wherever it is, and puts in what they have now.
fn again(change: &mut Change<'_>, files: &BTreeSet<u32>, put: &[Put<'_>]) -> Result<(), StoreError> {
    take_out_all(change, files)?;
    let mut indexes = Indexes::default();
    put.iter().filter(|put| files.contains(&put.number)).for_each(|put| indexes.gain(put));
    indexes.apply(change, put)
}

/// Takes all rows of some files out of the indexes of ids and names. Reads these whole.
fn take_out_all(change: &mut Change<'_>, files: &BTreeSet<u32>) -> Result<(), StoreError> {
    take_out::<IdRow>(change, Space::Id, files)?;
    take_out::<TextRow>(change, Space::Name, files)?;
    take_out::<TextRow>(change, Space::Fqn, files)
}

fn take_out<R: BlockRow>(
    change: &mut Change<'_>,
    space: Space,
    files: &BTreeSet<u32>,
) -> Result<(), StoreError> {
    let mut gone = BlockChanges::<R>::default();
    blocks::scan(change.view(), space, &mut |row: &R| {
        if files.contains(&row.file()) {
            gone.remove(row.clone());
        }
        Ok(())
    })?;
    gone.apply(change, space).map(drop)
}

/// Says between which definitions.
fn collision(view: View<'_>, put: &[Put<'_>], first: &IdRow, second: &IdRow) -> StoreError {
    let name = |row: &IdRow| name_at(view, put, row).unwrap_or_else(|| "another definition".to_owned());
    StoreError::Collision { id: SymbolId::from_bytes(first.id), first: name(first), second: name(second) }
}

/// Name and file of a definition. Scans when it is not among `put`: only for telling of a collision.
fn name_at(view: View<'_>, put: &[Put<'_>], row: &IdRow) -> Option<String> {
    let put = put.iter().find(|put| put.number == row.file);
    let path = match put {
        Some(put) => put.write.record.path.clone(),
        None => paths::path(view, row.file).ok()?,
    };
    let Some(slot) = row.slot else { return Some(format!("the file in {path}")) };
    let named = |put: &Put<'_>| {
        let place = put.slots.iter().position(|known| *known == slot)?;
        Some(put.write.symbols.get(place)?.name.clone())
    };
    let name = put.and_then(named).or_else(|| stored_name(view, row.file, slot))?;
    Some(format!("{name} in {path}"))
}

/// The name of a definition that is in the index.
pub(crate) fn stored_name(view: View<'_>, file: u32, slot: u32) -> Option<String> {
    let mut found = None;
    let scanned = blocks::scan(view, Space::Name, &mut |row: &TextRow| {
        if row.file == file && row.slot == slot {
            found = row.text().ok().map(str::to_owned);
        }
        Ok(())
    });
    scanned.ok().and(found)
}
