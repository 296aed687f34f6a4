//! Types as written: special forms of `typing`, aliases, type variables.

use std::sync::Arc;

use model::expr::{BinaryKind, Container, Expr, Literal, TypeExpr, Wrapper};
use model::ids::{BindingId, DefId, ExprId, NameId, ScopeId, TypeId};
use model::kinds::DefKind;
use resolve::{Answer, CallSite, DefRef, Defaults, Entity, Session, Ty, TyId, TyList, Unit, What};

use super::{names, stubs};

/// The type of a type expression.
pub(super) fn lower(cx: &mut Session<'_>, unit: &Arc<Unit>, ty: TypeId, scope: ScopeId) -> TyId {
    match unit.ty(ty) {
        TypeExpr::Member { base, site } if unit.site_name(site) == "__class__" => {
            // `x.__class__` where a class is expected: whatever `x` is.
            let TypeExpr::Name(of) = unit.ty(base) else { return TyId::UNKNOWN };
            let answer = names::name(cx, unit, of, resolve::Space::Value);
            let of = cx.answer_type(unit, answer, of);
            concrete(cx, of)
        }
        TypeExpr::Name(_) | TypeExpr::Member { .. } => {
            let answer = cx.denote_type(unit, ty);
            named(cx, unit, answer, None, scope)
        }
        TypeExpr::Apply { base, args } => {
            let answer = cx.denote_type(unit, base);
            let args: Vec<TypeId> = unit.facts.list(args).collect();
            let args: Vec<TyId> = args.into_iter().map(|arg| cx.lower(unit, arg, scope)).collect();
            named(cx, unit, answer, Some(&args), scope)
        }
        TypeExpr::Wrap(Wrapper::ClassOf, inner) => {
            let inner = cx.lower(unit, inner, scope);
            class_of(cx, inner)
        }
        TypeExpr::TypeOf(expr) => from_expr(cx, unit, expr, scope),
        TypeExpr::Builtin(name) if unit.text(name) == "None" => TyId::NULL,
        TypeExpr::Builtin(_) => TyId::UNKNOWN,
        TypeExpr::Literal(name) => literal(cx, unit, name),
        _ => Defaults::lower(cx, unit, ty, scope),
    }
}

/// The type of a literal: text is itself, others are of the class of their spelling.
fn literal(cx: &mut Session<'_>, unit: &Unit, name: NameId) -> TyId {
    let kind = match unit.text(name).as_bytes() {
        [b'"' | b'\'', ..] => return cx.id(Ty::Text(unit.id, name)),
        [b'0'..=b'9' | b'-', ..] => Literal::Int,
        b"True" | b"False" => Literal::Bool,
        [b'b' | b'B', b'"' | b'\'', ..] => Literal::Bytes,
        _ => Literal::Str,
    };
    stubs::literal(cx, kind)
}

/// The type that an expression names where it stands for one: in aliases, bounds, `cast`.
pub(super) fn from_expr(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    cx.deeper(TyId::UNKNOWN, |cx| match unit.expr(expr) {
        Expr::Name(_) | Expr::Member { .. } => {
            let answer = cx.denote(unit, expr);
            named(cx, unit, answer, None, scope)
        }
        Expr::Index { base, index } => {
            let answer = cx.denote(unit, base);
            let args = match unit.expr(index) {
                Expr::Container(Container::Tuple, items) => unit.facts.list(items).collect(),
                _ => vec![index],
            };
            let args: Vec<TyId> = args.into_iter().map(|arg| from_expr(cx, unit, arg, scope)).collect();
            named(cx, unit, answer, Some(&args), scope)
        }
        Expr::Binary(BinaryKind::Arithmetic, left, right) => {
            let parts = [from_expr(cx, unit, left, scope), from_expr(cx, unit, right, scope)];
            union_of(cx, &parts)
        }
        Expr::Container(_, items) => {
            let items: Vec<ExprId> = unit.facts.list(items).collect();
            let items: Vec<TyId> = items.into_iter().map(|item| from_expr(cx, unit, item, scope)).collect();
            let items = cx.list(&items);
            cx.id(Ty::Tuple(items))
        }
        Expr::Literal(Literal::Null) => TyId::NULL,
        Expr::Type(ty) => cx.lower(unit, ty, scope),
        _ => TyId::UNKNOWN,
    })
}

/// A union in which an unknown part makes nothing unknown, but is not forgotten when it is all there is.
fn union_of(cx: &mut Session<'_>, parts: &[TyId]) -> TyId {
    cx.types.union(parts)
}

/// The type that an answer means in a type position, with arguments.
pub(super) fn named(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    answer: Answer,
    args: Option<&[TyId]>,
    scope: ScopeId,
) -> TyId {
    match answer.what {
        What::External => return TyId::EXTERNAL,
        What::One(Entity::Binding(file, binding)) => return local(cx, file, binding),
        What::One(Entity::Module(_) | Entity::Space(_)) => return TyId::UNKNOWN,
        _ => {}
    }
    let Some(def) = cx.first_def(answer) else { return TyId::UNKNOWN };
    if let Some(("typing", name)) = stubs::name_of(def)
        && let Some(special) = special(cx, unit, name, args, scope)
    {
        return special;
    }
    if let Some(("builtins", name)) = stubs::name_of(def) {
        match (name, args) {
            ("tuple", Some(args)) => return tuple(cx, args),
            ("type", Some(&[of, ..])) => return class_of(cx, of),
            _ => {}
        }
    }
    of_definition(cx, def, args.unwrap_or_default())
}

/// A type parameter, or a local name for a type.
fn local(cx: &mut Session<'_>, file: resolve::FileId, binding: BindingId) -> TyId {
    let unit = cx.unit(file);
    if let Some((def, index)) = unit.type_param(binding) {
        return cx.id(Ty::Param(DefRef::new(file, def), index));
    }
    let facts = *unit.binding(binding);
    let named = facts.init.map_or(TyId::UNKNOWN, |init| from_expr(cx, &unit, init, facts.scope));
    if !named.is_unknown() {
        return named;
    }
    // A variable that holds a class.
    let held = cx.binding_type(&unit, binding);
    instance_of(cx, held)
}

/// An instance of a class; for an alias, what it stands for.
pub(super) fn of_definition(cx: &mut Session<'_>, def: DefRef, args: &[TyId]) -> TyId {
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    match facts.kind {
        DefKind::Class => {
            let args = cx.list(args);
            cx.id(Ty::Instance(def, args))
        }
        DefKind::TypeAlias => {
            let args = cx.list(args);
            Defaults::type_of_definition(cx, def, args)
        }
        kind if names::is_variable(kind) => alias(cx, &unit, def, args),
        _ => TyId::UNKNOWN,
    }
}

/// `Name = type`, `T = TypeVar("T")`, `Id = NewType("Id", base)`.
fn alias(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefRef, args: &[TyId]) -> TyId {
    let facts = *unit.def(def.def);
    cx.ask_name(unit.text(facts.name));
    cx.note("type alias", unit.id, facts.name_span);
    let Some(value) = facts.value else { return TyId::UNKNOWN };
    if let Expr::Call { callee, args: given } = unit.expr(value) {
        let answer = cx.denote(unit, callee);
        let maker = cx.first_def(answer).and_then(|def| stubs::name_of(def));
        return match maker {
            Some(("typing", "TypeVar" | "ParamSpec" | "TypeVarTuple")) => cx.id(Ty::Param(def, 0)),
            Some(("typing", "NewType")) => {
                let base = unit.facts.list::<ExprId>(given).nth(1);
                base.map_or(TyId::UNKNOWN, |base| from_expr(cx, unit, base, facts.scope))
            }
            _ => match cx.def_type(def) {
                ty if matches!(cx.ty(ty), Ty::Type(..)) => instance_of(cx, ty),
                ty if ty == TyId::EXTERNAL => TyId::EXTERNAL,
                _ => TyId::UNKNOWN,
            },
        };
    }
    let target = from_expr(cx, unit, value, facts.scope);
    if !cx.types.is_open(target) {
        return target;
    }
    // The type variables of an alias are filled in the order in which they appear.
    let mut open = Vec::new();
    params_in(cx, target, &mut open, 0);
    let subst: Vec<TyId> = open
        .iter()
        .enumerate()
        .flat_map(|(at, param)| [*param, args.get(at).copied().unwrap_or(TyId::UNKNOWN)])
        .collect();
    if args.is_empty() { target } else { cx.types.substitute(target, &subst) }
}

/// What a name of `typing` means; `None` for ordinary classes.
fn special(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    name: &str,
    args: Option<&[TyId]>,
    scope: ScopeId,
) -> Option<TyId> {
    let args = args.unwrap_or_default();
    let first = args.first().copied().unwrap_or(TyId::UNKNOWN);
    Some(match name {
        "Any" | "NoReturn" | "Never" | "Concatenate" | "TypeAlias" => TyId::UNKNOWN,
        "Optional" => cx.types.union(&[first, TyId::NULL]),
        "Annotated" | "ClassVar" | "Final" | "Required" | "NotRequired" | "ReadOnly" | "InitVar"
        | "Unpack" => first,
        "Literal" | "Union" => cx.types.union(args),
        "TypeGuard" | "TypeIs" => stubs::built_in(cx, "bool", &[]),
        "AnyStr" | "LiteralString" | "Text" => stubs::built_in(cx, "str", &[]),
        "Type" => class_of(cx, first),
        "Tuple" => tuple(cx, args),
        "Callable" => callable(cx, args),
        "Self" => {
            let class = cx.enclosing_type(unit, scope)?;
            cx.id(Ty::SelfOf(class))
        }
        "List" => stubs::built_in(cx, "list", args),
        "Dict" => stubs::built_in(cx, "dict", args),
        "Set" => stubs::built_in(cx, "set", args),
        "FrozenSet" => stubs::built_in(cx, "frozenset", args),
        "DefaultDict" => stubs::instance(cx, "collections", "defaultdict", args),
        "OrderedDict" | "Counter" | "ChainMap" => stubs::instance(cx, "collections", name, args),
        "Deque" => stubs::instance(cx, "collections", "deque", args),
        "Pattern" | "Match" => stubs::instance(cx, "re", name, args),
        "ContextManager" => stubs::instance(cx, "contextlib", "AbstractContextManager", args),
        "AsyncContextManager" => stubs::instance(cx, "contextlib", "AbstractAsyncContextManager", args),
        _ => return None,
    })
}

/// `Callable[[A, B], R]`.
fn callable(cx: &mut Session<'_>, args: &[TyId]) -> TyId {
    let params = match args.first().map(|params| cx.ty(*params)) {
        Some(Ty::Tuple(params)) => params,
        _ => TyList::EMPTY,
    };
    let result = args.get(1).copied().unwrap_or(TyId::UNKNOWN);
    cx.id(Ty::Callable(params, result))
}

/// `tuple[A, B]`, `tuple[A, ...]`.
fn tuple(cx: &mut Session<'_>, args: &[TyId]) -> TyId {
    match *args {
        [] => stubs::built_in(cx, "tuple", &[]),
        [element, rest] if rest.is_unknown() => stubs::built_in(cx, "tuple", &[element]),
        _ => {
            let parts = cx.list(args);
            cx.id(Ty::Tuple(parts))
        }
    }
}

/// The class object of instances of `ty`.
pub(super) fn class_of(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Instance(def, args) => cx.id(Ty::Type(def, args)),
        Ty::Union(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| class_of(cx, part)).collect();
            cx.types.union(&parts)
        }
        Ty::SelfOf(_) | Ty::Param(..) => cx.id(Ty::Wrap(Wrapper::ClassOf, ty)),
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// What instances of a class object are.
pub(super) fn instance_of(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
        Ty::Wrap(Wrapper::ClassOf, inner) => inner,
        Ty::Union(list) | Ty::Tuple(list) => {
            let parts = cx.types.of(list).to_vec();
            let parts: Vec<TyId> = parts.into_iter().map(|part| instance_of(cx, part)).collect();
            cx.types.union(&parts)
        }
        Ty::External => TyId::EXTERNAL,
        _ => TyId::UNKNOWN,
    }
}

/// `Self` as the class around, a type variable as its bound, `type[…]` of either as the class.
pub(super) fn concrete(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match cx.ty(ty) {
        Ty::SelfOf(class) => Defaults::instance_of_itself(cx, class),
        Ty::Param(..) => {
            let bounds = bounds(cx, ty);
            cx.types.union(&bounds)
        }
        Ty::Wrap(Wrapper::ClassOf, inner) => {
            let inner = concrete(cx, inner);
            class_of(cx, inner)
        }
        _ => ty,
    }
}

/// The bounds of a type variable, or what it is constrained to.
pub(super) fn bounds(cx: &mut Session<'_>, param: TyId) -> Vec<TyId> {
    let Ty::Param(def, _) = cx.ty(param) else { return Vec::new() };
    let unit = cx.unit(def.file);
    let facts = *unit.def(def.def);
    if !names::is_variable(facts.kind) {
        return Defaults::bounds(cx, param);
    }
    let Some(Expr::Call { callee, args }) = facts.value.map(|value| unit.expr(value)) else {
        return Vec::new();
    };
    let call = CallSite::new(&unit, Some(callee), args, facts.scope);
    let bounds = call.args.iter().enumerate().filter(|(at, argument)| match argument.name {
        Some(name) => unit.text(name) == "bound",
        None => *at > 0,
    });
    let bounds: Vec<ExprId> = bounds.map(|(_, argument)| argument.value).collect();
    bounds.into_iter().map(|bound| from_expr(cx, &unit, bound, facts.scope)).collect()
}

/// The type parameters of classes and functions met.
#[derive(Default)]
struct Params(rustc_hash::FxHashMap<DefRef, std::rc::Rc<[TyId]>>);

/// The type parameters of a definition: as declared, those that `Generic[…]` names, else those that its bases or parameters
/// mention.
pub(super) fn type_params(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
    let own = DefRef::new(unit.id, def);
    if let Some(known) = cx.table::<Params>().0.get(&own) {
        return known.to_vec();
    }
    cx.table::<Params>().0.insert(own, std::rc::Rc::from([]));
    let found = type_params_anew(cx, unit, def);
    cx.table::<Params>().0.insert(own, std::rc::Rc::from(&found[..]));
    found
}

fn type_params_anew(cx: &mut Session<'_>, unit: &Arc<Unit>, def: DefId) -> Vec<TyId> {
    let declared = Defaults::type_params(cx, unit, def);
    if !declared.is_empty() {
        return declared;
    }
    let facts = *unit.def(def);
    let mut found = Vec::new();
    if facts.kind == DefKind::Class {
        let supers = Defaults::supers(cx, unit, def);
        for above in &supers {
            if let Ty::Instance(base, args) = cx.ty(*above)
                && matches!(stubs::name_of(base), Some(("typing", "Generic" | "Protocol")))
                && args != TyList::EMPTY
            {
                return cx.types.of(args).to_vec();
            }
        }
        for above in supers {
            params_in(cx, above, &mut found, 0);
        }
        return found;
    }
    let scope = facts.opens.unwrap_or(facts.scope);
    let written: Vec<TypeId> = unit.facts.params(facts.params).iter().filter_map(|param| param.ty).collect();
    for ty in written.into_iter().chain(facts.ty) {
        let ty = cx.lower(unit, ty, scope);
        params_in(cx, ty, &mut found, 0);
    }
    found
}

/// Collects the type variables that a type mentions, in order.
pub(super) fn params_in(cx: &mut Session<'_>, ty: TyId, found: &mut Vec<TyId>, depth: u32) {
    if depth > 8 || !cx.types.is_open(ty) {
        return;
    }
    let lists: Vec<TyId> = match cx.ty(ty) {
        Ty::Param(..) => {
            if !found.contains(&ty) {
                found.push(ty);
            }
            return;
        }
        Ty::Instance(_, list)
        | Ty::Type(_, list)
        | Ty::Tuple(list)
        | Ty::Union(list)
        | Ty::Intersection(list) => cx.types.of(list).to_vec(),
        Ty::Callable(params, ret) => {
            let mut all = cx.types.of(params).to_vec();
            all.push(ret);
            all
        }
        Ty::Wrap(_, inner) => vec![inner],
        _ => return,
    };
    for part in lists {
        params_in(cx, part, found, depth + 1);
    }
}
