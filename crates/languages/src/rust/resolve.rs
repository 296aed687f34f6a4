//! How Rust's names are resolved.
//!
//! Names are looked up in three name spaces through scopes, modules, globs, crates and the prelude ([`names`],
//! [`imports`], [`macros`]); members through `impl` blocks, bounds and dereferencing ([`members`], [`impls`]). Types of
//! expressions are inferred as far as declared types, arguments and closures tell ([`infer`], [`calls`], [`unify`]).

mod assoc;
mod bounds;
mod callables;
mod calls;
mod closures;
mod fields;
mod impls;
mod imports;
mod infer;
mod library;
mod macros;
mod members;
mod modules;
mod names;
mod overloads;
mod paths;
mod patterns;
mod project;
mod traits;
mod types;
mod unify;
mod uses;
mod variables;
mod views;

use std::any::Any;
use std::sync::Arc;

use model::expr::Access;
use model::ids::{BindingId, DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use model::outcome::{Reason, Rule};
use resolve::{
    Answer, CallSite, DefRef, Entity, FileId, Files, Manifests, Policy, Project, ProjectModel, Session, Side,
    Space, SpaceId, StdLib, TyId, TyList, Unit,
};

use modules::Module;

/// The registry entry.
pub(crate) static POLICY: Rust = Rust;

/// Rust.
pub(crate) struct Rust;

impl Policy for Rust {
    fn languages(&self) -> &'static [&'static str] {
        &["rust"]
    }

    fn version(&self) -> u32 {
        2
    }

    fn std(&self) -> &'static StdLib {
        &library::STD
    }

    fn manifests(&self) -> &'static [&'static str] {
        &["Cargo.toml"]
    }

    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        Arc::new(project::Cargo::read(files, manifests))
    }

    fn joins(&self, project: &dyn ProjectModel) -> Vec<(String, String)> {
        let project: &dyn Any = project;
        project.downcast_ref::<project::Cargo>().map(project::Cargo::joins).unwrap_or_default()
    }

    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
        paths::name(cx, unit, site, space)
    }

    fn sees(
        &self,
        _cx: &mut Session<'_>,
        unit: &Unit,
        binding: BindingId,
        from: ScopeId,
        at: u32,
        space: Space,
    ) -> bool {
        names::sees(unit, binding, from, at, space)
    }

    fn several(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        bindings: &[BindingId],
        _at: u32,
        space: Space,
    ) -> Answer {
        names::several(cx, unit, bindings, space)
    }

    fn beyond(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        scope: ScopeId,
        name: NameId,
        _at: u32,
        space: Space,
    ) -> Answer {
        names::beyond(cx, unit, scope, name, space)
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
        names::member(cx, Module::of_file(module), name, space, None)
    }

    fn space_member(&self, _cx: &mut Session<'_>, _of: SpaceId, name: &str, _space: Space) -> Answer {
        library::module(name)
    }

    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        paths::member_expr(cx, unit, base, site, access)
    }

    fn member_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
        paths::member_type(cx, unit, base, site)
    }

    fn site(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
        paths::site(cx, unit, site)
    }

    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        paths::settle(cx, unit, site, answer)
    }

    /// Definitions of one name are not declarations of one thing.
    fn principal(&self, _cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
        match defs {
            [one] => Some(*one),
            _ => None,
        }
    }

    fn extra_member(&self, cx: &mut Session<'_>, ty: TyId, name: &str, _side: Side) -> Answer {
        fields::field(cx, ty, name).map_or(Answer::missing(Reason::NoSuchMember), |hit| hit.answer)
    }

    fn type_params(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        types::params(cx, DefRef::new(unit.id, def))
    }

    fn def_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        variables::def_type(cx, unit, def)
    }

    fn binding_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        variables::binding_type(cx, unit, binding)
    }

    fn entity_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
        variables::of_entity(cx, unit, entity, site)
    }

    fn narrowed(&self, _cx: &mut Session<'_>, _unit: &Arc<Unit>, _expr: ExprId, ty: TyId) -> TyId {
        ty
    }

    fn expr_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        infer::expr(cx, unit, expr, scope)
    }

    fn lower(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        types::lower(cx, unit, ty, scope)
    }

    fn infers_returns(&self) -> bool {
        false
    }

    fn callable(&self, cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
        callables::signature(cx, ty)
    }

    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, _asynchronous: bool) -> TyId {
        assoc::iterated(cx, ty)
    }

    fn choose(&self, cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
        let chosen = overloads::choose(cx, group, call);
        if chosen.rule == Rule::TraitMember { chosen.by(Rule::Member) } else { chosen }
    }
}
