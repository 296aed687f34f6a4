//! The tree that is measured on: copies of others, and in some languages a hundred files that use one name.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use engine::{Database, FileRecord};
use tempfile::TempDir;
use trials::Program;
use trials::live::copy_tree;

use super::Watch;
use crate::bench::usage::{self, Usage};

/// Files that use the exported name.
pub(super) const USERS: usize = 100;

/// A tree and its database.
pub(super) struct Ground {
    pub(super) title: String,
    program: (PathBuf, Program),
    backend: String,
    no_gitignore: bool,
    root: PathBuf,
    db: PathBuf,
    scratch: TempDir,
}

/// What a run cost.
pub(super) struct Cost {
    pub(super) wall: Duration,
    pub(super) usage: Usage,
}

/// A file that offers a name to a hundred others.
pub(super) struct Hub {
    pub(super) language: &'static str,
    /// Path below the root.
    pub(super) path: String,
    /// Paths of those that use it.
    pub(super) users: Vec<String>,
}

impl Hub {
    /// What it says, with this exported name.
    pub(super) fn text(&self, name: &str) -> String {
        match self.language {
            "c" => format!("static inline int {name}(int x)\n{{\n    return x;\n}}\n"),
            "python" => format!("def {name}(x):\n    return x\n"),
            _ => format!("export function {name}(x: number): number {{\n  return x;\n}}\n"),
        }
    }

    fn user(&self, number: usize) -> String {
        match self.language {
            "c" => {
                format!("#include \"hub.h\"\n\nint use_{number}(int x)\n{{\n    return hub_target(x);\n}}\n")
            }
            "python" => {
                format!(
                    "from bench_python.hub import hub_target\n\n\ndef use_{number}(x):\n    return hub_target(x)\n"
                )
            }
            _ => format!(
                "import {{ hub_target }} from './hub';\n\nexport function use_{number}(x: number): number {{\n  return hub_target(x);\n}}\n"
            ),
        }
    }

    /// One for each of some languages.
    pub(super) fn all() -> Vec<Self> {
        [("c", "hub.h", "c"), ("python", "hub.py", "py"), ("typescript", "hub.ts", "ts")]
            .map(|(language, hub, extension)| Self {
                language,
                path: format!("bench_{language}/{hub}"),
                users: (0..USERS)
                    .map(|number| format!("bench_{language}/use_{number}.{extension}"))
                    .collect(),
            })
            .into()
    }

    fn plant(&self, root: &Path) -> Result<()> {
        fs::create_dir_all(root.join(&self.path).with_file_name(""))?;
        fs::write(root.join(&self.path), self.text("hub_target"))?;
        for (number, path) in self.users.iter().enumerate() {
            fs::write(root.join(path), self.user(number))?;
        }
        Ok(())
    }
}

impl Ground {
    /// Copies the trees.
    pub(super) fn new(watch: &Watch) -> Result<Self> {
        let scratch = match &watch.scratch {
            Some(path) => tempfile::tempdir_in(path),
            None => tempfile::tempdir(),
        };
        let scratch = scratch.context("a temporary directory")?;
        let root = scratch.path().join("tree");
        let name = |tree: &PathBuf| tree.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for tree in &watch.trees {
            let to = if watch.trees.len() == 1 { root.clone() } else { root.join(name(tree)) };
            copy_tree(tree, &to)?;
        }
        Hub::all().iter().try_for_each(|hub| hub.plant(&root))?;
        let path = crate::parity::program_path(watch.program.as_deref())?;
        Ok(Self {
            title: watch.trees.iter().map(name).collect::<Vec<_>>().join(", "),
            program: (path.clone(), Program::new(path)),
            backend: watch.backend.clone(),
            no_gitignore: watch.no_gitignore,
            db: scratch.path().join("db").join("index.db"),
            root,
            scratch,
        })
    }

    /// The program.
    pub(super) fn program(&self) -> &Program {
        &self.program.1
    }

    /// The tree.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Its database.
    pub(super) fn db(&self) -> &Path {
        &self.db
    }

    /// A directory for what else there is.
    pub(super) fn scratch(&self) -> &Path {
        self.scratch.path()
    }

    /// Builds the database.
    pub(super) fn index_cold(&self) -> Result<Cost> {
        let mut arguments = vec!["index", "-q", "--backend", &self.backend];
        arguments.extend(self.no_gitignore.then_some("--no-gitignore"));
        let root = self.root.display().to_string();
        arguments.push(&root);
        self.cost(&arguments)
    }

    /// Runs the program with this database.
    pub(super) fn cost(&self, arguments: &[&str]) -> Result<Cost> {
        let (program, db) = (self.program.0.display().to_string(), self.db.display().to_string());
        let arguments = [arguments, &["--db", &db]].concat();
        let begun = Instant::now();
        let usage = usage::of(&program, &arguments)?;
        Ok(Cost { wall: begun.elapsed(), usage })
    }

    /// Whether a command has an option.
    pub(super) fn knows(&self, command: &str, option: &str) -> Result<bool> {
        Ok(self.program().run(&self.root, &[command, "--help"])?.stdout.contains(option))
    }

    /// The files of the index, in path order.
    pub(super) fn records(&self) -> Result<Vec<FileRecord>> {
        let mut records = Vec::new();
        Database::open(&self.db)?.snapshot().files(&mut |record| {
            records.push(record);
            std::ops::ControlFlow::Continue(())
        })?;
        Ok(records)
    }

    /// How many files.
    pub(super) fn files(&self) -> Result<usize> {
        Ok(self.records()?.len())
    }

    /// How many definitions.
    pub(super) fn definitions(&self) -> Result<u64> {
        Ok(self.records()?.iter().map(|record| u64::from(record.definitions)).sum())
    }
}
