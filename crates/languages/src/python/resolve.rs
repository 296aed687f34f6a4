//! How Python's names are resolved.
//!
//! What a type checker would say, from facts alone: imports through the roots that manifests and layout tell
//! ([`project`], [`imports`]), names with the order of assignments ([`names`], [`flow`]), classes in C3 order
//! ([`classes`]), types as annotated or inferred ([`types`], [`values`], [`locals`], [`calls`], [`protocols`]), and the
//! library as stubs ([`stubs`]).

mod calls;
mod classes;
mod conditions;
mod fixtures;
mod flow;
mod imports;
mod inherited;
mod library;
mod locals;
mod members;
mod modules;
mod names;
mod overloads;
mod project;
mod protocols;
mod sources;
mod stubs;
mod types;
mod values;

use std::any::Any;
use std::sync::Arc;

use model::expr::{Access, BinaryKind, Container, Expr, Literal, UnaryKind};
use model::ids::{BindingId, DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use model::kinds::DefKind;
use resolve::{
    Answer, Bases, CallSite, DefRef, Defaults, Entity, FileId, Files, Manifests, Policy, Project,
    ProjectModel, Session, Side, Space, SpaceId, StdLib, Ty, TyId, TyList, Unit,
};

/// Number of this policy in the registry.
const NUMBER: u32 = 0;

/// The registry entry.
pub(crate) static POLICY: Python = Python;

/// Python.
pub(crate) struct Python;

impl Policy for Python {
    fn languages(&self) -> &'static [&'static str] {
        &["python"]
    }

    fn version(&self) -> u32 {
        3
    }

    fn std(&self) -> &'static StdLib {
        &stubs::STD
    }

    fn manifests(&self) -> &'static [&'static str] {
        project::MANIFESTS
    }

    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        project::project(files, manifests)
    }

    fn joins(&self, project: &dyn ProjectModel) -> Vec<(String, String)> {
        let project: &dyn Any = project;
        project.downcast_ref::<project::Layout>().map(project::Layout::joins).unwrap_or_default()
    }

    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
        names::name(cx, unit, site, space)
    }

    fn several(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        bindings: &[BindingId],
        _at: u32,
        space: Space,
    ) -> Answer {
        names::of_scope(cx, unit, bindings, space)
    }

    fn beyond(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        _scope: ScopeId,
        name: NameId,
        _at: u32,
        space: Space,
    ) -> Answer {
        names::beyond(cx, unit, unit.text(name), space)
    }

    fn import(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
        imports::import(cx, unit, import, space)
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

    fn module_member(&self, cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
        modules::member(cx, module, name, space)
    }

    fn space_member(&self, cx: &mut Session<'_>, of: SpaceId, name: &str, _space: Space) -> Answer {
        modules::directory_member(cx, of, name)
    }

    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        _access: Access,
    ) -> Answer {
        members::member(cx, unit, base, site)
    }

    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        Defaults::function_value(cx, unit, site, answer)
    }

    fn follows_parameters(&self) -> bool {
        true
    }

    fn supposes(&self) -> bool {
        true
    }

    fn principal(&self, cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
        overloads::principal(cx, defs)
    }

    fn supers(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        classes::supers(cx, unit, def)
    }

    fn linearize(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Bases {
        classes::linearize(cx, unit, def)
    }

    fn own_members(
        &self,
        _: &mut Session<'_>,
        unit: &Arc<Unit>,
        def: DefId,
        name: &str,
        _side: Side,
    ) -> Vec<DefRef> {
        classes::own_members(unit, def, name)
    }

    fn only_assigned(&self, _cx: &mut Session<'_>, unit: &Unit, found: &[DefRef]) -> bool {
        classes::only_assigned(unit, found)
    }

    fn extra_member(&self, cx: &mut Session<'_>, ty: TyId, name: &str, side: Side) -> Answer {
        members::extra(cx, ty, name, side)
    }

    fn as_instance(&self, cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
        stubs::as_instance(cx, ty)
    }

    fn type_params(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        types::type_params(cx, unit, def)
    }

    fn bounds(&self, cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
        types::bounds(cx, param)
    }

    fn overridable(&self, _cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
        matches!(unit.def(def).kind, DefKind::Method | DefKind::Property)
    }

    fn is_exact(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, receiver: ExprId) -> bool {
        members::is_exact(cx, unit, receiver)
    }

    fn def_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        values::def_type(cx, unit, def)
    }

    fn binding_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        locals::binding_type(cx, unit, binding)
    }

    fn local_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId, site: SiteId) -> TyId {
        locals::type_at(cx, unit, binding, site)
    }

    fn entity_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
        match entity {
            // `__name__` and its kin are text that stands for the module.
            Entity::Module(_) if modules::IMPLICIT.contains(&unit.site_name(site)) => {
                stubs::literal(cx, Literal::Str)
            }
            Entity::Def(def) if def.file == unit.id => match unit.binding_of(def.def) {
                Some(binding) if unit.assigns(unit.def(def.def).name).next().is_some() => {
                    locals::type_at(cx, unit, binding, site)
                }
                _ => cx.def_type(def),
            },
            _ => Defaults::entity_type(cx, unit, entity, site),
        }
    }

    fn narrowed(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, ty: TyId) -> TyId {
        locals::narrowed(cx, unit, expr, ty)
    }

    fn expr_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        match unit.expr(expr) {
            Expr::Container(container, parts) if container != Container::Tuple => {
                members::container(cx, unit, container, parts, scope)
            }
            Expr::Member { base, site, .. } => members::value(cx, unit, base, site),
            Expr::Unary(UnaryKind::Yield, _) => protocols::sent(cx, unit, scope),
            _ => Defaults::expr_type(cx, unit, expr, scope),
        }
    }

    fn literal(&self, cx: &mut Session<'_>, literal: Literal) -> TyId {
        stubs::literal(cx, literal)
    }

    fn named_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, answer: Answer, args: TyList) -> TyId {
        let args = cx.types.of(args).to_vec();
        let args = if args.is_empty() { None } else { Some(&args[..]) };
        types::named(cx, unit, answer, args, ScopeId::new(0))
    }

    fn lower(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        types::lower(cx, unit, ty, scope)
    }

    fn call(&self, cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
        calls::call(cx, callee, call)
    }

    fn construct(&self, cx: &mut Session<'_>, def: DefRef, args: TyList, call: &CallSite<'_>) -> TyId {
        calls::construct(cx, def, args, call)
    }

    fn return_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        values::return_type(cx, unit, def)
    }

    fn call_member(&self) -> &'static str {
        "__call__"
    }

    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
        protocols::iterate(cx, ty, asynchronous)
    }

    fn index(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: TyId,
        index: ExprId,
        scope: ScopeId,
    ) -> TyId {
        protocols::index(cx, unit, base, index, scope)
    }

    fn enter(&self, cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
        protocols::enter(cx, ty, asynchronous)
    }

    fn unary(&self, cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        protocols::unary(cx, kind, operand)
    }

    fn binary(&self, cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        protocols::binary(cx, kind, left, right)
    }

    fn choose(&self, cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
        overloads::choose(cx, group, call)
    }

    fn fits(&self, cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
        overloads::fits(cx, from, to)
    }
}
