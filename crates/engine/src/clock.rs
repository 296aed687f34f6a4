//! The one place that asks for the time. It decides what is looked at again, never what a fact says.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Nanoseconds since 1970.
pub(crate) fn now_ns() -> i64 {
    #[allow(clippy::disallowed_methods, reason = "see the module's documentation")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)
}

/// Milliseconds since 1970.
pub(crate) fn now_ms() -> u64 {
    u64::try_from(now_ns() / 1_000_000).unwrap_or(0)
}

/// The time now, for measuring how long something lasts.
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// As [`utc`], with milliseconds: `2026-11-26T08:00:00.042Z`.
pub fn utc_with_ms(ms: u64) -> String {
    let seconds = utc(ms);
    format!("{}.{:03}Z", seconds.trim_end_matches('Z'), ms % 1000)
}

/// Milliseconds since 1970 as a date and time in UTC: `2026-11-26T08:00:00Z`. Days to date by the civil calendar: Howard Hinnant,
/// "chrono-compatible low-level date algorithms".
pub fn utc(ms: u64) -> String {
    let seconds = ms / 1000;
    let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The modification time to remember: a file changed just now could change again without its time telling, so its time
/// is not trusted (git calls such an entry "racily clean").
pub(crate) fn trusted(mtime_ns: i64, now_ns: i64) -> i64 {
    const SETTLED_AFTER_NS: i64 = 2_000_000_000;
    if now_ns.saturating_sub(mtime_ns) < SETTLED_AFTER_NS { 0 } else { mtime_ns }
}

#[cfg(test)]
mod tests {
    use super::{trusted, utc, utc_with_ms};

    #[test]
    fn times_are_written_as_dates() {
        assert_eq!(utc(0), "1970-01-01T00:00:00Z");
        assert_eq!(utc(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(utc(1_798_761_599_999), "2026-12-31T23:59:59Z");
        assert_eq!(utc_with_ms(1_798_761_599_042), "2026-12-31T23:59:59.042Z");
    }

    #[test]
    fn fresh_and_future_times_are_not_trusted() {
        let now = 10_000_000_000;
        assert_eq!(trusted(now - 5_000_000_000, now), now - 5_000_000_000);
        assert_eq!(trusted(now - 1_000_000_000, now), 0);
        assert_eq!(trusted(now + 60_000_000_000, now), 0);
    }
}
