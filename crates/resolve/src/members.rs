//! Members of types, through inheritance.

use std::rc::Rc;
use std::sync::Arc;

use model::ids::DefId;
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};

use crate::answer::{Answer, Entity, What};
use crate::lexical::Space;
use crate::memo::memoised;
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::DefRef;

/// Which members are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// All.
    Any,
    /// Those reached through a value.
    Instance,
    /// Those reached through the type's name.
    Static,
}

/// A type in the order of member look-up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Base {
    /// The definition.
    pub def: DefRef,
    /// Its type arguments, in terms of the parameters of the definition that was asked about.
    pub args: TyList,
}

/// A definition and everything above it, in the order of member look-up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Bases {
    /// The definition itself first.
    pub order: Vec<Base>,
    /// Whether something above leaves the repository.
    pub external: bool,
    /// Whether something above is not known.
    pub unknown: bool,
}

/// A member found, and the substitution under which its type is to be read.
#[derive(Clone, Copy, Debug)]
struct Hit {
    answer: Answer,
    /// Alternates type parameters and what they stand for.
    subst: TyList,
}

impl Session<'_> {
    /// A definition and everything above it.
    pub fn bases(&mut self, def: DefRef) -> Rc<Bases> {
        memoised!(self, bases, def, Rc::new(Bases { unknown: true, ..Bases::default() }), |cx| {
            let unit = cx.unit(def.file);
            let policy = cx.policy(&unit);
            Rc::new(policy.linearize(cx, &unit, def.def))
        })
    }

    /// A member called `name` of a value of type `ty`.
    pub fn member(&mut self, ty: TyId, name: &str, side: Side) -> Answer {
        let space = self.space(name);
        memoised!(self, members, (ty, space, side), Answer::missing(Reason::TooComplex), |cx| {
            cx.find_member(ty, name, side)
        })
    }

    fn find_member(&mut self, ty: TyId, name: &str, side: Side) -> Answer {
        match self.ty(ty) {
            Ty::Unknown | Ty::Null => Answer::missing(Reason::UnknownReceiver),
            Ty::External => Answer::external(Rule::ExternalMember),
            Ty::Module(file) => self.module_member(file, name, Space::Value),
            Ty::Space(space) => {
                let unit = self.unit(self.file());
                self.policy(&unit).space_member(self, space, name, Space::Value)
            }
            Ty::Union(list) => self.member_of_any(list, name, side),
            Ty::Intersection(list) => self.member_of_first(list, name, side),
            _ => match self.hit(ty, name, side) {
                Some(hit) => hit.answer,
                None => self.built_in_member(ty, name, side),
            },
        }
    }

    /// The type of the member called `name` of a value of type `ty`, as a value.
    pub fn member_type(&mut self, ty: TyId, name: &str, side: Side) -> TyId {
        match self.ty(ty) {
            Ty::Unknown | Ty::Null => TyId::UNKNOWN,
            Ty::External => TyId::EXTERNAL,
            Ty::Union(list) => {
                let parts = self.types.of(list).to_vec();
                let types: Vec<TyId> =
                    parts.into_iter().map(|part| self.member_type(part, name, side)).collect();
                self.types.union(&types)
            }
            Ty::Intersection(list) => {
                let parts = self.types.of(list).to_vec();
                let known = parts.into_iter().map(|part| self.member_type(part, name, side));
                known.into_iter().find(|ty| !ty.is_unknown()).unwrap_or(TyId::UNKNOWN)
            }
            Ty::Instance(..)
            | Ty::Type(..)
            | Ty::Param(..)
            | Ty::SelfOf(_)
            | Ty::Object(..)
            | Ty::Shape(..) => match self.hit(ty, name, side) {
                Some(hit) => self.type_of_hit(hit),
                None => self.built_in_member_type(ty, name, side),
            },
            // The library's definition first: it knows what its type parameters stand for.
            _ => match self.built_in_member_type(ty, name, side) {
                found if !found.is_unknown() => found,
                _ => {
                    let found = self.member(ty, name, side);
                    if found.is_missing() { TyId::UNKNOWN } else { self.plain_type(found) }
                }
            },
        }
    }

    /// The type of a member's answer without a receiver's substitution.
    pub fn plain_type(&mut self, answer: Answer) -> TyId {
        if answer.what == What::External {
            return TyId::EXTERNAL;
        }
        let entities = self.all(answer);
        let wanted = if matches!(answer.what, What::Group(_)) { &entities[..1] } else { &entities[..] };
        let mut types = Vec::with_capacity(wanted.len());
        for entity in wanted {
            types.push(match *entity {
                Entity::Def(def) => self.def_type(def),
                Entity::Binding(file, binding) => {
                    let unit = self.unit(file);
                    self.binding_type(&unit, binding)
                }
                Entity::Module(file) => self.id(Ty::Module(file)),
                Entity::Space(space) => self.id(Ty::Space(space)),
            });
        }
        self.types.union(&types)
    }

    fn type_of_hit(&mut self, hit: Hit) -> TyId {
        let plain = self.plain_type(hit.answer);
        let subst = self.types.of(hit.subst).to_vec();
        match self.ty(plain) {
            // A method keeps what its type parameters stand for until it is called.
            Ty::Function(def, pairs) => {
                let mut all = self.types.of(pairs).to_vec();
                all.extend(subst);
                let all = self.list(&all);
                self.id(Ty::Function(def, all))
            }
            _ => self.types.substitute(plain, &subst),
        }
    }

    /// The member of a type that is or is bound by definitions.
    fn hit(&mut self, ty: TyId, name: &str, side: Side) -> Option<Hit> {
        match self.ty(ty) {
            Ty::Instance(def, args) => {
                let side = if side == Side::Any { Side::Instance } else { side };
                self.class_member(def, args, ty, name, side)
            }
            Ty::Type(def, args) => {
                let receiver = self.id(Ty::Instance(def, args));
                self.class_member(def, args, receiver, name, Side::Static)
            }
            Ty::SelfOf(def) => self.class_member(def, TyList::EMPTY, ty, name, side),
            Ty::Param(def, _) => {
                let unit = self.unit(def.file);
                let bounds = self.policy(&unit).bounds(self, ty);
                bounds.into_iter().find_map(|bound| {
                    let hit = self.hit(bound, name, side)?;
                    Some(Hit { answer: hit.answer.by(Rule::TraitMember), ..hit })
                })
            }
            Ty::Intersection(list) => {
                let parts = self.types.of(list).to_vec();
                parts.into_iter().find_map(|part| self.hit(part, name, side))
            }
            Ty::Object(file, scope) => self.object_hit(file, scope, TyList::EMPTY, name),
            Ty::Shape(file, scope, subst) => self.object_hit(file, scope, subst, name),
            _ => None,
        }
    }

    fn class_member(
        &mut self,
        def: DefRef,
        args: TyList,
        receiver: TyId,
        name: &str,
        side: Side,
    ) -> Option<Hit> {
        self.ask_name(name);
        let bases = self.bases(def);
        let own = self.pairs(def, args);
        let mut assigned = None;
        for (at, base) in bases.order.iter().enumerate() {
            let unit = self.unit(base.def.file);
            let policy = self.policy(&unit);
            let found = policy.own_members(self, &unit, base.def.def, name, side);
            if found.is_empty() {
                continue;
            }
            let rule = if at == 0 { Rule::Member } else { Rule::InheritedMember };
            let answer = self.group(&found, rule, Reason::NoSuchMember);
            let base_args = self.types.substitute_list(base.args, &own, 0);
            let mut subst = self.pairs(base.def, base_args);
            subst.extend([self.id(Ty::SelfOf(base.def)), receiver]);
            if base.def != def {
                subst.extend([self.id(Ty::SelfOf(def)), receiver]);
            }
            let subst = self.list(&subst);
            let hit = Hit { answer, subst };
            if !policy.only_assigned(self, &unit, &found) {
                return Some(hit);
            }
            assigned.get_or_insert(hit);
        }
        if assigned.is_some() {
            return assigned;
        }
        if bases.external && !bases.unknown {
            return Some(Hit { answer: Answer::external(Rule::ExternalMember), subst: TyList::EMPTY });
        }
        None
    }

    /// The parameters of a definition with the arguments that they stand for, alternating.
    pub fn pairs(&mut self, def: DefRef, args: TyList) -> Vec<TyId> {
        let args = self.types.of(args).to_vec();
        if args.is_empty() {
            return Vec::new();
        }
        let unit = self.unit(def.file);
        let params = self.policy(&unit).type_params(self, &unit, def.def);
        params.into_iter().zip(args).flat_map(|(param, arg)| [param, arg]).collect()
    }

    fn member_of_any(&mut self, list: TyList, name: &str, side: Side) -> Answer {
        let parts = self.types.of(list).to_vec();
        let mut entities: Vec<Entity> = Vec::new();
        let (mut rule, mut external, mut unknown) = (Rule::Member, false, None);
        let mut grouped = None;
        for part in parts {
            if self.ty(part) == Ty::Null {
                continue;
            }
            let found = self.member(part, name, side);
            match found.what {
                What::External => external = true,
                What::Missing(reason) => unknown = Some(reason),
                What::One(entity) => entities.push(entity),
                What::Group(_) | What::Dispatch(_) | What::Candidates(..) => {
                    grouped = Some(found);
                    entities.extend(self.all(found));
                }
            }
            if !found.is_missing() {
                rule = found.rule;
            }
        }
        entities.dedup();
        if let Some(grouped) = grouped
            && self.all(grouped) == entities
        {
            return grouped;
        }
        match (&entities[..], external, unknown) {
            ([], true, _) => Answer::external(Rule::ExternalMember),
            ([], false, reason) => Answer::missing(reason.unwrap_or(Reason::UnknownReceiver)),
            ([one], ..) => Answer::one(*one, rule),
            (several, ..) => {
                let several = several.to_vec();
                Answer { what: What::Dispatch(self.set(&several)), rule }
            }
        }
    }

    fn member_of_first(&mut self, list: TyList, name: &str, side: Side) -> Answer {
        let parts = self.types.of(list).to_vec();
        let mut answer = Answer::missing(Reason::NoSuchMember);
        for part in parts {
            let found = self.member(part, name, side);
            if !found.is_missing() {
                return found;
            }
            answer = found;
        }
        answer
    }

    fn object_hit(
        &mut self,
        file: crate::FileId,
        scope: model::ids::ScopeId,
        subst: TyList,
        name: &str,
    ) -> Option<Hit> {
        self.ask_name(name);
        let unit = self.unit(file);
        let id = unit.name(name)?;
        let defs: Vec<DefRef> = unit
            .bindings_in(scope, id)
            .filter_map(|binding| unit.binding(binding).def.map(|def| DefRef::new(file, def)))
            .collect();
        let answer = self.group(&defs, Rule::ObjectMember, Reason::NoSuchMember);
        (!answer.is_missing()).then_some(Hit { answer, subst })
    }

    fn built_in_member(&mut self, ty: TyId, name: &str, side: Side) -> Answer {
        let unit = self.unit(self.file());
        let policy = self.policy(&unit);
        let shown = self.ty(ty);
        if let Some(instance) = policy.as_instance(self, shown)
            && instance != ty
        {
            let found = self.member(instance, name, side);
            if !found.is_missing() {
                return found;
            }
        }
        policy.extra_member(self, ty, name, side)
    }

    fn built_in_member_type(&mut self, ty: TyId, name: &str, side: Side) -> TyId {
        let unit = self.unit(self.file());
        let policy = self.policy(&unit);
        let shown = self.ty(ty);
        if let Some(instance) = policy.as_instance(self, shown)
            && instance != ty
        {
            let found = self.member_type(instance, name, side);
            if !found.is_unknown() {
                return found;
            }
        }
        let found = policy.extra_member(self, ty, name, side);
        self.plain_type(found)
    }
}

impl Defaults {
    /// The supertypes as written.
    pub fn supers(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        let facts = unit.def(def);
        let scope = facts.opens.unwrap_or(facts.scope);
        let supers: Vec<_> = unit.facts.supers(facts.supers).to_vec();
        supers.into_iter().map(|above| cx.lower(unit, above.ty, scope)).collect()
    }

    /// Depth first: a definition, then each supertype with everything above it, repetitions left out.
    pub fn linearize(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Bases {
        let own = DefRef::new(unit.id, def);
        let policy = cx.policy(unit);
        let params = policy.type_params(cx, unit, def);
        let params = cx.list(&params);
        let mut bases = Bases { order: vec![Base { def: own, args: params }], ..Bases::default() };
        for above in policy.supers(cx, unit, def) {
            match cx.ty(above) {
                Ty::Instance(def, args) | Ty::Type(def, args) => {
                    let further = cx.bases(def);
                    let pairs = cx.pairs(def, args);
                    bases.external |= further.external;
                    bases.unknown |= further.unknown;
                    for base in &further.order {
                        if bases.order.iter().all(|known| known.def != base.def) {
                            let args = cx.types.substitute_list(base.args, &pairs, 0);
                            bases.order.push(Base { def: base.def, args });
                        }
                    }
                }
                Ty::External => bases.external = true,
                _ => bases.unknown = true,
            }
        }
        bases
    }

    /// The definitions called `name` that are bound in the scope that a definition opens. A name recorded before.
    pub fn own_members(unit: &Unit, def: DefId, name: &str) -> Vec<DefRef> {
        let (Some(scope), Some(id)) = (unit.def(def).opens, unit.name(name)) else { return Vec::new() };
        let is_param = |kind| kind == model::kinds::BindingKind::TypeParameter;
        unit.bindings_in(scope, id)
            .filter(|binding| !is_param(unit.binding(*binding).kind))
            .filter_map(|binding| unit.binding(binding).def.map(|def| DefRef::new(unit.id, def)))
            .collect()
    }

    /// The type parameters as written.
    pub fn type_params(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        let count = unit.facts.type_params(unit.def(def).type_params).len() as u16;
        let own = DefRef::new(unit.id, def);
        (0..count).map(|index| cx.id(Ty::Param(own, index))).collect()
    }

    /// The bounds of a type parameter as written.
    pub fn bounds(cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
        let Ty::Param(def, index) = cx.ty(param) else { return Vec::new() };
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        let Some(param) = unit.facts.type_params(facts.type_params).get(usize::from(index)).copied() else {
            return Vec::new();
        };
        let scope = facts.opens.unwrap_or(facts.scope);
        let bounds: Vec<model::ids::TypeId> = unit.facts.list(param.bounds).collect();
        bounds.into_iter().map(|bound| cx.lower(&unit, bound, scope)).collect()
    }

    /// The only definition of several that is no mere declaration.
    pub fn principal(cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
        use model::kinds::Modifiers;
        let mut whole = defs.iter().copied().filter(|def| {
            let unit = cx.unit(def.file);
            !unit.def(def.def).modifiers.contains(Modifiers::DECLARATION)
        });
        let first = whole.next();
        match (first, whole.next()) {
            (Some(first), None) => Some(first),
            _ => None,
        }
    }
}

/// Whether a definition of this kind is called.
pub(crate) fn is_callable(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor)
}
