//! Any bytes as encoded facts.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| testkit::fuzz::decode_facts(data));
