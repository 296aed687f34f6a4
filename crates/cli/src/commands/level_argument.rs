//! The argument that says what the vertices of a graph are.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use engine::query::{EdgeGroup, EdgeGroups, Level};
use wire::UnitEntry;

use super::edge_argument;
use super::picture::Node;

/// Reads one of `levels`.
pub(super) fn parser(levels: &'static [Level]) -> impl TypedValueParser<Value = Level> {
    PossibleValuesParser::new(levels.iter().map(|level| level.as_str())).map(move |name| {
        let found = levels.iter().find(|level| level.as_str() == name);
        *found.expect("only these names are possible")
    })
}

/// A graph at any level.
#[derive(clap::Args, Debug, Clone)]
pub(crate) struct LevelArgument {
    /// Between what: definitions, files, directories, or what manifests make
    #[arg(long, value_name = "LEVEL", default_value = "symbol", value_parser = parser(&Level::ALL))]
    pub(crate) level: Level,
    /// Follow these edges (several with commas); `calls` between symbols, else `imports`, when absent
    #[arg(long, value_name = "EDGES", value_delimiter = ',', value_parser = edge_argument::groups())]
    edges: Vec<EdgeGroup>,
}

impl LevelArgument {
    /// The edges to follow.
    pub(crate) fn groups(&self) -> EdgeGroups {
        let usual = if self.level == Level::Symbol { EdgeGroup::Calls } else { EdgeGroup::Imports };
        if self.edges.is_empty() { EdgeGroups::new(&[usual]) } else { EdgeGroups::new(&self.edges) }
    }
}

/// A graph of files, directories or packages.
#[derive(clap::Args, Debug, Clone)]
pub(crate) struct ModuleLevelArgument {
    /// Between what: files, directories, or what manifests make
    #[arg(long, value_name = "LEVEL", default_value = "module", value_parser = parser(&Level::ALL[1..]))]
    pub(crate) level: Level,
    /// Follow these edges (several with commas)
    #[arg(long, value_name = "EDGES", value_delimiter = ',', default_value = "calls,refs,imports,inherits", value_parser = edge_argument::groups())]
    edges: Vec<EdgeGroup>,
}

impl ModuleLevelArgument {
    /// The edges to follow.
    pub(crate) fn groups(&self) -> EdgeGroups {
        EdgeGroups::new(&self.edges)
    }
}

/// A unit as a person reads it: a symbol with its place.
pub(crate) fn told(unit: &UnitEntry) -> String {
    lines(unit).join("  ")
}

/// The box of a unit.
pub(crate) fn node(unit: &UnitEntry) -> Node {
    Node { lines: lines(unit), faint: false }
}

/// The name of a unit and, of a symbol, its place.
fn lines(unit: &UnitEntry) -> Vec<String> {
    let place =
        unit.symbol.as_ref().and_then(|at| Some(format!("{}:{}", at.path.as_deref()?, at.start_line?)));
    std::iter::once(unit.name.clone()).chain(place).collect()
}
