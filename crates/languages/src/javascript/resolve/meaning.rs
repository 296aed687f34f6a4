//! Which name spaces definitions live in: values, types, or both.

use model::kinds::DefKind;
use resolve::Space;

/// Whether a definition of a kind has a meaning in a name space.
pub(super) fn has_meaning(kind: DefKind, space: Space) -> bool {
    match kind {
        DefKind::Interface | DefKind::TypeAlias => space == Space::Type,
        DefKind::Class | DefKind::Enum | DefKind::Namespace | DefKind::Module => {
            matches!(space, Space::Value | Space::Type)
        }
        _ => space == Space::Value,
    }
}
