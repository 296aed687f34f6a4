//! What of an index is exported.

use engine::query::{EdgeGroups, GlobMatcher, Level};
use engine::{DefKind, FileRecord, OutcomeKind};

/// A kind of row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RowKind {
    /// A file.
    File,
    /// A definition.
    Symbol,
    /// A reference site with its outcome.
    Reference,
    /// A call that leads to definitions of the repository.
    Call,
    /// An import as written.
    Import,
    /// What a reader of facts should know about a file.
    Diagnostic,
    /// A piece of a file with its text.
    Chunk,
    /// A node of a syntax tree.
    Ast,
    /// A block of a control flow graph.
    CfgBlock,
    /// A way from a block to another.
    CfgEdge,
    /// Measures of a function.
    Metrics,
    /// The labels of a definition.
    Label,
    /// Definitions that share a fully qualified name.
    Collision,
}

impl RowKind {
    /// What is exported when nothing is said.
    pub const USUAL: &[Self] =
        &[Self::File, Self::Symbol, Self::Reference, Self::Call, Self::Import, Self::Diagnostic];
    /// What is exported beside that when all is wanted; derived from the indexed source, file by file.
    pub const DERIVED: &[Self] =
        &[Self::Chunk, Self::Ast, Self::CfgBlock, Self::CfgEdge, Self::Metrics, Self::Label];

    /// What rows of the kind say of themselves as `type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Symbol => "symbol",
            Self::Reference => "reference",
            Self::Call => "call",
            Self::Import => "import",
            Self::Diagnostic => "diagnostic",
            Self::Chunk => "chunk",
            Self::Ast => "ast",
            Self::CfgBlock => "cfg_block",
            Self::CfgEdge => "cfg_edge",
            Self::Metrics => "metrics",
            Self::Label => "label",
            Self::Collision => "collision",
        }
    }

    /// What an array or table of them is called.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::File => "files",
            Self::Symbol => "symbols",
            Self::Reference => "references",
            Self::Call => "calls",
            Self::Import => "imports",
            Self::Diagnostic => "diagnostics",
            Self::Chunk => "chunks",
            Self::Ast => "ast",
            Self::CfgBlock => "cfg_blocks",
            Self::CfgEdge => "cfg_edges",
            Self::Metrics => "metrics",
            Self::Label => "labels",
            Self::Collision => "collisions",
        }
    }
}

/// A part of a selection that some formats heed and others have no use for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Choice {
    /// Which kinds of rows (`--symbols`, `--no-calls`, …).
    Rows,
    /// Which kinds of definitions (`--kind`).
    Kinds,
    /// Which outcomes (`--min-outcome`).
    Outcomes,
    /// Rows that are derived file by file (`--all`).
    Derived,
    /// Rows of names that several definitions share (`--include-collisions`).
    Collisions,
    /// No bytes for the eye (`--minify`).
    Minify,
    /// One table instead of all (`--table`).
    Table,
    /// What the vertices of a graph are (`--level`).
    Level,
    /// What the edges of a graph are (`--edges`).
    Edges,
}

impl Choice {
    /// What formats of rows in JSON heed.
    pub(crate) const ROWS: &[Self] =
        &[Self::Rows, Self::Kinds, Self::Outcomes, Self::Derived, Self::Collisions, Self::Minify];
    /// What formats of tables heed.
    pub(crate) const TABLES: &[Self] = &[Self::Rows, Self::Kinds, Self::Outcomes, Self::Table];
    /// What formats of graphs heed.
    pub(crate) const GRAPH: &[Self] = &[Self::Kinds, Self::Outcomes, Self::Level, Self::Edges];
    /// As [`Choice::ROWS`] where a line is a row.
    pub(crate) const LINES: &[Self] =
        &[Self::Rows, Self::Kinds, Self::Outcomes, Self::Derived, Self::Collisions];
}

/// Which files are wanted. Empty lists accept everything.
#[derive(Clone, Debug, Default)]
pub struct FileFilter {
    /// Paths: one has to match.
    pub paths: Vec<GlobMatcher>,
    /// Names of languages.
    pub languages: Vec<String>,
}

impl FileFilter {
    /// Whether a file is wanted.
    pub fn accepts(&self, path: &str, language: &str) -> bool {
        (self.languages.is_empty() || self.languages.iter().any(|wanted| wanted == language))
            && (self.paths.is_empty() || self.paths.iter().any(|glob| glob.is_match(path)))
    }

    /// Whether the file of a record is wanted.
    pub fn accepts_record(&self, record: &FileRecord) -> bool {
        self.accepts(record.path.as_str(), &record.language)
    }
}

/// What of an index is exported.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The files; what is in others is left out.
    pub files: FileFilter,
    /// The kinds of rows, ascending.
    pub rows: Vec<RowKind>,
    /// The kinds of definitions; empty accepts all.
    pub kinds: Vec<DefKind>,
    /// The least that is to be known of a reference, in the order of [`OutcomeKind::ALL`]: a call or an edge has to be proved, and a
    /// reference may be anything, when `None`.
    pub min_outcome: Option<OutcomeKind>,
    /// What the vertices of a graph are.
    pub level: Level,
    /// The edges of a graph.
    pub edges: EdgeGroups,
    /// Whether bytes for the eye are left out.
    pub minify: bool,
}

impl Default for Selection {
    /// Everything that is usual.
    fn default() -> Self {
        Self {
            files: FileFilter::default(),
            rows: RowKind::USUAL.to_vec(),
            kinds: Vec::new(),
            min_outcome: None,
            level: Level::Symbol,
            edges: EdgeGroups::all(),
            minify: false,
        }
    }
}

impl Selection {
    /// Whether rows of a kind are wanted.
    pub fn has(&self, kind: RowKind) -> bool {
        self.rows.contains(&kind)
    }

    /// Whether definitions of a kind are wanted.
    pub fn accepts_kind(&self, kind: DefKind) -> bool {
        self.kinds.is_empty() || self.kinds.contains(&kind)
    }

    /// Whether references that ended so are wanted.
    pub fn accepts_outcome(&self, outcome: OutcomeKind) -> bool {
        self.min_outcome.is_none_or(|least| outcome <= least)
    }

    /// Whether references that ended so count as calls and edges: those that lead to definitions, and proved ones unless others are asked for.
    pub fn is_edge(&self, outcome: OutcomeKind) -> bool {
        outcome <= OutcomeKind::Candidates && outcome <= self.min_outcome.unwrap_or(OutcomeKind::Dispatch)
    }
}

#[cfg(test)]
mod tests {
    use engine::OutcomeKind;

    use super::{FileFilter, Selection};

    #[test]
    fn outcomes_are_ordered_by_what_is_known() {
        let selection = |min_outcome| Selection { min_outcome, ..Selection::default() };
        let accepted = |least: Option<OutcomeKind>| {
            let selection = selection(least);
            let all = OutcomeKind::ALL.iter();
            let names = |accepts: &dyn Fn(OutcomeKind) -> bool| {
                all.clone()
                    .filter(|kind| accepts(**kind))
                    .map(|kind| kind.as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            (names(&|kind| selection.accepts_outcome(kind)), names(&|kind| selection.is_edge(kind)))
        };
        let text = |references: &str, edges: &str| (references.to_owned(), edges.to_owned());
        let all = "resolved dispatch candidates external local unresolved";
        assert_eq!(accepted(None), text(all, "resolved dispatch"));
        assert_eq!(accepted(Some(OutcomeKind::Resolved)), text("resolved", "resolved"));
        let three = "resolved dispatch candidates";
        assert_eq!(accepted(Some(OutcomeKind::Candidates)), text(three, three));
        assert_eq!(accepted(Some(OutcomeKind::Unresolved)), text(all, three));
    }

    #[test]
    fn a_file_has_to_match_one_glob_and_one_language() {
        let glob = |pattern| engine::query::glob(pattern).expect("a glob");
        let filter =
            FileFilter { paths: vec![glob("src/**"), glob("*.py")], languages: vec!["python".to_owned()] };
        assert!(filter.accepts("setup.py", "python") && filter.accepts("src/a/b.py", "python"));
        assert!(!filter.accepts("src/a.rs", "rust") && !filter.accepts("docs/a.txt", "python"));
        assert!(FileFilter::default().accepts("anything", "cobol"));
    }
}
