//! What may stand in for a member when the program runs.

use std::sync::Arc;

use model::expr::TypeExpr;
use model::ids::TypeId;
use rustc_hash::FxHashSet;

use crate::answer::{Answer, Entity, What};
use crate::members::Side;
use crate::session::Session;
use crate::shared::SharedQuestion;
use crate::unit::Unit;
use crate::world::DefRef;

/// Most subtypes that are looked at.
const MOST: usize = 4_000;

impl Session<'_> {
    /// The definitions below `def` in the repository, in order of path and position, without itself.
    pub fn subtypes(&mut self, def: DefRef) -> Arc<[DefRef]> {
        self.shared(SharedQuestion { rank: 1, about: def, and: def }, |cx| {
            let mut found: Vec<DefRef> = Vec::new();
            let mut seen = FxHashSet::from_iter([def]);
            let mut next = 0;
            let mut current = def;
            loop {
                for below in cx.direct_subtypes(current) {
                    if found.len() < MOST && seen.insert(below) {
                        found.push(below);
                    }
                }
                let Some(&following) = found.get(next) else { break };
                current = following;
                next += 1;
            }
            found.sort_unstable();
            found
        })
    }

    fn direct_subtypes(&mut self, def: DefRef) -> Vec<DefRef> {
        let unit = self.unit(def.file);
        let name = unit.def_name(def.def).to_owned();
        let mut found = Vec::new();
        for file in self.inheriting(&name) {
            let unit = self.unit(file);
            for (id, facts) in unit.defs() {
                let supers = unit.facts.supers(facts.supers);
                if !supers.iter().any(|above| last_name(&unit, above.ty).is_some_and(|last| last == name)) {
                    continue;
                }
                let below = DefRef::new(file, id);
                self.ask_name(unit.def_name(id));
                if self.bases(below).order.iter().any(|base| base.def == def) {
                    found.push(below);
                }
            }
        }
        found
    }

    /// A member answer with everything that may override the member below the type that has it.
    pub fn with_overrides(&mut self, answer: Answer) -> Answer {
        let What::One(Entity::Def(member)) = answer.what else { return answer };
        if member.file.is_std() {
            return answer;
        }
        let unit = self.unit(member.file);
        let policy = self.policy(&unit);
        if !policy.overridable(self, &unit, member.def) {
            return answer;
        }
        let Some(class) = self.parent(member) else { return answer };
        let name = unit.def_name(member.def).to_owned();
        self.ask_name(&name);
        let mut all = vec![Entity::Def(member)];
        for below in self.subtypes(class).iter() {
            let owner = self.unit(below.file);
            for overriding in policy.own_members(self, &owner, below.def, &name, Side::Instance) {
                all.push(Entity::Def(overriding));
            }
        }
        if all.len() == 1 {
            return answer;
        }
        Answer { what: What::Dispatch(self.set(&all)), ..answer }
    }
}

/// The last name written in a type expression.
pub(crate) fn last_name(unit: &Unit, mut ty: TypeId) -> Option<&str> {
    loop {
        match unit.ty(ty) {
            TypeExpr::Name(site) | TypeExpr::Member { site, .. } => return Some(unit.site_name(site)),
            TypeExpr::Apply { base, .. } => ty = base,
            TypeExpr::Wrap(_, inner) => ty = inner,
            _ => return None,
        }
    }
}
