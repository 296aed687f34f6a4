//! What of one file is shown: the definitions that have most of a question, each with its best line.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use model::span::Span;

use crate::corpus::Corpus;
use crate::matches::{Match, matches};
use crate::query::{Clause, Fields, Query};

/// A definition of a file, as ranking sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// All that belongs to it, its doc comment included.
    pub span: Span,
    /// Its name; empty when none is written.
    pub name: Span,
}

/// What is shown of a definition, or of what stands outside of all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The number of the innermost definition; `None` outside of all.
    pub region: Option<usize>,
    /// How many of the question's clauses it has.
    pub covered: usize,
    /// How good it is in itself, to be added to the points of its file.
    pub points: u64,
    /// How often clauses are met in it.
    pub occurrences: u64,
    /// Where clauses are met that begin on its best line, in order; at least one.
    pub matches: Vec<Span>,
}

/// What a place is to its region: in its text, in its name, or part of a name that the question has whole.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Part {
    Text,
    Name,
    WholeName,
}

/// A place where a clause is met, with what it is to its region.
#[derive(Clone, Copy, Debug)]
struct Placed {
    found: Match,
    line: u32,
    part: Part,
}

/// The hits of a file: of its definitions, in the sense of the innermost one around each place, those that have most of the question's
/// clauses; best first, then in the order of the text.
///
/// Linear in the text, and in the definitions times their nesting.
pub fn hits(query: &Query, corpus: &Corpus, source: &[u8], regions: &[Region]) -> Vec<Hit> {
    let placed = placed(query, source, regions);
    let rarities: Vec<u64> = query.clauses().iter().map(|clause| rarity(corpus, clause)).collect();
    let mut hits: Vec<Hit> =
        placed.into_iter().map(|(region, placed)| hit(region, &placed, &rarities)).collect();
    let most = hits.iter().map(|hit| hit.covered).max().unwrap_or(0);
    hits.retain(|hit| hit.covered == most);
    hits.sort_by_key(|hit| (Reverse(hit.points), hit.matches[0]));
    hits
}

/// How much a clause says: what the rarest of its parts does.
fn rarity(corpus: &Corpus, clause: &Clause) -> u64 {
    clause.lookups().map(|lookup| corpus.rarity_of(&lookup)).max().unwrap_or(0)
}

/// The places where clauses are met, by region.
fn placed(query: &Query, source: &[u8], regions: &[Region]) -> BTreeMap<Option<usize>, Vec<Placed>> {
    let mut nesting = Nesting::new(regions);
    let mut lines = Lines { source, at: 0, line: 0 };
    let mut placed: BTreeMap<Option<usize>, Vec<Placed>> = BTreeMap::new();
    for found in matches(query, source) {
        let region = nesting.innermost(found.span.start);
        let part = part_of(found.span, region.map(|region| regions[region].name));
        if query.fields == Fields::Text || part != Part::Text {
            let line = lines.line_of(found.span.start);
            placed.entry(region).or_default().push(Placed { found, line, part });
        }
    }
    for (region, placed) in &mut placed {
        let name = region.map_or(Span::default(), |region| regions[region].name);
        raise_whole_name(source, name, placed);
    }
    placed
}

/// Notes of a name that clauses together leave nothing of.
fn raise_whole_name(source: &[u8], name: Span, placed: &mut [Placed]) {
    let in_name: Vec<Span> =
        placed.iter().filter(|place| place.part == Part::Name).map(|place| place.found.span).collect();
    let is_met = |at: u32| in_name.iter().any(|span| span.start <= at && at < span.end);
    let is_left = |at: u32| source.get(at as usize).is_some_and(|byte| *byte != b'_') && !is_met(at);
    if !in_name.is_empty() && !(name.start..name.end).any(is_left) {
        let in_name = placed.iter_mut().filter(|place| place.part == Part::Name);
        in_name.for_each(|place| place.part = Part::WholeName);
    }
}

fn part_of(found: Span, name: Option<Span>) -> Part {
    match name {
        Some(name) if name.contains(found) => Part::Name,
        _ => Part::Text,
    }
}

fn hit(region: Option<usize>, placed: &[Placed], rarities: &[u64]) -> Hit {
    let mut covered = 0;
    let mut points = 0;
    for (clause, rarity) in rarities.iter().enumerate() {
        let of_clause: Vec<&Placed> = placed.iter().filter(|place| place.found.clause == clause).collect();
        let Some(best) = of_clause.iter().map(|place| place.part).max() else { continue };
        covered += 1;
        let digits = u64::from(u64::BITS - (of_clause.len() as u64).leading_zeros());
        points += match best {
            Part::WholeName => rarity * 4,
            Part::Name => rarity * 2,
            Part::Text => rarity * digits / (digits + 1),
        };
    }
    let best = best_line(placed);
    // Words that stand together say more than words that stand apart.
    let together = rarities
        .iter()
        .enumerate()
        .filter(|(clause, _)| best.iter().any(|place| place.found.clause == *clause));
    let together: Vec<u64> = together.map(|(_, rarity)| *rarity).collect();
    if together.len() > 1 {
        points += together.iter().sum::<u64>() / 2;
    }
    let matches = best.iter().map(|place| place.found.span).collect();
    Hit { region, covered, points, occurrences: placed.len() as u64, matches }
}

/// What begins on the line that has most clauses, then most of a name, then comes first.
fn best_line(placed: &[Placed]) -> &[Placed] {
    let lines = placed.chunk_by(|a, b| a.line == b.line);
    let best = lines.max_by_key(|line| {
        let clauses = line.iter().fold(0_u64, |set, place| set | 1 << place.found.clause).count_ones();
        (clauses, line.iter().map(|place| place.part).max(), Reverse(line[0].line))
    });
    best.unwrap_or_default()
}

/// Counts lines on the way through a text.
struct Lines<'a> {
    source: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of an offset, which is not before the last one asked for.
    fn line_of(&mut self, offset: u32) -> u32 {
        let passed = &self.source[self.at..offset as usize];
        self.line += memchr::memchr_iter(b'\n', passed).count() as u32;
        self.at = offset as usize;
        self.line
    }
}

/// Finds innermost regions on the way through a text.
struct Nesting<'a> {
    regions: &'a [Region],
    /// Numbers by where regions start.
    order: Vec<usize>,
    next: usize,
    /// Those around the last offset.
    open: Vec<usize>,
}

impl<'a> Nesting<'a> {
    fn new(regions: &'a [Region]) -> Self {
        let mut order: Vec<usize> = (0..regions.len()).collect();
        order.sort_by_key(|region| (regions[*region].span.start, *region));
        Self { regions, order, next: 0, open: Vec::new() }
    }

    /// The shortest region around an offset, which is not before the last one asked for; the first of equal ones.
    fn innermost(&mut self, offset: u32) -> Option<usize> {
        while let Some(&region) = self.order.get(self.next)
            && self.regions[region].span.start <= offset
        {
            self.open.push(region);
            self.next += 1;
        }
        self.open.retain(|region| offset < self.regions[*region].span.end);
        self.open.iter().copied().min_by_key(|region| (self.regions[*region].span.len(), *region))
    }
}

#[cfg(test)]
mod tests {
    use model::span::Span;

    use super::{Hit, Region, hits};
    use crate::{Corpus, Document, Fields, Query};

    const TEXT: &str = "import config\n\
        class Parser {\n\
        \x20 parseConfig(file) { return file }\n\
        \x20 parse(text) { return this.parseConfig(text) /* config of text */ }\n\
        }\n";

    fn region(text: &str, name: &str) -> Region {
        let start = TEXT.find(text).expect("is there");
        let name =
            TEXT[start..].find(name).map(|at| (start + at, start + at + name.len())).expect("is there");
        let span = Span::new(start as u32, (start + text.len()) as u32);
        Region { span, name: Span::new(name.0 as u32, name.1 as u32) }
    }

    fn asked(question: &str, fields: Fields) -> Vec<Hit> {
        let query = Query::parse(question, fields).expect("a question");
        let mut corpus = Corpus::new(&query);
        corpus.add("a.js", &Document::new(TEXT.as_bytes(), ["Parser", "parseConfig", "parse"].into_iter()));
        let class = &TEXT[TEXT.find("class").expect("is there")..];
        let regions = [
            region(class, "Parser"),
            region("parseConfig(file) { return file }", "parseConfig"),
            region("parse(text) { return this.parseConfig(text) /* config of text */ }", "parse"),
        ];
        hits(&query, &corpus, TEXT.as_bytes(), &regions)
    }

    fn regions(question: &str, fields: Fields) -> Vec<Option<usize>> {
        asked(question, fields).iter().map(|hit| hit.region).collect()
    }

    #[test]
    fn the_innermost_definition_is_told_and_names_come_first() {
        assert_eq!(regions("parse_config", Fields::Text), [Some(1), Some(2)]);
        assert_eq!(regions("config", Fields::Text), [Some(1), Some(2), None]);
        assert_eq!(regions("parser", Fields::Text), [Some(0)]);
        assert_eq!(regions("config", Fields::Names), [Some(1)]);
        assert_eq!(regions("return", Fields::Names), []);
    }

    #[test]
    fn a_name_that_is_asked_for_word_by_word_is_asked_for_whole() {
        let points = |question: &str| asked(question, Fields::Text)[0].points;
        assert_eq!(regions("config parse", Fields::Text)[0], Some(1));
        assert!(points("config parse") > points("config") + points("parser") / 2);
    }

    #[test]
    fn only_what_has_most_of_the_words_is_told() {
        assert_eq!(regions("parse config text", Fields::Text), [Some(2)]);
        assert_eq!(regions("import config", Fields::Text), [None]);
        assert_eq!(regions("import file", Fields::Text), [Some(1), None]);
    }

    #[test]
    fn places_of_the_best_line_are_told() {
        let [hit] = &asked("of text", Fields::Text)[..] else { panic!("one definition has both") };
        let texts: Vec<&[u8]> = hit.matches.iter().map(|span| span.of(TEXT.as_bytes())).collect();
        assert_eq!(texts, [&b"text"[..], b"text", b"of", b"text"]);
        assert_eq!((hit.covered, hit.occurrences), (2, 4));
    }
}
