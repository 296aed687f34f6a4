//! Types of variables by their use: `let mut v = Vec::new()` says of what once something is pushed.

use std::rc::Rc;
use std::sync::Arc;

use model::expr::{Access, Expr};
use model::ids::{BindingId, ExprId, NameId, ScopeId, TypeId};
use model::kinds::{DefKind, FlowKind};
use resolve::{DefRef, FileId, Session, Ty, TyId, Unit};
use rustc_hash::FxHashMap;

use super::unify::Matcher;
use super::{assoc, calls, fields, library, members, types};

/// Where names stand as values, by name: found once per file.
#[derive(Default)]
struct Uses {
    files: FxHashMap<FileId, Rc<Places>>,
}

#[derive(Default)]
struct Places {
    /// Methods called on a name: the call and the member expression.
    calls: FxHashMap<NameId, Vec<(ExprId, ExprId)>>,
    /// Expressions that are the name alone.
    names: FxHashMap<NameId, Vec<ExprId>>,
}

/// How many uses are looked at; the first that tell something are enough.
const ENOUGH: usize = 8;

fn places(cx: &mut Session<'_>, unit: &Unit) -> Rc<Places> {
    if let Some(known) = cx.table::<Uses>().files.get(&unit.id) {
        return Rc::clone(known);
    }
    let mut places = Places::default();
    for (index, expr) in unit.facts.exprs.iter().enumerate() {
        match *expr {
            Expr::Name(site) => {
                let name = unit.site(site).name;
                places.names.entry(name).or_default().push(ExprId::new(index as u32));
            }
            Expr::Call { callee, .. } => {
                if let Expr::Member { base, access: Access::Dot, .. } = unit.expr(callee)
                    && let Expr::Name(site) = unit.expr(base)
                {
                    let calls = places.calls.entry(unit.site(site).name).or_default();
                    calls.push((ExprId::new(index as u32), callee));
                }
            }
            _ => {}
        }
    }
    let places = Rc::new(places);
    cx.table::<Uses>().files.insert(unit.id, Rc::clone(&places));
    places
}

/// A variable's type, of which `first` is known from its first value: by what its methods are given, then by where it
/// is passed to or returned.
pub(super) fn refined(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId, first: TyId) -> TyId {
    let places = places(cx, unit);
    let by_calls = match cx.ty(first) {
        Ty::Instance(def, _) => by_calls(cx, unit, id, def, first, &places),
        _ => first,
    };
    if !types::is_vague(cx, by_calls) {
        return by_calls;
    }
    by_places(cx, unit, id, &places)
        .filter(|found| types::same_shape(cx, by_calls, *found))
        .unwrap_or(by_calls)
}

/// Whether a name at a site means a variable.
fn means(unit: &Unit, id: BindingId, site: model::ids::SiteId) -> bool {
    let (binding, site) = (unit.binding(id), unit.site(site));
    if site.span.start < binding.visible_from || !unit.is_within(site.scope, binding.scope) {
        return false;
    }
    // No other variable of the name in between.
    unit.bindings_named(binding.name).all(|other| {
        let facts = unit.binding(other);
        other == id
            || facts.visible_from > site.span.start
            || facts.visible_from < binding.visible_from
            || !unit.is_within(site.scope, facts.scope)
    })
}

fn by_calls(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    id: BindingId,
    def: DefRef,
    first: TyId,
    places: &Places,
) -> TyId {
    let params = types::params(cx, def);
    let Some(all) = places.calls.get(&unit.binding(id).name) else { return first };
    if params.is_empty() {
        return first;
    }
    let list = cx.list(&params);
    let open = cx.id(Ty::Instance(def, list));
    let mut bound = Vec::new();
    let calls = all.iter().filter(|(_, member)| match unit.expr(*member) {
        Expr::Member { base, .. } => match unit.expr(base) {
            Expr::Name(site) => means(unit, id, site),
            _ => false,
        },
        _ => false,
    });
    for &(call, member) in calls.take(ENOUGH) {
        let (Expr::Call { args, .. }, Expr::Member { site, .. }) = (unit.expr(call), unit.expr(member))
        else {
            continue;
        };
        if args.is_empty() {
            continue;
        }
        let name = unit.site_name(site).to_owned();
        let Some(hit) = members::method(cx, open, &name) else { continue };
        let scope = unit.site(site).scope;
        calls::learn(cx, unit, hit, args, scope, &params, &mut bound);
        if bound.len() == 2 * params.len() {
            break;
        }
    }
    if bound.is_empty() {
        return first;
    }
    let mut matcher = Matcher::with(&params, bound);
    matcher.fit(cx, open, first);
    let bound = matcher.bound;
    let args: Vec<TyId> = params
        .iter()
        .map(|param| {
            let found = bound.chunks_exact(2).find(|pair| pair[0] == *param);
            found.map_or(TyId::UNKNOWN, |pair| pair[1])
        })
        .collect();
    let args = cx.list(&args);
    cx.id(Ty::Instance(def, args))
}

/// What the places where a variable stands alone demand.
fn by_places(cx: &mut Session<'_>, unit: &Arc<Unit>, id: BindingId, places: &Places) -> Option<TyId> {
    let all = places.names.get(&unit.binding(id).name)?;
    let uses = all.iter().copied().filter(|expr| match unit.expr(*expr) {
        Expr::Name(site) => means(unit, id, site),
        _ => false,
    });
    for expr in uses.take(ENOUGH) {
        let Expr::Name(site) = unit.expr(expr) else { continue };
        let scope = unit.site(site).scope;
        let wanted = demanded(cx, unit, expr, scope);
        if !wanted.is_unknown() && !cx.types.is_open(wanted) && !types::is_vague(cx, wanted) {
            return Some(wanted);
        }
    }
    None
}

/// The type that the place of an expression demands.
pub(super) fn demanded(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    if let Some((outer, position)) = unit.argument_of(expr) {
        return match unit.expr(outer) {
            Expr::Call { callee, args } => {
                let wanted = calls::parameter(cx, unit, callee, args, scope, position as usize);
                match wanted {
                    Some(wanted) => wanted,
                    None => wrapped(cx, unit, outer, callee, scope),
                }
            }
            Expr::New { ty, args } => field(cx, unit, ty, args, position as usize, scope),
            _ => TyId::UNKNOWN,
        };
    }
    if let Some(binding) = cx.initialised_by(unit, expr) {
        let facts = unit.binding(binding);
        let declared = facts.ty.or_else(|| unit.def(facts.def?).ty);
        return declared.map_or(TyId::UNKNOWN, |ty| cx.lower(unit, ty, facts.scope));
    }
    returned(cx, unit, expr, scope)
}

/// `Some(x)`, `Ok(x)`: what is demanded of the whole tells what of the part.
fn wrapped(cx: &mut Session<'_>, unit: &Arc<Unit>, outer: ExprId, callee: ExprId, scope: ScopeId) -> TyId {
    let answer = cx.denote(unit, callee);
    let Some(def) = cx.first_def(answer).filter(|def| def.file.is_std()) else { return TyId::UNKNOWN };
    if cx.kind(def) != DefKind::EnumMember {
        return TyId::UNKNOWN;
    }
    let whole = cx.deeper(TyId::UNKNOWN, |cx| demanded(cx, unit, outer, scope));
    let Ty::Instance(_, args) = cx.ty(whole) else { return TyId::UNKNOWN };
    let library_unit = cx.unit(def.file);
    let at = usize::from(library_unit.def_name(def.def) == "Err");
    cx.types.of(args).get(at).copied().unwrap_or(TyId::UNKNOWN)
}

/// What a field takes that an expression fills.
fn field(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    ty: TypeId,
    args: model::facts::List,
    position: usize,
    scope: ScopeId,
) -> TyId {
    let made = cx.lower(unit, ty, scope);
    let Some(Expr::Keyword(site, _)) =
        unit.facts.list::<ExprId>(args).nth(position).map(|arg| unit.expr(arg))
    else {
        return TyId::UNKNOWN;
    };
    let name = unit.site_name(site).to_owned();
    match fields::field(cx, made, &name) {
        Some(hit) => members::type_of_hit(cx, hit),
        None => TyId::UNKNOWN,
    }
}

/// What the function around declares to return, where an expression is what it returns.
fn returned(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
    let function = unit.function_scope(scope);
    let is_result =
        unit.results(function).any(|flow| flow.kind == FlowKind::Return && flow.value == Some(expr));
    let Some(owner) = unit.scope(function).owner.filter(|_| is_result) else { return TyId::UNKNOWN };
    match unit.def(owner).ty {
        Some(ty) => cx.lower(unit, ty, function),
        None => TyId::UNKNOWN,
    }
}

/// `Vec<_>` filled with what an iterator yields: the type that `collect` makes of it.
pub(super) fn collected(cx: &mut Session<'_>, wanted: TyId, item: TyId) -> TyId {
    let Ty::Instance(def, args) = cx.ty(wanted) else { return wanted };
    if item.is_unknown() || !types::is_vague(cx, wanted) || !def.file.is_std() {
        return wanted;
    }
    let args = cx.types.of(args).to_vec();
    let parts: Vec<TyId> = match cx.ty(item) {
        Ty::Tuple(parts) if args.len() == 2 => cx.types.of(parts).to_vec(),
        // `Result<Vec<_>, _>` is made of results.
        Ty::Instance(of, inner)
            if of == def && (library::is(def, "Result") || library::is(def, "Option")) =>
        {
            let inner = cx.types.of(inner).to_vec();
            let first = args.first().copied().unwrap_or(TyId::UNKNOWN);
            let first = inner.first().map_or(first, |item| collected(cx, first, *item));
            let rest = inner.iter().skip(1).copied();
            std::iter::once(first).chain(rest).collect()
        }
        _ if args.len() <= 1 => vec![item],
        _ => return wanted,
    };
    let filled: Vec<TyId> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| args.get(at).copied().filter(|arg| !types::is_vague(cx, *arg)).unwrap_or(*part))
        .collect();
    let filled = cx.list(&filled);
    cx.id(Ty::Instance(def, filled))
}

/// What the iterator yields whose `collect` an expression calls.
pub(super) fn item_collected(
    cx: &mut Session<'_>,
    unit: &Arc<Unit>,
    call: ExprId,
    scope: ScopeId,
) -> Option<TyId> {
    let call = match unit.expr(call) {
        Expr::Unary(model::expr::UnaryKind::Try, inner) => inner,
        _ => call,
    };
    let Expr::Call { callee, .. } = unit.expr(call) else { return None };
    let callee = match unit.expr(callee) {
        Expr::Apply { base, .. } => base,
        _ => callee,
    };
    let Expr::Member { base, site, access: Access::Dot } = unit.expr(callee) else { return None };
    if unit.site_name(site) != "collect" {
        return None;
    }
    let iterator = cx.type_of(unit, base, scope);
    Some(assoc::iterated(cx, iterator))
}
