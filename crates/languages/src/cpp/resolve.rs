//! How C++'s names are resolved.

use std::sync::LazyLock;

use resolve::{Policy, StdLib};

/// Number of this policy in the registry.
const NUMBER: u32 = 5;

static STD: LazyLock<StdLib> = LazyLock::new(|| crate::stdlib::load(&super::SPEC, NUMBER, &[]));

/// The registry entry.
pub(crate) static POLICY: Cpp = Cpp;

/// C++.
pub(crate) struct Cpp;

impl Policy for Cpp {
    fn languages(&self) -> &'static [&'static str] {
        &["cpp"]
    }

    fn version(&self) -> u32 {
        1
    }

    fn neighbours(&self) -> &'static [&'static str] {
        &["c"]
    }

    fn textual_imports(&self) -> bool {
        true
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }
}
