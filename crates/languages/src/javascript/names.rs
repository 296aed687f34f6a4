//! What a name is bound to at a place, for rules that must know before resolution does: whether `Foo` in
//! `Foo.bar = …` is something whose members a file may add to.

use extract::Builder;
use model::ids::{NameId, ScopeId};
use model::kinds::{BindingKind, DefKind};

use super::grammar::{Js, K};

/// How many bindings of one name are looked at; files that bind a name more often get no answer.
const MAX_CHAIN: usize = 64;
const NONE: u32 = u32::MAX;

/// What a name is bound to.
#[derive(Clone, Copy)]
struct Found {
    scope: ScopeId,
    takes_members: bool,
}

/// Bindings by name: per name the last one, per binding the one before it with the same name.
#[derive(Default)]
pub(crate) struct NameTable {
    last: Vec<u32>,
    before: Vec<u32>,
    hoisted: Option<Vec<NameId>>,
}

impl NameTable {
    /// Whether `name` means a function, class or other definition that takes members, as seen from the current scope.
    ///
    /// Amortised O(1): bindings are indexed once, when first asked for.
    pub(crate) fn takes_members(&mut self, b: &mut Builder<'_>, name: NameId, anywhere: Js<'_>) -> bool {
        self.index_new_bindings(b);
        match self.innermost(b, name) {
            Some(found) => found.takes_members,
            None => self.is_hoisted_function(b, name, anywhere),
        }
    }

    /// A number that tells what `name` means here from what it means elsewhere in the file. Amortised O(1).
    pub(crate) fn identity(&mut self, b: &Builder<'_>, name: NameId) -> u32 {
        self.index_new_bindings(b);
        self.innermost(b, name).map_or(NONE, |found| found.scope.raw())
    }

    /// Whether the file binds `name` around here. Amortised O(1).
    pub(crate) fn is_bound(&mut self, b: &Builder<'_>, name: NameId) -> bool {
        self.index_new_bindings(b);
        self.innermost(b, name).is_some()
    }

    fn index_new_bindings(&mut self, b: &Builder<'_>) {
        let bindings = &b.facts().bindings;
        for (index, binding) in bindings.iter().enumerate().skip(self.before.len()) {
            let name = binding.name.index();
            if self.last.len() <= name {
                self.last.resize(name + 1, NONE);
            }
            self.before.push(std::mem::replace(&mut self.last[name], index as u32));
        }
    }

    /// The answer of the innermost binding that is visible here.
    fn innermost(&self, b: &Builder<'_>, name: NameId) -> Option<Found> {
        let facts = b.facts();
        let mut next = *self.last.get(name.index())?;
        let mut best: Option<Found> = None;
        for _ in 0..MAX_CHAIN {
            let Some(binding) = facts.bindings.get(next as usize) else { break };
            let closer = best.is_none_or(|found| found.scope < binding.scope);
            if closer && is_around(b, binding.scope) {
                let takes_members = binding.kind == BindingKind::Definition
                    && binding.def.is_some_and(|def| kind_takes_members(facts.def(def).kind));
                best = Some(Found { scope: binding.scope, takes_members });
            }
            next = self.before[next as usize];
        }
        best
    }

    /// Function declarations may stand below the place that adds members to them.
    fn is_hoisted_function(&mut self, b: &mut Builder<'_>, name: NameId, anywhere: Js<'_>) -> bool {
        let hoisted = self.hoisted.get_or_insert_with(|| {
            let root = anywhere.ancestors().last().unwrap_or(anywhere);
            let declared = |node: &Js<'_>| {
                let declaration = node.parent().map(Js::kind);
                node.is(K::Identifier) && declaration == Some(K::FunctionDeclaration)
            };
            let mut names: Vec<NameId> =
                root.descendants().filter(declared).map(|node| b.name(node.text())).collect();
            names.sort_unstable();
            names
        });
        hoisted.binary_search(&name).is_ok()
    }
}

fn kind_takes_members(kind: DefKind) -> bool {
    matches!(
        kind,
        DefKind::Function
            | DefKind::Class
            | DefKind::Constant
            | DefKind::Variable
            | DefKind::Namespace
            | DefKind::Enum
            | DefKind::Interface
    )
}

/// Whether `scope` is the current scope or one around it. Scopes around have smaller numbers.
fn is_around(b: &Builder<'_>, scope: ScopeId) -> bool {
    let mut at = b.scope();
    while at > scope {
        match b.facts().scope(at).parent {
            Some(parent) => at = parent,
            None => return false,
        }
    }
    at == scope
}
