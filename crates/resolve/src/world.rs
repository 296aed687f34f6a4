//! What a session can ask about the rest of the repository.

use std::any::Any;
use std::sync::Arc;

use model::ids::DefId;
use model::path::RepoPath;
use rustc_hash::FxHashMap;

use crate::name_index::Named;
use crate::policy::Policy;
use crate::repositories::Repositories;
use crate::shared::Shared;
use crate::unit::Unit;

/// A file of a view, by its place in path order, or a file of a language's library stub.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(u32);

impl FileId {
    /// From here on ids are library stubs.
    const STD: u32 = 1 << 31;

    /// The file at this place in path order.
    pub const fn new(index: u32) -> Self {
        Self(index)
    }

    /// The `index`-th file of the library stub of the language with number `language`.
    pub const fn std(language: u32, index: u32) -> Self {
        Self(Self::STD | language << 8 | index)
    }

    /// Whether it belongs to a library stub: outside the repository.
    pub const fn is_std(self) -> bool {
        self.0 & Self::STD != 0
    }

    /// For a file of a stub: the number of its language and its index there. Other stubs need not be read for it.
    pub const fn std_place(self) -> (usize, usize) {
        (((self.0 & !Self::STD) >> 8) as usize, (self.0 & 0xff) as usize)
    }

    /// The number.
    pub const fn raw(self) -> u32 {
        self.0
    }

    /// Position in path order, for indexing. Meaningless for stubs.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A definition of some file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DefRef {
    /// Its file.
    pub file: FileId,
    /// Its place in the file.
    pub def: DefId,
}

impl DefRef {
    /// The definition `def` of `file`.
    pub const fn new(file: FileId, def: DefId) -> Self {
        Self { file, def }
    }
}

/// What is known of a file without its facts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileEntry {
    /// Root-relative.
    pub path: RepoPath,
    /// Name of the language's spec.
    pub language: String,
    /// Package by the nearest manifest.
    pub package: String,
    /// Display name of the module.
    pub module: String,
}

/// All files of a view in path order, with look-ups by path, by last segment and by module.
#[derive(Default)]
pub struct Files {
    entries: Vec<FileEntry>,
    by_name: FxHashMap<Box<str>, Vec<FileId>>,
    by_module: FxHashMap<Box<str>, Vec<FileId>>,
    directories: FxHashMap<Box<str>, u32>,
}

impl Files {
    /// Indexes `entries`, which must be in path order. Linear.
    pub fn new(entries: Vec<FileEntry>) -> Self {
        debug_assert!(entries.is_sorted_by(|a, b| a.path < b.path), "files come in path order");
        let mut files = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            let id = FileId::new(index as u32);
            files.by_name.entry(entry.path.file_name().into()).or_default().push(id);
            files.by_module.entry(entry.module.as_str().into()).or_default().push(id);
            let mut directory = entry.path.parent();
            while let Some(path) = directory {
                let count = files.directories.entry(path.into()).or_insert(0);
                *count += 1;
                directory = if *count > 1 { None } else { path.rfind('/').map(|slash| &path[..slash]) };
            }
        }
        files.entries = entries;
        files
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is known of a file.
    pub fn entry(&self, id: FileId) -> &FileEntry {
        &self.entries[id.index()]
    }

    /// All files in path order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &FileEntry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (FileId::new(index as u32), entry))
    }

    /// The file at a path. O(log files).
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()?;
        Some(FileId::new(at as u32))
    }

    /// The files whose last path segment is `name`, in path order.
    pub fn named(&self, name: &str) -> &[FileId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The files whose module has this display name, in path order.
    pub fn of_module(&self, module: &str) -> &[FileId] {
        self.by_module.get(module).map_or(&[], Vec::as_slice)
    }

    /// Whether some file lies below `directory`.
    pub fn has_directory(&self, directory: &str) -> bool {
        directory.is_empty() || self.directories.contains_key(directory)
    }

    /// The files directly or indirectly below `directory`, as a range of the path order.
    pub fn below(&self, directory: &str) -> std::ops::Range<u32> {
        if directory.is_empty() {
            return 0..self.entries.len() as u32;
        }
        let before = |entry: &FileEntry| {
            entry.path.as_str() < directory || {
                let path = entry.path.as_str();
                // `a/b.c` sorts before `a/b/c` but lies outside of `a/b`.
                !(path.starts_with(directory)
                    && path.as_bytes().get(directory.len()).is_some_and(|byte| *byte >= b'/'))
            }
        };
        let start = self.entries.partition_point(|entry| entry.path.as_str() < directory && before(entry));
        let start = start + self.entries[start..].partition_point(before);
        let inside = |entry: &FileEntry| {
            let path = entry.path.as_str();
            path.starts_with(directory) && path.as_bytes().get(directory.len()) == Some(&b'/')
        };
        let len = self.entries[start..].partition_point(inside);
        start as u32..(start + len) as u32
    }
}

/// Manifests and configuration of the tree, read when a project model is made.
pub trait Manifests {
    /// The paths of all files with this name, in path order.
    fn named(&self, file_name: &str) -> Vec<RepoPath>;
    /// The text of a file; `None` when it cannot be read.
    fn read(&self, path: &RepoPath) -> Option<String>;
}

/// What a language's manifests and layout say, in a form of its own. Its `Debug` text is its identity: when that
/// changes, every file of the language is resolved anew. So it must not depend on the order of hashing, nor hold what
/// every new file changes (file numbers, lists of all files).
pub trait ProjectModel: Any + Send + Sync + std::fmt::Debug {}

impl<T: Any + Send + Sync + std::fmt::Debug> ProjectModel for T {}

/// A shared [`ProjectModel`].
pub type Project = Arc<dyn ProjectModel>;

/// Gives the facts of files and finds definitions.
pub trait Provider: Sync {
    /// A file's facts with their tables. Files that cannot be read have no facts.
    fn unit(&self, file: FileId) -> Arc<Unit>;
    /// Hands over the definitions called `name` in any language, in order of path and position.
    fn defs_named(&self, name: &str, each: &mut dyn FnMut(Named));
    /// Files in which a definition has a supertype whose last written name is `name`, or an `impl` block is for a type
    /// of that name, in path order (see [`crate::supertype_names`]).
    fn inheriting(&self, name: &str) -> Vec<FileId>;
}

/// A library stub: declarations that stand for a language's library, as units of their own.
#[derive(Default)]
pub struct StdLib {
    /// The units, by their index in [`FileId::std`].
    pub units: Vec<Arc<Unit>>,
}

/// What policies made of manifests and the list of files: the part of a world that does not change while these do not.
pub struct Links {
    projects: Vec<Project>,
    repositories: Arc<Repositories>,
}

impl Links {
    /// Reads the manifests of the tree.
    pub fn new(files: &Files, policies: &[&'static dyn Policy], manifests: &dyn Manifests) -> Self {
        let mut projects: Vec<Project> = Vec::with_capacity(policies.len());
        for policy in policies {
            let project = policy.project_beside(files, manifests, &projects);
            projects.push(project);
        }
        let pairs =
            policies.iter().zip(&projects).flat_map(|(policy, project)| policy.joins(project.as_ref()));
        let joined: Vec<(String, String)> = pairs.collect();
        Self { projects, repositories: Arc::new(Repositories::new(files, manifests, &joined)) }
    }

    /// What each policy made of the manifests.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// Where one repository ends and another begins.
    pub fn repositories(&self) -> &Repositories {
        &self.repositories
    }

    /// The same, after the facts of some of `files` have changed: nothing is left of what sessions found.
    #[must_use]
    pub fn renewed(&self, files: &Files, policies: &[&'static dyn Policy]) -> Self {
        let renew = |(policy, project): (&&'static dyn Policy, &Project)| policy.renewed(project, files);
        let projects = policies.iter().zip(&self.projects).map(renew).collect();
        Self { projects, repositories: Arc::clone(&self.repositories) }
    }
}

/// Everything that sessions ask.
pub struct World<'a> {
    /// The files.
    pub files: &'a Files,
    /// Their facts.
    pub provider: &'a dyn Provider,
    /// The policies, by their number; names of languages may share one.
    pub policies: &'a [&'static dyn Policy],
    /// What each policy made of the manifests.
    pub projects: Vec<Project>,
    /// Where one repository ends and another begins.
    pub repositories: Arc<Repositories>,
    /// What sessions need not find again.
    pub(crate) shared: Shared,
}

impl<'a> World<'a> {
    /// Links policies with the manifests of the tree.
    pub fn new(
        files: &'a Files,
        provider: &'a dyn Provider,
        policies: &'a [&'static dyn Policy],
        manifests: &dyn Manifests,
    ) -> Self {
        Self::linked(files, provider, policies, &Links::new(files, policies, manifests))
    }

    /// A world whose policies were linked before, with these files under these manifests.
    pub fn linked(
        files: &'a Files,
        provider: &'a dyn Provider,
        policies: &'a [&'static dyn Policy],
        links: &Links,
    ) -> Self {
        let projects = links.projects.clone();
        let repositories = Arc::clone(&links.repositories);
        Self { files, provider, policies, projects, repositories, shared: Shared::default() }
    }

    /// The number of the policy for a language.
    pub fn policy_of(&self, language: &str) -> Option<usize> {
        self.policies.iter().position(|policy| policy.languages().contains(&language))
    }
}
