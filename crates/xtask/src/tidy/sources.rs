//! Module documentation and sizes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Text that is read as data and not compiled: sources of tests, stubs of libraries.
const DATA: &[&str] = &["fixtures", "tests/suites", "snippets", "snapshots", "resolve/std"];
/// Lines that a file should not exceed.
const MAX_LINES: usize = 500;
/// Files that may, each with its reason. May only shrink.
const LONGER: &[(&str, &str)] =
    &[("c/mask/declarations.rs", "one scan over declarations, whose cases share its look-ahead")];

/// Source files without module documentation, too long, or with code in `mod.rs`.
pub(super) fn check() -> Result<Vec<String>> {
    let mut files = Vec::new();
    collect(Path::new("crates"), &mut files)?;
    files.sort();
    let mut findings = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        findings.extend(examine(&path, &text));
    }
    Ok(findings)
}

fn examine(path: &Path, text: &str) -> Vec<String> {
    let shown = path.display();
    let mut findings = Vec::new();
    if !text.starts_with("//!") {
        findings.push(format!("{shown}: no module documentation (`//!`) at the top"));
    }
    let lines = text.lines().count();
    let excused = LONGER.iter().any(|(longer, _)| path.ends_with(longer));
    if lines > MAX_LINES && !excused {
        findings.push(format!("{shown}: {lines} lines; split it by reason to change"));
    }
    if path.ends_with("mod.rs") {
        findings.push(format!("{shown}: name the module's file after the module"));
    }
    findings
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(directory).with_context(|| format!("listing {}", directory.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() && name != "target" && !DATA.iter().any(|data| path.ends_with(data)) {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
