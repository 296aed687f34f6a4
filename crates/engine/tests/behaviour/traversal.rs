//! The traversal form: what it says is what the database says, and it is only a cache.

use std::fs;
use std::ops::ControlFlow;

use engine::query::{Subject, SymbolInfo, Views};
use engine::{BACKENDS, Backend, Database, IndexOptions, ids::DefId, traversal_path};
use store::Snapshot;

use crate::scratch::Scratch;

const BASE: &str = "class Animal:\n    def name(self): return speak(self)\n\ndef speak(a): return a\n";
const APP: &str = "from shop.base import Animal, speak\n\ndef make():\n    return speak(Animal())\n\ndef run():\n    return make()\n";
const MAIN: &str = "from shop.app import run\nfrom shop.base import speak\n\ndef main():\n    run()\n    speak(1)\n\nmain()\n";

fn shop(backend: &'static Backend) -> Scratch {
    let scratch = Scratch::of(backend);
    scratch.write("shop/base.py", BASE);
    scratch.write("shop/app.py", APP);
    scratch.write("main.py", MAIN);
    scratch.write(
        "src/lib.rs",
        "pub fn area(x: u32) -> u32 { square(x) }\nfn square(x: u32) -> u32 { x * x }\n",
    );
    scratch.index(&IndexOptions::default());
    scratch
}

/// A place as text.
fn place(path: &str, def: Option<DefId>) -> String {
    format!("{path}#{}", def.map_or(-1, |def| i64::from(def.raw())))
}

/// All edges that the graph of a database says, and all definitions that it finds by FQN.
fn said(db: &Database) -> Vec<String> {
    let graph = engine::graph(db).expect("a graph");
    let of = |node| {
        let found = graph.place(node).expect("a place");
        place(found.path, found.def)
    };
    let mut said = Vec::new();
    for node in graph.nodes() {
        for (kind, target) in graph.outgoing(node).expect("edges").iter() {
            said.push(format!("{} {} {} {}", of(node), kind.role.as_str(), kind.dispatch, of(target)));
            let back = graph.incoming(target).expect("edges");
            assert!(back.iter().any(|edge| edge == (kind, node)), "every edge is there from both ends");
        }
    }
    for (fqn, at) in fqns(db.snapshot()) {
        let nodes = graph.with_fqn(&fqn).expect("names");
        assert!(nodes.into_iter().any(|node| of(node) == at), "{fqn} is found at {at}");
    }
    said.sort();
    said
}

fn fqns(snapshot: &dyn Snapshot) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let each = &mut |hit: store::FqnHit| {
        all.push((hit.fqn, place(hit.path.as_str(), Some(hit.ordinal))));
        ControlFlow::Continue(())
    };
    snapshot.fqns_with_prefix("", each).expect("FQNs");
    all
}

/// All edges that the database says.
fn kept(db: &Database) -> Vec<String> {
    let snapshot = db.snapshot();
    let mut paths = Vec::new();
    let each = &mut |record: engine::FileRecord| {
        paths.push(record.path);
        ControlFlow::Continue(())
    };
    snapshot.files(each).expect("files");
    let mut kept = Vec::new();
    for path in paths {
        let Some(of_file) = snapshot.edges(&path).expect("edges") else { continue };
        for edge in of_file.edges {
            let target = store::symbol(snapshot, of_file.targets[edge.target as usize]).expect("ids");
            let target = target.expect("targets are in the database");
            let (from, to) = (place(path.as_str(), edge.source), place(target.path.as_str(), target.ordinal));
            kept.push(format!("{from} {} {} {to}", edge.kind.role.as_str(), edge.kind.dispatch));
        }
    }
    kept.sort();
    kept
}

#[test]
fn the_graph_says_what_the_database_says() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        let edges = said(&scratch.database());
        assert!(edges.len() > 10, "{edges:?}");
        assert_eq!(edges, kept(&scratch.database()), "{}", backend.name);
    }
}

#[test]
fn a_form_is_made_once_and_the_same_on_every_store() {
    let mut forms = Vec::new();
    for backend in BACKENDS {
        let scratch = shop(backend);
        let path = traversal_path(&scratch.beside("kept.db"));
        assert!(!path.exists(), "indexing makes none");
        engine::graph(&scratch.database()).expect("a graph");
        let made = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("it is kept");
        engine::graph(&scratch.database()).expect("a graph");
        assert_eq!(fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("it is kept"), made);
        forms.push(fs::read(&path).expect("reads"));
    }
    assert!(forms.windows(2).all(|pair| pair[0] == pair[1]), "stores agree to the byte");
}

#[test]
fn what_changed_since_is_laid_over_the_form() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        engine::graph(&scratch.database()).expect("a graph");
        let path = traversal_path(&scratch.beside("kept.db"));
        let form = fs::read(&path).expect("reads");
        // A definition before the others moves them all; one is new, one file is gone and one comes.
        scratch.write("shop/base.py", format!("def first(): return speak(2)\n\n{BASE}"));
        fs::remove_file(scratch.root().join("main.py")).expect("removing");
        scratch.write("other.py", "from shop.app import make\n\nmake()\n");
        scratch.index(&IndexOptions::default());
        let db = scratch.database();
        assert_eq!(said(&db), kept(&db), "{}", backend.name);
        assert_eq!(fs::read(&path).expect("reads"), form, "a few changes do not make a new form");
    }
}

#[test]
fn a_form_that_is_damaged_or_of_another_tree_is_made_anew() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        let db = scratch.database();
        let expected = said(&db);
        let path = traversal_path(&scratch.beside("kept.db"));
        let form = fs::read(&path).expect("reads");
        let other = shop(backend);
        for number in 0..200 {
            other.write(&format!("many/m{number}.py"), "def f(): pass\n");
        }
        other.index(&IndexOptions::default());
        engine::graph(&other.database()).expect("a graph");
        let foreign = fs::read(traversal_path(&other.beside("kept.db"))).expect("reads");
        let mut torn = form.clone();
        torn.truncate(form.len() / 2);
        for bytes in [Vec::new(), torn, b"no form".to_vec(), foreign] {
            fs::write(&path, bytes).expect("writes");
            assert_eq!(said(&db), expected, "{}", backend.name);
            assert!(fs::read(&path).expect("reads") == form, "it is as it was");
        }
    }
}

#[test]
fn where_nothing_can_be_written_the_graph_answers_all_the_same() {
    let scratch = shop(BACKENDS[0]);
    // A directory in the place of the form is in the way even of root.
    fs::create_dir_all(traversal_path(&scratch.beside("kept.db")).join("in the way")).expect("a directory");
    let db = scratch.database();
    assert_eq!(said(&db), kept(&db));
}

/// Every function of the tree.
fn functions(views: &Views<'_>, db: &Database) -> Vec<SymbolInfo> {
    let mut functions = Vec::new();
    let each = &mut |place: store::SymbolPlace| {
        functions.extend(views.symbol(place.id).expect("reads").map(|symbol| (*symbol).clone()));
        ControlFlow::Continue(())
    };
    db.snapshot().symbols_by_id("", each).expect("ids");
    functions
}

#[test]
fn callers_along_the_graph_are_those_found_by_name() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        let db = scratch.database();
        let views = Views::new(db.snapshot());
        let mut at_a_distance = 0;
        for symbol in functions(&views, &db) {
            let subject = Subject::new(symbol);
            for depth in 1..5 {
                let by_name = engine::query::callers(&views, &subject, depth).expect("answers");
                let along = engine::callers(&db, &views, &subject, depth).expect("answers");
                assert_eq!(along, by_name, "{} {depth} {}", subject.symbol.display_fqn, backend.name);
                at_a_distance += along.reached.iter().filter(|reached| reached.depth > 1).count();
            }
        }
        assert!(at_a_distance > 0, "some callers have callers");
    }
}

#[test]
fn a_block_that_turns_out_to_be_damaged_is_noticed_on_the_way() {
    for backend in BACKENDS {
        let scratch = shop(backend);
        let db = scratch.database();
        let views = Views::new(db.snapshot());
        let speak = functions(&views, &db).into_iter().find(|symbol| symbol.display_fqn.ends_with("speak"));
        let subject = Subject::new(speak.expect("it is defined"));
        let expected = engine::callers(&db, &views, &subject, 3).expect("answers");
        let path = traversal_path(&scratch.beside("kept.db"));
        let form = fs::read(&path).expect("reads");
        for at in (0..form.len()).step_by(97) {
            let mut damaged = form.clone();
            damaged[at] ^= 0x10;
            fs::write(&path, damaged).expect("writes");
            assert_eq!(engine::callers(&db, &views, &subject, 3).expect("answers"), expected, "byte {at}");
        }
    }
}
