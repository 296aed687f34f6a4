//! What a session asks of the rest of the repository. All of it is recorded, so that an edit wakes those whose answers it
//! can change.

use crate::key::key;
use crate::session::Session;
use crate::shared;
use crate::world::{DefRef, FileId, World};

/// What a session asked outside of its file, as hashed keys (see [`crate::key`]), in order.
pub type Asked = Vec<u32>;

impl<'w> Session<'w> {
    /// Definitions called `name` anywhere, in order of path and position. The name is recorded.
    pub fn defs_named(&mut self, name: &str) -> Vec<DefRef> {
        self.ask_name(name);
        self.world.provider.defs_named(name)
    }

    /// Files in which a definition has a supertype of this name. The name is recorded.
    pub fn inheriting(&mut self, name: &str) -> Vec<FileId> {
        self.ask("inherit", name);
        self.world.provider.inheriting(name)
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

    /// The files whose last path segment is `name`. The name is recorded.
    pub fn files_named(&mut self, name: &str) -> &'w [FileId] {
        self.ask("basename", name);
        let world: &'w World<'w> = self.world;
        world.files.named(name)
    }

    /// The files of the module with this display name. The name is recorded.
    pub fn files_of_module(&mut self, module: &str) -> &'w [FileId] {
        self.ask("module", module);
        let world: &'w World<'w> = self.world;
        world.files.of_module(module)
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
    /// by other means (see [`Policy::textual_imports`]).
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

    /// What was asked.
    pub(crate) fn into_asked(self) -> Asked {
        let mut asked: Vec<u32> = self.asked.into_iter().collect();
        asked.sort_unstable();
        asked
    }

    /// Records that an answer depends on what another session asked.
    pub(crate) fn take_over(&mut self, asked: &[u32]) {
        if !self.muted {
            self.asked.extend(asked);
        }
    }
}
