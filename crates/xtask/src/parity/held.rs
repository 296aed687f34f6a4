//! The library asked of every kind of store, and of a copy in memory: all must answer alike.

use std::fmt::Debug;
use std::path::Path;

use anyhow::{Result, ensure};
use engine::query::{
    Centrality, CondenseQuery, CyclesQuery, EdgeGroup, EdgeGroups, FindQuery, Level, ModulesQuery,
    NamePattern, ReachQuery, RoutesQuery, SiteFilter, Subject, SymbolInfo, Views,
};
use engine::{
    BACKENDS, Database, DeadCodeQuery, Direction, ExportedApi, IndexOptions, MigrateOptions, Silent,
};

/// What the answers of one repository were.
pub(super) struct Held {
    /// How many questions were asked.
    pub(super) questions: usize,
    /// Of how many stores.
    pub(super) stores: usize,
    /// Bytes of answers that were compared.
    pub(super) bytes: usize,
    /// The questions that were answered in several ways.
    pub(super) differences: Vec<String>,
}

/// Indexes a repository into every kind of store, holds a copy in memory, and asks all of them about `symbols` symbols and about the whole.
pub(super) fn compare(root: &Path, symbols: usize) -> Result<Held> {
    let directory = tempfile::tempdir()?;
    let databases = databases(root, directory.path())?;
    let all = engine::query::find(databases[0].snapshot(), &everything())?.symbols;
    ensure!(!all.is_empty(), "there are no symbols in {}", root.display());
    let step = (all.len() / symbols.max(1)).max(1);
    let subjects: Vec<&SymbolInfo> = all.iter().step_by(step).take(symbols).collect();
    let mut held = Held { questions: 0, stores: databases.len(), bytes: 0, differences: Vec::new() };
    for (name, ask) in OF_THE_WHOLE {
        held.note(name, &answers(&databases, ask));
    }
    for pair in subjects.windows(2) {
        for (name, ask) in OF_SYMBOLS {
            let name = format!("{name} of {} and {}", pair[0].canonical_fqn, pair[1].canonical_fqn);
            held.note(&name, &answers(&databases, |db| ask(db, pair[0], pair[1])));
        }
    }
    Ok(held)
}

fn everything() -> FindQuery {
    let name = NamePattern::Glob(engine::query::glob("*").expect("a pattern that is known to be one"));
    FindQuery { name, ..FindQuery::named("") }
}

/// One of each kind, and one in memory.
fn databases(root: &Path, directory: &Path) -> Result<Vec<Database>> {
    let first = directory.join("first");
    engine::index(root, &first, &IndexOptions::default(), &Silent)?;
    let mut databases = vec![Database::open(&first)?];
    let kept = engine::detect_backend_format(&first)?.backend;
    for kind in BACKENDS.iter().copied().filter(|kind| *kind != kept) {
        let copy = directory.join(kind.name);
        engine::migrate(
            &first,
            &copy,
            &MigrateOptions { to: Some(kind), ..MigrateOptions::default() },
            &Silent,
        )?;
        databases.push(Database::open(&copy)?);
    }
    databases.push(databases[0].in_memory()?);
    Ok(databases)
}

fn answers(databases: &[Database], ask: impl Fn(&Database) -> String) -> Vec<String> {
    databases.iter().map(ask).collect()
}

impl Held {
    fn note(&mut self, question: &str, answers: &[String]) {
        self.questions += 1;
        self.bytes += answers.iter().map(String::len).sum::<usize>();
        if answers.iter().any(|answer| *answer != answers[0]) {
            self.differences.push(question.to_owned());
        }
    }
}

type Whole = fn(&Database) -> String;
type OfSymbols = fn(&Database, &SymbolInfo, &SymbolInfo) -> String;

const OF_THE_WHOLE: &[(&str, Whole)] = &[
    ("cycles", |db| {
        each_level(&Level::ALL, |level| {
            let query = CyclesQuery { level, groups: groups(), limit: 1000, members: 1000 };
            told(&engine::cycles(db, &Views::new(db.snapshot()), &query))
        })
    }),
    ("condense", |db| {
        each_level(&Level::ALL, |level| {
            let query = CondenseQuery { level, groups: groups(), limit: 1000, members: 100 };
            told(&engine::condense(db, &Views::new(db.snapshot()), &query))
        })
    }),
    ("modules", |db| {
        each_level(&Level::ALL[1..], |level| {
            let query = ModulesQuery { level, groups: groups(), layers: Vec::new(), limit: 1000 };
            told(&engine::modules(db, &Views::new(db.snapshot()), &query))
        })
    }),
    ("central", |db| {
        let views = Views::new(db.snapshot());
        let weigh = |by| told(&engine::central(db, &views, by, &groups(), &|_| true, 200));
        weigh(Centrality::PageRank) + &weigh(Centrality::Betweenness)
    }),
    ("dead-code", |db| {
        let query = DeadCodeQuery { api: ExportedApi::Unused, limit: 2000, ..DeadCodeQuery::default() };
        told(&engine::dead_code(db, &query))
    }),
    ("metrics", |db| {
        let query = engine::query::measures::MeasuresQuery {
            languages: Vec::new(),
            path: None,
            top: 500,
            nameless: false,
        };
        told(&engine::functions_by_calls(db, &Views::new(db.snapshot()), &query, Direction::In))
    }),
    ("labels", |db| told(&engine::label_counts(db, None))),
    ("unresolved", |db| told(&engine::diagnose(db, 50))),
];

const OF_SYMBOLS: &[(&str, OfSymbols)] = &[
    ("reachable", |db, symbol, _| {
        both(|direction| {
            told(&engine::reachable(
                db,
                &Views::new(db.snapshot()),
                &Subject::new(symbol.clone()),
                &reach(direction),
            ))
        })
    }),
    ("paths", |db, start, end| {
        let query = RoutesQuery { groups: groups(), depth: 12, limit: 5 };
        let (start, end) = (Subject::new(start.clone()), Subject::new(end.clone()));
        told(&engine::routes(db, &Views::new(db.snapshot()), &start, Some(&end), &query))
    }),
    ("dominators", |db, symbol, _| {
        let subject = Subject::new(symbol.clone());
        told(&engine::dominators(db, &Views::new(db.snapshot()), &subject, None, &groups(), 50))
    }),
    ("impact", |db, symbol, other| {
        let subjects = [Subject::new(symbol.clone()), Subject::new(other.clone())];
        told(&engine::impact(db, &Views::new(db.snapshot()), &subjects, &[], &reach(Direction::In)))
    }),
    ("slice", |db, symbol, _| {
        both(|direction| {
            let subject = Subject::new(symbol.clone());
            let views = Views::new(db.snapshot());
            let line = Some(symbol.location.end.line.saturating_sub(1));
            let on =
                |line| told(&engine::program_slice(db, &views, &subject, line, direction, &reach(direction)));
            on(None) + &on(line)
        })
    }),
    ("refs", |db, symbol, _| {
        let subject = Subject::new(symbol.clone());
        told(&engine::references(db, &Views::new(db.snapshot()), &subject, &SiteFilter::default()))
    }),
    ("callers", |db, symbol, _| {
        told(&engine::callers(db, &Views::new(db.snapshot()), &Subject::new(symbol.clone()), 3))
    }),
    ("callees", |db, symbol, _| {
        told(&engine::query::callees(&Views::new(db.snapshot()), &Subject::new(symbol.clone()), 2))
    }),
    ("hierarchy", |db, symbol, _| {
        told(&engine::query::hierarchy(&Views::new(db.snapshot()), &Subject::new(symbol.clone())))
    }),
];

fn groups() -> EdgeGroups {
    EdgeGroups::new(&EdgeGroup::ALL)
}

fn reach(direction: Direction) -> ReachQuery {
    ReachQuery { direction, groups: groups(), depth: 8, limit: 300 }
}

fn both(ask: impl Fn(Direction) -> String) -> String {
    ask(Direction::In) + &ask(Direction::Out)
}

fn each_level(levels: &[Level], ask: impl Fn(Level) -> String) -> String {
    levels.iter().map(|level| ask(*level)).collect()
}

/// An answer as text; a refusal is one, too.
fn told<T: Debug, E: std::fmt::Display>(answer: &Result<T, E>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(error) => error.to_string(),
    }
}
