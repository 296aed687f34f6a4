//! From reference sites to definitions.
//!
//! ```text
//! facts of many files + project models ──Session (one file)──► outcome of every site, with its rule
//! ```
//!
//! * A [`World`] is what can be asked: files by path, their [`Unit`]s (facts with look-up tables), definitions by name.
//!   Everything asked is recorded, so that an edit wakes exactly the files whose answers it can change.
//! * A [`Session`] resolves one file. It is a pure function of the file and the world: sessions share only answers that
//!   do not depend on who asks (see [`SharedQuestion`]), so neither order nor threads nor what was resolved before can change
//!   an answer.
//! * A [`Policy`] is what a language adds: how its imports, scopes, members and types work. The engine has the shape that
//!   languages share, as functions that a policy may call.
//!
//! What a name stands for is an [`Answer`]; what a value is, a [`Ty`].

mod answer;
mod ask;
mod calls;
mod denote;
mod dispatch;
mod function_values;
mod infer;
mod key;
mod lexical;
mod lower;
mod members;
mod memo;
mod memory;
mod name_index;
mod overloads;
mod passed;
mod policy;
mod repositories;
mod session;
mod shared;
mod sites;
mod supposing;
mod surface;
mod ty;
mod unit;
mod values;
mod world;

pub use answer::{Answer, Entity, Set, What};
pub use ask::Asked;
pub use calls::{Argument, CallSite};
pub use key::key;
pub use lexical::Space;
pub use members::{Base, Bases, Side};
pub use memo::Question;
pub use memory::{BLANKET, MemoryProvider, supertype_names};
pub use name_index::{NameIndex, NameIndexBuilder, Named};
pub use passed::{Passed, Value};
pub use policy::{Defaults, Policy};
pub use repositories::Repositories;
pub use session::{Resolved, Session, Step};
pub use shared::SharedQuestion;
pub use surface::{Surface, own_keys};
pub use ty::{SpaceId, Ty, TyId, TyList, Types};
pub use unit::Unit;
pub use world::{
    DefRef, FileEntry, FileId, Files, Links, Manifests, Project, ProjectModel, Provider, StdLib, World,
};
