//! Parameters that a framework fills: pytest's fixtures.

use std::sync::Arc;

use model::expr::Expr;
use model::ids::{DefId, ExprId, NameId, ScopeId};
use model::kinds::{FlowKind, Modifiers};
use resolve::{DefRef, Session, Ty, TyId, Unit};

use super::{protocols, stubs};

/// Fixtures that pytest itself brings, with the module and class of what they give; those without have nothing that the
/// tree could define.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("cache", "", ""),
    ("caplog", "", ""),
    ("capfd", "", ""),
    ("capfdbinary", "", ""),
    ("capsys", "", ""),
    ("capsysbinary", "", ""),
    ("doctest_namespace", "builtins", "dict"),
    ("monkeypatch", "", ""),
    ("pytestconfig", "", ""),
    ("recwarn", "", ""),
    ("request", "", ""),
    ("tmp_path", "pathlib", "Path"),
    ("tmp_path_factory", "", ""),
    ("tmpdir", "", ""),
];

/// What a parameter of a test or fixture receives: the result of the fixture that has its name, nearest first.
pub(super) fn parameter(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    function: DefRef,
    name: NameId,
) -> Option<TyId> {
    let facts = unit.def(function.def);
    if !facts.modifiers.contains(Modifiers::TEST) && !is_fixture(unit, function.def) {
        return None;
    }
    let text = unit.text(name);
    let fixture = find(cx, unit, function, text);
    if let Some(fixture) = fixture {
        let owner = cx.unit(fixture.file);
        cx.note("fixture", fixture.file, owner.def(fixture.def).name_span);
        return Some(given(cx, &owner, fixture));
    }
    let (_, module, class) = BUILT_IN.iter().find(|(known, ..)| *known == text)?;
    Some(if class.is_empty() { TyId::EXTERNAL } else { stubs::instance(cx, module, class, &[]) })
}

/// The fixture called `name` that a function sees: of its class, its module, the `conftest.py` files above it. A fixture
/// that takes its own name means the one that it replaces.
fn find(cx: &mut Session<'_>, unit: &Arc<Unit>, function: DefRef, name: &str) -> Option<DefRef> {
    let class = unit.def(function.def).parent.and_then(|class| unit.def(class).opens);
    if let Some(class) = class
        && let Some(found) = in_scope(unit, class, name)
        && found != function
    {
        return Some(found);
    }
    if let Some(found) = in_scope(unit, ScopeId::new(0), name)
        && found != function
    {
        return Some(found);
    }
    let mut directory = unit.placement.path.parent().unwrap_or("").to_owned();
    loop {
        let path = super::project::join(&directory, "conftest.py");
        if let Some(file) = cx.find_file(&path).filter(|file| *file != unit.id) {
            cx.ask_name(name);
            let conftest = cx.unit(file);
            if let Some(found) = in_scope(&conftest, ScopeId::new(0), name) {
                return Some(found);
            }
        }
        if directory.is_empty() {
            return None;
        }
        directory = directory.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned());
    }
}

fn in_scope(unit: &Unit, scope: ScopeId, name: &str) -> Option<DefRef> {
    let id = unit.name(name)?;
    let defs = unit.bindings_in(scope, id).filter_map(|binding| unit.binding(binding).def);
    defs.filter(|def| is_fixture(unit, *def)).last().map(|def| DefRef::new(unit.id, def))
}

/// Whether a function is decorated with something called `fixture`.
pub(super) fn is_fixture(unit: &Unit, def: DefId) -> bool {
    unit.facts.list(unit.def(def).decorators).any(|decorator: ExprId| {
        let named = match unit.expr(decorator) {
            Expr::Call { callee, .. } => callee,
            _ => decorator,
        };
        unit.last_name(named).is_some_and(|name| matches!(unit.text(name), "fixture" | "yield_fixture"))
    })
}

/// What a fixture gives: what it yields, or its result; of a coroutine what it waits for.
fn given(cx: &mut Session<'_>, unit: &Arc<Unit>, fixture: DefRef) -> TyId {
    let result = cx.return_type(fixture);
    let scope = unit.def(fixture.def).opens.unwrap_or(ScopeId::new(0));
    let is_generator = unit.results(scope).any(|flow| flow.kind == FlowKind::Yield);
    let is_async = unit.def(fixture.def).modifiers.contains(Modifiers::ASYNC);
    match (is_generator, is_async) {
        (true, _) => protocols::iterate(cx, result, is_async),
        (false, true) => protocols::awaited(cx, result),
        _ if matches!(cx.ty(result), Ty::Null) => TyId::UNKNOWN,
        _ => result,
    }
}
