//! What can be called: function types, and types with the traits of callables.

use model::expr::Wrapper;
use resolve::{DefRef, Session, Ty, TyId, TyList};

use super::{bounds, calls, library};

const CALLABLE: &[&str] = &["Fn", "FnMut", "FnOnce", "AsyncFn", "AsyncFnMut", "AsyncFnOnce"];

fn is_fn_trait(cx: &mut Session<'_>, def: DefRef) -> bool {
    def.file.is_std() && {
        let unit = cx.unit(def.file);
        CALLABLE.contains(&unit.def_name(def.def))
    }
}

/// Parameters and result of something that can be called.
pub(super) fn signature(cx: &mut Session<'_>, ty: TyId) -> Option<(TyList, TyId)> {
    match cx.ty(ty) {
        Ty::Callable(params, ret) => Some((params, ret)),
        Ty::Instance(def, args) => {
            let args = cx.types.of(args).to_vec();
            let first = *args.first()?;
            if is_fn_trait(cx, def) {
                return match cx.ty(first) {
                    Ty::Callable(params, ret) => Some((params, ret)),
                    _ => None,
                };
            }
            if def.file.is_std()
                && (library::is(def, "Box") || library::is(def, "Rc") || library::is(def, "Arc"))
            {
                return cx.deeper(None, |cx| signature(cx, first));
            }
            None
        }
        Ty::Param(..) | Ty::Intersection(_) | Ty::Assoc(..) => {
            let above = bounds::of_type(cx, ty);
            above.into_iter().find_map(|bound| match cx.ty(bound) {
                Ty::Instance(..) => signature(cx, bound),
                _ => None,
            })
        }
        Ty::Wrap(Wrapper::Reference | Wrapper::MutReference, inner) => {
            cx.deeper(None, |cx| signature(cx, inner))
        }
        _ => None,
    }
}

/// A function or closure seen as having one of the traits of callables.
pub(super) fn fn_trait(cx: &mut Session<'_>, ty: TyId, wanted: DefRef) -> Option<(TyId, TyId)> {
    if !matches!(cx.ty(ty), Ty::Lambda(..) | Ty::Function(..) | Ty::Callable(..) | Ty::Type(..))
        || !is_fn_trait(cx, wanted)
    {
        return None;
    }
    let callable = if matches!(cx.ty(ty), Ty::Callable(..)) {
        ty
    } else {
        let result = calls::result_of(cx, ty)?;
        cx.id(Ty::Callable(TyList::EMPTY, result))
    };
    let args = cx.list(&[callable]);
    Some((callable, cx.id(Ty::Instance(wanted, args))))
}
