//! Names of definitions in files that are in no language that is read: templates, settings, scripts of other languages.

use model::path::RepoPath;
use rustc_hash::{FxHashMap, FxHashSet};
use source::FileSystem;

/// Larger files are data.
const CAP: u64 = 1 << 20;

/// Of the names with these keys, those that a file spells as a word, with the first file of `paths` that does. What cannot be read, binary
/// files and prose spell nothing. Linear in the texts.
pub(super) fn names(
    files: &dyn FileSystem,
    paths: &[String],
    known: &FxHashSet<u64>,
) -> FxHashMap<u64, String> {
    let mut found = FxHashMap::default();
    for path in paths.iter().filter(|path| languages::may_name(path)) {
        let Some(file) = RepoPath::new(path) else { continue };
        let Ok(bytes) = files.read(&file, CAP) else { continue };
        if bytes.contains(&0) {
            continue;
        }
        for word in bytes.split(|byte| !is_word(*byte)) {
            let Ok(word) = std::str::from_utf8(word) else { continue };
            // Types in types are named so in Java (`Outer$Inner`).
            for word in word.split('$').chain([word]).filter(|word| !word.is_empty()) {
                let key = liveness::name_key(word);
                if known.contains(&key) {
                    found.entry(key).or_insert_with(|| path.clone());
                }
            }
        }
    }
    found
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}
