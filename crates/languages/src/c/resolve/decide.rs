//! Which conditional regions are compiled, as far as the sources and the build tell.
//!
//! A macro is defined when a definition that is surely compiled stands before the condition: in the file, or in one included
//! before it. It is not defined when neither the sources that are visible nor the build files nor the system define
//! it; macros that build systems make up ([`is_configured`]) are not decided, nor is any while an included file is missing
//! (it may be a generated configuration) or a header is read alone (whoever includes it may define the macro).

use std::sync::Arc;

use model::expr::Expr;
use model::kinds::{DefKind, Modifiers};
use resolve::{DefRef, FileId, Session, Unit};
use rustc_hash::FxHashMap;

use super::conditions::{self, Macros, Predefined};
use super::includes;
use super::regions::Region;
use super::visible::{self, found};
use super::{library, paths, system, twins};

/// What was decided before; `None` inside marks a region that is being decided.
#[derive(Default)]
struct Decided(FxHashMap<(FileId, u32), Option<bool>>);

/// Forgets what was decided and found with a closure that is not the final one.
pub(super) fn forget(cx: &mut Session<'_>) {
    cx.table::<Decided>().0.clear();
    visible::forget(cx);
}

/// Whether what stands at a position is compiled; `None` when that is not decided.
pub(crate) fn active(cx: &mut Session<'_>, unit: &Arc<Unit>, at: u32) -> Option<bool> {
    let Some(regions) = includes::model(cx).regions(unit) else { return Some(true) };
    let around: Vec<(u32, Region)> = regions.around(at).collect();
    all(around.into_iter().map(|(index, found)| region(cx, unit, index, found)))
}

/// Whether all of several conditions hold.
pub(super) fn all(conditions: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for condition in conditions {
        match condition {
            Some(true) => {}
            Some(false) => return Some(false),
            None => known = None,
        }
    }
    known
}

/// Whether the own condition of a region holds.
pub(super) fn region(cx: &mut Session<'_>, unit: &Arc<Unit>, index: u32, region: Region) -> Option<bool> {
    if region.holds.is_some() {
        return region.holds;
    }
    let key = (unit.id, index);
    if let Some(known) = cx.table::<Decided>().0.get(&key) {
        return *known;
    }
    cx.table::<Decided>().0.insert(key, None);
    let decided = cx.deeper(None, |cx| {
        let build = &includes::model(cx).build;
        let cpp = unit.placement.language == "cpp";
        let mut macros = Written { base: Predefined { build, cpp }, cx, unit, at: region.start };
        conditions::holds(unit.text(region.text), &mut macros)
    });
    cx.table::<Decided>().0.insert(key, decided);
    decided
}

/// The macros that sources and build define before a position.
struct Written<'s, 'w> {
    base: Predefined<'w>,
    cx: &'s mut Session<'w>,
    unit: &'s Arc<Unit>,
    at: u32,
}

/// The definitions of a macro that may have been read before a condition.
#[derive(Default)]
struct Before {
    /// Those that the usual build does not leave out, with whether it surely compiles them.
    macros: Vec<(DefRef, Option<bool>)>,
    /// Whether there are some that it leaves out, and only such.
    left_out: bool,
    /// Whether there may be others.
    others: bool,
}

impl Written<'_, '_> {
    /// The definitions of a macro that may have been read before.
    fn before(&mut self, name: &str) -> Before {
        let Some(id) = self.unit.name(name) else { return Before { others: true, ..Before::default() } };
        let seen = found(self.cx, self.unit, id);
        let mut macros = Vec::new();
        for def in seen.own.iter().chain(&seen.sure).copied() {
            let owner = self.cx.unit(def.file);
            let facts = owner.def(def.def);
            let read = if def.file == self.unit.id {
                facts.span.end <= self.at
            } else {
                includes::is_read_before(self.cx, def.file, self.unit.id, self.at)
            };
            let is_there = |cx: &mut Session<'_>| !twins::is_undefined(cx, self.unit, self.at, def);
            if facts.kind == DefKind::Macro && read && is_there(self.cx) {
                macros.push((def, twins::active(self.cx, def)));
            }
        }
        let all = macros.len();
        macros.retain(|(_, active)| *active != Some(false));
        Before { left_out: all > 0 && macros.is_empty(), macros, others: !seen.possible.is_empty() }
    }

    /// Whether a macro that nothing before defines is not defined at all.
    fn is_undefined(&mut self, name: &str) -> bool {
        let session = self.cx.file();
        let file = self.cx.unit(session);
        let closure = includes::visible(self.cx, session);
        if closure.missing || is_configured(name) || self.base.build.is_mentioned(name) {
            return false;
        }
        let elsewhere = self.unit.name(name).is_some_and(|id| found(self.cx, self.unit, id).elsewhere);
        !elsewhere || paths::is_source(file.placement.path.as_str())
    }
}

impl Macros for Written<'_, '_> {
    fn is_defined(&mut self, name: &str) -> Option<bool> {
        if let known @ Some(_) = self.base.is_defined(name) {
            return known;
        }
        let Before { macros, left_out, others } = self.before(name);
        let is_ours = |active: &Option<bool>| *active == Some(true);
        if macros.iter().any(|(_, active)| is_ours(active)) || library::has_macro(name) || is_had(name) {
            return Some(true);
        }
        let undefined = macros.is_empty() && !others && (left_out || self.is_undefined(name));
        undefined.then_some(false)
    }

    fn value(&mut self, name: &str) -> Option<i64> {
        if let known @ Some(_) = self.base.value(name) {
            return known;
        }
        let Before { macros, left_out, others } = self.before(name);
        let Some(&(last, _)) = macros.last() else {
            if is_had(name) {
                return Some(1);
            }
            let undefined = !others && !library::has_macro(name) && (left_out || self.is_undefined(name));
            return undefined.then_some(0);
        };
        if macros.len() > 1 || macros[0].1.is_none() {
            return None;
        }
        let owner = self.cx.unit(last.file);
        let facts = owner.def(last.def);
        if facts.modifiers.contains(Modifiers::FUNCTION_LIKE) {
            return None;
        }
        let Expr::Text(text) = owner.expr(facts.value?) else { return None };
        let text = owner.text(text).to_owned();
        match conditions::number(&text) {
            None if text != name => self.cx_deeper(&text),
            number => number,
        }
    }
}

impl Written<'_, '_> {
    /// The value of the name that a macro stands for.
    fn cx_deeper(&mut self, name: &str) -> Option<i64> {
        let Self { base, cx, unit, at } = self;
        let (base, unit, at) = (*base, *unit, *at);
        cx.deeper(None, |cx| Written { base, cx, unit, at }.value(name))
    }
}

/// Whether a macro says that a system has a function or header which Linux has: `HAVE_STRDUP`, `HAVE_SYS_TYPES_H`.
fn is_had(name: &str) -> bool {
    let Some(what) = name.strip_prefix("HAVE_").map(str::to_ascii_lowercase) else { return false };
    match what.strip_suffix("_h") {
        Some(header) => {
            let header = format!("{header}.h");
            let below = header.replacen('_', "/", 1);
            let is_there = |header: &str| system::is_system_header(header) && !system::is_foreign(header);
            is_there(&header) || is_there(&below)
        }
        None => library::has_function(&what),
    }
}

/// Whether build systems make up macros of such a name, or compilers define it with some options.
fn is_configured(name: &str) -> bool {
    const OPTIONS: &[&str] = &[
        "_FILE_OFFSET_BITS",
        "_FORTIFY_SOURCE",
        "_REENTRANT",
        "_THREAD_SAFE",
        "__KERNEL__",
        "__OPTIMIZE__",
        "__PIC__",
        "__PIE__",
        "__STRICT_ANSI__",
        "__pic__",
        "__pie__",
    ];
    let configured = ["HAVE_", "CONFIG_", "ENABLE_", "WITH_"].iter().any(|prefix| name.starts_with(prefix));
    configured || name.starts_with('_') && name.ends_with("_SOURCE") || OPTIONS.contains(&name)
}
