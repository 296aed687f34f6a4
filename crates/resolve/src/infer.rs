//! Types of expressions.

use std::sync::Arc;

use model::expr::{Access, BinaryKind, Container, Expr, Projection, SelfRef, UnaryKind, Wrapper};
use model::facts::Flow;
use model::ids::{ExprId, ScopeId};
use model::kinds::FlowKind;

use crate::calls::CallSite;
use crate::members::Side;
use crate::memo::memoised;
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::DefRef;

impl Session<'_> {
    /// The type of an expression that stands in `scope`.
    pub fn type_of(&mut self, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        memoised!(self, typed, (unit.id, expr), TyId::UNKNOWN, |cx| {
            let policy = cx.policy(unit);
            let ty = policy.expr_type(cx, unit, expr, scope);
            policy.narrowed(cx, unit, expr, ty)
        })
    }

    /// The types of several expressions.
    pub fn types_of(&mut self, unit: &Arc<Unit>, list: model::facts::List, scope: ScopeId) -> Vec<TyId> {
        let exprs: Vec<ExprId> = unit.facts.list(list).collect();
        exprs.into_iter().map(|expr| self.type_of(unit, expr, scope)).collect()
    }
}

impl Defaults {
    /// Every kind of expression.
    pub fn expr_type(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, scope: ScopeId) -> TyId {
        let policy = cx.policy(unit);
        match unit.expr(expr) {
            Expr::Unknown | Expr::MacroCall { .. } | Expr::Jsx { .. } => TyId::UNKNOWN,
            Expr::Name(site) => {
                let answer = cx.denote(unit, expr);
                cx.answer_type(unit, answer, site)
            }
            Expr::Member { base, site, access } => Self::member_value(cx, unit, expr, base, site, access),
            Expr::Call { callee, args } => {
                let callee_type = cx.type_of(unit, callee, scope);
                policy.call(cx, callee_type, &CallSite::new(unit, Some(callee), args, scope))
            }
            Expr::New { ty, args } => {
                let made = cx.lower(unit, ty, scope);
                match cx.ty(made) {
                    Ty::Instance(def, type_args) => {
                        policy.construct(cx, def, type_args, &CallSite::new(unit, None, args, scope))
                    }
                    _ => made,
                }
            }
            Expr::Apply { base, types } => Self::applied(cx, unit, base, types, scope),
            Expr::Index { base, index } => {
                let base = cx.type_of(unit, base, scope);
                policy.index(cx, unit, base, index, scope)
            }
            Expr::Literal(literal) => policy.literal(cx, literal),
            Expr::Text(_) => policy.literal(cx, model::expr::Literal::Str),
            Expr::SelfRef(which) => policy.self_type(cx, unit, which, scope),
            Expr::Unary(kind, operand) => {
                let operand = cx.type_of(unit, operand, scope);
                policy.unary(cx, kind, operand)
            }
            Expr::Binary(kind, left, right) => {
                let left = cx.type_of(unit, left, scope);
                let right = cx.type_of(unit, right, scope);
                policy.binary(cx, kind, left, right)
            }
            Expr::Assign(_, value) | Expr::Keyword(_, value) => cx.type_of(unit, value, scope),
            Expr::Cast(_, ty) | Expr::Typed(ty) => cx.lower(unit, ty, scope),
            Expr::Either(parts) => {
                let types = cx.types_of(unit, parts, scope);
                cx.types.union(&types)
            }
            Expr::Container(container, parts) => Self::container(cx, unit, container, parts, scope),
            Expr::Object(scope) => cx.id(Ty::Object(unit.id, scope)),
            Expr::Lambda { .. } => cx.id(Ty::Lambda(unit.id, expr)),
            Expr::Definition(def) => cx.def_type(DefRef::new(unit.id, def)),
            Expr::Project { base, how, arg } => Self::project(cx, unit, base, how, arg, scope),
            Expr::Type(ty) => {
                let ty = cx.lower(unit, ty, scope);
                match cx.ty(ty) {
                    Ty::Instance(def, args) => cx.id(Ty::Type(def, args)),
                    _ => ty,
                }
            }
            Expr::VariantField { base, path, index } => {
                Self::variant_field(cx, unit, base, path, index, scope)
            }
            Expr::Import(_) => {
                let answer = cx.denote(unit, expr);
                cx.plain_type(answer)
            }
            Expr::Argument { scope: lambda_scope, index } => {
                Self::argument(cx, unit, lambda_scope, index as usize)
            }
        }
    }

    fn argument(cx: &mut Session<'_>, unit: &Arc<Unit>, scope: ScopeId, index: usize) -> TyId {
        match (cx.lambda_of(unit, scope), unit.scope(scope).owner) {
            (Some(lambda), _) => Self::lambda_argument(cx, unit, lambda, scope, index),
            (None, Some(owner)) => {
                let param = unit.facts.params(unit.def(owner).params).get(index).copied();
                match param {
                    Some(param) if param.ty.is_some() => {
                        cx.lower(unit, param.ty.expect("just tested"), scope)
                    }
                    _ => TyId::UNKNOWN,
                }
            }
            _ => TyId::UNKNOWN,
        }
    }

    fn member_value(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        expr: ExprId,
        base: ExprId,
        site: model::ids::SiteId,
        access: Access,
    ) -> TyId {
        let answer = cx.denote(unit, expr);
        if answer.is_missing() {
            return TyId::UNKNOWN;
        }
        let base_type = cx.type_of(unit, base, unit.site(site).scope);
        let members = if access == Access::Colons { Side::Static } else { Side::Any };
        let name = unit.site_name(site);
        match cx.member(base_type, name, members) {
            // The policy found it elsewhere than the engine would.
            found if found != answer => cx.answer_type(unit, answer, site),
            _ => cx.member_type(base_type, name, members),
        }
    }

    fn applied(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        types: model::facts::List,
        scope: ScopeId,
    ) -> TyId {
        let base = cx.type_of(unit, base, scope);
        let args = cx.lower_all(unit, types, scope);
        match cx.ty(base) {
            Ty::Type(def, _) => cx.id(Ty::Type(def, args)),
            Ty::Function(def, pairs) => {
                let mut all = cx.pairs(def, args);
                all.extend(cx.types.of(pairs).to_vec());
                let all = cx.list(&all);
                cx.id(Ty::Function(def, all))
            }
            _ => base,
        }
    }

    fn container(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        container: Container,
        parts: model::facts::List,
        scope: ScopeId,
    ) -> TyId {
        match container {
            Container::Tuple => {
                let types = cx.types_of(unit, parts, scope);
                let list = cx.list(&types);
                cx.id(Ty::Tuple(list))
            }
            Container::Braces => TyId::UNKNOWN,
            _ => {
                // A few elements tell the type of all.
                const ENOUGH: usize = 4;
                let exprs: Vec<ExprId> = unit.facts.list(parts).take(ENOUGH).collect();
                let types: Vec<TyId> = exprs.into_iter().map(|expr| cx.type_of(unit, expr, scope)).collect();
                let element = cx.types.union(&types);
                cx.id(Ty::Wrap(Wrapper::Array, element))
            }
        }
    }

    fn project(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        how: Projection,
        arg: u32,
        scope: ScopeId,
    ) -> TyId {
        let policy = cx.policy(unit);
        let value = cx.type_of(unit, base, scope);
        match how {
            Projection::Element => match cx.ty(value) {
                Ty::Tuple(list) => {
                    let parts = cx.types.of(list);
                    // Behind a rest, elements are counted from the end.
                    let from_end = (parts.len() as u32).wrapping_add(arg);
                    let at = if arg > u32::MAX / 2 { from_end } else { arg };
                    parts.get(at as usize).copied().unwrap_or(TyId::UNKNOWN)
                }
                _ => policy.iterate(cx, value, false),
            },
            Projection::Rest => value,
            Projection::Iterate => policy.iterate(cx, value, false),
            Projection::IterateAsync => policy.iterate(cx, value, true),
            Projection::Enter => policy.enter(cx, value, false),
            Projection::EnterAsync => policy.enter(cx, value, true),
            Projection::Matched => {
                let matched = cx.type_of(unit, ExprId::new(arg), scope);
                match cx.ty(matched) {
                    Ty::Type(def, args) => cx.id(Ty::Instance(def, args)),
                    _ => value,
                }
            }
            Projection::Unwrapped => Self::without_null(cx, value),
            Projection::RestObject => TyId::UNKNOWN,
        }
    }

    fn variant_field(
        cx: &mut Session<'_>,
        unit: &Arc<Unit>,
        base: ExprId,
        path: ExprId,
        index: u16,
        scope: ScopeId,
    ) -> TyId {
        let matched = cx.type_of(unit, base, scope);
        let answer = cx.denote(unit, path);
        let Some(def) = cx.first_def(answer) else { return TyId::UNKNOWN };
        let variant = cx.unit(def.file);
        let fields: Vec<_> = variant.children(def.def).collect();
        let Some(&field) = fields.get(usize::from(index)) else { return TyId::UNKNOWN };
        let declared = cx.def_type(DefRef::new(def.file, field));
        let Ty::Instance(owner, args) = cx.ty(matched) else { return declared };
        let pairs = cx.pairs(owner, args);
        cx.types.substitute(declared, &pairs)
    }

    /// A type without its null part.
    pub fn without_null(cx: &mut Session<'_>, ty: TyId) -> TyId {
        let Ty::Union(list) = cx.ty(ty) else { return ty };
        let parts: Vec<TyId> = cx.types.of(list).iter().copied().filter(|part| *part != TyId::NULL).collect();
        cx.types.union(&parts)
    }

    /// The narrowest test that holds where a name or chain of members stands.
    pub fn narrowed(cx: &mut Session<'_>, unit: &Arc<Unit>, expr: ExprId, ty: TyId) -> TyId {
        let (Expr::Name(site) | Expr::Member { site, .. }) = unit.expr(expr) else { return ty };
        let Some(first) = unit.first_name(expr) else { return ty };
        let at = unit.site(site).span.start;
        let mut best: Option<Flow> = None;
        for flow in unit.narrows(first) {
            let holds = flow.span.start <= at && at < flow.span.end;
            let tighter = best.is_none_or(|best| flow.span.len() <= best.span.len());
            if holds && tighter && flow.target.is_some_and(|target| same_place(unit, target, expr)) {
                best = Some(*flow);
            }
        }
        let Some(flow) = best else { return ty };
        cx.note("narrowing", unit.id, flow.span);
        match (flow.kind, flow.ty) {
            (FlowKind::Narrow, Some(to)) => {
                let narrow = cx.lower(unit, to, flow.scope);
                if narrow.is_unknown() { ty } else { narrow }
            }
            _ => Self::without_null(cx, ty),
        }
    }

    /// `this` is an instance of the type around, with its own parameters; `super` one of what stands above it.
    pub fn self_type(cx: &mut Session<'_>, unit: &Arc<Unit>, which: SelfRef, scope: ScopeId) -> TyId {
        let Some(class) = cx.enclosing_type(unit, scope) else { return TyId::UNKNOWN };
        match which {
            SelfRef::This => Self::instance_of_itself(cx, class),
            SelfRef::SelfType => cx.id(Ty::Type(class, TyList::EMPTY)),
            SelfRef::Super => {
                let owner = cx.unit(class.file);
                let supers = cx.policy(&owner).supers(cx, &owner, class.def);
                let known: Vec<TyId> = supers.into_iter().filter(|ty| !ty.is_unknown()).collect();
                match known[..] {
                    [] => TyId::UNKNOWN,
                    [one] => one,
                    _ => {
                        let list = cx.list(&known);
                        cx.id(Ty::Intersection(list))
                    }
                }
            }
        }
    }

    /// What operators with one operand do in most languages.
    pub fn unary(cx: &mut Session<'_>, kind: UnaryKind, operand: TyId) -> TyId {
        match kind {
            UnaryKind::Deref => match cx.ty(operand) {
                Ty::Wrap(
                    Wrapper::Pointer | Wrapper::Reference | Wrapper::MutReference | Wrapper::Array,
                    inner,
                ) => inner,
                _ => TyId::UNKNOWN,
            },
            UnaryKind::AddressOf | UnaryKind::AddressOfMut => cx.id(Ty::Wrap(Wrapper::Pointer, operand)),
            UnaryKind::Arithmetic | UnaryKind::AsConst | UnaryKind::Spread => operand,
            UnaryKind::NonNull => Self::without_null(cx, operand),
            _ => TyId::UNKNOWN,
        }
    }

    /// What operators with two operands do in most languages.
    pub fn binary(cx: &mut Session<'_>, kind: BinaryKind, left: TyId, right: TyId) -> TyId {
        match kind {
            BinaryKind::And | BinaryKind::Comma => right,
            BinaryKind::Or | BinaryKind::Coalesce => {
                let left = Self::without_null(cx, left);
                cx.types.union(&[left, right])
            }
            BinaryKind::Arithmetic if left == right => left,
            _ => TyId::UNKNOWN,
        }
    }

    /// The element of an array or pointer.
    pub fn index(cx: &mut Session<'_>, base: TyId) -> TyId {
        match cx.ty(base) {
            Ty::Wrap(Wrapper::Array | Wrapper::Pointer, element) => element,
            Ty::Wrap(Wrapper::Reference | Wrapper::MutReference | Wrapper::RvalueReference, inner) => {
                Self::index(cx, inner)
            }
            Ty::External => TyId::EXTERNAL,
            _ => TyId::UNKNOWN,
        }
    }
}

/// Whether two expressions spell the same chain of names.
fn same_place(unit: &Unit, a: ExprId, b: ExprId) -> bool {
    match (unit.expr(a), unit.expr(b)) {
        (Expr::Name(a), Expr::Name(b)) => unit.site(a).name == unit.site(b).name,
        (Expr::Member { base: ba, site: a, .. }, Expr::Member { base: bb, site: b, .. }) => {
            unit.site(a).name == unit.site(b).name && same_place(unit, ba, bb)
        }
        (Expr::SelfRef(a), Expr::SelfRef(b)) => a == b,
        _ => false,
    }
}
