//! What a change feed tells: how one file's part of the map changed.
//!
//! Events stand outside of the view's digest: they tell how a view came about, and two views that are equal may have come
//! about differently.

use crate::edges::EdgeKind;
use crate::ids::SymbolId;
use crate::kinds::{DefKind, DiagnosticCode};

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum EventKind {
    /// The view was built anew: whoever follows must read all of it again.
    Rebuilt,
    /// A file came into the view.
    FileAdded,
    /// A file of the view has other facts, or stands elsewhere.
    FileChanged,
    /// A file left the view.
    FileRemoved,
    /// A file is listed and not indexed, for another reason than before.
    FileSkipped,
    /// What the references of a file mean, after a change of the file.
    Linked,
    /// What the references of a file mean, after a change of other files: its callers are bound anew.
    Rebound,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Rebuilt,
        Self::FileAdded,
        Self::FileChanged,
        Self::FileRemoved,
        Self::FileSkipped,
        Self::Linked,
        Self::Rebound,
    ];

    /// Its stable name, in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rebuilt => "rebuilt",
            Self::FileAdded => "file-added",
            Self::FileChanged => "file-changed",
            Self::FileRemoved => "file-removed",
            Self::FileSkipped => "file-skipped",
            Self::Linked => "linked",
            Self::Rebound => "rebound",
        }
    }

    /// As one byte.
    pub const fn raw(self) -> u8 {
        self as u8
    }

    /// The reverse of [`EventKind::raw`].
    pub fn from_raw(raw: u8) -> Option<Self> {
        Self::ALL.get(usize::from(raw)).copied()
    }
}

/// A definition that came or went.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SymbolNote {
    /// Its id.
    pub id: SymbolId,
    /// What it is.
    pub kind: DefKind,
    /// Its display FQN.
    pub fqn: String,
}

/// An edge that came or went.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EdgeNote {
    /// The definition that refers; the file's own id at file level.
    pub source: SymbolId,
    /// How.
    pub kind: EdgeKind,
    /// What it refers to.
    pub target: SymbolId,
}

/// A diagnostic of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DiagnosticNote {
    /// Which.
    pub code: DiagnosticCode,
    /// Where: 1-based; 0 for the whole file.
    pub line: u32,
}

/// What an event tells beyond its kind and file. All lists ascend, each entry once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct EventDetails {
    /// Definitions that came.
    pub symbols_added: Vec<SymbolNote>,
    /// Definitions that went.
    pub symbols_removed: Vec<SymbolNote>,
    /// Edges that came.
    pub edges_added: Vec<EdgeNote>,
    /// Edges that went.
    pub edges_removed: Vec<EdgeNote>,
    /// Diagnostics of the file as it is now, when they are others than before.
    pub diagnostics: Vec<DiagnosticNote>,
    /// The stable code of why a file is not indexed; else empty.
    pub reason: String,
}
