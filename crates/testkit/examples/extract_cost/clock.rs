//! Time spent by this thread.

use std::fs;
use std::time::Instant;

/// Runs `body` and gives the seconds it took of the processor; of the wall clock where the system does not tell.
pub(crate) fn seconds(body: impl FnOnce()) -> f64 {
    let (processor, wall) = (processor_seconds(), Instant::now());
    body();
    match (processor, processor_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed().as_secs_f64(),
    }
}

/// The first number of Linux's `schedstat`: nanoseconds on the processor, as of the last tick.
fn processor_seconds() -> Option<f64> {
    // Giving up the processor makes the system bring the number up to date.
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = text.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}
