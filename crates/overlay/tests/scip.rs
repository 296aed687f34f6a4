//! Reading SCIP: what a small index says, and what is told of a bad one.

use std::fs;

use model::span::Span;
use overlay::scip::{Document, Misfit, Oracle, ScipError, fit};
use proptest::prelude::*;
use protobuf::{EnumOrUnknown, Message, MessageField};
use scip::types;

const F: &str = "t m p 1 a/f().";

fn occurrence(range: &[i32], symbol: &str, roles: i32) -> types::Occurrence {
    types::Occurrence {
        range: range.to_vec(),
        symbol: symbol.into(),
        symbol_roles: roles,
        ..Default::default()
    }
}

fn index(documents: Vec<types::Document>) -> types::Index {
    let tool = types::ToolInfo { name: "t".into(), version: "9".into(), ..Default::default() };
    let metadata = types::Metadata { tool_info: MessageField::some(tool), ..Default::default() };
    types::Index { metadata: MessageField::some(metadata), documents, ..Default::default() }
}

fn document(occurrences: Vec<types::Occurrence>) -> types::Document {
    types::Document { relative_path: "a.rs".into(), occurrences, ..Default::default() }
}

fn read(bytes: &[u8]) -> Result<(Oracle, Vec<Document>), ScipError> {
    let directory = tempfile::tempdir().expect("works");
    let path = directory.path().join("x.scip");
    fs::write(&path, bytes).expect("works");
    let oracle = Oracle::open(&path)?;
    let mut documents = Vec::new();
    oracle.documents(|document| {
        documents.push(document);
        Ok::<_, ScipError>(())
    })?;
    Ok((oracle, documents))
}

fn only(document: types::Document) -> Document {
    read(&index(vec![document]).write_to_bytes().expect("works")).expect("works").1.remove(0)
}

#[test]
fn a_document_is_names_at_bytes() {
    let document = only(document(vec![occurrence(&[1, 0, 1], F, 0), occurrence(&[0, 3, 4], F, 1)]));
    let placed = fit(&document, b"fn f() {}\nf()\n").expect("works");
    let found: Vec<_> = placed.iter().map(|one| (one.span, one.is_definition)).collect();
    assert_eq!(found, [(Span::new(3, 4), true), (Span::new(10, 11), false)]);
}

#[test]
fn typed_ranges_count_like_the_older_ones() {
    let mut typed = occurrence(&[], F, 1);
    let at = types::SingleLineRange { line: 0, start_character: 3, end_character: 4, ..Default::default() };
    typed.typed_range = Some(types::occurrence::Typed_range::SingleLineRange(at));
    assert_eq!(fit(&only(document(vec![typed])), b"fn f() {}").expect("works")[0].span, Span::new(3, 4));
}

#[test]
fn a_document_that_is_not_about_these_bytes_is_refused() {
    let check = |occurrence: types::Occurrence, source: &[u8]| {
        fit(&only(document(vec![occurrence])), source).expect_err("is refused")
    };
    assert_eq!(check(occurrence(&[7, 3, 4], F, 1), b"fn f() {}"), Misfit::OutOfFile(8));
    assert_eq!(check(occurrence(&[0, 3], F, 1), b"fn f() {}"), Misfit::NoRange);
    assert_eq!(check(occurrence(&[0, 3, 4], F, 0), b"fn foo() {}"), Misfit::CutsName(1));
    let differ = Misfit::NamesDiffer { line: 1, expected: "f".into(), found: "g".into() };
    assert_eq!(check(occurrence(&[0, 3, 4], F, 1), b"fn g() {}"), differ);
    let mut other = document(vec![]);
    other.text = "fn f() {}".into();
    assert_eq!(fit(&only(other), b"fn f(){}").expect_err("is refused"), Misfit::OtherText);
    let mut unknown = document(vec![]);
    unknown.position_encoding = EnumOrUnknown::from_i32(7);
    assert_eq!(fit(&only(unknown), b"").expect_err("is refused"), Misfit::UnknownEncoding(7));
}

#[test]
fn an_encoding_that_is_not_told_is_found_by_what_fits() {
    let source = "é🦰; f".as_bytes();
    for (what, column) in [("bytes", 8), ("units of UTF-16", 5), ("characters", 4)] {
        let document = only(document(vec![occurrence(&[0, column, column + 1], F, 1)]));
        assert_eq!(fit(&document, source).expect("works")[0].span, Span::new(8, 9), "{what}");
    }
}

#[test]
fn what_is_no_index_is_one_error() {
    let whole = index(vec![document(vec![occurrence(&[0, 3, 4], F, 1)])]).write_to_bytes().expect("works");
    let cases: [(&str, Vec<u8>); 5] = [
        ("empty", vec![]),
        ("text", b"{\"not\": \"protobuf\"}\n".to_vec()),
        ("truncated", whole[..whole.len() - 3].to_vec()),
        (
            "without a tool",
            index(vec![]).documents.iter().flat_map(|d| d.write_to_bytes().expect("works")).collect(),
        ),
        ("a length past the end", vec![0x12, 0xff, 0xff, 0xff, 0xff, 0x07, 1]),
    ];
    for (what, bytes) in cases {
        assert!(matches!(read(&bytes), Err(ScipError::Malformed { .. })), "{what}");
    }
    let mut not_text = whole;
    let at = not_text.windows(4).position(|bytes| bytes == b"a.rs").expect("works");
    not_text[at] = 0xff;
    assert!(matches!(read(&not_text), Err(ScipError::Malformed { .. })), "a path that is not UTF-8");
}

proptest! {
    #[test]
    fn any_bytes_are_an_index_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_ranges_fit_any_bytes_or_do_not(
        ranges in prop::collection::vec(prop::collection::vec(-2..12_i32, 2..5), 0..8),
        source in prop::collection::vec(any::<u8>(), 0..60),
        encoding in 0..5,
    ) {
        let mut made = document(ranges.iter().map(|range| occurrence(range, F, range[0] & 1)).collect());
        made.position_encoding = EnumOrUnknown::from_i32(encoding);
        for placed in fit(&only(made), &source).into_iter().flatten() {
            prop_assert!(placed.span.end as usize <= source.len());
        }
    }
}
