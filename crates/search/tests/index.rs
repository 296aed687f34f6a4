//! An index with a history answers as a fresh one, and as no index at all.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use search::{Corpus, Document, Fields, Index, Query, Writer, rank};

/// Words that are in one way or another alike.
const WORDS: [&str; 12] = [
    "parse",
    "parseConfig",
    "parse_file",
    "config",
    "configs",
    "FILE",
    "größe",
    "GRÖSSE",
    "検索",
    "x1",
    "re",
    "reparse",
];
const QUESTIONS: [&str; 12] = [
    "parse",
    "config",
    "parse config",
    "parseConfig",
    "par*",
    "re*",
    "größe",
    "検索",
    "x 1",
    "\"parse file\"",
    "f*",
    "reparse",
];

/// A file: its words, and which of them are names.
type File = (Vec<usize>, usize);

#[derive(Clone, Debug)]
enum Step {
    Put(u8, File),
    Remove(u8),
    Commit,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let file = (prop::collection::vec(0..WORDS.len(), 0..12), 0..3_usize);
    let step = prop_oneof![
        4 => (0..8_u8, file).prop_map(|(path, file)| Step::Put(path, file)),
        1 => (0..8_u8).prop_map(Step::Remove),
        2 => Just(Step::Commit),
    ];
    prop::collection::vec(step, 1..30)
}

fn document((words, names): &File) -> Document {
    let words: Vec<&str> = words.iter().map(|word| WORDS[*word]).collect();
    Document::new(words.join(" ").as_bytes(), words.iter().take(*names).copied())
}

fn path(number: u8) -> String {
    format!("src/{number}.c")
}

/// What files are asked with all questions: path and points of each, best first.
fn answers(corpus: impl Fn(&Query) -> Corpus) -> Vec<Vec<(String, u64)>> {
    let asked = |question: &str, fields| {
        let corpus = corpus(&Query::parse(question, fields).expect("a question"));
        rank(&corpus).iter().map(|ranked| (corpus.path(ranked.file).to_owned(), ranked.points)).collect()
    };
    [Fields::Text, Fields::Names]
        .into_iter()
        .flat_map(|fields| QUESTIONS.map(|question| asked(question, fields)))
        .collect()
}

fn of_index(directory: &Path) -> Vec<Vec<(String, u64)>> {
    let index = Index::open(directory).expect("is there");
    let files = index.files().expect("whole");
    answers(|query| {
        let mut corpus = Corpus::new(query);
        index.fill(&mut corpus, &files, &vec![true; files.len()]).expect("whole");
        corpus
    })
}

fn of_documents(files: &BTreeMap<u8, File>) -> Vec<Vec<(String, u64)>> {
    answers(|query| {
        let mut corpus = Corpus::new(query);
        files.iter().for_each(|(number, file)| corpus.add(&path(*number), &document(file)));
        corpus
    })
}

fn fresh(directory: &Path, files: &BTreeMap<u8, File>) {
    let mut writer = Writer::open(directory).expect("writable").expect("nobody else writes");
    writer.begin_anew().expect("writable");
    for (number, file) in files {
        writer.add(&path(*number), 1, document(file)).expect("writable");
    }
    writer.commit(&[1; 32]).expect("writable");
}

/// Does what steps say to the index in a directory; gives the files that it is left with.
fn play(directory: &Path, steps: &[Step]) -> BTreeMap<u8, File> {
    let mut files = BTreeMap::new();
    let mut writer = Writer::open(directory).expect("writable").expect("nobody else writes");
    for (at, step) in (1..).zip(steps) {
        match step {
            Step::Put(number, file) => {
                writer.remove(&path(*number)).expect("writable");
                writer.add(&path(*number), at, document(file)).expect("writable");
                files.insert(*number, file.clone());
            }
            Step::Remove(number) => {
                writer.remove(&path(*number)).expect("writable");
                files.remove(number);
            }
            Step::Commit => {
                writer.commit(&[at as u8; 32]).expect("writable");
                writer = Writer::open(directory).expect("writable").expect("nobody else writes");
            }
        }
    }
    writer.commit(&[0xff; 32]).expect("writable");
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn history_leaves_no_trace(steps in steps()) {
        let place = tempfile::tempdir().expect("a temporary directory");
        let (kept, new) = (place.path().join("kept"), place.path().join("new"));
        let files = play(&kept, &steps);
        fresh(&new, &files);
        let expected = of_documents(&files);
        prop_assert_eq!(of_index(&kept), expected.clone());
        prop_assert_eq!(of_index(&new), expected);
    }
}

fn some_files() -> BTreeMap<u8, File> {
    (0..6).map(|number| (number, ((0..usize::from(number) + 3).collect(), 2))).collect()
}

#[test]
fn one_writes_at_a_time_and_readers_keep_what_they_read() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let directory = place.path().join("index");
    assert!(Index::open(&directory).is_err(), "there is none, and asking makes none");
    assert!(!directory.exists());
    fresh(&directory, &some_files());
    let reader = Index::open(&directory).expect("is there");
    let first = Writer::open(&directory).expect("writable").expect("nobody else writes");
    assert!(Writer::open(&directory).expect("writable").is_none());
    drop(first);
    for _ in 0..12 {
        play(&directory, &[Step::Put(1, (vec![1], 0)), Step::Commit, Step::Remove(0)]);
    }
    let files = reader.files().expect("whole");
    assert_eq!(files.len(), 6, "a state does not change");
    let mut corpus = Corpus::new(&Query::parse("par*", Fields::Text).expect("a question"));
    reader.fill(&mut corpus, &files, &[true; 6]).expect("what was removed is open still");
    assert_eq!(rank(&corpus).len(), 6);
}

#[test]
fn a_writer_that_is_dropped_changes_nothing() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let directory = place.path().join("index");
    fresh(&directory, &some_files());
    let before = of_index(&directory);
    let mut writer = Writer::open(&directory).expect("writable").expect("nobody else writes");
    writer.begin_anew().expect("writable");
    writer.add("x", 1, Document::new(b"parse", std::iter::empty())).expect("writable");
    drop(writer);
    assert_eq!(of_index(&directory), before);
    assert_eq!(search::state(&directory).expect("is there"), [1; 32]);
}

/// Every file of an index cut, emptied, and with bits flipped in many places: an answer is right, or there is none.
#[test]
fn damage_is_never_an_answer() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let directory = place.path().join("index");
    fresh(&directory, &some_files());
    let right = of_index(&directory);
    let names: Vec<_> = std::fs::read_dir(&directory)
        .expect("a directory")
        .map(|entry| entry.expect("is there").path())
        .collect();
    for name in names.iter().filter(|name| !name.ends_with(".lock")) {
        let whole = std::fs::read(name).expect("is there");
        let step = (whole.len() / 12).max(1);
        for at in (0..whole.len()).step_by(step) {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            for damaged in [&flipped[..], &whole[..at]] {
                std::fs::write(name, damaged).expect("writable");
                assert!(
                    asked_warily(&directory).is_none_or(|answer| answer == right),
                    "{} at {at}",
                    name.display()
                );
            }
        }
        std::fs::write(name, &whole).expect("writable");
    }
    assert_eq!(of_index(&directory), right);
}

fn asked_warily(directory: &Path) -> Option<Vec<Vec<(String, u64)>>> {
    let index = Index::open(directory).ok()?;
    let files = index.files().ok()?;
    let failed = std::cell::Cell::new(false);
    let answers = answers(|query| {
        let mut corpus = Corpus::new(query);
        failed.set(failed.get() || index.fill(&mut corpus, &files, &vec![true; files.len()]).is_err());
        corpus
    });
    (!failed.get()).then_some(answers)
}

#[test]
fn what_cannot_be_used_is_made_anew_and_what_is_not_ours_stays() {
    let place = tempfile::tempdir().expect("a temporary directory");
    let directory = place.path().join("index");
    std::fs::create_dir_all(directory.join("below")).expect("writable");
    std::fs::write(directory.join("meta.json"), "{}").expect("writable");
    assert!(Index::open(&directory).is_err());
    fresh(&directory, &some_files());
    assert_eq!(of_index(&directory), of_documents(&some_files()));
    assert!(directory.join("below").is_dir());
    let file = place.path().join("file");
    std::fs::write(&file, "").expect("writable");
    assert!(Writer::open(&file).is_err(), "a file is no directory");
    assert!(Index::open(&file).is_err());
}
