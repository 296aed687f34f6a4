//! Names from outside the tree: the library stubs, and what system headers must declare because nothing else does.

use std::sync::Arc;

use model::facts::Site;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Policy, Session, Unit};

use super::visible::{Class, found, is_in};
use super::{includes, names};

/// What an ordinary name means that the tree does not declare where it is seen.
pub(super) fn outside(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, otherwise: Answer) -> Answer {
    let text = unit.text(site.name);
    match stub(text, Class::Ordinary).or_else(|| stub(text, Class::Macro)) {
        Some(def) => Answer::def(def, Rule::Builtin),
        None => by_elimination(cx, unit, site, otherwise),
    }
}

/// What a tag means that the tree does not declare where it is seen.
pub(super) fn outside_tag(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site) -> Answer {
    match stub(unit.text(site.name), Class::Tag) {
        Some(def) => Answer::def(def, Rule::Builtin),
        None => by_elimination(cx, unit, site, Answer::missing(Reason::UnknownName)),
    }
}

/// A definition of the stubs.
fn stub(name: &str, class: Class) -> Option<DefRef> {
    super::POLICY.std().units.iter().find_map(|unit| {
        let id = unit.name(name)?;
        let mut defs =
            unit.bindings_in(model::ids::ScopeId::new(0), id).filter_map(|id| unit.binding(id).def);
        let def = defs.find(|def| is_in(unit, *def, class))?;
        Some(DefRef::new(unit.id, def))
    })
}

/// A name that nothing in the tree declares, in a file that includes headers from outside and none that is lost, comes
/// from these headers.
fn by_elimination(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site, otherwise: Answer) -> Answer {
    if unit.id.is_std() || names::within_macro(unit, site) {
        return otherwise;
    }
    let seen = found(cx, unit, site.name);
    let closure = includes::visible(cx, unit.id);
    if closure.outside && !closure.missing && !seen.elsewhere {
        return Answer::external(Rule::ExternalImport);
    }
    otherwise
}
