//! How C's names are resolved.

mod commands;
mod conditions;
mod contexts;
pub(crate) mod decide;
mod expansion;
pub(crate) mod headers;
pub(crate) mod includes;
mod library;
pub(crate) mod linkage;
mod mentions;
mod names;
pub(crate) mod paths;
pub(crate) mod project;
mod reach;
pub(crate) mod regions;
pub(crate) mod system;
pub(crate) mod twins;
mod types;
mod visible;

use std::any::Any;
use std::sync::{Arc, LazyLock};

use model::expr::{Access, BinaryKind, UnaryKind, Wrapper};
use model::facts::Anchor;
use model::ids::{DefId, ExprId, ImportId, SiteId};
use model::kinds::{DefKind, Role};
use model::outcome::{Reason, Rule};
use resolve::{
    Answer, CallSite, DefRef, Defaults, Entity, Files, Manifests, Policy, Project, Session, Side, Space,
    StdLib, Ty, TyId, Unit,
};

/// Number of this policy in the registry.
const NUMBER: u32 = 4;

static STD: LazyLock<StdLib> = LazyLock::new(|| {
    let files = [("iso", include_str!("resolve/std/iso.h")), ("posix", include_str!("resolve/std/posix.h"))];
    crate::stdlib::load(&super::SPEC, NUMBER, &files)
});

/// The registry entry.
pub(crate) static POLICY: C = C;

/// C.
pub(crate) struct C;

impl Policy for C {
    fn languages(&self) -> &'static [&'static str] {
        &["c"]
    }

    fn version(&self) -> u32 {
        2
    }

    fn neighbours(&self) -> &'static [&'static str] {
        &["cpp"]
    }

    fn textual_imports(&self) -> bool {
        true
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }

    fn manifests(&self) -> &'static [&'static str] {
        project::MANIFESTS
    }

    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        Arc::new(includes::Model::new(files, manifests))
    }

    fn renewed(&self, project: &Project, files: &Files) -> Project {
        let project: &dyn Any = project.as_ref();
        let model: &includes::Model = project.downcast_ref().expect("it was made above");
        Arc::new(model.renewed(files))
    }

    fn name(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, _space: Space) -> Answer {
        names::name(cx, unit, site)
    }

    fn site(&self, _cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId) -> Option<Answer> {
        (unit.site(site).role == Role::Label).then(|| names::label(unit, site))
    }

    /// A name after `.` or `->` that is no member is a macro.
    fn member_expr(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        site: SiteId,
        access: Access,
    ) -> Answer {
        let found = Defaults::member_expr(cx, unit, base, site, access);
        found.or_else(|| expansion::of_member(cx, unit, site, found))
    }

    fn settle(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, site: SiteId, answer: Answer) -> Answer {
        match unit.site(site).anchor {
            Anchor::MemberOf(_) | Anchor::FieldOf(_) if answer.is_missing() => {
                expansion::of_member(cx, unit, site, answer)
            }
            _ => answer,
        }
    }

    fn entity_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
        match entity {
            Entity::Def(def) if cx.kind(def) == DefKind::Macro => expansion::value(cx, unit, def, site),
            _ => Defaults::entity_type(cx, unit, entity, site),
        }
    }

    fn import(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, import: ImportId, _space: Space) -> Answer {
        match includes::included(cx, unit, unit.facts.import(import)) {
            headers::Target::File(file) => Answer::one(Entity::Module(file), Rule::Include),
            headers::Target::Several(files) => {
                let files: Vec<Entity> = files.iter().map(|file| Entity::Module(*file)).collect();
                cx.candidates(&files, Reason::Ambiguous, Rule::Include)
            }
            headers::Target::Outside => Answer::external(Rule::ExternalImport),
            headers::Target::Missing => Answer::missing(Reason::MissingModule),
        }
    }

    fn import_segment(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        import: ImportId,
        _segment: u16,
    ) -> Answer {
        cx.imported(unit, import, Space::Value)
    }

    fn own_members(
        &self,
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        def: DefId,
        name: &str,
        _side: Side,
    ) -> Vec<DefRef> {
        types::own_members(cx, unit, def, name)
    }

    fn extra_member(&self, cx: &mut Session<'_>, ty: TyId, _name: &str, _side: Side) -> Answer {
        types::extra_member(cx, ty)
    }

    fn as_instance(&self, _cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
        types::as_instance(ty)
    }

    /// Read where it is declared for this file: what its own file includes need not be known.
    fn def_type(&self, cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
        match types::declaration_here(cx, DefRef::new(unit.id, def)) {
            Some(declaration) => cx.def_type(declaration),
            None => Defaults::def_type(cx, unit, def),
        }
    }

    /// Nothing narrows a type.
    fn narrowed(&self, _cx: &mut Session<'_>, _unit: &Arc<Unit>, _expr: ExprId, ty: TyId) -> TyId {
        ty
    }

    fn wrap(&self, cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
        types::wrap(cx, wrapper, inner)
    }

    fn call(&self, cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
        types::call(cx, callee, call)
    }

    /// An element, as initialisers name it.
    fn iterate(&self, cx: &mut Session<'_>, ty: TyId, _asynchronous: bool) -> TyId {
        Defaults::index(cx, ty)
    }

    fn unary(&self, cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        types::unary(cx, kind, operand)
    }

    fn binary(&self, cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        types::binary(cx, kind, left, right)
    }

    fn infers_returns(&self) -> bool {
        false
    }
}
