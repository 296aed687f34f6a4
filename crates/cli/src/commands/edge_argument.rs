//! The argument that says which edges of the graph are followed.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use engine::query::{EdgeGroup, EdgeGroups};

/// Which edges are followed.
#[derive(Args, Debug, Clone)]
pub(crate) struct EdgeArgument {
    /// Follow these edges (several with commas)
    #[arg(long, value_name = "EDGES", value_delimiter = ',', default_value = "calls", value_parser = groups())]
    edges: Vec<EdgeGroup>,
}

impl EdgeArgument {
    /// Each once, in their order.
    pub(crate) fn groups(&self) -> EdgeGroups {
        EdgeGroups::new(&self.edges)
    }
}

/// Which edges mean that one thing depends on another.
#[derive(Args, Debug, Clone)]
pub(crate) struct DependenceArgument {
    /// Follow these edges (several with commas)
    #[arg(long, value_name = "EDGES", value_delimiter = ',', default_value = "calls,refs,inherits", value_parser = groups())]
    edges: Vec<EdgeGroup>,
}

impl DependenceArgument {
    /// Each once, in their order.
    pub(crate) fn groups(&self) -> EdgeGroups {
        EdgeGroups::new(&self.edges)
    }
}

/// Reads a name of a group of edges.
pub(super) fn groups() -> impl TypedValueParser<Value = EdgeGroup> {
    let named = |name: String| EdgeGroup::ALL.into_iter().find(|group| group.as_str() == name);
    PossibleValuesParser::new(EdgeGroup::ALL.map(EdgeGroup::as_str))
        .map(move |name| named(name).expect("only these names are possible"))
}
