//! Whether a type fits a pattern with parameters, and what the parameters stand for then.

use model::expr::Wrapper;
use resolve::{Session, Ty, TyId};

use super::{assoc, callables, calls, impls, types};

/// How well a type fits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// It does not.
    No,
    /// Nothing speaks against it.
    Maybe,
    /// It does.
    Yes,
}

/// Collects what parameters stand for.
pub(super) struct Matcher<'a> {
    open: &'a [TyId],
    /// Parameters and what they stand for, alternating.
    pub(super) bound: Vec<TyId>,
    /// Whether references are looked through: for arguments, which are adjusted, but not for the types of `impl` blocks.
    adjusts: bool,
    depth: u32,
}

impl<'a> Matcher<'a> {
    /// Nothing is bound yet; types must agree exactly.
    pub(super) fn new(open: &'a [TyId]) -> Self {
        Self::with(open, Vec::new())
    }

    /// Something is bound already.
    pub(super) fn with(open: &'a [TyId], bound: Vec<TyId>) -> Self {
        Self { open, bound, adjusts: false, depth: 0 }
    }

    /// For arguments, which coerce.
    pub(super) fn adjusting(mut self) -> Self {
        self.adjusts = true;
        self
    }

    /// Fits a type to a pattern.
    pub(super) fn fit(&mut self, cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Fit {
        const DEEPEST: u32 = 10;
        if pattern.is_unknown() || given.is_unknown() || self.depth > DEEPEST {
            return Fit::Maybe;
        }
        if self.open.contains(&pattern) {
            return self.bind(cx, pattern, given);
        }
        if pattern == given && !cx.types.is_open(pattern) {
            return Fit::Yes;
        }
        self.depth += 1;
        let fit = self.fit_parts(cx, pattern, given);
        self.depth -= 1;
        fit
    }

    fn bind(&mut self, cx: &mut Session<'_>, param: TyId, given: TyId) -> Fit {
        let known = self.bound.chunks_exact(2).position(|pair| pair[0] == param);
        match known {
            None => {
                self.bound.extend([param, given]);
                Fit::Yes
            }
            Some(at) => {
                let before = self.bound[2 * at + 1];
                if types::is_vague(cx, before) && !types::is_vague(cx, given) {
                    self.bound[2 * at + 1] = given;
                }
                Fit::Maybe
            }
        }
    }

    fn fit_all(&mut self, cx: &mut Session<'_>, pairs: Vec<(TyId, TyId)>) -> Fit {
        pairs.into_iter().map(|(pattern, given)| self.fit(cx, pattern, given)).min().unwrap_or(Fit::Yes)
    }

    fn fit_parts(&mut self, cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Fit {
        let references = |wrapper| matches!(wrapper, Wrapper::Reference | Wrapper::MutReference);
        match (cx.ty(pattern), cx.ty(given)) {
            (Ty::External, _) | (_, Ty::External | Ty::Union(_)) => Fit::Maybe,
            (Ty::Instance(a, left), Ty::Instance(b, right)) if a == b => {
                let pairs = zip(cx, left, right);
                self.fit_all(cx, pairs)
            }
            (Ty::Wrap(a, left), Ty::Wrap(b, right))
                if a == b || (references(a) && references(b) && self.adjusts) =>
            {
                self.fit(cx, left, right)
            }
            (Ty::Wrap(wrapper, left), _) if self.adjusts && references(wrapper) => {
                self.fit_coerced(cx, left, given)
            }
            (Ty::Instance(def, _), _) if types::is_trait(cx, def) => self.fit_trait(cx, pattern, given),
            (Ty::Intersection(list), _) => {
                let parts = cx.types.of(list).to_vec();
                let pairs = parts.into_iter().map(|part| (part, given)).collect();
                self.fit_all(cx, pairs)
            }
            (Ty::Tuple(left), Ty::Tuple(right)) => {
                if cx.types.of(left).len() != cx.types.of(right).len() {
                    return Fit::No;
                }
                let pairs = zip(cx, left, right);
                self.fit_all(cx, pairs)
            }
            (Ty::Callable(_, ret), _) => match calls::result_of(cx, given) {
                Some(result) => {
                    self.fit(cx, ret, result);
                    Fit::Maybe
                }
                None => Fit::No,
            },
            (Ty::Assoc(..), _) => {
                let known = cx.types.substitute(pattern, &self.bound.clone());
                let known = assoc::normal(cx, known);
                if known == pattern || matches!(cx.ty(known), Ty::Assoc(..)) {
                    Fit::Maybe
                } else {
                    self.fit(cx, known, given)
                }
            }
            _ if pattern == given => Fit::Yes,
            (Ty::Param(..) | Ty::SelfOf(_), _) => Fit::Maybe,
            (_, Ty::Param(..) | Ty::SelfOf(_) | Ty::Assoc(..)) => Fit::No,
            (_, Ty::Instance(def, _)) if types::is_trait(cx, def) => Fit::No,
            (_, Ty::Wrap(wrapper, inner)) if self.adjusts && references(wrapper) => {
                self.fit(cx, pattern, inner).min(Fit::Maybe)
            }
            _ => Self::fit_number(cx, pattern, given),
        }
    }

    /// `&T` takes a reference to something that dereferences to a `T`.
    fn fit_coerced(&mut self, cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Fit {
        let fit = self.fit(cx, pattern, given);
        if fit > Fit::No {
            return fit.min(Fit::Maybe);
        }
        match assoc::dereferenced(cx, given) {
            Some(inner) => self.fit(cx, pattern, inner).min(Fit::Maybe),
            None => Fit::No,
        }
    }

    /// `impl Trait<T>` takes what has the trait.
    fn fit_trait(&mut self, cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Fit {
        let Ty::Instance(def, left) = cx.ty(pattern) else { return Fit::Maybe };
        if let Some((params, ret)) = callables::signature(cx, pattern) {
            let callable = cx.id(Ty::Callable(params, ret));
            return self.fit(cx, callable, given);
        }
        let mut current = Some(given);
        while let Some(ty) = current {
            if let Some(seen) = impls::implements(cx, ty, def) {
                let Ty::Instance(_, right) = cx.ty(seen) else { return Fit::Maybe };
                let pairs = zip(cx, left, right);
                self.fit_all(cx, pairs);
                return Fit::Maybe;
            }
            current = match cx.ty(ty) {
                Ty::Wrap(Wrapper::Reference | Wrapper::MutReference, inner) => Some(inner),
                _ => None,
            };
        }
        Fit::Maybe
    }

    /// A literal may be of any type of numbers.
    fn fit_number(cx: &mut Session<'_>, pattern: TyId, given: TyId) -> Fit {
        let is_number = |cx: &mut Session<'_>, ty| types::primitive_name(cx, ty).is_some_and(is_numeric);
        let literal =
            types::primitive_name(cx, given).is_some_and(|name| name == "integer" || name == "float");
        if literal && is_number(cx, pattern) { Fit::Maybe } else { Fit::No }
    }
}

fn is_numeric(name: &str) -> bool {
    name.starts_with(['u', 'i', 'f']) && name != "unit"
}

fn zip(cx: &Session<'_>, left: resolve::TyList, right: resolve::TyList) -> Vec<(TyId, TyId)> {
    cx.types.of(left).iter().copied().zip(cx.types.of(right).iter().copied()).collect()
}
