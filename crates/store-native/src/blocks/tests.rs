//! Blocks against a plain set of rows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use mapping::EnvironmentAccess;
use model::codec::Reader;
use model::kinds::DefKind;
use model::marks::Marks;
use proptest::prelude::*;

use super::{BlockChanges, BlockRow, from, scan};
use crate::layout::{Change, Space, Tables, View};
use crate::opened::open_in;
use crate::rows::{IdRow, Posting, TextRow};

/// Names that share beginnings, some of them very long, some with odd bytes.
fn name() -> impl Strategy<Value = String> {
    let long =
        ("[ab]{0,2}", 0usize..3).prop_map(|(tail, more)| format!("{}{tail}", "long::".repeat(65 + more)));
    prop_oneof![
        4 => "[ab]{1,2}(::[ab]{1,3}){0,2}".prop_map(|text: String| text),
        1 => long,
        1 => "[\u{0}\u{e9} :]{0,3}".prop_map(|text: String| text),
        1 => Just("n".repeat(10_000)),
    ]
}

fn text_row() -> impl Strategy<Value = TextRow> {
    (name(), 0u32..4, 0u32..400, 0usize..5, 0u8..16).prop_map(|(text, file, slot, kind, marks)| {
        TextRow::new(&text, file, slot, DefKind::ALL[kind], Marks::from_raw(marks))
    })
}

fn id_row() -> impl Strategy<Value = IdRow> {
    (0u8..3, any::<u16>(), 0u32..4, proptest::option::of(0u32..400)).prop_map(|(first, last, file, slot)| {
        let mut id = [first; 16];
        id[14..].copy_from_slice(&last.to_be_bytes());
        IdRow { id, file, slot }
    })
}

fn posting() -> impl Strategy<Value = Posting> {
    let key = prop_oneof![0u32..4, any::<u32>()];
    (key, prop_oneof![0u32..300, any::<u32>()]).prop_map(|(key, file)| Posting { key, file })
}

fn key_of<R: BlockRow>(row: &R) -> Vec<u8> {
    let mut key = Vec::new();
    row.key(&mut key);
    key
}

fn rows_of<R: BlockRow>(view: View<'_>) -> Vec<R> {
    let mut rows = Vec::new();
    scan(view, Space::Name, &mut |row: &R| {
        rows.push(row.clone());
        Ok(())
    })
    .expect("blocks are sound");
    rows
}

/// Makes rounds of changes in blocks and in a set, and compares all of it and what is found from every key on.
fn holds_what_a_set_holds<R: BlockRow + std::fmt::Debug>(rounds: Vec<Vec<(R, bool)>>) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x");
    let environment = open_in(&path, EnvironmentAccess::Build, 1 << 30, 1 << 30).expect("opens");
    let tables = Tables::create(&environment).expect("key spaces");
    let mut set: BTreeMap<Vec<u8>, R> = BTreeMap::new();
    for round in rounds {
        let round: BTreeMap<Vec<u8>, (R, bool)> =
            round.into_iter().map(|(row, comes)| (key_of(&row), (row, comes))).collect();
        let mut changes = BlockChanges::default();
        for (key, (row, comes)) in round {
            if let Some(known) = set.remove(&key) {
                changes.remove(known);
            }
            if comes {
                assert!(changes.add(row.clone(), true).is_none(), "no two come under one key");
                set.insert(key, row);
            }
        }
        let mut change = Change { txn: environment.write_txn().expect("begins"), tables };
        let applied = changes.apply(&mut change, Space::Name).expect("applies");
        assert!(applied.missed.is_empty() && applied.collision.is_none());
        change.txn.commit().expect("commits");
    }
    let txn = environment.read_txn().expect("reads");
    let view = View { txn: &txn, tables: &tables };
    assert_eq!(rows_of::<R>(view), set.values().cloned().collect::<Vec<_>>());
    for key in set.keys().step_by(7) {
        let mut found = None;
        from(view, Space::Name, key, &mut |at: &[u8], row: &R| {
            assert_eq!(at, key_of(row));
            found = Some(row.clone());
            Ok(ControlFlow::Break(()))
        })
        .expect("blocks are sound");
        assert_eq!(found.as_ref(), set.get(key));
    }
}

fn rounds<R: std::fmt::Debug>(row: impl Strategy<Value = R>) -> impl Strategy<Value = Vec<Vec<(R, bool)>>> {
    let change = (row, proptest::bool::weighted(0.6));
    proptest::collection::vec(proptest::collection::vec(change, 0..150), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn blocks_of_names_hold_what_a_set_holds(rounds in rounds(text_row())) {
        holds_what_a_set_holds(rounds);
    }

    #[test]
    fn blocks_of_ids_hold_what_a_set_holds(rounds in rounds(id_row())) {
        holds_what_a_set_holds(rounds);
    }

    #[test]
    fn blocks_of_postings_hold_what_a_set_holds(rounds in rounds(posting())) {
        holds_what_a_set_holds(rounds);
    }
}

proptest! {
    #[test]
    fn different_rows_have_different_keys(a in text_row(), b in text_row()) {
        let place = |row: &TextRow| (row.text.clone(), row.file, row.slot);
        prop_assert_eq!(place(&a) == place(&b), key_of(&a) == key_of(&b));
        prop_assert!(key_of(&a).len() <= 426);
        let mut beside = Vec::new();
        a.write_beside_key(&mut beside);
        prop_assert_eq!(TextRow::read_beside_key(&key_of(&a), &beside).expect("whole"), a);
    }

    #[test]
    fn other_bytes_are_refused_or_read(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = TextRow::default().read(&mut Reader::new(&bytes));
        let _ = IdRow::default().read(&mut Reader::new(&bytes));
        let _ = Posting::default().read(&mut Reader::new(&bytes));
        let _ = TextRow::read_beside_key(&bytes, &bytes);
    }
}

#[test]
fn what_is_not_there_is_missed_and_what_is_there_collides() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("x");
    let environment = open_in(&path, EnvironmentAccess::Build, 1 << 30, 1 << 30).expect("opens");
    let tables = Tables::create(&environment).expect("key spaces");
    let row = |file, slot| IdRow { id: [7; 16], file, slot };
    let apply = |goes: Option<IdRow>, comes: Option<IdRow>| {
        let mut changes = BlockChanges::default();
        goes.into_iter().for_each(|row| changes.remove(row));
        comes.into_iter().for_each(|row| assert!(changes.add(row, false).is_none()));
        let mut change = Change { txn: environment.write_txn().expect("begins"), tables };
        let applied = changes.apply(&mut change, Space::Id).expect("applies");
        change.txn.commit().expect("commits");
        (applied.missed.into_iter().collect::<Vec<_>>(), applied.collision)
    };
    assert_eq!(apply(None, Some(row(1, None))), (vec![], None));
    assert_eq!(apply(Some(row(2, None)), None), (vec![2], None), "the row of another file is not meant");
    assert_eq!(apply(None, Some(row(2, None))), (vec![], Some((row(1, None), row(2, None)))));
    assert_eq!(apply(Some(row(1, None)), Some(row(1, Some(3)))), (vec![], None));
    assert_eq!(
        apply(Some(row(1, Some(3))), Some(row(1, Some(3)))),
        (vec![], None),
        "it is looked at, and stays"
    );
    assert_eq!(apply(Some(row(1, Some(3))), None), (vec![], None));
    assert_eq!(apply(Some(row(1, Some(3))), None), (vec![1], None));
}
