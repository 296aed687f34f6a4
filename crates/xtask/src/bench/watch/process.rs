//! What a process that goes on costs.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};

use super::figures::Figures;

/// Processor time while nothing happens.
pub(super) fn idle(process: u32, lasts: Duration, figures: &mut Figures) -> Result<()> {
    if lasts.is_zero() {
        return Ok(());
    }
    std::thread::sleep(Duration::from_secs(3));
    let before = processor_time(process)?;
    std::thread::sleep(lasts);
    let used = processor_time(process)?.saturating_sub(before);
    let share = used.as_secs_f64() / lasts.as_secs_f64() * 100.0;
    let (used, lasts) = (used.as_secs_f64() * 1e3, lasts.as_secs());
    figures.say(format!("an idle watcher: {used:.1} CPU ms in {lasts} s, {share:.3} % of a processor"));
    Ok(())
}

/// Processor time of all threads of a process that are there now.
pub(super) fn processor_time(process: u32) -> Result<Duration> {
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
