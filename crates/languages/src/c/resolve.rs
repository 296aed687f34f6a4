//! How C's names are resolved.

mod commands;
mod conditions;
pub(crate) mod includes;
pub(crate) mod paths;
pub(crate) mod project;
pub(crate) mod regions;
pub(crate) mod system;

use std::sync::{Arc, LazyLock};

use resolve::{Files, Manifests, Policy, Project, StdLib};

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
        2
    }

    fn std(&self) -> &'static StdLib {
        &STD
    }

    fn manifests(&self) -> &'static [&'static str] {
        project::MANIFESTS
    }

    fn project(&self, files: &Files, manifests: &dyn Manifests) -> Project {
        Arc::new(includes::Model::new(files, manifests))
    }
}
