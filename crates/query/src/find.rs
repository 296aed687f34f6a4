//! Finding symbols by name, kind, language and path.

use std::ops::ControlFlow;

use globset::{Glob, GlobMatcher};
use model::ids::DefId;
use model::kinds::DefKind;
use model::path::RepoPath;
use store::{Snapshot, StoreError, SymbolHit};

use crate::file_view::{FileView, SymbolInfo};

/// Which names are wanted.
#[derive(Clone, Debug)]
pub enum NamePattern {
    /// Exactly this name, or this display or canonical FQN.
    Exact(String),
    /// Names that match a glob (`*`, `?`, `[…]`, `{a,b}`).
    Glob(GlobMatcher),
}

/// Reads a glob over names or paths.
///
/// # Errors
/// The reason when it cannot be read.
pub fn glob(pattern: &str) -> Result<GlobMatcher, String> {
    Glob::new(pattern).map(|glob| glob.compile_matcher()).map_err(|error| error.to_string())
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

/// Finds symbols. Costs a look in the index of names and the files of the results.
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

    fn accepts(&self, hit: &SymbolHit) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&hit.kind))
            && (self.languages.is_empty() || self.languages.contains(&hit.language))
            && self.path.as_ref().is_none_or(|glob| glob.is_match(hit.path.as_str()))
    }
}

/// Symbols with exactly this name; when there are none, those whose FQN it is; when there are none either, those whose
/// FQN ends with it.
fn exact(snapshot: &dyn Snapshot, name: &str, query: &FindQuery) -> Result<Vec<SymbolHit>, StoreError> {
    let by_name = named(snapshot, name, query)?;
    let last = last_segment(name);
    if !by_name.is_empty() || last == name {
        return Ok(by_name);
    }
    let hits = named(snapshot, last, query)?;
    let described = describe(snapshot, &hits)?;
    let accepted = |is_it: &dyn Fn(&SymbolInfo) -> bool| -> Vec<SymbolHit> {
        hits.iter().zip(&described).filter(|(_, symbol)| is_it(symbol)).map(|(hit, _)| hit.clone()).collect()
    };
    let whole = accepted(&|symbol| symbol.display_fqn == name || symbol.canonical_fqn == name);
    if !whole.is_empty() {
        return Ok(whole);
    }
    Ok(accepted(&|symbol| is_end_of(name, &symbol.display_fqn)))
}

/// Whether `name` is the last segments of `fqn`.
fn is_end_of(name: &str, fqn: &str) -> bool {
    fqn.strip_suffix(name).is_some_and(|before| before.ends_with(['.', ':', '/']))
}

fn named(snapshot: &dyn Snapshot, name: &str, query: &FindQuery) -> Result<Vec<SymbolHit>, StoreError> {
    let mut hits = Vec::new();
    snapshot.symbols_named(name, &mut |hit| {
        hits.extend(Some(hit).filter(|hit| query.accepts(hit)));
        ControlFlow::Continue(())
    })?;
    Ok(hits)
}

fn matching(
    snapshot: &dyn Snapshot,
    glob: &GlobMatcher,
    query: &FindQuery,
) -> Result<Vec<SymbolHit>, StoreError> {
    let mut hits = Vec::new();
    let prefix = literal_prefix(glob.glob().glob());
    snapshot.symbols_matching(prefix, &|name| glob.is_match(name), &mut |hit| {
        hits.extend(Some(hit).filter(|hit| query.accepts(hit)));
        ControlFlow::Continue(())
    })?;
    Ok(hits)
}

/// What every name that matches begins with.
fn literal_prefix(glob: &str) -> &str {
    &glob[..glob.find(['*', '?', '[', '{', '\\']).unwrap_or(glob.len())]
}

/// The name at the end of a FQN in any language's way of writing.
fn last_segment(fqn: &str) -> &str {
    let start = fqn.rfind(['.', ':', '#', '/']).map_or(0, |at| at + 1);
    &fqn[start..]
}

/// Loads each file of the hits once and tells everything about them, in the order of the hits.
fn describe(snapshot: &dyn Snapshot, hits: &[SymbolHit]) -> Result<Vec<SymbolInfo>, StoreError> {
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
