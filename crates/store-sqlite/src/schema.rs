//! Tables, indexes and views. `docs/schema.md` explains them.

use model::codec::{FACTS_VERSION, OUTCOMES_VERSION};
use model::kinds::DefKind;
use rusqlite::{Connection, params};
use store::{FeedLength, StoreError};

use crate::failure::sql;
use crate::feed;
use crate::write::put_meta;

/// Version of the tables.
const LAYOUT: u32 = 8;
/// Version of what is stored, in SQLite's `user_version`: tables (thousands), encoding of outcomes (hundreds) and of
/// facts. What is encoded otherwise cannot be read, so a database that holds it is as foreign as one with other tables.
pub const SCHEMA_VERSION: u32 = LAYOUT * 1000 + OUTCOMES_VERSION * 100 + FACTS_VERSION;
/// Marks the file in SQLite's `application_id`: "MAG2".
pub(crate) const APPLICATION_ID: i32 = 0x4d41_4732;

/// What is counted of contents; new in layout 8.
pub(crate) const TABLE_OF_STRUCTURE: &str = "
CREATE TABLE structure (blob_id INTEGER PRIMARY KEY REFERENCES blob, structure BLOB NOT NULL) STRICT;
";

const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE kind (kind_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE blob (
  blob_id INTEGER PRIMARY KEY,
  content_hash BLOB NOT NULL,
  language TEXT NOT NULL,
  fingerprint INTEGER NOT NULL
) STRICT;
CREATE TABLE content (
  blob_id INTEGER PRIMARY KEY REFERENCES blob,
  facts BLOB NOT NULL,
  source BLOB NOT NULL
) STRICT;
CREATE TABLE file (
  file_id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  blob_id INTEGER NOT NULL REFERENCES blob,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  flags INTEGER NOT NULL,
  package TEXT NOT NULL,
  module TEXT NOT NULL,
  digest BLOB NOT NULL,
  definitions INTEGER NOT NULL,
  sites INTEGER NOT NULL,
  diagnostics INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  resolved_by INTEGER
) STRICT;
CREATE TABLE resolution (
  file_id INTEGER PRIMARY KEY REFERENCES file,
  digest BLOB NOT NULL,
  targets BLOB NOT NULL,
  outcomes BLOB NOT NULL,
  edges BLOB NOT NULL,
  asked BLOB NOT NULL
) STRICT;
CREATE TABLE own_keys (file_id INTEGER PRIMARY KEY REFERENCES file, keys BLOB NOT NULL) STRICT;
CREATE TABLE fqn_block (first BLOB PRIMARY KEY, entries BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE posting (key INTEGER PRIMARY KEY, files BLOB NOT NULL) STRICT;
CREATE TABLE skipped (
  path TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime_ns INTEGER NOT NULL,
  is_dir INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE feed (
  sequence INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  path TEXT,
  at_ms INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  details BLOB NOT NULL
) STRICT;
CREATE TABLE pending (path TEXT PRIMARY KEY, edges BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  run_id BLOB PRIMARY KEY,
  command TEXT NOT NULL,
  arguments TEXT NOT NULL,
  process INTEGER NOT NULL,
  host TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL,
  batches INTEGER NOT NULL,
  written INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  resolved INTEGER NOT NULL,
  tool_version TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX run_by_start ON run (started_ms, run_id);
CREATE UNIQUE INDEX blob_by_content ON blob (content_hash, language, fingerprint);
";

/// Name of a table, and its form. The same form serves for staging, where a bulk load sorts.
const SYMBOL_TABLES: [(&str, &str); 2] = [
    (
        "symbol",
        "(
  name TEXT NOT NULL,
  file_id INTEGER NOT NULL REFERENCES file,
  ordinal INTEGER NOT NULL,
  kind_id INTEGER NOT NULL REFERENCES kind,
  marks INTEGER NOT NULL,
  line INTEGER NOT NULL,
  PRIMARY KEY (name, file_id, ordinal)
) STRICT, WITHOUT ROWID",
    ),
    (
        "symbol_id",
        "(
  symbol_id BLOB PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES file,
  ordinal INTEGER
) STRICT, WITHOUT ROWID",
    ),
];

/// Made after a bulk load: sorting once is cheaper than inserting in random order.
const INDEXES: &str = "
CREATE UNIQUE INDEX file_by_path ON file (path);
CREATE INDEX file_by_blob ON file (blob_id);
";

const VIEWS: &str = "
CREATE VIEW v_files AS
  SELECT path, language, package, module, size, lines, definitions, sites, diagnostics,
         flags & 1 AS generated, (flags >> 1) & 1 AS vendored, lower(hex(content_hash)) AS content_hash
  FROM file JOIN blob USING (blob_id);
CREATE VIEW v_symbols AS
  SELECT s.name, k.name AS kind, f.path, s.line, b.language, f.module, f.file_id, s.ordinal
  FROM symbol s JOIN kind k USING (kind_id) JOIN file f USING (file_id) JOIN blob b USING (blob_id);
CREATE VIEW v_symbol_ids AS
  SELECT lower(hex(i.symbol_id)) AS symbol_id, f.path, f.file_id, i.ordinal
  FROM symbol_id i JOIN file f USING (file_id);
CREATE VIEW v_skipped AS SELECT path, reason, detail, size, is_dir FROM skipped;
CREATE VIEW v_events AS
  SELECT sequence, revision, kind, path, strftime('%Y-%m-%dT%H:%M:%SZ', at_ms / 1000, 'unixepoch') AS at, bytes FROM feed;
CREATE VIEW v_runs AS
  SELECT substr(id, 1, 8) || '-' || substr(id, 9, 4) || '-' || substr(id, 13, 4) || '-' || substr(id, 17, 4)
           || '-' || substr(id, 21) AS run_id,
         command, arguments, process, host, strftime('%Y-%m-%dT%H:%M:%SZ', started_ms / 1000, 'unixepoch') AS started,
         strftime('%Y-%m-%dT%H:%M:%SZ', ended_ms / 1000, 'unixepoch') AS ended, outcome, message,
         batches, written, removed, resolved, tool_version
  FROM (SELECT *, lower(hex(run_id)) AS id FROM run);
";

/// Makes tables and views in an empty database.
pub(crate) fn create_tables(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(TABLES).map_err(sql("schema"))?;
    connection.execute_batch(TABLE_OF_STRUCTURE).map_err(sql("schema"))?;
    create_symbol_tables(connection, "main")?;
    connection.execute_batch(VIEWS).map_err(sql("schema"))?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(sql("schema"))?;
    connection.pragma_update(None, "user_version", SCHEMA_VERSION).map_err(sql("schema"))?;
    let mut insert = connection.prepare("INSERT INTO kind VALUES (?1, ?2)").map_err(sql("schema"))?;
    for &kind in DefKind::ALL {
        insert.execute(params![u32::from(kind), kind.as_str()]).map_err(sql("schema"))?;
    }
    put_meta(connection, "selection", "")?;
    feed::put_length(connection, &FeedLength::default())
}

/// Makes the tables of symbols in the database attached as `schema`.
pub(crate) fn create_symbol_tables(connection: &Connection, schema: &str) -> Result<(), StoreError> {
    for (name, form) in SYMBOL_TABLES {
        connection.execute_batch(&format!("CREATE TABLE {schema}.{name} {form}")).map_err(sql("schema"))?;
    }
    Ok(())
}

/// Makes the indexes.
pub(crate) fn create_indexes(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(INDEXES).map_err(sql("indexes"))
}
