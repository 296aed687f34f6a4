//! Sessions on all threads, their results in path order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use model::edges::edges;
use model::outcome::{Reason, Resolution, SiteOutcome};
use resolve::{FileId, Session, Unit, World, own_keys};
use store::{ResolutionWrite, StoreError};

use crate::pipeline;

/// What sessions need.
pub(crate) struct Sessions<'w> {
    /// What they ask.
    pub(crate) world: &'w World<'w>,
    /// On how many threads they run.
    pub(crate) threads: usize,
}

/// Resolves `files` and hands the outcomes of each, and its facts, to `take`, in their order.
///
/// # Errors
/// The first of `take`.
pub(crate) fn resolve<E: From<StoreError>>(
    sessions: &Sessions<'_>,
    files: &[FileId],
    mut take: impl FnMut(ResolutionWrite, &Unit) -> Result<(), E>,
) -> Result<(), E> {
    pipeline::ordered(
        files.len(),
        sessions.threads,
        || (),
        |(), index| resolve_file(sessions.world, files[index]),
        |_, result: Result<Option<(ResolutionWrite, Arc<Unit>)>, StoreError>| match result? {
            Some((write, unit)) => take(write, &unit),
            None => Ok(()),
        },
    )
}

fn resolve_file(world: &World<'_>, file: FileId) -> Result<Option<(ResolutionWrite, Arc<Unit>)>, StoreError> {
    let entry = world.files.entry(file);
    let Some(fingerprint) = super::fingerprint(&entry.language) else { return Ok(None) };
    let unit = world.provider.unit(file);
    // A bug in one file must not take the others with it; its sites say so.
    let run = catch_unwind(AssertUnwindSafe(|| Session::new(world, file).run()));
    let (resolution, asked) = match run {
        Ok(resolved) => (resolved.resolution, resolved.asked),
        Err(_) => (failed(unit.facts.sites.len()), Vec::new()),
    };
    let own = own_keys(&unit);
    let asked = asked.into_iter().filter(|key| own.binary_search(key).is_err()).collect();
    let edges = edges(&unit.facts, &resolution);
    ResolutionWrite::new(entry.path.clone(), fingerprint, &resolution, &edges, asked)
        .map(|write| Some((write, unit)))
}

fn failed(sites: usize) -> Resolution {
    Resolution { outcomes: vec![SiteOutcome::unresolved(Reason::Internal); sites], ..Resolution::default() }
}
