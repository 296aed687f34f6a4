//! Members of classes.

use std::sync::Arc;

use model::expr::{Access, Wrapper};
use model::ids::{DefId, ExprId, NameId, SiteId};
use model::kinds::{BindingKind, DefKind, Modifiers};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, Session, Side, Space, Ty, TyId, Unit, What};

use super::{joins, kinds, types};

/// Members called `name` that a class has itself: its own name, what is bound in it, what `using` brings into it, members
/// of anonymous unions.
pub(super) fn own(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId, name: &str) -> Vec<DefRef> {
    let facts = unit.def(def);
    let (Some(scope), Some(id)) = (facts.opens, unit.name(name)) else { return Vec::new() };
    if facts.name == id && facts.kind != DefKind::Enum {
        return vec![DefRef::new(unit.id, def)];
    }
    let mut found: Vec<DefRef> = Vec::new();
    for binding in unit.bindings_in(scope, id).collect::<Vec<_>>() {
        let binding = unit.binding(binding);
        if binding.kind == BindingKind::TypeParameter {
            continue;
        }
        if let Some(def) = binding.def {
            found.push(DefRef::new(unit.id, def));
        } else if let Some(import) = binding.import {
            let brought = cx.imported(unit, import, Space::Value);
            found.extend(cx.defs(brought));
        }
    }
    if found.is_empty() {
        found = of_anonymous(unit, def, id);
    }
    dedup_classes(cx, found)
}

/// A member of an anonymous union or struct is a member of the class around.
fn of_anonymous(unit: &Arc<Unit>, def: DefId, name: NameId) -> Vec<DefRef> {
    let is_inside = |member: &DefId| {
        let mut around = unit.def(*member).parent;
        while let Some(parent) = around {
            if parent == def {
                return true;
            }
            let facts = unit.def(parent);
            let is_open =
                facts.name_span.is_empty() && matches!(facts.kind, DefKind::Union | DefKind::Struct);
            around = facts.parent.filter(|_| is_open);
        }
        false
    };
    let defs = unit.bindings_named(name).filter_map(|binding| unit.binding(binding).def);
    defs.filter(is_inside).map(|member| DefRef::new(unit.id, member)).collect()
}

/// A nested class that is declared here and defined elsewhere is its definition.
fn dedup_classes(cx: &mut Session<'_>, found: Vec<DefRef>) -> Vec<DefRef> {
    if !found.iter().any(|def| kinds::is_class(cx.kind(*def))) {
        return found;
    }
    let mut whole: Vec<DefRef> = Vec::with_capacity(found.len());
    for def in found {
        let def = joins::canonical_class(cx, def);
        if !whole.contains(&def) {
            whole.push(def);
        }
    }
    whole
}

/// What a receiver's type is after the token before the member's name: pointers followed, smart pointers asked.
pub(super) fn receiver(cx: &mut Session<'_>, ty: TyId, access: Access) -> TyId {
    const MOST: usize = 4;
    if access != Access::Arrow {
        return ty;
    }
    let mut ty = ty;
    for _ in 0..MOST {
        match cx.ty(ty) {
            Ty::Wrap(Wrapper::Pointer | Wrapper::Array, inner) => return inner,
            Ty::Instance(..) => {
                let operator = cx.member_type(ty, "operator->", Side::Instance);
                let result = types::result(cx, operator);
                if result.is_unknown() {
                    return TyId::UNKNOWN;
                }
                ty = result;
            }
            Ty::Union(list) => {
                let parts = cx.types.of(list).to_vec();
                let parts: Vec<TyId> = parts.into_iter().map(|part| receiver(cx, part, access)).collect();
                return cx.types.union(&parts);
            }
            _ => return ty,
        }
    }
    TyId::UNKNOWN
}

/// What `base.name`, `base->name` or `base::name` stands for.
pub(super) fn expr(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    site: SiteId,
    access: Access,
) -> Answer {
    let scope = unit.site(site).scope;
    let named = if access == Access::Colons { cx.denote(unit, base).what } else { What::External };
    let base_type = cx.type_of(unit, base, scope);
    let ty = receiver(cx, base_type, access);
    let wanted = if access == Access::Colons { Side::Static } else { Side::Any };
    let name = unit.site_name(site);
    let found = if let Some(class) = name.strip_prefix('~') {
        return destroyed(cx, ty, class);
    } else {
        cx.member(ty, name, wanted)
    };
    let on_parameter = || matches!(named, What::One(Entity::Binding(..)));
    if found.is_missing() && (is_dependent(cx, base_type) || base_type.is_unknown() && on_parameter()) {
        return Answer::missing(Reason::Dependent);
    }
    found
}

/// `p->~C()` names the class.
fn destroyed(cx: &mut Session<'_>, ty: TyId, _class: &str) -> Answer {
    match cx.ty(ty) {
        Ty::Instance(def, _) | Ty::Type(def, _) => Answer::def(def, Rule::Member),
        Ty::External => Answer::external(Rule::ExternalMember),
        Ty::Param(..) => Answer::missing(Reason::Dependent),
        _ => Answer::missing(Reason::UnknownReceiver),
    }
}

fn is_dependent(cx: &mut Session<'_>, ty: TyId) -> bool {
    cx.types.is_open(ty)
}

/// Whether a subclass's function is called in place of this one: it is virtual here or above, and not final.
pub(super) fn overridable(cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
    let facts = unit.def(def);
    if facts.kind != DefKind::Method || facts.modifiers.contains(Modifiers::FINAL) {
        return false;
    }
    if facts.modifiers.contains(Modifiers::STATIC) {
        return false;
    }
    let Some(class) = facts.parent.filter(|_| facts.qualifier.is_none()) else { return false };
    if unit.def(class).modifiers.contains(Modifiers::FINAL) {
        return false;
    }
    let is_virtual = |modifiers: Modifiers| {
        modifiers.contains(Modifiers::VIRTUAL)
            || modifiers.contains(Modifiers::OVERRIDE)
            || modifiers.contains(Modifiers::ABSTRACT)
    };
    if is_virtual(facts.modifiers) {
        return true;
    }
    // `virtual` need not be repeated.
    let name = unit.def_name(def).to_owned();
    let bases = cx.bases(DefRef::new(unit.id, class));
    for base in bases.order.iter().skip(1) {
        let owner = cx.unit(base.def.file);
        let Some(id) = owner.name(&name) else { continue };
        let Some(scope) = owner.def(base.def.def).opens else { continue };
        let mut above = owner.bindings_in(scope, id).filter_map(|binding| owner.binding(binding).def);
        if above.any(|above| is_virtual(owner.def(above).modifiers)) {
            return true;
        }
    }
    false
}
