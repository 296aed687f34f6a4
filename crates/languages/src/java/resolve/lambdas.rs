//! Lambdas and the functional interfaces that they stand for (JLS 9.8, 15.27).

use std::sync::Arc;

use model::expr::{Access, Expr, UnaryKind};
use model::facts::{List, ParamKind};
use model::ids::{BindingId, DefId, ExprId, ScopeId};
use model::kinds::{DefKind, FlowKind, Modifiers};
use resolve::{DefRef, FileId, Session, Ty, TyId, Unit};

use super::conversions::{self, Fit};
use super::references;
use super::stubs::{self, Primitive};
use super::targets;

/// What a functional interface's method takes and gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Signature {
    pub(super) params: Vec<TyId>,
    pub(super) result: TyId,
}

/// The type of an argument before what it is for is known: lambdas and method references are themselves.
pub(super) fn argument_type(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    match unit.expr(expr) {
        Expr::Lambda { .. } | Expr::Member { access: Access::MethodRef, .. } => {
            cx.id(Ty::Lambda(unit.id, expr))
        }
        _ => cx.type_of(unit, expr, scope),
    }
}

/// The one abstract method of an interface.
pub(super) fn signature(cx: &mut Session<'_>, ty: TyId) -> Option<Signature> {
    match cx.ty(ty) {
        Ty::Instance(def, _) => {
            let method = single_method(cx, def)?;
            let owner = cx.parent(method)?;
            let pairs = super::members::pairs_of(cx, ty, owner);
            let unit = cx.unit(method.file);
            let facts = *unit.def(method.def);
            let scope = facts.opens.unwrap_or(facts.scope);
            let mut params = Vec::new();
            for param in unit.facts.params(facts.params).to_vec() {
                let ty = param.ty.map_or(TyId::UNKNOWN, |ty| cx.lower(&unit, ty, scope));
                params.push(cx.types.substitute(ty, &pairs));
            }
            let result = cx.return_type(method);
            Some(Signature { params, result: cx.types.substitute(result, &pairs) })
        }
        Ty::Param(def, _) => {
            let unit = cx.unit(def.file);
            let bounds = cx.policy(&unit).bounds(cx, ty);
            bounds.into_iter().find_map(|bound| cx.deeper(None, |cx| signature(cx, bound)))
        }
        Ty::Intersection(parts) => {
            let parts = cx.types.of(parts).to_vec();
            parts.into_iter().find_map(|part| cx.deeper(None, |cx| signature(cx, part)))
        }
        _ => None,
    }
}

/// The method that an interface leaves to be given; `None` when there is none or several.
pub(super) fn single_method(cx: &mut Session<'_>, class: DefRef) -> Option<DefRef> {
    if cx.kind(class) != DefKind::Interface {
        return None;
    }
    let bases = cx.bases(class);
    let mut single: Option<(DefRef, String)> = None;
    let mut given: Vec<(String, u32)> = Vec::new();
    for base in &bases.order {
        let unit = cx.unit(base.def.file);
        if unit.def(base.def.def).kind != DefKind::Interface {
            continue;
        }
        for child in unit.children(base.def.def) {
            let facts = unit.def(child);
            let name = unit.def_name(child);
            let signature = (name.to_owned(), facts.params.len);
            if facts.kind != DefKind::Method || is_of_object(name, facts.params) || given.contains(&signature)
            {
                continue;
            }
            if !facts.modifiers.contains(Modifiers::ABSTRACT) {
                given.push(signature);
                continue;
            }
            match &single {
                Some((_, known)) if known != name => return None,
                Some(_) => {}
                None => single = Some((DefRef::new(base.def.file, child), name.to_owned())),
            }
        }
    }
    single.map(|(method, _)| method)
}

fn is_of_object(name: &str, params: List) -> bool {
    matches!((name, params.len), ("equals", 1) | ("hashCode" | "toString", 0))
}

/// What of a lambda can be told without knowing the types of its parameters.
struct Shape {
    arity: usize,
    /// Whether its parameters have written types, or there are none.
    typed: bool,
    /// The expression that is its body.
    expression: Option<ExprId>,
    /// Whether a block returns values.
    returns: bool,
}

fn shape(unit: &Unit, scope: ScopeId, params: List) -> Shape {
    let written = unit.facts.params(params);
    let whole = unit.scope(scope).span;
    let mut shape = Shape {
        arity: written.len(),
        typed: written.iter().all(|param| param.ty.is_some()),
        expression: None,
        returns: false,
    };
    for flow in unit.results(scope).filter(|flow| flow.kind == FlowKind::Return) {
        if flow.span.end == whole.end && flow.scope == scope {
            shape.expression = flow.value;
        }
        shape.returns |= flow.value.is_some();
    }
    shape
}

/// Whether a lambda or method reference can stand for an instance of a type.
pub(super) fn fits(cx: &mut Session<'_>, file: FileId, lambda: ExprId, to: TyId) -> Fit {
    match cx.ty(to) {
        Ty::Param(..) => return Fit::Yes,
        Ty::Instance(def, _) => {
            if cx.kind(def) != DefKind::Interface {
                return Fit::No;
            }
        }
        Ty::Wrap(..) => return Fit::No,
        _ => return Fit::Maybe,
    }
    let Some(signature) = signature(cx, to) else {
        let Ty::Instance(def, _) = cx.ty(to) else { return Fit::Maybe };
        let bases = cx.bases(def);
        return if def.file.is_std() || bases.unknown || bases.external { Fit::Maybe } else { Fit::No };
    };
    let unit = cx.unit(file);
    match unit.expr(lambda) {
        Expr::Lambda { scope, params } => {
            let shape = shape(&unit, scope, params);
            let is_void = is_void(cx, signature.result);
            lambda_fits(cx, &unit, scope, &shape, &signature, is_void)
        }
        _ => references::fits(cx, &unit, lambda, &signature),
    }
}

fn lambda_fits(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    scope: ScopeId,
    shape: &Shape,
    signature: &Signature,
    is_void: bool,
) -> Fit {
    if shape.arity != signature.params.len() {
        return Fit::No;
    }
    let Some(body) = shape.expression else {
        return if shape.returns == is_void { Fit::No } else { Fit::Yes };
    };
    if is_void {
        return if is_statement(unit, body) { Fit::Yes } else { Fit::No };
    }
    if shape.typed && is_statement(unit, body) {
        let body = cx.type_of(unit, body, scope);
        if is_void_type(cx, body) {
            return Fit::No;
        }
    }
    Fit::Yes
}

fn is_statement(unit: &Unit, expr: ExprId) -> bool {
    match unit.expr(expr) {
        Expr::Call { .. }
        | Expr::New { .. }
        | Expr::Assign(..)
        | Expr::Unary(UnaryKind::Arithmetic, _)
        | Expr::Unknown => true,
        Expr::Cast(inner, _) => matches!(unit.expr(inner), Expr::New { .. }),
        _ => false,
    }
}

fn is_void(cx: &Session<'_>, ty: TyId) -> bool {
    is_void_type(cx, ty)
}

/// Whether a type is `void`.
pub(super) fn is_void_type(cx: &Session<'_>, ty: TyId) -> bool {
    stubs::as_primitive(cx, ty) == Some(Primitive::Void)
}

/// Whether a parameter type is more specific than another for a lambda given to it (JLS 15.12.2.5); `None` when the
/// argument does not say.
pub(super) fn more_specific(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    argument: ExprId,
    mine: TyId,
    theirs: TyId,
) -> Option<bool> {
    let Expr::Lambda { scope, params } = unit.expr(argument) else {
        return references::more_specific(cx, unit, argument, mine, theirs);
    };
    let mine_signature = signature(cx, mine)?;
    let theirs_signature = signature(cx, theirs)?;
    if conversions::fits(cx, mine, theirs, false) == Fit::Yes {
        return Some(true);
    }
    let shape = shape(unit, scope, params);
    if !shape.typed {
        return Some(false);
    }
    let body = shape.expression.map_or(TyId::UNKNOWN, |body| cx.type_of(unit, body, scope));
    Some(result_more_specific(cx, &mine_signature, &theirs_signature, body))
}

/// Whether one result is preferred to another for a body of a known type.
pub(super) fn result_more_specific(
    cx: &mut Session<'_>,
    mine: &Signature,
    theirs: &Signature,
    body: TyId,
) -> bool {
    if is_void(cx, theirs.result) {
        return true;
    }
    let mine_primitive = stubs::as_primitive(cx, mine.result).is_some();
    let theirs_primitive = stubs::as_primitive(cx, theirs.result).is_some();
    if mine_primitive != theirs_primitive && !body.is_unknown() {
        return mine_primitive == stubs::as_primitive(cx, body).is_some();
    }
    conversions::fits(cx, mine.result, theirs.result, false) == Fit::Yes
}

/// The type of a lambda's parameter that has no written type: what the interface's method takes there.
pub(super) fn parameter_type(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: BindingId) -> TyId {
    let facts = *unit.binding(binding);
    let Some(lambda) = cx.lambda_of(unit, facts.scope) else { return TyId::UNKNOWN };
    let Expr::Lambda { scope, params } = unit.expr(lambda) else { return TyId::UNKNOWN };
    let params = unit.facts.params(params).iter().filter(|param| param.kind != ParamKind::Receiver);
    let Some(at) = params.clone().position(|param| param.name == facts.name) else { return TyId::UNKNOWN };
    let outer = unit.scope(scope).parent.unwrap_or(scope);
    let target = targets::of(cx, unit, lambda, outer);
    if target == TyId::EXTERNAL || matches!(cx.ty(target), Ty::Space(_)) {
        return TyId::UNKNOWN;
    }
    let signature = signature(cx, target);
    signature.and_then(|signature| signature.params.get(at).copied()).unwrap_or(TyId::UNKNOWN)
}

/// What calling a lambda gives.
pub(super) fn result(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
    let flows: Vec<_> = unit.results(scope).copied().collect();
    let mut types = Vec::new();
    for flow in flows.into_iter().filter(|flow| flow.kind == FlowKind::Return) {
        if let Some(value) = flow.value {
            types.push(argument_type(cx, unit, value, flow.scope));
        }
    }
    conversions::common(cx, &types)
}

/// Whether all parameters of a lambda have written types.
pub(super) fn is_typed(unit: &Unit, params: List) -> bool {
    unit.facts.params(params).iter().all(|param| param.ty.is_some())
}

/// Whether a definition is static.
pub(super) fn is_static(unit: &Unit, def: DefId) -> bool {
    unit.def(def).modifiers.contains(Modifiers::STATIC)
}
