//! Names that several definitions bear.

use model::ids::DefId;
use model::kinds::{DefKind, Modifiers};
use query::{FileView, GlobMatcher, SymbolInfo};
use store::{FileRecord, Snapshot, StoreError};

use crate::database::Database;
use crate::error::EngineError;
use crate::{resolution, scan};

/// Which name of a definition.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum NameField {
    /// What it is called.
    Name,
    /// What a person of its language would write.
    #[default]
    DisplayFqn,
    /// Package, path and what is around it. Overloads and redefinitions share one; their ids differ.
    CanonicalFqn,
}

impl NameField {
    /// Every field.
    pub const ALL: [Self; 3] = [Self::Name, Self::DisplayFqn, Self::CanonicalFqn];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::DisplayFqn => "display-fqn",
            Self::CanonicalFqn => "canonical-fqn",
        }
    }

    fn of(self, view: &FileView, def: DefId) -> String {
        match self {
            Self::Name => view.facts.text(view.facts.def(def).name).to_owned(),
            Self::DisplayFqn => view.display_fqn(def),
            Self::CanonicalFqn => view.canonical_fqn(def),
        }
    }
}

/// Which collisions are wanted. Empty lists and `None` accept everything.
#[derive(Clone, Debug, Default)]
pub struct CollisionQuery {
    /// Of which name.
    pub field: NameField,
    /// Kinds of definitions.
    pub kinds: Vec<DefKind>,
    /// Names of languages.
    pub languages: Vec<String>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Whether declarations without a body (prototypes, `extern`) count; else a name with one definition and its declarations is none.
    pub declarations: bool,
    /// Most names that are described; all are counted.
    pub limit: usize,
    /// Most definitions of each.
    pub members: usize,
}

/// A name that several definitions bear.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Collision {
    /// The name.
    pub name: String,
    /// How many bear it.
    pub count: u64,
    /// The first of them, in canonical order of files and definitions.
    pub symbols: Vec<SymbolInfo>,
}

/// Names that several definitions bear.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Collisions {
    /// Those that most bear first, then by where the first definition is.
    pub found: Vec<Collision>,
    /// How many such names there are.
    pub total: u64,
    /// How many definitions bear them.
    pub definitions: u64,
}

/// A hash of a name with a definition that bears it, by the place of its file.
type Bearer = ([u8; 16], u32, DefId);

/// Finds them. Reads the facts of all files that are wanted; holds 24 bytes a definition.
///
/// # Errors
/// When the database cannot be read.
pub fn collisions(db: &Database, query: &CollisionQuery) -> Result<Collisions, EngineError> {
    let mut records = resolution::records(db.snapshot())?;
    records.retain(|record| {
        query::is_file_wanted(&query.languages, query.path.as_ref(), &record.path, &record.language)
    });
    let mut bearers: Vec<Bearer> = Vec::new();
    let mut rank = 0;
    let read = |snapshot: &dyn Snapshot, record: &FileRecord| query.names(snapshot, record);
    scan::scan(db, &records, read, |names: Vec<([u8; 16], DefId)>| {
        bearers.extend(names.into_iter().map(|(name, def)| (name, rank, def)));
        rank += 1;
        Ok(())
    })?;
    bearers.sort_unstable();
    let mut groups: Vec<&[Bearer]> =
        bearers.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0].1, group[0].2));
    let total = groups.len() as u64;
    let definitions = groups.iter().map(|group| group.len() as u64).sum();
    let wanted = groups.into_iter().take(query.limit);
    let found = wanted.map(|group| query.described(db.snapshot(), &records, group));
    Ok(Collisions { found: found.collect::<Result<_, _>>()?, total, definitions })
}

impl CollisionQuery {
    /// The names of the definitions of a file that are wanted.
    fn names(
        &self,
        snapshot: &dyn Snapshot,
        record: &FileRecord,
    ) -> Result<Vec<([u8; 16], DefId)>, StoreError> {
        let view = FileView::without_outcomes(snapshot, record.clone())?;
        let all = (0..view.facts.defs.len() as u32).map(DefId::new);
        let names = all.filter(|def| self.accepts(&view, *def)).map(|def| {
            let mut hash = [0; 16];
            hash.copy_from_slice(&blake3::hash(self.field.of(&view, def).as_bytes()).as_bytes()[..16]);
            (hash, def)
        });
        Ok(names.collect())
    }

    fn accepts(&self, view: &FileView, def: DefId) -> bool {
        let def = view.facts.def(def);
        (self.kinds.is_empty() || self.kinds.contains(&def.kind))
            && (self.declarations || !def.modifiers.contains(Modifiers::DECLARATION))
    }

    fn described(
        &self,
        snapshot: &dyn Snapshot,
        records: &[FileRecord],
        group: &[Bearer],
    ) -> Result<Collision, StoreError> {
        let mut symbols = Vec::new();
        let mut name = String::new();
        for file in group.chunk_by(|a, b| a.1 == b.1) {
            let Some(room) = self.members.max(1).checked_sub(symbols.len()).filter(|room| *room > 0) else {
                break;
            };
            let view = FileView::without_outcomes(snapshot, records[file[0].1 as usize].clone())?;
            symbols.extend(file.iter().take(room).map(|(.., def)| view.symbol(*def)));
            if name.is_empty() {
                name = self.field.of(&view, file[0].2);
            }
        }
        symbols.truncate(self.members);
        Ok(Collision { name, count: group.len() as u64, symbols })
    }
}
