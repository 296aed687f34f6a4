//! Which crate may depend on which: the table of `ARCHITECTURE.md`, checked against `cargo metadata`.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// Layer of each crate; a crate depends only on lower layers. Tools of development stand apart, on top.
const LAYERS: &[(&str, u32)] = &[
    ("mapping", 0),
    ("model", 0),
    ("source", 1),
    ("extract", 1),
    ("resolve", 1),
    ("store", 1),
    ("graph", 1),
    ("liveness", 1),
    ("search", 1),
    ("overlay", 1),
    ("languages", 2),
    ("store-sqlite", 2),
    ("store-native", 2),
    ("archive", 2),
    ("query", 2),
    ("watch", 2),
    ("engine", 3),
    ("wire", 4),
    ("export", 4),
    ("mcp", 5),
    ("cli", 6),
    ("testkit", 7),
    ("trials", 7),
    ("bench", 7),
    ("xtask", 8),
];

/// Dependencies that only the crates named may have, directly.
const RESERVED: &[(&str, &[&str])] = &[
    ("tree-sitter", &["extract", "languages", "testkit"]),
    ("rusqlite", &["store-sqlite", "xtask"]),
    ("memmap2", &["mapping"]),
    ("ignore", &["source"]),
    ("rayon", &["engine"]),
    ("tantivy", &["search"]),
    ("scip", &["overlay", "export"]),
    ("protobuf", &["overlay", "export"]),
    ("clap", &["cli", "xtask"]),
    ("anyhow", &["cli", "xtask"]),
    ("serde", &["wire", "export"]),
];

/// Every edge of the workspace that the table forbids.
pub(super) fn check() -> Result<Vec<String>> {
    let metadata = metadata()?;
    let layers: BTreeMap<&str, u32> = LAYERS.iter().copied().collect();
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().context("cargo metadata lists packages")? {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(&layer) = layers.get(name) else {
            findings.push(format!("crate `{name}` has no layer in xtask/src/tidy/layers.rs"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            findings.extend(forbidden(name, layer, dependency, &layers));
        }
    }
    Ok(findings)
}

fn forbidden(name: &str, layer: u32, dependency: &Value, layers: &BTreeMap<&str, u32>) -> Option<String> {
    let target = dependency["name"].as_str().unwrap_or_default();
    // Tests may look up and sideways.
    if dependency["kind"].as_str() == Some("dev") {
        return None;
    }
    if let Some(&below) = layers.get(target)
        && below >= layer
    {
        return Some(format!("`{name}` (layer {layer}) must not depend on `{target}` (layer {below})"));
    }
    let reserved = RESERVED.iter().find(|(reserved, _)| *reserved == target)?;
    (!reserved.1.contains(&name))
        .then(|| format!("`{name}` must not depend on `{target}`: only {:?} may", reserved.1))
}

fn metadata() -> Result<Value> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .context("running cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).context("reading cargo metadata")
}
