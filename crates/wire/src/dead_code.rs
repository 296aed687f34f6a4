//! Dead code as scripts see it.

use engine::UseState;
use schemars::JsonSchema;
use serde::Serialize;

use crate::symbol::Symbol;

/// What `dead-code` tells.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DeadCodeAnswer {
    /// Definitions that pass the filters and that nothing that runs can use.
    pub dead: u64,
    /// Of which nobody can tell.
    pub unknown: u64,
    /// That are used.
    pub alive: u64,
    /// Those in the states asked for, in canonical order.
    pub definitions: Vec<DeadCodeEntry>,
}

/// A definition with what is said of it.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct DeadCodeEntry {
    /// The definition.
    #[serde(flatten)]
    pub symbol: Symbol,
    /// `dead`, `unknown` or `alive`.
    pub state: &'static str,
    /// Why; for `unknown` every reason.
    pub why: Vec<Why>,
}

/// A reason with what it rests on.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// One of the texts that `docs/roots.md` lists.
    pub reason: &'static str,
    /// Who or what; absent when there is nothing to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// How many sites or definitions it rests on, when it rests on such.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The first of the sites.
    pub sites: Vec<WhySite>,
    /// The first of the definitions that use it.
    pub users: Vec<UserOf>,
}

/// A place.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct WhySite {
    /// Root-relative path.
    pub path: String,
    /// 1-based.
    pub line: u32,
    /// 0-based, in UTF-8 bytes.
    pub col: u32,
}

/// A definition or file that uses another.
#[derive(Serialize, JsonSchema, Debug, Clone, PartialEq, Eq)]
pub struct UserOf {
    /// Its name as a person would write it.
    pub name: String,
    /// Where its name begins.
    #[serde(flatten)]
    pub at: WhySite,
}

impl From<&engine::DeadCode> for DeadCodeAnswer {
    fn from(found: &engine::DeadCode) -> Self {
        Self {
            dead: found.count(UseState::Dead),
            unknown: found.count(UseState::Unknown),
            alive: found.count(UseState::Alive),
            definitions: found.entries.iter().map(DeadCodeEntry::from).collect(),
        }
    }
}

impl From<&engine::DeadCodeEntry> for DeadCodeEntry {
    fn from(entry: &engine::DeadCodeEntry) -> Self {
        Self {
            symbol: Symbol::from(&entry.symbol),
            state: entry.state.as_str(),
            why: entry.why.iter().map(Why::from).collect(),
        }
    }
}

impl From<&engine::Why> for Why {
    fn from(why: &engine::Why) -> Self {
        let user = |user: &engine::UserInfo| UserOf {
            name: user.name.clone(),
            at: WhySite {
                path: user.path.as_str().to_owned(),
                line: user.start.line,
                col: user.start.column,
            },
        };
        let site = |(path, start): &(engine::RepoPath, engine::Position)| WhySite {
            path: path.as_str().to_owned(),
            line: start.line,
            col: start.column,
        };
        let rests = !why.sites.is_empty() || !why.users.is_empty();
        Self {
            reason: why.reason,
            detail: Some(why.detail.clone()).filter(|detail| !detail.is_empty()),
            count: rests.then_some(why.count),
            sites: why.sites.iter().map(site).collect(),
            users: why.users.iter().map(user).collect(),
        }
    }
}
