//! The argument by which a command is told which symbol is meant.

use std::path::Path;

use clap::Args;
use engine::query::{FileView, NamePattern, Selection, Selector, Subject, SymbolInfo, select};
use engine::{Database, RepoPath, StoreError};
use wire::{ErrorCode, Symbol};

use super::symbol_filter::SymbolFilter;
use crate::database;
use crate::failure::Failure;

/// Which symbol is meant.
#[derive(Args, Debug, Clone)]
pub(crate) struct SymbolArgument {
    /// Which symbol
    symbol: String,
    #[command(flatten)]
    filter: SymbolFilter,
}

impl SymbolArgument {
    /// The one symbol that is meant.
    pub(crate) fn one(&self, db: &Database) -> Result<SymbolInfo, Failure> {
        match found(db, &self.symbol, &self.filter)? {
            Selection::One(info) => Ok(*info),
            Selection::None => Err(not_found(&self.symbol)),
            Selection::Many(infos) => Err(ambiguous(&self.symbol, &infos)),
        }
    }

    /// The one symbol that is meant, with its declarations when these are all else that the text means.
    pub(crate) fn subject(&self, db: &Database) -> Result<Subject, Failure> {
        subject(db, &self.symbol, &self.filter)
    }
}

/// Which symbol is meant, as an argument or an option.
#[derive(Args, Debug, Clone)]
pub(crate) struct NamedSymbol {
    /// Which symbol
    #[arg(required_unless_present = "named", conflicts_with = "named")]
    symbol: Option<String>,
    /// The same, as an option
    #[arg(id = "named", long = "symbol", value_name = "SYMBOL")]
    named: Option<String>,
    #[command(flatten)]
    filter: SymbolFilter,
}

impl NamedSymbol {
    /// As [`SymbolArgument::subject`].
    pub(crate) fn subject(&self, db: &Database) -> Result<Subject, Failure> {
        let text = self.symbol.as_deref().or(self.named.as_deref());
        subject(db, text.expect("one of both is required"), &self.filter)
    }
}

/// As [`SymbolArgument::subject`].
pub(crate) fn subject(db: &Database, text: &str, filter: &SymbolFilter) -> Result<Subject, Failure> {
    match found(db, text, filter)? {
        Selection::One(info) => Ok(Subject::new(*info)),
        Selection::None => Err(not_found(text)),
        Selection::Many(infos) => Subject::of_many(infos).map_err(|infos| ambiguous(text, &infos)),
    }
}

/// The one symbol that `text` means, in a file when one is named.
pub(crate) fn named(db: &Database, text: &str, file: Option<&RepoPath>) -> Result<SymbolInfo, Failure> {
    let is_there = |info: &SymbolInfo| file.is_none_or(|file| info.path == *file);
    let mut infos = match found(db, text, &SymbolFilter::default())? {
        Selection::None => Vec::new(),
        Selection::One(info) => vec![*info],
        Selection::Many(infos) => infos,
    };
    infos.retain(is_there);
    match infos.len() {
        0 => Err(not_found(text)),
        1 => Ok(infos.swap_remove(0)),
        _ => Err(ambiguous(text, &infos)),
    }
}

/// What `text` can mean: as [`select`] says, else the file that it names from where the user stands.
fn found(db: &Database, text: &str, filter: &SymbolFilter) -> Result<Selection, Failure> {
    let current = database::current_directory()?;
    let selector = Selector::parse(text, &|path| db.repo_path(path.as_ref(), &current).ok());
    let narrow = filter.query(NamePattern::Exact(text.to_owned()), None)?;
    let selection = select(db.snapshot(), &selector, &narrow).map_err(database::failed)?;
    if selection != Selection::None {
        return Ok(selection);
    }
    let Ok(path) = db.repo_path(Path::new(text), &current) else { return Ok(Selection::None) };
    let file = || -> Result<_, StoreError> { FileView::load(db.snapshot(), &path) };
    let file = file().map_err(database::failed)?;
    Ok(file.map_or(Selection::None, |view| Selection::One(Box::new(view.file_symbol()))))
}

fn not_found(text: &str) -> Failure {
    Failure::new(ErrorCode::SymbolNotFound, format!("no symbol matches `{text}`"))
        .hint("look for it with `magellan find --glob`")
}

fn ambiguous(text: &str, infos: &[SymbolInfo]) -> Failure {
    let failure = Failure::new(ErrorCode::SymbolAmbiguous, format!("`{text}` means {} symbols", infos.len()))
        .hint("name one by its id, or narrow with --kind, --lang or --path");
    Failure { candidates: infos.iter().map(Symbol::from).collect(), ..failure }
}
