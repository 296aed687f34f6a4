//! What definitions are as values: functions under their decorators, variables and fields by what they are given.

use std::sync::Arc;

use model::expr::Expr;
use model::facts::Flow;
use model::ids::{BindingId, DefId, ExprId, ScopeId};
use model::kinds::{DefKind, FlowKind, Modifiers};
use resolve::{DefRef, Session, Side, Ty, TyId, TyList, Unit};

use super::{calls, names, stubs, types};

/// Most assignments that are read for the type of one variable.
const ENOUGH: usize = 16;

/// The type of a definition named as a value.
pub(super) fn def_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let own = DefRef::new(unit.id, def);
    match facts.kind {
        DefKind::Class => cx.id(Ty::Type(own, TyList::EMPTY)),
        DefKind::Function | DefKind::Method | DefKind::Constructor => decorated(cx, unit, def),
        DefKind::Property => property(cx, unit, def),
        DefKind::EnumMember => {
            facts.parent.map_or(TyId::UNKNOWN, |class| cx.instance(DefRef::new(unit.id, class)))
        }
        DefKind::TypeAlias => {
            let target = types::of_definition(cx, own, &[]);
            types::class_of(cx, target)
        }
        _ => variable(cx, unit, def),
    }
}

/// What a property's getter gives, also where the setter is asked.
fn property(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    if facts.modifiers.contains(Modifiers::GETTER) {
        return cx.return_type(DefRef::new(unit.id, def));
    }
    let getter =
        unit.bindings_in(facts.scope, facts.name).filter_map(|id| unit.binding(id).def).find(|other| {
            let other = unit.def(*other);
            other.kind == DefKind::Property && other.modifiers.contains(Modifiers::GETTER)
        });
    getter.map_or(TyId::UNKNOWN, |getter| cx.return_type(DefRef::new(unit.id, getter)))
}

/// A variable or field: as declared, else the union of what it is given; a descriptor gives what its `__get__` gives.
fn variable(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    if let Some(ty) = facts.ty {
        cx.note("declared type", unit.id, facts.span);
        let declared = cx.lower(unit, ty, facts.scope);
        if !declared.is_unknown() {
            return read_through(cx, declared);
        }
    }
    if unit.id.is_std() && facts.value.is_none() {
        return if facts.ty.is_some() { TyId::UNKNOWN } else { TyId::EXTERNAL };
    }
    let mut given = Vec::new();
    for (value, scope) in assigned(unit, def) {
        cx.note("assigned value", unit.id, facts.span);
        given.push(cx.type_of(unit, value, scope));
    }
    let ty = cx.types.union(&given);
    if facts.kind == DefKind::Field { read_through(cx, ty) } else { ty }
}

/// The values that a variable or field is given anywhere in its file.
fn assigned(unit: &Unit, def: DefId) -> Vec<(ExprId, ScopeId)> {
    let facts = *unit.def(def);
    let init = facts.value.or_else(|| unit.binding(unit.binding_of(def)?).init);
    let mut found: Vec<(ExprId, ScopeId)> = Vec::new();
    if let Some(value) = init {
        found.push((value, scope_of_value(unit, def)));
    }
    for flow in unit.assigns(facts.name).take(ENOUGH) {
        if let Some(value) = flow.value
            && found.iter().all(|(known, _)| *known != value)
            && assigns(unit, flow, def)
        {
            found.push((value, flow.scope));
        }
    }
    found
}

/// The scope in which the first value of a variable is read: of the method for a field that a method makes.
fn scope_of_value(unit: &Unit, def: DefId) -> ScopeId {
    let facts = unit.def(def);
    let same = unit.assigns(facts.name).find(|flow| flow.value.is_some() && flow.value == facts.value);
    same.map_or(facts.scope, |flow| flow.scope)
}

/// Whether a flow assigns to a variable: by its name in its own scope or where it is declared `global`, or through the
/// receiver in a method of its class.
pub(super) fn assigns(unit: &Unit, flow: &Flow, def: DefId) -> bool {
    let facts = unit.def(def);
    let Some(target) = flow.target else { return false };
    match unit.expr(target) {
        Expr::Name(_) => {
            names::frame(unit, flow.scope) == facts.scope
                || facts.scope.index() == 0 && is_global(unit, flow, facts.name)
        }
        Expr::Member { base, .. } => {
            let Expr::Name(base) = unit.expr(base) else { return false };
            let base = unit.site(base).name;
            facts.kind == DefKind::Field && receiver_class(unit, flow.scope, base) == Some(facts.scope)
        }
        _ => false,
    }
}

fn is_global(unit: &Unit, flow: &Flow, name: model::ids::NameId) -> bool {
    let frame = names::frame(unit, flow.scope);
    unit.bindings_in(frame, name).any(|id| unit.binding(id).kind == model::kinds::BindingKind::Global)
}

/// The scope of the class whose instance or class object `name` is in a method around `scope`.
fn receiver_class(unit: &Unit, scope: ScopeId, name: model::ids::NameId) -> Option<ScopeId> {
    let method = unit.scopes_from(scope).find(|around| {
        let is_receiver = |id: BindingId| unit.binding(id).kind == model::kinds::BindingKind::Receiver;
        unit.bindings_in(*around, name).any(is_receiver)
    })?;
    unit.scope(method).parent
}

/// An instance of a descriptor class is read through its `__get__`.
fn read_through(cx: &mut Session<'_>, ty: TyId) -> TyId {
    let Ty::Instance(def, _) = cx.ty(ty) else { return ty };
    if def.file.is_std() {
        return ty;
    }
    cx.ask_name("__get__");
    let getter = cx.member(ty, "__get__", Side::Instance);
    let Some(first) = cx.first_def(getter) else { return ty };
    let all = cx.defs(getter);
    // The overload for access through an instance comes last, before the implementation.
    let mut chosen = None;
    for def in all {
        let unit = cx.unit(def.file);
        let declares = unit.def(def.def).ty.is_some();
        if declares && (chosen.is_none() || is_overload(cx, def)) {
            chosen = Some(def);
        }
    }
    let member = cx.member_type(ty, "__get__", Side::Instance);
    let pairs = match cx.ty(member) {
        Ty::Function(_, pairs) => cx.types.of(pairs).to_vec(),
        _ => Vec::new(),
    };
    let result = cx.return_type(chosen.unwrap_or(first));
    let result = cx.types.substitute(result, &pairs);
    if result.is_unknown() { ty } else { result }
}

/// Whether a definition is an overload signature.
pub(super) fn is_overload(cx: &mut Session<'_>, def: DefRef) -> bool {
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    facts.modifiers.contains(Modifiers::DECLARATION) && !names::is_variable(facts.kind)
}

/// A function as its decorators leave it.
fn decorated(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let own = DefRef::new(unit.id, def);
    let mut ty = cx.id(Ty::Function(own, TyList::EMPTY));
    let decorators: Vec<ExprId> = unit.facts.list(facts.decorators).collect();
    for decorator in decorators.into_iter().rev() {
        ty = under(cx, unit, own, decorator, ty);
    }
    ty
}

/// What a decorator makes of a function of type `ty`. One whose result is not known leaves the function as it is.
fn under(cx: &mut Session<'_>, unit: &Arc<Unit>, own: DefRef, decorator: ExprId, ty: TyId) -> TyId {
    let scope = unit.def(own.def).scope;
    let (named, args) = match unit.expr(decorator) {
        Expr::Call { callee, args } => (callee, Some(args)),
        _ => (decorator, None),
    };
    let answer = cx.denote(unit, named);
    if let Some(library) = cx.first_def(answer).filter(|def| def.file.is_std()) {
        return match stubs::name_of(library) {
            Some(("contextlib", "contextmanager")) => manager(cx, own, ty, "_GeneratorContextManager"),
            Some(("contextlib", "asynccontextmanager")) => {
                manager(cx, own, ty, "_AsyncGeneratorContextManager")
            }
            Some(("functools", "wraps")) => {
                let wrapped = args.and_then(|args| unit.facts.list::<ExprId>(args).next());
                let wrapped = wrapped.map_or(TyId::UNKNOWN, |wrapped| cx.type_of(unit, wrapped, scope));
                if matches!(cx.ty(wrapped), Ty::Function(..) | Ty::Callable(..) | Ty::Param(..)) {
                    wrapped
                } else {
                    ty
                }
            }
            _ => ty,
        };
    }
    let decorator = cx.type_of(unit, decorator, scope);
    let result = calls::apply(cx, decorator, ty);
    if result.is_unknown() || result == TyId::EXTERNAL || result == TyId::NULL || is_transparent(cx, result) {
        return ty;
    }
    result
}

/// A wrapper that takes and passes on anything, without annotation.
fn is_transparent(cx: &mut Session<'_>, ty: TyId) -> bool {
    let Ty::Function(def, _) = cx.ty(ty) else { return false };
    if def.file.is_std() {
        return false;
    }
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    let params = unit.facts.params(facts.params);
    let takes_anything = |param: &model::facts::Param| {
        param.ty.is_none()
            && matches!(
                param.kind,
                model::facts::ParamKind::Variadic
                    | model::facts::ParamKind::VariadicKeyword
                    | model::facts::ParamKind::Receiver
            )
    };
    facts.ty.is_none() && !params.is_empty() && params.iter().all(takes_anything)
}

/// A generator function as a function that gives a context manager.
fn manager(cx: &mut Session<'_>, own: DefRef, ty: TyId, class: &str) -> TyId {
    if !matches!(cx.ty(ty), Ty::Function(..)) {
        return ty;
    }
    let result = cx.return_type(own);
    let is_async = class.starts_with("_Async");
    let entered = super::protocols::iterate(cx, result, is_async);
    let manager = stubs::instance(cx, "contextlib", class, &[entered]);
    cx.id(Ty::Callable(TyList::EMPTY, manager))
}

/// What calling a function gives: as declared, else what it returns or yields.
pub(super) fn return_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let Some(scope) = facts.opens else { return TyId::UNKNOWN };
    let is_async = facts.modifiers.contains(Modifiers::ASYNC);
    let flows: Vec<Flow> = unit.results(scope).copied().collect();
    let is_generator = flows.iter().any(|flow| flow.kind == FlowKind::Yield);
    if let Some(ty) = facts.ty {
        cx.note("declared result", unit.id, facts.name_span);
        let declared = cx.lower(unit, ty, scope);
        return if is_async && !is_generator { coroutine(cx, declared) } else { declared };
    }
    if unit.id.is_std() {
        return TyId::EXTERNAL;
    }
    let returned = given(cx, unit, &flows, FlowKind::Return);
    if is_generator {
        let yielded = given(cx, unit, &flows, FlowKind::Yield);
        let class = if is_async { "AsyncGenerator" } else { "Generator" };
        let returned = returned.unwrap_or(TyId::NULL);
        return stubs::instance(
            cx,
            "typing",
            class,
            &[yielded.unwrap_or(TyId::UNKNOWN), TyId::UNKNOWN, returned],
        );
    }
    let result = match returned {
        Some(ty) => ty,
        None if facts.modifiers.contains(Modifiers::ABSTRACT) => TyId::UNKNOWN,
        None => TyId::NULL,
    };
    if is_async { coroutine(cx, result) } else { result }
}

fn given(cx: &mut Session<'_>, unit: &Arc<Unit>, flows: &[Flow], kind: FlowKind) -> Option<TyId> {
    let mut types = Vec::new();
    for flow in flows.iter().filter(|flow| flow.kind == kind) {
        let Some(value) = flow.value else { continue };
        cx.note("returned value", unit.id, flow.span);
        types.push(cx.type_of(unit, value, flow.scope));
    }
    if types.is_empty() { None } else { Some(cx.types.union(&types)) }
}

fn coroutine(cx: &mut Session<'_>, result: TyId) -> TyId {
    stubs::instance(cx, "typing", "Coroutine", &[TyId::UNKNOWN, TyId::UNKNOWN, result])
}

/// The instance or class that a method's first parameter is.
pub(super) fn receiver(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
    let facts = *unit.binding(binding);
    if let Some(ty) = facts.ty {
        let declared = cx.lower(unit, ty, facts.scope);
        if !declared.is_unknown() && !matches!(cx.ty(declared), Ty::Param(..) | Ty::Wrap(..)) {
            return declared;
        }
    }
    let Some(class) = cx.enclosing_type(unit, facts.scope) else { return TyId::UNKNOWN };
    let own = cx.id(Ty::SelfOf(class));
    let takes_class = unit.scope(facts.scope).owner.is_some_and(|method| {
        let method = unit.def(method);
        method.modifiers.contains(Modifiers::CLASS_METHOD)
            || matches!(unit.text(method.name), "__new__" | "__init_subclass__" | "__class_getitem__")
    });
    if takes_class { types::class_of(cx, own) } else { own }
}
