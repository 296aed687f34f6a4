//! What making a search index costs: `cargo run --release -p search --example index_cost -- DIRECTORY…`. CPU is user and system time of
//! the process, in ticks of a hundredth of a second; names of definitions are not counted, they are a twentieth of the tokens.

use std::fs;
use std::path::{Path, PathBuf};

use search::{Document, Writer};

/// Endings of the files that are indexed.
const ENDINGS: [&str; 22] = [
    "rs", "py", "pyi", "java", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "c", "h", "cc", "cpp",
    "cxx", "hh", "hpp", "hxx", "inc", "ipp",
];

fn main() {
    println!("| directory | MB | files | tokens CPU s | lists CPU s | index MB |\n|---|---|---|---|---|---|");
    std::env::args().skip(1).for_each(|directory| measure(Path::new(&directory)));
}

#[allow(clippy::cast_precision_loss, reason = "figures for people")]
fn measure(directory: &Path) {
    let mut paths = Vec::new();
    list(directory, &mut paths);
    paths.sort();
    let texts: Vec<Vec<u8>> = paths.iter().filter_map(|path| fs::read(path).ok()).collect();
    let place = tempfile::tempdir().expect("a temporary directory");
    let begun = ticks();
    let documents: Vec<Document> = texts.iter().map(|text| Document::new(text, std::iter::empty())).collect();
    let made = ticks();
    let mut writer = Writer::open(place.path()).expect("writable").expect("nobody else writes");
    writer.begin_anew().expect("writable");
    for (path, document) in paths.iter().zip(documents) {
        writer.add(&path.to_string_lossy(), 1, document).expect("writable");
    }
    writer.commit(&[1; 32]).expect("writable");
    let written = ticks();
    let size: u64 = fs::read_dir(place.path())
        .expect("listed")
        .map(|entry| entry.and_then(|entry| entry.metadata()).map_or(0, |data| data.len()))
        .sum();
    let bytes: usize = texts.iter().map(Vec::len).sum();
    println!(
        "| {} | {:.2} | {} | {:.2} | {:.2} | {:.2} |",
        directory.file_name().unwrap_or_default().to_string_lossy(),
        bytes as f64 / 1e6,
        texts.len(),
        f64::from(made - begun) / 100.0,
        f64::from(written - made) / 100.0,
        size as f64 / 1e6
    );
}

/// Files below a directory, links and what begins with a dot left out.
fn list(directory: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let (path, kind) = (entry.path(), entry.file_type().expect("a type"));
        let is_wanted = path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| *known == ending));
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            list(&path, paths);
        } else if kind.is_file() && is_wanted {
            paths.push(path);
        }
    }
}

/// User and system time of this process so far.
fn ticks() -> u32 {
    let stat = fs::read_to_string("/proc/self/stat").expect("on Linux");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum()
}
