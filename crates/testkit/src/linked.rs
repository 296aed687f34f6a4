//! A whole tree in memory, extracted and ready to be resolved.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use extract::{Extractor, LanguageSpec};
use model::facts::FileFacts;
use model::ids::SymbolId;
use model::path::RepoPath;
use model::span::{LineIndex, Position};
use model::symbol::{Placement, Symbols};
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

    /// Extracts and links files. Their order makes no difference but to the extractor, which reads them in it.
    pub fn new(places: &Places<'_>, files: Vec<(RepoPath, &'static LanguageSpec, Vec<u8>)>) -> Self {
        let mut extractor = Extractor::new();
        let extract = |(path, spec, bytes): (RepoPath, &'static LanguageSpec, Vec<u8>)| {
            let mut policies = languages::POLICIES.iter();
            let policy = policies.position(|policy| policy.languages().contains(&spec.name))?;
            let facts = extractor.extract(spec, &bytes);
            Some((places.of(spec, &path), policy, facts, bytes))
        };
        let mut extracted: Vec<_> = files.into_iter().filter_map(extract).collect();
        extracted.sort_unstable_by(|(a, ..), (b, ..)| a.path.cmp(&b.path));
        Self::link(extracted)
    }

    fn link(extracted: Vec<(Placement, usize, FileFacts, Vec<u8>)>) -> Self {
        let (mut entries, mut units, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for (placement, policy, facts, bytes) in extracted {
            let ids = Symbols::new(&facts, &placement).ids(&bytes);
            entries.push(FileEntry {
                path: placement.path.clone(),
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
                places.insert(unit.ids()[id.index()], (path.clone(), lines.position(def.name_span.start)));
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

/// The paths whose last segment is `file_name`, or ends with what follows its `*`.
pub(crate) fn named<'p>(paths: impl Iterator<Item = &'p RepoPath>, file_name: &str) -> Vec<RepoPath> {
    let suffix = file_name.strip_prefix('*');
    let is = |path: &&RepoPath| match suffix {
        Some(suffix) => path.file_name().ends_with(suffix),
        None => path.file_name() == file_name,
    };
    paths.filter(is).cloned().collect()
}

impl Manifests for DirManifests {
    fn named(&self, file_name: &str) -> Vec<RepoPath> {
        named(self.tree.paths(), file_name)
    }

    fn read(&self, path: &RepoPath) -> Option<String> {
        let bytes = std::fs::read(self.root.join(path.as_str())).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The files of a tree in memory, of which manifests are read.
#[derive(Default)]
pub struct TextManifests(pub BTreeMap<RepoPath, String>);

impl TextManifests {
    /// Extracts and links the files that are in a language by their path.
    pub fn link(&self) -> Linked {
        let tree = Tree::new(self.0.keys().cloned());
        let places = Places::new(&tree, |path| self.0.get(path).cloned());
        let file = |(path, text): (&RepoPath, &String)| {
            let spec = tree.language(path, text.as_bytes(), None)?;
            Some((path.clone(), spec, text.clone().into_bytes()))
        };
        Linked::new(&places, self.0.iter().filter_map(file).collect())
    }
}

impl Manifests for TextManifests {
    fn named(&self, file_name: &str) -> Vec<RepoPath> {
        named(self.0.keys(), file_name)
    }

    fn read(&self, path: &RepoPath) -> Option<String> {
        self.0.get(path).cloned()
    }
}
