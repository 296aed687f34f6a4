//! The rules of SCIP: those that `scip lint` has (<https://github.com/scip-code/scip>, `cmd/scip/lint.go`), and what `scip.proto`
//! says of ranges, paths and symbols.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use scip::symbol::{format_symbol, parse_symbol};
use scip::types::{Document, Index, PositionEncoding, SymbolRole};

use super::scip_index::{has, range};

/// Fails with the first rule that is broken.
pub(super) fn check(index: &Index, root: &Path) {
    let external: BTreeSet<&str> =
        index.external_symbols.iter().map(|symbol| symbol.symbol.as_str()).collect();
    assert_eq!(external.len(), index.external_symbols.len(), "external symbols are told of once");
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    let paths: BTreeSet<&str> =
        index.documents.iter().map(|document| document.relative_path.as_str()).collect();
    assert_eq!(paths.len(), index.documents.len(), "documents are there once");
    for document in &index.documents {
        for symbol in document.symbols.iter().filter(|symbol| !is_local(&symbol.symbol)) {
            let before = owners.insert(&symbol.symbol, &document.relative_path);
            assert_eq!(before, None, "{} is told of twice", symbol.symbol);
            assert!(!external.contains(symbol.symbol.as_str()), "{} is external too", symbol.symbol);
        }
    }
    let known = |symbol: &str| owners.contains_key(symbol) || external.contains(symbol);
    let mut definitions: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for document in &index.documents {
        check_document(document, root, &known, &mut definitions);
    }
    assert!(definitions.values().all(|count| *count == 1), "a global symbol has one definition");
    let defined: BTreeSet<&str> = definitions.keys().map(|(_, symbol)| *symbol).collect();
    let undefined = owners.keys().find(|symbol| !defined.contains(**symbol));
    assert_eq!(undefined, None, "what is told of is defined");
}

fn is_local(symbol: &str) -> bool {
    symbol.starts_with("local ")
}

fn check_document<'a>(
    document: &'a Document,
    root: &Path,
    known: &dyn Fn(&str) -> bool,
    definitions: &mut BTreeMap<(&'a str, &'a str), u32>,
) {
    let path = document.relative_path.as_str();
    let source = std::fs::read(root.join(path)).expect("documents are files below the root");
    let lines: Vec<&[u8]> = source.split(|byte| *byte == b'\n').collect();
    assert_eq!(
        document.position_encoding.enum_value(),
        Ok(PositionEncoding::UTF8CodeUnitOffsetFromLineStart)
    );
    let locals: BTreeSet<&str> = document
        .symbols
        .iter()
        .map(|symbol| symbol.symbol.as_str())
        .filter(|symbol| is_local(symbol))
        .collect();
    for symbol in &document.symbols {
        check_symbol(&symbol.symbol);
        let to: BTreeSet<&str> = symbol.relationships.iter().map(|other| other.symbol.as_str()).collect();
        assert_eq!(
            to.len(),
            symbol.relationships.len(),
            "one relationship from {} to each other",
            symbol.symbol
        );
        for other in &symbol.relationships {
            assert!(known(&other.symbol), "{} is related to {}", symbol.symbol, other.symbol);
            assert!(other.is_reference || other.is_implementation || other.is_type_definition);
        }
    }
    let (mut before, mut seen) = (None, BTreeSet::new());
    for found in &document.occurrences {
        check_symbol(&found.symbol);
        let is_known = if is_local(&found.symbol) {
            locals.contains(found.symbol.as_str())
        } else {
            known(&found.symbol)
        };
        assert!(is_known, "{path}: {} has no information", found.symbol);
        let at = range(&found.range);
        for (line, column) in [(at[0], at[1]), (at[2], at[3])] {
            let text = std::str::from_utf8(lines[line]).expect("the sources are UTF-8");
            assert!(text.is_char_boundary(column), "{path}:{line}:{column}");
        }
        let order = (at, !has(found, SymbolRole::Definition));
        assert!(before.is_none_or(|before| before <= order), "{path}: {order:?} after {before:?}");
        before = Some(order);
        let is_new = seen.insert((at, &found.symbol, found.symbol_roles));
        assert!(is_new, "{path}: {at:?} {} is there twice", found.symbol);
        assert!(!(has(found, SymbolRole::Definition) && has(found, SymbolRole::ForwardDefinition)));
        if !found.enclosing_range.is_empty() {
            let around = range(&found.enclosing_range);
            assert!(around[..2] <= at[..2] && at[2..] <= around[2..], "{path}: {at:?} is in {around:?}");
        }
        if has(found, SymbolRole::Definition) && !is_local(&found.symbol) {
            *definitions.entry(("", found.symbol.as_str())).or_default() += 1;
        }
    }
}

/// A symbol is written as the grammar says, in the one way that it allows.
fn check_symbol(symbol: &str) {
    let parsed = parse_symbol(symbol).unwrap_or_else(|error| panic!("{symbol}: {error:?}"));
    // The parser takes doubled spaces for one, which the formatter does not double again.
    if !symbol.contains("  ") {
        assert_eq!(format_symbol(parsed), symbol);
    }
}
