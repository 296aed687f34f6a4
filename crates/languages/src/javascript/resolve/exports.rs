//! What modules export: their own definitions, re-exports, stars, defaults, and CommonJS values.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::Expr;
use model::facts::ImportFlags;
use model::ids::{DefId, ExprId, ImportId, NameId, ScopeId};
use model::kinds::{ImportKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Question, Session, Space, Unit, What};
use rustc_hash::FxHashMap;

use super::meaning::has_meaning;
use super::{scopes, specifiers};

/// The exports of one file as written.
pub(super) struct Exports {
    /// `export {a as b} [from …]`, `export * as b from`, by the exported name.
    renamed: FxHashMap<NameId, Vec<ImportId>>,
    /// `export * from`.
    stars: Vec<ImportId>,
    /// Exported definitions, by name.
    named: FxHashMap<NameId, Vec<DefId>>,
    /// `export default …` and `module.exports = …`.
    defaults: Vec<DefId>,
    /// What `module.exports` or `export =` is given, when it is no new value.
    whole: Option<ExprId>,
    /// Whether the file has imports or exports: others are scripts, whose names are global.
    pub(super) is_module: bool,
    /// Whether all of a declaration file's names are exported.
    implicit: bool,
}

/// The exports of a unit, read once a session.
pub(super) fn of(cx: &mut Session<'_>, unit: &Unit) -> Rc<Exports> {
    cx.unit_table(unit, read)
}

fn read(unit: &Unit) -> Exports {
    let mut exports = Exports {
        renamed: FxHashMap::default(),
        stars: Vec::new(),
        named: FxHashMap::default(),
        defaults: Vec::new(),
        whole: None,
        is_module: false,
        implicit: false,
    };
    for (index, import) in unit.facts.imports.iter().enumerate() {
        let id = ImportId::new(index as u32);
        exports.is_module |= import.scope == ScopeId::new(0) && import.kind != ImportKind::Dynamic;
        if !import.flags.contains(ImportFlags::REEXPORT) {
            continue;
        }
        match (import.kind, import.local) {
            (ImportKind::Star, _) => exports.stars.push(id),
            (_, Some(local)) => exports.renamed.entry(local).or_default().push(id),
            _ => {}
        }
    }
    for (id, def) in unit.defs() {
        if !def.modifiers.contains(Modifiers::EXPORTED) {
            continue;
        }
        let at_top = def.scope == ScopeId::new(0) && (def.parent.is_none() || unit.binding_of(id).is_none());
        if def.modifiers.contains(Modifiers::EXPORT_DEFAULT) {
            exports.defaults.push(id);
        } else if at_top || unit.binding_of(id).is_none() {
            exports.named.entry(def.name).or_default().push(id);
        }
        exports.is_module |= at_top;
    }
    let is_default = |name: &NameId| unit.text(*name) == "default";
    let es_default = exports.renamed.keys().any(is_default)
        || exports.defaults.iter().any(|def| unit.def_name(*def) != "exports");
    let value = unit.export_values().next_back();
    exports.is_module |= value.is_some();
    exports.whole = value.filter(|_| !es_default).and_then(|flow| flow.value);
    exports.implicit = is_declaration_file(unit);
    exports
}

/// Whether a file only declares.
pub(super) fn is_declaration_file(unit: &Unit) -> bool {
    let path = unit.placement.path.as_str();
    unit.id.is_std() || path.ends_with(".d.ts") || path.ends_with(".d.mts") || path.ends_with(".d.cts")
}

/// What a module gives others under a name.
pub(super) fn member(cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
    cx.ask_name(name);
    let unit = cx.unit(module);
    let exports = of(cx, &unit);
    if name == "default" {
        return default(cx, &unit, &exports, space);
    }
    let own = unit
        .name(name)
        .map_or(Answer::missing(Reason::MissingExport), |id| own_member(cx, &unit, &exports, id, space));
    let found = own.or_else(|| through_stars(cx, &unit, &exports, name, space));
    let found = found.or_else(|| super::ambient::augmented(cx, &unit, name, space));
    found.or_else(|| of_whole(cx, &unit, &exports, name, space))
}

fn own_member(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    exports: &Exports,
    name: NameId,
    space: Space,
) -> Answer {
    let missing = Answer::missing(Reason::MissingExport);
    if let Some(named) = exports.named.get(&name) {
        let defs: Vec<DefRef> = named
            .iter()
            .filter(|def| has_meaning(unit.def(**def).kind, space))
            .map(|def| DefRef::new(unit.id, *def))
            .collect();
        if let [one] = defs[..]
            && unit.binding_of(one.def).is_none()
            && let Some(value) = unit.def(one.def).value
            && let Some(known) = alias(cx, unit, value)
        {
            return known;
        }
        let found = cx.group(&defs, Rule::ModuleMember, Reason::MissingExport);
        if !found.is_missing() {
            return found;
        }
    }
    for import in exports.renamed.get(&name).into_iter().flatten() {
        let found = renamed(cx, unit, *import, space);
        if !found.is_missing() {
            return found.by(Rule::ModuleMember);
        }
    }
    if exports.implicit {
        return scopes::top_level(cx, unit, name, space).by(Rule::ModuleMember);
    }
    missing
}

/// What a value that is only a name of something else stands for: `exports.a = b` gives others `b`.
fn alias(cx: &mut Session<'_>, unit: &Arc<Unit>, value: ExprId) -> Option<Answer> {
    let Expr::Name(_) = unit.expr(value) else { return None };
    let found = cx.denote(unit, value);
    let is_plain = matches!(found.what, What::One(Entity::Def(_) | Entity::Module(_)) | What::Group(_));
    is_plain.then_some(found)
}

/// What a re-export stands for.
pub(super) fn renamed(cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
    let facts = *unit.facts.import(import);
    if facts.path.is_empty() {
        let Some(member) = facts.member else { return Answer::missing(Reason::MissingExport) };
        return scopes::top_level(cx, unit, member, space);
    }
    super::imports::import(cx, unit, import, space)
}

fn through_stars(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    exports: &Exports,
    name: &str,
    space: Space,
) -> Answer {
    let mut external = false;
    cx.ask_stars(unit.id);
    for star in &exports.stars {
        let module = specifiers::module(cx, unit, *star);
        match module.what {
            What::One(Entity::Module(file)) if file != unit.id => {
                let found = cx.module_member(file, name, space);
                if !found.is_missing() {
                    return found;
                }
            }
            What::External => external = true,
            _ => {}
        }
    }
    if external { Answer::external(Rule::ExternalMember) } else { Answer::missing(Reason::MissingExport) }
}

fn default(cx: &mut Session<'_>, unit: &Arc<Unit>, exports: &Exports, space: Space) -> Answer {
    cx.ask_stars(unit.id);
    let defs: Vec<DefRef> = exports
        .defaults
        .iter()
        .filter(|def| unit.def_name(**def) != "exports" && has_meaning(unit.def(**def).kind, space))
        .map(|def| DefRef::new(unit.id, *def))
        .collect();
    if let Some(last) = defs.last() {
        cx.ask_name(unit.def_name(last.def));
        // A class or function may be merged with an interface or namespace of its name.
        if let Some(binding) = unit.binding_of(last.def) {
            return scopes::top_level(cx, unit, unit.binding(binding).name, space).by(Rule::ModuleMember);
        }
        return Answer::def(*last, Rule::ModuleMember);
    }
    if let Some(id) = unit.name("default") {
        for import in exports.renamed.get(&id).into_iter().flatten() {
            let found = renamed(cx, unit, *import, space);
            if !found.is_missing() {
                return found.by(Rule::ModuleMember);
            }
        }
        if let Some(named) = exports.named.get(&id).and_then(|named| named.first()) {
            return Answer::def(DefRef::new(unit.id, *named), Rule::ModuleMember);
        }
    }
    let has_es_exports = !exports.renamed.is_empty() || !exports.stars.is_empty();
    if exports.whole.is_some() || !has_es_exports && is_common(unit) {
        return whole(cx, unit.id, space);
    }
    Answer::missing(Reason::MissingExport)
}

/// Whether a file speaks CommonJS.
fn is_common(unit: &Unit) -> bool {
    unit.name("exports").is_some() || unit.name("require").is_some()
}

/// A file that is required, as a value or type.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Whole(FileId, Space);

impl Question for Whole {
    type Answer = Answer;
}

/// What `require` of a file gives: what it assigns to `module.exports`, else the module.
pub(super) fn whole(cx: &mut Session<'_>, module: FileId, space: Space) -> Answer {
    let itself = Answer::one(Entity::Module(module), Rule::ModulePath);
    cx.remembered(Whole(module, space), itself, |cx| {
        let unit = cx.unit(module);
        cx.ask_stars(module);
        let exports = of(cx, &unit);
        let Some(value) = exports.whole else { return itself };
        // `module.exports = {}` is the module, to be filled.
        if let Expr::Object(scope) = unit.expr(value)
            && unit.bindings_of(scope).next().is_none()
        {
            return itself;
        }
        if let Expr::Name(_) | Expr::Member { .. } = unit.expr(value) {
            let found = match (space, unit.expr(value)) {
                (Space::Type, Expr::Name(site)) => {
                    scopes::name_from(cx, &unit, site, Space::Type).or_else(|| cx.denote(&unit, value))
                }
                _ => cx.denote(&unit, value),
            };
            if !found.is_missing() {
                return found.by(Rule::ModuleMember);
            }
        }
        let last = exports.defaults.iter().rev().find(|def| unit.def_name(**def) == "exports");
        last.map_or(itself, |def| Answer::def(DefRef::new(module, *def), Rule::ModuleMember))
    })
}

/// A member of what a module assigns to `module.exports`.
fn of_whole(cx: &mut Session<'_>, unit: &Arc<Unit>, exports: &Exports, name: &str, space: Space) -> Answer {
    let Some(value) = exports.whole else { return Answer::missing(Reason::MissingExport) };
    let base = whole(cx, unit.id, space);
    if !matches!(base.what, What::One(Entity::Module(file)) if file == unit.id) {
        let found = cx.member_of_answer(base, name, space);
        if !found.is_missing() {
            return found;
        }
    }
    let ty = cx.type_of(unit, value, ScopeId::new(0));
    match cx.member(ty, name, resolve::Side::Any) {
        found if found.is_missing() => Answer::missing(Reason::MissingExport),
        found => found,
    }
}

/// A property that a file adds to its `module.exports` after giving it a function or object.
pub(super) fn added(cx: &mut Session<'_>, def: DefRef, name: &str) -> Option<Answer> {
    let unit = cx.unit(def.file);
    let exports = of(cx, &unit);
    exports.whole?;
    let id = unit.name(name)?;
    let named = *exports.named.get(&id)?.last()?;
    let whole = whole(cx, def.file, Space::Value);
    if cx.first_def(whole) != Some(def) {
        return None;
    }
    let value = unit.def(named).value;
    let known = value.and_then(|value| alias(cx, &unit, value));
    Some(known.unwrap_or(Answer::def(DefRef::new(def.file, named), Rule::ObjectMember)))
}
