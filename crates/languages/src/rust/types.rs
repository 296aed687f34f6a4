//! Types as written.
//!
//! `Fn(A) -> R` is the trait applied to one function type, so that both are there: `Apply { Fn, [fn(A) -> R] }`.

use extract::Builder;
use model::expr::{Combination, TypeExpr, Wrapper};
use model::facts::{Anchor, List};
use model::ids::TypeId;
use model::kinds::{Role, ScopeKind};

use super::grammar::{F, K, N};
use super::{expressions, generics, macros, paths};

/// A type that names what it names with [`Role::Type`].
pub(super) fn ty(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    named(b, node, Role::Type)
}

/// A type whose outermost name has `role`.
pub(super) fn named(b: &mut Builder<'_>, node: N<'_>, role: Role) -> TypeId {
    match node.kind() {
        _ if node.is_missing() => b.ty(TypeExpr::Unknown),
        K::TypeIdentifier | K::Identifier => paths::name_type(b, node.span(), role),
        K::PrimitiveType => {
            let name = b.name(node.text());
            b.ty(TypeExpr::Builtin(name))
        }
        _ => b.descend(node, |b| compound(b, node, role)).unwrap_or_else(|| b.ty(TypeExpr::Unknown)),
    }
}

fn compound(b: &mut Builder<'_>, node: N<'_>, role: Role) -> TypeId {
    match node.kind() {
        K::ScopedTypeIdentifier | K::ScopedIdentifier => scoped(b, node, role),
        K::SelfValue | K::Super | K::Crate => paths::name_type(b, node.span(), role),
        K::GenericType | K::GenericTypeWithTurbofish => generic(b, node, role),
        K::BracketedType => bracketed(b, node),
        K::QualifiedType => qualified(b, node),
        K::ReferenceType => reference(b, node),
        K::PointerType => wrap_field(b, node, Wrapper::Pointer, F::Type),
        K::ArrayType => array(b, node),
        K::TupleType => {
            let list = each(b, node);
            b.ty(TypeExpr::Combine(Combination::Tuple, list))
        }
        K::UnitType => b.ty(TypeExpr::Combine(Combination::Tuple, List::EMPTY)),
        K::NeverType => {
            let name = b.name("!");
            b.ty(TypeExpr::Builtin(name))
        }
        K::FunctionType => in_binder(b, node, |b| function(b, node, role)),
        K::AbstractType => in_binder(b, node, |b| combined(b, node, Combination::ImplTrait)),
        K::DynamicType => combined(b, node, Combination::Dyn),
        K::BoundedType => bounded(b, node, role),
        K::RemovedTraitBound => wrapped(b, node.last_named(), role),
        K::HigherRankedTraitBound => in_binder(b, node, |b| wrapped(b, node.field(F::Type), role)),
        K::MacroInvocation => {
            macros::invocation(b, node);
            b.ty(TypeExpr::Unknown)
        }
        K::TypeBinding => binding(b, node),
        K::Lifetime => {
            paths::lifetime(b, node);
            b.ty(TypeExpr::Unknown)
        }
        _ => unmodelled(b, node),
    }
}

/// Something else where a type should stand: error ranges, metavariables, values of const parameters.
fn unmodelled(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    node.named_children().for_each(|child| expressions::any(b, child));
    b.ty(TypeExpr::Unknown)
}

fn wrapped(b: &mut Builder<'_>, node: Option<N<'_>>, role: Role) -> TypeId {
    match node {
        Some(node) => named(b, node, role),
        None => b.ty(TypeExpr::Unknown),
    }
}

fn scoped(b: &mut Builder<'_>, node: N<'_>, role: Role) -> TypeId {
    let base = wrapped(b, node.field(F::Path), Role::Qualify);
    match node.field(F::Name) {
        Some(last) if !last.is_missing() => paths::member_type(b, base, last.span(), role),
        _ => base,
    }
}

fn generic(b: &mut Builder<'_>, node: N<'_>, role: Role) -> TypeId {
    let base = wrapped(b, node.field(F::Type), role);
    match node.field(F::TypeArguments) {
        Some(list) => {
            let args = arguments(b, list);
            b.ty(TypeExpr::Apply { base, args })
        }
        None => base,
    }
}

/// `<T>` or `<T as Trait>` in front of `::`.
pub(super) fn bracketed(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    wrapped(b, node.first_named(), Role::Type)
}

fn qualified(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    let subject = wrapped(b, node.field(F::Type), Role::Type);
    let view = wrapped(b, node.field(F::Alias), Role::Type);
    b.ty(TypeExpr::Projected(subject, view))
}

fn reference(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    if let Some(lifetime) = node.child(K::Lifetime) {
        paths::lifetime(b, lifetime);
    }
    let wrapper = if node.has(K::Mut) { Wrapper::MutReference } else { Wrapper::Reference };
    wrap_field(b, node, wrapper, F::Type)
}

fn wrap_field(b: &mut Builder<'_>, node: N<'_>, wrapper: Wrapper, field: F) -> TypeId {
    let inner = wrapped(b, node.field(field), Role::Type);
    b.ty(TypeExpr::Wrap(wrapper, inner))
}

fn array(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    let array = wrap_field(b, node, Wrapper::Array, F::Element);
    if let Some(length) = node.field(F::Length) {
        expressions::expr(b, length);
    }
    array
}

/// The types directly inside `node`.
fn each(b: &mut Builder<'_>, node: N<'_>) -> List {
    let types: Vec<TypeId> = node.named_children().map(|child| ty(b, child)).collect();
    b.list(&types)
}

/// `for<'a> …`: the lifetimes get a scope of their own.
fn in_binder(b: &mut Builder<'_>, node: N<'_>, body: impl FnOnce(&mut Builder<'_>) -> TypeId) -> TypeId {
    let binder = node.children().find(|child| matches!(child.kind(), K::ForLifetimes | K::TypeParameters));
    let Some(binder) = binder else { return body(b) };
    let inside = |b: &mut Builder<'_>| {
        generics::lifetimes(b, binder);
        body(b)
    };
    b.in_scope(ScopeKind::Template, node.span(), inside).1
}

/// `fn(A) -> R`, `Fn(A) -> R`. A macro with arguments was made to look like the latter.
fn function(b: &mut Builder<'_>, node: N<'_>, role: Role) -> TypeId {
    let name = node.field(F::Trait);
    let is_macro = name.is_some_and(|name| paths::is_macro_name(b, name.end()));
    let role = if is_macro { Role::Macro } else { role };
    let base = name.map(|name| named(b, name, role));
    let params = node.field(F::Parameters).map_or(List::EMPTY, |list| parameters(b, list));
    if is_macro {
        return b.ty(TypeExpr::Unknown);
    }
    let ret = match node.field(F::ReturnType) {
        Some(ret) => ty(b, ret),
        None => b.ty(TypeExpr::Combine(Combination::Tuple, List::EMPTY)),
    };
    let function = b.ty(TypeExpr::Function { params, ret });
    let Some(base) = base else { return function };
    let args = b.list(&[function]);
    b.ty(TypeExpr::Apply { base, args })
}

/// Parameters of a function type; their names, if any, name nothing.
fn parameters(b: &mut Builder<'_>, list: N<'_>) -> List {
    let mut types = Vec::new();
    for param in list.named_children() {
        match param.kind() {
            K::Parameter => types.extend(param.field(F::Type).map(|of| ty(b, of))),
            K::AttributeItem | K::VariadicParameter => {}
            _ => types.push(ty(b, param)),
        }
    }
    b.list(&types)
}

/// `impl A + B`, `dyn A`.
fn combined(b: &mut Builder<'_>, node: N<'_>, how: Combination) -> TypeId {
    let mut types = Vec::new();
    if let Some(bound) = node.field(F::Trait) {
        flatten(b, bound, &mut types);
    }
    let list = b.list(&types);
    b.ty(TypeExpr::Combine(how, list))
}

/// `A + B + 'a`; the grammar puts a leading `dyn` or `impl` on the first operand alone.
fn bounded(b: &mut Builder<'_>, node: N<'_>, _role: Role) -> TypeId {
    let mut first = node;
    while let (K::BoundedType, Some(left)) = (first.kind(), first.first_named()) {
        first = left;
    }
    let how = match first.kind() {
        K::DynamicType => Combination::Dyn,
        K::AbstractType => Combination::ImplTrait,
        _ => Combination::Intersection,
    };
    let mut types = Vec::new();
    flatten(b, node, &mut types);
    let list = b.list(&types);
    b.ty(TypeExpr::Combine(how, list))
}

/// The operands of `+`, without lifetimes and `?Trait`.
fn flatten(b: &mut Builder<'_>, node: N<'_>, into: &mut Vec<TypeId>) {
    match node.kind() {
        K::BoundedType => {
            b.descend(node, |b| node.named_children().for_each(|operand| flatten(b, operand, into)));
        }
        K::DynamicType | K::AbstractType if !node.has(K::TypeParameters) => {
            if let Some(operand) = node.field(F::Trait) {
                flatten(b, operand, into);
            }
        }
        K::Lifetime | K::RemovedTraitBound | K::UseBounds => {
            ty(b, node);
        }
        _ => into.push(ty(b, node)),
    }
}

/// The types in `: A + B`, each named with `role`.
pub(super) fn bounds(b: &mut Builder<'_>, node: N<'_>, role: Role) -> Vec<TypeId> {
    let mut types = Vec::new();
    for bound in node.named_children() {
        let ty = named(b, bound, role);
        if !matches!(bound.kind(), K::Lifetime | K::RemovedTraitBound) {
            types.push(ty);
        }
    }
    types
}

/// `<A, 'a, Item = B, N>`: types, associated types and constants; lifetimes are not in the list.
pub(super) fn arguments(b: &mut Builder<'_>, list: N<'_>) -> List {
    let mut types = Vec::new();
    let mut children = list.named_children().peekable();
    while let Some(child) = children.next() {
        match children.peek().filter(|next| next.is(K::TraitBounds)) {
            Some(&next) => {
                children.next();
                types.push(constrained(b, child, next));
            }
            None if child.is(K::Lifetime) => paths::lifetime(b, child),
            None => types.push(argument(b, child)),
        }
    }
    b.list(&types)
}

fn argument(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    match node.kind() {
        K::Block => {
            let value = expressions::expr(b, node);
            b.ty(TypeExpr::TypeOf(value))
        }
        K::IntegerLiteral | K::BooleanLiteral | K::CharLiteral | K::StringLiteral | K::FloatLiteral => {
            let text = b.name(node.text());
            b.ty(TypeExpr::Literal(text))
        }
        _ => ty(b, node),
    }
}

/// `Item = T`
fn binding(b: &mut Builder<'_>, node: N<'_>) -> TypeId {
    if let Some(list) = node.field(F::TypeArguments) {
        arguments(b, list);
    }
    let value = wrapped(b, node.field(F::Type), Role::Type);
    assoc(b, node.field(F::Name), value)
}

/// `Item: Bound`
fn constrained(b: &mut Builder<'_>, name: N<'_>, bound: N<'_>) -> TypeId {
    let all = bounds(b, bound, Role::Type);
    let list = b.list(&all);
    let value = b.ty(TypeExpr::Combine(Combination::ImplTrait, list));
    assoc(b, Some(name), value)
}

fn assoc(b: &mut Builder<'_>, name: Option<N<'_>>, value: TypeId) -> TypeId {
    let Some(name) = name.filter(|name| name.is(K::TypeIdentifier)) else { return value };
    let next = TypeId::new(b.facts().types.len() as u32);
    let site = paths::site(b, name.span(), Role::Type, Anchor::Type(next));
    b.ty(TypeExpr::Assoc(site, value))
}
