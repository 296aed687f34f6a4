//! Names from outside the tree: the library stubs, and what system headers must declare because nothing else does.

use std::sync::{Arc, LazyLock};

use model::facts::Site;
use model::kinds::{DiagnosticCode, Role};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Policy, Session, Unit};
use rustc_hash::FxHashMap;

use super::visible::{Class, class_of, found};
use super::{includes, names};

/// What an ordinary name means that the tree does not declare where it is seen.
pub(super) fn outside(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site) -> Answer {
    let text = unit.text(site.name);
    match stub(text, Class::Ordinary).or_else(|| stub(text, Class::Macro)) {
        Some(def) => Answer::def(def, Rule::Builtin),
        None => by_elimination(cx, unit, site),
    }
}

/// What a tag means that the tree does not declare where it is seen.
pub(super) fn outside_tag(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site) -> Answer {
    match stub(unit.text(site.name), Class::Tag) {
        Some(def) => Answer::def(def, Rule::Builtin),
        None => by_elimination(cx, unit, site),
    }
}

/// Whether the library defines a macro.
pub(super) fn has_macro(name: &str) -> bool {
    stub(name, Class::Macro).is_some()
}

/// Whether the library has a function.
pub(super) fn has_function(name: &str) -> bool {
    stub(name, Class::Ordinary).is_some()
}

/// The definitions of the stubs by name: ordinary, tag, macro.
static BY_NAME: LazyLock<FxHashMap<&'static str, [Option<DefRef>; 3]>> = LazyLock::new(|| {
    let mut table: FxHashMap<&'static str, [Option<DefRef>; 3]> = FxHashMap::default();
    for unit in &super::POLICY.std().units {
        for (id, def) in unit.defs().filter(|(_, def)| def.scope.index() == 0) {
            let slots = table.entry(unit.def_name(id)).or_default();
            slots[class_of(def) as usize].get_or_insert(DefRef::new(unit.id, id));
        }
    }
    table
});

/// A definition of the stubs.
fn stub(name: &str, class: Class) -> Option<DefRef> {
    BY_NAME.get(name)?[class as usize]
}

/// A name that nothing in the tree declares, in a file that includes headers from outside and none that is lost, comes
/// from these headers.
fn by_elimination(cx: &mut Session<'_>, unit: &Arc<Unit>, site: &Site) -> Answer {
    let otherwise = Answer::missing(Reason::UnknownName);
    if unit.id.is_std() || names::within_macro(unit, site) {
        return otherwise;
    }
    // Where the parser was lost, a name may be a local whose declaration it missed.
    let may_be_local = !matches!(site.role, Role::Call | Role::Type | Role::Macro);
    if may_be_local && unit.facts.diagnostics.iter().any(|found| is_syntax(found.code)) {
        return otherwise;
    }
    let seen = found(cx, unit, site.name);
    let closure = includes::visible(cx, unit.id);
    if closure.outside && !closure.missing && !seen.elsewhere {
        return Answer::external(Rule::ExternalImport);
    }
    otherwise
}

fn is_syntax(code: DiagnosticCode) -> bool {
    matches!(code, DiagnosticCode::SyntaxError | DiagnosticCode::SyntaxMissing)
}
