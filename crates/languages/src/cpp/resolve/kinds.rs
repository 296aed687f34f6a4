//! Kinds of definitions as C++ sees them.

use model::kinds::DefKind;
use resolve::Unit;

/// Whether a file is in C or C++: both name each other's definitions.
pub(super) fn is_family(unit: &Unit) -> bool {
    is_family_name(&unit.placement.language)
}

/// Whether this is the name of C or C++.
pub(super) fn is_family_name(language: &str) -> bool {
    matches!(language, "c" | "cpp")
}

/// Whether it has members and can be declared ahead of its definition.
pub(super) fn is_class(kind: DefKind) -> bool {
    matches!(kind, DefKind::Class | DefKind::Struct | DefKind::Union | DefKind::Enum)
}

/// Whether a name of it is a type.
pub(super) fn is_type(kind: DefKind) -> bool {
    is_class(kind) || matches!(kind, DefKind::TypeAlias | DefKind::Concept)
}

/// Whether it can be overloaded.
pub(super) fn is_function(kind: DefKind) -> bool {
    matches!(kind, DefKind::Function | DefKind::Method | DefKind::Constructor)
}
