//! What the names in expressions and type expressions stand for.

use std::sync::Arc;

use model::expr::{Access, Expr, TypeExpr};
use model::ids::{ExprId, SiteId, TypeId};
use model::outcome::Reason;

use crate::answer::{Answer, Entity, What};
use crate::lexical::Space;
use crate::members::Side;
use crate::memo::memoised;
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId};
use crate::unit::Unit;

impl Session<'_> {
    /// What a name or member expression stands for; missing for other expressions.
    pub fn denote(&mut self, unit: &Arc<Unit>, expr: ExprId) -> Answer {
        memoised!(self, denoted, (unit.id, expr), Answer::missing(Reason::TooComplex), |cx| {
            let policy = cx.policy(unit);
            match unit.expr(expr) {
                Expr::Name(site) => policy.name(cx, unit, site, Space::Value),
                Expr::Member { base, site, access } => policy.member_expr(cx, unit, base, site, access),
                Expr::Apply { base, .. } => cx.denote(unit, base),
                Expr::Type(ty) => cx.denote_type(unit, ty),
                Expr::Definition(def) => {
                    Answer::def(crate::DefRef::new(unit.id, def), model::outcome::Rule::LexicalScope)
                }
                Expr::Import(import) => cx.imported(unit, import, Space::Value),
                _ => Answer::missing(Reason::Computed),
            }
        })
    }

    /// What the name in a type expression stands for; missing for types that are no names.
    pub fn denote_type(&mut self, unit: &Arc<Unit>, ty: TypeId) -> Answer {
        memoised!(self, denoted_types, (unit.id, ty), Answer::missing(Reason::TooComplex), |cx| {
            let policy = cx.policy(unit);
            match unit.ty(ty) {
                TypeExpr::Name(site) => policy.name(cx, unit, site, Space::Type),
                TypeExpr::Member { base, site } => policy.member_type(cx, unit, base, site),
                TypeExpr::Apply { base, .. } => cx.denote_type(unit, base),
                TypeExpr::Wrap(_, inner) => cx.denote_type(unit, inner),
                TypeExpr::Definition(def) => {
                    Answer::def(crate::DefRef::new(unit.id, def), model::outcome::Rule::LexicalScope)
                }
                _ => Answer::missing(Reason::Computed),
            }
        })
    }

    /// The type of what an answer names: of the one entity, of a group's first, of any of several.
    pub fn answer_type(&mut self, unit: &Arc<Unit>, answer: Answer, site: SiteId) -> TyId {
        let policy = self.policy(unit);
        match answer.what {
            What::Missing(_) => TyId::UNKNOWN,
            What::External => TyId::EXTERNAL,
            What::One(entity) => policy.entity_type(self, unit, entity, site),
            What::Group(set) => {
                let first = self.entities(set).first().copied();
                first.map_or(TyId::UNKNOWN, |entity| policy.entity_type(self, unit, entity, site))
            }
            What::Dispatch(set) | What::Candidates(set, _) => {
                let entities = self.entities(set).to_vec();
                let types: Vec<TyId> =
                    entities.into_iter().map(|entity| policy.entity_type(self, unit, entity, site)).collect();
                self.types.union(&types)
            }
        }
    }
}

impl Defaults {
    /// A member of the base's type; a base that names a module, package or type is asked as such.
    pub fn member_expr(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        let scope = unit.site(site).scope;
        let base_type = cx.type_of(unit, base, scope);
        let members = if access == Access::Colons { Side::Static } else { Side::Any };
        cx.member(base_type, unit.site_name(site), members)
    }

    /// A member of what the qualifier names.
    pub fn member_type(cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
        let name = unit.site_name(site);
        let base = cx.denote_type(unit, base);
        cx.member_of_answer(base, name, Space::Type)
    }

    /// What an entity is as a value, at a site.
    pub fn entity_type(cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
        match entity {
            Entity::Def(def) => cx.def_type(def),
            Entity::Binding(file, binding) if file == unit.id => {
                let policy = cx.policy(unit);
                policy.local_type(cx, unit, binding, site)
            }
            Entity::Binding(file, binding) => {
                let other = cx.unit(file);
                cx.binding_type(&other, binding)
            }
            Entity::Module(file) => cx.id(Ty::Module(file)),
            Entity::Space(space) => cx.id(Ty::Space(space)),
        }
    }
}

impl Session<'_> {
    /// A member called `name` of what an answer names, as a path has it: of a module, a package, a type.
    pub fn member_of_answer(&mut self, base: Answer, name: &str, space: Space) -> Answer {
        match base.what {
            What::Missing(reason) => Answer::missing(reason),
            What::External => Answer::external(model::outcome::Rule::ExternalMember),
            What::One(entity) => self.member_of_entity(entity, name, space),
            What::Group(set) | What::Dispatch(set) | What::Candidates(set, _) => {
                for entity in self.entities(set).to_vec() {
                    let found = self.member_of_entity(entity, name, space);
                    if !found.is_missing() {
                        return found;
                    }
                }
                Answer::missing(Reason::NoSuchMember)
            }
        }
    }

    fn member_of_entity(&mut self, entity: Entity, name: &str, space: Space) -> Answer {
        match entity {
            Entity::Module(file) => self.module_member(file, name, space),
            Entity::Space(of) => {
                let unit = self.unit(self.file);
                let policy = self.policy(&unit);
                policy.space_member(self, of, name, space)
            }
            Entity::Def(def) => {
                let ty = self.types.id(Ty::Type(def, crate::TyList::EMPTY));
                self.member(ty, name, Side::Static)
            }
            Entity::Binding(..) => Answer::missing(Reason::UnknownReceiver),
        }
    }
}
