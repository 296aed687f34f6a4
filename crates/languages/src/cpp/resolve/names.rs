//! Sites that are names: what they mean, and what is said of them when nothing in the tree has the name.

use std::sync::Arc;

use model::facts::{Anchor, Site};
use model::ids::{NameId, SiteId};
use model::kinds::{BindingKind, DefKind, Role};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Entity, Session, Side, Space, Unit};

use super::{arguments, kinds, macros, paths, scopes, specializations, views};

/// What the name at a site means.
pub(super) fn name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
    let facts = *unit.site(site);
    let space = if facts.role == Role::Qualify { Space::Type } else { space };
    if let Some(base) = written_before(unit, site) {
        let base = name(cx, unit, base, Space::Type);
        return paths::member(cx, base, unit.site_name(site), space);
    }
    let look = |cx: &mut Session<'_>, space| {
        scopes::unqualified(cx, unit, facts.scope, facts.name, facts.span.start, space)
    };
    let mut found = look(cx, space);
    if found.is_missing() && space == Space::Type && facts.role != Role::Qualify {
        // A value as a template argument is written like a type.
        found = look(cx, Space::Value);
    }
    if !found.is_missing() {
        if is_later(cx, unit, &facts, found) {
            return Answer::missing(Reason::MacroBody);
        }
        let found = specializations::applied(cx, unit, &facts, found);
        return in_macro_body(unit, &facts, found);
    }
    if facts.role == Role::Macro
        && let Some(later) = macros::defined_here(cx, unit, facts.name)
    {
        return later;
    }
    let mut reason = Reason::UnknownName;
    if facts.role == Role::Call {
        let by_arguments = arguments::lookup(cx, unit, site);
        match by_arguments.what {
            resolve::What::Missing(why) => reason = why,
            _ => return by_arguments,
        }
    }
    match beyond(cx, unit, facts.name) {
        found if !found.is_missing() => found,
        _ if is_in_macro(unit, &facts) => Answer::missing(Reason::MacroBody),
        _ => Answer::missing(reason),
    }
}

/// The name before `::` where a path is only a row of names, in text that is not parsed.
fn written_before(unit: &Unit, site: SiteId) -> Option<SiteId> {
    let facts = unit.site(site);
    if facts.anchor != Anchor::Lexical {
        return None;
    }
    let before = SiteId::new(site.raw().checked_sub(1)?);
    let other = unit.site(before);
    let joined = other.span.end + 2 == facts.span.start && other.role == Role::Qualify;
    (joined && other.anchor == Anchor::Lexical).then_some(before)
}

fn is_in_macro(unit: &Unit, site: &Site) -> bool {
    site.within.is_some_and(|within| unit.def(within).kind == DefKind::Macro)
}

/// Whether a name in a macro's body was found only behind the macro: it may be a name that the body itself introduces.
fn is_later(cx: &Session<'_>, unit: &Unit, site: &Site, found: Answer) -> bool {
    let own = |def: &resolve::DefRef| def.file == unit.id;
    is_in_macro(unit, site)
        && found.rule != Rule::MacroScope
        && cx
            .first_def(found)
            .filter(own)
            .is_some_and(|def| unit.def(def.def).name_span.start > site.span.start)
}

fn in_macro_body(unit: &Unit, site: &Site, found: Answer) -> Answer {
    if is_in_macro(unit, site) && found.rule != Rule::MacroScope { found.by(Rule::MacroBody) } else { found }
}

/// A name that nothing in the tree defines comes from outside, where something outside is included.
pub(super) fn beyond(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Answer {
    outside(cx, unit, unit.text(name))
}

/// As [`beyond`], by text.
pub(super) fn outside(cx: &mut Session<'_>, unit: &Arc<Unit>, text: &str) -> Answer {
    let files = cx.world.files;
    let ours = |named: &resolve::Named| kinds::is_family_name(&files.entry(named.def.file).language);
    if !cx.defs_named_where(text, ours).is_empty() {
        return Answer::missing(Reason::UnknownName);
    }
    let viewer = views::viewer(cx, unit.id);
    let view = views::view(cx, viewer);
    if view.visible.outside || view.visible.missing || text.starts_with("__") {
        return Answer::external(Rule::Include);
    }
    Answer::missing(Reason::UnknownName)
}

/// Whether a site is the first name of gtest's `TEST`, which names nothing that is written elsewhere.
fn is_suite(unit: &Unit, site: SiteId) -> bool {
    let facts = unit.site(site);
    let Some(before) = site.raw().checked_sub(1).map(SiteId::new) else { return false };
    let name = unit.site(before);
    facts.role == Role::Type
        && name.role == Role::Macro
        && unit.text(name.name) == "TEST"
        && facts.within.is_some_and(|within| unit.def(within).span.start == name.span.start)
}

/// Labels, and names in the initialisers of constructors.
pub(super) fn special(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
    let facts = *unit.site(site);
    match facts.anchor {
        Anchor::Lexical if is_suite(unit, site) => Some(Answer::missing(Reason::NotModelled)),
        _ if facts.role == Role::Label => {
            let label =
                unit.bindings_named(facts.name).find(|id| unit.binding(*id).kind == BindingKind::Label);
            label.map(|label| Answer::one(Entity::Binding(unit.id, label), Rule::LexicalScope))
        }
        Anchor::FieldOf(ty) if facts.role == Role::Init => {
            let ty = cx.lower(unit, ty, facts.scope);
            let found = cx.member(ty, unit.site_name(site), Side::Any);
            match found {
                found if !found.is_missing() && found.what != resolve::What::External => {
                    Some(if found.rule == Rule::Member { found.by(Rule::FieldInit) } else { found })
                }
                _ => {
                    let base =
                        scopes::unqualified(cx, unit, facts.scope, facts.name, facts.span.start, Space::Type);
                    if base.is_missing() { None } else { Some(base) }
                }
            }
        }
        _ => None,
    }
}
