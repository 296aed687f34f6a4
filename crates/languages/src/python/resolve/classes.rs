//! Classes: what stands above them, in which order, and which members they have.

use std::sync::Arc;

use model::expr::TypeExpr;
use model::ids::{DefId, TypeId};
use model::kinds::DefKind;
use resolve::{Base, Bases, DefRef, Defaults, Session, Ty, TyId, Unit};

use super::{conditions, names, stubs};

/// The bases as written, in order.
pub(super) fn supers(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
    Defaults::supers(cx, unit, def)
}

/// C3: a class before what is above it, bases in the order in which they are written. A hierarchy that has no such order
/// is read depth first.
pub(super) fn linearize(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Bases {
    let own = DefRef::new(unit.id, def);
    let params = super::types::type_params(cx, unit, def);
    let params = cx.list(&params);
    let mut bases = Bases { order: vec![Base { def: own, args: params }], ..Bases::default() };
    // Stubs list some of the members only.
    bases.external = unit.id.is_std() && !is_complete(own);
    let mut lines: Vec<Vec<Base>> = Vec::new();
    let mut direct = Vec::new();
    for above in supers(cx, unit, def) {
        match cx.ty(above) {
            Ty::Instance(def, args) | Ty::Type(def, args) => {
                let further = cx.bases(def);
                bases.external |= further.external;
                bases.unknown |= further.unknown;
                let pairs = cx.pairs(def, args);
                let line = further
                    .order
                    .iter()
                    .map(|base| Base { def: base.def, args: cx.types.substitute_list(base.args, &pairs, 0) });
                let line: Vec<Base> = line.collect();
                direct.extend(line.first().copied());
                lines.push(line);
            }
            Ty::External => bases.external = true,
            // `tuple[int, str]` as a base.
            Ty::Tuple(_) => {
                if let Some(tuple) = stubs::def("builtins", "tuple") {
                    let line = vec![Base { def: tuple, args: resolve::TyList::EMPTY }];
                    direct.extend(line.first().copied());
                    lines.push(line);
                    bases.external = true;
                }
            }
            _ => bases.unknown = true,
        }
    }
    lines.push(direct);
    merge(&mut bases.order, lines);
    bases
}

/// The next class is the first head that stands in no tail.
fn merge(order: &mut Vec<Base>, mut lines: Vec<Vec<Base>>) {
    loop {
        lines.retain(|line| !line.is_empty());
        let is_free =
            |head: &Base| lines.iter().all(|line| line[1..].iter().all(|base| base.def != head.def));
        let head = lines.iter().map(|line| line[0]).find(is_free).or(lines.first().map(|line| line[0]));
        let Some(head) = head else { return };
        if order.iter().all(|known| known.def != head.def) {
            order.push(head);
        }
        for line in &mut lines {
            line.retain(|base| base.def != head.def);
        }
    }
}

/// Classes whose stubs list every member that matters: what they do not have is not there.
fn is_complete(def: DefRef) -> bool {
    matches!(
        stubs::name_of(def),
        Some(
            ("builtins", "object")
                | ("typing", "Generic" | "Protocol")
                | ("abc", "ABC")
                | ("enum", "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag")
        )
    )
}

/// Members called `name` that a class has itself: declarations if any, else assignments; what never runs here left out.
pub(super) fn own_members(unit: &Arc<Unit>, def: DefId, name: &str) -> Vec<DefRef> {
    let mut found = Defaults::own_members(unit, def, name);
    if found.len() > 1 {
        let live = |member: &DefRef| !conditions::never_runs(unit, unit.def(member.def).name_span.start);
        if found.iter().any(live) {
            found.retain(live);
        }
        if found.iter().any(|member| is_declared(unit, member.def)) {
            found.retain(|member| is_declared(unit, member.def));
        }
    }
    found
}

fn is_declared(unit: &Unit, def: DefId) -> bool {
    let facts = unit.def(def);
    !names::is_variable(facts.kind) || facts.ty.is_some_and(|ty| !is_bare_final(unit, ty))
}

/// `Final` without a type declares nothing.
pub(super) fn is_bare_final(unit: &Unit, ty: TypeId) -> bool {
    match unit.ty(ty) {
        TypeExpr::Name(site) | TypeExpr::Member { site, .. } => unit.site_name(site) == "Final",
        _ => false,
    }
}

/// Whether all of what was found are assignments without a declared type.
pub(super) fn only_assigned(unit: &Unit, found: &[DefRef]) -> bool {
    found.iter().all(|member| {
        let facts = unit.def(member.def);
        facts.kind == DefKind::Field && !is_declared(unit, member.def)
    })
}
