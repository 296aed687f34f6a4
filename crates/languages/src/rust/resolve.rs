//! How Rust's names are resolved.

use std::sync::LazyLock;

use resolve::{Policy, StdLib};

/// Number of this policy in the registry.
const NUMBER: u32 = 2;

static STD: LazyLock<StdLib> = LazyLock::new(|| crate::stdlib::load(&super::SPEC, NUMBER, &[]));

/// The registry entry.
pub(crate) static POLICY: Rust = Rust;

/// Rust.
pub(crate) struct Rust;

impl Policy for Rust {
    fn languages(&self) -> &'static [&'static str] {
        &["rust"]
    }

    fn version(&self) -> u32 {
        1
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }
}
