//! The execution log: a row for each run.

use rusqlite::{Connection, Row, params};
use store::{RUNS, RunCounts, RunId, RunOutcome, RunRecord, StoreError};

use crate::failure::sql;
use crate::rows::damaged;

const WRITING: &str = "writing the execution log";
const READING: &str = "reading the execution log";

const REPLACE: &str =
    "INSERT OR REPLACE INTO run VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
/// Everything behind the newest; walks an index that is never longer than this and what was just added.
const PRUNE: &str = "DELETE FROM run WHERE run_id IN \
    (SELECT run_id FROM run ORDER BY started_ms DESC, run_id DESC LIMIT -1 OFFSET ?1)";
const SELECT: &str = "SELECT run_id, command, arguments, process, host, started_ms, ended_ms, outcome, message, \
    batches, written, removed, resolved, tool_version FROM run ORDER BY started_ms, run_id";

/// Notes runs in place of those with the same id, and drops the oldest ones that are too many.
pub(crate) fn note(connection: &Connection, runs: &[RunRecord]) -> Result<(), StoreError> {
    if runs.is_empty() {
        return Ok(());
    }
    let mut replace = connection.prepare_cached(REPLACE).map_err(sql(WRITING))?;
    for run in runs {
        let counts = [run.counts.batches, run.counts.written, run.counts.removed, run.counts.resolved];
        let [batches, written, removed, resolved] = counts.map(u64::cast_signed);
        let row = params![
            run.id.0,
            run.command,
            serde_json::Value::from(run.arguments.as_slice()).to_string(),
            run.process,
            run.host,
            run.started_ms.cast_signed(),
            run.ended_ms.map(u64::cast_signed),
            run.outcome.as_str(),
            run.message,
            batches,
            written,
            removed,
            resolved,
            run.tool_version,
        ];
        replace.execute(row).map_err(sql(WRITING))?;
    }
    let mut prune = connection.prepare_cached(PRUNE).map_err(sql(WRITING))?;
    prune.execute([(RUNS as u64).cast_signed()]).map(drop).map_err(sql(WRITING))
}

/// Puts a log in the place of what is there.
pub(crate) fn replace(connection: &Connection, runs: &[RunRecord]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM run", []).map_err(sql(WRITING))?;
    note(connection, runs)
}

/// All runs, by time of starting and id.
pub(crate) fn runs(connection: &Connection) -> Result<Vec<RunRecord>, StoreError> {
    let mut select = connection.prepare_cached(SELECT).map_err(sql(READING))?;
    let rows = select.query_map([], run).map_err(sql(READING))?;
    rows.collect::<rusqlite::Result<_>>().map_err(sql(READING))
}

fn run(row: &Row<'_>) -> rusqlite::Result<RunRecord> {
    let number = |column| row.get::<_, i64>(column).map(i64::cast_unsigned);
    let arguments = serde_json::from_str(row.get_ref(2)?.as_str()?);
    let outcome = RunOutcome::named(row.get_ref(7)?.as_str()?);
    Ok(RunRecord {
        id: RunId(row.get(0)?),
        command: row.get(1)?,
        arguments: arguments.map_err(|_| damaged(2, "arguments that are no list of texts"))?,
        process: row.get(3)?,
        host: row.get(4)?,
        started_ms: number(5)?,
        ended_ms: row.get::<_, Option<i64>>(6)?.map(i64::cast_unsigned),
        outcome: outcome.ok_or_else(|| damaged(7, "an unknown outcome"))?,
        message: row.get(8)?,
        counts: RunCounts {
            batches: number(9)?,
            written: number(10)?,
            removed: number(11)?,
            resolved: number(12)?,
        },
        tool_version: row.get(13)?,
    })
}
