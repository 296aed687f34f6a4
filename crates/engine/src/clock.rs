//! The one place that asks for the time. It decides what is looked at again, never what a fact says.

use std::time::{SystemTime, UNIX_EPOCH};

/// Nanoseconds since 1970.
pub(crate) fn now_ns() -> i64 {
    #[allow(clippy::disallowed_methods, reason = "see the module's documentation")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// The modification time to remember: a file changed just now could change again without its time telling, so its time
/// is not trusted (git calls such an entry "racily clean").
pub(crate) fn trusted(mtime_ns: i64, now_ns: i64) -> i64 {
    const SETTLED_AFTER_NS: i64 = 2_000_000_000;
    if now_ns.saturating_sub(mtime_ns) < SETTLED_AFTER_NS { 0 } else { mtime_ns }
}

#[cfg(test)]
mod tests {
    use super::trusted;

    #[test]
    fn fresh_and_future_times_are_not_trusted() {
        let now = 10_000_000_000;
        assert_eq!(trusted(now - 5_000_000_000, now), now - 5_000_000_000);
        assert_eq!(trusted(now - 1_000_000_000, now), 0);
        assert_eq!(trusted(now + 60_000_000_000, now), 0);
    }
}
