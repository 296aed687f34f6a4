//! The change feed: a row for each event, and how long the feed is.

use model::event::EventKind;
use rusqlite::{Connection, OptionalExtension, Row, params};
use store::{
    Each, EventRow, EventTable, EventWrite, FeedBounds, FeedLength, History, NewEvent, Revision, Sequence,
    StoreError, pack_details, unpack_details,
};

use crate::failure::sql;
use crate::rows;
use crate::write::put_meta;

const FIRST: &str = "feed_first";
const NEXT: &str = "feed_next";
const BYTES: &str = "feed_bytes";
const READING: &str = "reading the feed";
const WRITING: &str = "writing the feed";

/// How long the feed is.
pub(crate) fn length(connection: &Connection) -> Result<FeedLength, StoreError> {
    let query = "SELECT value FROM meta WHERE key = ?1";
    let mut select = connection.prepare_cached(query).map_err(sql(READING))?;
    let mut number = |key: &str| {
        let found = select.query_row([key], |row| row.get::<_, i64>(0)).optional().map_err(sql(READING))?;
        found.map(i64::cast_unsigned).ok_or_else(|| StoreError::corrupt("meta data", key))
    };
    let bounds = FeedBounds { first: Sequence(number(FIRST)?), next: Sequence(number(NEXT)?) };
    FeedLength { bounds, bytes: number(BYTES)? }.checked()
}

/// Says how long the feed is.
pub(crate) fn put_length(connection: &Connection, length: &FeedLength) -> Result<(), StoreError> {
    put_meta(connection, FIRST, length.bounds.first.0.cast_signed())?;
    put_meta(connection, NEXT, length.bounds.next.0.cast_signed())?;
    put_meta(connection, BYTES, length.bytes.cast_signed())
}

/// Appends events, and drops what becomes too much.
pub(crate) fn append<'e>(
    connection: &Connection,
    events: impl ExactSizeIterator<Item = (Revision, &'e EventWrite)>,
) -> Result<(), StoreError> {
    if events.len() == 0 {
        return Ok(());
    }
    let mut length = length(connection)?;
    length.append(&mut Table(connection), events)?;
    put_length(connection, &length)
}

/// Puts a feed in the place of what is there.
pub(crate) fn replace(connection: &Connection, history: &History) -> Result<(), StoreError> {
    history.check()?;
    connection.execute("DELETE FROM feed", []).map_err(sql(WRITING))?;
    let mut length = FeedLength::starting_at(history.bounds.first);
    length.append(&mut Table(connection), history.events.iter().map(|row| (row.revision, &row.event)))?;
    put_length(connection, &length)
}

struct Table<'c>(&'c Connection);

impl EventTable for Table<'_> {
    fn insert(&mut self, new: NewEvent<'_>) -> Result<(), StoreError> {
        let query = "INSERT INTO feed VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let mut insert = self.0.prepare_cached(query).map_err(sql(WRITING))?;
        let row = params![
            new.sequence.0.cast_signed(),
            new.revision.0.cast_signed(),
            new.event.kind.as_str(),
            new.event.path.as_ref().map(model::path::RepoPath::as_str),
            new.event.at_ms.cast_signed(),
            (new.encoded.len() as u64).cast_signed(),
            pack_details(new.encoded)?,
        ];
        insert.execute(row).map(drop).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => {
                StoreError::corrupt("the feed", format!("event {} is there already", new.sequence.0))
            }
            _ => sql(WRITING)(error),
        })
    }

    fn remove(&mut self, sequence: Sequence) -> Result<u64, StoreError> {
        let query = "DELETE FROM feed WHERE sequence = ?1 RETURNING bytes";
        let mut delete = self.0.prepare_cached(query).map_err(sql(WRITING))?;
        let bytes = delete.query_row([sequence.0.cast_signed()], |row| row.get::<_, i64>(0));
        Ok(bytes.optional().map_err(sql(WRITING))?.map_or(0, i64::cast_unsigned))
    }
}

/// Gives the events after `since`.
pub(crate) fn events(
    connection: &Connection,
    since: Sequence,
    each: Each<'_, EventRow>,
) -> Result<(), StoreError> {
    let query = "SELECT sequence, revision, kind, path, at_ms, bytes, details FROM feed \
                 WHERE sequence > ?1 ORDER BY sequence";
    let mut select = connection.prepare_cached(query).map_err(sql(READING))?;
    // No number is above what SQLite counts to.
    let since = i64::try_from(since.0).unwrap_or(i64::MAX);
    let mut rows = select.query([since]).map_err(sql(READING))?;
    while let Some(row) = rows.next().map_err(sql(READING))? {
        if each(event(row)?).is_break() {
            break;
        }
    }
    Ok(())
}

fn event(row: &Row<'_>) -> Result<EventRow, StoreError> {
    let number = |column| row.get::<_, i64>(column).map(i64::cast_unsigned).map_err(sql(READING));
    let sequence = Sequence(number(0)?);
    let damaged = || StoreError::corrupt("the feed", format!("event {}", sequence.0));
    let kind: String = row.get(2).map_err(sql(READING))?;
    let kind = EventKind::ALL.into_iter().find(|known| known.as_str() == kind).ok_or_else(damaged)?;
    let no_path = row.get_ref(3).is_ok_and(|path| path == rusqlite::types::ValueRef::Null);
    let path = if no_path { None } else { Some(rows::path(row, 3).map_err(sql(READING))?) };
    let packed = row.get_ref(6).ok().and_then(|value| value.as_blob().ok()).ok_or_else(damaged)?;
    let details = unpack_details(packed, number(5)?, sequence)?;
    let event = EventWrite { kind, path, at_ms: number(4)?, details };
    Ok(EventRow { sequence, revision: Revision(number(1)?), event })
}
