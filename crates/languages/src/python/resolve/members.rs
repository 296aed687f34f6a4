//! Members where they are read.

use std::sync::Arc;

use model::expr::{Container, Expr, UnaryKind};
use model::facts::List;
use model::ids::{ExprId, ScopeId, SiteId};
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Side, Ty, TyId, Unit, What};

use super::{calls, inherited, protocols, stubs, types};

/// Elements that tell the type of all.
const ENOUGH: usize = 6;

/// What a member stands for: as `super()` finds it, or a member of its base's type.
pub(super) fn member(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId, site: SiteId) -> Answer {
    let scope = unit.site(site).scope;
    let name = unit.site_name(site);
    if let Some(class) = inherited::super_class(cx, unit, base, scope) {
        return inherited::super_member(cx, class, name).0;
    }
    let ty = cx.type_of(unit, base, scope);
    if CLASS_IMPLICIT.contains(&name)
        && let Some(found) = implicit(cx, ty, name)
    {
        return found;
    }
    cx.member(ty, name, Side::Any)
}

/// Names that every class has without binding them; they stand for its module, as those of modules do.
const CLASS_IMPLICIT: &[&str] = &["__doc__", "__module__", "__qualname__"];

fn implicit(cx: &mut Session<'_>, ty: TyId, name: &str) -> Option<Answer> {
    let ty = types::concrete(cx, ty);
    let ty = Defaults::without_null(cx, ty);
    let (Ty::Instance(def, _) | Ty::Type(def, _)) = cx.ty(ty) else { return None };
    if def.file.is_std() {
        return None;
    }
    let owner = cx.unit(def.file);
    cx.ask_name(name);
    let own = super::classes::own_members(&owner, def.def, name);
    own.is_empty().then(|| Answer::one(Entity::Module(def.file), Rule::Builtin))
}

/// The value of a member.
pub(super) fn value(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId, site: SiteId) -> TyId {
    let scope = unit.site(site).scope;
    let name = unit.site_name(site);
    if let Some(class) = inherited::super_class(cx, unit, base, scope) {
        let (answer, pairs) = inherited::super_member(cx, class, name);
        let plain = cx.plain_type(answer);
        return match cx.ty(plain) {
            Ty::Function(def, own) => {
                let mut all = cx.types.of(own).to_vec();
                all.extend(pairs);
                let all = cx.list(&all);
                cx.id(Ty::Function(def, all))
            }
            _ => cx.types.substitute(plain, &pairs),
        };
    }
    let base = cx.type_of(unit, base, scope);
    if name == "__class__" {
        return types::class_of(cx, base);
    }
    let found = cx.member_type(base, name, Side::Any);
    if found.is_unknown() { dynamic(cx, base) } else { found }
}

/// What a class's own `__getattr__` gives for a member that is not there.
fn dynamic(cx: &mut Session<'_>, base: TyId) -> TyId {
    let getattr = cx.member(base, "__getattr__", Side::Instance);
    match cx.first_def(getattr) {
        Some(def) if !def.file.is_std() => {
            let member = cx.member_type(base, "__getattr__", Side::Instance);
            calls::result(cx, member)
        }
        _ => TyId::UNKNOWN,
    }
}

/// Members that the bases of a class do not have: of its metaclass, of `object`, through `__getattr__`.
pub(super) fn extra(cx: &mut Session<'_>, ty: TyId, name: &str, side: Side) -> Answer {
    match cx.ty(ty) {
        Ty::Instance(def, _) | Ty::SelfOf(def) | Ty::Type(def, _) => {
            if matches!(cx.ty(ty), Ty::SelfOf(_))
                && let Some(found) = below(cx, def, name)
            {
                return found;
            }
            let bases = cx.bases(def);
            if bases.unknown {
                return Answer::missing(Reason::UnknownReceiver);
            }
            if bases.external {
                return Answer::external(Rule::ExternalMember);
            }
            let object = stubs::built_in(cx, "object", &[]);
            if ty != object {
                let found = cx.member(object, name, Side::Instance);
                if !found.is_missing() {
                    return found;
                }
            }
            if name != "__getattr__" {
                let dynamic = cx.member(ty, "__getattr__", Side::Instance);
                if !dynamic.is_missing() {
                    return Answer::missing(Reason::Computed);
                }
            }
            Answer::missing(Reason::NoSuchMember)
        }
        Ty::Param(..) | Ty::Wrap(..) => {
            let upper = types::concrete(cx, ty);
            if upper == ty { Answer::missing(Reason::UnknownReceiver) } else { cx.member(upper, name, side) }
        }
        Ty::Function(..) | Ty::Callable(..) | Ty::Lambda(..) | Ty::Tuple(..) | Ty::Text(..) => {
            Answer::external(Rule::ExternalMember)
        }
        _ => Answer::missing(Reason::NoSuchMember),
    }
}

/// What a class uses of its own instance without having it, as its subclasses in the repository have it: a class made to
/// be mixed in, a method that only subclasses define.
fn below(cx: &mut Session<'_>, class: DefRef, name: &str) -> Option<Answer> {
    const MOST: usize = 40;
    let mut found: Vec<Entity> = Vec::new();
    for below in cx.subtypes(class).iter().take(MOST) {
        let bases = cx.bases(*below);
        for base in &bases.order {
            let owner = cx.unit(base.def.file);
            let own = super::classes::own_members(&owner, base.def.def, name);
            if own.is_empty() {
                continue;
            }
            let member = super::overloads::principal(cx, &own).unwrap_or(own[0]);
            if !member.file.is_std() && !found.contains(&Entity::Def(member)) {
                found.push(Entity::Def(member));
            }
            break;
        }
    }
    (!found.is_empty()).then(|| Answer { what: What::Dispatch(cx.set(&found)), rule: Rule::SelfMember })
}

/// Whether a receiver is known exactly: `super()`, a class by its name, an instance that is made on the spot.
pub(super) fn is_exact(cx: &mut Session<'_>, unit: &Arc<Unit>, receiver: ExprId) -> bool {
    match unit.expr(receiver) {
        Expr::Call { callee, .. } => {
            if let Expr::Name(site) = unit.expr(callee)
                && unit.site_name(site) == "super"
            {
                return true;
            }
            is_class(cx, unit, callee)
        }
        Expr::Name(_) | Expr::Member { .. } => is_class(cx, unit, receiver),
        _ => false,
    }
}

/// Whether an expression names a class.
fn is_class(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId) -> bool {
    let answer = cx.denote(unit, expr);
    match answer.what {
        What::One(Entity::Def(def)) => cx.kind(def) == model::kinds::DefKind::Class,
        _ => false,
    }
}

/// The type of a container literal or comprehension.
pub(super) fn container(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    container: Container,
    parts: List,
    scope: ScopeId,
) -> TyId {
    let parts: Vec<ExprId> = unit.facts.list(parts).collect();
    match container {
        Container::Map | Container::MapOf => {
            let keys: Vec<ExprId> = parts.iter().copied().step_by(2).take(ENOUGH).collect();
            let values: Vec<ExprId> = parts.iter().copied().skip(1).step_by(2).take(ENOUGH).collect();
            let key = element(cx, unit, &keys, scope);
            let value = element(cx, unit, &values, scope);
            stubs::built_in(cx, "dict", &[key, value])
        }
        Container::GeneratorOf => {
            let item = element(cx, unit, &parts, scope);
            stubs::instance(cx, "typing", "Generator", &[item, TyId::UNKNOWN, TyId::NULL])
        }
        Container::Set | Container::SetOf => {
            let item = element(cx, unit, &parts, scope);
            stubs::built_in(cx, "set", &[item])
        }
        _ => {
            let item = element(cx, unit, &parts, scope);
            stubs::built_in(cx, "list", &[item])
        }
    }
}

fn element(cx: &mut Session<'_>, unit: &Arc<Unit>, parts: &[ExprId], scope: ScopeId) -> TyId {
    let mut types = Vec::new();
    for part in parts.iter().take(ENOUGH) {
        types.push(match unit.expr(*part) {
            Expr::Unary(UnaryKind::Spread, inner) => {
                let inner = cx.type_of(unit, inner, scope);
                protocols::iterate(cx, inner, false)
            }
            _ => cx.type_of(unit, *part, scope),
        });
    }
    cx.types.union(&types)
}
