//! Asking every kind of store, and comparing what is said.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use engine::BACKENDS;

use super::questions::Question;
use crate::error::TrialError;
use crate::program::{Program, Said};

/// A database of some kind of store.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The kind.
    pub kind: String,
    /// What it calls the format of its file.
    pub format: String,
    /// The database.
    pub db: PathBuf,
}

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Comparison {
    /// How often the program was run.
    pub runs: usize,
    /// How many bytes of answers were compared with those of the first store.
    pub bytes: usize,
    /// How many of the answers, of one store, were failures.
    pub failures: usize,
    /// Where stores differ.
    pub differences: Vec<Difference>,
}

/// An answer that differs.
#[derive(Debug)]
pub struct Difference {
    /// The command line.
    pub question: String,
    /// Two kinds and the first line that differs, as each of them says it.
    pub said: [(String, String); 2],
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.question)?;
        self.said.iter().try_for_each(|(kind, line)| write!(f, "\n  {kind}: {line}"))
    }
}

/// The forms of an answer.
const FORMS: &[&[&str]] = &[&[], &["-j"], &["--output", "pretty"]];

/// Indexes the tree at `root` into every kind of store, each in a directory of its own below `directory`; databases that are
/// there are brought up to date.
///
/// # Errors
/// When indexing fails, or the digests of the stores differ.
pub fn index_into_every_kind(
    program: &Program,
    root: &Path,
    directory: &Path,
) -> Result<Vec<Stored>, TrialError> {
    let mut stores = Vec::new();
    let mut digests = Vec::new();
    for backend in BACKENDS {
        let db = directory.join(backend.name).join("index.db");
        let shown = db.display().to_string();
        let answer =
            program.answer(root, &["index", "--backend", backend.name, "--db", &shown, "-q", "--verify"])?;
        digests.push(answer["digest"].to_string());
        let status = program.answer(root, &["status", "--db", &shown])?;
        let format = status["format"].as_str().unwrap_or_default().to_owned();
        stores.push(Stored { kind: backend.name.to_owned(), format, db });
    }
    if digests.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(TrialError::Broken(format!("digests of the stores: {}", digests.join(", "))));
    }
    Ok(stores)
}

/// Asks every question in every form of every store, on as many threads as there are cores, and compares with the first.
///
/// # Errors
/// When the program does not start or hangs.
pub fn compare(
    program: &Program,
    root: &Path,
    stores: &[Stored],
    questions: &[Question],
) -> Result<Comparison, TrialError> {
    let asked: Vec<(&Question, &[&str])> =
        questions.iter().flat_map(|question| FORMS.iter().map(move |form| (question, *form))).collect();
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    let work = || -> Result<(), TrialError> {
        while let Some((question, form)) = asked.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut comparison = Comparison::default();
            ask(program, root, stores, &mut comparison, (question, form))?;
            found.lock().expect("no worker panics").push((question, comparison));
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("no worker panics"))
    })?;
    let mut found = found.into_inner().expect("no worker panics");
    found.sort_by_key(|(question, _)| *question);
    Ok(found.into_iter().fold(Comparison::default(), |sum, (_, one)| sum.with(one)))
}

impl Comparison {
    fn with(mut self, other: Self) -> Self {
        self.runs += other.runs;
        self.bytes += other.bytes;
        self.failures += other.failures;
        self.differences.extend(other.differences);
        self
    }
}

/// Asks all stores one question in one form.
fn ask(
    program: &Program,
    root: &Path,
    stores: &[Stored],
    comparison: &mut Comparison,
    (question, form): (&Question, &[&str]),
) -> Result<(), TrialError> {
    let mut first: Option<(&Stored, String)> = None;
    for store in stores {
        let mut arguments = question.clone();
        arguments.extend(form.iter().map(|&word| word.to_owned()));
        arguments.extend(["--db".to_owned(), store.db.display().to_string()]);
        let said = program.run(root, &arguments)?;
        let answer = comparable(&said, store);
        comparison.runs += 1;
        let Some((other, expected)) = &first else {
            comparison.bytes += answer.len();
            comparison.failures += usize::from(said.status != Some(0));
            first = Some((store, answer));
            continue;
        };
        comparison.bytes += answer.len();
        if answer != *expected {
            let [mine, theirs] = first_difference(&answer, expected);
            comparison.differences.push(Difference {
                question: [&question[..], &form.iter().map(|&word| word.to_owned()).collect::<Vec<_>>()]
                    .concat()
                    .join(" "),
                said: [(other.kind.clone(), theirs), (store.kind.clone(), mine)],
            });
        }
    }
    Ok(())
}

fn first_difference(one: &str, other: &str) -> [String; 2] {
    let (mut ones, mut others) = (one.lines(), other.lines());
    loop {
        match (ones.next(), others.next()) {
            (Some(one), Some(other)) if one == other => {}
            (None, None) => return ["(line ends differ)".to_owned(), String::new()],
            (one, other) => return [one, other].map(|line| line.unwrap_or("(nothing)").to_owned()),
        }
    }
}

/// Everything that a run said, without what names the store.
fn comparable(said: &Said, store: &Stored) -> String {
    let text = format!("{}\n{:?}\n{}", said.stdout, said.status, said.stderr);
    let text = text.replace(&store.db.display().to_string(), "DATABASE");
    let text = text.replace(&format!("DATABASE  {}  layout ", store.kind), "DATABASE  KIND  layout ");
    let format = &store.format;
    let text = text.replace(&format!("DATABASE ({}, layout ", store.kind), "DATABASE (KIND, layout ");
    let text =
        text.replace(&format!("DATABASE ({}: {format}, layout ", store.kind), "DATABASE (KIND, layout ");
    let text = [":", ": "]
        .iter()
        .fold(text, |text, colon| text.replace(&format!("\"format\"{colon}\"{format}\""), "\"format\":"));
    let text = ["backend", "layout", "database_version", "database_bytes", "execution_id"]
        .iter()
        .fold(text, |text, key| without_value(&text, &format!("\"{key}\":"), &[',', '}', '\n']));
    ["KIND  layout ", "KIND, layout ", "\nsize     "]
        .iter()
        .fold(text, |text, start| without_value(&text, start, &[' ', ')', '\n']))
}

/// The text without what stands between each `start` and the next of `ends`.
fn without_value(text: &str, start: &str, ends: &[char]) -> String {
    let mut pieces = text.split(start);
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let value = piece.strip_prefix(' ').unwrap_or(piece);
        let end = value.find(ends).unwrap_or(value.len());
        result.push_str(start);
        result.push_str(&value[end..]);
    }
    result
}
