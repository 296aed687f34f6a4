//! Types as written: names with arguments and defaults, object types, literals, operators.

use std::sync::Arc;

use model::expr::{BinaryKind, Expr, Literal, TypeExpr, UnaryKind, Wrapper};
use model::ids::{ScopeId, SiteId, TypeId};
use model::kinds::{BindingKind, DefKind};
use model::outcome::Reason;
use resolve::{Answer, DefRef, Defaults, Entity, Session, Space, Ty, TyId, TyList, Unit, What};

use super::{iteration, keys, scopes, utility};

/// The type of a type expression.
pub(super) fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::Object(members) => object(cx, unit, members),
        TypeExpr::Index(base, key) => {
            let base = cx.lower(unit, base, scope);
            keys::indexed(cx, unit, base, key, scope)
        }
        TypeExpr::Wrap(Wrapper::Predicate, _) => instance(cx, "Boolean", &[]),
        _ => Defaults::lower(cx, unit, ty, scope),
    }
}

/// An object type; inside of a generic definition with what its parameters stand for, which is themselves.
fn object(cx: &mut Session<'_>, unit: &Arc<Unit>, members: ScopeId) -> TyId {
    let mut pairs = Vec::new();
    let owners: Vec<_> = unit.scopes_from(members).filter_map(|scope| unit.scope(scope).owner).collect();
    for owner in owners {
        let count = unit.facts.type_params(unit.def(owner).type_params).len() as u16;
        for index in 0..count {
            let param = cx.id(Ty::Param(DefRef::new(unit.id, owner), index));
            pairs.extend([param, param]);
        }
        if matches!(unit.def(owner).kind, DefKind::Interface | DefKind::Class) {
            let itself = cx.id(Ty::SelfOf(DefRef::new(unit.id, owner)));
            pairs.extend([itself, itself]);
        }
    }
    if pairs.is_empty() {
        return cx.id(Ty::Object(unit.id, members));
    }
    let pairs = cx.list(&pairs);
    cx.id(Ty::Shape(unit.id, members, pairs))
}

/// What a member of a type path stands for: in type space, else in value space.
pub(super) fn member(cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
    let name = unit.site_name(site);
    let role = unit.site(site).role;
    if let TypeExpr::TypeOf(expr) = unit.ty(base) {
        return member_of_value(cx, unit, expr, name);
    }
    let qualifier = cx.denote_type(unit, base);
    let found = cx.member_of_answer(qualifier, name, Space::Type);
    let may_be_value = matches!(role, model::kinds::Role::Inherit | model::kinds::Role::Call);
    if found.is_missing() && may_be_value {
        return cx.member_of_answer(qualifier, name, Space::Value);
    }
    found
}

/// `import("x").T`.
fn member_of_value(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: model::ids::ExprId, name: &str) -> Answer {
    let base = cx.denote(unit, expr);
    if base.is_missing() && !matches!(unit.expr(expr), Expr::Import(_)) {
        return Answer::missing(Reason::UnknownReceiver);
    }
    cx.member_of_answer(base, name, Space::Type)
}

/// The type that a name means, with the defaults of arguments that are left out.
pub(super) fn named(cx: &mut Session<'_>, answer: Answer, args: TyList) -> TyId {
    if let What::One(Entity::Binding(file, binding)) = answer.what {
        let found = Defaults::named_type(cx, answer, args);
        let unit = cx.unit(file);
        let facts = *unit.binding(binding);
        // A type parameter of a function type or a function without name is what it extends.
        return match facts.ty {
            Some(bound) if found.is_unknown() && facts.kind == BindingKind::TypeParameter => {
                cx.lower(&unit, bound, facts.scope)
            }
            _ => found,
        };
    }
    if answer.what == What::External {
        return TyId::EXTERNAL;
    }
    let Some(def) = type_def(cx, answer) else { return Defaults::named_type(cx, answer, args) };
    let unit = cx.unit(def.file);
    let facts = unit.def(def.def);
    if facts.kind == DefKind::EnumMember {
        return cx.instance(def);
    }
    if def.file.is_std()
        && facts.kind == DefKind::TypeAlias
        && let Some(known) = utility::alias(cx, unit.def_name(def.def), args)
    {
        return known;
    }
    if def.file.is_std()
        && matches!(unit.def_name(def.def), "Array" | "ReadonlyArray")
        && let [element] = cx.types.of(args)[..]
    {
        return cx.id(Ty::Wrap(Wrapper::Array, element));
    }
    let args = with_defaults(cx, &unit, def, args);
    if facts.kind == DefKind::TypeAlias && cx.types.of(args).is_empty() {
        return Defaults::type_of_definition(cx, def, args);
    }
    match facts.kind {
        // A value where a type is needed: what it constructs.
        DefKind::Variable | DefKind::Constant | DefKind::Function | DefKind::Field => {
            let value = cx.def_type(def);
            super::calls::constructed(cx, value)
        }
        _ => Defaults::type_of_definition(cx, def, args),
    }
}

fn type_def(cx: &mut Session<'_>, answer: Answer) -> Option<DefRef> {
    let defs = cx.defs(answer);
    let is_typed = |cx: &mut Session<'_>, def: &DefRef| {
        matches!(cx.kind(*def), DefKind::Class | DefKind::Interface | DefKind::TypeAlias | DefKind::Enum)
    };
    defs.iter().copied().find(|def| is_typed(cx, def)).or(defs.first().copied())
}

/// Type arguments with those added that declarations default to.
fn with_defaults(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef, args: TyList) -> TyList {
    let params: Vec<_> = unit.facts.type_params(unit.def(def.def).type_params).to_vec();
    let mut all = cx.types.of(args).to_vec();
    if all.len() >= params.len() || params.iter().all(|param| param.default.is_none()) && all.is_empty() {
        return args;
    }
    let facts = unit.def(def.def);
    let scope = facts.opens.unwrap_or(facts.scope);
    let given = all.len();
    for (index, param) in params.iter().enumerate().skip(given) {
        let itself = cx.id(Ty::Param(def, index as u16));
        let value = match param.default {
            Some(default) => cx.lower(unit, default, scope),
            None => itself,
        };
        let before: Vec<TyId> =
            (0..index as u16).flat_map(|at| [cx.id(Ty::Param(def, at)), all[usize::from(at)]]).collect();
        let value = cx.types.substitute(value, &before);
        all.push(value);
    }
    cx.list(&all)
}

/// An instance of a type of the library.
pub(super) fn instance(cx: &mut Session<'_>, name: &str, args: &[TyId]) -> TyId {
    let found = scopes::library(cx, name, Space::Type);
    let args = cx.list(args);
    cx.first_def(found).map_or(TyId::UNKNOWN, |def| cx.id(Ty::Instance(def, args)))
}

pub(super) fn literal(cx: &mut Session<'_>, literal: Literal) -> TyId {
    let name = match literal {
        Literal::Int | Literal::Float => "Number",
        Literal::BigInt => "BigInt",
        Literal::Str | Literal::Template | Literal::Char => "String",
        Literal::Bool => "Boolean",
        Literal::Regex => "RegExp",
        Literal::Null | Literal::Undefined => return TyId::NULL,
        Literal::Bytes | Literal::Ellipsis => return TyId::UNKNOWN,
    };
    instance(cx, name, &[])
}

pub(super) fn builtin(cx: &mut Session<'_>, name: &str) -> TyId {
    let name = match name {
        "string" => "String",
        "number" => "Number",
        "boolean" => "Boolean",
        "bigint" => "BigInt",
        "symbol" | "unique symbol" => "Symbol",
        "object" => "Object",
        "function" => "Function",
        "void" | "null" | "undefined" => return TyId::NULL,
        _ => return TyId::UNKNOWN,
    };
    instance(cx, name, &[])
}

pub(super) fn wrap(cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
    match wrapper {
        Wrapper::KeyOf => TyId::UNKNOWN,
        Wrapper::Spread => inner,
        _ => Defaults::wrap(cx, wrapper, inner),
    }
}

pub(super) fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
    match kind {
        UnaryKind::Await => iteration::awaited(cx, operand),
        UnaryKind::Not => instance(cx, "Boolean", &[]),
        UnaryKind::Query => instance(cx, "String", &[]),
        UnaryKind::Yield | UnaryKind::Throw => TyId::UNKNOWN,
        _ => Defaults::unary(cx, kind, operand),
    }
}

pub(super) fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
    match kind {
        BinaryKind::Comparison => instance(cx, "Boolean", &[]),
        BinaryKind::Arithmetic => {
            let text = instance(cx, "String", &[]);
            let is_text = |cx: &Session<'_>, ty: TyId| ty == text || matches!(cx.ty(ty), Ty::Text(..));
            if is_text(cx, left) || is_text(cx, right) { text } else { instance(cx, "Number", &[]) }
        }
        _ => Defaults::binary(cx, kind, left, right),
    }
}
