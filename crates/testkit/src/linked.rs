//! A whole tree in memory, extracted and ready to be resolved.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use extract::{Extractor, LanguageSpec};
use model::ids::SymbolId;
use model::path::RepoPath;
use model::span::{LineIndex, Position};
use model::symbol::Symbols;
use resolve::{FileEntry, FileId, Files, Manifests, MemoryProvider, Unit};

use crate::files::{Tree, read_all};
use crate::place::Places;

/// A tree's files with their facts.
pub struct Linked {
    /// The files in path order.
    pub files: Files,
    /// Their facts.
    pub provider: MemoryProvider,
    /// Their lines.
    pub lines: Vec<LineIndex>,
}

impl Linked {
    /// Reads, extracts and links every file below `root`, or those in the language called `wanted`.
    ///
    /// # Errors
    /// When a directory or a file cannot be read.
    pub fn read(root: &Path, wanted: Option<&str>) -> io::Result<Self> {
        let (tree, files) = read_all(root, wanted)?;
        let places = Places::new(&tree, |path| std::fs::read_to_string(root.join(path.as_str())).ok());
        let files = files.into_iter().map(|file| (file.path, file.spec, file.bytes)).collect();
        Ok(Self::new(&places, files))
    }

    /// Extracts and links files, which must be in path order.
    pub fn new(places: &Places<'_>, files: Vec<(RepoPath, &'static LanguageSpec, Vec<u8>)>) -> Self {
        let mut extractor = Extractor::new();
        let (mut entries, mut units, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for (path, spec, bytes) in files {
            let Some(policy) =
                languages::POLICIES.iter().position(|policy| policy.languages().contains(&spec.name))
            else {
                continue;
            };
            let facts = extractor.extract(spec, &bytes);
            let placement = places.of(spec, &path);
            let ids = Symbols::new(&facts, &placement).ids(&bytes);
            entries.push(FileEntry {
                path,
                language: placement.language.clone(),
                package: placement.package.clone(),
                module: placement.module.clone(),
            });
            lines.push(LineIndex::new(&bytes));
            let id = FileId::new(units.len() as u32);
            units.push(Arc::new(Unit::new(id, policy, placement, facts, ids)));
        }
        Self { files: Files::new(entries), provider: MemoryProvider::new(units), lines }
    }

    /// Where every symbol's name stands: its file and position; for a file itself its beginning.
    pub fn places(&self) -> BTreeMap<SymbolId, (RepoPath, Position)> {
        let mut places = BTreeMap::new();
        for unit in self.provider.units() {
            let path = &unit.placement.path;
            let lines = &self.lines[unit.id.index()];
            places.insert(unit.file_symbol(), (path.clone(), Position { line: 1, column: 0 }));
            for (id, def) in unit.defs() {
                places.insert(unit.ids[id.index()], (path.clone(), lines.position(def.name_span.start)));
            }
        }
        places
    }
}

/// The manifests of a directory.
pub struct DirManifests {
    root: PathBuf,
    tree: Tree,
}

impl DirManifests {
    /// Lists a directory.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn new(root: &Path) -> io::Result<Self> {
        Ok(Self { root: root.to_owned(), tree: Tree::read(root)? })
    }
}

impl Manifests for DirManifests {
    fn named(&self, file_name: &str) -> Vec<RepoPath> {
        let suffix = file_name.strip_prefix('*');
        let is = |path: &&RepoPath| match suffix {
            Some(suffix) => path.file_name().ends_with(suffix),
            None => path.file_name() == file_name,
        };
        self.tree.paths().filter(is).cloned().collect()
    }

    fn read(&self, path: &RepoPath) -> Option<String> {
        let bytes = std::fs::read(self.root.join(path.as_str())).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}
