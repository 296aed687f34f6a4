//! What a question about references is about: a symbol, and what declares the same thing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use model::ids::{DefId, SymbolId};
use model::kinds::{DefKind, Modifiers};
use model::path::RepoPath;
use resolve::key;
use store::{Snapshot, StoreError};

use crate::file_view::{FileView, SymbolInfo};
use crate::views::Views;

/// A symbol with its declarations elsewhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subject {
    /// The symbol.
    pub symbol: SymbolInfo,
    /// Declarations of the same name without a body: a prototype in a header, the signatures of overloads.
    pub declarations: Vec<SymbolInfo>,
}

impl Subject {
    /// A symbol alone.
    pub fn new(symbol: SymbolInfo) -> Self {
        Self { symbol, declarations: Vec::new() }
    }

    /// The definition among symbols that one FQN means, when all others only declare it.
    ///
    /// # Errors
    /// The symbols, when they are not of that form.
    pub fn of_many(symbols: Vec<SymbolInfo>) -> Result<Self, Vec<SymbolInfo>> {
        let declares = |symbol: &SymbolInfo| symbol.modifiers.contains(Modifiers::DECLARATION);
        let same = |a: &SymbolInfo, b: &SymbolInfo| {
            (&a.display_fqn, &a.language, a.kind) == (&b.display_fqn, &b.language, b.kind)
        };
        let one_thing = symbols.windows(2).all(|pair| same(&pair[0], &pair[1]));
        let (declarations, mut bodies): (Vec<_>, Vec<_>) = symbols.into_iter().partition(declares);
        match bodies.pop() {
            Some(symbol) if one_thing && bodies.is_empty() => Ok(Self { symbol, declarations }),
            last => Err(bodies.into_iter().chain(last).chain(declarations).collect()),
        }
    }

    /// The ids that it goes by.
    pub fn ids(&self) -> BTreeSet<SymbolId> {
        self.symbols().map(|symbol| symbol.id).collect()
    }

    /// The symbol, then its declarations.
    pub fn symbols(&self) -> impl Iterator<Item = &SymbolInfo> {
        std::iter::once(&self.symbol).chain(&self.declarations)
    }

    /// The name by which sites are counted; of a file that of its module.
    pub fn spelled(&self) -> &str {
        match self.symbol.kind {
            DefKind::File => module_name(&self.symbol),
            _ => &self.symbol.name,
        }
    }

    /// The files that spell its name or may mean it under another, in path order.
    pub(crate) fn files(&self, snapshot: &dyn Snapshot) -> Result<BTreeSet<RepoPath>, StoreError> {
        let mut paths: BTreeSet<RepoPath> = self.symbols().map(|symbol| symbol.path.clone()).collect();
        for key in self.keys(snapshot)? {
            snapshot.files_with_key(key, &mut |path| {
                paths.insert(path);
                ControlFlow::Continue(())
            })?;
        }
        Ok(paths)
    }

    fn keys(&self, snapshot: &dyn Snapshot) -> Result<BTreeSet<u32>, StoreError> {
        let symbol = &self.symbol;
        let mut keys = BTreeSet::from([key("name", self.spelled())]);
        match symbol.kind {
            DefKind::File => keys.extend([
                key("name", symbol.path.stem()),
                key("name", symbol.path.file_name()),
                key("file", symbol.path.as_str()),
                key("basename", symbol.path.file_name()),
                key("module", &symbol.display_fqn),
            ]),
            // What constructs a type spells the type's name.
            DefKind::Constructor => {
                keys.extend(parent_name(snapshot, symbol)?.map(|name| key("name", &name)));
            }
            _ => {}
        }
        Ok(keys)
    }

    /// The constructors written in the body of the type that it is.
    pub(crate) fn constructors(&self, views: &Views<'_>) -> Result<BTreeSet<SymbolId>, StoreError> {
        let mut ids = BTreeSet::new();
        for symbol in self.symbols().filter(|symbol| symbol.def.is_some()) {
            let view = views.file(&symbol.path)?;
            let children = (0..view.facts.defs.len() as u32).map(DefId::new).filter(|id| {
                let def = view.facts.def(*id);
                def.kind == DefKind::Constructor && def.parent == symbol.def
            });
            ids.extend(children.map(|id| view.id(id)));
        }
        Ok(ids)
    }
}

fn parent_name(snapshot: &dyn Snapshot, symbol: &SymbolInfo) -> Result<Option<String>, StoreError> {
    let Some(view) = FileView::load(snapshot, &symbol.path)? else { return Ok(None) };
    let def = symbol.def.map(|def| *view.facts.def(def));
    let around = def.and_then(|def| def.parent).map(|parent| view.facts.def(parent).name);
    let name = around.or(def.and_then(|def| def.qualifier));
    Ok(name.map(|name| view.facts.text(name).to_owned()))
}

/// What a person would write for a file's module: the last segment of its name, else the file's stem.
fn module_name(file: &SymbolInfo) -> &str {
    let last = file.display_fqn.rsplit(['.', ':', '/']).next().unwrap_or_default();
    if file.display_fqn == file.path.as_str() || last.is_empty() { file.path.stem() } else { last }
}
