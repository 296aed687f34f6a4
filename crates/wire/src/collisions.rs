//! Names that several definitions bear, as machine output.

use engine::Collision;
use schemars::JsonSchema;
use serde::Serialize;

use crate::symbol::Symbol;

/// What `collisions` tells.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CollisionsAnswer {
    /// Which name of definitions was compared: `name`, `display-fqn` or `canonical-fqn`.
    pub by: &'static str,
    /// How many definitions bear a name that others bear, too.
    pub definitions: u64,
    /// The names, those that most bear first.
    pub collisions: Vec<CollisionEntry>,
}

/// A name that several definitions bear.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct CollisionEntry {
    /// The name.
    pub name: String,
    /// How many bear it.
    pub count: u64,
    /// The first of them, in canonical order of files and definitions.
    pub symbols: Vec<Symbol>,
}

impl From<&Collision> for CollisionEntry {
    fn from(collision: &Collision) -> Self {
        Self {
            name: collision.name.clone(),
            count: collision.count,
            symbols: collision.symbols.iter().map(Symbol::from).collect(),
        }
    }
}
