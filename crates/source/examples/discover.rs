//! Lists a directory as it would be indexed, to look at and to measure:
//! `time cargo run --release -p source --example discover -- DIR [read]`. With `read`, reads all files too.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use source::{DiscoverOptions, FileSystem, OsFiles};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let root = arguments.first().ok_or("name a directory")?;
    let files = OsFiles::open(Path::new(root), true)?;
    let found = files.discover(&DiscoverOptions::default())?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if arguments.iter().any(|argument| argument == "read") {
        let sizes = found.files.iter().map(|file| files.read(&file.path, u64::MAX).map(|bytes| bytes.len()));
        let (read, failed): (Vec<_>, Vec<_>) = sizes.partition(Result::is_ok);
        writeln!(out, "read {} files, {} bytes", read.len(), read.into_iter().flatten().sum::<usize>())?;
        failed
            .iter()
            .filter_map(|size| size.as_ref().err())
            .try_for_each(|error| writeln!(out, "{error}"))?;
        return Ok(());
    }
    for file in &found.files {
        let generated = if file.generated { " generated" } else { "" };
        let vendored = if file.vendored { " vendored" } else { "" };
        writeln!(out, "{}{generated}{vendored}", file.path)?;
    }
    found.skipped.iter().try_for_each(|skipped| writeln!(out, "{} -- {}", skipped.path, skipped.reason))?;
    found.warnings.iter().try_for_each(|warning| writeln!(out, "warning: {warning:?}"))?;
    Ok(())
}
