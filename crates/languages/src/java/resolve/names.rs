//! Simple names: variables, methods and types are looked for in name spaces of their own, through the scopes around,
//! each class with what it inherits; then come imports, the package and `java.lang`.

use std::sync::Arc;

use model::ids::{NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, Role, Visibility};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Question, Session, Space, Unit};

use super::imports;
use super::members;
use super::packages;
use super::stubs;

/// What is asked of a name from a definition.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Named {
    TypeInClass(DefRef, NameId),
    FieldInClass(DefRef, NameId),
    StaticField(DefRef, NameId),
}

impl Question for Named {
    type Answer = Answer;
}

fn remembered(cx: &mut Session<'_>, named: Named, ask: impl FnOnce(&mut Session<'_>) -> Answer) -> Answer {
    cx.remembered(named, Answer::missing(Reason::TooComplex), ask)
}

/// A name and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) scope: ScopeId,
    pub(super) name: NameId,
    pub(super) at: u32,
}

/// What a simple name in an expression or type stands for.
pub(super) fn name(cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
    let facts = *unit.site(site);
    let place = Place { scope: facts.scope, name: facts.name, at: facts.span.start };
    match (space, facts.role) {
        (Space::Type, _) => type_or_package(cx, unit, place),
        (_, Role::Call) => super::calls::unqualified(cx, unit, site),
        (_, Role::Decorate) => type_name(cx, unit, place),
        _ => ambiguous(cx, unit, place),
    }
}

/// A variable before a type before a package (JLS 6.4.2).
fn ambiguous(cx: &mut Session<'_>, unit: &Arc<Unit>, place: Place) -> Answer {
    let found = variable(cx, unit, place);
    if found.what == resolve::What::External {
        // Something outside may have a variable of the name; a type that is known has it.
        let known = known_type(cx, unit, place);
        let is_known = !matches!(known.what, resolve::What::Missing(_) | resolve::What::External);
        return if is_known { known } else { found };
    }
    found.or_else(|| type_or_package(cx, unit, place))
}

fn type_or_package(cx: &mut Session<'_>, unit: &Arc<Unit>, place: Place) -> Answer {
    let found = known_type(cx, unit, place);
    let is_known = !matches!(found.what, resolve::What::Missing(_) | resolve::What::External);
    let text = unit.text(place.name);
    // What a star import from outside may bring is less likely than a package.
    let is_package = !is_known
        && text.chars().next().is_some_and(char::is_lowercase)
        && (found.is_missing() || unit.bindings_named(place.name).next().is_none())
        && may_be_package(cx, unit, place, text, found.is_missing());
    if is_package {
        let space = cx.space(text);
        return Answer::one(Entity::Space(space), Rule::ModulePath);
    }
    if found.is_missing() && inherits_from_outside(cx, unit, place.scope) {
        return Answer::external(Rule::ExternalMember);
    }
    found
}

/// What is neither variable nor type is a package, unless a class around inherits what nobody knows.
fn may_be_package(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    place: Place,
    text: &str,
    nothing_else: bool,
) -> bool {
    stubs::is_package(text)
        || packages::may_begin(cx, unit, text)
        || nothing_else && !inherits_from_outside(cx, unit, place.scope)
}

fn inherits_from_outside(cx: &mut Session<'_>, unit: &Unit, scope: ScopeId) -> bool {
    members::classes_around(unit, scope)
        .any(|class| cx.bases(class).external || members::extends_library(cx, class))
}

/// A local variable, parameter, field, or static field that an import brings.
fn variable(cx: &mut Session<'_>, unit: &Arc<Unit>, place: Place) -> Answer {
    let has_bindings = unit.bindings_named(place.name).next().is_some();
    for scope in unit.binding_scopes_from(place.scope) {
        if let Some(class) = members::class_of_scope(unit, scope) {
            let found = field_in_class(cx, unit, class, place.name);
            if !found.is_missing() {
                return found;
            }
        } else if has_bindings && let Some(found) = local(unit, scope, place) {
            return found;
        }
    }
    remembered(cx, Named::StaticField(packages::file_level(unit), place.name), |cx| {
        let found = static_members(cx, unit, place.name);
        let field = |def: &DefRef| {
            let unit = cx.unit(def.file);
            matches!(unit.def(def.def).kind, DefKind::Field | DefKind::Constant | DefKind::EnumMember)
        };
        match found {
            StaticImports::Found(defs, rule) => {
                let fields: Vec<DefRef> = {
                    let mut field = field;
                    defs.into_iter().filter(|def| field(def)).collect()
                };
                match fields.first() {
                    Some(first) => Answer::def(*first, rule),
                    None => Answer::missing(Reason::UnknownName),
                }
            }
            StaticImports::Outside(rule) => Answer::external(rule),
            StaticImports::Nothing => Answer::missing(Reason::UnknownName),
        }
    })
}

fn field_in_class(cx: &mut Session<'_>, unit: &Arc<Unit>, class: DefRef, name: NameId) -> Answer {
    remembered(cx, Named::FieldInClass(class, name), |cx| {
        let found = members::field(cx, class, unit.text(name));
        match found.rule {
            Rule::Member => found.by(Rule::LexicalScope),
            _ => found,
        }
    })
}

/// The variable of a scope that is no class body.
fn local(unit: &Unit, scope: ScopeId, place: Place) -> Option<Answer> {
    let mut visible = None;
    for id in unit.bindings_in(scope, place.name) {
        let binding = unit.binding(id);
        let is_variable = match binding.kind {
            BindingKind::Parameter
            | BindingKind::Local
            | BindingKind::Loop
            | BindingKind::Pattern
            | BindingKind::Catch
            | BindingKind::With => true,
            BindingKind::Definition => {
                binding.def.is_some_and(|def| matches!(unit.def(def).kind, DefKind::Variable))
            }
            _ => false,
        };
        if is_variable && binding.visible_from <= place.at {
            visible = Some(match binding.def {
                Some(def) => Answer::def(DefRef::new(unit.id, def), Rule::LexicalScope),
                None => Answer::one(Entity::Binding(unit.id, id), Rule::LexicalScope),
            });
        }
    }
    visible
}

/// A type parameter, local class, member type, type of the file, of an import, of the package or of `java.lang`.
pub(super) fn type_name(cx: &mut Session<'_>, unit: &Arc<Unit>, place: Place) -> Answer {
    let found = known_type(cx, unit, place);
    if found.is_missing() && inherits_from_outside(cx, unit, place.scope) {
        return Answer::external(Rule::ExternalMember);
    }
    found
}

fn known_type(cx: &mut Session<'_>, unit: &Arc<Unit>, place: Place) -> Answer {
    let has_bindings = unit.bindings_named(place.name).next().is_some();
    for scope in unit.binding_scopes_from(place.scope) {
        if let Some(class) = members::class_of_scope(unit, scope) {
            let found = remembered(cx, Named::TypeInClass(class, place.name), |cx| {
                members::member_type(cx, class, unit.text(place.name))
            });
            if !found.is_missing() {
                return if found.rule == Rule::Member { found.by(Rule::LexicalScope) } else { found };
            }
        } else if has_bindings && let Some(found) = local_type(unit, scope, place) {
            return found;
        }
    }
    cx.shared_name(0, unit.id, place.name, |cx| type_beyond(cx, unit, place.name))
}

/// A type parameter or class that a scope other than a class body introduces.
fn local_type(unit: &Unit, scope: ScopeId, place: Place) -> Option<Answer> {
    let mut visible = None;
    for id in unit.bindings_in(scope, place.name) {
        let binding = unit.binding(id);
        match (binding.kind, binding.def) {
            (BindingKind::TypeParameter, _) => {
                visible = Some(Answer::one(Entity::Binding(unit.id, id), Rule::LexicalScope));
            }
            (BindingKind::Definition, Some(def))
                if packages::is_type(unit.def(def).kind) && binding.visible_from <= place.at =>
            {
                visible = Some(Answer::def(DefRef::new(unit.id, def), Rule::LexicalScope));
            }
            _ => {}
        }
    }
    visible
}

/// A type that the file does not define.
fn type_beyond(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Answer {
    let text = unit.text(name);
    let single = single_import(cx, unit, name);
    if !single.is_missing() {
        return single;
    }
    let same = packages::type_in(cx, unit, packages::package_of(unit), text);
    if !same.is_missing() {
        return same;
    }
    let star = star_import(cx, unit, text);
    if !matches!(star.what, resolve::What::External | resolve::What::Missing(_)) {
        return star;
    }
    if let Some(def) = stubs::find("java.lang", text) {
        return Answer::def(def, Rule::Builtin);
    }
    star
}

fn single_import(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> Answer {
    let file = ScopeId::new(0);
    for binding in unit.bindings_in(file, name) {
        let Some(import) = unit.binding(binding).import else { continue };
        let found = cx.imported(unit, import, Space::Type);
        if !members::is_static_import(unit.facts.import(import)) {
            return found;
        }
        let types: Vec<DefRef> = cx.defs(found);
        for def in types {
            if packages::is_type(cx.kind(def)) {
                return Answer::def(def, Rule::ImportBinding);
            }
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// A type that an import of all types of a package or class brings.
fn star_import(cx: &mut Session<'_>, unit: &Arc<Unit>, name: &str) -> Answer {
    let mut found: Vec<Entity> = Vec::new();
    let mut outside = false;
    for star in cx.unit_table(unit, imports::stars).iter() {
        let mut brought = packages::type_in(cx, unit, &star.path, name);
        if brought.is_missing() {
            let class = imports::starred(cx, unit, star);
            match class.what {
                resolve::What::One(Entity::Def(class)) => brought = members::member_type(cx, class, name),
                resolve::What::External => outside = true,
                _ => {}
            }
        }
        for entity in cx.all(brought) {
            if !found.contains(&entity) && is_accessible(cx, unit, entity) {
                found.push(entity);
            }
        }
    }
    let types: Vec<DefRef> = found
        .iter()
        .filter_map(|entity| match entity {
            Entity::Def(def) => Some(*def),
            _ => None,
        })
        .collect();
    match types[..] {
        [] if outside => Answer::external(Rule::StarImport),
        [] => Answer::missing(Reason::UnknownName),
        _ => packages::nearest(cx, unit, &types).by(Rule::StarImport),
    }
}

/// Whether a star import brings a top-level type: those of other packages must be public.
fn is_accessible(cx: &mut Session<'_>, from: &Unit, entity: Entity) -> bool {
    let Entity::Def(def) = entity else { return false };
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    def.file.is_std()
        || facts.parent.is_some()
        || facts.visibility == Visibility::Public
        || packages::package_of(&unit) == packages::package_of(from)
}

/// What static imports bring under a name.
pub(super) enum StaticImports {
    /// Members, and the rule that found them.
    Found(Vec<DefRef>, Rule),
    /// Something outside the repository may have it.
    Outside(Rule),
    Nothing,
}

/// The static members of a name that single static imports bring, else those of static star imports.
pub(super) fn static_members(cx: &mut Session<'_>, unit: &Arc<Unit>, name: NameId) -> StaticImports {
    let file = ScopeId::new(0);
    let mut all: Vec<DefRef> = Vec::new();
    let mut outside = false;
    for binding in unit.bindings_in(file, name) {
        let Some(import) = unit.binding(binding).import else { continue };
        if members::is_static_import(unit.facts.import(import)) {
            let found = cx.imported(unit, import, Space::Value);
            outside |= found.what == resolve::What::External;
            all.extend(cx.defs(found));
        }
    }
    if !all.is_empty() {
        return StaticImports::Found(all, Rule::ImportBinding);
    }
    if outside {
        return StaticImports::Outside(Rule::ExternalImport);
    }
    let text = unit.text(name);
    for star in cx.unit_table(unit, imports::stars).iter().filter(|star| star.is_static) {
        let import = *unit.facts.import(star.import);
        match imports::class(cx, unit, &import) {
            Ok(class) => {
                let found = members::statics(cx, class, text);
                let found = cx.defs(found);
                // A library class may have what its stub leaves out.
                outside |= found.is_empty() && (class.file.is_std() || members::leaves(cx, class));
                all.extend(found);
            }
            Err(answer) => outside |= answer.what == resolve::What::External,
        }
    }
    match (all.is_empty(), outside) {
        (false, _) => StaticImports::Found(all, Rule::StarImport),
        (true, true) => StaticImports::Outside(Rule::StarImport),
        _ => StaticImports::Nothing,
    }
}
