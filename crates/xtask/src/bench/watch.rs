//! A tree that is watched: from a write to its being seen in another process, idling, switches of branches, and what a fresh
//! process pays for one file.

mod changes;
mod eye;
mod figures;
mod ground;
mod process;
mod single;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::Args;
use trials::live::Following;

use self::changes::Changes;
use self::eye::Eye;
use self::figures::{Figures, Took};
use self::ground::Ground;

/// What to measure on.
#[derive(Args)]
pub(crate) struct Watch {
    /// Trees; all together are copied into one, which is watched.
    #[arg(required = true)]
    trees: Vec<PathBuf>,
    /// How many edits of each kind.
    #[arg(long, default_value_t = 100)]
    edits: usize,
    /// How many files a switch of branches changes; none is made with 0.
    #[arg(long, default_value_t = 500)]
    switched: usize,
    /// For how many seconds nothing happens.
    #[arg(long, default_value_t = 30)]
    idle: u64,
    /// The kind of store.
    #[arg(long, default_value = "sqlite")]
    backend: String,
    /// The watcher waits until nothing has changed for so many milliseconds.
    #[arg(long, default_value_t = 20)]
    debounce: u64,
    /// Pay no attention to ignore files.
    #[arg(long)]
    no_gitignore: bool,
    /// Where to put the copy; it is removed afterwards [default: a temporary directory].
    #[arg(long)]
    scratch: Option<PathBuf>,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program [default: the one beside this].
    #[arg(long)]
    program: Option<PathBuf>,
}

/// How long anything may take to be seen.
const PATIENCE: Duration = Duration::from_secs(120);

impl Watch {
    /// Measures and prints.
    pub(super) fn run(&self) -> Result<()> {
        let ground = Ground::new(self)?;
        let mut figures = Figures::new(self.debounce);
        println!("\n### {}\n", ground.title);
        let cold = ground.index_cold()?;
        println!(
            "{} files, {} definitions; cold index {:.1} s, {:.1} CPU s, {} MB at most; debounce {} ms; {}.\n",
            ground.files()?,
            ground.definitions()?,
            cold.wall.as_secs_f64(),
            cold.usage.cpu,
            cold.usage.memory_kb / 1_000,
            self.debounce,
            self.backend,
        );
        self.follow(&ground, &mut figures)?;
        single::measure(&ground, self.seed, &mut figures)?;
        figures.print();
        Ok(())
    }

    /// What is measured while a watcher runs.
    fn follow(&self, ground: &Ground, figures: &mut Figures) -> Result<()> {
        let debounce = self.debounce.to_string();
        let mut more = vec!["--debounce-ms", &debounce];
        more.extend(self.no_gitignore.then_some("--no-gitignore"));
        let started = Instant::now();
        let mut watcher =
            Following::start(ground.program(), ground.root(), ground.db(), ground.scratch(), &more)?;
        watcher.wait_for("following", PATIENCE)?;
        let mut eye = Eye::new(ground.db());
        let mut changes = Changes::new(ground, &mut eye, watcher.process(), self.seed)?;
        changes.one_seen().context("the first change is seen")?;
        let (seen, cpu) = (started.elapsed(), process::processor_time(watcher.process())?);
        figures.once("watcher's start until the first change is seen", Took { seen, cpu });
        let (seen, cpu) = process::calm(watcher.process())?;
        figures.once("reading ahead until nothing is left to do", Took { seen, cpu });
        changes.bodies(self.edits, figures)?;
        changes.exported(self.edits.div_ceil(4), figures)?;
        changes.files(self.edits.div_ceil(2), figures)?;
        if self.switched > 0 {
            changes.switches(self.switched, figures)?;
        }
        figures.note("looking whether it is there, mean", eye.mean_look());
        process::idle(watcher.process(), Duration::from_secs(self.idle), figures)?;
        process::memory(watcher.process(), figures)?;
        let lines = watcher.lines()?;
        figures.batches(&lines);
        figures.longest(&lines);
        watcher.stop(PATIENCE)?;
        Ok(())
    }
}
