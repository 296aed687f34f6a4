//! Any bytes as encoded facts.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(problem) = testkit::fuzz::decode_facts(data) {
        panic!("{problem}");
    }
});
