//! How to watch.

use std::path::PathBuf;
use std::time::Duration;

/// How a tree is watched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WatchOptions {
    /// A batch is ready when nothing happened for this long.
    pub debounce: Duration,
    /// A batch is ready when its first event is this old, however much is going on.
    pub longest_wait: Duration,
    /// Do without the operating system's events and report the root as changed at every interval. For file systems that
    /// have no events: network shares, some containers.
    pub poll: bool,
    /// How often what cannot be watched is reported as changed, counted from when it was last waited for.
    pub poll_interval: Duration,
    /// Paths that do not count: each path itself, all below it, and what lies beside it under its name with a `-` behind
    /// (`map.db`, `map.db-wal`). Absolute or relative to the root. For databases that lie inside of the tree.
    pub ignore: Vec<PathBuf>,
}

impl Default for WatchOptions {
    /// A batch after 20 ms of quiet or one second at the latest; polls every two seconds.
    fn default() -> Self {
        Self {
            debounce: Duration::from_millis(20),
            longest_wait: Duration::from_secs(1),
            poll: false,
            poll_interval: Duration::from_secs(2),
            ignore: Vec::new(),
        }
    }
}
