//! How Java's names are resolved.

use std::sync::LazyLock;

use resolve::{Policy, StdLib};

/// Number of this policy in the registry.
const NUMBER: u32 = 1;

static STD: LazyLock<StdLib> = LazyLock::new(|| crate::stdlib::load(&super::SPEC, NUMBER, &[]));

/// The registry entry.
pub(crate) static POLICY: Java = Java;

/// Java.
pub(crate) struct Java;

impl Policy for Java {
    fn languages(&self) -> &'static [&'static str] {
        &["java"]
    }

    fn version(&self) -> u32 {
        1
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }
}
