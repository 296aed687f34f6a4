//! Looking symbols up in each kind of store.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use engine::{Backend, Database};
use store::{FqnHit, Snapshot};

use super::clock::{least, timed};
use super::kinds::{Figures, Way};
use super::tree::Numbers;

/// Names looked up.
const NAMES: usize = 1_000;
const ROUNDS: usize = 5;

/// Names to look up: spread over all, in an order that is not theirs.
pub(super) fn sample(snapshot: &dyn Snapshot, wanted: usize) -> Result<Vec<String>> {
    let mut all = Vec::new();
    snapshot.fqns_with_prefix("", &mut |hit| {
        all.push(hit.fqn);
        ControlFlow::Continue(())
    })?;
    let mut numbers = Numbers(7);
    Ok((0..wanted).map(|_| all[numbers.below(all.len() as u32) as usize].clone()).collect())
}

/// Measures look-ups by FQN, the first ones apart, and listings by prefix.
pub(super) fn measure(copies: &[PathBuf], figures: &mut Figures) -> Result<()> {
    let names = sample(Database::open(&copies[0])?.snapshot(), NAMES)?;
    for copy in copies {
        let backend = engine::detect_backend_format(copy)?.backend;
        of_store(backend, copy, &names, figures)?;
    }
    Ok(())
}

fn of_store(backend: &Backend, copy: &Path, names: &[String], figures: &mut Figures) -> Result<()> {
    let way = Way::of(backend.name);
    let count = names.len() as u32;
    let (snapshot, opened) = timed(|| (backend.snapshot)(copy));
    let snapshot = snapshot?;
    figures.time("open", way, opened.wall);
    let (first, took) = timed(|| found(snapshot.as_ref(), names));
    let first = first?;
    ensure!(first >= names.len(), "every name is found");
    figures.time("FQN look-up, first touch", way, took.wall / count);
    let (again, took) = least(ROUNDS, || found(snapshot.as_ref(), names).ok());
    ensure!(again == Some(first), "the same names are found again");
    figures.time("FQN look-up, warm", way, took.wall / count);
    let prefixes: Vec<&str> = names.iter().map(|name| &name[..name.rfind(['.', ':']).unwrap_or(1)]).collect();
    let (listed, took) = least(ROUNDS, || below(snapshot.as_ref(), &prefixes[..100]).ok());
    ensure!(listed.is_some_and(|listed| listed >= 100), "prefixes are found");
    figures.time("prefix scan, up to 100 results", way, took.wall / 100);
    Ok(())
}

fn found(snapshot: &dyn Snapshot, names: &[String]) -> Result<usize> {
    let mut count = 0;
    for name in names {
        snapshot.symbols_with_fqn(name, &mut |_: FqnHit| {
            count += 1;
            ControlFlow::Continue(())
        })?;
    }
    Ok(count)
}

fn below(snapshot: &dyn Snapshot, prefixes: &[&str]) -> Result<usize> {
    let mut count = 0;
    for prefix in prefixes {
        let mut left = 100;
        snapshot.fqns_with_prefix(prefix, &mut |_: FqnHit| {
            count += 1;
            left -= 1;
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
    }
    Ok(count)
}
