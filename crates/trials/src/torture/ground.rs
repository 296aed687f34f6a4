//! What trials stand on: a tree in two forms, what a cold index of each says, and what may lie beside a database.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use engine::Backend;

use crate::error::TrialError;
use crate::program::{Program, Said};
use crate::state::State;
use crate::tree::{Form, Tree};

/// The two forms of a tree that trials go back and forth between.
pub(super) const FORMS: [Form; 2] = [Form(0), Form(5)];

/// A tree, and what cold indexes of its two forms say.
pub(super) struct Ground<'a> {
    pub(super) program: &'a Program,
    pub(super) backend: &'static Backend,
    pub(super) tree: Tree,
    /// States of cold indexes, by form.
    pub(super) cold: [State; 2],
    /// Which form the tree has.
    form: usize,
    /// How long a cold index took.
    pub(super) takes: Duration,
    directory: tempfile::TempDir,
}

impl<'a> Ground<'a> {
    /// Grows a tree of so many modules, and indexes both forms of it.
    pub(super) fn new(
        program: &'a Program,
        backend: &'static Backend,
        modules: u64,
    ) -> Result<Self, TrialError> {
        let directory = tempfile::tempdir().map_err(TrialError::io("a temporary directory"))?;
        let tree = Tree::grow(&directory.path().join("tree"), modules)?;
        let mut takes = Duration::ZERO;
        let mut states = Vec::new();
        for (number, form) in FORMS.into_iter().enumerate() {
            tree.edit(form)?;
            let db = directory.path().join(format!("cold{number}")).join("index.db");
            let started = Instant::now();
            program.answer(tree.root(), &index(&db, backend, &[]))?;
            takes = started.elapsed();
            states.push(State::read(&db)?);
        }
        let cold = states.try_into().map_err(|_| TrialError::Broken("two forms".to_owned()))?;
        Ok(Self { program, backend, tree, cold, form: 1, takes, directory })
    }

    /// A directory for databases, which is made.
    pub(super) fn directory(&self, name: &str) -> Result<PathBuf, TrialError> {
        let path = self.directory.path().join(name);
        fs::create_dir_all(&path).map_err(TrialError::io(path.display().to_string()))?;
        Ok(path)
    }

    /// Brings the tree into its other form; gives what a cold index said before, and says now.
    pub(super) fn turn(&mut self) -> Result<(&State, &State), TrialError> {
        let before = self.form;
        self.form = 1 - before;
        self.tree.edit(FORMS[self.form])?;
        Ok((&self.cold[before], &self.cold[self.form]))
    }

    /// What a cold index of the tree says.
    pub(super) fn expected(&self) -> &State {
        &self.cold[self.form]
    }

    /// What `index` would have done before the tree was turned.
    pub(super) fn other(&self) -> &State {
        &self.cold[1 - self.form]
    }

    /// Runs `magellan index`; it has to succeed.
    pub(super) fn index(&self, db: &Path) -> Result<(), TrialError> {
        self.program.answer(self.tree.root(), &index(db, self.backend, &[])).map(drop)
    }

    /// Runs `magellan index`, whatever comes of it.
    pub(super) fn try_index(&self, db: &Path) -> Result<Said, TrialError> {
        let arguments = [index(db, self.backend, &[]), vec!["-j".to_owned()]].concat();
        self.program.run(self.tree.root(), &arguments)
    }

    /// What the database holds, once `magellan doctor` has called it sound.
    pub(super) fn sound(&self, db: &Path) -> Result<State, TrialError> {
        let shown = db.display().to_string();
        let answer = self.program.answer(self.tree.root(), &["doctor", "--db", &shown])?;
        if answer["sound"] != true {
            return Err(TrialError::Broken(format!("doctor: {}", answer["findings"])));
        }
        State::read(db)
    }

    /// Finishes what was begun: the next run brings the database to what a cold index says, and leaves only what belongs to
    /// it.
    pub(super) fn recover(&self, db: &Path) -> Result<(), TrialError> {
        self.index(db)?;
        if !self.sound(db)?.is_same(self.expected()) {
            return Err(TrialError::Broken("the next run does not give what a cold index gives".to_owned()));
        }
        self.check_nothing_else(db)
    }

    /// Nothing lies beside a database that does not belong to it.
    pub(super) fn check_nothing_else(&self, db: &Path) -> Result<(), TrialError> {
        let others = others_beside(db, self.backend)?;
        if others.is_empty() {
            return Ok(());
        }
        Err(TrialError::Broken(format!("left over: {}", others.into_iter().collect::<Vec<_>>().join(", "))))
    }
}

/// The arguments of `magellan index`.
pub(super) fn index(db: &Path, backend: &Backend, more: &[&str]) -> Vec<String> {
    let fixed = ["index", "-q", "--backend", backend.name, "--db"].map(str::to_owned);
    let db = db.display().to_string();
    fixed.into_iter().chain([db]).chain(more.iter().map(|&word| word.to_owned())).collect()
}

/// The names of what lies in the directory of a database and does not belong to it.
pub(super) fn others_beside(db: &Path, backend: &Backend) -> Result<BTreeSet<String>, TrialError> {
    let directory = db.parent().unwrap_or_else(|| Path::new(""));
    let name = db.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let graph = engine::traversal_path(db);
    let graph = graph.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // A lock's file stays: who removes one may take it from somebody who has just opened it.
    let [writer, watcher, search] = ["-writer", "-watcher", "-search"].map(|own| format!("{name}{own}"));
    let own: BTreeSet<String> = backend
        .beside
        .iter()
        .map(|suffix| format!("{name}{suffix}"))
        .chain([name.clone(), graph, writer, watcher, search])
        .collect();
    let listed = fs::read_dir(directory).map_err(TrialError::io(directory.display().to_string()))?;
    let mut others = BTreeSet::new();
    for entry in listed {
        let entry = entry.map_err(TrialError::io(directory.display().to_string()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !own.contains(&name) {
            others.insert(name);
        }
    }
    Ok(others)
}
