//! Any bytes as a file of any language whose names are resolved.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(problem) = testkit::fuzz::resolve(data) {
        panic!("{problem}");
    }
});
