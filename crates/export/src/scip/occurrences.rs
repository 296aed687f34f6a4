//! Where symbols are, as occurrences.

use engine::query::FileView;
use engine::{Role, Span};
use scip::types::{Occurrence, SymbolRole, SyntaxKind};

use super::{Index, information, kinds};
use crate::symbols::{Does, Locals, Meaning, Mention};

/// The occurrence of a mention, without what its place says of it.
pub(super) fn occurrence(
    view: &FileView,
    locals: &Locals<'_>,
    mention: &Mention,
    index: &Index<'_>,
) -> Occurrence {
    let (roles, enclosing) = match mention.does {
        Does::Define(whole) => (SymbolRole::Definition as i32, Some(whole)),
        Does::Declare(whole) => (SymbolRole::ForwardDefinition as i32, Some(whole)),
        Does::Refer(role) => (kinds::role(role), None),
    };
    Occurrence {
        range: range(view, mention.span),
        symbol: symbol(mention, index),
        symbol_roles: roles,
        syntax_kind: syntax(locals, mention).into(),
        enclosing_range: enclosing.map(|whole| range(view, whole)).unwrap_or_default(),
        ..Default::default()
    }
}

fn symbol(mention: &Mention, index: &Index<'_>) -> String {
    match &mention.meaning {
        Meaning::Symbol(symbol) => index.mentioned(symbol).to_owned(),
        Meaning::Local(number) => information::local_symbol(*number),
        Meaning::External(symbol, name) => {
            index.add_external(symbol.clone(), name);
            symbol.clone()
        }
    }
}

fn syntax(locals: &Locals<'_>, mention: &Mention) -> SyntaxKind {
    let is_definition = !matches!(mention.does, Does::Refer(_));
    match (&mention.meaning, mention.does) {
        (_, Does::Refer(Role::Decorate)) => SyntaxKind::IdentifierAttribute,
        (Meaning::Symbol(symbol), _) => kinds::syntax(symbol.kind, is_definition),
        (Meaning::Local(number), _) => kinds::local_syntax(locals.get(*number).kind),
        (Meaning::External(..), _) => SyntaxKind::Identifier,
    }
}

/// Lines and columns from 0; three numbers when both ends are on one line.
fn range(view: &FileView, span: Span) -> Vec<i32> {
    let at = view.locate(span);
    let (first, last) = (at.start.line - 1, at.end.line - 1);
    let numbers = if first == last {
        vec![first, at.start.column, at.end.column]
    } else {
        vec![first, at.start.column, last, at.end.column]
    };
    numbers.into_iter().map(u32::cast_signed).collect()
}
