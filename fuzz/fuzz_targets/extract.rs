//! Any bytes as a file of any language.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(problem) = testkit::fuzz::extract(data) {
        panic!("{problem}");
    }
});
