//! Questions whose answer needs many files of a view, read on all threads.

use std::sync::{Mutex, PoisonError};

use model::path::RepoPath;
use query::{Diagnosis, ReferenceSearch, References, SiteFilter, Subject, Survey, Views};
use store::{FileRecord, Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;
use crate::{pipeline, resolution};

/// Fewer files are read on one thread: another snapshot costs as much as some files.
const FEW: usize = 16;

/// Reads every file and says why sites are not resolved; at most `limit` names of each problem.
///
/// # Errors
/// When the database cannot be read.
pub fn diagnose(db: &Database, limit: usize) -> Result<Diagnosis, EngineError> {
    let records = resolution::records(db.snapshot())?;
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| Survey::of_file(snapshot, record.clone());
    let mut all = Survey::default();
    scan(db, &records, read, |survey| {
        all.add(survey);
        Ok(())
    })?;
    Ok(all.finish(limit))
}

/// As [`query::references`].
///
/// # Errors
/// When the database cannot be read.
pub fn references(
    db: &Database,
    views: &Views<'_>,
    subject: &Subject,
    filter: &SiteFilter,
) -> Result<References, EngineError> {
    let search = ReferenceSearch::new(views, subject, filter)?;
    let mut all = References::default();
    let read = |snapshot: &dyn Snapshot, path: &RepoPath| search.in_file_of(snapshot, path);
    scan(db, &search.files, read, |found| {
        all.append(found);
        Ok(())
    })?;
    Ok(all)
}

/// Applies `read` to all of `items` on all threads, each with a snapshot of its own, and hands what comes out to `take`
/// in their order.
pub(crate) fn scan<I: Sync, T: Send>(
    db: &Database,
    items: &[I],
    read: impl Fn(&dyn Snapshot, &I) -> Result<T, StoreError> + Sync,
    take: impl FnMut(T) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    scan_with(db, items, || (), |snapshot, (), item| read(snapshot, item), take)
}

/// As [`scan`], with tools for each thread. The first error of `take` ends it.
pub(crate) fn scan_with<I: Sync, S, T: Send, E: From<StoreError>>(
    db: &Database,
    items: &[I],
    tools: impl Fn() -> S + Sync,
    read: impl Fn(&dyn Snapshot, &mut S, &I) -> Result<T, StoreError> + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = if items.len() < FEW { 1 } else { pipeline::cores() };
    let snapshots = if threads > 1 { snapshots(db, threads)? } else { Vec::new() };
    if snapshots.is_empty() {
        let mut tools = tools();
        return items.iter().try_for_each(|item| take(read(db.snapshot(), &mut tools, item)?));
    }
    let snapshots = Mutex::new(snapshots);
    let own = || (snapshots.lock().unwrap_or_else(PoisonError::into_inner).pop(), tools());
    pipeline::ordered(
        items.len(),
        threads,
        own,
        |(snapshot, tools), index| {
            let snapshot = snapshot.as_ref().expect("there is one for each thread");
            read(snapshot.as_ref(), tools, &items[index])
        },
        |_, result| take(result?),
    )
}

/// So many snapshots of the state that `db` shows; none when it has changed since.
fn snapshots(db: &Database, count: usize) -> Result<Vec<Box<dyn Snapshot>>, StoreError> {
    let shown = db.snapshot().meta()?.revision;
    let (mut snapshots, opener) = (Vec::new(), db.opener());
    for _ in 0..count {
        let snapshot = opener.snapshot()?;
        if snapshot.meta()?.revision != shown {
            return Ok(Vec::new());
        }
        snapshots.push(snapshot);
    }
    Ok(snapshots)
}
