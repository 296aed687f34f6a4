//! The traversal form of a database: made when a graph question asks for it, kept beside the database, brought up to date by
//! laying the few files that have changed since over it.
//!
//! It is a cache. What cannot be used, because it is older than its database by many files, damaged or of another version, is
//! made anew; where nothing may be written it lives as long as the question.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use graph::{BuildError, Builder, ChangedFile, Form, Graph, GraphError, Place, Stamp};
use model::edges::Edge;
use model::ids::{DefId, SymbolId};
use model::path::RepoPath;
use model::symbol::Symbols;
use store::{BlobKey, FileEdges, FileRank, Index, IndexRow, Snapshot, StampedFile, StoreError};

use crate::database::Database;
use crate::error::EngineError;

/// What is put behind a database's name for the form beside it.
pub(crate) const SUFFIX: &str = "-graph";
/// So many changed files are laid over a form at any rate, and at most one in [`OVERLAID_SHARE`]; when more have changed,
/// making it anew costs less than asking around them.
const OVERLAID_FILES: usize = 64;
/// See [`OVERLAID_FILES`].
const OVERLAID_SHARE: usize = 16;

/// Where the form of a database is kept.
pub fn traversal_path(db: &Path) -> PathBuf {
    let mut name = db.as_os_str().to_owned();
    name.push(SUFFIX);
    name.into()
}

/// The graph of the state that `db` shows.
///
/// Costs next to nothing when the form beside the database is of this state; when it is older, the files that changed; when
/// there is none that can be used, the whole: about a second for ten million edges.
///
/// # Errors
/// When the database cannot be read or, where no file beside it can be written, no temporary one either.
pub fn graph(db: &Database) -> Result<Graph, EngineError> {
    let snapshot = db.snapshot();
    let meta = snapshot.meta()?;
    let stamp = Stamp { digest: meta.digest(), revision: meta.revision.0 };
    let path = traversal_path(db.path());
    if let Ok(form) = Form::open(&path, None) {
        if form.stamp().digest == stamp.digest {
            return Ok(Graph::new(Arc::new(form)));
        }
        // A form that turns out to be damaged is made anew like any other that cannot be used.
        if let Ok(Some(graph)) = overlaid(Arc::new(form), snapshot) {
            return Ok(graph);
        }
    }
    anew(snapshot, stamp, &path)
}

/// The same, passing by whatever lies beside the database: for when that turned out to be damaged.
///
/// # Errors
/// As [`graph`].
pub(crate) fn graph_anew(db: &Database) -> Result<Graph, EngineError> {
    let meta = db.snapshot().meta()?;
    let stamp = Stamp { digest: meta.digest(), revision: meta.revision.0 };
    anew(db.snapshot(), stamp, &traversal_path(db.path()))
}

/// Makes a form and keeps it at `path` when that can be written, else only as long as it is used.
fn anew(snapshot: &dyn Snapshot, stamp: Stamp, path: &Path) -> Result<Graph, EngineError> {
    match filled(snapshot, stamp)?.finish(path) {
        Ok(()) => opened(path, &stamp),
        Err(BuildError::Io { .. }) => {
            let directory = tempfile::tempdir().map_err(StoreError::io("a temporary directory"))?;
            let path = directory.path().join("graph");
            filled(snapshot, stamp)?.finish(&path)?;
            // What is mapped stays readable when its file is removed with the directory.
            opened(&path, &stamp)
        }
        Err(error) => Err(error.into()),
    }
}

fn opened(path: &Path, stamp: &Stamp) -> Result<Graph, EngineError> {
    Ok(Graph::new(Arc::new(Form::open(path, Some(stamp))?)))
}

/// A form with everything that a snapshot says.
fn filled(snapshot: &dyn Snapshot, stamp: Stamp) -> Result<Builder, EngineError> {
    let mut builder = Builder::new(stamp);
    let files = stamps(snapshot)?;
    for file in &files {
        builder.file(file.path.as_str(), file.definitions, file.stamp.0)?;
    }
    each_row(snapshot, Index::Ids, |row| match row {
        IndexRow::Id(id, FileRank(file), def) => builder.id(id, file, def),
        _ => Ok(()),
    })?;
    for (rank, file) in (0..).zip(&files) {
        if let Some(FileEdges { edges, targets }) = snapshot.edges(&file.path)? {
            builder.edges(rank, &edges, &targets)?;
        }
    }
    each_row(snapshot, Index::Fqns, |row| match row {
        IndexRow::Fqn(fqn, FileRank(file), def, _) => builder.fqn(fqn, file, def),
        _ => Ok(()),
    })?;
    Ok(builder)
}

/// Hands every row of an index to `take`, up to its first failure.
fn each_row(
    snapshot: &dyn Snapshot,
    index: Index,
    mut take: impl FnMut(IndexRow<'_>) -> Result<(), BuildError>,
) -> Result<(), EngineError> {
    let mut failure = None;
    snapshot.index(index, &mut |row| {
        if failure.is_none() {
            failure = take(row).err();
        }
    })?;
    failure.map_or(Ok(()), |error| Err(error.into()))
}

fn stamps(snapshot: &dyn Snapshot) -> Result<Vec<StampedFile>, StoreError> {
    let mut files = Vec::new();
    snapshot.stamps(&mut |file| {
        files.push(file);
        ControlFlow::Continue(())
    })?;
    Ok(files)
}

/// The graph of a snapshot as an older form and what has changed since; `None` when that is too much.
fn overlaid(form: Arc<Form>, snapshot: &dyn Snapshot) -> Result<Option<Graph>, EngineError> {
    let files = stamps(snapshot)?;
    let current = files.iter().map(|file| (file.path.as_str(), file.stamp.0));
    let difference = form.difference(current)?;
    let room = OVERLAID_FILES.max(files.len() / OVERLAID_SHARE);
    if difference.changed.len() + difference.removed.len() > room {
        return Ok(None);
    }
    let mut targets = Targets { snapshot, places: BTreeMap::new() };
    let versions: Vec<Version> =
        difference.changed.iter().map(|path| targets.version(path)).collect::<Result<_, _>>()?;
    let changed: Vec<ChangedFile<'_>> = versions.iter().map(|version| version.told(&targets)).collect();
    Ok(Some(Graph::overlaid(form, &changed, &difference.removed)?))
}

/// What is known of a changed file.
struct Version {
    path: String,
    id: SymbolId,
    ids: Vec<SymbolId>,
    edges: Vec<Edge>,
    targets: Vec<SymbolId>,
    fqns: Vec<(String, DefId)>,
}

/// Where targets of changed files are, each looked up once.
struct Targets<'a> {
    snapshot: &'a dyn Snapshot,
    places: BTreeMap<SymbolId, Option<(RepoPath, Option<DefId>)>>,
}

impl Targets<'_> {
    fn version(&mut self, path: &str) -> Result<Version, EngineError> {
        let damaged = || StoreError::corrupt("a file that is listed", path);
        let path = RepoPath::new(path).ok_or_else(damaged)?;
        let record = self.snapshot.file(&path)?.ok_or_else(damaged)?;
        let (facts, source) = self.snapshot.content(&BlobKey::of(&record))?.ok_or_else(damaged)?;
        let placement = record.placement();
        let symbols = Symbols::new(&facts, &placement);
        let FileEdges { edges, targets } = self.snapshot.edges(&path)?.unwrap_or_default();
        for &target in &targets {
            if !self.places.contains_key(&target) {
                let place = store::symbol(self.snapshot, target)?.map(|place| (place.path, place.ordinal));
                self.places.insert(target, place);
            }
        }
        let fqns = (0..facts.defs.len() as u32).map(DefId::new).map(|def| (symbols.display_fqn(def), def));
        Ok(Version {
            path: path.to_string(),
            id: symbols.file_id(),
            ids: symbols.ids(&source),
            edges,
            targets,
            fqns: fqns.collect(),
        })
    }

    fn place(&self, target: SymbolId) -> Option<Place<'_>> {
        let (path, def) = self.places.get(&target)?.as_ref()?;
        Some(Place { path: path.as_str(), def: *def })
    }
}

impl Version {
    fn told<'a>(&'a self, targets: &'a Targets<'_>) -> ChangedFile<'a> {
        ChangedFile {
            path: &self.path,
            id: self.id,
            ids: &self.ids,
            edges: &self.edges,
            targets: self.targets.iter().map(|&target| targets.place(target)).collect(),
            fqns: self.fqns.iter().map(|(fqn, def)| (fqn.as_str(), *def)).collect(),
        }
    }
}

impl From<GraphError> for EngineError {
    fn from(error: GraphError) -> Self {
        Self::Store(StoreError::corrupt("the traversal form", error.to_string()))
    }
}

impl From<BuildError> for EngineError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Io { path, source } => StoreError::io(path.display().to_string())(source).into(),
            other => StoreError::corrupt("the indexes of the database", other.to_string()).into(),
        }
    }
}
