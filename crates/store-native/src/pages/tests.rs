//! What the verifier finds.

use std::fs::{self, File};
use std::path::Path;

use store::testing::file;
use store::{BulkLoad, Store, ViewChange, WriteBatch};

use super::{Meta, PAGE_HEADER, u16_at, u64_at, verify};
use crate::{BulkBuild, NativeStore};

/// A database that has been changed often enough to have free pages.
fn database(path: &Path) -> (Vec<u8>, Meta) {
    let mut build: Box<dyn BulkLoad> = Box::new(BulkBuild::create(path).expect("a build"));
    for number in 0..300 {
        let names = ["shared".to_owned(), format!("name{number}")];
        build.put(file(&format!("f{number:03}"), &names.each_ref().map(String::as_str))).expect("put");
    }
    let text = Some(String::new());
    let view = ViewChange {
        tool_version: text.clone(),
        root: text.clone(),
        skipped: None,
        projects: text,
        selection: None,
    };
    build.finish(view).expect("published");
    let store = NativeStore::open(path).expect("opens");
    for number in 0..6 {
        let put = vec![file("f007", &[&format!("other{number}")])];
        store.apply(WriteBatch { put, ..WriteBatch::default() }).expect("applies");
    }
    drop(store);
    let meta = Meta::newest(&File::open(path).expect("opens")).expect("sound");
    (fs::read(path).expect("reads"), meta)
}

/// What is wrong after `spoil` has been at the bytes.
fn damage(spoil: impl Fn(&mut Vec<u8>, &Meta)) -> Vec<String> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x.db");
    let (mut bytes, meta) = database(&path);
    spoil(&mut bytes, &meta);
    fs::write(&path, &bytes).expect("writes");
    let file = File::open(&path).expect("opens");
    let damage = verify(&file, &Meta::newest(&file).expect("sound meta pages")).expect("reads");
    damage.into_iter().map(|damage| damage.what).collect()
}

/// Where the nodes of the page with this number begin.
fn nodes(bytes: &[u8], meta: &Meta, page: u64) -> Vec<usize> {
    let start = page as usize * meta.page_size;
    let count = (usize::from(u16_at(bytes, start + 12)) - PAGE_HEADER) / 2;
    (0..count).map(|index| start + usize::from(u16_at(bytes, start + PAGE_HEADER + 2 * index))).collect()
}

/// Where the value of a node begins.
fn value_at(bytes: &[u8], node: usize) -> usize {
    node + 8 + usize::from(u16_at(bytes, node + 6))
}

#[test]
fn nothing_is_wrong_with_what_was_only_changed() {
    assert_eq!(damage(|_, _| {}), Vec::<String>::new());
}

#[test]
fn a_page_in_two_trees_is_found() {
    let found = damage(|bytes, meta| {
        let nodes = nodes(bytes, meta, meta.main.root);
        // The records of `blobkey` and `content`.
        let [one, other] = [nodes[1], nodes[2]].map(|node| value_at(bytes, node));
        bytes.copy_within(one..one + 48, other);
    });
    assert!(found.contains(&"a page that is used twice".to_owned()), "{found:?}");
}

#[test]
fn keys_out_of_order_are_found() {
    let found = damage(|bytes, meta| {
        let places = meta.main.root as usize * meta.page_size + PAGE_HEADER;
        let (one, other) = ([bytes[places], bytes[places + 1]], [bytes[places + 2], bytes[places + 3]]);
        bytes[places..places + 2].copy_from_slice(&other);
        bytes[places + 2..places + 4].copy_from_slice(&one);
    });
    assert!(found.contains(&"keys that are not in order".to_owned()), "{found:?}");
}

#[test]
fn a_free_page_that_is_used_is_found() {
    let found = damage(|bytes, meta| {
        let node = nodes(bytes, meta, meta.free.root)[0];
        let list = value_at(bytes, node);
        assert!(u64_at(bytes, list) > 0, "some page is free");
        bytes[list + 8..list + 16].copy_from_slice(&meta.main.root.to_le_bytes());
    });
    assert!(found.contains(&"a page that is free and used".to_owned()), "{found:?}");
}

#[test]
fn a_page_that_says_it_is_another_is_found() {
    let found = damage(|bytes, meta| bytes[meta.main.root as usize * meta.page_size] ^= 1);
    assert!(found.contains(&"a page that says it is another".to_owned()), "{found:?}");
}

#[test]
fn a_node_outside_of_its_page_is_found() {
    let found = damage(|bytes, meta| {
        let place = meta.main.root as usize * meta.page_size + PAGE_HEADER;
        bytes[place..place + 2].copy_from_slice(&4_094_u16.to_le_bytes());
    });
    assert!(found.contains(&"a node outside of its page".to_owned()), "{found:?}");
}

#[test]
fn a_wrong_count_is_found() {
    let found = damage(|bytes, meta| {
        let node = nodes(bytes, meta, meta.main.root)[0];
        let entries = value_at(bytes, node) + 32;
        bytes[entries] ^= 1;
    });
    assert!(found[0].starts_with("a tree with another number of pages or entries"), "{found:?}");
}
