//! Definitions of one name under different conditions: which of them hold where a name stands.

use std::sync::Arc;

use model::ids::NameId;
use resolve::{DefRef, Session, Unit};

use super::{decide, includes};

/// How sure it is that what holds somewhere is compiled there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Certainty {
    /// The usual build leaves it out, though not the place itself.
    LeftOut,
    /// That depends on conditions that are not decided.
    Undecided,
    /// It is compiled wherever the place is.
    Certain,
}

/// The definitions of `defs` that can hold where byte `at` of `unit` is compiled, and how surely one of them does.
///
/// First those go that stand in the other branch of a condition around `at`; then those that the usual build leaves out;
/// then, when some hold wherever `at` is compiled, those of which that is not known. A step that would leave none is
/// left out.
pub(super) fn holding(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    at: u32,
    defs: Vec<DefRef>,
) -> (Vec<DefRef>, Certainty) {
    let several = defs.iter().any(|def| def.file != defs[0].file);
    if defs.iter().all(|def| is_unconditional(cx, *def, several)) {
        return (defs, Certainty::Certain);
    }
    let around = conditions(cx, unit, at);
    let inside: Vec<Standing> = defs.iter().map(|def| Standing::new(cx, *def, &around)).collect();
    let mut kept: Vec<usize> = (0..defs.len()).collect();
    keep(&mut kept, |index| !inside[index].opposite);
    keep(&mut kept, |index| inside[index].shares || inside[index].active != Some(false));
    keep(&mut kept, |index| inside[index].certainty == Certainty::Certain);
    let left_out = around.iter().any(|around| around.active == Some(false));
    let certainty = kept.iter().map(|index| inside[*index].certainty).max().unwrap_or(Certainty::Certain);
    let certainty =
        if left_out && certainty == Certainty::LeftOut { Certainty::Undecided } else { certainty };
    (kept.into_iter().map(|index| defs[index]).collect(), certainty)
}

/// Whether a definition stands under no condition, and the file with it is included under none where that matters.
fn is_unconditional(cx: &mut Session<'_>, def: DefRef, included: bool) -> bool {
    let owner = cx.unit(def.file);
    let at = owner.def(def.def).name_span.start;
    let free = |cx: &Session<'_>, unit: &Arc<Unit>, at| {
        includes::model(cx).regions(unit).is_none_or(|regions| regions.around(at).next().is_none())
    };
    free(cx, &owner, at)
        && (!included || include_of(cx, def).is_none_or(|(includer, at)| free(cx, &includer, at)))
}

/// Where the session's file includes the file of a definition directly.
fn include_of(cx: &mut Session<'_>, def: DefRef) -> Option<(Arc<Unit>, u32)> {
    let own = cx.file();
    let at = if def.file == own { None } else { includes::place(cx, own, def.file) }?;
    Some((cx.unit(own), at))
}

/// Whether the usual build compiles a definition; `None` when that is not decided.
pub(super) fn active(cx: &mut Session<'_>, def: DefRef) -> Option<bool> {
    let owner = cx.unit(def.file);
    decide::active(cx, &owner, owner.def(def.def).name_span.start)
}

/// Whether `#undef` surely takes a macro away before byte `at` of `unit`: in the file that defines it, or in this one.
pub(super) fn is_undefined(cx: &mut Session<'_>, unit: &Arc<Unit>, at: u32, def: DefRef) -> bool {
    let owner = cx.unit(def.file);
    let facts = *owner.def(def.def);
    let own = def.file == unit.id;
    let before = if own { at } else { u32::MAX };
    is_ended(cx, &owner, facts.name, facts.span.end, before)
        || !own && unit.name(owner.def_name(def.def)).is_some_and(|name| is_ended(cx, unit, name, 0, at))
}

/// Whether a macro ends between two positions, under no condition that is not decided but those around `from`.
fn is_ended(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId, from: u32, to: u32) -> bool {
    let Some(regions) = includes::model(cx).regions(unit) else { return false };
    let around = |at: u32| regions.around(at).map(|(index, _)| index).collect::<Vec<_>>();
    regions.ends_between(name, from, to).any(|end| {
        let outer = around(from);
        let inner = regions.around(end).filter(|(index, _)| from == 0 || !outer.contains(index));
        let conditions: Vec<_> = inner.collect();
        conditions.into_iter().all(|(index, found)| decide::region(cx, unit, index, found) == Some(true))
    })
}

fn keep(kept: &mut Vec<usize>, which: impl Fn(usize) -> bool) {
    if kept.iter().any(|index| which(*index)) {
        kept.retain(|index| which(*index));
    }
}

/// A condition around a place.
struct Around {
    text: String,
    active: Option<bool>,
}

fn conditions(cx: &mut Session<'_>, unit: &Arc<Unit>, at: u32) -> Vec<Around> {
    let Some(regions) = includes::model(cx).regions(unit) else { return Vec::new() };
    let around: Vec<_> = regions.around(at).collect();
    around
        .into_iter()
        .map(|(index, region)| Around {
            text: unit.text(region.text).to_owned(),
            active: decide::region(cx, unit, index, region),
        })
        .collect()
}

/// How a definition's conditions stand to those around a place.
struct Standing {
    /// One is the negation of another.
    opposite: bool,
    /// One is the same, of those that the usual build leaves out.
    shares: bool,
    active: Option<bool>,
    certainty: Certainty,
}

impl Standing {
    fn new(cx: &mut Session<'_>, def: DefRef, around: &[Around]) -> Self {
        let owner = cx.unit(def.file);
        let mut own = conditions(cx, &owner, owner.def(def.def).name_span.start);
        if let Some((includer, at)) = include_of(cx, def) {
            own.extend(conditions(cx, &includer, at));
        }
        let is_around = |text: &str| around.iter().any(|other| other.text == text);
        let implied = own.iter().all(|own| own.active == Some(true) || is_around(&own.text));
        let active = decide::all(own.iter().map(|own| own.active));
        let certainty = match active {
            _ if implied => Certainty::Certain,
            Some(false) => Certainty::LeftOut,
            _ => Certainty::Undecided,
        };
        Self {
            opposite: own.iter().any(|own| around.iter().any(|other| excludes(&own.text, &other.text))),
            shares: own.iter().any(|own| own.active == Some(false) && is_around(&own.text)),
            active,
            certainty,
        }
    }
}

/// Whether two conditions are branches of one another: one begins with the negation of the other.
fn excludes(a: &str, b: &str) -> bool {
    let negates = |negation: &str, text: &str| {
        let inner = negation.strip_prefix("!(").and_then(|rest| rest.strip_prefix(text));
        inner.is_some_and(|rest| rest.starts_with(')') || rest.starts_with(" ||"))
            || negation.strip_prefix('!') == Some(text)
    };
    negates(a, b) || negates(b, a)
}

#[cfg(test)]
mod tests {
    use super::excludes;

    #[test]
    fn branches_exclude_one_another() {
        assert!(excludes("defined(A)", "!(defined(A))"));
        assert!(excludes("!(defined(A) || defined(B)) && (C)", "defined(A)"));
        assert!(excludes("defined(A)", "!defined(A)"));
        assert!(!excludes("defined(A)", "!(defined(AB))"));
    }
}
