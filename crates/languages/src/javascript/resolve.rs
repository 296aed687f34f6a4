//! How JavaScript's and TypeScript's names are resolved.
//!
//! ```text
//! project ─► specifiers ─► exports, imports ─► scopes          what names stand for
//!                 types ─► values, places, flow ─► members     what values are, and what they have
//! ```

mod ambient;
mod calls;
mod commonjs;
mod exports;
mod flow;
mod imports;
mod iteration;
mod jsx;
mod keys;
mod library;
mod meaning;
mod members;
mod paths;
mod places;
mod project;
mod scopes;
mod selves;
mod specifiers;
mod types;
mod utility;
mod values;

use std::any::Any;
use std::sync::{Arc, LazyLock};

use model::expr::{Access, BinaryKind, Expr, Literal, SelfRef, UnaryKind, Wrapper};
use model::ids::{BindingId, DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use model::kinds::Modifiers;
use resolve::{
    Answer, CallSite, DefRef, Defaults, Entity, FileId, Files, Manifests, Policy, Project, ProjectModel,
    Session, Side, Space, StdLib, Ty, TyId, TyList, Unit, What,
};

/// Number of this policy in the registry.
const NUMBER: u32 = 3;

static STD: LazyLock<StdLib> = LazyLock::new(|| {
    let files =
        [("core", include_str!("resolve/std/core.d.ts")), ("host", include_str!("resolve/std/host.d.ts"))];
    crate::stdlib::load(&crate::typescript::SPEC, NUMBER, &files)
});

/// The registry entry.
pub(crate) static POLICY: EcmaScript = EcmaScript;

/// How many units the library stub has.
fn std_units() -> u32 {
    STD.units.len() as u32
}

/// A unit of the library stub.
fn std_file(index: u32) -> FileId {
    FileId::std(NUMBER, index)
}

/// JavaScript and TypeScript.
pub(crate) struct EcmaScript;

impl Policy for EcmaScript {
    fn languages(&self) -> &'static [&'static str] {
        &["javascript", "typescript"]
    }

    fn version(&self) -> u32 {
        3
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }

    fn manifests(&self) -> &'static [&'static str] {
        // What a configuration extends is read by its path, whatever it is called.
        &["package.json", "tsconfig.json", "jsconfig.json"]
    }

    fn project(&self, _: &Files, manifests: &dyn Manifests) -> Project {
        Arc::new(project::Model::read(manifests))
    }

    fn joins(&self, project: &dyn ProjectModel) -> Vec<(String, String)> {
        let project: &dyn Any = project;
        project.downcast_ref::<project::Model>().map(project::Model::joins).unwrap_or_default()
    }

    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
        scopes::name(cx, unit, site, space)
    }

    fn sees(
        &self,
        _: &mut Session<'_>,
        unit: &Unit,
        id: BindingId,
        _: ScopeId,
        _: u32,
        space: Space,
    ) -> bool {
        scopes::sees(unit, id, space)
    }

    fn beyond(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        _: ScopeId,
        name: NameId,
        _: u32,
        space: Space,
    ) -> Answer {
        scopes::lexical(cx, unit, ScopeId::new(0), name, space)
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
        exports::member(cx, module, name, space)
    }

    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        members::of_expr(cx, unit, base, site, access)
    }

    fn member_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
        types::member(cx, unit, base, site)
    }

    fn site(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
        jsx::attribute(cx, unit, site).or_else(|| commonjs::site(cx, unit, site))
    }

    /// Local variables that hold functions. One that is a definition stands for itself, as compilers see it.
    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        match answer.what {
            What::One(Entity::Binding(..)) => Defaults::function_value(cx, unit, site, answer),
            _ => answer,
        }
    }

    fn follows_parameters(&self) -> bool {
        true
    }

    /// What a module does not export. Scripts share what they declare at the top.
    fn keeps(&self, cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
        exports::of(cx, unit).is_module && !unit.def(def).modifiers.contains(Modifiers::EXPORTED)
    }

    fn principal(&self, cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
        members::principal(cx, defs)
    }

    fn own_members(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        def: DefId,
        name: &str,
        side: Side,
    ) -> Vec<DefRef> {
        members::own(cx, unit, def, name, side)
    }

    fn extra_member(&self, cx: &mut Session<'_>, ty: TyId, name: &str, side: Side) -> Answer {
        members::extra(cx, ty, name, side)
    }

    fn as_instance(&self, cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
        members::as_instance(cx, ty)
    }

    fn supers(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        members::supers(cx, unit, def)
    }

    fn def_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        values::def_type(cx, unit, def)
    }

    fn binding_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        values::binding_type(cx, unit, binding)
    }

    fn parameter_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        values::parameter_type(cx, unit, binding)
    }

    fn expected(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        places::expected(cx, unit, expr, scope)
    }

    fn narrowed(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, ty: TyId) -> TyId {
        flow::narrowed(cx, unit, expr, ty)
    }

    fn self_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
        selves::self_type(cx, unit, which, scope)
    }

    fn expr_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        values::expr_type(cx, unit, expr, scope)
    }

    fn literal(&self, cx: &mut Session<'_>, literal: Literal) -> TyId {
        types::literal(cx, literal)
    }

    fn builtin_type(&self, cx: &mut Session<'_>, name: &str) -> TyId {
        types::builtin(cx, name)
    }

    fn wrap(&self, cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
        types::wrap(cx, wrapper, inner)
    }

    fn named_type(&self, cx: &mut Session<'_>, _: &Arc<Unit>, answer: Answer, args: TyList) -> TyId {
        types::named(cx, answer, args)
    }

    fn lower(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        types::lower(cx, unit, ty, scope)
    }

    fn call(&self, cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
        calls::call(cx, callee, call)
    }

    fn return_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        values::return_type(cx, unit, def)
    }

    fn call_member(&self) -> &'static str {
        members::CALL
    }

    fn callable(&self, cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
        calls::callable(cx, ty)
    }

    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
        iteration::iterate(cx, ty, asynchronous)
    }

    fn index(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: TyId,
        index: ExprId,
        scope: ScopeId,
    ) -> TyId {
        keys::index(cx, unit, base, index, scope)
    }

    fn unary(&self, cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        types::unary(cx, kind, operand)
    }

    fn binary(&self, cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        types::binary(cx, kind, left, right)
    }

    fn infer_more(
        &self,
        cx: &mut Session<'_>,
        def: DefRef,
        open: &[TyId],
        known: &[TyId],
        call: &CallSite<'_>,
        bound: &mut Vec<TyId>,
    ) {
        calls::infer_more(cx, def, open, known, call, bound);
    }

    fn facing(&self, cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Vec<(TyId, TyId)> {
        calls::facing(cx, pattern, given)
    }

    fn choose(&self, cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
        calls::choose(cx, group, call)
    }

    fn rest_argument(&self, cx: &mut Session<'_>, ty: TyId) -> TyId {
        match cx.ty(ty) {
            Ty::Wrap(Wrapper::Array, element) => element,
            Ty::Instance(..) => self.iterate(cx, ty, false),
            // Tuples differ by position, parameters stand for tuples.
            _ => TyId::UNKNOWN,
        }
    }

    fn fits(&self, cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
        calls::fits(cx, from, to)
    }
}

/// Whether an expression is a name or a chain of members.
fn is_path(unit: &Unit, expr: ExprId) -> bool {
    matches!(unit.expr(expr), Expr::Name(_) | Expr::Member { .. })
}
