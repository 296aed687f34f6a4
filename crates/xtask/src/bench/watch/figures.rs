//! The table that is printed.

use std::time::Duration;

use serde_json::Value;

/// How many of the longest batches are told.
const LONGEST: usize = 8;

/// How long something took.
#[derive(Clone, Copy)]
pub(super) struct Took {
    /// Until it was seen, or over.
    pub(super) seen: Duration,
    /// Processor time of the program, until the next change when it goes on.
    pub(super) cpu: Duration,
}

/// Some of the times of many.
struct Spread {
    half: Duration,
    nearly_all: Duration,
    all: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let at = |percent: usize| {
            let index = (times.len() * percent).div_ceil(100).max(1) - 1;
            times.get(index).copied().unwrap_or_default()
        };
        Self { half: at(50), nearly_all: at(99), all: at(100) }
    }
}

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

    /// Times from writes to their being seen, and what the watcher's processor time was.
    pub(super) fn latencies(&mut self, what: &str, times: &[Took], bar: &str) {
        let seen = Spread::of(times.iter().map(|took| took.seen).collect());
        let cpu = Spread::of(times.iter().map(|took| took.cpu).collect());
        let beyond = |time: Duration| ms(time.saturating_sub(self.debounce));
        self.rows.push(format!(
            "| {what} | {} | {} | {} | {} | {} | {} | {} | {} | {bar} |",
            times.len(),
            ms(seen.half),
            ms(seen.nearly_all),
            ms(seen.all),
            beyond(seen.half),
            beyond(seen.nearly_all),
            ms(cpu.half),
            ms(cpu.nearly_all),
        ));
    }

    /// Something that was measured once.
    pub(super) fn once(&mut self, what: &str, took: Took) {
        self.rows.push(format!("| {what} | 1 | {} | | | | | {} | | |", ms(took.seen), ms(took.cpu)));
    }

    /// Runs of a process: time that passed, and processor time.
    pub(super) fn runs(&mut self, what: &str, runs: &[Took], bar: &str) {
        let wall = Spread::of(runs.iter().map(|took| took.seen).collect());
        let cpu = Spread::of(runs.iter().map(|took| took.cpu).collect());
        let (half, all) = (ms(wall.half), ms(wall.all));
        let (cpu, runs) = (ms(cpu.half), runs.len());
        self.rows.push(format!("| {what} | {runs} | {half} | | {all} | | | {cpu} | | {bar} |"));
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

    /// The batches that took longest, with what they did.
    pub(super) fn longest(&mut self, lines: &[Value]) {
        let mut batches: Vec<&Value> = lines.iter().filter(|line| line["event"] == "batch").collect();
        batches.sort_by_key(|line| std::cmp::Reverse(line["ms"].as_u64()));
        for line in batches.iter().take(LONGEST) {
            self.say(format!("a long batch: {} ms, {}", line["ms"], line["changes"]));
        }
    }

    /// Prints all rows.
    pub(super) fn print(&self) {
        println!(
            "| | n | p50 ms | p99 ms | most ms | p50 beyond debounce | p99 beyond debounce | CPU p50 ms | CPU p99 ms | bar |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|");
        self.rows.iter().for_each(|row| println!("{row}"));
        println!();
        self.notes.iter().for_each(|note| println!("* {note}."));
    }
}

fn ms(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e3)
}
