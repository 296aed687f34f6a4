//! What a session remembers for C++: answers that many sites ask for again.

use std::rc::Rc;

use model::ids::{ExprId, NameId, ScopeId, TypeId};
use resolve::{Answer, DefRef, FileId, SpaceId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::homes::{Home, Path};
use super::joins::Joined;
use super::opened::{Effect, Opened};
use super::outlines::Outline;
use super::views::View;

/// A definition found by its name in a namespace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The namespace.
    pub(super) space: SpaceId,
    /// The definition.
    pub(super) def: DefRef,
    /// Whether its file is surely part of the text.
    pub(super) sure: bool,
    /// Whether its file may be part of the text at all.
    pub(super) visible: bool,
}

/// What a name can be outside of classes and functions.
#[derive(Default, Debug)]
pub(super) struct AllNamed {
    /// Definitions in namespaces.
    pub(super) outer: Vec<Named>,
    /// Macros that can be seen.
    pub(super) macros: Vec<DefRef>,
}

/// The names of a class or namespace by which it was asked.
pub(super) type MemberKey = (FileId, SpaceId, SpaceId, bool);

/// The type and value names that template arguments follow.
pub(super) type Heads = (FxHashSet<TypeId>, FxHashSet<ExprId>);

/// Everything remembered.
#[derive(Default)]
pub(super) struct State {
    pub(super) views: FxHashMap<FileId, Rc<View>>,
    pub(super) homes: FxHashMap<(FileId, ScopeId, Option<u32>), Home>,
    pub(super) paths: FxHashMap<DefRef, Option<Path>>,
    pub(super) opened: FxHashMap<FileId, Rc<[Opened]>>,
    pub(super) effects: FxHashMap<Box<str>, Rc<Effect>>,
    pub(super) named: FxHashMap<(FileId, SpaceId), Rc<AllNamed>>,
    pub(super) members: FxHashMap<MemberKey, Option<Answer>>,
    pub(super) joined: FxHashMap<DefRef, Rc<Joined>>,
    pub(super) outlines: FxHashMap<DefRef, Outline>,
    pub(super) chains: FxHashMap<SpaceId, Rc<[SpaceId]>>,
    pub(super) declared: FxHashMap<SpaceId, bool>,
    pub(super) macros: FxHashMap<(FileId, NameId), Rc<[DefRef]>>,
    pub(super) blocks: FxHashMap<(FileId, SpaceId), Option<DefRef>>,
    pub(super) stars: FxHashMap<FileId, Rc<FxHashMap<ScopeId, Vec<model::ids::ImportId>>>>,
    pub(super) special: FxHashMap<DefRef, Rc<[DefRef]>>,
    pub(super) heads: FxHashMap<FileId, Rc<Heads>>,
    pub(super) applied: FxHashMap<FileId, Rc<FxHashMap<model::ids::ExprId, model::ids::ExprId>>>,
}
