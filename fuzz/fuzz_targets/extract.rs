//! Any bytes as a file of any language.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| testkit::fuzz::extract(data));
