//! What fuzzers run: plain functions, so that property tests on a stable compiler run the same.

use extract::{Extractor, LanguageSpec};
use model::codec;

use crate::check;

/// The first byte picks the language, the rest is the file: whatever it is, its facts must be sound.
///
/// # Panics
/// When they are not.
pub fn extract(data: &[u8]) {
    let Some((&choice, source)) = data.split_first() else { return };
    let spec = languages::ALL[choice as usize % languages::ALL.len()];
    extract_as(spec, source);
}

/// Extracts `source` and checks the facts.
///
/// # Panics
/// When they are not sound.
pub fn extract_as(spec: &LanguageSpec, source: &[u8]) {
    let facts = Extractor::new().extract(spec, source);
    let violations = check(&facts, source);
    assert!(violations.is_empty(), "{}{}: {violations:#?}", spec.name, spec.variant);
}

/// Any bytes, read as encoded facts, are refused or give facts that come back when encoded and decoded again.
///
/// # Panics
/// When they do not.
pub fn decode_facts(data: &[u8]) {
    let Ok(facts) = codec::decode(data) else { return };
    let mut bytes = Vec::new();
    codec::encode(&facts, &mut bytes);
    assert!(codec::decode(&bytes).as_ref() == Ok(&facts), "facts change when encoded and decoded again");
}
