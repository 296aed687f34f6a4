//! The overlay file: what is written is read, and any byte that is another is noticed.

use std::fs;
use std::path::PathBuf;

use model::hash::ContentHash;
use model::ids::SymbolId;
use model::span::Span;
use overlay::form::{AdoptedFile, AdoptedSite, Form, FormBuilder, FormError, Says};
use proptest::prelude::*;
use tempfile::TempDir;

fn id(number: u8) -> SymbolId {
    SymbolId::from_bytes([number; 16])
}

fn site(start: u32, says: Says) -> AdoptedSite {
    AdoptedSite { span: Span::new(start, start + 3), rules: start * 7, says }
}

fn file(text: &str, sites: Vec<AdoptedSite>) -> AdoptedFile {
    AdoptedFile { content: ContentHash::of(text.as_bytes()), sites }
}

fn sample() -> FormBuilder {
    let mut form = FormBuilder::new("judge", "1.2");
    form.file("b.rs", file("b", vec![site(9, Says::Means(vec![id(2), id(1)])), site(1, Says::External)]));
    form.file("a/c.rs", file("c", vec![site(4, Says::Local), site(4, Says::Means(vec![id(2), id(1)]))]));
    form.file("z.rs", file("z", vec![]));
    form
}

fn written(form: &FormBuilder) -> (TempDir, PathBuf) {
    let directory = tempfile::tempdir().expect("works");
    let path = directory.path().join("x.overlay");
    form.write(&path).expect("works");
    (directory, path)
}

#[test]
fn what_is_written_is_read_by_path_and_by_target() {
    let (_directory, path) = written(&sample());
    let form = Form::open(&path).expect("works");
    assert_eq!((form.info().tool.as_str(), form.info().version.as_str()), ("judge", "1.2"));
    assert_eq!((form.info().files, form.info().sites, form.info().targets), (3, 4, 2));
    let b = form.file("b.rs").expect("works").expect("works");
    assert_eq!(b.content, ContentHash::of(b"b"));
    assert_eq!(b.sites, [site(1, Says::External), site(9, Says::Means(vec![id(2), id(1)]))]);
    assert_eq!(form.file("b").expect("works"), None);
    assert_eq!(form.files_meaning(id(1)).expect("works"), ["a/c.rs", "b.rs"]);
    assert_eq!(form.files_meaning(id(3)).expect("works"), Vec::<&str>::new());
    let paths: Vec<&str> = form.paths().expect("works").into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["a/c.rs", "b.rs", "z.rs"]);
}

#[test]
fn the_same_files_in_another_order_make_the_same_bytes() {
    let mut other = FormBuilder::new("judge", "1.2");
    other.file("z.rs", file("z", vec![]));
    other.file("a/c.rs", file("c", vec![site(4, Says::Means(vec![id(2), id(1)])), site(4, Says::Local)]));
    other.file("b.rs", file("b", vec![site(1, Says::External), site(9, Says::Means(vec![id(2), id(1)]))]));
    let (_one, first) = written(&sample());
    let (_two, second) = written(&other);
    assert_eq!(fs::read(first).expect("works"), fs::read(second).expect("works"));
}

/// Everything that can be asked of an overlay.
fn ask(form: &Form) -> Result<(), FormError> {
    for path in ["b.rs", "a/c.rs", "z.rs", "none"] {
        form.file(path)?;
    }
    for number in 0..4 {
        form.files_meaning(id(number))?;
    }
    form.paths().map(drop)
}

#[test]
fn any_other_byte_and_any_other_length_are_noticed() {
    let (directory, path) = written(&sample());
    let bytes = fs::read(&path).expect("works");
    let damaged = directory.path().join("damaged");
    let check = |bytes: &[u8], what: &str| {
        fs::write(&damaged, bytes).expect("works");
        let outcome = Form::open(&damaged).and_then(|form| ask(&form));
        assert!(outcome.is_err(), "{what}");
    };
    for at in 0..bytes.len() {
        let mut other = bytes.clone();
        other[at] ^= 0x10;
        check(&other, &format!("byte {at}"));
    }
    (0..bytes.len()).for_each(|length| check(&bytes[..length], &format!("{length} bytes")));
    check(&[&bytes[..], b"x"].concat(), "one byte more");
    assert!(matches!(Form::open(directory.path()), Err(FormError::Io { .. })));
}

#[test]
fn other_files_and_other_versions_are_told_apart() {
    let (directory, path) = written(&sample());
    let other = directory.path().join("other");
    fs::write(&other, "no overlay").expect("works");
    assert!(matches!(Form::open(&other), Err(FormError::Foreign { .. })));
    let mut newer = fs::read(&path).expect("works");
    newer[8] = 99;
    fs::write(&other, newer).expect("works");
    assert!(matches!(Form::open(&other), Err(FormError::Version { found: 99, .. })));
}

proptest! {
    #[test]
    fn any_bytes_are_an_overlay_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let directory = tempfile::tempdir().expect("works");
        let path = directory.path().join("x");
        fs::write(&path, [b"MAGOVRLY\x01\0\0\0".as_slice(), &bytes].concat()).expect("works");
        if let Ok(form) = Form::open(&path) {
            let _ = ask(&form);
        }
    }
}
