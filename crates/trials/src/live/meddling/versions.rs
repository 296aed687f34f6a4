//! What git does to a work tree.

use std::io;

use super::Meddler;

/// The name of a branch.
pub(super) fn branch(number: usize) -> String {
    format!("branch{number}")
}

/// Branches that [`Meddler::branch`] is asked for at least.
const BRANCHES: usize = 3;

fn run(meddler: &mut Meddler, arguments: &[&str]) -> io::Result<Option<String>> {
    let Some(git) = &meddler.git else { return Ok(None) };
    let done = git.try_run(arguments).map_err(io::Error::other)?;
    let how = if done { "" } else { " (refused)" };
    Ok(Some(format!("git {}{how}", arguments.join(" "))))
}

/// To another branch; what is not committed goes.
pub(super) fn switch(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let number = meddler.random.below(BRANCHES + 1);
    let name = if number == BRANCHES { "main".to_owned() } else { branch(number) };
    run(meddler, &["switch", "-q", "--discard-changes", &name])
}

pub(super) fn stash(meddler: &mut Meddler) -> io::Result<Option<String>> {
    run(meddler, &["stash", "-q"])
}

pub(super) fn unstash(meddler: &mut Meddler) -> io::Result<Option<String>> {
    run(meddler, &["stash", "pop", "-q"])
}

pub(super) fn commit(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(git) = &meddler.git else { return Ok(None) };
    git.commit("more").map_err(io::Error::other)?;
    Ok(Some("git commit".to_owned()))
}

pub(super) fn reset(meddler: &mut Meddler) -> io::Result<Option<String>> {
    run(meddler, &["reset", "-q", "--hard"])
}

/// Another branch into this one, with marks of conflicts in files, which then stay.
pub(super) fn merge(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let name = branch(meddler.random.below(BRANCHES));
    let merged = run(meddler, &["merge", "-q", "--no-edit", &name])?;
    run(meddler, &["merge", "--quit"])?;
    Ok(merged)
}
