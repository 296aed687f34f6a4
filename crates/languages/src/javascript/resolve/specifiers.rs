//! Module specifiers: from the text in an import to a file, to something outside, or to nothing.

use std::sync::Arc;

use model::ids::ImportId;
use model::kinds::ImportKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, FileId, Question, Session, Unit};
use serde_json::Value;

use super::paths::{directory_of, join, matched, without_extension};
use super::project::{Model, Package};

/// An import whose module is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Imported(FileId, ImportId);

impl Question for Imported {
    type Answer = Answer;
}

/// The module that an import names.
pub(super) fn module(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId) -> Answer {
    let missing = Answer::missing(Reason::TooComplex);
    cx.remembered(Imported(unit.id, import), missing, |cx| {
        let facts = unit.facts.import(import);
        let Some(name) = unit.facts.list::<model::ids::NameId>(facts.path).next() else {
            return Answer::missing(Reason::DynamicImport);
        };
        let is_common = facts.kind == ImportKind::Require;
        find(cx, unit, unit.text(name), is_common)
    })
}

/// What a specifier in a file leads to; `is_common` when it is required.
pub(super) fn find(cx: &mut Session<'_>, unit: &Arc<Unit>, specifier: &str, is_common: bool) -> Answer {
    if unit.id.is_std() {
        return Answer::external(Rule::ExternalImport);
    }
    let specifier = specifier.split(['?', '!']).next().unwrap_or(specifier);
    let model: &Model = cx.project(unit);
    let directory = directory_of(unit.placement.path.as_str());
    if is_relative(specifier) {
        return relative(cx, model, directory, specifier);
    }
    if let Some(found) = mapped(cx, model, directory, specifier) {
        return answer(found);
    }
    if specifier.starts_with('#') {
        let package = model.around(directory);
        let found = package.and_then(|package| import_map(cx, model, package, specifier, is_common));
        return found.map_or(Answer::missing(Reason::MissingAlias), answer);
    }
    bare(cx, unit, model, specifier, is_common)
}

fn answer(file: FileId) -> Answer {
    Answer::one(Entity::Module(file), Rule::ModulePath)
}

fn is_relative(specifier: &str) -> bool {
    specifier.starts_with("./")
        || specifier.starts_with("../")
        || matches!(specifier, "." | "..")
        || specifier.starts_with('/')
}

fn relative(cx: &mut Session<'_>, model: &Model, directory: &str, specifier: &str) -> Answer {
    let missing = Answer::missing(Reason::MissingModule);
    let Some(path) = join(directory, specifier) else { return missing };
    if let Some(file) = at(cx, model, &path, specifier.ends_with('/')) {
        return answer(file);
    }
    // Directories laid over each other: the same path below another root.
    let roots = model.config(directory).map(|config| config.root_dirs.as_slice()).unwrap_or_default();
    for root in roots {
        let Some(below) = path.strip_prefix(root.as_str()) else { continue };
        for other in roots {
            if let Some(path) = join(other, below.trim_start_matches('/'))
                && let Some(file) = at(cx, model, &path, false)
            {
                return answer(file);
            }
        }
    }
    if let Some(file) = source_of(cx, model, &path) {
        return answer(file);
    }
    // A file of a kind that is not read, like a style sheet, a picture or data.
    let is_asset = path
        .rsplit('/')
        .next()
        .is_some_and(|name| without_extension(name) == name && name.rfind('.').is_some_and(|dot| dot > 0));
    if is_asset { Answer::external(Rule::ExternalImport) } else { missing }
}

/// The paths that a configuration maps a specifier to.
fn mapped(cx: &mut Session<'_>, model: &Model, directory: &str, specifier: &str) -> Option<FileId> {
    let config = model.config(directory)?;
    for (pattern, targets) in &config.paths {
        let Some(star) = matched(pattern, specifier) else { continue };
        for target in targets {
            let path = target.replace('*', star);
            let found = at(cx, model, &path, false).or_else(|| source_of(cx, model, &path));
            if found.is_some() {
                return found;
            }
        }
    }
    let base = config.base.as_ref()?;
    at(cx, model, &join(base, specifier)?, false)
}

fn bare(cx: &mut Session<'_>, unit: &Arc<Unit>, model: &Model, specifier: &str, is_common: bool) -> Answer {
    let directory = directory_of(unit.placement.path.as_str());
    let (name, below) = package_name(specifier);
    let own = model.around(directory).filter(|package| package.name == name);
    let named = || model.named(name, directory, |directory| cx.is_near_directory(directory));
    if let Some(package) = own.or_else(named) {
        let found = entry(cx, model, package, below, is_common);
        return found.map_or(Answer::missing(Reason::MissingModule), answer);
    }
    if let Some(ambient) = super::ambient::module(cx, unit, specifier) {
        return ambient;
    }
    let is_alias = specifier.starts_with("@/")
        || specifier.starts_with("~/")
        || specifier.starts_with("$lib/")
        || specifier.starts_with("src/");
    if is_alias {
        return Answer::missing(Reason::MissingAlias);
    }
    Answer::external(Rule::ExternalImport)
}

/// A package's name and what follows it: `@a/b/c/d` is `@a/b` and `c/d`.
fn package_name(specifier: &str) -> (&str, &str) {
    let from = if specifier.starts_with('@') { specifier.find('/').map_or(0, |slash| slash + 1) } else { 0 };
    match specifier[from..].find('/') {
        Some(slash) => (&specifier[..from + slash], &specifier[from + slash + 1..]),
        None => (specifier, ""),
    }
}

/// The file that a package gives for a path below it; the empty path is the package itself.
fn entry(
    cx: &mut Session<'_>,
    model: &Model,
    package: &Package,
    below: &str,
    is_common: bool,
) -> Option<FileId> {
    let key = if below.is_empty() { ".".to_owned() } else { format!("./{below}") };
    let mut targets = Vec::new();
    export_targets(&package.exports, &key, is_common, &mut targets);
    for target in &targets {
        let path = join(&package.directory, target)?;
        if let Some(file) = exact(cx, &path) {
            return Some(file);
        }
    }
    for target in &targets {
        let path = join(&package.directory, target)?;
        if let Some(file) = at(cx, model, &path, false).or_else(|| source_of(cx, model, &path)) {
            return Some(file);
        }
    }
    if !below.is_empty() {
        let path = join(&package.directory, below)?;
        return at(cx, model, &path, false)
            .or_else(|| source_of(cx, model, &path))
            .or_else(|| at(cx, model, &join(&package.directory, &format!("src/{below}"))?, false));
    }
    main_entry(cx, model, package)
}

fn main_entry(cx: &mut Session<'_>, model: &Model, package: &Package) -> Option<FileId> {
    for target in &package.entries {
        let Some(path) = join(&package.directory, target) else { continue };
        let found = file_at(cx, &path).or_else(|| {
            let inside = format!("{path}/index");
            file_at(cx, &inside).or_else(|| source_of(cx, model, &path))
        });
        if found.is_some() {
            return found;
        }
    }
    for usual in ["index", "src/index", "src/main", "lib/index", "source/index"] {
        if let Some(file) = file_at(cx, &join(&package.directory, usual)?) {
            return Some(file);
        }
    }
    None
}

/// The paths that an `exports` or `imports` table gives for a key, conditions that name declarations or sources first.
fn export_targets(table: &Value, key: &str, is_common: bool, targets: &mut Vec<String>) {
    match table {
        Value::Object(entries) if entries.keys().any(|entry| entry.starts_with(['.', '#'])) => {
            if let Some(exact) = entries.get(key) {
                return conditions(exact, "", is_common, targets);
            }
            let mut patterns: Vec<(&String, &Value, &str)> = entries
                .iter()
                .filter(|(pattern, _)| pattern.contains('*'))
                .filter_map(|(pattern, value)| Some((pattern, value, matched(pattern, key)?)))
                .collect();
            patterns.sort_by_key(|(pattern, ..)| std::cmp::Reverse(pattern.find('*')));
            for (_, value, star) in patterns {
                conditions(value, star, is_common, targets);
            }
        }
        Value::Null => {}
        _ if key == "." => conditions(table, "", is_common, targets),
        _ => {}
    }
}

/// All paths below nested conditions.
fn conditions(value: &Value, star: &str, is_common: bool, targets: &mut Vec<String>) {
    match value {
        Value::String(path) => targets.push(path.replace('*', star)),
        Value::Array(several) => several.iter().for_each(|one| conditions(one, star, is_common, targets)),
        Value::Object(named) => {
            // The tables keep no order, so it is made: sources, declarations, then the rest.
            let weight = |name: &str| match name {
                name if name.contains("source") || name.contains("development") => 0,
                "types" => 1,
                "import" | "module" if !is_common => 2,
                "require" if is_common => 2,
                "node" | "default" => 3,
                _ => 4,
            };
            let mut named: Vec<_> = named.iter().collect();
            named.sort_by_key(|(name, _)| weight(name));
            named.into_iter().for_each(|(_, one)| conditions(one, star, is_common, targets));
        }
        _ => {}
    }
}

/// What a package's `imports` table gives for `#name`.
fn import_map(
    cx: &mut Session<'_>,
    model: &Model,
    package: &Package,
    specifier: &str,
    is_common: bool,
) -> Option<FileId> {
    let mut targets = Vec::new();
    export_targets(&package.imports, specifier, is_common, &mut targets);
    targets.into_iter().find_map(|target| {
        let path = join(&package.directory, &target)?;
        at(cx, model, &path, false).or_else(|| source_of(cx, model, &path))
    })
}

/// Directories that built files usually lie in.
const OUTPUTS: [&str; 8] = ["dist", "build", "lib", "out", "es", "esm", "cjs", "umd"];

/// The source of a built file that is not in the tree: by the compiler's output directory, else by the same stem below
/// the directories that sources usually lie in.
fn source_of(cx: &mut Session<'_>, model: &Model, built: &str) -> Option<FileId> {
    let stem = without_extension(built);
    if let Some(config) = model.config(directory_of(built))
        && let Some(below) = config.out_dir.as_deref().and_then(|out| stem.strip_prefix(out))
    {
        let below = below.trim_start_matches('/');
        let from = model.around(directory_of(built)).map_or("", |package| package.directory.as_str());
        let roots = [config.root_dir.clone(), join(from, "src"), Some(from.to_owned())];
        for root in roots.into_iter().flatten() {
            if let Some(file) = join(&root, below).and_then(|path| file_at(cx, &path)) {
                return Some(file);
            }
        }
    }
    let package = model.around(directory_of(built))?;
    let below = stem.strip_prefix(package.directory.as_str())?.trim_start_matches('/');
    let mut parts = below.split('/');
    OUTPUTS.contains(&parts.next()?).then_some(())?;
    let mut rest: Vec<&str> = parts.collect();
    while !rest.is_empty() {
        for source in ["src", "source", "lib", ""] {
            let path = join(&join(&package.directory, source)?, &rest.join("/"))?;
            if let Some(file) = file_at(cx, &path) {
                return Some(file);
            }
        }
        rest.remove(0);
    }
    // A bundle is named as its package: its source is the package's entry.
    let bundle = stem.rsplit('/').next()?;
    let package_stem = package.name.rsplit('/').next()?;
    let is_bundle = bundle.starts_with("index") || bundle.starts_with(package_stem);
    if !is_bundle {
        return None;
    }
    let entries = ["src/index", "source/index", "src/main"];
    entries.into_iter().find_map(|entry| file_at(cx, &join(&package.directory, entry)?))
}

/// The file or directory that a path without or with extension means.
fn at(cx: &mut Session<'_>, model: &Model, path: &str, directory_only: bool) -> Option<FileId> {
    if !directory_only && let Some(file) = file_at(cx, path) {
        return Some(file);
    }
    if let Some(package) = model.at(path)
        && let Some(file) = main_entry(cx, model, package)
    {
        return Some(file);
    }
    let index = if path.is_empty() { "index".to_owned() } else { format!("{path}/index") };
    file_at(cx, &index)
}

fn exact(cx: &mut Session<'_>, path: &str) -> Option<FileId> {
    if without_extension(path) == path { None } else { cx.find_file(path) }
}

/// A file by its path, its extension left out or that of what it is compiled to.
fn file_at(cx: &mut Session<'_>, path: &str) -> Option<FileId> {
    let stem = without_extension(path);
    let extensions: &[&str] = match &path[stem.len()..] {
        "" => &[".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs", ".d.mts", ".d.cts"],
        ".js" => &[".ts", ".tsx", ".d.ts", ".js", ".jsx"],
        ".jsx" => &[".tsx", ".d.ts", ".jsx"],
        ".mjs" => &[".mts", ".d.mts", ".mjs"],
        ".cjs" => &[".cts", ".d.cts", ".cjs"],
        ".ts" => &[".ts", ".d.ts"],
        own => return cx.find_file(&format!("{stem}{own}")),
    };
    let found = extensions.iter().find_map(|extension| cx.find_file(&format!("{stem}{extension}")));
    if found.is_none() && stem == path {
        return None;
    }
    // `x.config` or `x.test` may be a name whose extension is left out.
    found.or_else(|| {
        [".ts", ".js", ".tsx", ".jsx"]
            .iter()
            .find_map(|extension| cx.find_file(&format!("{path}{extension}")))
    })
}
