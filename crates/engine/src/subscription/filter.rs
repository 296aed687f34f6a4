//! Which events a subscription tells, and which part of them.

use model::event::{EdgeNote, EventDetails, EventKind, SymbolNote};
use model::path::RepoPath;
use query::{GlobMatcher, SymbolPattern};
use rustc_hash::FxHashSet;
use store::{Snapshot, StoreError};

use super::notice::Event;

/// What is asked for of an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    /// Events of one kind, with all that they tell.
    Kind(EventKind),
    /// That files came, changed, went or were left out, and why these were.
    Files,
    /// Definitions that came and went.
    Symbols,
    /// Edges that came and went.
    Edges,
    /// Diagnostics, and files that were left out.
    Diagnostics,
}

impl Topic {
    /// Those that are no kinds of events.
    pub const CLASSES: [Self; 4] = [Self::Files, Self::Symbols, Self::Edges, Self::Diagnostics];

    /// Its stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.as_str(),
            Self::Files => "files",
            Self::Symbols => "symbols",
            Self::Edges => "edges",
            Self::Diagnostics => "diagnostics",
        }
    }

    /// Every topic, kinds last.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::CLASSES.into_iter().chain(EventKind::ALL.map(Self::Kind))
    }

    /// The reverse of [`Topic::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::all().find(|topic| topic.as_str() == text)
    }
}

/// Which events are told, and which part of them. The default is everything.
///
/// An event's lists are narrowed to what is asked for, and an event of which nothing is left is passed over. Topics, paths and symbols each
/// have to be met; several of one sort are alternatives. That the view was built anew is told whatever the filter.
#[derive(Clone, Default, Debug)]
pub struct Filter {
    topics: Vec<Topic>,
    paths: Vec<GlobMatcher>,
    symbols: Vec<SymbolPattern>,
}

impl Filter {
    /// With one more topic.
    #[must_use]
    pub fn topic(mut self, topic: Topic) -> Self {
        self.topics.push(topic);
        self
    }

    /// With one more glob over paths of files: of an edge, the file that refers.
    #[must_use]
    pub fn path(mut self, glob: GlobMatcher) -> Self {
        self.paths.push(glob);
        self
    }

    /// With one more symbol, or several that a pattern means: itself, and edges that begin or end at it.
    #[must_use]
    pub fn symbol(mut self, pattern: SymbolPattern) -> Self {
        self.symbols.push(pattern);
        self
    }

    fn accepts_path(&self, path: Option<&RepoPath>) -> bool {
        let accepts = |path: &RepoPath| self.paths.iter().any(|glob| glob.is_match(path.as_str()));
        self.paths.is_empty() || path.is_some_and(accepts)
    }

    /// Narrows to the topics; whether anything is left.
    fn keep_topics(&self, event: &mut Event) -> bool {
        let wants = |topic| self.topics.contains(&topic);
        if self.topics.is_empty() || wants(Topic::Kind(event.kind)) {
            return true;
        }
        let details = &mut event.details;
        if !wants(Topic::Symbols) {
            details.symbols_added.clear();
            details.symbols_removed.clear();
        }
        if !wants(Topic::Edges) {
            details.edges_added.clear();
            details.edges_removed.clear();
        }
        if !wants(Topic::Diagnostics) {
            details.diagnostics.clear();
        }
        if !wants(Topic::Diagnostics) && !wants(Topic::Files) {
            details.reason.clear();
        }
        (wants(Topic::Files) && is_of_file(event.kind)) || *details != EventDetails::default()
    }
}

fn is_of_file(kind: EventKind) -> bool {
    match kind {
        EventKind::FileAdded | EventKind::FileChanged | EventKind::FileRemoved | EventKind::FileSkipped => {
            true
        }
        EventKind::Rebuilt | EventKind::Linked | EventKind::Rebound => false,
    }
}

/// A filter at work. Edges tell ids only, so it remembers the ids of the symbols that are meant by what they are called: those of the view
/// and those that came or went since.
pub(super) struct Sieve {
    filter: Filter,
    known: FxHashSet<model::ids::SymbolId>,
}

impl Sieve {
    pub(super) fn new(filter: Filter) -> Self {
        Self { filter, known: FxHashSet::default() }
    }

    /// Learns which symbols are meant. Cheap when none are named, or by ids only.
    pub(super) fn learn(&mut self, snapshot: &dyn Snapshot) -> Result<(), StoreError> {
        let known = &mut self.known;
        let each = &mut |id| _ = known.insert(id);
        self.filter.symbols.iter().try_for_each(|pattern| pattern.each_called(snapshot, each))
    }

    /// Narrows an event; whether anything is left.
    pub(super) fn keep(&mut self, event: &mut Event) -> bool {
        self.note(&event.details);
        self.filter.accepts_path(event.path.as_ref())
            && self.keep_symbols(&mut event.details)
            && self.filter.keep_topics(event)
    }

    /// Remembers symbols that came or went.
    fn note(&mut self, details: &EventDetails) {
        if !self.filter.symbols.iter().any(SymbolPattern::has_names) {
            return;
        }
        for note in details.symbols_added.iter().chain(&details.symbols_removed) {
            if self.means(note) {
                self.known.insert(note.id);
            }
        }
    }

    fn keep_symbols(&self, details: &mut EventDetails) -> bool {
        if self.filter.symbols.is_empty() {
            return true;
        }
        details.symbols_added.retain(|note| self.means(note));
        details.symbols_removed.retain(|note| self.means(note));
        details.edges_added.retain(|edge| self.touches(edge));
        details.edges_removed.retain(|edge| self.touches(edge));
        // These are of a file, not of a symbol.
        details.diagnostics.clear();
        details.reason.clear();
        *details != EventDetails::default()
    }

    fn means(&self, note: &SymbolNote) -> bool {
        self.filter.symbols.iter().any(|pattern| pattern.means(note.id, &note.fqn))
    }

    fn touches(&self, edge: &EdgeNote) -> bool {
        let is_meant =
            |id| self.known.contains(&id) || self.filter.symbols.iter().any(|pattern| pattern.means_id(id));
        is_meant(edge.source) || is_meant(edge.target)
    }
}

#[cfg(test)]
mod tests {
    use super::Topic;

    #[test]
    fn topics_are_known_by_their_names() {
        assert_eq!(Topic::all().count(), 11);
        for topic in Topic::all() {
            assert_eq!(Topic::parse(topic.as_str()), Some(topic));
        }
        assert_eq!(Topic::parse("gadgets"), None);
    }
}
