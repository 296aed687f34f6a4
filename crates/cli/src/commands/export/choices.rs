//! What of the index is exported, as arguments say it.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use engine::OutcomeKind;
use engine::query::{EdgeGroup, EdgeGroups, Level};
use export::{Choice, FORMATS, FileFilter, Format, RowKind, Selection, TABLES, Table};

use crate::commands::edge_argument::groups;
use crate::commands::level_argument::parser as levels;
use crate::commands::symbol_filter::{glob, known_language, parse_kind};
use crate::failure::Failure;

/// What is exported: everything that is usual when nothing is said.
#[derive(Args, Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches, as users set them")]
pub(super) struct Choices {
    /// Only files whose path matches this glob (may be repeated)
    #[arg(long = "path", value_name = "GLOB")]
    paths: Vec<String>,
    /// Only files of this language (may be repeated)
    #[arg(long = "lang", value_name = "LANGUAGE")]
    languages: Vec<String>,
    /// Only definitions of this kind: function, method, class, struct, … (may be repeated)
    #[arg(long = "kind", value_name = "KIND")]
    kinds: Vec<String>,
    /// Only symbols; with --references and --calls those too
    #[arg(long)]
    symbols: bool,
    /// Only references
    #[arg(long)]
    references: bool,
    /// Only calls
    #[arg(long)]
    calls: bool,
    /// Leave symbols out
    #[arg(long, conflicts_with = "symbols")]
    no_symbols: bool,
    /// Leave references out
    #[arg(long, conflicts_with = "references")]
    no_references: bool,
    /// Leave calls out
    #[arg(long, conflicts_with = "calls")]
    no_calls: bool,
    /// Only references, calls and edges of which at least so much is known; calls and edges are proved ones (`dispatch`) when absent
    #[arg(long, value_name = "OUTCOME", value_parser = outcomes())]
    min_outcome: Option<OutcomeKind>,
    /// With chunks, syntax trees, control flow graphs, metrics and labels
    #[arg(long)]
    all: bool,
    /// With the fully qualified names that several definitions share
    #[arg(long)]
    include_collisions: bool,
    /// The nodes of a graph: definitions, files, directories, or what manifests make [default: symbol]
    #[arg(long, value_name = "LEVEL", value_parser = levels(&Level::ALL))]
    level: Option<Level>,
    /// The edges of a graph (several with commas) [default: calls of symbols, else all]
    #[arg(long, value_name = "EDGES", value_delimiter = ',', value_parser = groups())]
    edges: Vec<EdgeGroup>,
    /// Without bytes for the eye
    #[arg(long)]
    minify: bool,
    /// Only this table; it can go to standard output
    #[arg(long, value_name = "TABLE", value_parser = PossibleValuesParser::new(TABLES.iter().map(|table| table.name)))]
    table: Option<String>,
}

/// Reads an outcome.
fn outcomes() -> impl TypedValueParser<Value = OutcomeKind> {
    PossibleValuesParser::new(OutcomeKind::ALL.iter().map(|outcome| outcome.as_str()))
        .map(|name| OutcomeKind::parse(&name).expect("only these names are possible"))
}

impl Choices {
    /// What is selected for a format.
    pub(super) fn selection(&self, format: &Format) -> Result<Selection, Failure> {
        self.are_heeded(format)?;
        self.languages.iter().try_for_each(|language| known_language(language))?;
        Ok(Selection {
            files: FileFilter {
                paths: self.paths.iter().map(|path| glob(path)).collect::<Result<_, _>>()?,
                languages: self.languages.clone(),
            },
            rows: self.rows(),
            kinds: self.kinds.iter().map(|kind| parse_kind(kind)).collect::<Result<_, _>>()?,
            min_outcome: self.min_outcome,
            level: self.level.unwrap_or(Level::Symbol),
            edges: self.edges(format),
            minify: self.minify,
        })
    }

    /// The one table that is wanted.
    pub(super) fn table(&self) -> Option<&'static Table> {
        let name = self.table.as_ref()?;
        TABLES.iter().find(|table| table.name == name)
    }

    /// The edges of a graph; usually those that one looks for at its level.
    fn edges(&self, format: &Format) -> EdgeGroups {
        let is_drawing = format.heeds.contains(&Choice::Level);
        match (self.edges.as_slice(), self.level) {
            ([], None | Some(Level::Symbol)) if is_drawing => EdgeGroups::new(&[EdgeGroup::Calls]),
            ([], _) => EdgeGroups::all(),
            (wanted, _) => EdgeGroups::new(wanted),
        }
    }

    fn rows(&self) -> Vec<RowKind> {
        let only = [
            (self.symbols, RowKind::Symbol),
            (self.references, RowKind::Reference),
            (self.calls, RowKind::Call),
        ];
        let without = [
            (self.no_symbols, RowKind::Symbol),
            (self.no_references, RowKind::Reference),
            (self.no_calls, RowKind::Call),
        ];
        let has = |list: &[(bool, RowKind)], kind| list.contains(&(true, kind));
        let is_some_chosen = only.iter().any(|(chosen, _)| *chosen);
        let usual = RowKind::USUAL.iter().copied();
        let mut rows: Vec<RowKind> = usual
            .filter(|kind| if is_some_chosen { has(&only, *kind) } else { !has(&without, *kind) })
            .collect();
        if self.all {
            rows.extend(RowKind::DERIVED);
        }
        if self.include_collisions {
            rows.push(RowKind::Collision);
        }
        rows
    }

    /// Whether the format has a use for every choice that was made.
    fn are_heeded(&self, format: &Format) -> Result<(), Failure> {
        let unheeded = self.made().into_iter().find(|(_, choice)| !format.heeds.contains(choice));
        let Some((option, choice)) = unheeded else { return Ok(()) };
        let others = FORMATS.iter().filter(|other| other.heeds.contains(&choice)).map(|other| other.name);
        let others = others.collect::<Vec<_>>().join(", ");
        Err(Failure::argument(format!("{option} means nothing to the format `{}`", format.name))
            .hint(format!("formats that heed it: {others}")))
    }

    fn made(&self) -> Vec<(&'static str, Choice)> {
        let choices = [
            (self.symbols, "--symbols", Choice::Rows),
            (self.references, "--references", Choice::Rows),
            (self.calls, "--calls", Choice::Rows),
            (self.no_symbols, "--no-symbols", Choice::Rows),
            (self.no_references, "--no-references", Choice::Rows),
            (self.no_calls, "--no-calls", Choice::Rows),
            (!self.kinds.is_empty(), "--kind", Choice::Kinds),
            (self.min_outcome.is_some(), "--min-outcome", Choice::Outcomes),
            (self.all, "--all", Choice::Derived),
            (self.include_collisions, "--include-collisions", Choice::Collisions),
            (self.level.is_some(), "--level", Choice::Level),
            (!self.edges.is_empty(), "--edges", Choice::Edges),
            (self.minify, "--minify", Choice::Minify),
            (self.table.is_some(), "--table", Choice::Table),
        ];
        choices.into_iter().filter(|(made, ..)| *made).map(|(_, option, choice)| (option, choice)).collect()
    }
}
