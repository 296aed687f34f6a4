//! The library's definitions, by name.

use std::sync::LazyLock;

use model::expr::{Literal, Wrapper};
use model::ids::ScopeId;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, FileId, Policy, Session, StdLib, Ty, TyId};
use rustc_hash::FxHashMap;

/// The stubs: modules by their names.
pub(super) static STD: LazyLock<StdLib> =
    LazyLock::new(|| crate::stdlib::load(&crate::python::SPEC, super::NUMBER, FILES));

const FILES: &[(&str, &str)] = &[
    ("builtins", include_str!("std/builtins.pyi")),
    ("abc", include_str!("std/abc.pyi")),
    ("argparse", include_str!("std/argparse.pyi")),
    ("ast", include_str!("std/ast.pyi")),
    ("asyncio", include_str!("std/asyncio.pyi")),
    ("collections", include_str!("std/collections.pyi")),
    ("collections.abc", include_str!("std/collections.abc.pyi")),
    ("concurrent.futures", include_str!("std/concurrent.futures.pyi")),
    ("configparser", include_str!("std/configparser.pyi")),
    ("contextlib", include_str!("std/contextlib.pyi")),
    ("contextvars", include_str!("std/contextvars.pyi")),
    ("copy", include_str!("std/copy.pyi")),
    ("dataclasses", include_str!("std/dataclasses.pyi")),
    ("datetime", include_str!("std/datetime.pyi")),
    ("decimal", include_str!("std/decimal.pyi")),
    ("enum", include_str!("std/enum.pyi")),
    ("functools", include_str!("std/functools.pyi")),
    ("importlib", include_str!("std/importlib.pyi")),
    ("inspect", include_str!("std/inspect.pyi")),
    ("io", include_str!("std/io.pyi")),
    ("itertools", include_str!("std/itertools.pyi")),
    ("json", include_str!("std/json.pyi")),
    ("logging", include_str!("std/logging.pyi")),
    ("operator", include_str!("std/operator.pyi")),
    ("os", include_str!("std/os.pyi")),
    ("os.path", include_str!("std/os.path.pyi")),
    ("pathlib", include_str!("std/pathlib.pyi")),
    ("pytest", include_str!("std/pytest.pyi")),
    ("queue", include_str!("std/queue.pyi")),
    ("re", include_str!("std/re.pyi")),
    ("string", include_str!("std/string.pyi")),
    ("subprocess", include_str!("std/subprocess.pyi")),
    ("sys", include_str!("std/sys.pyi")),
    ("tempfile", include_str!("std/tempfile.pyi")),
    ("textwrap", include_str!("std/textwrap.pyi")),
    ("threading", include_str!("std/threading.pyi")),
    ("time", include_str!("std/time.pyi")),
    ("traceback", include_str!("std/traceback.pyi")),
    ("types", include_str!("std/types.pyi")),
    ("typing", include_str!("std/typing.pyi")),
    ("unittest", include_str!("std/unittest.pyi")),
    ("unittest.mock", include_str!("std/unittest.mock.pyi")),
    ("urllib.parse", include_str!("std/urllib.parse.pyi")),
    ("uuid", include_str!("std/uuid.pyi")),
    ("warnings", include_str!("std/warnings.pyi")),
    ("weakref", include_str!("std/weakref.pyi")),
];

/// The definitions of the stubs by module and name.
static TABLE: LazyLock<FxHashMap<&'static str, FxHashMap<Box<str>, DefRef>>> = LazyLock::new(|| {
    let units = super::POLICY.std().units.iter().zip(FILES);
    units
        .map(|(unit, (module, _))| {
            let top = unit.bindings_of(ScopeId::new(0)).filter_map(|id| {
                let binding = unit.binding(id);
                Some((unit.text(binding.name).into(), DefRef::new(unit.id, binding.def?)))
            });
            (*module, top.collect())
        })
        .collect()
});

/// A definition of the library.
pub(super) fn def(module: &str, name: &str) -> Option<DefRef> {
    TABLE.get(module)?.get(name).copied()
}

/// A name that needs no import.
pub(super) fn builtin(name: &str) -> Answer {
    match def("builtins", name) {
        Some(def) => Answer::def(def, Rule::Builtin),
        None => Answer::missing(Reason::UnknownName),
    }
}

/// The module and name of a library definition at the top level.
pub(super) fn name_of(def: DefRef) -> Option<(&'static str, &'static str)> {
    if !def.file.is_std() {
        return None;
    }
    let (module, unit) = unit(def.file)?;
    let facts = unit.def(def.def);
    facts.parent.is_none().then(|| (module, unit.text(facts.name)))
}

/// Whether a definition is the library's `module.name`.
pub(super) fn is(def: DefRef, module: &str, name: &str) -> bool {
    name_of(def) == Some((module, name))
}

fn unit(file: FileId) -> Option<(&'static str, &'static resolve::Unit)> {
    // The stubs of a language are numbered in their order.
    let at = (file.raw() & 0xff) as usize;
    let unit = super::POLICY.std().units.get(at).filter(|unit| unit.id == file)?;
    Some((FILES[at].0, unit))
}

/// An instance of a library class.
pub(super) fn instance(cx: &mut Session<'_>, module: &str, name: &str, args: &[TyId]) -> TyId {
    let args = cx.list(args);
    def(module, name).map_or(TyId::UNKNOWN, |def| cx.id(Ty::Instance(def, args)))
}

/// An instance of a class that needs no import.
pub(super) fn built_in(cx: &mut Session<'_>, name: &str, args: &[TyId]) -> TyId {
    instance(cx, "builtins", name, args)
}

/// The type of a literal.
pub(super) fn literal(cx: &mut Session<'_>, literal: Literal) -> TyId {
    let name = match literal {
        Literal::Int | Literal::BigInt => "int",
        Literal::Float => "float",
        Literal::Str | Literal::Template | Literal::Char => "str",
        Literal::Bytes => "bytes",
        Literal::Bool => "bool",
        Literal::Null => return TyId::NULL,
        _ => return TyId::UNKNOWN,
    };
    built_in(cx, name, &[])
}

/// The library's class that a built-in type behaves like.
pub(super) fn as_instance(cx: &mut Session<'_>, ty: Ty) -> Option<TyId> {
    match ty {
        Ty::Wrap(Wrapper::Array, element) => Some(built_in(cx, "list", &[element])),
        Ty::Wrap(Wrapper::ClassOf, inner) => {
            let inner = super::types::concrete(cx, inner);
            match cx.ty(inner) {
                Ty::Instance(def, args) => Some(cx.id(Ty::Type(def, args))),
                _ => None,
            }
        }
        Ty::Tuple(parts) => {
            let parts = cx.types.of(parts).to_vec();
            let element = cx.types.union(&parts);
            Some(built_in(cx, "tuple", &[element]))
        }
        Ty::Text(..) => Some(built_in(cx, "str", &[])),
        Ty::Function(..) | Ty::Lambda(..) | Ty::Callable(..) => {
            Some(instance(cx, "types", "FunctionType", &[]))
        }
        Ty::Type(..) => Some(built_in(cx, "type", &[])),
        _ => None,
    }
}
