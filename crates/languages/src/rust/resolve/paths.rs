//! Names in expressions and types: single names, members, paths.

use std::sync::Arc;

use model::expr::{Access, Expr, SelfRef, TypeExpr};
use model::facts::Anchor;
use model::ids::{ExprId, SiteId, TypeId};
use model::kinds::{DefKind, Role};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Space, Ty, TyId, Unit, What};

use super::members::{self, Hit};
use super::{bounds, fields, impls, imports, infer, modules, names, types, views};

/// The name space that a site's name is looked up in.
fn space_of(unit: &Unit, site: SiteId, otherwise: Space) -> Space {
    match unit.site(site).role {
        Role::Qualify | Role::Type | Role::Inherit | Role::Implement => Space::Type,
        Role::Macro | Role::Decorate => Space::Macro,
        Role::Label => Space::Label,
        _ => otherwise,
    }
}

/// A single name.
pub(super) fn name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
    let facts = *unit.site(site);
    let text = unit.text(facts.name);
    if matches!(text, "crate" | "self" | "super")
        && let Some(found) = imports::keyword(cx, unit, facts.scope, text)
    {
        return found;
    }
    let space = space_of(unit, site, space);
    let found = names::lexical(cx, unit, facts.scope, facts.name, facts.span.start, space);
    let found = match facts.role {
        // Only procedural macros can be attributes.
        Role::Decorate => match cx.first_def(found) {
            Some(def) if cx.kind(def) == DefKind::Function => found,
            _ => Answer::external(Rule::Builtin),
        },
        // An argument of a macro may name a type where an expression could stand.
        Role::Read if found.is_missing() && unit.text(facts.name).starts_with(char::is_uppercase) => {
            names::lexical(cx, unit, facts.scope, facts.name, facts.span.start, Space::Type)
        }
        _ => found,
    };
    imports::modules_seen_through(cx, found)
}

/// `base.name`, `base::name`.
pub(super) fn member_expr(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    site: SiteId,
    access: Access,
) -> Answer {
    if access != Access::Colons && unit.site_name(site).starts_with(|c: char| c.is_ascii_digit()) {
        let base_type = cx.type_of(unit, base, unit.site(site).scope);
        let name = unit.site_name(site).to_owned();
        if fields::element(cx, base_type, &name).is_some() {
            return Answer::external(Rule::Builtin);
        }
    }
    if let Some(hit) = hit(cx, unit, base, site, access) {
        return hit.answer;
    }
    if access == Access::Colons {
        return path_member(cx, unit, base, site);
    }
    let ty = cx.type_of(unit, base, unit.site(site).scope);
    Answer::missing(if ty.is_unknown() { Reason::UnknownReceiver } else { Reason::NoSuchMember })
}

/// A member found through a type, with what parameters stand for.
pub(super) fn hit(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    site: SiteId,
    access: Access,
) -> Option<Hit> {
    let facts = *unit.site(site);
    let name = unit.site_name(site).to_owned();
    if access != Access::Colons {
        let ty = cx.type_of(unit, base, facts.scope);
        let ty = infer::as_value(cx, ty);
        return match facts.role {
            Role::Call => members::method(cx, ty, &name),
            _ => fields::field(cx, ty, &name),
        };
    }
    if let Expr::Type(ty) = unit.expr(base)
        && let TypeExpr::Projected(of, view) = unit.ty(ty)
    {
        return views::viewed(cx, unit, of, view, facts.scope, &name);
    }
    let base_type = type_before(cx, unit, base, facts.scope)?;
    let value = infer::as_value(cx, base_type);
    if space_of(unit, site, Space::Value) == Space::Macro {
        return None;
    }
    if let Ty::Type(def, args) = cx.ty(base_type) {
        if cx.kind(def) == DefKind::Enum {
            let found = imports::variant(cx, Entity::Def(def), &name);
            if !found.is_missing() {
                let subst = types::pairs(cx, def, args);
                let subst = cx.list(&subst);
                return Some(Hit { answer: found, subst });
            }
        }
        if types::is_trait(cx, def) {
            return views::trait_item(cx, unit, def, args, site, &name);
        }
    }
    members::item(cx, value, &name)
}

/// The type that stands before `::`, when it is one and no module.
fn type_before(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    scope: model::ids::ScopeId,
) -> Option<TyId> {
    match unit.expr(base) {
        Expr::SelfRef(SelfRef::SelfType) | Expr::Type(_) => Some(cx.type_of(unit, base, scope)),
        Expr::Name(_) | Expr::Member { .. } | Expr::Apply { .. } => {
            let answer = cx.denote(unit, base);
            match answer.what {
                What::One(Entity::Module(_) | Entity::Space(_)) => None,
                What::One(Entity::Def(def)) if cx.kind(def) == DefKind::Module => None,
                What::One(_) | What::Group(_) => Some(cx.type_of(unit, base, scope)),
                What::External => Some(TyId::EXTERNAL),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A member of a module.
fn path_member(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let from = modules::around(unit, facts.scope);
    let name = unit.site_name(site).to_owned();
    let base = match unit.expr(base) {
        // `::a::b` begins at the root of all crates.
        Expr::Unknown => return root_name(cx, unit, &name),
        _ => cx.denote(unit, base),
    };
    let space = space_of(unit, site, Space::Value);
    let found = imports::step(cx, base, &name, space, from);
    if found.is_missing() && facts.role == Role::Read && name.starts_with(char::is_uppercase) {
        return imports::step(cx, base, &name, Space::Type, from);
    }
    found
}

fn root_name(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str) -> Answer {
    imports::extern_crate(cx, unit, name).or_else(|| Answer::missing(Reason::MissingModule))
}

/// `base::name` as a type.
pub(super) fn member_type(cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let name = unit.site_name(site).to_owned();
    let from = modules::around(unit, facts.scope);
    let view = match unit.ty(base) {
        TypeExpr::Projected(_, view) => Some(cx.lower(unit, view, facts.scope)),
        _ => None,
    };
    match unit.ty(base) {
        TypeExpr::Unknown => return root_name(cx, unit, &name),
        TypeExpr::Name(_) | TypeExpr::Member { .. } => {
            let answer = cx.denote_type(unit, base);
            match answer.what {
                What::One(Entity::Binding(..)) => {}
                What::One(Entity::Def(def)) if is_type_of_items(cx, def) => {}
                _ => {
                    let space = if facts.role == Role::Macro { Space::Macro } else { Space::Type };
                    return imports::step(cx, answer, &name, space, from);
                }
            }
        }
        _ => {}
    }
    let ty = cx.lower(unit, base, facts.scope);
    if let Some(view) = view
        && let Ty::Instance(_def, _) = cx.ty(view)
    {
        cx.ask_name(&name);
        let bounds = bounds::of_type(cx, view);
        let declared = bounds.into_iter().find_map(|bound| match cx.ty(bound) {
            Ty::Instance(def, _) => impls::child(cx, def, &name),
            _ => None,
        });
        if let Some(declared) = declared {
            return Answer::def(declared, Rule::TraitMember);
        }
    }
    associated(cx, ty, &name)
}

fn is_type_of_items(cx: &mut Session<'_>, def: DefRef) -> bool {
    match cx.kind(def) {
        DefKind::Struct | DefKind::Union | DefKind::Trait => true,
        DefKind::TypeAlias => {
            cx.parent(def).is_some_and(|parent| matches!(cx.kind(parent), DefKind::Impl | DefKind::Trait))
        }
        _ => false,
    }
}

/// An associated type, or a variant, of a type.
fn associated(cx: &mut Session<'_>, ty: TyId, name: &str) -> Answer {
    if ty == TyId::EXTERNAL {
        return Answer::external(Rule::ExternalMember);
    }
    if let Ty::Instance(def, _) = cx.ty(ty)
        && cx.kind(def) == DefKind::Enum
    {
        let found = imports::variant(cx, Entity::Def(def), name);
        if !found.is_missing() {
            return found;
        }
    }
    match members::item(cx, ty, name) {
        Some(hit) => declared_by_trait(cx, hit.answer, name),
        None => Answer::missing(if ty.is_unknown() { Reason::UnknownReceiver } else { Reason::NoSuchMember }),
    }
}

/// The trait's declaration of an associated type that a block gives.
fn declared_by_trait(cx: &mut Session<'_>, answer: Answer, name: &str) -> Answer {
    let Some(def) = cx.defs(answer).first().copied() else { return answer };
    let Some(block) = cx.parent(def).filter(|_| cx.kind(def) == DefKind::TypeAlias) else { return answer };
    if cx.kind(block) != DefKind::Impl {
        return answer;
    }
    let Some(implemented) = impls::trait_of(cx, block) else {
        return if impls::has_trait(cx, block) { Answer::external(Rule::ExternalMember) } else { answer };
    };
    let bounds = bounds::of_type(cx, implemented);
    let declared = bounds.into_iter().find_map(|bound| match cx.ty(bound) {
        Ty::Instance(def, _) => impls::child(cx, def, name),
        _ => None,
    });
    declared.map_or(answer, |declared| Answer::def(declared, Rule::TraitMember))
}

/// Sites that the engine has no rule for: fields in initialisers, labels, associated types in argument lists.
pub(super) fn site(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
    let facts = *unit.site(site);
    match facts.anchor {
        Anchor::FieldOf(ty) => {
            let made = cx.lower(unit, ty, facts.scope);
            let name = unit.site_name(site).to_owned();
            Some(match fields::field(cx, made, &name) {
                Some(hit) => hit.answer.by(Rule::FieldInit),
                None => Answer::missing(Reason::UnknownReceiver),
            })
        }
        Anchor::None if facts.role == Role::Label => {
            Some(cx.lexical_in_file(unit, facts.scope, facts.name, u32::MAX, Space::Label))
        }
        // Arguments that a macro or attribute takes by names of its own.
        Anchor::None if facts.role == Role::Keyword => Some(Answer::missing(Reason::MacroBody)),
        Anchor::Type(ty) => match unit.ty(ty) {
            TypeExpr::Assoc(..) => Some(binding(cx, unit, ty, site)),
            _ => None,
        },
        _ => None,
    }
}

/// `Item` of `Iterator<Item = T>`.
fn binding(cx: &mut Session<'_>, unit: &Arc<Unit>, wanted: TypeId, site: SiteId) -> Answer {
    let name = unit.site_name(site).to_owned();
    let holder = unit.facts.types.iter().find_map(|ty| match ty {
        TypeExpr::Apply { base, args } if unit.facts.list::<TypeId>(*args).any(|arg| arg == wanted) => {
            Some(*base)
        }
        _ => None,
    });
    let Some(holder) = holder else { return Answer::missing(Reason::NotModelled) };
    let scope = unit.site(site).scope;
    let holder = cx.lower(unit, holder, scope);
    if holder == TyId::EXTERNAL {
        return Answer::external(Rule::ExternalMember);
    }
    cx.ask_name(&name);
    let bounds = bounds::of_type(cx, holder);
    let found = bounds.into_iter().find_map(|bound| match cx.ty(bound) {
        Ty::Instance(def, _) => impls::child(cx, def, &name),
        _ => None,
    });
    found.map_or(Answer::missing(Reason::NoSuchMember), |def| Answer::def(def, Rule::TraitMember))
}

/// The implementations that a call through a bound or a trait object may reach.
pub(super) fn settle(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    const MOST: usize = 200;
    if let What::Group(set) = answer.what {
        let entities = cx.entities(set).to_vec();
        // Each is compiled under another condition: one of them is meant, whichever the build is.
        return Answer { what: What::Dispatch(cx.set(&entities)), ..answer };
    }
    if let What::One(Entity::Space(_)) = answer.what {
        return Answer::external(Rule::ExternalImport);
    }
    let What::One(Entity::Def(member)) = answer.what else { return answer };
    if answer.rule != Rule::TraitMember || member.file.is_std() || unit.site(site).role != Role::Call {
        return answer;
    }
    let Some(parent) = cx.parent(member) else { return answer };
    if cx.kind(parent) != DefKind::Trait || cx.kind(member) != DefKind::Method {
        return answer;
    }
    let name = {
        let owner = cx.unit(member.file);
        owner.def_name(member.def).to_owned()
    };
    let mut all = vec![Entity::Def(member)];
    for block in impls::of_trait(cx, parent) {
        all.extend(impls::children(cx, block, &name).into_iter().map(Entity::Def));
        if all.len() >= MOST {
            break;
        }
    }
    if all.len() == 1 {
        return answer;
    }
    Answer { what: What::Dispatch(cx.set(&all)), ..answer }
}
