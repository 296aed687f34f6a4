//! The methods and constructors that a call may mean.

use model::expr::Wrapper;
use model::kinds::{DefKind, Modifiers};
use resolve::{DefRef, Session, Ty, TyId, TyList, Unit};

use super::members::{Space, is_inherited, own};
use super::stubs;

/// A method or constructor, and what the type parameters of its class stand for (alternating).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Candidate {
    pub(super) def: DefRef,
    pub(super) pairs: Vec<TyId>,
    /// Whether the type that was asked inherits it.
    pub(super) inherited: bool,
}

/// The methods of one name that a type has, overriding ones before those that they override.
#[derive(Default, Debug)]
pub(super) struct Found {
    pub(super) candidates: Vec<Candidate>,
    /// Whether the type, or what it inherits from, may have more of them outside the repository.
    pub(super) external: bool,
    /// Whether something above the type is not known.
    pub(super) unknown: bool,
}

/// The methods called `name` of a value of a type.
pub(super) fn of_type(cx: &mut Session<'_>, ty: TyId, name: &str) -> Found {
    match cx.ty(ty) {
        Ty::Instance(def, args) | Ty::Type(def, args) => of_class(cx, def, args, name),
        Ty::Param(def, _) => {
            let unit = cx.unit(def.file);
            let bounds = cx.policy(&unit).bounds(cx, ty);
            of_all(cx, &bounds, name)
        }
        Ty::Intersection(parts) | Ty::Union(parts) => {
            let parts = cx.types.of(parts).to_vec();
            of_all(cx, &parts, name)
        }
        Ty::Wrap(Wrapper::Array, _) | Ty::Lambda(..) | Ty::External | Ty::Space(_) => {
            let object = stubs::lang(cx, "Object");
            Found { external: true, ..of_type(cx, object, name) }
        }
        _ => Found { unknown: true, ..Found::default() },
    }
}

fn of_all(cx: &mut Session<'_>, parts: &[TyId], name: &str) -> Found {
    let mut all = Found::default();
    for part in parts {
        let found = cx.deeper(Found::default(), |cx| of_type(cx, *part, name));
        all.external |= found.external;
        all.unknown |= found.unknown;
        for candidate in found.candidates {
            if all.candidates.iter().all(|known| known.def != candidate.def) {
                all.candidates.push(candidate);
            }
        }
    }
    all
}

/// The methods called `name` that a class has or inherits.
pub(super) fn of_class(cx: &mut Session<'_>, class: DefRef, args: TyList, name: &str) -> Found {
    cx.ask_name(name);
    let bases = cx.bases(class);
    let class_pairs = cx.pairs(class, args);
    let mut found = Found {
        external: bases.external || super::members::extends_library(cx, class),
        unknown: bases.unknown,
        ..Found::default()
    };
    for (at, base) in bases.order.iter().enumerate() {
        let unit = cx.unit(base.def.file);
        let mut defs = own(&unit, base.def.def, name, Space::Method);
        if defs.iter().all(|def| !unit.facts.params(unit.def(def.def).params).is_empty()) {
            defs.extend(component(&unit, base.def, name));
        }
        if defs.is_empty() {
            continue;
        }
        let pairs = if at == 0 {
            class_pairs.clone()
        } else {
            let args = cx.types.substitute_list(base.args, &class_pairs, 0);
            cx.pairs(base.def, args)
        };
        for def in defs {
            if at == 0 || is_inherited(&unit, def) {
                found.candidates.push(Candidate { def, pairs: pairs.clone(), inherited: at > 0 });
            }
        }
    }
    found
}

/// The component of a record that an accessor of this name reads.
fn component(unit: &Unit, record: DefRef, name: &str) -> Option<DefRef> {
    if unit.def(record.def).kind != DefKind::Record {
        return None;
    }
    let fields = own(unit, record.def, name, Space::Field);
    fields.into_iter().find(|field| !unit.def(field.def).modifiers.contains(Modifiers::STATIC))
}

/// The constructors that a class declares. `pairs` say what the class's type parameters stand for.
pub(super) fn constructors(cx: &mut Session<'_>, class: DefRef, pairs: &[TyId]) -> Vec<Candidate> {
    let unit = cx.unit(class.file);
    let is_constructor = |def: &model::ids::DefId| unit.def(*def).kind == DefKind::Constructor;
    let children = unit.children(class.def).filter(is_constructor);
    children
        .map(|def| Candidate { def: DefRef::new(class.file, def), pairs: pairs.to_vec(), inherited: false })
        .collect()
}
