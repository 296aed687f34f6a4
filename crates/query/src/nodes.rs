//! Between symbols and the nodes of a graph.

use std::ops::ControlFlow;
use std::rc::Rc;

use graph::{Graph, Node, Place};
use model::ids::DefId;
use model::kinds::DefKind;
use model::path::RepoPath;
use store::{FqnHit, StoreError};

use crate::calls::GraphQuestionError;
use crate::file_view::SymbolInfo;
use crate::find::SEPARATORS;
use crate::subject::Subject;
use crate::views::Views;

/// The nodes that a question about a subject begins at, in canonical order: its own and those of its declarations; of a file, a module
/// or a type also those of everything defined inside.
///
/// # Errors
/// When the store cannot be read, or the graph turns out to be damaged.
pub fn nodes_of(
    views: &Views<'_>,
    graph: &Graph,
    subject: &Subject,
) -> Result<Vec<Node>, GraphQuestionError> {
    let mut nodes = Vec::new();
    for symbol in subject.symbols() {
        nodes.extend(graph.node(symbol.path.as_str(), symbol.def)?);
        for (path, def) in inside(views, symbol)? {
            nodes.extend(graph.node(path.as_str(), Some(def))?);
        }
    }
    nodes.sort_by_key(|node| graph.rank(*node));
    nodes.dedup();
    Ok(nodes)
}

/// Everything that is defined inside of a symbol, when asking about it means asking about that too.
fn inside(views: &Views<'_>, symbol: &SymbolInfo) -> Result<Vec<(RepoPath, DefId)>, StoreError> {
    if symbol.kind == DefKind::File {
        let defs = views.file(&symbol.path)?.facts.defs.len() as u32;
        return Ok((0..defs).map(|def| (symbol.path.clone(), DefId::new(def))).collect());
    }
    if !symbol.kind.is_type() && !matches!(symbol.kind, DefKind::Module | DefKind::Namespace) {
        return Ok(Vec::new());
    }
    // Methods stand beside their type in Rust and C++, and in other files: the name tells where they belong, unless another has it too.
    let fqn = symbol.display_fqn.as_str();
    let same = hits(|each| views.snapshot().symbols_with_fqn(fqn, each))?;
    let mut files = same.iter().map(|hit| &hit.path).collect::<Vec<_>>();
    files.dedup();
    let is_alone = files.len() < 2;
    let members = hits(|each| views.snapshot().fqns_with_prefix(fqn, each))?;
    let belongs =
        |hit: &FqnHit| hit.fqn[fqn.len()..].starts_with(SEPARATORS) && (is_alone || hit.path == symbol.path);
    Ok(members.into_iter().filter(belongs).map(|hit| (hit.path, hit.ordinal)).collect())
}

fn hits(
    ask: impl FnOnce(&mut dyn FnMut(FqnHit) -> ControlFlow<()>) -> Result<(), StoreError>,
) -> Result<Vec<FqnHit>, StoreError> {
    let mut found = Vec::new();
    ask(&mut |hit| {
        found.push(hit);
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// The symbol that a place stands for.
///
/// # Errors
/// When the store cannot be read, or does not have what the graph tells of.
pub fn symbol_at(views: &Views<'_>, place: Place<'_>) -> Result<Rc<SymbolInfo>, StoreError> {
    let missing = || StoreError::corrupt("a file of the graph", place.path);
    let view = views.file(&RepoPath::new(place.path).ok_or_else(missing)?)?;
    let has = place.def.is_none_or(|def| def.index() < view.facts.defs.len());
    if has { Ok(Rc::new(view.symbol_or_file(place.def))) } else { Err(missing()) }
}
