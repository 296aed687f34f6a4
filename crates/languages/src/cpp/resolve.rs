//! How C++'s names are resolved.
//!
//! ```text
//! name ─► scopes (blocks, classes, namespaces) ─► sets (one type, an overload set) ─► overloads ─► settle (definition)
//!             │                 │
//!         members, types    namespaces (views: what a file includes; homes: where a block belongs)
//! ```

mod arguments;
mod constness;
mod conversions;
mod exprs;
mod homes;
mod joins;
mod kinds;
mod library;
mod macros;
mod marks;
mod members;
mod names;
mod namespaces;
mod opened;
mod outlines;
mod overloads;
mod paths;
mod references;
mod scopes;
mod sets;
mod settle;
mod signatures;
mod specializations;
mod state;
mod types;
mod views;

use std::any::Any;
use std::sync::{Arc, LazyLock};

use model::expr::{Access, BinaryKind, Literal, SelfRef, UnaryKind, Wrapper};
use model::ids::{DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use model::outcome::{Reason, Rule};
use resolve::{
    Answer, CallSite, DefRef, Defaults, FileId, Files, Manifests, Policy, Project, Session, Side, Space,
    SpaceId, StdLib, Ty, TyId, TyList, Unit,
};

/// Number of this policy in the registry.
const NUMBER: u32 = 5;

static STD: LazyLock<StdLib> = LazyLock::new(|| crate::stdlib::load(&super::SPEC, NUMBER, STUBS));

/// The library stub, one text for each part of the library.
const STUBS: &[(&str, &str)] = &[
    ("concurrency", include_str!("resolve/std/concurrency.hpp")),
    ("containers", include_str!("resolve/std/containers.hpp")),
    ("memory", include_str!("resolve/std/memory.hpp")),
    ("numbers", include_str!("resolve/std/numbers.hpp")),
    ("streams", include_str!("resolve/std/streams.hpp")),
    ("testing", include_str!("resolve/std/testing.hpp")),
    ("text", include_str!("resolve/std/text.hpp")),
];

/// The registry entry.
pub(crate) static POLICY: Cpp = Cpp;

/// C++.
pub(crate) struct Cpp;

impl Policy for Cpp {
    fn languages(&self) -> &'static [&'static str] {
        &["cpp"]
    }

    fn version(&self) -> u32 {
        2
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }

    fn neighbours(&self) -> &'static [&'static str] {
        &["c"]
    }

    fn textual_imports(&self) -> bool {
        true
    }

    fn manifests(&self) -> &'static [&'static str] {
        crate::c::resolve::project::MANIFESTS
    }

    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        Arc::new(marks::Model::new(files, manifests))
    }

    fn project_beside(&self, files: &Files, manifests: &dyn Manifests, before: &[Project]) -> Project {
        let of_c = before.iter().find_map(|project| {
            let project: &dyn Any = project.as_ref();
            project.downcast_ref::<crate::c::resolve::includes::Model>()
        });
        match of_c {
            Some(of_c) => Arc::new(marks::Model::of(Arc::clone(&of_c.build), files)),
            None => self.project(files, manifests),
        }
    }

    fn renewed(&self, project: &Project, files: &Files) -> Project {
        let project: &dyn Any = project.as_ref();
        let model: &marks::Model = project.downcast_ref().expect("it was made above");
        Arc::new(model.renewed(files))
    }

    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
        names::name(cx, unit, site, space)
    }

    fn beyond(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        _scope: ScopeId,
        name: NameId,
        _at: u32,
        _space: Space,
    ) -> Answer {
        names::beyond(cx, unit, name)
    }

    fn site(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
        names::special(cx, unit, site)
    }

    fn import(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
        paths::import(cx, unit, import, space)
    }

    fn import_segment(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        import: ImportId,
        segment: u16,
    ) -> Answer {
        paths::prefix(cx, unit, import, usize::from(segment) + 1, Space::Value)
    }

    fn module_member(&self, cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
        Defaults::top_level(cx, module, name, space)
    }

    fn space_member(&self, cx: &mut Session<'_>, of: SpaceId, name: &str, space: Space) -> Answer {
        types::space_member(cx, of, name, space)
    }

    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        members::expr(cx, unit, base, site, access)
    }

    fn member_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
        types::member(cx, unit, base, site)
    }

    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        settle::settle(cx, unit, site, answer)
    }

    fn principal(&self, cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
        overloads::only(cx, defs)
    }

    fn own_members(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        def: DefId,
        name: &str,
        _side: Side,
    ) -> Vec<DefRef> {
        members::own(cx, unit, def, name)
    }

    fn extra_member(&self, cx: &mut Session<'_>, ty: TyId, _name: &str, _side: Side) -> Answer {
        match cx.ty(ty) {
            Ty::Instance(def, _) | Ty::Type(def, _) if library::opaque() == Some(def) => {
                Answer::external(Rule::ExternalMember)
            }
            Ty::Param(..) | Ty::SelfOf(_) => Answer::missing(Reason::Dependent),
            _ => Answer::missing(Reason::NoSuchMember),
        }
    }

    fn overridable(&self, cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
        members::overridable(cx, unit, def)
    }

    fn bounds(&self, _cx: &mut Session<'_>, _param: TyId) -> Vec<TyId> {
        Vec::new()
    }

    fn self_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
        types::this(cx, unit, which, scope)
    }

    fn expr_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        exprs::type_of(cx, unit, expr, scope)
    }

    fn narrowed(&self, _cx: &mut Session<'_>, _unit: &Arc<Unit>, _expr: ExprId, ty: TyId) -> TyId {
        ty
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

    fn named_type(&self, cx: &mut Session<'_>, _unit: &Arc<Unit>, answer: Answer, args: TyList) -> TyId {
        types::named(cx, answer, args)
    }

    fn lower(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        types::lower(cx, unit, ty, scope)
    }

    fn call(&self, cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
        match types::callable(cx, callee) {
            Some((_, result)) => result,
            None => Defaults::call(cx, callee, call),
        }
    }

    fn call_member(&self) -> &'static str {
        "operator()"
    }

    fn callable(&self, cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
        types::callable(cx, ty)
    }

    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, _asynchronous: bool) -> TyId {
        types::iterate(cx, ty)
    }

    fn index(
        &self,
        cx: &mut Session<'_>,
        _unit: &Arc<Unit>,
        base: TyId,
        _index: ExprId,
        _scope: ScopeId,
    ) -> TyId {
        types::index(cx, base)
    }

    fn unary(&self, cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        types::unary(cx, kind, operand)
    }

    fn binary(&self, cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        exprs::binary(cx, kind, left, right)
    }

    fn choose(&self, cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
        overloads::choose(cx, group, call)
    }
}
