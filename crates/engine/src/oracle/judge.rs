//! A SCIP index laid on an indexed tree: which of its documents fit, what its symbols are here, what it says of each place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use model::path::RepoPath;
use model::span::Span;
use overlay::scip::{Document, Misfit, Oracle, Placed, Suffix, SymbolName, fit};
use query::{FileView, Views};
use rustc_hash::{FxHashMap, FxHashSet};

use super::ScipInput;
use super::meaning::{Meaning, TheirPlace};
use super::place::{Standing, Stands};
use crate::database::Database;
use crate::error::EngineError;

/// A document that cannot be used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RefusedDocument {
    /// Its path as the index has it.
    pub path: String,
    /// Why.
    pub refusal: Refusal,
}

/// Why a document cannot be used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Refusal {
    /// Its path is absolute, leads out of the tree or is no path.
    Path,
    /// The file is not indexed.
    NotIndexed,
    /// Another document with its path came before.
    Duplicate,
    /// It is not about the bytes that were indexed.
    Drift(String),
}

impl Refusal {
    /// The stable text form of the kind.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Path => "foreign-path",
            Self::NotIndexed => "not-indexed",
            Self::Duplicate => "duplicate",
            Self::Drift(_) => "drift",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path => f.write_str("its path is not one below the root"),
            Self::NotIndexed => f.write_str("the file is not in the index"),
            Self::Duplicate => f.write_str("the index has the file twice; the first counts"),
            Self::Drift(why) => write!(f, "it is not about the file as indexed: {why}"),
        }
    }
}

/// A place and what it means, each meaning once.
pub(super) struct JudgedPlace {
    pub(super) span: Span,
    pub(super) meanings: Vec<Meaning>,
}

/// A definition that the compiler sees, and what we have there.
pub(super) struct JudgedDefinition {
    pub(super) span: Span,
    pub(super) stands: Stands,
}

/// A file that both know.
pub(super) struct JudgedFile {
    pub(super) view: Rc<FileView>,
    /// In order of position.
    pub(super) places: Vec<JudgedPlace>,
    /// Definitions that others can name, in order of position.
    pub(super) definitions: Vec<JudgedDefinition>,
}

/// The index after its first reading.
pub(super) struct Judge<'a> {
    pub(super) oracle: Oracle,
    views: &'a Views<'a>,
    /// For each document in the order of the index: its file when it fits.
    files: Vec<Option<RepoPath>>,
    accepted: FxHashSet<RepoPath>,
    pub(super) refused: Vec<RefusedDocument>,
    symbols: FxHashMap<String, Symbol>,
    packages: FxHashSet<(String, String)>,
}

/// A file and the occurrences in it.
type Fitting<'d> = (Rc<FileView>, Vec<Placed<'d>>);

/// What a symbol of the whole index is.
#[derive(Default)]
struct Symbol {
    /// Those with a body before those that only declare.
    places: Vec<TheirPlace>,
    with_body: usize,
    /// How many of them are local to a definition.
    local: usize,
    /// Some of its definitions are in a document that does not fit.
    is_unknown: bool,
}

impl<'a> Judge<'a> {
    /// Reads all definitions.
    pub(super) fn new(db: &Database, views: &'a Views<'a>, input: &ScipInput) -> Result<Self, EngineError> {
        let oracle = Oracle::open(&input.file)?;
        let under = under(db, input, &oracle.root);
        let mut judge = Self {
            oracle: oracle.clone(),
            views,
            files: Vec::new(),
            accepted: FxHashSet::default(),
            refused: Vec::new(),
            symbols: FxHashMap::default(),
            packages: FxHashSet::default(),
        };
        oracle.documents(|document| judge.admit(&under, &document))?;
        judge.refused.sort();
        Ok(judge)
    }

    /// How many documents fit.
    pub(super) fn documents(&self) -> usize {
        self.accepted.len()
    }

    /// Whether the compiler saw this file as it is indexed.
    pub(super) fn saw(&self, path: &RepoPath) -> bool {
        self.accepted.contains(path)
    }

    /// What is to be said when nothing fits.
    pub(super) fn nothing_fits(&self, input: &ScipInput) -> EngineError {
        let first = self.refused.first().map(|one| format!("{}: {}", one.path, one.refusal));
        EngineError::NothingFits { path: input.file.clone(), first }
    }

    /// Hands over each file that both know, in the order of the index.
    pub(super) fn each_file(
        &self,
        mut take: impl FnMut(JudgedFile) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let mut files = self.files.iter();
        self.oracle.documents(|document| match files.next() {
            Some(Some(path)) => take(self.judged(path, &document)?),
            _ => Ok(()),
        })
    }

    fn admit(&mut self, under: &str, document: &Document) -> Result<(), EngineError> {
        let refusal = match self.placed(under, document)? {
            Ok((view, placed)) => {
                self.learn(&view, &placed);
                let path = view.record.path.clone();
                self.accepted.insert(path.clone());
                self.files.push(Some(path));
                return Ok(());
            }
            Err(refusal) => refusal,
        };
        for occurrence in document.occurrences.iter().filter(|occurrence| occurrence.is_definition) {
            if let SymbolName::Global { package, .. } = SymbolName::parse(&occurrence.symbol) {
                self.add_package(package);
                self.symbols.entry(occurrence.symbol.clone()).or_default().is_unknown = true;
            }
        }
        self.files.push(None);
        self.refused.push(RefusedDocument { path: document.path.clone(), refusal });
        Ok(())
    }

    fn placed<'d>(
        &self,
        under: &str,
        document: &'d Document,
    ) -> Result<Result<Fitting<'d>, Refusal>, EngineError> {
        let Some(path) = repo_path(under, &document.path) else { return Ok(Err(Refusal::Path)) };
        if self.accepted.contains(&path) {
            return Ok(Err(Refusal::Duplicate));
        }
        let Some(view) = self.views.find(&path)? else { return Ok(Err(Refusal::NotIndexed)) };
        let placed = fit(document, &view.source);
        Ok(placed.map(|placed| (view, placed)).map_err(|misfit: Misfit| Refusal::Drift(misfit.to_string())))
    }

    fn learn(&mut self, view: &FileView, placed: &[Placed<'_>]) {
        let standing = Standing::new(view);
        for one in placed.iter().filter(|one| one.is_definition) {
            let name = SymbolName::parse(one.symbol);
            let SymbolName::Global { package, .. } = name else { continue };
            self.add_package(package);
            let stands = standing.at(one, &name);
            let symbol = self.symbols.entry(one.symbol.to_owned()).or_default();
            symbol.add(their_place(view, one.span, stands), stands, standing.declares(one.span));
        }
        // Of overloads and of what is defined anew, tools define the first and name the rest like references.
        for one in placed.iter().filter(|one| !one.is_definition) {
            let Some(stands) = standing.named_like(one) else { continue };
            if let Some(symbol) = self.symbols.get_mut(one.symbol)
                && symbol
                    .places
                    .iter()
                    .filter_map(|place| place.id)
                    .any(|id| standing.are_twins(one.span, id))
            {
                symbol.add(their_place(view, one.span, stands), stands, standing.declares(one.span));
            }
        }
    }

    fn add_package(&mut self, package: (&str, &str)) {
        self.packages.insert(normal(package));
    }

    fn judged(&self, path: &RepoPath, document: &Document) -> Result<JudgedFile, EngineError> {
        let view = self.views.file(path)?;
        // It fitted a moment ago; a file of the index that changes meanwhile is somebody else's.
        let placed = fit(document, &view.source).unwrap_or_default();
        let standing = Standing::new(&view);
        let (mut locals, mut definitions) = (FxHashMap::default(), Vec::new());
        for one in placed.iter().filter(|one| one.is_definition) {
            let name = SymbolName::parse(one.symbol);
            let stands = standing.at(one, &name);
            match &name {
                SymbolName::Local => {
                    let symbol: &mut Symbol = locals.entry(one.symbol).or_default();
                    symbol.add(their_place(&view, one.span, stands), stands, standing.declares(one.span));
                }
                SymbolName::Global { last, .. } if is_nameable(last.suffix) && !one.span.is_empty() => {
                    definitions.push(JudgedDefinition { span: one.span, stands });
                }
                _ => {}
            }
        }
        let mut named: BTreeMap<Span, BTreeSet<Meaning>> = BTreeMap::new();
        let is_place = |one: &&Placed<'_>| {
            !one.is_definition && !one.span.is_empty() && !self.defines(&view, &standing, one)
        };
        for one in placed.iter().filter(is_place) {
            named.entry(one.span).or_default().insert(self.meaning(path, one.symbol, &locals));
        }
        let judged = |(span, meanings): (_, BTreeSet<_>)| JudgedPlace {
            span,
            meanings: meanings.into_iter().collect(),
        };
        Ok(JudgedFile {
            places: named.into_iter().map(judged).collect(),
            definitions,
            view: Rc::clone(&view),
        })
    }

    /// Whether what is written like a reference is one of the definitions of the symbol.
    fn defines(&self, view: &FileView, standing: &Standing<'_>, one: &Placed<'_>) -> bool {
        let Some(stands) = standing.named_like(one) else { return false };
        let place = their_place(view, one.span, stands);
        self.symbols.get(one.symbol).is_some_and(|symbol| symbol.places.contains(&place))
    }

    fn meaning(&self, path: &RepoPath, symbol: &str, locals: &FxHashMap<&str, Symbol>) -> Meaning {
        match SymbolName::parse(symbol) {
            // Without a definition it is an alias of something else.
            SymbolName::Local => locals.get(symbol).map_or(Meaning::Unknown, Symbol::meaning),
            SymbolName::Malformed => Meaning::Unknown,
            SymbolName::Global { package, last } => match self.symbols.get(symbol) {
                Some(known) if last.suffix == Suffix::Parameter && !known.is_only_in(path) => {
                    Meaning::Unknown
                }
                Some(known) => known.meaning(),
                None if self.packages.contains(&normal(package)) => Meaning::Unknown,
                None => Meaning::External,
            },
        }
    }
}

/// Manager and name of a package, however they are spelled: `Flask`, installed, is the `flask` of the tree
/// ([PEP 503](https://peps.python.org/pep-0503/)), and its parts may be in the tree.
fn normal((manager, name): (&str, &str)) -> (String, String) {
    (manager.to_owned(), name.to_lowercase().replace(['_', '.'], "-"))
}

impl Symbol {
    fn add(&mut self, place: TheirPlace, stands: Stands, declares: bool) {
        self.local += usize::from(stands == Stands::Local);
        if declares {
            self.places.push(place);
        } else {
            self.places.insert(self.with_body, place);
            self.with_body += 1;
        }
    }

    fn is_local(&self) -> bool {
        self.local > 0 && self.local == self.places.len()
    }

    /// One symbol in several files is several things with one name: each test of a package is a `crate` and may have a `main`. Which is
    /// meant, nobody can tell.
    fn meaning(&self) -> Meaning {
        let is_one = self.places.first().is_none_or(|first| self.is_only_in(&first.path));
        if self.is_unknown || !is_one {
            Meaning::Unknown
        } else if self.is_local() {
            Meaning::Local
        } else {
            Meaning::Here(self.places.clone())
        }
    }

    fn is_only_in(&self, path: &RepoPath) -> bool {
        self.places.iter().all(|place| place.path == *path)
    }
}

/// Whether other files can name it.
fn is_nameable(suffix: Suffix) -> bool {
    matches!(suffix, Suffix::Type | Suffix::Term | Suffix::Method | Suffix::Macro)
}

fn their_place(view: &FileView, span: Span, stands: Stands) -> TheirPlace {
    let start = view.locate(span).start;
    let id = match stands {
        Stands::Symbol(id) => Some(id),
        Stands::Local | Stands::Nothing => None,
    };
    TheirPlace { path: view.record.path.clone(), line: start.line, column: start.column, id }
}

/// The directory of the tree that the paths of an index are relative to; empty for the root.
fn under(db: &Database, input: &ScipInput, root: &str) -> String {
    if let Some(under) = &input.under {
        return under.trim_matches('/').to_owned();
    }
    let named = root.strip_prefix("file://").map(std::path::Path::new);
    let inside = named.and_then(|named| named.strip_prefix(db.root()).ok());
    inside.and_then(|inside| inside.to_str()).unwrap_or_default().to_owned()
}

/// The path of a document in the tree; `None` when it is absolute, leads upwards or is no path.
fn repo_path(under: &str, path: &str) -> Option<RepoPath> {
    let is_plain = |path: &str| {
        path.split('/').all(|part| !matches!(part, "" | "." | "..")) && !path.contains(['\\', '\0'])
    };
    if !is_plain(path) {
        return None;
    }
    RepoPath::new(&if under.is_empty() { path.to_owned() } else { format!("{under}/{path}") })
}
