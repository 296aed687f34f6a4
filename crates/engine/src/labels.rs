//! Definitions by their labels, over many files, read on all threads.

use std::collections::BTreeMap;

use model::ids::DefId;
use model::labels::Label;
use query::{FileView, GlobMatcher, SymbolInfo};
use store::{FileRecord, Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;
use crate::{language_names, resolution, scan};

/// Which definitions are wanted. Empty lists and `None` accept everything.
#[derive(Clone, Debug, Default)]
pub struct LabelSearch {
    /// They have all of these.
    pub all: Vec<Label>,
    /// They have one of these at least.
    pub any: Vec<Label>,
    /// They have none of these.
    pub not: Vec<Label>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Most that are told; all are counted.
    pub limit: usize,
}

/// Definitions found and how many there are.
#[derive(Clone, Debug, Default)]
pub struct Labelled {
    /// In canonical order: path, start, end, kind, id.
    pub symbols: Vec<SymbolInfo>,
    /// All that have the labels, also beyond the limit.
    pub total: u64,
}

/// How many definitions have a label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LabelCount {
    /// The label.
    pub label: Label,
    /// How many of each language, by its name; those with none are left out.
    pub by_language: BTreeMap<String, u64>,
}

/// Counts the definitions with each label, in the files whose path matches. Labels that nothing has are told too. Reads the facts of all these files.
///
/// # Errors
/// When the database cannot be read.
pub fn label_counts(db: &Database, path: Option<&GlobMatcher>) -> Result<Vec<LabelCount>, EngineError> {
    let languages = language_names();
    let mut sums: BTreeMap<(String, String), u64> = BTreeMap::new();
    let records = records(db, path)?;
    scan::scan(db, &records, counts, |file: (String, BTreeMap<&'static str, u64>)| {
        let (language, counts) = file;
        for (name, count) in counts {
            *sums.entry((name.to_owned(), language.clone())).or_default() += count;
        }
        Ok(())
    })?;
    let of = |label: &Label, language: &str| {
        // Every definition of a file has the language of the file.
        let name =
            if matches!(label, Label::Language(name) if name == language) { "" } else { label.as_str() };
        sums.get(&(name.to_owned(), language.to_owned())).copied().filter(|count| *count > 0)
    };
    let count = |label: Label| {
        let counted =
            languages.iter().filter_map(|language| Some(((*language).to_owned(), of(&label, language)?)));
        LabelCount { by_language: counted.collect(), label }
    };
    Ok(Label::all(&languages).into_iter().map(count).collect())
}

/// What one file has: its language, and the number of definitions by the text of a label, `""` for all.
fn counts(
    snapshot: &dyn Snapshot,
    record: &FileRecord,
) -> Result<(String, BTreeMap<&'static str, u64>), StoreError> {
    let view = FileView::without_outcomes(snapshot, record.clone())?;
    let mut counts = BTreeMap::new();
    for raw in 0..view.facts.defs.len() as u32 {
        let labels = view.labels(Some(DefId::new(raw)));
        for name in labels.names().chain([""]) {
            *counts.entry(name).or_default() += 1;
        }
    }
    Ok((record.language.clone(), counts))
}

/// The definitions that have the labels wanted. Reads the facts of all files whose path and language may be wanted.
///
/// # Errors
/// When the database cannot be read.
pub fn labelled(db: &Database, search: &LabelSearch) -> Result<Labelled, EngineError> {
    let mut records = records(db, search.path.as_ref())?;
    records.retain(|record| search.accepts_language(&record.language));
    let mut found = Labelled::default();
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| search.in_file(snapshot, record);
    scan::scan(db, &records, read, |mut file: Labelled| {
        let room = search.limit - found.symbols.len();
        file.symbols.truncate(room);
        found.symbols.append(&mut file.symbols);
        found.total += file.total;
        Ok(())
    })?;
    Ok(found)
}

impl LabelSearch {
    /// Whether definitions of a language can have what is wanted.
    fn accepts_language(&self, language: &str) -> bool {
        let is_other = |label: &Label| matches!(label, Label::Language(name) if name != language);
        let is_this = |label: &Label| matches!(label, Label::Language(name) if name == language);
        !self.all.iter().any(is_other) && !self.not.iter().any(is_this)
    }

    fn in_file(&self, snapshot: &dyn Snapshot, record: &FileRecord) -> Result<Labelled, StoreError> {
        let view = FileView::without_outcomes(snapshot, record.clone())?;
        let is_wanted = |def: &DefId| {
            let labels = view.labels(Some(*def));
            let has = |label: &Label| labels.has(&record.language, label);
            self.all.iter().all(has)
                && (self.any.is_empty() || self.any.iter().any(has))
                && !self.not.iter().any(has)
        };
        let wanted: Vec<DefId> =
            (0..view.facts.defs.len() as u32).map(DefId::new).filter(is_wanted).collect();
        let mut symbols: Vec<SymbolInfo> = Vec::new();
        if self.limit > 0 {
            symbols.extend(wanted.iter().map(|def| view.symbol(*def)));
            symbols.sort_by(|a, b| a.order().cmp(&b.order()));
            symbols.truncate(self.limit);
        }
        Ok(Labelled { symbols, total: wanted.len() as u64 })
    }
}

fn records(db: &Database, path: Option<&GlobMatcher>) -> Result<Vec<FileRecord>, StoreError> {
    let mut records = resolution::records(db.snapshot())?;
    records.retain(|record| path.is_none_or(|glob| glob.is_match(record.path.as_str())));
    Ok(records)
}
