//! Members: fields, methods through dereferencing and traits, and what stands after `Type::`.

use model::expr::Wrapper;
use model::kinds::{DefKind, Visibility};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Space, SpaceId, Ty, TyId, TyList, What};
use rustc_hash::FxHashMap;

use super::overloads::Receiver;
use super::{assoc, bounds, impls, imports, names, overloads, types};

/// A member and the substitution under which its type is to be read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// The member.
    pub(super) answer: Answer,
    /// Alternates parameters and what they stand for.
    pub(super) subst: TyList,
}

/// What a session found in types.
#[derive(Default)]
struct Found {
    methods: FxHashMap<(TyId, SpaceId), Option<Hit>>,
    items: FxHashMap<(TyId, SpaceId), Option<Hit>>,
}

/// A method called on a value: of its type, else of what it dereferences to.
pub(super) fn method(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    let key = (ty, cx.space(name));
    if let Some(&known) = cx.table::<Found>().methods.get(&key) {
        return known;
    }
    cx.ask_name(name);
    cx.table::<Found>().methods.insert(key, None);
    let found = cx.deeper(None, |cx| {
        let steps = assoc::steps(cx, ty);
        let last = steps.last().copied();
        let found = steps.into_iter().find_map(|step| {
            let behind = behind_reference(cx, step, name);
            behind.or_else(|| at(cx, step, name))
        });
        found.or_else(|| projection(cx, ty, name)).or_else(|| outside(cx, last?))
    });
    cx.table::<Found>().methods.insert(key, found);
    found
}

/// A method of `T` that takes exactly the reference to `T` which the receiver is: it comes before what is implemented
/// for references.
fn behind_reference(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    let Ty::Wrap(wrapper @ (Wrapper::Reference | Wrapper::MutReference), inner) = cx.ty(ty) else {
        return None;
    };
    let hit = at(cx, inner, name)?;
    let def = cx.defs(hit.answer).first().copied()?;
    let taken = if wrapper == Wrapper::Reference { Receiver::Shared } else { Receiver::Mutable };
    (overloads::receiver(cx, def) == Some(taken)).then_some(hit)
}

/// What macros for pinned fields give every struct: `self.project()` has its fields.
fn projection(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    let Ty::Instance(def, args) = cx.ty(ty) else { return None };
    if !matches!(name, "project" | "project_ref") || !super::library::is(def, "Pin") {
        return None;
    }
    let args = cx.types.of(args).to_vec();
    let projected = super::library::instance(cx, "Projected", &args);
    at(cx, projected, name)
}

/// Something outside of the repository, of which nothing more is known.
fn outside(cx: &mut Session<'_>, last: TyId) -> Option<Hit> {
    let is_outside = match cx.ty(last) {
        Ty::External => true,
        Ty::Instance(def, _) if def.file.is_std() => !types::is_trait(cx, def),
        Ty::Instance(def, _) => derives_outside(cx, def),
        _ => bounds::of_type(cx, last).contains(&TyId::EXTERNAL),
    };
    is_outside.then(|| Hit { answer: Answer::external(Rule::ExternalMember), subst: TyList::EMPTY })
}

/// Whether an attribute derives something that is defined outside: what a type has and nothing here gives it comes from
/// there.
fn derives_outside(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    let derived: Vec<String> = impls::derives(&unit, def.def).map(str::to_owned).collect();
    let scope = unit.def(def.def).scope;
    derived.iter().filter(|name| super::library::def(name).is_none()).any(|name| {
        let Some(id) = unit.name(name) else { return false };
        let found = names::lexical(cx, &unit, scope, id, u32::MAX, Space::Macro);
        found.what == What::External
    })
}

/// An item after `Type::`.
pub(super) fn item(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    let key = (ty, cx.space(name));
    if let Some(&known) = cx.table::<Found>().items.get(&key) {
        return known;
    }
    cx.ask_name(name);
    cx.table::<Found>().items.insert(key, None);
    let found = cx.deeper(None, |cx| at(cx, ty, name).or_else(|| outside(cx, ty)));
    cx.table::<Found>().items.insert(key, found);
    found
}

/// A member of exactly this type, not of what it dereferences to.
fn at(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    match cx.ty(ty) {
        Ty::Unknown => None,
        Ty::External => Some(Hit { answer: Answer::external(Rule::ExternalMember), subst: TyList::EMPTY }),
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let hits: Vec<Hit> = parts.into_iter().filter_map(|part| at(cx, part, name)).collect();
            together(cx, &hits)
        }
        _ => {
            let in_blocks = of_blocks(cx, ty, name);
            in_blocks.or_else(|| of_bounds(cx, ty, name)).or_else(|| of_derives(cx, ty, name))
        }
    }
}

/// The member that each of several types has, of which one is there in any build.
pub(super) fn together(cx: &mut Session<'_>, hits: &[Hit]) -> Option<Hit> {
    let mut entities = Vec::new();
    let mut subst = Vec::new();
    for hit in hits {
        entities.extend(cx.all(hit.answer));
        subst.extend_from_slice(cx.types.of(hit.subst));
    }
    let rule = hits.first()?.answer.rule;
    match imports::twins(cx, &entities, rule) {
        none if none.is_missing() => hits.first().copied(),
        answer => Some(Hit { answer, subst: cx.list(&subst) }),
    }
}

/// A member in the `impl` blocks for a type: its own first, then those of traits, then what traits give by default.
fn of_blocks(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    let named = impls::of_type(cx, ty);
    let blanket = impls::blanket(cx);
    let mut own = Vec::new();
    let mut of_traits = Vec::new();
    for &block in named.iter().chain(blanket.iter()) {
        let Some(_member) = impls::child(cx, block, name).filter(|member| is_item(cx, *member)) else {
            continue;
        };
        let Some(subst) = impls::matched(cx, block, ty) else { continue };
        let is_trait = impls::has_trait(cx, block);
        if is_trait { &mut of_traits } else { &mut own }.push(impls::Found { block, subst });
    }
    if !own.is_empty() {
        // Which comes first is a question of where the call stands: the overloads decide.
        if !of_traits.is_empty() && own.iter().any(|found| may_come_second(cx, found.block, name)) {
            own.append(&mut of_traits);
        }
        return hit_of(cx, &own, name);
    }
    if matches!(cx.ty(ty), Ty::Param(..) | Ty::SelfOf(_) | Ty::Assoc(..)) || is_trait_object(cx, ty) {
        // What a bound demands comes before blocks for every type.
        let bound = of_bounds(cx, ty, name);
        if bound.is_some() {
            return bound;
        }
    }
    if !of_traits.is_empty() {
        return hit_of(cx, &of_traits, name);
    }
    for &block in named.iter().chain(blanket.iter()) {
        if let Some(hit) = by_default(cx, block, ty, name) {
            return Some(hit);
        }
    }
    None
}

/// Whether a type's own method may come after one of a trait: it is private, or needs a mutable borrow, which is tried
/// last.
fn may_come_second(cx: &mut Session<'_>, block: DefRef, name: &str) -> bool {
    let Some(member) = impls::child(cx, block, name) else { return false };
    let is_private = cx.unit(member.file).def(member.def).visibility == Visibility::Default;
    is_private || overloads::receiver(cx, member) == Some(Receiver::Mutable)
}

fn is_trait_object(cx: &mut Session<'_>, ty: TyId) -> bool {
    match cx.ty(ty) {
        Ty::Instance(def, _) => types::is_trait(cx, def),
        Ty::Intersection(_) => true,
        _ => false,
    }
}

fn is_item(cx: &mut Session<'_>, def: DefRef) -> bool {
    matches!(cx.kind(def), DefKind::Method | DefKind::Function | DefKind::Constant | DefKind::TypeAlias)
}

/// The members called `name` of blocks that fit: one, or several between which arguments decide.
pub(super) fn hit_of(cx: &mut Session<'_>, blocks: &[impls::Found], name: &str) -> Option<Hit> {
    let mut entities = Vec::new();
    let mut subst = Vec::new();
    for found in blocks {
        for member in impls::children(cx, found.block, name) {
            entities.push(Entity::Def(member));
        }
        subst.extend_from_slice(&found.subst);
    }
    let subst = cx.list(&subst);
    let answer = imports::twins(cx, &entities, Rule::Member);
    (!answer.is_missing()).then_some(Hit { answer, subst })
}

/// A member that a block has because its trait gives it.
fn by_default(cx: &mut Session<'_>, block: DefRef, ty: TyId, name: &str) -> Option<Hit> {
    if !impls::has_trait(cx, block) {
        return None;
    }
    let implemented = impls::trait_of(cx, block)?;
    let Ty::Instance(def, _) = cx.ty(implemented) else { return None };
    let member = impls::child(cx, def, name).filter(|member| is_item(cx, *member))?;
    let found = impls::matched(cx, block, ty)?;
    let seen = cx.types.substitute(implemented, &found);
    let seen = bounds::with_associated(cx, seen, block, &found);
    let mut hit = of_trait(cx, seen, ty, member)?;
    hit.answer = hit.answer.by(Rule::InheritedMember);
    Some(hit)
}

/// A member of a trait, as a type has the trait.
fn of_trait(cx: &mut Session<'_>, seen: TyId, this: TyId, member: DefRef) -> Option<Hit> {
    let Ty::Instance(def, args) = cx.ty(seen) else { return None };
    let mut subst = types::pairs(cx, def, args);
    subst.extend([cx.id(Ty::SelfOf(def)), this]);
    let subst = cx.list(&subst);
    Some(Hit { answer: Answer::def(member, Rule::TraitMember), subst })
}

/// A member of the traits that are all that is known of a type.
fn of_bounds(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    for bound in bounds::of_type(cx, ty) {
        let Ty::Instance(def, _) = cx.ty(bound) else { continue };
        let member = impls::child(cx, def, name).filter(|member| is_item(cx, *member));
        if let Some(member) = member {
            return of_trait(cx, bound, ty, member);
        }
    }
    None
}

/// A member of a trait of the library that an attribute on the type derives.
fn of_derives(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Hit> {
    let Ty::Instance(def, _) = cx.ty(ty) else { return None };
    if def.file.is_std() {
        return None;
    }
    let unit = cx.unit(def.file);
    let derived: Vec<String> = impls::derives(&unit, def.def).map(str::to_owned).collect();
    for derived in derived {
        let Some(wanted) = super::library::def(&derived) else { continue };
        if let Some(member) = impls::child(cx, wanted, name).filter(|member| is_item(cx, *member)) {
            let seen = cx.instance(wanted);
            return of_trait(cx, seen, ty, member);
        }
    }
    None
}

/// The type of a member as a value: functions keep what parameters stand for until they are called.
pub(super) fn type_of_hit(cx: &mut Session<'_>, hit: Hit) -> TyId {
    if hit.answer.what == What::External {
        return TyId::EXTERNAL;
    }
    let defs = cx.defs(hit.answer);
    let subst = cx.types.of(hit.subst).to_vec();
    let mut found = Vec::with_capacity(1);
    for def in defs {
        found.push(type_of_member(cx, def, &subst));
    }
    match found[..] {
        [] => TyId::UNKNOWN,
        [one] => one,
        // Functions are told apart where they are called.
        [first, ..] if matches!(cx.ty(first), Ty::Function(..)) => first,
        _ => cx.types.union(&found),
    }
}

fn type_of_member(cx: &mut Session<'_>, def: DefRef, subst: &[TyId]) -> TyId {
    let plain = cx.def_type(def);
    if let Ty::Function(def, pairs) = cx.ty(plain) {
        let mut all = cx.types.of(pairs).to_vec();
        all.extend(subst);
        let all = cx.list(&all);
        return cx.id(Ty::Function(def, all));
    }
    let ty = cx.types.substitute(plain, subst);
    assoc::normal(cx, ty)
}

/// What stands after `Type::` where the type is only a name in a path.
pub(super) fn of_type_name(cx: &mut Session<'_>, def: DefRef, name: &str, _space: Space) -> Answer {
    let Some(def) = aliased(cx, def) else { return Answer::missing(Reason::NoSuchMember) };
    if types::is_trait(cx, def) {
        cx.ask_name(name);
        return match impls::child(cx, def, name) {
            Some(member) => Answer::def(member, Rule::QualifiedPath),
            None => Answer::missing(Reason::NoSuchMember),
        };
    }
    let ty = cx.instance(def);
    item(cx, ty, name).map_or(Answer::missing(Reason::NoSuchMember), |hit| hit.answer)
}

/// The type behind an alias.
pub(super) fn aliased(cx: &mut Session<'_>, def: DefRef) -> Option<DefRef> {
    if cx.kind(def) != DefKind::TypeAlias {
        return Some(def);
    }
    let target = Defaults::type_of_definition(cx, def, TyList::EMPTY);
    match cx.ty(target) {
        Ty::Instance(def, _) => Some(def),
        _ => None,
    }
}
