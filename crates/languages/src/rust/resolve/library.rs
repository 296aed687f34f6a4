//! The library stub: its files are modules of `std`, and every name in it can be found by itself.

use std::sync::LazyLock;

use model::ids::ScopeId;
use model::kinds::DefKind;
use model::outcome::{Reason, Rule};
use resolve::{Answer, DefRef, Entity, FileId, Session, Space, StdLib, Ty, TyId, TyList};
use rustc_hash::FxHashMap;

use super::names;

/// Number of the Rust policy in the registry.
pub(super) const NUMBER: u32 = 2;

/// The stub files, by module.
static FILES: &[(&str, &str)] = &[
    ("prim", include_str!("std/prim.rs")),
    ("option", include_str!("std/option.rs")),
    ("result", include_str!("std/result.rs")),
    ("vec", include_str!("std/vec.rs")),
    ("string", include_str!("std/string.rs")),
    ("collections", include_str!("std/collections.rs")),
    ("iter", include_str!("std/iter.rs")),
    ("boxed", include_str!("std/boxed.rs")),
    ("rc", include_str!("std/rc.rs")),
    ("sync", include_str!("std/sync.rs")),
    ("cell", include_str!("std/cell.rs")),
    ("borrow", include_str!("std/borrow.rs")),
    ("path", include_str!("std/path.rs")),
    ("ffi", include_str!("std/ffi.rs")),
    ("io", include_str!("std/io.rs")),
    ("fmt", include_str!("std/fmt.rs")),
    ("fs", include_str!("std/fs.rs")),
    ("env", include_str!("std/env.rs")),
    ("process", include_str!("std/process.rs")),
    ("thread", include_str!("std/thread.rs")),
    ("time", include_str!("std/time.rs")),
    ("ops", include_str!("std/ops.rs")),
    ("cmp", include_str!("std/cmp.rs")),
    ("convert", include_str!("std/convert.rs")),
    ("clone", include_str!("std/clone.rs")),
    ("default", include_str!("std/default.rs")),
    ("hash", include_str!("std/hash.rs")),
    ("error", include_str!("std/error.rs")),
    ("any", include_str!("std/any.rs")),
    ("str", include_str!("std/str.rs")),
    ("mem", include_str!("std/mem.rs")),
    ("ptr", include_str!("std/ptr.rs")),
    ("pin", include_str!("std/pin.rs")),
    ("future", include_str!("std/future.rs")),
    ("task", include_str!("std/task.rs")),
    ("num", include_str!("std/num.rs")),
    ("net", include_str!("std/net.rs")),
    ("marker", include_str!("std/marker.rs")),
    ("slice", include_str!("std/slice.rs")),
    ("hint", include_str!("std/hint.rs")),
    ("array", include_str!("std/array.rs")),
    ("char", include_str!("std/char.rs")),
    ("panic", include_str!("std/panic.rs")),
];

/// The stub.
pub(super) static STD: LazyLock<StdLib> =
    LazyLock::new(|| crate::stdlib::load(&super::super::SPEC, NUMBER, FILES));

/// What is looked up in the stub as a whole.
#[derive(Default)]
struct Index {
    files: FxHashMap<&'static str, FileId>,
    /// Items at the top of a file.
    names: FxHashMap<String, Vec<DefRef>>,
    /// `impl` blocks by the name of the type that they are for.
    impls: FxHashMap<String, Vec<DefRef>>,
    /// `impl` blocks for a type parameter.
    blanket: Vec<DefRef>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for ((module, _), unit) in FILES.iter().zip(&STD.units) {
        index.files.insert(module, unit.id);
        for (id, def) in unit.defs() {
            let (name, def_ref) = (unit.text(def.name), DefRef::new(unit.id, id));
            if def.kind == DefKind::Impl {
                let params = unit.facts.type_params(def.type_params);
                if params.iter().any(|param| param.name == def.name) {
                    index.blanket.push(def_ref);
                } else {
                    index.impls.entry(name.to_owned()).or_default().push(def_ref);
                }
            } else if def.scope == ScopeId::new(0) {
                index.names.entry(name.to_owned()).or_default().push(def_ref);
            }
        }
    }
    index
});

/// What every module sees without import.
const PRELUDE: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "String",
    "Box",
    "ToString",
    "ToOwned",
    "Clone",
    "Copy",
    "Send",
    "Sync",
    "Sized",
    "Unpin",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Iterator",
    "IntoIterator",
    "Extend",
    "DoubleEndedIterator",
    "ExactSizeIterator",
    "FromIterator",
    "Default",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "AsRef",
    "AsMut",
    "Into",
    "From",
    "TryFrom",
    "TryInto",
    "drop",
    "Debug",
    "Hash",
    "size_of",
    "size_of_val",
    "align_of",
    "align_of_val",
];

/// Primitive types as names in paths.
pub(super) const PRIMITIVES: &[&str] = &[
    "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128",
    "isize", "f32", "f64",
];

/// The crates that make up the library.
pub(super) fn is_crate(name: &str) -> bool {
    matches!(name, "std" | "core" | "alloc" | "proc_macro" | "test")
}

/// A name that needs no import.
pub(super) fn prelude(cx: &mut Session<'_>, name: &str, space: Space) -> Answer {
    if !PRELUDE.contains(&name) {
        return Answer::missing(Reason::UnknownName);
    }
    match anywhere(cx, name, space) {
        found if found.is_missing() && space != Space::Macro => Answer::external(Rule::Builtin),
        found => found,
    }
}

/// A name of the stub, wherever in it.
pub(super) fn anywhere(cx: &mut Session<'_>, name: &str, space: Space) -> Answer {
    let variant = match name {
        "Some" | "None" => Some("Option"),
        "Ok" | "Err" => Some("Result"),
        _ => None,
    };
    let Some(defs) = INDEX.names.get(variant.unwrap_or(name)) else {
        return Answer::missing(Reason::UnknownName);
    };
    for &def in defs {
        let unit = cx.unit(def.file);
        if variant.is_some() {
            let found = unit.children(def.def).find(|child| unit.def_name(*child) == name);
            if let Some(found) = found {
                return Answer::def(DefRef::new(def.file, found), Rule::Builtin);
            }
        } else if names::in_space(&unit, def.def, space) {
            return Answer::def(def, Rule::Builtin);
        }
    }
    Answer::missing(Reason::UnknownName)
}

/// A member of the library's root.
pub(super) fn module(name: &str) -> Answer {
    match INDEX.files.get(name) {
        Some(&file) => Answer::one(Entity::Module(file), Rule::ExternalImport),
        None => Answer::external(Rule::ExternalImport),
    }
}

/// The stub's module with this name.
pub(super) fn file(name: &str) -> Option<FileId> {
    INDEX.files.get(name).copied()
}

/// `impl` blocks of the stub for types of this name.
pub(super) fn impls(name: &str) -> &'static [DefRef] {
    INDEX.impls.get(name).map_or(&[], Vec::as_slice)
}

/// `impl` blocks of the stub for type parameters.
pub(super) fn blanket() -> &'static [DefRef] {
    &INDEX.blanket
}

/// The definition of a type or trait of the stub by its name alone.
pub(super) fn def(name: &str) -> Option<DefRef> {
    INDEX.names.get(name)?.first().copied()
}

/// An instance of a type of the stub.
pub(super) fn instance(cx: &mut Session<'_>, name: &str, args: &[TyId]) -> TyId {
    let Some(def) = def(name) else { return TyId::UNKNOWN };
    let args = if args.is_empty() { TyList::EMPTY } else { cx.list(args) };
    cx.id(Ty::Instance(def, args))
}

/// Whether a definition is the stub's of this name.
pub(super) fn is(def: DefRef, name: &str) -> bool {
    def.file.is_std() && INDEX.names.get(name).is_some_and(|defs| defs.contains(&def))
}

/// A primitive type.
pub(super) fn primitive(cx: &mut Session<'_>, name: &str) -> TyId {
    match name {
        "!" => TyId::UNKNOWN,
        _ => instance(cx, &format!("prim_{name}"), &[]),
    }
}

/// Whether a type of the stub has parameters.
pub(super) fn is_generic(def: DefRef) -> bool {
    let unit = STD.units.iter().find(|unit| unit.id == def.file);
    unit.is_some_and(|unit| !unit.def(def.def).type_params.is_empty())
}
