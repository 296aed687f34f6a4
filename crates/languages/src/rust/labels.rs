//! What marks definitions of Rust. Tests and deprecation are read with the attributes.

use extract::{EntryPoint, LabelRules};
use model::kinds::{DefKind, Modifiers};

pub(super) static RULES: LabelRules = LabelRules {
    entry_points: &[EntryPoint {
        name: "main",
        kind: DefKind::Function,
        with: Modifiers::NONE,
        visibility: None,
    }],
    decorators: &[("fixture", Modifiers::FIXTURE)],
    ..LabelRules::NONE
};
