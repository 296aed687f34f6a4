//! How Python's names are resolved.

mod imports;
mod modules;
mod types;

use std::sync::{Arc, LazyLock};

use model::expr::Literal;
use model::ids::{BindingId, DefId, ImportId, NameId, ScopeId};
use model::kinds::{DefKind, ScopeKind};
use resolve::{Answer, FileId, Policy, Session, Space, SpaceId, StdLib, Ty, TyId, Unit};

/// Number of this policy in the registry.
const NUMBER: u32 = 0;

static STD: LazyLock<StdLib> = LazyLock::new(|| {
    crate::stdlib::load(&super::SPEC, NUMBER, &[("builtins", include_str!("resolve/std/builtins.pyi"))])
});

/// The registry entry.
pub(crate) static POLICY: Python = Python;

/// Python.
pub(crate) struct Python;

impl Policy for Python {
    fn languages(&self) -> &'static [&'static str] {
        &["python"]
    }

    fn version(&self) -> u32 {
        1
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }

    /// Names of a class body are not seen from the functions in it.
    fn sees(
        &self,
        _cx: &mut Session<'_>,
        unit: &Unit,
        binding: BindingId,
        from: ScopeId,
        _at: u32,
        _space: Space,
    ) -> bool {
        let scope = unit.binding(binding).scope;
        unit.scope(scope).kind != ScopeKind::Type || scope == from
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
        let text = unit.text(name);
        let star = imports::through_stars(cx, unit, text, space);
        star.or_else(|| types::builtin(cx, text))
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

    fn as_instance(&self, cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
        types::as_instance(cx, ty)
    }

    fn literal(&self, cx: &mut Session<'_>, literal: Literal) -> TyId {
        types::literal(cx, literal)
    }

    fn overridable(&self, _cx: &mut Session<'_>, unit: &Unit, def: DefId) -> bool {
        matches!(unit.def(def).kind, DefKind::Method | DefKind::Property)
    }

    fn call_member(&self) -> &'static str {
        "__call__"
    }
}
