//! Types as written, understood.

use std::sync::Arc;

use model::expr::{Combination, TypeExpr, Wrapper};
use model::ids::{ScopeId, TypeId};
use model::kinds::DefKind;

use crate::answer::{Answer, Entity, What};
use crate::memo::memoised;
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::DefRef;

impl Session<'_> {
    /// The type that a type expression in `scope` means.
    pub fn lower(&mut self, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        memoised!(self, lowered, (unit.id, ty), TyId::UNKNOWN, |cx| {
            let policy = cx.policy(unit);
            policy.lower(cx, unit, ty, scope)
        })
    }

    /// The types of a list of type expressions.
    pub fn lower_all(&mut self, unit: &Arc<Unit>, list: model::facts::List, scope: ScopeId) -> TyList {
        let types: Vec<TypeId> = unit.facts.list(list).collect();
        let types: Vec<TyId> = types.into_iter().map(|ty| self.lower(unit, ty, scope)).collect();
        self.list(&types)
    }

    /// The innermost type definition around a scope.
    pub fn enclosing_type(&mut self, unit: &Arc<Unit>, scope: ScopeId) -> Option<DefRef> {
        let owners: Vec<_> = unit.scopes_from(scope).filter_map(|scope| unit.scope(scope).owner).collect();
        let found =
            owners.into_iter().flat_map(|owner| unit.defs_from(owner).collect::<Vec<_>>()).find(|def| {
                let kind = unit.def(*def).kind;
                kind.is_type() && kind != DefKind::TypeAlias || kind == DefKind::Impl
            });
        found.map(|def| DefRef::new(unit.id, def))
    }
}

impl Defaults {
    /// Every kind of type expression.
    pub fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        let policy = cx.policy(unit);
        match unit.ty(ty) {
            TypeExpr::Unknown | TypeExpr::Infer | TypeExpr::Assoc(..) => TyId::UNKNOWN,
            TypeExpr::Name(_) | TypeExpr::Member { .. } => {
                let answer = cx.denote_type(unit, ty);
                policy.named_type(cx, unit, answer, TyList::EMPTY)
            }
            TypeExpr::Apply { base, args } => {
                let answer = cx.denote_type(unit, base);
                let args = cx.lower_all(unit, args, scope);
                policy.named_type(cx, unit, answer, args)
            }
            TypeExpr::Wrap(wrapper, inner) => {
                let inner = cx.lower(unit, inner, scope);
                policy.wrap(cx, wrapper, inner)
            }
            TypeExpr::Combine(combination, parts) => {
                let parts = cx.lower_all(unit, parts, scope);
                Self::combine(cx, combination, parts)
            }
            TypeExpr::Function { params, ret } => {
                let params = cx.lower_all(unit, params, scope);
                let ret = cx.lower(unit, ret, scope);
                cx.id(Ty::Callable(params, ret))
            }
            TypeExpr::TypeOf(expr) => cx.type_of(unit, expr, scope),
            TypeExpr::SelfType => {
                cx.enclosing_type(unit, scope).map_or(TyId::UNKNOWN, |def| cx.id(Ty::SelfOf(def)))
            }
            TypeExpr::Builtin(name) => policy.builtin_type(cx, unit.text(name)),
            TypeExpr::Literal(name) => cx.id(Ty::Text(unit.id, name)),
            TypeExpr::Object(scope) => cx.id(Ty::Object(unit.id, scope)),
            TypeExpr::Index(base, _) => {
                let base = cx.lower(unit, base, scope);
                Self::index(cx, base)
            }
            TypeExpr::Projected(inner, _) => cx.lower(unit, inner, scope),
            TypeExpr::Definition(def) => cx.instance(DefRef::new(unit.id, def)),
        }
    }

    /// A type made of several.
    pub fn combine(cx: &mut Session<'_>, combination: Combination, parts: TyList) -> TyId {
        let all = cx.types.of(parts).to_vec();
        match combination {
            Combination::Union | Combination::Conditional => cx.types.union(&all),
            Combination::Tuple if all.is_empty() => TyId::NULL,
            Combination::Tuple => cx.id(Ty::Tuple(parts)),
            Combination::Intersection | Combination::Dyn | Combination::ImplTrait => match all[..] {
                [one] => one,
                _ => cx.id(Ty::Intersection(parts)),
            },
        }
    }

    /// Wrappers that say how a value is reached are kept; qualifiers vanish.
    pub fn wrap(cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
        match wrapper {
            Wrapper::Qualified | Wrapper::Tag | Wrapper::UpperBound | Wrapper::Predicate => inner,
            Wrapper::Optional => cx.types.union(&[inner, TyId::NULL]),
            Wrapper::ClassOf => match cx.ty(inner) {
                Ty::Instance(def, args) => cx.id(Ty::Type(def, args)),
                _ => inner,
            },
            Wrapper::LowerBound | Wrapper::KeyOf => TyId::UNKNOWN,
            _ => cx.id(Ty::Wrap(wrapper, inner)),
        }
    }

    /// The type that a name in type position means: an instance of what it names, an alias seen through.
    pub fn named_type(cx: &mut Session<'_>, answer: Answer, args: TyList) -> TyId {
        match answer.what {
            What::External => return TyId::EXTERNAL,
            What::One(Entity::Binding(file, binding)) => {
                let unit = cx.unit(file);
                let Some((def, index)) = unit.type_param(binding) else { return TyId::UNKNOWN };
                return cx.id(Ty::Param(DefRef::new(file, def), index));
            }
            What::One(Entity::Module(file)) => return cx.id(Ty::Module(file)),
            What::One(Entity::Space(space)) => return cx.id(Ty::Space(space)),
            _ => {}
        }
        let defs = cx.defs(answer);
        let Some(def) = Self::principal(cx, &defs).or(defs.first().copied()) else { return TyId::UNKNOWN };
        Self::type_of_definition(cx, def, args)
    }

    /// An instance of a definition; for an alias, of what it stands for.
    pub fn type_of_definition(cx: &mut Session<'_>, def: DefRef, args: TyList) -> TyId {
        let unit = cx.unit(def.file);
        let facts = unit.def(def.def);
        if facts.kind != DefKind::TypeAlias {
            return if facts.kind.is_type() { cx.id(Ty::Instance(def, args)) } else { TyId::UNKNOWN };
        }
        cx.note("type alias", def.file, facts.name_span);
        let Some(target) = facts.ty else { return TyId::UNKNOWN };
        let scope = facts.opens.unwrap_or(facts.scope);
        let target = cx.lower(&unit, target, scope);
        let pairs = cx.pairs(def, args);
        cx.types.substitute(target, &pairs)
    }
}
