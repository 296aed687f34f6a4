//! Which definitions are used, which are not, and of which nobody can tell: facts and outcomes of all files, read on all threads, judged
//! together.

mod spelled;

use std::ops::ControlFlow;
use std::path::Path;

use liveness::{Api, FileInput, FileSummary, Foreign, Listed, Liveness, Node, State, Tree, Verdict};
use model::ids::DefId;
use model::kinds::DefKind;
use model::path::RepoPath;
use model::span::Position;
use query::{FileView, GlobMatcher, SymbolInfo};
use rustc_hash::FxHashSet;
use source::OsFiles;
use store::{FileRecord, Index, IndexRow, Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;
use crate::resolution::{self, TreeManifests};
use crate::scan;

/// Which definitions are wanted. Empty lists and `None` accept everything.
#[derive(Clone, Debug, Default)]
pub struct DeadCodeQuery {
    /// What is taken of definitions that can be named from outside of their package.
    pub api: Api,
    /// States.
    pub states: Vec<State>,
    /// Languages by name.
    pub languages: Vec<String>,
    /// Kinds.
    pub kinds: Vec<DefKind>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Most that are told; all are counted.
    pub limit: usize,
}

/// Definitions with what is said of them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DeadCode {
    /// In canonical order of files, and of definitions in a file.
    pub entries: Vec<DeadCodeEntry>,
    /// How many definitions that the other filters accept are dead, unknown and alive.
    pub counts: [u64; 3],
}

/// A definition with what is said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DeadCodeEntry {
    /// The definition.
    pub symbol: SymbolInfo,
    /// Whether it is used.
    pub state: State,
    /// Why.
    pub why: Vec<Why>,
}

/// A reason with what it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Why {
    /// The reason's stable text.
    pub reason: &'static str,
    /// Who or what; may be empty.
    pub detail: String,
    /// How many sites or definitions.
    pub count: u64,
    /// The first of the sites.
    pub sites: Vec<(RepoPath, Position)>,
    /// The first of the definitions.
    pub users: Vec<UserInfo>,
}

/// A definition or file that uses one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserInfo {
    /// Its name as a person would write it.
    pub name: String,
    /// Its file.
    pub path: RepoPath,
    /// Where its name begins.
    pub start: Position,
}

impl DeadCode {
    /// How many are in a state.
    pub fn count(&self, state: State) -> u64 {
        self.counts[state as usize]
    }
}

/// Judges the definitions of the view. Reads the facts and outcomes of all files whatever the filters, and manifests from the tree.
///
/// # Errors
/// When the database cannot be read.
pub fn dead_code(db: &Database, query: &DeadCodeQuery) -> Result<DeadCode, EngineError> {
    let records = resolution::records(db.snapshot())?;
    let liveness = judge(db, &records, query.api)?;
    let mut found = DeadCode::default();
    let mut wanted: Vec<(Node, State)> = Vec::new();
    let mut views = Shown::new(db.snapshot(), &records);
    for (node, state) in liveness.states() {
        if !views.accepts(query, node)? {
            continue;
        }
        found.counts[state as usize] += 1;
        if (query.states.is_empty() || query.states.contains(&state)) && wanted.len() < query.limit {
            wanted.push((node, state));
        }
    }
    for (node, state) in wanted {
        let def = node.def.expect("only definitions are asked about");
        let symbol = views.view(node.file)?.symbol(def);
        let why = views.why(liveness.verdict(node))?;
        found.entries.push(DeadCodeEntry { symbol, state, why });
    }
    Ok(found)
}

/// Judges a whole view.
fn judge(db: &Database, records: &[FileRecord], api: Api) -> Result<Liveness, EngineError> {
    let (names, macros) = known_names(db.snapshot())?;
    let (listed, foreign) = surroundings(db, records, &names)?;
    let mut tree = Tree::new(listed, api, foreign);
    let known = |key: u64| names.contains(&key);
    let known_macros = |key: u64| macros.contains(&key);
    let files: FxHashSet<u64> =
        records.iter().map(|record| liveness::file_key(record.path.file_name())).collect();
    let known_files = |key: u64| files.contains(&key);
    let known = Known { names: &known, macros: &known_macros, files: &known_files };
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| summary(snapshot, record, &known);
    scan::scan(db, records, read, |file: FileSummary| {
        tree.add(file);
        Ok(())
    })?;
    Ok(tree.judge())
}

/// Which keys of names a tree has.
struct Known<'a> {
    names: &'a (dyn Fn(u64) -> bool + Sync),
    macros: &'a (dyn Fn(u64) -> bool + Sync),
    files: &'a (dyn Fn(u64) -> bool + Sync),
}

/// The keys of all names of definitions, and of macros.
fn known_names(snapshot: &dyn Snapshot) -> Result<(FxHashSet<u64>, FxHashSet<u64>), StoreError> {
    let (mut names, mut macros) = (FxHashSet::default(), FxHashSet::default());
    snapshot.index(Index::Names, &mut |row| {
        if let IndexRow::Name(name, _, _, kind, _) = row {
            names.insert(liveness::name_key(name));
            if kind == DefKind::Macro {
                macros.insert(liveness::name_key(name));
            }
        }
    })?;
    Ok((names, macros))
}

/// What manifests say, and what is known of files that are in no language that is read.
fn surroundings(
    db: &Database,
    records: &[FileRecord],
    names: &FxHashSet<u64>,
) -> Result<(Listed, Foreign), EngineError> {
    let mut foreign = Foreign::default();
    let mut paths: Vec<RepoPath> = records.iter().map(|record| record.path.clone()).collect();
    db.snapshot().skipped(&mut |record| {
        if !record.is_dir {
            foreign.paths.push(record.path.as_str().to_owned());
            paths.push(record.path);
        }
        ControlFlow::Continue(())
    })?;
    let has_file = |path: &str| {
        let at = records.binary_search_by(|record| record.path.as_str().cmp(path));
        at.is_ok()
    };
    // Without its tree, as of a copied database, nothing is known of manifests.
    let listed = match OsFiles::open(Path::new(db.root()), true) {
        Ok(tree) => {
            let spelled = spelled::names(&tree, &foreign.paths, names);
            foreign.spelled = spelled.names;
            let mut listed = languages::listed(&TreeManifests::all(&tree, paths.iter()), &has_file);
            listed.unread.extend(spelled.unread);
            listed
        }
        Err(_) => Listed::default(),
    };
    Ok((listed, foreign))
}

fn summary(
    snapshot: &dyn Snapshot,
    record: &FileRecord,
    known: &Known<'_>,
) -> Result<FileSummary, StoreError> {
    let view = FileView::of_record(snapshot, record.clone())?;
    let rules = languages::roots_of(&record.language).unwrap_or(&liveness::RootRules::UNKNOWN);
    let defs = || (0..view.facts.defs.len() as u32).map(DefId::new);
    Ok(liveness::summarise(FileInput {
        path: &record.path,
        facts: &view.facts,
        resolution: view.resolution.as_ref(),
        source: &view.source,
        ids: defs().map(|def| view.id(def)).collect(),
        file_id: view.file_id(),
        fqns: defs().map(|def| view.display_fqn(def)).collect(),
        is_test: query::is_test_path(&record.path),
        rules,
        known: known.names,
        known_macros: known.macros,
        known_files: known.files,
    }))
}

/// Files that are shown, read when asked for.
struct Shown<'a> {
    snapshot: &'a dyn Snapshot,
    records: &'a [FileRecord],
    view: Option<(u32, FileView)>,
}

impl<'a> Shown<'a> {
    fn new(snapshot: &'a dyn Snapshot, records: &'a [FileRecord]) -> Self {
        Self { snapshot, records, view: None }
    }

    /// The view of a file; the last one is kept, as neighbours come together.
    fn view(&mut self, file: u32) -> Result<&FileView, StoreError> {
        if self.view.as_ref().is_none_or(|(known, _)| *known != file) {
            let record = self.records[file as usize].clone();
            self.view = Some((file, FileView::without_outcomes(self.snapshot, record)?));
        }
        Ok(&self.view.as_ref().expect("it was just read").1)
    }

    fn accepts(&mut self, query: &DeadCodeQuery, node: Node) -> Result<bool, StoreError> {
        let record = &self.records[node.file as usize];
        if !(query.languages.is_empty() || query.languages.contains(&record.language))
            || !query.path.as_ref().is_none_or(|glob| glob.is_match(record.path.as_str()))
        {
            return Ok(false);
        }
        if query.kinds.is_empty() {
            return Ok(true);
        }
        let def = node.def.expect("only definitions are asked about");
        Ok(query.kinds.contains(&self.view(node.file)?.facts.def(def).kind))
    }

    fn why(&mut self, verdict: Verdict) -> Result<Vec<Why>, StoreError> {
        let plain = |reason, detail| Why { reason, detail, count: 1, sites: Vec::new(), users: Vec::new() };
        Ok(match verdict {
            Verdict::Root(because) => vec![plain(because.reason.as_str(), because.detail)],
            Verdict::Used(user, by_tests) => {
                let reason = if by_tests { "used-by-tests" } else { "used" };
                vec![Why { users: vec![self.user(user)?], ..plain(reason, String::new()) }]
            }
            Verdict::Dead(None) => vec![plain("no-use", String::new())],
            Verdict::Dead(Some(user)) => {
                vec![Why { users: vec![self.user(user)?], ..plain("only-dead-users", String::new()) }]
            }
            Verdict::Unknown(open) => {
                let mut why = Vec::with_capacity(open.len());
                for open in open {
                    let mut sites = Vec::new();
                    for site in open.sites {
                        let at = self.view(site.file)?.locate(site.span).start;
                        sites.push((self.records[site.file as usize].path.clone(), at));
                    }
                    let users =
                        open.users.into_iter().map(|user| self.user(user)).collect::<Result<_, _>>()?;
                    let (reason, detail, count) = (open.doubt.as_str(), open.detail, open.count);
                    why.push(Why { reason, detail, count, sites, users });
                }
                why
            }
        })
    }

    fn user(&mut self, node: Node) -> Result<UserInfo, StoreError> {
        let view = self.view(node.file)?;
        let symbol = view.symbol_or_file(node.def);
        Ok(UserInfo { name: symbol.display_fqn, path: symbol.path, start: symbol.name_location.start })
    }
}
