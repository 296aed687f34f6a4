//! What a writer remembers of view and tree from one batch to the next, so that a batch costs what it changes.

use std::collections::BTreeMap;

use model::path::RepoPath;
use resolve::{FileId, Files, Links};
use source::{FileSystem, Stamp};
use store::{FileRecord, Snapshot, StoreError};

use crate::clock;
use crate::place::Places;
use crate::resolution::{self, ManifestNames, TreeManifests, UnitCache};
use crate::update::Written;
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

/// The files of the view as sessions see them.
pub(crate) struct Linked {
    pub(crate) files: Files,
    /// `None` when manifests have changed.
    links: Option<Links>,
    pub(crate) units: UnitCache,
    /// Manifests with the stamps that they had when they were read.
    manifests: BTreeMap<RepoPath, Option<Stamp>>,
    /// Whether facts have changed since sessions ran last.
    is_used: bool,
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
        let mut gone = Vec::new();
        for change in written {
            match change {
                Written::Put(record) => {
                    if self.is_reshaped_by(&record) {
                        self.linked = None;
                    }
                    self.forget(&record.path);
                    self.view.put(*record);
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
        if !gone.is_empty() {
            self.linked = None;
            self.view.remove(&gone);
        }
    }

    /// Notes that the outcomes of a file can be trusted, or cannot.
    pub(crate) fn resolved(&mut self, path: &RepoPath, by: Option<u64>) {
        if let Ok(at) = self.view.position(path) {
            self.view.records[at].resolved_by = by;
        }
    }

    /// Whether a record makes the list of files another one.
    fn is_reshaped_by(&self, record: &FileRecord) -> bool {
        self.view.record(&record.path).is_none_or(|known| known.placement() != record.placement())
    }

    fn forget(&self, path: &RepoPath) {
        if let Some(linked) = &self.linked
            && let Some(file) = linked.files.find(path.as_str())
        {
            linked.units.forget(file);
        }
    }

    /// Looks whether manifests in a part of the tree have changed.
    pub(crate) fn check_manifests(&mut self, files: &dyn FileSystem, scope: &Scope) {
        let Some(linked) = &mut self.linked else { return };
        let now = stamps(files, manifests_within(&self.view, scope));
        let known = linked.manifests.iter().filter(|(path, _)| scope.contains(path));
        if now.iter().any(|(_, stamp)| stamp.is_none()) || !known.eq(now.iter()) {
            linked.links = None;
        }
    }

    /// Whether files and manifests are as they were when they were linked last.
    pub(crate) fn is_linked(&self) -> bool {
        self.linked.as_ref().is_some_and(|linked| linked.links.is_some())
    }

    /// The files as sessions see them, with links for sessions that have not begun.
    pub(crate) fn link(&mut self, tree: &dyn FileSystem) -> (&View, &Linked, &Links) {
        let linked = self.linked.get_or_insert_with(|| Linked {
            files: resolution::files_of(self.view.records.iter()),
            links: None,
            units: UnitCache::default(),
            manifests: BTreeMap::new(),
            is_used: false,
        });
        let links = match linked.links.take() {
            Some(links) if linked.is_used => links.renewed(&linked.files, languages::POLICIES),
            Some(links) => links,
            None => {
                linked.manifests = stamps(tree, manifests_within(&self.view, &Scope::All));
                let manifests = TreeManifests::new(tree, linked.manifests.keys());
                Links::new(&linked.files, languages::POLICIES, &manifests)
            }
        };
        linked.is_used = true;
        linked.links = Some(links);
        let links = linked.links.as_ref().expect("it was put there");
        (&self.view, linked, links)
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

/// The manifests in a part of the view.
fn manifests_within<'a>(view: &'a View, scope: &'a Scope) -> Vec<&'a RepoPath> {
    let names = ManifestNames::new();
    if *scope == Scope::All {
        return view.all_paths().filter(|path| names.have(path)).collect();
    }
    let (records, skipped) = view.within(scope);
    let skipped = skipped.into_iter().filter(|record| !record.is_dir).map(|record| &record.path);
    records.into_iter().map(|record| &record.path).chain(skipped).filter(|path| names.have(path)).collect()
}

/// Files with their stamps; `None` where there is no telling whether the file will change without its stamp.
fn stamps(files: &dyn FileSystem, paths: Vec<&RepoPath>) -> BTreeMap<RepoPath, Option<Stamp>> {
    let now = clock::now_ns();
    let stamp = |path: &RepoPath| {
        let stamp = files.stat(path).ok()?;
        (clock::trusted(stamp.mtime_ns, now) != 0).then_some(stamp)
    };
    paths.into_iter().map(|path| (path.clone(), stamp(path))).collect()
}
