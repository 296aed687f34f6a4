//! Doing to databases what machines do to them: kills at any moment, many readers beside a writer, full disks.
//!
//! Every trial runs the built program in processes of its own and looks at what is left through the library and through
//! `magellan doctor`, before anything could repair it.

mod crowd;
mod disk;
mod ground;
mod kills;
mod migration;
mod watching;

pub use crowd::{Crowd, CrowdReport, read_for_a_while};
pub use disk::{DiskReport, fill_disks};
pub use kills::{Deed, KillReport, kill};
pub use migration::kill_migrations;
pub use watching::{WatcherReport, kill_watchers};
