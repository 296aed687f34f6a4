//! Indexes of qualified names, and indexes told whole.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::ControlFlow;

use crate::fqn_blocks::{EachEntry, FqnEntry, with_fqn, with_prefix};
use model::ids::{DefId, SymbolId};
use model::marks::Marks;
use model::path::RepoPath;
use rusqlite::{Connection, Row};
use store::{Each, EachRow, FileRank, FqnHit, Index, IndexRow, StoreError};

use crate::failure::sql;
use crate::fqns::FqnTable;
use crate::rows;

/// Symbols with exactly this qualified name, by path and ordinal.
pub(crate) fn symbols_with_fqn(
    connection: &Connection,
    fqn: &str,
    each: Each<'_, FqnHit>,
) -> Result<(), StoreError> {
    hits(connection, &|take| with_fqn(&FqnTable(connection), fqn, take), each)
}

/// Symbols whose qualified name begins with `prefix`, by name, path and ordinal.
pub(crate) fn fqns_with_prefix(
    connection: &Connection,
    prefix: &str,
    each: Each<'_, FqnHit>,
) -> Result<(), StoreError> {
    hits(connection, &|take| with_prefix(&FqnTable(connection), prefix, take), each)
}

type Listing<'a> = &'a dyn Fn(EachEntry<'_>) -> Result<(), StoreError>;

/// Gives what a listing finds with paths in place of file numbers; what shares a name, in order of paths.
fn hits(connection: &Connection, list: Listing<'_>, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
    let mut paths = BTreeMap::new();
    let mut alike: Vec<FqnHit> = Vec::new();
    let mut failure = None;
    let mut ended = false;
    list(&mut |entry| {
        if alike.last().is_some_and(|last| last.fqn != entry.fqn) && give(&mut alike, each).is_break() {
            ended = true;
            return ControlFlow::Break(());
        }
        match hit(connection, &mut paths, entry) {
            Ok(hit) => {
                alike.push(hit);
                ControlFlow::Continue(())
            }
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    if let Some(error) = failure {
        return Err(error);
    }
    if !ended {
        let _: ControlFlow<()> = give(&mut alike, each);
    }
    Ok(())
}

fn give(alike: &mut Vec<FqnHit>, each: Each<'_, FqnHit>) -> ControlFlow<()> {
    alike.sort();
    alike.drain(..).try_for_each(each)
}

fn hit(
    connection: &Connection,
    paths: &mut BTreeMap<u32, RepoPath>,
    entry: &FqnEntry,
) -> Result<FqnHit, StoreError> {
    let path = match paths.entry(entry.file) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(place) => {
            let query = "SELECT path FROM file WHERE file_id = ?1";
            let mut select = connection.prepare_cached(query).map_err(sql("reading files"))?;
            let path =
                select.query_row([entry.file], |row| rows::path(row, 0)).map_err(sql("reading files"))?;
            place.insert(path)
        }
    };
    Ok(FqnHit { fqn: entry.fqn.clone(), path: path.clone(), ordinal: entry.ordinal, kind: entry.kind })
}

/// Gives every row of an index.
pub(crate) fn whole(connection: &Connection, index: Index, each: EachRow<'_>) -> Result<(), StoreError> {
    let ranks = ranks(connection)?;
    match index {
        Index::Ids => rows_of(connection, "SELECT symbol_id, file_id, ordinal FROM symbol_id", &mut |row| {
            let ordinal = row.get::<_, Option<u32>>(2)?.map(DefId::new);
            each(IndexRow::Id(SymbolId::from_bytes(row.get(0)?), ranks.of(row.get(1)?), ordinal));
            Ok(())
        }),
        Index::Names => {
            let query = "SELECT name, file_id, ordinal, kind_id, marks FROM symbol";
            rows_of(connection, query, &mut |row| {
                let (name, rank) = (row.get_ref(0)?.as_str()?, ranks.of(row.get(1)?));
                let (kind, marks) = (rows::kind(row, 3)?, Marks::from_raw(row.get(4)?));
                each(IndexRow::Name(name, rank, DefId::new(row.get(2)?), kind, marks));
                Ok(())
            })
        }
        Index::Fqns => every_fqn(connection, &ranks, each),
        Index::Keys => rows_of(connection, "SELECT key, files FROM posting", &mut |row| {
            let key = row.get(0)?;
            let files = model::codec::decode_ascending(row.get_ref(1)?.as_blob()?);
            for file in files.map_err(|_| rows::damaged(1, "files of a key"))? {
                each(IndexRow::Key(key, ranks.of(file)));
            }
            Ok(())
        }),
    }
}

fn every_fqn(connection: &Connection, ranks: &Ranks, each: EachRow<'_>) -> Result<(), StoreError> {
    with_prefix(&FqnTable(connection), "", &mut |entry| {
        each(IndexRow::Fqn(&entry.fqn, ranks.of(entry.file), entry.ordinal, entry.kind));
        ControlFlow::Continue(())
    })
}

fn rows_of(
    connection: &Connection,
    query: &str,
    take: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<(), StoreError> {
    let what = "reading an index";
    let mut select = connection.prepare(query).map_err(sql(what))?;
    let mut found = select.query([]).map_err(sql(what))?;
    while let Some(row) = found.next().map_err(sql(what))? {
        take(row).map_err(sql(what))?;
    }
    Ok(())
}

/// The ranks of files by their rows.
struct Ranks(BTreeMap<u32, FileRank>);

impl Ranks {
    /// The rank of a row's file.
    fn of(&self, file: u32) -> FileRank {
        self.0.get(&file).copied().unwrap_or(FileRank::NOWHERE)
    }
}

fn ranks(connection: &Connection) -> Result<Ranks, StoreError> {
    let mut ranks = BTreeMap::new();
    rows_of(connection, "SELECT file_id FROM file ORDER BY path", &mut |row| {
        let rank = FileRank(ranks.len() as u32);
        ranks.insert(row.get(0)?, rank);
        Ok(())
    })?;
    Ok(Ranks(ranks))
}
