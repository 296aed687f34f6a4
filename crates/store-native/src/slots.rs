//! Slots: how rows name the definitions of a file.
//!
//! Definitions are counted through their file, so one more at its beginning gives all others another ordinal. Rows would all be
//! others then. They name a definition by its slot instead, which it keeps as long as it has its id; what ordinal each slot
//! has is kept in one value a file, and only where it is not the slot itself.

use std::collections::HashMap;

use model::codec::{Reader, put_uint};
use model::ids::{DefId, SymbolId};
use store::{StoreError, SymbolRow};

use crate::chunks;
use crate::layout::{Change, Space, View};

/// The ordinals of a file's slots.
pub(crate) struct Slots(Option<Vec<u32>>);

/// The ordinal of a slot that is not used.
const UNUSED: u32 = u32::MAX;

impl Slots {
    /// Those of the file with a number.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) fn read(view: View<'_>, number: u32) -> Result<Self, StoreError> {
        let Some(bytes) = chunks::get(view, Space::Slots, number)? else { return Ok(Self(None)) };
        decode(&bytes).map(|ordinals| Self(Some(ordinals))).ok_or_else(|| damaged(number))
    }

    /// The ordinal of a slot.
    ///
    /// # Errors
    /// When the slot is not used, which only damage brings about.
    pub(crate) fn ordinal(&self, slot: u32) -> Result<DefId, StoreError> {
        let ordinal = match &self.0 {
            None => Some(slot),
            Some(ordinals) => ordinals.get(slot as usize).copied().filter(|ordinal| *ordinal != UNUSED),
        };
        ordinal.map(DefId::new).ok_or_else(|| damaged(slot))
    }

    /// The slots of a file's `count` definitions; `None` when the two do not fit together.
    pub(crate) fn by_ordinal(&self, count: usize) -> Option<Vec<u32>> {
        let Some(ordinals) = &self.0 else { return Some((0..count as u32).collect()) };
        let mut slots = vec![UNUSED; count];
        for (slot, &ordinal) in (0..).zip(ordinals).filter(|(_, ordinal)| **ordinal != UNUSED) {
            let place = slots.get_mut(ordinal as usize).filter(|place| **place == UNUSED)?;
            *place = slot;
        }
        (!slots.contains(&UNUSED)).then_some(slots)
    }
}

fn damaged(number: u32) -> StoreError {
    StoreError::corrupt("slots", number.to_string())
}

/// Gives each definition a slot: the one that it had, or one that is free.
pub(crate) fn assign(known: &HashMap<SymbolId, u32>, symbols: &[SymbolRow]) -> Vec<u32> {
    let mut slots: Vec<u32> =
        symbols.iter().map(|symbol| known.get(&symbol.id).copied().unwrap_or(UNUSED)).collect();
    let mut is_taken = vec![false; symbols.len()];
    for &slot in &slots {
        if let Some(taken) = is_taken.get_mut(slot as usize) {
            *taken = true;
        }
    }
    // As many slots are free as definitions have none, below the number of definitions.
    let mut free = (0..).zip(&is_taken).filter(|(_, taken)| !**taken).map(|(slot, _)| slot);
    for slot in slots.iter_mut().filter(|slot| **slot == UNUSED) {
        *slot = free.next().expect("there are as many slots as definitions");
    }
    slots
}

/// Keeps which slots the definitions of a file have, by ordinal.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) fn keep(change: &mut Change<'_>, number: u32, slots: &[u32]) -> Result<(), StoreError> {
    if slots.iter().zip(0..).all(|(slot, ordinal)| *slot == ordinal) {
        return chunks::delete(change, Space::Slots, number);
    }
    let most = slots.iter().copied().max().unwrap_or(0);
    let mut ordinals = vec![UNUSED; most as usize + 1];
    for (&slot, ordinal) in slots.iter().zip(0..) {
        ordinals[slot as usize] = ordinal;
    }
    chunks::put(change, Space::Slots, number, &encode(&ordinals))
}

/// For each slot what it is away from the one before and one more, unused ones as 1, others doubled with the sign below.
fn encode(ordinals: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ordinals.len() + 8);
    let mut next = 0u32;
    for &ordinal in ordinals {
        if ordinal == UNUSED {
            put_uint(&mut bytes, 1);
            continue;
        }
        let step = ordinal.wrapping_sub(next).cast_signed();
        let zigzag = ((step << 1) ^ (step >> 31)).cast_unsigned();
        put_uint(&mut bytes, if zigzag == 0 { 0 } else { zigzag + 1 });
        next = ordinal + 1;
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<Vec<u32>> {
    let mut reader = Reader::new(bytes);
    let (mut ordinals, mut next) = (Vec::new(), 0u32);
    while !reader.is_at_end() {
        let zigzag = match reader.uint().ok()? {
            1 => {
                ordinals.push(UNUSED);
                continue;
            }
            0 => 0,
            coded => coded - 1,
        };
        let step = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
        let ordinal = next.wrapping_add(step.cast_unsigned());
        next = ordinal.checked_add(1)?;
        ordinals.push(ordinal);
    }
    Some(ordinals)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use model::ids::SymbolId;
    use proptest::prelude::*;
    use store::SymbolRow;
    use store::testing::file;

    use super::{Slots, UNUSED, assign, decode, encode};

    fn symbols(ids: &[u8]) -> Vec<SymbolRow> {
        let row = file("a", &["f"]).symbols.remove(0);
        ids.iter().map(|&id| SymbolRow { id: SymbolId::from_bytes([id; 16]), ..row.clone() }).collect()
    }

    proptest! {
        #[test]
        fn ordinals_come_back(ordinals in proptest::collection::vec(prop_oneof![0u32..9, Just(UNUSED), 0u32..1 << 30], 0..50)) {
            prop_assert_eq!(decode(&encode(&ordinals)), Some(ordinals));
        }

        #[test]
        fn definitions_keep_their_slots(
            rounds in proptest::collection::vec(proptest::collection::btree_set(0u8..20, 0..12), 1..8),
        ) {
            let mut known = HashMap::new();
            for ids in rounds {
                // In another order than before.
                let ids: Vec<u8> = ids.into_iter().map(|id| id.wrapping_mul(37)).collect();
                let symbols = symbols(&ids);
                let slots = assign(&known, &symbols);
                let now: HashMap<SymbolId, u32> =
                    symbols.iter().map(|symbol| symbol.id).zip(slots.iter().copied()).collect();
                prop_assert!(now.iter().all(|(id, slot)| known.get(id).is_none_or(|before| before == slot)));
                let mut ordinals = vec![UNUSED; slots.iter().max().map_or(0, |most| *most as usize + 1)];
                slots.iter().zip(0..).for_each(|(slot, ordinal)| ordinals[*slot as usize] = ordinal);
                let kept = Slots(Some(decode(&encode(&ordinals)).expect("decodes")));
                prop_assert_eq!(kept.by_ordinal(ids.len()), Some(slots));
                known = now;
            }
        }
    }
}
