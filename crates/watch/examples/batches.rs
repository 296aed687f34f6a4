//! Prints the batches of a tree, and what following it costs: `cargo run -p watch --example batches -- DIR [SECONDS]`.

use std::path::Path;
use std::time::{Duration, Instant};

use source::{DiscoverOptions, FileSystem, OsFiles};
use watch::{WatchOptions, Watcher};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let root = arguments.next().ok_or("name a directory")?;
    let seconds = arguments.next().map_or(Ok(u64::MAX), |text| text.parse())?;
    let mut watcher = Watcher::start(Path::new(&root), WatchOptions::default())?;
    let files = OsFiles::open(Path::new(&root), false)?;
    let end = Instant::now().checked_add(Duration::from_secs(seconds));
    loop {
        let started = Instant::now();
        let directories = files.discover(&DiscoverOptions::default())?.directories;
        let listed = started.elapsed();
        let followed = watcher.follow(&directories);
        println!(
            "{} directories listed in {listed:?}, followed in {:?}, {} polled",
            directories.len(),
            started.elapsed().saturating_sub(listed),
            followed.polled.len()
        );
        if let Some(limit) = followed.limit {
            println!("limit: {limit}");
        }
        let changes = watcher.next(end.map(|end| end.saturating_duration_since(Instant::now())));
        if changes.is_empty() {
            return Ok(());
        }
        println!("{changes:?}");
    }
}
