//! Types of expressions and variables.

use std::sync::Arc;

use model::expr::{Access, BinaryKind, Container, Expr, Literal, SelfRef, UnaryKind, Wrapper};
use model::facts::List;
use model::ids::{ExprId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind};
use resolve::{Answer, Defaults, Session, Ty, TyId, Unit, What};

use super::{assoc, calls, fields, library, members, paths, patterns, types, uses, variables};

/// Every kind of expression.
pub(super) fn expr(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    let ty = match unit.expr(expr) {
        Expr::Member { base, site, access } => member(cx, unit, expr, base, site, access),
        Expr::Call { callee, args } => {
            let made = calls::call(cx, unit, callee, args, scope);
            match uses::item_collected(cx, unit, expr, scope) {
                Some(item) if types::is_vague(cx, made) => uses::collected(cx, made, item),
                _ => made,
            }
        }
        Expr::New { ty, args } => {
            let made = cx.lower(unit, ty, scope);
            calls::constructed(cx, unit, made, args, scope)
        }
        Expr::Apply { base, types } => applied(cx, unit, base, types, scope),
        Expr::Index { base, index } => {
            let base = cx.type_of(unit, base, scope);
            let index = cx.type_of(unit, index, scope);
            indexed(cx, base, index)
        }
        Expr::Literal(kind) => literal(cx, kind),
        Expr::SelfRef(SelfRef::This) => receiver(cx, unit, scope),
        Expr::SelfRef(_) => {
            let this = types::self_type(cx, unit, scope);
            as_name(cx, this)
        }
        Expr::Unary(kind, operand) => {
            let operand = cx.type_of(unit, operand, scope);
            unary(cx, kind, operand)
        }
        Expr::Binary(kind, left, right) => {
            let left = cx.type_of(unit, left, scope);
            let right = cx.type_of(unit, right, scope);
            binary(cx, kind, left, right)
        }
        Expr::Assign(..) => TyId::NULL,
        Expr::Either(parts) => either(cx, unit, parts, scope),
        Expr::Container(kind, parts) => container(cx, unit, kind, parts, scope),
        Expr::Project { base, how, arg } => patterns::project(cx, unit, base, how, arg, scope),
        Expr::VariantField { base, path, index } => {
            patterns::variant_field(cx, unit, base, path, index, scope)
        }
        Expr::Argument { scope, index } => patterns::argument(cx, unit, scope, index as usize),
        Expr::MacroCall { callee, args } => macro_call(cx, unit, callee, args, scope),
        Expr::Type(ty) => {
            let ty = cx.lower(unit, ty, scope);
            as_name(cx, ty)
        }
        Expr::Name(site) => {
            let answer = cx.denote(unit, expr);
            entity_type(cx, unit, answer, site)
        }
        _ => Defaults::expr_type(cx, unit, expr, scope),
    };
    assoc::normal(cx, ty)
}

/// A type as what stands before `::`.
pub(super) fn as_name(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Instance(def, args) => cx.id(Ty::Type(def, args)),
        Ty::Union(parts) => {
            let parts = cx.types.of(parts).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| as_name(cx, part)).collect();
            cx.types.union(&parts)
        }
        _ => ty,
    }
}

/// A type named before `::`, as the type of its values.
pub(super) fn as_value(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
        Ty::Union(parts) => {
            let parts = cx.types.of(parts).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| as_value(cx, part)).collect();
            cx.types.union(&parts)
        }
        _ => ty,
    }
}

fn member(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    expr: ExprId,
    base: ExprId,
    site: SiteId,
    access: Access,
) -> TyId {
    let scope = unit.site(site).scope;
    if access == Access::Dot
        && let Some(name) =
            Some(unit.site_name(site)).filter(|name| name.starts_with(|c: char| c.is_ascii_digit()))
    {
        let name = name.to_owned();
        let base = cx.type_of(unit, base, scope);
        if let Some(element) = fields::element(cx, base, &name) {
            return element;
        }
    }
    let Some(hit) = paths::hit(cx, unit, base, site, access) else {
        let answer = cx.denote(unit, expr);
        return entity_type(cx, unit, answer, site);
    };
    let is_associated = cx.defs(hit.answer).first().is_some_and(|def| cx.kind(*def) == DefKind::TypeAlias);
    if is_associated && access == Access::Colons {
        let of = cx.type_of(unit, base, scope);
        let of = as_value(cx, of);
        let name = cx.space(unit.site_name(site));
        let projected = cx.id(Ty::Assoc(of, name));
        let projected = assoc::normal(cx, projected);
        return as_name(cx, projected);
    }
    members::type_of_hit(cx, hit)
}

/// The type of what a path names, as a value.
fn entity_type(cx: &mut Session<'_>, unit: &Arc<Unit>, answer: Answer, site: SiteId) -> TyId {
    match answer.what {
        What::Group(set) | What::Dispatch(set) => {
            let entities = cx.entities(set).to_vec();
            let types: Vec<TyId> =
                entities.into_iter().map(|entity| variables::of_entity(cx, unit, entity, site)).collect();
            match types.first().map(|first| cx.ty(*first)) {
                Some(Ty::Function(..)) => types[0],
                _ => cx.types.union(&types),
            }
        }
        _ => cx.answer_type(unit, answer, site),
    }
}

/// `path::<T>`
fn applied(cx: &mut Session<'_>, unit: &Arc<Unit>, base: ExprId, list: List, scope: ScopeId) -> TyId {
    let base = cx.type_of(unit, base, scope);
    match cx.ty(base) {
        Ty::Type(def, _) => {
            let args = cx.lower_all(unit, list, scope);
            cx.id(Ty::Type(def, args))
        }
        Ty::Function(def, pairs) => {
            let args = cx.lower_all(unit, list, scope);
            let owner = match cx.kind(def) {
                DefKind::EnumMember => cx.parent(def).unwrap_or(def),
                _ => def,
            };
            let mut all = types::pairs(cx, owner, args);
            all.extend(cx.types.of(pairs).to_vec());
            let all = cx.list(&all);
            cx.id(Ty::Function(def, all))
        }
        _ => base,
    }
}

/// What `self` is: as the receiver parameter around is declared.
fn receiver(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId) -> TyId {
    if let Some(name) = unit.name("self") {
        let scopes: Vec<ScopeId> = unit.scopes_from(scope).collect();
        for around in scopes {
            let mut here = unit.bindings_in(around, name);
            if let Some(binding) = here.find(|id| unit.binding(*id).kind == BindingKind::Receiver) {
                drop(here);
                return cx.binding_type(unit, binding);
            }
        }
    }
    types::self_type(cx, unit, scope)
}

pub(super) fn literal(cx: &mut Session<'_>, literal: Literal) -> TyId {
    let name = match literal {
        Literal::Int => "integer",
        Literal::Float => "float",
        Literal::Char => "char",
        Literal::Bool => "bool",
        Literal::Str => {
            let text = library::primitive(cx, "str");
            return cx.id(Ty::Wrap(Wrapper::Reference, text));
        }
        Literal::Bytes => {
            let byte = library::primitive(cx, "u8");
            let bytes = cx.id(Ty::Wrap(Wrapper::Array, byte));
            return cx.id(Ty::Wrap(Wrapper::Reference, bytes));
        }
        _ => return TyId::UNKNOWN,
    };
    library::primitive(cx, name)
}

fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
    match kind {
        UnaryKind::Await => assoc::awaited(cx, operand),
        UnaryKind::Try => assoc::tried(cx, operand),
        UnaryKind::AddressOf | UnaryKind::AddressOfMut
            if matches!(cx.ty(operand), Ty::Unknown | Ty::External) =>
        {
            operand
        }
        UnaryKind::AddressOf => cx.id(Ty::Wrap(Wrapper::Reference, operand)),
        UnaryKind::AddressOfMut => cx.id(Ty::Wrap(Wrapper::MutReference, operand)),
        UnaryKind::Deref => match cx.ty(operand) {
            Ty::External => TyId::EXTERNAL,
            Ty::Wrap(Wrapper::Pointer, inner) => inner,
            _ => assoc::dereferenced(cx, operand).unwrap_or(operand),
        },
        UnaryKind::Not | UnaryKind::Arithmetic => operand,
        _ => TyId::UNKNOWN,
    }
}

fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
    match kind {
        BinaryKind::Comparison | BinaryKind::And | BinaryKind::Or => library::primitive(cx, "bool"),
        BinaryKind::Range => {
            let bound = if left.is_unknown() || is_literal(cx, left) { right } else { left };
            let bound = if bound.is_unknown() { left } else { bound };
            library::instance(cx, "Range", &[bound])
        }
        _ if left.is_unknown() => TyId::UNKNOWN,
        _ => {
            let of = if is_literal(cx, left) { right } else { left };
            if types::primitive_name(cx, of).is_some() {
                return of;
            }
            assoc::project(cx, of, "Output").unwrap_or(of)
        }
    }
}

fn is_literal(cx: &mut Session<'_>, ty: TyId) -> bool {
    types::primitive_name(cx, ty).is_some_and(|name| matches!(name, "integer" | "float"))
}

/// All branches are of one type: the one that is known best.
fn either(cx: &mut Session<'_>, unit: &Arc<Unit>, parts: List, scope: ScopeId) -> TyId {
    let parts: Vec<ExprId> = unit.facts.list(parts).collect();
    let mut best = TyId::UNKNOWN;
    for part in parts {
        let ty = cx.type_of(unit, part, scope);
        if !types::is_vague(cx, ty) && ty != TyId::EXTERNAL && ty != TyId::NULL && !is_literal(cx, ty) {
            return ty;
        }
        if best.is_unknown() || best == TyId::NULL {
            best = ty;
        }
    }
    best
}

fn container(cx: &mut Session<'_>, unit: &Arc<Unit>, kind: Container, parts: List, scope: ScopeId) -> TyId {
    match kind {
        Container::Tuple if parts.is_empty() => TyId::NULL,
        Container::Tuple => {
            let types = cx.types_of(unit, parts, scope);
            let list = cx.list(&types);
            cx.id(Ty::Tuple(list))
        }
        _ => {
            let element = first_known(cx, unit, parts, scope);
            cx.id(Ty::Wrap(Wrapper::Array, element))
        }
    }
}

/// The type of the first of a few elements that tells one.
fn first_known(cx: &mut Session<'_>, unit: &Arc<Unit>, parts: List, scope: ScopeId) -> TyId {
    const ENOUGH: usize = 4;
    let parts: Vec<ExprId> = unit.facts.list(parts).take(ENOUGH).collect();
    let mut found = TyId::UNKNOWN;
    for part in parts {
        let ty = cx.type_of(unit, part, scope);
        if !types::is_vague(cx, ty) && !is_literal(cx, ty) {
            return ty;
        }
        if found.is_unknown() {
            found = ty;
        }
    }
    found
}

fn indexed(cx: &mut Session<'_>, base: TyId, index: TyId) -> TyId {
    let is_range = matches!(cx.ty(index), Ty::Instance(def, _) if library::is(def, "Range"));
    for step in assoc::steps(cx, base) {
        match cx.ty(step) {
            Ty::External => return TyId::EXTERNAL,
            Ty::Wrap(Wrapper::Array, element) => return if is_range { step } else { element },
            Ty::Instance(def, _) if library::is(def, "prim_str") => return step,
            Ty::Instance(def, _) if is_range && (library::is(def, "Vec") || library::is(def, "String")) => {}
            _ => {
                if let Some(output) = assoc::project(cx, step, "Output") {
                    return assoc::normal(cx, output);
                }
            }
        }
    }
    TyId::UNKNOWN
}

/// Macros of the library whose results are known; others are not expanded.
fn macro_call(cx: &mut Session<'_>, unit: &Arc<Unit>, callee: ExprId, args: List, scope: ScopeId) -> TyId {
    let answer = cx.denote(unit, callee);
    let Some(name) = unit.last_name(callee).map(|name| unit.text(name).to_owned()) else {
        return TyId::UNKNOWN;
    };
    if answer.what != What::External {
        return TyId::UNKNOWN;
    }
    match name.as_str() {
        "vec" => {
            let element = first_known(cx, unit, args, scope);
            library::instance(cx, "Vec", &[element])
        }
        "format" => library::instance(cx, "String", &[]),
        "matches" | "cfg" => library::primitive(cx, "bool"),
        "concat" | "stringify" | "env" | "include_str" | "file" | "module_path" => literal(cx, Literal::Str),
        "include_bytes" => literal(cx, Literal::Bytes),
        "line" | "column" => library::primitive(cx, "u32"),
        "write" | "writeln" => {
            let unknown = TyId::UNKNOWN;
            library::instance(cx, "Result", &[TyId::NULL, unknown])
        }
        "println" | "print" | "eprintln" | "eprint" => TyId::NULL,
        // A variable of its own, seen through a pinned reference.
        "pin" => {
            let pinned = first_known(cx, unit, args, scope);
            let pinned = cx.id(Ty::Wrap(Wrapper::MutReference, pinned));
            library::instance(cx, "Pin", &[pinned])
        }
        "ready" | "try" => {
            let polled = first_known(cx, unit, args, scope);
            assoc::tried(cx, polled)
        }
        "dbg" => first_known(cx, unit, args, scope),
        _ => TyId::UNKNOWN,
    }
}
