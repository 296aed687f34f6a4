//! Outcomes of a file's sites: the distinct ones as a table in order of first use, then a number for each site.

use rustc_hash::FxHashMap;

use super::column::{Column, DecodeError, Reader, put_uint};
use crate::facts::List;
use crate::ids::SymbolId;
use crate::outcome::{OutcomeKind, Reason, Resolution, Rule, SiteOutcome};

/// Version of the encoding of outcomes.
pub const OUTCOMES_VERSION: u32 = 1;

/// Appends the encoding of everything but the targets to `out`. Linear.
pub fn encode_outcomes(resolution: &Resolution, out: &mut Vec<u8>) {
    put_uint(out, OUTCOMES_VERSION);
    let mut numbers: FxHashMap<Key, u32> = FxHashMap::default();
    let mut distinct: Vec<SiteOutcome> = Vec::new();
    let mut column = Vec::with_capacity(resolution.outcomes.len());
    for outcome in &resolution.outcomes {
        let next = distinct.len() as u32;
        let number = *numbers.entry(key_of(outcome)).or_insert(next);
        if number == next {
            distinct.push(*outcome);
        }
        column.push(number);
    }
    put_uint(out, distinct.len() as u32);
    u32::encode(distinct.iter().map(|outcome| outcome.kind.into()), out);
    u32::encode(distinct.iter().map(|outcome| outcome.rule.map_or(0, |rule| u32::from(rule) + 1)), out);
    u32::encode(distinct.iter().map(|outcome| outcome.reason.map_or(0, |reason| u32::from(reason) + 1)), out);
    List::encode(distinct.iter().map(|outcome| outcome.targets), out);
    put_uint(out, resolution.pool.len() as u32);
    u32::encode(resolution.pool.iter().copied(), out);
    put_uint(out, column.len() as u32);
    u32::encode(column.into_iter(), out);
}

type Key = (OutcomeKind, Option<Rule>, Option<Reason>, List);

fn key_of(outcome: &SiteOutcome) -> Key {
    (outcome.kind, outcome.rule, outcome.reason, outcome.targets)
}

/// Reads what [`encode_outcomes`] wrote, given the targets.
///
/// # Errors
/// When the bytes are not the encoding of outcomes with these targets.
pub fn decode_outcomes(bytes: &[u8], targets: Vec<SymbolId>) -> Result<Resolution, DecodeError> {
    let mut reader = Reader::new(bytes);
    let version = reader.uint()?;
    if version != OUTCOMES_VERSION {
        return Err(DecodeError::Version { found: version });
    }
    let count = reader.count()?;
    let kinds = u32::decode(count, &mut reader)?;
    let rules = u32::decode(count, &mut reader)?;
    let reasons = u32::decode(count, &mut reader)?;
    let lists = List::decode(count, &mut reader)?;
    let pool_len = reader.count()?;
    let pool = u32::decode(pool_len, &mut reader)?;
    let mut distinct = Vec::with_capacity(count);
    for (((kind, rule), reason), list) in kinds.into_iter().zip(rules).zip(reasons).zip(lists) {
        distinct.push(SiteOutcome {
            kind: OutcomeKind::from_raw(kind).ok_or(DecodeError::Malformed("outcome"))?,
            rule: optional(rule, Rule::from_raw, "rule")?,
            reason: optional(reason, Reason::from_raw, "reason")?,
            targets: Some(list)
                .filter(|list| list.range().end <= pool.len())
                .ok_or(DecodeError::Malformed("list"))?,
        });
    }
    let sites = reader.count()?;
    let column = u32::decode(sites, &mut reader)?;
    reader.finish()?;
    let known = |number: u32| distinct.get(number as usize).copied().ok_or(DecodeError::Malformed("outcome"));
    let outcomes = column.into_iter().map(known).collect::<Result<_, _>>()?;
    if pool.iter().any(|target| *target as usize >= targets.len()) {
        return Err(DecodeError::Malformed("target"));
    }
    Ok(Resolution { outcomes, targets, pool })
}

fn optional<T>(raw: u32, known: fn(u32) -> Option<T>, what: &'static str) -> Result<Option<T>, DecodeError> {
    match raw.checked_sub(1) {
        None => Ok(None),
        Some(raw) => known(raw).map(Some).ok_or(DecodeError::Malformed(what)),
    }
}

/// Appends ascending numbers as differences.
pub fn encode_ascending(numbers: &[u32], out: &mut Vec<u8>) {
    let mut before = 0;
    for &number in numbers {
        put_uint(out, number.wrapping_sub(before));
        before = number;
    }
}

/// Reads what [`encode_ascending`] wrote.
///
/// # Errors
/// When the bytes are no numbers.
pub fn decode_ascending(bytes: &[u8]) -> Result<Vec<u32>, DecodeError> {
    let mut reader = Reader::new(bytes);
    let mut numbers = Vec::new();
    let mut before = 0u32;
    while !reader.is_at_end() {
        before = before.wrapping_add(reader.uint()?);
        numbers.push(before);
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::{decode_ascending, decode_outcomes, encode_ascending, encode_outcomes};
    use crate::facts::List;
    use crate::ids::SymbolId;
    use crate::outcome::{OutcomeKind, Reason, Resolution, Rule, SiteOutcome};

    fn sample() -> Resolution {
        let resolved = SiteOutcome {
            kind: OutcomeKind::Resolved,
            rule: Some(Rule::Member),
            reason: None,
            targets: List { start: 1, len: 1 },
        };
        let outcomes = vec![
            SiteOutcome::unresolved(Reason::UnknownName),
            resolved,
            SiteOutcome::without_target(OutcomeKind::Local, Rule::LexicalScope),
            resolved,
        ];
        let targets = vec![SymbolId::from_bytes([1; 16]), SymbolId::from_bytes([2; 16])];
        Resolution { outcomes, targets, pool: vec![0, 1] }
    }

    #[test]
    fn outcomes_come_back() {
        let resolution = sample();
        let mut bytes = Vec::new();
        encode_outcomes(&resolution, &mut bytes);
        assert_eq!(decode_outcomes(&bytes, resolution.targets.clone()), Ok(resolution.clone()));
        assert!(decode_outcomes(&bytes, resolution.targets[..1].to_vec()).is_err(), "a target is missing");
        for end in 0..bytes.len() {
            assert!(decode_outcomes(&bytes[..end], resolution.targets.clone()).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn ascending_numbers_come_back() {
        for numbers in [&[][..], &[0], &[7, 8, 4_000_000_000]] {
            let mut bytes = Vec::new();
            encode_ascending(numbers, &mut bytes);
            assert_eq!(decode_ascending(&bytes).as_deref(), Ok(numbers));
        }
        assert!(decode_ascending(&[0x80]).is_err());
    }
}
