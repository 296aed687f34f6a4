//! Sites that are not simply names in expressions or types: labels, constants in `switch`, elements of annotations,
//! constructors.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::Anchor;
use model::ids::SiteId;
use model::kinds::{BindingKind, DefKind, Role};
use model::outcome::{Reason, Rule};
use resolve::{Answer, CallSite, Entity, Session, Ty, Unit, What};

use super::calls;
use super::dispatch;
use super::members;
use super::methods;
use super::names;

/// What a site of its own kind stands for.
pub(super) fn site(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
    let facts = *unit.site(site);
    match facts.anchor {
        Anchor::MemberOf(selector) => Some(label_constant(cx, unit, selector, site)),
        Anchor::Expr(expr) if matches!(unit.expr(expr), Expr::Keyword(..)) => {
            Some(annotation_element(cx, unit, expr, site))
        }
        Anchor::None if facts.role == Role::Label => Some(statement_label(unit, site)),
        Anchor::None if matches!(facts.role, Role::Export | Role::Qualify) => {
            Some(Answer::missing(Reason::Package))
        }
        _ => None,
    }
}

/// `case NAME`: a constant of the selector's enum, else a constant in scope.
fn label_constant(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    selector: model::ids::ExprId,
    site: SiteId,
) -> Answer {
    let facts = *unit.site(site);
    let ty = cx.type_of(unit, selector, facts.scope);
    if let Ty::Instance(class, _) = cx.ty(ty)
        && cx.kind(class) == DefKind::Enum
    {
        let found = members::field(cx, class, unit.site_name(site));
        if !found.is_missing() || class.file.is_std() {
            return if class.file.is_std() { Answer::external(Rule::ExternalMember) } else { found };
        }
    }
    let in_scope = names::name(cx, unit, site, resolve::Space::Value);
    match (in_scope.what, cx.ty(ty)) {
        (What::Missing(_) | What::External, Ty::External | Ty::Space(_)) => {
            Answer::external(Rule::ExternalMember)
        }
        (What::Missing(_), Ty::Unknown) => Answer::missing(Reason::UnknownReceiver),
        _ => in_scope,
    }
}

/// `name = …` in an annotation.
fn annotation_element(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    keyword: model::ids::ExprId,
    site: SiteId,
) -> Answer {
    let Some((call, _)) = unit.argument_of(keyword) else { return Answer::missing(Reason::NotModelled) };
    let Expr::Call { callee, .. } = unit.expr(call) else { return Answer::missing(Reason::NotModelled) };
    let annotation = cx.denote(unit, callee);
    match annotation.what {
        What::One(Entity::Def(class)) if class.file.is_std() => Answer::external(Rule::ExternalMember),
        What::One(Entity::Def(class)) => {
            let found = methods::of_class(cx, class, resolve::TyList::EMPTY, unit.site_name(site));
            match found.candidates.first() {
                Some(element) => Answer::def(element.def, Rule::KeywordArgument),
                None => Answer::missing(Reason::NoSuchMember),
            }
        }
        What::External => Answer::external(Rule::ExternalMember),
        _ => Answer::missing(Reason::UnknownReceiver),
    }
}

fn statement_label(unit: &Unit, site: SiteId) -> Answer {
    let facts = *unit.site(site);
    let is_label = |binding: &model::ids::BindingId| {
        let binding = unit.binding(*binding);
        binding.kind == BindingKind::Label && unit.is_within(facts.scope, binding.scope)
    };
    match unit.bindings_named(facts.name).rfind(is_label) {
        Some(binding) => Answer::one(Entity::Binding(unit.id, binding), Rule::LexicalScope),
        None => Answer::missing(Reason::UnknownName),
    }
}

/// A constructed class's constructor when it is written and known; what may override a called method.
pub(super) fn settle(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
    let facts = *unit.site(site);
    match (facts.anchor, facts.role) {
        (Anchor::Type(ty), Role::Call) => {
            let Some(construction) = unit.construction_of(ty) else { return answer };
            let Expr::New { ty, args } = unit.expr(construction) else { return answer };
            let What::One(Entity::Def(class)) = answer.what else { return answer };
            // With a body, the class is extended; its constructor is called by one that nobody wrote.
            if class.file.is_std() || has_body(unit, construction) {
                return answer;
            }
            let made = cx.lower(unit, ty, facts.scope);
            let call = CallSite::new(unit, None, args, facts.scope);
            match calls::constructor(cx, made, &call) {
                Some(constructor) => Answer::def(constructor.def, Rule::Constructor),
                None => answer,
            }
        }
        (Anchor::Import(..), _) => imported(cx, answer),
        _ => dispatch::with_overrides(cx, unit, site, answer),
    }
}

fn has_body(unit: &Unit, construction: model::ids::ExprId) -> bool {
    match unit.parent_of(construction).map(|parent| unit.expr(parent)) {
        Some(Expr::Cast(_, ty)) => matches!(unit.ty(ty), model::expr::TypeExpr::Definition(_)),
        _ => false,
    }
}

/// A static import brings all members of a name: of overloads none is meant more than the others.
fn imported(cx: &mut Session<'_>, answer: Answer) -> Answer {
    let What::Group(_) = answer.what else { return answer };
    let defs = cx.all(answer);
    if defs.iter().all(|entity| matches!(entity, Entity::Def(def) if def.file.is_std())) {
        return Answer::external(Rule::ExternalImport);
    }
    answer
}
