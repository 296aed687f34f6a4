//! What fuzzers run: plain functions, so that property tests on a stable compiler run the same.

use extract::{Extractor, LanguageSpec};
use model::codec;

use crate::check;

/// The first byte picks the language, the rest is the file: whatever it is, its facts must be sound.
///
/// # Errors
/// What is wrong with them.
pub fn extract(data: &[u8]) -> Result<(), String> {
    let Some((&choice, source)) = data.split_first() else { return Ok(()) };
    extract_as(languages::ALL[choice as usize % languages::ALL.len()], source)
}

/// Extracts `source` and checks the facts.
///
/// # Errors
/// What is wrong with them.
pub fn extract_as(spec: &LanguageSpec, source: &[u8]) -> Result<(), String> {
    let facts = Extractor::new().extract(spec, source);
    let violations = check(&facts, source);
    if violations.is_empty() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(source);
    Err(format!("{} {}: {violations:#?} of\n{text}", spec.name, spec.variant))
}

/// Any bytes, read as encoded facts, are refused or give facts that come back when encoded and decoded again.
///
/// # Errors
/// When they do not.
pub fn decode_facts(data: &[u8]) -> Result<(), String> {
    let Ok(facts) = codec::decode(data, b"") else { return Ok(()) };
    let mut bytes = Vec::new();
    codec::encode(&facts, b"", &mut bytes);
    match codec::decode(&bytes, b"") {
        Ok(again) if again == facts => Ok(()),
        Ok(_) => Err("facts change when encoded and decoded again".to_owned()),
        Err(error) => Err(format!("encoded again, they are refused: {error}")),
    }
}
