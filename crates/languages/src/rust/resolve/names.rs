//! Names: which name space a definition is in, what a scope shows, and the members of modules.

use std::rc::Rc;
use std::sync::Arc;

use model::facts::Binding;
use model::ids::{BindingId, DefId, ImportId, NameId, ScopeId};
use model::kinds::{BindingKind, DefKind, ImportKind, ScopeKind, Visibility};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Session, Space, SpaceId, Unit};
use rustc_hash::{FxHashMap, FxHashSet};

use super::modules::{self, Module};
use super::{imports, library, macros};

/// What a session found in modules.
#[derive(Default)]
struct Found {
    members: FxHashMap<(Module, SpaceId, Space), Answer>,
    stars: FxHashMap<(FileId, ScopeId), Option<Rc<[Star]>>>,
    star_files: FxHashMap<FileId, Rc<FxHashMap<ScopeId, Vec<ImportId>>>>,
    /// Scopes with a glob of something outside.
    outside: FxHashSet<(FileId, ScopeId)>,
    /// How many questions for the globs of a scope are open: until then names may seem to be missing.
    unfinished: u32,
}

/// What a glob import brings names from.
#[derive(Clone, Copy)]
struct Star {
    from: Entity,
    visibility: Visibility,
}

/// Whether a definition is in a name space.
pub(super) fn in_space(unit: &Unit, def: DefId, space: Space) -> bool {
    match (unit.def(def).kind, space) {
        (DefKind::EnumMember, Space::Type | Space::Value) | (DefKind::Macro, Space::Macro) => true,
        (kind, Space::Type) => matches!(
            kind,
            DefKind::Enum
                | DefKind::Union
                | DefKind::Trait
                | DefKind::TypeAlias
                | DefKind::Module
                | DefKind::Struct
        ),
        (DefKind::Struct, Space::Value) => {
            let first = unit.children(def).find(|child| unit.def(*child).kind == DefKind::Field);
            first.is_none_or(|field| unit.def_name(field).starts_with(|c: char| c.is_ascii_digit()))
        }
        (kind, Space::Value) => matches!(
            kind,
            DefKind::Function | DefKind::Method | DefKind::Constant | DefKind::Static | DefKind::Variable
        ),
        (DefKind::Function, Space::Macro) => macros::is_procedural(unit, def),
        _ => false,
    }
}

/// Whether a binding can be what a name in a name space means; imports may bring anything.
fn binds_in(unit: &Unit, binding: &Binding, space: Space) -> bool {
    match binding.kind {
        BindingKind::Import => space != Space::Label,
        BindingKind::Definition => binding.def.is_some_and(|def| in_space(unit, def, space)),
        BindingKind::TypeParameter => space == Space::Type || (space == Space::Value && binding.ty.is_some()),
        BindingKind::Label => space == Space::Label,
        _ => space == Space::Value,
    }
}

/// Whether a binding of a scope around is visible from `from`: members are not, and modules and functions close their
/// inside off from what is around.
pub(super) fn sees(unit: &Unit, id: BindingId, from: ScopeId, at: u32, space: Space) -> bool {
    let binding = unit.binding(id);
    if binding.visible_from > at || !binds_in(unit, binding, space) {
        return false;
    }
    let is_open = |kind| matches!(kind, BindingKind::TypeParameter | BindingKind::Label);
    if unit.scope(binding.scope).kind == ScopeKind::Type && !is_open(binding.kind) {
        return false;
    }
    if space == Space::Macro && binding.kind == BindingKind::Definition {
        return true;
    }
    let is_item = matches!(binding.kind, BindingKind::Definition | BindingKind::Import);
    for scope in unit.scopes_from(from) {
        if scope == binding.scope {
            return true;
        }
        let around = unit.scope(scope);
        let closes = match around.kind {
            ScopeKind::Module => true,
            // A function inside of a function does not see its variables.
            ScopeKind::Function => {
                !is_item && around.owner.is_some_and(|owner| unit.def(owner).kind == DefKind::Function)
            }
            _ => false,
        };
        if closes {
            return false;
        }
    }
    false
}

/// What several bindings of one scope mean: the variable introduced last, else the items.
pub(super) fn several(cx: &mut Session<'_>, unit: &Arc<Unit>, ids: &[BindingId], space: Space) -> Answer {
    let is_item =
        |id: &BindingId| matches!(unit.binding(*id).kind, BindingKind::Definition | BindingKind::Import);
    if let Some(local) = ids.iter().rev().find(|id| !is_item(id)) {
        return cx.bound(unit, *local, space);
    }
    if space == Space::Macro {
        // The one defined last hides those before, unless it is only there under a condition.
        let macros: Vec<DefRef> =
            ids.iter().filter_map(|id| unit.binding(*id).def).map(|def| DefRef::new(unit.id, def)).collect();
        if let Some(&last) = macros.last() {
            if macros::decorators(unit, last.def).any(|name| name == "cfg") {
                let entities: Vec<Entity> = macros.into_iter().map(Entity::Def).collect();
                return imports::twins(cx, &entities, Rule::MacroScope);
            }
            return Answer::def(last, Rule::MacroScope);
        }
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut outside = None;
    for id in ids {
        let found = cx.bound(unit, *id, space);
        if found.is_missing() {
            continue;
        }
        match cx.all(found) {
            none if none.is_empty() => outside = Some(found),
            found => entities.extend(found),
        }
    }
    entities.dedup();
    match outside {
        Some(outside) if entities.is_empty() => outside,
        _ => imports::twins(cx, &entities, Rule::LexicalScope),
    }
}

/// What a name stands for at byte `at` of a scope: scope by scope what is written in it, then what its globs bring.
pub(super) fn lexical(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    at: u32,
    space: Space,
) -> Answer {
    let has_globs =
        space != Space::Label && stars_of_file(cx, unit).keys().any(|scope| is_block(unit, *scope));
    if !has_globs {
        return cx.lexical(unit, scope, name, at, space);
    }
    let module = modules::around(unit, scope);
    let text = unit.text(name).to_owned();
    let scopes: Vec<ScopeId> = unit.scopes_from(scope).take_while(|scope| *scope != module.scope).collect();
    for around in scopes {
        let seen: Vec<BindingId> =
            unit.bindings_in(around, name).filter(|id| sees(unit, *id, scope, at, space)).collect();
        let found = match seen[..] {
            [] => Answer::missing(Reason::UnknownName),
            [one] => cx.bound(unit, one, space),
            _ => several(cx, unit, &seen, space),
        };
        if !found.is_missing() {
            return found;
        }
        if !stars(cx, unit, around).is_empty() {
            let found = through_stars(cx, unit, around, &text, space, module, &mut Vec::new());
            if !found.is_missing() {
                return found.by(Rule::StarImport);
            }
        }
    }
    let found = cx.lexical(unit, module.scope, name, at, space);
    if found.is_missing() && has_outside_glob(cx, unit, scope) {
        return Answer::external(Rule::StarImport);
    }
    found
}

fn is_block(unit: &Unit, scope: ScopeId) -> bool {
    !matches!(unit.scope(scope).kind, ScopeKind::Module | ScopeKind::File)
}

/// What a name means that no scope of its file has: names through globs, crates, and what the language brings.
pub(super) fn beyond(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: NameId,
    space: Space,
) -> Answer {
    if space == Space::Label {
        return Answer::missing(Reason::UnknownName);
    }
    let text = unit.text(name).to_owned();
    let through = through_stars_around(cx, unit, scope, &text, space);
    if !through.is_missing() {
        return through;
    }
    if unit.id.is_std() {
        return library::anywhere(cx, &text, space).or_else(|| match library::file(&text) {
            Some(file) if space == Space::Type => Answer::one(Entity::Module(file), Rule::ModulePath),
            _ => Answer::external(Rule::Builtin),
        });
    }
    let found = without_globs(cx, unit, &text, space);
    if found.is_missing() && has_outside_glob(cx, unit, scope) {
        // Nothing here has the name, so the glob must.
        return Answer::external(Rule::StarImport);
    }
    found
}

/// Whether a glob around brings names of something outside.
fn has_outside_glob(cx: &mut Session<'_>, unit: &Unit, scope: ScopeId) -> bool {
    let module = modules::around(unit, scope);
    let outside = &cx.table::<Found>().outside;
    let found = unit.scopes_from(scope).find(|scope| outside.contains(&(unit.id, *scope)));
    found.is_some_and(|found| unit.is_within(found, module.scope))
}

fn without_globs(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str, space: Space) -> Answer {
    let text = name.to_owned();
    match space {
        Space::Macro => macros::beyond(cx, unit, &text),
        Space::Type => {
            let krate = imports::extern_crate(cx, unit, &text);
            krate.or_else(|| library::prelude(cx, &text, space)).or_else(|| {
                if library::PRIMITIVES.contains(&text.as_str()) {
                    match library::def(&format!("prim_{text}")) {
                        Some(def) => Answer::def(def, Rule::Builtin),
                        None => Answer::external(Rule::Builtin),
                    }
                } else {
                    Answer::missing(Reason::UnknownName)
                }
            })
        }
        _ => library::prelude(cx, &text, space),
    }
}

/// A name that a glob import in a scope, or in one around it up to the module, brings.
fn through_stars_around(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: &str,
    space: Space,
) -> Answer {
    let stars = stars_of_file(cx, unit);
    if stars.is_empty() {
        return Answer::missing(Reason::UnknownName);
    }
    let module = modules::around(unit, scope);
    let scopes: Vec<ScopeId> = unit.scopes_from(scope).collect();
    for around in scopes {
        if stars.contains_key(&around) {
            let mut seen = Vec::new();
            let found = through_stars(cx, unit, around, name, space, module, &mut seen);
            if !found.is_missing() {
                return found.by(Rule::StarImport);
            }
        }
        if around == module.scope {
            break;
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// A member of a module as it is seen from `from`.
pub(super) fn member(
    cx: &mut Session<'_>,
    module: Module,
    name: &str,
    space: Space,
    from: Option<Module>,
) -> Answer {
    let key = (module, cx.space(name), space);
    if let Some(&known) = cx.table::<Found>().members.get(&key) {
        return known;
    }
    let mut seen = Vec::new();
    let found = cx.deeper(Answer::missing(Reason::TooComplex), |cx| {
        member_of(cx, module, name, space, from.unwrap_or(module), &mut seen)
    });
    if !found.is_missing() || cx.table::<Found>().unfinished == 0 {
        cx.table::<Found>().members.insert(key, found);
    }
    found
}

fn member_of(
    cx: &mut Session<'_>,
    module: Module,
    name: &str,
    space: Space,
    from: Module,
    seen: &mut Vec<Module>,
) -> Answer {
    if seen.contains(&module) {
        return Answer::missing(Reason::MissingExport);
    }
    seen.push(module);
    let own = explicit(cx, module, name, space);
    if !own.is_missing() {
        return own;
    }
    let unit = cx.unit(module.file);
    cx.ask_stars(module.file);
    let through = through_stars(cx, &unit, module.scope, name, space, from, seen);
    if !through.is_missing() {
        return through;
    }
    if space == Space::Macro && module.scope == ScopeId::new(0) {
        return macros::exported(cx, module.file, name);
    }
    if module.file.is_std() {
        return Answer::external(Rule::ExternalMember);
    }
    Answer::missing(Reason::MissingExport)
}

/// A name that a module defines or imports one by one.
fn explicit(cx: &mut Session<'_>, module: Module, name: &str, space: Space) -> Answer {
    cx.ask_name(name);
    let unit = cx.unit(module.file);
    let Some(id) = unit.name(name) else { return Answer::missing(Reason::MissingExport) };
    let fits = |id: &BindingId| binds_in(&unit, unit.binding(*id), space);
    let ids: Vec<BindingId> = unit.bindings_in(module.scope, id).filter(fits).collect();
    let found = match ids[..] {
        [] => Answer::missing(Reason::MissingExport),
        [one] => cx.bound(&unit, one, space),
        _ => several(cx, &unit, &ids, space),
    };
    let found = imports::modules_seen_through(cx, found);
    if found.rule == Rule::LexicalScope { found.by(Rule::ModuleMember) } else { found }
}

fn through_stars(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    name: &str,
    space: Space,
    from: Module,
    seen: &mut Vec<Module>,
) -> Answer {
    let stars = stars(cx, unit, scope);
    let here = Module { file: unit.id, scope };
    let mut outside = Answer::missing(Reason::MissingExport);
    for star in stars.iter() {
        if star.visibility == Visibility::Default && !is_inside(cx, from, modules::around(unit, here.scope)) {
            continue;
        }
        let found = match modules::of_entity(cx, star.from) {
            Some(target) => {
                let found = cx.deeper(Answer::missing(Reason::TooComplex), |cx| {
                    member_of(cx, target, name, space, from, seen)
                });
                if is_visible(cx, found, from, target) {
                    found
                } else {
                    Answer::missing(Reason::MissingExport)
                }
            }
            None => imports::variant(cx, star.from, name),
        };
        let is_library = matches!(star.from, Entity::Module(file) if file.is_std());
        if found.what == resolve::What::External && is_library {
            // Names of the library that the stub does not have are not proved to be there.
            continue;
        }
        if !found.is_missing() {
            outside = found;
            break;
        }
    }
    outside
}

/// Whether a private item of the module that a glob names can be seen from where the glob stands.
fn is_visible(cx: &mut Session<'_>, found: Answer, from: Module, target: Module) -> bool {
    let Some(def) = cx.first_def(found) else { return true };
    if def.file.is_std() || def.file != target.file {
        return true;
    }
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    facts.visibility != Visibility::Default
        || facts.kind == DefKind::EnumMember
        || facts.kind == DefKind::Macro
        || is_inside(cx, from, target)
}

/// Whether a private item can be seen from a module: from its own and those below.
pub(super) fn can_see(cx: &mut Session<'_>, from: Module, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    facts.visibility != Visibility::Default || {
        let own = modules::around(&unit, facts.scope);
        is_inside(cx, from, own)
    }
}

/// Whether a module is another or lies below it.
fn is_inside(cx: &mut Session<'_>, module: Module, outer: Module) -> bool {
    const DEEPEST: usize = 32;
    let mut current = Some(module);
    for _ in 0..DEEPEST {
        match current {
            Some(module) if module == outer => return true,
            Some(module) => current = modules::parent(cx, module),
            None => return false,
        }
    }
    false
}

/// The glob imports of a file, by scope.
fn stars_of_file(cx: &mut Session<'_>, unit: &Arc<Unit>) -> Rc<FxHashMap<ScopeId, Vec<ImportId>>> {
    if let Some(known) = cx.table::<Found>().star_files.get(&unit.id) {
        return Rc::clone(known);
    }
    let mut all: FxHashMap<ScopeId, Vec<ImportId>> = FxHashMap::default();
    for (index, import) in unit.facts.imports.iter().enumerate() {
        if import.kind == ImportKind::Star {
            all.entry(import.scope).or_default().push(ImportId::new(index as u32));
        }
    }
    let all = Rc::new(all);
    cx.table::<Found>().star_files.insert(unit.id, Rc::clone(&all));
    all
}

/// What the glob imports of a scope bring names from.
fn stars(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> Rc<[Star]> {
    match cx.table::<Found>().stars.get(&(unit.id, scope)) {
        Some(Some(known)) => return Rc::clone(known),
        Some(None) => return Rc::from([]),
        None => {}
    }
    let imports = stars_of_file(cx, unit).get(&scope).cloned().unwrap_or_default();
    if imports.is_empty() {
        let none: Rc<[Star]> = Rc::from([]);
        cx.table::<Found>().stars.insert((unit.id, scope), Some(Rc::clone(&none)));
        return none;
    }
    cx.table::<Found>().stars.insert((unit.id, scope), None);
    cx.table::<Found>().unfinished += 1;
    let mut found = Vec::new();
    for import in imports {
        let visibility = unit.facts.import(import).visibility;
        let target = imports::prefix(cx, unit, import, usize::MAX);
        let of_library = |entity: &Entity| match entity {
            Entity::Module(file) => file.is_std(),
            Entity::Space(_) => true,
            _ => false,
        };
        if target.what == resolve::What::External || cx.all(target).iter().any(of_library) {
            cx.table::<Found>().outside.insert((unit.id, scope));
        }
        found.extend(cx.all(target).into_iter().map(|from| Star { from, visibility }));
    }
    cx.table::<Found>().unfinished -= 1;
    let found: Rc<[Star]> = found.into();
    cx.table::<Found>().stars.insert((unit.id, scope), Some(Rc::clone(&found)));
    found
}

/// The traits that a name or glob brings into a module or a block in it.
pub(super) fn traits_of_stars(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> Vec<Module> {
    let stars = stars(cx, unit, scope);
    stars.iter().filter_map(|star| modules::of_entity(cx, star.from)).collect()
}
