//! Measuring time.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Time that something took.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug)]
pub(super) struct Took {
    /// Processor time of all threads.
    pub(super) cpu: Duration,
    /// Time that passed.
    pub(super) wall: Duration,
}

/// What `work` gives, and how long it took.
pub(super) fn timed<T>(work: impl FnOnce() -> T) -> (T, Took) {
    let (cpu, wall) = (processor(), Instant::now());
    let value = work();
    (value, Took { cpu: processor().saturating_sub(cpu), wall: wall.elapsed() })
}

fn processor() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    let nanos = time.tv_nsec.unsigned_abs() as u32;
    Duration::new(time.tv_sec.unsigned_abs(), nanos)
}

/// The least time of several rounds, by processor time: neighbours on a machine only ever add to it. Every round gives
/// the same, which is checked.
pub(super) fn least<T: PartialEq + std::fmt::Debug>(rounds: usize, mut work: impl FnMut() -> T) -> (T, Took) {
    let (value, mut best) = timed(&mut work);
    for _ in 1..rounds {
        let (again, took) = timed(&mut work);
        assert_eq!(again, value, "every round gives the same");
        if took.cpu < best.cpu {
            best = took;
        }
    }
    (value, best)
}
