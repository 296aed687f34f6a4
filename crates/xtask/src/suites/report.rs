//! What a suite found: shares by category, and what failed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The result of a suite.
pub(super) struct Report {
    name: &'static str,
    measures: &'static [&'static str],
    rows: BTreeMap<String, Vec<Share>>,
    failures: Vec<String>,
}

/// So many of so many.
#[derive(Clone, Copy, Default)]
struct Share {
    part: usize,
    whole: usize,
}

impl Report {
    /// A report whose shares are called `measures`.
    pub(super) fn new(name: &'static str, measures: &'static [&'static str]) -> Self {
        Self { name, measures, rows: BTreeMap::new(), failures: Vec::new() }
    }

    /// Adds to the share with this index in a category.
    pub(super) fn count(&mut self, category: &str, measure: usize, part: usize, whole: usize) {
        let empty = || vec![Share::default(); self.measures.len()];
        let share = &mut self.rows.entry(category.to_owned()).or_insert_with(empty)[measure];
        share.part += part;
        share.whole += whole;
    }

    pub(super) fn fail(&mut self, failure: String) {
        self.failures.push(failure);
    }

    /// A Markdown table and the first failures.
    pub(super) fn shown(&self, failures: usize) -> String {
        let mut text = format!("### {}\n\n| category | {} |\n", self.name, self.measures.join(" | "));
        let _ = writeln!(text, "|---|{}", "---|".repeat(self.measures.len()));
        let mut total = vec![Share::default(); self.measures.len()];
        for (category, shares) in &self.rows {
            for (sum, share) in total.iter_mut().zip(shares) {
                sum.part += share.part;
                sum.whole += share.whole;
            }
            text += &row(category, shares);
        }
        text += &row("**total**", &total);
        for failure in self.failures.iter().take(failures) {
            let _ = write!(text, "\n* {failure}");
        }
        if failures > 0 && self.failures.len() > failures {
            let _ = write!(text, "\n* … and {} more", self.failures.len() - failures);
        }
        text
    }
}

fn row(category: &str, shares: &[Share]) -> String {
    let cells: Vec<String> =
        shares.iter().map(|share| format!("{} of {}", share.part, share.whole)).collect();
    format!("| {category} | {} |\n", cells.join(" | "))
}
