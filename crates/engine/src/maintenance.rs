//! Looking after databases: copying them into another kind of store, checking them, mending them, giving space back.
//!
//! Everything that a store can be searched by follows from the facts, sources and outcomes that it keeps. All that is here
//! rests on one step: derive it again (`derive.rs`), then write it elsewhere or compare.

mod archiving;
mod compact;
mod copy;
mod derive;
mod health;
mod history;
mod mend;
mod migrate;
mod recount;
mod upgrade;
mod verify;

pub use self::archiving::{ARCHIVE_EXTENSION, Archived, ImportOptions, export_archive, import_archive};
pub use self::compact::{Compacted, compact};
pub use self::copy::file_writes;
pub use self::health::{Check, Finding, Health, health};
pub use self::mend::{Mended, mend};
pub use self::migrate::{Contents, MigrateOptions, Migrated, migrate};
pub use self::upgrade::{UpgradeSource, Upgraded, upgrade};
pub use self::verify::{Listed, Rebuilt, TreeDifference, Verified, tree_difference, verify};
