//! `magellan hotspots`

use std::process::ExitCode;

use clap::Args;
use clap::builder::RangedU64ValueParser;
use wire::{HotspotEntry, HotspotsAnswer};

use super::metrics::MeasureFilter;
use crate::arguments::Global;
use crate::failure::Failure;
use crate::output::Output;
use crate::{commands, database};

/// List files that are complex and change often
///
/// The score of a file is its cyclomatic number times the number of commits, among the newest, that changed it, as git tells. A renamed
/// file is a new one.
#[derive(Args, Debug)]
pub(crate) struct Hotspots {
    #[command(flatten)]
    filter: MeasureFilter,
    /// Look at so many of the newest commits
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = RangedU64ValueParser::<u32>::new().range(1..))]
    commits: u32,
    /// Show at most so many
    #[arg(long, value_name = "N", default_value_t = 20)]
    top: usize,
}

impl Hotspots {
    /// Lists by score.
    pub(crate) fn run(&self, global: &Global, output: &Output) -> Result<ExitCode, Failure> {
        let db = database::open(global)?;
        let query = self.filter.query(self.top)?;
        let found = engine::hotspots(&db, &query, self.commits).map_err(|error| {
            let hint = "`magellan metrics --files` needs no history";
            Failure::from(error).hint(hint)
        })?;
        let shown = &found[..found.len().min(self.top)];
        let hotspots = shown.iter().map(HotspotEntry::from).collect();
        let left = found.len() - shown.len();
        let mut envelope = commands::envelope("hotspots", HotspotsAnswer { commits: self.commits, hotspots });
        envelope.total = Some(found.len() as u64);
        envelope.truncated = Some(left > 0);
        commands::tell(&db, output, envelope, |out, answer| {
            for file in &answer.hotspots {
                let metrics = &file.metrics;
                writeln!(
                    out,
                    "{}  {}: {} commits, cyclomatic {}, {} lines of code",
                    file.score, file.path, file.commits, metrics.cyclomatic, metrics.code_lines
                )?;
            }
            if left > 0 { writeln!(out, "{left} more") } else { Ok(()) }
        })
    }
}
