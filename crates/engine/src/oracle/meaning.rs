//! What a compiler says of a place, in our terms.

use std::rc::Rc;

use model::ids::SymbolId;
use model::kinds::DefKind;
use model::path::RepoPath;
use query::{SymbolInfo, Views};
use store::StoreError;

/// Where a compiler puts a definition of the repository.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct TheirPlace {
    /// The file.
    pub path: RepoPath,
    /// The line from 1.
    pub line: u32,
    /// The column from 0, in bytes.
    pub column: u32,
    /// Our definition there; `None` when we have none.
    pub id: Option<SymbolId>,
}

/// What a name means, as a compiler sees it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Meaning {
    /// Definitions in the repository, all of one thing.
    Here(Vec<TheirPlace>),
    /// A parameter or local variable.
    Local,
    /// Something outside of the repository.
    External,
    /// Nothing that can be compared: a parameter of another file, an alias, something of a file that does not fit.
    Unknown,
}

/// Whether one of our symbols is what stands at one of their places: the same definition, a definition on the same line, or a type and
/// its constructor.
pub(super) fn is_there(views: &Views<'_>, id: SymbolId, places: &[TheirPlace]) -> Result<bool, StoreError> {
    if places.iter().any(|place| place.id == Some(id)) {
        return Ok(true);
    }
    let Some(ours) = views.symbol(id)? else { return Ok(false) };
    for place in places {
        let same_line = place.path == ours.path && place.line == ours.name_location.start.line;
        if same_line || constructs(&ours, place.id) || is_constructed_by(views, &ours, place.id)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn constructs(ours: &Rc<SymbolInfo>, theirs: Option<SymbolId>) -> bool {
    ours.kind == DefKind::Constructor && theirs.is_some() && ours.parent == theirs
}

fn is_constructed_by(
    views: &Views<'_>,
    ours: &Rc<SymbolInfo>,
    theirs: Option<SymbolId>,
) -> Result<bool, StoreError> {
    let Some(theirs) = theirs else { return Ok(false) };
    let theirs = views.symbol(theirs)?;
    Ok(theirs.is_some_and(|theirs| theirs.kind == DefKind::Constructor && theirs.parent == Some(ours.id)))
}
