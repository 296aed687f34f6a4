//! Files that are complex and change often.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use model::path::RepoPath;
use query::measures::{Measures, MeasuresQuery};

use crate::database::Database;
use crate::error::EngineError;
use crate::git;

/// A file that is complex and changes often.
#[derive(Clone, PartialEq, Debug)]
pub struct Hotspot {
    /// Its path.
    pub path: RepoPath,
    /// Commits that changed it.
    pub commits: u64,
    /// Its measures.
    pub measures: Measures,
}

impl Hotspot {
    /// Cyclomatic number times commits.
    pub fn score(&self) -> u64 {
        u64::from(self.measures.cyclomatic) * self.commits
    }
}

/// The files of the index by complexity times the number of commits, among the newest `commits`, that changed them; those that nobody
/// changed are left out. Renames count as a new file. Gives all of them, highest score first, then by path.
///
/// # Errors
/// [`EngineError::Git`] when git is not there or the root is in no working tree; when the database cannot be read.
pub fn hotspots(db: &Database, query: &MeasuresQuery, commits: u32) -> Result<Vec<Hotspot>, EngineError> {
    let changes: BTreeMap<RepoPath, u64> = git::change_counts(db, commits)?;
    let mut found = Vec::new();
    db.snapshot().structures(&mut |file| {
        if query.accepts(&file)
            && let Some(&commits) = changes.get(&file.path)
        {
            found.push(Hotspot { measures: Measures::from(&file.structure), path: file.path, commits });
        }
        ControlFlow::Continue(())
    })?;
    found.sort_by(|a, b| b.score().cmp(&a.score()).then_with(|| a.path.cmp(&b.path)));
    Ok(found)
}
