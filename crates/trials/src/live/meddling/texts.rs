//! Edits of what is in a file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Meddler, told};

/// Words that a definition's name follows.
const DEFINING: [&str; 14] = [
    "def",
    "fn",
    "function",
    "class",
    "struct",
    "enum",
    "interface",
    "trait",
    "int",
    "void",
    "const",
    "type",
    "static",
    "mod",
];

/// How lines begin that import something.
const IMPORTING: [&str; 6] = ["import ", "from ", "use ", "pub use ", "#include", "mod "];

/// Reads a source, changes it, writes it in place.
fn edit(
    meddler: &mut Meddler,
    what: &str,
    change: impl FnOnce(&mut Meddler, &Path, Vec<u8>) -> Option<Vec<u8>>,
) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    let bytes = fs::read(meddler.at(&path))?;
    let Some(changed) = change(meddler, &path, bytes) else { return Ok(None) };
    fs::write(meddler.at(&path), changed)?;
    Ok(Some(format!("{what}: {}", told(&path))))
}

/// Adds a definition at the end that calls another.
pub(super) fn add_definition(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "a definition added", |meddler, path, mut bytes| {
        bytes.extend(definition(meddler, path).into_bytes());
        Some(bytes)
    })
}

/// A definition in the language of a file, that calls one which was made before.
pub(super) fn definition(meddler: &mut Meddler, path: &Path) -> String {
    let name = meddler.name();
    let other = format!("made{}", meddler.random.below(meddler.names) + 1);
    match extension(path) {
        "py" | "pyi" => format!("\n\ndef {name}(x):\n    return {other}(x)\n"),
        "rs" => format!("\npub fn {name}(x: u64) -> u64 {{\n    {other}(x)\n}}\n"),
        "java" => format!(
            "\nclass Of{name} {{\n    static int {name}(int x) {{ return Of{other}.{other}(x); }}\n}}\n"
        ),
        "c" | "h" | "cc" | "cpp" | "cxx" | "hpp" | "hh" | "inl" | "ipp" | "hxx" => {
            format!("\nint {other}(int x);\nint {name}(int x)\n{{\n    return {other}(x);\n}}\n")
        }
        _ => format!("\nexport function {name}(x) {{\n  return {other}(x);\n}}\n"),
    }
}

pub(super) fn extension(path: &Path) -> &str {
    path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// Doubles, drops or swaps a line.
pub(super) fn change_line(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "a line changed", |meddler, _, bytes| Some(with_changed_line(meddler, &bytes)))
}

pub(super) fn with_changed_line(meddler: &mut Meddler, bytes: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
    if lines.is_empty() {
        return b"x\n".to_vec();
    }
    let at = meddler.random.below(lines.len());
    match meddler.random.below(3) {
        0 => lines.insert(at, lines[at]),
        1 => drop(lines.remove(at)),
        _ => {
            let other = meddler.random.below(lines.len());
            lines.swap(at, other);
        }
    }
    lines.concat()
}

/// Renames something that is defined, wherever the file names it; other files go on using the old name.
pub(super) fn rename_definition(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "a definition renamed", |meddler, _, bytes| {
        let text = String::from_utf8(bytes).ok()?;
        let names = defined(&text);
        let name = *meddler.random.pick(&names)?;
        let new = meddler.name();
        Some(text.replace(name, &new).into_bytes())
    })
}

fn defined(text: &str) -> Vec<&str> {
    let is_name = |word: &str| word.len() > 3 && word.chars().all(|one| one == '_' || one.is_alphanumeric());
    let words: Vec<&str> = text
        .split(|one: char| one != '_' && !one.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .filter(|pair| DEFINING.contains(&pair[0]) && is_name(pair[1]))
        .map(|pair| pair[1])
        .collect()
}

/// Imports another file of the same language.
pub(super) fn add_import(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "an import added", |meddler, path, bytes| {
        let alike: Vec<PathBuf> = meddler
            .listing
            .sources
            .iter()
            .filter(|other| kind(extension(other)) == kind(extension(path)))
            .cloned()
            .collect();
        let other = meddler.random.pick(&alike)?;
        Some([import(path, other).into_bytes(), bytes].concat())
    })
}

/// Whether files of two extensions import each other.
fn kind(extension: &str) -> u8 {
    match extension {
        "py" | "pyi" => 0,
        "rs" => 1,
        "java" => 2,
        "js" | "jsx" | "mjs" | "cjs" | "ts" | "tsx" | "mts" | "cts" => 3,
        _ => 4,
    }
}

fn import(path: &Path, other: &Path) -> String {
    let stem = other.with_extension("").display().to_string();
    match kind(extension(path)) {
        0 => format!("from {} import *\n", stem.trim_end_matches("/__init__").replace('/', ".")),
        1 => {
            let inner = stem.rsplit_once("src/").map_or(stem.as_str(), |(_, inner)| inner);
            format!("use crate::{}::*;\n", inner.trim_end_matches("/mod").replace('/', "::"))
        }
        2 => {
            let inner = stem.rsplit_once("java/").map_or(stem.as_str(), |(_, inner)| inner);
            format!("import {};\n", inner.replace('/', "."))
        }
        3 => format!("import * as other from '{}';\n", relative(path, Path::new(&stem))),
        _ => format!("#include \"{}\"\n", relative(path, other)),
    }
}

/// The way from a file to another.
fn relative(from: &Path, to: &Path) -> String {
    let ups = from.components().count().saturating_sub(1);
    format!("./{}{}", "../".repeat(ups), to.display())
}

/// Drops a line that imports something.
pub(super) fn remove_import(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "an import removed", |meddler, _, bytes| {
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
        let imports: Vec<usize> = (0..lines.len())
            .filter(|&at| IMPORTING.iter().any(|word| lines[at].starts_with(word.as_bytes())))
            .collect();
        let at = *meddler.random.pick(&imports)?;
        lines.remove(at);
        Some(lines.concat())
    })
}

/// Leaves nothing of a file, or its beginning.
pub(super) fn cut_off(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "cut off", |meddler, _, mut bytes| {
        let length = if meddler.random.chance(50) { 0 } else { meddler.random.below(bytes.len() + 1) };
        bytes.truncate(length);
        Some(bytes)
    })
}

/// Bytes that are no text.
pub(super) fn fill_with_junk(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "filled with junk", |meddler, _, _| {
        let words = meddler.random.below(4_000);
        Some((0..words).flat_map(|_| meddler.random.number().to_le_bytes()).collect())
    })
}

/// Opens what is never closed.
pub(super) fn break_syntax(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "broken", |meddler, _, mut bytes| {
        let at = meddler.random.below(bytes.len() + 1);
        let opening: &[u8] =
            [b"((({" as &[u8], b"\"", b"/*", b"'''", b"\xff\xfe", b"<<<<<<< ours\n"][meddler.random.below(6)];
        bytes.splice(at..at, opening.iter().copied());
        Some(bytes)
    })
}

/// Other bytes, then the same ones as before.
pub(super) fn change_and_revert(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    let before = fs::read(meddler.at(&path))?;
    let other = with_changed_line(meddler, &before);
    fs::write(meddler.at(&path), other)?;
    std::thread::sleep(Duration::from_millis(meddler.random.below(80) as u64));
    fs::write(meddler.at(&path), before)?;
    Ok(Some(format!("changed and reverted: {}", told(&path))))
}

/// The same bytes at another time.
pub(super) fn write_the_same(meddler: &mut Meddler) -> io::Result<Option<String>> {
    edit(meddler, "written as it was", |_, _, bytes| Some(bytes))
}

/// A file beside it that takes its place, as editors save.
pub(super) fn save_atomically(meddler: &mut Meddler) -> io::Result<Option<String>> {
    let Some(path) = meddler.source() else { return Ok(None) };
    let before = fs::read(meddler.at(&path))?;
    let changed = with_changed_line(meddler, &before);
    let (target, extension) = (meddler.at(&path), extension(&path).to_owned());
    // Some editors' files beside it look like sources, too.
    let beside = if meddler.random.chance(50) { format!("{extension}~") } else { format!("tmp.{extension}") };
    let beside = target.with_extension(beside);
    fs::write(&beside, changed)?;
    fs::rename(&beside, &target)?;
    Ok(Some(format!("saved atomically: {}", told(&path))))
}
