//! Types of C++: references are seen through, built-in types are texts that begin with `#`.

use std::sync::Arc;

use model::expr::{Literal, SelfRef, TypeExpr, UnaryKind, Wrapper};
use model::ids::{ScopeId, SiteId, TypeId};
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Defaults, Entity, Session, Side, Space, Ty, TyId, TyList, Unit, What};

use super::outlines::{self, Outline};
use super::{joins, kinds, library, names, namespaces, specializations};

/// The type that a name in type position means.
pub(super) fn named(cx: &mut Session<'_>, answer: Answer, args: TyList) -> TyId {
    match answer.what {
        What::External => external(cx, args),
        What::One(Entity::Binding(file, binding)) => {
            let unit = cx.unit(file);
            parameter(cx, &unit, binding)
        }
        What::One(Entity::Space(space)) => cx.id(Ty::Space(space)),
        What::Dispatch(_) => {
            // Twins: it is one of these types, the build says which.
            let defs = cx.defs(answer);
            let types: Vec<TyId> = defs.into_iter().map(|def| of_definition(cx, def, args)).collect();
            cx.types.union(&types)
        }
        _ => {
            let defs = cx.defs(answer);
            let Some(def) = defs.into_iter().find(|def| kinds::is_type(cx.kind(*def))) else {
                return TyId::UNKNOWN;
            };
            of_definition(cx, def, args)
        }
    }
}

fn of_definition(cx: &mut Session<'_>, def: DefRef, args: TyList) -> TyId {
    if !kinds::is_type(cx.kind(def)) {
        return TyId::UNKNOWN;
    }
    let def = joins::canonical_class(cx, def);
    if args != TyList::EMPTY && kinds::is_class(cx.kind(def)) && !def.file.is_std() {
        let special = specializations::of(cx, def, args);
        if !special.is_empty() {
            let types: Vec<TyId> = special.iter().map(|def| cx.instance(*def)).collect();
            return cx.types.union(&types);
        }
    }
    Defaults::type_of_definition(cx, def, args)
}

/// Something outside of the tree made of types inside of it can give these back: nothing is known of it.
fn external(cx: &mut Session<'_>, args: TyList) -> TyId {
    let parts = cx.types.of(args).to_vec();
    let is_plain = |cx: &mut Session<'_>, ty: TyId| match cx.ty(ty) {
        Ty::External | Ty::Null | Ty::Space(_) => true,
        Ty::Instance(def, _) => def.file.is_std(),
        _ => false,
    };
    if parts.iter().all(|part| is_plain(cx, *part)) {
        return TyId::EXTERNAL;
    }
    // Its members are outside, what they give may not be.
    library::opaque().map_or(TyId::UNKNOWN, |def| cx.id(Ty::Instance(def, args)))
}

/// A type parameter. Those of `template<class T> void C<T>::f()` are the class's own.
fn parameter(cx: &mut Session<'_>, unit: &Arc<Unit>, binding: model::ids::BindingId) -> TyId {
    let Some((def, index)) = unit.type_param(binding) else { return TyId::UNKNOWN };
    let own = DefRef::new(unit.id, def);
    if unit.def(def).qualifier.is_some()
        && let Outline::Class(class) = outlines::of(cx, unit, def)
    {
        let owner = cx.unit(class.file);
        let count = owner.facts.type_params(owner.def(class.def).type_params).len();
        if usize::from(index) < count {
            return cx.id(Ty::Param(class, index));
        }
    }
    cx.id(Ty::Param(own, index))
}

/// A type expression.
pub(super) fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::Member { base, site } => {
            let base = cx.lower(unit, base, scope);
            let found = of_member(cx, base, unit.site_name(site));
            match cx.ty(found) {
                Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
                _ => found,
            }
        }
        TypeExpr::SelfType => {
            let class = outlines::class_around(cx, unit, scope);
            class.map_or(TyId::UNKNOWN, |class| Defaults::instance_of_itself(cx, class))
        }
        _ => Defaults::lower(cx, unit, ty, scope),
    }
}

/// The type that a member of a class or namespace names.
fn of_member(cx: &mut Session<'_>, base: TyId, name: &str) -> TyId {
    match cx.ty(base) {
        Ty::Instance(def, _) if library::opaque() == Some(def) => TyId::UNKNOWN,
        Ty::Instance(def, args) => {
            let ty = cx.id(Ty::Type(def, args));
            cx.member_type(ty, name, Side::Static)
        }
        Ty::Space(space) => {
            let answer = space_member(cx, space, name, Space::Type);
            named(cx, answer, TyList::EMPTY)
        }
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let types: Vec<TyId> = parts.into_iter().map(|part| of_member(cx, part, name)).collect();
            cx.types.union(&types)
        }
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// What a member of a type path stands for.
pub(super) fn member(cx: &mut Session<'_>, unit: &Arc<Unit>, base: TypeId, site: SiteId) -> Answer {
    let scope = unit.site(site).scope;
    let name = unit.site_name(site);
    let base = cx.lower(unit, base, scope);
    match cx.ty(base) {
        Ty::Instance(def, args) => {
            let ty = cx.id(Ty::Type(def, args));
            let found = cx.member(ty, name, Side::Static);
            if found.is_missing() && cx.types.is_open(base) {
                return Answer::missing(Reason::Dependent);
            }
            found
        }
        Ty::Space(space) => space_member(cx, space, name, Space::Type),
        Ty::Union(_) => cx.member(base, name, Side::Static),
        Ty::External => Answer::external(Rule::ExternalMember),
        Ty::Param(..) => Answer::missing(Reason::Dependent),
        _ => Answer::missing(Reason::UnknownReceiver),
    }
}

/// A member of a namespace, named with its path. What no file of the tree declares is outside of it.
pub(super) fn space_member(cx: &mut Session<'_>, of: resolve::SpaceId, name: &str, space: Space) -> Answer {
    let path = cx.types.space_text(of).to_owned();
    if path.starts_with('#') {
        return Answer::missing(Reason::NoSuchMember);
    }
    let viewer = cx.file();
    let found = namespaces::member(cx, viewer, of, name, space);
    if !found.is_missing() {
        return found;
    }
    if path.is_empty() {
        let unit = cx.unit(viewer);
        return names::outside(cx, &unit, name);
    }
    if library::has_namespace(cx, of) || !namespaces::is_declared(cx, viewer, of) {
        return Answer::external(Rule::ExternalMember);
    }
    Answer::missing(Reason::NoSuchMember)
}

/// Keywords, by one spelling each.
pub(super) fn builtin(cx: &mut Session<'_>, name: &str) -> TyId {
    let plain = match name {
        "void" => return TyId::NULL,
        "::" => {
            let global = cx.space("");
            return cx.id(Ty::Space(global));
        }
        "unsigned" => "unsigned int",
        "signed" | "signed int" => "int",
        "long int" | "signed long" | "signed long int" => "long",
        "long unsigned int" | "unsigned long int" | "long unsigned" => "unsigned long",
        "long long int" | "signed long long" => "long long",
        "unsigned long long int" | "long long unsigned int" => "unsigned long long",
        "short int" | "signed short" => "short",
        "unsigned short int" => "unsigned short",
        other => other,
    };
    let text = cx.space(&format!("#{plain}"));
    cx.id(Ty::Space(text))
}

/// The type of a literal.
pub(super) fn literal(cx: &mut Session<'_>, literal: Literal) -> TyId {
    match literal {
        Literal::Int => builtin(cx, "int"),
        Literal::Float => builtin(cx, "double"),
        Literal::Bool => builtin(cx, "bool"),
        Literal::Char => builtin(cx, "char"),
        Literal::Str => {
            let letter = builtin(cx, "char");
            cx.id(Ty::Wrap(Wrapper::Pointer, letter))
        }
        Literal::Null => TyId::NULL,
        _ => TyId::UNKNOWN,
    }
}

/// References and qualifiers do not matter to look-ups; a pointer to what is not known is not known.
pub(super) fn wrap(cx: &mut Session<'_>, wrapper: Wrapper, inner: TyId) -> TyId {
    match wrapper {
        Wrapper::Pointer | Wrapper::Array if inner.is_unknown() => TyId::UNKNOWN,
        Wrapper::Pointer | Wrapper::Array => cx.id(Ty::Wrap(wrapper, inner)),
        _ => inner,
    }
}

/// The type of `this` in `scope`.
pub(super) fn this(cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
    let Some(class) = outlines::class_around(cx, unit, scope) else { return TyId::UNKNOWN };
    let instance = Defaults::instance_of_itself(cx, class);
    if which == SelfRef::This { cx.id(Ty::Wrap(Wrapper::Pointer, instance)) } else { instance }
}

/// What calling a function type without regard to overloads gives.
pub(super) fn result(cx: &mut Session<'_>, function: TyId) -> TyId {
    match cx.ty(function) {
        Ty::Function(def, pairs) => {
            let result = cx.return_type(def);
            let pairs = cx.types.of(pairs).to_vec();
            cx.types.substitute(result, &pairs)
        }
        Ty::Callable(_, result) => result,
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// What an operator that is a member gives.
pub(super) fn operator(cx: &mut Session<'_>, ty: TyId, name: &str) -> TyId {
    match cx.ty(ty) {
        Ty::Instance(def, _) if library::opaque() == Some(def) => TyId::UNKNOWN,
        Ty::Instance(..) => {
            let function = cx.member_type(ty, name, Side::Instance);
            result(cx, function)
        }
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// `*e`, `&e` and their like.
pub(super) fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
    match (kind, cx.ty(operand)) {
        (UnaryKind::Deref, Ty::Wrap(Wrapper::Pointer | Wrapper::Array, inner)) => inner,
        (UnaryKind::Deref, Ty::Callable(..) | Ty::Function(..))
        | (UnaryKind::AddressOf, Ty::Function(..) | Ty::Unknown) => operand,
        (UnaryKind::Deref, _) => operator(cx, operand, "operator*"),
        (UnaryKind::AddressOf, _) => cx.id(Ty::Wrap(Wrapper::Pointer, operand)),
        (UnaryKind::Not, _) => builtin(cx, "bool"),
        (UnaryKind::Query, _) => builtin(cx, "unsigned long"),
        _ => Defaults::unary(cx, kind, operand),
    }
}

/// What iterating over a value yields: elements of arrays, else what `*begin()` is.
pub(super) fn iterate(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Wrap(Wrapper::Array, element) => element,
        Ty::Instance(..) => {
            let begin = operator(cx, ty, "begin");
            unary(cx, UnaryKind::Deref, begin)
        }
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// `base[index]`.
pub(super) fn index(cx: &mut Session<'_>, base: TyId) -> TyId {
    match cx.ty(base) {
        Ty::Wrap(Wrapper::Array | Wrapper::Pointer, element) => element,
        _ => operator(cx, base, "operator[]"),
    }
}

/// The part of a value that the `index`-th name of a structured binding takes.
pub(super) fn element(cx: &mut Session<'_>, value: TyId, index: usize) -> TyId {
    match cx.ty(value) {
        Ty::Wrap(Wrapper::Array, element) => element,
        Ty::Instance(def, args) => {
            let unit = cx.unit(def.file);
            if def.file.is_std() {
                let args = cx.types.of(args);
                return args.get(index).copied().unwrap_or(TyId::UNKNOWN);
            }
            let is_field = |child: &model::ids::DefId| unit.def(*child).kind == DefKind::Field;
            let field = unit.children(def.def).filter(is_field).nth(index);
            let Some(field) = field else { return TyId::UNKNOWN };
            let name = unit.def_name(field).to_owned();
            cx.member_type(value, &name, Side::Instance)
        }
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// The function type behind a value that can be called: `std::function<R(A)>` and pointers to functions.
pub(super) fn callable(cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
    match cx.ty(ty) {
        Ty::Callable(params, result) => Some((params, result)),
        Ty::Wrap(Wrapper::Pointer, inner) => match cx.ty(inner) {
            Ty::Callable(params, result) => Some((params, result)),
            _ => None,
        },
        Ty::Instance(def, args) if def.file.is_std() => {
            let first = *cx.types.of(args).first()?;
            match cx.ty(first) {
                Ty::Callable(params, result) => Some((params, result)),
                _ => None,
            }
        }
        _ => None,
    }
}
