//! A SCIP index and a text.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(problem) = testkit::fuzz::scip(data) {
        panic!("{problem}");
    }
});
