//! Processes that ask all the time while a tree is followed. None of them may ever fail.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::error::TrialError;
use crate::program::{Program, Said};
use crate::random::Random;

/// Between two questions of one who asks.
const BREATH: Duration = Duration::from_millis(30);

/// Some who ask.
pub(super) struct Askers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Asked>>,
}

/// What they were told.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) answers: u64,
    /// Digests by revision.
    states: BTreeMap<u64, String>,
    pub(super) findings: Vec<String>,
}

impl Askers {
    /// So many, who ask about some of these names.
    pub(super) fn start(program: &Program, root: &Path, db: &Path, names: &[String], count: usize) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let start = |number: usize| {
            let asker = Asker {
                program: program.clone(),
                root: root.to_owned(),
                db: db.display().to_string(),
                names: names.to_vec(),
                random: Random::new(number as u64),
                last: 0,
            };
            let stop = Arc::clone(&stop);
            std::thread::spawn(move || asker.go_on(&stop))
        };
        let threads = (0..count).map(start).collect();
        Self { stop, threads }
    }

    /// Ends them; gives what all were told. All who saw one revision must have seen the same.
    pub(super) fn end(self) -> Asked {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Asked::default();
        for thread in self.threads {
            let Ok(asked) = thread.join() else {
                all.findings.push("one who asks panicked".to_owned());
                continue;
            };
            all.answers += asked.answers;
            all.findings.extend(asked.findings);
            for (revision, digest) in asked.states {
                all.see(revision, &digest);
            }
        }
        all
    }
}

impl Asked {
    fn see(&mut self, revision: u64, digest: &str) {
        let known = self.states.entry(revision).or_insert_with(|| digest.to_owned());
        if known != digest {
            self.findings.push(format!("revision {revision} is {known} and {digest}"));
        }
    }
}

struct Asker {
    program: Program,
    root: PathBuf,
    db: String,
    names: Vec<String>,
    random: Random,
    /// The newest revision seen.
    last: u64,
}

impl Asker {
    fn go_on(mut self, stop: &AtomicBool) -> Asked {
        let mut asked = Asked::default();
        while !stop.load(Ordering::Relaxed) && asked.findings.len() < 10 {
            if let Err(error) = self.ask(&mut asked) {
                asked.findings.push(format!("one who asks: {error}"));
            }
            std::thread::sleep(BREATH);
        }
        asked
    }

    fn ask(&mut self, asked: &mut Asked) -> Result<(), TrialError> {
        let name = self.random.pick(&self.names).cloned().unwrap_or_default();
        let question: &[&str] = match self.random.below(5) {
            0 => &["find", &name],
            1 => &["refs", &name],
            2 => &["callers", &name, "--depth", "2"],
            3 => &["files", "--skipped"],
            _ => &["status"],
        };
        let arguments = [question, &["-j", "--db", &self.db]].concat();
        let said = self.program.run(&self.root, &arguments)?;
        asked.answers += 1;
        check(question, &said)?;
        if question[0] == "status" {
            let data = said.json()?["data"].take();
            let revision = data["revision"].as_u64().unwrap_or_default();
            if revision < self.last {
                return Err(TrialError::Broken(format!("revision {revision} after {}", self.last)));
            }
            self.last = revision;
            asked.see(revision, data["digest"].as_str().unwrap_or_default());
        }
        Ok(())
    }
}

/// An answer, or that there is no such symbol or more than one.
fn check(question: &[&str], said: &Said) -> Result<(), TrialError> {
    // Remarks go to standard error: a file may have changed since it was indexed.
    if matches!(said.status, Some(0 | 1 | 3)) {
        return said.json().map(drop);
    }
    let status = said.status.map_or_else(|| "a signal".to_owned(), |status| status.to_string());
    let told = format!("{}{}", said.stdout, said.stderr);
    Err(TrialError::Said { command: question.join(" "), status, said: told })
}
