//! A follower is told what its filter asks for, and nothing of the rest.

use std::fmt::Write as _;
use std::path::Path;

use engine::query::{SymbolPattern, glob};
use engine::{BACKENDS, Backend, Event, Filter, IndexOptions, Notice, Since, Subscription, Topic};

use crate::scratch::Scratch;

/// A tree that changes after it was indexed: a function gets another name, a file goes, one comes that cannot be parsed.
fn changed(backend: &'static Backend) -> (Scratch, engine::Sequence) {
    let scratch = Scratch::of(backend);
    scratch.write("lib/area.py", "def area() -> int:\n    return 1\n\ndef other():\n    return 2\n");
    scratch.write("app/main.py", "from lib.area import area\n\ndef main():\n    return area()\n");
    scratch.write("app/gone.py", "def gone():\n    return 0\n");
    scratch.index(&IndexOptions::default());
    let begin = Subscription::open(&scratch.beside("kept.db"), Since::Now, Filter::default());
    let begin = begin.expect("a database").resume_at();
    scratch.write("lib/area.py", "def volume() -> int:\n    return 1\n\ndef other():\n    return 2\n");
    scratch.write("lib/broken.py", "def broken(:\n");
    std::fs::remove_file(scratch.root().join("app/gone.py")).expect("removes");
    scratch.index(&IndexOptions::default());
    scratch.write("app/main.py", "from lib.area import volume\n\ndef main():\n    return volume()\n");
    scratch.index(&IndexOptions::default());
    (scratch, begin)
}

fn told(db: &Path, begin: engine::Sequence, filter: Filter) -> Vec<Event> {
    let subscription = Subscription::open(db, Since::Event(begin), filter).expect("a database");
    let mut subscription = subscription.naming();
    let events = std::iter::from_fn(|| subscription.poll().expect("reads"));
    let events = events.map(|notice| match notice {
        Notice::Event(event) => *event,
        Notice::Resync { .. } => panic!("{notice:?}"),
    });
    let events = events.collect();
    let all = Subscription::open(db, Since::Now, Filter::default()).expect("a database");
    assert_eq!(subscription.resume_at(), all.resume_at(), "what was passed over is behind it");
    events
}

/// Events in words: kind, path, and what came and went.
fn words(events: &[Event]) -> Vec<String> {
    let word = |event: &Event| {
        let mut text = event.kind.as_str().to_owned();
        if let Some(path) = &event.path {
            text = format!("{text} {path}");
        }
        let details = &event.details;
        for (sign, symbols) in [('+', &details.symbols_added), ('-', &details.symbols_removed)] {
            symbols.iter().for_each(|note| write!(text, " {sign}{}", note.fqn).expect("a text"));
        }
        for (sign, edges) in [('+', &details.edges_added), ('-', &details.edges_removed)] {
            for edge in edges {
                let name = |id| event.names.get(id).map_or("?", String::as_str);
                write!(text, " {sign}{}>{}", name(&edge.source), name(&edge.target)).expect("a text");
            }
        }
        if !details.diagnostics.is_empty() {
            text += " !";
        }
        text
    };
    events.iter().map(word).collect()
}

#[test]
fn topics_narrow_what_an_event_tells() {
    for backend in BACKENDS {
        let (scratch, begin) = changed(backend);
        let db = scratch.beside("kept.db");
        let told = |topics: &[Topic]| {
            let filter = topics.iter().fold(Filter::default(), |filter, topic| filter.topic(*topic));
            words(&told(&db, begin, filter))
        };
        assert_eq!(
            told(&[Topic::Files]),
            [
                "file-removed app/gone.py",
                "file-changed lib/area.py",
                "file-added lib/broken.py",
                "file-changed app/main.py"
            ]
        );
        assert_eq!(
            told(&[Topic::Symbols]),
            [
                "file-removed app/gone.py -gone.gone",
                "file-changed lib/area.py +area.volume -area.area",
                "file-added lib/broken.py +broken.broken"
            ]
        );
        assert_eq!(told(&[Topic::Diagnostics]), ["file-added lib/broken.py !"]);
        let edges = told(&[Topic::Edges]);
        assert!(!edges.is_empty() && edges.iter().all(|text| text.contains('>')), "{edges:?}");
        let both = told(&[Topic::Symbols, Topic::Diagnostics]);
        assert_eq!(both[2], "file-added lib/broken.py +broken.broken !");
        let kind = engine::EventKind::FileAdded;
        assert_eq!(told(&[Topic::Kind(kind)]), ["file-added lib/broken.py +broken.broken !"]);
    }
}

#[test]
fn paths_are_those_of_the_files_that_changed() {
    for backend in BACKENDS {
        let (scratch, begin) = changed(backend);
        let path = |pattern| Filter::default().path(glob(pattern).expect("a glob"));
        let events = told(&scratch.beside("kept.db"), begin, path("app/*"));
        let paths: Vec<_> = events.iter().filter_map(|event| event.path.as_ref()).collect();
        assert!(paths.len() >= 3 && paths.iter().all(|path| path.as_str().starts_with("app/")), "{paths:?}");
        let symbols = path("app/*").path(glob("lib/*").expect("a glob")).topic(Topic::Symbols);
        assert_eq!(told(&scratch.beside("kept.db"), begin, symbols).len(), 3);
        assert_eq!(words(&told(&scratch.beside("kept.db"), begin, path("none/*"))), Vec::<String>::new());
    }
}

/// `area` is not in the database any more when the follower begins: its events say who it was.
#[test]
fn a_symbol_is_told_of_with_the_edges_that_begin_or_end_at_it() {
    for backend in BACKENDS {
        let (scratch, begin) = changed(backend);
        let db = scratch.beside("kept.db");
        let told = |pattern: &str| {
            let pattern = SymbolPattern::parse(pattern).expect("a pattern");
            words(&told(&db, begin, Filter::default().symbol(pattern)))
        };
        let of_area = told("area.area");
        assert_eq!(of_area[0], "file-changed lib/area.py -area.area", "{}", backend.name);
        assert!(of_area[1..].iter().any(|text| text.contains("-main.main>?")), "{of_area:?}");
        let of_volume = told("vol*");
        assert_eq!(of_volume[0], "file-changed lib/area.py +area.volume");
        assert!(of_volume[1..].iter().any(|text| text.contains("+main.main>area.volume")));
        let of_main = told("main.main");
        assert!(of_main.iter().all(|text| text.contains("main.main>")), "{of_main:?}");
        assert_eq!(told("other"), Vec::<String>::new());
    }
}

#[test]
fn a_symbol_can_be_told_of_by_its_id() {
    for backend in BACKENDS {
        let (scratch, begin) = changed(backend);
        let db = scratch.beside("kept.db");
        let symbols = told(&db, begin, Filter::default().topic(Topic::Symbols));
        let volume = symbols[1].details.symbols_added[0].clone();
        let by_id = told(&db, begin, Filter::default().symbol(SymbolPattern::of_id(volume.id)));
        let by_name = SymbolPattern::parse(&volume.fqn).expect("a name");
        let by_name = told(&db, begin, Filter::default().symbol(by_name));
        assert_eq!(by_id, by_name, "{}", backend.name);
        assert!(by_id.len() >= 2);
    }
}
