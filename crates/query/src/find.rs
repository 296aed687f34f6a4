//! Finding symbols by name, kind, language and path.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use globset::{Glob, GlobMatcher};
use model::ids::DefId;
use model::kinds::DefKind;
use model::path::RepoPath;
use store::{Each, FqnHit, Snapshot, StoreError, SymbolHit};

use crate::file_view::{FileView, SymbolInfo};

/// Which names are wanted.
#[derive(Clone, Debug)]
pub enum NamePattern {
    /// Exactly this name, or this display or canonical FQN.
    Exact(String),
    /// Names that match a glob (`*`, `?`, `[…]`, `{a,b}`); with a separator in it (`.`, `:`, `#`, `/`), display FQNs that do.
    Glob(GlobMatcher),
}

/// Reads a glob over names or paths.
///
/// # Errors
/// The reason when it cannot be read.
pub fn glob(pattern: &str) -> Result<GlobMatcher, String> {
    Glob::new(pattern).map(|glob| glob.compile_matcher()).map_err(|error| error.to_string())
}

/// Whether a file is of one of these languages and at such a path. No language and no glob accept everything.
pub fn is_file_wanted(
    languages: &[String],
    path: Option<&GlobMatcher>,
    file: &RepoPath,
    language: &str,
) -> bool {
    (languages.is_empty() || languages.iter().any(|wanted| wanted == language))
        && path.is_none_or(|glob| glob.is_match(file.as_str()))
}

/// What is wanted. Empty lists and `None` accept everything.
#[derive(Clone, Debug)]
pub struct FindQuery {
    /// Names.
    pub name: NamePattern,
    /// Kinds.
    pub kinds: Vec<DefKind>,
    /// Names of languages.
    pub languages: Vec<String>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Most results; the number found is counted beyond it.
    pub limit: Option<usize>,
}

/// Symbols found and how many there are.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// In canonical order: path, start, end, kind, id.
    pub symbols: Vec<SymbolInfo>,
    /// All that match, also beyond the limit.
    pub total: u64,
}

/// A definition that the indexes know.
#[derive(Clone, Debug)]
struct Hit {
    path: RepoPath,
    ordinal: DefId,
}

/// Finds symbols. Costs a look in the index of names or of qualified names and the files of the results.
///
/// # Errors
/// When the store cannot be read.
pub fn find(snapshot: &dyn Snapshot, query: &FindQuery) -> Result<Found, StoreError> {
    let mut hits = match &query.name {
        NamePattern::Exact(name) => exact(snapshot, name, query)?,
        NamePattern::Glob(glob) => matching(snapshot, glob, query)?,
    };
    hits.sort_by(|a, b| (&a.path, a.ordinal).cmp(&(&b.path, b.ordinal)));
    let total = hits.len() as u64;
    hits.truncate(query.limit.unwrap_or(usize::MAX));
    let mut symbols = describe(snapshot, &hits)?;
    symbols.sort_by(|a, b| a.order().cmp(&b.order()));
    Ok(Found { symbols, total })
}

impl FindQuery {
    /// Every symbol of this name.
    pub fn named(name: &str) -> Self {
        Self {
            name: NamePattern::Exact(name.to_owned()),
            kinds: Vec::new(),
            languages: Vec::new(),
            path: None,
            limit: None,
        }
    }

    fn accepts(&self, path: &RepoPath, language: &str, kind: DefKind) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && is_file_wanted(&self.languages, self.path.as_ref(), path, language)
    }

    fn hit_of_name(&self, hit: SymbolHit) -> Option<Hit> {
        let SymbolHit { path, language, ordinal, kind, .. } = hit;
        self.accepts(&path, &language, kind).then_some(Hit { path, ordinal })
    }
}

/// Symbols with exactly this name; when there are none, those whose FQN it is; when there are none either, those whose
/// FQN ends with it.
fn exact(snapshot: &dyn Snapshot, name: &str, query: &FindQuery) -> Result<Vec<Hit>, StoreError> {
    let by_name = named(snapshot, name, query)?;
    let last = last_segment(name);
    if !by_name.is_empty() || last == name {
        return Ok(by_name);
    }
    let whole = qualified(snapshot, query, &|each| snapshot.symbols_with_fqn(name, each))?;
    if !whole.is_empty() {
        return Ok(whole);
    }
    let hits = named(snapshot, last, query)?;
    let described = describe(snapshot, &hits)?;
    let accepted = |is_it: &dyn Fn(&SymbolInfo) -> bool| -> Vec<Hit> {
        hits.iter().zip(&described).filter(|(_, symbol)| is_it(symbol)).map(|(hit, _)| hit.clone()).collect()
    };
    let whole = accepted(&|symbol| symbol.canonical_fqn == name);
    if !whole.is_empty() {
        return Ok(whole);
    }
    Ok(accepted(&|symbol| is_end_of(name, &symbol.display_fqn)))
}

/// Whether `name` is the last segments of `fqn`.
pub(crate) fn is_end_of(name: &str, fqn: &str) -> bool {
    fqn.strip_suffix(name).is_some_and(|before| before.ends_with(SEPARATORS))
}

/// What stands between the segments of a FQN in one language or another.
pub(crate) const SEPARATORS: [char; 4] = ['.', ':', '#', '/'];

fn named(snapshot: &dyn Snapshot, name: &str, query: &FindQuery) -> Result<Vec<Hit>, StoreError> {
    let mut hits = Vec::new();
    snapshot.symbols_named(name, &mut |hit| {
        hits.extend(query.hit_of_name(hit));
        ControlFlow::Continue(())
    })?;
    Ok(hits)
}

type Listing<'a> = &'a dyn Fn(Each<'_, FqnHit>) -> Result<(), StoreError>;

/// What a listing of qualified names gives and the query accepts.
fn qualified(snapshot: &dyn Snapshot, query: &FindQuery, list: Listing<'_>) -> Result<Vec<Hit>, StoreError> {
    let mut found = Vec::new();
    list(&mut |hit| {
        found.push(hit);
        ControlFlow::Continue(())
    })?;
    let mut languages: BTreeMap<RepoPath, String> = BTreeMap::new();
    let mut hits = Vec::new();
    for FqnHit { path, ordinal, kind, .. } in found {
        if !query.languages.is_empty() && !languages.contains_key(&path) {
            let record = snapshot.file(&path)?;
            languages.insert(path.clone(), record.map(|record| record.language).unwrap_or_default());
        }
        let language = languages.get(&path).map_or("", String::as_str);
        if query.accepts(&path, language, kind) {
            hits.push(Hit { path, ordinal });
        }
    }
    Ok(hits)
}

/// Symbols whose name matches a glob; a glob with a separator is one over qualified names.
fn matching(snapshot: &dyn Snapshot, glob: &GlobMatcher, query: &FindQuery) -> Result<Vec<Hit>, StoreError> {
    let pattern = glob.glob().glob();
    let prefix = literal_prefix(pattern);
    if pattern.contains(SEPARATORS) {
        return qualified(snapshot, query, &|each| {
            snapshot.fqns_with_prefix(prefix, &mut |hit| {
                if glob.is_match(&hit.fqn) { each(hit) } else { ControlFlow::Continue(()) }
            })
        });
    }
    let mut hits = Vec::new();
    snapshot.symbols_matching(prefix, &|name| glob.is_match(name), &mut |hit| {
        hits.extend(query.hit_of_name(hit));
        ControlFlow::Continue(())
    })?;
    Ok(hits)
}

/// What every name that matches begins with.
pub(crate) fn literal_prefix(glob: &str) -> &str {
    &glob[..glob.find(['*', '?', '[', '{', '\\']).unwrap_or(glob.len())]
}

/// The name at the end of a FQN in any language's way of writing.
pub(crate) fn last_segment(fqn: &str) -> &str {
    let start = fqn.rfind(SEPARATORS).map_or(0, |at| at + 1);
    &fqn[start..]
}

/// Loads each file of the hits once and tells everything about them, in the order of the hits.
fn describe(snapshot: &dyn Snapshot, hits: &[Hit]) -> Result<Vec<SymbolInfo>, StoreError> {
    let places: Vec<(&RepoPath, Option<DefId>)> =
        hits.iter().map(|hit| (&hit.path, Some(hit.ordinal))).collect();
    describe_places(snapshot, &places)
}

/// As [`describe`], for definitions known by file and ordinal; `None` stands for the file itself.
pub(crate) fn describe_places(
    snapshot: &dyn Snapshot,
    places: &[(&RepoPath, Option<DefId>)],
) -> Result<Vec<SymbolInfo>, StoreError> {
    let mut current: Option<FileView> = None;
    let mut symbols = Vec::with_capacity(places.len());
    for &(path, ordinal) in places {
        // Places come file by file: one view at a time is enough.
        if current.as_ref().is_none_or(|view| view.record.path != *path) {
            current = FileView::load(snapshot, path)?;
        }
        let has = |view: &&FileView| ordinal.is_none_or(|ordinal| ordinal.index() < view.facts.defs.len());
        let view = current.as_ref().filter(has);
        let view =
            view.ok_or_else(|| StoreError::corrupt("a symbol that its file does not have", path.as_str()))?;
        symbols.push(view.symbol_or_file(ordinal));
    }
    Ok(symbols)
}

#[cfg(test)]
mod tests {
    use super::{is_end_of, last_segment, literal_prefix};

    #[test]
    fn names_are_cut_out_of_patterns() {
        assert_eq!(literal_prefix("parse_*"), "parse_");
        assert_eq!(literal_prefix("*"), "");
        assert_eq!(last_segment("bytes::buf::Buf::len"), "len");
        assert_eq!(last_segment("flask.app.Flask"), "Flask");
        assert_eq!(last_segment("main"), "main");
        assert!(
            is_end_of("Buf::len", "bytes::buf::Buf::len") && !is_end_of("uf::len", "bytes::buf::Buf::len")
        );
    }
}
