//! Directories that come, go and move.

use std::fs;
use std::io;
use std::path::PathBuf;

use super::{Meddler, told};
use crate::live::ground::copy_tree;

/// A directory that holds at most a third of the sources, so that something is left.
fn movable(meddler: &mut Meddler) -> Option<PathBuf> {
    let all = meddler.listing.sources.len();
    let movable: Vec<&PathBuf> = meddler
        .listing
        .directories
        .iter()
        .filter(|path| {
            meddler.listing.sources.iter().filter(|source| source.starts_with(path)).count() * 3 <= all
        })
        .collect();
    meddler.random.pick(&movable).map(|path| (*path).clone())
}

/// Another name, or another place.
pub(super) fn rename(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = movable(meddler) else { return Ok(None) };
    let name = meddler.name();
    let to =
        if meddler.random.chance(50) { path.with_file_name(name) } else { meddler.directory().join(name) };
    fs::rename(meddler.at(&path), meddler.at(&to))?;
    Ok(Some(format!("directory renamed: {} to {}", told(&path), told(&to))))
}

pub(super) fn move_out(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = movable(meddler) else { return Ok(None) };
    let name = meddler.name();
    let to = meddler.outside.join(name);
    fs::rename(meddler.at(&path), &to)?;
    meddler.away.push((to, path.clone()));
    Ok(Some(format!("directory moved out: {}", told(&path))))
}

/// To where it was, when there is room, or elsewhere.
pub(super) fn move_back(meddler: &mut Meddler) -> io::Result<Option<String>> {
    if meddler.away.is_empty() {
        return Ok(None);
    }
    let which = meddler.random.below(meddler.away.len());
    let (from, mut to) = meddler.away.swap_remove(which);
    if meddler.at(&to).exists() || meddler.random.chance(30) {
        to = meddler.directory().join(meddler.name());
    }
    let target = meddler.at(&to);
    target.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::rename(from, target)?;
    Ok(Some(format!("directory moved back: {}", told(&to))))
}

pub(super) fn delete(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = movable(meddler) else { return Ok(None) };
    fs::remove_dir_all(meddler.at(&path))?;
    Ok(Some(format!("directory deleted: {}", told(&path))))
}

pub(super) fn copy(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = movable(meddler) else { return Ok(None) };
    let to = path.with_file_name(meddler.name());
    copy_tree(&meddler.at(&path), &meddler.at(&to)).map_err(io::Error::other)?;
    Ok(Some(format!("directory copied: {} to {}", told(&path), told(&to))))
}

/// A file where a directory was.
pub(super) fn replace_by_file(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = movable(meddler) else { return Ok(None) };
    fs::remove_dir_all(meddler.at(&path))?;
    fs::write(meddler.at(&path), "a file\n")?;
    Ok(Some(format!("directory replaced by a file: {}", told(&path))))
}

/// Directories in directories, made at once with files in each, while a watcher still looks at the outermost.
pub(super) fn nest(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(like) = meddler.source() else { return Ok(None) };
    let outermost = meddler.directory().join(meddler.name());
    let mut place = outermost.clone();
    for _ in 0..=meddler.random.below(6) {
        fs::create_dir(meddler.at(&place))?;
        let name = format!("{}.{}", meddler.name(), super::texts::extension(&like));
        let text = super::texts::definition(meddler, &like);
        fs::write(meddler.at(&place).join(name), text)?;
        place = place.join(meddler.name());
    }
    Ok(Some(format!("nested: {}", told(&outermost))))
}
