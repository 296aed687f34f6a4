//! What a process that goes on costs.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::figures::Figures;

/// Processor time while nothing happens.
pub(super) fn idle(process: u32, lasts: Duration, figures: &mut Figures) -> Result<()> {
    if lasts.is_zero() {
        return Ok(());
    }
    std::thread::sleep(Duration::from_secs(3));
    let before = exact_time(process)?;
    std::thread::sleep(lasts);
    let used = exact_time(process)?.saturating_sub(before);
    let share = used.as_secs_f64() / lasts.as_secs_f64() * 100.0;
    let (used, lasts) = (used.as_secs_f64() * 1e3, lasts.as_secs());
    figures.say(format!("an idle watcher: {used:.1} CPU ms in {lasts} s, {share:.3} % of a processor"));
    Ok(())
}

/// Waits until a process has nothing to do any more; gives how long that took, and its processor time.
pub(super) fn calm(process: u32) -> Result<(Duration, Duration)> {
    const PAUSE: Duration = Duration::from_millis(250);
    let (begun, first) = (Instant::now(), processor_time(process)?);
    let mut before = first;
    loop {
        std::thread::sleep(PAUSE);
        let now = processor_time(process)?;
        if now.saturating_sub(before) < PAUSE / 10 {
            return Ok((begun.elapsed().saturating_sub(PAUSE), now.saturating_sub(first)));
        }
        before = now;
    }
}

/// Processor time of a process, threads that have ended included. The system counts it in hundredths of a second.
pub(super) fn processor_time(process: u32) -> Result<Duration> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).context("the watcher runs")?;
    // The name stands in parentheses and may hold anything.
    let (_, fields) = text.rsplit_once(") ").context("a name and fields")?;
    let hundredths =
        fields.split_whitespace().skip(USER_TIME).take(2).filter_map(|field| field.parse::<u64>().ok());
    Ok(Duration::from_millis(hundredths.sum::<u64>() * 10))
}

/// Which field after the name user time is; system time follows.
const USER_TIME: usize = 11;

/// Processor time of the threads of a process that are there now, to the nanosecond.
fn exact_time(process: u32) -> Result<Duration> {
    let mut nanos = 0;
    for task in fs::read_dir(format!("/proc/{process}/task")).context("the watcher runs")? {
        let text = fs::read_to_string(task?.path().join("schedstat")).unwrap_or_default();
        nanos += text.split_whitespace().next().and_then(|time| time.parse::<u64>().ok()).unwrap_or_default();
    }
    Ok(Duration::from_nanos(nanos))
}

/// Memory, now and at most.
pub(super) fn memory(process: u32, figures: &mut Figures) -> Result<()> {
    let text = fs::read_to_string(format!("/proc/{process}/status")).context("the watcher runs")?;
    let mb = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        let kb: f64 = line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or_default();
        kb / 1e3
    };
    figures.say(format!("the watcher's memory: {:.0} MB, at most {:.0} MB", mb("VmRSS"), mb("VmHWM")));
    Ok(())
}
