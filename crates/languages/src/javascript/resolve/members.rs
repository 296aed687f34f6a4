//! Members: of merged declarations, of functions and objects that get properties later, of mapped types.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::{Access, Expr, TypeExpr, Wrapper};
use model::ids::{BindingId, DefId, ExprId, NameId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Side, Ty, TyId, Unit, What};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{ambient, calls, exports, scopes, types};

/// Name of call signatures.
pub(super) const CALL: &str = "()";
/// Name of index signatures and mapped members.
pub(super) const INDEX: &str = "[]";
/// Name of construct signatures.
pub(super) const CONSTRUCT: &str = "new()";

/// Members that are added to something after its definition: `F.prototype.m = …`, `app.x = …`, fields of constructor
/// functions.
#[derive(Default)]
struct Added {
    /// By the definition that has them and their name.
    of_defs: FxHashMap<(DefId, NameId), Vec<DefId>>,
    /// By the local variable that has them.
    of_locals: FxHashMap<(BindingId, NameId), Vec<DefId>>,
    /// Definitions that have any.
    owners: FxHashSet<DefId>,
    /// What has a member.
    owner: FxHashMap<DefId, Owner>,
}

/// What a member is added to.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Def(DefId),
    Local(BindingId),
}

fn added(cx: &mut Session<'_>, unit: &Unit) -> Rc<Added> {
    cx.unit_table(unit, read_added)
}

fn read_added(unit: &Unit) -> Added {
    let mut table = Added::default();
    for (id, def) in unit.defs() {
        let owner = match def.qualifier {
            Some(name) => qualified_owner(unit, def.scope, name),
            None if unit.binding_of(id).is_none() => def.parent.map(Owner::Def),
            None => None,
        };
        match owner {
            Some(Owner::Def(owner)) => {
                table.of_defs.entry((owner, def.name)).or_default().push(id);
                table.owners.insert(owner);
            }
            Some(Owner::Local(local)) => table.of_locals.entry((local, def.name)).or_default().push(id),
            None => {}
        }
        if let Some(owner) = owner {
            table.owner.insert(id, owner);
        }
    }
    table
}

/// What the name before an added member means where it is added.
fn qualified_owner(unit: &Unit, scope: ScopeId, name: NameId) -> Option<Owner> {
    unit.scopes_from(scope).find_map(|around| {
        let seen = |id: &BindingId| scopes::sees(unit, *id, resolve::Space::Value);
        let id = unit.bindings_in(around, name).find(seen)?;
        let binding = unit.binding(id);
        match binding.def {
            Some(def) => Some(Owner::Def(def)),
            None => binding.import.is_none().then_some(Owner::Local(id)),
        }
    })
}

/// Whether a definition has members that were added to it.
pub(super) fn has_added(cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
    added(cx, unit).owners.contains(&def)
}

/// What a member was added to.
pub(super) fn owner(cx: &mut Session<'_>, unit: &Unit, def: DefId) -> Option<Owner> {
    added(cx, unit).owner.get(&def).copied()
}

/// A member of a base's type, or one that was added to the local variable that the base is.
pub(super) fn of_expr(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    site: SiteId,
    access: Access,
) -> Answer {
    if let Expr::Name(_) = unit.expr(base)
        && let What::One(Entity::Binding(file, local)) = cx.denote(unit, base).what
        && file == unit.id
    {
        let table = added(cx, unit);
        let name = unit.site(site).name;
        if let Some(first) = table.of_locals.get(&(local, name)).and_then(|all| all.first()) {
            let ty = cx.type_of(unit, base, unit.site(site).scope);
            let declared = cx.member(ty, unit.site_name(site), Side::Any);
            if declared.is_missing() || declared.what == What::External {
                return Answer::def(DefRef::new(file, *first), Rule::ObjectMember);
            }
            return declared;
        }
    }
    Defaults::member_expr(cx, unit, base, site, access)
}

/// Members that a definition has itself, in all its merged declarations.
pub(super) fn own(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId, name: &str, side: Side) -> Vec<DefRef> {
    let mut found = Vec::new();
    let merged: Vec<DefId> = scopes::siblings(unit, def).collect();
    if let Some(id) = unit.name(name) {
        let added = added(cx, unit);
        for part in merged {
            in_scope_of(unit, part, id, side, &mut found);
            let sided = matches!(unit.def(part).kind, DefKind::Class | DefKind::Function);
            for child in added.of_defs.get(&(part, id)).into_iter().flatten() {
                if !sided || on_side(unit, *child, side) {
                    found.push(DefRef::new(unit.id, *child));
                }
            }
        }
    }
    for other in ambient::augmentations(cx, unit, def) {
        let holder = cx.unit(other.file);
        if let Some(id) = holder.name(name) {
            in_scope_of(&holder, other.def, id, side, &mut found);
        }
    }
    found.dedup();
    prefer_signatures(unit, &mut found);
    found
}

/// Of an accessor pair the one that reads comes first.
fn prefer_signatures(unit: &Unit, found: &mut [DefRef]) {
    if found.len() > 1 && found.iter().all(|def| def.file == unit.id) {
        found.sort_by_key(|def| unit.def(def.def).modifiers.contains(Modifiers::SETTER));
    }
}

fn in_scope_of(unit: &Unit, def: DefId, name: NameId, side: Side, found: &mut Vec<DefRef>) {
    let facts = unit.def(def);
    let has_members = matches!(
        facts.kind,
        DefKind::Class | DefKind::Interface | DefKind::Enum | DefKind::Namespace | DefKind::Module
    );
    let Some(scope) = facts.opens.filter(|_| has_members) else { return };
    for id in unit.bindings_in(scope, name) {
        let binding = unit.binding(id);
        let Some(member) = binding.def else { continue };
        let sided = matches!(facts.kind, DefKind::Class | DefKind::Interface);
        if binding.kind != BindingKind::TypeParameter && (!sided || on_side(unit, member, side)) {
            found.push(DefRef::new(unit.id, member));
        }
    }
}

fn on_side(unit: &Unit, member: DefId, side: Side) -> bool {
    let is_static = unit.def(member).modifiers.contains(Modifiers::STATIC);
    match side {
        Side::Any => true,
        Side::Instance => !is_static,
        Side::Static => is_static || unit.def(member).kind == DefKind::Constructor,
    }
}

/// What stands above a class or interface, in all its declarations; a class may extend any value.
pub(super) fn supers(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
    let mut all = Vec::new();
    let merged: Vec<DefId> = scopes::siblings(unit, def).collect();
    for part in merged {
        all.extend(Defaults::supers(cx, unit, part));
    }
    for other in ambient::augmentations(cx, unit, def) {
        let holder = cx.unit(other.file);
        all.extend(Defaults::supers(cx, &holder, other.def));
    }
    let mut flat = Vec::with_capacity(all.len());
    for above in all {
        let above = calls::plain(cx, above);
        match cx.ty(above) {
            Ty::Intersection(list) => flat.extend(cx.types.of(list).to_vec()),
            // Arrays are wrapped types everywhere else.
            Ty::Wrap(Wrapper::Array, element) => {
                let is_array = unit.id.is_std() && unit.def_name(def) == "Array";
                let name = if is_array { "ReadonlyArray" } else { "Array" };
                flat.push(types::instance(cx, name, &[element]));
            }
            _ => flat.push(above),
        }
    }
    flat
}

/// Which of the declarations of one name is the thing itself: the first with a body, else the first.
pub(super) fn principal(cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
    let is_declared = |cx: &mut Session<'_>, def: &DefRef| {
        cx.unit(def.file).def(def.def).modifiers.contains(Modifiers::DECLARATION)
    };
    defs.iter().copied().find(|def| !is_declared(cx, def)).or(defs.first().copied())
}

/// The library's type that a type behaves like.
pub(super) fn as_instance(cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
    let found = match ty {
        Ty::Wrap(Wrapper::Array, element) => types::instance(cx, "Array", &[element]),
        Ty::Tuple(list) => {
            let parts = cx.types.of(list).to_vec();
            let element = cx.types.union(&parts);
            types::instance(cx, "Array", &[element])
        }
        Ty::Text(file, name) => {
            let unit = cx.unit(file);
            let text = unit.text(name);
            let name = match text.chars().next() {
                Some('0'..='9' | '-') => "Number",
                _ if matches!(text, "true" | "false") => "Boolean",
                _ => "String",
            };
            types::instance(cx, name, &[])
        }
        Ty::Assoc(..) => {
            let id = cx.id(ty);
            calls::plain(cx, id)
        }
        _ => return None,
    };
    (!found.is_unknown()).then_some(found)
}

/// A member that the type's own declarations do not have.
pub(super) fn extra(cx: &mut Session<'_>, ty: TyId, name: &str, side: Side) -> Answer {
    let missing = Answer::missing(Reason::NoSuchMember);
    match cx.ty(ty) {
        Ty::Function(def, _) => of_function(cx, def, name),
        Ty::Lambda(..) | Ty::Callable(..) => of_library(cx, "Function", name),
        Ty::Type(def, _) => of_type(cx, def, name),
        Ty::Object(file, scope) | Ty::Shape(file, scope, _) => of_object(cx, ty, file, scope, name),
        Ty::Instance(def, _) if !matches!(name, INDEX | CALL | CONSTRUCT) => {
            if cx.kind(def) == DefKind::Enum || cx.kind(def) == DefKind::EnumMember {
                return of_library(cx, "Number", name).or_else(|| of_library(cx, "String", name));
            }
            let inherited = of_object_bases(cx, def, name);
            if !inherited.is_missing() {
                return inherited;
            }
            let index = cx.member(ty, INDEX, side);
            index.or_else(|| of_library(cx, "Object", name))
        }
        _ => missing,
    }
}

/// A member of the object types that an interface or class extends by an alias.
fn of_object_bases(cx: &mut Session<'_>, def: DefRef, name: &str) -> Answer {
    let bases = cx.bases(def);
    for base in &bases.order {
        let unit = cx.unit(base.def.file);
        for above in supers(cx, &unit, base.def.def) {
            if matches!(cx.ty(above), Ty::Object(..) | Ty::Shape(..) | Ty::Union(_)) {
                let found = cx.member(above, name, Side::Any);
                if !found.is_missing() {
                    return found.by(Rule::InheritedMember);
                }
            }
        }
    }
    Answer::missing(Reason::NoSuchMember)
}

/// A member that every value of a type of the library has.
fn of_library(cx: &mut Session<'_>, library: &str, name: &str) -> Answer {
    let ty = types::instance(cx, library, &[]);
    let Ty::Instance(def, _) = cx.ty(ty) else { return Answer::missing(Reason::NoSuchMember) };
    let unit = cx.unit(def.file);
    let own = own(cx, &unit, def.def, name, Side::Instance);
    cx.group(&own, Rule::ExternalMember, Reason::NoSuchMember)
}

/// Properties that a function is given, the members of its namespace, then those of all functions.
fn of_function(cx: &mut Session<'_>, def: DefRef, name: &str) -> Answer {
    cx.ask_name(name);
    let unit = cx.unit(def.file);
    let found = own(cx, &unit, def.def, name, Side::Static);
    let found = cx.group(&found, Rule::ObjectMember, Reason::NoSuchMember);
    if !found.is_missing() {
        return found;
    }
    if let Some(found) = exports::added(cx, def, name) {
        return found;
    }
    of_library(cx, "Function", name)
}

/// Beside static members, what all class objects have.
fn of_type(cx: &mut Session<'_>, def: DefRef, name: &str) -> Answer {
    if let Some(found) = exports::added(cx, def, name) {
        return found;
    }
    match cx.kind(def) {
        DefKind::Class => of_library(cx, "Function", name),
        _ => Answer::missing(Reason::NoSuchMember),
    }
}

/// Members that an object takes from others that are spread into it, from mapped types and index signatures.
fn of_object(cx: &mut Session<'_>, ty: TyId, file: resolve::FileId, scope: ScopeId, name: &str) -> Answer {
    let missing = Answer::missing(Reason::NoSuchMember);
    if matches!(name, INDEX | CALL | CONSTRUCT) {
        return missing;
    }
    let unit = cx.unit(file);
    for spread in spreads(cx, &unit, scope) {
        let base = cx.type_of(&unit, spread, unit.scope(scope).parent.unwrap_or(scope));
        let found = cx.deeper(missing, |cx| cx.member(base, name, Side::Any));
        if !found.is_missing() {
            return found;
        }
    }
    if let Some(mapped) = mapped(cx, ty, &unit, scope) {
        let found = cx.deeper(missing, |cx| cx.member(mapped, name, Side::Any));
        if !found.is_missing() {
            return found;
        }
    }
    if is_mapped(&unit, scope) {
        return of_library(cx, "Object", name);
    }
    let own = cx.member(ty, INDEX, Side::Any);
    own.or_else(|| of_library(cx, "Object", name))
}

/// Whether an object type is a mapped type, whose one member stands for many.
fn is_mapped(unit: &Unit, scope: ScopeId) -> bool {
    let Some(name) = unit.name(INDEX) else { return false };
    let opened = unit.bindings_in(scope, name).filter_map(|id| unit.def(unit.binding(id).def?).opens);
    let mut opened = opened.peekable();
    opened.peek().is_some()
        && opened.any(|inner| {
            unit.bindings_of(inner).any(|id| unit.binding(id).kind == BindingKind::TypeParameter)
        })
}

/// What `...a` in an object literal spreads, last first.
fn spreads(cx: &mut Session<'_>, unit: &Unit, scope: ScopeId) -> Vec<ExprId> {
    struct Spreads(FxHashMap<ScopeId, Vec<ExprId>>);
    let table = cx.unit_table(unit, |unit| {
        let mut table: FxHashMap<ScopeId, Vec<ExprId>> = FxHashMap::default();
        for flow in unit.facts.flows.iter().rev().filter(|flow| flow.kind == FlowKind::Assign) {
            if let (Some(target), Some(value)) = (flow.target, flow.value)
                && let (Expr::Object(scope), Expr::Unary(_, spread)) = (unit.expr(target), unit.expr(value))
            {
                table.entry(scope).or_default().push(spread);
            }
        }
        Spreads(table)
    });
    table.0.get(&scope).cloned().unwrap_or_default()
}

/// The type whose members `{ [K in keyof T]: … }` has, under what the shape's parameters stand for.
fn mapped(cx: &mut Session<'_>, ty: TyId, unit: &Arc<Unit>, scope: ScopeId) -> Option<TyId> {
    let name = unit.name(INDEX)?;
    let signature = unit.bindings_in(scope, name).find_map(|id| unit.binding(id).def)?;
    let opens = unit.def(signature).opens?;
    let key = unit
        .bindings_of(opens)
        .map(|id| unit.binding(id))
        .find(|binding| binding.kind == BindingKind::TypeParameter)?;
    let TypeExpr::Wrap(Wrapper::KeyOf, of) = unit.ty(key.ty?) else { return None };
    let base = cx.lower(unit, of, opens);
    let subst = match cx.ty(ty) {
        Ty::Shape(_, _, pairs) => cx.types.of(pairs).to_vec(),
        _ => Vec::new(),
    };
    Some(cx.types.substitute(base, &subst))
}
