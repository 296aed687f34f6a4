//! Names looked up through the scopes around them.

use std::sync::Arc;

use model::ids::{BindingId, NameId, ScopeId};
use model::kinds::BindingKind;
use model::outcome::{Reason, Rule};

use crate::answer::{Answer, Entity};
use crate::memo::memoised;
use crate::policy::Defaults;
use crate::session::Session;
use crate::unit::Unit;
use crate::world::{DefRef, FileId};

/// Which of a language's name spaces a name is looked up in. A language with one ignores it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Space {
    /// Values and everything that a language does not tell apart.
    Value,
    /// Types, and modules as qualifiers.
    Type,
    /// C tags.
    Tag,
    /// Macros.
    Macro,
    /// Labels and lifetimes.
    Label,
}

impl Session<'_> {
    /// What `name` stands for at byte `at` of `scope`: the innermost visible binding, else what is beyond the file.
    pub fn lexical(
        &mut self,
        unit: &Arc<Unit>,
        scope: ScopeId,
        name: NameId,
        at: u32,
        space: Space,
    ) -> Answer {
        let found = self.lexical_in_file(unit, scope, name, at, space);
        if found.is_missing() {
            let policy = self.policy(unit);
            return policy.beyond(self, unit, scope, name, at, space);
        }
        found
    }

    /// As [`Session::lexical`], without what is beyond the file's scopes.
    pub fn lexical_in_file(
        &mut self,
        unit: &Arc<Unit>,
        scope: ScopeId,
        name: NameId,
        at: u32,
        space: Space,
    ) -> Answer {
        if unit.bindings_named(name).next().is_none() {
            return Answer::missing(Reason::UnknownName);
        }
        let policy = self.policy(unit);
        let mut seen: Vec<BindingId> = Vec::new();
        for around in unit.binding_scopes_from(scope) {
            let mut first = None;
            seen.clear();
            for binding in unit.bindings_in(around, name) {
                if !policy.sees(self, unit, binding, scope, at, space) {
                    continue;
                }
                match first {
                    None => first = Some(binding),
                    Some(first) if seen.is_empty() => seen.extend([first, binding]),
                    Some(_) => seen.push(binding),
                }
            }
            let found = match first {
                None => continue,
                Some(one) if seen.is_empty() => self.bound(unit, one, space),
                Some(_) => policy.several(self, unit, &seen, at, space),
            };
            if !found.is_missing() {
                return found;
            }
        }
        Answer::missing(Reason::UnknownName)
    }

    /// What a binding stands for.
    pub fn bound(&mut self, unit: &Arc<Unit>, id: BindingId, space: Space) -> Answer {
        let binding = unit.binding(id);
        self.note("binding", unit.id, binding.span);
        if let Some(import) = binding.import {
            return self.imported(unit, import, space);
        }
        match binding.def {
            Some(def) => Answer::def(DefRef::new(unit.id, def), Rule::LexicalScope),
            None => Answer::one(Entity::Binding(unit.id, id), Rule::LexicalScope),
        }
    }

    /// What an import brings, remembered.
    pub fn imported(&mut self, unit: &Arc<Unit>, import: model::ids::ImportId, space: Space) -> Answer {
        self.note("import", unit.id, unit.facts.import(import).span);
        let policy = self.policy(unit);
        let number = import.raw() << 3 | space as u32;
        memoised!(self, imports, (unit.id, number), Answer::missing(Reason::TooComplex), |cx| {
            policy.import(cx, unit, import, space)
        })
    }
}

impl Defaults {
    /// Several bindings of one name in a scope: definitions of one kind of thing are a group; else the last one that
    /// stands before the place counts.
    pub fn several(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        bindings: &[BindingId],
        at: u32,
        space: Space,
    ) -> Answer {
        let defs: Vec<DefRef> = bindings
            .iter()
            .filter_map(|id| unit.binding(*id).def.map(|def| DefRef::new(unit.id, def)))
            .collect();
        if defs.len() == bindings.len() {
            return cx.group(&defs, Rule::LexicalScope, Reason::UnknownName);
        }
        let before = bindings.iter().rev().find(|id| unit.binding(**id).span.start < at);
        let last = before.or(bindings.last()).copied();
        last.map_or(Answer::missing(Reason::UnknownName), |id| cx.bound(unit, id, space))
    }

    /// A name bound at the top level of a file. The name is recorded as asked.
    pub fn top_level(cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
        cx.ask_name(name);
        let unit = cx.unit(module);
        let Some(id) = unit.name(name) else { return Answer::missing(Reason::MissingExport) };
        let bindings: Vec<BindingId> = unit.bindings_in(ScopeId::new(0), id).collect();
        let policy = cx.policy(&unit);
        let found = match bindings[..] {
            [] => Answer::missing(Reason::MissingExport),
            [one] => cx.bound(&unit, one, space),
            _ => policy.several(cx, &unit, &bindings, u32::MAX, space),
        };
        match found.rule {
            Rule::LexicalScope => found.by(Rule::ModuleMember),
            _ => found,
        }
    }
}

/// Whether a binding stays inside of its function.
pub(crate) fn is_local(kind: BindingKind) -> bool {
    !matches!(
        kind,
        BindingKind::Definition | BindingKind::Import | BindingKind::Global | BindingKind::Nonlocal
    )
}
