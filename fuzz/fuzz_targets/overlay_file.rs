//! Any bytes as an overlay.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if let Err(problem) = testkit::fuzz::overlay_file(data) {
        panic!("{problem}");
    }
});
