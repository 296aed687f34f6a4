//! The library stub: its types by package and name, and the primitive types.

use std::sync::LazyLock;

use model::expr::Literal;
use resolve::{DefRef, Policy as _, Session, StdLib, Ty, TyId, TyList};
use rustc_hash::{FxHashMap, FxHashSet};

use super::packages::{is_type, package_of};
use super::{NUMBER, POLICY};

macro_rules! stub {
    ($name:literal) => {
        ($name, include_str!(concat!("std/", $name, ".java")))
    };
}

/// The stub files. The package of each is written in it.
const FILES: &[(&str, &str)] = &[
    stub!("primitives"),
    stub!("lang"),
    stub!("lang_text"),
    stub!("lang_errors"),
    stub!("reflect"),
    stub!("util"),
    stub!("collections"),
    stub!("function"),
    stub!("stream"),
    stub!("io"),
    stub!("nio"),
    stub!("net"),
    stub!("concurrent"),
    stub!("time"),
    stub!("math"),
    stub!("text"),
    stub!("regex"),
    stub!("atomic"),
    stub!("locks"),
    stub!("charset"),
    stub!("buffers"),
    stub!("channels"),
    stub!("file_attributes"),
    stub!("annotation"),
    stub!("invoke"),
    stub!("ref"),
    stub!("time_format"),
    stub!("time_temporal"),
    stub!("security"),
    stub!("sql"),
];

/// Reads the stubs.
pub(super) fn load() -> StdLib {
    crate::stdlib::load(&super::super::SPEC, NUMBER, FILES)
}

/// Top-level types by package, then by name.
static TYPES: LazyLock<FxHashMap<String, FxHashMap<String, DefRef>>> = LazyLock::new(|| {
    let mut types: FxHashMap<String, FxHashMap<String, DefRef>> = FxHashMap::default();
    for unit in &POLICY.std().units {
        let package = types.entry(package_of(unit).to_owned()).or_default();
        for (id, def) in unit.defs().filter(|(_, def)| def.parent.is_none() && is_type(def.kind)) {
            package.insert(unit.text(def.name).to_owned(), DefRef::new(unit.id, id));
        }
    }
    types
});

/// The library type of this package and name.
pub(super) fn find(package: &str, name: &str) -> Option<DefRef> {
    TYPES.get(package)?.get(name).copied()
}

/// The library's packages, and what their names begin with.
static PACKAGES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let mut packages = FxHashSet::default();
    for unit in &POLICY.std().units {
        let name = package_of(unit);
        let ends = name.match_indices('.').map(|(dot, _)| dot).chain([name.len()]);
        packages.extend(ends.map(|end| name[..end].to_owned()));
    }
    packages
});

/// Whether a package, or one that begins with its name, is the library's.
pub(super) fn is_package(package: &str) -> bool {
    PACKAGES.contains(package)
}

/// An instance of a type of `java.lang`.
pub(super) fn lang(cx: &mut Session<'_>, name: &str) -> TyId {
    generic(cx, "java.lang", name, &[])
}

/// An instance of a library type with type arguments.
pub(super) fn generic(cx: &mut Session<'_>, package: &str, name: &str, args: &[TyId]) -> TyId {
    let args = cx.list(args);
    find(package, name).map_or(TyId::UNKNOWN, |def| cx.id(Ty::Instance(def, args)))
}

/// `java.lang.Object`.
pub(super) fn object() -> Option<DefRef> {
    find("java.lang", "Object")
}

/// Types of `java.lang` whose stubs have all their members.
static WHOLE: LazyLock<Vec<DefRef>> = LazyLock::new(|| {
    let names =
        ["Object", "Enum", "Record", "Comparable", "Iterable", "Runnable", "Cloneable", "AutoCloseable"];
    names.iter().filter_map(|name| find("java.lang", name)).chain(find("java.io", "Serializable")).collect()
});

/// Whether a stub has all members of a type.
pub(super) fn is_whole(def: DefRef) -> bool {
    WHOLE.contains(&def)
}

/// Whether a type is an instance of this type of `java.lang`.
pub(super) fn is_lang(cx: &Session<'_>, ty: TyId, name: &str) -> bool {
    matches!(cx.ty(ty), Ty::Instance(def, _) if find("java.lang", name) == Some(def))
}

/// A primitive type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Primitive {
    Byte,
    Short,
    Char,
    Int,
    Long,
    Float,
    Double,
    Boolean,
    Void,
}

/// Keyword, name in the stub, class that boxes it.
const PRIMITIVES: &[(Primitive, &str, &str, &str)] = &[
    (Primitive::Byte, "byte", "PrimitiveByte", "Byte"),
    (Primitive::Short, "short", "PrimitiveShort", "Short"),
    (Primitive::Char, "char", "PrimitiveChar", "Character"),
    (Primitive::Int, "int", "PrimitiveInt", "Integer"),
    (Primitive::Long, "long", "PrimitiveLong", "Long"),
    (Primitive::Float, "float", "PrimitiveFloat", "Float"),
    (Primitive::Double, "double", "PrimitiveDouble", "Double"),
    (Primitive::Boolean, "boolean", "PrimitiveBoolean", "Boolean"),
    (Primitive::Void, "void", "PrimitiveVoid", "Void"),
];

/// The package that primitive types have in the stub: no Java program can name it.
const PACKAGE: &str = "primitives";

/// The type named by a keyword.
pub(super) fn keyword(cx: &mut Session<'_>, keyword: &str) -> TyId {
    let row = PRIMITIVES.iter().find(|row| row.1 == keyword);
    row.map_or(TyId::UNKNOWN, |row| generic(cx, PACKAGE, row.2, &[]))
}

/// A primitive type.
pub(super) fn primitive(cx: &mut Session<'_>, which: Primitive) -> TyId {
    generic(cx, PACKAGE, PRIMITIVES[which as usize].2, &[])
}

/// Their definitions, in the order of [`PRIMITIVES`], then those of the classes that box them.
static BOXES: LazyLock<Vec<(Option<DefRef>, Option<DefRef>)>> = LazyLock::new(|| {
    let row = |row: &(Primitive, &str, &str, &str)| (find(PACKAGE, row.2), find("java.lang", row.3));
    PRIMITIVES.iter().map(row).collect()
});

/// Which primitive type a type is.
pub(super) fn as_primitive(cx: &Session<'_>, ty: TyId) -> Option<Primitive> {
    let Ty::Instance(def, _) = cx.ty(ty) else { return None };
    let at = BOXES.iter().position(|(primitive, _)| *primitive == Some(def))?;
    Some(PRIMITIVES[at].0)
}

/// Which primitive type unboxing a type gives.
pub(super) fn unboxed(cx: &Session<'_>, ty: TyId) -> Option<Primitive> {
    let Ty::Instance(def, _) = cx.ty(ty) else { return None };
    let at = BOXES.iter().position(|(_, boxed)| *boxed == Some(def))?;
    Some(PRIMITIVES[at].0)
}

/// The class that boxes a primitive type; other types are themselves.
pub(super) fn boxed(cx: &mut Session<'_>, ty: TyId) -> TyId {
    match as_primitive(cx, ty) {
        Some(which) => match BOXES[which as usize].1 {
            Some(def) => cx.id(Ty::Instance(def, TyList::EMPTY)),
            None => ty,
        },
        None => ty,
    }
}

/// The type of a literal.
pub(super) fn literal(cx: &mut Session<'_>, literal: Literal) -> TyId {
    match literal {
        Literal::Int => primitive(cx, Primitive::Int),
        Literal::Float => primitive(cx, Primitive::Double),
        Literal::Char => primitive(cx, Primitive::Char),
        Literal::Bool => primitive(cx, Primitive::Boolean),
        Literal::Str | Literal::Template => lang(cx, "String"),
        Literal::Null => TyId::NULL,
        _ => TyId::UNKNOWN,
    }
}
