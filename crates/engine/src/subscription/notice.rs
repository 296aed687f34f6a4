//! What a subscription tells.

use std::collections::BTreeMap;

use model::event::{EventDetails, EventKind};
use model::ids::SymbolId;
use model::path::RepoPath;
use store::{EventRow, Revision, Sequence};

/// Something that a follower is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// The view changed.
    Event(Box<Event>),
    /// What changed cannot be told step by step: the view has to be read again.
    Resync {
        /// Why.
        reason: ResyncReason,
        /// The event after which telling goes on. Whoever reads the view now misses nothing.
        resume_at: Sequence,
    },
}

impl Notice {
    /// The event with which whoever has heard this goes on.
    pub fn resume_at(&self) -> Sequence {
        match self {
            Self::Event(event) => event.sequence,
            Self::Resync { resume_at, .. } => *resume_at,
        }
    }
}

/// Why a follower has to read the view again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ResyncReason {
    /// The events were dropped: the feed is bounded.
    Pruned,
    /// The view was built anew, or another database has taken the place of the one that was followed.
    Rebuilt,
    /// The number is above all that this database has given: it is another database's, or a later state's.
    Ahead,
    /// More notices waited for the receiver of a channel than its bound allows.
    Slow,
}

impl ResyncReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Pruned, Self::Rebuilt, Self::Ahead, Self::Slow];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pruned => "pruned",
            Self::Rebuilt => "rebuilt",
            Self::Ahead => "ahead",
            Self::Slow => "slow",
        }
    }
}

/// How the part of one file in the view changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Its number.
    pub sequence: Sequence,
    /// The state of the view that has this change; states before have not.
    pub revision: Revision,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
    /// What happened.
    pub kind: EventKind,
    /// To which file; `None` for the view as a whole.
    pub path: Option<RepoPath>,
    /// What came and went, as far as the filter lets it pass.
    pub details: EventDetails,
    /// Display FQNs of what `details.edges_added` and `edges_removed` join, of those that the view has still. Empty unless it was asked for by
    /// [`crate::Subscription::naming`].
    pub names: BTreeMap<SymbolId, String>,
}

impl From<EventRow> for Event {
    fn from(row: EventRow) -> Self {
        let EventRow { sequence, revision, event } = row;
        let store::EventWrite { kind, path, at_ms, details } = event;
        Self { sequence, revision, at_ms, kind, path, details, names: BTreeMap::new() }
    }
}
