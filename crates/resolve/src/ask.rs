//! What a session asks about other files. Everything asked is recorded, and answered from the session's own repository.

use crate::key::key;
use crate::name_index::Named;
use crate::session::Session;
use crate::shared;
use crate::world::{DefRef, FileId};

/// What a session asked outside of its file, as hashed keys (see [`crate::key`]), in order.
pub type Asked = Vec<u32>;

impl Session<'_> {
    /// What was asked.
    pub(crate) fn into_asked(self) -> Asked {
        let supposed = self.supposer.into_iter().flat_map(|supposer| supposer.asked);
        let mut asked: Vec<u32> = self.asked.into_iter().chain(supposed).collect();
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// Records that an answer depends on what another session asked.
    pub(crate) fn take_over(&mut self, asked: &[u32]) {
        if !self.muted {
            self.asked.extend(asked);
        }
    }

    /// Those of the definitions called `name` in the repository of which `fits` holds, in order of path and position. The
    /// name is recorded. Costs little where few fit: no facts are read for it.
    pub fn defs_named_where(&mut self, name: &str, mut fits: impl FnMut(&Named) -> bool) -> Vec<DefRef> {
        self.ask_name(name);
        let mut found = Vec::new();
        self.world.provider.defs_named(name, &mut |named| {
            if self.is_near(named.def.file) && fits(&named) {
                found.push(named.def);
            }
        });
        found
    }

    /// Files of the repository in which a definition has a supertype of this name. The name is recorded.
    pub fn inheriting(&mut self, name: &str) -> Vec<FileId> {
        self.ask("inherit", name);
        let mut found = self.world.provider.inheriting(name);
        if !self.world.repositories.is_single() {
            found.retain(|file| self.is_near(*file));
        }
        found
    }

    /// Whether a file belongs to the repository of the file being resolved.
    pub fn is_near(&self, file: FileId) -> bool {
        self.world.repositories.is_one(self.file, file)
    }

    /// Whether a directory belongs to the repository of the file being resolved.
    pub fn is_near_directory(&self, directory: &str) -> bool {
        self.world.repositories.has(self.file, directory)
    }

    /// Files that include a file whose last path segment is `name` by text (see [`crate::supertype_names`]). The name is
    /// recorded.
    pub fn including(&mut self, name: &str) -> Vec<FileId> {
        self.inheriting(name)
    }

    /// The file at `path`. The path is recorded, also when there is none.
    pub fn find_file(&mut self, path: &str) -> Option<FileId> {
        self.ask("file", path);
        self.world.files.find(path)
    }

    /// The files of the repository whose last path segment is `name`. The name is recorded.
    pub fn files_named(&mut self, name: &str) -> Vec<FileId> {
        self.ask("basename", name);
        let named = self.world.files.named(name);
        named.iter().copied().filter(|file| self.is_near(*file)).collect()
    }

    /// The files of the repository's module with this display name. The name is recorded.
    pub fn files_of_module(&mut self, module: &str) -> Vec<FileId> {
        self.ask("module", module);
        let found = self.world.files.of_module(module);
        found.iter().copied().filter(|file| self.is_near(*file)).collect()
    }

    /// Records that an answer depends on the definitions and bindings called `name` of other files.
    pub fn ask_name(&mut self, name: &str) {
        self.ask("name", name);
    }

    /// Records that an answer depends on what `file` imports as a whole (star imports, includes).
    pub fn ask_stars(&mut self, file: FileId) {
        let is_own = file == self.file && self.rank == shared::FILE;
        if !is_own && !file.is_std() {
            let path = self.world.files.entry(file).path.as_str();
            self.ask("file", path);
        }
    }

    /// Asks on behalf of another file without recording what is asked: only where a change of the answer wakes this file
    /// by other means (see [`crate::Policy::textual_imports`]).
    pub fn on_behalf<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.muted, true);
        let answer = ask(self);
        self.muted = before;
        answer
    }

    /// Records that an answer depends on a key of some kind.
    pub fn ask(&mut self, kind: &str, text: &str) {
        if !self.muted {
            self.asked.insert(key(kind, text));
        }
    }
}
