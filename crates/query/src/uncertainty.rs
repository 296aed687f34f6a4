//! What is not known around an answer: sites that might lead further, had they been resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use graph::Direction;
use model::ids::{DefId, SymbolId};
use model::outcome::OutcomeKind;
use model::path::RepoPath;
use store::{Snapshot, StoreError};

use crate::edge_groups::EdgeGroups;
use crate::file_view::{FileView, SymbolInfo};
use crate::subject::Subject;

/// So many files are read at most; symbols beyond them are not counted for, and the answer says for how many it was counted.
const MOST_FILES: usize = 4096;

/// Sites that might lead further.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Uncertainty {
    /// Sites of which nothing is known.
    pub unresolved: u64,
    /// Sites that could mean one of several.
    pub candidates: u64,
    /// The symbols for which they were counted; of whole files the files.
    pub symbols: u64,
    /// Whether there are more symbols in the answer.
    pub more: bool,
}

/// What has to be read to count them.
pub struct UncertaintySearch {
    /// The files to read, in path order.
    pub files: Vec<RepoPath>,
    groups: EdgeGroups,
    look: Look,
    symbols: u64,
    more: bool,
}

enum Look {
    /// For sites in these definitions.
    In(BTreeMap<RepoPath, BTreeSet<Option<DefId>>>),
    /// For sites anywhere in the files.
    All,
    /// For sites that spell one of these names, or could mean one of these symbols.
    For { names: BTreeSet<String>, ids: BTreeSet<SymbolId> },
}

impl UncertaintySearch {
    /// Around symbols whose edges in `direction` an answer follows, the nearest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn new(
        snapshot: &dyn Snapshot,
        symbols: &[Rc<SymbolInfo>],
        direction: Direction,
        groups: &EdgeGroups,
    ) -> Result<Self, StoreError> {
        let mut search = Self {
            files: Vec::new(),
            groups: groups.clone(),
            look: match direction {
                Direction::Out => Look::In(BTreeMap::new()),
                Direction::In => Look::For { names: BTreeSet::new(), ids: BTreeSet::new() },
            },
            symbols: 0,
            more: false,
        };
        let mut files = BTreeSet::new();
        for symbol in symbols {
            match &mut search.look {
                Look::All => {}
                Look::In(places) => {
                    places.entry(symbol.path.clone()).or_default().insert(symbol.def);
                    files.insert(symbol.path.clone());
                }
                Look::For { names, ids } => {
                    let subject = Subject::new((**symbol).clone());
                    ids.insert(symbol.id);
                    if names.insert(subject.spelled().to_owned()) {
                        files.extend(subject.files(snapshot)?);
                    }
                }
            }
            search.symbols += 1;
            if files.len() >= MOST_FILES {
                break;
            }
        }
        search.more = (search.symbols as usize) < symbols.len();
        search.files = files.into_iter().collect();
        Ok(search)
    }

    /// In whole files, in path order: as many as are read at most.
    pub fn of_files(mut files: Vec<RepoPath>, groups: &EdgeGroups) -> Self {
        let more = files.len() > MOST_FILES;
        files.truncate(MOST_FILES);
        let symbols = files.len() as u64;
        Self { files, groups: groups.clone(), look: Look::All, symbols, more }
    }

    /// How many there are in one of the files: not resolved at all, and with candidates.
    pub fn in_file(&self, view: &FileView) -> (u64, u64) {
        let is_near = self.nearness(view);
        let (mut unresolved, mut candidates) = (0, 0);
        for at in view.sites() {
            let site = view.facts.site(at);
            if !self.groups.have(site.role) {
                continue;
            }
            match view.outcome(at).kind {
                OutcomeKind::Unresolved => unresolved += u64::from(is_near(at)),
                OutcomeKind::Candidates => candidates += u64::from(is_near(at)),
                _ => {}
            }
        }
        (unresolved, candidates)
    }

    /// Whether a site, which is not resolved, of a file is looked for.
    fn nearness<'v>(&'v self, view: &'v FileView) -> Box<dyn Fn(model::ids::SiteId) -> bool + 'v> {
        match &self.look {
            Look::All => Box::new(|_| true),
            Look::In(places) => {
                let within = places.get(&view.record.path);
                Box::new(move |at| within.is_some_and(|within| within.contains(&view.facts.site(at).within)))
            }
            Look::For { names, ids } => {
                let spelled: BTreeSet<_> =
                    names.iter().filter_map(|name| view.facts.names.find(name)).collect();
                Box::new(move |at| {
                    let outcome = view.outcome(at);
                    match outcome.kind {
                        OutcomeKind::Candidates => view.targets(&outcome).iter().any(|id| ids.contains(id)),
                        _ => spelled.contains(&view.facts.site(at).name),
                    }
                })
            }
        }
    }

    /// The sum over all files.
    pub fn finish(&self, counts: impl IntoIterator<Item = (u64, u64)>) -> Uncertainty {
        let mut sum = Uncertainty { symbols: self.symbols, more: self.more, ..Uncertainty::default() };
        for (unresolved, candidates) in counts {
            sum.unresolved += unresolved;
            sum.candidates += candidates;
        }
        sum
    }
}
