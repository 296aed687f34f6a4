//! Following a source tree: events of the operating system become batches of changed paths, and nothing else.
//!
//! ```text
//! directories ──follow──► Backend ──Notice──► sieve ──► batch ──quiet──► Changes
//!                         inotify, …          paths below the root        sorted, each once
//! ```
//!
//! A batch says where something *may* have changed, not what: whoever gets it lists and stats those paths anew. So an
//! event too many costs a look, and events may be merged, doubled or late; only one too few would be a mistake.
//!
//! # Follow first, list afterwards
//!
//! A directory tells of changes from the moment it is followed. What changes between a listing and a later
//! [`Watcher::follow`] is missed. So the order is: find the directories, follow them, and believe only what is listed
//! *after* that. When that listing shows new directories, follow those, list those, and so on until there are none.
//!
//! * At the start: discover, follow all directories of the discovery, discover again.
//! * A changed path that names a directory: everything below it may have changed. Follow it and all directories below
//!   it, also those that seem to be followed already: one that was moved away and back, or deleted and made anew, is
//!   another directory under the old name.
//! * [`Changes::rescan`]: nothing is followed any more. Begin as at the start.
//! * A directory that is not to be followed any more, because it is ignored now: [`Watcher::forget`]. Those that are
//!   deleted or moved away are forgotten without being asked.
//!
//! # Limits of the operating system
//!
//! Linux watches directories one by one and only so many. Those beyond are *polled*: reported as changed at every
//! interval. The first time, [`Followed::limit`] says so.
//!
//! No event tells that a directory *above* the root (and above the top of its git work tree) was moved, nor, on Linux,
//! that the file system was unmounted; the next listing of the root fails. Nor is it told when the `info/exclude` of a
//! repository below the root changes.

pub mod backend;
mod batch;
mod changes;
mod clock;
mod error;
mod git_lock;
mod inbox;
mod options;
mod os;
mod outside;
mod sieve;
mod watcher;

pub use changes::{Changes, Followed, Limit};
pub use error::WatchError;
pub use inbox::Waker;
pub use options::WatchOptions;
pub use watcher::Watcher;
