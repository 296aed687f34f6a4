//! What questions about references promise: nothing is missed, counts add up, both ends of a call agree, and what is
//! stored can be derived again. Checked on a small tree in several languages and on Magellan's own sources.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use engine::ids::{DefId, SymbolId};
use engine::query::{
    self, FileView, Reached, References, SiteFilter, SiteRef, SpelledCounts, Subject, SymbolInfo, Views,
};
use engine::{Database, IndexOptions, OutcomeKind, RepoPath, Silent};

use crate::scratch::Scratch;

const SEVERAL_LANGUAGES: &[(&str, &str)] = &[
    ("shop/__init__.py", ""),
    (
        "shop/models.py",
        "class Item:\n    def __init__(self, price):\n        self.price = price\n\n    def total(self):\n        return self.price\n\n\
         class Book(Item):\n    def total(self):\n        return self.price + self.total()\n\ndef make(price):\n    return Item(price)\n",
    ),
    (
        "shop/app.py",
        "from shop.models import make as build\nfrom shop import models as m\n\ndef checkout(things, total):\n    first = build(3)\n    \
         first.total()\n    for thing in things:\n        thing.total(total)\n    return m.make(m.Book(4))\n\ncheckout([], 1)\n",
    ),
    (
        "web/animal.ts",
        "export class Animal { speak(): string { return ''; } }\nexport class Dog extends Animal { speak() { return 'woof'; } }\n",
    ),
    (
        "web/main.ts",
        "import { Animal as Being, Dog } from './animal';\nexport function hear(being: Being) { return being.speak(); }\nhear(new Dog());\n",
    ),
    ("c/vec.h", "int dot(int a, int b);\n"),
    ("c/vec.c", "#include \"vec.h\"\nint dot(int a, int b) { return a * b; }\n"),
    ("c/use.c", "#include \"vec.h\"\nint twice(int a) { return dot(a, 2); }\n"),
    ("java/app/Job.java", "package app;\ninterface Job { int run(); }\n"),
    (
        "java/app/Print.java",
        "package app;\nclass Print implements Job { Print() {} public int run() { return 1; } }\n",
    ),
    (
        "java/app/Main.java",
        "package app;\nclass Main { static int go(Job job) { return job.run(); } static int main() { return go(new Print()); } }\n",
    ),
];

fn several_languages() -> (Scratch, Database) {
    let scratch = Scratch::new();
    SEVERAL_LANGUAGES.iter().for_each(|(path, text)| scratch.write(path, text));
    scratch.index(&IndexOptions::default());
    let db = scratch.database();
    (scratch, db)
}

/// A part of Magellan's own sources.
fn own_sources() -> (tempfile::TempDir, Database) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("own.db");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut options = IndexOptions::default();
    options.discover.include =
        ["model", "resolve", "store", "query", "engine"].map(|name| format!("crates/{name}/src/**")).to_vec();
    engine::index(&root, &path, &options, &Silent).expect("indexing");
    (directory, Database::open(&path).expect("a database"))
}

fn paths(db: &Database) -> Vec<RepoPath> {
    let mut paths = Vec::new();
    let each = &mut |record: engine::FileRecord| {
        paths.push(record.path);
        ControlFlow::Continue(())
    };
    db.snapshot().files(each).expect("files");
    paths
}

/// Everything that is known of a tree, by reading all of it.
struct Whole {
    files: Vec<FileView>,
    symbols: Vec<SymbolInfo>,
}

impl Whole {
    fn of(db: &Database) -> Self {
        let load = |path| FileView::load(db.snapshot(), path).expect("readable").expect("listed");
        let files: Vec<FileView> = paths(db).iter().map(load).collect();
        let symbols = files.iter().flat_map(|view| view.symbols().into_iter().chain([view.file_symbol()]));
        let symbols = symbols.collect();
        Self { files, symbols }
    }

    /// Each `step`-th symbol.
    fn sample(&self, step: usize) -> impl Iterator<Item = Subject> + '_ {
        self.symbols.iter().step_by(step).map(|symbol| Subject::new(symbol.clone()))
    }

    fn sites(&self) -> impl Iterator<Item = (&FileView, SiteRef)> {
        let at = |view: &FileView, site| SiteRef { path: view.record.path.clone(), site };
        self.files.iter().flat_map(move |view| view.sites().map(move |site| (view, at(view, site))))
    }

    /// The sites that mean each symbol.
    fn meaning(&self) -> BTreeMap<SymbolId, Vec<SiteRef>> {
        let mut meaning: BTreeMap<SymbolId, Vec<SiteRef>> = BTreeMap::new();
        for (view, at) in self.sites() {
            let outcome = view.outcome(at.site);
            if query::is_edge(outcome.kind) {
                let targets: BTreeSet<SymbolId> = view.targets(&outcome).into_iter().collect();
                targets.into_iter().for_each(|id| meaning.entry(id).or_default().push(at.clone()));
            }
        }
        meaning
    }

    /// How many sites spell each name.
    fn spelled(&self) -> BTreeMap<&str, u64> {
        let mut spelled = BTreeMap::new();
        for (view, at) in self.sites() {
            *spelled.entry(view.facts.text(view.facts.site(at.site).name)).or_insert(0) += 1;
        }
        spelled
    }
}

fn sum(counts: &SpelledCounts) -> u64 {
    let known = [
        counts.resolved,
        counts.dispatch,
        counts.constructor,
        counts.candidates,
        counts.elsewhere,
        counts.other_candidates,
        counts.external,
        counts.local,
    ];
    known.iter().sum::<u64>() + counts.unresolved.values().sum::<u64>()
}

fn nothing_is_missed(db: &Database, step: usize) {
    let whole = Whole::of(db);
    let (meaning, spelled) = (whole.meaning(), whole.spelled());
    let views = Views::new(db.snapshot());
    let mut found_any = 0;
    for subject in whole.sample(step) {
        let fqn = &subject.symbol.canonical_fqn;
        let filter = SiteFilter::default();
        let found = query::references(&views, &subject, &filter).expect("references");
        let on_all_threads = engine::references(db, &views, &subject, &filter).expect("references");
        assert_eq!(found, on_all_threads, "{fqn}");
        let References { sites, rest, counts, overruled } = found;
        assert!(overruled.is_empty(), "rules answer alone");
        let expected = meaning.get(&subject.symbol.id).map_or(&[][..], Vec::as_slice);
        assert_eq!(sites, expected, "the sites that mean {fqn}");
        assert_eq!(counts.total, spelled.get(subject.spelled()).copied().unwrap_or(0), "{fqn}");
        assert_eq!(sum(&counts), counts.total, "{fqn}: {counts:?}");
        let listed = (sites.len() + rest.len()) as u64;
        assert_eq!(listed, counts.total + counts.other_name + counts.other_name_candidates, "{fqn}");
        found_any += sites.len();
    }
    assert!(found_any > 0, "the sample has references");
}

#[test]
fn every_site_that_means_a_symbol_is_found_and_counts_add_up() {
    let (_scratch, db) = several_languages();
    nothing_is_missed(&db, 1);
}

#[test]
fn so_they_do_on_our_own_sources() {
    let (_directory, db) = own_sources();
    nothing_is_missed(&db, 7);
    callers_are_the_inverse_of_callees(&db, 11);
    stored_outcomes_can_be_derived(&db, 401);
    files_are_surveyed_in_any_number(&db);
}

/// What one thread says of all files is what all threads say.
fn files_are_surveyed_in_any_number(db: &Database) {
    let mut all = query::Survey::default();
    let each = &mut |record: engine::FileRecord| {
        all.add(query::Survey::of_file(db.snapshot(), record).expect("a file"));
        std::ops::ControlFlow::Continue(())
    };
    db.snapshot().files(each).expect("files");
    assert_eq!(all.finish(3), engine::diagnose(db, 3).expect("a diagnosis"));
}

fn ends(reached: &[Reached]) -> BTreeMap<SymbolId, Vec<SiteRef>> {
    let sites = |reached: &Reached| reached.edges.iter().flat_map(|edge| edge.sites.clone()).collect();
    reached.iter().map(|reached| (reached.symbol.id, sites(reached))).collect()
}

fn callers_are_the_inverse_of_callees(db: &Database, step: usize) {
    let views = Views::new(db.snapshot());
    for subject in Whole::of(db).sample(step) {
        let id = subject.symbol.id;
        for callee in query::callees(&views, &subject, 1).expect("callees").reached {
            let back = Subject::new((*callee.symbol).clone());
            let callers = ends(&query::callers(&views, &back, 1).expect("callers").reached);
            let there = ends(std::slice::from_ref(&callee));
            assert_eq!(callers.get(&id), there.get(&callee.symbol.id), "{}", subject.symbol.canonical_fqn);
        }
        for caller in query::callers(&views, &subject, 1).expect("callers").reached {
            let back = Subject::new((*caller.symbol).clone());
            let callees = ends(&query::callees(&views, &back, 1).expect("callees").reached);
            // A declaration is called through its definition.
            let declares = caller.edges.iter().flat_map(|edge| &edge.sites).any(|at| {
                let view = views.file(&at.path).expect("readable");
                view.targets(&view.outcome(at.site)).first() != Some(&id)
                    && view.outcome(at.site).kind == OutcomeKind::Resolved
            });
            assert!(declares || callees.contains_key(&id), "{}", subject.symbol.canonical_fqn);
        }
    }
}

#[test]
fn whoever_is_called_names_its_caller() {
    let (_scratch, db) = several_languages();
    callers_are_the_inverse_of_callees(&db, 1);
}

#[test]
fn calls_are_followed_breadth_first_and_each_symbol_is_listed_once() {
    let scratch = Scratch::new();
    scratch.write(
        "m.py",
        "def a():\n    b()\n    c()\n\ndef b():\n    c()\n    a()\n\ndef c():\n    d()\n    c()\n\ndef d():\n    pass\n\na()\n",
    );
    scratch.index(&IndexOptions::default());
    let db = scratch.database();
    let views = Views::new(db.snapshot());
    let whole = Whole::of(&db);
    let subject = |name: &str| {
        let symbol = whole.symbols.iter().find(|symbol| symbol.name == name).expect("a symbol");
        Subject::new(symbol.clone())
    };
    let shown = |reached: Vec<Reached>| -> Vec<String> {
        reached.iter().map(|reached| format!("{} {}", reached.depth, reached.symbol.name)).collect()
    };
    let who_calls =
        |name, depth| shown(query::callers(&views, &subject(name), depth).expect("callers").reached);
    let called_by =
        |name, depth| shown(query::callees(&views, &subject(name), depth).expect("callees").reached);
    assert_eq!(who_calls("d", 1), ["1 c"]);
    assert_eq!(who_calls("d", 9), ["1 c", "2 a", "2 b", "3 m.py"]);
    assert_eq!(who_calls("c", 1), ["1 a", "1 b", "1 c"], "calling oneself is calling");
    assert_eq!(called_by("a", 1), ["1 b", "1 c"]);
    assert_eq!(called_by("a", 9), ["1 b", "1 c", "2 a", "2 d"]);
    assert_eq!(called_by("m.py", 1), ["1 a"], "a file calls what is called at its top");
}

fn stored_outcomes_can_be_derived(db: &Database, step: usize) {
    let whole = Whole::of(db);
    let sample: Vec<(&FileView, SiteRef)> = whole.sites().step_by(step).collect();
    let asked: Vec<_> = sample.iter().map(|(_, at)| (&at.path, at.site)).collect();
    let derived = engine::explain_all(db, &asked).expect("derivations");
    for ((view, at), derived) in sample.iter().zip(derived) {
        let (stored, derived) = (view.outcome(at.site), derived.expect("the site is there"));
        assert_eq!(
            (stored.kind, stored.rule, stored.reason),
            (derived.kind, derived.rule, derived.reason),
            "{at:?}"
        );
        assert_eq!(view.targets(&stored), derived.targets, "{at:?}");
    }
}

#[test]
fn what_is_stored_can_be_derived_again() {
    let (_scratch, db) = several_languages();
    stored_outcomes_can_be_derived(&db, 1);
}

#[test]
fn references_from_a_symbol_are_those_in_its_text() {
    let (_scratch, db) = several_languages();
    let views = Views::new(db.snapshot());
    for view in &Whole::of(&db).files {
        let file = Subject::new(view.file_symbol());
        let found = query::outgoing(&views, &file, &SiteFilter::default()).expect("references");
        assert_eq!(found.counts.total, view.facts.sites.len() as u64);
        assert_eq!(found.sites.len() + found.rest.len(), view.facts.sites.len());
        for def in (0..view.facts.defs.len() as u32).map(DefId::new) {
            let inner = Subject::new(view.symbol(def));
            let inner = query::outgoing(&views, &inner, &SiteFilter::default()).expect("references");
            assert!(inner.sites.iter().all(|site| found.sites.contains(site)));
        }
    }
}
