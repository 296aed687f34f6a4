//! Files that come, go and move.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use super::texts::{definition, extension, with_changed_line};
use super::{Meddler, told};

/// A tree that has become smaller than so many sources is not made smaller still.
const FEW: usize = 24;
/// Files of a burst.
const BURST: (usize, usize) = (100, 300);

/// A place for a new source in some directory.
fn new_place(meddler: &mut Meddler, like: &Path) -> PathBuf {
    let directory = meddler.directory();
    let name = meddler.name();
    directory.join(format!("{name}.{}", extension(like)))
}

/// A new file: a copy of another, or one with a definition; sometimes in new directories.
pub(super) fn create(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(like) = meddler.source() else { return Ok(None) };
    let mut place = new_place(meddler, &like);
    if meddler.random.chance(25) {
        let (outer, inner) = (meddler.name(), meddler.name());
        place = place.with_file_name(outer).join(inner).join(place.file_name().unwrap_or_default());
    }
    let target = meddler.at(&place);
    target.parent().map_or(Ok(()), fs::create_dir_all)?;
    if meddler.random.chance(50) {
        fs::copy(meddler.at(&like), &target)?;
    } else {
        fs::write(&target, definition(meddler, &like))?;
    }
    Ok(Some(format!("created: {}", told(&place))))
}

pub(super) fn delete(meddler: &mut Meddler) -> io::Result<Option<String>> {
    if meddler.listing.sources.len() < FEW {
        return create(meddler);
    }
    let Some(path) = meddler.source() else { return Ok(None) };
    fs::remove_file(meddler.at(&path))?;
    Ok(Some(format!("deleted: {}", told(&path))))
}

pub(super) fn rename(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    let name = format!("{}.{}", meddler.name(), extension(&path));
    let to = path.with_file_name(name);
    fs::rename(meddler.at(&path), meddler.at(&to))?;
    Ok(Some(format!("renamed: {} to {}", told(&path), told(&to))))
}

/// Into another directory, under its own name; what has the name there is lost.
pub(super) fn carry_elsewhere(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    let to = meddler.directory().join(path.file_name().unwrap_or_default());
    fs::rename(meddler.at(&path), meddler.at(&to))?;
    Ok(Some(format!("carried: {} to {}", told(&path), told(&to))))
}

/// Two files change places.
pub(super) fn swap(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let (Some(one), Some(other)) = (meddler.source(), meddler.source()) else { return Ok(None) };
    let between = meddler.at(&one).with_extension("swapped");
    fs::rename(meddler.at(&one), &between)?;
    let moved = fs::rename(meddler.at(&other), meddler.at(&one));
    fs::rename(&between, meddler.at(if moved.is_ok() { &other } else { &one }))?;
    Ok(Some(format!("swapped: {} and {}", told(&one), told(&other))))
}

/// Another language, or none.
pub(super) fn change_extension(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    let extension = ["txt", "py", "c", "ts", "rs", "h"][meddler.random.below(6)];
    let to = path.with_extension(extension);
    fs::rename(meddler.at(&path), meddler.at(&to))?;
    Ok(Some(format!("renamed: {} to {}", told(&path), told(&to))))
}

/// A file that nobody may read any more.
pub(super) fn lock_away(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    fs::set_permissions(meddler.at(&path), Permissions::from_mode(0o000))?;
    Ok(Some(format!("locked away: {}", told(&path))))
}

/// Files that may be read again.
pub(super) fn give_back(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let mut given = Vec::new();
    for path in &meddler.listing.sources {
        let path = meddler.at(path);
        if path.symlink_metadata()?.permissions().mode().trailing_zeros() >= 9 {
            fs::set_permissions(&path, Permissions::from_mode(0o644))?;
            given.push(path.display().to_string());
        }
    }
    Ok((!given.is_empty()).then(|| format!("given back: {}", given.join(", "))))
}

/// A directory where a file was.
pub(super) fn replace_by_directory(meddler: &mut Meddler) -> io::Result<Option<String>> {
    if meddler.listing.sources.len() < FEW {
        return create(meddler);
    }
    let Some(path) = meddler.source() else { return Ok(None) };
    let (target, inner) = (meddler.at(&path), format!("{}.{}", meddler.name(), extension(&path)));
    fs::remove_file(&target)?;
    fs::create_dir(&target)?;
    fs::write(target.join(inner), definition(meddler, &path))?;
    Ok(Some(format!("replaced by a directory: {}", told(&path))))
}

/// A link: to a file, a directory, nothing, or itself; sometimes in place of a file.
pub(super) fn link(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(like) = meddler.source() else { return Ok(None) };
    let place = if meddler.random.chance(30) && meddler.listing.sources.len() >= FEW {
        fs::remove_file(meddler.at(&like))?;
        like.clone()
    } else {
        new_place(meddler, &like)
    };
    let (other, directory) = (meddler.source().unwrap_or_default(), meddler.directory());
    let to = match meddler.random.below(4) {
        0 => meddler.at(&other),
        1 => meddler.at(&directory),
        2 => PathBuf::from("nowhere"),
        _ => place.file_name().map(PathBuf::from).unwrap_or_default(),
    };
    symlink(&to, meddler.at(&place))?;
    Ok(Some(format!("linked: {} to {}", told(&place), told(&to))))
}

pub(super) fn unlink(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(link) = meddler.random.pick(&meddler.listing.links).cloned() else { return Ok(None) };
    fs::remove_file(meddler.at(&link))?;
    Ok(Some(format!("link removed: {}", told(&link))))
}

/// Names that are no text, have spaces or line ends, or end in a dot.
pub(super) fn name_badly(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let directory = meddler.directory();
    let name: &[u8] =
        [b"b\xe4d.py" as &[u8], b"line\nend.c", b" lead.rs", "\u{1f600}.ts".as_bytes(), b"dots..py"]
            [meddler.random.below(5)];
    let place = directory.join(OsStr::from_bytes(name));
    let target = meddler.at(&place);
    if target.exists() {
        fs::remove_file(&target)?;
        return Ok(Some(format!("deleted: {}", told(&place))));
    }
    fs::write(target, "int badly_named(void);\n")?;
    Ok(Some(format!("created: {}", told(&place))))
}

/// Hundreds of files at once; those of an earlier burst go.
pub(super) fn create_many(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(like) = meddler.source() else { return Ok(None) };
    let burst = meddler.directory().join("burst");
    let target = meddler.at(&burst);
    if target.exists() {
        fs::remove_dir_all(&target)?;
        return Ok(Some(format!("burst removed: {}", told(&burst))));
    }
    fs::create_dir(&target)?;
    let count = BURST.0 + meddler.random.below(BURST.1 - BURST.0);
    for _ in 0..count {
        let (name, text) = (meddler.name(), definition(meddler, &like));
        fs::write(target.join(format!("{name}.{}", extension(&like))), text)?;
    }
    Ok(Some(format!("burst: {count} files in {}", told(&burst))))
}

/// Many files changed at once, as by a formatter.
pub(super) fn edit_many(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let count = BURST.0.min(meddler.listing.sources.len());
    for _ in 0..count {
        let Some(path) = meddler.source() else { break };
        let changed = with_changed_line(meddler, &fs::read(meddler.at(&path))?);
        fs::write(meddler.at(&path), changed)?;
    }
    Ok(Some(format!("burst: {count} edits")))
}
