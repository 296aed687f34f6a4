//! The one place with clocks. They decide when a batch is given out, never what is in it.

use std::fs::Metadata;
use std::time::{Duration, Instant, SystemTime};

/// The time now, for measuring how long nothing happened.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// When a file was last written, and how long ago that is; none when that lies in the future.
pub(crate) fn age(metadata: &Metadata) -> Option<(SystemTime, Duration)> {
    let written = metadata.modified().ok()?;
    Some((written, written.elapsed().unwrap_or_default()))
}
