//! Types of expressions and variables.

use std::sync::Arc;

use model::expr::{Access, BinaryKind, Container, Expr, Literal, Projection, SelfRef, UnaryKind, Wrapper};
use model::facts::List;
use model::ids::{BindingId, DefId, ExprId, ScopeId, SiteId};
use model::kinds::{BindingKind, DefKind, FlowKind, Modifiers, Role};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::{assoc, calls, library, members, paths, types, uses};

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
        Expr::Project { base, how, arg } => project(cx, unit, base, how, arg, scope),
        Expr::VariantField { base, path, index } => variant_field(cx, unit, base, path, index, scope),
        Expr::Argument { scope, index } => argument(cx, unit, scope, index as usize),
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
fn as_name(cx: &mut Session<'_>, ty: TyId) -> TyId {
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
        if let Some(element) = members::element(cx, base, &name) {
            return element;
        }
    }
    match paths::hit(cx, unit, base, site, access) {
        Some(hit) => {
            let is_associated =
                cx.defs(hit.answer).first().is_some_and(|def| cx.kind(*def) == DefKind::TypeAlias);
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
        None => {
            let answer = cx.denote(unit, expr);
            entity_type(cx, unit, answer, site)
        }
    }
}

/// The type of what a path names, as a value.
fn entity_type(cx: &mut Session<'_>, unit: &Arc<Unit>, answer: Answer, site: SiteId) -> TyId {
    match answer.what {
        What::Group(set) | What::Dispatch(set) => {
            let entities = cx.entities(set).to_vec();
            let types: Vec<TyId> =
                entities.into_iter().map(|entity| of_entity(cx, unit, entity, site)).collect();
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

fn project(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    how: Projection,
    arg: u32,
    scope: ScopeId,
) -> TyId {
    let value = cx.type_of(unit, base, scope);
    match how {
        Projection::Element => element(cx, value, arg as usize),
        Projection::Iterate => assoc::iterated(cx, value),
        Projection::IterateAsync => TyId::UNKNOWN,
        Projection::Matched => matched(cx, unit, ExprId::new(arg), value, scope),
        Projection::Rest => value,
        _ => TyId::UNKNOWN,
    }
}

fn element(cx: &mut Session<'_>, value: TyId, at: usize) -> TyId {
    for step in assoc::steps(cx, value) {
        match cx.ty(step) {
            Ty::Tuple(list) => return cx.types.of(list).get(at).copied().unwrap_or(TyId::UNKNOWN),
            Ty::Wrap(Wrapper::Array, element) => return element,
            Ty::External => return TyId::EXTERNAL,
            _ => {}
        }
    }
    TyId::UNKNOWN
}

/// A value known to be of the struct or variant that a pattern names, with the value's arguments.
fn matched(cx: &mut Session<'_>, unit: &Arc<Unit>, path: ExprId, value: TyId, scope: ScopeId) -> TyId {
    let named = cx.type_of(unit, path, scope);
    let answer = cx.denote(unit, path);
    if answer.what == What::External {
        return TyId::EXTERNAL;
    }
    let shape = match cx.defs(answer).first().copied() {
        Some(def) => match members::aliased(cx, def) {
            Some(def) => def,
            None => return TyId::UNKNOWN,
        },
        None => match cx.ty(named) {
            Ty::Type(def, _) => def,
            _ => return value,
        },
    };
    let owner = match cx.kind(shape) {
        DefKind::EnumMember => cx.parent(shape).unwrap_or(shape),
        _ => shape,
    };
    let args = arguments_of(cx, value, owner);
    cx.id(Ty::Instance(shape, args))
}

/// The arguments with which a value, or what it dereferences to, is of a type.
fn arguments_of(cx: &mut Session<'_>, value: TyId, owner: DefRef) -> TyList {
    for step in assoc::steps(cx, value) {
        if let Ty::Instance(def, args) = cx.ty(step)
            && def == owner
        {
            return args;
        }
    }
    TyList::EMPTY
}

fn variant_field(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    base: ExprId,
    path: ExprId,
    index: u16,
    scope: ScopeId,
) -> TyId {
    let value = cx.type_of(unit, base, scope);
    let answer = cx.denote(unit, path);
    let def = match cx.defs(answer).first().copied() {
        Some(def) => members::aliased(cx, def),
        None if matches!(unit.expr(path), Expr::SelfRef(_)) => {
            let named = cx.type_of(unit, path, scope);
            match cx.ty(named) {
                Ty::Type(def, _) => Some(def),
                _ => None,
            }
        }
        None if answer.what == What::External => return TyId::EXTERNAL,
        None => None,
    };
    let Some(shape) = def else { return TyId::UNKNOWN };
    let owner = match cx.kind(shape) {
        DefKind::EnumMember => cx.parent(shape).unwrap_or(shape),
        _ => shape,
    };
    let holder = cx.unit(shape.file);
    let fields: Vec<DefId> =
        holder.children(shape.def).filter(|id| holder.def(*id).kind == DefKind::Field).collect();
    let Some(&field) = fields.get(usize::from(index)) else { return TyId::UNKNOWN };
    let declared = cx.def_type(DefRef::new(shape.file, field));
    let args = arguments_of(cx, value, owner);
    let mut subst = types::pairs(cx, owner, args);
    for param in types::params(cx, owner) {
        if !subst.chunks_exact(2).any(|pair| pair[0] == param) && !is_own(cx, unit, owner) {
            subst.extend([param, TyId::UNKNOWN]);
        }
    }
    cx.types.substitute(declared, &subst)
}

/// Inside of a generic type's own file its parameters may be meant.
fn is_own(_cx: &mut Session<'_>, _unit: &Unit, _owner: DefRef) -> bool {
    false
}

/// What a function or closure receives and takes apart.
fn argument(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, index: usize) -> TyId {
    if let Some(lambda) = cx.lambda_of(unit, scope) {
        return calls::closure_argument(cx, unit, lambda, index);
    }
    let Some(owner) = unit.scope(scope).owner else { return TyId::UNKNOWN };
    let param = unit.facts.params(unit.def(owner).params).get(index).copied();
    param.and_then(|param| param.ty).map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, scope))
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

/// The type of a definition named as a value.
pub(super) fn def_type(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> TyId {
    let facts = *unit.def(def);
    let own = DefRef::new(unit.id, def);
    match facts.kind {
        DefKind::EnumMember => {
            let is_called = unit.children(def).any(|child| unit.def_name(child) == "0");
            match facts.parent {
                _ if is_called => cx.id(Ty::Function(own, TyList::EMPTY)),
                Some(parent) => cx.instance(DefRef::new(unit.id, parent)),
                None => TyId::UNKNOWN,
            }
        }
        DefKind::Field | DefKind::Constant | DefKind::Static => match facts.ty {
            Some(ty) => {
                let ty = cx.lower(unit, ty, facts.opens.unwrap_or(facts.scope));
                let is_local = facts.kind == DefKind::Static && facts.modifiers.contains(Modifiers::SHARED);
                if is_local { library::instance(cx, "LocalKey", &[ty]) } else { ty }
            }
            None => TyId::UNKNOWN,
        },
        DefKind::TypeAlias => {
            let target = Defaults::type_of_definition(cx, own, TyList::EMPTY);
            as_name(cx, target)
        }
        _ => Defaults::def_type(cx, unit, def),
    }
}

/// The type of a parameter or variable.
pub(super) fn binding_type(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    if let Some(ty) = facts.ty {
        let declared = cx.lower(unit, ty, facts.scope);
        if !types::is_vague(cx, declared) {
            return declared;
        }
        if let Some(init) = facts.init
            && let Some(item) = uses::item_collected(cx, unit, init, facts.scope)
        {
            return uses::collected(cx, declared, item);
        }
        let value = facts.init.map_or(TyId::UNKNOWN, |init| cx.type_of(unit, init, facts.scope));
        let known = if declared.is_unknown()
            || !types::is_vague(cx, value) && types::same_shape(cx, declared, value)
        {
            value
        } else {
            declared
        };
        return if types::is_vague(cx, known) { by_use(cx, unit, id, known) } else { known };
    }
    match facts.kind {
        BindingKind::Receiver => types::self_type(cx, unit, facts.scope),
        BindingKind::Parameter if facts.init.is_none() => parameter(cx, unit, id),
        _ => {
            let value = facts.init.map_or(TyId::UNKNOWN, |init| cx.type_of(unit, init, facts.scope));
            if types::is_vague(cx, value) { by_use(cx, unit, id, value) } else { value }
        }
    }
}

/// A closure's parameter without a type.
fn parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId) -> TyId {
    let facts = *unit.binding(id);
    let Some(lambda) = cx.lambda_of(unit, facts.scope) else { return TyId::UNKNOWN };
    let Expr::Lambda { params, .. } = unit.expr(lambda) else { return TyId::UNKNOWN };
    let position = unit
        .facts
        .params(params)
        .iter()
        .position(|param| param.span.start <= facts.span.start && facts.span.end <= param.span.end);
    position.map_or(TyId::UNKNOWN, |position| calls::closure_argument(cx, unit, lambda, position))
}

/// A variable whose first value says too little: what it is assigned later.
fn by_use(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId, value: TyId) -> TyId {
    let facts = *unit.binding(id);
    let flows: Vec<_> = unit.assigns(facts.name).copied().collect();
    for flow in flows {
        let Some((target, given)) = flow.target.zip(flow.value) else { continue };
        let is_it = flow.kind == FlowKind::Assign
            && matches!(unit.expr(target), Expr::Name(_))
            && unit.is_within(flow.scope, facts.scope)
            && flow.span.start >= facts.visible_from;
        if is_it {
            let given = cx.type_of(unit, given, flow.scope);
            if !types::is_vague(cx, given) && types::same_shape(cx, value, given) {
                return given;
            }
        }
    }
    uses::refined(cx, unit, id, value)
}

/// The type of what an entity is as a value.
pub(super) fn of_entity(cx: &mut Session<'_>, unit: &Arc<Unit>, entity: Entity, site: SiteId) -> TyId {
    if let Entity::Binding(file, binding) = entity {
        let owner = cx.unit(file);
        if owner.binding(binding).kind == BindingKind::TypeParameter
            && owner.binding(binding).ty.is_none()
            && let Some((def, index)) = owner.type_param(binding)
        {
            return cx.id(Ty::Param(DefRef::new(file, def), index));
        }
    }
    let ty = Defaults::entity_type(cx, unit, entity, site);
    match cx.ty(ty) {
        Ty::Type(def, args) if is_unit_value(cx, unit, def, site) => cx.id(Ty::Instance(def, args)),
        _ => ty,
    }
}

/// Whether a site names a struct without fields as a value.
fn is_unit_value(cx: &mut Session<'_>, unit: &Unit, def: DefRef, site: SiteId) -> bool {
    if !matches!(unit.site(site).role, Role::Read) || cx.kind(def) != DefKind::Struct {
        return false;
    }
    let owner = cx.unit(def.file);
    !owner.children(def.def).any(|child| owner.def(child).kind == DefKind::Field)
}
