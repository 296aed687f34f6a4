//! Members of classes and interfaces: fields, member types and methods, own and inherited.
//!
//! Java keeps them in name spaces of their own, so a method never hides a field of its name.

use std::sync::Arc;

use model::facts::ImportFlags;
use model::ids::{DefId, ScopeId};
use model::kinds::{DefKind, Modifiers, SuperKind, Visibility};
use model::outcome::{Reason, Rule};
use resolve::{Answer, Base, Bases, DefRef, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::packages::is_type;
use super::stubs;

/// Which of a class's name spaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    Field,
    Method,
    Type,
}

impl Space {
    fn holds(self, kind: DefKind) -> bool {
        match self {
            Self::Field => {
                matches!(kind, DefKind::Field | DefKind::Constant | DefKind::EnumMember | DefKind::Variable)
            }
            Self::Method => matches!(kind, DefKind::Method | DefKind::Function),
            Self::Type => is_type(kind),
        }
    }
}

/// The definitions of one name that a class has itself.
pub(super) fn own(unit: &Unit, class: DefId, name: &str, space: Space) -> Vec<DefRef> {
    let (Some(scope), Some(name)) = (unit.def(class).opens, unit.name(name)) else { return Vec::new() };
    unit.bindings_in(scope, name)
        .filter_map(|binding| unit.binding(binding).def)
        .filter(|def| space.holds(unit.def(*def).kind))
        .map(|def| DefRef::new(unit.id, def))
        .collect()
}

/// The field of this name that a class has or inherits.
pub(super) fn field(cx: &mut Session<'_>, class: DefRef, name: &str) -> Answer {
    first(cx, class, name, Space::Field)
}

/// The member type of this name that a class has or inherits.
pub(super) fn member_type(cx: &mut Session<'_>, class: DefRef, name: &str) -> Answer {
    first(cx, class, name, Space::Type)
}

fn first(cx: &mut Session<'_>, class: DefRef, name: &str, space: Space) -> Answer {
    cx.ask_name(name);
    let unit = cx.unit(class.file);
    // The class's own members need no supertypes, which may be written in terms of them.
    if let Some(def) = own(&unit, class.def, name, space).first() {
        return Answer::def(*def, Rule::Member);
    }
    let bases = cx.bases(class);
    for base in bases.order.iter().skip(1) {
        let unit = cx.unit(base.def.file);
        let found = own(&unit, base.def.def, name, space);
        if let Some(def) = found.into_iter().find(|def| is_inherited(&unit, *def)) {
            return Answer::def(def, Rule::InheritedMember);
        }
    }
    Answer::missing(Reason::NoSuchMember)
}

/// Whether subtypes inherit a member: private ones never, nor static methods of interfaces.
pub(super) fn is_inherited(unit: &Unit, member: DefRef) -> bool {
    let facts = unit.def(member.def);
    let in_interface = facts.parent.is_some_and(|parent| unit.def(parent).kind == DefKind::Interface);
    let is_static_method = facts.kind == DefKind::Method && facts.modifiers.contains(Modifiers::STATIC);
    facts.visibility != Visibility::Private && !(in_interface && is_static_method)
}

/// Whether a class inherits from something that the tree and the library stub do not have.
pub(super) fn leaves(cx: &mut Session<'_>, class: DefRef) -> bool {
    let bases = cx.bases(class);
    bases.external || bases.unknown
}

/// Whether a class inherits from a library type whose stub may leave members out.
pub(super) fn extends_library(cx: &mut Session<'_>, class: DefRef) -> bool {
    let bases = cx.bases(class);
    bases.order.iter().any(|base| base.def.file.is_std() && !stubs::is_whole(base.def))
}

/// The static members of one name, of all kinds, that an import brings.
pub(super) fn statics(cx: &mut Session<'_>, class: DefRef, name: &str) -> Answer {
    cx.ask_name(name);
    let mut found: Vec<DefRef> = Vec::new();
    let bases = cx.bases(class);
    for base in &bases.order {
        let unit = cx.unit(base.def.file);
        for space in [Space::Method, Space::Field, Space::Type] {
            found.extend(
                own(&unit, base.def.def, name, space).into_iter().filter(|def| is_static(&unit, *def)),
            );
        }
    }
    if found.is_empty() && class.file.is_std() {
        return Answer::external(Rule::ExternalMember);
    }
    cx.group(&found, Rule::Member, Reason::NoSuchMember)
}

fn is_static(unit: &Unit, member: DefRef) -> bool {
    let facts = unit.def(member.def);
    let in_interface = facts.parent.is_some_and(|parent| unit.def(parent).kind == DefKind::Interface);
    facts.modifiers.contains(Modifiers::STATIC)
        || is_type(facts.kind)
        || matches!(facts.kind, DefKind::EnumMember | DefKind::Constant)
        || in_interface && facts.kind != DefKind::Method
}

/// A member type of what a qualifier names.
pub(super) fn type_of_answer(cx: &mut Session<'_>, outer: Answer, name: &str) -> Answer {
    match outer.what {
        What::One(Entity::Def(class)) => {
            let found = member_type(cx, class, name);
            if found.is_missing() && (class.file.is_std() || cx.bases(class).external) {
                return Answer::external(Rule::ExternalMember);
            }
            found.by(Rule::QualifiedPath)
        }
        What::External => Answer::external(Rule::ExternalMember),
        What::Missing(_) => outer,
        // Twins in several builds: the member of each.
        What::Candidates(..) | What::Group(_) | What::Dispatch(_) => {
            let mut found = Vec::new();
            for class in cx.defs(outer) {
                let inner = member_type(cx, class, name);
                found.extend(cx.all(inner));
            }
            cx.candidates(&found, Reason::Ambiguous, Rule::QualifiedPath)
        }
        What::One(_) => Answer::missing(Reason::NoSuchMember),
    }
}

/// What stands directly above a type: what is written, and what every type of its kind has.
pub(super) fn supers(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
    let facts = *unit.def(def);
    if facts.kind == DefKind::EnumMember {
        return facts.parent.map(|parent| cx.instance(DefRef::new(unit.id, parent))).into_iter().collect();
    }
    // The header is written outside of the body.
    let scope = facts.opens.and_then(|opens| unit.scope(opens).parent).unwrap_or(facts.scope);
    let written = unit.facts.supers(facts.supers).to_vec();
    let mut above: Vec<TyId> = written.iter().map(|above| cx.lower(unit, above.ty, scope)).collect();
    let own = DefRef::new(unit.id, def);
    match facts.kind {
        DefKind::Enum => {
            let own = cx.instance(own);
            above.push(stubs::generic(cx, "java.lang", "Enum", &[own]));
        }
        DefKind::Record => above.push(stubs::lang(cx, "Record")),
        DefKind::Annotation => above.push(stubs::generic(cx, "java.lang.annotation", "Annotation", &[])),
        _ => {}
    }
    if Some(own) != stubs::object() {
        above.push(stubs::lang(cx, "Object"));
    }
    above
}

/// A class before what it extends, that before interfaces, `Object` last.
pub(super) fn linearize(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Bases {
    let whole = resolve::Defaults::linearize(cx, unit, def);
    let object = stubs::object();
    let (objects, mut order): (Vec<Base>, Vec<Base>) =
        whole.order.into_iter().partition(|base| Some(base.def) == object && base.def.file.is_std());
    order.extend(objects);
    let mut bases = Bases { order, ..whole };
    let above: Vec<TyId> = supers(cx, unit, def);
    for above in above {
        if matches!(cx.ty(above), Ty::Space(_)) {
            bases.external = true;
        }
    }
    bases
}

/// The class that a type's definition extends, as an instance: what `super` is.
pub(super) fn superclass(cx: &mut Session<'_>, class: DefRef) -> TyId {
    let unit = cx.unit(class.file);
    let facts = *unit.def(class.def);
    let above = supers(cx, &unit, class.def);
    let written = unit.facts.supers(facts.supers).to_vec();
    for (ty, written) in above.iter().zip(&written) {
        let is_interface = match cx.ty(*ty) {
            Ty::Instance(def, _) => cx.kind(def) == DefKind::Interface,
            _ => false,
        };
        if written.kind == SuperKind::Extends && !is_interface {
            return *ty;
        }
    }
    match facts.kind {
        DefKind::Enum | DefKind::Record | DefKind::EnumMember => above[0],
        _ => stubs::lang(cx, "Object"),
    }
}

/// The class whose body a scope is, if it is one.
pub(super) fn class_of_scope(unit: &Unit, scope: ScopeId) -> Option<DefRef> {
    let facts = unit.scope(scope);
    let is_body = facts.kind == model::kinds::ScopeKind::Type;
    facts.owner.filter(|_| is_body).map(|owner| DefRef::new(unit.id, owner))
}

/// The classes around a scope, innermost first.
pub(super) fn classes_around(unit: &Unit, scope: ScopeId) -> impl Iterator<Item = DefRef> + '_ {
    unit.binding_scopes_from(scope).filter_map(|scope| class_of_scope(unit, scope))
}

/// What the type parameters of `owner` stand for in a value of type `receiver`, alternating.
pub(super) fn pairs_of(cx: &mut Session<'_>, receiver: TyId, owner: DefRef) -> Vec<TyId> {
    match cx.ty(receiver) {
        Ty::Instance(def, args) | Ty::Type(def, args) => match cx.seen_as(def, args, owner) {
            Some(args) if args != TyList::EMPTY => cx.pairs(owner, args),
            _ => Vec::new(),
        },
        Ty::Param(def, _) => {
            let unit = cx.unit(def.file);
            let bounds = cx.policy(&unit).bounds(cx, receiver);
            first_pairs(cx, &bounds, owner)
        }
        Ty::Intersection(parts) => {
            let parts = cx.types.of(parts).to_vec();
            first_pairs(cx, &parts, owner)
        }
        _ => Vec::new(),
    }
}

fn first_pairs(cx: &mut Session<'_>, parts: &[TyId], owner: DefRef) -> Vec<TyId> {
    for part in parts {
        let pairs = cx.deeper(Vec::new(), |cx| pairs_of(cx, *part, owner));
        if !pairs.is_empty() {
            return pairs;
        }
    }
    Vec::new()
}

/// What the type parameters of `owner` stand for where a member of it is named without a qualifier.
pub(super) fn pairs_in_scope(cx: &mut Session<'_>, unit: &Unit, scope: ScopeId, owner: DefRef) -> Vec<TyId> {
    for class in classes_around(unit, scope).collect::<Vec<_>>() {
        let bases = cx.bases(class);
        if let Some(base) = bases.order.iter().find(|base| base.def == owner) {
            return if base.def == class { Vec::new() } else { cx.pairs(owner, base.args) };
        }
    }
    Vec::new()
}

/// Whether an import is `import static`.
pub(super) fn is_static_import(facts: &model::facts::Import) -> bool {
    facts.flags.contains(ImportFlags::STATIC)
}
