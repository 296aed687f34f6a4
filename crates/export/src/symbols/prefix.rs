//! What the symbols of a file begin with: package, then the module as the language's own indexers name it, or the path
//! where a module is not one file's alone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use engine::query::SnapshotRef;
use engine::{FileRecord, RepoPath, StoreError};

use super::text::{package_of, push_namespaces};

/// The beginnings of all files whose language has modules, with the file when it is one alone.
///
/// Memory is that of the files' names. A beginning that is shared, or that continues another file's by a module written
/// inside of it, names no file; the path does then. This is what makes symbols of different files differ.
pub(crate) struct Prefixes {
    of_modules: BTreeMap<String, Option<RepoPath>>,
}

/// What the symbols of one file begin with.
pub(crate) struct Prefix {
    /// `magellan cargo package . module/`.
    pub(crate) text: String,
    /// The symbol of the file itself.
    pub(crate) file: String,
}

impl Prefixes {
    /// Reads the records of all files.
    pub(crate) fn new(snapshot: SnapshotRef<'_>) -> Result<Self, StoreError> {
        let mut of_modules = BTreeMap::new();
        snapshot.files(&mut |record| {
            if let Some(prefix) = by_module(&record) {
                let shared = of_modules.contains_key(&prefix.text);
                of_modules.insert(prefix.text, Some(record.path).filter(|_| !shared));
            }
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(Self { of_modules })
    }

    /// The beginning by module, when it is this file's alone; else by path.
    pub(crate) fn of(&self, record: &FileRecord) -> Prefix {
        let own = by_module(record).filter(|prefix| self.file(&prefix.text).is_some());
        own.unwrap_or_else(|| by_path(record))
    }

    /// The one file whose symbols begin with `text`.
    pub(crate) fn file(&self, text: &str) -> Option<&RepoPath> {
        self.of_modules.get(text).and_then(Option::as_ref)
    }

    /// Whether the symbols of a file begin with `text`.
    pub(crate) fn is_module(&self, text: &str) -> bool {
        self.of_modules.contains_key(text)
    }
}

/// `src/` `` `a.c`/ `` for languages that name things by file, `` `./src/a.rs`/ `` for others: no module is called so.
pub(crate) fn by_path(record: &FileRecord) -> Prefix {
    let mut text = package_of(&record.language, &record.package);
    let path = record.path.as_str();
    match by_module(record) {
        Some(_) => push_namespaces(&mut text, [format!("./{path}").as_str()]),
        None => push_namespaces(&mut text, path.split('/')),
    }
    Prefix { file: text.clone(), text }
}

/// The beginning by module; `None` in languages whose modules are not files.
fn by_module(record: &FileRecord) -> Option<Prefix> {
    let mut text = package_of(&record.language, &record.package);
    match record.language.as_str() {
        "rust" if !record.module.is_empty() => {
            push_namespaces(&mut text, rust_modules(record));
            let is_root = text.ends_with(' ');
            let file = if is_root { format!("{text}crate/") } else { text.clone() };
            Some(Prefix { text, file })
        }
        "python" if !record.module.is_empty() => {
            push_namespaces(&mut text, [record.module.as_str()]);
            let file = format!("{text}__init__:");
            Some(Prefix { text, file })
        }
        "javascript" | "typescript" => {
            push_namespaces(&mut text, path_in_package(record).split('/'));
            Some(Prefix { file: text.clone(), text })
        }
        _ => None,
    }
}

/// The modules below the crate's root. Tests, examples and binaries of a package are crates of their own: their name stands
/// first, as no module is called.
fn rust_modules(record: &FileRecord) -> impl Iterator<Item = Cow<'_, str>> {
    let (name, below) = record.module.split_once("::").unwrap_or((&record.module, ""));
    let is_package = name == record.package.replace('-', "_");
    let own = (!is_package).then(|| Cow::from(format!("::{name}")));
    own.into_iter().chain(below.split("::").filter(|module| !module.is_empty()).map(Cow::from))
}

/// The path below the package's directory, which the module's name ends with: `src/a.ts` of `packages/zod/src/a.ts`,
/// whose module is `zod/src/a`.
fn path_in_package(record: &FileRecord) -> &str {
    let path = record.path.as_str();
    let below = record.module.strip_prefix(record.package.as_str()).map(|rest| rest.trim_start_matches('/'));
    let Some(below) = below.filter(|below| !below.is_empty() && !record.package.is_empty()) else {
        return path;
    };
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let mut fitting = starts.filter(|start| {
        let rest = path[*start..].strip_prefix(below);
        rest.is_some_and(|rest| rest.starts_with('.') || rest.starts_with("/index."))
    });
    fitting.next().map_or(path, |start| &path[start..])
}
