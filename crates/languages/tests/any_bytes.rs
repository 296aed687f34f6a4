//! Extraction and resolution take any bytes: they never panic, and facts and outcomes are sound, whatever the file.

mod snippets;

use extract::{Extractor, LanguageSpec};
use model::codec;
use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use snippets::SNIPPETS;

/// Text that means something to lexers, where it does harm.
const NASTY: &[&[u8]] = &[
    b"{",
    b"}",
    b"(",
    b")",
    b"[",
    b"]",
    b"<",
    b">",
    b"\"",
    b"'",
    b"`",
    b"\"\"\"",
    b"/*",
    b"*/",
    b"//",
    b"#",
    b"\\\n",
    b"\n",
    b"\r\n",
    b"\r",
    b";",
    b":",
    b"::",
    b",",
    b"=",
    b"=>",
    b"@",
    b"${",
    b"\0",
    b"\xff",
    b"\xc3",
    b"\xef\xbb\xbf",
    "é".as_bytes(),
    "𝒳".as_bytes(),
    b"#if",
    b"#endif",
    b"if ",
    b"else ",
    b"class ",
    b"fn ",
    b"def ",
    b"template<",
    b"import ",
    b"async ",
    b"match ",
    b"case ",
    b"operator",
    b"static ",
    b"...",
    b"R\"(",
    b"r#\"",
    b"f\"{",
    b"<A>",
];

/// A change of a file; places are shares of its length.
#[derive(Clone, Debug)]
enum Change {
    Insert(Index, &'static [u8]),
    Delete(Index, Index),
    Repeat(Index, Index),
    Flip(Index, u8),
    Truncate(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let nasty = (0..NASTY.len()).prop_map(|index| NASTY[index]);
    prop_oneof![
        4 => (any::<Index>(), nasty).prop_map(|(at, text)| Change::Insert(at, text)),
        3 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Delete(from, to)),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Change::Repeat(from, to)),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        1 => any::<Index>().prop_map(Change::Truncate),
    ]
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let place = |index: &Index| index.index(bytes.len() + 1);
        // Most changes are small: a range ends within forty bytes of its beginning.
        let range = |from: &Index, to: &Index| {
            let start = place(from);
            start..(start + to.index(40)).min(bytes.len())
        };
        match self {
            Self::Insert(at, text) => {
                let at = place(at);
                bytes.splice(at..at, text.iter().copied());
            }
            Self::Delete(from, to) => _ = bytes.drain(range(from, to)),
            Self::Repeat(from, to) => {
                let range = range(from, to);
                let piece = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, piece);
            }
            Self::Flip(at, byte) => {
                let at = place(at);
                bytes.get_mut(at).into_iter().for_each(|slot| *slot ^= byte);
            }
            Self::Truncate(at) => bytes.truncate(place(at)),
        }
    }
}

fn changed(snippet: usize) -> impl Strategy<Value = Vec<u8>> {
    (Just(SNIPPETS[snippet].source), vec(change(), 1..8)).prop_map(|(source, changes)| {
        let mut bytes = source.as_bytes().to_vec();
        changes.iter().for_each(|change| change.apply(&mut bytes));
        bytes
    })
}

/// Runs `test` on `cases` values, the same at every run, and shows the smallest for which it fails.
fn for_all<S: Strategy>(cases: u32, values: S, test: impl Fn(S::Value) -> Result<(), String>) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, deterministic());
    let result = runner.run(&values, |value| test(value).map_err(TestCaseError::fail));
    if let Err(TestError::Fail(reason, _)) = result {
        panic!("{reason}");
    }
}

fn deterministic() -> TestRng {
    TestRng::deterministic_rng(RngAlgorithm::ChaCha)
}

#[test]
fn arbitrary_bytes_give_sound_facts() {
    for_all(512, vec(any::<u8>(), 0..400), |data| testkit::fuzz::resolve(&data));
    for_all(512, "\\PC{0,200}", |text| {
        languages::ALL.iter().try_for_each(|spec| testkit::fuzz::extract_as(spec, text.as_bytes()))
    });
}

/// Changed and cut programs of a language, and programs of all others read as this one.
fn run(language: &str) {
    let own = |index: &usize| SNIPPETS[*index].spec().name == language;
    for index in (0..SNIPPETS.len()).filter(own) {
        let snippet = &SNIPPETS[index];
        let whole = snippet.source.as_bytes();
        for_all(192, changed(index), |bytes| sound(snippet.spec(), &bytes, whole));
        for end in (0..snippet.source.len()).step_by(7) {
            assert_sound(snippet.spec(), &whole[..end], whole);
        }
    }
    for spec in languages::named(language) {
        SNIPPETS.iter().for_each(|snippet| assert_sound(spec, snippet.source.as_bytes(), b""));
    }
}

/// Whether a file's facts are sound, and its outcomes beside another file.
fn sound(spec: &'static LanguageSpec, source: &[u8], beside: &[u8]) -> Result<(), String> {
    testkit::fuzz::extract_as(spec, source)?;
    testkit::fuzz::resolve_as(spec, &[source, beside])
}

fn assert_sound(spec: &'static LanguageSpec, source: &[u8], beside: &[u8]) {
    sound(spec, source, beside).unwrap_or_else(|problem| panic!("{problem}"));
}

macro_rules! languages {
    ($($language:ident),* $(,)?) => { $(#[test] fn $language() { run(stringify!($language)); })* };
}

languages![c, cpp, java, javascript, python, rust, typescript];

#[test]
fn damaged_encodings_are_refused_or_read() {
    for snippet in SNIPPETS {
        let facts = Extractor::new().extract(snippet.spec(), snippet.source.as_bytes());
        let mut encoded = Vec::new();
        codec::encode(&facts, b"", &mut encoded);
        for_all(256, vec(change(), 1..4), |changes| {
            let mut bytes = encoded.clone();
            changes.iter().for_each(|change| change.apply(&mut bytes));
            testkit::fuzz::decode_facts(&bytes)
        });
    }
    for_all(512, vec(any::<u8>(), 0..100), |data| testkit::fuzz::decode_facts(&data));
}

#[test]
fn any_bytes_are_an_index_of_a_compiler_or_an_overlay_or_neither() {
    for_all(512, vec(any::<u8>(), 0..200), |data| testkit::fuzz::scip(&data));
    for_all(64, vec(any::<u8>(), 0..200), |data| {
        testkit::fuzz::overlay_file(&[&b"MAGOVRLY\x01\0\0\0"[..], &data].concat())
    });
}

#[test]
fn facts_do_not_depend_on_thread_or_history() {
    let extract_all = |extractor: &mut Extractor, order: &mut dyn Iterator<Item = usize>| {
        let mut facts: Vec<_> = order
            .map(|index| {
                (index, extractor.extract(SNIPPETS[index].spec(), SNIPPETS[index].source.as_bytes()))
            })
            .collect();
        facts.sort_by_key(|(index, _)| *index);
        facts
    };
    let expected = extract_all(&mut Extractor::new(), &mut (0..SNIPPETS.len()));
    std::thread::scope(|scope| {
        for turn in 0..4 {
            let expected = &expected;
            scope.spawn(move || {
                let mut extractor = Extractor::new();
                let length = SNIPPETS.len();
                let mut rotated = (0..length).map(|index| (index + turn * 2) % length);
                assert!(extract_all(&mut extractor, &mut rotated) == *expected, "turn {turn}");
                assert!(
                    extract_all(&mut extractor, &mut (0..length).rev()) == *expected,
                    "turn {turn} reversed"
                );
            });
        }
    });
}
