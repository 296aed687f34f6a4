//! What a writer remembers of view and tree from one batch to the next, so that a batch costs what it changes.

mod linked;

use std::collections::BTreeMap;

use model::path::RepoPath;
use resolve::{FileId, Links};
use source::FileSystem;
use store::{Snapshot, StoreError};

use self::linked::Linked;
use crate::place::Places;
use crate::resolution;
use crate::update::{Placed, Written};
use crate::view::{Scope, View};

/// Everything remembered. All but the view is made when it is needed first.
pub(crate) struct Warm {
    /// The state of the store that this is about.
    pub(crate) revision: u64,
    pub(crate) view: View,
    /// What the project models were when files were resolved.
    pub(crate) projects: String,
    /// The tree as naming rules see it.
    pub(crate) places: Option<Places>,
    /// Whether files went while others were placed: where these stand is to be looked at again.
    pub(crate) unsettled: bool,
    linked: Option<Linked>,
}

impl Warm {
    /// Reads the view. Linear in files.
    pub(crate) fn load(snapshot: &dyn Snapshot) -> Result<Self, StoreError> {
        let meta = snapshot.meta()?;
        let view = View::load(snapshot)?;
        let (revision, projects) = (meta.revision.0, meta.projects);
        Ok(Self { revision, view, projects, places: None, unsettled: false, linked: None })
    }

    /// Does to the view what was done to the store's.
    pub(crate) fn follow(&mut self, written: Vec<Written>) {
        let (mut gone, mut placed) = (Vec::new(), Vec::new());
        let mut reshaped = false;
        for change in written {
            match change {
                Written::Put(put) => {
                    let Placed { record, unit, renamed } = *put;
                    let known = self.view.record(&record.path);
                    reshaped |= known.is_none_or(|known| known.placement() != record.placement());
                    placed.push((record.path.clone(), unit, renamed));
                    self.view.put(record);
                }
                Written::Gone(path) => gone.push(path),
                Written::Touched(path, mtime_ns) => {
                    if let Ok(at) = self.view.position(&path) {
                        self.view.records[at].mtime_ns = mtime_ns;
                    }
                }
                Written::Stale(path) => self.resolved(&path, None),
            }
        }
        self.view.remove(&gone);
        let Some(linked) = &mut self.linked else { return };
        if reshaped || !gone.is_empty() {
            linked.renumber(&self.view.records);
        }
        placed.into_iter().for_each(|(path, unit, renamed)| linked.replace(&path, unit, &renamed));
    }

    /// Notes that the outcomes of a file can be trusted, or cannot.
    pub(crate) fn resolved(&mut self, path: &RepoPath, by: Option<u64>) {
        if let Ok(at) = self.view.position(path) {
            self.view.records[at].resolved_by = by;
        }
    }

    /// Looks whether manifests in a part of the tree have changed.
    pub(crate) fn check_manifests(&mut self, files: &dyn FileSystem, scope: &Scope) {
        if let Some(linked) = &mut self.linked {
            linked.check_manifests(files, &self.view, scope);
        }
    }

    /// Whether files and manifests are as they were when they were linked last.
    pub(crate) fn is_linked(&self) -> bool {
        self.linked.as_ref().is_some_and(Linked::is_up_to_date)
    }

    /// The files as sessions see them, with links for sessions that have not begun.
    pub(crate) fn link(&mut self, tree: &dyn FileSystem) -> (&View, &Linked, &Links) {
        let linked = self.linked.get_or_insert_with(|| Linked::new(&self.view.records));
        linked.link(tree, &self.view);
        (&self.view, linked, linked.links())
    }

    /// Learns a little of what nobody has asked for yet, from the store at its newest state; gives whether there is more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn read_ahead(
        &mut self,
        snapshot: &dyn Snapshot,
        tree: &dyn FileSystem,
    ) -> Result<bool, StoreError> {
        if snapshot.meta()?.revision.0 != self.revision {
            return Ok(false);
        }
        if !self.is_linked() {
            self.link(tree);
            return Ok(true);
        }
        match &mut self.linked {
            Some(linked) => linked.read_ahead(snapshot, &self.view),
            None => Ok(false),
        }
    }

    /// The files whose outcomes are missing, or were made by other rules.
    pub(crate) fn stale(&self) -> Vec<FileId> {
        let mut wanted: BTreeMap<&str, Option<u64>> = BTreeMap::new();
        let mut stale = Vec::new();
        for (index, record) in self.view.records.iter().enumerate() {
            let language = record.language.as_str();
            let wanted = *wanted.entry(language).or_insert_with(|| resolution::fingerprint(language));
            if wanted.is_some() && record.resolved_by != wanted {
                stale.push(FileId::new(index as u32));
            }
        }
        stale
    }
}
