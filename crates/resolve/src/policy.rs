//! What a language adds to the engine.
//!
//! Every method has the behaviour that most languages share; a policy overrides what differs, and may call
//! the functions of [`Session`] and [`Defaults`] from its own.

use std::sync::Arc;

use model::expr::{Access, BinaryKind, Literal, SelfRef, UnaryKind, Wrapper};
use model::facts::{Flow, Site};
use model::ids::{BindingId, DefId, ExprId, ImportId, NameId, ScopeId, SiteId, TypeId};
use model::outcome::Reason;

use crate::answer::{Answer, Entity};
use crate::calls::CallSite;
use crate::lexical::Space;
use crate::members::{Bases, Side};
use crate::session::Session;
use crate::ty::{SpaceId, Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::{DefRef, FileId, Files, Manifests, Project, ProjectModel, StdLib};

/// How the names, imports, members and types of a language work.
#[allow(unused_variables, reason = "defaults ignore what overrides need")]
pub trait Policy: Sync {
    /// Names of the language specs that this policy is for.
    fn languages(&self) -> &'static [&'static str];

    /// Raised by one with every change that can change an outcome.
    fn version(&self) -> u32;

    /// The library stub.
    fn std(&self) -> &'static StdLib;

    /// File names of the manifests and configuration files that [`Policy::project`] reads; a name that begins with `*`
    /// is a suffix.
    fn manifests(&self) -> &'static [&'static str] {
        &[]
    }

    /// Reads manifests and layout.
    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        Arc::new(())
    }

    /// As [`Policy::project`], where the projects of the policies before this one are made already: one that reads the same
    /// manifests may share what it found.
    fn project_beside(&self, files: &Files, manifests: &dyn Manifests, before: &[Project]) -> Project {
        _ = before;
        self.project(files, manifests)
    }

    /// A project of the same manifests and `files` for new sessions, after facts of files have changed: without what sessions
    /// found in facts and kept in it. The same one where sessions keep nothing.
    fn renewed(&self, project: &Project, files: &Files) -> Project {
        _ = files;
        Project::clone(project)
    }

    /// Pairs of directories that manifests join by path: the repositories that they lie in count as one.
    fn joins(&self, project: &dyn ProjectModel) -> Vec<(String, String)> {
        Vec::new()
    }

    /// Names of languages of other policies whose definitions this one can name.
    fn neighbours(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether importing a file brings all that it imports in turn (`#include`). Sessions then need not record what they
    /// ask on behalf of imported files (see [`Session::on_behalf`]): a change of what a file imports wakes all files that
    /// reach it.
    fn textual_imports(&self) -> bool {
        false
    }

    /// Texts under which other files may have asked for the directory of the file at `path`, beside its path and those above it:
    /// for the package that its files belong to, say. They are woken when a file comes or goes that has no file of its language
    /// before it in that directory, so what is asked may depend on the first file of a directory and on no other.
    fn file_keys(&self, path: &str) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    // ---- names -------------------------------------------------------------------------------------------------

    /// What a name written at a site stands for. Called for names in expressions ([`Space::Value`]) and types.
    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, space: Space) -> Answer {
        let Site { scope, span, name, .. } = *unit.site(site);
        cx.lexical(unit, scope, name, span.start, space)
    }

    /// Whether a binding of a scope around can be seen from `from` at byte `at`.
    fn sees(
        &self,
        cx: &mut Session<'_>,
        unit: &Unit,
        binding: BindingId,
        from: ScopeId,
        at: u32,
        space: Space,
    ) -> bool {
        let binding = unit.binding(binding);
        binding.visible_from <= at
    }

    /// What several bindings of one name in one scope mean together at byte `at`; they are in order of extraction.
    fn several(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        bindings: &[BindingId],
        at: u32,
        space: Space,
    ) -> Answer {
        Defaults::several(cx, unit, bindings, at, space)
    }

    /// What a name means that no scope of its file has: the rest of the package, includes, builtins.
    fn beyond(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        scope: ScopeId,
        name: NameId,
        at: u32,
        space: Space,
    ) -> Answer {
        Answer::missing(Reason::UnknownName)
    }

    /// What the name that an import brings stands for.
    fn import(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, space: Space) -> Answer {
        Answer::missing(Reason::NotModelled)
    }

    /// What a segment of an import stands for: path segments first, then the member.
    fn import_segment(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        import: ImportId,
        segment: u16,
    ) -> Answer {
        Answer::missing(Reason::NotModelled)
    }

    /// A member of a module that is a file, as other files see it.
    fn module_member(&self, cx: &mut Session<'_>, module: FileId, name: &str, space: Space) -> Answer {
        Defaults::top_level(cx, module, name, space)
    }

    /// A member of a package, namespace or directory.
    fn space_member(&self, cx: &mut Session<'_>, of: SpaceId, name: &str, space: Space) -> Answer {
        Answer::missing(Reason::NotModelled)
    }

    /// What a member access stands for.
    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        Defaults::member_expr(cx, unit, base, site, access)
    }

    /// What a member of a type path stands for (`a.B` as a type).
    fn member_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
        Defaults::member_type(cx, unit, base, site)
    }

    /// What a site with no expression or type of its own stands for: labels, names in export lists, macro bodies. Also
    /// asked first for every other site; `None` lets the engine go on.
    fn site(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
        None
    }

    /// A last word on the answer for a site: constructors in place of types, one of a group, more for dispatch.
    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        answer
    }

    /// Declarations that belong to the same thing as a definition, to be listed after it; and which of a group is the
    /// definition. The default takes the only one that is no declaration.
    fn principal(&self, cx: &mut Session<'_>, defs: &[DefRef]) -> Option<DefRef> {
        Defaults::principal(cx, defs)
    }

    /// Whether a call of a parameter means the functions that are passed for it, where all of them are known.
    fn follows_parameters(&self) -> bool {
        false
    }

    /// Whether calls of what is not known are asked again under the supposition that functions receive what their own
    /// file passes to them (see [`Session::passed`]): what is found then are candidates.
    fn supposes(&self) -> bool {
        false
    }

    /// Whether only its own file can name a definition at the top of a file.
    fn keeps(&self, cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
        false
    }

    // ---- types and members -------------------------------------------------------------------------------------

    /// The types directly above a definition, in the order in which members are looked for.
    fn supers(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        Defaults::supers(cx, unit, def)
    }

    /// A definition and all types above it in the order of member look-up.
    fn linearize(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Bases {
        Defaults::linearize(cx, unit, def)
    }

    /// Members called `name` that a definition has itself.
    fn own_members(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        def: DefId,
        name: &str,
        side: Side,
    ) -> Vec<DefRef> {
        Defaults::own_members(unit, def, name)
    }

    /// Whether members that a type has itself are mere assignments, so that a declaration above it is meant instead.
    fn only_assigned(&self, cx: &mut Session<'_>, unit: &Unit, found: &[DefRef]) -> bool {
        false
    }

    /// A member called `name` of a type that is no definition (see [`Policy::as_instance`] first), or that the bases do
    /// not have.
    fn extra_member(&self, cx: &mut Session<'_>, ty: TyId, name: &str, side: Side) -> Answer {
        Answer::missing(Reason::NoSuchMember)
    }

    /// The library's definition that a built-in type behaves like: arrays, text, functions, pointers.
    fn as_instance(&self, cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
        None
    }

    /// The type parameters of a definition, as [`Ty::Param`]s.
    fn type_params(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
        Defaults::type_params(cx, unit, def)
    }

    /// The bounds of a type parameter.
    fn bounds(&self, cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
        Defaults::bounds(cx, param)
    }

    /// Whether a member can be overridden by subtypes.
    fn overridable(&self, cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
        false
    }

    /// Whether the receiver of a member is known exactly, so that nothing below its type can override the member.
    fn is_exact(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, receiver: ExprId) -> bool {
        matches!(unit.expr(receiver), model::expr::Expr::SelfRef(SelfRef::Super))
    }

    // ---- types of values ---------------------------------------------------------------------------------------

    /// The type of a definition named as a value.
    fn def_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        Defaults::def_type(cx, unit, def)
    }

    /// The type of a parameter or local variable.
    fn binding_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        Defaults::binding_type(cx, unit, binding)
    }

    /// The type of a parameter that has neither annotation nor default.
    fn parameter_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
        TyId::UNKNOWN
    }

    /// The type of a local variable where a name of it stands: the declared type narrowed by what flows there.
    fn local_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId, site: SiteId) -> TyId {
        cx.binding_type(unit, binding)
    }

    /// What an entity that an expression names is as a value, there. Locals go to [`Policy::local_type`].
    fn entity_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
        Defaults::entity_type(cx, unit, entity, site)
    }

    /// The type that the place of an expression demands; the default knows arguments and initial values.
    fn expected(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        Defaults::expected(cx, unit, expr, scope)
    }

    /// A type seen through the narrowings that hold where an expression stands.
    fn narrowed(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, ty: TyId) -> TyId {
        Defaults::narrowed(cx, unit, expr, ty)
    }

    /// The type of `this`, `self`, `super` or `Self` as an expression inside of `scope`.
    fn self_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
        Defaults::self_type(cx, unit, which, scope)
    }

    /// The type of an expression; the default knows every kind and calls the methods below.
    fn expr_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        Defaults::expr_type(cx, unit, expr, scope)
    }

    /// The type of a literal.
    fn literal(&self, cx: &mut Session<'_>, literal: Literal) -> TyId {
        TyId::UNKNOWN
    }

    /// The type named by a built-in keyword.
    fn builtin_type(&self, cx: &mut Session<'_>, name: &str) -> TyId {
        TyId::UNKNOWN
    }

    /// A wrapped type, simplified as far as the language's look-ups do not care.
    fn wrap(&self, cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
        Defaults::wrap(cx, wrapper, inner)
    }

    /// The type that a name in type position means, with arguments.
    fn named_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, answer: Answer, args: TyList) -> TyId {
        Defaults::named_type(cx, answer, args)
    }

    /// The type of a type expression; the default knows every kind and calls the methods above.
    fn lower(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
        Defaults::lower(cx, unit, ty, scope)
    }

    /// The result of a call.
    fn call(&self, cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
        Defaults::call(cx, callee, call)
    }

    /// What constructing an instance of a definition gives.
    fn construct(&self, cx: &mut Session<'_>, def: DefRef, args: TyList, call: &CallSite<'_>) -> TyId {
        Defaults::construct(cx, def, args, call)
    }

    /// The result of calling a function: declared, or inferred where the language infers.
    fn return_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        Defaults::return_type(cx, unit, def)
    }

    /// Whether results of functions without annotation are inferred from their bodies.
    fn infers_returns(&self) -> bool {
        true
    }

    /// Name of the member that calling an instance calls (`__call__`, `operator()`).
    fn call_member(&self) -> &'static str {
        ""
    }

    /// The function type behind a type that a lambda can stand for (functional interfaces, bounds).
    fn callable(&self, cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
        Defaults::callable(cx, ty)
    }

    /// What iterating over a value yields.
    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
        TyId::UNKNOWN
    }

    /// What `base[index]` is.
    fn index(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: TyId,
        index: ExprId,
        scope: ScopeId,
    ) -> TyId {
        Defaults::index(cx, base)
    }

    /// What entering a resource block gives.
    fn enter(&self, cx: &mut Session<'_>, ty: TyId, asynchronous: bool) -> TyId {
        ty
    }

    /// The result of an operator with one operand.
    fn unary(&self, cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        Defaults::unary(cx, kind, operand)
    }

    /// The result of an operator with two operands.
    fn binary(&self, cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        Defaults::binary(cx, kind, left, right)
    }

    /// Adds to `bound` what `open` type parameters of a function stand for when its arguments do not tell: by the place
    /// of the call, by defaults. `bound` and `known` alternate parameters and types.
    fn infer_more(
        &self,
        cx: &mut Session<'_>,
        def: DefRef,
        open: &[TyId],
        known: &[TyId],
        call: &CallSite<'_>,
        bound: &mut Vec<TyId>,
    ) {
    }

    /// Parts of a type with open parameters and the parts of a given type that they face, where the engine does not know
    /// how the two correspond.
    fn facing(&self, cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Vec<(TyId, TyId)> {
        Vec::new()
    }

    /// What one argument of a parameter that takes all the rest is, by the parameter's type. Languages that write the
    /// type of one argument there have nothing to do.
    fn rest_argument(&self, cx: &mut Session<'_>, ty: TyId) -> TyId {
        ty
    }

    /// Which of a group of functions a call means.
    fn choose(&self, cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
        Defaults::choose(cx, group, call)
    }

    /// Whether a value of type `from` fits a parameter of type `to`: `None` when that is not known.
    fn fits(&self, cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
        Defaults::fits(cx, from, to)
    }

    /// Whether a flow that assigns to a member tells the type of a field defined elsewhere in the class.
    fn assigns_field(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, flow: &Flow, field: DefId) -> bool {
        Defaults::assigns_field(unit, flow, field)
    }
}

/// The behaviour that languages share, for policies to call.
pub struct Defaults;
