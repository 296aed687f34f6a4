//! Choosing one symbol by whatever a user has at hand: id, FQN, position or name.

use std::ops::ControlFlow;

use model::path::RepoPath;
use model::span::Position;
use store::{Snapshot, StoreError};

use crate::file_view::{FileView, SymbolInfo};
use crate::find::{FindQuery, describe_places, find};

/// Shortest beginning of an id that is taken for one.
pub(crate) const MIN_ID_PREFIX: usize = 8;

/// What a user said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Selector {
    /// A symbol id or its beginning.
    Id(String),
    /// A line, perhaps a column (0-based), of a file.
    At(RepoPath, u32, Option<u32>),
    /// A name or FQN.
    Name(String),
}

/// What that can mean, in canonical order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Selection {
    /// Nothing.
    None,
    /// One symbol.
    One(Box<SymbolInfo>),
    /// Several; it is the user's choice.
    Many(Vec<SymbolInfo>),
}

impl Selector {
    /// Reads `text`; `file` turns what stands before `:line` into a root-relative path.
    pub fn parse(text: &str, file: &dyn Fn(&str) -> Option<RepoPath>) -> Self {
        let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if (MIN_ID_PREFIX..=32).contains(&text.len()) && is_hex(text) {
            return Self::Id(text.to_ascii_lowercase());
        }
        Self::position(text, file).unwrap_or_else(|| Self::Name(text.to_owned()))
    }

    fn position(text: &str, file: &dyn Fn(&str) -> Option<RepoPath>) -> Option<Self> {
        let (before, last) = text.rsplit_once(':')?;
        let last: u32 = last.parse().ok()?;
        if let Some((path, line)) = before.rsplit_once(':')
            && let Ok(line) = line.parse()
        {
            return Some(Self::At(file(path)?, line, Some(last)));
        }
        Some(Self::At(file(before)?, last, None))
    }
}

/// All symbols that `selector` can mean, narrowed by `narrow`'s kinds, languages and path.
///
/// # Errors
/// When the store cannot be read.
pub fn select(
    snapshot: &dyn Snapshot,
    selector: &Selector,
    narrow: &FindQuery,
) -> Result<Selection, StoreError> {
    let mut symbols = match selector {
        Selector::Id(prefix) => by_id(snapshot, prefix)?,
        Selector::At(path, line, column) => at(snapshot, path, *line, *column)?,
        Selector::Name(name) => {
            let named = FindQuery {
                name: crate::find::NamePattern::Exact(name.clone()),
                limit: None,
                ..narrow.clone()
            };
            find(snapshot, &named)?.symbols
        }
    };
    // A name that looks like an id may be one all the same.
    if let (Selector::Id(text), true) = (selector, symbols.is_empty()) {
        symbols = find(snapshot, &FindQuery::named(text))?.symbols;
    }
    if let (Selector::Name(name), true) = (selector, symbols.is_empty()) {
        symbols.extend(file_called(snapshot, name)?);
    }
    Ok(match symbols.len() {
        0 => Selection::None,
        1 => Selection::One(Box::new(symbols.swap_remove(0))),
        _ => Selection::Many(symbols),
    })
}

/// The file at a root-relative path, as the module that it is.
fn file_called(snapshot: &dyn Snapshot, name: &str) -> Result<Option<SymbolInfo>, StoreError> {
    let Some(path) = RepoPath::new(name).filter(|_| !name.is_empty()) else { return Ok(None) };
    Ok(FileView::load(snapshot, &path)?.map(|view| view.file_symbol()))
}

fn by_id(snapshot: &dyn Snapshot, prefix: &str) -> Result<Vec<SymbolInfo>, StoreError> {
    let mut places = Vec::new();
    snapshot.symbols_by_id(prefix, &mut |place| {
        places.push(place);
        ControlFlow::Continue(())
    })?;
    let places: Vec<_> = places.iter().map(|place| (&place.path, place.ordinal)).collect();
    describe_places(snapshot, &places)
}

/// The definition whose name is on the line, at the column when one is given; else the innermost one around it.
fn at(
    snapshot: &dyn Snapshot,
    path: &RepoPath,
    line: u32,
    column: Option<u32>,
) -> Result<Vec<SymbolInfo>, StoreError> {
    let Some(view) = FileView::load(snapshot, path)? else { return Ok(Vec::new()) };
    if let Some(column) = column {
        let offset = view.offset(Position { line, column });
        return Ok(offset
            .and_then(|offset| view.def_at(offset))
            .map(|def| view.symbol(def))
            .into_iter()
            .collect());
    }
    let all = view.symbols();
    let named_here: Vec<_> =
        all.iter().filter(|symbol| symbol.name_location.start.line == line).cloned().collect();
    if !named_here.is_empty() {
        return Ok(named_here);
    }
    let around =
        |symbol: &&SymbolInfo| symbol.location.start.line <= line && line <= symbol.location.end.line;
    let innermost = all.iter().filter(around).min_by_key(|symbol| symbol.location.span.len());
    Ok(innermost.cloned().into_iter().collect())
}
