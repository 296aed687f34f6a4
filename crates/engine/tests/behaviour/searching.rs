//! Searching: what is found does not depend on how the index came to be, on whether there is one, or on the store.

use std::fs;
use std::path::Path;

use engine::{
    BACKENDS, Database, IndexOptions, RepoPath, SearchFields, SearchFound, SearchQuery, SearchText, Silent,
};
use proptest::prelude::*;

use crate::incremental::{apply, change};
use crate::scratch::Scratch;

fn query(text: &str, fields: SearchFields) -> SearchQuery {
    let text = SearchText::parse(text, fields).expect("a question");
    SearchQuery { text, kinds: Vec::new(), languages: Vec::new(), path: None, limit: None }
}

fn found(db: &Path, text: &str) -> SearchFound {
    engine::search(&Database::open(db).expect("a database"), &query(text, SearchFields::Text))
        .expect("answers")
}

/// `path:line symbol` of each hit.
fn places(found: &SearchFound) -> Vec<String> {
    let place = |hit: &engine::SearchHit| {
        format!("{}:{} {}", hit.symbol.path, hit.matches[0].start.line, hit.symbol.display_fqn)
    };
    found.hits.iter().map(place).collect()
}

/// What all questions find.
fn everything(db: &Path) -> Vec<SearchFound> {
    let texts = ["f", "one f", "import", "class k", "a*", "\"a inner\"", "return", "h 1", "package*"];
    let db = Database::open(db).expect("a database");
    let ask = |text: &str, fields| engine::search(&db, &query(text, fields)).expect("answers");
    let all = [SearchFields::Text, SearchFields::Names].into_iter();
    all.flat_map(|fields| texts.map(|text| ask(text, fields))).collect()
}

/// The directory that is made for the index of a database.
fn beside(db: &Path) -> std::path::PathBuf {
    engine::search_index_path(db).parent().expect("beside the database").to_owned()
}

/// Puts something where the index would be, so that none can be made.
fn forbid_index(db: &Path) {
    if beside(db).is_dir() {
        fs::remove_dir_all(beside(db)).expect("removable");
    }
    fs::write(beside(db), "no directory").expect("writable");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn history_index_and_store_make_no_difference(batches in prop::collection::vec(prop::collection::vec(change(), 1..6), 1..5)) {
        let mut answers = Vec::new();
        for &backend in BACKENDS {
            let scratch = Scratch::of(backend);
            scratch.index(&IndexOptions::default());
            for batch in &batches {
                batch.iter().for_each(|change| apply(&scratch, change));
                scratch.index(&IndexOptions::default());
            }
            let kept = scratch.beside("kept.db");
            answers.push(everything(&kept));
            forbid_index(&kept);
            answers.push(everything(&kept));
            let options = IndexOptions { backend: Some(backend), ..IndexOptions::default() };
            let fresh = scratch.beside("fresh.db");
            engine::index(&scratch.root(), &fresh, &options, &Silent).expect("indexes");
            answers.push(everything(&fresh));
        }
        for answer in &answers[1..] {
            prop_assert_eq!(answer, &answers[0]);
        }
    }
}

#[test]
fn definitions_come_first_and_each_has_its_best_line() {
    let scratch = Scratch::new();
    scratch.write(
        "a.py",
        "# reads the config file\nimport os\n\ndef run(path):\n    cfg = parseConfig(path)\n    return cfg\n",
    );
    scratch.write(
        "b/config.py",
        "def parse_config(path):\n    \"\"\"Parse a config file.\"\"\"\n    return open(path)\n",
    );
    scratch.index(&IndexOptions::default());
    let db = scratch.beside("kept.db");
    assert_eq!(places(&found(&db, "parseConfig")), ["b/config.py:1 config.parse_config", "a.py:5 a.run"]);
    assert_eq!(places(&found(&db, "\"config file\"")), ["b/config.py:2 config.parse_config", "a.py:1 a"]);
    assert_eq!(places(&found(&db, "config fi*")), ["b/config.py:2 config.parse_config", "a.py:1 a"]);
    let hit = &found(&db, "cfg").hits[0];
    assert_eq!((hit.excerpt.as_str(), hit.occurrences), ("cfg = parseConfig(path)", 2));
    let names = engine::search(&Database::open(&db).expect("opens"), &query("config", SearchFields::Names));
    assert_eq!(places(&names.expect("answers")), ["b/config.py:1 config.parse_config"]);
    assert_eq!(found(&db, "nothing").hits, []);
}

#[test]
fn filters_narrow_and_a_limit_says_what_is_left() {
    let scratch = Scratch::new();
    for number in 0..70 {
        scratch.write(&format!("src/f{number:02}.py"), "def wanted():\n    pass\nwanted()\n");
    }
    scratch.write("web/a.ts", "function wanted() {}\n");
    scratch.index(&IndexOptions::default());
    let db = Database::open(&scratch.beside("kept.db")).expect("opens");
    let all = query("wanted", SearchFields::Text);
    let found = engine::search(&db, &all).expect("answers");
    assert_eq!((found.hits.len(), found.counted, found.unread), (141, 141, 0));
    let some = SearchQuery { limit: Some(10), ..all.clone() };
    let some = engine::search(&db, &some).expect("answers");
    assert_eq!(some.hits, found.hits[..10], "a limit cuts and changes nothing else");
    assert!(some.counted > 10 && some.unread == 7);
    let of_language = SearchQuery { languages: vec!["typescript".to_owned()], ..all.clone() };
    assert_eq!(places(&engine::search(&db, &of_language).expect("answers")), ["web/a.ts:1 web/a.wanted"]);
    let glob = engine::query::glob("src/f0?.py").expect("a glob");
    let of_path = SearchQuery { path: Some(glob), kinds: vec![engine::DefKind::File], ..all };
    let found = engine::search(&db, &of_path).expect("answers");
    assert_eq!((found.hits.len(), places(&found)[0].as_str()), (10, "src/f00.py:3 f00"));
}

#[test]
fn damage_of_the_index_changes_no_answer_and_is_mended() {
    let scratch = Scratch::new();
    scratch.write("a.py", "def first():\n    pass\n");
    scratch.index(&IndexOptions::default());
    let (db, index) = (scratch.beside("kept.db"), engine::search_index_path(&scratch.beside("kept.db")));
    let right = found(&db, "fir*");
    assert_eq!(right.hits.len(), 1);
    for ending in [".idx", ".term", ".fast", ".store", "meta.json", ".managed.json", ".lock"] {
        for entry in fs::read_dir(&index).expect("is there") {
            let file = entry.expect("is there").path();
            if file.to_string_lossy().ends_with(ending) {
                let whole = fs::read(&file).expect("is there");
                fs::write(&file, &whole[..whole.len() / 2]).expect("writable");
            }
        }
        assert_eq!(found(&db, "fir*").hits[0].symbol, right.hits[0].symbol, "{ending}");
        scratch.write("b.py", format!("def other(): return '{ending}'\n"));
        scratch.index(&IndexOptions::default());
        assert_eq!(found(&db, "fir*").hits[0].symbol, right.hits[0].symbol, "{ending}");
        assert_eq!(found(&db, "other").hits.len(), 1);
        assert!(search_is_current(&db), "{ending}");
    }
    fs::remove_dir_all(beside(&db)).expect("removable");
    assert_eq!(found(&db, "other").hits.len(), 1);
}

/// Whether the index is of the state that the database is in.
fn search_is_current(db: &Path) -> bool {
    let digest = Database::open(db).expect("opens").snapshot().meta().expect("meta").digest();
    search::state(&engine::search_index_path(db)).is_ok_and(|state| state == *digest.as_bytes())
}

#[test]
fn everything_that_writes_keeps_the_index() {
    let scratch = Scratch::new();
    scratch.write("a.py", "def first():\n    pass\n");
    scratch.write("b.py", "def second():\n    pass\n");
    scratch.index(&IndexOptions::default());
    let db = scratch.beside("kept.db");
    assert!(search_is_current(&db));
    scratch.write("a.py", "def third():\n    pass\n");
    let path = |text| RepoPath::new(text).expect("a path");
    engine::update(&db, &[path("a.py")], &IndexOptions::default(), &Silent).expect("updates");
    assert!(search_is_current(&db) && found(&db, "first").hits.is_empty());
    engine::delete(&db, &[path("b.py")], &IndexOptions::default(), &Silent).expect("deletes");
    assert!(search_is_current(&db) && found(&db, "second").hits.is_empty());
    engine::refresh(&db, &IndexOptions::default(), &Silent).expect("refreshes");
    assert!(search_is_current(&db));
    assert_eq!(found(&db, "second third").hits.len(), 0);
    assert_eq!(places(&found(&db, "third")), ["a.py:1 a.third"]);
}

#[test]
fn a_question_makes_an_index_that_lacks_much() {
    let scratch = Scratch::new();
    for number in 0..80 {
        scratch.write(&format!("f{number}.py"), format!("def f{number}():\n    pass\n"));
    }
    scratch.index(&IndexOptions::default());
    let db = scratch.beside("kept.db");
    fs::remove_dir_all(beside(&db)).expect("removable");
    assert_eq!(places(&found(&db, "f 7")), ["f7.py:1 f7.f7"]);
    assert!(search_is_current(&db));
}

#[test]
fn an_index_inside_its_tree_is_not_indexed() {
    let scratch = Scratch::new();
    scratch.write("a.py", "def first():\n    pass\n");
    let db = scratch.root().join("x.db");
    for _ in 0..2 {
        engine::index(&scratch.root(), &db, &IndexOptions::default(), &Silent).expect("indexes");
    }
    let again = engine::index(&scratch.root(), &db, &IndexOptions::default(), &Silent).expect("indexes");
    assert!(again.is_unchanged());
    assert!(search_is_current(&db));
}
