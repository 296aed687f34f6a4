//! Kills, crowds and full disks, as many as there is time for.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};
use clap::{Args, Subcommand};
use engine::{BACKENDS, Backend};
use trials::torture::{
    Crowd, Deed, KillReport, fill_disks, kill, kill_migrations, kill_watchers, read_for_a_while,
};
use trials::{Program, Random};

/// Does to databases what machines do to them, and prints what came of it.
#[derive(Args)]
pub(crate) struct Torture {
    /// Only this kind of store.
    #[arg(long)]
    backend: Option<String>,
    /// How many processes are killed, of each kind of store; none with 0.
    #[arg(long, default_value_t = 200)]
    kills: usize,
    /// How many watchers are killed, of each kind of store; none with 0.
    #[arg(long, default_value_t = 200)]
    watchers: usize,
    /// For how many seconds a crowd reads and writes, on each kind of store; none with 0.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many readers the crowd has.
    #[arg(long, default_value_t = 8)]
    readers: usize,
    /// How many files the tree of a crowd has.
    #[arg(long, default_value_t = 600)]
    files: u64,
    /// How many files the tree has whose index is killed.
    #[arg(long, default_value_t = 160)]
    small: u64,
    /// In how many steps disks are filled up, of each kind of store; none are with 0.
    #[arg(long, default_value_t = 8)]
    steps: u64,
    /// Where random moments begin.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program [default: the one beside this].
    #[arg(long)]
    program: Option<PathBuf>,
    #[command(subcommand)]
    role: Option<Role>,
}

/// What a process of a trial does.
#[derive(Subcommand)]
enum Role {
    /// Reads states of a database until it is stopped.
    #[command(hide = true)]
    Read { db: PathBuf, stop: PathBuf, seconds: u64 },
}

impl Torture {
    /// Runs all trials; fails when one of them found something.
    pub(crate) fn run(&self) -> Result<()> {
        if let Some(Role::Read { db, stop, seconds }) = &self.role {
            println!("{}", read_for_a_while(db, stop, *seconds)?);
            return Ok(());
        }
        let program = crate::parity::program(self.program.as_deref())?;
        let mut findings = Vec::new();
        for backend in self.backends()? {
            findings.extend(self.kills(&program, backend)?);
            findings.extend(self.watchers(&program, backend)?);
            findings.extend(self.crowd(&program, backend)?);
            findings.extend(self.disks(&program, backend)?);
        }
        findings.iter().for_each(|finding| println!("finding: {finding}"));
        ensure!(findings.is_empty(), "{} findings (seed {})", findings.len(), self.seed);
        Ok(())
    }

    fn backends(&self) -> Result<Vec<&'static Backend>> {
        match &self.backend {
            None => Ok(BACKENDS.to_vec()),
            Some(name) => {
                let known = engine::backend_named(name);
                Ok(vec![known.ok_or_else(|| anyhow!("there is no kind of store `{name}`"))?])
            }
        }
    }

    fn kills(&self, program: &Program, backend: &'static Backend) -> Result<Vec<String>> {
        let mut findings = Vec::new();
        let mut random = Random::new(self.seed);
        let each = self.kills.div_ceil(Deed::ALL.len() + 1);
        if each == 0 {
            return Ok(findings);
        }
        let mut tell = |what: &str, report: KillReport| {
            let KillReport { kills, ended, before, between, after, findings: found } = report;
            println!(
                "{}: {what}: {kills} kills ({ended} too late): {before} as before, {between} on the way, {after} as after, {} findings",
                backend.name,
                found.len()
            );
            findings.extend(found.into_iter().map(|finding| format!("{}: {finding}", backend.name)));
        };
        for deed in Deed::ALL {
            tell(deed.as_str(), kill(program, backend, deed, (each, self.small), &mut random)?);
        }
        tell("migrate-backend", kill_migrations(program, backend, (each, self.small), &mut random)?);
        Ok(findings)
    }

    fn watchers(&self, program: &Program, backend: &'static Backend) -> Result<Vec<String>> {
        if self.watchers == 0 {
            return Ok(Vec::new());
        }
        let report = kill_watchers(program, backend, (self.watchers, self.small), self.seed)?;
        println!(
            "{}: watch: {} kills, {} operations, {} batches told: {} newer than what was told last, {} healings, {} findings",
            backend.name,
            report.kills,
            report.operations,
            report.batches,
            report.newer,
            report.healed,
            report.findings.len()
        );
        Ok(report.findings.into_iter().map(|finding| format!("{}: {finding}", backend.name)).collect())
    }

    fn crowd(&self, program: &Program, backend: &'static Backend) -> Result<Vec<String>> {
        if self.seconds == 0 {
            return Ok(Vec::new());
        }
        let this = std::env::current_exe().context("where this is")?;
        let reader = |db: &Path, stop: &Path, seconds: u64| {
            let mut command = Command::new(&this);
            command.args(["torture", "read"]).args([db, stop]).arg(seconds.to_string());
            command
        };
        let crowd = Crowd {
            program,
            backend,
            readers: self.readers,
            lasts: Duration::from_secs(self.seconds),
            modules: self.files,
            reader: &reader,
        };
        let report = crowd.run()?;
        println!(
            "{}: {} readers, {} s, {} files: {} rounds, {} snapshots of {} states, {} second writers ended well, {} were refused ({}), {} findings",
            backend.name,
            self.readers,
            self.seconds,
            self.files,
            report.rounds,
            report.snapshots,
            report.states,
            report.waited,
            report.refused,
            report.told.as_deref().unwrap_or("-"),
            report.findings.len()
        );
        Ok(report.findings.into_iter().map(|finding| format!("{}: {finding}", backend.name)).collect())
    }

    fn disks(&self, program: &Program, backend: &'static Backend) -> Result<Vec<String>> {
        if self.steps == 0 {
            return Ok(Vec::new());
        }
        let report = fill_disks(program, backend, (self.steps, self.small))?;
        match &report.skipped {
            Some(why) => println!("{}: full disks: skipped: {why}", backend.name),
            None => println!(
                "{}: full disks: {} runs without room, {} with, {} findings",
                backend.name,
                report.full,
                report.fitted,
                report.findings.len()
            ),
        }
        Ok(report.findings.into_iter().map(|finding| format!("{}: {finding}", backend.name)).collect())
    }
}
