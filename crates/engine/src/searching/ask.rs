//! Asking: the best files are read, best first, and what they have is told.

use std::cmp::Reverse;

use model::facts::{Def, FileFacts};
use model::kinds::DefKind;
use model::path::RepoPath;
use model::span::Span;
use query::{FileView, GlobMatcher, Located, SymbolInfo};
use search::{Corpus, Hit, Query, Ranked, Region};
use store::StoreError;

use super::corpus::corpus;
use super::excerpt::excerpt;
use crate::database::Database;
use crate::error::EngineError;

/// Files whose hits are ranked among each other; those of the files that follow come after them.
const ROUND: usize = 64;

/// What is searched for, and where. Empty lists and `None` accept everything.
#[derive(Clone, Debug)]
pub struct SearchQuery {
    /// What for.
    pub text: Query,
    /// Kinds of the innermost definitions around what is found.
    pub kinds: Vec<DefKind>,
    /// Names of languages.
    pub languages: Vec<String>,
    /// Paths.
    pub path: Option<GlobMatcher>,
    /// Most hits.
    pub limit: Option<usize>,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchFound {
    /// Best first.
    pub hits: Vec<SearchHit>,
    /// How many hits there are in the files that were read, shown or not.
    pub counted: u64,
    /// How many files may have more: they have every word, and were not read because there was enough.
    pub unread: u64,
}

/// A definition that has most of the words of a question, or a file outside of its definitions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchHit {
    /// It.
    pub symbol: SymbolInfo,
    /// How good it is, among the hits of the same question.
    pub score: u64,
    /// How many of the question's words, phrases and beginnings it has.
    pub covered: usize,
    /// How often they stand in it.
    pub occurrences: u64,
    /// Those that begin on its best line, in order; at least one.
    pub matches: Vec<Located>,
    /// The text of that line without the white space at its ends; of a long one, what stands around the first of `matches`.
    pub excerpt: String,
    /// Where the excerpt stands.
    pub excerpt_span: Span,
}

/// Finds what `asked` asks for, best first. `docs/search.md` says what better is.
///
/// Costs a look in the index, the files that it lacks, and the files that are read: 64, or more when these have fewer hits than are wanted.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use engine::{Database, IndexOptions, SearchFields, SearchQuery, SearchText, Silent};
///
/// let directory = tempfile::tempdir()?;
/// let (root, db) = (directory.path().join("tree"), directory.path().join("x.db"));
/// std::fs::create_dir(&root)?;
/// std::fs::write(root.join("a.py"), "def parse_config(file):\n    return file\n")?;
/// engine::index(&root, &db, &IndexOptions::default(), &Silent)?;
/// let text = SearchText::parse("parseConfig", SearchFields::Text)?;
/// let asked = SearchQuery { text, kinds: Vec::new(), languages: Vec::new(), path: None, limit: None };
/// let found = engine::search(&Database::open(&db)?, &asked)?;
/// assert_eq!(found.hits[0].symbol.display_fqn, "a.parse_config");
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When the database cannot be read.
pub fn search(db: &Database, asked: &SearchQuery) -> Result<SearchFound, EngineError> {
    let corpus = corpus(db, &asked.text)?;
    let accepted =
        |ranked: &Ranked| asked.path.as_ref().is_none_or(|glob| glob.is_match(corpus.path(ranked.file)));
    let ranked: Vec<Ranked> = search::rank(&corpus).into_iter().filter(accepted).collect();
    let limit = asked.limit.unwrap_or(usize::MAX);
    let mut found = SearchFound::default();
    let mut unread = ranked.as_slice();
    while !unread.is_empty() && found.hits.len() < limit {
        let (round, rest) = unread.split_at(unread.len().min(ROUND));
        found.hits.extend(self::round(db, asked, &corpus, round)?);
        unread = rest;
    }
    found.counted = found.hits.len() as u64;
    found.unread = unread.len() as u64;
    found.hits.truncate(limit);
    Ok(found)
}

/// The hits of some files, best first.
fn round(
    db: &Database,
    asked: &SearchQuery,
    corpus: &Corpus,
    files: &[Ranked],
) -> Result<Vec<SearchHit>, StoreError> {
    let mut hits = Vec::new();
    for ranked in files {
        let path = RepoPath::new(corpus.path(ranked.file));
        let path = path.ok_or_else(|| StoreError::corrupt("a path", corpus.path(ranked.file)))?;
        let Some(record) = db.snapshot().file(&path)? else {
            return Err(StoreError::corrupt("a file that is listed", path.as_str()));
        };
        if asked.languages.is_empty() || asked.languages.contains(&record.language) {
            let view = FileView::of_record(db.snapshot(), record)?;
            let found = search::hits(&asked.text, corpus, &view.source, &regions(&view.facts));
            let described = found.into_iter().map(|hit| describe(&view, ranked.points, &hit));
            hits.extend(
                described.filter(|hit| asked.kinds.is_empty() || asked.kinds.contains(&hit.symbol.kind)),
            );
        }
    }
    hits.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(hits)
}

/// What the better of two hits is less in.
fn order(hit: &SearchHit) -> impl Ord + use<'_> {
    (Reverse((hit.covered, hit.score)), &hit.symbol.path, hit.matches[0].span)
}

fn regions(facts: &FileFacts) -> Vec<Region> {
    // A doc comment that stands before its definition belongs to it.
    let with_docs = |def: &Def| {
        let doc = if def.doc.is_empty() { def.span.start } else { def.doc.start.min(def.span.start) };
        Span::new(doc, def.span.end)
    };
    facts.defs.iter().map(|def| Region { span: with_docs(def), name: def.name_span }).collect()
}

fn describe(view: &FileView, points: u64, hit: &Hit) -> SearchHit {
    let matches: Vec<Located> = hit.matches.iter().map(|span| view.locate(*span)).collect();
    let excerpt_span = excerpt(&view.source, matches[0].span.start);
    SearchHit {
        symbol: view.symbol_or_file(hit.region.map(|at| model::ids::DefId::new(at as u32))),
        score: points + hit.points,
        covered: hit.covered,
        occurrences: hit.occurrences,
        excerpt: view.text(excerpt_span),
        excerpt_span,
        matches,
    }
}
