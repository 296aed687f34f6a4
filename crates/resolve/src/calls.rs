//! Calls: what they give, and what their arguments say about type parameters.

use std::sync::Arc;

use model::expr::{Expr, UnaryKind, Wrapper};
use model::facts::{List, Param, ParamKind};
use model::ids::{ExprId, NameId, ScopeId};

use crate::answer::{Answer, What};
use crate::members::{Side, is_callable};
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId, TyList};
use crate::unit::Unit;
use crate::world::DefRef;

/// An argument of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Argument {
    /// The name that it is given by.
    pub name: Option<NameId>,
    /// The value.
    pub value: ExprId,
    /// Whether it stands for any number of arguments.
    pub spread: bool,
}

/// A call where it stands.
pub struct CallSite<'a> {
    /// The file.
    pub unit: &'a Arc<Unit>,
    /// What is called; `None` for a construction.
    pub callee: Option<ExprId>,
    /// The arguments.
    pub args: Vec<Argument>,
    /// The scope around.
    pub scope: ScopeId,
}

impl<'a> CallSite<'a> {
    /// Reads the arguments of a call.
    pub fn new(unit: &'a Arc<Unit>, callee: Option<ExprId>, args: List, scope: ScopeId) -> Self {
        let argument = |expr| match unit.expr(expr) {
            Expr::Keyword(site, value) => Argument { name: Some(unit.site(site).name), value, spread: false },
            Expr::Unary(UnaryKind::Spread, value) => Argument { name: None, value, spread: true },
            _ => Argument { name: None, value: expr, spread: false },
        };
        Self { unit, callee, args: unit.facts.list(args).map(argument).collect(), scope }
    }
}

impl Session<'_> {
    /// What the parameter takes that argument `position` of a call or construction is given to.
    pub fn expected_argument(
        &mut self,
        unit: &Arc<Unit>,
        call: ExprId,
        position: u32,
        scope: ScopeId,
    ) -> TyId {
        let (callee, args) = match unit.expr(call) {
            Expr::Call { callee, args } => (Some(callee), args),
            Expr::New { args, .. } => (None, args),
            _ => return TyId::UNKNOWN,
        };
        let site = CallSite::new(unit, callee, args, scope);
        let target = match (callee, unit.expr(call)) {
            (Some(callee), _) => self.called(unit, callee, &site),
            (None, Expr::New { ty, .. }) => {
                let made = self.lower(unit, ty, scope);
                self.constructor_of(made, &site)
            }
            _ => TyId::UNKNOWN,
        };
        match self.ty(target) {
            Ty::Function(def, pairs) => {
                let owner = self.unit(def.file);
                let params = plain_params(&owner, def);
                let keyword = site.args.get(position as usize).and_then(|argument| argument.name);
                let keyword = keyword.map(|name| unit.text(name).to_owned());
                let param = match keyword {
                    Some(name) => params.iter().find(|param| owner.text(param.name) == name),
                    None => params.get(position as usize).or(params.last().filter(|param| is_rest(param))),
                };
                let takes_rest = param.is_some_and(is_rest);
                let Some(ty) = param.and_then(|param| param.ty) else { return TyId::UNKNOWN };
                let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
                let declared = self.lower(&owner, ty, inner);
                let mut subst = self.types.of(pairs).to_vec();
                subst.extend(self.inferred_arguments(def, &subst, &site, Some(position)));
                let ty = self.types.substitute(declared, &subst);
                let spread = site.args.get(position as usize).is_some_and(|argument| argument.spread);
                if takes_rest && !spread { self.policy(&owner).rest_argument(self, ty) } else { ty }
            }
            Ty::Callable(params, _) => {
                self.types.of(params).get(position as usize).copied().unwrap_or(TyId::UNKNOWN)
            }
            Ty::Union(_) | Ty::Intersection(_) => {
                let callable = self.policy(unit).callable(self, target);
                let params = callable.map_or(TyList::EMPTY, |(params, _)| params);
                self.types.of(params).get(position as usize).copied().unwrap_or(TyId::UNKNOWN)
            }
            _ => TyId::UNKNOWN,
        }
    }

    /// The function that a call calls, overloads told apart.
    fn called(&mut self, unit: &Arc<Unit>, callee: ExprId, site: &CallSite<'_>) -> TyId {
        let ty = self.type_of(unit, callee, site.scope);
        match self.ty(ty) {
            Ty::Function(_, pairs) => {
                let chosen = self.chosen(unit, callee, site);
                chosen.map_or(ty, |def| self.id(Ty::Function(def, pairs)))
            }
            Ty::Type(def, args) => {
                let made = self.id(Ty::Instance(def, args));
                self.constructor_of(made, site)
            }
            Ty::Instance(..) | Ty::Object(..) | Ty::Shape(..) => {
                let name = self.policy(unit).call_member();
                let member = if name.is_empty() { ty } else { self.member_type(ty, name, Side::Any) };
                if matches!(self.ty(member), Ty::Function(..)) { member } else { ty }
            }
            _ => ty,
        }
    }

    fn constructor_of(&mut self, made: TyId, site: &CallSite<'_>) -> TyId {
        let Ty::Instance(def, args) = self.ty(made) else { return TyId::UNKNOWN };
        let unit = self.unit(def.file);
        let policy = self.policy(&unit);
        let constructors: Vec<DefRef> = unit
            .children(def.def)
            .filter(|child| unit.def(*child).kind == model::kinds::DefKind::Constructor)
            .map(|child| DefRef::new(def.file, child))
            .collect();
        let chosen = match constructors[..] {
            [] => return TyId::UNKNOWN,
            [one] => Some(one),
            _ => {
                let answer = policy.choose(self, &constructors, site);
                self.first_def(answer)
            }
        };
        let pairs = self.pairs(def, args);
        let pairs = self.list(&pairs);
        chosen.map_or(TyId::UNKNOWN, |chosen| self.id(Ty::Function(chosen, pairs)))
    }

    /// Which of the group that a callee names a call means.
    pub fn chosen(&mut self, unit: &Arc<Unit>, callee: ExprId, site: &CallSite<'_>) -> Option<DefRef> {
        let answer = self.denote(unit, callee);
        match answer.what {
            What::Group(set) => {
                let defs: Vec<DefRef> = self.defs(Answer { what: What::Group(set), ..answer });
                let first = *defs.first()?;
                let owner = self.unit(first.file);
                let policy = self.policy(&owner);
                let chosen = policy.choose(self, &defs, site);
                self.first_def(chosen)
            }
            // A variable that holds a function is not the function.
            _ => self.first_def(answer).filter(|def| {
                let kind = self.unit(def.file).def(def.def).kind;
                is_callable(kind) || kind.is_type()
            }),
        }
    }

    /// What the type parameters of a function stand for, by the types of arguments (all but number `except`).
    pub fn inferred_arguments(
        &mut self,
        def: DefRef,
        known: &[TyId],
        site: &CallSite<'_>,
        except: Option<u32>,
    ) -> Vec<TyId> {
        let owner = self.unit(def.file);
        let policy = self.policy(&owner);
        let own = policy.type_params(self, &owner, def.def);
        let open: Vec<TyId> =
            own.into_iter().filter(|param| known.chunks_exact(2).all(|pair| pair[0] != *param)).collect();
        if open.is_empty() {
            return Vec::new();
        }
        let mut bound = self.bind_params(def, &open, known, site, except);
        policy.infer_more(self, def, &open, known, site, &mut bound);
        bound
    }

    /// What `open` parameters stand for, by the types of arguments of a call of `def`.
    pub fn bind_params(
        &mut self,
        def: DefRef,
        open: &[TyId],
        known: &[TyId],
        site: &CallSite<'_>,
        except: Option<u32>,
    ) -> Vec<TyId> {
        let owner = self.unit(def.file);
        let params = plain_params(&owner, def);
        let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
        let mut bound: Vec<TyId> = Vec::new();
        for (at, argument) in site.args.iter().enumerate() {
            if except == Some(at as u32) || argument.spread {
                continue;
            }
            let param = match argument.name {
                Some(name) => params.iter().find(|param| owner.text(param.name) == site.unit.text(name)),
                None => params.get(at).or(params.last().filter(|param| is_rest(param))),
            };
            let Some(ty) = param.and_then(|param| param.ty) else { continue };
            let declared = self.lower(&owner, ty, inner);
            let declared = self.types.substitute(declared, known);
            if !self.types.is_open(declared) {
                continue;
            }
            let given = self.type_of(site.unit, argument.value, site.scope);
            self.unify(declared, given, open, &mut bound, 0);
        }
        bound
    }

    /// Collects in `bound` what `open` parameters in `pattern` stand for so that it equals `given`.
    pub fn unify(&mut self, pattern: TyId, given: TyId, open: &[TyId], bound: &mut Vec<TyId>, depth: u32) {
        const DEEPEST: u32 = 8;
        if given.is_unknown() || depth > DEEPEST || !self.types.is_open(pattern) {
            return;
        }
        if open.contains(&pattern) {
            if bound.chunks_exact(2).all(|pair| pair[0] != pattern) {
                bound.extend([pattern, given]);
            }
            return;
        }
        let lists = match (self.ty(pattern), self.ty(given)) {
            (Ty::Instance(a, left), Ty::Instance(b, right)) | (Ty::Type(a, left), Ty::Type(b, right)) => {
                let right = if a == b { Some(right) } else { self.seen_as(b, right, a) };
                if right.is_none() {
                    self.unify_facing(pattern, given, open, bound, depth);
                }
                right.map(|right| (left, right))
            }
            (Ty::Tuple(left), Ty::Tuple(right)) => Some((left, right)),
            (Ty::Wrap(a, left), Ty::Wrap(b, right)) if a == b => {
                self.unify(left, right, open, bound, depth + 1);
                None
            }
            (Ty::Wrap(Wrapper::Reference | Wrapper::MutReference | Wrapper::RvalueReference, left), _) => {
                self.unify(left, given, open, bound, depth + 1);
                None
            }
            (Ty::Union(left), _) => {
                self.unify_union(left, given, open, bound, depth);
                None
            }
            (Ty::Callable(_, ret), Ty::Lambda(..) | Ty::Function(..) | Ty::Callable(..)) => {
                let result = self.result_of(given);
                self.unify(ret, result, open, bound, depth + 1);
                None
            }
            (Ty::Instance(..), Ty::Lambda(..) | Ty::Function(..)) => {
                let unit = self.unit(self.file());
                let policy = self.policy(&unit);
                if let Some((params, ret)) = policy.callable(self, pattern) {
                    let callable = self.id(Ty::Callable(params, ret));
                    self.unify(callable, given, open, bound, depth + 1);
                }
                None
            }
            (Ty::Instance(..), other) => {
                let unit = self.unit(self.file());
                let policy = self.policy(&unit);
                if let Some(instance) = policy.as_instance(self, other)
                    && instance != given
                {
                    self.unify(pattern, instance, open, bound, depth + 1);
                } else {
                    self.unify_facing(pattern, given, open, bound, depth);
                }
                None
            }
            _ => {
                self.unify_facing(pattern, given, open, bound, depth);
                None
            }
        };
        let Some((left, right)) = lists else { return };
        let pairs: Vec<(TyId, TyId)> = {
            let left = self.types.of(left);
            left.iter().copied().zip(self.types.of(right).iter().copied()).collect()
        };
        for (left, right) in pairs {
            self.unify(left, right, open, bound, depth + 1);
        }
    }

    /// What calling a lambda, a function or a value of a function type gives.
    fn result_of(&mut self, callee: TyId) -> TyId {
        match self.ty(callee) {
            Ty::Lambda(file, lambda) => self.lambda_result(file, lambda),
            Ty::Function(def, pairs) => {
                let result = self.return_type(def);
                let pairs = self.types.of(pairs).to_vec();
                self.types.substitute(result, &pairs)
            }
            Ty::Callable(_, ret) => ret,
            _ => TyId::UNKNOWN,
        }
    }

    /// Of a union what has a form first: a lone parameter takes what the others leave.
    fn unify_union(&mut self, union: TyList, given: TyId, open: &[TyId], bound: &mut Vec<TyId>, depth: u32) {
        let parts = self.types.of(union).to_vec();
        let given = if parts.contains(&TyId::NULL) { Defaults::without_null(self, given) } else { given };
        let (alone, formed): (Vec<TyId>, Vec<TyId>) = parts.iter().partition(|part| open.contains(part));
        let before = bound.len();
        for part in formed {
            self.unify(part, given, open, bound, depth + 1);
        }
        if bound.len() == before {
            for part in alone {
                self.unify(part, given, open, bound, depth + 1);
            }
        }
    }

    fn unify_facing(&mut self, pattern: TyId, given: TyId, open: &[TyId], bound: &mut Vec<TyId>, depth: u32) {
        let unit = self.unit(self.file());
        let policy = self.policy(&unit);
        for (left, right) in policy.facing(self, pattern, given) {
            self.unify(left, right, open, bound, depth + 1);
        }
    }

    /// The type arguments of `wanted` when an instance of `def` is seen as one of it.
    pub fn seen_as(&mut self, def: DefRef, args: TyList, wanted: DefRef) -> Option<TyList> {
        let bases = self.bases(def);
        let base = *bases.order.iter().find(|base| base.def == wanted)?;
        let pairs = self.pairs(def, args);
        Some(self.types.substitute_list(base.args, &pairs, 0))
    }

    /// What calling a lambda gives.
    pub fn lambda_result(&mut self, file: crate::FileId, lambda: ExprId) -> TyId {
        let unit = self.unit(file);
        match unit.expr(lambda) {
            Expr::Lambda { scope, .. } => Defaults::results(self, &unit, scope),
            _ => TyId::UNKNOWN,
        }
    }
}

impl Defaults {
    /// What calling a value of type `callee` gives.
    pub fn call(cx: &mut Session<'_>, callee: TyId, call: &CallSite<'_>) -> TyId {
        match cx.ty(callee) {
            Ty::External => TyId::EXTERNAL,
            Ty::Function(def, pairs) => {
                let chosen = call.callee.and_then(|callee| cx.chosen(call.unit, callee, call));
                Self::call_function(cx, chosen.unwrap_or(def), pairs, call)
            }
            Ty::Type(def, args) => {
                let unit = cx.unit(def.file);
                cx.policy(&unit).construct(cx, def, args, call)
            }
            Ty::Callable(_, ret) => ret,
            Ty::Lambda(file, lambda) => cx.lambda_result(file, lambda),
            Ty::Union(list) => {
                let parts = cx.types.of(list).to_vec();
                let results: Vec<TyId> = parts.into_iter().map(|part| Self::call(cx, part, call)).collect();
                cx.types.union(&results)
            }
            Ty::Instance(def, _) => {
                let unit = cx.unit(def.file);
                let policy = cx.policy(&unit);
                if policy.call_member().is_empty() {
                    return policy.callable(cx, callee).map_or(TyId::UNKNOWN, |(_, ret)| ret);
                }
                let member = cx.member_type(callee, policy.call_member(), Side::Instance);
                match cx.ty(member) {
                    Ty::Function(def, pairs) => Self::call_function(cx, def, pairs, call),
                    _ => TyId::UNKNOWN,
                }
            }
            _ => TyId::UNKNOWN,
        }
    }

    /// What calling a function gives, its type parameters replaced by what is known and what arguments tell.
    pub fn call_function(cx: &mut Session<'_>, def: DefRef, pairs: TyList, call: &CallSite<'_>) -> TyId {
        let result = cx.return_type(def);
        let mut subst = cx.types.of(pairs).to_vec();
        if cx.types.is_open(result) {
            subst.extend(cx.inferred_arguments(def, &subst, call, None));
        }
        cx.types.substitute(result, &subst)
    }

    /// An instance; type arguments that are not written are told by the constructor's arguments.
    pub fn construct(cx: &mut Session<'_>, def: DefRef, args: TyList, call: &CallSite<'_>) -> TyId {
        let made = cx.id(Ty::Instance(def, args));
        if args != TyList::EMPTY {
            return made;
        }
        let unit = cx.unit(def.file);
        let params = cx.policy(&unit).type_params(cx, &unit, def.def);
        if params.is_empty() {
            return made;
        }
        let constructor = cx.constructor_of(made, call);
        let Ty::Function(constructor, _) = cx.ty(constructor) else { return made };
        let bound = cx.bind_params(constructor, &params, &[], call, None);
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

    /// Function types are themselves; functions and lambdas by what they declare.
    pub fn callable(cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
        match cx.ty(ty) {
            Ty::Callable(params, ret) => Some((params, ret)),
            Ty::Union(list) => {
                let parts = cx.types.of(list).to_vec();
                parts.into_iter().find_map(|part| Self::callable(cx, part))
            }
            _ => None,
        }
    }
}

/// The parameters that arguments are given to: all but the receiver.
pub(crate) fn plain_params(unit: &Unit, def: DefRef) -> Vec<Param> {
    let params = unit.facts.params(unit.def(def.def).params);
    params.iter().filter(|param| param.kind != ParamKind::Receiver).copied().collect()
}

/// Whether a parameter takes all further arguments.
pub(crate) fn is_rest(param: &Param) -> bool {
    matches!(param.kind, ParamKind::Variadic | ParamKind::VariadicKeyword)
}
