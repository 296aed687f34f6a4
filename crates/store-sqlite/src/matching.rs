//! Finding definitions by a pattern of names: one pass over the table of symbols, which is in order of names.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::ControlFlow;

use model::ids::DefId;
use model::marks::Marks;
use model::path::RepoPath;
use rusqlite::{Connection, Row};
use store::{Each, StoreError, SymbolHit};

use crate::failure::sql;
use crate::rows;

const WHAT: &str = "reading symbols";
const FROM_PREFIX: &str = "SELECT name, file_id, ordinal, kind_id, marks FROM symbol WHERE name >= ?1 ORDER BY name, file_id, ordinal";
const FILE: &str = "SELECT path, language FROM file JOIN blob USING (blob_id) WHERE file_id = ?1";

/// Pushes the symbols whose name begins with `prefix` and is `wanted`, in order of name, path and ordinal. Reads the
/// names with that prefix, and files only of those that are wanted.
pub(crate) fn matching(
    connection: &Connection,
    prefix: &str,
    wanted: &dyn Fn(&str) -> bool,
    each: Each<'_, SymbolHit>,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(FROM_PREFIX).map_err(sql(WHAT))?;
    let mut symbols = statement.query([prefix]).map_err(sql(WHAT))?;
    let mut matches = Matches { connection, files: BTreeMap::new(), name: None, hits: Vec::new() };
    while let Some(row) = symbols.next().map_err(sql(WHAT))? {
        let name = row.get_ref(0).map_err(sql(WHAT))?.as_str();
        let name = name.map_err(|_| StoreError::corrupt("names", prefix))?;
        if !name.starts_with(prefix) {
            break;
        }
        if matches.is_new(name) && matches.begin(name, wanted, each).is_break() {
            return Ok(());
        }
        matches.add(row)?;
    }
    let _: ControlFlow<()> = matches.push(each);
    Ok(())
}

/// The symbols of one name, and the files met so far.
struct Matches<'a> {
    connection: &'a Connection,
    files: BTreeMap<i64, (RepoPath, String)>,
    /// The name read last, and whether it is wanted.
    name: Option<(String, bool)>,
    hits: Vec<SymbolHit>,
}

impl Matches<'_> {
    fn is_new(&self, name: &str) -> bool {
        self.name.as_ref().is_none_or(|(before, _)| before != name)
    }

    /// Pushes what there is of the name before.
    fn begin(
        &mut self,
        name: &str,
        wanted: &dyn Fn(&str) -> bool,
        each: Each<'_, SymbolHit>,
    ) -> ControlFlow<()> {
        self.push(each)?;
        self.name = Some((name.to_owned(), wanted(name)));
        ControlFlow::Continue(())
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let Some((name, true)) = &self.name else { return Ok(()) };
        let (path, language) = file(self.connection, &mut self.files, row.get(1).map_err(sql(WHAT))?)?;
        self.hits.push(SymbolHit {
            path: path.clone(),
            language: language.clone(),
            ordinal: DefId::new(row.get(2).map_err(sql(WHAT))?),
            name: name.clone(),
            kind: rows::kind(row, 3).map_err(sql(WHAT))?,
            marks: Marks::from_raw(row.get(4).map_err(sql(WHAT))?),
        });
        Ok(())
    }

    fn push(&mut self, each: Each<'_, SymbolHit>) -> ControlFlow<()> {
        self.hits.sort_by(|a, b| (&a.path, a.ordinal).cmp(&(&b.path, b.ordinal)));
        self.hits.drain(..).try_for_each(each)
    }
}

fn file<'f>(
    connection: &Connection,
    files: &'f mut BTreeMap<i64, (RepoPath, String)>,
    file_id: i64,
) -> Result<&'f (RepoPath, String), StoreError> {
    match files.entry(file_id) {
        Entry::Occupied(known) => Ok(known.into_mut()),
        Entry::Vacant(place) => {
            let mut find = connection.prepare_cached(FILE).map_err(sql(WHAT))?;
            let found = find.query_row([file_id], |row| Ok((rows::path(row, 0)?, row.get(1)?)));
            Ok(place.insert(found.map_err(sql(WHAT))?))
        }
    }
}
