//! Modules: files and directories by dotted names.

use model::outcome::{Reason, Rule};
use resolve::{Answer, Defaults, Entity, FileId, Session, Space, SpaceId};

/// The module of a path below `base`: a file, a package's `__init__`, a directory.
pub(super) fn at(cx: &mut Session<'_>, path: &str) -> Option<Entity> {
    for file in [
        format!("{path}/__init__.py"),
        format!("{path}.py"),
        format!("{path}/__init__.pyi"),
        format!("{path}.pyi"),
    ] {
        if let Some(file) = cx.find_file(&file) {
            return Some(Entity::Module(file));
        }
    }
    cx.ask("directory", path);
    cx.world.files.has_directory(path).then(|| Entity::Space(cx.space(path)))
}

/// A member of a module: a name bound in it, brought by its star imports, or a submodule.
pub(super) fn member(cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
    let found = Defaults::top_level(cx, module, name, space);
    if !found.is_missing() {
        return found;
    }
    let unit = cx.unit(module);
    let star = super::imports::through_stars(cx, &unit, name, space);
    star.or_else(|| submodule(cx, module, name))
}

fn submodule(cx: &mut Session<'_>, module: FileId, name: &str) -> Answer {
    if module.is_std() {
        return Answer::missing(Reason::MissingExport);
    }
    let path = &cx.world.files.entry(module).path;
    let Some(directory) = path.parent().filter(|_| path.stem() == "__init__") else {
        return Answer::missing(Reason::MissingExport);
    };
    match at(cx, &format!("{directory}/{name}")) {
        Some(entity) => Answer::one(entity, Rule::ModulePath),
        None => Answer::missing(Reason::MissingExport),
    }
}

/// A file or directory below a directory without `__init__`.
pub(super) fn directory_member(cx: &mut Session<'_>, of: SpaceId, name: &str) -> Answer {
    let directory = cx.types.space_text(of).to_owned();
    match at(cx, &format!("{directory}/{name}")) {
        Some(entity) => Answer::one(entity, Rule::ModulePath),
        None => Answer::missing(Reason::MissingExport),
    }
}
