//! How C's names are resolved.

use std::sync::LazyLock;

use resolve::{Policy, StdLib};

/// Number of this policy in the registry.
const NUMBER: u32 = 4;

static STD: LazyLock<StdLib> = LazyLock::new(|| crate::stdlib::load(&super::SPEC, NUMBER, &[]));

/// The registry entry.
pub(crate) static POLICY: C = C;

/// C.
pub(crate) struct C;

impl Policy for C {
    fn languages(&self) -> &'static [&'static str] {
        &["c"]
    }

    fn version(&self) -> u32 {
        1
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }
}
