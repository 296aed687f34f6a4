//! Files as they are found: with and without marks, line ends and valid characters.
//!
//! How bytes are written down must not change what is in them: the same program gives the same names on the same lines.

mod snippets;

use extract::Extractor;
use model::facts::FileFacts;
use model::kinds::DiagnosticCode;
use model::span::{LineIndex, Span};
use snippets::{SNIPPETS, Snippet};

fn facts(snippet: &Snippet, bytes: &[u8]) -> FileFacts {
    let (facts, violations) = testkit::extract_checked(snippet.spec(), bytes);
    assert_eq!(violations, Vec::<String>::new(), "{}", snippet.name);
    facts
}

/// What is in a file, by line: names of references, definitions and bindings with what they are.
fn contents(facts: &FileFacts, bytes: &[u8]) -> Vec<(u32, String, &'static str)> {
    let lines = LineIndex::new(bytes);
    let line = |span: Span| lines.position(span.start).line;
    let row = |span, name, kind| (line(span), facts.text(name).to_owned(), kind);
    let sites = facts.sites.iter().map(|site| row(site.span, site.name, site.role.as_str()));
    let defs = facts.defs.iter().map(|def| row(def.name_span, def.name, def.kind.as_str()));
    let bindings = facts.bindings.iter().map(|found| row(found.span, found.name, found.kind.as_str()));
    let mut rows: Vec<_> = sites.chain(defs).chain(bindings).collect();
    rows.sort();
    rows
}

fn assert_same_contents(snippet: &Snippet, bytes: &[u8]) {
    let plain = snippet.source.as_bytes();
    let expected = contents(&facts(snippet, plain), plain);
    let actual = contents(&facts(snippet, bytes), bytes);
    let differing: Vec<_> = actual.iter().filter(|row| !expected.contains(row)).collect();
    assert!(actual == expected, "{}: {differing:?} and perhaps more", snippet.name);
}

fn codes(facts: &FileFacts) -> Vec<DiagnosticCode> {
    facts.diagnostics.iter().map(|found| found.code).collect()
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    for snippet in SNIPPETS.iter().filter(|snippet| !snippet.source.starts_with("#!")) {
        assert_same_contents(snippet, format!("\u{feff}{}", snippet.source).as_bytes());
    }
}

#[test]
fn windows_line_ends_change_nothing() {
    for snippet in SNIPPETS {
        assert_same_contents(snippet, snippet.source.replace('\n', "\r\n").as_bytes());
    }
}

#[test]
fn a_missing_last_line_end_changes_nothing() {
    for snippet in SNIPPETS {
        assert_same_contents(snippet, snippet.source.trim_end().as_bytes());
    }
}

/// Nobody writes such files any more, and the grammars differ in how they read them.
#[test]
fn old_line_ends_give_sound_facts() {
    for snippet in SNIPPETS {
        facts(snippet, snippet.source.replace('\n', "\r").as_bytes());
    }
}

#[test]
fn invalid_characters_keep_identifiers_in_one_piece() {
    for snippet in SNIPPETS {
        let mut latin = snippet.source.replace("radius", "radi\u{1}s").into_bytes();
        latin.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0xfc);
        let damaged = facts(snippet, &latin);
        if snippet.source.contains("radius") {
            assert!(codes(&damaged).contains(&DiagnosticCode::EncodingInvalid), "{}", snippet.name);
        }
        let expected = contents(&facts(snippet, snippet.source.as_bytes()), snippet.source.as_bytes());
        let mut expected: Vec<_> = expected
            .into_iter()
            .map(|(line, name, kind)| (line, name.replace("radius", "radi_s"), kind))
            .collect();
        expected.sort();
        assert!(contents(&damaged, &latin) == expected, "{}", snippet.name);
    }
}

#[test]
fn files_that_are_not_text_give_a_diagnostic_and_nothing_else() {
    for snippet in SNIPPETS {
        let wide: Vec<u8> = "\u{feff}int x;".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = facts(snippet, &wide);
        assert_eq!(codes(&wide), [DiagnosticCode::EncodingUnsupported]);
        let binary = facts(snippet, format!("{}\0", snippet.source).as_bytes());
        assert_eq!(codes(&binary), [DiagnosticCode::Binary]);
        for facts in [wide, binary] {
            assert!(facts.sites.is_empty() && facts.defs.is_empty() && facts.scopes.len() == 1);
        }
    }
}

#[test]
fn empty_files_are_files() {
    for snippet in SNIPPETS {
        for source in ["", "\n", " ", "\u{feff}", "\r\n\r\n"] {
            let facts = facts(snippet, source.as_bytes());
            assert_eq!(codes(&facts), [], "{} {source:?}", snippet.name);
            assert!(facts.sites.is_empty() && facts.defs.is_empty(), "{} {source:?}", snippet.name);
        }
    }
}

#[test]
fn extractors_can_be_reused_after_bad_files() {
    let mut extractor = Extractor::new();
    for snippet in SNIPPETS {
        let expected = facts(snippet, snippet.source.as_bytes());
        extractor.extract(snippet.spec(), b"\0");
        extractor.extract(snippet.spec(), b"{{{{ \xff ((((");
        assert!(extractor.extract(snippet.spec(), snippet.source.as_bytes()) == expected, "{}", snippet.name);
    }
}
