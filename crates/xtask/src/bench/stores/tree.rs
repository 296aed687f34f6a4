//! A tree like code: modules of fifty functions, each of which calls eight of what its module imports from others.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

/// Functions of a module.
pub(super) const FUNCTIONS: u32 = 50;
/// Modules of a package.
const MODULES: u32 = 40;
/// Modules that a module imports from, and names that it imports from each.
const IMPORTS: (u32, u32) = (5, 4);
/// Calls of a function.
const CALLS: u32 = 8;

/// Pseudo-random numbers that are the same on every machine: splitmix64 by Sebastiano Vigna.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    /// The next number below a bound.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % u64::from(bound.max(1))) as u32
    }
}

/// Where a module is.
pub(super) fn path(module: u32) -> String {
    format!("pack{:03}/module{module:05}.py", module / MODULES)
}

fn name(module: u32) -> String {
    path(module).trim_end_matches(".py").replace('/', ".")
}

/// Writes a tree with about so many symbols in place of what is at `root`.
pub(super) fn generate(root: &Path, symbols: u32) -> Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    let modules = (symbols / FUNCTIONS).max(IMPORTS.0 + 1);
    for package in 0..modules.div_ceil(MODULES) {
        let directory = root.join(format!("pack{package:03}"));
        fs::create_dir_all(&directory)?;
        fs::write(directory.join("__init__.py"), "")?;
    }
    for module in 0..modules {
        fs::write(root.join(path(module)), text(module, modules, ""))?;
    }
    Ok(())
}

/// The text of a module, with something added to its first function.
pub(super) fn text(module: u32, modules: u32, added: &str) -> String {
    let mut numbers = Numbers(u64::from(module));
    let mut text = String::new();
    let mut known = Vec::new();
    for _ in 0..IMPORTS.0 {
        let from = numbers.below(modules);
        let names: Vec<String> =
            (0..IMPORTS.1).map(|_| format!("task_{from}_{}", numbers.below(FUNCTIONS))).collect();
        writeln!(text, "from {} import {}", name(from), names.join(", "))
            .expect("writing to a String cannot fail");
        known.extend(names);
    }
    for function in 0..FUNCTIONS {
        let added = if function == 0 { added } else { "" };
        write!(text, "\n\ndef task_{module}_{function}(value):\n{added}    return value").expect("a String");
        for _ in 0..CALLS {
            write!(text, " + {}(value)", known[numbers.below(known.len() as u32) as usize])
                .expect("a String");
        }
        text.push('\n');
    }
    text
}
