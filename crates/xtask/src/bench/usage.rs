//! What a finished child process cost, by the operating system's own account (`/usr/bin/time -f`).

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// CPU seconds and peak memory of a command.
#[derive(Clone, Copy)]
pub(crate) struct Usage {
    /// User and system time in seconds.
    pub(crate) cpu: f64,
    /// Largest resident set in kilobytes.
    pub(crate) memory_kb: u64,
}

/// Runs `program` with `arguments` under `/usr/bin/time`.
pub(crate) fn of(program: &str, arguments: &[&str]) -> Result<Usage> {
    let output = Command::new("/usr/bin/time")
        .args(["-f", "%U %S %M", program])
        .args(arguments)
        .stdout(Stdio::null())
        .output()
        .context("running /usr/bin/time (Debian package `time`)")?;
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().last().unwrap_or_default();
    ensure!(output.status.success(), "{program} failed: {text}");
    let numbers: Vec<f64> = last.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [user, system, memory] = numbers[..] else {
        anyhow::bail!("`{last}` is not what /usr/bin/time prints");
    };
    #[allow(clippy::cast_sign_loss, reason = "a size")]
    Ok(Usage { cpu: user + system, memory_kb: memory as u64 })
}

/// Of two commands, run in turn `runs` times, the run of each that took the least CPU time: neighbours on a machine only
/// ever add to it, and by turns they disturb both alike.
pub(crate) fn least(
    runs: usize,
    mut one: impl FnMut() -> Result<Usage>,
    mut other: impl FnMut() -> Result<Usage>,
) -> Result<(Usage, Usage)> {
    let less = |a: Usage, b: Usage| if b.cpu < a.cpu { b } else { a };
    let mut best = (one()?, other()?);
    for _ in 1..runs {
        best = (less(best.0, one()?), less(best.1, other()?));
    }
    Ok(best)
}

/// The run with the median CPU time of `runs`.
pub(crate) fn median(runs: usize, mut run: impl FnMut() -> Result<Usage>) -> Result<Usage> {
    let mut all = (0..runs.max(1)).map(|_| run()).collect::<Result<Vec<_>>>()?;
    all.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    Ok(all[all.len() / 2])
}
