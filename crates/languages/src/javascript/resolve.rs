//! How JavaScript's and TypeScript's names are resolved.

use std::sync::LazyLock;

use resolve::{Policy, StdLib};

/// Number of this policy in the registry.
const NUMBER: u32 = 3;

static STD: LazyLock<StdLib> = LazyLock::new(|| crate::stdlib::load(&super::SPEC, NUMBER, &[]));

/// The registry entry.
pub(crate) static POLICY: EcmaScript = EcmaScript;

/// JavaScript and TypeScript.
pub(crate) struct EcmaScript;

impl Policy for EcmaScript {
    fn languages(&self) -> &'static [&'static str] {
        &["javascript", "typescript"]
    }

    fn version(&self) -> u32 {
        1
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }
}
