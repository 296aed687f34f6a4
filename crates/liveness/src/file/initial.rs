//! When the code of a definition's value runs.

use model::expr::Expr;
use model::facts::Def;
use model::ids::DefId;
use model::kinds::DefKind;

use super::FileInput;
use super::exposure::is_type;
use crate::rules::Initial;

/// What code runs with beside the definition that it stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Runner {
    Nothing,
    File,
    Def(DefId),
}

impl Runner {
    /// It as the place of a use, where it is one.
    pub(super) fn source(self) -> impl Iterator<Item = Option<DefId>> {
        let source = match self {
            Self::Nothing => None,
            Self::File => Some([None]),
            Self::Def(def) => Some([Some(def)]),
        };
        source.into_iter().flatten()
    }
}

/// What the code that stands in a definition runs with: initial values of variables run with their file or type, whether the variables are
/// used or not.
pub(super) fn runs_with(input: &FileInput<'_>, within: DefId) -> Runner {
    if input.rules.initial == Initial::WithUse {
        return Runner::Nothing;
    }
    let facts = input.facts;
    let mut at = within;
    loop {
        let def = facts.def(at);
        let is_value = matches!(def.kind, DefKind::Variable | DefKind::Constant | DefKind::Field);
        // A class is made where its file is run, with its variables.
        let is_passed = at != within && is_type(def.kind) && input.rules.initial == Initial::WithFile;
        match def.parent.filter(|parent| *parent < at) {
            _ if !is_value && !is_passed && at == within => return Runner::Nothing,
            _ if !is_value && !is_passed => return Runner::Def(at),
            None => return Runner::File,
            Some(parent) => at = parent,
        }
    }
}

/// What a definition belongs to when it stands in `parent`: not to a variable whose value is made by a call, which may run what it is
/// handed though nobody reads the variable.
pub(super) fn holder(input: &FileInput<'_>, parent: DefId) -> Option<DefId> {
    let mut at = parent;
    let mut found = Some(parent);
    if input.rules.initial == Initial::WithUse {
        return found;
    }
    loop {
        let def = input.facts.def(at);
        match def.kind {
            DefKind::Variable | DefKind::Constant if is_made_by_call(input, def) => found = def.parent,
            DefKind::Variable | DefKind::Constant | DefKind::Field => {}
            _ => return found,
        }
        match def.parent.filter(|parent| *parent < at) {
            Some(parent) => at = parent,
            None => return found,
        }
    }
}

/// Whether something is called for the value.
fn is_made_by_call(input: &FileInput<'_>, def: &Def) -> bool {
    let value = def.value.map(|value| input.facts.expr(value));
    value.is_some_and(|value| {
        let is_plain = matches!(
            value,
            Expr::Object(_)
                | Expr::Lambda { .. }
                | Expr::Definition(_)
                | Expr::Container(..)
                | Expr::Literal(_)
        );
        !is_plain
    })
}
