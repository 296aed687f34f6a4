//! Trees in directories of their own, indexed into databases beside them.

use std::fs;
use std::path::{Path, PathBuf};

use engine::{BACKENDS, Backend, Database, IndexOptions, IndexReport, Silent};
use tempfile::TempDir;

/// A tree and the database that is kept up to date with it.
pub(crate) struct Scratch {
    directory: TempDir,
    backend: Option<&'static Backend>,
}

/// Everything that an index says.
#[derive(PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) digest: String,
    pub(crate) export: String,
    pub(crate) skipped: Vec<(String, String)>,
}

impl Scratch {
    pub(crate) fn new() -> Self {
        Self::kept_in(None)
    }

    /// A tree whose databases are of this kind.
    pub(crate) fn of(backend: &'static Backend) -> Self {
        Self::kept_in(Some(backend))
    }

    fn kept_in(backend: Option<&'static Backend>) -> Self {
        let scratch = Self { directory: tempfile::tempdir().expect("a temporary directory"), backend };
        fs::create_dir(scratch.root()).expect("the root");
        scratch
    }

    /// A path beside the tree.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The names of what lies beside the tree, in order.
    pub(crate) fn names_beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.directory.path()).expect("a directory");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"));
        let mut names: Vec<String> = names.filter(|name| name != "tree").collect();
        names.sort();
        names
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.directory.path().join("tree")
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("below the root")).expect("a directory");
        fs::write(path, text).expect("a file");
    }

    /// Brings the database of this tree up to date.
    pub(crate) fn index(&self, options: &IndexOptions) -> IndexReport {
        self.index_into("kept.db", options)
    }

    /// The database of this tree.
    pub(crate) fn database(&self) -> Database {
        Database::open(&self.directory.path().join("kept.db")).expect("a database")
    }

    /// What the database of this tree says.
    pub(crate) fn said(&self) -> Said {
        said(&self.directory.path().join("kept.db"))
    }

    /// What an index of this tree that is built from nothing says, in the usual kind of store whatever this one's is.
    pub(crate) fn said_by_a_cold_build(&self) -> Said {
        let name = "cold.db";
        let report = engine::index(&self.root(), &self.beside(name), &IndexOptions::default(), &Silent);
        assert!(report.expect("indexing").cold);
        let path = self.directory.path().join(name);
        let said = said(&path);
        fs::remove_file(&path).expect("removing the database");
        for suffix in BACKENDS[0].beside {
            drop(fs::remove_file(self.beside(&format!("{name}{suffix}"))));
        }
        said
    }

    fn index_into(&self, name: &str, options: &IndexOptions) -> IndexReport {
        let options = IndexOptions { backend: self.backend, ..options.clone() };
        engine::index(&self.root(), &self.beside(name), &options, &Silent).expect("indexing")
    }
}

/// What a database says.
pub(crate) fn said(db: &Path) -> Said {
    let db = Database::open(db).expect("a database");
    let mut export = Vec::new();
    export::write_jsonl(db.snapshot(), &export::Selection::default(), &mut export).expect("exporting");
    let mut skipped = Vec::new();
    let each = &mut |record: engine::SkippedRecord| {
        skipped.push((record.path.to_string(), record.reason));
        std::ops::ControlFlow::Continue(())
    };
    db.snapshot().skipped(each).expect("what was skipped");
    let digest = db.snapshot().meta().expect("the view").digest().to_string();
    Said { digest, export: String::from_utf8(export).expect("UTF-8"), skipped }
}

impl Said {
    /// Panics at the first line that differs, which says more than two whole exports.
    pub(crate) fn assert_same(&self, other: &Self, what: &str) {
        assert_eq!(self.skipped, other.skipped, "{what}");
        for (left, right) in self.export.lines().zip(other.export.lines()).skip(1) {
            assert_eq!(left, right, "{what}");
        }
        assert_eq!(self.export.lines().count(), other.export.lines().count(), "{what}");
        assert_eq!(self.digest, other.digest, "{what}");
        assert!(self == other, "{what}");
    }

    /// Whether the file at `path` is indexed.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.export.contains(&format!(r#"{{"type":"file","path":"{path}""#))
    }

    /// Why `path` is not indexed.
    pub(crate) fn reason(&self, path: &str) -> Option<&str> {
        self.skipped.iter().find(|(skipped, _)| skipped == path).map(|(_, reason)| reason.as_str())
    }
}
