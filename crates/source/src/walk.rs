//! The walk over a tree: every folder once, rules and wishes applied to each entry.
//!
//! Folders wait in a list, so depth costs memory and not stack. The order of the walk is arbitrary; the answer is
//! sorted at the end. One thread: two thirds of the time is the kernel's, for one listing of each folder and one stat of
//! each file; the threads of a parallel walk cost as much processor time before anything is sorted.

use std::io;
use std::rc::Rc;
use std::sync::Arc;

use model::path::RepoPath;

use crate::discover::{DiscoverOptions, Discovery, FoundFile, RuleWarning, SkipReason, Skipped};
use crate::error::SourceError;
use crate::rules::{RuleFile, RuleKind, Rules};
use crate::selection::{Choice, Selection};
use crate::tree::{Entry, EntryKind, Folder, Tree};

/// Directories that belong to version control or to Magellan.
const PRIVATE_DIRECTORIES: [&str; 8] = [".git", ".hg", ".svn", ".jj", ".bzr", ".sl", ".pijul", ".magellan"];

/// Discovers the files below the folder `root` of `tree`; the rules of the folders above it apply too.
///
/// # Errors
/// `root_error` of what prevents listing the root itself, or a malformed glob.
pub(crate) fn discover<T: Tree>(
    tree: &T,
    root: &str,
    options: &DiscoverOptions,
    root_error: impl FnOnce(io::Error) -> SourceError,
) -> Result<Discovery, SourceError> {
    let mut walk = Walk {
        tree,
        options,
        selection: Selection::new(options)?,
        root,
        global_ignore: tree.global_ignore().unwrap_or_default().into(),
        waiting: Vec::new(),
        found: Discovery::default(),
    };
    let start = walk.start();
    walk.list_root(&start).map_err(root_error)?;
    while let Some(place) = walk.waiting.pop() {
        let listed = walk.list(&place);
        walk.note(&place, listed);
    }
    Ok(sorted(walk.found))
}

struct Walk<'w, T> {
    tree: &'w T,
    options: &'w DiscoverOptions,
    selection: Selection,
    root: &'w str,
    global_ignore: Rc<[u8]>,
    waiting: Vec<Place>,
    found: Discovery,
}

/// A folder that is to be listed.
struct Place {
    path: String,
    rules: Rules,
    choice: Choice,
}

impl Place {
    /// The length of what comes before a name in the paths of this folder's entries.
    fn base(&self) -> usize {
        if self.path.is_empty() { 0 } else { self.path.len() + 1 }
    }

    /// What comes before a name in those paths.
    fn prefix(&self) -> String {
        if self.path.is_empty() { String::new() } else { format!("{}/", self.path) }
    }
}

impl<T: Tree> Walk<'_, T> {
    /// The root, with the rules of the folders from the top down to it.
    fn start(&mut self) -> Place {
        let mut place =
            Place { path: String::new(), rules: Rules::default(), choice: self.selection.of_root() };
        self.add_global_rules(&mut place);
        for above in folders_above(self.root) {
            above.clone_into(&mut place.path);
            if let Err(error) = self.enter_above(&mut place) {
                self.warn(self.name_of_rules(&place.path, ""), error.to_string());
            }
        }
        self.root.clone_into(&mut place.path);
        place
    }

    fn enter_above(&mut self, place: &mut Place) -> io::Result<()> {
        let mut folder = self.tree.folder(&place.path)?;
        let entries = folder.entries()?;
        self.enter(place, &folder, &entries);
        Ok(())
    }

    /// A directory that is removed while it is listed looks empty, and an empty root would look like a tree without
    /// files: whoever believes that forgets everything.
    fn list_root(&mut self, root: &Place) -> io::Result<()> {
        self.list(root)?;
        let looks_empty = self.waiting.is_empty() && self.found == Discovery::default();
        if looks_empty {
            self.tree.folder(self.root).map(drop)?;
        }
        self.note_directory(root);
        Ok(())
    }

    fn list(&mut self, place: &Place) -> io::Result<()> {
        let mut folder = self.tree.folder(&place.path)?;
        let entries = folder.entries()?;
        let mut here = Place { path: place.path.clone(), rules: place.rules.clone(), choice: place.choice };
        self.enter(&mut here, &folder, &entries);
        let mut path = here.prefix();
        for entry in &entries {
            path.truncate(here.base());
            path.push_str(&entry.name);
            self.visit(&path, &here, &folder, entry, &entries);
        }
        Ok(())
    }

    /// Adds the rules that begin to hold in a folder.
    fn enter(&mut self, place: &mut Place, folder: &T::Folder<'_>, entries: &[Entry]) {
        if entries.iter().any(|entry| entry.name == ".git") {
            self.enter_repository(place);
        }
        for entry in entries.iter().filter(|entry| entry.kind == EntryKind::File) {
            let Some(kind) = RuleKind::of(&entry.name).filter(|&kind| self.counts(kind)) else { continue };
            let name = self.name_of_rules(&place.path, &entry.name);
            match folder.read(&entry.name) {
                Ok(bytes) => self.add_rules(place, kind, name, &bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => self.warn(name, error.to_string()),
            }
        }
    }

    fn enter_repository(&mut self, place: &mut Place) {
        place.rules.leave_repository();
        self.add_global_rules(place);
        if let Some(bytes) = self.tree.git_exclude(&place.path).filter(|_| self.counts(RuleKind::Git)) {
            let name = self.name_of_rules(&place.path, ".git/info/exclude");
            self.add_rules(place, RuleKind::Git, name, &bytes);
        }
    }

    fn add_global_rules(&mut self, place: &mut Place) {
        if self.counts(RuleKind::Git) {
            let bytes = Rc::clone(&self.global_ignore);
            self.add_rules(place, RuleKind::Git, "core.excludesFile".into(), &bytes);
        }
    }

    fn counts(&self, kind: RuleKind) -> bool {
        kind != RuleKind::Git || !self.options.no_gitignore
    }

    fn add_rules(&mut self, place: &mut Place, kind: RuleKind, name: Arc<str>, bytes: &[u8]) {
        let file = RuleFile { base: place.base(), name, bytes };
        place.rules.add(kind, &file, &mut self.found.warnings);
    }

    fn warn(&mut self, file: Arc<str>, message: String) {
        self.found.warnings.push(RuleWarning { file, line: None, message });
    }

    /// What the file `name` of a folder is called, as seen from the root.
    fn name_of_rules(&self, folder: &str, name: &str) -> Arc<str> {
        let levels = |path: &str| path.split('/').filter(|segment| !segment.is_empty()).count();
        match self.strip_root(folder) {
            Some("") => name.into(),
            Some(below) => format!("{below}/{name}").into(),
            None => format!("{}{name}", "../".repeat(levels(self.root) - levels(folder))).into(),
        }
    }

    /// The part of a path below the root; empty for the root itself, `None` for what is not below it.
    fn strip_root<'p>(&self, path: &'p str) -> Option<&'p str> {
        match path.strip_prefix(self.root)? {
            below if self.root.is_empty() || below.is_empty() => Some(below),
            below => below.strip_prefix('/'),
        }
    }

    fn visit(&mut self, path: &str, place: &Place, folder: &T::Folder<'_>, entry: &Entry, entries: &[Entry]) {
        if is_private(&entry.name, entry.kind == EntryKind::Directory) {
            return;
        }
        let Some(inside) = self.strip_root(path) else { return };
        if !self.selection.asks_for(inside) {
            return;
        }
        let is_dir = entry.kind == EntryKind::Directory;
        let choice = self.selection.choose(inside, is_dir, place.choice);
        if let Some(reason) = self.reason_to_skip(path, entry, entries, choice, &place.rules) {
            self.skip(path, reason, is_dir);
        } else if is_dir {
            self.waiting.push(Place { path: path.to_owned(), rules: place.rules.clone(), choice });
        } else {
            self.take(path, folder, entry, &place.rules);
        }
    }

    fn reason_to_skip(
        &self,
        path: &str,
        entry: &Entry,
        entries: &[Entry],
        choice: Choice,
        rules: &Rules,
    ) -> Option<SkipReason> {
        if choice == Choice::Out {
            return Some(SkipReason::Excluded);
        }
        if let Some(rule) = rules.ignoring(path, entry.kind == EntryKind::Directory) {
            return Some(SkipReason::Ignored(rule));
        }
        match entry.kind {
            EntryKind::Symlink => Some(SkipReason::Symlink),
            EntryKind::Other => Some(SkipReason::NotAFile),
            _ if entry.is_escaped && is_taken(&entry.name, entries) => Some(SkipReason::NameNotUtf8),
            EntryKind::File if self.options.skip_generated && rules.is_generated(path) => {
                Some(SkipReason::Generated)
            }
            EntryKind::File if self.options.skip_vendored && rules.is_vendored(path) => {
                Some(SkipReason::Vendored)
            }
            EntryKind::File | EntryKind::Directory => None,
        }
    }

    fn take(&mut self, path: &str, folder: &T::Folder<'_>, entry: &Entry, rules: &Rules) {
        match folder.stamp(entry) {
            Ok(stamp) => self.found.files.push(FoundFile {
                path: self.repo_path(path),
                stamp,
                generated: rules.is_generated(path),
                vendored: rules.is_vendored(path),
            }),
            // Removed since the folder was listed: as if it had been removed before.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.skip(path, SkipReason::Unreadable(error.kind()), false),
        }
    }

    fn note(&mut self, place: &Place, listed: io::Result<()>) {
        match listed {
            Ok(()) => self.note_directory(place),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                self.skip(&place.path, SkipReason::Unreadable(error.kind()), true);
            }
            Err(_) => {}
        }
    }

    fn note_directory(&mut self, place: &Place) {
        let path = self.repo_path(&place.path);
        if self.selection.reaches(path.as_str()) {
            self.found.directories.push(path);
        }
    }

    fn skip(&mut self, path: &str, reason: SkipReason, is_dir: bool) {
        let path = self.repo_path(path);
        self.found.skipped.push(Skipped { path, reason, is_dir });
    }

    fn repo_path(&self, path: &str) -> RepoPath {
        self.strip_root(path)
            .and_then(RepoPath::new)
            .expect("a walk joins names that folders list below the root")
    }
}

/// The folders from the top to the one that holds `root`.
fn folders_above(root: &str) -> impl Iterator<Item = &str> {
    let below_top = root.match_indices('/').map(|(slash, _)| &root[..slash]);
    std::iter::once("").chain(below_top).filter(|_| !root.is_empty())
}

/// Whether the entry `name` of a directory belongs to version control or to Magellan: such entries are never walked and
/// never mentioned.
pub fn is_private(name: &str, is_dir: bool) -> bool {
    // A linked work tree or submodule has a *file* named `.git`.
    name == ".git" || is_dir && PRIVATE_DIRECTORIES.contains(&name)
}

/// Whether a name that is UTF-8 looks like the escaped `name`.
fn is_taken(name: &str, entries: &[Entry]) -> bool {
    entries.iter().any(|entry| !entry.is_escaped && entry.name == name)
}

fn sorted(mut found: Discovery) -> Discovery {
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.directories.sort();
    // A skipped name that is not UTF-8 can have the path of something else that is skipped.
    found
        .skipped
        .sort_by(|a, b| (&a.path, a.reason.as_str(), a.is_dir).cmp(&(&b.path, b.reason.as_str(), b.is_dir)));
    found.warnings.sort();
    found.warnings.dedup();
    found
}
