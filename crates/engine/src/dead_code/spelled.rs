//! Names of definitions in files that are in no language that is read: templates, settings, scripts of other languages.

use model::path::RepoPath;
use rustc_hash::{FxHashMap, FxHashSet};
use source::{FileSystem, ReadError};

/// Larger files are data.
const CAP: u64 = 1 << 20;

/// What files spell.
#[derive(Default)]
pub(super) struct Spelled {
    /// The first file that spells a name, by the key of the name.
    pub(super) names: FxHashMap<u64, String>,
    /// Files that cannot be read: they may name anything.
    pub(super) unread: Vec<RepoPath>,
}

/// Of the names with these keys, those that a file of `paths` spells as a word. Prose, binary files, and files above a megabyte spell
/// nothing. Linear in the texts.
pub(super) fn names(files: &dyn FileSystem, paths: &[String], known: &FxHashSet<u64>) -> Spelled {
    let mut spelled = Spelled::default();
    for path in paths.iter().filter(|path| languages::may_name(path)) {
        let Some(file) = RepoPath::new(path) else { continue };
        match files.read(&file, CAP) {
            Ok(bytes) if bytes.contains(&0) => {}
            Ok(bytes) => words(&bytes, &mut |key| {
                if known.contains(&key) {
                    spelled.names.entry(key).or_insert_with(|| path.clone());
                }
            }),
            Err(ReadError::TooLarge { .. } | ReadError::NotAFile { .. }) => {}
            Err(_) => spelled.unread.push(file),
        }
    }
    spelled
}

/// The keys of the words of a text.
fn words(bytes: &[u8], each: &mut dyn FnMut(u64)) {
    for word in bytes.split(|byte| !is_word(*byte)) {
        let Ok(word) = std::str::from_utf8(word) else { continue };
        // Types in types are named so in Java (`Outer$Inner`).
        for word in word.split('$').chain([word]).filter(|word| !word.is_empty()) {
            each(liveness::name_key(word));
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}
