//! What a compiler says of the tree: measured against ([`audit`]), and adopted as a tier of its own beside the database ([`import_scip`]).
//!
//! ```text
//! SCIP ──whose document is it, does it fit?──► definitions: symbol → ours ──► sites: ours against theirs ──► overlay, or counts
//! ```

mod audit;
mod import;
mod judge;
mod meaning;
mod overlays;
mod place;
mod score;

pub use audit::{Audit, AuditQuery, DefinitionScore, Disagreement, DisagreementKind, audit};
pub use import::{Imported, import_scip};
pub use judge::{Refusal, RefusedDocument};
pub use meaning::TheirPlace;
pub(crate) use overlays::carry;
pub use overlays::{ListedOverlay, drop_overlay, list_overlays, overlays_path, remove_database, tiers};
pub use score::AuditScore;

use std::path::PathBuf;

/// A SCIP index, and where its root is in the tree.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ScipInput {
    /// The file.
    pub file: PathBuf,
    /// The directory that its paths are relative to, root-relative; `None` for the root that the index names if that is in the tree,
    /// else for the root of the tree.
    pub under: Option<String>,
}
