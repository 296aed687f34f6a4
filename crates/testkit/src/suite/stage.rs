//! The files of a test as they are at one stage, and their resolution.

use std::collections::BTreeMap;

use extract::LanguageSpec;
use model::path::RepoPath;

use super::annotations::Annotated;
use super::document::{self, File, Test};
use super::outcomes::{Names, Outcomes};
use crate::files::Tree;
use crate::linked::{Linked, TextManifests};
use crate::place::Places;
use crate::rename::SourceFile;
use crate::resolved::{Order, check_resolution, try_resolve_all};

/// A tree in which later stages have replaced, added and deleted files.
pub(super) struct Stage<'a> {
    number: usize,
    test: &'a Test<'a>,
    tree: Tree,
    pub(super) files: BTreeMap<RepoPath, Loaded<'a>>,
}

/// A file of a stage.
pub(super) struct Loaded<'a> {
    pub(super) path: RepoPath,
    pub(super) file: &'a File<'a>,
    pub(super) annotated: Annotated<'a>,
    pub(super) spec: Option<&'static LanguageSpec>,
}

/// The outcomes of all files of a stage.
pub(super) struct Resolved {
    /// What must not be in any tree.
    pub(super) problems: Vec<String>,
    linked: Linked,
    names: Names,
    /// In path order; empty when resolving ended in a panic.
    files: Vec<resolve::Resolved>,
}

impl<'a> Stage<'a> {
    pub(super) fn new(test: &'a Test<'a>, number: usize) -> Self {
        let mut files = BTreeMap::new();
        for file in test.files.iter().filter(|file| file.stage <= number) {
            let Some(path) = RepoPath::new(file.path) else { continue };
            if file.is_deleted() {
                files.remove(&path);
            } else {
                let annotated = Annotated::new(file);
                files.insert(path.clone(), Loaded { path, file, annotated, spec: None });
            }
        }
        let tree = Tree::new(files.keys().cloned());
        for (path, loaded) in &mut files {
            let bytes = loaded.annotated.source.as_bytes();
            loaded.spec = document::language(&tree, path, loaded.file.language, bytes);
        }
        Self { number, test, tree, files }
    }

    /// Slips in the files that this stage brings, with their lines.
    pub(super) fn problems(&self) -> Vec<(usize, String)> {
        let brought = self.test.files.iter().filter(|file| file.stage == self.number);
        let mut problems = Vec::new();
        for file in brought {
            if RepoPath::new(file.path).is_none() {
                problems.push((file.line, format!("`{}` is not a relative path", file.path)));
            }
            problems.extend(Annotated::new(file).problems);
        }
        problems
    }

    pub(super) fn places(&self) -> Places<'_> {
        let read = |path: &RepoPath| self.files.get(path).map(|loaded| loaded.annotated.source.clone());
        Places::new(&self.tree, read)
    }

    /// Resolves all files, twice: the second time everything is loaded anew and in reverse order.
    pub(super) fn resolve(&self) -> Resolved {
        let manifests = self.texts();
        let linked = self.link(Order::Forward);
        let mut problems = Vec::new();
        let mut run = |linked: &Linked, order| {
            let found = try_resolve_all(linked, &manifests, order);
            found.map_err(|message| problems.push(format!("resolving panics: {message}"))).unwrap_or_default()
        };
        let files = run(&linked, Order::Forward);
        let again = run(&self.link(Order::Backward), Order::Backward);
        for (unit, resolved) in linked.provider.units().iter().zip(&files) {
            let path = &unit.placement.path;
            let found = check_resolution(unit, &resolved.resolution);
            problems.extend(found.into_iter().map(|problem| format!("`{path}`: {problem}")));
        }
        for ((unit, first), second) in linked.provider.units().iter().zip(&files).zip(&again) {
            let same = first.resolution == second.resolution && first.asked == second.asked;
            if !same {
                let path = &unit.placement.path;
                problems.push(format!("`{path}`: loading in reverse order gives other outcomes"));
            }
        }
        let names = Names::new(&linked);
        Resolved { problems, linked, names, files }
    }

    /// All files as text, without assertions.
    pub(super) fn texts(&self) -> TextManifests {
        let text = |(path, loaded): (&RepoPath, &Loaded<'_>)| (path.clone(), loaded.annotated.source.clone());
        TextManifests(self.files.iter().map(text).collect())
    }

    /// The files in known languages, in path order.
    pub(super) fn sources(&self) -> Vec<SourceFile> {
        let file = |loaded: &Loaded<'_>| {
            let bytes = loaded.annotated.source.clone().into_bytes();
            loaded.spec.map(|spec| (loaded.path.clone(), spec, bytes))
        };
        self.files.values().filter_map(file).collect()
    }

    fn link(&self, order: Order) -> Linked {
        let mut files = self.sources();
        if order == Order::Backward {
            files.reverse();
        }
        Linked::new(&self.places(), files)
    }
}

impl Resolved {
    /// The outcomes of a file; `None` when its language has no rules.
    pub(super) fn of(&self, path: &RepoPath) -> Option<Outcomes<'_>> {
        let id = self.linked.files.find(path.as_str())?;
        let resolution = &self.files.get(id.index())?.resolution;
        Some(Outcomes { unit: &self.linked.provider.units()[id.index()], resolution, names: &self.names })
    }
}
