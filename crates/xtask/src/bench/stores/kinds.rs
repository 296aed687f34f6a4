//! The table that is printed: a row a question, a column a way to answer it.

use std::collections::BTreeMap;
use std::time::Duration;

/// Ways to answer, in the order of the columns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Way {
    /// The SQLite store.
    Sqlite,
    /// The native store.
    Native,
    /// Tables of edges in SQLite.
    EdgeTable,
    /// The traversal form.
    Traversal,
}

impl Way {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Sqlite, "SQLite store"),
        (Self::Native, "native store"),
        (Self::EdgeTable, "edges in SQLite"),
        (Self::Traversal, "traversal form"),
    ];

    /// The way of a kind of store.
    pub(super) fn of(backend: &str) -> Self {
        if backend == "sqlite" { Self::Sqlite } else { Self::Native }
    }
}

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub(super) enum Figure {
    Time(Duration),
    Bytes(u64),
    Count(usize),
}

/// The rows.
#[derive(Default)]
pub(super) struct Figures {
    rows: Vec<(String, BTreeMap<Way, Figure>)>,
}

impl Figures {
    /// Adds a figure to the row of this name.
    pub(super) fn add(&mut self, row: &str, way: Way, figure: Figure) {
        if let Some((_, figures)) = self.rows.iter_mut().find(|(name, _)| name == row) {
            figures.insert(way, figure);
        } else {
            self.rows.push((row.to_owned(), BTreeMap::from([(way, figure)])));
        }
    }

    /// Adds a time.
    pub(super) fn time(&mut self, row: &str, way: Way, time: Duration) {
        self.add(row, way, Figure::Time(time));
    }

    /// Prints all rows. Ratios are to the first column that the row has, which is SQLite; above 1 is faster or smaller.
    pub(super) fn print(&self) {
        let names: Vec<&str> = Way::ALL.iter().map(|(_, name)| *name).collect();
        println!("| | {} | ratio |", names.join(" | "));
        println!("|---|{}---|", "---|".repeat(names.len()));
        for (name, figures) in &self.rows {
            let cell = |(way, _): &(Way, &str)| {
                figures.get(way).map_or_else(|| "–".to_owned(), |figure| shown(*figure))
            };
            let cells: Vec<String> = Way::ALL.iter().map(cell).collect();
            println!("| {name} | {} | {} |", cells.join(" | "), ratio(figures));
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "shown with three digits")]
fn shown(figure: Figure) -> String {
    match figure {
        Figure::Bytes(bytes) => format!("{:.1} MB", bytes as f64 / 1e6),
        Figure::Count(count) => count.to_string(),
        Figure::Time(time) => match time.as_nanos() as f64 {
            nanos if nanos < 1e3 => format!("{nanos:.0} ns"),
            nanos if nanos < 1e6 => format!("{:.2} µs", nanos / 1e3),
            nanos if nanos < 1e9 => format!("{:.2} ms", nanos / 1e6),
            nanos => format!("{:.2} s", nanos / 1e9),
        },
    }
}

/// How many times the last way is better than the first.
fn ratio(figures: &BTreeMap<Way, Figure>) -> String {
    let (Some((one, first)), Some((other, last))) = (figures.first_key_value(), figures.last_key_value())
    else {
        return String::new();
    };
    if one == other {
        return "–".to_owned();
    }
    format!("{:.2}", number(*first) / number(*last).max(f64::MIN_POSITIVE))
}

#[allow(clippy::cast_precision_loss, reason = "for a ratio")]
fn number(figure: Figure) -> f64 {
    match figure {
        Figure::Bytes(bytes) => bytes as f64,
        Figure::Count(count) => count as f64,
        Figure::Time(time) => time.as_secs_f64(),
    }
}
