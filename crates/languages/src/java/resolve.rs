//! How Java's names are resolved.
//!
//! * `names`, `imports`, `packages`: simple names through scopes, imports, the package and `java.lang`.
//! * `members`, `methods`: what classes have and inherit. Fields, methods and types are name spaces of their own.
//! * `overloads`, `conversions`, `inference`: which method a call means and what its type parameters stand for.
//! * `lambdas`, `references`, `targets`: functional interfaces.
//! * `calls`, `values`, `types`: types of expressions. Types outside of the repository are [`resolve::Ty::Space`]s
//!   with their names; wildcards are their bounds.
//! * `stubs`: the library, and primitive types as classes of it.
//! * `sites`, `dispatch`: the last word on a site.

mod calls;
mod conversions;
mod dispatch;
mod imports;
mod inference;
mod lambdas;
mod members;
mod methods;
mod names;
mod overloads;
mod packages;
mod references;
mod sites;
mod stubs;
mod targets;
mod types;
mod values;

use std::any::Any;
use std::sync::{Arc, LazyLock};

use model::expr::{Access, BinaryKind, Literal, SelfRef, UnaryKind};
use model::ids::{BindingId, DefId, ExprId, ImportId, ScopeId, SiteId, TypeId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{
    Answer, Bases, DefRef, Defaults, Files, Manifests, Policy, Project, Session, Side, Space, SpaceId,
    StdLib, Ty, TyId, Unit,
};

/// Number of this policy in the registry.
const NUMBER: u32 = 1;

static STD: LazyLock<StdLib> = LazyLock::new(stubs::load);

/// The registry entry.
pub(crate) static POLICY: Java = Java;

/// Java.
pub(crate) struct Java;

impl Policy for Java {
    fn languages(&self) -> &'static [&'static str] {
        &["java"]
    }

    fn version(&self) -> u32 {
        3
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }

    fn manifests(&self) -> &'static [&'static str] {
        packages::BUILD_FILES
    }

    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        packages::layout(files, manifests)
    }

    fn renewed(&self, project: &Project, _files: &Files) -> Project {
        let project: &dyn Any = project.as_ref();
        let layout: &packages::Layout = project.downcast_ref().expect("it was made above");
        Arc::new(layout.renewed())
    }

    fn file_keys(&self, path: &str) -> Vec<(&'static str, String)> {
        packages::file_keys(path)
    }

    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
        names::name(cx, unit, site, space)
    }

    fn import(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, _space: Space) -> Answer {
        imports::import(cx, unit, import)
    }

    fn import_segment(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        import: ImportId,
        segment: u16,
    ) -> Answer {
        imports::segment(cx, unit, import, segment)
    }

    fn space_member(&self, cx: &mut Session<'_>, of: SpaceId, name: &str, _space: Space) -> Answer {
        let unit = cx.unit(cx.file());
        types::space_member(cx, &unit, of, name)
    }

    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        use model::facts::Anchor;
        use model::kinds::Role;
        let facts = *unit.site(site);
        match (access, facts.role, facts.anchor) {
            (Access::MethodRef, _, Anchor::Expr(expr)) => references::denote(cx, unit, expr, base, site),
            (_, Role::Call, _) => calls::qualified(cx, unit, base, site),
            _ => qualified_name(cx, unit, base, site),
        }
    }

    fn member_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
        types::member_type(cx, unit, base, site)
    }

    fn site(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
        sites::site(cx, unit, site)
    }

    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        sites::settle(cx, unit, site, answer)
    }

    fn supers(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        members::supers(cx, unit, def)
    }

    fn linearize(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Bases {
        members::linearize(cx, unit, def)
    }

    fn own_members(
        &self,
        _cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        def: DefId,
        name: &str,
        _side: Side,
    ) -> Vec<DefRef> {
        let spaces = [members::Space::Field, members::Space::Method, members::Space::Type];
        spaces.into_iter().flat_map(|space| members::own(unit, def, name, space)).collect()
    }

    /// A type parameter without bounds is some object.
    fn bounds(&self, cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
        let bounds = Defaults::bounds(cx, param);
        if bounds.is_empty() { vec![stubs::lang(cx, "Object")] } else { bounds }
    }

    fn def_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        let facts = unit.def(def);
        match (facts.kind, facts.ty) {
            (DefKind::Field | DefKind::Constant | DefKind::Variable, Some(ty)) => {
                cx.note("declared type", unit.id, facts.span);
                cx.lower(unit, ty, facts.scope)
            }
            _ => Defaults::def_type(cx, unit, def),
        }
    }

    fn binding_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        values::binding_type(cx, unit, binding)
    }

    /// A test of a variable's class does not change its type.
    fn narrowed(&self, _cx: &mut Session<'_>, _unit: &Arc<Unit>, _expr: ExprId, ty: TyId) -> TyId {
        ty
    }

    fn self_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
        values::self_type(cx, unit, which, scope)
    }

    fn expr_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        values::expr_type(cx, unit, expr, scope)
    }

    fn literal(&self, cx: &mut Session<'_>, literal: Literal) -> TyId {
        stubs::literal(cx, literal)
    }

    fn builtin_type(&self, cx: &mut Session<'_>, name: &str) -> TyId {
        stubs::keyword(cx, name)
    }

    fn lower(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        types::lower(cx, unit, ty, scope)
    }

    /// A constructor gives an instance of its class.
    fn return_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        let facts = unit.def(def);
        match (facts.kind, facts.parent) {
            (DefKind::Constructor, Some(class)) => {
                Defaults::instance_of_itself(cx, DefRef::new(unit.id, class))
            }
            (DefKind::Field | DefKind::Constant, _) => cx.def_type(DefRef::new(unit.id, def)),
            _ => Defaults::return_type(cx, unit, def),
        }
    }

    fn infers_returns(&self) -> bool {
        false
    }

    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, _asynchronous: bool) -> TyId {
        values::iterate(cx, ty)
    }

    fn index(
        &self,
        cx: &mut Session<'_>,
        _unit: &Arc<Unit>,
        base: TyId,
        _index: ExprId,
        _scope: ScopeId,
    ) -> TyId {
        values::index(cx, base)
    }

    fn unary(&self, cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        values::unary(cx, kind, operand)
    }

    fn binary(&self, cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        values::binary(cx, kind, left, right)
    }
}

/// A field, a member type, or what a package has.
fn qualified_name(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId, site: SiteId) -> Answer {
    let scope = unit.site(site).scope;
    let name = unit.site_name(site).to_owned();
    let receiver = cx.type_of(unit, base, scope);
    field_of(cx, unit, receiver, &name)
}

fn field_of(cx: &mut Session<'_>, unit: &Arc<Unit>, receiver: TyId, name: &str) -> Answer {
    match cx.ty(receiver) {
        Ty::Type(class, _) => {
            let found = members::field(cx, class, name);
            if !found.is_missing() {
                return found;
            }
            members::type_of_answer(cx, Answer::def(class, Rule::QualifiedPath), name)
        }
        Ty::Instance(class, _) => {
            let found = members::field(cx, class, name);
            let outside = cx.bases(class).external || members::extends_library(cx, class);
            if found.is_missing() && outside { Answer::external(Rule::ExternalMember) } else { found }
        }
        Ty::Param(..) | Ty::Intersection(_) => {
            let parts = match cx.ty(receiver) {
                Ty::Intersection(parts) => cx.types.of(parts).to_vec(),
                _ => self::POLICY.bounds(cx, receiver),
            };
            let mut answer = Answer::missing(Reason::NoSuchMember);
            for part in parts {
                answer = cx.deeper(answer, |cx| field_of(cx, unit, part, name));
                if !answer.is_missing() {
                    break;
                }
            }
            answer
        }
        Ty::Wrap(..) | Ty::External => Answer::external(Rule::ExternalMember),
        Ty::Space(space) => types::space_member(cx, unit, space, name),
        _ => Answer::missing(Reason::UnknownReceiver),
    }
}
