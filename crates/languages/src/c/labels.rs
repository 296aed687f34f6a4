//! What marks definitions of C and C++. Tests are read with the macros that make them.

use extract::{EntryPoint, LabelRules};
use model::kinds::{DefKind, Modifiers};

/// A program begins with a function of this name.
const fn entry(name: &'static str) -> EntryPoint {
    EntryPoint { name, kind: DefKind::Function, with: Modifiers::NONE, visibility: None }
}

pub(crate) static RULES: LabelRules = LabelRules {
    entry_points: &[
        entry("main"),
        entry("wmain"),
        entry("WinMain"),
        entry("wWinMain"),
        entry("DllMain"),
        entry("LLVMFuzzerTestOneInput"),
    ],
    head_texts: &[
        ("[[deprecated", Modifiers::DEPRECATED),
        ("[[gnu::deprecated", Modifiers::DEPRECATED),
        ("((deprecated", Modifiers::DEPRECATED),
        ("((__deprecated__", Modifiers::DEPRECATED),
        ("__declspec(deprecated", Modifiers::DEPRECATED),
    ],
    methods: &[
        ("SetUp", Modifiers::FIXTURE),
        ("TearDown", Modifiers::FIXTURE),
        ("SetUpTestSuite", Modifiers::FIXTURE),
        ("TearDownTestSuite", Modifiers::FIXTURE),
        ("SetUpTestCase", Modifiers::FIXTURE),
        ("TearDownTestCase", Modifiers::FIXTURE),
    ],
    ..LabelRules::NONE
};
