//! Which of several functions a call means.

use model::facts::ParamKind;
use model::outcome::{Reason, Rule};

use crate::answer::{Answer, Entity};
use crate::calls::{CallSite, is_rest, plain_params};
use crate::policy::Defaults;
use crate::session::Session;
use crate::ty::{Ty, TyId};
use crate::world::DefRef;

impl Defaults {
    /// By the number of arguments, then by their types.
    pub fn choose(cx: &mut Session<'_>, group: &[DefRef], call: &CallSite<'_>) -> Answer {
        let mut fitting: Vec<DefRef> = group.iter().copied().filter(|def| takes(cx, *def, call)).collect();
        if fitting.is_empty() {
            fitting = group.to_vec();
        }
        if let [one] = fitting[..] {
            return Answer::def(one, Rule::OverloadArity);
        }
        let scored: Vec<(u32, DefRef)> =
            fitting.iter().filter_map(|def| Some((fit(cx, *def, call)?, *def))).collect();
        let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
        let best: Vec<DefRef> =
            scored.iter().filter(|(score, _)| *score == best).map(|(_, def)| *def).collect();
        if let [one] = best[..] {
            return Answer::def(one, Rule::OverloadTypes);
        }
        let left = if best.is_empty() { &fitting } else { &best };
        let entities: Vec<Entity> = left.iter().map(|def| Entity::Def(*def)).collect();
        cx.candidates(&entities, Reason::Overloads, Rule::OverloadArity)
    }

    /// Equal types fit; an instance fits what stands above it; a union fits when all of its parts do and does not when
    /// none does; what is not known is not known.
    pub fn fits(cx: &mut Session<'_>, from: TyId, to: TyId) -> Option<bool> {
        if from == to {
            return Some(true);
        }
        match (cx.ty(from), cx.ty(to)) {
            (Ty::Unknown | Ty::External, _) | (_, Ty::Unknown | Ty::External | Ty::Param(..)) => None,
            (Ty::Instance(a, _), Ty::Instance(b, _)) => {
                let bases = cx.bases(a);
                if bases.order.iter().any(|base| base.def == b) {
                    return Some(true);
                }
                if bases.unknown || bases.external { None } else { Some(false) }
            }
            (Ty::Wrap(a, left), Ty::Wrap(b, right)) if a == b => Self::fits(cx, left, right),
            (Ty::Union(list), _) => {
                let parts = cx.types.of(list).to_vec();
                let first = Self::fits(cx, *parts.first()?, to)?;
                let is_same = |part: &TyId| Self::fits(cx, *part, to) == Some(first);
                parts[1..].iter().all(is_same).then_some(first)
            }
            (_, Ty::Union(list)) => {
                let parts = cx.types.of(list).to_vec();
                let fits: Vec<Option<bool>> =
                    parts.into_iter().map(|part| Self::fits(cx, from, part)).collect();
                if fits.contains(&Some(true)) {
                    return Some(true);
                }
                if fits.contains(&None) { None } else { Some(false) }
            }
            _ => None,
        }
    }
}

/// Whether a function takes as many arguments as a call gives.
fn takes(cx: &mut Session<'_>, def: DefRef, call: &CallSite<'_>) -> bool {
    let unit = cx.unit(def.file);
    let params = plain_params(&unit, def);
    let given = call.args.len();
    let needed = params
        .iter()
        .filter(|param| param.default.is_none() && !is_rest(param) && param.kind != ParamKind::Optional)
        .count();
    let spread = call.args.iter().any(|argument| argument.spread);
    let rest =
        params.iter().any(is_rest) || unit.def(def.def).modifiers.contains(model::kinds::Modifiers::VARIADIC);
    spread || (needed <= given && (rest || given <= params.len()))
}

/// How well the types of arguments fit: `None` when one does not, else how many surely do.
fn fit(cx: &mut Session<'_>, def: DefRef, call: &CallSite<'_>) -> Option<u32> {
    let owner = cx.unit(def.file);
    let params = plain_params(&owner, def);
    let inner = owner.def(def.def).opens.unwrap_or(owner.def(def.def).scope);
    let policy = cx.policy(&owner);
    let mut score = 0;
    for (at, argument) in call.args.iter().enumerate() {
        let Some(param) = params.get(at).or(params.last().filter(|param| is_rest(param))) else { continue };
        let Some(ty) = param.ty else { continue };
        let to = cx.lower(&owner, ty, inner);
        let from = cx.type_of(call.unit, argument.value, call.scope);
        match policy.fits(cx, from, to) {
            Some(true) => score += if from == to { 3 } else { 2 },
            None => {}
            Some(false) => return None,
        }
    }
    Some(score)
}
