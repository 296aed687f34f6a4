//! The kinds of nodes that a grammar knows.

use tree_sitter::Language;

use crate::spec::LanguageSpec;

/// The kind of text outside of the grammar, in every language.
const ERROR: &str = "ERROR";
/// Its number.
const ERROR_NUMBER: u16 = u16::MAX;

/// A kind of node.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeKind {
    /// As the grammar calls it.
    pub name: String,
    /// False for keywords and punctuation.
    pub named: bool,
}

/// All kinds of nodes in trees of a language, in order, each once.
pub fn node_kinds(spec: &LanguageSpec) -> Vec<NodeKind> {
    let language = (spec.grammar)();
    let visible = |id: &u16| language.node_kind_is_visible(*id) && !language.node_kind_is_supertype(*id);
    let kind = |id: u16| {
        let name = language.node_kind_for_id(id)?.to_owned();
        Some(NodeKind { name, named: language.node_kind_is_named(id) })
    };
    let ids = 0..language.node_kind_count() as u16;
    let kinds: std::collections::BTreeSet<_> = ids.filter(visible).filter_map(kind).collect();
    kinds.into_iter().collect()
}

/// The numbers of the nodes called `kind`: of named ones, else of keywords and punctuation.
pub(super) fn numbers(language: &Language, kind: &str) -> Option<Vec<u16>> {
    if kind == ERROR {
        return Some(vec![ERROR_NUMBER]);
    }
    let of = |named: bool| of_name(language, kind, named);
    [true, false].into_iter().map(of).find(|numbers| !numbers.is_empty())
}

/// The numbers of the nodes of a name; none of a name for several kinds.
pub(super) fn of_name(language: &Language, kind: &str, named: bool) -> Vec<u16> {
    let is_it = |id: &u16| {
        language.node_kind_for_id(*id) == Some(kind)
            && language.node_kind_is_named(*id) == named
            && language.node_kind_is_visible(*id)
            && !language.node_kind_is_supertype(*id)
    };
    (0..language.node_kind_count() as u16).filter(is_it).collect()
}
