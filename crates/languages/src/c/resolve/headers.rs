//! Which file of the tree an `#include` names.
//!
//! A header is looked for beside the file that includes it (when quoted), then in the include directories of
//! compilation databases, then by its name anywhere: among files whose path ends with what is written, the nearest.
//! Nearest is the one in the conventional directory (`include/`, `inc/`) that belongs to the innermost directory around
//! the includer, else the one that shares most directories with it, else the one with the shortest way to it. Files that
//! are equally near are all [`super::includes::Level::Possible`]. Headers of the language and its system ([`super::system`]) are outside
//! of the tree unless a compilation database or a conventional directory has them.

use model::facts::Import;
use model::ids::NameId;
use model::kinds::ImportKind;
use resolve::{FileId, Unit, World};

use super::project::Build;
use super::{paths, system};

/// What an include names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// This file.
    File(FileId),
    /// One of these, equally near.
    Several(Box<[FileId]>),
    /// Something that is not in the tree, nor expected there.
    Outside,
    /// Nothing in the tree, though a quoted name says that it should be there: generated, or not checked in.
    Missing,
}

/// The path of an `#include`; `None` for other imports.
pub(super) fn written<'a>(unit: &'a Unit, import: &Import) -> Option<&'a str> {
    if import.kind != ImportKind::Text {
        return None;
    }
    let name: NameId = unit.facts.list(import.path).next()?;
    Some(unit.text(name).trim())
}

/// The file that `name` means in an include of `unit`.
pub(super) fn find(world: &World<'_>, build: &Build, unit: &Unit, name: &str, system: bool) -> Target {
    let files = world.files;
    let includer = unit.placement.path.as_str();
    let directory = paths::parent(includer);
    let named = candidates(world, unit.id, paths::last(name));
    let at = |path: &str| named.iter().copied().find(|file| files.entry(*file).path.as_str() == path);
    let beside = if system { None } else { paths::join(directory, name).and_then(|path| at(&path)) };
    let given = || {
        let directories = build.include_directories(includer);
        directories.iter().find_map(|directory| at(&paths::join(directory, name)?))
    };
    if let Some(found) = beside.or_else(given) {
        return Target::File(found);
    }
    let suffix = name.trim_start_matches("../").trim_start_matches("./");
    let mut places: Vec<Place> = Vec::new();
    for file in named {
        let path = files.entry(file).path.as_str();
        let Some(root) = paths::before(path, suffix) else { continue };
        let linked = build.link_unit(path) == build.link_unit(includer);
        if linked || !system || suffix.contains('/') {
            places.push(Place::new(file, root, directory, linked));
        }
    }
    let library = system::is_system_header(name);
    if library {
        places.retain(|place| place.conventional > 0);
    }
    nearest(places, system || library)
}

/// The files of C and C++ of the repository with this name, but not the file that asks.
fn candidates(world: &World<'_>, asking: FileId, name: &str) -> Vec<FileId> {
    let files = world.files;
    let readable = |file: &FileId| matches!(&*files.entry(*file).language, "c" | "cpp");
    let near = |file: &FileId| *file != asking && world.repositories.is_one(asking, *file);
    files.named(name).iter().copied().filter(near).filter(readable).collect()
}

/// A file that an include may mean, with how near it is; greater is nearer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Place {
    /// Whether both are linked together.
    linked: bool,
    /// Depth (from 1) of the directory around the includer whose `include/` has it; 0 without such a directory.
    conventional: usize,
    /// How many directories it shares with the includer.
    shared: usize,
    /// How short the way down to it is.
    short: std::cmp::Reverse<usize>,
    file: FileId,
}

impl Place {
    fn new(file: FileId, root: &str, directory: &str, linked: bool) -> Self {
        let is_conventional = matches!(paths::last(root), "include" | "inc" | "includes" | "Include");
        let owner = paths::parent(root);
        let conventional =
            if is_conventional && paths::is_above(owner, directory) { paths::depth(owner) + 1 } else { 0 };
        let shared = paths::common(root, directory);
        let short = std::cmp::Reverse(paths::depth(root) - shared);
        Self { linked, conventional, shared, short, file }
    }

    fn rank(&self) -> (bool, usize, usize, std::cmp::Reverse<usize>) {
        (self.linked, self.conventional, self.shared, self.short)
    }
}

fn nearest(places: Vec<Place>, system: bool) -> Target {
    let Some(best) = places.iter().map(Place::rank).max() else {
        return if system { Target::Outside } else { Target::Missing };
    };
    let best: Vec<FileId> =
        places.into_iter().filter(|place| place.rank() == best).map(|place| place.file).collect();
    match best[..] {
        [one] => Target::File(one),
        _ => Target::Several(best.into()),
    }
}
