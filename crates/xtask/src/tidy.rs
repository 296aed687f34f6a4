//! Checks what the compiler does not.

mod layers;
mod sources;

use anyhow::{Result, bail};

/// Runs all checks, prints every finding, fails when there is one.
pub(crate) fn run() -> Result<()> {
    let mut findings = layers::check()?;
    findings.extend(sources::check()?);
    for finding in &findings {
        println!("{finding}");
    }
    if findings.is_empty() {
        println!("tidy: layers, module docs and sizes are in order");
        return Ok(());
    }
    bail!("{} findings", findings.len())
}
