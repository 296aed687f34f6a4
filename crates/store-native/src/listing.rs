//! Finding symbols and files through the indexes.

use std::ops::ControlFlow;

use model::ids::SymbolId;
use model::path::RepoPath;
use store::{Each, FqnHit, StoreError, SymbolHit, SymbolPlace, keys};

use crate::blocks;
use crate::layout::{Space, View};
use crate::paths::{self, FileOfHits, Files};
use crate::rows::{IdRow, Posting, TextRow};

/// Files that have a key among their keys or asked for it, in path order.
pub(crate) fn files_with_key(view: View<'_>, key: u32, each: Each<'_, RepoPath>) -> Result<(), StoreError> {
    let mut found = Vec::new();
    blocks::from(view, Space::Posting, &key.to_be_bytes(), &mut |_, row: &Posting| {
        if row.key != key {
            return Ok(ControlFlow::Break(()));
        }
        found.push(paths::path(view, row.file)?);
        Ok(ControlFlow::Continue(()))
    })?;
    found.sort();
    let _: ControlFlow<()> = found.into_iter().try_for_each(each);
    Ok(())
}

/// Symbols whose id begins with these hexadecimal characters, by id.
pub(crate) fn symbols_by_id(
    view: View<'_>,
    prefix: &str,
    each: Each<'_, SymbolPlace>,
) -> Result<(), StoreError> {
    let Some((low, high)) = id_range(prefix) else { return Ok(()) };
    let mut files = Files::new(view);
    blocks::from(view, Space::Id, &low, &mut |_, row: &IdRow| {
        if row.id > high {
            return Ok(ControlFlow::Break(()));
        }
        let file = files.get(row.file)?;
        let ordinal = row.slot.map(|slot| file.slots.ordinal(slot)).transpose()?;
        Ok(each(SymbolPlace { id: SymbolId::from_bytes(row.id), path: file.path.clone(), ordinal }))
    })
}

/// The smallest and the largest id that begin with these hexadecimal characters; `None` when they are none.
fn id_range(prefix: &str) -> Option<([u8; 16], [u8; 16])> {
    if prefix.len() > 32 || !prefix.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let end = |fill: char| {
        let text: String = prefix.chars().chain(std::iter::repeat(fill)).take(32).collect();
        u128::from_str_radix(&text, 16).ok().map(u128::to_be_bytes)
    };
    Some((end('0')?, end('f')?))
}

/// Symbols called `name`, by path and ordinal.
pub(crate) fn symbols_named(view: View<'_>, name: &str, each: Each<'_, SymbolHit>) -> Result<(), StoreError> {
    let mut files = Files::new(view);
    let mut hits = Vec::new();
    exactly(view, Space::Name, name, &mut |row| {
        hits.push(symbol_hit(&mut files, row)?);
        Ok(())
    })?;
    let _: ControlFlow<()> = give_hits(&mut hits, each);
    Ok(())
}

/// Symbols whose name begins with `prefix` and that `wanted` accepts, by name, path and ordinal. Reads the names with that
/// prefix, and files only of those that are wanted.
pub(crate) fn symbols_matching(
    view: View<'_>,
    prefix: &str,
    wanted: &dyn Fn(&str) -> bool,
    each: Each<'_, SymbolHit>,
) -> Result<(), StoreError> {
    let mut files = Files::new(view);
    let mut hits: Vec<SymbolHit> = Vec::new();
    by_text(view, Space::Name, prefix, wanted, &mut |group| {
        for row in group {
            hits.push(symbol_hit(&mut files, row)?);
        }
        Ok(give_hits(&mut hits, each))
    })
}

/// Symbols with exactly this qualified name, by path and ordinal.
pub(crate) fn symbols_with_fqn(view: View<'_>, fqn: &str, each: Each<'_, FqnHit>) -> Result<(), StoreError> {
    let mut files = Files::new(view);
    let mut hits = Vec::new();
    exactly(view, Space::Fqn, fqn, &mut |row| {
        hits.push(fqn_hit(&mut files, row)?);
        Ok(())
    })?;
    hits.sort();
    let _: ControlFlow<()> = hits.into_iter().try_for_each(each);
    Ok(())
}

/// Symbols whose qualified name begins with `prefix`, by name, path and ordinal.
pub(crate) fn fqns_with_prefix(
    view: View<'_>,
    prefix: &str,
    each: Each<'_, FqnHit>,
) -> Result<(), StoreError> {
    let mut files = Files::new(view);
    by_text(view, Space::Fqn, prefix, &|_| true, &mut |group| {
        let hits: Result<Vec<FqnHit>, StoreError> =
            group.iter().map(|row| fqn_hit(&mut files, row)).collect();
        let mut hits = hits?;
        hits.sort();
        Ok(hits.into_iter().try_for_each(&mut *each))
    })
}

fn symbol_hit(files: &mut Files<'_>, row: &TextRow) -> Result<SymbolHit, StoreError> {
    let FileOfHits { path, language, slots } = files.get(row.file)?;
    Ok(SymbolHit {
        path: path.clone(),
        language: language.clone(),
        ordinal: slots.ordinal(row.slot)?,
        name: row.text()?.to_owned(),
        kind: row.kind(),
        marks: row.marks(),
    })
}

fn fqn_hit(files: &mut Files<'_>, row: &TextRow) -> Result<FqnHit, StoreError> {
    let FileOfHits { path, slots, .. } = files.get(row.file)?;
    let (fqn, ordinal) = (row.text()?.to_owned(), slots.ordinal(row.slot)?);
    Ok(FqnHit { fqn, path: path.clone(), ordinal, kind: row.kind() })
}

/// Gives hits of one name in the order of paths and ordinals.
fn give_hits(hits: &mut Vec<SymbolHit>, each: Each<'_, SymbolHit>) -> ControlFlow<()> {
    hits.sort_by(|a, b| (&a.path, a.ordinal).cmp(&(&b.path, b.ordinal)));
    hits.drain(..).try_for_each(each)
}

/// Gives the rows with exactly this text.
fn exactly(
    view: View<'_>,
    space: Space,
    text: &str,
    each: &mut dyn FnMut(&TextRow) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut start = Vec::new();
    keys::put_terminated(text.as_bytes(), &mut start);
    blocks::from(view, space, &start, &mut |key, row: &TextRow| {
        // A text that was cut has its hash in the key: another one never shares it.
        if !key.starts_with(&start) {
            return Ok(ControlFlow::Break(()));
        }
        each(row)?;
        Ok(ControlFlow::Continue(()))
    })
}

/// Called for the rows of each text; `Break` ends the listing.
type EachGroup<'a> = &'a mut dyn FnMut(&[TextRow]) -> Result<ControlFlow<()>, StoreError>;

/// Gives the rows whose text begins with `prefix` and is wanted, text by text in order.
fn by_text(
    view: View<'_>,
    space: Space,
    prefix: &str,
    wanted: &dyn Fn(&str) -> bool,
    each: EachGroup<'_>,
) -> Result<(), StoreError> {
    let mut start = Vec::new();
    let ordered = keys::put_escaped(prefix.as_bytes(), &mut start);
    let ordered = &prefix.as_bytes()[..ordered];
    let mut groups = Groups { prefix, wanted, last: Vec::new(), text: None, rows: Vec::new() };
    let mut ended = false;
    blocks::from(view, space, &start, &mut |key, row: &TextRow| {
        let flow =
            if row.text.starts_with(ordered) { groups.add(key, row, each)? } else { ControlFlow::Break(()) };
        ended = flow.is_break() && row.text.starts_with(ordered);
        Ok(flow)
    })?;
    if ended { Ok(()) } else { groups.give(each).map(drop) }
}

/// Rows of one text, or of a run of texts whose keys may not be in order.
struct Groups<'a> {
    prefix: &'a str,
    wanted: &'a dyn Fn(&str) -> bool,
    /// The key of the last row that was kept.
    last: Vec<u8>,
    /// The last text that was looked at, and whether it is wanted.
    text: Option<(Vec<u8>, bool)>,
    rows: Vec<TextRow>,
}

impl Groups<'_> {
    fn add(&mut self, key: &[u8], row: &TextRow, each: EachGroup<'_>) -> Result<ControlFlow<()>, StoreError> {
        if self.text.as_ref().is_none_or(|(text, _)| *text != row.text) {
            if !keys::may_be_disordered(&self.last, key) && self.give(each)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let text = row.text()?;
            let wanted = text.starts_with(self.prefix) && (self.wanted)(text);
            self.text = Some((row.text.clone(), wanted));
        }
        if self.text.as_ref().is_some_and(|(_, wanted)| *wanted) {
            self.last.clear();
            self.last.extend_from_slice(key);
            self.rows.push(row.clone());
        }
        Ok(ControlFlow::Continue(()))
    }

    fn give(&mut self, each: EachGroup<'_>) -> Result<ControlFlow<()>, StoreError> {
        // A run of long texts is sorted; rows of one text are in order already.
        self.rows.sort_by(|a, b| a.text.cmp(&b.text));
        for group in self.rows.chunk_by(|a, b| a.text == b.text) {
            if each(group)?.is_break() {
                self.rows.clear();
                return Ok(ControlFlow::Break(()));
            }
        }
        self.rows.clear();
        Ok(ControlFlow::Continue(()))
    }
}
