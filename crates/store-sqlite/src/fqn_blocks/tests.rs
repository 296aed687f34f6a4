//! Blocks against a plain set of entries.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Bound, ControlFlow};

use model::ids::DefId;
use model::kinds::DefKind;
use proptest::prelude::*;

use super::{Blocks, BlocksMut, FqnChanges, FqnEntry, KeyedBlock, decode, with_fqn, with_prefix};
use store::StoreError;

#[derive(Default)]
struct Table(BTreeMap<Vec<u8>, Vec<u8>>);

fn owned((key, block): (&Vec<u8>, &Vec<u8>)) -> KeyedBlock {
    (key.clone(), block.clone())
}

impl Blocks for Table {
    fn at_or_before(&self, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError> {
        Ok(self.0.range::<[u8], _>((Bound::Unbounded, Bound::Included(key))).next_back().map(owned))
    }

    fn after(&self, key: &[u8]) -> Result<Option<KeyedBlock>, StoreError> {
        Ok(self.0.range::<[u8], _>((Bound::Excluded(key), Bound::Unbounded)).next().map(owned))
    }
}

impl BlocksMut for Table {
    fn remove(&mut self, key: &[u8]) -> Result<(), StoreError> {
        assert!(self.0.remove(key).is_some(), "only blocks that are there are taken out");
        Ok(())
    }

    fn insert(&mut self, key: &[u8], block: &[u8]) -> Result<(), StoreError> {
        assert!(self.0.insert(key.to_vec(), block.to_vec()).is_none(), "no two blocks have one key");
        Ok(())
    }
}

fn entry(fqn: String, file: u32, ordinal: u32) -> FqnEntry {
    FqnEntry { fqn, file, ordinal: DefId::new(ordinal), kind: DefKind::Function }
}

/// Names that share beginnings, some of them very long, some with odd bytes.
fn name() -> impl Strategy<Value = String> {
    let short = "[ab]{1,2}(::[ab]{1,3}){0,2}";
    let long =
        ("[ab]{0,2}", 0usize..3).prop_map(|(tail, more)| format!("{}{tail}", "long::".repeat(66 + more)));
    let odd = "[\u{0}é ]{1,3}";
    prop_oneof![4 => short.prop_map(|text: String| text), 1 => long, 1 => odd.prop_map(|text: String| text)]
}

fn found(list: impl FnOnce(super::EachEntry<'_>) -> Result<(), StoreError>) -> Vec<FqnEntry> {
    let mut entries = Vec::new();
    list(&mut |entry| {
        entries.push(entry.clone());
        ControlFlow::Continue(())
    })
    .expect("the table is sound");
    entries
}

proptest! {
    #[test]
    fn blocks_hold_what_a_set_holds(
        rounds in proptest::collection::vec(
            proptest::collection::vec((name(), 0u32..3, 0u32..3, any::<bool>()), 0..80), 1..6),
        probes in proptest::collection::vec(name(), 1..6),
    ) {
        let mut table = Table::default();
        let mut expected = BTreeSet::new();
        for round in rounds {
            let mut changes = FqnChanges::default();
            for (fqn, file, ordinal, comes) in round {
                let entry = entry(fqn, file, ordinal);
                if comes && expected.insert(entry.clone()) {
                    changes.add(entry);
                } else if !comes && expected.remove(&entry) {
                    changes.remove(entry);
                }
            }
            prop_assert!(changes.apply(&mut table).expect("applies").is_empty());
        }
        let all: Vec<FqnEntry> = expected.iter().cloned().collect();
        prop_assert_eq!(found(|each| with_prefix(&table, "", each)), all);
        prop_assert!(table.0.values().all(|block| !block.is_empty()));
        for probe in probes {
            let exact: Vec<FqnEntry> = expected.iter().filter(|entry| entry.fqn == probe).cloned().collect();
            prop_assert_eq!(found(|each| with_fqn(&table, &probe, each)), exact);
            let below: Vec<FqnEntry> =
                expected.iter().filter(|entry| entry.fqn.starts_with(&probe)).cloned().collect();
            prop_assert_eq!(found(|each| with_prefix(&table, &probe, each)), below);
        }
    }

    #[test]
    fn any_bytes_are_a_block_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let _ = decode(&bytes);
    }
}

#[test]
fn an_entry_that_should_go_and_is_not_there_is_told() {
    let mut table = Table::default();
    let mut changes = FqnChanges::default();
    changes.add(entry("a".to_owned(), 1, 0));
    changes.remove(entry("b".to_owned(), 7, 0));
    assert_eq!(changes.apply(&mut table).expect("applies"), BTreeSet::from([7]));
    assert_eq!(found(|each| with_prefix(&table, "", each)).len(), 1);
}

#[test]
fn a_listing_ends_when_it_is_told_to() {
    let mut table = Table::default();
    let mut changes = FqnChanges::default();
    (0..500).for_each(|number| changes.add(entry(format!("mod::name{number}"), 0, number)));
    changes.apply(&mut table).expect("applies");
    assert!(table.0.len() > 3, "many entries are several blocks");
    let mut seen = 0;
    let each = &mut |_: &FqnEntry| {
        seen += 1;
        if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    with_prefix(&table, "mod::", each).expect("the table is sound");
    assert_eq!(seen, 3);
}
