//! The files of a directory and their languages.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use extract::LanguageSpec;
use languages::Context;
use model::path::RepoPath;

/// The paths of a tree, for naming languages and modules.
#[derive(Default)]
pub struct Tree {
    paths: BTreeSet<RepoPath>,
}

impl Tree {
    /// A tree of these paths.
    pub fn new(paths: impl IntoIterator<Item = RepoPath>) -> Self {
        Self { paths: paths.into_iter().collect() }
    }

    /// All files below `root` in the order of their paths, links and `.git` left out.
    ///
    /// # Errors
    /// When a directory cannot be listed.
    pub fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        let mut directories = vec![RepoPath::default()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(root.join(directory.as_str()))? {
                let entry = entry?;
                let kind = entry.file_type()?;
                let Some(path) = entry.file_name().to_str().and_then(|name| directory.join(name)) else {
                    continue;
                };
                if kind.is_dir() && path.file_name() != ".git" {
                    directories.push(path);
                } else if kind.is_file() {
                    tree.paths.insert(path);
                }
            }
        }
        Ok(tree)
    }

    /// The paths in order.
    pub fn paths(&self) -> impl Iterator<Item = &RepoPath> {
        self.paths.iter()
    }

    /// The language of a file of the tree.
    ///
    /// `wanted` is a language's name: then the answer is a spec of it or none, and a `.h` file is in C or C++ as wanted.
    pub fn language(
        &self,
        path: &RepoPath,
        bytes: &[u8],
        wanted: Option<&str>,
    ) -> Option<&'static LanguageSpec> {
        let found = languages::detect(path, &|| bytes, self).map(|detected| detected.spec);
        match (wanted, path.extension()) {
            (None, _) => found,
            (Some(wanted @ ("c" | "cpp")), Some("h")) => languages::named(wanted).next(),
            (Some(wanted), _) => found.filter(|spec| spec.name == wanted),
        }
    }
}

impl Context for Tree {
    fn has_file(&self, path: &str) -> bool {
        RepoPath::new(path).is_some_and(|path| self.paths.contains(&path))
    }

    fn directory_has(&self, directory: &str, extensions: &[&str]) -> bool {
        let here = |path: &&RepoPath| path.parent().unwrap_or("") == directory;
        let with_one = |path: &RepoPath| path.extension().is_some_and(|found| extensions.contains(&found));
        self.paths.iter().filter(here).any(with_one)
    }
}

/// A file read into memory, with its language.
pub struct Read {
    /// Where it is.
    pub path: RepoPath,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it is written in.
    pub spec: &'static LanguageSpec,
}

/// Reads every file below `root` that is in a language, or in the language called `wanted`.
///
/// # Errors
/// When a directory or a file cannot be read.
pub fn read_all(root: &Path, wanted: Option<&str>) -> io::Result<(Tree, Vec<Read>)> {
    let tree = Tree::read(root)?;
    let mut files = Vec::new();
    for path in tree.paths().filter(|path| may_be_code(path)) {
        let bytes = fs::read(root.join(path.as_str()))?;
        if let Some(spec) = tree.language(path, &bytes, wanted) {
            files.push(Read { path: path.clone(), bytes, spec });
        }
    }
    Ok((tree, files))
}

/// Whether a file with such a name can be in a language: reading everything in a tree of pictures would take longer
/// than the extraction.
pub fn may_be_code(path: &RepoPath) -> bool {
    let known = |extension| {
        languages::ALL.iter().any(|spec| extension == "h" || spec.extensions.contains(&extension))
    };
    path.extension().is_none_or(known)
}
