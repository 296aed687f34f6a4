//! Types as written.

use std::sync::Arc;

use model::expr::{Combination, TypeExpr, Wrapper};
use model::ids::{ScopeId, SiteId, TypeId};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Defaults, Entity, Session, SpaceId, Ty, TyId, TyList, Unit, What};

use super::conversions;
use super::imports;
use super::members;
use super::packages;
use super::stubs;

/// How texts of types outside the repository begin; others are packages.
const OUTSIDE: &str = "outside:";
/// The same of those with type arguments from inside: their members may give what is inside.
const OUTSIDE_OF: &str = "outside-of:";

/// Whether a type outside the repository has type arguments from inside.
pub(super) fn holds_inside(cx: &Session<'_>, ty: TyId) -> bool {
    matches!(cx.ty(ty), Ty::Space(space) if cx.types.space_text(space).starts_with(OUTSIDE_OF))
}

/// Whether a type is of the repository, or made of types that are.
fn is_inside(cx: &Session<'_>, ty: TyId) -> bool {
    match cx.ty(ty) {
        Ty::Instance(def, args) => {
            !def.file.is_std() || cx.types.of(args).iter().any(|arg| is_inside(cx, *arg))
        }
        Ty::Wrap(_, inner) => is_inside(cx, inner),
        Ty::Param(..) | Ty::Unknown => true,
        _ => holds_inside(cx, ty),
    }
}

/// The type that a type expression means.
pub(super) fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::Name(site) | TypeExpr::Member { site, .. } => {
            let answer = cx.denote_type(unit, ty);
            named(cx, unit, answer, TyList::EMPTY, site)
        }
        TypeExpr::Apply { base, args } => {
            let answer = cx.denote_type(unit, base);
            let args: Vec<TypeId> = unit.facts.list(args).collect();
            let args: Vec<TyId> = args.into_iter().map(|arg| argument(cx, unit, arg, scope)).collect();
            let args = cx.list(&args);
            match unit.ty(base) {
                TypeExpr::Name(site) | TypeExpr::Member { site, .. } => named(cx, unit, answer, args, site),
                _ => TyId::UNKNOWN,
            }
        }
        TypeExpr::Wrap(Wrapper::LowerBound | Wrapper::UpperBound, bound) => cx.lower(unit, bound, scope),
        TypeExpr::Combine(Combination::Union, parts) => {
            let parts = cx.lower_all(unit, parts, scope);
            let parts = cx.types.of(parts).to_vec();
            conversions::common(cx, &parts)
        }
        TypeExpr::SelfType => {
            let class = members::classes_around(unit, scope).next();
            class.map_or(TyId::UNKNOWN, |class| cx.instance(class))
        }
        TypeExpr::Builtin(name) => stubs::keyword(cx, unit.text(name)),
        _ => Defaults::lower(cx, unit, ty, scope),
    }
}

/// A type argument; a bare `?` is some object.
fn argument(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::Unknown => stubs::lang(cx, "Object"),
        _ => cx.lower(unit, ty, scope),
    }
}

fn named(cx: &mut Session<'_>, unit: &Arc<Unit>, answer: Answer, args: TyList, site: SiteId) -> TyId {
    match answer.what {
        // Types outside are told apart by name, for overloads.
        What::External => {
            let inside = cx.types.of(args).iter().any(|arg| is_inside(cx, *arg));
            let prefix = if inside { OUTSIDE_OF } else { OUTSIDE };
            let space = cx.space(&format!("{prefix}{}", unit.site_name(site)));
            cx.id(Ty::Space(space))
        }
        What::Candidates(..) | What::One(Entity::Space(_)) => TyId::UNKNOWN,
        _ => Defaults::named_type(cx, answer, args),
    }
}

/// What a name after a qualifier in a type stands for.
pub(super) fn member_type(cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
    let name = unit.site_name(site).to_owned();
    if let TypeExpr::TypeOf(outer) = unit.ty(base) {
        let outer = cx.type_of(unit, outer, unit.site(site).scope);
        return match cx.ty(outer) {
            Ty::Instance(class, _) => {
                members::type_of_answer(cx, Answer::def(class, Rule::QualifiedPath), &name)
            }
            Ty::External | Ty::Space(_) => Answer::external(Rule::ExternalMember),
            _ => Answer::missing(Reason::UnknownReceiver),
        };
    }
    let outer = cx.denote_type(unit, base);
    match outer.what {
        What::One(Entity::Space(space)) => space_member(cx, unit, space, &name),
        // `T.Inner` through a type parameter is not allowed; a field's name may hide a package here.
        _ => members::type_of_answer(cx, outer, &name),
    }
}

/// A type or package below a package; nothing is known of types outside.
pub(super) fn space_member(cx: &mut Session<'_>, unit: &Arc<Unit>, space: SpaceId, name: &str) -> Answer {
    let text = cx.types.space_text(space).to_owned();
    if text.starts_with(OUTSIDE) || text.starts_with(OUTSIDE_OF) {
        return Answer::external(Rule::ExternalMember);
    }
    let found = packages::type_in(cx, unit, &text, name);
    if !found.is_missing() {
        return found.by(Rule::QualifiedPath);
    }
    imports::in_packages(cx, unit, &format!("{text}.{name}"))
}
