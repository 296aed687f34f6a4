//! The table that is printed.

use std::time::Duration;

use serde_json::Value;

/// What was measured.
pub(super) struct Figures {
    debounce: Duration,
    rows: Vec<String>,
    notes: Vec<String>,
}

impl Figures {
    /// With a watcher that waits for so many milliseconds of quiet.
    pub(super) fn new(debounce_ms: u64) -> Self {
        Self { debounce: Duration::from_millis(debounce_ms), rows: Vec::new(), notes: Vec::new() }
    }

    /// Times from a write to its being seen.
    pub(super) fn latencies(&mut self, what: &str, mut times: Vec<Duration>, bar: &str) {
        times.sort_unstable();
        let at = |share: f64| {
            let index = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
            times.get(index).copied().unwrap_or_default()
        };
        let beyond = |time: Duration| ms(time.saturating_sub(self.debounce));
        let (half, most, all) = (at(0.5), at(0.99), at(1.0));
        self.rows.push(format!(
            "| {what} | {} | {} | {} | {} | {} | {} | {bar} |",
            times.len(),
            ms(half),
            ms(most),
            ms(all),
            beyond(half),
            beyond(most)
        ));
    }

    /// Something that was measured once.
    pub(super) fn once(&mut self, what: &str, time: Duration) {
        self.rows.push(format!("| {what} | 1 | {} | | | | | |", ms(time)));
    }

    /// Runs of a process: the middle one and the longest.
    pub(super) fn runs(&mut self, what: &str, runs: usize, (middle, most): (Duration, Duration), bar: &str) {
        self.rows.push(format!("| {what} | {runs} | {} | | {} | | | {bar} |", ms(middle), ms(most)));
    }

    /// A remark below the table.
    pub(super) fn note(&mut self, what: &str, time: Duration) {
        self.say(format!("{what}: {} ms", ms(time)));
    }

    /// A remark below the table.
    pub(super) fn say(&mut self, note: String) {
        self.notes.push(note);
    }

    /// What the watcher says itself of its batches.
    pub(super) fn batches(&mut self, lines: &[Value]) {
        let batches: Vec<&Value> = lines.iter().filter(|line| line["event"] == "batch").collect();
        let mut times: Vec<u64> = batches.iter().filter_map(|line| line["ms"].as_u64()).collect();
        times.sort_unstable();
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        self.say(format!(
            "{} batches told; from when the changes are known to when they are committed, the watcher's own clock: \
             p50 {} ms, p90 {} ms, most {} ms",
            batches.len(),
            at(50),
            at(90),
            times.last().copied().unwrap_or_default()
        ));
        let other = lines.iter().filter(|line| line["event"] == "trouble" || line["event"] == "limited");
        other.for_each(|line| self.notes.push(line.to_string()));
    }

    /// Prints all rows.
    pub(super) fn print(&self) {
        println!("| | n | p50 ms | p99 ms | most ms | p50 beyond debounce | p99 beyond debounce | bar |");
        println!("|---|---|---|---|---|---|---|---|");
        self.rows.iter().for_each(|row| println!("{row}"));
        println!();
        self.notes.iter().for_each(|note| println!("* {note}."));
    }
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}
